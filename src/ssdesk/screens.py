"""The screens of the program: the frame, what each screen is built from, and how they are joined."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ssdesk.household import Household
from ssdesk.settings import ListForm, Scheme, Settings
from ssdesk.ui.frame import Frame
from ssdesk.ui.screen import Place, Screen

if TYPE_CHECKING:  # what the first picture does not need comes later
    from ssdesk.ui.attachments import AttachmentOpener
    from ssdesk.ui.palette.palette import Palette
    from ssdesk.ui.shortcuts import ShortcutSheet


class Screens(QObject):
    """`settings_changed` carries new Settings; `signed_out` comes when an account went. `opened`: the private folder of
    readable copies; `first`: the screen one comes in at. A screen is imported and built when it is first looked at."""

    settings_changed = Signal(object)
    signed_out = Signal()

    def __init__(self, household: Household, settings: Settings, opened: Path, first: str) -> None:
        super().__init__()
        self._household, self._settings, self._opened = household, settings, opened
        self._openers: list[AttachmentOpener] = []
        self._palette: Palette | None = None
        self._sheet: ShortcutSheet | None = None
        frame = self.frame = Frame(household)
        self.setParent(frame)
        self._names = (
            ("start", "home", self.tr("Start"), self._start),
            ("messages", "mail", self.tr("Messages"), self._inbox),
            ("planner", "calendar", self.tr("Planner"), self._planner),
            ("reports", "bars", self.tr("Reports"), self._reports),
            ("absences", "clock", self.tr("Absences"), self._absences),
            ("news", "newspaper", self.tr("News"), self._news),
        )
        for name, icon, text, build in self._names:
            frame.add_screen(name, icon, text, build)
        frame.add_screen("settings", "gear", self.tr("Settings"), self._chosen, below=True)
        frame.accounts_asked.connect(lambda: frame.go(Place("settings", kind="accounts")))
        frame.notices_asked.connect(lambda: frame.go(Place("settings", kind="notices")))
        for keys, act in (("Ctrl+K", self.open_palette), ("F1", self.show_shortcuts), ("?", self.show_shortcuts)):
            QShortcut(QKeySequence(keys), frame, activated=act)  # type: ignore[call-overload]
        frame.show_screen(first)

    def leave(self) -> None:
        """The program ends, or is locked."""
        self.frame.stage.leave()
        for opener in self._openers:
            opener.stop_all()

    @property
    def place(self) -> Place:
        """What is in sight, to come back to."""
        from ssdesk.ui.settings.screen import SettingsScreen

        stage = self.frame.stage
        screen = stage.screen(stage.name)
        return Place(stage.name, kind=screen.section if isinstance(screen, SettingsScreen) else "")

    def show_settings(self, settings: Settings) -> None:
        """The settings in effect, after a change."""
        from ssdesk.ui.settings.screen import SettingsScreen

        self._settings = settings
        for screen in self.frame.stage.built:
            if isinstance(screen, SettingsScreen):
                screen.display.show_settings(settings)

    # ---- Over the screens --------------------------------------------------------------------------------------------
    def open_palette(self) -> None:
        """Anything can be found and done from here."""
        if self._palette is None:
            self._palette = self._build_palette()
        self._palette.open_over()

    def show_shortcuts(self) -> None:
        """All keys of the program."""
        from ssdesk.ui.shortcuts import ShortcutSheet

        if self._sheet is None:
            self._sheet = ShortcutSheet(self.frame)
        self._sheet.open_over()

    def _build_palette(self) -> Palette:
        from ssdesk.ui.palette.palette import Palette
        from ssdesk.ui.palette.usual import usual

        names = [(name, icon, text) for name, icon, text, _ in self._names]
        names.append(("settings", "gear", self.tr("Settings")))
        commands = usual(self.frame, self._household, names, self._choose_colours, self.show_shortcuts)
        palette = Palette(self._household, commands, self.frame)
        palette.asked.connect(self.frame.go)
        palette.child_asked.connect(self.frame.stage.child_asked)
        return palette

    def _choose_colours(self, scheme: Scheme) -> None:
        self.settings_changed.emit(replace(self._settings, scheme=scheme))

    def _choose_form(self, form: ListForm) -> None:
        self.settings_changed.emit(replace(self._settings, message_list=form))

    # ---- What is built -----------------------------------------------------------------------------------------------
    def _opener(self) -> AttachmentOpener:
        """One for each screen: it tells the tiles in sight how far their files are."""
        from ssdesk.ui.attachments import AttachmentOpener

        opener = AttachmentOpener(self._household, self._opened, self.frame)
        opener.trouble.connect(self.frame.say_trouble)
        self._openers.append(opener)
        return opener

    def _start(self) -> Screen:
        from ssdesk.ui.start.screen import StartScreen

        start = StartScreen(self._household, self.frame)
        start.palette_asked.connect(self.open_palette)
        return start

    def _inbox(self) -> Screen:
        from ssdesk.ui.inbox.screen import InboxScreen

        inbox = InboxScreen(self._household, self._opener(), self.frame)
        inbox.show_list_as(self._settings.message_list)
        inbox.form_changed.connect(self._choose_form)
        return inbox

    def _planner(self) -> Screen:
        from ssdesk.ui.planner.screen import PlannerScreen

        return PlannerScreen(self._household, self.frame)

    def _reports(self) -> Screen:
        from ssdesk.ui.reports.screen import ReportsScreen

        return ReportsScreen(self._household, self._opener(), self.frame)

    def _absences(self) -> Screen:
        from ssdesk.ui.absences.screen import AbsencesScreen

        return AbsencesScreen(self._household, self.frame)

    def _news(self) -> Screen:
        from ssdesk.ui.news.screen import NewsScreen

        return NewsScreen(self._household, self._opener(), self.frame)

    def _chosen(self) -> Screen:
        from ssdesk.ui.settings.screen import SettingsScreen

        chosen = SettingsScreen(self._household, self._settings, self.frame)
        chosen.changed.connect(self.settings_changed)
        chosen.accounts.add_asked.connect(self.frame.add_child_asked)
        chosen.accounts.sign_in_asked.connect(self.frame.sign_in_asked)
        chosen.accounts.went.connect(self.signed_out)
        chosen.security.lock_asked.connect(self.frame.lock_asked)
        return chosen
