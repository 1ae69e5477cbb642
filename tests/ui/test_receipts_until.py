"""Until when a sent message is opened and answered, by the agreements, as its sender sees it (R6)."""

from __future__ import annotations

from ssdesk.rules.agreements.reading import read
from ssdesk.server import accounts, agreements
from ssdesk.server.demo.content import read_text
from ssdesk.ui.inbox.receipt_table import describe
from ssdesk.ui.question import Question
from tests.school import WILG, id_of
from tests.ui.inbox_window import Window, window
from tests.ui.test_receipts import SUBJECT, asked, overview, people, reacts, says, send

__all__ = ["window"]


def test_the_sender_sees_until_when_by_the_agreements_and_who_let_it_pass(window: Window) -> None:
    document = read(read_text("agreements_dewilg.toml"))
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")
    send(window, "mother", "father", asks="confirm")
    by = overview(window).by
    assert by.text() == "A confirmation is asked by woensdag 25 november, 14:32."
    window.school.clock.advance(hours=48)
    window.screen.right.reading_side.reading.read()
    assert by.text() == "A confirmation was due by woensdag 25 november, 14:32."
    reacts(window, "mother", "confirmed")
    assert by.text().startswith("A confirmation was due"), "the other one did not"
    reacts(window, "father", "follows")
    window.until(lambda: by.text().startswith("A confirmation is asked by"))


def test_R6_the_sender_sees_until_when_it_is_opened_and_each_one_reacts(window: Window) -> None:
    document = read(read_text("agreements_dewilg.toml"))
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")
    send(window, "mother", "father", asks="answer")  # Monday 14:32
    assert overview(window).opening.text() == "It is to be opened by woensdag 25 november, 14:32."
    assert not overview(window).reaction.isVisible()
    reacts(window, "mother")
    lines = people(window)
    found = [(line.read, line.read_by, line.react_by) for line in map(lines.rows.row_at, range(2)) if line]
    assert found == [("today 14:32", "", "by di 14:32"), ("", "by wo 14:32", "by wo 14:32")]
    assert describe(lines.rows.row_at(1)).endswith("not opened, opening by wo 14:32, reaction by wo 14:32")  # type: ignore[arg-type]
    window.school.clock.advance(hours=24)
    window.screen.right.reading_side.reading.read()
    assert overview(window).reaction.text() == "First reactions that should have come by now: 1."
    window.until(lambda: getattr(lines.rows.row_at(0), "react_by", "") == "was due 14:32")
    window.school.clock.advance(hours=24)
    window.screen.right.reading_side.reading.read()
    assert overview(window).opening.text() == "It was to be opened by woensdag 25 november, 14:32."
    reacts(window, "father", "follows")
    window.until(lambda: not overview(window).opening.isVisible())


def test_R6_of_who_works_part_time_the_sender_sees_the_moment_that_they_see(window: Window) -> None:
    document = read(read_text("agreements_dewilg.toml"))
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")
    window.school.db.run_now(accounts.set_weekdays, WILG, id_of("other-teacher"), [0, 1, 3])
    send(window, "mother", "other-teacher", asks="answer")  # Monday 14:32
    thursday = "donderdag 26 november, 14:32"
    assert overview(window).by.text() == f"An answer is asked by {thursday}; earlier from who works more days."
    assert overview(window).opening.text() == f"It is to be opened by {thursday}; earlier by who works more days."
    lines = people(window)
    found = {line.name: line.read_by for line in map(lines.rows.row_at, range(2)) if line}
    assert found == {"An Claes": "by wo 14:32", "Karel Smet": "by do 14:32"}
    window.school.clock.advance(hours=48)
    window.screen.right.reading_side.reading.read()
    assert overview(window).opening.text().startswith("It is to be opened by donderdag"), "not everybody is late"


def test_R6_who_has_read_it_can_be_asked_no_more(window: Window) -> None:
    id_ = send(window, "mother", asks="answer")
    reacts(window, "mother")
    says(window, "An Claes read it today 14:32 and has not answered yet.")
    window.click(overview(window).take_back)
    window.click(asked(window, Question).yes)
    window.sync()
    assert overview(window).by.text() == "No answer is asked any more."
    assert not overview(window).remind.isVisible()
    assert not overview(window).take_back.isVisible()
    parent = window.other("mother")
    parent.sync()
    (row,) = [row for row in parent.inbox() if row.subject == SUBJECT]
    assert row.withdrawn_at is not None, id_


def test_the_sender_of_what_asks_nothing_sees_no_moment(window: Window) -> None:
    document = read(read_text("agreements_dewilg.toml"))
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")
    send(window, "mother")
    assert overview(window).line.isVisible()
    assert not overview(window).by.isVisible()
