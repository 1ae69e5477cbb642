"""What the demo generator hands out: frozen rows, nothing that knows a database.

Every time is an aware UTC datetime, every id a UUIDv7 in 32 hexadecimal digits. One adult may hold accounts at several
children and schools: `Account.person` is the same for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Gender = Literal["f", "m"]
Kind = Literal["main", "co", "staff"]
Role = Literal["pupil", "staff", "mother", "father", "plus_parent", "homework_guide", "boarding_educator", "other"]
State = Literal["inactive", "invited", "email_open", "active", "suspended", "excluded", "closed"]
Stage = Literal["primary", "secondary"]
Ask = Literal["", "answer", "confirm"]
WEEKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Help:
    """The school's help contact, shown before sign-in too (A5)."""

    name: str
    phone: str
    email: str
    manual_title: str
    manual_url: str


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """`year` is "K1" to "K3" in nursery school, "1" to "6" above. `teachers` pairs a subject with a staff account;
    in primary school the subject is "klas" and the first one is the class teacher."""

    id: str
    name: str
    year: str
    titular: str
    teachers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One adult. `id` is shared by all accounts of this adult, at every school."""

    id: str
    first_name: str
    last_name: str
    gender: Gender
    email: str
    phone: str
    mobile: str
    number_plate: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Pupil:
    """`family` is equal for brothers and sisters, at both schools. `left_on`: the last day at this school."""

    id: str
    family: str
    first_name: str
    last_name: str
    gender: Gender
    birth_date: date
    class_id: str
    username: str
    enrolled_on: date
    left_on: date | None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff behind the account of the same id.

    `title` is in the school's words ("juf van klas 4B"), `short_name` as parents say it ("Juf Petra", "Mevr. Aerts",
    "Secretariaat De Wilg"), `address` as it stands in a sentence ("juf Petra", "mevrouw Aerts"). `duty` is one of
    principal, office, care, ict, titular, teacher, pe, support, daycare. `weekdays`: on which they work, 0 is Monday.
    """

    id: str
    first_name: str
    last_name: str
    gender: Gender
    duty: str
    subject: str
    title: str
    short_name: str
    address: str
    weekdays: tuple[int, ...] = WEEKDAYS

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Account:
    """`slot` is 0 for main and staff accounts, 1 to 6 for co-accounts. `person` is None for main accounts and for
    co-accounts whose holder the school does not know yet; those are named after their slot.

    `state` is that of now; `email_open` waits only for the confirmation of the address. `contact_group` is teacher,
    office or help for staff whom parents may write to, else empty; `everyone`: not only the parents of own classes;
    `weekdays`: see `Staff`."""

    id: str
    kind: Kind
    username: str
    name: str
    role: Role
    state: State
    created_at: datetime
    pupil: str | None = None
    person: str | None = None
    slot: int = 0
    title: str = ""
    office: bool = False
    contact_group: str = ""
    everyone: bool = False
    email: str = ""
    phone: str = ""
    mobile: str = ""
    number_plate: str = ""
    activated_at: datetime | None = None
    last_seen: datetime | None = None
    reason: str = ""
    since: datetime | None = None
    until: datetime | None = None
    weekdays: tuple[int, ...] = WEEKDAYS

    def takes_mail_at(self, moment: datetime) -> bool:
        """Whether a message sent at the moment reaches this mailbox."""
        if self.state == "inactive" or moment < self.created_at:
            return False
        return self.state not in ("excluded", "closed") or self.since is None or moment < self.since


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be drawn when somebody wants its bytes. `kind` is "letter" (PDF) or "plan" (PNG). In `lines` an empty
    one ends a paragraph, "# " starts a heading, "- " an item and " | " separates the cells of a table row."""

    kind: Literal["letter", "plan"]
    school: str
    address: str
    title: str
    dated: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """`papers.content(paper)` makes the bytes; equal papers make equal bytes."""

    name: str
    media_type: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Recipient:
    """One copy. `pupil`: about which child the recipient gets it. `response`: said with one click, as in
    `commands.Respond`."""

    account: str
    pupil: str | None = None
    opened_at: datetime | None = None
    response: str = ""
    responded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """`thread` is the id of the conversation's first message. `group`: sent to many in blind copy, even where a merge
    of the children's names made a text per child. `template` names the written content the text came from. Whoever
    has answered this one sent a message with its id as `in_reply_to`. `emergency`: why it could not wait."""

    id: str
    thread: str
    in_reply_to: str | None
    sender: str
    recipients: tuple[Recipient, ...]
    sent_at: datetime
    subject: str
    body: str
    template: str
    pupil: str | None = None
    attachments: tuple[Attachment, ...] = ()
    asks: Ask = ""
    answer_by: datetime | None = None
    group: bool = False
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What waits to be sent to the co-accounts in these classes and own groups, by their ids."""

    id: str
    sender: str
    groups: tuple[str, ...]
    subject: str
    body: str
    send_at: datetime


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """Pupils of any class whom the school writes to together."""

    id: str
    name: str
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyCase:
    """A family that tests look for: `key` as in content/cast.toml, the pupils and co-accounts at this school."""

    key: str
    pupils: tuple[str, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class School:
    """One whole demo school. `agreement` is text with "## " headings, `agreement_version` as people read it. `colour`
    is that of its papers. What it puts before people besides messages follows from it, `seed` and `now`
    (`showing.show`)."""

    slug: str
    name: str
    short_name: str
    stage: Stage
    host: str
    address: str
    colour: str
    help: Help
    agreement: str
    agreement_version: str
    classes: tuple[SchoolClass, ...]
    persons: tuple[Person, ...]
    pupils: tuple[Pupil, ...]
    staff: tuple[Staff, ...]
    accounts: tuple[Account, ...]
    groups: tuple[OwnGroup, ...]
    messages: tuple[Message, ...]
    planned: tuple[Planned, ...]
    cases: tuple[FamilyCase, ...]
    seed: int
    now: datetime
