"""The diary of a school in plain rows: who is there and what they did. world.py keeps it, oracle.py answers from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Pupil:
    id: str
    first_name: str
    last_name: str
    class_: str
    birth_date: str
    left: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass
class Class:
    """`staff`: ids of the accounts that teach it."""

    id: str
    name: str
    staff: list[str]


@dataclass
class Account:
    """`kind` is main, co or staff. `times`: when each step of the activation was finished, by column. `notifications`:
    what the holder set otherwise than it was."""

    id: str
    kind: str
    username: str
    name: str
    role: str
    state: str
    pupil: str | None = None
    slot: int = 0
    title: str = ""
    office: bool = False
    contact_group: str = ""
    everyone: bool = False
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    email: str = ""
    email_confirmed: bool = False
    phone: str = ""
    mobile: str = ""
    number_plate: str = ""
    reason: str = ""
    until: int | None = None
    no_rights: list[str] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)
    notifications: dict[str, Any] = field(default_factory=dict)


@dataclass
class File:
    """An attachment as it travels, and who brought it."""

    sha256: str
    name: str
    type: str
    size: int
    by: str
    content: bytes = b""

    def travels(self) -> dict[str, Any]:
        return {"sha256": self.sha256, "name": self.name, "type": self.type, "size": self.size}


@dataclass
class Copy:
    """What one recipient has of a message. Thread and answered message are ids of the recipient's own mailbox."""

    id: str
    recipient: str
    recipient_name: str
    recipient_role: str
    thread: str
    pupil: str | None = None
    in_reply_to: str | None = None
    folder: str = "inbox"
    came_from: str = ""  # where it lay before it was put away
    opened_at: int | None = None
    answered_at: int | None = None
    flag: str = ""
    unread: bool = False
    snoozed_until: int | None = None
    response: str = ""
    responded_at: int | None = None


@dataclass
class Message:
    """A sent message; names and roles are those of the moment it was sent. `group`: it was written to a group."""

    id: str
    sender: str
    sender_name: str
    sender_role: str
    sent_at: int
    subject: str
    body: str
    thread: str
    pupil: str | None = None
    in_reply_to: str | None = None
    files: list[File] = field(default_factory=list)
    folder: str = "sent"
    came_from: str = ""
    copies: list[Copy] = field(default_factory=list)
    group: bool = False
    answer_by: int | None = None
    flag: str = ""
    asks: str = ""
    emergency: str = ""


@dataclass
class Planned:
    """What waits to be sent to the co-accounts of these groups."""

    id: str
    sender: str
    groups: list[str]
    subject: str
    body: str
    made_at: int
    send_at: int


@dataclass
class Group:
    """One that the school made; `pupils` are in it."""

    id: str
    name: str
    pupils: list[str]


@dataclass
class Folder:
    """One that the holder of a mailbox made."""

    id: str
    account: str
    name: str
    position: int


@dataclass
class OwnText:
    """One that somebody keeps to use again."""

    id: str
    account: str
    said: dict[str, Any]


@dataclass
class Mailbox:
    """A shared one, which these accounts of the staff hold. What else it has it shares with an `Account`: it is sender
    and recipient as they are."""

    id: str
    name: str
    title: str
    holders: list[str]
    kind: str = "mailbox"
    role: str = ""
    pupil: str | None = None


@dataclass
class Answering:
    """Of a copy (`message`) in a mailbox."""

    id: str
    message: str
    mailbox: str
    account: str
    until: int


@dataclass
class Draft:
    id: str
    account: str
    version: int
    updated_at: int
    content: dict[str, Any]


@dataclass
class Shown:
    """What the school itself puts before people: `classes` say whom it is for, or it is about one pupil. Without both
    it is for all. `at`: the moment before which nobody may see it. `said`: all that it says."""

    kind: str
    id: str
    said: dict[str, Any]
    classes: list[str] = field(default_factory=list)
    pupil: str | None = None
    at: int = 0
    files: list[File] = field(default_factory=list)


@dataclass
class Tick:
    id: str
    account: str
    item: str
    done: bool


@dataclass
class Upload:
    """`url`: where it is continued. `sha256` once it is whole."""

    account: str
    url: str
    sha256: str = ""


@dataclass
class Device:
    id: str
    account: str
    token: str
    name: str
    platform: str
    created_at: int


@dataclass
class Record:
    """All that there is at one school. `hidden`: the parts of a child's record that it does not show to co-accounts of
    a role. `now`: up to when it has shown what it had prepared."""

    slug: str
    classes: list[Class]
    pupils: list[Pupil]
    accounts: dict[str, Account]
    messages: list[Message] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    texts: list[OwnText] = field(default_factory=list)
    mailboxes: list[Mailbox] = field(default_factory=list)
    answering: list[Answering] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    now: int = 0
    name: str = ""

    def pupil(self, id_: str) -> Pupil:
        for pupil in self.pupils:
            if pupil.id == id_:
                return pupil
        raise LookupError(id_)

    def class_name(self, id_: str) -> str:
        for class_ in self.classes:
            if class_.id == id_:
                return class_.name
        raise LookupError(id_)
