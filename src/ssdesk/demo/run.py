"""The demo as one program: school, line, mailbox, letters, windows; a person or the tour walks through it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from ssdesk.app import Desktop, Options, make_application
from ssdesk.demo.line import Line
from ssdesk.demo.mail_catcher import Mail, MailCatcher
from ssdesk.demo.school import DemoSchool
from ssdesk.demo.windows import Beside
from ssdesk.errors import SsdeskError
from ssdesk.paths import Paths
from ssdesk.tour.run import tour

TOUR_CLOCK = "2026-11-23T14:32+01:00"  # a Monday: what the pictures show
TOUR_FONT = "Inter"


def main(words: list[str]) -> int:
    """0 when all went well, also when a person closed it."""
    options = _parser().parse_args(words)
    if options.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        options.clock = options.clock or TOUR_CLOCK
    with tempfile.TemporaryDirectory(prefix="ssdesk-demo-") as folder:
        try:
            return _Demo(Path(folder), options).run()
        except SsdeskError as error:
            print(error, file=sys.stderr)
            return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ssdesk demo", description="Walk the way in at a demo school.")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="walk through by itself; pictures and tour.json in DIR"
    )
    parser.add_argument("--keyboard", action="store_true", help="with --tour: without a mouse")
    parser.add_argument("--until", default="", metavar="STEP", help="with --tour: the last step to do")
    parser.add_argument("--patience", type=float, default=20.0, metavar="S", help="seconds to look for a thing")
    parser.add_argument("--pupils", type=int, default=0, metavar="N", help="pupils of each school")
    parser.add_argument("--clock", default="", metavar="ISO", help="begin at this moment instead of now")
    parser.add_argument("--language", default="nl", choices=["nl", "en"])
    return parser


class _Demo:
    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self._folder, self._options = folder, options
        self._line = Line()
        self._code = 0

    def run(self) -> int:
        arrived: list[Mail] = []
        catcher = MailCatcher(lambda mail: self._post(arrived, mail))
        self._beside: Beside | None = None
        address = f"http://127.0.0.1:{self._line.start()}"
        school = DemoSchool(
            self._folder / "school",
            clock=self._options.clock,
            pupils=self._options.pupils,
            address=address,
            smtp=catcher.start(),
        )
        try:
            print("The demo school is being made…", flush=True)
            school.make()
            self._line.target = school.start()
            return self._show(school, arrived)
        finally:
            school.stop()
            self._line.stop()
            catcher.stop()

    def _post(self, arrived: list[Mail], mail: Mail) -> None:
        """On the catcher's thread."""
        arrived.append(mail)
        if self._beside is not None:
            self._beside.mailbox.arrived.emit(mail)

    def _show(self, school: DemoSchool, arrived: list[Mail]) -> int:
        app = make_application(["ssdesk"])
        pinned = TOUR_FONT if self._options.tour is not None else None
        desktop = Desktop(
            app,
            Options(
                Paths.under(self._folder / "computer"),
                profile=f"demo-{os.getpid()}",
                clock=_clock(self._options.clock),
                language=self._options.language,
                font=pinned,
            ),
        )
        self._beside = Beside(school.letters, self._line.join)
        for mail in arrived:
            self._beside.mailbox.arrived.emit(mail)
        room = app.primaryScreen().availableGeometry()
        self._beside.move(max(room.left(), room.right() - self._beside.frameGeometry().width()), room.top())
        self._beside.show()
        desktop.window.move(room.topLeft())
        desktop.start()
        desktop.window.raise_()
        desktop.window.activateWindow()
        if self._options.tour is not None:
            QTimer.singleShot(0, lambda: self._tour(desktop))
        app.exec()
        self._beside.close()
        desktop.forget()
        return self._code

    def _tour(self, desktop: Desktop) -> None:
        chosen = self._options
        self._code = tour(chosen.tour, keyboard=chosen.keyboard, until=chosen.until, patience=chosen.patience)
        desktop.stop()


def _clock(iso: str) -> Callable[[], int] | None:
    """A clock that shows this moment now and runs on; None for the computer's own."""
    if not iso:
        return None
    began = datetime.fromisoformat(iso)
    began = began if began.tzinfo is not None else began.replace(tzinfo=ZoneInfo("Europe/Brussels"))
    ahead = began.timestamp() - time.time()
    return lambda: round((time.time() + ahead) * 1000)
