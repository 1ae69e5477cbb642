"""A letter at a moment, with what several rules need of it; and what one rule finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import msgspec

from ssdesk.protocol.agreements import OFF, Agreements
from ssdesk.rules.agreements.calendar import free_days, is_quiet, mode_of, next_morning
from ssdesk.rules.agreements.dates import Mention, mentions
from ssdesk.rules.agreements.letter import Fix, Letter, Value
from ssdesk.rules.agreements.words import place, without_quote
from ssdesk.rules.subjects import is_answer
from ssdesk.rules.working_time import day_of


@dataclass(frozen=True)
class Situation:
    document: Agreements
    role: str
    letter: Letter
    now: datetime

    @property
    def sent_at(self) -> datetime:
        """When it goes if nothing changes."""
        return self.planned or self.now

    @property
    def planned(self) -> datetime | None:
        """The moment it is planned for, if that is still to come: else it goes at once."""
        moment = self.letter.send_at
        return moment if moment is not None and moment > self.now else None

    @cached_property
    def body(self) -> str:
        """The writer's own words: not those of the message that is passed on below them."""
        return without_quote(self.letter.body)

    @cached_property
    def subject(self) -> str:
        """The writer's own; "" where an answer has that of the message it is to, which the other person wrote."""
        letter = self.letter
        return "" if letter.answering and is_answer(letter.subject, letter.answered) else letter.subject

    @cached_property
    def free(self) -> frozenset[date]:
        return free_days(self.document)

    @cached_property
    def put_off_to(self) -> datetime | None:
        """The next school morning, where the school sends nothing at the moment it would go (R8)."""
        evening = self.document.evening
        if mode_of(evening, self.role) == OFF or self.letter.emergency.strip():
            return None
        return next_morning(evening, self.sent_at, self.free) if is_quiet(evening, self.sent_at, self.free) else None

    @property
    def read_at(self) -> datetime:
        """When it is read at the earliest, if the advice is followed."""
        return self.put_off_to or self.sent_at

    @cached_property
    def today(self) -> date:
        """The day on which it is written."""
        return day_of(self.now)

    @cached_property
    def in_body(self) -> list[Mention]:
        return mentions(self.body, self.today)

    @cached_property
    def in_subject(self) -> list[Mention]:
        return mentions(self.subject, self.today)

    def first(self, recognised: Callable[[str], str]) -> tuple[str, tuple[int, int] | None]:
        """The word that is recognised in the body, with its place there; else that in the subject."""
        word = recognised(self.body)
        return (word, place(self.body, word)) if word else (recognised(self.subject), None)


class Found(msgspec.Struct, frozen=True):
    """What a rule finds. `good`: it is well as it is. `always`: it holds whatever the school agreed. `mild`:
    it follows from the rule and is never more than advice, without the school's sentence."""

    title: str
    explanation: str = ""
    values: Mapping[str, Value] = msgspec.field(default_factory=dict)
    span: tuple[int, int] | None = None
    fix: Fix | None = None
    good: bool = False
    always: bool = False
    mild: bool = False
