"""What the windows show of a school whose server is one version ahead: unknown codes as they are, and all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import Contact
from ssdesk.replica.actions import SendMessage
from ssdesk.ui import language
from ssdesk.ui.frame import Frame
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.outbox_card import OutboxCard, outgoing
from tests.school import WILG, School, id_of
from tests.together import newer
from tests.together.newer import OneVersionAhead, Survey
from tests.together.test_newer_server import MAILBOX, message
from tests.together.track import Track, answered, serving
from tests.ui.inbox_window import Window
from tests.ui.program import Program


@pytest.fixture
def ahead(school: School) -> OneVersionAhead:
    return OneVersionAhead(school.app)


@pytest.fixture
def track(ahead: OneVersionAhead) -> Iterator[Track]:
    with serving(ahead) as opened:  # type: ignore[arg-type]
        yield opened


@pytest.fixture
def window(qtbot: QtBot, school: School, track: Track, tmp_path: Path) -> Iterator[Window]:
    """The mother's, with a message in a folder, a form and of a role that this version does not know."""
    newer.put(school, WILG, "message", message("Afspraak", folder="meetings", body="*Beste* [ouders]"), [MAILBOX])
    newer.put(
        school, WILG, "message", message("Uitstap", body="# Uitstap\n*Beste* ouders", body_type="markdown"), [MAILBOX]
    )
    newer.put(school, WILG, "survey", Survey(id_of("survey"), "Wat vond u ervan?"), [MAILBOX])
    newer.put(school, WILG, "contact", Contact(id_of("R2"), "R2-D2", "astromech", "droid"), ["g:all"])
    made = Window(tmp_path, school, track, qtbot)
    made.add("mother")
    yield made.open()
    made.close()


def menu(window: Window) -> list[str]:
    shown = window.screen.pane._menu
    shown.aboutToShow.emit()
    return [action.text() for action in shown.actions()]


def test_unknown_folder_is_offered_by_its_code_and_its_messages_are_read(window: Window, school: School) -> None:
    assert window.subjects() == ["Uitstap"]
    assert "meetings  1" in menu(window)
    window.screen.pane.choose_folder("meetings")
    window.until(lambda: window.subjects() == ["Afspraak"])
    assert window.screen.pane.chip.text() == "meetings"
    window.click_row("Afspraak")
    assert window.opened() == "Afspraak"
    assert "*Beste* [ouders]" in window.screen.reader.body.toPlainText()
    newer.put(school, WILG, "survey", Survey(id_of("survey"), "En nu?"), [MAILBOX])
    window.sync()
    assert window.opened() == "Afspraak"
    assert window.troubles == []


def test_text_and_role_of_an_unknown_sort_are_shown_as_they_are(window: Window) -> None:
    window.click_row("Uitstap")
    assert window.screen.reader.body.toPlainText() == "# Uitstap\n*Beste* ouders"
    assert "hologram, De Wilg" in said(window.screen.reader.head)
    window.root.grab()
    assert window.troubles == []


def test_refusal_that_only_a_newer_server_knows_is_told_as_it_stands(window: Window, track: Track) -> None:
    replica = window.replica()
    sent = replica.do(SendMessage([id_of("teacher")], "Vraag", "Mag het?"))
    assert sent is not None
    why = Problem("wrong_moon", "Half a {brace", "Wait for {planet!r}.", values={"title": "x"})
    refusal = CommandAnswer(replica.epoch, [CommandResult(sent, "rejected", problem=why)])
    track.fail("/v1/commands", answered(200, msgspec.json.encode(refusal), "application/json"))
    window.sync()
    card = OutboxCard(window.root)
    card.show_items(outgoing(window.household))
    assert "Not sent: Half a {brace Wait for {planet!r}." in said(card)
    window.screen.pane.choose_folder("drafts")
    window.until(lambda: window.subjects() == ["Vraag"])


def test_program_that_is_too_old_for_the_school_says_so_and_shows_what_it_has(
    qtbot: QtBot, qapp: QApplication, school: School, ahead: OneVersionAhead, track: Track, tmp_path: Path
) -> None:
    newer.put(school, WILG, "message", message("Uitstap"), [MAILBOX])
    program = Program(qtbot, tmp_path / "computer", school, track)
    program.settle_in("mother")
    ahead.only = True
    program.start()
    try:
        program.unlock()
        program.wait_for_page(Frame)
        program.wait_for(lambda: program.homes[0].status.state == "too_old")
        program.wait_for(lambda: "This ssdesk is too old for the school's server." in program.seen())
        inbox = program.frame.findChildren(MessageTable)[0].model()
        program.wait_for(lambda: inbox.rowCount() == 1)
        assert "Uitstap" in str(inbox.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    finally:
        program.stop()
        language.speak(qapp, "en")


def said(part: QWidget) -> list[str]:
    """All that its labels say."""
    return [label.text() for label in part.findChildren(QLabel)]
