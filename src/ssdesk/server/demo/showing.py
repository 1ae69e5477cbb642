"""All that a demo school puts before people besides messages."""

from __future__ import annotations

from ssdesk.server.demo import absences, agenda, bulletins, calendar, timetables
from ssdesk.server.demo.data import School
from ssdesk.server.demo.data_record import Shown
from ssdesk.server.demo.reports import Reports
from ssdesk.server.demo.results import Results
from ssdesk.server.demo.school_year import SchoolYear
from ssdesk.server.demo.talent import Talent


def show(school: School) -> Shown:
    """What follows from the school, its seed and its now; the same school gives the same."""
    year = SchoolYear(school)
    events = calendar.events(year)
    lessons = timetables.regular(year)
    away = absences.absences(year)
    talents = _talents(year)
    results = Results(year, talents, absences.whole_mornings(away))
    made = list(Reports(year, talents, away).made())
    cast = [pupil for pupil in school.pupils if pupil.id in year.cast]
    return Shown(
        timetables.weeks(year, lessons, events),
        agenda.items(year, lessons),
        events,
        (*results.this_year(), *results.last_year(cast), *(result for _, lines in made for result in lines)),
        tuple(report for report, _ in made),
        away,
        bulletins.bulletins(year),
    )


def _talents(year: SchoolYear) -> dict[str, Talent]:
    known = {name: share for entry in year.tour["talent"] for name, share in entry["levels"].items()}
    return {
        pupil.id: Talent(
            year.chance(f"talent/{pupil.username}"), year.today, known if pupil is year.story_pupil else {}
        )
        for pupil in year.school.pupils
    }
