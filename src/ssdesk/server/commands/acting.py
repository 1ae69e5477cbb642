"""Who gives a command, and how one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Args, Problem
from ssdesk.protocol.ids import made_at
from ssdesk.server.http import problem
from ssdesk.server.schools import School


class Rejected(Exception):
    """The command has no effect at all. `status`: `rejected`, `conflict` or, to be sent again later, `retry`.
    `for_good`: after a restore too, for what it is about is not merely missing so far."""

    def __init__(self, problem: Problem, status: str = "rejected", *, for_good: bool = False) -> None:
        super().__init__(problem.code)
        self.problem, self.status, self.for_good = problem, status, for_good


@dataclass(frozen=True, slots=True)
class Acting:
    """The account, the moment and the command. `id` is the command's, which becomes that of what it makes.
    `renewed_at`: when the server was restored, if that was lately, so that what was sent before is sent again; or 0.
    `mailboxes`: the shared ones that the account holds now."""

    school: School
    account: str
    kind: str
    pupil: str | None
    no_rights: frozenset[str]
    id: str
    now: int
    if_version: int | None = None
    renewed_at: int = 0
    mailboxes: frozenset[str] = frozenset()

    @property
    def own(self) -> tuple[str, ...]:
        """In whose mailboxes it acts: the own one and the shared ones."""
        return (self.account, *sorted(self.mailboxes))

    @property
    def replaying(self) -> bool:
        """The server was restored lately."""
        return self.renewed_at > 0

    @property
    def sent_before(self) -> bool:
        """It may be one that was let go already and is lost: its id is older than the restore.

        The time in an id is the desktop's own word. It is taken, for nothing else is left of what was lost, and to
        refuse a message because it is evening by now would lose it once more. So for these days a program that lies
        about the time of its ids, or an id that waited offline, evades what `agreed` and the moments of `requests` say;
        never rights, recipients, the reason and role of an emergency, nor that a subject and a text are there.
        """
        return self.replaying and made_at(self.id) < self.renewed_at


Apply = Callable[[Connection, Acting, Any], None]
"""Checks and then does what one type of command asks; raises `Rejected` at any point."""

ArgsType = type[Args]


def named(name: str, title: str, advice: str) -> str:
    """The name on one line. Rejected: nothing is left of it, said with these texts."""
    name = " ".join(name.split())
    if not name:
        raise Rejected(problem("no_name", title, advice))
    return name


def reused_id() -> Rejected:
    """An id is never used for another thing, whoever made that."""
    return Rejected(
        problem(
            "reused_id",
            QT_TRANSLATE_NOOP("errors", "The school has already taken something else under this number."),
            QT_TRANSLATE_NOOP("errors", "Write it once more."),
        )
    )
