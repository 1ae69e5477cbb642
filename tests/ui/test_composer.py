"""A new message: for one child, to one person, with a subject and a text; until then it cannot be sent, and afterwards
nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.protocol.kinds import Contact
from ssdesk.protocol.school import Limits
from ssdesk.replica.inbox import Filter
from ssdesk.ui.inbox.addressing import spoken, told_apart
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.file_row import USUAL, Files
from ssdesk.ui.inbox.letter import LONGEST_SUBJECT
from ssdesk.ui.inbox.recipient import Addressee, Recipient
from ssdesk.ui.question import Question
from tests.replica.test_recover import limit_pages
from tests.school import id_of
from tests.server import uploading
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEACHER = "Petra Wouters, juf van klas 4B"


@pytest.fixture
def writing(window: Window) -> Window:
    """The composer of a mother of two children at two schools."""
    window.add("mother", "wouts-mother")
    window.receive("Welkom")
    window.open()
    window.click(window.screen.new)
    return window


def composer(window: Window) -> Composer:
    return window.screen.composer


def choose(window: Window, number: int) -> None:
    window.click(composer(window).senders.group.buttons()[number])


def why_not(window: Window) -> str:
    return composer(window)._why_not.text() if composer(window)._why_not.isVisible() else ""


def popup() -> object:
    return QApplication.activePopupWidget()


def fill(window: Window, text: str = "Beste juf\n\nGroeten") -> None:
    choose(window, 0)
    window.type(composer(window).to.edit, "petra")
    window.press(Key.Key_Tab)
    window.type(composer(window).subject, "Zwemzak")
    window.type(composer(window).body, text)


def test_it_says_what_is_still_missing_one_thing_after_another(writing: Window) -> None:
    page = composer(writing)
    assert why_not(writing) == "Choose for which child you write."
    assert writing.focus is page.senders.group.buttons()[0]
    choose(writing, 0)
    assert why_not(writing) == "Choose to whom you write."
    writing.type(page.to.edit, "petra")
    writing.press(Key.Key_Tab)
    assert page.to.names() == [TEACHER]
    assert why_not(writing) == "Give the message a short subject."
    writing.type(page.subject, "   ")
    assert why_not(writing) == "Give the message a short subject."
    writing.type(page.subject, "Zwemzak")
    assert why_not(writing) == "Write a text; a file alone is not enough."
    page.body.fill("\u200b\ufeff")
    page.subject.setText("\u200b\u3164")
    assert why_not(writing) == "Give the message a short subject."
    page.subject.setText("Zwemzak")
    assert why_not(writing) == "Write a text; a file alone is not enough."
    writing.type(page.body, " \n ")
    writing.press(Key.Key_Return, Control)
    assert not page.send.isEnabled()
    assert [item.type for item in writing.replica().outbox.items()] == []
    writing.type(page.body, "Beste juf")
    assert (why_not(writing), page.send.isEnabled()) == ("", True)
    assert (page.send.role, writing.screen.new.role) == ("primary", "secondary")


def test_message_goes_out_and_the_list_shows_it_waiting(writing: Window) -> None:
    writing.school.clock.advance(seconds=60)
    writing.track.cut = True
    fill(writing)
    writing.press(Key.Key_Return, Control)
    assert not composer(writing).isVisible()
    assert writing.focus is writing.screen.pane.table
    assert (writing.subjects(), writing.row("Zwemzak").tag_text) == (["Zwemzak", "Welkom"], "waiting")
    assert writing.screen.new.role == "primary"
    writing.track.cut = False
    writing.sync()
    teacher = writing.other("teacher")
    teacher.sync()
    (row,) = teacher.inbox()
    assert (row.subject, row.pupil, row.sender_name) == ("Zwemzak", id_of("Noor"), "An Claes")


def test_names_complete_without_accents_by_any_part_and_by_keyboard(writing: Window) -> None:
    page = composer(writing)
    choose(writing, 0)
    writing.type(page.to.edit, "klas 4b")
    assert page.to.edit.fitting("KLAS 4b") == [TEACHER]
    writing.breathe()
    assert popup() is page.to.edit._list
    writing.press(Key.Key_Down)
    writing.press(Key.Key_Return)
    assert (page.to.names(), page.to.chosen()) == ([TEACHER], (id_of("teacher"),))
    assert popup() is None


def test_escape_closes_the_open_names_and_not_the_letter(writing: Window) -> None:
    page = composer(writing)
    choose(writing, 0)
    writing.type(page.to.edit, "p")
    writing.breathe()
    assert popup() is page.to.edit._list
    QTest.keyClick(page.to.edit._list, Key.Key_Escape)
    writing.breathe()
    assert (popup(), page.isVisible()) == (None, True)
    page.body.setFocus()
    writing.press(Key.Key_Escape)
    assert not page.isVisible()


def test_name_that_nobody_has_is_said_at_the_field(writing: Window) -> None:
    page = composer(writing)
    choose(writing, 0)
    writing.type(page.to.edit, "Zorro")
    writing.press(Key.Key_Tab)
    assert page.to_line.error() == "You cannot write to “Zorro” here. Choose somebody from the list."
    assert not page.send.isEnabled()
    page.to.edit.clear()
    assert page.to_line.error() == ""
    page.to.edit.setText("e")
    page.to.edit.editingFinished.emit()
    assert "Choose one from the list." in page.to_line.error()


def test_teachers_of_the_childs_class_come_first(writing: Window) -> None:
    choose(writing, 0)
    names = composer(writing).to.edit.fitting("")
    assert names[0] == TEACHER
    assert len(names) > 1
    choose(writing, 1)
    assert all("Petra" not in name for name in composer(writing).to.edit.fitting(""))


def test_two_of_one_name_are_told_apart() -> None:
    people = [
        Addressee("1", "An Claes, moeder", classes=("4B",)),
        Addressee("2", "An Claes, moeder", classes=("5A",)),
        Addressee("3", "Bo"),
        Addressee("4", "Bo"),
        Addressee("5", "Ci", classes=("1A",)),
        Addressee("6", "Di, vader", child="Noor Peeters"),
        Addressee("7", "Di, vader", child="Sam Peeters"),
    ]
    assert [person.text for person in told_apart(people)] == [
        "An Claes, moeder (4B)",
        "An Claes, moeder (5A)",
        "Bo",
        "Bo (2)",
        "Ci",
        "Di, vader (Noor Peeters)",
        "Di, vader (Sam Peeters)",
    ]


def test_accents_and_case_do_not_matter(qtbot: QtBot) -> None:
    field = Recipient()
    qtbot.addWidget(field)
    picked: list[str] = []
    field.picked.connect(picked.append)
    field.set_people([Addressee("1", "Joëlle Van Édé, directie"), Addressee("2", "Jo Elle, zorg")])
    assert field.fitting("JOELLE ede") == ["Joëlle Van Édé, directie"]
    field.setText("joelle")
    assert (field.settle(), picked, field.text()) == ("", ["1"], "")


def test_another_child_takes_text_and_files_along_and_leaves_no_draft_behind(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    (tmp_path / "brief.pdf").write_bytes(uploading.PDF)
    fill(writing)
    page.files.added.emit([str(tmp_path / "brief.pdf")])
    writing.until(lambda: page.files.attachments and writing.replica(0).drafts.all())
    choose(writing, 1)
    writing.until(lambda: page.files.attachments)
    assert (page.to.names(), page.subject.text()) == ([], "Zwemzak")
    assert writing.replica(0).drafts.all() == []
    assert writing.replica(1).files.is_whole(page.files.attachments[0].sha256)
    writing.type(page.to.edit, "goos")
    writing.press(Key.Key_Tab)
    writing.click(page.send)
    writing.sync()
    teacher = writing.other("toren-teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    assert [file.name for file in detail.attachments] == ["brief.pdf"]
    assert list(writing.family.paths.opened.rglob("*.pdf")) == []


def test_letter_that_was_left_is_a_draft_that_opens_again(writing: Window) -> None:
    fill(writing, "Eerste zin.")
    writing.until(lambda: [draft.body for draft in writing.replica().drafts.all()] == ["Eerste zin."])
    assert composer(writing)._kept_at.text() == "draft kept at 14:33"
    writing.type(composer(writing).body, " Tweede zin.")
    writing.press(Key.Key_Escape)
    assert writing.focus is writing.screen.pane.table
    writing.screen.pane.choose_folder("drafts")
    assert (writing.subjects(), writing.rows()[0].who) == (["Zwemzak"], "You to Petra Wouters")
    writing.click_row("Zwemzak")
    page = composer(writing)
    assert page.isVisible()
    assert (page.to.names(), page.body.text()) == ([TEACHER], "Eerste zin. Tweede zin.")
    assert [chip.isChecked() for chip in page.senders.group.buttons()] == [True, False]
    writing.click(page.send)
    assert writing.face() == "“Drafts” is empty"
    writing.sync()
    other = writing.other("mother")
    other.sync()
    assert other.subjects("drafts") == []
    assert other.subjects("sent") == ["Zwemzak"]


def test_thrown_away_only_after_a_question(writing: Window) -> None:
    fill(writing)
    writing.until(writing.replica().drafts.all)
    writing.click(composer(writing).discard)
    question = writing.root.findChild(Question)
    assert question is not None
    assert question.no.hasFocus() or question.focusWidget() is question.no
    writing.click(question.no)
    assert composer(writing).isVisible()
    writing.click(composer(writing).discard)
    (question,) = (found for found in writing.root.findChildren(Question) if found.isVisible())
    writing.click(question.yes)
    assert not composer(writing).isVisible()
    assert writing.replica().drafts.all() == []


def test_empty_letter_is_left_without_a_question_and_without_a_draft(writing: Window) -> None:
    choose(writing, 0)
    writing.click(composer(writing).discard)
    assert not composer(writing).isVisible()
    assert writing.replica().drafts.all() == []


def test_full_disk_is_said_and_neither_text_nor_composer_goes_away(writing: Window) -> None:
    fill(writing)
    page = composer(writing)
    limit_pages(writing.replica(), 0)
    page.body.insertPlainText("Beste juf, " * 4_000)
    writing.until(page.trouble.isVisible)
    assert page.trouble.text().startswith("There is no room left on this computer.")
    for leave in (page.send.click, writing.screen.back_to_list, lambda: writing.screen.open_message("", "")):
        leave()
        assert page.isVisible()
        assert len(page.body.text()) > 40_000
    limit_pages(writing.replica(), 1_000_000)
    writing.click(page.send)
    assert not page.isVisible()


def test_files_the_school_does_not_take_are_refused_before_they_are_copied(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    big, script = tmp_path / "film.pdf", tmp_path / "virus.exe"
    with big.open("wb") as file:
        file.truncate(31_000_000)
    script.write_bytes(b"MZ")
    page.files.added.emit([str(big)])
    assert page.trouble.text() == "Choose first for which child you write."
    choose(writing, 0)
    page.files.added.emit([str(big)])
    assert page.trouble.text() == "film.pdf is 31 MB; the school accepts 26 MB."
    page.files.added.emit([str(script)])
    assert page.trouble.text().startswith("virus.exe: the school does not accept this kind of file. It accepts ")
    page.files.added.emit([str(tmp_path)])
    assert "is a folder" in page.trouble.text()
    page.files.added.emit([str(tmp_path / "weg.pdf")])
    writing.until(lambda: page.trouble.text().startswith("weg.pdf cannot be read."))
    assert page.files.attachments == []


def test_many_files_may_not_be_larger_than_a_message(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    choose(writing, 0)
    for number in range(3):
        with (tmp_path / f"{number}.pdf").open("wb") as file:
            file.write(b"%PDF-1.7")
            file.truncate(20_000_000 + number)
    page.files.added.emit([str(tmp_path / f"{number}.pdf") for number in range(3)])
    assert page.trouble.text() == "With 2.pdf the message would be 60 MB; the school accepts 52 MB."
    writing.until(lambda: len(page.files.attachments) == 2)


def test_file_is_taken_away_again_and_the_focus_stays_with_the_files(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    choose(writing, 0)
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(uploading.PDF + name.encode())
    page.files.added.emit([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")])
    writing.until(lambda: len(page.files.attachments) == 2)
    first = page.files._flow.itemAt(0).widget()
    assert first.accessibleName() in ("Remove a.pdf", "Remove b.pdf")
    writing.click(first)
    assert len(page.files.attachments) == 1
    assert writing.focus is page.files._flow.itemAt(0).widget()


def test_hidden_characters_in_names_are_not_shown(writing: Window) -> None:
    assert spoken(Contact("1", "An\u202e sealC\u200b", "juf\u2066", "teacher")) == "An sealC, juf"


def test_own_accounts_that_are_locked_are_not_offered(writing: Window) -> None:
    writing.screen.back_to_list()
    writing.household._members[writing.accounts[1]].close()
    writing.click(writing.screen.new)
    assert [chip.text() for chip in composer(writing).senders.group.buttons()] == ["Noor, De Wilg"]
    assert why_not(writing) == "Choose to whom you write."
    assert writing.focus is composer(writing).to.edit


def test_message_without_any_draft_on_disk_leaves_no_trace_of_one(writing: Window) -> None:
    fill(writing)
    writing.click(composer(writing).send)
    writing.sync()
    assert writing.replica().inbox.keys(Filter("drafts")).tolist() == []


def test_what_the_school_accepts_is_said_before_a_file_is_chosen(writing: Window) -> None:
    page = composer(writing)
    assert not page.limits.isVisible()
    choose(writing, 0)
    large = "A file may be 26 MB, all files of a message together 52 MB."
    assert page.limits.text() == f"{large} Accepted: pdf, docx, xlsx, pptx, odt, jpg, png, heic and 18 more."
    assert page.limits.isVisible()
    assert page.limits.toolTip().startswith("Accepted: pdf, doc, ")
    assert page.attach.accessibleDescription() == f"{large} {page.limits.toolTip()}"


@pytest.mark.parametrize(
    ("types", "said"),
    [
        ([], ""),
        (["txt", "jpg", "pdf"], "Accepted: pdf, jpg, txt."),
        ([*USUAL, "zip"], f"Accepted: {', '.join(USUAL)}, zip."),
        (["zip", *USUAL, "mp3"], f"Accepted: {', '.join(USUAL)} and 2 more."),
    ],
)
def test_kinds_of_files_are_named_and_the_rest_counted(qtbot: QtBot, types: list[str], said: str) -> None:
    files = Files()
    qtbot.addWidget(files)
    files.tell(Limits(types=types))
    assert files.kinds() == said


def test_subject_that_was_cut_says_so_until_it_is_another_one(writing: Window) -> None:
    page = composer(writing)
    choose(writing, 0)
    QGuiApplication.clipboard().setText("Zwemmen " * 50)
    page.subject.setFocus()
    writing.press(Key.Key_V, Control)
    assert len(page.subject.text()) == LONGEST_SUBJECT
    assert page.subject_line.error() == "The subject was cut to 200 characters."
    assert page.subject.accessibleDescription() == page.subject_line.error()
    writing.press(Key.Key_Backspace)
    assert page.subject_line.error() == ""
    QGuiApplication.clipboard().setText("x")
    writing.press(Key.Key_V, Control)
    assert (len(page.subject.text()), page.subject_line.error()) == (LONGEST_SUBJECT, "")


def test_files_dropped_beside_the_text_are_attached(writing: Window, tmp_path: Path) -> None:
    page = composer(writing)
    choose(writing, 0)
    (tmp_path / "brief.pdf").write_bytes(uploading.PDF)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "brief.pdf"))])
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    page.dropEvent(drop)
    writing.until(lambda: [file.name for file in page.files.attachments] == ["brief.pdf"])


def test_there_is_one_scroll_and_it_follows_who_writes(writing: Window) -> None:
    fill(writing)
    page, scroll = composer(writing), composer(writing)._page

    def caret_in_sight() -> bool:
        caret = page.body.cursorRect()
        top = page.body.viewport().mapTo(scroll.viewport(), caret.topLeft()).y()
        return 0 <= top <= scroll.viewport().height() - caret.height()

    writing.type(page.body, "\n".join(f"regel {number}" for number in range(40)))
    writing.until(lambda: scroll.verticalScrollBar().value() > 0 and caret_in_sight())
    assert page.body.height() >= page.body.document().size().height()
    assert page.body.verticalScrollBar().maximum() == 0
    writing.press(Key.Key_PageUp)
    assert 5 < page.body.textCursor().blockNumber() < 35, "by what is in sight, not by the whole text"
    writing.press(Key.Key_Home, Control)
    writing.until(caret_in_sight)
