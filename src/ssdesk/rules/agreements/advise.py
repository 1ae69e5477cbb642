"""What the agreements say of one letter at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from ssdesk.protocol.agreements import BLOCK, OFF, RULES, Agreed, Agreements
from ssdesk.rules.agreements import moments, wording
from ssdesk.rules.agreements.calendar import mode_of
from ssdesk.rules.agreements.letter import Advice, Letter
from ssdesk.rules.agreements.situation import Found, Situation

Judge = Callable[[Situation], Iterator[Found]]
_JUDGES: tuple[tuple[str, Judge], ...] = (
    ("R8", moments.evening),
    ("R8", moments.shifting_words),
    ("R1", wording.subject),
    ("R2", wording.text),
    ("R3", wording.polite),
    ("R5", wording.confirmation),
    ("R6", moments.deadlines),
    ("R7", moments.ahead),
    ("R9", moments.tasks),
    ("R12", wording.wrong_person),
    ("R13", wording.conflict),
    ("R14", wording.right_person),
    ("R16", wording.absence),
    ("R4", wording.blind_copy),
)
_ORDER = {"block": 0, "advise": 1, "good": 2}
ALWAYS = ("R1", "R2", "R4")
"""What they say of a message without subject or text, and of a group, holds whatever the school agreed."""


def advice(document: Agreements, role: str, letter: Letter, now: datetime) -> list[Advice]:
    """What blocks first, then what is advised, then what is well as it is. `role`: the writer's (parent, pupil,
    teacher, office). ValueError: `now` without time zone."""
    if now.tzinfo is None:
        raise ValueError("Advice is for a moment with a time zone.")
    situation = Situation(document, role, letter, now)
    found = [said for rule, judge in _JUDGES for said in _of(document, role, rule, judge, situation)]
    return sorted(found, key=lambda one: _ORDER[one.mode])


def _of(document: Agreements, role: str, rule: str, judge: Judge, situation: Situation) -> Iterator[Advice]:
    agreed = part(document, rule)
    mode = mode_of(agreed, role)
    if mode == OFF and rule not in ALWAYS:
        return
    says = agreed.says  # once for all that the rule finds
    for found in judge(situation):
        if mode == OFF and not (found.always or found.good):
            continue
        blocks = found.always or (mode == BLOCK and not found.mild)
        yield Advice(
            rule=rule,
            mode="good" if found.good else "block" if blocks else "advise",
            title=found.title,
            explanation=found.explanation,
            values=found.values,
            says="" if found.good or found.mild else says,
            span=found.span,
            fix=found.fix,
        )
        says = says if found.good or found.mild else ""


def part(document: Agreements, rule: str) -> Agreed:
    """The part of the document that a rule is."""
    agreed: Agreed = getattr(document, RULES[rule])
    return agreed
