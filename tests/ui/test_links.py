"""What a person is told of a link before it is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.ui import theme
from ssdesk.ui.inbox.links import Link, is_safe_link, plain_link, told_of
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.question import LongText, Question
from ssdesk.ui.widgets import Label
from tests.hostile.stage import message
from tests.ui import checks

LOOKALIKE = "https://\u0430\u0440\u0440\u04cf\u0435.example/login"  # Cyrillic letters that look like "apple"


@pytest.mark.parametrize(
    ("link", "words", "told"),
    [
        ("https://school.example/x?y=1", "de brief", Link("https://school.example/x?y=1", "school.example")),
        ("https://bank.example@evil.example/", "", Link("https://bank.example@evil.example/", "evil.example")),
        (
            "https://evil.example/",
            "https://www.bank.example/inloggen",
            Link("https://evil.example/", "evil.example", claims="www.bank.example"),
        ),
        ("https://www.bank.example/a", "bank.example", Link("https://www.bank.example/a", "www.bank.example")),
        (
            "mailto:zorg@school.example?subject=x",
            "",
            Link("mailto:zorg@school.example?subject=x", "zorg@school.example"),
        ),
        (
            "https://xn--80ak6aa92e.example/",
            "",
            Link("https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example", lookalike=True),
        ),
    ],
)
def test_a_link_is_told_with_whose_site_it_is_and_what_it_pretends_to_be(link: str, words: str, told: Link) -> None:
    assert is_safe_link(link)
    assert told_of(link, words) == told


def test_names_of_other_letters_are_written_in_plain_ones() -> None:
    assert plain_link(LOOKALIKE) == "https://xn--80ak6aa92e.example/login"
    assert plain_link("https://school.example/caf\u00e9") == "https://school.example/caf%C3%A9"


@pytest.mark.parametrize(
    "link",
    [
        "https://school.example/\u202egnp.exe",
        "https://school\u200b.example/",
        "https://school.example\\@evil.example/",
        "https:///x",
        "\u2028javascript:alert(1)",
        "mailto:a@b.example?x=1&Attach=/etc/passwd",
        "https://school.example/" + "x" * 5000,
        "https://[",
        "https://school[.example/",
        "https://[1:2]/",
    ],
)
def test_what_hides_something_is_no_link(link: str) -> None:
    assert plain_link(link) is None


@pytest.mark.parametrize(
    ("html", "lead", "warnings"),
    [
        ("<a href='https://school.example/brief'>de brief</a>", "school.example", ()),
        ("<a href='https://evil.example/'>www.bank.example</a>", "evil.example", ("www.bank.example",)),
        (f"<a href='{LOOKALIKE}'>apple</a>", "xn--80ak6aa92e.example", ("unusual letters",)),
    ],
)
def test_the_question_shows_the_whole_link_its_site_and_what_is_odd(
    html: str, lead: str, warnings: tuple[str, ...], qapp: QApplication, qtbot: QtBot
) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(700, 500)
    reader.show()
    reader.show_message(message(f"<p>{html}</p>", "html"))
    (link,) = {part.charFormat().anchorHref() for part in reader.body._fragments()} - {""}
    reader.body.anchorClicked.emit(link)
    (question,) = reader.findChildren(Question)
    said = [label.text() for label in question.findChildren(Label)]
    assert {lead, link} <= set(said)
    assert all(any(warning in text for text in said) for warning in warnings)
    assert any("Take care" in text for text in said) == bool(warnings)
    assert question.focusWidget() is (question.no if warnings else question.yes)
    assert checks.problems(question, primary=1) == []


def test_a_link_that_has_the_keyboard_is_told_in_full(qapp: QApplication, qtbot: QtBot) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(700, 500)
    reader.show()
    reader.activateWindow()
    qtbot.waitUntil(reader.isActiveWindow)
    link = "https://school.example/" + "heel-lang-" * 40
    reader.show_message(message(f"<p>Zie <a href='{link}'>hier</a>.</p>", "html"))
    reader.body.setFocus()
    assert reader.body.accessibleDescription() == ""
    reader.body.focusNextPrevChild(True)
    assert reader.body.accessibleDescription() == link
    reader.body.focusNextPrevChild(True)
    assert reader.body.accessibleDescription() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_buttons_stay_in_sight_however_long_the_link_is(scale: float, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 700)
    reader.show()
    link = "https://school.example/" + "x" * 3630
    reader.show_message(message(f"<p><a href='{link}'>de brief</a></p>", "html"))
    reader.body.anchorClicked.emit(link)
    (question,) = reader.findChildren(Question)
    assert question.height() < 500 * scale
    (address,) = [label for label in question.findChildren(Label) if label.text() == link]
    (box,) = question.findChildren(LongText)
    assert box.height() == address.height_of(8)
    assert checks.problems(question, primary=1) == []
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    question.yes.setFocus()
    for _ in range(3):
        if question.focusWidget() is not box:
            QTest.keyClick(question.focusWidget(), Qt.Key.Key_Tab)
    assert question.focusWidget() is box
    QTest.keyClick(box, Qt.Key.Key_PageDown)
    assert box.verticalScrollBar().value() > 0
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not question.isVisible()
