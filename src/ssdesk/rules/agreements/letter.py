"""What is judged, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.rules.working_time import WEEK

Value = str | int | date | datetime
"""A moment is an aware datetime. Screens write it in the reader's language; `date` in full, `day` as short as is
clear."""
Mode = Literal["block", "advise", "good"]
FixKind = Literal["subject", "replace", "schedule", "confirmation", "phone", "talk", "not_for_me", "answer_by"]

LABELS: Mapping[FixKind, str] = {
    "subject": QT_TRANSLATE_NOOP("rules", "Write “{text}”"),
    "replace": QT_TRANSLATE_NOOP("rules", "Write “{text}”"),
    "schedule": QT_TRANSLATE_NOOP("rules", "Plan it for {when}"),
    "confirmation": QT_TRANSLATE_NOOP("rules", "Ask to confirm with one click"),
    "phone": QT_TRANSLATE_NOOP("rules", "Call {text}"),
    "talk": QT_TRANSLATE_NOOP("rules", "Ask for a talk"),
    "not_for_me": QT_TRANSLATE_NOOP("rules", "Say it was not meant for you"),
    "answer_by": QT_TRANSLATE_NOOP("rules", "Ask it by {when}"),
}


class Reader(NamedTuple):
    """Who is to react: its role in the agreements, and on which days of the week it works."""

    role: str = "parent"
    weekdays: frozenset[int] = WEEK


class Letter(msgspec.Struct, frozen=True):
    """A message as it would go. `body` is plain text. `agenda`: the days for which something stands in the school
    agenda. `answering`: it answers a message, with the subject `answered`. `send_at`: planned for then. `emergency`:
    the reason given. `readers`: to whom it goes, equal ones once; those of a group work on all five days."""

    subject: str
    body: str
    attachments: int = 0
    recipients: int = 1
    group: bool = False
    asks: str = ""
    answer_by: datetime | None = None
    send_at: datetime | None = None
    emergency: str = ""
    answering: bool = False
    answered: str = ""
    agenda: frozenset[date] = frozenset()
    readers: frozenset[Reader] = frozenset({Reader()})


class Fix(msgspec.Struct, frozen=True):
    """What one click does. `text`: the new subject, the words for `start` to `end` of the body (of a talk, those that
    ask for it), or the phone number; `at`: the moment to plan it for or to ask an answer by."""

    kind: FixKind
    text: str = ""
    start: int = 0
    end: int = 0
    at: datetime | None = None

    @property
    def label(self) -> str:
        """A template, in the context "rules", for `values`."""
        return LABELS[self.kind]

    @property
    def values(self) -> dict[str, Value]:
        found: dict[str, Value] = {"text": " ".join(self.text.split())}
        return found if self.at is None else {**found, "when": self.at}


class Advice(msgspec.Struct, frozen=True):
    """One thing to say. `rule`: its number, as schools know it (R8). `title` and `explanation` are templates for
    `values`, to be translated in the context "rules". `says`: the school's own sentence. `span`: the words of the body
    that it is about, which are marked in it."""

    rule: str
    mode: Mode
    title: str
    explanation: str = ""
    values: Mapping[str, Value] = msgspec.field(default_factory=dict)
    says: str = ""
    span: tuple[int, int] | None = None
    fix: Fix | None = None
