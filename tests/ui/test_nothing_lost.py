"""What was written or picked is never lost or left behind without a word: before a child is chosen, while files are
still being copied, when another window or computer was first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from ssdesk.protocol.school import Limits
from ssdesk.replica.actions import DeleteDraft, MoveMessage, SaveDraft, SendMessage
from ssdesk.replica.drafts import DraftDetail
from ssdesk.replica.inbox import Filter
from ssdesk.ui import tasks
from ssdesk.ui.inbox import keeping
from ssdesk.ui.inbox.answer import AnswerBox
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.question import Question
from tests.school import id_of
from tests.server import uploading
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXT = "Beste juf\n\nGroeten"


def composer(window: Window) -> Composer:
    return window.screen.composer


def box(window: Window) -> AnswerBox:
    return window.screen.reader.answer


def drafts(window: Window, number: int = 0) -> list[DraftDetail]:
    return window.replica(number).drafts.all()


def question(window: Window) -> Question:
    window.until(lambda: any(one.isVisible() for one in window.root.findChildren(Question)))
    return next(one for one in window.root.findChildren(Question) if one.isVisible())


def press(window: Window, button: QPushButton) -> None:
    window.until(button.isVisible)
    button.click()
    window.breathe()


def why_not(window: Window) -> str:
    return composer(window)._why_not.text()


def picked(folder: Path, name: str = "attest.pdf", content: bytes = uploading.PDF) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def write(window: Window) -> Composer:
    """A letter to the teacher, whole but for what a test adds."""
    window.click(window.screen.new)
    letter = composer(window)
    letter.to.add(id_of("teacher"))
    letter.subject.setText("Attest")
    letter.body.insertPlainText(TEXT)
    return letter


def received(window: Window, subject: str) -> list[tuple[str, ...]]:
    """The names of the files of each message of this subject that the teacher has."""
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    ids = [row.id for row in teacher.inbox() if row.subject == subject]
    details = [teacher.replica.inbox.message(id_) for id_ in ids]
    return [tuple(file.name for file in detail.attachments) for detail in details if detail is not None]


# ---- Before a child is chosen ----------------------------------------------------------------------------------------
@pytest.fixture
def undecided(window: Window) -> Window:
    """A mother of two at two schools, who began to write before she chose for whom."""
    window.add("mother", "wouts-mother")
    window.receive("Welkom")
    window.open()
    window.click(window.screen.new)
    window.type(composer(window).subject, "Belangrijk")
    window.type(composer(window).body, TEXT)
    return window


def go_on(window: Window) -> Composer:
    window.screen.pane.choose_folder("drafts")
    window.click_row("Belangrijk")
    return composer(window)


@pytest.mark.parametrize("number", [0, 1])
def test_letter_for_no_child_yet_is_kept_here_alone_and_becomes_that_of_the_child(
    undecided: Window, number: int
) -> None:
    undecided.click_row("Welkom")
    undecided.sync()
    assert [undecided.replica(n).outbox.items() for n in (0, 1)] == [[], []]
    assert [undecided.replica(n).drafts.save_kept(before=2**50) for n in (0, 1)] == [0, 0], "no school hears of it"

    letter = go_on(undecided)
    assert (letter.account, letter.subject.text(), letter.body.text()) == ("", "Belangrijk", TEXT)
    assert not letter.trouble.isVisible()
    undecided.click(letter.senders.group.buttons()[number])
    undecided.click_row("Belangrijk")
    undecided.sync()

    assert [(one.subject, one.body, one.problem) for one in drafts(undecided, number)] == [("Belangrijk", TEXT, None)]
    assert drafts(undecided, 1 - number) == []


def test_letter_for_no_child_yet_survives_the_end_of_the_program_and_a_crash(undecided: Window) -> None:
    undecided.until(lambda: [one.body for one in drafts(undecided)] == [TEXT])  # a crash now loses nothing
    undecided.type(composer(undecided).body, "!")
    undecided.screen.leave()
    assert [one.body for one in drafts(undecided)] == [TEXT + "!"]


def test_letter_for_no_child_yet_is_thrown_away_where_that_is_asked(undecided: Window) -> None:
    undecided.click_row("Welkom")
    letter = go_on(undecided)
    letter.discard.click()
    press(undecided, question(undecided).yes)
    assert drafts(undecided) == drafts(undecided, 1) == []


def test_letter_that_was_emptied_before_a_child_was_chosen_leaves_nothing(undecided: Window) -> None:
    undecided.until(lambda: drafts(undecided))
    composer(undecided).subject.clear()
    composer(undecided).body.clear()
    undecided.click_row("Welkom")
    assert drafts(undecided) == []


# ---- Files -----------------------------------------------------------------------------------------------------------
def test_letter_waits_for_the_copies_of_its_files(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    window.open()
    letter = write(window)
    letter.files_asked.emit([picked(tmp_path)])
    assert (letter.send.isEnabled(), why_not(window)) == (False, "A copy of attest.pdf is still being made.")
    letter.body.finished.emit()  # Ctrl+Enter
    assert window.waiting() == []
    window.until(letter.send.isEnabled)
    window.click(letter.send)
    assert received(window, "Attest") == [("attest.pdf",)]


def test_answer_waits_for_the_copies_of_its_files(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.type(box(window).text, "Dank u.")
    box(window).files_asked.emit([picked(tmp_path), picked(tmp_path, "tweede.pdf")])
    box(window).text.finished.emit()
    assert (box(window).send.isEnabled(), box(window).note()) == (False, "Copies of 2 files are still being made.")
    window.until(box(window).send.isEnabled)
    window.click(box(window).send)
    assert [sorted(names) for names in received(window, "Re: Welkom")] == [["attest.pdf", "tweede.pdf"]]


def test_file_whose_letter_was_left_meanwhile_is_in_its_draft(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    letter = write(window)
    letter.files_asked.emit([picked(tmp_path)])
    window.screen.back_to_list()
    window.until(lambda: [len(one.attachments) for one in drafts(window)] == [1])
    window.click(window.screen.new)
    assert composer(window).files.attachments == [], "it is not in the next letter"


def test_file_whose_message_was_left_meanwhile_is_in_the_draft_of_the_answer(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    window.receive("Eerste")
    window.receive("Tweede")
    window.open()
    window.click_row("Eerste")
    window.type(box(window).text, "Dank u.")
    box(window).files_asked.emit([picked(tmp_path)])
    second = next(row.id for row in window.replica().inbox.first_page(Filter()) if row.subject == "Tweede")
    window.screen.open_message(window.accounts[0], second)
    window.until(lambda: [len(one.attachments) for one in drafts(window)] == [1])
    assert box(window).files.attachments == []


def test_of_several_files_that_cannot_go_each_is_said_and_a_good_one_ends_it(window: Window, tmp_path: Path) -> None:
    window.school.decide(limits=Limits(types=["pdf"]))
    window.add("mother")
    window.open()
    letter = write(window)
    bad = [picked(tmp_path, name, content) for name, content in (("leeg.pdf", b""), ("virus.exe", b"MZ"))]
    letter.files_asked.emit([*bad, picked(tmp_path)])
    window.until(lambda: not letter.files.coming)
    assert [file.name for file in letter.files.attachments] == ["attest.pdf"]
    letter.files_asked.emit(bad)
    assert "leeg.pdf is empty" in letter.trouble.text()
    assert "virus.exe: the school does not accept" in letter.trouble.text()
    letter.files_asked.emit([picked(tmp_path, "nog.pdf", uploading.PDF + b"x")])
    window.until(lambda: len(letter.files.attachments) == 2)
    assert not letter.trouble.isVisible()


def test_what_was_asked_before_a_child_was_chosen_is_no_longer_said_afterwards(
    undecided: Window, tmp_path: Path
) -> None:
    letter = composer(undecided)
    letter.files_asked.emit([picked(tmp_path)])
    assert letter.trouble.text() == "Choose first for which child you write."
    undecided.click(letter.senders.group.buttons()[0])
    assert not letter.trouble.isVisible()


def test_file_that_cannot_go_along_to_another_child_is_named(window: Window, tmp_path: Path) -> None:
    window.add("mother", "wouts-mother")
    window.receive("Plan", attachments=[window.other("teacher").replica.files.add(Path(picked(tmp_path, "plan.pdf")))])
    window.open()
    window.click_row("Plan")
    window.track.cut = True
    window.press(Key.Key_F, Control | Qt.KeyboardModifier.ShiftModifier)
    letter = composer(window)
    window.click(letter.senders.group.buttons()[1])
    window.until(letter.trouble.isVisible)
    assert letter.trouble.text().startswith("Not taken along: plan.pdf.")
    assert letter.files.attachments == []


# ---- Somebody was first ----------------------------------------------------------------------------------------------
def test_draft_that_was_sent_elsewhere_says_so_and_is_not_sent_again_unasked(window: Window) -> None:
    window.add("mother")
    window.open()
    write(window)
    window.screen.back_to_list()
    window.sync()
    window.screen.pane.choose_folder("drafts")
    window.click_row("Attest")
    (draft,) = drafts(window)
    other = window.other("mother")
    other.sync()
    sent = SendMessage([id_of("teacher")], "Attest", TEXT, draft=draft.id)
    other.replica.do(sent)
    other.sync()
    window.sync()
    letter = composer(window)
    assert letter.trouble.text().startswith("This draft was sent or thrown away elsewhere meanwhile.")

    window.click(letter.send)
    press(window, question(window).no)
    assert len(received(window, "Attest")) == 1
    window.screen.back_to_list()
    window.sync()
    assert drafts(window) == [], "nobody went on with it"


def test_draft_that_was_thrown_away_elsewhere_is_kept_anew_when_one_goes_on(window: Window) -> None:
    window.add("mother")
    window.open()
    write(window)
    window.screen.back_to_list()
    window.sync()
    window.screen.pane.choose_folder("drafts")
    window.click_row("Attest")
    (draft,) = drafts(window)
    other = window.other("mother")
    other.sync()
    other.replica.do(DeleteDraft(draft.id))
    other.sync()
    window.sync()
    window.type(composer(window).body, "Nog iets. ")
    window.screen.back_to_list()
    window.sync()
    (kept,) = drafts(window)
    assert (kept.id != draft.id, "Nog iets. " in kept.body) == (True, True)


def test_answer_that_was_sent_from_its_draft_is_not_sent_again_unasked(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.type(box(window).text, "Dank u.")
    window.until(lambda: drafts(window))
    (draft,) = drafts(window)
    copy = window.screen.reader.message
    assert copy is not None
    answer = SendMessage([id_of("teacher")], "Re: Welkom", "Dank u.", in_reply_to=copy.row.id, draft=draft.id)
    window.household.do(window.accounts[0], answer)
    window.sync()
    assert box(window).note().startswith("This answer was sent or thrown away elsewhere meanwhile.")
    window.click(box(window).send)
    press(window, question(window).no)
    assert len(received(window, "Re: Welkom")) == 1


# ---- The answer box and the composer ---------------------------------------------------------------------------------
def test_draft_of_an_answer_that_has_more_than_the_box_shows_goes_on_in_the_composer(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.type(box(window).text, "Beste juf, ")
    window.click(box(window).more)
    letter = composer(window)
    assert (letter.title.text(), letter.subject.text(), letter.body.text()) == ("Answer", "Re: Welkom", "Beste juf, ")
    letter.to.add(id_of("office"))
    letter.subject.setText("Ziek tot vrijdag")
    letter.wishes.set_asked("confirm")
    window.screen.back_to_list()
    window.sync()
    (before,) = drafts(window)
    assert (len(before.to), before.asks, bool(before.in_reply_to)) == (2, "confirm", True)

    window.click_row("Welkom")
    assert box(window).text.text() == ""
    assert box(window).note().startswith("A longer answer lies among the drafts.")
    window.click(box(window).more)
    assert (letter.isVisible(), letter.subject.text()) == (True, "Ziek tot vrijdag")
    assert letter.letter().to == before.to
    assert letter.wishes.asks == "confirm"
    window.screen.back_to_list()
    window.sync()
    assert [one.words() for one in drafts(window)] == [before.words()]


def test_more_options_of_an_answer_not_begun_is_an_empty_answer_to_the_sender(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.click(box(window).more)
    letter = composer(window)
    assert (letter.subject.text(), letter.letter().to) == ("Re: Welkom", (id_of("teacher"),))
    window.type(letter.body, "Dank u.")
    window.click(letter.send)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    assert teacher.inbox()[0].subject == "Re: Welkom"
    row = window.row("Welkom")
    assert row.tag_text == "answered"


def test_more_options_in_a_window_of_its_own_goes_on_in_the_main_window(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.screen._open_apart()
    window.breathe()
    (apart,) = window.screen.windows.windows
    apart.reader.answer.text.insertPlainText("Beste juf, ")
    apart.reader.answer.more.click()
    window.breathe()
    assert window.screen.windows.windows == []
    assert (composer(window).isVisible(), composer(window).body.text()) == (True, "Beste juf, ")
    assert [one.body for one in drafts(window)] == ["Beste juf, "]


def test_words_of_a_draft_that_the_box_takes_up_are_those_of_the_draft(window: Window) -> None:
    """One that has only a text, however it was made."""
    window.add("mother")
    window.receive("Welkom")
    window.open()
    copy = window.replica().inbox.first_page(Filter())[0]
    words = SaveDraft(
        draft="e" * 32, to=[id_of("teacher")], pupil=copy.pupil, subject="Re: Welkom", body="Dank", in_reply_to=copy.id
    )
    window.household.do(window.accounts[0], words)
    window.click_row("Welkom")
    assert (box(window).text.text(), box(window).note()) == ("Dank", "")


# ---- While files are still being copied ------------------------------------------------------------------------------
@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Copies are made only once this is set."""
    go_on_now, run = Event(), tasks.run

    def waits(receiver: QObject, function: Callable[[], object], *then: Any) -> None:
        def later() -> object:
            go_on_now.wait(20)
            return function()

        run(receiver, later, *then)

    monkeypatch.setattr(keeping.tasks, "run", waits)
    yield go_on_now
    go_on_now.set()


def test_answer_goes_on_in_the_composer_once_its_files_are_copied(window: Window, tmp_path: Path, slow: Event) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.type(box(window).text, "Zie het attest.")
    box(window).files_asked.emit([picked(tmp_path)])
    window.click(box(window).more)
    assert not window.screen.content.composing
    assert box(window).note() == "A copy of attest.pdf is still being made."
    slow.set()
    window.until(lambda: not box(window).files.coming)
    window.click(box(window).more)
    letter = composer(window)
    assert letter.isVisible()
    assert [file.name for file in letter.files.attachments] == ["attest.pdf"]


def test_file_whose_letter_became_that_of_another_child_meanwhile_goes_along(
    window: Window, tmp_path: Path, slow: Event
) -> None:
    window.add("mother", "wouts-mother")
    window.open()
    window.click(window.screen.new)
    letter = composer(window)
    first, second = letter.senders.group.buttons()
    window.click(first)
    letter.body.insertPlainText(TEXT)
    letter.files_asked.emit([picked(tmp_path)])
    window.click(second)
    slow.set()
    window.until(lambda: [file.name for file in letter.files.attachments] == ["attest.pdf"])
    window.screen.back_to_list()
    assert [len(one.attachments) for one in drafts(window, 1)] == [1]


def test_file_whose_draft_was_thrown_away_elsewhere_meanwhile_stays_in_the_letter(
    window: Window, tmp_path: Path, slow: Event
) -> None:
    window.add("mother")
    window.open()
    letter = write(window)
    window.until(lambda: len(drafts(window)) == 1)
    window.screen.back_to_list()
    window.sync()
    window.screen.resume_draft(window.accounts[0], drafts(window)[0].id)
    letter.files_asked.emit([picked(tmp_path)])
    window.household.do(window.accounts[0], DeleteDraft(drafts(window)[0].id))
    window.until(letter.trouble.isVisible)
    slow.set()
    window.until(lambda: [file.name for file in letter.files.attachments] == ["attest.pdf"])


@pytest.mark.parametrize("good", [True, False])
def test_file_whose_window_was_closed_meanwhile_is_in_the_draft_of_the_answer(
    window: Window, tmp_path: Path, slow: Event, good: bool
) -> None:
    """Or it is said in the program's window why it is not."""
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.screen._open_key_apart(window.row("Welkom").key)
    (apart,) = window.screen.windows.windows
    apart.reader.answer.text.insertPlainText("Zie het attest.")
    file = picked(tmp_path)
    apart.reader.answer.files_asked.emit([file])
    apart.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    if not good:
        Path(file).unlink()
    slow.set()
    if good:
        window.until(lambda: [len(one.attachments) for one in drafts(window)] == [1])
    window.until(lambda: bool(window.troubles) is not good)
    assert [one.body for one in drafts(window)] == ["Zie het attest."]


def test_answer_that_is_being_typed_is_kept_when_its_message_goes_to_the_bin_elsewhere(window: Window) -> None:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click_row("Welkom")
    window.type(box(window).text, "Zonder een rust getypt")
    copy = window.replica().inbox.first_page(Filter())[0]
    window.household.do(window.accounts[0], MoveMessage(copy.id, "trash"))
    window.until(lambda: not box(window).isVisible())
    assert [one.body for one in drafts(window)] == ["Zonder een rust getypt"]
