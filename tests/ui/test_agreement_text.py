"""The end of the agreement has to have been in sight before one can agree."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.protocol.session import Agreement, Section
from ssdesk.ui import theme
from ssdesk.ui.wizard.agreement import AgreementText

LONG = Agreement("2026", "Gebruikersovereenkomst", [Section("Titel", "Een lange zin. " * 60)] * 6)


def test_another_look_is_not_the_end_of_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    text, read = AgreementText(), []
    qtbot.addWidget(text)
    text.read.connect(lambda: read.append(True))
    text.resize(500, 300)
    text.show()
    text.show_agreement(LONG)
    for scale in (2.0, 1.0):
        theme.apply(qapp, "dark", scale, family=theme.OWN_FONT)
        qapp.processEvents()
    assert read == []
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    assert read
