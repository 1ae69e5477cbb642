"""The accounts on this computer, also of several schools, seen as one. No Qt: screens and `app` use it from above.

An account that cannot be read or reached holds up no other: its `Home` says what is wrong, and merged answers leave it
out. What asks the keychain, the disk or the school for long says so; never call that on the thread that paints.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.household import registry
from ssdesk.household.copies import exported
from ssdesk.household.home import Home
from ssdesk.household.member import Clock, Member, Reach, Shared, over_the_network
from ssdesk.household.merged import MergedInbox, apart, each, merged_key
from ssdesk.household.registry import Secret
from ssdesk.household.summary import Summary, summarise
from ssdesk.keychain import Keychain
from ssdesk.paths import Paths
from ssdesk.protocol.ask import AskAudience, Audience
from ssdesk.protocol.commands import Command, CommandAnswer, TellAnswering
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.school import SchoolInfo
from ssdesk.protocol.session import SignedIn
from ssdesk.replica import Replica
from ssdesk.replica.action import Action
from ssdesk.replica.actions import SendMessage
from ssdesk.replica.changes import Changes, Tell
from ssdesk.replica.database import Cancelled
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.replica.marks import Snooze
from ssdesk.rules.undo_send import AT_ONCE, UndoSend

if TYPE_CHECKING:
    from ssdesk.sync.remote import Remote

log = logging.getLogger(__name__)
_T = TypeVar("_T")

HERE_S = 2.0  # so long after a key or a click the person counts as using the window
SCHOOL_WAKES_MS = 60_000
BREATH_S = 0.004  # so long a sync waits between two slices meanwhile


class Household:
    """`tell` hears of every commit and every new status, on any thread. `reach` makes the line to a school from its
    address and a session's token. `undo`: how long a message of `send` can be taken back."""

    def __init__(
        self,
        paths: Paths,
        keychain: Keychain,
        clock: Clock,
        tell: Tell,
        *,
        reach: Reach = over_the_network,
        undo: UndoSend = AT_ONCE,
    ) -> None:
        """Every account that is here, locked. Asks the keychain nothing."""
        self.paths, self._keychain, self._clock, self._tell = paths, keychain, clock, tell
        self._reach, self._undo = reach, undo
        self._guard = threading.RLock()  # over who belongs here and what state they are in
        self._turn = threading.Lock()
        self._connected = False
        self._here_until = 0.0
        self._members = {place.name: self._member(place) for place in registry.places(paths.accounts)}

    # ---- Who is here -------------------------------------------------------------------------------------------------
    @property
    def homes(self) -> tuple[Home, ...]:
        """All accounts on this computer, in the order of their colours."""
        return tuple(member.view for member in self._sorted())

    @property
    def children(self) -> tuple[Home, ...]:
        """Those that are of a child."""
        return tuple(home for home in self.homes if home.child)

    @property
    def secret_names(self) -> tuple[str, ...]:
        """What the accounts' secrets are called in the keychain."""
        return tuple(registry.secret_name(member.place) for member in self._sorted())

    @property
    def is_locked(self) -> bool:
        """There are accounts, and the key of one of them is still to be read."""
        return any(member.view.state == "locked" for member in self._sorted())

    def home(self, name: str) -> Home:
        """KeyError: there is no such account."""
        return self._members[name].view

    def replica(self, name: str) -> Replica:
        """What screens read and write of one account. SsdeskError: it is locked or broken. KeyError: not here."""
        member = self._members[name]
        if member.replica is None:
            raise member.view.problem or _locked()
        return member.replica

    # ---- Opening and closing (long) ----------------------------------------------------------------------------------
    def unlock(self, keychain: Keychain | None = None) -> None:
        """Reads the keys and opens what is locked. KeychainError: what is locked stays so; try again later."""
        with self._guard:
            self._keychain = keychain or self._keychain
            for member in self._sorted():
                if member.view.state == "locked":
                    member.open(registry.read(self._keychain, member.place))
                    if self._connected:
                        member.connect()

    def lock(self) -> None:
        """Stops the sync, closes the files and forgets the keys; nothing can be read before `unlock`."""
        with self._guard:
            for member in self._sorted():
                if member.view.state in ("open", "broken"):
                    member.close()

    def close(self) -> None:
        """The end of the program: within a second or so per account whose request hangs."""
        self._connected = False
        self.lock()

    def reopen(self, name: str) -> None:
        """Closes the files of an account and opens them again: a damaged copy is made anew by that."""
        with self._guard:
            member = self._members[name]
            secret = registry.read(self._keychain, member.place)
            member.close()
            member.open(secret)
            if self._connected:
                member.connect()

    def disconnect(self) -> None:
        """No more syncing, and whatever is being asked of a school ends; what is here stays open."""
        with self._guard:
            self._connected = False
            for member in self._sorted():
                member.disconnect()

    # ---- Coming and going (long) -------------------------------------------------------------------------------------
    def add(self, address: str, school: SchoolInfo, signed_in: SignedIn) -> str:
        """An account that signed in, new or once more; its name here. SsdeskError: nothing was added."""
        with self._guard:
            member = self._known(signed_in.state.account, address)
            if member is not None and self._renewed(member, address, school, signed_in):
                return member.name
            place, secret = registry.add(
                self.paths.accounts, signed_in.state.account, self._keychain, signed_in.token, address
            )
            member = self._members[place.name] = self._member(place)
            member.open(secret)
            member.know(signed_in.state, school)
            if self._connected:
                member.connect()
            return member.name

    def sign_out(self, name: str) -> None:
        """Signs out at the school, if it can be reached now, and erases everything of the account here. KeychainError:
        only its key, which opens nothing any more, could not be removed."""
        with self._guard:
            member = self._members[name]
            member.sign_out()
            try:
                self._erase(member)
            finally:  # its files are gone also when its key could not be removed
                del self._members[name]

    # ---- Syncing -----------------------------------------------------------------------------------------------------
    def connect(self) -> None:
        """From now on accounts that are open sync, each on a thread of its own."""
        with self._guard:
            self._connected = True
            for member in self._sorted():
                member.connect()

    def nudge(self, name: str = "") -> None:
        """Try now: one account, or all."""
        for member in self._sorted():
            if member.engine is not None and name in ("", member.name):
                member.engine.nudge()

    def person_is_here(self) -> None:
        """A key or a click: for a moment the sync leaves the disk and the processor to the window."""
        self._here_until = time.monotonic() + HERE_S

    def is_filling(self, name: str = "") -> bool:
        """Whether the account (or one of all) never got everything yet."""
        return any(home.is_filling for home in self.homes if name in ("", home.name))

    def summary(self) -> Summary:
        """How the sync of all accounts stands."""
        return summarise(self.homes)

    def remote(self, name: str) -> Remote:
        """The line to the account's school, for what is asked online only: devices, password, misuse. SsdeskError: the
        account is locked or broken."""
        self.replica(name)
        return self._members[name].line()

    # ---- Reading and writing -----------------------------------------------------------------------------------------
    def merged(self, filter_: Filter, name: str = "") -> MergedInbox:
        """The list over all open accounts, or of one."""
        return MergedInbox(lambda: [member for member in self._sorted() if name in ("", member.name)], filter_)

    def merged_keys(self, changes: Changes) -> list[int]:
        """The keys in merged lists of what changed."""
        return [
            merged_key(key, self._members[name].slot)
            for name, touched in changes.by_account.items()
            if name in self._members
            for key in touched.keys
        ]

    def place_of(self, key: int) -> tuple[str, MessageRow] | None:
        """The account and the row of a merged key; None: it went away."""
        slot, own = apart(key)
        for member in self._sorted():
            if member.slot == slot and member.replica is not None:
                rows = member.replica.inbox.rows([own])
                return (member.name, rows[0]) if rows else None
        return None

    def gather(self, read: Callable[[Replica], _T], account: str = "") -> list[tuple[Home, _T]]:
        """What each account answers, or only this one, with its home, in the order of the colours. One that is locked
        or cannot be read holds up no other and is left out: its home says why. SsdeskError: none can be read."""
        members = [member for member in self._sorted() if account in ("", member.name)]
        return each(members, lambda member, replica: (member.view, read(replica)))

    @property
    def unread(self) -> int:
        """Unread messages in all inboxes: the number on the badge."""
        return sum(home.unread for home in self.homes)

    def do(self, name: str, action: Action) -> str | None:
        """Seen at once, safe on the disk, and on its way. The command's id; None: there was nothing to do."""
        command = self.replica(name).do(action)
        if command is not None:
            self.nudge(name)
        return command

    def send(self, name: str, message: SendMessage, recipients: int = 0) -> str | None:
        """As `do`, but the message stays in the outbox for as long as it can be taken back. `recipients`: how many they
        are, where that is not the number of its addressees."""
        wait_ms = self.undo_ms(max(recipients, len(message.to)))
        command = self.replica(name).do(message, wait_ms)
        self.nudge(name)
        return command

    def undo_ms(self, recipients: int) -> int:
        """How long a message to so many people can be taken back, before it leaves."""
        return self._undo.wait_ms(recipients)

    def send_now(self) -> None:
        """What still could be taken back leaves."""
        for member in self._sorted():
            if member.replica is not None and member.replica.outbox.let_go():
                self.nudge(member.name)

    def wake(self) -> None:
        """Messages for later whose moment has come are back. The school does that too; where it can be reached it has
        a minute for it, so that not every computer says the same."""
        for member in self._sorted():
            if member.replica is None:
                continue
            home = member.view
            reached = home.status.state in ("up_to_date", "syncing")
            now = self._clock() + home.clock_offset_ms - (SCHOOL_WAKES_MS if reached else 0)
            try:
                for id_, until in member.replica.inbox.due(now):
                    self.do(member.name, Snooze(id_, until, due=True))
            except (SsdeskError, Cancelled):
                log.info("Messages for later wait a little longer")

    def audience(self, name: str, asked: AskAudience) -> Audience:
        """Long: whom a message would reach if it were sent now, as the school says. SsdeskError: see
        `Remote.audience`."""
        return self.remote(name).audience(asked)

    def tell_answering(self, name: str, message: str, *, on: bool) -> bool:
        """Long: the others who hold the shared mailbox see that this account is answering, or no longer. It is said now
        or never. Whether the school took it. SsdeskError: it cannot be reached."""
        args = msgspec.Raw(msgspec.json.encode(TellAnswering(message, on)))
        answer = self.remote(name).commands([Command(new_id(), "tell_answering", args)], self.replica(name).epoch)
        return isinstance(answer, CommandAnswer) and answer.results[0].status == "ok"

    # ---- Files (long) ------------------------------------------------------------------------------------------------
    def fetch(
        self,
        name: str,
        attachment: Attachment,
        folder: Path,
        progress: Callable[[int, int], None] = lambda _have, _size: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Path | None:
        """A readable copy of the attachment in this private folder; the school is asked only for what is missing here.
        None: `cancelled` said so. SsdeskError: see `sync.transfers.fetch`; DiskFull."""
        if not self.bring(name, attachment, progress, cancelled):
            return None
        return exported(self.replica(name).files, attachment, folder)

    def bring(
        self,
        name: str,
        attachment: Attachment,
        progress: Callable[[int, int], None] = lambda _have, _size: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """The attachment is on this computer, encrypted, in the `files` of the account's replica. False: `cancelled`
        said so. SsdeskError as of `fetch`."""
        replica = self.replica(name)
        if replica.files.is_whole(attachment.sha256):
            return True
        from ssdesk.sync.transfers import fetch

        member = self._members[name]
        came = fetch(replica, member.line(), attachment, progress, cancelled)
        if came and (engine := member.engine) is not None:
            engine.look()
        return came

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _sorted(self) -> list[Member]:
        return sorted(self._members.copy().values(), key=lambda member: member.slot)

    def _member(self, place: registry.Place) -> Member:
        shared = Shared(self._clock, self._tell, self._left, self._turn, self._breathe, self._reach)
        return Member(place, shared)

    def _known(self, account: str, address: str) -> Member | None:
        for member in self._sorted():
            if member.place.account == account and member.view.address in ("", address):
                return member
        return None

    def _renewed(self, member: Member, address: str, school: SchoolInfo, signed_in: SignedIn) -> bool:
        """A new session for an account that is here; what waits to be sent stays. False: it is here no more, because
        its key was lost or the school had it erased. SsdeskError: its copy cannot be opened, and is left as it is."""
        kept = registry.read(self._keychain, member.place)
        if kept is None or member.view.state == "left":
            self._erase(member)
            del self._members[member.name]
            return False
        secret = Secret(kept.key, signed_in.token, address)
        registry.write(self._keychain, member.place, secret)
        member.open(secret)
        if member.replica is None:
            raise member.view.problem or _locked()
        member.renew(secret, signed_in.state, school, connect=self._connected)
        return True

    def _left(self, member: Member) -> None:
        """On the member's sync thread: the school wants nothing of this account to stay."""
        self._erase(member)

    def _erase(self, member: Member) -> None:
        member.close("left")
        registry.erase(member.place, self._keychain)

    def _breathe(self) -> None:
        if time.monotonic() < self._here_until:
            time.sleep(BREATH_S)


def _locked() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "This account is locked."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. Unlock ssdesk and try again."),
        code="locked",
    )
