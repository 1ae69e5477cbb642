"""What screens know of one account on this computer: one frozen view, whole at every moment, also when locked."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from ssdesk.errors import SsdeskError
from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.kinds import Notifications
from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.protocol.school import Help, Limits, SchoolInfo
from ssdesk.protocol.session import SessionState
from ssdesk.replica import Replica
from ssdesk.rules.agreements.asked import role_of
from ssdesk.rules.working_time import WEEK, working_week
from ssdesk.sync.status import SyncStatus

_T = TypeVar("_T")
SCHOOL, SESSION = "school", "session"  # local settings of an account: JSON of SchoolInfo and of SessionState

Opened = Literal["locked", "open", "broken", "left"]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a home that is read from the replica. `holder`: the own name. `pupil`, `child`: id and first name of
    the child whose account this is; for staff there is none. `record`: the parts of the child's record that the school
    shows to this account; None while that is not known. `marked`: how many of the unread messages were read
    once; `urgent`: ids of new emergencies among them. `features`: the modules the school uses. `emergency`: the roles
    that may send one. `delivery`: senders see what has come to a device. `mailboxes`: the shared ones that it holds.
    `agreements`: the school's, in which this account has the role `agreed_role`; of staff `weekdays` are those on which
    it works.
    Before the first pull all this comes from the sign-in."""

    school: str = ""
    school_short: str = ""
    holder: str = ""
    username: str = ""
    kind: str = ""
    role: str = ""
    pupil: str | None = None
    child: str = ""
    class_name: str = ""
    record: tuple[str, ...] | None = None
    unread: int = 0
    marked: int = 0
    urgent: tuple[str, ...] = ()
    new_reports: int = 0
    limits: Limits = msgspec.field(default_factory=Limits)
    help: Help = msgspec.field(default_factory=lambda: Help(""))
    features: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    delivery: bool = False
    notifications: Notifications | None = None
    agreements: Agreements | None = None
    agreed_role: str = "parent"
    weekdays: frozenset[int] = WEEK
    mailboxes: tuple[Mailbox, ...] = ()


class Home(Facts, frozen=True, kw_only=True):
    """`name` names the account on this computer, in `Changes` and in every call. `account` is its id at the school.

    `state`: locked (its key was not read yet), open, broken (see `problem`), left (the school told to erase it, and
    that was done). `colour`: a small number that stays the account's.
    """

    name: str
    account: str
    colour: int
    state: Opened
    address: str = ""
    status: SyncStatus = msgspec.field(default_factory=SyncStatus)
    clock_offset_ms: int = 0
    problem: SsdeskError | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_filling(self) -> bool:
        """Open, but not everything was ever fetched yet."""
        return self.is_open and self.status.last_success is None


def read(replica: Replica) -> Facts:
    """The facts as the replica has them now. SsdeskError: it cannot be read."""
    school = _kept(replica, SCHOOL, SchoolInfo)
    session = _kept(replica, SESSION, SessionState)
    account = replica.people.account()
    pupil = replica.people.pupil(account.pupil) if account is not None and account.pupil else None
    child = pupil.first_name if pupil is not None else session.pupil_name.partition(" ")[0] if session else ""
    inbox = replica.inbox.counts().get("inbox")
    who = account or session
    own = replica.people.contact(account.id) if account is not None and account.kind == "staff" else None
    return Facts(
        school=school.name if school else "",
        school_short=school.short_name if school else "",
        holder=who.name if who else "",
        username=who.username if who else "",
        kind=who.kind if who else "",
        role=account.role if account else "",
        pupil=account.pupil if account else None,
        child=child,
        class_name=pupil.class_name if pupil else "",
        record=tuple(account.record) if account else None,
        unread=inbox.unread if inbox else 0,
        marked=replica.inbox.marked(),
        urgent=tuple(replica.inbox.urgent()),
        new_reports=len(replica.record.new_reports()),
        limits=school.limits if school else Limits(),
        help=school.help if school else Help(""),
        features=tuple(school.features) if school else (),
        emergency=tuple(school.emergency) if school else (),
        delivery=school.delivery if school else False,
        notifications=replica.people.notifications(),
        agreements=replica.people.agreements(),
        agreed_role=role_of(account.kind, own.group if own else "") if account else "parent",
        weekdays=working_week(own.weekdays) if own else WEEK,
        mailboxes=tuple(replica.mailboxes.all()),
    )


def keep_school(replica: Replica, school: SchoolInfo) -> None:
    """Remember what the school says of itself; without its clock, so that nothing is written when nothing changed."""
    kept = msgspec.json.encode(replace(school, now=0)).decode()
    if replica.setting(SCHOOL) != kept:
        replica.set_setting(SCHOOL, kept)


def keep_session(replica: Replica, session: SessionState) -> None:
    replica.set_setting(SESSION, msgspec.json.encode(session).decode())


def _kept(replica: Replica, name: str, kind: type[_T]) -> _T | None:
    kept = replica.setting(name)
    return msgspec.json.decode(kept, type=kind) if kept else None
