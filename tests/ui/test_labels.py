"""Texts that are laid out by us."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ssdesk.ui.widgets import Label


def test_no_line_ends_after_a_single_letter_and_its_hyphen(qtbot: QtBot) -> None:
    label = Label("Ook e-mails", wrap=True)
    qtbot.addWidget(label)
    room = label.fontMetrics().horizontalAdvance("Ook e-ma")
    (layout, _), *_ = label._lines(room)[0]
    lines = [layout.lineAt(n) for n in range(layout.lineCount())]
    assert [
        layout.text()[line.textStart() : line.textStart() + line.textLength()].replace("\u2060", "").strip()
        for line in lines
    ] == ["Ook", "e-mails"]
    assert label.text() == "Ook e-mails"
