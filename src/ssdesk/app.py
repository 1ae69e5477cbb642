"""The desktop program: joins keys, household, sync and windows by hand. The only place that knows them all."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

import ssdesk.ui  # noqa: F401 - before all others, which then cost less: see there

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from ssdesk import settings as settings_file
from ssdesk.errors import SsdeskError
from ssdesk.paths import Paths, resource
from ssdesk.rules.undo_send import USUAL, UndoSend
from ssdesk.settings import Settings
from ssdesk.ui import language, tasks, theme
from ssdesk.ui.collector import Collector
from ssdesk.ui.instance import Instance
from ssdesk.ui.main_window import MainWindow

if TYPE_CHECKING:  # what the first picture does not need comes later
    from ssdesk.household import Household
    from ssdesk.household.member import Reach
    from ssdesk.keychain.keys import Keys
    from ssdesk.protocol.school import SchoolInfo
    from ssdesk.replica.changes import Changes
    from ssdesk.screens import Screens
    from ssdesk.sync.remote import Remote
    from ssdesk.ui.entrance import Entrance
    from ssdesk.ui.wizard.activation import Activation, Outcome

log = logging.getLogger(__name__)

SEEN_MS = 50  # after it was built the first page is painted by then
_M_ARENA_MAX = -8  # of malloc.h
LEAVE_WITHIN_S = 5.0  # for what still runs when the window is closed


class Options(msgspec.Struct, frozen=True):
    """How the program is started. `clock`: milliseconds since 1970, None for the computer's. `language`: instead of
    what the settings say. `font`: a pinned one, for pictures. `known`: schools to offer. `reach`, `find`: another way
    to the schools than the network. `first`: the screen one comes in at. `undo`: how long a message can be taken back
    after *Send*."""

    paths: Paths
    profile: str = "default"
    clock: Callable[[], int] | None = None
    language: str | None = None
    font: str | None = None
    known: tuple[str, ...] = ()
    reach: Reach | None = None
    find: Callable[[str], tuple[Remote, SchoolInfo]] | None = None
    first: str = "start"
    undo: UndoSend = USUAL


class Desktop(QObject):
    """One running program. `start` shows the window; `stop` ends everything in order. It takes for granted that the
    profile is its own: see `Instance`."""

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self._collector = Collector(self)
        self.app, self.options = app, options
        options.paths.create()
        options.paths.clear_opened()
        loaded = settings_file.load(options.paths.settings_file)
        self.settings = loaded.settings
        self._unsaid = [loaded.problem] if loaded.problem is not None else []
        self.clock = options.clock or _now
        language.speak(app, options.language or self.settings.language)
        theme.apply(app, self.settings.scheme, self.settings.text_scale, family=options.font)
        self.window = MainWindow()
        self.window.restore(self.settings.window)
        self.window.painted.connect(self._begin)
        self.window.closed.connect(self.stop)
        self._household: Household | None = None
        self._keys: Keys | None = None
        self._tray: QSystemTrayIcon | None = None
        self.entrance: Entrance | None = None
        self.screens: Screens | None = None
        self.hangs, self._stopped = False, False
        self._repaired: set[str] = set()

    # ---- Starting ----------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """The window is painted first; keys, files and the line come after it."""
        self.window.show()

    def _begin(self) -> None:
        from ssdesk.household import Household
        from ssdesk.household.member import over_the_network
        from ssdesk.keychain.keys import Keys
        from ssdesk.ui import texts
        from ssdesk.ui.activity import Activity
        from ssdesk.ui.bridge import Bridge
        from ssdesk.ui.entrance import Entrance
        from ssdesk.ui.leaving import Leaving
        from ssdesk.ui.notifier import Notifier

        if self._stopped:
            return
        _keep_one_arena()
        if self.options.clock is not None:
            texts.use_clock(self.options.clock)
        self.bridge = Bridge(self)
        self.bridge.changed.connect(self._take)
        keys = self._keys = Keys(self.options.paths, self.options.profile)
        reach = self.options.reach or over_the_network
        self._household = Household(
            self.options.paths, keys, self.clock, self.bridge.tell, reach=reach, undo=self.options.undo
        )
        self.window.may_close = Leaving(self._household, self.window, self.stop, self._say).may_close
        self._activity = Activity(self._household.person_is_here, self)
        self._notifier = Notifier(self._notify, self)
        entrance = self.entrance = Entrance(self.window, self._household, keys, self._activation)
        entrance.known = tuple(dict.fromkeys((*self.settings.school_addresses, *self.options.known)))
        entrance.is_shared = self.settings.shared_computer
        entrance.opened.connect(self._opened)
        entrance.arrived.connect(self._arrived)
        entrance.left.connect(self._show_frame)
        entrance.shared.connect(self._share)
        entrance.begin()
        self._say_unsaid()

    @property
    def household(self) -> Household:
        if self._household is None:
            raise LookupError("the program has not started yet")
        return self._household

    @property
    def _way_in(self) -> Entrance:
        if self.entrance is None:
            raise LookupError("the program has not started yet")
        return self.entrance

    def _activation(self) -> Activation:
        from ssdesk.sync.remote import find_school
        from ssdesk.ui.entrance import here
        from ssdesk.ui.wizard.activation import Activation

        if self._keys is None:
            raise LookupError("the program has not started yet")
        name, system = here()
        return Activation(name, system, self._keys.keep_progress, self.options.find or find_school)

    # ---- Coming in ---------------------------------------------------------------------------------------------------
    def _opened(self) -> None:
        self._show_frame()
        QTimer.singleShot(SEEN_MS, self, self._connect)

    def _connect(self) -> None:
        """Once the first page is in sight: what the line needs takes longer to load than the page to paint."""
        if not self._stopped:
            tasks.run(self, self.household.connect, lambda _: None, self._say)

    def _arrived(self, name: str, outcome: Outcome, new: bool) -> None:
        self._keep_settings(self.settings.with_school(outcome.address))
        self._way_in.known = tuple(dict.fromkeys((outcome.address, *self._way_in.known)))
        if new:  # one that only signed in again has chosen long ago
            self._choose_notices(name, outcome.notify)
        if outcome.another:
            self._way_in.show_wizard()
        else:
            self._show_frame()

    def _choose_notices(self, name: str, notify: tuple[bool, bool]) -> None:
        from ssdesk.protocol.kinds import Notifications
        from ssdesk.replica.actions import SetNotifications

        desktop, email = notify
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

    def _share(self, shared: bool) -> None:
        self._way_in.is_shared = shared
        self._keep_settings(replace(self.settings, shared_computer=shared))

    def _sign_in_again(self, name: str) -> None:
        """The account stays what it is; only its session is a new one."""
        from ssdesk.ui.wizard.activation import Progress

        home = self.household.home(name)
        self._way_in.show_wizard(Progress(home.address, home.username) if home.address else None)

    def _forget(self, name: str) -> None:
        """The school took the account from this computer, and the person has seen it."""
        tasks.run(self, lambda: self.household.sign_out(name), lambda _: self._went(), self._say)

    def _went(self) -> None:
        """An account is here no more; screens made anew hold no word of it."""
        self.options.paths.clear_opened()
        if self.household.homes:
            QTimer.singleShot(0, self, self._rebuild_frame)
        else:
            self._drop_frame()
            self._way_in.show_wizard()

    def _reopen(self, name: str) -> None:
        tasks.run(self, lambda: self.household.reopen(name), lambda _: None, self._say)

    def lock(self) -> None:
        """Nothing can be read before the next unlocking."""
        self._drop_frame()
        self.options.paths.clear_opened()
        self.window.show_unread(0)
        self._way_in.lock()

    # ---- The frame ---------------------------------------------------------------------------------------------------
    def _show_frame(self) -> None:
        if not self.household.homes:
            self._way_in.show_wizard()
            return
        new = self.screens is None
        if self.screens is None:
            self.screens = self._build_frame()
        frame = self.screens.frame
        self.window.show_page(frame)
        self._way_in.take_away()
        (frame.show_all if new else frame.catch_up)()  # the screen of a new one has just read what it shows
        frame.enter()
        self._say_unsaid()
        QTimer.singleShot(SEEN_MS, self, self._watch)

    def _watch(self) -> None:
        """From now on keys and clicks are noticed."""
        if not self._stopped:
            self._activity.watch(self.app)

    def _build_frame(self) -> Screens:
        from ssdesk.screens import Screens

        screens = Screens(self.household, self.settings, self.options.paths.opened, self.options.first)
        frame = screens.frame
        frame.counted.connect(self.window.show_unread)
        frame.lock_asked.connect(self.lock)
        frame.add_child_asked.connect(self._way_in.show_wizard)
        frame.sign_in_asked.connect(self._sign_in_again)
        frame.forget_asked.connect(self._forget)
        frame.reopen_asked.connect(self._reopen)
        screens.settings_changed.connect(self._change_settings)
        screens.signed_out.connect(self._went)
        return screens

    def _drop_frame(self) -> None:
        screens, self.screens = self.screens, None
        if screens is not None:
            screens.leave()
            self.window.take_away(screens.frame)

    def _notify(self, title: str, text: str) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and not self.window.isActiveWindow():
            if self._tray is None:
                self._tray = QSystemTrayIcon(self.app.windowIcon(), self)
            self._tray.show()
            self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information)

    def _take(self, changes: Changes) -> None:
        if self.screens is not None:
            self.screens.frame.take(changes)
            self._notifier.look(self.household.homes)
            self._repair()

    def _repair(self) -> None:
        """A copy that turns out to be damaged is made anew by opening it again; a second time only when asked to."""
        for home in self.household.homes:
            error = home.status.error
            damaged = home.is_open and error is not None and error.code == "replica-damaged"
            if damaged and home.name not in self._repaired:
                self._repaired.add(home.name)
                self._reopen(home.name)

    # ---- Settings ----------------------------------------------------------------------------------------------------
    def _keep_settings(self, settings: Settings) -> None:
        self.settings = settings
        try:
            settings_file.save(self.options.paths.settings_file, settings)
        except SsdeskError as error:
            self._say(error)

    def _change_settings(self, settings: Settings) -> None:
        """Language, colours and text size work at once; another language builds the screens anew."""
        another_language = settings.language != self.settings.language
        self._keep_settings(replace(settings, shared_computer=self.settings.shared_computer))
        if another_language:
            language.speak(self.app, settings.language)
            QTimer.singleShot(0, self, self._rebuild_frame)
        theme.apply(self.app, settings.scheme, settings.text_scale, family=self.options.font)
        if self.screens is not None:
            self.screens.show_settings(self.settings)

    def _rebuild_frame(self) -> None:
        """Every screen anew, the same one in sight; a person who is elsewhere by now (adding a child) stays there."""
        before = self.screens
        if before is None:
            return
        place, in_sight = before.place, self.window.page is before.frame
        self._drop_frame()
        if in_sight and self.household.homes:
            self.screens = self._build_frame()
            self._show_frame()
            self.screens.frame.go(place)

    # ---- What must be said -------------------------------------------------------------------------------------------
    def _say(self, error: SsdeskError) -> None:
        """On whatever page is in sight; what comes before the first one is said there."""
        self._unsaid.append(error)
        self._say_unsaid()

    def _say_unsaid(self) -> None:
        while self._unsaid:
            error = self._unsaid[0]
            if self.screens is not None and self.window.page is self.screens.frame:
                self.screens.frame.say_trouble(error)
            elif self.entrance is None or not self.entrance.say(error):
                return
            del self._unsaid[0]

    # ---- The end -----------------------------------------------------------------------------------------------------
    def stop(self) -> None:
        """Stop sync, wait for the pool, close the windows, then the files."""
        if self._stopped:
            return
        self._stopped = True
        self._keep_settings(replace(self.settings, window=self.window.geometry_now()))
        self.window.hide()
        if self._household is not None and self.entrance is not None:
            self._activity.stop()
            self.bridge.close()
            self.entrance.hang_up()
            self._household.disconnect()
        self.hangs = not tasks.finish(LEAVE_WITHIN_S)
        self._drop_frame()
        if self._household is not None:
            self._household.close()
        self.options.paths.clear_opened()
        if not self.hangs:
            self._collector.stop()
        self.app.quit()

    def forget(self) -> None:
        """After `stop`: nothing of this profile stays in the keychain, for a profile whose folder goes too."""
        from ssdesk.household import registry

        if self._keys is not None:
            for place in registry.places(self.options.paths.accounts):
                registry.erase(place, self._keys)
            self._keys.keep_progress(None)


def _keep_one_arena() -> None:
    """glibc gives every thread an arena and keeps in it what the thread freed: ten megabytes after the keys of a
    million messages. To be called before the first thread begins."""
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # another C library than glibc has no such call
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _now() -> int:
    """The computer's clock."""
    return round(time.time() * 1000)


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application, before any window."""
    gc.freeze()  # what was imported until now stays as long as the program: never looked at again
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
    paths = Paths.of_user(profile)
    paths.create()
    instance = Instance(paths.data)
    if not instance.claim():
        return 0
    desktop = Desktop(app, Options(paths, profile))
    instance.raised.connect(desktop.window.bring_to_front)
    desktop.start()
    code = app.exec()
    instance.release()
    if desktop.hangs:  # a question of the keyring that nobody answers must not keep the program
        sys.stdout.flush()
        os._exit(code)
    return code
