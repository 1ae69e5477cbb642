"""What a letter asks of its readers, when it goes, and that it cannot wait: chosen, kept in the draft, sent."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TypeVar

import msgspec
from PySide6.QtCore import QDate, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ssdesk.replica.inbox import MessageDetail
from ssdesk.rules.agreements.reading import read
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import accounts, agreements
from ssdesk.server.demo.content import read_text
from ssdesk.server.schools import read_school
from ssdesk.ui.inbox.asking import Moment
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.emergency import Emergency
from ssdesk.ui.inbox.wishes import Wishes
from tests.school import SETTINGS, WILG, School, id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
_W = TypeVar("_W", bound=QWidget)
WEDNESDAY = round(datetime(2026, 11, 25, 16, 0, tzinfo=SCHOOL_TIME).timestamp() * 1000)
TUESDAY = round(datetime(2026, 11, 24, 7, 30, tzinfo=SCHOOL_TIME).timestamp() * 1000)


def write(window: Window, name: str = "teacher", to: str = "mother") -> Composer:
    """A letter of a member of the staff that could be sent."""
    window.add(name)
    window.open()
    window.click(window.screen.new)
    page = window.screen.composer
    page.to.add(id_of(to))
    page.subject.setText("Zwemmen")
    page.body.fill("Beste ouders\n\nWilt u laten weten of Noor mee zwemt?\n\nMet vriendelijke groeten")
    return page


def wish(window: Window, text: str) -> None:
    """Chosen in the menu of one of both buttons."""
    wishes: Wishes = window.screen.composer.wishes
    offered: list[QAction] = [*wishes.ask.menu().actions(), *wishes.later.menu().actions()]
    next(action for action in offered if action.text() == text and action.isVisible()).trigger()


def asked(window: Window, kind: type[_W]) -> _W:
    return next(one for one in window.root.findChildren(kind) if one.isVisible())


def pick(window: Window, day: QDate, hour: QTime) -> Moment:
    """The moment in the question that stands there."""
    question = asked(window, Moment)
    question.day.setDate(day)
    question.hour.setTime(hour)
    if question.yes.isEnabled():
        window.click(question.yes)
    return question


def chips(window: Window) -> list[str]:
    return [chip.text() for chip in window.screen.composer.wishes.chips]


def arrived(window: Window, name: str = "mother") -> list[MessageDetail]:
    desktop = window.other(name)
    desktop.sync()
    found = [desktop.replica.inbox.message(row.id) for row in desktop.inbox()]
    return [detail for detail in found if detail is not None]


def tick(school: School) -> None:
    asyncio.run(school.app.scheduler.tick())


# ---- Asking ----------------------------------------------------------------------------------------------------------
def test_an_answer_asked_before_a_moment_arrives_with_it(window: Window) -> None:
    page = write(window)
    wish(window, "An answer before …")
    pick(window, QDate(2026, 11, 25), QTime(16, 0))
    assert chips(window) == ["Answer asked before wo 16:00"]
    window.click(page.send)
    window.sync()
    (got,) = arrived(window)
    assert (got.row.asks, got.row.answer_by) == ("answer", datetime(2026, 11, 25, 16, 0, tzinfo=SCHOOL_TIME))


def test_a_confirmation_asked_can_be_confirmed_by_its_reader(window: Window) -> None:
    page = write(window)
    wish(window, "A confirmation")
    assert chips(window) == ["Confirmation asked"]
    window.click(page.send)
    window.sync()
    (got,) = arrived(window)
    assert (got.row.asks, got.row.answer_by) == ("confirm", None)


def test_what_is_asked_is_kept_in_the_draft_and_taken_away_with_its_chip(window: Window) -> None:
    page = write(window)
    page.wishes.set_asked("confirm", WEDNESDAY)
    draft = window.screen.right.writing.draft
    assert window.screen.right.writing.leave()
    window.sync()
    window.screen.resume_draft(window.accounts[0], draft)
    assert chips(window) == ["Confirmation asked before wo 16:00"]
    window.click(page.wishes.chips[0])
    assert (chips(window), page.wishes.isVisible()) == ([], False)
    window.click(page.send)
    window.sync()
    (got,) = arrived(window)
    assert (got.row.asks, got.row.answer_by) == ("", None)


def test_the_next_letter_asks_nothing(window: Window) -> None:
    page = write(window)
    page.wishes.set_asked("answer", WEDNESDAY)
    window.click(page.send)
    window.click(window.screen.new)
    assert (chips(window), page.letter().asks) == ([], "")


# ---- Sending later ---------------------------------------------------------------------------------------------------
def test_planned_message_lies_in_scheduled_and_goes_at_its_moment(window: Window) -> None:
    page = write(window)
    wish(window, "At a moment …")
    pick(window, QDate(2026, 11, 24), QTime(7, 30))
    assert chips(window) == ["Goes tomorrow 07:30"]
    assert page.send.text() == "Schedule for tomorrow 07:30"
    window.click(page.send)
    window.sync()
    window.screen.pane.choose_folder("scheduled")
    window.until(lambda: window.subjects() == ["Zwemmen"])
    assert arrived(window) == []
    window.school.clock.now = TUESDAY
    tick(window.school)
    (got,) = arrived(window)
    assert got.row.subject == "Zwemmen"


def test_moment_is_kept_in_the_draft_and_stands_there_again(window: Window) -> None:
    page = write(window)
    page.wishes.plan(TUESDAY)
    draft = window.screen.right.writing.draft
    assert window.screen.right.writing.leave()
    window.sync()
    window.screen.resume_draft(window.accounts[0], draft)
    assert chips(window) == ["Goes tomorrow 07:30"]
    assert page.send.text() == "Schedule for tomorrow 07:30"
    window.screen.right.writing.leave()
    window.school.clock.now = TUESDAY
    window.screen.resume_draft(window.accounts[0], draft)
    assert (page.send.isEnabled(), page._why_not.text()) == (
        False,
        "The moment to send it is past. Choose another one.",
    )
    window.click(page.wishes.chips[0])
    assert (page.send.isEnabled(), page.send.text()) == (True, "Send")


def test_what_is_undone_or_not_sent_after_all_stays_planned(window: Window) -> None:
    page = write(window)
    page.wishes.plan(TUESDAY)
    window.track.cut = True
    window.click(page.send)
    (item,) = [item for item in window.replica().outbox.items() if item.type == "send_message"]
    draft = window.replica().outbox.withdraw(item.id)
    window.screen.resume_draft(window.accounts[0], draft or "")
    assert page.send.text() == "Schedule for tomorrow 07:30"
    window.track.cut = False
    window.click(page.send)
    window.sync()
    window.screen.pane.choose_folder("scheduled")
    window.click_row("Zwemmen")
    window.click(window.screen.reader.receipts.leaves.action)
    assert page.send.text() == "Schedule for tomorrow 07:30"
    window.click(page.send)
    window.sync()
    assert arrived(window) == []
    window.school.clock.now = TUESDAY
    tick(window.school)
    assert [got.row.subject for got in arrived(window)] == ["Zwemmen"]


def test_emergency_is_not_kept_in_the_draft(window: Window) -> None:
    page = write(window, "office")
    page.wishes.hurry("De school is dicht.")
    draft = window.screen.right.writing.draft
    assert window.screen.right.writing.leave()
    window.screen.resume_draft(window.accounts[0], draft)
    assert (chips(window), page.send.text()) == ([], "Send")


def test_planned_answer_waits_in_the_composer_and_not_below_the_message(window: Window) -> None:
    window.add("mother")
    window.receive("Lezen")
    window.receive("Zwemmen")
    window.open()
    window.click_row("Zwemmen")
    reader, page = window.screen.reader, window.screen.composer
    assert reader.message is not None
    window.screen.right.writing.answer_all(window.accounts[0], reader.message.detail)
    window.screen._show_composer()
    page.body.fill("Beste juf\n\nJa.")
    page.wishes.plan(TUESDAY)
    window.screen.back_to_list()
    assert [draft.send_at for draft in window.replica().drafts.all()] == [TUESDAY]
    for subject in ("Lezen", "Zwemmen"):
        window.click_row(subject)
        assert reader.answer.written().blank


def test_moment_that_is_past_cannot_be_picked(window: Window) -> None:
    write(window)
    wish(window, "At a moment …")
    question = pick(window, QDate(2026, 11, 23), QTime(8, 0))
    assert (question.isVisible(), question.yes.isEnabled()) == (True, False)
    assert question._said.text() == "That moment is past."
    question.reject()
    assert chips(window) == []


def test_moment_that_passed_while_one_wrote_is_said_and_nothing_goes(window: Window) -> None:
    page = write(window)
    page.wishes.plan(TUESDAY)
    window.school.clock.now = TUESDAY
    window.click(page.send)
    assert page._why_not.text() == "The moment to send it is past. Choose another one."
    assert "send_message" not in window.waiting()
    page.wishes.set_asked("answer", WEDNESDAY)
    page.wishes.plan(WEDNESDAY + 60_000)
    assert page._why_not.text().startswith("It goes only after the moment before which you ask an answer.")
    page.wishes.plan(None)
    assert page.send.isEnabled()


def test_moment_that_the_school_refuses_gives_the_text_back(window: Window) -> None:
    page = write(window)
    page.wishes.set_asked("answer", WEDNESDAY)
    window.track.cut = True
    window.click(page.send)
    window.school.clock.now = WEDNESDAY + 60_000
    window.track.cut = False
    window.sync()
    (kept,) = window.replica().drafts.all()
    window.screen.resume_draft(window.accounts[0], kept.id)
    assert page.trouble.text().startswith("The moment before which an answer is asked has passed")
    assert page._why_not.text().startswith("The moment before which you ask an answer is past.")
    assert page.subject.text() == "Zwemmen"


def test_advice_plans_it_for_the_next_school_morning_with_one_click(window: Window) -> None:
    agreed = read(read_text("agreements_dewilg.toml"))
    window.school.clock.now = round(datetime(2026, 11, 23, 18, 30, tzinfo=SCHOOL_TIME).timestamp() * 1000)
    window.school.db.run_now(agreements.publish, WILG, agreed, window.school.clock(), "server")
    page = write(window)
    page.advice.look()
    card = next(one for one in page.advice.panel.cards if one.advice and one.advice.fix and one.advice.rule == "R8")
    assert card.fix.text() == "Plan it for dinsdag at 07:30"
    window.click(card.fix)
    assert page.letter().send_at == TUESDAY
    assert page.send.text() == "Schedule for tomorrow 07:30"


# ---- Emergencies -----------------------------------------------------------------------------------------------------
def offers_emergency(window: Window) -> bool:
    return window.screen.composer.wishes._urgent.isVisible()


def test_emergency_needs_a_reason_and_the_reader_gets_it(window: Window) -> None:
    page = write(window, "office")
    page.wishes.plan(TUESDAY)
    wish(window, "Now, as an emergency …")
    question = asked(window, Emergency)
    question.field.set_text("   ")
    assert not question.yes.isEnabled()
    question.field.set_text("De school is dicht.")
    window.click(question.yes)
    assert chips(window) == ["Emergency: De school is dicht."]
    assert (page.letter().send_at, page.send.text()) == (None, "Send as an emergency")
    window.click(page.send)
    window.sync()
    (got,) = arrived(window)
    assert got.row.emergency == "De school is dicht."


def test_who_the_school_does_not_name_is_offered_no_emergency(window: Window) -> None:
    write(window, "teacher")
    assert not offers_emergency(window)


def test_the_school_names_the_roles(window: Window) -> None:
    settings = msgspec.structs.replace(SETTINGS[WILG], emergency=["teacher"])
    window.school.db.run_now(accounts.set_settings, WILG, settings)
    window.school.app.parts.schools.replace([window.school.db.read_now(read_school, WILG)])
    write(window, "teacher")
    assert offers_emergency(window)


def test_family_is_offered_no_emergency(window: Window) -> None:
    write(window, "mother", "teacher")
    assert not offers_emergency(window)


# ---- Looks -----------------------------------------------------------------------------------------------------------
def test_wishes_have_no_problem_in_any_look(window: Window, qapp: QApplication) -> None:
    page = write(window, "office")
    page.wishes.set_asked("confirm", WEDNESDAY)
    page.wishes.plan(TUESDAY)
    found = {look: checks.problems(page, primary=1) for look in checks.in_every_look(qapp, window.root)}
    page.wishes.hurry("De school is morgen dicht: de verwarming is stuk en het is te koud in de klassen")
    found |= {f"{look} !": checks.problems(page, primary=1) for look in checks.in_every_look(qapp, window.root)}
    page.wishes.set_asked("answer", WEDNESDAY)
    page.wishes.plan(WEDNESDAY + 60_000)
    found |= {f"{look} ?": checks.problems(page, primary=1) for look in checks.in_every_look(qapp, window.root)}
    assert page._why_not.isVisible()
    assert page.window().width() <= 1024
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_question_for_the_reason_has_no_problem_in_any_look(window: Window, qapp: QApplication) -> None:
    write(window, "office")
    found = {}
    for look in checks.in_every_look(qapp, window.root):
        wish(window, "Now, as an emergency …")
        question = asked(window, Emergency)
        found[look] = checks.problems(question, primary=1)
        question.reject()
    assert {look: problems for look, problems in found.items() if problems} == {}
