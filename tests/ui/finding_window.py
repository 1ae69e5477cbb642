"""The frame with the palette in it: a real household with a child at each of two schools, and a real day at both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.ui import tasks, texts
from ssdesk.ui.frame import Frame
from ssdesk.ui.palette.line import Line
from ssdesk.ui.palette.palette import Palette
from ssdesk.ui.palette.usual import usual
from ssdesk.ui.screen import Place
from tests.school import School
from tests.together.desktop import wait_for
from tests.together.track import Track, serving
from tests.ui.inbox_window import PATIENCE_MS, Told
from tests.ui.start_family import Planted

SCREENS = [
    ("start", "home", "Start"), ("messages", "mail", "Messages"), ("planner", "calendar", "Planner"),
    ("reports", "bars", "Reports"), ("absences", "clock", "Absences"), ("news", "newspaper", "News"),
]  # fmt: skip


class Window:
    """What a person does with the palette, and sees of it. `went`: the places it led to; `ran`: the commands."""

    def __init__(self, folder: Path, school: School, track: Track, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.school, self.track, self.plant = school, track, Planted(school)
        self.plant.the_day()
        self.family = Told(folder / "home", school, track)
        self.household = self.family.household
        self.family.begin()
        self.accounts = [self.family.add(name) for name in ("mother", "wouts-mother")]
        self.went: list[Place] = []
        self.children: list[str] = []
        self.ran: list[str] = []

    def open(self, size: tuple[int, int] = (1280, 800)) -> Window:
        texts.use_clock(self.school.clock)
        self.sync()
        self.frame = Frame(self.household)
        self._qtbot.addWidget(self.frame)
        self.frame.lock_asked.connect(lambda: self.ran.append("lock"))
        commands = usual(
            self.frame,
            self.household,
            SCREENS,
            self.ran.append,
            lambda: self.ran.append("shortcuts"),
        )
        self.palette = Palette(self.household, commands, self.frame)
        self.palette.asked.connect(self.went.append)
        self.palette.child_asked.connect(self.children.append)
        self.frame.show_people()
        self.frame.resize(*size)
        self.frame.show()
        self.frame.activateWindow()
        self.frame.rail.identity.setFocus()
        self.palette.open_over()
        return self

    def sync(self) -> None:
        self.household.connect()
        wait_for(lambda: all(home.status.state == "up_to_date" for home in self.household.homes))
        for account in self.accounts:
            while self.household.replica(account).index_pending():
                pass

    def close(self) -> None:
        tasks.finish()
        self.family.bridge.close()
        self.household.close()

    # ---- What a person does ------------------------------------------------------------------------------------------
    def find(self, words: str) -> list[str]:
        """The titles of what is shown for these words, headings too."""
        self.palette.field.clear()
        if words.isascii():
            QTest.keyClicks(self.palette.field, words)
        else:
            self.palette.field.insert(words)
        self.settle()
        return self.titles()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.palette.is_searching, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    # ---- What a person sees ------------------------------------------------------------------------------------------
    def titles(self) -> list[str]:
        return [line.title for line in self.palette.list.lines]

    def line(self, title: str) -> Line:
        (line,) = [line for line in self.palette.list.lines if line.title == title and not line.is_heading]
        return line

    @property
    def current(self) -> str:
        line = self.palette.list.current
        return "" if line is None else line.title


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        track = stack.enter_context(serving(school.app))
        made = Window(tmp_path, school, track, qtbot)
        stack.callback(made.close)
        yield made.open()
