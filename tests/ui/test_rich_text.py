"""Writing with a look: by toolbar and keys, pasted from anywhere, kept; as plain text where nothing is lost by it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.replica.inbox import MessageDetail
from ssdesk.ui import theme
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.format_bar import LinkQuestion
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writing(window: Window) -> Window:
    window.add("mother")
    window.open()
    window.click(window.screen.new)
    composer(window).to.add(id_of("teacher"))
    composer(window).subject.setText("Zwemzak")
    composer(window).body.setFocus()
    return window


def composer(window: Window) -> Composer:
    return window.screen.composer


def keys(window: Window, text: str) -> None:
    QTest.keyClicks(composer(window).body, text)


def press(window: Window, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(composer(window).body, key, modifiers)


def paste(window: Window, *, html: str = "", text: str = "", image: QImage | None = None) -> None:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    if image is not None:
        mime.setImageData(image)
    composer(window).body.insertFromMimeData(mime)


def asked_link(window: Window) -> LinkQuestion:
    return next(found for found in window.root.findChildren(LinkQuestion) if found.isVisible())


def send(window: Window) -> MessageDetail:
    """As the teacher gets it."""
    window.click(composer(window).send)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    return detail


def test_words_get_their_look_by_keyboard_and_arrive_so(writing: Window) -> None:
    keys(writing, "Beste ")
    press(writing, Key.Key_B, Control)
    keys(writing, "juf")
    press(writing, Key.Key_B, Control)
    press(writing, Key.Key_Return)
    press(writing, Key.Key_L, Control | Shift)
    keys(writing, "zwemzak")
    press(writing, Key.Key_Return)
    press(writing, Key.Key_I, Control)
    keys(writing, "handdoek")
    press(writing, Key.Key_I, Control)
    press(writing, Key.Key_Return)
    press(writing, Key.Key_Return)
    press(writing, Key.Key_U, Control)
    keys(writing, "Groeten")
    detail = send(writing)
    assert (detail.body_type, detail.body) == (
        "html",
        "<div>Beste <b>juf</b></div><ul><li>zwemzak</li><li><i>handdoek</i></li></ul><div><u>Groeten</u></div>",
    )
    assert detail.row.preview == "Beste juf • zwemzak • handdoek Groeten"
    assert writing.other("teacher").found("handdoek") == ["Zwemzak"]


def test_text_without_a_look_travels_as_plain_text(writing: Window) -> None:
    keys(writing, "Beste juf")
    press(writing, Key.Key_Return)
    press(writing, Key.Key_B, Control)
    press(writing, Key.Key_B, Control)
    keys(writing, "Zie https://school.example")
    detail = send(writing)
    assert (detail.body_type, detail.body) == ("text", "Beste juf\nZie https://school.example")


def test_toolbar_shows_and_changes_the_look(writing: Window) -> None:
    bar, body = composer(writing).format, composer(writing).body
    writing.click(bar.looks["bold"])
    assert writing.focus is body
    keys(writing, "vet")
    assert bar.looks["bold"].isChecked()
    writing.click(bar.looks["ol"])
    assert (bar.looks["ol"].isChecked(), bar.looks["ul"].isChecked()) == (True, False)
    assert body.body() == ("html", "<ol><li><b>vet</b></li></ol>")
    writing.click(bar.looks["ul"])
    assert body.body() == ("html", "<ul><li><b>vet</b></li></ul>")
    body.selectAll()
    writing.click(bar.looks["ul"])
    writing.click(bar.looks["bold"])
    assert body.body() == ("text", "vet")


def test_link_is_made_changed_and_taken_away(writing: Window) -> None:
    body = composer(writing).body
    keys(writing, "Zie ")

    def ask() -> LinkQuestion:
        press(writing, Key.Key_K, Control | Shift)
        return asked_link(writing)

    question = ask()
    question.where.set_text("geen adres")
    question.words.set_text("het plan")
    question.yes.click()
    assert "no address" in question.where.error()
    question.where.set_text("school.example/plan")
    question.yes.click()
    keys(writing, ".")
    assert body.body() == ("html", '<div>Zie <a href="https://school.example/plan">het plan</a>.</div>')
    body.moveCursor(QTextCursor.MoveOperation.Left)
    body.moveCursor(QTextCursor.MoveOperation.Left)
    question = ask()
    assert (question.words.text(), question.where.text()) == ("het plan", "https://school.example/plan")
    question.where.set_text("")
    question.yes.click()
    assert body.body() == ("text", "Zie het plan.")


def test_paste_keeps_what_a_message_may_hold(writing: Window) -> None:
    keys(writing, "Beste ")
    paste(
        writing,
        html="<style>x</style><p style='margin:0'><b style='color:red'>ouders</b></p>"
        "<table><tr><td>een</td></tr></table><img src='https://tracker.example/x.gif'><script>alert(1)</script>",
        text="ouders",
    )
    assert composer(writing).body.body() == ("html", "<div>Beste <b>ouders</b></div><div>een</div>")


def test_pasted_page_reaches_no_file_and_no_address(writing: Window, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(canary))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        there = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        file = QUrl.fromLocalFile(str(canary)).toString()
        paste(
            writing,
            html=f"<link rel=stylesheet href='{there}'><style>@import '{there}';</style><div>Kijk<img src='{file}'>"
            f"<img src='{canary}'><img src='{there}'><a href='{file}'>hier</a><a href='{there}'>daar</a></div>"
            f"<div style='background:url({there})'><table background='{file}'><tr><td>of</td></tr></table></div>",
        )
        area = composer(writing).body
        assert area.body() == ("html", f'<div>Kijkhier<a href="{there}">daar</a></div><div>of</div>')
        for address in (file, str(canary), there, f"cid:{canary}", f"cid:{'ab' * 32}"):
            assert area.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address)) is None
        writing.breathe()
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert composer(writing).files.attachments == []


def test_drawing_that_could_name_other_files_is_not_drawn(writing: Window, tmp_path: Path) -> None:
    drawing = tmp_path / "plan.png"
    drawing.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    )
    page = composer(writing)
    page.files_asked.emit([str(drawing)])
    writing.until(lambda: page.files.attachments)
    address = QUrl(f"cid:{page.files.attachments[0].sha256}")
    assert page.body.loadResource(QTextDocument.ResourceType.ImageResource.value, address) is None


def test_what_is_copied_here_is_pasted_with_its_look(writing: Window) -> None:
    body = composer(writing).body
    body.insert_html("<div>Beste <b>ouders</b></div>")
    body.selectAll()
    writing.press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == "Beste ouders"
    writing.press(Key.Key_V, Control)
    assert body.body() == ("html", "<div>Beste <b>ouders</b></div>")


def test_pasted_text_is_text(writing: Window) -> None:
    paste(writing, text="<b>geen</b> opmaak\nregel")
    assert composer(writing).body.body() == ("text", "<b>geen</b> opmaak\nregel")


def test_pasted_picture_is_a_file_of_the_message_and_stands_in_the_text(writing: Window) -> None:
    page = composer(writing)
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    keys(writing, "Kijk: ")
    paste(writing, image=picture)
    writing.until(lambda: page.files.attachments)
    (file,) = page.files.attachments
    assert file.name == "image 1.png"
    html = f'<div>Kijk: <img src="cid:{file.sha256}" alt="image 1.png"></div>'
    assert page.body.body() == ("html", html)
    assert list(writing.family.paths.opened.rglob("*.png")) == []
    detail = send(writing)
    assert (detail.body, [attached.sha256 for attached in detail.attachments]) == (html, [file.sha256])


def test_picture_goes_out_of_the_text_with_its_file(writing: Window) -> None:
    page = composer(writing)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    keys(writing, "Kijk")
    paste(writing, image=picture)
    writing.until(lambda: page.files.attachments)
    page.files._remove(page.files.attachments[0])
    assert page.body.body() == ("text", "Kijk")


def test_draft_comes_back_as_it_was_written(writing: Window) -> None:
    page = composer(writing)
    html = (
        "<div>Beste <b>juf</b></div><div><br></div><ol><li>een<ul><li>diep</li></ul></li><li>twee</li></ol>"
        '<div>Zie <a href="https://school.example/x">hier</a>,  met <i><u>groeten</u></i></div>'
    ).replace(",  ", ", &nbsp;")
    page.body.insert_html(html)
    assert page.body.body() == ("html", html)
    writing.press(Key.Key_Escape)
    (draft,) = writing.replica().drafts.all()
    assert (draft.body_type, draft.body) == ("html", html)
    writing.screen.resume_draft(writing.accounts[0], draft.id)
    assert page.body.body() == ("html", html)
    assert not page.body.document().isUndoAvailable()
    writing.sync()
    other = writing.other("mother")
    other.sync()
    assert [(kept.body_type, kept.body) for kept in other.replica.drafts.all()] == [("html", html)]


def test_answer_has_the_same_keys(window: Window) -> None:
    window.add("mother")
    window.receive("Uitstap")
    window.open()
    window.click_row("Uitstap")
    answer = window.screen.reader.answer
    answer.text.setFocus()
    QTest.keyClick(answer.text, Key.Key_B, Control)
    QTest.keyClicks(answer.text, "Ja")
    window.press(Key.Key_Return, Control)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    detail = teacher.replica.inbox.message(teacher.inbox()[0].id)
    assert detail is not None
    assert (detail.body_type, detail.body) == ("html", "<div><b>Ja</b></div>")


def test_forwarded_look_is_cleaned_and_kept(window: Window) -> None:
    window.add("mother")
    window.put("rich", subject="Opmaak", body="<h2>Uitstap</h2><p onclick='x()'>Tekst</p>", body_type="html")
    window.open()
    window.click_row("Opmaak")
    window.click(window.screen.reader.forward)
    body_type, body = composer(window).body.body()
    assert body_type == "html"
    assert body.endswith("<div><b>Uitstap</b></div><div>Tekst</div>")


def test_links_follow_the_colours_of_the_look(writing: Window, qapp: QApplication) -> None:
    body = composer(writing).body
    body.insert_html("<div>Zie <a href='https://school.example'>hier</a></div>")
    for scheme in ("dark", "light"):
        theme.apply(qapp, scheme, 1.0, family=theme.OWN_FONT)
        writing.breathe()
        assert body.textCursor().charFormat().foreground().color().name() == theme.colours().accent.ink.lower()
    assert body.body() == ("html", '<div>Zie <a href="https://school.example">hier</a></div>')


def test_composer_with_a_look_has_no_problem_in_any_look(writing: Window, qapp: QApplication) -> None:
    composer(writing).body.insert_html("<ul><li>een <b>vet</b> <a href='https://school.example'>woord</a></li></ul>")
    found = {look: checks.problems(composer(writing), primary=1) for look in checks.in_every_look(qapp, writing.root)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_question_for_a_link_has_no_problem_in_any_look(writing: Window, qapp: QApplication) -> None:
    found = {}
    for look in checks.in_every_look(qapp, writing.root):
        composer(writing).format.link.click()
        question = asked_link(writing)
        found[look] = checks.problems(question, primary=1)
        question.no.click()
    assert {look: problems for look, problems in found.items() if problems} == {}
