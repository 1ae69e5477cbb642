"""Who may see, fetch, write to and do what at a school: plain loops over plain rows, straight from the rules.

It was written from the rules alone and shares nothing with the server: no query, no scope, no grant. A `Record` is the
diary of what happened at one school (world.py keeps it); every function here answers from it alone. "A…" and "R…" are
the numbers of the rules for schools.

- An account that is not active (A5, A10, A11) sees nothing.
- Own account, own notification settings, own drafts, own copies and own sent messages: nobody else, ever (A2).
- A pupil's name and class: all accounts of that pupil, the staff of its class while it is at the school, the office.
- Whom one may write to (R14, R15): parents and pupils the staff of the own class and those who are there for everyone;
  staff all staff and the accounts of the pupils they teach; the office everybody. Never a co-account to a co-account.
- Excluded and closed accounts get nothing and stand in no address book; an account nobody uses neither.
- A file: whoever sees an object that refers to it, and while it is not yet in one, who brought it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]  # kind, object id

GONE = ("excluded", "closed")
NOT_IN_USE = "inactive"
WORDS = {
    "mother": "moeder van {}",
    "father": "vader van {}",
    "step_parent": "plusouder van {}",
    "homework_guide": "huiswerkbegeleider van {}",
    "boarding_educator": "opvoeder van {}",
    "other": "co-account van {}",
}


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
    """`kind` is main, co or staff. `times`: when each step of the activation was finished, by column."""

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
    email: str = ""
    email_confirmed: bool = False
    phone: str = ""
    mobile: str = ""
    number_plate: str = ""
    reason: str = ""
    until: int | None = None
    no_rights: list[str] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)


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
    opened_at: int | None = None
    answered_at: int | None = None


@dataclass
class Message:
    """A sent message; names and roles are those of the moment it was sent."""

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
    copies: list[Copy] = field(default_factory=list)


@dataclass
class Draft:
    id: str
    account: str
    version: int
    updated_at: int
    content: dict[str, Any]


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
    """All that there is at one school."""

    slug: str
    classes: list[Class]
    pupils: list[Pupil]
    accounts: dict[str, Account]
    messages: list[Message] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)

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


# ---- Who may come in -------------------------------------------------------------------------------------------------
def enters(account: Account) -> bool:
    """Only an active account gets past the steps of its activation (A5); one that is suspended, excluded or closed is
    told so and gets nothing else (A10, A11)."""
    return account.state == "active"


def is_office(account: Account) -> bool:
    return account.kind == "staff" and account.office and enters(account)


# ---- Who knows whom --------------------------------------------------------------------------------------------------
def teaches(record: Record, account: Account, pupil: Pupil) -> bool:
    """Staff of the class the pupil sits in. A pupil who left sits in none."""
    if account.kind != "staff" or pupil.left:
        return False
    for class_ in record.classes:
        if class_.id == pupil.class_:
            return account.id in class_.staff
    return False


def must_know_pupil(record: Record, account: Account, pupil: Pupil) -> bool:
    """Own accounts of the child, its teachers, the office."""
    if account.kind in ("main", "co"):
        return account.pupil == pupil.id
    return teaches(record, account, pupil) or (account.office and not pupil.left)


def may_know_pupil(record: Record, account: Account, pupil: Pupil) -> bool:
    """The office may keep the names of those who left."""
    return must_know_pupil(record, account, pupil) or (account.kind == "staff" and account.office)


def in_address_book(record: Record, reader: Account, other: Account) -> bool:
    """Whether the reader must find the other among those who can be written to (R14), and may write to (R15)."""
    if other.state in GONE or other.state == NOT_IN_USE:
        return False
    if reader.kind in ("main", "co"):
        if other.kind != "staff":
            return False  # no family account ever knows of another one, be it of the same child (A2)
        return other.everyone or teaches(record, other, record.pupil(reader.pupil or ""))
    if other.kind == "staff":
        return True
    return reader.office or teaches(record, reader, record.pupil(other.pupil or ""))


def may_be_in_address_book(record: Record, reader: Account, other: Account) -> bool:
    """Finding oneself there harms nobody."""
    return reader.id != other.id and in_address_book(record, reader, other)


# ---- What everybody sees ---------------------------------------------------------------------------------------------
def owners(record: Record) -> dict[Key, str]:
    """The one account that each personal object belongs to."""
    found: dict[Key, str] = {}
    for account in record.accounts.values():
        found["account", account.id] = account.id
        found["notifications", account.id] = account.id
    for message in record.messages:
        found["sent_message", message.id] = message.sender
        for copy in message.copies:
            found["message", copy.id] = copy.recipient
    for draft in record.drafts:
        found["draft", draft.id] = draft.account
    return found


def must_see(record: Record, account: Account) -> set[Key]:
    """What a complete pull of the account may not lack."""
    if not enters(account):
        return set()
    keys = {key for key, owner in owners(record).items() if owner == account.id}
    for pupil in record.pupils:
        if must_know_pupil(record, account, pupil):
            keys.add(("pupil", pupil.id))
    for other in record.accounts.values():
        if may_be_in_address_book(record, account, other):
            keys.add(("contact", other.id))
    return keys


def may_see(record: Record, account: Account) -> set[Key]:
    """Everything else is a leak."""
    if not enters(account):
        return set()
    keys = must_see(record, account)
    for pupil in record.pupils:
        if may_know_pupil(record, account, pupil):
            keys.add(("pupil", pupil.id))
    if account.kind == "staff":
        keys.add(("contact", account.id))
    return keys


def everything(record: Record) -> set[Key]:
    """All objects of the school."""
    keys = set(owners(record))
    keys |= {("pupil", pupil.id) for pupil in record.pupils}
    keys |= {("contact", account.id) for account in record.accounts.values()}
    return keys


# ---- What the objects say --------------------------------------------------------------------------------------------
def role_words(record: Record, account: Account) -> str:
    """How others are told who this is."""
    if account.kind == "staff":
        return account.title or account.role
    pupil = record.pupil(account.pupil or "")
    if account.kind == "main":
        return f"leerling van {record.class_name(pupil.class_)}"
    return WORDS.get(account.role, WORDS["other"]).format(pupil.name)


def payload(record: Record, key: Key) -> dict[str, Any]:
    """Every field that the object may have, with what it must say; absent means the default. `preview` is left out
    (see `fits_preview`)."""
    return dict(_payloads(record))[key]


def payloads(record: Record) -> dict[Key, dict[str, Any]]:
    return dict(_payloads(record))


def _payloads(record: Record) -> Iterator[tuple[Key, dict[str, Any]]]:
    for account in record.accounts.values():
        yield ("account", account.id), _account(account)
        yield ("notifications", account.id), {"id": account.id}
        yield ("contact", account.id), _contact(record, account)
    for pupil in record.pupils:
        said = {"id": pupil.id, "first_name": pupil.first_name, "last_name": pupil.last_name}
        yield ("pupil", pupil.id), {**said, "class_name": record.class_name(pupil.class_)}
    for message in record.messages:
        yield ("sent_message", message.id), _sent(message)
        for copy in message.copies:
            yield ("message", copy.id), _copy(message, copy)
    for draft in record.drafts:
        said = {"id": draft.id, "version": draft.version, "updated_at": draft.updated_at}
        yield ("draft", draft.id), _given({**said, **draft.content})


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: on the wire an absent field means nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], False)}


def _account(account: Account) -> dict[str, Any]:
    names = ("id", "kind", "username", "name", "role", "state", "pupil", "email", "email_confirmed", "phone", "mobile",
             "reason", "until", "no_rights")  # fmt: skip
    return _given({name: getattr(account, name) for name in names})


def _contact(record: Record, account: Account) -> dict[str, Any]:
    """Name, role and classes: no address, no number, no state."""
    said: dict[str, Any] = {"id": account.id, "name": account.name, "role": role_words(record, account)}
    if account.kind == "staff":
        classes = sorted(class_.name for class_ in record.classes if account.id in class_.staff)
        return _given({**said, "group": account.contact_group or "teacher", "classes": classes})
    return {**said, "group": "pupil" if account.kind == "main" else "parent", "pupil": account.pupil}


def _common(message: Message) -> dict[str, Any]:
    return {
        "sent_at": message.sent_at,
        "sender": message.sender,
        "sender_name": message.sender_name,
        "sender_role": message.sender_role,
        "subject": message.subject,
        "body": message.body,
        "attachments": [file.travels() for file in message.files],
        "group": len(message.copies) > 1,
    }


def _copy(message: Message, copy: Copy) -> dict[str, Any]:
    """Names nobody but the sender and the recipient's own child (A2, R4)."""
    said = {"id": copy.id, "thread": copy.thread, "in_reply_to": copy.in_reply_to, "pupil": copy.pupil}
    moments = {"folder": copy.folder, "opened_at": copy.opened_at, "answered_at": copy.answered_at}
    return _given({**said, **_common(message), **moments})


def _sent(message: Message) -> dict[str, Any]:
    """The sender keeps the overview (R4): who got it, and who opened it when (R11)."""
    overview = [
        {"account": c.recipient, "name": c.recipient_name, "role": c.recipient_role, "opened_at": c.opened_at}
        for c in message.copies
    ]
    said = {"id": message.id, "thread": message.thread, "in_reply_to": message.in_reply_to, "pupil": message.pupil}
    return _given({**said, **_common(message), "folder": message.folder, "recipients": overview})


def fits_preview(preview: str, body: str) -> bool:
    """The start of the text on one line, at most 160 characters."""
    line = " ".join(body.split())
    return len(preview) <= 160 and line.startswith(preview.rstrip("…").rstrip())


# ---- Files, drafts, commands -----------------------------------------------------------------------------------------
def files_in(record: Record) -> dict[Key, set[str]]:
    """The files that each object refers to."""
    found: dict[Key, set[str]] = {}
    for message in record.messages:
        shas = {file.sha256 for file in message.files}
        found["sent_message", message.id] = shas
        for copy in message.copies:
            found["message", copy.id] = shas
    for draft in record.drafts:
        found["draft", draft.id] = {file["sha256"] for file in draft.content.get("attachments", [])}
    return found


def must_fetch(record: Record, account: Account) -> set[str]:
    """The hashes of the files in the objects that the account sees."""
    shas: set[str] = set()
    seen = may_see(record, account)
    for key, files in files_in(record).items():
        if key in seen:
            shas |= files
    return shas


def may_fetch(record: Record, account: Account) -> set[str]:
    """Also what the account brought itself."""
    shas = must_fetch(record, account)
    if enters(account):
        shas |= {upload.sha256 for upload in record.uploads if upload.account == account.id and upload.sha256}
        shas |= {file.sha256 for file in record.files.values() if file.by == account.id}
    return shas


def may_write_to(record: Record, account: Account) -> set[str]:
    """R15: the address book and whoever wrote to the account, as long as they are there."""
    if not enters(account) or "send" in account.no_rights:
        return set()
    found = {other.id for other in record.accounts.values() if may_be_in_address_book(record, account, other)}
    for message in record.messages:
        if any(copy.recipient == account.id for copy in message.copies):
            sender = record.accounts[message.sender]
            if sender.state not in (*GONE, NOT_IN_USE):
                found.add(sender.id)
    return found


def may_write_about(record: Record, account: Account) -> set[str]:
    """The pupils an account may name in a message."""
    return {pupil.id for pupil in record.pupils if may_know_pupil(record, account, pupil)}


# ---- What may stand in any byte sent to an account -------------------------------------------------------------------
CANARY = re.compile(rb"zq[0-9]{5}w", re.IGNORECASE)
ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
SHA256 = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
MOMENT = re.compile(rb"(?<![0-9a-f])[0-9]{13}(?![0-9a-f])")


@dataclass
class Known:
    """What the account may be told: canaries in lower case, ids, hashes of files, moments."""

    canaries: set[bytes]
    ids: set[bytes]
    shas: set[bytes]
    moments: set[bytes]

    def add(self, text: bytes) -> None:
        """All that stands in a text that the account may read."""
        self.canaries |= {found.lower() for found in CANARY.findall(text)}
        self.ids |= set(ID.findall(text))
        self.shas |= set(SHA256.findall(text))
        self.moments |= set(MOMENT.findall(text))


def known(record: Record, account: Account, said: dict[Key, dict[str, Any]] | None = None) -> Known:
    """From what the account may see, the files in it, and its own record: nothing else may reach it in any way.

    `said`: `payloads(record)`, when somebody has them already.
    """
    said = payloads(record) if said is None else said
    found = Known(set(), set(), set(), set())
    for key in may_see(record, account):
        found.add(json.dumps(said[key]).encode())
    for sha in may_fetch(record, account):
        found.add(sha.encode() + b" " + record.files[sha].content)
    found.add(json.dumps([_account(account), account.number_plate, account.times]).encode())
    if account.pupil:
        pupil = record.pupil(account.pupil)
        found.add(f"{pupil.id} {pupil.name} {pupil.class_ if not pupil.left else ''}".encode())
    for class_ in record.classes:
        if account.kind == "staff" and account.id in class_.staff:
            found.add(class_.id.encode())
    for device in record.devices:
        if device.account == account.id:
            found.add(f"{device.id} {device.name} {device.platform} {device.created_at}".encode())
    for upload in record.uploads:
        if upload.account == account.id:
            found.add(upload.url.encode())
    return found


@dataclass
class Secrets:
    """Everything at a school that is somebody's: what must not turn up elsewhere."""

    canaries: set[bytes]
    ids: set[bytes]
    shas: set[bytes]
    moments: set[bytes]


def secrets(record: Record, said: dict[Key, dict[str, Any]] | None = None) -> Secrets:
    """Of all accounts together. Moments at which a message was sent are no secret of one of its recipients alone, but
    whoever did not get the message may not see them either."""
    said = payloads(record) if said is None else said
    found = Known(set(), set(), set(), set())
    for one in said.values():
        found.add(json.dumps(one).encode())
    for file in record.files.values():
        found.add(file.sha256.encode() + b" " + file.content)
    for account in record.accounts.values():
        found.add(json.dumps([_account(account), account.number_plate, account.times]).encode())
    for device in record.devices:
        found.add(f"{device.id} {device.name} {device.platform} {device.created_at}".encode())
    for class_ in record.classes:
        found.add(class_.id.encode())
    for upload in record.uploads:
        found.add(upload.url.encode())
    return Secrets(found.canaries, found.ids, found.shas, found.moments)


def leaks(text: bytes, may: Known, all_: Secrets) -> list[str]:
    """What stands in these bytes and is neither the account's own nor meant for it."""
    found = {canary.lower() for canary in CANARY.findall(text)} - may.canaries
    found |= (set(ID.findall(text)) & all_.ids) - may.ids
    found |= (set(SHA256.findall(text)) & all_.shas) - may.shas
    found |= (set(MOMENT.findall(text)) & all_.moments) - may.moments
    return sorted(one.decode() for one in found)


# ---- Scopes ----------------------------------------------------------------------------------------------------------
def may_hold(record: Record, account: Account, scope: str) -> bool:
    """Whether the account may hold a scope of this name (the names are the protocol's)."""
    if not enters(account):
        return False
    family, _, rest = scope.partition(":")
    first, _, audience = rest.partition(":")
    if account.kind == "staff":
        taught = any(class_.id == first and account.id in class_.staff for class_ in record.classes)
        return {
            "a": first == account.id,
            "g": first in ("all", "staff"),
            "cs": taught,
            "office": account.office,
        }.get(family, False)
    pupil = record.pupil(account.pupil or "")
    audiences = {"co": "parents", "main": "pupils"}
    return {
        "a": first == account.id,
        "g": first == "all",
        "p": first == pupil.id,
        "pm": first == pupil.id and account.kind == "main",
        "c": first == pupil.class_ and not pupil.left and audience == audiences[account.kind],
    }.get(family, False)


# ---- Endpoints -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Rule:
    """Who may use an endpoint: "open", "session", "active" or "office". `objects`: what in its address or body names
    somebody's object, so that a test with foreign ones is due."""

    gate: str
    objects: tuple[str, ...] = ()


ENDPOINTS: dict[tuple[str, str], Rule] = {
    ("GET", "/.well-known/ssdesk"): Rule("open"),
    ("GET", "/v1/openapi.json"): Rule("open"),
    ("POST", "/v1/pull"): Rule("active", ("scope",)),
    ("POST", "/v1/commands"): Rule("active", ("message", "draft", "account", "pupil", "file")),
}
