"""The school's agreements about messages (*afspraken*): one versioned document of settings per school (R1 to R17).

Each part is one rule: the school's own sentence (`says`), whether it blocks, advises or is off for each role of the
writer, and its numbers. Times of the day are minutes after midnight and dates ISO dates, both in school time. A mode of
a newer server counts as advice. A desktop without the document gives no advice.
"""

from __future__ import annotations

import msgspec

BLOCK, ADVISE, OFF = "block", "advise", "off"
ROLES = ("parent", "pupil", "teacher", "office")


class Agreed(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One rule: the school's own sentence, and its mode (block, advise, off) for who writes."""

    says: str = ""
    parent: str = ADVISE
    pupil: str = ADVISE
    teacher: str = ADVISE
    office: str = ADVISE


class Subject(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R1. A message without a subject is always refused; the mode is about one with more than `longest` characters."""

    longest: int = 60


class Clock(msgspec.Struct, frozen=True, omit_defaults=True):
    """One deadline: so many hours of school days. `applies_to`: "asks" (messages that ask for it), "all" (personal ones
    too) or "none"."""

    hours: int = 48
    applies_to: str = "asks"


class Deadlines(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R6: until when a message is opened, an opened one gets a first reaction, and one that asks an answer."""

    opened: Clock = Clock(48)
    first_reaction: Clock = Clock(24)
    answer: Clock = Clock(48)


class Ahead(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R7: what is asked for a day is asked so many hours before its morning."""

    hours: int = 48


class Evening(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R8: the school sends nothing `after` this minute until `next_morning` of the next school day. `also_free_days`:
    nor in weekends and holidays."""

    after: int = 17 * 60
    next_morning: int = 7 * 60 + 30
    also_free_days: bool = True
    parent: str = OFF
    pupil: str = OFF


class Tasks(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R9: no task for the next school day `after` this minute or on a free day."""

    after: int = 15 * 60 + 30
    parent: str = OFF
    pupil: str = OFF


class Opening(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R10: who opens the program when. `weekend`: not_required, advised, or once (between Friday 17:00 and Monday
    08:00); `last_weekend`: also in the last weekend of a holiday. Never used to nag."""

    weekend: str = "not_required"
    last_weekend: bool = False


class RightPerson(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R14: a family writes to at most so many people at once."""

    most: int = 3
    teacher: str = OFF
    office: str = OFF


class Absence(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R16: absences are told by phone. Without a number the rule says nothing."""

    phone: str = ""
    teacher: str = OFF
    office: str = OFF


class PaperAgenda(Agreed, frozen=True, omit_defaults=True, kw_only=True):
    """R17: the classes whose paper agenda comes first; "*" stands for all."""

    classes: list[str] = []


class Agreements(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The document. `free_days`: the school's own, beside the holidays, which follow from the rules."""

    id: str
    version: int
    changed_at: int
    title: str = ""
    free_days: list[str] = []
    subject: Subject = Subject()  # R1
    text: Agreed = Agreed()  # R2
    polite: Agreed = Agreed()  # R3
    blind_copy: Agreed = Agreed()  # R4
    confirmation: Agreed = Agreed()  # R5
    deadlines: Deadlines = Deadlines()  # R6
    ahead: Ahead = Ahead()  # R7
    evening: Evening = Evening()  # R8
    tasks: Tasks = Tasks()  # R9
    opening: Opening = Opening()  # R10
    receipt: Agreed = Agreed()  # R11
    wrong_person: Agreed = Agreed()  # R12
    conflict: Agreed = Agreed()  # R13
    right_person: RightPerson = RightPerson()  # R14
    outsiders: Agreed = Agreed()  # R15
    absence: Absence = Absence()  # R16
    paper_agenda: PaperAgenda = PaperAgenda()  # R17


RULES = {
    "R1": "subject", "R2": "text", "R3": "polite", "R4": "blind_copy", "R5": "confirmation", "R6": "deadlines",
    "R7": "ahead", "R8": "evening", "R9": "tasks", "R10": "opening", "R11": "receipt", "R12": "wrong_person",
    "R13": "conflict", "R14": "right_person", "R15": "outsiders", "R16": "absence", "R17": "paper_agenda",
}  # fmt: skip
"""The part of the document that each rule of the school is."""
