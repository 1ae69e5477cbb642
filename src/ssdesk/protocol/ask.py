"""Questions that only the school can answer: read-only, answered at once, never stored on the desktop."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ssdesk.protocol.commands import ID, MOST_GROUPS, MOST_RECIPIENTS, Addressed


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`question` names the struct of `args`."""

    question: str
    args: msgspec.Raw


class AskAudience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a message would reach if it were sent now. Staff only."""

    to: Annotated[list[ID], Meta(max_length=MOST_RECIPIENTS)] = []
    groups: Annotated[tuple[Addressed, ...], Meta(max_length=MOST_GROUPS)] = ()


class Audience(msgspec.Struct, frozen=True):
    """`people`: how many would get it. `unreachable`: how many of these do not read it, because they are not active or
    did not confirm their e-mail address; `names` of these with their roles, as far as the asker knows them, at most
    100."""

    people: int
    unreachable: int
    names: list[str]


class AskAnswer(msgspec.Struct, frozen=True):
    """`answer`: the struct that belongs to the question."""

    question: str
    answer: msgspec.Raw
