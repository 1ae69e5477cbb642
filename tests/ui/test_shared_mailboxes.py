"""A shared mailbox in *Berichten* of a teacher who holds it, and as a parent sees it."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt

from ssdesk.protocol.commands import Command, CommandAnswer, TellAnswering
from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import SaveDraft, SendMessage, Withdraw
from ssdesk.replica.inbox import Filter
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.question import Question
from tests.mailboxes import shared, take_away
from tests.school import School, id_of
from tests.together.desktop import Desktop
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def mailbox(window: Window) -> str:
    return shared(window.school, "office", "teacher")


@pytest.fixture
def holder(window: Window, mailbox: str) -> Window:
    """The teacher's window; the mother wrote to the mailbox and to the teacher."""
    window.add("teacher")
    receive(window, mailbox)
    window.receive("Voor de juf", to="teacher", sender="mother")
    return window.open()


def receive(window: Window, mailbox: str, subject: str = "Attest") -> None:
    window.school.clock.advance(seconds=60)
    mother = window.other("mother")
    mother.replica.do(SendMessage([mailbox], subject, "Beste, het attest van Noor. Groeten."))
    mother.sync()


def chip(window: Window, mailbox: str) -> None:
    window.click(window.screen.pane.boxes.chips[mailbox])


def open_in(window: Window, mailbox: str) -> None:
    chip(window, mailbox)
    window.click_row("Attest")


def question(window: Window) -> Question | None:
    return next((found for found in window.root.findChildren(Question) if found.isVisible()), None)


def sent_names(desktop: Desktop) -> list[str]:
    desktop.sync()
    return [row.sender_name for row in desktop.inbox()]


def say(window: Window, who: str, message: str, *, on: bool = True) -> None:
    """Another holder begins to answer, or stops."""
    desktop = window.other(who)
    desktop.sync()
    args = msgspec.Raw(msgspec.json.encode(TellAnswering(message, on)))
    answer = desktop.remote.commands([Command(new_id(), "tell_answering", args)], desktop.replica.epoch)
    assert isinstance(answer, CommandAnswer)
    assert answer.results[0].status == "ok"
    window.sync()


def test_each_mailbox_has_its_own_list_folders_and_number(holder: Window, mailbox: str) -> None:
    pane = holder.screen.pane
    assert holder.subjects() == ["Voor de juf"]
    chips = pane.boxes.chips
    assert [one.accessibleName() for one in chips.values()] == ["My own", "Secretariaat 1"]
    chip(holder, mailbox)
    assert holder.subjects() == ["Attest"]
    assert chips[""].accessibleName() == "My own 1"
    pane._fill_menu()
    names = [action.text() for action in pane._menu.actions() if not action.isSeparator()]
    assert names == [
        "Inbox  1", "Later", "Scheduled", "Sent", "Archive", "Deleted",
        "To answer", "Waiting for an answer", "Flagged", "As a table"
    ]  # fmt: skip
    holder.click_row("Attest")
    assert chips[mailbox].accessibleName() == "Secretariaat"
    assert chips[""].accessibleName() == "My own 1"
    chip(holder, "")
    assert holder.subjects() == ["Voor de juf"]
    holder.search("attest")
    assert [row.who for row in holder.rows()] == ["An Claes to Secretariaat"], "a search is over all mailboxes"
    assert not pane.boxes.isVisible()


def test_who_holds_none_sees_nothing_of_it_and_finds_it_as_a_contact(window: Window, mailbox: str) -> None:
    window.add("mother")
    window.open()
    assert not window.screen.pane.boxes.isVisible()
    window.click(window.screen.new)
    composer = window.screen.composer
    assert not composer.names.isVisible()
    window.type(composer.to.edit, "voor al uw")
    window.press(Qt.Key.Key_Tab)
    assert composer.to.chosen() == (mailbox,)


def test_the_answer_says_in_whose_name_it_goes_and_goes_so(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    reader = holder.screen.reader
    assert reader.answer._name.text() == "In the name of Secretariaat"
    assert reader.answer._name.isVisible()
    assert "Secretariaat" in reader.head._to.text()
    holder.type(reader.answer.text, "Beste, dank u. Groeten.")
    holder.until(lambda: reader.answer._seen.text() == "Your colleagues see that you are answering.")
    office = holder.other("office")
    office.sync()
    (row,) = office.replica.inbox.first_page(Filter(mailbox=mailbox))
    assert [one.name for one in office.replica.mailboxes.answering(row.id, id_of("office"))] == ["Petra Wouters"]
    holder.press(Qt.Key.Key_Return, Control)
    holder.sync()
    assert sent_names(holder.other("mother")) == ["Secretariaat"]
    office.sync()
    assert office.replica.mailboxes.answering(row.id, id_of("office")) == []
    holder.screen.pane.choose_folder("sent")
    holder.breathe()
    assert [one.who for one in holder.rows()] == ["Secretariaat to An Claes"]


def test_an_answer_that_is_thrown_away_is_no_longer_told(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    answer, office = holder.screen.reader.answer, holder.other("office")
    holder.type(answer.text, "Beste")
    holder.until(answer._seen.isVisible)
    answer.text.selectAll()
    holder.press(Qt.Key.Key_Delete)

    def ended() -> bool:
        office.sync()
        rows = office.replica.inbox.first_page(Filter(mailbox=mailbox))
        return bool(rows) and not office.replica.mailboxes.answering(rows[0].id, id_of("office"))

    holder.until(ended)


def test_an_answer_that_was_taken_back_and_thrown_away_is_no_longer_told(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    answer, office = holder.screen.reader.answer, holder.other("office")
    holder.type(answer.text, "Beste, dank u. Groeten.")
    holder.until(lambda: answer._seen.text() == "Your colleagues see that you are answering.")
    holder.track.cut = True
    holder.press(Qt.Key.Key_Return, Control)
    outbox = holder.replica().outbox
    holder.until(lambda: [one.can_withdraw for one in outbox.items() if one.type == "send_message"] == [True])
    (sent,) = [one.id for one in outbox.items() if one.type == "send_message"]
    draft = outbox.withdraw(sent)
    assert draft is not None
    holder.breathe()
    holder.track.cut = False
    office.sync()
    (row,) = office.replica.inbox.first_page(Filter(mailbox=mailbox))
    assert office.replica.mailboxes.answering(row.id, id_of("office")) != []
    holder.screen.resume_draft(holder.accounts[0], draft)
    holder.click(holder.screen.composer.discard)
    asked = question(holder)
    assert asked is not None
    asked.yes.click()

    def ended() -> bool:
        office.sync()
        return not office.replica.mailboxes.answering(row.id, id_of("office"))

    holder.until(ended)


def test_without_a_connection_nobody_is_told_and_the_box_says_so(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    holder.track.cut = True
    answer = holder.screen.reader.answer
    holder.type(answer.text, "Beste, dank u. Groeten.")
    holder.until(answer._seen.isVisible)
    assert "do not see" in answer._seen.text()
    assert [kind for kind in holder.waiting() if "answering" in kind] == [], "it would not be true any more later"


def test_one_sees_live_who_is_answering_and_is_asked_before_a_second_answer(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    reader = holder.screen.reader
    message = holder.screen.right.reading_side.reading.place
    assert message is not None
    assert not reader.answering.isVisible()
    say(holder, "office", message[1])
    holder.until(reader.answering.isVisible)
    assert reader.answering.text() == "Hilde Baert is writing an answer to this message."
    holder.type(reader.answer.text, "Beste, dank u. Groeten.")
    holder.press(Qt.Key.Key_Return, Control)
    asked = question(holder)
    assert asked is not None
    asked.no.click()
    holder.breathe()
    assert reader.answer.text.text() == "Beste, dank u. Groeten."
    say(holder, "office", message[1], on=False)
    holder.until(lambda: not reader.answering.isVisible())
    office = holder.other("office")
    answer = SendMessage([id_of("mother")], "Re: Attest", "Gezien.", in_reply_to=message[1], mailbox=mailbox)
    office.replica.do(answer)
    office.sync()
    holder.sync()
    holder.type(reader.answer.text, " ")
    holder.press(Qt.Key.Key_Return, Control)
    asked = question(holder)
    assert asked is not None, "it was answered meanwhile"
    asked.yes.click()
    holder.sync()
    assert sent_names(holder.other("mother")) == ["Secretariaat"] * 2, "warned, not blocked"


def test_who_is_said_to_be_answering_goes_when_their_time_is_over(holder: Window, mailbox: str) -> None:
    """Also without a connection."""
    open_in(holder, mailbox)
    reader, reading = holder.screen.reader, holder.screen.right.reading_side.reading
    assert reading.place is not None
    say(holder, "office", reading.place[1])
    holder.until(reader.answering.isVisible)
    holder.track.cut = True
    holder.school.clock.advance(hours=1)
    assert reading._end.isActive()
    reading._end.timeout.emit()
    assert not reader.answering.isVisible()


def test_an_answer_that_goes_on_in_the_composer_keeps_its_name_and_is_asked_about_too(
    holder: Window, mailbox: str
) -> None:
    open_in(holder, mailbox)
    composer, place = holder.screen.composer, holder.screen.right.reading_side.reading.place
    assert place is not None
    holder.type(holder.screen.reader.answer.text, "Beste, dank u. Groeten.")
    holder.until(holder.replica().drafts.all)
    (draft,) = holder.replica().drafts.all()
    holder.screen.resume_draft(holder.accounts[0], draft.id)
    holder.breathe()
    assert list(composer.names.chips) == [mailbox], "an answer is the mailbox's"
    say(holder, "office", place[1])
    holder.click(composer.send)
    asked = question(holder)
    assert asked is not None
    asked.yes.click()
    holder.sync()
    assert sent_names(holder.other("mother")) == ["Secretariaat"]


def test_a_new_message_goes_in_ones_own_name_or_the_mailboxs(holder: Window, mailbox: str) -> None:
    composer = holder.screen.composer
    holder.click(holder.screen.new)
    assert {id_: one.isChecked() for id_, one in composer.names.chips.items()} == {"": True, mailbox: False}
    holder.click(composer.names.chips[mailbox])
    holder.type(composer.to.edit, "an claes, moeder van noor")
    holder.press(Qt.Key.Key_Tab)
    holder.type(composer.subject, "Attest ontvangen")
    holder.type(composer.body, "Beste, dank u. Groeten.")
    holder.until(lambda: [draft.mailbox for draft in holder.replica().drafts.all()] == [mailbox])
    (draft,) = holder.replica().drafts.all()
    holder.screen.resume_draft(holder.accounts[0], draft.id)
    holder.breathe()
    assert composer.names.mailbox == mailbox, "the draft remembers it"
    holder.click(composer.send)
    holder.sync()
    assert sent_names(holder.other("mother")) == ["Secretariaat"]


def begin_and_lose(holder: Window, mailbox: str) -> Composer:
    """An answer in the name of the mailbox is begun, the mailbox taken away, and the draft taken up again."""
    open_in(holder, mailbox)
    holder.type(holder.screen.reader.answer.text, "Beste, het attest is goed. Groeten, Petra")
    holder.screen.right.close()
    holder.sync()
    take_away(holder.school, mailbox, "teacher")
    holder.sync()
    holder.screen.pane.choose_folder("drafts")
    holder.click_row("Re: Attest")
    return holder.screen.composer


def test_an_answer_begun_in_a_mailbox_that_was_taken_away_goes_as_a_message_of_ones_own(
    holder: Window, mailbox: str
) -> None:
    composer = begin_and_lose(holder, mailbox)
    assert composer.trouble.isVisible()
    assert composer.trouble.text() == (
        "You can no longer see the message that this answers: it goes out as a new message in your own name."
    )
    assert (composer.title.text(), composer.subject.text()) == ("New message", "Re: Attest")
    holder.click(composer.send)
    holder.sync()
    assert holder.replica().drafts.all() == []
    mother = holder.other("mother")
    mother.sync()
    assert [(row.subject, row.sender_name, row.in_reply_to) for row in mother.inbox()] == [
        ("Re: Attest", "Petra Wouters", None)
    ]


def test_a_draft_of_an_answer_to_what_was_taken_back_goes_as_a_new_message(window: Window) -> None:
    window.add("mother")
    sent = window.receive("Uitstap")
    window.open()
    window.replica().drafts.keep(
        SaveDraft(
            "d" * 32,
            [id_of("teacher")],
            None,
            "Re: Uitstap",
            "Beste juf, goed.",
            in_reply_to=window.replica().inbox.first_page(Filter())[0].id,
        )
    )
    teacher = window.other("teacher")
    teacher.replica.do(Withdraw(sent))
    teacher.sync()
    window.sync()
    window.screen.pane.choose_folder("drafts")
    window.click_row("Re: Uitstap")
    composer = window.screen.composer
    assert composer.trouble.text() == (
        "The message that this answers is not here any more: it goes out as a new message."
    )
    window.click(composer.send)
    window.sync()
    teacher.sync()
    assert teacher.subjects() == ["Re: Uitstap"]


def test_a_draft_of_an_answer_to_what_is_there_stays_one(holder: Window, mailbox: str) -> None:
    open_in(holder, mailbox)
    holder.type(holder.screen.reader.answer.text, "Beste, het attest is goed. Groeten, Petra")
    holder.screen.right.close()
    holder.screen.pane.choose_folder("drafts")
    holder.click_row("Re: Attest")
    composer = holder.screen.composer
    assert (composer.title.text(), composer.trouble.isVisible()) == ("Answer", False)
    holder.click(composer.send)
    holder.sync()
    mother = holder.other("mother")
    mother.sync()
    assert mother.inbox()[0].in_reply_to


def test_a_mailbox_taken_away_while_it_is_in_sight_leaves_ones_own(holder: Window, mailbox: str) -> None:
    school: School = holder.school
    open_in(holder, mailbox)
    take_away(school, mailbox, "teacher")
    holder.sync()
    assert holder.screen.right.reading_side.reading.place is None
    assert holder.subjects() == ["Voor de juf"]
    assert not holder.screen.pane.boxes.isVisible()
