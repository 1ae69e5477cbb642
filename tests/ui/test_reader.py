"""The open message: as high as its text, read and selected with the keyboard, with what was said before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.replica.inbox import Filter
from ssdesk.ui import theme
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.conversation import SHOWN
from ssdesk.ui.question import Question
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import ElidedLabel, Label, ScrollPage
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.quiet import settle

__all__ = ["window"]
Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = "Beste ouders\n\n" + "Dit is een lange zin die over meer dan één regel van het scherm loopt. " * 30
TABLE = "<table><tr>" + "".join(f"<td>Eenlangekop{n}</td>" for n in range(20)) + "</tr></table>"


def texts_in(window: Window) -> list[str]:
    return [label.text() for label in window.screen.reader.findChildren(Label) if label.isVisible()]


# ---- The text --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "kind"), [(LONG, "text"), (f"<p>{LONG}</p>" * 3, "html"), (TABLE, "html"), ("", "text")]
)
def test_body_is_as_high_as_its_text_at_every_width_and_size(
    qapp: QApplication, qtbot: QtBot, body: str, kind: str
) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    text = BodyText(page)
    page.body.addWidget(text)
    page.body.addStretch(1)
    text.show_body(body, kind)
    page.show()
    for scale in (1.0, 2.0, 1.5):
        theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
        for width in (900, 380, 1400, 520):
            page.resize(width, 500)
            settle()
            need = text.document().size()
            bar = text.horizontalScrollBar().height() if text.horizontalScrollBar().maximum() else 0
            least = theme.px(theme.READING_LINE)
            assert 0 <= text.height() - max(need.height(), least) - bar <= 2, (width, scale)
            assert text.verticalScrollBar().maximum() <= 1
            if kind == "text":
                assert text.horizontalScrollBar().maximum() == 0


def test_lines_of_a_text_stand_22_px_apart_at_100_percent(qtbot: QtBot) -> None:
    text = BodyText()
    qtbot.addWidget(text)
    text.resize(600, 100)
    text.show()
    text.show_body("een\ntwee\ndrie\nvier", "text")
    assert text.document().size().height() == pytest.approx(4 * 22, abs=1)
    text.show_body("<p>een</p>", "html")
    assert text.document().size().height() >= 22


def test_text_is_selected_and_copied_with_the_keyboard(window: Window) -> None:
    window.add("mother")
    window.receive("Zwemmen", "Breng een badmuts mee.")
    window.open()
    window.screen.pane.table.setFocus()
    window.press(Key.Key_Home)
    window.press(Key.Key_Return)
    body = window.screen.reader.body
    assert window.focus is body
    window.press(Key.Key_A, Control)
    assert body.textCursor().selectedText() == "Breng een badmuts mee."
    window.press(Key.Key_Home, Control)
    for _ in range(5):
        window.press(Key.Key_Right, Shift)
    window.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == "Breng"
    window.press(Key.Key_Tab)
    assert window.focus is not body
    window.press(Key.Key_Escape)
    assert window.focus is window.screen.pane.table
    assert window.opened() == "Zwemmen"


class Browser(QObject):
    """Takes the place of the person's own browser."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.links.append(url.toString())


def test_link_is_walked_to_shown_in_full_and_opened_only_after_a_yes(window: Window) -> None:
    window.add("mother")
    link = "https://school.example/" + "heel-lang-" * 30
    window.receive("Brief", f"Zie {link} en https://tweede.example/")
    window.open()
    window.click_row("Brief")
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")
    try:
        window.screen.reader.body.setFocus()
        window.press(Key.Key_Tab)
        window.press(Key.Key_Return)
        (question,) = window.root.findChildren(Question)
        assert link in [label.text() for label in question.findChildren(Label)]
        assert checks.problems(question, primary=1) == []
        window.click(question.no)
        assert browser.links == []
        window._activate()
        window.press(Key.Key_Return)
        (question,) = (found for found in window.root.findChildren(Question) if found.isVisible())
        window.click(question.yes)
        assert browser.links == [link]
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_long_message_shows_its_beginning_and_then_the_rest(window: Window) -> None:
    window.add("mother")
    window.receive("Lang", "\n".join(f"Regel {number} van dit bericht." for number in range(6000)))
    window.open()
    window.click_row("Lang")
    reader = window.screen.reader
    assert "Regel 5999 " not in reader.body.toPlainText()
    window.click(reader.rest)
    assert "Regel 5999 " in reader.body.toPlainText()
    assert not reader.rest.isVisible()
    assert window.focus is reader.body


# ---- Who and when ----------------------------------------------------------------------------------------------------
def test_head_says_who_to_whom_about_whom_and_when(window: Window) -> None:
    window.add("mother")
    window.receive("Zwemmen", pupil=id_of("Noor"))
    window.open()
    window.school.clock.advance(seconds=120)
    window.click_row("Zwemmen")
    window.until(lambda: "opened at 14:35" in texts_in(window))
    seen = texts_in(window)
    for text in ("Petra Wouters", "juf van klas 4B, De Wilg", "to you, about", "today 14:33", "opened at 14:35"):
        assert text in seen
    window.root.resize(1024, 700)
    window.breathe()
    assert "today 14:33" in texts_in(window)
    theme.apply(QApplication.instance(), "light", 2.0, family=theme.OWN_FONT)  # type: ignore[arg-type]
    window.root.resize(1024, 700)
    window.breathe()
    assert "today 14:33, opened at 14:35" in texts_in(window)


def test_own_message_says_who_read_it(window: Window) -> None:
    window.add("mother")
    window.receive("Vraag", pupil=id_of("Noor"))
    window.open()
    window.click_row("Vraag")
    window.type(window.screen.reader.answer.text, "Antwoord")
    window.click(window.screen.reader.answer.send)
    window.sync()
    window.click_row("Re: Vraag")
    assert "to Petra Wouters, about" in texts_in(window)
    teacher = window.other("teacher")
    teacher.sync()
    from ssdesk.replica.actions import OpenMessage

    teacher.replica.do(OpenMessage(teacher.inbox()[0].id))
    teacher.sync()
    window.sync()
    assert "to Petra Wouters, about" in texts_in(window), "what became of it is said once, below"
    assert "Petra Wouters read it today 14:33." in texts_in(window)
    assert not window.screen.reader.answer.isVisible()


HIDDEN = "An\u202e\u200b\u2066na\u0007 \ufeffCla\u00ades\u3164"


def test_names_that_hide_or_turn_something_are_shown_as_what_is_left(window: Window) -> None:
    window.add("mother")
    window.put("x", subject="Reke\u202egnin\u200bg", sender_name=HIDDEN, sender_role="juf\u202e van 4B")
    window.open()
    row = window.rows()[0]
    assert (row.who, row.subject) == ("Anna Claes", "Rekegning")
    window.click_row("Rekegning")
    seen = texts_in(window)
    assert "Anna Claes" in seen
    assert {"Rekegning", "juf van 4B, De Wilg"} <= set(seen)
    assert not [text for text in seen if not text.isprintable()]
    assert window.screen.reader.answer.text.accessibleName() == "Write an answer to Anna Claes"


def test_accents_that_reach_into_other_rows_are_cut() -> None:
    assert shown("a" + "\u0301\u0327\u0316\u0318\u0332\u033a" * 10).count("\u0332") <= 1
    assert shown("Zoë, Øystein, Ñandú, 李明, עדן, شيرين") == "Zoë, Øystein, Ñandú, 李明, עדן, شيرين"
    assert shown("regel\neen\ttwee\u2028drie  vier") == "regel een twee drie vier"
    assert shown("") == ""


# ---- The conversation ------------------------------------------------------------------------------------------------
def test_earlier_messages_stand_below_and_open_when_pressed(window: Window) -> None:
    window.add("mother")
    window.receive("Uitstap", "Mag Noor mee?", pupil=id_of("Noor"))
    window.open()
    window.click_row("Uitstap")
    assert not window.screen.reader.conversation.isVisible()
    window.school.clock.advance(seconds=60)
    window.type(window.screen.reader.answer.text, "Ja, graag.")
    window.click(window.screen.reader.answer.send)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    window.school.clock.advance(seconds=60)
    teacher.send("mother", "Re: Uitstap", "Fijn!", in_reply_to=teacher.inbox()[0].id)
    teacher.sync()
    window.sync()
    conversation = window.screen.reader.conversation
    assert [made.accessibleName() for made in conversation.rows] == [
        "unread, Petra Wouters, today 14:35, Fijn!",
        "You to Petra Wouters, today 14:34, Ja, graag.",
    ]
    assert "Also in this conversation" in texts_in(window)
    window.click(conversation.rows[0])
    assert window.screen.reader.body.toPlainText() == "Fijn!"
    assert "Earlier in this conversation" in texts_in(window)
    assert ["graag" in made.accessibleName() for made in conversation.rows] == [True, False]
    assert window.selected() == ["Re: Uitstap"]
    window.sync()
    teacher.sync()
    read = {row.preview: row.to_opened for row in teacher.replica.inbox.first_page(Filter("sent"))}
    assert read == {"Mag Noor mee?": 1, "Fijn!": 1}


def test_long_conversation_shows_the_newest_and_then_all(window: Window) -> None:
    window.add("mother")
    window.receive("Uitstap", "Bericht 0")
    window.open()
    replica, message = window.replica(), window.replica().inbox.first_page(Filter())[0]
    from ssdesk.replica.actions import SendMessage

    for number in range(1, SHOWN + 4):
        window.school.clock.advance(seconds=60)
        replica.do(SendMessage([message.sender], "Re", f"Bericht {number}", in_reply_to=message.id))
    window.click_row("Uitstap")
    conversation = window.screen.reader.conversation
    assert len(conversation.rows) == SHOWN
    assert conversation.show_all.text() == f"Show all {SHOWN + 3}"
    window.click(conversation.show_all)
    assert len(conversation.rows) == SHOWN + 3
    assert window.focus is conversation.rows[SHOWN]
    assert not conversation.show_all.isVisible()
    window.school.clock.advance(seconds=60)
    replica.do(SendMessage([message.sender], "Re", "Nog een bericht", in_reply_to=message.id))
    window.screen.right.read()
    assert len(conversation.rows) == SHOWN + 4, "nobody folded it"
    assert window.focus is conversation.rows[SHOWN + 1]


def test_elided_texts_keep_their_whole_words_for_a_screen_reader(window: Window) -> None:
    window.add("mother")
    window.receive("Zwemmen")
    window.open((1100, 700))
    window.click_row("Zwemmen")
    labels = [label for label in window.screen.reader.head.findChildren(ElidedLabel) if label.isVisible()]
    assert "juf van klas 4B, De Wilg" in [label.text() for label in labels]
