"""How well a pupil does in each subject, and how that changes."""

from __future__ import annotations

from datetime import date
from random import Random

_LOWEST, _HIGHEST = 0.2, 0.99


class Talent:
    """Shares of what can be reached, from 0 to 1: a level by subject, a slope over the years, and good and bad days.
    `known`: levels that are told. The levels are those of `now`."""

    def __init__(self, chance: Random, now: date, known: dict[str, float]) -> None:
        self._chance, self._now, self._known = chance, now, known
        self._level = chance.gauss(0.72, 0.09)
        self._slope = chance.gauss(0.02, 0.03)
        self._by_subject: dict[str, float] = {}

    def level(self, subject: str, day: date) -> float:
        """What is to be expected on a day."""
        if subject not in self._by_subject:
            drawn = self._level + self._chance.gauss(0, 0.06)
            self._by_subject[subject] = self._known.get(subject, drawn)
        return _within(self._by_subject[subject] - self._slope * (self._now - day).days / 180)

    def share(self, subject: str, day: date, chance: Random) -> float:
        """What becomes of it that day."""
        return _within(self.level(subject, day) + chance.gauss(0, 0.07))


def _within(share: float) -> float:
    return min(max(share, _LOWEST), _HIGHEST)
