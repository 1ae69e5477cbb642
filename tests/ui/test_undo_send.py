"""After *Send* there is a moment to take it back; closing the program meanwhile asks, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.replica.actions import SendMessage
from ssdesk.ui.question import Question
from tests.school import School, id_of
from tests.together.desktop import Desktop
from tests.together.track import Track
from tests.ui import checks
from tests.ui.program import Program

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    """A mother who has just opened the program, in which messages can be taken back for as long as people have it."""
    made = Program(qtbot, tmp_path / "computer", school, track)
    made.settle_in("mother")
    made.start()
    made.open()
    yield made
    made.stop()


@pytest.fixture
def teacher(tmp_path: Path, school: School, track: Track) -> Iterator[Desktop]:
    desktop = Desktop(school, track, "teacher", tmp_path / "teacher")
    yield desktop
    desktop.close()


def write(program: Program, subject: str = "Zwemzak") -> None:
    """Written and sent in the composer."""
    inbox = program.screen("messages")
    inbox.write_new(program.homes[0].name, id_of("teacher"))
    inbox.composer.subject.setText(subject)
    inbox.composer.body.insertPlainText("Beste juf\n\nDe zwemzak ligt nog thuis.")
    inbox.composer.send.click()
    program.wait_for(program.frame.undo.isVisible)


def subjects(teacher: Desktop) -> list[str]:
    teacher.sync()
    return teacher.subjects()


def waiting(program: Program) -> list[str]:
    """Subjects of the messages that wait; what is being written is kept as a draft at its own moments."""
    items = program.desktop.household.replica(program.homes[0].name).outbox.items()
    return [item.subject for item in items if item.type == SendMessage.type]


def question(program: Program) -> Question:
    program.wait_for(lambda: any(found.isVisible() for found in program.desktop.window.findChildren(Question)))
    return next(found for found in program.desktop.window.findChildren(Question) if found.isVisible())


def test_strip_counts_down_and_the_message_leaves(program: Program, teacher: Desktop, school: School) -> None:
    write(program)
    strip = program.frame.undo
    assert strip.text() == "Sending in 10 s Zwemzak"
    school.clock.advance(seconds=7.5)
    program.wait_for(lambda: strip.text() == "Sending in 3 s Zwemzak")
    assert subjects(teacher) == []
    school.clock.advance(seconds=3)
    program.wait_for(lambda: not strip.isVisible())
    program.desktop.household.nudge()
    program.wait_for(lambda: waiting(program) == [])
    assert subjects(teacher) == ["Zwemzak"]


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_undo_gives_the_letter_back_whole(
    program: Program, teacher: Desktop, school: School, by_keyboard: bool
) -> None:
    write(program)
    if by_keyboard:
        program.screen("messages").pane.table.setFocus()
        QTest.keyClick(program.screen("messages").pane.table, Qt.Key.Key_Z, Control)
    else:
        program.press(program.frame.undo.banner.action)
    composer = program.screen("messages").composer
    assert composer.isVisible()
    assert (composer.subject.text(), composer.body.text()) == ("Zwemzak", "Beste juf\n\nDe zwemzak ligt nog thuis.")
    assert composer.letter().account == program.homes[0].name
    program.wait_for(lambda: not program.frame.undo.isVisible())
    school.clock.advance(seconds=60)
    program.desktop.household.nudge()
    assert (waiting(program), subjects(teacher)) == ([], [])


def test_control_z_in_a_text_field_undoes_what_was_typed_there(program: Program) -> None:
    write(program)
    inbox = program.screen("messages")
    inbox.write_new(program.homes[0].name)
    inbox.composer.body.setFocus()
    QTest.keyClicks(inbox.composer.body, "Beste")
    QTest.keyClick(inbox.composer.body, Qt.Key.Key_Z, Control)
    assert inbox.composer.body.text() == ""
    assert waiting(program) == ["Zwemzak"]


def test_it_stands_on_every_screen_and_after_a_new_start(program: Program, school: School) -> None:
    write(program)
    program.frame.show_screen("planner")
    assert program.frame.undo.isVisible()
    school.clock.advance(seconds=4)
    program.stop()
    program.start()
    program.open()
    program.wait_for(program.frame.undo.isVisible)
    assert program.frame.undo.text() == "Sending in 6 s Zwemzak"
    program.press(program.frame.undo.banner.action)
    assert program.screen("messages").composer.subject.text() == "Zwemzak"


def test_outbox_says_the_seconds_and_gives_it_back(program: Program, school: School) -> None:
    write(program)
    program.press(program.frame.rail.status)
    assert "to Petra Wouters, leaves in 10 s" in program.seen()
    school.clock.advance(seconds=2)
    program.wait_for(lambda: "to Petra Wouters, leaves in 8 s" in program.seen())
    program.press_text("Change")
    assert program.screen("messages").composer.subject.text() == "Zwemzak"


def test_window_closes_without_a_question_when_nothing_can_be_taken_back(program: Program) -> None:
    program.desktop.window.close()
    assert program.desktop._stopped


def test_closing_asks_and_back_goes_back(program: Program) -> None:
    write(program)
    program.desktop.window.close()
    asked = question(program)
    assert "“Zwemzak” can still be taken back." in program.seen()
    program.press(asked.no)
    assert (program.desktop._stopped, program.desktop.window.isVisible()) == (False, True)
    assert waiting(program) == ["Zwemzak"]
    program.desktop.window.close()
    question(program)


def test_send_now_sends_before_the_program_ends(program: Program, teacher: Desktop) -> None:
    write(program)
    program.desktop.window.close()
    program.press(question(program).yes)
    program.wait_for(lambda: program.desktop._stopped)
    assert subjects(teacher) == ["Zwemzak"]


def test_message_kept_until_the_next_start_goes_then(program: Program, teacher: Desktop, school: School) -> None:
    write(program)
    program.desktop.window.close()
    program.press(question(program).other)
    program.wait_for(lambda: program.desktop._stopped)
    assert subjects(teacher) == []
    program.stop()
    school.clock.advance(hours=8)
    program.start()
    program.open()
    program.wait_for(lambda: waiting(program) == [])
    assert subjects(teacher) == ["Zwemzak"]


def test_send_now_without_a_line_says_so_and_loses_nothing(program: Program, teacher: Desktop, track: Track) -> None:
    track.cut = True
    write(program)
    program.wait_for(program.frame.strip.isVisible)
    program.desktop.window.close()
    asked = question(program)
    assert "There is no connection now" in program.seen()
    program.press(asked.yes)
    program.wait_for(lambda: program.desktop._stopped)
    program.stop()
    track.cut = False
    program.start()
    program.open()
    program.wait_for(lambda: waiting(program) == [])
    assert subjects(teacher) == ["Zwemzak"]


def test_strip_has_no_problem_in_any_look(program: Program, qapp: QApplication) -> None:
    write(program, "Een onderwerp dat zo lang is dat het niet op een regel past als de letters groot zijn")
    window = program.desktop.window
    found = {look: checks.problems(program.frame.undo) for look in checks.in_every_look(qapp, window)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_question_has_no_problem_in_any_look(program: Program, qapp: QApplication) -> None:
    write(program)
    found = {}
    for look in checks.in_every_look(qapp, program.desktop.window):
        program.desktop.window.close()
        asked = question(program)
        found[look] = checks.problems(asked, primary=1)
        program.press(asked.no)
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_closing_asks_of_a_message_that_waits_for_a_line(
    program: Program, teacher: Desktop, track: Track, school: School
) -> None:
    track.cut = True
    write(program)
    school.clock.advance(seconds=300)  # it cannot be taken back any more
    program.wait_for(lambda: program.desktop.household.summary().state == "offline")
    program.desktop.window.close()
    asked = question(program)
    assert "“Zwemzak” waits for a connection." in program.seen()
    program.press(asked.no)
    assert not program.desktop._stopped
    program.desktop.window.close()
    program.press(question(program).yes)
    program.wait_for(lambda: program.desktop._stopped)
    program.stop()
    track.cut = False
    program.start()
    program.open()
    program.wait_for(lambda: waiting(program) == [])
    assert subjects(teacher) == ["Zwemzak"]
