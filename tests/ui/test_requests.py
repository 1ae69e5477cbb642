"""What the open message asks, and answering it with one click, with and without a connection."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QMenu

from ssdesk.household import Home
from ssdesk.household.asked import expected
from ssdesk.protocol.agreements import Agreements, Clock, Deadlines
from ssdesk.replica.actions import Respond, SendMessage, Withdraw
from ssdesk.replica.inbox import Filter
from ssdesk.replica.receipts import Which
from ssdesk.rules.agreements.reading import read
from ssdesk.server import agreements
from ssdesk.server.demo.content import read_text
from ssdesk.ui.inbox.opened import About, listed
from ssdesk.ui.inbox.requests import Request
from tests.school import WILG, id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]


def dewilg() -> Agreements:
    return read(read_text("agreements_dewilg.toml"))


def asked(window: Window) -> Request:
    window.add("mother")
    window.receive("A: uitstap", asks="confirm")
    window.open()
    window.click_row("A: uitstap")
    return window.screen.reader.request


def test_one_click_confirms_also_offline_and_the_sender_is_told(window: Window) -> None:
    request = asked(window)
    assert request.note.isVisible()
    window.track.cut = True
    window.click(request.confirm)
    window.until(lambda: not request.note.isVisible())
    assert not request.confirm.isVisible()
    assert request.said.isVisible()
    replica = window.household.replica(window.accounts[0])
    assert [item.type for item in replica.outbox.items()][-1:] == ["respond"]
    assert not replica.inbox.first_page(Filter(to_answer=True))
    window.track.cut = False
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    (row,) = teacher.replica.inbox.first_page(Filter("sent"))
    assert (row.to_confirmed, row.to_count) == (1, 1)


@pytest.mark.parametrize("choice", ["follows", "not_for_me", "talk"])
def test_the_other_answers_end_what_is_waited_for(window: Window, choice: str) -> None:
    request = asked(window)
    window.click(getattr(request, choice))
    window.until(request.said.isVisible)
    row = window.screen.reader.message.row if window.screen.reader.message else None
    assert row is not None
    assert row.response == choice


def test_who_chose_by_mistake_chooses_again_and_the_last_word_counts(window: Window) -> None:
    request = asked(window)
    window.click(request.confirm)
    window.until(lambda: not request.talk.isVisible())
    window.click(request.said.action)
    assert not request.confirm.isVisible(), "that was said"
    assert QApplication.focusWidget() is request.follows
    window.click(request.talk)
    window.until(lambda: request.said.text() == "You asked for a talk about this.")
    assert not request.talk.isVisible()
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    (row,) = teacher.replica.inbox.first_page(Filter("sent"))
    (told,) = teacher.replica.receipts.first_page(row.id, Which(), 10)
    assert (told.state, row.to_confirmed) == ("talk", 0)


def test_choosing_again_does_not_stay_open_for_the_next_message(window: Window) -> None:
    request = asked(window)
    window.receive("A: bosklassen", asks="confirm")
    window.sync()
    for subject in ("A: bosklassen", "A: uitstap"):
        window.click_row(subject)
        window.click(request.confirm)
        window.until(request.said.action.isVisible)
    window.click(request.said.action)
    assert request.talk.isVisible()
    window.click_row("A: bosklassen")
    assert request.said.isVisible()
    assert not request.talk.isVisible()


def test_what_asks_nothing_shows_no_buttons(window: Window) -> None:
    window.add("mother")
    window.receive("Nieuws")
    window.open()
    window.click_row("Nieuws")
    assert not window.screen.reader.request.isVisible()


# ---- What asks nothing (R12, R13) ------------------------------------------------------------------------------------
WRONG, TALK = "Not meant for me", "Ask for a talk"


def lines(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text() in (WRONG, TALK)]


def press(window: Window, menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()
    window.breathe()


def more(window: Window) -> QMenu:
    return window.screen.reader.more.menu()


def told(window: Window, subject: str) -> tuple[str, str]:
    """What the teacher sees of the one recipient: the state of the copy, and the tag in the list."""
    teacher = window.other("teacher")
    teacher.sync()
    row = next(row for row in teacher.replica.inbox.first_page(Filter("sent")) if row.subject == subject)
    (one,) = teacher.replica.receipts.first_page(row.id, Which(), 10)
    return one.state, listed(1, row, About("t", "", 0, "")).tag_text


@pytest.mark.parametrize(
    ("text", "response", "said", "own", "tag"),
    [
        (
            WRONG,
            "not_for_me",
            "You said that this is not meant for you.",
            "not meant for you",
            "meant for somebody else",
        ),
        (TALK, "talk", "You asked for a talk about this.", "talk asked", "talk asked"),
    ],
)
def test_R12_R13_one_click_says_it_of_any_message_also_offline_and_the_sender_sees_it(
    window: Window, text: str, response: str, said: str, own: str, tag: str
) -> None:
    window.add("mother")
    window.receive("Gewoon")
    window.open()
    window.click_row("Gewoon")
    window.track.cut = True
    assert lines(more(window)) == [WRONG, TALK]
    press(window, more(window), text)
    request = window.screen.reader.request
    window.until(request.said.isVisible)
    assert (request.said.text(), request.note.isVisible()) == (said, False)
    assert lines(more(window)) == [other for other in (WRONG, TALK) if other != text], "not what was said"
    assert window.row("Gewoon").tag_text == own
    window.track.cut = False
    window.sync()
    assert window.troubles == []
    assert told(window, "Gewoon") == (response, tag)


def test_R12_who_said_it_of_a_message_that_asks_nothing_by_mistake_chooses_again(window: Window) -> None:
    window.add("mother")
    window.receive("Gewoon")
    window.open()
    window.click_row("Gewoon")
    press(window, more(window), WRONG)
    request = window.screen.reader.request
    window.until(request.said.isVisible)
    window.click(request.said.action)
    assert [button.isVisible() for button, _ in request._buttons] == [False, False, False, True]
    window.click(request.talk)
    window.until(lambda: request.said.text() == "You asked for a talk about this.")
    window.sync()
    assert told(window, "Gewoon")[0] == "talk"


def test_R6_who_chooses_again_may_still_say_that_an_answer_follows_where_the_school_waits_for_one(
    window: Window,
) -> None:
    agree(window, replace(dewilg(), deadlines=EVERYTHING))
    window.add("mother")
    window.receive("Zwemzak")
    window.open()
    window.click_row("Zwemzak")
    request = window.screen.reader.request
    window.click(request.talk)
    window.until(request.said.isVisible)
    window.click(request.said.action)
    window.click(request.follows)
    window.sync()
    assert window.troubles == []
    assert told(window, "Zwemzak")[0] == "follows"


def test_R11_R12_in_the_list_it_is_said_of_the_row_without_opening_it(window: Window) -> None:
    window.add("mother")
    window.receive("Eerst")
    window.receive("Voor iemand anders")
    window.open()
    window.click_row("Eerst")
    window.screen.pane.table.select_key(window.screen.pane.rows.key_at(window._index("Voor iemand anders").row()))
    window.screen.pane.table.setFocus()
    press(window, window.screen.menus.all, WRONG)
    window.sync()
    assert window.row("Voor iemand anders").unread
    assert window.row("Eerst").tag_text == ""
    assert told(window, "Voor iemand anders")[0] == "not_for_me"


def test_R13_a_talk_asked_after_an_answer_is_the_last_word(window: Window) -> None:
    window.add("mother")
    window.receive("Gewoon")
    window.open()
    window.click_row("Gewoon")
    answer = window.screen.reader.answer
    window.type(answer.text, "Beste juf, daar ben ik het niet mee eens. Groeten, An")
    window.click(answer.send)
    window.sync()
    assert told(window, "Gewoon")[0] == "answered"
    window.school.clock.advance(seconds=60)
    press(window, more(window), TALK)
    window.sync()
    assert window.screen.reader.request.said.text() == "You asked for a talk about this."
    assert told(window, "Gewoon") == ("talk", "talk asked")


def test_nothing_is_said_of_what_nobody_may_answer_or_was_taken_back(window: Window) -> None:
    window.add("mother")
    window.put("news", subject="Melding", can_answer=False)
    window.put("gone", subject="Weg", withdrawn_at=window.school.clock())
    window.open()
    for subject in ("Melding", "Weg"):
        window.click_row(subject)
        assert lines(more(window)) == [], subject


def test_several_recipients_are_counted_in_the_senders_list(window: Window) -> None:
    window.add("teacher")
    window.open()
    window.household.do(window.accounts[0], SendMessage([id_of("mother"), id_of("father")], "Uitstap", "Beste ouders"))
    window.sync()
    for name in ("mother", "father"):
        desktop = window.other(name)
        desktop.sync()
        desktop.replica.do(Respond(desktop.inbox()[0].id, "not_for_me"))
        desktop.sync()
    window.sync()
    window.screen.pane.choose_folder("sent")
    window.until(lambda: window.row("Uitstap").tag_text == "meant for others: 2")
    window.click_row("Uitstap")
    overview = window.screen.reader.receipts
    assert overview.line.text().replace("\N{NO-BREAK SPACE}", " ") == "0 of 2 read · not meant for them: 2"
    assert not overview.remind.isVisible(), "who said that is not reminded"


def agree(window: Window, document: Agreements) -> None:
    """The school of the mother agrees on this."""
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")


def test_who_reads_and_who_sent_see_the_same_agreed_moment_and_that_it_passed(window: Window) -> None:
    agree(window, dewilg())
    window.add("mother")
    sent = window.receive("Uitstap", asks="answer")  # Monday 14:33, with 48 hours
    window.open()
    assert window.row("Uitstap").tag_text == "answer by wo 14:33"
    window.click_row("Uitstap")
    note = window.screen.reader.request.note
    assert note.text() == (
        "This message asks an answer before woensdag 25 november, 14:33. "
        "A first reaction is expected before dinsdag 24 november, 14:33; that a full answer follows is enough."
    )
    window.until(lambda: window.row("Uitstap").tag_text == "first reaction by tomorrow 14:33")
    teacher = window.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(sent)
    assert detail is not None
    home = Home(
        name="t", account=id_of("teacher"), colour=0, state="open", agreements=teacher.replica.people.agreements()
    )
    assert expected(home, teacher.replica, detail).answers == (datetime(2026, 11, 25, 13, 33, tzinfo=UTC),)
    assert window.screen.right.reading_side.reading.passing.isActive()
    window.school.clock.advance(hours=47, seconds=3599)
    window.screen.right.reading_side.reading.passing.timeout.emit()
    assert note.text().startswith("This message asks an answer before ")
    window.school.clock.advance(seconds=1)
    window.screen.right.reading_side.reading.passing.timeout.emit()
    assert note.text().startswith("An answer to this message was due by woensdag 25 november, 14:33.")
    window.click(window.screen.reader.request.follows)
    window.until(lambda: not note.isVisible())
    assert window.row("Uitstap").tag_text == "answered"
    assert not window.screen.right.reading_side.reading.passing.isActive(), "nothing is waited for"


EVERYTHING = Deadlines(opened=Clock(48, "all"), first_reaction=Clock(24, "all"))


def test_R6_a_first_reaction_is_asked_to_what_asks_nothing_where_the_school_agreed_so(window: Window) -> None:
    agree(window, replace(dewilg(), deadlines=EVERYTHING))
    window.add("mother")
    window.receive("Zwemzak")  # Monday 14:33
    window.open()
    assert window.row("Zwemzak").tag_text == "", "it is to be opened by Wednesday: no need to say so on Monday"
    window.click_row("Zwemzak")
    request = window.screen.reader.request
    assert request.note.text() == (
        "A first reaction is expected before dinsdag 24 november, 14:33; that a full answer follows is enough."
    )
    assert not request.confirm.isVisible()
    window.until(lambda: window.row("Zwemzak").tag_text == "first reaction by tomorrow 14:33")
    window.school.clock.advance(hours=24)
    window.screen.right.reading_side.reading.passing.timeout.emit()
    window.screen.listing.ages.timeout.emit()
    assert request.note.text() == "A first reaction was expected before dinsdag 24 november, 14:33."
    window.until(lambda: window.row("Zwemzak").tag_text == "first reaction was due today 14:33")
    assert window.row("Zwemzak").tag_tone == "warning"
    window.click(request.follows)
    window.until(lambda: not request.note.isVisible())
    window.sync()
    assert window.troubles == []
    assert window.row("Zwemzak").tag_text == "answered"


def test_R6_that_it_is_to_be_opened_is_said_on_the_last_day_only(window: Window) -> None:
    agree(window, replace(dewilg(), deadlines=EVERYTHING))
    window.add("mother")
    window.receive("Zwemzak")  # Monday 14:33
    window.open()
    texts = []
    for hours in (24, 23, 1):
        window.school.clock.advance(hours=hours)
        window.screen.listing.ages.timeout.emit()
        window.breathe()
        texts.append((window.row("Zwemzak").tag_text, window.row("Zwemzak").tag_tone))
    assert texts == [("", "neutral"), ("open by today 14:33", "neutral"), ("", "neutral")]


def test_R6_the_senders_cancelling_ends_what_is_waited_for(window: Window) -> None:
    agree(window, dewilg())
    window.add("mother")
    sent = window.receive("Uitstap", asks="answer")
    window.open()
    window.click_row("Uitstap")
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    teacher.replica.do(Withdraw(sent))
    teacher.sync()
    window.sync()
    request = window.screen.reader.request
    window.until(lambda: not request.note.isVisible())
    assert request.said.text() == "The sender took this message back. No answer is needed any more."
    assert not request.follows.isVisible()
    assert window.row("Uitstap").tag_text == ""
    assert not window.replica().inbox.first_page(Filter(to_answer=True))


def test_a_school_that_agreed_on_no_moment_says_none(window: Window) -> None:
    agree(window, replace(dewilg(), deadlines=Deadlines(first_reaction=Clock(24, "none"), answer=Clock(48, "none"))))
    request = asked(window)
    assert request.note.text() == "This message asks you to confirm."
    assert window.row("A: uitstap").tag_text == ""


def test_it_looks_right_in_every_look(qapp: QApplication, window: Window) -> None:
    asked(window)
    for look in checks.in_every_look(qapp, window.root):
        assert checks.problems(window.root) == [], look
