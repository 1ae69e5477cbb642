"""The desktop program: joins keys, household, sync and windows by hand. The only place that knows them all."""

from __future__ import annotations

import logging
import platform
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from ssdesk import settings as settings_file
from ssdesk.errors import SsdeskError
from ssdesk.paths import Paths, resource
from ssdesk.settings import Settings
from ssdesk.ui import language, tasks, texts, theme
from ssdesk.ui.activity import Activity
from ssdesk.ui.bridge import Bridge
from ssdesk.ui.instance import Instance
from ssdesk.ui.main_window import MainWindow

if TYPE_CHECKING:  # what the first picture does not need comes later
    from ssdesk.household import Household
    from ssdesk.keychain.keys import Keys
    from ssdesk.replica.changes import Changes
    from ssdesk.ui.frame import Frame
    from ssdesk.ui.inbox.screen import InboxScreen
    from ssdesk.ui.lock import LockPage
    from ssdesk.ui.settings.screen import SettingsScreen
    from ssdesk.ui.wizard.activation import Outcome
    from ssdesk.ui.wizard.wizard import Wizard

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """How the program is started. `clock`: milliseconds since 1970, None for the computer's. `language`, `scheme`:
    instead of what the settings say. `font`: a pinned one, for pictures."""

    paths: Paths
    profile: str = "default"
    clock: Callable[[], int] | None = None
    language: str | None = None
    font: str | None = None
    known: tuple[str, ...] = ()


class Desktop(QObject):
    """One running program. `start` shows the window; `stop` ends everything in order."""

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self.app, self.options = app, options
        options.paths.create()
        options.paths.clear_opened()
        loaded = settings_file.load(options.paths.settings_file)
        self.settings, self._problem = loaded.settings, loaded.problem
        self._known = tuple(dict.fromkeys((*self.settings.school_addresses, *options.known)))
        if options.clock is not None:
            texts.use_clock(options.clock)
        self.clock = options.clock or (lambda: round(texts.now().timestamp() * 1000))
        self.instance = Instance(options.paths.data, self)
        self._speak_and_dress()
        self.window = MainWindow()
        self.window.restore(self.settings.window)
        self.window.closed.connect(self.stop)
        self.instance.raised.connect(self.window.bring_to_front)
        self._household: Household | None = None
        self._keys: Keys | None = None
        self.frame: Frame | None = None
        self.inbox: InboxScreen | None = None
        self.wizard: Wizard | None = None
        self._lock_page: LockPage | None = None
        self._stopped = False

    # ---- Starting ----------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """The window is painted first; keys, files and the line come after it."""
        self.window.show()
        QTimer.singleShot(0, self._open_household)

    def _speak_and_dress(self) -> None:
        language.speak(self.app, self.options.language or self.settings.language)
        theme.apply(self.app, self.settings.scheme, self.settings.text_scale, family=self.options.font)

    def _open_household(self) -> None:
        from ssdesk.household import Household
        from ssdesk.keychain.keys import Keys

        self.bridge = Bridge(self)
        self.bridge.changed.connect(self._take)
        keys = self._keys = Keys(self.options.paths, self.options.profile)
        self._household = Household(self.options.paths, keys, self.clock, self.bridge.tell)
        self._activity = Activity(self._household.person_is_here, self)
        self.app.installEventFilter(self._activity)
        if self._household.homes:
            self._unlock_or_ask()
        else:
            self._find_progress()

    @property
    def household(self) -> Household:
        if self._household is None:
            raise LookupError("the program has not started yet")
        return self._household

    @property
    def keys(self) -> Keys:
        if self._keys is None:
            raise LookupError("the program has not started yet")
        return self._keys

    def _unlock_or_ask(self) -> None:
        """The keyring is asked at once; a passphrase must be typed."""
        from ssdesk.ui.lock import LockPage

        self._lock_page = LockPage(passphrase=self.keys.asks_passphrase)
        self._lock_page.unlock_asked.connect(self._unlock)
        self._lock_page.forgotten.connect(self._erase_all)
        self.window.show_page(self._lock_page)
        if self.keys.asks_passphrase:
            self._lock_page.passphrase.setFocus()
        else:
            self._lock_page.waiting(busy=True)
            self._unlock("")

    def _unlock(self, passphrase: str) -> None:
        def work() -> None:
            self.keys.unlock(passphrase)
            self.household.unlock()

        tasks.run(self, work, lambda _: self._unlocked(), self._not_unlocked)

    def _not_unlocked(self, error: SsdeskError) -> None:
        if self._lock_page is not None:
            self._lock_page.fail(error)

    def _unlocked(self) -> None:
        self._show_frame()
        if self._lock_page is not None:
            self.window.take_away(self._lock_page)
            self._lock_page = None
        self.household.connect()

    def lock(self) -> None:
        """Nothing can be read before the next unlocking."""
        self.options.paths.clear_opened()
        self._drop_frame()

        def work() -> None:
            self.household.lock()
            self.keys.lock()

        tasks.run(self, work, lambda _: self._locked(), self._say)

    def _locked(self) -> None:
        from ssdesk.ui.lock import LockPage

        self._lock_page = LockPage(passphrase=self.keys.asks_passphrase)
        self._lock_page.unlock_asked.connect(self._unlock)
        self._lock_page.forgotten.connect(self._erase_all)
        self.window.show_page(self._lock_page)

    def _erase_all(self) -> None:
        """The passphrase is lost: nothing here can be read again, so all of it goes."""

        def work() -> None:
            for home in self.household.homes:
                self.household.sign_out(home.name)
            self.options.paths.keychain_file.unlink(missing_ok=True)

        tasks.run(self, work, lambda _: self._show_wizard(), self._say)

    # ---- The way in --------------------------------------------------------------------------------------------------
    def _find_progress(self) -> None:
        """An activation that was broken off goes on where it stopped."""
        if self.keys.asks_passphrase:
            self._unlock_or_ask()
            return
        self._show_wizard()
        tasks.run(self, self.keys.progress, self._resume, lambda _: None)

    def _resume(self, kept: bytes | None) -> None:
        from ssdesk.ui.wizard.activation import Progress

        if kept is None or self.wizard is None:
            return
        try:
            progress = msgspec.json.decode(kept, type=Progress)
        except ValueError:
            log.warning("The progress of an activation cannot be read")
            return
        self.wizard.resume(progress)

    def _show_wizard(self) -> None:
        from ssdesk.ui.wizard.activation import Activation
        from ssdesk.ui.wizard.wizard import Wizard

        name = socket.gethostname().partition(".")[0] or "ssdesk"
        activation = Activation(name, f"{platform.system()} {platform.release()}".strip(), self.keys.keep_progress)
        has_home = bool(self.household.homes)
        wizard = Wizard(
            activation,
            self.keys,
            known=self._known,
            shared=self.settings.shared_computer,
            cancellable=has_home,
        )
        wizard.done.connect(self._activated)
        wizard.cancelled.connect(self._leave_wizard)
        wizard.shared_computer.connect(
            lambda shared: self._keep_settings(replace(self.settings, shared_computer=shared))
        )
        old, self.wizard = self.wizard, wizard
        self.window.show_page(wizard)
        if old is not None:
            self.window.take_away(old)

    def _leave_wizard(self) -> None:
        self._show_frame()
        if self.wizard is not None:
            self.window.take_away(self.wizard)
            self.wizard = None

    def _activated(self, outcome: Outcome) -> None:
        def work() -> str:
            name = self.household.add(outcome.address, outcome.school, outcome.signed_in)
            self.keys.keep_progress(None)
            self.household.connect()
            return name

        def done(name: str) -> None:
            self._keep_settings(self.settings.with_school(outcome.address))
            self._known = tuple(dict.fromkeys((outcome.address, *self._known)))
            self._choose_notices(name, outcome)
            if outcome.another:
                self._show_wizard()
            else:
                self._leave_wizard()

        def failed(error: SsdeskError) -> None:
            if self.wizard is not None:
                self.wizard.show_error(error)

        tasks.run(self, work, done, failed)

    def _choose_notices(self, name: str, outcome: Outcome) -> None:
        from ssdesk.protocol.kinds import Notifications
        from ssdesk.replica.actions import SetNotifications

        desktop, email = outcome.notify
        usual = Notifications(id="")
        action = SetNotifications(
            messages_desktop=desktop,
            messages_email=email,
            days=list(usual.days),
            start=usual.start,
            end=usual.end,
            hold_email=usual.hold_email,
        )
        try:
            self.household.do(name, action)
        except SsdeskError as error:
            self._say(error)

    # ---- The frame ---------------------------------------------------------------------------------------------------
    def _show_frame(self) -> None:
        if not self.household.homes:
            self._show_wizard()
            return
        if self.frame is None:
            self._build_frame()
        if self.frame is not None and self.inbox is not None:
            self.window.show_page(self.frame)
            self.frame.show_people()
            self.frame.show_status()
            self.inbox.reload()

    def _build_frame(self) -> None:
        from ssdesk.ui.frame import Frame
        from ssdesk.ui.inbox.attachments import AttachmentOpener
        from ssdesk.ui.inbox.screen import InboxScreen
        from ssdesk.ui.notifier import Notifier
        from ssdesk.ui.settings.screen import SettingsScreen

        frame = self.frame = Frame(self.household)
        opener = AttachmentOpener(self.household, self.options.paths.opened, frame)
        inbox = self.inbox = InboxScreen(self.household, opener, frame)
        chosen: SettingsScreen = SettingsScreen(self.household, self.settings, frame)
        frame.add_screen("messages", "mail", self.tr("Messages"), inbox, enter=inbox.pane.table.setFocus)
        frame.add_screen("settings", "gear", self.tr("Settings"), chosen, below=True, enter=chosen.enter)
        inbox.counted.connect(lambda unread: frame.rail.set_count("messages", unread))
        inbox.trouble.connect(frame.say_trouble)
        opener.trouble.connect(frame.say_trouble)
        frame.lock_asked.connect(self.lock)
        frame.add_child_asked.connect(self._show_wizard)
        frame.accounts_asked.connect(lambda: self._show_accounts(frame, chosen))
        frame.draft_asked.connect(lambda account, draft: self._open_draft(frame, inbox, account, draft))
        chosen.changed.connect(lambda new: self._change_settings(new, chosen))
        chosen.accounts.add_asked.connect(self._show_wizard)
        chosen.accounts.emptied.connect(self._emptied)
        chosen.security.lock_asked.connect(self.lock)
        self._tray = QSystemTrayIcon(self.app.windowIcon(), self)
        self._notifier = Notifier(self._notify, self)
        frame.show_screen("messages")
        if self._problem is not None:
            frame.say_trouble(self._problem)
            self._problem = None

    @staticmethod
    def _show_accounts(frame: Frame, chosen: SettingsScreen) -> None:
        chosen.show_section(chosen.accounts)
        frame.show_screen("settings")

    @staticmethod
    def _open_draft(frame: Frame, inbox: InboxScreen, account: str, draft: str) -> None:
        frame.show_screen("messages")
        inbox.resume_draft(account, draft)

    def _emptied(self) -> None:
        """The last account signed out: nothing of it stays readable."""
        self.options.paths.clear_opened()
        self._drop_frame()
        self._show_wizard()

    def _drop_frame(self) -> None:
        frame, self.frame, self.inbox = self.frame, None, None
        if frame is not None:
            self.window.take_away(frame)

    def _notify(self, title: str, text: str) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and not self.window.isActiveWindow():
            self._tray.show()
            self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information)

    def _take(self, changes: Changes) -> None:
        if self.frame is None:
            return
        self.frame.take(changes)
        self._notifier.look(self.household.homes)

    # ---- Settings ----------------------------------------------------------------------------------------------------
    def _keep_settings(self, settings: Settings) -> None:
        self.settings = settings
        try:
            settings_file.save(self.options.paths.settings_file, settings)
        except SsdeskError as error:
            self._say(error)

    def _change_settings(self, settings: Settings, chosen: SettingsScreen) -> None:
        """Language, colours and text size work at once; another language builds the screens anew."""
        another_language = settings.language != self.settings.language
        self._keep_settings(replace(settings, shared_computer=self.settings.shared_computer))
        if another_language:
            language.speak(self.app, settings.language)
            QTimer.singleShot(0, self._rebuild_frame)
        theme.apply(self.app, settings.scheme, settings.text_scale, family=self.options.font)
        chosen.display.show_settings(self.settings)

    def _rebuild_frame(self) -> None:
        self._drop_frame()
        self._show_frame()
        if self.frame is not None:
            self.frame.show_screen("settings")

    def _say(self, error: SsdeskError) -> None:
        if self.frame is not None:
            self.frame.say_trouble(error)
        else:
            log.warning("Not shown: %s", error.code or error.title)

    # ---- The end -----------------------------------------------------------------------------------------------------
    def stop(self) -> None:
        """Stop sync, wait for the pool, close the windows, then the files."""
        if self._stopped:
            return
        self._stopped = True
        self._keep_settings(replace(self.settings, window=self.window.geometry_now()))
        if self.inbox is not None:
            self.inbox.leave()
        if self._household is not None:
            self.app.removeEventFilter(self._activity)
            self.bridge.close()
            self._household.close()
        tasks.finish()
        self.options.paths.clear_opened()
        self.instance.release()
        self.app.quit()

    def forget(self) -> None:
        """After `stop`: nothing of this profile stays in the keychain, for a profile whose folder goes too."""
        from ssdesk.household import registry

        for place in registry.places(self.options.paths.accounts):
            registry.erase(place, self.keys)
        self.keys.keep_progress(None)


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application, before any window."""
    app = QApplication(arguments)
    app.setApplicationName("ssdesk")
    app.setDesktopFileName("ssdesk")
    app.setWindowIcon(QIcon(str(resource("images/ssdesk.svg"))))
    app.setQuitOnLastWindowClosed(False)
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    return app


def run(profile: str = "default") -> int:
    """The program as a person starts it. A second start raises the first window."""
    app = make_application(sys.argv[:1])
    desktop = Desktop(app, Options(Paths.of_user(profile), profile))
    if not desktop.instance.claim():
        return 0
    desktop.start()
    return app.exec()
