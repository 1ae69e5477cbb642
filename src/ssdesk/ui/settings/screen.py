"""*Instellingen*: its sections as chips in the bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ssdesk.household import Household
from ssdesk.replica.changes import Changes
from ssdesk.settings import Settings
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.settings.about import AboutSection
from ssdesk.ui.settings.accounts import AccountsSection
from ssdesk.ui.settings.display import DisplaySection
from ssdesk.ui.settings.notices import NoticesSection
from ssdesk.ui.settings.section import Section
from ssdesk.ui.settings.security import SecuritySection
from ssdesk.ui.widgets import Chip, Label, row


class _Bar(QWidget):
    """The title and the chips; without the title where there is no room for both."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.line = row(self, (20, 0, 20, 0), 7)
        self._title = Label(title, "bar", self)
        self.line.addWidget(self._title)
        self.line.addSpacing(5)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.show()
        self._title.setVisible(self.line.minimumSize().width() <= self.width())


class SettingsScreen(Screen):
    """`changed` carries new Settings of this computer. A place of it: a section, as its kind."""

    bar: _Bar
    content: QStackedWidget

    changed = Signal(object)

    def __init__(self, household: Household, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.accounts = AccountsSection(household)
        self.notices = NoticesSection(household)
        self.display = DisplaySection(settings)
        self.security = SecuritySection(household)
        self.about = AboutSection()
        self.display.changed.connect(self.changed)
        self._pages = QStackedWidget()
        self.content = self._pages
        self.bar = _Bar(self.tr("Settings"))
        self._group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        self._sections: dict[str, Section] = {}
        for name, text, section in (
            ("accounts", self.tr("Accounts"), self.accounts),
            ("notices", self.tr("Notices"), self.notices),
            ("display", self.tr("Display"), self.display),
            ("security", self.tr("Security"), self.security),
            ("about", self.tr("About"), self.about),
        ):
            chip = Chip(text, self.bar)
            chip.clicked.connect(lambda _=False, chosen=name: self.show_section(chosen))
            self._group.addButton(chip)
            self.chips[name], self._sections[name] = chip, section
            self.bar.line.addWidget(chip)
            self._pages.addWidget(section)
        self.bar.line.addStretch(1)
        self.section = "accounts"  # the one in sight

    def show_section(self, name: str) -> None:
        """accounts, notices, display, security or about."""
        self.section = name
        self.chips[name].setChecked(True)
        self._pages.setCurrentWidget(self._sections[name])
        self._sections[name].enter()

    def enter(self) -> None:
        self.show_section(self.section)

    def take(self, changes: Changes) -> None:
        touched = changes.by_account.values()
        if self.accounts.isVisible() and any(one.status or one.everything for one in touched):
            self.accounts.show_accounts()
        if self.notices.isVisible() and any(one.everything or "notifications" in one.kinds for one in touched):
            self.notices.refresh()

    def show_place(self, place: Place) -> None:
        self.show_section(place.kind)
