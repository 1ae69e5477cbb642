"""What stands before the frame: unlocking what is here, and the way in of an account."""

from __future__ import annotations

import logging
import platform
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks
from ssdesk.ui.main_window import MainWindow

if TYPE_CHECKING:  # each comes when it is shown
    from ssdesk.household import Household
    from ssdesk.keychain.keys import Keys
    from ssdesk.ui.lock import LockPage
    from ssdesk.ui.wizard.activation import Activation, Outcome, Progress
    from ssdesk.ui.wizard.wizard import Wizard

log = logging.getLogger(__name__)

QUICK_MS = 400  # a keyring that answers within it asks nobody anything, so no page need say so


class Vault:
    """The keys of this computer as the wizard sees them, with the accounts whose secrets are here already."""

    def __init__(self, keys: Keys, names: Callable[[], Iterable[str]]) -> None:
        self._keys, self._names = keys, names

    def needs_passphrase(self, *, shared: bool) -> bool:
        return self._keys.needs_passphrase(shared=shared)

    def set_passphrase(self, passphrase: str) -> None:
        self._keys.set_passphrase(passphrase, self._names())


class Entrance(QObject):
    """`opened`: the accounts here are unlocked. `arrived` (name, Outcome, whether it is new here): one has come in.
    `left`: the person goes back to what is open. `shared`: whether others use this computer too."""

    opened = Signal()
    arrived = Signal(str, object, bool)
    left = Signal()
    shared = Signal(bool)

    def __init__(
        self, window: MainWindow, household: Household, keys: Keys, activation: Callable[[], Activation]
    ) -> None:
        """`activation` makes a new one; `is_shared` and `known` are what the settings say."""
        super().__init__(window)
        self._window, self._household, self._keys, self._activation = window, household, keys, activation
        self._vault = Vault(keys, lambda: household.secret_names)
        self.is_shared = False
        self.known: tuple[str, ...] = ()
        self.lock_page: LockPage | None = None
        self.wizard: Wizard | None = None
        self._keyring_asked = False

    def begin(self) -> None:
        """Ask for the keys of what is here; where nothing is, the way in."""
        if self._household.homes or self._keys.asks_passphrase:
            self.ask_to_unlock(quick=not self._keys.asks_passphrase)
        else:
            self.show_wizard()

    def take_away(self) -> None:
        """The frame is shown instead."""
        self.hang_up()
        for page in (self.lock_page, self.wizard):
            if page is not None:
                self._window.take_away(page)
        self.lock_page = self.wizard = None

    def hang_up(self) -> None:
        """The program ends: what the wizard asks ends with it."""
        if self.wizard is not None:
            self.wizard.activation.close()

    def say(self, error: SsdeskError) -> bool:
        """Show an error on the page in sight; false when none of ours is."""
        if self.wizard is not None and self._window.page is self.wizard:
            self.wizard.show_error(error)
        elif self.lock_page is not None and self._window.page is self.lock_page:
            self.lock_page.fail(error)
        else:
            return False
        return True

    # ---- Unlocking ---------------------------------------------------------------------------------------------------
    def ask_to_unlock(self, *, quick: bool) -> None:
        """A passphrase is typed; the keyring is asked at once when `quick`, and a page shows only if it takes long."""
        if quick:
            self._keyring_asked = True
            QTimer.singleShot(QUICK_MS, self, self._say_it_takes_long)
            self._unlock("")
        else:
            self._show_lock_page()

    def _say_it_takes_long(self) -> None:
        if self._keyring_asked and self.lock_page is None:
            self._show_lock_page().waiting(busy=True)

    def lock(self) -> None:
        """Closes what is open; nothing can be read before the next unlocking."""
        self.ask_to_unlock(quick=False)
        page = self.lock_page

        def work() -> None:
            self._household.lock()
            self._keys.lock()

        def done(_: object) -> None:
            if page is not None:
                page.waiting(busy=False)
                page.focus()

        if page is not None:
            page.locking()
            tasks.run(page, work, done, page.fail)

    def _show_lock_page(self) -> LockPage:
        """Made when it is first needed; a keyring that answers quickly needs none."""
        from ssdesk.ui.lock import LockPage

        page = self.lock_page
        if page is None:
            page = self.lock_page = LockPage(passphrase=self._keys.asks_passphrase)
            page.unlock_asked.connect(self._unlock)
            page.forgotten.connect(self._erase_all)
        self._window.show_page(page)
        page.focus()
        return page

    def _unlock(self, passphrase: str) -> None:
        def work() -> None:
            self._keys.unlock(passphrase)
            self._household.unlock()

        tasks.run(self, work, lambda _: self._unlocked(), self._not_unlocked)

    def _not_unlocked(self, error: SsdeskError) -> None:
        self._keyring_asked = False
        self._show_lock_page().fail(error)

    def _unlocked(self) -> None:
        self._keyring_asked = False
        if self._household.homes:
            self.opened.emit()
        else:
            self.show_wizard()

    def _erase_all(self) -> None:
        """The keys are lost: nothing here can be read again, so all of it goes."""

        def work() -> None:
            self._keys.forget_passphrase()
            for home in self._household.homes:
                with suppress(SsdeskError):  # the files are gone; what cannot be reached is its key
                    self._household.sign_out(home.name)

        tasks.run(self, work, lambda _: self.show_wizard(), self._not_unlocked)

    # ---- The way in --------------------------------------------------------------------------------------------------
    def show_wizard(self, again: Progress | None = None) -> None:
        """A new account, or one of a school that is known (`again`). One that was broken off goes on."""
        from ssdesk.ui.wizard.wizard import Wizard

        wizard = Wizard(
            self._activation(),
            self._vault,
            known=self.known,
            shared=self.is_shared,
            cancellable=any(home.is_open for home in self._household.homes),
        )
        wizard.done.connect(self._come_in)
        wizard.cancelled.connect(self.left)
        wizard.shared_computer.connect(self.shared)
        self.take_away()
        self.wizard = wizard
        self._window.show_page(wizard)
        if again is not None:
            wizard.resume(again)
        else:
            tasks.run(wizard, self._keys.progress, lambda kept: self._resume(wizard, kept), _not_readable)

    @staticmethod
    def _resume(wizard: Wizard, kept: bytes | None) -> None:
        from ssdesk.ui.wizard.activation import Progress

        if kept is None or wizard.has_begun:
            return
        try:
            progress = msgspec.json.decode(kept, type=Progress)
        except ValueError:
            log.warning("The progress of an activation cannot be read")
            return
        wizard.resume(progress)

    def _come_in(self, outcome: Outcome) -> None:
        household = self._household

        def work() -> tuple[str, bool]:
            before = {home.name for home in household.homes}
            name = household.add(outcome.address, outcome.school, outcome.signed_in)
            self._keys.keep_progress(None)
            household.connect()
            return name, name not in before

        def done(came: tuple[str, bool]) -> None:
            name, new = came
            self.arrived.emit(name, outcome, new)

        def failed(error: SsdeskError) -> None:
            self.say(error)

        tasks.run(self, work, done, failed)


def _not_readable(error: SsdeskError) -> None:
    """The keyring is locked: who wants to go on signs in again, and is asked to unlock it then."""
    log.info("Whether an activation was broken off is not known: %s", error.code)


def here() -> tuple[str, str]:
    """What the school's list of devices calls this computer: its name and its system."""
    name = socket.gethostname().partition(".")[0] or "ssdesk"
    return name, f"{platform.system()} {platform.release()}".strip()
