"""The week of Noor and Milan, as Els sees it on Monday 23 November 2026 at 14:32: that of the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import mean

import pytest

from ssdesk.protocol.planner import AgendaItem, Event, Lesson
from ssdesk.protocol.record import Result
from ssdesk.server.demo import Pupil, School
from ssdesk.server.demo.data_record import Shown
from ssdesk.server.demo.showing import show
from tests.unit.demo_schools import BRUSSELS, NOW, local

NOW_MS = NOW.timestamp() * 1000
FORMS = {"points", "percent", "letter", "word", "colour", "icon", "feedback", "stars"}


class Child:
    """What one of the two has."""

    def __init__(self, school: School, shown: Shown, username: str) -> None:
        self.pupil: Pupil = next(pupil for pupil in school.pupils if pupil.username == username)
        self.shown, self._class = shown, self.pupil.class_id

    def week(self, monday: str) -> dict[int, list[Lesson]]:
        found: dict[int, list[Lesson]] = {}
        for class_, week in self.shown.weeks:
            for lesson in week.lessons:
                if class_ == self._class and week.monday == monday:
                    found.setdefault(lesson.day, []).append(lesson)
        return found

    def items(self, form: str, first: str, last: str) -> Iterator[AgendaItem]:
        for class_, item in self.shown.items:
            if class_ == self._class and item.form == form and first <= item.day <= last:
                yield item

    def events(self, first: str, last: str) -> Iterator[Event]:
        for event, classes in self.shown.events:
            if first <= event.first_day <= last and (not classes or self._class in classes):
                yield event

    def results(self) -> list[Result]:
        return [result for result in self.shown.results if result.pupil == self.pupil.id]


@pytest.fixture(scope="module")
def shown(schools: list[School]) -> list[Shown]:
    return [show(school) for school in schools]


@pytest.fixture(scope="module")
def noor(schools: list[School], shown: list[Shown]) -> Child:
    return Child(schools[0], shown[0], "noor.peeters")


@pytest.fixture(scope="module")
def milan(schools: list[School], shown: list[Shown]) -> Child:
    return Child(schools[1], shown[1], "milan.peeters")


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def written(lessons: list[Lesson]) -> list[str]:
    return [" ".join(filter(None, (clock(one.start), one.subject, one.room, one.note))) for one in lessons]


# ---- The planner -----------------------------------------------------------------------------------------------------
def test_noors_week(noor: Child) -> None:
    week = {day: written(lessons) for day, lessons in noor.week("2026-11-23").items()}
    assert week == {
        0: ["08:25 Taal 4B", "10:20 Zwemmen", "13:15 Rekenen"],
        1: ["08:25 WO 4B", "10:20 Taal", "13:15 Muzo"],
        2: ["10:35 Rekenen"],
        3: ["08:25 Taal", "10:20 Turnen turnzak", "13:15 WO"],
        4: ["08:25 Rekenen", "13:15 Crea"],
    }
    assert all(lesson.state == "" for lessons in noor.week("2026-11-23").values() for lesson in lessons)


def test_milans_week_has_a_changed_and_a_cancelled_lesson_and_no_wednesday(milan: Child) -> None:
    found = milan.week("2026-11-23")
    assert {day: written(lessons) for day, lessons in found.items()} == {
        0: ["08:25 Wiskunde 2.04", "09:25 Nederlands", "10:30 Engels 2.02", "13:15 Frans 2.09", "14:15 LO sporthal"],
        1: ["08:25 Frans 2.09", "09:25 Biologie vervalt", "11:10 Techniek atelier",
            "13:15 Geschiedenis 1.08 nu in 1.08, niet 2.11"],
        3: ["08:25 Techniek atelier", "09:25 Wiskunde 2.04", "13:15 Aardrijkskunde"],
        4: ["08:25 LO sporthal", "10:30 Muziek 1.10", "13:15 Nederlands"],
    }  # fmt: skip
    assert [(lesson.subject, lesson.state) for lessons in found.values() for lesson in lessons if lesson.state] == [
        ("Biologie", "cancelled"),
        ("Geschiedenis", "changed"),
    ]


def test_the_weeks_around_have_lessons_and_the_holiday_has_none(noor: Child, milan: Child) -> None:
    for child in (noor, milan):
        assert len(child.week("2026-11-16")) == 5
        assert len(child.week("2026-12-14")) == 5
        assert child.week("2026-11-02") == {}


def test_what_is_to_do_and_to_be_tested(noor: Child, milan: Child) -> None:
    week = "2026-11-23", "2026-11-27"
    assert [(item.title, item.day) for item in noor.items("task", *week)] == [
        ("Leesboek inleveren", "2026-11-24"),
        ("Toestemming bosklassen", "2026-11-27"),
    ]
    assert [item.title for item in milan.items("task", *week)] == ["Woordjes unité 3"]
    coming = "2026-11-23", "2026-12-14"
    assert [(item.title, item.day) for item in noor.items("test", *coming)] == [("Dictee 7", "2026-12-01")]
    assert [(x.subject, x.title, x.text, x.day, clock(x.start)) for x in milan.items("test", *coming)] == [
        ("Frans", "Toets Frans", "unité 3", "2026-11-23", "13:15"),
        ("Techniek", "Toets techniek", "H4", "2026-11-24", "11:10"),
    ]
    (swim,) = noor.items("material", "2026-11-23", "2026-11-23")
    assert not list(milan.items("material", *week))
    assert (swim.title, swim.text, clock(swim.start)) == ("Zwemmen", "zwemzak meebrengen", "10:20")


def test_the_calendars_of_that_week(noor: Child, milan: Child) -> None:
    week = "2026-11-23", "2026-11-29"
    found = [
        (e.first_day[-2:], e.form, e.title, clock(e.start), clock(e.end), e.place, e.text) for e in noor.events(*week)
    ]
    assert [row if row[2] != "Grootouderfeest" else row[:6] for row in found] == [
        ("23", "evening", "Oudercontact", "16:00", "16:50", "", "bevestigd"),
        ("25", "trip", "Uitstap bib", "08:25", "10:20", "", "te voet"),
        ("27", "activity", "Grootouderfeest", "", "", ""),
        ("27", "activity", "Feest", "10:20", "11:30", "turnzaal", ""),
    ]
    assert [(e.first_day[-2:], e.form, e.title, clock(e.start)) for e in milan.events(*week)] == [
        ("25", "free_day", "Pedagogische dag", ""),
        ("26", "evening", "Taalklas", "15:45"),
    ]


# ---- Results, reports ------------------------------------------------------------------------------------------------
def test_the_only_new_results_are_two_since_friday(noor: Child, milan: Child) -> None:
    lately = datetime(2026, 11, 16, 23, tzinfo=UTC).timestamp() * 1000  # what a desktop may call new
    results = [*noor.results(), *milan.results()]
    new = [one for one in results if lately <= one.given_at <= NOW_MS and one.title != "Herfstrapport"]
    assert [(r.title, r.form, r.score, r.out_of, r.value) for r in new] == [
        ("Dictee 6", "points", 17, 20, ""),
        ("Wiskunde H4", "word", None, None, "goed op weg"),
    ]


def test_noor_has_37_evaluations_this_year_and_others_of_last_year(noor: Child) -> None:
    reports = {report.title for report in noor.shown.reports}
    own = [result for result in noor.results() if result.title not in reports]
    began = datetime(2026, 9, 1, tzinfo=UTC).timestamp() * 1000
    assert sum(result.given_at >= began for result in own) == 37
    assert sum(result.given_at < began for result in own) >= 20


def test_every_form_and_state_of_a_result_is_met(noor: Child, milan: Child) -> None:
    for child in (noor, milan):
        own = child.results()
        assert {result.form for result in own} == FORMS
        assert {result.state for result in own} >= {"", "absent", "exempt"}
        assert {result.weight is None for result in own} == {True, False}
        assert {result.median is None for result in own} == {True, False}
        assert 0 in {result.weight for result in own}
        assert "" in {result.day for result in own}
    assert "not_graded" in {result.state for result in noor.results()}


def test_a_result_of_a_day_of_absence_says_absent(noor: Child) -> None:
    away = {absence.day for absence in noor.shown.absences if absence.pupil == noor.pupil.id and absence.part == "day"}
    missed = [result for result in noor.results() if result.state == "absent"]
    assert missed
    assert {result.day for result in missed} <= away
    assert all(result.score is None and not result.value for result in missed)


def test_noors_reports(noor: Child) -> None:
    own = sorted((r for r in noor.shown.reports if r.pupil == noor.pupil.id), key=lambda r: r.released_at, reverse=True)
    assert [(report.title, str(local(report.released_at).date())) for report in own] == [
        ("Herfstrapport", "2026-11-20"),
        ("Eindrapport", "2026-06-29"),
        ("Paasrapport", "2026-04-02"),
        ("Kerstrapport", "2025-12-18"),
        ("Herfstrapport", "2025-10-28"),
    ]
    assert local(own[0].released_at).hour == 19
    assert [(line.subject, line.result, line.median) for line in own[0].card.subjects] == [
        ("Nederlands", "78%", "71%"),
        ("Wiskunde", "84%", "69%"),
        ("Frans", "66%", "68%"),
        ("Wereldoriëntatie", "91%", "74%"),
        ("Muzische vorming", "88%", "80%"),
        ("Lichamelijke opvoeding", "75%", "77%"),
    ]
    lines = [result for result in noor.results() if result.title == "Herfstrapport" and result.period[-4:] == "2027"]
    assert [line.subject for line in sorted(lines, key=lambda line: line.id)] == [
        line.subject for line in own[0].card.subjects
    ]
    assert own[0].card.remarks[0].text == (
        "Noor werkt zelfstandig en zorgvuldig. Zij durft vragen stellen wanneer iets nog niet duidelijk is."
    )
    assert own[0].card.remarks[1].text == "Een fijne klasgenote met oog voor anderen."
    assert (own[0].card.class_name, own[0].card.teacher) == ("4B", "juf Petra")
    means = [mean(float(line.result.rstrip("%")) for line in report.card.subjects) for report in reversed(own)]
    assert [round(one) for one in means] == [69, 72, 71, 78, 80]


def test_milans_next_report_is_due_tomorrow_evening(milan: Child) -> None:
    due = [r for r in milan.shown.reports if r.pupil == milan.pupil.id and r.released_at > NOW]
    assert [report.title for report in due] == ["Rapport dagelijks werk 1"]
    assert due[0].released_at == datetime(2026, 11, 24, 18, tzinfo=BRUSSELS)
    lines = [result for result in milan.results() if result.title == due[0].title and result.period == due[0].period]
    assert len(lines) == 12
    assert {result.given_at for result in lines} == {due[0].released_at.timestamp() * 1000}


def test_results_change_slowly_over_the_reports(schools: list[School], shown: list[Shown]) -> None:
    for one in shown:
        for report in one.reports:
            marks = [float(line.result.rstrip("%")) for line in report.card.subjects]
            assert all(20 <= mark <= 99 for mark in marks)
            assert len(set(marks)) > 1
    assert len({report.pupil for one in shown for report in one.reports}) >= 18


# ---- Absences, news --------------------------------------------------------------------------------------------------
def test_milan_is_late_today(milan: Child, noor: Child) -> None:
    today = [a for c in (milan, noor) for a in c.shown.absences if a.day == "2026-11-23" and a.pupil == c.pupil.id]
    assert [(a.pupil, a.code, a.label, a.part, a.minutes, a.note) for a in today] == [
        (milan.pupil.id, "L", "Te laat", "am", 27, "aangekomen om 08:52")
    ]


def test_the_newest_news_and_what_is_prepared(noor: Child, milan: Child) -> None:
    found: list[tuple[str, bool]] = []
    lately = (NOW - timedelta(days=4)).timestamp() * 1000
    for child in (noor, milan):
        news = [bulletin.news for bulletin in child.shown.news]
        found += [(one.title, one.published_at <= NOW_MS) for one in news if one.published_at >= lately]
        assert {bulletin.news.important for bulletin in child.shown.news} == {True, False}
        assert any(bulletin.files for bulletin in child.shown.news)
        assert any(bulletin.classes for bulletin in child.shown.news)
    assert found == [
        ("Sint bezoekt de school op 4 december", True),
        ("Warme maaltijden: nieuwe kaart", False),
        ("Vernieuwde fietsenstalling is open", True),
        ("Inschrijven voor de inhaallessen", False),
    ]


def test_everybody_else_has_a_credible_amount(schools: list[School], shown: list[Shown]) -> None:
    for school, one in zip(schools, shown, strict=True):
        years = {class_.id: class_.year for class_ in school.classes}
        grades = [p for p in school.pupils if p.left_on is None and not years[p.class_id].startswith("K")]
        numbers = {pupil.id: 0 for pupil in grades}
        for result in one.results:
            if result.pupil in numbers:
                numbers[result.pupil] += 1
        assert min(numbers.values()) >= 8
        assert 0.5 <= len(one.absences) / len(school.pupils) <= 3
        taught = {class_ for class_, _ in one.weeks}
        assert taught == {class_.id for class_ in school.classes} == {class_ for class_, _ in one.items}
        states = [lesson.state for _, week in one.weeks for lesson in week.lessons]
        assert 0.005 <= sum(map(bool, states)) / len(states) <= 0.05
        assert date.fromisoformat(max(week.monday for _, week in one.weeks)) >= NOW.date() + timedelta(days=21)


def test_the_whole_class_wrote_the_dictation(noor: Child, schools: list[School]) -> None:
    class_ = {p.id for p in schools[0].pupils if p.class_id == noor.pupil.class_id and p.left_on is None}
    found = [result for result in noor.shown.results if result.title == "Dictee 6" and result.pupil in class_]
    assert sorted(result.pupil for result in found) == sorted(class_)
    assert len({result.score for result in found}) > 5
