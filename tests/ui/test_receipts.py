"""What the sender sees of a sent message: counts, who, reminding, taking back, and what is to leave at its moment."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from ssdesk.replica import copies
from ssdesk.replica.actions import OpenMessage, Respond, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.ui import theme
from ssdesk.ui.inbox.receipts import Overview, People
from ssdesk.ui.inbox.reminder import Reminder
from ssdesk.ui.question import Question
from ssdesk.ui.widgets import Label
from tests.school import id_of
from tests.server.test_commands import close
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
D = TypeVar("D", bound=QDialog)
SUBJECT = "Uitstap naar zee"


def send(window: Window, *to: str, **more: Any) -> str:
    """The teacher at this computer has sent it, and it is open."""
    window.add("teacher")
    window.open()
    id_ = window.household.send(window.accounts[0], SendMessage([*map(id_of, to)], SUBJECT, "Beste, groeten.", **more))
    assert id_ is not None
    window.sync()
    window.screen.pane.choose_folder("scheduled" if more.get("send_at") else "sent")
    window.breathe()
    window.click_row(SUBJECT)
    return id_


def overview(window: Window) -> Overview:
    return window.screen.reader.receipts


def says(window: Window, said: str) -> None:
    """What was committed is told to the window a moment later."""
    line = overview(window).line
    window.until(lambda: line.text().replace("\N{NO-BREAK SPACE}", " ") == said)


def reacts(window: Window, name: str, response: str = "", *, heard: bool = True) -> None:
    """This parent opens it, and perhaps says something with one click; the teacher hears of it."""
    parent = window.other(name)
    parent.sync()
    (copy,) = [row for row in parent.inbox() if row.subject == SUBJECT]
    parent.replica.do(OpenMessage(copy.id))
    if response:
        parent.replica.do(Respond(copy.id, response))  # type: ignore[arg-type]
    parent.sync()
    if heard:
        window.sync()


def asked(window: Window, kind: type[D]) -> D:
    window.until(lambda: window.root.findChildren(kind))
    (dialog,) = window.root.findChildren(kind)
    return dialog


def people(window: Window) -> People:
    window.click(overview(window).who)
    found = overview(window).people
    assert found is not None
    window.until(lambda: found.rows.complete)
    return found


def listed(found: People) -> list[tuple[str, str]]:
    rows = [found.rows.row_at(place) for place in range(found.rows.rowCount())]
    return [(row.name, row.state) for row in rows if row is not None]


def settled(window: Window, found: People) -> list[tuple[str, str]]:
    window.until(lambda: not found.rows._reading and not found._timer.isActive())
    return listed(found)


# ---- What is told ----------------------------------------------------------------------------------------------------
def test_counts_follow_what_the_recipients_do(window: Window) -> None:
    send(window, "mother", "father", "sams-mother", asks="confirm")
    says(window, "0 of 3 read, 3 not yet · 0 confirmed, 3 not yet")
    reacts(window, "mother", "confirmed")
    says(window, "1 of 3 read, 2 not yet · 1 confirmed, 2 not yet")
    reacts(window, "father", "talk")
    says(window, "2 of 3 read, 1 not yet · 1 confirmed, 1 not yet · talk asked: 1")
    reacts(window, "sams-mother", "not_for_me")
    says(window, "3 of 3 read · 1 confirmed · talk asked: 1 · not meant for them: 1")
    assert not overview(window).remind.isVisible(), "everybody has reacted"
    assert not overview(window).take_back.isVisible(), "everybody has read it"


def test_what_asks_nothing_tells_only_who_read_it(window: Window) -> None:
    send(window, "mother", "father")
    reacts(window, "mother")
    says(window, "1 of 2 read, 1 not yet")
    assert overview(window).remind.text() == "Remind who has not read it (1)…"


def test_recipients_are_filtered_and_searched(window: Window) -> None:
    send(window, "mother", "father", "sams-mother", asks="confirm")
    reacts(window, "mother", "confirmed")
    reacts(window, "father")
    found = people(window)
    assert listed(found) == [("An Claes", "confirmed"), ("An Claes", "not opened"), ("Bart Peeters", "read")]
    shown = {part for part, chip in found.chips.items() if chip.isVisible()}
    assert shown == {copies.EVERYONE, copies.UNOPENED, copies.UNCONFIRMED}
    window.click(found.chips[copies.UNCONFIRMED])
    assert settled(window, found) == [("An Claes", "not opened"), ("Bart Peeters", "read")]
    window.click(found.chips[copies.UNOPENED])
    assert settled(window, found) == [("An Claes", "not opened")]
    window.type(found.search.edit, "bart")
    assert settled(window, found) == []
    assert found.none.isVisible()
    assert not found.table.isVisible()
    window.click(found.chips[copies.EVERYONE])
    assert settled(window, found) == [("Bart Peeters", "read")]


def test_open_list_takes_over_what_comes_in(window: Window) -> None:
    send(window, "mother", "father", asks="answer")
    found = people(window)
    window.click(found.chips[copies.UNOPENED])
    assert settled(window, found) == [("An Claes", "not opened"), ("Bart Peeters", "not opened")]
    reacts(window, "father", "follows")
    assert settled(window, found) == [("An Claes", "not opened")]
    assert found.chips[copies.UNOPENED].accessibleName() == "Not opened 1"
    window.click(found.chips[copies.EVERYONE])
    assert settled(window, found)[1] == ("Bart Peeters", "answer follows")


def test_keyboard_reaches_the_list_and_goes_through_it(window: Window) -> None:
    send(window, "mother", "father")
    found = people(window)
    found.search.setFocus()
    window.press(Qt.Key.Key_Return)
    assert found.table.hasFocus()
    assert found.table.currentIndex().row() == 0
    window.press(Qt.Key.Key_Down)
    assert found.table.currentIndex().row() == 1
    said = found.rows.data(found.table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Bart Peeters, vader van Noor Peeters, not opened"


def test_another_message_begins_with_a_closed_list(window: Window) -> None:
    send(window, "mother", "father")
    window.household.send(window.accounts[0], SendMessage([id_of("mother")], "Zwemmen", "Beste, groeten."))
    window.sync()
    found = people(window)
    window.type(found.search.edit, "bart")
    window.click_row("Zwemmen")
    assert not found.isVisible()
    window.click_row(SUBJECT)
    assert not found.isVisible()
    window.click(overview(window).who)
    assert settled(window, found) == [("An Claes", "not opened"), ("Bart Peeters", "not opened")]


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("", "An Claes read it today 14:32 and has not confirmed yet."),
        ("confirmed", "An Claes confirmed it today 14:32."),
        ("follows", "An Claes said today 14:32 that a full answer follows."),
        ("not_for_me", "An Claes said today 14:32 that it is meant for somebody else."),
        ("talk", "An Claes asked today 14:32 for a talk."),
    ],
)
def test_one_recipient_has_one_line_and_no_list(window: Window, response: str, said: str) -> None:
    send(window, "mother", asks="confirm")
    says(window, "An Claes has not read it yet.")
    assert not overview(window).who.isVisible()
    assert overview(window).take_back.isVisible()
    reacts(window, "mother", response)
    says(window, said)
    assert overview(window).remind.isVisible() == (not response)
    assert overview(window).take_back.isVisible() == (not response)
    assert response or overview(window).take_back.text() == "No answer needed any more…"


def test_a_received_message_and_one_that_waits_tell_nothing(window: Window) -> None:
    window.other("teacher")
    window.add("mother")
    window.receive(SUBJECT)
    window.open()
    window.click_row(SUBJECT)
    assert not overview(window).isVisible()
    window.track.cut = True
    window.household.send(window.accounts[0], SendMessage([id_of("teacher")], "Zwemzak", "Beste, groeten."))
    window.screen.pane.choose_folder("sent")
    window.breathe()
    window.click_row("Zwemzak")
    assert not overview(window).isVisible()


# ---- Reminding -------------------------------------------------------------------------------------------------------
def test_reminder_is_written_beforehand_and_goes_only_to_who_is_silent(window: Window) -> None:
    by = window.school.clock() + 48 * 3_600_000
    id_ = send(window, "mother", "father", asks="confirm", answer_by=by)
    reacts(window, "mother", "confirmed")
    window.school.clock.advance(seconds=60)
    window.click(overview(window).remind)
    question = asked(window, Reminder)
    assert question.to.text() == (
        "Only to those who have not confirmed yet: 1. The school looks once more when it sends."
    )
    assert question.subject.text() == f"Reminder: {SUBJECT}"
    assert question.text.text() == (
        f"Dear reader\n\nOn maandag 23 november I sent you the message “{SUBJECT}”. I have not had your confirmation "
        "yet. Would you please open the message and confirm? That is possible until woensdag 25 november, 14:32.\n\n"
        "Kind regards\nPetra Wouters"
    )
    assert question.yes.text() == "Send to 1"
    window.click(question.yes)
    window.sync()
    window.until(lambda: overview(window).reminded.text() == "Last reminder: today 14:33.")
    father, mother = window.other("father"), window.other("mother")
    father.sync()
    mother.sync()
    assert father.subjects() == [f"Reminder: {SUBJECT}", SUBJECT]
    assert mother.subjects() == [SUBJECT]
    (sent, first) = window.replica().inbox.first_page(Filter("sent"))
    assert (sent.in_reply_to, sent.thread, first.id) == (id_, first.thread, id_)


def test_an_answer_to_the_reminder_counts(window: Window) -> None:
    send(window, "mother", asks="answer")
    window.school.clock.advance(seconds=60)
    window.click(overview(window).remind)
    window.click(asked(window, Reminder).yes)
    window.sync()
    mother = window.other("mother")
    mother.sync()
    reminder, first = mother.inbox()
    assert (reminder.in_reply_to, mother.replica.inbox.to_answer()) == (first.id, 1)
    mother.send("teacher", "Re: herinnering", in_reply_to=reminder.id)
    assert (mother.inbox()[1].answered_at is not None, mother.replica.inbox.to_answer()) == (True, 0), "at once"
    mother.sync()
    mother.sync()
    assert mother.inbox()[1].answered_at is not None
    window.sync()
    summary = window.replica().receipts.summary(overview(window)._message)
    assert summary is not None
    assert (summary.counts["answered"], summary.silent) == (1, 0)


def test_reminder_waits_so_that_it_can_be_taken_back_as_a_draft_for_the_same_people(window: Window) -> None:
    send(window, "mother", "father")
    window.track.cut = True
    window.click(overview(window).remind)
    question = asked(window, Reminder)
    question.text.fill("Beste, graag lezen. Groeten.")
    window.click(question.yes)
    (item,) = window.replica().outbox.items()
    assert (item.type, item.can_withdraw) == ("send_message", True)
    window.click_row(f"Reminder: {SUBJECT}")
    window.click(window.screen.reader.change)
    letter = window.screen.composer.letter()
    assert letter.subject == f"Reminder: {SUBJECT}"
    assert letter.body == "Beste, graag lezen. Groeten."
    assert set(letter.to) == {id_of("mother"), id_of("father")}


def test_reminder_without_words_cannot_be_sent_and_cancelled_sends_nothing(window: Window) -> None:
    send(window, "mother", "father")
    window.click(overview(window).remind)
    question = asked(window, Reminder)
    question.text.fill(" ")
    assert not question.yes.isEnabled()
    question.text.fill("Beste")
    question.subject.set_text(" ")
    assert not question.yes.isEnabled()
    window.click(question.no)
    assert window.waiting() == []
    assert [row.subject for row in window.replica().inbox.first_page(Filter("sent"))] == [SUBJECT]


# ---- Taking back -----------------------------------------------------------------------------------------------------
def test_taking_back_says_who_keeps_it_and_then_what_vanished(window: Window) -> None:
    send(window, "mother", "father", "sams-mother")
    reacts(window, "mother")
    window.click(overview(window).take_back)
    question = asked(window, Question)
    said = " ".join(label.text() for label in question.findChildren(Label))
    assert "It disappears for those who have not read it: 2 of 3. This cannot be undone." in said
    assert "Those who have read it keep it: 1." in said
    assert question.yes.text() == "Take back from 2"
    window.click(question.yes)
    window.sync()
    says(window, "1 of 3 read · 2 taken back")
    assert not overview(window).take_back.isVisible()
    assert not overview(window).remind.isVisible()
    window.click(overview(window).who)
    found = overview(window).people
    assert found is not None
    window.click(found.chips[copies.WITHDRAWN])
    assert settled(window, found) == [("An Claes", "taken back"), ("Bart Peeters", "taken back")]
    father = window.other("father")
    father.sync()
    assert father.subjects() == []


def test_taking_back_that_is_not_confirmed_takes_nothing_back(window: Window) -> None:
    send(window, "mother", "father")
    window.click(overview(window).take_back)
    window.press(Qt.Key.Key_Escape)
    assert window.waiting() == []
    window.sync()
    says(window, "0 of 2 read, 2 not yet")


def test_offline_it_says_that_it_waits_and_can_be_stopped(window: Window) -> None:
    send(window, "mother", "father")
    window.household.disconnect()
    window.click(overview(window).take_back)
    window.click(asked(window, Question).yes)
    window.until(overview(window).waits.isVisible)
    assert "waits in the outbox" in overview(window).waits.text()
    says(window, "0 of 2 read, 2 not yet")  # nothing has vanished so far
    assert not overview(window).take_back.isVisible()
    window.click(overview(window).waits.action)
    assert window.waiting() == []
    window.until(lambda: not overview(window).waits.isVisible())
    assert overview(window).take_back.isVisible()
    window.sync()
    father = window.other("father")
    father.sync()
    assert father.subjects() == [SUBJECT]


def test_refusal_says_why_and_what_can_be_done(window: Window) -> None:
    send(window, "mother", "father")
    window.household.disconnect()
    window.click(overview(window).take_back)
    window.click(asked(window, Question).yes)
    for name in ("mother", "father"):
        reacts(window, name, heard=False)
    window.household.connect()
    window.until(overview(window).refused.isVisible)
    assert overview(window).refused.text() == (
        "Everybody has read this message already. It cannot be taken back any more. You can send a message after it."
    )
    window.click(overview(window).refused.action)
    window.until(lambda: not overview(window).refused.isVisible())
    window.sync()
    says(window, "2 of 2 read")


def test_whole_way_of_a_message_that_one_confirms_and_the_other_never_reads(window: Window) -> None:
    send(window, "mother", "father", asks="confirm")
    father, mother = window.other("father"), window.other("mother")
    father.sync()
    reacts(window, "mother", "confirmed")
    says(window, "1 of 2 read, 1 not yet · 1 confirmed, 1 not yet")
    window.school.clock.advance(seconds=60)
    window.click(overview(window).remind)
    window.click(asked(window, Reminder).yes)
    window.sync()
    for parent, subjects in ((father, [f"Reminder: {SUBJECT}", SUBJECT]), (mother, [SUBJECT])):
        parent.sync()
        assert parent.subjects() == subjects
    window.click(overview(window).take_back)
    window.click(asked(window, Question).yes)
    window.sync()
    says(window, "1 of 2 read · 1 confirmed · 1 taken back")
    for parent, subjects in ((father, [f"Reminder: {SUBJECT}"]), (mother, [SUBJECT])):
        parent.sync()
        assert parent.subjects() == subjects
        assert parent.found("zee") == subjects


# ---- At its moment ---------------------------------------------------------------------------------------------------
def test_what_is_scheduled_says_when_it_leaves_and_can_be_stopped(window: Window) -> None:
    at = window.school.clock() + 18 * 3_600_000
    send(window, "mother", "father", send_at=at)
    reader = window.screen.reader
    assert window.row(SUBJECT).tag_text == "leaves tomorrow 08:32"
    assert overview(window).leaves.text() == (
        "This message leaves on dinsdag 24 november, 08:32. Nobody sees it before that."
    )
    assert not overview(window).card.isVisible()
    for button in (reader.archive, reader.trash, reader.restore, reader.flag):
        assert not button.isVisible()
    window.click(overview(window).leaves.action)
    assert window.screen.content.composing
    letter = window.screen.composer.letter()
    assert (letter.subject, set(letter.to)) == (SUBJECT, {id_of("mother"), id_of("father")})
    window.sync()
    assert window.subjects() == []
    drafts = window.replica().inbox.first_page(Filter("drafts"))
    assert [row.subject for row in drafts] == [SUBJECT]


def test_stopped_offline_and_written_on_it_is_one_draft(window: Window) -> None:
    send(window, "mother", send_at=window.school.clock() + 3_600_000)
    window.track.cut = True
    window.click(overview(window).leaves.action)
    window.type(window.screen.composer.body, "P.S. Ook zwemgerief.")
    window.screen.back_to_list()
    assert window.waiting() == ["withdraw", "save_draft"]
    window.track.cut = False
    window.sync()
    (draft,) = window.replica().inbox.first_page(Filter("drafts"))
    kept = window.replica().drafts.get(draft.id)
    assert kept is not None
    assert "Ook zwemgerief" in kept.body


def test_what_should_have_left_says_so(window: Window) -> None:
    send(window, "mother", send_at=window.school.clock() + 3_600_000)
    window.school.clock.advance(hours=2)
    window.screen.right.reading_side.reading.read()
    assert not overview(window).leaves.isVisible()
    assert overview(window).late.text().startswith("This message should have left on maandag 23 november, 15:32.")
    window.click(overview(window).late.action)
    assert window.screen.content.composing


def held(window: Window, *to: str) -> None:
    """At its moment the mother had left."""
    send(window, *to, send_at=window.school.clock() + 3_600_000)
    close(window.school, "mother")
    window.school.clock.advance(hours=2)
    asyncio.run(window.school.app.scheduler.tick())
    window.sync()


def test_what_could_not_leave_says_why_and_whom_it_is_about(window: Window) -> None:
    held(window, "mother", "father")
    row, told = window.row(SUBJECT), overview(window)
    assert (row.tag_text, row.tag_tone) == ("did not leave", "bad")
    assert not any(part.isVisible() for part in (told.leaves, told.late, told.card))
    assert told.held.text() == (
        "This message did not leave on maandag 23 november, 15:32, and nobody got it. An Claes has left the school and "
        "gets no messages any more. Make it a draft: who is gone is left out, and you can send it to the others."
    )
    window.click(told.held.action)
    page = window.screen.composer
    assert page.isVisible()
    assert page.letter().to == (id_of("father"),)
    assert page._why_not.text() == "The moment to send it is past. Choose another one."
    page.wishes.plan(None)
    window.click(page.send)
    window.sync()
    father = window.other("father")
    father.sync()
    assert father.subjects() == [SUBJECT]


def test_what_could_not_leave_for_its_only_reader_asks_for_another(window: Window) -> None:
    held(window, "mother")
    assert overview(window).held.text().endswith("Make it a draft, change what is wrong and send it again.")


def test_what_could_not_leave_looks_right_in_every_look(qapp: QApplication, window: Window) -> None:
    held(window, "mother", "father")
    assert overview(window).held.isVisible()
    for look in checks.in_every_look(qapp, window.root):
        assert checks.problems(window.root) == [], look


# ---- Looks -----------------------------------------------------------------------------------------------------------
def test_it_looks_right_in_every_look(qapp: QApplication, window: Window) -> None:
    send(window, "mother", "father", "sams-mother", asks="confirm")
    reacts(window, "mother", "confirmed")
    people(window)
    for look in checks.in_every_look(qapp, window.root):
        assert checks.problems(window.root) == [], look


def test_the_reminder_fits_the_screen_however_large_its_text(qapp: QApplication, window: Window) -> None:
    send(window, "mother", "father", asks="confirm", answer_by=window.school.clock() + 86_400_000)
    theme.apply(qapp, "light", 2.0, family=theme.OWN_FONT)
    overview(window).remind.click()
    question = asked(window, Reminder)
    question.text.insertPlainText("\n\nEen regel meer.\n" * 6)
    window.breathe()
    assert question.height() < question.screen().availableGeometry().height()
    assert checks.problems(question) == []
