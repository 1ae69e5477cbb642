"""An attempt to come in by a password or a code: counted before the work, the same work whoever is meant (A3)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from ssdesk.protocol.session import SignedIn
from ssdesk.server import candidates, own_password, throttle
from ssdesk.server.http import Call, Failure

Judge = Callable[[Connection, Call, str, dict[str, bytes], tuple[throttle.Count, ...]], SignedIn | Failure]
"""Of the name, what the password came to for each username it may mean, and the counts. A Failure is returned where
what was written must stay, and raised where it must not."""


async def judged(call: Call, action: str, name: str, password: str, judge: Judge) -> SignedIn:
    """What `judge` says. Failure: it is wrong, or tried too often. What could not be judged does not count."""
    tries = throttle.counts(call.parts.identity.key, action, name, call.client)
    usernames = await call.db.run(_begin, call, name, tries)
    try:
        evaluated = await own_password.evaluate(call, password, usernames)
    except Failure:
        await call.db.run(throttle.not_judged, call.school.id, tries, call.now)
        raise
    answer = await call.db.run(judge, call, name, evaluated, tries)
    if isinstance(answer, Failure):
        raise answer
    return answer


def _begin(connection: Connection, call: Call, name: str, tries: tuple[throttle.Count, ...]) -> list[str]:
    throttle.attempt(connection, call.school.id, tries, call.now)
    return candidates.usernames(connection, call.school.id, name)
