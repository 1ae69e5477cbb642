"""Who may see, fetch, write to and do what at a school: plain loops over plain rows, straight from the rules.

It was written from the rules alone and shares nothing with the server: no query, no scope, no grant. A `Record` is the
diary of what happened at one school (world.py keeps it); every function here answers from it alone. "A…" and "R…" are
the numbers of the rules for schools.

- An account that is not active (A5, A10, A11) sees nothing.
- Own account, own notification settings, own drafts, folders and kept texts, own copies and own sent messages: nobody
  else, ever (A2). A flag, a mark as unread, that a message is put off and where it lies are the holder's alone.
- A pupil's name and class: all accounts of that pupil, the staff of its class while it is at the school, the office.
- Whom one may write to (R14, R15): parents and pupils the staff of the own class and those who are there for everyone;
  staff all staff and the accounts of the pupils they teach; the office everybody. Never a co-account to a co-account.
- Excluded and closed accounts get nothing and stand in no address book.
- A file: whoever sees an object that refers to it, and while it is not yet in one, who brought it.
- Timetable, school agenda, and the calendar and news of a class: the accounts of the pupils who sit in it now, and its
  staff. Calendar and news without a class, and what the school agreed about messages: everybody. The office sees no
  more than others.
- Results, reports and absences: the main account and the co-accounts of that child, also when it left the school, but
  for the parts that the school hides from a co-account's role. No staff.
- What the school prepared for a later moment is there for nobody before it.
- What one ticked as done: nobody else.
- A group, with how many are in it: the staff of the class, and the office, which alone sees those that the school
  made. Whoever sees it may write to it (R4).
- What waits to be sent: who wrote it, and nobody else before its moment.
- What became of a copy: its recipient in the copy, and the sender of the message (R11).
- A shared mailbox (A16): those who hold it have all that is its own, and who of them is answering. Everybody finds it
  in the address book, as long as somebody holds it, and nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.permissions.record import Account, Pupil, Record, Shown

Key = tuple[str, str]  # kind, object id

GONE = ("excluded", "closed")
PARTS = {"result": "results", "report": "reports", "absence": "absences"}  # of a child's record, by kind of object
OF_A_CLASS = ("timetable_week", "agenda_item")


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


def holds(record: Record, account: Account) -> set[str]:
    """The shared mailboxes that this account of the staff holds."""
    return {box.id for box in record.mailboxes if account.id in box.holders}


def is_held(record: Record, mailbox: str) -> bool:
    """Whether anybody holds it who is still there."""
    holders = next(box.holders for box in record.mailboxes if box.id == mailbox)
    return any(record.accounts[holder].state not in GONE for holder in holders)


# ---- What the school shows -------------------------------------------------------------------------------------------
def parts_seen(record: Record, account: Account) -> list[str]:
    """The parts of its child's record that an account sees."""
    if account.kind == "staff":
        return []
    hidden = record.hidden.get(account.role, []) if account.kind == "co" else []
    return [part for part in ("results", "reports", "absences") if part not in hidden]


def is_of(record: Record, account: Account, classes: list[str]) -> bool:
    """Whether the account's child sits in one of these classes now, or the account teaches one of them."""
    if account.kind == "staff":
        return any(class_.id in classes and account.id in class_.staff for class_ in record.classes)
    pupil = record.pupil(account.pupil or "")
    return not pupil.left and pupil.class_ in classes


def is_shown(record: Record, account: Account, one: Shown) -> bool:
    """Whether the school shows this to the account, if that is active."""
    if one.at > record.now:
        return False
    if one.kind in PARTS:
        return account.kind != "staff" and account.pupil == one.pupil and PARTS[one.kind] in parts_seen(record, account)
    if one.classes or one.kind in OF_A_CLASS:
        return is_of(record, account, one.classes)
    return True


# ---- What everybody sees ---------------------------------------------------------------------------------------------
def owners(record: Record) -> dict[Key, str]:
    """The one account, or shared mailbox, that each personal object belongs to."""
    found: dict[Key, str] = {}
    for account in record.accounts.values():
        found["account", account.id] = account.id
        found["notifications", account.id] = account.id
    for message in record.messages:
        found["sent_message", message.id] = message.sender
        for copy in message.copies:
            found["message", copy.id] = copy.recipient
            if copy.opened_at or copy.answered_at or copy.response:
                found["receipt", copy.id] = message.sender
    for planned in record.planned:
        found["sent_message", planned.id] = planned.sender
    for draft in record.drafts:
        found["draft", draft.id] = draft.account
    for folder in record.folders:
        found["folder", folder.id] = folder.account
    for text in record.texts:
        found["own_text", text.id] = text.account
    found |= {("tick", tick.id): tick.account for tick in record.ticks}
    found |= {("mailbox", box.id): box.id for box in record.mailboxes}
    found |= {("answering", one.id): one.mailbox for one in record.answering}
    return found


def must_see(record: Record, account: Account) -> set[Key]:
    """What a complete pull of the account may not lack."""
    if not enters(account):
        return set()
    own = {account.id, *holds(record, account)}
    keys = {key for key, owner in owners(record).items() if owner in own and key[0] != "answering"}
    keys |= {("contact", box.id) for box in record.mailboxes if is_held(record, box.id)}
    for pupil in record.pupils:
        if must_know_pupil(record, account, pupil):
            keys.add(("pupil", pupil.id))
    for other in record.accounts.values():
        if may_be_in_address_book(record, account, other):
            keys.add(("contact", other.id))
    for one in record.shown:
        if is_shown(record, account, one):
            keys.add((one.kind, one.id))
    for group in all_groups(record):
        if may_write_to_group(record, account, group):
            keys.add(("group", group))
    return keys


def may_see(record: Record, account: Account) -> set[Key]:
    """Everything else is a leak."""
    if not enters(account):
        return set()
    keys = must_see(record, account)
    for pupil in record.pupils:
        if may_know_pupil(record, account, pupil):
            keys.add(("pupil", pupil.id))
    held = holds(record, account)
    keys |= {("answering", one.id) for one in record.answering if one.mailbox in held}  # until its time is over
    if account.kind == "staff":
        keys.add(("contact", account.id))
    return keys


def everything(record: Record) -> set[Key]:
    """All objects of the school."""
    keys = set(owners(record))
    keys |= {("pupil", pupil.id) for pupil in record.pupils}
    keys |= {("contact", one.id) for one in (*record.accounts.values(), *record.mailboxes)}
    keys |= {(one.kind, one.id) for one in record.shown}
    keys |= {("group", group) for group in all_groups(record)}
    return keys


# ---- Groups ----------------------------------------------------------------------------------------------------------
EVERYBODY = "0" * 32


def all_groups(record: Record) -> list[str]:
    """Everybody, the classes, and the groups that the school made."""
    return [EVERYBODY, *(class_.id for class_ in record.classes), *(group.id for group in record.groups)]


def may_write_to_group(record: Record, account: Account, group: str) -> bool:
    """R4: the office to all, teachers to their classes, others to none. Who may not write to it does not see it."""
    if account.kind != "staff":
        return False
    return account.office or any(class_.id == group and account.id in class_.staff for class_ in record.classes)


def in_group(record: Record, group: str, audience: str) -> list[Account]:
    """Who is in it now: nobody who left or is excluded."""
    kind = {"co": "co", "pupils": "main", "staff": "staff"}[audience]
    made = {pupil for one in record.groups if one.id == group for pupil in one.pupils}
    found = []
    for other in record.accounts.values():
        if other.kind != kind or other.state in GONE:
            continue
        if kind == "staff":
            there = group == EVERYBODY or any(c.id == group and other.id in c.staff for c in record.classes)
        else:
            pupil = record.pupil(other.pupil or "")
            there = not pupil.left and (group in (EVERYBODY, pupil.class_) or pupil.id in made)
        if there:
            found.append(other)
    return found


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
    for one in record.shown:
        found[one.kind, one.id] = {file.sha256 for file in one.files}
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
    found |= {box.id for box in record.mailboxes if is_held(record, box.id)}
    for message in record.messages:
        if message.sender in record.accounts and any(copy.recipient == account.id for copy in message.copies):
            sender = record.accounts[message.sender]
            if sender.state not in GONE:
                found.add(sender.id)
    return found


def may_write_about(record: Record, account: Account) -> set[str]:
    """The pupils an account may name in a message."""
    return {pupil.id for pupil in record.pupils if may_know_pupil(record, account, pupil)}


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
            "m": first in holds(record, account),
        }.get(family, False)
    pupil = record.pupil(account.pupil or "")
    audiences = {"co": "parents", "main": "pupils"}
    return {
        "a": first == account.id,
        "g": first == "all",
        "p": first == pupil.id and audience in ("name", *parts_seen(record, account)),
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
    ("POST", "/v1/commands"): Rule(
        "active", ("message", "draft", "folder", "own_text", "account", "pupil", "file", "item", "group", "mailbox")
    ),
    ("POST", "/v1/ask"): Rule("active", ("account", "group")),
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
