"""Two schools with hostile equal ids: nothing of the child at the one ever shows at the child at the other."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from ssdesk.protocol.record import Result
from ssdesk.server import people, publish, record
from ssdesk.server import tables as t
from tests.pdfs import of_pages
from tests.school import TOREN, WILG, Person, School, add_account, id_of
from tests.server.prepared import file_at, put_report, report
from tests.ui.reports_window import Window, moment, window

__all__ = ["window"]

IDS = ["0" * 32, "1" * 32, "f" * 32]
CHILDREN = {WILG: "Noor", TOREN: "Wout"}
one = st.tuples(st.sampled_from(IDS), st.sampled_from(["Herfstrapport", "Kerstrapport"]), st.integers(0, 100))
many = st.lists(one, max_size=4, unique_by=lambda told: told[0])


_numbers = count()


def content(slug: str, title: str) -> bytes:
    """Pages that name their school; no two files are the same."""
    pages = of_pages(1, lambda canvas, _: canvas.drawString(60, 700, f"van {slug} {title}"))
    return pages + b"%% %d" % next(_numbers)


def give(window: Window, slug: str, reports: list[Any], results: list[Any]) -> None:
    """The same ids, titles and periods at both schools; every name that is shown says of which school it is."""
    school = window.school
    for id_ in IDS:
        school.db.run_now(publish.withdraw, slug, "report", id_)
    for number, (id_, title, score) in enumerate(reports):
        name = f"{title} {slug}"
        file = file_at(school, content(slug, f"{title} {id_}"), slug)
        at = moment("2026-11-20") - number
        fields = {"id": id_, "title": name, "period": "Herfst"}
        put_report(school, report(file, at, CHILDREN[slug], **fields), slug)
        put_result(school, slug, id_, name, float(score), "percent")
    for number, (id_, title, score) in enumerate(results):
        put_result(school, slug, f"{id_[:-1]}{number + 2}", f"{title} tussen {slug}", float(score), "percent")


def put_result(school: School, slug: str, id_: str, title: str, score: float, form: str) -> None:
    pupil = id_of(CHILDREN[slug])
    made = Result(id_, pupil, f"Vak {slug}", title, "Herfst", form, day="2026-11-20", score=score)
    school.db.run_now(record.put_result, slug, made)


def shown_of(window: Window) -> list[str]:
    """Everything that can be read: the list, bars, course, results and pages."""
    window.settle()
    side, page = window.screen.content.side, window.screen.content.results
    texts = [*window.listed(), window.screen.bar.child.text(), window.text_of_pages()]
    texts += [bar.accessibleName() for bar in side.bars if bar.isVisible()]
    texts += [point.title for point in side.trend.points if side.trend.isVisible()]
    texts += [row.spoken for row in page.rows.rows if page.isVisible()]
    return [text for text in texts if text]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many, many, many, many)
def test_nothing_of_one_school_shows_at_the_child_of_the_other(
    window: Window, reports: list[Any], others: list[Any], results: list[Any], more: list[Any]
) -> None:
    if not window.accounts:
        window.add("mother", "wouts-mother")
        window.open()
    give(window, WILG, reports, results)
    give(window, TOREN, others, more)
    window.sync()
    for account, slug, other in ((0, WILG, TOREN), (1, TOREN, WILG)):
        window.screen.show_account(window.accounts[account])
        for key in [row.key for row in window.screen.content.list.rows if row.key is not None]:
            window.screen._choose(key)  # type: ignore[arg-type]
            said = shown_of(window)
            assert not [text for text in said if other in text or CHILDREN[other] in text]
            if key[0] == "report":  # type: ignore[index]
                assert f"van {slug}" in window.text_of_pages()
    window.screen.show_account("")


def test_the_same_child_id_at_two_schools_stays_two_children(window: Window) -> None:
    """One adult, two schools, and the pupils' ids are equal by bad luck."""
    noor, twin = id_of("Noor"), Person("An Claes", "co", "mother", TOREN, child="Noor", slot=3)

    def arrive(connection: Any) -> None:
        values = {"id": noor, "first_name": "Fleur", "last_name": "Maes", "class_": id_of("1C")}
        connection.execute(insert(t.pupil).values(school=TOREN, birth_date="2012-05-01", **values))
        add_account(connection, "fleurs-mother", twin)
        people.refresh(connection, TOREN, [id_of("fleurs-mother")], pupils=[noor])

    window.school.db.run_now(arrive)
    for slug, score in ((WILG, 78.0), (TOREN, 21.0)):
        file = file_at(window.school, content(slug, "Herfstrapport"), slug)
        put_report(window.school, report(file, moment("2026-11-20"), id=IDS[0]), slug)
        told = Result(IDS[0], noor, f"Vak {slug}", "Herfstrapport", "Herfst", "percent", day="2026-11-20", score=score)
        window.school.db.run_now(record.put_result, slug, told)
    window.add("mother")
    address = f"http://127.0.0.1/{TOREN}"
    window.accounts.append(sign_in(window, address, "fleurs-mother"))
    window.open()
    for account, slug in ((0, WILG), (1, TOREN)):
        window.screen.show_account(window.accounts[account])
        window.until(lambda slug=slug: f"van {slug}" in window.text_of_pages())
        assert [subject for subject, _ in window.bars()] == [f"Vak {slug}"]


def sign_in(window: Window, address: str, name: str) -> str:
    from ssdesk.protocol.session import SignedIn

    with window.track.reach(address, School.token(name)) as remote:
        state, info = remote.state(), remote.school()
    return window.household.add(address, info, SignedIn(School.token(name), id_of(f"device of {name}"), state))
