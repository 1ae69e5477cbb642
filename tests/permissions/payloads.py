"""What every object of a school must say, field by field, from its record alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.permissions import oracle
from tests.permissions.oracle import Key
from tests.permissions.record import Account, Copy, Mailbox, Message, Planned, Record

WORDS = {
    "mother": "moeder van {}",
    "father": "vader van {}",
    "step_parent": "plusouder van {}",
    "homework_guide": "huiswerkbegeleider van {}",
    "boarding_educator": "opvoeder van {}",
    "other": "co-account van {}",
}

SAYS_NO = ("can_answer", "messages_desktop", "justified", "done")  # fields in which "no" is not the same as nothing


def role_words(record: Record, account: Account | Mailbox) -> str:
    """How others are told who this is."""
    if account.kind in ("staff", "mailbox"):
        return account.title or account.role
    pupil = record.pupil(account.pupil or "")
    if account.kind == "main":
        return f"leerling van {record.class_name(pupil.class_)}"
    return WORDS.get(account.role, WORDS["other"]).format(pupil.name)


def of_school(record: Record) -> dict[Key, dict[str, Any]]:
    """Every object with every field that it may have; an absent field says nothing. See `differs`."""
    return dict(_payloads(record))


def _payloads(record: Record) -> Iterator[tuple[Key, dict[str, Any]]]:
    for account in record.accounts.values():
        said = {**of_account(account), "record": oracle.parts_seen(record, account)}
        yield ("account", account.id), _given(said)
        yield ("notifications", account.id), _given({"id": account.id, **account.notifications})
        yield ("contact", account.id), _contact(record, account)
    for pupil in record.pupils:
        said = {"id": pupil.id, "first_name": pupil.first_name, "last_name": pupil.last_name}
        yield ("pupil", pupil.id), {**said, "class_name": record.class_name(pupil.class_)}
    for message in record.messages:
        yield ("sent_message", message.id), _sent(message)
        for copy in message.copies:
            yield ("message", copy.id), _copy(message, copy)
            yield ("receipt", copy.id), _receipt(message, copy)
    yield from _made(record)
    yield from _of_mailboxes(record)
    for planned in record.planned:
        yield ("sent_message", planned.id), _planned(record, planned)
    for group in oracle.all_groups(record):
        yield ("group", group), _group(record, group)
    for one in record.shown:
        yield (one.kind, one.id), _given(one.said)
    for tick in record.ticks:
        yield ("tick", tick.id), {"id": tick.id, "item": tick.item, "done": tick.done}


def _made(record: Record) -> Iterator[tuple[Key, dict[str, Any]]]:
    """What people keep in their mailbox beside messages."""
    for draft in record.drafts:
        said = {"id": draft.id, "version": draft.version, "updated_at": draft.updated_at}
        yield ("draft", draft.id), _given({**said, **draft.content})
    for folder in record.folders:
        said = {"id": folder.id, "name": folder.name, "position": folder.position}
        yield ("folder", folder.id), said if folder.position else {"id": folder.id, "name": folder.name}
    for text in record.texts:
        yield ("own_text", text.id), {"id": text.id, **text.said}


def _of_mailboxes(record: Record) -> Iterator[tuple[Key, dict[str, Any]]]:
    """As a contact it is one of the office; nothing but `answering` says who holds it."""
    for box in record.mailboxes:
        yield ("contact", box.id), {"id": box.id, "name": box.name, "role": box.title, "group": "office"}
        yield ("mailbox", box.id), {"id": box.id, "name": box.name, "label": box.title}
    for one in record.answering:
        name = record.accounts[one.account].name
        said = {"id": one.id, "message": one.message, "account": one.account, "name": name, "until": one.until}
        yield ("answering", one.id), said


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: on the wire an absent field means nothing."""
    return {name: value for name, value in fields.items() if not _empty(name, value)}


def _empty(name: str, value: Any) -> bool:
    return value in (None, "", []) or (value is False and name not in SAYS_NO)


def of_account(account: Account) -> dict[str, Any]:
    names = ("id", "kind", "username", "name", "role", "state", "pupil", "email", "email_confirmed", "phone", "mobile",
             "reason", "until", "no_rights")  # fmt: skip
    return _given({name: getattr(account, name) for name in names})


def _contact(record: Record, account: Account) -> dict[str, Any]:
    """Name, role, classes and working days: no address, no number, no state."""
    said: dict[str, Any] = {"id": account.id, "name": account.name, "role": role_words(record, account)}
    if account.kind == "staff":
        classes = sorted(class_.name for class_ in record.classes if account.id in class_.staff)
        weekdays = [] if account.weekdays == (0, 1, 2, 3, 4) else list(account.weekdays)
        return _given({**said, "group": account.contact_group or "teacher", "classes": classes, "weekdays": weekdays})
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
        "answer_by": message.answer_by,
        "asks": message.asks,
        "emergency": message.emergency,
        "group": message.group,
    }


def _copy(message: Message, copy: Copy) -> dict[str, Any]:
    """Names nobody but the sender and the recipient's own child (A2, R4)."""
    said = {"id": copy.id, "thread": copy.thread, "in_reply_to": copy.in_reply_to, "pupil": copy.pupil}
    moments = {"folder": copy.folder, "opened_at": copy.opened_at, "answered_at": copy.answered_at,
               "response": copy.response, "responded_at": copy.responded_at}  # fmt: skip
    marks = {"flag": copy.flag, "unread": copy.unread, "snoozed_until": copy.snoozed_until,
             "came_from": copy.came_from}  # fmt: skip
    return _given({**said, **_common(message), **moments, **marks})


def _sent(message: Message) -> dict[str, Any]:
    """The sender keeps the overview (R4): who got it."""
    overview = [{"account": c.recipient, "name": c.recipient_name, "role": c.recipient_role} for c in message.copies]
    said = {"id": message.id, "thread": message.thread, "in_reply_to": message.in_reply_to, "pupil": message.pupil}
    return _given({**said, **_common(message), "folder": message.folder, "flag": message.flag, "recipients": overview,
                   "count": len(message.copies), "came_from": message.came_from})  # fmt: skip


def _planned(record: Record, planned: Planned) -> dict[str, Any]:
    """Its sender sees to whom it would go now, each once, by name."""
    sender = record.accounts[planned.sender]
    groups = [
        sorted(oracle.in_group(record, group, "co"), key=lambda one: (one.name, one.id)) for group in planned.groups
    ]
    people = list({one.id: one for group in groups for one in group}.values())
    overview = [{"account": one.id, "name": one.name, "role": role_words(record, one)} for one in people]
    return _given({"id": planned.id, "thread": planned.id, "sender": sender.id, "sender_name": sender.name,
                   "sender_role": role_words(record, sender), "sent_at": planned.made_at, "send_at": planned.send_at,
                   "subject": planned.subject, "body": planned.body, "folder": "scheduled", "group": True,
                   "groups": [{"group": group, "audience": "co"} for group in planned.groups],
                   "recipients": overview, "count": len(people)})  # fmt: skip


def _group(record: Record, group: str) -> dict[str, Any]:
    """How many are in it, and how many of them are in use with an address that is right; no names."""
    own = {one.id: one.name for one in record.groups}
    form = "school" if group == oracle.EVERYBODY else "own" if group in own else "class"
    said: dict[str, Any] = {"id": group, "form": form}
    said["name"] = record.name if form == "school" else own.get(group) or record.class_name(group)
    for audience in ("co", "pupils", "staff"):
        people = oracle.in_group(record, group, audience)
        said[audience] = len(people)
        said[f"{audience}_reached"] = sum(one.state == "active" and one.email_confirmed for one in people)
    return {name: value for name, value in said.items() if value}


def _receipt(message: Message, copy: Copy) -> dict[str, Any]:
    """Who opened and answered it when (R11), for the sender."""
    who = {"account": copy.recipient, "name": copy.recipient_name, "role": copy.recipient_role}
    moments = {"opened_at": copy.opened_at, "answered_at": copy.answered_at,
               "response": copy.response, "responded_at": copy.responded_at}  # fmt: skip
    return _given({"id": copy.id, "message": message.id, **who, **moments})


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
