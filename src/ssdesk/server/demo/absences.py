"""Who was not there, late or gone early (M5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from random import Random

from ssdesk.protocol.record import Absence
from ssdesk.server.demo.data import Pupil
from ssdesk.server.demo.school_time import at
from ssdesk.server.demo.school_year import SchoolYear

_NOTED = time(9)  # by then the morning is written down
_SPELLS = 3.2  # in a school year
_DAYS = 175
LABELS = {
    "Z": "Ziek, met briefje van de ouders",
    "D": "Doktersattest",
    "L": "Te laat",
    "G": "Gewettigd afwezig",
    "B": "Onwettig afwezig",
    "V": "Vroeger vertrokken",
}
_JUSTIFIED = {"Z": True, "D": True, "G": True, "B": False, "L": None, "V": True}
_CODES, _WEIGHTS = ("Z", "D", "L", "G", "V", "B"), (34, 22, 24, 10, 7, 3)
_NOTES = {
    "G": (
        "begrafenis in de familie",
        "rijexamen van de broer",
        "feestdag van een erkende godsdienst",
        "sportwedstrijd",
    ),
    "V": ("tandarts", "orthodontist", "oogarts", "kinesist"),
    "D": ("", "", "griep", "buikgriep"),
}


def absences(year: SchoolYear) -> tuple[Absence, ...]:
    """Of this school year, and what the story says of today."""
    ids = year.ids("absences")
    days = [day for day in year.school_days if day < year.today]
    others = [pupil for pupil in year.school.pupils if pupil is not year.story_pupil]
    found = [absence for pupil in others for absence in _of_pupil(year, pupil, days, ids)]
    return (*found, *_told(year))


def _of_pupil(year: SchoolYear, pupil: Pupil, days: list[date], ids: Callable[[date], str]) -> Iterator[Absence]:
    chance = year.chance(f"absences/{pupil.username}")
    seen: set[date] = set()
    days = [day for day in days if pupil.enrolled_on <= day and (pupil.left_on is None or day < pupil.left_on)]
    for _ in range(round(chance.expovariate(1 / (_SPELLS * max(len(days), 1) / _DAYS)))):
        if not days:
            return
        start = chance.randrange(len(days))
        code = chance.choices(_CODES, _WEIGHTS)[0]
        if code == "B" and year.school.stage == "primary":
            code = "L"
        length = chance.choices((1, 2, 3, 5), (6, 4, 2, 1))[0] if code in ("Z", "D") else 1
        if code == "Z":
            length = min(length, 3)
        for day in days[start : start + length]:
            if day not in seen:
                seen.add(day)
                yield _absence(ids(day), pupil, day, code, chance)


def _absence(id_: str, pupil: Pupil, day: date, code: str, chance: Random) -> Absence:
    halves = ("am",) if code == "L" or day.weekday() == 2 else ("pm",) if code == "V" else ("am", "pm", "day", "day")
    part = chance.choice(halves)
    minutes = 3 + chance.randrange(28) if code == "L" else 15 * (2 + chance.randrange(4)) if code == "V" else None
    note = chance.choice(_NOTES[code]) if code in _NOTES else ""
    return Absence(id_, pupil.id, str(day), part, code, LABELS[code], _JUSTIFIED[code], minutes, note)


def _told(year: SchoolYear) -> Iterator[Absence]:
    """What the story of the tour says."""
    ids = year.ids("absences/tour")
    for entry in year.tour["absence"]:
        day = year.day_before(entry["before"])
        if day >= year.days.first_day and at(day, _NOTED) <= year.now:
            code = entry["code"]
            yield Absence(
                ids(day), year.story_pupil.id, str(day), entry["part"], code, LABELS[code], _JUSTIFIED[code],
                entry.get("minutes"), entry.get("note", ""),
            )  # fmt: skip


def whole_mornings(absences: tuple[Absence, ...]) -> dict[str, set[str]]:
    """The days on which a pupil missed the morning or more, by pupil; who was late was there."""
    found: dict[str, set[str]] = {}
    for absence in absences:
        if absence.part in ("am", "day") and absence.minutes is None:
            found.setdefault(absence.pupil, set()).add(absence.day)
    return found
