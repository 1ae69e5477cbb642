"""The merged days of several homes, as data: whose a line is, in which order, and which day comes next."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ssdesk.household import Home
from ssdesk.household.days import FREE, Line, _coming, _merged, has_school, with_home
from ssdesk.household.today import given_on
from ssdesk.protocol.planner import Event
from ssdesk.protocol.record import Result
from ssdesk.rules.holidays import is_school_day

DAY = date(2026, 11, 23)


def home(number: int, school: str, child: str) -> Home:
    return Home(
        name=f"{number}-x", account=f"{number}", colour=number, state="open", address=school, child=child, pupil=child
    )


HOMES = [
    home(0, "wilg", "Noor"), home(1, "wilg", "Sam"), home(2, "toren", "Wout"), home(3, "wilg", "Noor"),
    home(4, "toren", ""),
]  # fmt: skip
lines = st.builds(
    Line,
    homes=st.sampled_from(HOMES).map(lambda one: (one,)),
    day=st.just(DAY),
    start=st.none() | st.integers(0, 1440),
    what=st.sampled_from(["agenda_item", "event", "timetable_week"]),
    id=st.sampled_from(["a", "b"]),
    form=st.just(""),
    title=st.sampled_from(["Toets", "Taak"]),
)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def content(line: Line) -> tuple[object, ...]:
    return (line.start, line.what, line.id, line.title)


@given(st.lists(lines, max_size=12))
def test_a_line_is_of_those_who_got_it_and_of_nobody_else(told: list[Line]) -> None:
    merged = _merged(told)
    for line in merged:
        assert len({one.address for one in line.homes}) == 1
        assert all(
            any(one in source.homes and content(source) == content(line) for source in told) for one in line.homes
        )
        children = [one.pupil for one in line.homes if one.pupil]
        assert len(children) == len(set(children))
    for source in told:
        (own,) = source.homes
        found = [line for line in merged if content(line) == content(source) and line.homes[0].address == own.address]
        assert len(found) == 1
        assert any((one.pupil or one.name) == (own.pupil or own.name) for one in found[0].homes)


@given(st.lists(lines, max_size=12))
def test_lines_come_in_the_order_of_the_hours_those_without_first(told: list[Line]) -> None:
    starts = [-1 if line.start is None else line.start for line in _merged(told)]
    assert starts == sorted(starts)
    assert _merged(told) == _merged(list(_merged(told)))


def events(first: date) -> st.SearchStrategy[list[Event]]:
    def made(title: str, form: str, after: int, length: int) -> Event:
        begin = first + timedelta(days=after)
        return Event(title, form, title, str(begin), str(begin + timedelta(days=length)))

    forms = st.sampled_from(["activity", "trip", *FREE])
    return st.lists(
        st.builds(made, st.text("ab", min_size=1), forms, st.integers(-5, 40), st.integers(0, 20)), max_size=6
    )


@given(st.data(), days)
def test_the_days_that_come_end_with_the_first_school_day_and_skip_none_with_something(
    data: st.DataObject, today: date
) -> None:
    calendars = [data.draw(events(today)) for _ in range(2)]
    coming = _coming(calendars, today)
    school = [day for day in coming if any(has_school(calendar, day) for calendar in calendars)]
    assert coming == sorted(set(coming))
    assert school in ([], coming[-1:])
    for day in (today + timedelta(days=number) for number in range(1, (coming[-1] - today).days if school else 100)):
        assert not any(has_school(calendar, day) for calendar in calendars)
    for day in coming[: len(coming) - len(school)]:
        assert any(event.first_day == str(day) and event.form not in FREE for one in calendars for event in one)
        assert today < day < today + timedelta(days=8)


@given(days)
def test_without_a_word_of_the_school_the_holidays_of_the_country_count(today: date) -> None:
    (coming,) = _coming([[]], today)
    assert is_school_day(coming)
    assert not any(is_school_day(today + timedelta(days=number)) for number in range(1, (coming - today).days))


def test_a_school_that_is_closed_for_ever_ends_the_search() -> None:
    assert _coming([[Event("x", "holiday", "Dicht", "0001-01-01", "9999-12-31")]], DAY) == []


def test_a_free_afternoon_is_a_school_day() -> None:
    afternoon = Event("x", "free_day", "Sportnamiddag", str(DAY), str(DAY), 720)
    assert has_school([afternoon], DAY)
    assert not has_school([Event("y", "free_day", "Vrij", str(DAY), str(DAY))], DAY)


def test_staff_with_two_accounts_stay_two() -> None:
    teacher, other = home(5, "wilg", ""), home(6, "wilg", "")
    assert with_home((teacher,), other) == (teacher, other)
    assert with_home((HOMES[0],), HOMES[3]) == (HOMES[0],)


def test_a_result_is_of_the_day_it_was_given_in_school_time() -> None:
    def result(day: str, given_at: int = 0) -> Result:
        return Result("x", "p", "Rekenen", "Toets", "Herfst", "points", day=day, given_at=given_at)

    midnight = 1_795_474_800_000  # 24 November 2026, 0:00 in Brussels
    assert given_on(result("2026-11-01", midnight)) == date(2026, 11, 24)
    assert given_on(result("2026-11-01", midnight - 1)) == date(2026, 11, 23)
    assert given_on(result("2026-11-01")) == date(2026, 11, 1)
    for broken in (result(""), result("gisteren"), result("2026-13-41"), result("", 1 << 62)):
        assert given_on(broken) is None
