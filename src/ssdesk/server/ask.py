"""`POST /v1/ask`: what a desktop cannot know from what is synced. The same grants decide as everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol import commands, kinds
from ssdesk.protocol.ask import Ask, AskAnswer, AskAudience, Audience
from ssdesk.protocol.commands import Problem
from ssdesk.server import grants, groups
from ssdesk.server import tables as t
from ssdesk.server.commands import audience
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.commands.recipients import known
from ssdesk.server.http import Call, Endpoint, Failure, decoded, problem

MOST_NAMES = 100
_a = t.account.c


def _audience(connection: Connection, call: Call, args: AskAudience) -> Audience:
    """Staff only: whether somebody reads what they get is no business of a parent."""
    if call.signed_in.kind != "staff":
        raise Failure(
            403,
            problem(
                "staff_only",
                QT_TRANSLATE_NOOP("errors", "Only the staff of the school can ask this."),
                QT_TRANSLATE_NOOP("errors", "You can send the message without it."),
            ),
        )
    acting = Acting(call.school, call.account, "staff", None, frozenset(), "", call.now)
    try:
        message = commands.SendMessage(to=args.to, groups=args.groups, subject="", body="")
        people = [contact.id for contact in audience.resolve(connection, acting, message, None, call.account)]
    except Rejected as refusal:
        raise Failure(422, refusal.problem) from refusal
    missed: list[str] = []
    for ids in grants.chunks(people):
        missed += connection.scalars(
            select(_a.id).where(_a.school == call.school.id, _a.id.in_(ids), ~groups.REACHED).order_by(_a.name)
        )
    seen = known(connection, acting, missed[:MOST_NAMES])
    return Audience(len(people), len(missed), [_spoken(seen[id_]) for id_ in missed[:MOST_NAMES] if id_ in seen])


def _spoken(contact: kinds.Contact) -> str:
    """An account that nobody uses yet has no name that tells whose it is: the child does."""
    return ", ".join(part for part in (contact.name, contact.role) if part)


QUESTIONS: dict[str, tuple[type[msgspec.Struct], Callable[[Connection, Call, Any], msgspec.Struct]]] = {
    "audience": (AskAudience, _audience),
}


def _answer(connection: Connection, call: Call) -> AskAnswer:
    asked: Ask = call.body
    if asked.question not in QUESTIONS:
        raise Failure(
            422,
            problem(
                "unknown_question",
                QT_TRANSLATE_NOOP("errors", "The school's server cannot do this yet."),
                QT_TRANSLATE_NOOP("errors", "Everything else goes on. Ask the school to update its server."),
                question=asked.question,
            ),
        )
    takes, work = QUESTIONS[asked.question]
    args = decoded(msgspec.json.Decoder(takes), asked.args)
    return AskAnswer(asked.question, msgspec.Raw(msgspec.json.encode(work(connection, call, args))))


ENDPOINTS = [
    Endpoint(
        "POST",
        "/v1/ask",
        _answer,
        takes=Ask,
        answers=AskAnswer,
        fails={422: Problem},
        snapshot=True,
        max_body=512 * 1024,
        summary="A read-only question",
    ),
]
