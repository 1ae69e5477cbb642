"""How every pupil did: results in all forms, which change slowly over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import median
from typing import Any

from ssdesk.protocol.record import Result
from ssdesk.rules.holidays import last_school_day
from ssdesk.server.demo import evaluations, slots
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Pupil
from ssdesk.server.demo.evaluations import Evaluation
from ssdesk.server.demo.school_time import at
from ssdesk.server.demo.school_year import SchoolYear
from ssdesk.server.demo.talent import Talent

_DAYS_KEPT = 60  # school days; of other classes than the tour's nothing older is made
_QUIET = timedelta(days=7)  # so long before now the class of the tour hears nothing but what the story tells
_TERMS = {9: 1, 10: 1, 11: 1, 12: 1, 1: 2, 2: 2, 3: 2}
_TALLIED = ("points", "percent")


def term(year: SchoolYear, day: date) -> str:
    """The part of the year that an evaluation counts for. Reports have periods of their own."""
    if year.school.stage == "primary":
        return f"Trimester {_TERMS.get(day.month, 3)}"
    return f"Semester {1 if _TERMS.get(day.month) == 1 else 2}"


class Results:
    """Makes the results of one school. `away`: the days on which each pupil was absent."""

    def __init__(self, year: SchoolYear, talents: dict[str, Talent], away: dict[str, set[str]]) -> None:
        self._year, self._talents, self._away = year, talents, away
        table = read("evaluations.toml")
        self._scales: dict[str, list[str]] = table["scale"]
        self._feedback: list[list[str]] = table["feedback"][year.school.stage]
        self._said: dict[str, list[str]] = {}

    def this_year(self) -> Iterator[Result]:
        """Of every pupil, up to the last days, and the story's."""
        year = self._year
        ids, chance = year.ids("results"), year.chance("results")
        days = [day for day in year.school_days if day <= year.today]
        for class_ in year.school.classes:
            story = class_ is year.story_class
            until = year.today - _QUIET if story else days[-2] if len(days) > 1 else date.min
            since = date.min if story else days[-min(_DAYS_KEPT, len(days))]
            pupils = [pupil for pupil in year.pupils_of[class_.id] if pupil.left_on is None]
            for evaluation in evaluations.of_class(year, class_):
                if evaluation.day >= since and evaluation.given <= until:
                    yield from self._of_class(evaluation, pupils, ids, chance)
        yield from self._told(year.ids("results/tour"), chance)

    def _of_class(
        self, evaluation: Evaluation, pupils: list[Pupil], ids: Callable[[date], str], chance: Random
    ) -> Iterator[Result]:
        series, day = evaluation.series, str(evaluation.day)
        shares = {
            pupil.id: self._talents[pupil.id].share(evaluation.subject, evaluation.day, chance) for pupil in pupils
        }
        out_of = series.out_of if series.form == "points" else 100
        scores = {id_: _rounded(share * out_of, series.form) for id_, share in shares.items()} if out_of else {}
        middle = median(scores.values()) if series.median and len(scores) > 2 and not series.state else None
        given = at(evaluation.given, time(12 + chance.randrange(5), chance.randrange(60)))
        values: dict[str, Any] = {
            "subject": evaluation.subject,
            "title": evaluation.title,
            "period": term(self._year, evaluation.day),
            "form": series.form,
            "day": "" if series.undated else day,
            "teacher": evaluation.teacher.short_name,
            "weight": series.weight,
            "given_at": round(given.timestamp() * 1000),
        }
        for pupil in pupils:
            state = "absent" if day in self._away.get(pupil.id, ()) and not series.undated else series.state
            if state == "" and evaluation.subject == "Lichamelijke opvoeding" and chance.random() < 0.05:
                state = "exempt"
            said = {} if state else self._value(series.form, shares[pupil.id], scores.get(pupil.id), pupil, chance)
            if series.form == "points":
                said["out_of"] = series.out_of
            yield Result(ids(evaluation.given), pupil.id, **values, **said, state=state, median=middle)

    def _value(self, form: str, share: float, score: float | None, pupil: Pupil, chance: Random) -> dict[str, Any]:
        if form in _TALLIED:
            return {"score": score}
        if form == "feedback":
            return {"text": self._words(pupil, share, chance)}
        scale = self._scales[form]
        return {"value": scale[min(int((share - 0.4) / 0.55 * len(scale)), len(scale) - 1) if share > 0.4 else 0]}

    def _words(self, pupil: Pupil, share: float, chance: Random) -> str:
        """Words that fit, and that the pupil has not read before if there are any."""
        fitting = self._feedback[0 if share < 0.6 else 1 if share < 0.8 else 2]
        said = self._said.setdefault(pupil.id, [])
        fresh = [text for text in fitting if text not in said] or fitting
        said.append(text := chance.choice(fresh))
        return slots.fill(text, slots.of_pupil(pupil, self._year.class_of[pupil.class_id]))

    def _told(self, ids: Callable[[date], str], chance: Random) -> Iterator[Result]:
        """What the story of the tour says of its pupil; what counted came to the others of the class too."""
        year = self._year
        for entry in year.tour["result"]:
            day = year.day_before(entry["before"])
            moment = at(day, time.fromisoformat(entry["at"]))
            number = evaluations.tour_number(year, entry["subject"])
            if day < year.days.first_day or moment > year.now or ("{number}" in entry["title"] and not number):
                continue
            told: dict[str, Any] = {name: entry[name] for name in entry if name not in ("school", "before", "at")}
            told["title"] = told["title"].format(number=number)
            told["teacher"] = evaluations.teacher_of(year, year.story_class, told["subject"]).short_name
            told |= {"period": term(year, day), "day": str(day), "given_at": round(moment.timestamp() * 1000)}
            yield Result(ids(day), year.story_pupil.id, **told)
            for pupil in year.pupils_of[year.story_class.id] if "state" not in told else ():
                if pupil is not year.story_pupil and pupil.left_on is None:
                    share = self._talents[pupil.id].share(told["subject"], day, chance)
                    score = _rounded(share * told.get("out_of", 100), told["form"])
                    yield Result(ids(day), pupil.id, **told | self._value(told["form"], share, score, pupil, chance))

    def last_year(self, pupils: Iterable[Pupil]) -> Iterator[Result]:
        """A choice of what these pupils did in the school year before."""
        year, ids = self._year, self._year.ids("results/last year")
        for pupil in pupils:
            if pupil.enrolled_on.year >= year.year:
                continue
            class_ = year.class_of[pupil.class_id]
            chance, talent = year.chance(f"last year/{pupil.username}"), self._talents[pupil.id]
            for n, evaluation in enumerate(evaluations.of_class(year, class_)):
                if n % 4 or evaluation.series.state or evaluation.series.form == "feedback":
                    continue
                day, given = (last_school_day(one - timedelta(weeks=52)) for one in (evaluation.day, evaluation.given))
                share = talent.share(evaluation.subject, day, chance)
                out_of = evaluation.series.out_of or 100
                score = _rounded(share * out_of, evaluation.series.form)
                said = self._value(evaluation.series.form, share, score, pupil, chance)
                if evaluation.series.form == "points":
                    said["out_of"] = out_of
                moment = datetime.combine(given, time(14), year.now.tzinfo)
                yield Result(
                    ids(given), pupil.id, evaluation.subject, evaluation.title, term(year, day),
                    evaluation.series.form, str(day), weight=evaluation.series.weight,
                    given_at=round(moment.timestamp() * 1000), **said,
                )  # fmt: skip


def _rounded(score: float, form: str) -> float:
    """Whole percents and half points."""
    return float(round(score)) if form != "points" else round(score * 2) / 2
