"""*Rapporten* in a window of its own, with a real household, real replicas and a real school behind a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.protocol.record import Report, Result
from ssdesk.server import accounts, publish, record, schools
from ssdesk.ui import tasks, texts, theme
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.reports.contents import Entry
from ssdesk.ui.reports.result_rows import Evaluated
from ssdesk.ui.reports.screen import ReportsScreen
from ssdesk.ui.screen import Place
from ssdesk.ui.widgets import EmptyState, Rule
from tests.pdfs import numbered
from tests.school import SETTINGS, WILG, School, id_of
from tests.server.prepared import file_at, put_report, report
from tests.together.track import Track, serving
from tests.ui.inbox_window import PATIENCE_MS, Root, Told
from tests.ui.quiet import breathe

SUBJECTS = ("Nederlands", "Wiskunde", "Frans", "Wereldoriëntatie", "Muzische vorming", "Lichamelijke opvoeding")
_KEPT: dict[int, bytes] = {}


def moment(day: str, hour: int = 18) -> int:
    """Milliseconds of that hour of school time."""
    return int(datetime.fromisoformat(day).replace(hour=hour, tzinfo=texts.SCHOOL_TIME).timestamp() * 1000)


def pdf(pages: int = 2) -> bytes:
    if pages not in _KEPT:
        _KEPT[pages] = numbered(pages)
    return _KEPT[pages]


class Window:
    """The screen with its bar above it, and what a person does with it."""

    def __init__(self, folder: Path, school: School, track: Track, qtbot: QtBot) -> None:
        self.school, self.track, self._qtbot = school, track, qtbot
        self.family = Told(folder / "home", school, track)
        self.household = self.family.household
        self.family.begin()
        self.accounts: list[str] = []
        self.opened_files: list[Path] = []
        self.troubles: list[Any] = []
        self.asked: list[Place] = []
        self._results = 0

    # ---- What the school has -----------------------------------------------------------------------------------------
    def give_report(
        self,
        title: str = "Herfstrapport",
        day: str = "2026-11-20",
        scores: tuple[float, ...] = (),
        *,
        content: bytes = b"",
        slug: str = WILG,
        weights: tuple[float, ...] = (),
        medians: tuple[float, ...] = (),
        at: int = 0,
        **fields: Any,
    ) -> Report:
        """A report with its results by subject, as a school gives them. `at`: another moment than the day's evening."""
        at, year = at or moment(day), int(day[:4]) - (int(day[5:7]) < 9)
        told = {"school_year": f"{year}-{year + 1}", "id": id_of(f"{title} {day}"), "period": title[:6], **fields}
        made = report(
            file_at(self.school, content or pdf() + f"% {title} {day}".encode(), slug), at, title=title, **told
        )
        put_report(self.school, made, slug)
        for place, score in enumerate(scores):
            more: dict[str, Any] = {"weight": weights[place]} if weights else {}
            more |= {"median": medians[place]} if medians else {}
            self.give(
                title, form="percent", score=float(score), day=day, subject=SUBJECTS[place], period=made.period,
                slug=slug, pupil=made.pupil, given_at=at, **more,
            )  # fmt: skip
        return made

    def give(self, title: str, *, slug: str = WILG, **fields: Any) -> Result:
        """An evaluation."""
        self._results += 1
        told = {"subject": "Rekenen", "period": "Trimester 1", "form": "points", "day": "2026-11-12", **fields}
        made = Result(**{"id": f"{self._results:032x}", "pupil": id_of("Noor"), "title": title, **told})
        self.school.db.run_now(record.put_result, slug, made)
        return made

    def give_a_year(self) -> None:
        """Five reports, of this year and the last, and results in between."""
        for title, day, scores in (
            ("Herfstrapport", "2025-10-28", (68, 72, 61, 78, 77, 70)),
            ("Kerstrapport", "2025-12-18", (72, 75, 63, 80, 81, 72)),
            ("Paasrapport", "2026-04-02", (70, 74, 60, 78, 80, 72)),
            ("Eindrapport", "2026-06-29", (76, 80, 64, 88, 86, 76)),
        ):
            self.give_report(title, day, scores)
        self.give_report("Herfstrapport", "2026-11-20", (78, 84, 66, 91, 88, 75), medians=(71, 69, 68, 74, 80, 77))
        self.give_every_form()

    def give_every_form(self) -> None:
        given: list[dict[str, Any]] = [
            {"title": "Dictee", "subject": "Nederlands", "score": 17.0, "out_of": 20.0, "weight": 1.0, "median": 14.0},
            {
                "title": "Taal",
                "subject": "Nederlands",
                "score": 31.5,
                "out_of": 40.0,
                "weight": 3.0,
                "day": "2026-10-20",
            },
            {"title": "Lezen", "subject": "Nederlands", "form": "percent", "score": 82.5, "weight": 2.0},
            {"title": "Gemist", "subject": "Nederlands", "state": "absent", "out_of": 20.0, "weight": 1.0},
            {"title": "Letter", "form": "letter", "value": "B"},
            {"title": "Woord", "form": "word", "value": "goed op weg", "text": "Blijf thuis luidop lezen. " * 12},
            {"title": "Kleur", "form": "colour", "value": "groen"},
            {"title": "Kleurcode", "form": "colour", "value": "#E3C22B"},
            {"title": "Geen kleur", "form": "colour", "value": "regenboog"},
            {"title": "Icoon", "form": "icon", "value": "smile"},
            {"title": "Geen icoon", "form": "icon", "value": "vuurwerk"},
            {"title": "Feedback", "form": "feedback", "text": "Heel goede vragen."},
            {"title": "Sterren", "form": "van later", "value": "★★★★☆"},
            {"title": "Vrij", "form": "word", "state": "exempt"},
            {"title": "Zonder punt", "form": "percent", "state": "not_graded"},
            {"title": "Toestand van later", "form": "percent", "state": "op_de_berg"},
            {"title": "Zonder dag", "form": "word", "value": "zeer goed", "day": ""},
            {"title": "Niets", "form": "", "value": ""},
            {"title": "Vorig jaar", "score": 12.0, "out_of": 20.0, "day": "2026-03-03"},
        ]
        for fields in given:
            self.give(**fields)

    def release(self) -> None:
        """The scheduler's tick."""
        self.school.db.run_now(publish.release, WILG, self.school.clock())

    def hide(self, *parts: str) -> None:
        """From mothers."""
        self._set(WILG, hidden={"mother": list(parts)})

    def offer(self, *features: str, slug: str = WILG) -> None:
        """What the school uses."""
        self._set(slug, features=list(features))

    def _set(self, slug: str, **values: Any) -> None:
        settings = msgspec.structs.replace(SETTINGS[slug], **values)
        self.school.db.run_now(accounts.set_settings, slug, settings)
        self.school.app.parts.schools.replace(self.school.db.read_now(schools.read_schools))

    # ---- The window --------------------------------------------------------------------------------------------------
    def add(self, *names: str) -> None:
        """These accounts are on this computer from now on."""
        self.accounts = [self.family.add(name) for name in names]

    def open(self, size: tuple[int, int] = (1280, 800), *, synced: bool = True) -> Window:
        """The window is shown; everything was fetched."""
        texts.use_clock(self.school.clock)
        if synced:
            self.sync()
        self.root = Root()
        self._qtbot.addWidget(self.root)
        opener = AttachmentOpener(self.household, self.family.paths.opened, self.root, show=self._show_file)
        self.screen = ReportsScreen(self.household, opener, self.root)
        theme.fix(self.screen.bar, height=56)
        for part in (self.screen.bar, Rule(self.root), self.screen.content):
            self.root.right.addWidget(part, 1 if part is self.screen.content else 0)
        self.family.bridge.changed.connect(self.screen.take)
        self.screen.trouble.connect(self.troubles.append)
        self.screen.asked.connect(self.asked.append)
        opener.trouble.connect(self.troubles.append)
        self.root.resize(*size)
        self.root.show()
        self.root.activateWindow()
        self.until(self.root.isActiveWindow)
        self.screen.show_account("")
        self.screen.enter()
        if synced:
            self.settle()
        return self

    def sync(self) -> None:
        """Everything new is here and shown, with the files of reports."""
        self.household.connect()
        before = [home.status for home in self.household.homes]
        self.household.nudge()
        self.until(
            lambda: all(
                home.status.state == "up_to_date" and home.status is not old
                for home, old in zip(self.household.homes, before, strict=True)
            )
        )
        breathe(self.family.bridge)

    def settle(self) -> None:
        """The file of what is open was read."""
        pages = self.screen.content.pages
        self.until(
            lambda: (
                self.screen.reading.shelved is None
                or pages.currentWidget() not in (pages.view, pages.fetching)
                or pages.view.document is not None
                or bool(pages.view.trouble.isVisibleTo(pages))
            )
        )

    def _show_file(self, url: QUrl) -> bool:
        self.opened_files.append(Path(url.toLocalFile()))
        return True

    def close(self) -> None:
        if hasattr(self, "screen"):
            self.screen.leave()
        self.family.bridge.close()
        self.household.close()
        tasks.finish()

    # ---- What a person does ------------------------------------------------------------------------------------------
    def until(self, reached: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(reached()), timeout=PATIENCE_MS)

    def choose(self, title: str, line: str = "") -> None:
        """Click a row of the list."""
        rows = self.screen.content.list
        place = next(
            number
            for number, row in enumerate(rows.rows)
            if isinstance(row, Entry) and row.title == title and line in row.line
        )
        index = rows.model().index(place, 0)
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
        self.settle()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), f"{widget} cannot be seen"
        assert widget.isEnabled(), f"{widget} is disabled"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.root, key)

    # ---- What a person sees ------------------------------------------------------------------------------------------
    def entries(self) -> list[tuple[str, str, bool]]:
        """Title, line and whether it is marked as new, of what can be opened."""
        rows = self.screen.content.list.rows
        return [(row.title, row.line, bool(row.new)) for row in rows if isinstance(row, Entry)]

    def listed(self) -> list[str]:
        """All rows of the list, as they are read out."""
        return [row.spoken for row in self.screen.content.list.rows]

    def bars(self) -> list[tuple[str, str]]:
        side = self.screen.content.side
        return [(bar.bar.subject, bar.bar.value) for bar in side.bars if bar.isVisible()]

    def results(self) -> list[tuple[str, str]]:
        """Title and what is said at the end, of the evaluations that are listed."""
        rows = self.screen.content.results.rows.rows
        return [(row.title, row.said.value or row.said.state) for row in rows if isinstance(row, Evaluated)]

    def text_of_pages(self) -> str:
        """What the PDF in sight says on its first page."""
        document = self.screen.content.pages.view.document
        return "" if document is None else document.text(0)

    def face(self) -> tuple[str, str, str]:
        """Title, sentence and button of the face in sight."""
        faces = [
            face
            for face in self.screen.content.findChildren(EmptyState)
            if face.isVisible() and face.visibleRegion().boundingRect().isValid()
        ]
        (shown,) = faces
        return shown.title(), shown.sentence(), shown.action.text()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The mother's: give reports, add accounts, then open it."""
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        track = stack.enter_context(serving(school.app))
        made = Window(tmp_path, school, track, qtbot)
        stack.callback(made.close)
        yield made
