"""What may be said of a child's results (M4): shares, averages and the school year, never more than the school gave.

A share is a percentage: 84.0 is 84 %. Only a result that counts has one: points or percent, without a state. What the
child missed, was exempt from or was not graded for is no 0 and takes part in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from math import fsum, isfinite

from ssdesk.protocol.record import Report, Result
from ssdesk.rules.holidays import school_year
from ssdesk.rules.working_time import SCHOOL_TIME

_LARGEST = 1e15
"""A number beyond it is written as a power of ten."""
_YEAR = re.compile(r"\s*(20[0-9]{2})\b")


def percent(result: Result) -> float | None:
    """The child's share; None where the result does not count or is no number."""
    return None if result.state else _share(result, result.score)


def median_percent(result: Result) -> float | None:
    """The share of the middle of the class; None where the school does not give it."""
    return _share(result, result.median)


def weighted_mean(results: Iterable[Result]) -> float | None:
    """The mean share, as the school weighs it.

    None where it gives no weights: one result that counts and has none is enough, for nobody knows what it would do.
    None too where nothing has weight.
    """
    weighed = [(share, result.weight) for result in results if (share := percent(result)) is not None]
    weights = [weight for _, weight in weighed if weight is not None and isfinite(weight) and weight >= 0]
    if len(weights) < len(weighed) or not (total := fsum(weights)) > 0:
        return None
    mean = fsum(share * (weight / total) for (share, _), weight in zip(weighed, weights, strict=True))
    return mean if isfinite(mean) else None


def weighing(results: Iterable[Result]) -> list[tuple[float, float]]:
    """Share and weight of each result that moves the mean, to show how it was reckoned."""
    parts = ((percent(result), result.weight) for result in results)
    return [(share, weight) for share, weight in parts if share is not None and weight is not None and weight > 0]


def written(number: float, point: str = ",", digits: int = 2) -> str:
    """The number with at most so many digits after the `point`, rounded as at school: "7,5", "17", "0,33"."""
    if abs(number) >= _LARGEST:
        return f"{number:g}".replace(".", point)
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", point)


def year_of_result(result: Result) -> int | None:
    """The calendar year in which its school year began; None where it has neither day nor moment."""
    try:
        return school_year(date.fromisoformat(result.day[:10]))
    except ValueError:
        return _year_at(result.given_at) if result.given_at > 0 else None


def year_of_report(report: Report) -> int | None:
    """As the school names it, else by the moment it was released."""
    named = _YEAR.match(report.school_year)
    return int(named[1]) if named else _year_at(report.released_at)


def belongs(result: Result, report: Report) -> bool:
    """Whether the result is a line of the report, not an evaluation in between: the school gives it the title, the
    period and the school year of the report."""
    same = result.pupil == report.pupil and (result.title, result.period) == (report.title, report.period)
    return same and year_of_result(result) in (None, year_of_report(report))


def _share(result: Result, score: float | None) -> float | None:
    share: float | None = None
    if result.form == "percent":
        share = score
    elif result.form == "points" and score is not None and result.out_of is not None and result.out_of > 0:
        share = 100 * (score / result.out_of)
    return share if share is not None and isfinite(share) else None


def _year_at(ms: int) -> int | None:
    try:
        return school_year(datetime.fromtimestamp(ms / 1000, SCHOOL_TIME).date())
    except (ValueError, OverflowError, OSError):
        return None
