"""*Planner* in the frame of the program, with a real household and a real school behind a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.server import accounts, planner, schools
from ssdesk.ui import tasks, texts
from ssdesk.ui.frame import Frame
from ssdesk.ui.planner.block import Block
from ssdesk.ui.planner.screen import PlannerScreen
from tests.school import CLASSES, SETTINGS, School, id_of
from tests.together.track import Track, serving
from tests.ui.inbox_window import Told
from tests.ui.quiet import breathe

PATIENCE_MS = 20_000  # for a program that hangs


class PlannerWindow:
    """Put into the school what is to be there, add accounts, then open it."""

    def __init__(self, folder: Path, school: School, track: Track, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.school, self.track = school, track
        self.family = Told(folder / "home", school, track)
        self.household = self.family.household
        self.family.begin()
        self.troubles: list[Any] = []

    # ---- What the school has -----------------------------------------------------------------------------------------
    def week(self, class_: str, monday: str, *lessons: Lesson) -> None:
        week = TimetableWeek(id_of(f"{class_} {monday}"), class_, monday, list(lessons))
        self.school.db.run_now(planner.put_week, CLASSES[class_], id_of(class_), week)

    def item(self, title: str, day: str, start: int | None = None, class_: str = "4B", **more: Any) -> str:
        """Its id."""
        told: dict[str, Any] = {"form": "task", "subject": "Rekenen", **more}
        item = AgendaItem(id_of(f"{class_} {title}"), class_, day, title=title, start=start, **told)
        self.school.db.run_now(planner.put_item, CLASSES[class_], id_of(class_), item)
        return item.id

    def event(self, title: str, first: str, last: str = "", classes: tuple[str, ...] = ("4B",), **more: Any) -> str:
        """Its id. Without classes: of the whole school De Wilg."""
        told: dict[str, Any] = {"form": "activity", **more}
        slug = told.pop("school", CLASSES[classes[0]] if classes else "wilg")
        event = Event(id_of(f"{slug} {title}"), told.pop("form"), title, first, last or first, **told)
        self.school.db.run_now(planner.put_event, slug, event, [id_of(class_) for class_ in classes])
        return event.id

    def offer(self, slug: str, *features: str) -> None:
        """What a school uses."""
        settings = msgspec.structs.replace(SETTINGS[slug], features=list(features))
        self.school.db.run_now(accounts.set_settings, slug, settings)
        self.school.app.parts.schools.replace(self.school.db.read_now(schools.read_schools))

    # ---- The window --------------------------------------------------------------------------------------------------
    def add(self, *names: str) -> None:
        """These accounts are on this computer from now on."""
        self.accounts = [self.family.add(name) for name in names]

    def open(self, size: tuple[int, int] = (1280, 800), *, synced: bool = True) -> PlannerWindow:
        texts.use_clock(self.school.clock)
        if synced:
            self.sync()
        self.frame = Frame(self.household)
        self._qtbot.addWidget(self.frame)
        self.frame.add_screen("planner", "calendar", "Planner", lambda: PlannerScreen(self.household, self.frame))
        self.family.bridge.changed.connect(self.frame.take)
        self.frame.resize(*size)
        self.frame.catch_up()
        self.frame.show_screen("planner")
        self.screen: PlannerScreen = self.frame.stage.screen("planner")  # type: ignore[assignment]
        self.screen.trouble.connect(self.troubles.append)
        self.frame.show()
        self.frame.activateWindow()
        self.breathe()
        return self

    def sync(self) -> None:
        """Everything that waits is sent, everything new is here and shown."""
        self.household.connect()
        for _ in range(2):
            before = [home.status for home in self.household.homes]
            self.household.nudge()
            self.until(
                lambda before=before: all(
                    home.status.state == "up_to_date" and not home.status.waiting and home.status is not old
                    for home, old in zip(self.household.homes, before, strict=True)
                )
            )
        self.breathe()

    def close(self) -> None:
        self.family.bridge.close()
        self.household.close()
        tasks.finish()

    # ---- What a person does ------------------------------------------------------------------------------------------
    def until(self, reached: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(reached()), timeout=PATIENCE_MS)

    def breathe(self) -> None:
        """What was told arrives."""
        breathe(self.family.bridge)

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), f"{widget} cannot be seen"
        assert widget.isEnabled(), f"{widget} is disabled"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
        self.breathe()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, modifiers)
        self.breathe()

    # ---- What a person sees ------------------------------------------------------------------------------------------
    def blocks(self) -> list[Block]:
        return [block for block in self.screen.board.blocks if block.isVisible()]

    def titles(self) -> list[str]:
        return [block.face.title for block in self.blocks()]

    def block(self, title: str) -> Block:
        (found,) = [block for block in self.blocks() if block.face.title == title]
        return found


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PlannerWindow]:
    """The mother's."""
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        track = stack.enter_context(serving(school.app))
        made = PlannerWindow(tmp_path, school, track, qtbot)
        stack.callback(made.close)
        yield made


@pytest.fixture
def family(window: PlannerWindow) -> PlannerWindow:
    """Noor in 4B and Wout in 1C, with a week in which something is the matter."""
    window.week(
        "4B",
        "2026-11-23",
        Lesson(0, 505, 600, "Taal", "Juf Petra", "4B"),
        Lesson(0, 620, 695, "Zwemmen", note="zwemzak"),
        Lesson(1, 505, 600, "Lichamelijke opvoeding", room="turnzaal"),
        Lesson(4, 795, 890, "Crea"),
    )
    window.week(
        "1C",
        "2026-11-23",
        Lesson(0, 505, 555, "Wiskunde", "Els Goos", "2.04"),
        Lesson(0, 795, 845, "Frans", "Els Goos", "2.09"),
        Lesson(1, 565, 615, "Biologie", state="cancelled", note="vervalt"),
        Lesson(1, 795, 845, "Geschiedenis", "Dhr. Smet", "1.08", "changed", "nu in 1.08, niet 2.11"),
        Lesson(2, 795, 845, "Muziek", state="moved_online"),
    )
    window.week("4B", "2026-11-30", Lesson(0, 505, 600, "Volgende week"))
    window.leesboek = window.item("Leesboek", "2026-11-24")  # type: ignore[attr-defined]
    window.item("Woordjes", "2026-11-26", class_="1C")
    window.item("Toets Frans", "2026-11-23", 795, "1C", form="test", subject="Frans", text="unité 3")
    window.item("Dictee 7", "2026-12-01", form="test")
    window.event("Grootouderfeest", "2026-11-27")
    window.event("Pedagogische dag", "2026-11-25", classes=("1C",), form="free_day")
    window.event("Oudercontact", "2026-11-23", start=960, end=1010, form="evening", text="Breng het rapport mee.")
    window.add("mother", "wouts-mother")
    return window
