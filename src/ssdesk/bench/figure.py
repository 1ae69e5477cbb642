"""One measured figure: the limit, ssdesk, and what ssdesk must reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

Sort = Literal["ratio at most", "ratio at least", "at most", "more at most"]


@dataclass(frozen=True, slots=True)
class Bound:
    """What is allowed: so many times the limit at most, or at least; a number whatever the limit; or so much more than
    the limit."""

    sort: Sort
    value: float

    def holds(self, limit: float, ssdesk: float) -> bool:
        match self.sort:
            case "ratio at most":
                return ssdesk <= self.value * limit
            case "ratio at least":
                return ssdesk >= self.value * limit
            case "at most":
                return ssdesk <= self.value
            case "more at most":
                return ssdesk - limit <= self.value

    def said(self, unit: str) -> str:
        match self.sort:
            case "ratio at most":
                return f"≤ {self.value:g} ×"
            case "ratio at least":
                return f"≥ {self.value:g} ×"
            case "at most":
                return f"≤ {self.value:g} {unit}"
            case "more at most":
                return f"≤ + {self.value:g} {unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """`limit` and `ssdesk` in `unit`. `about`: what was measured, in a few words."""

    name: str
    unit: str
    limit: float
    ssdesk: float
    bound: Bound
    about: str = ""

    @property
    def ratio(self) -> float:
        return self.ssdesk / self.limit if self.limit else 0.0

    @property
    def holds(self) -> bool:
        return self.bound.holds(self.limit, self.ssdesk)

    def as_json(self) -> str:
        """One line."""
        line = {
            "name": self.name,
            "unit": self.unit,
            "limit": _short(self.limit),
            "ssdesk": _short(self.ssdesk),
            "ratio": round(self.ratio, 3),
        }
        return msgspec.json.encode(line).decode()

    def as_row(self) -> str:
        """One line of the table that `HEADING` begins."""
        verdict = "holds" if self.holds else "MISSED"
        allowed = self.bound.said(self.unit)
        return (
            f"{self.name:<21} {_short(self.limit):>10} {_short(self.ssdesk):>10} {self.unit:<7} {self.ratio:>6.2f}  "
            f"{allowed:<12} {verdict:<7} {self.about}"
        )


HEADING = f"{'figure':<21} {'limit':>10} {'ssdesk':>10} {'unit':<7} {'ratio':>6}  {'allowed':<12} {'':<7} what"


def at_most(times: float) -> Bound:
    return Bound("ratio at most", times)


def _short(value: float) -> float:
    """Four figures are more than a run can promise."""
    return float(f"{value:.4g}")
