"""A message as a mail to its recipient's own address (M14): what stands in that one mailbox, and nothing of others.

Who read it there did not open it at the school: no receipt comes of it (R11). Files are named and stay at the school.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from ssdesk.protocol.ids import derived
from ssdesk.protocol.kinds import Message, Pupil
from ssdesk.rules import markup
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import objects
from ssdesk.server import tables as t
from ssdesk.server.schools import SchoolSettings

_c = t.copy.c


class Words(NamedTuple):
    """What a mail says. `html` is empty where the message is plain text."""

    subject: str
    text: str
    html: str


def copy_of(connection: Connection, school: str, account: Row[Any], message: str) -> Message | None:
    """The copy in this mailbox; None when it was taken back, or came before the address of now was confirmed: it was
    not for who reads there."""
    id_ = derived(message, account.id)
    there = select(_c.id).where(_c.school == school, _c.id == id_, _c.recipient == account.id)
    if connection.execute(there.where(_c.withdrawn_at.is_(None))).first() is None:
        return None
    found = objects.payload(connection, school, "message", id_, Message)
    confirmed = account.email_confirmed_at
    return found if confirmed is not None and confirmed <= found.sent_at else None


def child_of(connection: Connection, school: str, account: Row[Any], message: Message) -> str:
    """The first name of the child that it is about, as far as the account may know it."""
    if message.pupil is None or not objects.visible(connection, school, account.id, "pupil", message.pupil):
        return ""
    return objects.payload(connection, school, "pupil", message.pupil, Pupil).first_name


def words(message: Message, settings: SchoolSettings, said: dict[str, Any], name: str, child: str) -> Words:
    """`said`: the texts of the mail in the school's language; `name`: whose mailbox it is."""
    files = ", ".join(file.name for file in message.attachments)
    facts = {
        "from": message.sender_name,
        "to": name,
        "about": child,
        "sent": _moment(message.sent_at),
        "files": said["files_stay"].format(files=files) if files else "",
        "emergency": message.emergency,
        "asks": _asked(message, said),
    }
    head = [f"{said[key]} {_line(value)}" for key, value in facts.items() if value]
    foot = said["foot"].strip().format(school=settings.name)
    subject = _line(said["subject"].format(school=settings.short_name, subject=message.subject))
    text = "\n\n".join(["\n".join(head), markup.plain(message.body, message.body_type), f"-- \n{foot}"]) + "\n"
    if message.body_type != "html":
        return Words(subject, text, "")
    html = "<hr>".join(
        [
            f"<p>{'<br>'.join(escape(line) for line in head)}</p>",
            markup.clean(message.body, ()),
            "".join(f"<p>{escape(line)}</p>" for line in foot.splitlines() if line),
        ]
    )
    return Words(subject, text, f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{html}</body></html>\n')


def _asked(message: Message, said: dict[str, Any]) -> str:
    if not message.asks and message.answer_by is None:
        return ""
    asked: str = said["confirm" if message.asks == "confirm" else "answer"]
    if message.answer_by is None:
        return asked
    return asked + " " + str(said["before"]).format(moment=_moment(message.answer_by))


def _moment(at: int) -> str:
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(SCHOOL_TIME)
    return f"{local.day}/{local.month}/{local.year} {local:%H:%M}"


def _line(text: str) -> str:
    """On one line, without what no header may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
