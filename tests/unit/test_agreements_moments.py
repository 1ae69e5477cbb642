"""The agreements about when (R6 to R10), at two schools: at boundary minutes, around midnight, in the weeks in
which the clocks change (25 October 2026, 29 March 2026)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ssdesk.protocol.agreements import Agreements, Clock
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.calendar import Due, due, expected, is_quiet, next_morning, weekend_of
from ssdesk.rules.agreements.letter import Fix, Letter, Reader
from ssdesk.rules.holidays import is_school_day
from ssdesk.rules.working_time import SCHOOL_TIME, day_of, minute_of
from tests.unit.agreed import WILG, ZUID, at, said, written

moments = st.datetimes(datetime(2024, 8, 25), datetime(2027, 9, 5), timezones=st.just(UTC))  # noqa: DTZ001 - given one
schools = st.sampled_from([WILG, ZUID])
CHANGES = ("2026-10-23", "2026-10-26"), ("2026-03-27", "2026-03-30")
"""The Fridays before and the Mondays after the clocks change."""


# ---- R8 --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("school", "now", "until"),
    [
        (WILG, "2026-11-23 16:59", None),
        (WILG, "2026-11-23 17:00", None),
        (WILG, "2026-11-23 17:00:59", None),
        (WILG, "2026-11-23 17:01", "2026-11-24 07:30"),
        (WILG, "2026-11-23 23:59", "2026-11-24 07:30"),
        (WILG, "2026-11-24 00:00", "2026-11-24 07:30"),
        (WILG, "2026-11-24 07:29", "2026-11-24 07:30"),
        (WILG, "2026-11-24 07:30", None),
        (WILG, "2026-11-20 17:01", "2026-11-23 07:30"),
        (WILG, "2026-11-21 10:00", "2026-11-23 07:30"),
        (WILG, "2026-11-11 10:00", "2026-11-12 07:30"),  # Armistice Day
        (WILG, "2026-10-30 17:01", "2026-11-09 07:30"),  # the autumn holiday
        (ZUID, "2026-11-23 17:01", None),
        (ZUID, "2026-11-23 18:00", None),
        (ZUID, "2026-11-23 18:01", "2026-11-24 07:00"),
        (ZUID, "2026-11-24 00:00", "2026-11-24 07:00"),
        (ZUID, "2026-11-24 06:59", "2026-11-24 07:00"),
        (ZUID, "2026-11-24 07:00", None),
        (ZUID, "2026-11-21 10:00", None),  # its weekends are not agreed upon, their evenings are
        (ZUID, "2026-11-21 18:01", "2026-11-23 07:00"),
        *((WILG, f"{friday} 17:01", f"{monday} 07:30") for friday, monday in CHANGES),
        *((WILG, f"{friday} 17:00", None) for friday, _ in CHANGES),
        *((WILG, f"{monday} 07:29", f"{monday} 07:30") for _, monday in CHANGES),
        *(
            (WILG, f"{monday} 17:01", str(date.fromisoformat(monday) + timedelta(1)) + " 07:30")
            for _, monday in CHANGES
        ),
        *((ZUID, f"{friday} 18:01", f"{monday} 07:00") for friday, monday in CHANGES),
        *((ZUID, f"{monday} 18:00", None) for _, monday in CHANGES),
        (WILG, "2026-10-25 02:30", "2026-10-26 07:30"),  # the hour that comes twice
        (WILG, "2026-03-29 03:00", "2026-03-30 07:30"),  # after the hour that does not come
    ],
)
def test_R8_after_the_schools_hour_the_next_school_morning_is_offered(
    school: Agreements, now: str, until: str | None
) -> None:
    found = said(school, "teacher", written(), now).get("R8")

    assert (found and found.fix) == (until and Fix("schedule", at=at(until)))
    if found:
        assert found.says == school.evening.says
        assert found.mode == ("block" if school is ZUID else "advise")


def test_R8_is_for_the_school_and_not_for_families() -> None:
    for school in (WILG, ZUID):
        for role in ("parent", "pupil"):
            assert "R8" not in said(school, role, written(), "2026-11-23 23:00")


def test_R8_the_schools_own_free_day_has_no_morning() -> None:
    closed = replace(WILG, free_days=["2026-11-24", "no date of today"])

    assert said(closed, "office", written(), "2026-11-23 17:24")["R8"].fix == Fix("schedule", at=at("2026-11-25 07:30"))
    assert said(closed, "office", written(), "2026-11-24 10:00")["R8"].values["day"] == date(2026, 11, 24)


def test_R8_what_is_planned_is_judged_by_its_moment() -> None:
    planned = written(send_at=at("2026-11-24 07:30"))
    late = written(send_at=at("2026-11-24 20:00"))

    assert "R8" not in said(WILG, "office", planned, "2026-11-23 20:00")
    assert said(WILG, "office", planned, "2026-11-23 20:00", good=True)["R8"].values["when"] == planned.send_at
    assert said(WILG, "office", late, "2026-11-23 10:00")["R8"].fix == Fix("schedule", at=at("2026-11-25 07:30"))


def test_R8_what_was_planned_for_a_moment_that_passed_goes_now_and_is_judged_so() -> None:
    for school in (WILG, ZUID):
        for planned in (written(send_at=at("2026-11-23 16:00")), written(send_at=at("2026-11-23 19:00"))):
            found = said(school, "teacher", planned, "2026-11-23 19:00")["R8"]
            assert found.explanation == "It is {time}."
            assert (found.values["time"], found.fix is not None) == ("19:00", True)
        assert "R8" not in said(
            school, "teacher", written(send_at=at("2026-11-22 22:00")), "2026-11-23 10:00", good=True
        )


def test_R8_an_emergency_with_a_reason_goes() -> None:
    for school in (WILG, ZUID):
        told = said(school, "teacher", written(emergency="gaslek"), "2026-11-23 22:00", good=True)["R8"]
        assert told.mode == "good"
        assert "R8" in said(school, "teacher", written(emergency="  "), "2026-11-23 22:00")


def test_R8_the_evening_of_the_picture() -> None:
    """The office at 17:24 on the eve of swimming: everything that the drawn screen says."""
    body = (
        "Beste ouders\n\nMorgen zwemmen klas 4A en 4B. Geef uw kind een zwemzak, handdoek en 2 euro mee.\n\n"
        "Met vriendelijke groeten\nHet secretariaat"
    )
    letter = Letter("DRINGEND zwemzak morgen", body, recipients=81, group=True)

    found = advice(WILG, "office", letter, at("2026-11-23 17:24"))

    assert [(one.rule, one.mode) for one in found] == [
        ("R8", "advise"), ("R8", "advise"), ("R3", "advise"), ("R7", "advise"), ("R4", "good"),
    ]  # fmt: skip
    evening, word, capitals, ahead, group = found
    assert evening.says == "De school verstuurt na 17 uur geen berichten meer."
    assert evening.values == {"hour": "17:00", "time": "17:24", "day": date(2026, 11, 23)}
    assert word.span == (14, 20)
    assert word.fix == Fix("replace", "Vandaag, dinsdag 24 november", 14, 20)
    assert word.values == {"word": "Morgen", "when": at("2026-11-24 07:30"), "date": date(2026, 11, 25)}
    assert capitals.fix == Fix("subject", "Zwemzak voor dinsdag")
    assert ahead.values == {"hours": 48, "day": date(2026, 11, 24)}
    assert group.values == {"count": 81}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("vandaag is er soep", "maandag 23 november is er soep"),
        ("Straks gaan we zwemmen", "Maandag 23 november gaan we zwemmen"),
        ("we gaan overmorgen", "we gaan morgen, woensdag 25 november"),
        ("vanavond om 20 uur", "maandagavond 23 november om 20 uur"),
        ("morgenvroeg om 8 uur", "vandaag, dinsdagochtend 24 november om 8 uur"),
        ("tot gisteren", "tot zondag 22 november"),
    ],
)
def test_R8_a_word_that_becomes_another_day_is_written_for_its_reader(body: str, text: str) -> None:
    fix = said(WILG, "teacher", written(body=body), "2026-11-23 18:30")
    word = next(
        one
        for one in advice(WILG, "teacher", written(body=body), at("2026-11-23 18:30"))
        if one.rule == "R8" and one.span
    )

    assert fix
    assert word.fix
    assert body[: word.fix.start] + word.fix.text + body[word.fix.end :] == text


@pytest.mark.parametrize(
    "body", ["Goede morgen allemaal", "elke dinsdag zwemmen", "op dinsdag 24 november", "'s morgens"]
)
def test_R8_what_stays_the_same_day_is_left_alone(body: str) -> None:
    found = advice(WILG, "teacher", written(body=body), at("2026-11-23 18:30"))

    assert [one for one in found if one.rule == "R8" and one.span] == []


def test_R8_words_are_left_alone_when_it_goes_on_the_same_day() -> None:
    for school, now in ((WILG, "2026-11-23 17:00"), (ZUID, "2026-11-23 18:00"), (WILG, "2026-11-24 00:00")):
        found = advice(school, "teacher", written(body="Morgen zwemmen we."), at(now))
        assert [one for one in found if one.span] == []


def test_R8_the_subject_is_read_on_another_day_too() -> None:
    found = advice(ZUID, "teacher", written("Zwemmen morgen"), at("2026-11-23 18:30"))

    assert [(one.mode, bool(one.says)) for one in found] == [("block", True), ("advise", False)]
    assert found[1].fix == Fix("subject", "Zwemmen vandaag, dinsdag 24 november")


@given(schools, moments)
def test_R8_the_morning_offered_is_the_first_that_is_not_quiet(school: Agreements, now: datetime) -> None:
    evening = school.evening
    morning = next_morning(evening, now, ())

    assert morning > now
    assert minute_of(morning) == evening.next_morning
    assert is_school_day(day_of(morning))
    assert not is_quiet(evening, morning, ())
    assert is_quiet(evening, morning - timedelta(minutes=1), ())
    if is_quiet(evening, now, ()) and evening.also_free_days:
        steps = range(0, int((morning - now).total_seconds()), 1800)
        assert all(is_quiet(evening, now + timedelta(seconds=step), ()) for step in steps)


# ---- R6 --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("school", "sent", "answer_by"),
    [
        (WILG, "2026-11-23 13:58", "2026-11-25 13:58"),
        (WILG, "2026-11-20 16:00", "2026-11-24 16:00"),
        (WILG, "2026-11-20 23:59", "2026-11-24 23:59"),
        (WILG, "2026-11-21 00:00", "2026-11-25 00:00"),
        (ZUID, "2026-11-23 13:58", "2026-11-25 13:58"),
        *((school, f"{friday} 16:00", str(date.fromisoformat(monday) + timedelta(1)) + " 16:00")
          for school in (WILG, ZUID) for friday, monday in CHANGES),
    ],
)  # fmt: skip
def test_R6_an_answer_is_due_after_the_agreed_hours_of_school_days(
    school: Agreements, sent: str, answer_by: str
) -> None:
    assert due(school, "parent", at(sent), asks=True).answer_by == at(answer_by)
    assert due(school, "parent", at(sent), asks=False).answer_by is None


def test_R6_has_three_clocks_with_settings_of_their_own() -> None:
    monday, tuesday = at("2026-11-23 13:58"), at("2026-11-24 09:00")
    personal = due(WILG, "teacher", monday, asks=False)
    opened = due(WILG, "teacher", monday, asks=True, opened_at=tuesday)

    assert personal == Due(open_by=at("2026-11-25 13:58"))
    assert opened == Due(react_by=at("2026-11-25 09:00"), answer_by=at("2026-11-25 13:58"))
    assert due(ZUID, "teacher", monday, asks=False) == Due(open_by=at("2026-11-24 13:58"))
    assert due(ZUID, "teacher", monday, asks=True, opened_at=tuesday) == Due(answer_by=at("2026-11-25 13:58"))


def test_R6_a_group_has_deadlines_only_if_the_sender_asks() -> None:
    monday = at("2026-11-23 13:58")
    for school in (WILG, ZUID):
        assert due(school, "parent", monday, asks=False, group=True) == Due()
        assert due(school, "parent", monday, asks=True, group=True).answer_by == at("2026-11-25 13:58")


def test_R6_an_answer_or_the_senders_cancelling_ends_every_clock() -> None:
    monday = at("2026-11-23 13:58")
    ended = due(WILG, "parent", monday, asks=True, ended_at=monday + timedelta(hours=1))

    assert ended == Due()
    assert ended.next(monday + timedelta(days=30)) is None


def test_R6_part_time_staff_have_their_own_days_and_the_school_its_free_ones() -> None:
    friday = at("2026-11-20 16:00")
    works = frozenset({0, 1, 4})  # Monday, Tuesday, Friday
    free = replace(WILG, free_days=["2026-11-23"])

    assert due(WILG, "teacher", friday, asks=True, weekdays=works).answer_by == at("2026-11-24 16:00")
    assert due(free, "teacher", friday, asks=True, weekdays=works).answer_by == at("2026-11-27 16:00")
    assert due(free, "teacher", friday, asks=True).answer_by == at("2026-11-25 16:00")
    with pytest.raises(ValueError, match="works"):
        due(WILG, "teacher", friday, asks=True, weekdays=frozenset({5, 6}))


def test_R6_can_be_off_for_a_role_and_for_one_clock() -> None:
    monday = at("2026-11-23 13:58")
    without = replace(WILG, deadlines=replace(WILG.deadlines, parent="off", opened=Clock(48, "none")))

    assert due(without, "parent", monday, asks=True) == Due()
    assert due(without, "teacher", monday, asks=True) == Due(answer_by=at("2026-11-25 13:58"))


def test_R6_the_writer_sees_the_deadline_and_when_it_asks_too_soon() -> None:
    for school in (WILG, ZUID):
        asked = said(school, "teacher", written(asks="answer"), "2026-11-23 13:58", good=True)["R6"]
        soon = written(asks="answer", answer_by=at("2026-11-25 13:57"))
        late = written(asks="answer", answer_by=at("2026-11-25 13:58"))
        assert asked.values["when"] == at("2026-11-25 13:58")
        assert said(school, "teacher", soon, "2026-11-23 13:58")["R6"].fix == Fix(
            "answer_by", at=at("2026-11-25 13:58")
        )
        assert "R6" not in said(school, "teacher", late, "2026-11-23 13:58")


def test_R6_the_writer_sees_the_moment_of_who_works_part_time() -> None:
    part_time, full_time = Reader("teacher", frozenset({0, 1, 3})), Reader("teacher")
    for school in (WILG, ZUID):
        only = written(asks="answer", readers=frozenset({part_time}))
        both = written(asks="answer", readers=frozenset({part_time, full_time}), recipients=2)
        chosen = written(asks="answer", readers=frozenset({part_time, full_time}), answer_by=at("2026-11-30 09:00"))
        found = [
            said(school, "teacher", letter, "2026-11-23 16:00", good=True)["R6"] for letter in (only, both, chosen)
        ]
        assert [one.values["when"] for one in found] == [
            at("2026-11-26 16:00"), at("2026-11-26 16:00"), at("2026-11-30 09:00")
        ]  # fmt: skip
        assert len({one.explanation for one in found}) == 3
        soon = written(asks="answer", readers=frozenset({part_time}), answer_by=at("2026-11-26 15:59"))
        assert said(school, "teacher", soon, "2026-11-23 16:00")["R6"].fix == Fix(
            "answer_by", at=at("2026-11-26 16:00")
        )
        assert "R6" not in said(school, "teacher", written(asks="answer", answer_by=soon.answer_by), "2026-11-23 16:00")


def test_R6_the_moment_is_by_the_role_of_who_reads_and_the_mode_by_that_of_who_writes() -> None:
    monday = "2026-11-23 13:58"
    no_parents = replace(WILG, deadlines=replace(WILG.deadlines, parent="off", teacher="block"))
    soon = at("2026-11-24 13:58")
    to_parent, to_teacher = (
        written(asks="answer", answer_by=soon, readers=frozenset({Reader(role)})) for role in ("parent", "teacher")
    )
    both = replace(to_parent, readers=to_parent.readers | to_teacher.readers)

    assert "R6" not in said(no_parents, "teacher", to_parent, monday, good=True)
    assert said(no_parents, "teacher", to_teacher, monday)["R6"].mode == "block"
    assert said(no_parents, "teacher", both, monday)["R6"].mode == "block"
    assert "R6" not in said(no_parents, "parent", to_teacher, monday, good=True)


# ---- R7 --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("school", "now", "soon"),
    [
        (WILG, "2026-11-24 07:30", False),  # Thursday morning is 48 hours away
        (WILG, "2026-11-24 07:31", True),
        (WILG, "2026-11-24 17:00", True),
        (ZUID, "2026-11-23 07:00", False),  # three days
        (ZUID, "2026-11-23 07:01", True),
    ],
)
def test_R7_what_is_asked_is_asked_long_enough_before(school: Agreements, now: str, soon: bool) -> None:
    letter = written(body="Beste ouders\n\nGeef donderdag 26 november een zwemzak mee.\n\nVriendelijke groeten")

    found = said(school, "teacher", letter, now).get("R7")

    assert (found is not None) is soon
    if found:
        assert found.says == school.ahead.says
        assert found.values == {"hours": school.ahead.hours, "day": date(2026, 11, 26)}


@pytest.mark.parametrize("monday", [monday for _, monday in CHANGES])
def test_R7_hours_are_those_of_the_clock_on_the_wall_when_it_changes(monday: str) -> None:
    day = date.fromisoformat(monday)
    letter = written(body=f"Breng op {day.day}/{day.month}/{day.year} uw formulier mee.")
    two, three = (str(day - timedelta(days=days)) for days in (2, 3))

    assert "R7" not in said(
        replace(WILG, evening=replace(WILG.evening, teacher="off")), "teacher", letter, f"{two} 07:30"
    )
    assert "R7" in said(replace(WILG, evening=replace(WILG.evening, teacher="off")), "teacher", letter, f"{two} 07:31")
    assert "R7" not in said(ZUID, "teacher", letter, f"{three} 07:00")
    assert "R7" in said(ZUID, "teacher", letter, f"{three} 07:01")


def test_R7_says_nothing_where_nothing_is_asked_or_no_day_is_named() -> None:
    for school in (WILG, ZUID):
        assert "R7" not in said(school, "teacher", written(body="Gisteren was het feest. Het was leuk."))
        assert "R7" not in said(school, "teacher", written(body="Morgen is het feest."))
        assert "R7" not in said(school, "teacher", written(body="Geef een zwemzak mee."))
        assert "R7" not in said(school, "teacher", written(body="Vandaag vroeg Mert naar zijn jas."))
        assert "R7" in said(school, "teacher", written(body="Morgen is het feest.", asks="answer"))


# ---- R9 --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("school", "now", "found"),
    [
        (WILG, "2026-11-23 15:29", False),
        (WILG, "2026-11-23 15:30", False),
        (WILG, "2026-11-23 15:31", True),
        (WILG, "2026-11-23 23:59", True),
        (ZUID, "2026-11-23 15:31", False),
        (ZUID, "2026-11-23 16:10", False),
        (ZUID, "2026-11-23 16:11", True),
        *((WILG, f"{monday} 15:31", True) for _, monday in CHANGES),
        *((WILG, f"{monday} 15:30", False) for _, monday in CHANGES),
        *((ZUID, f"{monday} 16:11", True) for _, monday in CHANGES),
        *((ZUID, f"{monday} 16:10", False) for _, monday in CHANGES),
    ],
)
def test_R9_no_task_after_school_for_the_next_school_day(school: Agreements, now: str, found: bool) -> None:
    told = said(school, "teacher", written(body="Maak de taak op blad 12 tegen morgen."), now).get("R9")

    assert (told is not None) is found
    if told:
        assert told.mode == ("block" if school is ZUID else "advise")
        assert told.says == school.tasks.says


def test_R9_nor_in_the_weekend_for_monday_nor_in_the_night() -> None:
    for school in (WILG, ZUID):
        for now in ("2026-11-20 16:30", "2026-11-21 10:00", "2026-11-22 23:59", "2026-11-23 00:00"):
            assert "R9" in said(school, "teacher", written(body="Toets op 23 november."), now), now
        assert "R9" not in said(school, "teacher", written(body="Toets op dinsdag 24 november."), "2026-11-22 10:00")
        assert "R9" not in said(school, "teacher", written(body="Het feest is op 23 november."), "2026-11-22 10:00")


@pytest.mark.parametrize(("school", "morning"), [(WILG, "07:30"), (ZUID, "07:00")])
def test_R9_the_night_ends_with_the_minute_of_the_schools_morning(school: Agreements, morning: str) -> None:
    """A task for the next school day, which at that minute is tomorrow."""
    letter = written(body="Maak de taak tegen dinsdag 24 november.")
    minute = at(f"2026-11-23 {morning}")
    assert "R9" not in said(school, "teacher", letter, f"2026-11-23 {morning}")
    today = written(body="Maak de taak tegen maandag 23 november.")
    before = (minute - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    assert "R9" in said(school, "teacher", today, before)
    assert "R9" not in said(school, "teacher", today, f"2026-11-23 {morning}")


def test_R9_a_moment_that_passed_does_not_bring_a_task_back_into_school_hours() -> None:
    for school in (WILG, ZUID):
        task = written(body="Maak de taak tegen morgen.", send_at=at("2026-11-23 15:30"))
        assert "R9" in said(school, "teacher", task, "2026-11-23 20:00")


def test_R9_what_stood_in_the_agenda_is_no_surprise() -> None:
    for school in (WILG, ZUID):
        task = written(body="Vergeet de toets van morgen niet.", agenda=frozenset({date(2026, 11, 24)}))
        assert "R9" not in said(school, "teacher", task, "2026-11-23 16:30")
        assert "R9" not in said(school, "parent", written(body="Is er een taak tegen morgen?"), "2026-11-23 16:30")


# ---- R10 -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "wilg", "zuid"),
    [
        ("2026-11-23", "every_day", "every_day"),
        ("2026-11-21", "", "once"),
        ("2026-11-22", "", "once"),
        ("2026-11-11", "", ""),
        ("2026-10-24", "", "once"),  # the weekend in which the clocks change
        ("2026-10-25", "", "once"),
        ("2026-03-29", "", "once"),
        ("2026-11-08", "", "once"),  # the last weekend of the autumn holiday
        ("2026-12-26", "", ""),  # the first of the Christmas holiday
        ("2027-01-03", "", "once"),
        ("2025-04-12", "", ""),  # within the Easter holiday
        ("2025-04-19", "", "once"),  # its last weekend, though Easter Monday is free too
        ("2025-04-20", "", "once"),
        ("2026-08-29", "", "once"),  # school begins on a Tuesday
        ("2026-08-22", "", ""),
    ],
)
def test_R10_which_days_a_family_is_expected(day: str, wilg: str, zuid: str) -> None:
    for role in ("parent", "pupil"):
        assert expected(WILG, role, date.fromisoformat(day)) == wilg
        assert expected(ZUID, role, date.fromisoformat(day)) == zuid


def test_R10_the_last_weekend_is_that_before_the_first_school_day_whatever_the_school_gives_free() -> None:
    longer = replace(ZUID, free_days=["2026-11-09", "2026-11-10"])
    assert expected(longer, "parent", date(2026, 11, 7)) == "once"
    longest = replace(ZUID, free_days=[f"2026-11-{day:02}" for day in range(9, 14)])
    assert expected(longest, "parent", date(2026, 11, 7)) == ""


def test_R10_staff_are_expected_on_the_days_they_work() -> None:
    for school in (WILG, ZUID):
        assert expected(school, "teacher", date(2026, 11, 25), {0, 1}) == ""
        assert expected(school, "teacher", date(2026, 11, 24), {0, 1}) == "every_day"
        assert expected(school, "office", date(2026, 11, 21)) == ""
    advised = replace(WILG, opening=replace(WILG.opening, weekend="advised", pupil="off"))
    assert expected(advised, "parent", date(2026, 11, 21)) == "advised"
    assert expected(advised, "pupil", date(2026, 11, 23)) == ""


def test_R10_the_weekend_lasts_from_friday_evening_to_monday_morning() -> None:
    for day, hours in (("2026-11-21", 63), ("2026-11-22", 63), ("2026-10-25", 64), ("2026-03-28", 62)):
        begins, ends = weekend_of(date.fromisoformat(day))
        assert ends - begins == timedelta(hours=hours)
        assert begins.astimezone(SCHOOL_TIME).strftime("%a %H:%M") == "Fri 17:00"
        assert ends.astimezone(SCHOOL_TIME).strftime("%a %H:%M") == "Mon 08:00"
