"""*Instellingen*: its sections as chips in the bar."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ssdesk.household import Household
from ssdesk.replica.changes import Changes
from ssdesk.settings import Settings
from ssdesk.ui.settings.about import AboutSection
from ssdesk.ui.settings.accounts import AccountsSection
from ssdesk.ui.settings.display import DisplaySection
from ssdesk.ui.settings.notices import NoticesSection
from ssdesk.ui.settings.section import Section
from ssdesk.ui.settings.security import SecuritySection
from ssdesk.ui.widgets import Chip, Label, column, row


class SettingsScreen(QWidget):
    """`changed` carries new Settings of this computer."""

    changed = Signal(object)

    def __init__(self, household: Household, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accounts = AccountsSection(household)
        self.notices = NoticesSection(household)
        self.display = DisplaySection(settings)
        self.security = SecuritySection(household)
        self.display.changed.connect(self.changed)
        self._pages = QStackedWidget(self)
        self.content: QWidget = self._pages
        self.bar = QWidget(self)
        line = row(self.bar, (20, 0, 20, 0), 7)
        line.addWidget(Label(self.tr("Settings"), "bar", self.bar))
        line.addSpacing(5)
        self._group = QButtonGroup(self)
        self._chips: list[tuple[Chip, Section]] = []
        for text, section in (
            (self.tr("Accounts"), self.accounts),
            (self.tr("Notices"), self.notices),
            (self.tr("Display"), self.display),
            (self.tr("Security"), self.security),
            (self.tr("About"), AboutSection()),
        ):
            chip = Chip(text, self.bar)
            chip.clicked.connect(lambda _=False, chosen=section: self.show_section(chosen))
            self._group.addButton(chip)
            self._chips.append((chip, section))
            line.addWidget(chip)
            self._pages.addWidget(section)
        line.addStretch(1)
        column(self)
        self._shown: Section = self.accounts

    def show_section(self, section: Section) -> None:
        self._shown = section
        for chip, owner in self._chips:
            chip.setChecked(owner is section)
        self._pages.setCurrentWidget(section)
        section.enter()

    def enter(self) -> None:
        self.show_section(self._shown)

    def take(self, changes: Changes) -> None:
        """The accounts' freshness is read again when it is looked at."""
        if self.accounts.isVisible() and any(
            touched.status or touched.everything for touched in changes.by_account.values()
        ):
            self.accounts.show_accounts()

    def show_account(self, account: str) -> None:
        """The settings are of all accounts."""
