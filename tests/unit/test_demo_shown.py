"""What the demo schools put before people on any day of the year: planner, results, reports, absences, news."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from ssdesk.protocol.news import News
from ssdesk.protocol.planner import TimetableWeek
from ssdesk.rules.holidays import is_school_day
from ssdesk.server.demo import School, generate
from ssdesk.server.demo.data import WEEKDAYS
from ssdesk.server.demo.data_record import Shown
from ssdesk.server.demo.showing import show
from tests.sizes import size
from tests.unit.demo_schools import BRUSSELS, MONTH, NOW

DAYS = [
    datetime(2026, 9, 1, 0, 5, tzinfo=BRUSSELS),
    datetime(2026, 9, 1, 15, tzinfo=BRUSSELS),
    datetime(2026, 8, 31, 12, tzinfo=BRUSSELS),
    datetime(2026, 10, 9, 9, 30, tzinfo=BRUSSELS),
    datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS),  # the clock goes back
    datetime(2026, 11, 11, 16, tzinfo=BRUSSELS),
    NOW,
    datetime(2026, 11, 25, 16, tzinfo=BRUSSELS),  # a free day of one school
    datetime(2026, 12, 25, 12, tzinfo=BRUSSELS),
    datetime(2027, 1, 16, 22, tzinfo=BRUSSELS),
    datetime(2027, 3, 28, 3, 30, tzinfo=BRUSSELS),  # the clock goes forward
    datetime(2027, 6, 30, 18, tzinfo=BRUSSELS),
    datetime(2027, 7, 20, 12, tzinfo=BRUSSELS),
    datetime(2028, 2, 29, 14, 30, tzinfo=BRUSSELS),
    datetime(2029, 9, 3, 14, 30, tzinfo=BRUSSELS),
]  # fmt: skip
Made = tuple[School, Shown]


@cache
def made_at(now: datetime) -> list[Made]:
    return [(school, show(school)) for school in generate(now, pupils=50)]


@pytest.fixture(params=DAYS[size(1, 0) :: size(3, 1)], ids=lambda now: f"{now:%Y-%m-%d-%H%M}")
def made(request: pytest.FixtureRequest) -> list[Made]:
    return made_at(request.param)


def free_days(shown: Shown) -> set[str]:
    return {event.first_day for event, _ in shown.events if event.form == "free_day"}


def opens(day: str, shown: Shown) -> bool:
    """Whether there are lessons."""
    return is_school_day(date.fromisoformat(day)) and day not in free_days(shown)


def lessons(weeks: tuple[tuple[str, TimetableWeek], ...]) -> Iterator[tuple[str, str, int, int]]:
    """Class, day, start and end of each."""
    for class_, week in weeks:
        for lesson in week.lessons:
            yield class_, str(date.fromisoformat(week.monday) + timedelta(lesson.day)), lesson.start, lesson.end


# ---- On any day ------------------------------------------------------------------------------------------------------
def test_every_id_is_there_once(made: list[Made]) -> None:
    for _, shown in made:
        ids = [week.id for _, week in shown.weeks] + [item.id for _, item in shown.items]
        ids += [event.id for event, _ in shown.events] + [bulletin.news.id for bulletin in shown.news]
        ids += [row.id for rows in (shown.results, shown.reports, shown.absences) for row in rows]
        assert len(set(ids)) == len(ids)


def test_lessons_are_on_school_days_and_do_not_overlap(made: list[Made]) -> None:
    for _, shown in made:
        days: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for class_, day, start, end in lessons(shown.weeks):
            assert opens(day, shown), day
            assert 7 * 60 <= start < end <= 18 * 60
            days[class_, day].append((start, end))
        for hours in days.values():
            assert hours == sorted(hours)
            assert all(earlier[1] <= later[0] for earlier, later in pairwise(hours))
        assert all(date.fromisoformat(week.monday).weekday() == 0 and week.lessons for _, week in shown.weeks)
        assert max(Counter((class_, week.monday) for class_, week in shown.weeks).values(), default=1) == 1


def test_who_works_part_time_gives_no_lesson_on_another_day(made: list[Made]) -> None:
    teaches = False
    for school, shown in made:
        named = Counter(member.short_name for member in school.staff)
        works = [one for one in school.staff if one.weekdays != WEEKDAYS]
        assert works
        part_time = {one.short_name: one.weekdays for one in works if named[one.short_name] == 1}
        held = [lesson for _, week in shown.weeks for lesson in week.lessons if lesson.teacher in part_time]
        assert all(lesson.day in part_time[lesson.teacher] for lesson in held)
        teaches |= bool(held)
    assert teaches or not any(shown.weeks for _, shown in made)


def test_tasks_and_tests_are_for_school_days_and_were_given_before(made: list[Made]) -> None:
    for school, shown in made:
        for _, item in shown.items:
            assert opens(item.day, shown), item
            assert item.given_on < item.day
            assert item.given_on <= str(school.now.astimezone(BRUSSELS).date())
            assert item.form in ("task", "test", "material")


def test_a_class_reads_no_task_twice_within_a_month(made: list[Made]) -> None:
    for _, shown in made:
        met: defaultdict[tuple[str, str, str], list[date]] = defaultdict(list)
        for class_, item in shown.items:
            if item.form != "material":
                met[class_, item.title, item.text].append(date.fromisoformat(item.day))
        assert not [k for k, days in met.items() if any(b - a < MONTH for a, b in pairwise(sorted(days)))]


def test_nothing_but_reports_and_news_is_prepared_for_later(made: list[Made]) -> None:
    for school, shown in made:
        now = school.now.timestamp() * 1000
        today = str(school.now.astimezone(BRUSSELS).date())
        reports = {(report.pupil, report.title, report.period): report for report in shown.reports}
        for result in shown.results:
            report = reports.get((result.pupil, result.title, result.period))
            assert result.given_at <= now or report is not None
            assert report is None or result.given_at == report.released_at.timestamp() * 1000
        assert all(absence.day <= today for absence in shown.absences)


def test_a_report_of_later_shows_in_no_result_that_is_given_now(made: list[Made]) -> None:
    for school, shown in made:
        due = {(report.pupil, report.period) for report in shown.reports if report.released_at > school.now}
        now = school.now.timestamp() * 1000
        assert not [
            result for result in shown.results if (result.pupil, result.period) in due and result.given_at <= now
        ]


def test_marks_of_a_report_are_those_of_its_results(made: list[Made]) -> None:
    for _, shown in made:
        by_report: defaultdict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
        for result in shown.results:
            line = result.subject, f"{result.score or 0:.0f}%", f"{result.median or 0:.0f}%"
            by_report[result.pupil, result.title, result.period].append(line)
        for report in shown.reports:
            printed = [(line.subject, line.result, line.median) for line in report.card.subjects]
            assert by_report[report.pupil, report.title, report.period] == printed
            assert len(printed) >= 5


def test_holidays_stand_in_the_calendar_by_their_names(made: list[Made]) -> None:
    for _, shown in made:
        titles = [event.title for event, _ in shown.events if event.form == "holiday"]
        assert {"Herfstvakantie", "Kerstvakantie", "Krokusvakantie", "Paasvakantie", "Zomervakantie"} <= set(titles)
        for event, _ in shown.events:
            assert event.first_day <= event.last_day
            assert (event.start is None) == (event.end is None)
            assert event.start is None or (event.first_day == event.last_day and event.start < (event.end or 0))
            assert event.form == "holiday" or is_school_day(date.fromisoformat(event.first_day))


def test_news_says_when_and_by_whom(made: list[Made]) -> None:
    for school, shown in made:
        staff = {member.name for member in school.staff}
        for bulletin in shown.news:
            news: News = bulletin.news
            assert news.author_name in staff
            assert "{" not in news.title + news.text
        later = [bulletin for bulletin in shown.news if bulletin.news.published_at > school.now.timestamp() * 1000]
        assert len(later) == 1


def test_the_same_school_shows_the_same(made: list[Made]) -> None:
    for school, shown in made:
        assert show(school) == shown


# ---- The first of September ------------------------------------------------------------------------------------------
def test_the_first_morning_has_lessons_but_no_results_absences_or_reports_of_this_year() -> None:
    began = datetime(2026, 8, 25, tzinfo=BRUSSELS)
    for school, shown in made_at(datetime(2026, 9, 1, 0, 5, tzinfo=BRUSSELS)):
        assert len(shown.weeks) >= 4 * len(school.classes)
        assert not [result for result in shown.results if result.given_at > began.timestamp() * 1000]
        assert not [report for report in shown.reports if report.released_at > began]
        assert not shown.absences
        assert shown.events
