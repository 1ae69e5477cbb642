"""What no message can be: it is said in one sentence, and nothing that was written is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.errors import SsdeskError
from ssdesk.protocol.commands import MOST_FILES, MOST_OF_BODY
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.school import Limits
from ssdesk.replica.drafts import DraftDetail
from ssdesk.ui import texts
from ssdesk.ui.endless import ENDLESS, is_endless
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.quoting import answered
from ssdesk.ui.widgets import Button
from tests.school import id_of
from tests.server.test_commands import close
from tests.server.uploading import PDF
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Wrap = QTextOption.WrapMode
MILLION = "Beste juf, " + "woord " * 170_000
TOO_LONG = "The text has {count} characters; a message takes 262.144. Shorten it, or attach it as a file."


@pytest.fixture
def writing(window: Window) -> Window:
    window.add("mother")
    window.receive("Welkom")
    window.open()
    window.click(window.screen.new)
    composer(window).to.add(id_of("teacher"))
    composer(window).subject.setText("Zwemzak")
    return window


def composer(window: Window) -> Composer:
    return window.screen.composer


def why_not(window: Window) -> str:
    return composer(window)._why_not.text()


def paste(window: Window, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    composer(window).body.insertFromMimeData(mime)
    window.breathe()


def drafts(window: Window) -> list[DraftDetail]:
    return window.replica().drafts.all()


# ---- Too much text ---------------------------------------------------------------------------------------------------
def test_a_million_characters_are_said_and_stay_a_draft_here_that_holds_up_nothing(writing: Window) -> None:
    paste(writing, MILLION)
    assert why_not(writing).startswith(TOO_LONG.format(count="1.020.011"))
    assert not composer(writing).send.isEnabled()
    writing.click_row("Welkom")
    assert writing.opened() == "Welkom", "the letter was left"
    (draft,) = drafts(writing)
    assert (len(draft.body), draft.subject) == (len(MILLION), "Zwemzak")
    writing.school.clock.advance(seconds=600)
    writing.receive("Daarna")
    writing.sync()
    assert writing.subjects() == ["Daarna", "Welkom"]
    writing.screen.pane.choose_folder("drafts")
    writing.click_row("Zwemzak")
    assert why_not(writing).startswith(TOO_LONG.format(count="1.020.011"))
    composer(writing).body.selectAll()
    writing.type(composer(writing).body, "Kort.")
    writing.click(composer(writing).send)
    writing.sync()
    teacher = writing.other("teacher")
    teacher.sync()
    assert (teacher.subjects(), drafts(writing)) == (["Zwemzak"], [])


def test_an_answer_that_is_too_long_says_so_and_is_kept(writing: Window) -> None:
    writing.click_row("Welkom")
    box = writing.screen.reader.answer
    box.text.setPlainText("x " * MOST_OF_BODY)
    writing.click(box.send)
    assert box.note().startswith(TOO_LONG.format(count="524.288"))
    assert writing.screen.right.reading_side.answering.leave()
    assert max(len(draft.body) for draft in drafts(writing)) == 2 * MOST_OF_BODY
    assert "send_message" not in writing.waiting()


def test_more_files_than_a_message_takes_are_said(writing: Window) -> None:
    page = composer(writing)
    page.body.insertPlainText("Beste juf")
    page.files.set([Attachment(f"{n:064x}", f"{n}.txt", "text/plain", 1) for n in range(MOST_FILES + 1)])
    page.files.changed.emit()
    assert why_not(writing) == "These are 21 files; a message takes 20. Take some away, or send two messages."


# ---- Words without end -----------------------------------------------------------------------------------------------
def test_a_pasted_word_without_end_is_broken_on_the_screen_and_not_in_the_text(writing: Window) -> None:
    body = composer(writing).body
    paste(writing, "gewone woorden")
    assert body.wordWrapMode() == Wrap.WrapAtWordBoundaryOrAnywhere
    paste(writing, "x" * ENDLESS)
    assert (body.wordWrapMode(), body.text()) == (Wrap.WrapAnywhere, "gewone woorden" + "x" * ENDLESS)
    body.undo()
    writing.until(lambda: body.wordWrapMode() == Wrap.WrapAtWordBoundaryOrAnywhere)
    body.fill("y" * ENDLESS)
    assert body.wordWrapMode() == Wrap.WrapAnywhere
    body.fill("Kort.")
    assert body.wordWrapMode() == Wrap.WrapAtWordBoundaryOrAnywhere
    body.insert_html(f"<p>{'z' * ENDLESS}</p>")
    assert body.wordWrapMode() == Wrap.WrapAnywhere


@pytest.mark.parametrize(
    ("body", "kind", "endless"),
    [
        ("x" * ENDLESS, "text", True),
        ("woord\u00a0" * ENDLESS, "text", True),
        (f"<p>{'x' * ENDLESS}</p>", "html", True),
        ("<p>" + "<b>xx</b><i>yy</i>" * ENDLESS + "</p>", "html", True),
        ("<table><tr>" + "<td>woord</td>" * ENDLESS + "</tr></table>", "html", False),
        ("woord " * ENDLESS, "text", False),
        (f"https://school.example/{'x' * 1000} en gewone woorden", "text", False),
    ],
)
def test_a_word_without_end_is_broken_in_a_message_and_copied_whole(
    qtbot: QtBot, body: str, kind: str, endless: bool
) -> None:
    text = BodyText()
    qtbot.addWidget(text)
    text.show_body(body, kind)
    assert (text.wordWrapMode() == Wrap.WrapAnywhere) is endless
    assert "\u200b" not in text.toPlainText()


@given(st.lists(st.tuples(st.integers(0, ENDLESS + 2), st.sampled_from(" \t\r\n\f\u2028\u2029")), max_size=4))
@example([(ENDLESS - 1, " "), (ENDLESS - 1, "\n")])
@example([(1, " "), (ENDLESS, "\u2029")])
@example([(ENDLESS, "")])
def test_a_word_without_end_is_seen_wherever_it_stands(words: list[tuple[int, str]]) -> None:
    text = "".join("x" * length + gap for length, gap in words)
    assert is_endless(text) is any(length >= ENDLESS for length, _ in words)


# ---- What only the school can refuse ---------------------------------------------------------------------------------
def refused_as_draft(window: Window) -> str:
    """What the letter says when it is opened again; its words and files are there."""
    window.sync()
    (draft,) = drafts(window)
    assert (draft.subject, draft.body) == ("Zwemzak", "Beste juf")
    window.screen.pane.choose_folder("drafts")
    window.click_row("Zwemzak")
    page = composer(window)
    assert (page.isVisible(), page.body.text()) == (True, "Beste juf")
    return page.trouble.text()


def attach(window: Window, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    composer(window).files_asked.emit([str(path)])
    window.until(lambda: composer(window).files.attachments)


def test_no_room_left_for_files_gives_the_letter_back_with_its_file(writing: Window, tmp_path: Path) -> None:
    writing.school.decide(quota=1000)
    composer(writing).body.setPlainText("Beste juf")
    attach(writing, tmp_path / "brief.pdf", PDF)
    writing.click(composer(writing).send)
    said = refused_as_draft(writing)
    assert "used up its room for files" in said
    assert "Messages without a file still go." in said
    assert [file.name for file in composer(writing).files.attachments] == ["brief.pdf"]


def test_a_kind_of_file_the_school_no_longer_takes_gives_the_letter_back(writing: Window, tmp_path: Path) -> None:
    composer(writing).body.setPlainText("Beste juf")
    attach(writing, tmp_path / "brief.pdf", PDF)
    writing.school.decide(limits=Limits(types=["txt"]))
    writing.click(composer(writing).send)
    assert refused_as_draft(writing) == "The school does not accept the file brief.pdf. It accepts txt."


def test_who_left_while_one_wrote_gives_the_letter_back_with_the_name(writing: Window) -> None:
    composer(writing).body.setPlainText("Beste juf")
    close(writing.school, "teacher")
    writing.click(composer(writing).send)
    assert "left the school" in refused_as_draft(writing)


# ---- Names that mislead ----------------------------------------------------------------------------------------------
EVIL = "rekening\u202ef\u200bdp.txt"


def test_a_file_name_that_turns_is_shown_as_what_it_is_wherever_one_writes(writing: Window, tmp_path: Path) -> None:
    attach(writing, tmp_path / EVIL, b"ok")
    said = composer(writing).trouble.text()
    files = composer(writing).files
    writing.until(lambda: not files.coming)
    seen = [button.text() for button in files.findChildren(Button) if button.isVisible()]
    assert seen == ["rekeningfdp.txt, 2 B"], said


@pytest.mark.parametrize("kind", ["text", "html"])
def test_what_turns_is_not_taken_over_into_an_answer_or_a_forwarded_message(writing: Window, kind: str) -> None:
    writing.put("x", subject="Reke\u202egnin\u200bg", body="Beste\u202e <b>&#8238;ouders</b>", body_type=kind)
    writing.sync()
    writing.click_row("Rekegning")
    writing.press(Key.Key_F, Control | Qt.KeyboardModifier.ShiftModifier)
    page = composer(writing)
    assert page.subject.text() == "Fwd: Rekegning"
    assert "Beste" in page.body.text()
    assert "\u202e" not in page.body.text()
    assert answered("Reke\u202egning") == "Re: Rekegning"


def test_a_name_in_an_error_cannot_turn_the_sentence(qapp: QApplication) -> None:
    error = SsdeskError("{name} has left the school.", "Ask {who}.", name="An\u202e\u200b Claes", who="de\nschool", n=2)
    assert texts.error(error) == ("An Claes has left the school.", "Ask de school.")
