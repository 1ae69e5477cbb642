"""The screens of the program: the frame, what each screen is built from, and how they are joined."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ssdesk.household import Household
from ssdesk.settings import Settings
from ssdesk.ui.frame import Frame
from ssdesk.ui.screen import Place, Screen


class Screens(QObject):
    """`settings_changed` carries new Settings; `signed_out` comes when an account went. `opened`: the private folder of
    readable copies. A screen is imported and built when it is first looked at."""

    settings_changed = Signal(object)
    signed_out = Signal()

    def __init__(self, household: Household, settings: Settings, opened: Path, first: str) -> None:
        super().__init__()
        self._household, self._settings, self._opened = household, settings, opened
        frame = self.frame = Frame(household)
        self.setParent(frame)
        frame.add_screen("messages", "mail", self.tr("Messages"), self._inbox)
        frame.add_screen("settings", "gear", self.tr("Settings"), self._chosen, below=True)
        frame.accounts_asked.connect(lambda: frame.go(Place("settings", kind="accounts")))
        frame.notices_asked.connect(lambda: frame.go(Place("settings", kind="notices")))
        frame.show_screen(first)

    def leave(self) -> None:
        """The program ends, or is locked."""
        self.frame.stage.leave()

    def show_settings(self, settings: Settings) -> None:
        """The settings in effect, after a change."""
        from ssdesk.ui.settings.screen import SettingsScreen

        self._settings = settings
        for screen in self.frame.stage.built:
            if isinstance(screen, SettingsScreen):
                screen.display.show_settings(settings)

    # ---- What is built -----------------------------------------------------------------------------------------------
    def _inbox(self) -> Screen:
        from ssdesk.ui.attachments import AttachmentOpener
        from ssdesk.ui.inbox.screen import InboxScreen

        opener = AttachmentOpener(self._household, self._opened, self.frame)
        opener.trouble.connect(self.frame.say_trouble)
        return InboxScreen(self._household, opener, self.frame)

    def _chosen(self) -> Screen:
        from ssdesk.ui.settings.screen import SettingsScreen

        chosen = SettingsScreen(self._household, self._settings, self.frame)
        chosen.changed.connect(self.settings_changed)
        chosen.accounts.add_asked.connect(self.frame.add_child_asked)
        chosen.accounts.sign_in_asked.connect(self.frame.sign_in_asked)
        chosen.accounts.went.connect(self.signed_out)
        chosen.security.lock_asked.connect(self.frame.lock_asked)
        return chosen
