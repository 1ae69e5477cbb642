"""Who may see, fetch, write to and do what at a school: plain loops over plain rows, straight from the rules.

It was written from the rules alone and shares nothing with the server: no query, no scope, no grant. A `Record` is the
diary of what happened at one school (world.py keeps it); every function here answers from it alone. "A…" and "R…" are
the numbers of the rules for schools.

- An account that is not active (A5, A10, A11) sees nothing.
- Own account, own notification settings, own drafts, own copies and own sent messages: nobody else, ever (A2).
- A pupil's name and class: all accounts of that pupil, the staff of its class while it is at the school, the office.
- Whom one may write to (R14, R15): parents and pupils the staff of the own class and those who are there for everyone;
  staff all staff and the accounts of the pupils they teach; the office everybody. Never a co-account to a co-account.
- Excluded and closed accounts get nothing and stand in no address book.
- A file: whoever sees an object that refers to it, and while it is not yet in one, who brought it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.record import Account, Copy, Device, File, Message, Pupil, Record

Key = tuple[str, str]  # kind, object id

GONE = ("excluded", "closed")
WORDS = {
    "mother": "moeder van {}",
    "father": "vader van {}",
    "step_parent": "plusouder van {}",
    "homework_guide": "huiswerkbegeleider van {}",
    "boarding_educator": "opvoeder van {}",
    "other": "co-account van {}",
}


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
    return taught(record, account, pupil) and not pupil.left


def taught(record: Record, account: Account, pupil: Pupil) -> bool:
    """Staff of the pupil's present or last class."""
    if account.kind != "staff":
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
    if other.state in GONE:
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


def knew(record: Record, reader: Account, other: Account) -> bool:
    """Whether the reader knows of an account that is gone: of the family of a pupil it taught, for the office of all,
    and of whoever wrote to it. It may be told that they left."""
    if other.state not in GONE:
        return False
    if any(
        message.sender == other.id and copy.recipient == reader.id
        for message in record.messages
        for copy in message.copies
    ):
        return True
    if reader.kind != "staff":
        return False
    return reader.office or other.kind == "staff" or taught(record, reader, record.pupil(other.pupil or ""))


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


def payloads(record: Record) -> dict[Key, dict[str, Any]]:
    """Every object with every field that it may have; an absent field says nothing. See `differs`."""
    return dict(_payloads(record))


def _payloads(record: Record) -> Iterator[tuple[Key, dict[str, Any]]]:
    for account in record.accounts.values():
        yield ("account", account.id), _account(account)
        yield ("notifications", account.id), _given({"id": account.id, **account.notifications})
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
    return {name: value for name, value in fields.items() if not _empty(name, value)}


def _empty(name: str, value: Any) -> bool:
    return value in (None, "", []) or (value is False and name not in ("can_answer", "messages_desktop"))


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


def differs(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """The names of the fields that are not as they must be. `preview` is the start of the text on one line, at most
    160 characters; fields at their usual value may be absent."""
    usual = {"body_type": "text", "can_answer": True, "messages_desktop": True}
    got = _given({name: value for name, value in got.items() if name not in usual or value != usual[name]})
    preview = got.pop("preview", "")
    wrong = [] if _fits(preview, expected.get("body", "")) else ["preview"]
    if "classes" in got:
        got["classes"] = sorted(got["classes"])
    return wrong + sorted(name for name in expected.keys() | got.keys() if expected.get(name) != got.get(name))


def _fits(preview: str, body: str) -> bool:
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
            if sender.state not in GONE:
                found.add(sender.id)
    return found


def may_write_about(record: Record, account: Account) -> set[str]:
    """The pupils an account may name in a message."""
    return {pupil.id for pupil in record.pupils if may_know_pupil(record, account, pupil)}


# ---- What may stand in any byte sent to an account -------------------------------------------------------------------
TRACE = re.compile(
    rb"zq[0-9]{5}w"  # a canary
    rb"|(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9]{13})(?![0-9a-f])",  # a hash, an id, a moment in milliseconds
    re.IGNORECASE,
)


@dataclass
class Traces:
    """What can be recognised in bytes: canaries in lower case, ids, hashes of files, moments."""

    found: set[bytes] = field(default_factory=set)

    def add(self, text: bytes) -> None:
        """All that stands in a text."""
        self.found |= traces(text)


def traces(text: bytes) -> set[bytes]:
    """The canaries (in lower case), ids, hashes and moments in a text."""
    return {found.lower() for found in TRACE.findall(text)}


def known(record: Record, account: Account, said: dict[Key, dict[str, Any]]) -> set[bytes]:
    """The traces that may reach the account in any way: of what it may see, the files in it, and its own record.

    `said`: `payloads(record)`.
    """
    found = Traces()
    for key in may_see(record, account):
        found.add(json.dumps(said[key]).encode())
    for sha in may_fetch(record, account):
        found.add(_file(record.files[sha]))
    found.add(_own(account))
    if account.pupil:
        pupil = record.pupil(account.pupil)
        found.add(f"{pupil.id} {pupil.name} {'' if pupil.left else pupil.class_}".encode())
    for class_ in record.classes:
        if account.id in class_.staff:
            found.add(class_.id.encode())
    for device in record.devices:
        if device.account == account.id:
            found.add(_device(device))
    for upload in record.uploads:
        if upload.account == account.id:
            found.add(upload.url.encode())
    return found.found


def secrets(record: Record, said: dict[Key, dict[str, Any]]) -> set[bytes]:
    """The traces of everything at a school that is somebody's: what must not turn up at anybody else's."""
    found = Traces()
    for one in said.values():
        found.add(json.dumps(one).encode())
    for file in record.files.values():
        found.add(_file(file))
    for account in record.accounts.values():
        found.add(_own(account))
    for device in record.devices:
        found.add(_device(device))
    for class_ in record.classes:
        found.add(class_.id.encode())
    for upload in record.uploads:
        found.add(upload.url.encode())
    return found.found


def _own(account: Account) -> bytes:
    """What the school has of an account besides what travels."""
    return json.dumps([_account(account), account.number_plate, account.times]).encode()


def _file(file: File) -> bytes:
    return f"{file.sha256} {file.name} ".encode() + file.content


def _device(device: Device) -> bytes:
    return f"{device.id} {device.name} {device.platform} {device.created_at}".encode()


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
    # Signing in and the steps of activation
    ("POST", "/v1/session"): Rule("open"),
    ("GET", "/v1/session"): Rule("session"),
    ("DELETE", "/v1/session"): Rule("session"),
    ("GET", "/v1/agreement"): Rule("session"),
    ("POST", "/v1/agreement"): Rule("session"),
    ("GET", "/v1/password"): Rule("session"),
    ("POST", "/v1/password"): Rule("session"),
    ("GET", "/v1/devices"): Rule("session"),
    ("POST", "/v1/devices"): Rule("session", ("device",)),
    ("GET", "/v1/details"): Rule("session"),
    ("POST", "/v1/details"): Rule("session", ("address",)),
    ("POST", "/v1/details/correct"): Rule("session"),
    ("POST", "/v1/email-confirmation"): Rule("session"),
    ("POST", "/v1/email-confirmation/code"): Rule("session"),
    ("POST", "/v1/misuse"): Rule("session"),
    ("GET", "/confirm/{link}"): Rule("open", ("link",)),
    ("POST", "/confirm/{link}"): Rule("open", ("link",)),
    ("POST", "/v1/reset"): Rule("open"),
    ("POST", "/v1/reset/complete"): Rule("open"),
    # What is synced
    ("POST", "/v1/pull"): Rule("active", ("scope",)),
    ("POST", "/v1/commands"): Rule("active", ("message", "draft", "account", "pupil", "file")),
    ("GET", "/v1/events"): Rule("active"),
    ("GET", "/v1/blobs/{sha256}"): Rule("active", ("file",)),
    ("OPTIONS", "/v1/uploads"): Rule("open"),
    ("POST", "/v1/uploads"): Rule("active"),
    ("HEAD", "/v1/uploads/{id}"): Rule("active", ("upload",)),
    ("PATCH", "/v1/uploads/{id}"): Rule("active", ("upload",)),
    # The office
    ("POST", "/v1/office/accounts/{id}/letter"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/reset-code"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/confirm-email"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/suspend"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/resume"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/exclude"): Rule("office", ("account",)),
    ("POST", "/v1/office/accounts/{id}/replace"): Rule("office", ("account",)),
}
