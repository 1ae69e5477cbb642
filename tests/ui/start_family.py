"""*Start*, *Afwezigheden* and *Nieuws* in the frame of the program, with a real household and a real school.

On Monday 23 November 2026, 14:32: Noor (4B, De Wilg) and Wout (1C, De Toren), with a day as in the design.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.protocol.kinds import Message
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.protocol.record import Absence, Result
from ssdesk.server import accounts, feed, news, planner, record, schools
from ssdesk.ui import tasks, texts
from ssdesk.ui.frame import Frame
from ssdesk.ui.screen import Place, Screen
from tests.school import CLASSES, PUPILS, SETTINGS, TOREN, WILG, School, id_of
from tests.server.prepared import file_at, put_report, report
from tests.server.uploading import PDF
from tests.together.desktop import wait_for
from tests.together.track import Track, serving
from tests.ui.inbox_window import Told
from tests.ui.quiet import breathe

HOUR = 3_600_000
TODAY, TOMORROW = "2026-11-23", "2026-11-24"


class Planted:
    """Puts things into the school as its own programs would."""

    def __init__(self, school: School) -> None:
        self.school = school

    def week(self, class_: str, monday: str, *lessons: Lesson) -> None:
        made = TimetableWeek(id_of(f"{class_} {monday}"), class_, monday, list(lessons))
        self.school.db.run_now(planner.put_week, CLASSES[class_], id_of(class_), made)

    def item(self, class_: str, day: str, form: str, title: str, start: int | None = None, **more: Any) -> str:
        fields = {"subject": title, **more}
        made = AgendaItem(id_of(f"{class_} {day} {title}"), class_, day, form, title=title, start=start, **fields)
        self.school.db.run_now(planner.put_item, CLASSES[class_], id_of(class_), made)
        return made.id

    def event(
        self, title: str, first: str, last: str = "", *, slug: str = WILG, classes: tuple[str, ...] = (), **more: Any
    ) -> str:
        fields = {"form": "activity", **more}
        made = Event(id_of(f"{slug} {title} {first}"), title=title, first_day=first, last_day=last or first, **fields)
        self.school.db.run_now(planner.put_event, slug, made, [id_of(name) for name in classes])
        return made.id

    def result(self, pupil: str, title: str, day: str, **more: Any) -> str:
        fields: dict[str, Any] = {"subject": "Rekenen", "form": "points", "period": "Herfst", **more}
        made = Result(id_of(f"{pupil} {title}"), id_of(pupil), title=title, day=day, **fields)
        self.school.db.run_now(record.put_result, CLASSES[PUPILS[pupil]], made)
        return made.id

    def absence(self, pupil: str, day: str, part: str, code: str, label: str, **more: Any) -> str:
        made = Absence(id_of(f"{pupil} {day} {part} {code}"), id_of(pupil), day, part, code, label, **more)
        self.school.db.run_now(record.put_absence, CLASSES[PUPILS[pupil]], made)
        return made.id

    def news(self, title: str, at: int, *, slug: str = WILG, classes: tuple[str, ...] = (), **more: Any) -> str:
        fields = {"text": f"Beste ouders\n\nTekst van {title}.", "author_name": "Hilde Baert", **more}
        said = News(id_of(f"{slug} {title}"), title, author_role="secretariaat", published_at=at, **fields)
        self.school.db.run_now(news.put, slug, said, self.school.clock(), [id_of(name) for name in classes])
        return said.id

    def report(self, pupil: str, title: str, at: int) -> str:
        slug = CLASSES[PUPILS[pupil]]
        made = report(
            file_at(self.school, PDF + title.encode(), slug), at, pupil, title=title, id=id_of(f"{pupil} {title}")
        )
        put_report(self.school, made, slug)
        return made.id

    def message(self, to: str, subject: str, at: int, **more: Any) -> str:
        fields: dict[str, Any] = {
            "sender_name": "Juf Petra", "sender_role": "juf", "sender": id_of("teacher"), "folder": "inbox",
            "preview": "Tekst", "body": "Tekst", **more,
        }  # fmt: skip
        made = Message(id_of(subject), id_of(subject), at, subject=subject, **fields)
        scopes = [f"a:{id_of(to)}"]
        self.school.db.run_now(lambda connection: feed.put(connection, School.of(to), "message", made.id, made, scopes))
        return made.id

    def settings(self, slug: str = WILG, **values: Any) -> None:
        """The school decides otherwise: what it uses (`features`), what it shows to whom (`hidden`)."""
        changed = msgspec.structs.replace(SETTINGS[slug], **values)
        self.school.db.run_now(accounts.set_settings, slug, changed)
        self.school.app.parts.schools.replace(self.school.db.read_now(schools.read_schools))

    def the_day(self) -> None:
        """As in the picture of the design."""
        at = self.school.clock()
        self.week("4B", TODAY, Lesson(0, 505, 600, "Taal", room="4B"), Lesson(1, 505, 600, "WO", room="4B"))
        self.week(
            "1C", TODAY,
            Lesson(0, 505, 555, "Wiskunde", room="2.04"), Lesson(0, 565, 615, "Nederlands", room="2.02"),
            Lesson(1, 505, 555, "Frans", room="2.09"),
            Lesson(1, 565, 615, "Biologie", state="cancelled", note="vervalt"),
            Lesson(1, 795, 880, "Geschiedenis", room="1.08", state="changed", note="in lokaal 1.08 in plaats van 2.11"),
        )  # fmt: skip
        self.item("4B", TODAY, "material", "Zwemmen", 620, text="zwemzak meebrengen")
        self.item("1C", TODAY, "test", "Toets Frans", 795, subject="Frans", text="unité 3")
        self.item("4B", TOMORROW, "task", "Leesboek inleveren", subject="Nederlands")
        self.item("1C", TOMORROW, "test", "Toets techniek", 670, subject="Techniek", text="hoofdstuk 4")
        evening = {"form": "evening", "start": 960, "end": 1010, "audience": "klas 4B", "text": "bevestigd"}
        self.event("Oudercontact", TODAY, classes=("4B",), **evening)
        self.event("Pedagogische dag", "2026-11-25", slug=TOREN, form="free_day")
        self.result("Noor", "Dictee 6", TODAY, subject="Nederlands", score=17.0, out_of=20.0, median=14.0, given_at=at)
        self.result("Wout", "Wiskunde H4", "2026-11-20", subject="Wiskunde", form="word", value="goed op weg")
        self.absence("Wout", TODAY, "am", "L", "Te laat", minutes=27, note="aangekomen om 08:52")
        self.news("Sint bezoekt de school op 4 december", at - 2 * HOUR)
        self.news("Vernieuwde fietsenstalling is open", at - 26 * HOUR, slug=TOREN)
        self.report("Noor", "Herfstrapport", at - 68 * HOUR - 10)
        self.message("mother", "Oudercontact op 2 december", at - HOUR, answer_by=at + 47 * HOUR, pupil=id_of("Noor"))
        self.message(
            "wouts-mother", "Afspraak over de taalklas", at - 3 * HOUR, sender_name="Mevr. Aerts",
            answer_by=at + 70 * HOUR, pupil=id_of("Wout"),
        )  # fmt: skip


class Window:
    """The frame with screens in it, and what a person does with it."""

    def __init__(self, folder: Path, school: School, track: Track, qtbot: QtBot | None = None) -> None:
        self.school, self.track, self._qtbot = school, track, qtbot
        self.plant = Planted(school)
        self.family = Told(folder / "home", school, track)
        self.household = self.family.household
        self.family.begin()
        self.accounts: list[str] = []
        self.asked: list[Place] = []
        self.shown_files: list[Path] = []
        self.screens: dict[str, Callable[[Window], Screen]] = {}

    def add(self, *names: str) -> None:
        """These accounts are on this computer from now on."""
        self.accounts += [self.family.add(name) for name in names]

    def open(self, first: str, size: tuple[int, int] = (1280, 800), *, synced: bool = True) -> Window:
        texts.use_clock(self.school.clock)
        self.frame = Frame(self.household)
        if self._qtbot is not None:
            self._qtbot.addWidget(self.frame)
        for name, icon, title in (
            ("start", "home", "Start"), ("messages", "mail", "Messages"), ("planner", "calendar", "Planner"),
            ("reports", "bars", "Reports"), ("absences", "clock", "Absences"), ("news", "newspaper", "News"),
        ):  # fmt: skip
            self.frame.add_screen(name, icon, title, lambda name=name: self.screens[name](self))
        self.frame.stage.asked.disconnect(self.frame.go)
        self.frame.stage.asked.connect(self.asked.append)
        self.family.bridge.changed.connect(self.frame.take)
        self.frame.resize(*size)
        self.frame.show_people()
        self.frame.show_screen(first)
        self.frame.show()
        self.frame.activateWindow()
        if synced:
            self.sync()
        return self

    def sync(self) -> None:
        """Everything that is new is here and shown."""
        self.household.connect()
        for _ in range(2):
            before = [home.status for home in self.household.homes]
            self.household.nudge()
            self.until(
                lambda before=before: all(
                    home.status.state == "up_to_date" and home.status is not old
                    for home, old in zip(self.household.homes, before, strict=True)
                )
            )
        self.breathe()

    def until(self, reached: Callable[[], object]) -> None:
        def spin() -> object:
            QApplication.processEvents()
            return reached()

        wait_for(spin)

    def breathe(self) -> None:
        """What was told arrives."""
        breathe(self.family.bridge)

    def screen(self, name: str) -> Any:
        return self.frame.stage.screen(name)

    def choose(self, account: str) -> None:
        """This child only; "" for all."""
        self.frame.rail.choose_child(account)
        self.breathe()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, modifiers)
        QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), f"{widget} cannot be seen"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        QApplication.processEvents()

    def show_file(self, url: QUrl) -> bool:
        self.shown_files.append(Path(url.toLocalFile()))
        return True

    def close(self) -> None:
        self.frame.stage.leave()
        self.family.bridge.close()
        self.household.close()
        tasks.finish()


def start(window: Window) -> Screen:
    from ssdesk.ui.start.screen import StartScreen

    return StartScreen(window.household, window.frame)


def absences(window: Window) -> Screen:
    from ssdesk.ui.absences.screen import AbsencesScreen

    return AbsencesScreen(window.household, window.frame)


def news_screen(window: Window) -> Screen:
    from ssdesk.ui.attachments import AttachmentOpener
    from ssdesk.ui.news.screen import NewsScreen

    opener = AttachmentOpener(window.household, window.family.paths.opened, window.frame, show=window.show_file)
    return NewsScreen(window.household, opener, window.frame)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The mother's: plant what the school has, add accounts, then open it."""
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        track = stack.enter_context(serving(school.app))
        made = Window(tmp_path, school, track, qtbot)
        made.screens |= {"start": start, "absences": absences, "news": news_screen}
        stack.callback(made.close)
        yield made


def days_after(day: str, number: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=number))
