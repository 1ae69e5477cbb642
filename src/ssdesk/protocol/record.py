"""What the school keeps of a child: results and reports (M4), absences (M5). None of it names an adult at home."""

from __future__ import annotations

import msgspec

from ssdesk.protocol.files import Attachment


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """One evaluation, as the school gives it. `form` says which fields hold it:

    points (`score` out of `out_of`), percent (`score`), letter, word, icon (`value`), colour (`value`: "#rrggbb" or a
    name), feedback (only `text`); of any other form `value` is shown as it is. `state`: "" counted, absent, exempt,
    not_graded, or a code of a newer server. `weight` and `median` (in the unit of `score`) are there only when the
    school gives them; an average may be shown only from weights. `day`: ISO date, empty where the school has none.
    """

    id: str
    pupil: str
    subject: str
    title: str
    period: str
    form: str
    day: str = ""
    score: float | None = None
    out_of: float | None = None
    value: str = ""
    text: str = ""
    teacher: str = ""
    weight: float | None = None
    median: float | None = None
    state: str = ""
    given_at: int = 0


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """A report as PDF, from the moment on that the school released it (never before, in no form)."""

    id: str
    pupil: str
    title: str
    period: str
    school_year: str  # "2026-2027"
    released_at: int
    file: Attachment


class Absence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of one half day, or of some hours. `part`: am, pm, day, or a code of a newer server. `code` is the school's own,
    `label` what it means; `justified` as the school judged it, None while it did not."""

    id: str
    pupil: str
    day: str
    part: str
    code: str
    label: str
    justified: bool | None = None
    minutes: int | None = None  # late, or left early
    note: str = ""
