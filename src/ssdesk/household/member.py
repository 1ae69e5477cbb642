"""One account on this computer at work: its key, its replica, its sync."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.household import home
from ssdesk.household.home import Facts, Home, Opened
from ssdesk.household.registry import Place, Secret
from ssdesk.protocol.school import SchoolInfo
from ssdesk.protocol.session import SessionState
from ssdesk.replica import Replica
from ssdesk.replica.changes import Changes, Tell, Touched
from ssdesk.replica.database import Cancelled
from ssdesk.sync.status import SyncStatus

if TYPE_CHECKING:  # the network comes along only when there is something to ask
    from ssdesk.sync.engine import Engine
    from ssdesk.sync.remote import Remote

log = logging.getLogger(__name__)

Clock = Callable[[], int]
Reach = Callable[[str, str], "Remote"]


def over_the_network(address: str, token: str) -> Remote:
    """The usual `reach`."""
    from ssdesk.sync.remote import Remote

    return Remote(address, token)


class Shared(msgspec.Struct, frozen=True):
    """What all accounts have in common. `tell` hears of everything that changes, from whatever thread. `leave` is
    called when the school wants an account erased here. `turn`, `breathe`: see `sync.engine.Engine`."""

    clock: Clock
    tell: Tell
    leave: Callable[[Member], None]
    turn: threading.Lock
    breathe: Callable[[], None]
    reach: Reach


class Member:
    def __init__(self, place: Place, shared: Shared) -> None:
        self.place, self.slot, self.name = place, place.slot, place.name
        self._shared = shared
        self._state: Opened = "locked"
        self._problem: SsdeskError | None = None
        self._secret: Secret | None = None
        self._status = SyncStatus()
        self._changed = object()  # another one after each change
        self._read: tuple[object, Facts] = (object(), Facts())  # the change after which they were read; one assignment
        self.replica: Replica | None = None
        self.engine: Engine | None = None
        self.remote: Remote | None = None

    # ---- What is known -----------------------------------------------------------------------------------------------
    @property
    def view(self) -> Home:
        changed, replica = self._changed, self.replica
        if self._read[0] is not changed and replica is not None:
            try:
                self._read = (changed, home.read(replica))  # a change meanwhile has them read again
            except (SsdeskError, Cancelled):
                if replica is self.replica:  # else it was closed meanwhile
                    log.warning("An account cannot be read")
        return Home(
            name=self.name,
            account=self.place.account,
            colour=self.slot,
            state=self._state,
            address=self._secret.address if self._secret else "",
            status=self._status,
            clock_offset_ms=self.engine.clock_offset_ms if self.engine else 0,
            problem=self._problem,
            **_shallow(self._read[1]),
        )

    # ---- Opening and closing -----------------------------------------------------------------------------------------
    def open(self, secret: Secret | None) -> None:
        """Opens the replica with what the keychain holds; an account that cannot be opened says why in its view."""
        if self.replica is not None:
            return
        if secret is None:
            self._set("broken", _key_lost())
            return
        try:
            self.replica = Replica.open(self.place.folder, secret.key, self._shared.clock, self._heard, self.name)
        except SsdeskError as error:
            log.warning("An account cannot be opened: %s", error.code)
            self._set("broken", error)
            return
        self._secret = secret
        self._status = SyncStatus(last_success=int(self.replica.fact("last_success") or 0) or None)
        self._set("open", None)

    def close(self, state: Opened = "locked") -> None:
        """Stops the sync, then closes the files. What was known of the account goes too when it locks."""
        self.disconnect()
        replica, self.replica = self.replica, None
        if replica is not None:
            replica.close()
        self._secret = None
        if state == "locked":
            self._read = (object(), Facts())
        self._set(state, None)

    # ---- The school --------------------------------------------------------------------------------------------------
    def line(self) -> Remote:
        """The line of the sync where it runs, else one of its own. ValueError: the account is not open."""
        if self.remote is None:
            if self._secret is None:
                raise ValueError(self.name)
            self.remote = self._shared.reach(self._secret.address, self._secret.token)
        return self.remote

    def connect(self) -> None:
        """Starts the sync, if the account is open."""
        if self.replica is None or self._secret is None or self.engine is not None:
            return
        from ssdesk.sync.engine import Engine

        self.engine = Engine(
            self.replica,
            self.line(),
            self._shared.clock,
            self._synced,
            erase=lambda: self._shared.leave(self),
            meet=self._meet,
            turn=self._shared.turn,
            breathe=self._shared.breathe,
        )
        self.engine.start()

    def disconnect(self) -> None:
        engine, self.engine = self.engine, None
        remote, self.remote = self.remote, None
        if remote is not None:
            remote.close()
        if engine is not None and not engine.stop():
            log.warning("A request still hangs; it will change nothing any more")

    def sign_out(self) -> None:
        """Ends the session at the school, if it can be reached now."""
        if self._secret is None:
            return
        self.disconnect()
        try:
            with self._shared.reach(self._secret.address, self._secret.token) as remote:
                remote.sign_out()
        except SsdeskError as error:
            log.info("Not signed out at the school: %s", error.code)

    def renew(self, secret: Secret, session: SessionState, school: SchoolInfo, *, connect: bool) -> None:
        """Go on with another session of the same account."""
        self.disconnect()
        self._secret = secret
        self.know(session, school)
        if connect:
            self.connect()

    def know(self, session: SessionState, school: SchoolInfo) -> None:
        """What the sign-in said, until the first pull says it."""
        if self.replica is not None:
            home.keep_session(self.replica, session)
            home.keep_school(self.replica, school)
            self._changed = object()

    def _meet(self, school: SchoolInfo) -> None:
        if self.replica is not None:
            home.keep_school(self.replica, school)

    # ---- Telling -----------------------------------------------------------------------------------------------------
    def _set(self, state: Opened, problem: SsdeskError | None) -> None:
        self._state, self._problem = state, problem
        self._heard(Changes(MappingProxyType({self.name: Touched(status=True, everything=True)})))

    def _heard(self, changes: Changes) -> None:
        self._changed = object()
        self._shared.tell(changes)

    def _synced(self, status: SyncStatus) -> None:
        self._status = status
        self._shared.tell(Changes(MappingProxyType({self.name: Touched(status=True)})))


def _shallow(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in Facts.__struct_fields__}


def _key_lost() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "The key of this account is no longer on this computer."),
        QT_TRANSLATE_NOOP("errors", "Its messages here cannot be read. Remove the account here and sign in again."),
        code="key-lost",
    )
