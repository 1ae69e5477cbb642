"""What the school's agreements refuse of a message that is sent (R1 to R17, where the school says "block")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, select, text

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.agreements import BLOCK, Agreements
from ssdesk.protocol.commands import Problem, SendMessage
from ssdesk.protocol.kinds import Contact
from ssdesk.protocol.planner import AgendaItem
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.asked import role_of
from ssdesk.rules.agreements.calendar import agenda_of, dates_in
from ssdesk.rules.agreements.letter import Advice, Letter, Reader
from ssdesk.rules.working_time import SCHOOL_TIME, WEEK, working_week
from ssdesk.server import agreements
from ssdesk.server import tables as t
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.hot import Hot

_FAMILY: Final = {"co": "parent", "main": "pupil"}
_AGENDA = text(
    "SELECT f.scope, o.payload FROM feed f"
    " JOIN grant_ g ON g.school = f.school AND g.scope = f.scope AND g.account = :account"
    " JOIN object_ o ON o.school = f.school AND o.kind = f.kind AND o.oid = f.oid"
    " WHERE f.school = :school AND f.kind = 'agenda_item' AND f.op = 'put'"
)
_CLASSES = Hot("SELECT DISTINCT class_ FROM pupil WHERE school = :school AND left_at IS NULL AND id IN :pupils")
_item = msgspec.json.Decoder(AgendaItem).decode


def check(
    connection: Connection,
    acting: Acting,
    args: SendMessage,
    words: str,
    to: Sequence[Contact],
    *,
    answered: str,
    now: int,
) -> None:
    """Rejected (`agreement`): the school's agreements do not let this message go at the moment `now`. What is sent
    again after a restore went at a moment when it was allowed. `words`: its text without a look. `to`: everybody who
    gets it. `answered`: the subject of the message it answers."""
    document = agreements.current(connection, acting.school.id)
    if document is None or acting.sent_before:
        return
    writer = role(connection, acting)
    blocked = _blocked(document, writer, letter(args, words, to, answered), now)
    if blocked is not None and blocked.rule == "R9":
        agenda = _in_agenda(connection, acting, to)
        blocked = _blocked(document, writer, letter(args, words, to, answered, agenda), now)
    if blocked is not None:
        raise Rejected(_problem(blocked))


def letter(
    args: SendMessage, words: str, to: Sequence[Contact], answered: str, agenda: frozenset[date] = frozenset()
) -> Letter:
    """The message as the rules judge it. Of groups the whole week counts: no desktop knows all who are in one."""
    named = set(args.to)
    readers = frozenset(
        Reader(role_of("", contact.group), working_week(contact.weekdays) if contact.id in named else WEEK)
        for contact in to
    )
    return Letter(
        subject=args.subject,
        body=words,
        attachments=len(args.attachments),
        recipients=len(to),
        group=len(to) > 1,
        asks=args.asks,
        answer_by=_moment(args.answer_by),
        send_at=_moment(args.send_at),
        emergency=args.emergency,
        answering=args.in_reply_to is not None,
        answered=answered,
        agenda=agenda,
        readers=readers,
    )


def _blocked(document: Agreements, role: str, written: Letter, now: int) -> Advice | None:
    found = advice(document, role, written, datetime.fromtimestamp(now / 1000, UTC))
    return next((one for one in found if one.mode == BLOCK), None)


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


def role(connection: Connection, acting: Acting) -> str:
    """In the agreements."""
    if acting.kind in _FAMILY:
        return _FAMILY[acting.kind]
    a = t.account.c
    office = connection.scalar(select(a.office).where(a.school == acting.school.id, a.id == acting.account))
    return "office" if office else "teacher"


def _in_agenda(connection: Connection, acting: Acting, to: Sequence[Contact]) -> frozenset[date]:
    """The days for which something stands in the agenda of the classes of these, as far as the writer has them."""
    days: defaultdict[str, list[str]] = defaultdict(list)
    for scope, payload in connection.execute(_AGENDA, {"school": acting.school.id, "account": acting.account}):
        days[scope.split(":")[1]].append(_item(payload).day)
    pupils = [contact.pupil for contact in to if contact.pupil is not None]
    classes = {class_ for (class_,) in _CLASSES(connection, {"school": acting.school.id, "pupils": pupils})}
    return agenda_of(classes, {class_: dates_in(texts) for class_, texts in days.items()})


def _problem(blocked: Advice) -> Problem:
    """Titles are the rules' own; the school's sentence says why."""
    advice_ = QT_TRANSLATE_NOOP("errors", "It is kept as a draft. Change it, or send it at another moment.")
    if blocked.says:
        advice_ = QT_TRANSLATE_NOOP(
            "errors", "The school's agreement: “{says}” It is kept as a draft. Change it, or send it at another moment."
        )
    values = {name: value if isinstance(value, int) else _written(value) for name, value in blocked.values.items()}
    return Problem("agreement", blocked.title, advice_, values={**values, "says": blocked.says, "rule": blocked.rule})


def _written(value: str | date | datetime) -> str:
    """As it is read everywhere in Belgium."""
    if isinstance(value, datetime):
        return value.astimezone(SCHOOL_TIME).strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value
