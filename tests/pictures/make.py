"""Pictures of every screen in every look beside the targets of the design: `python -m tests.pictures.make DIR`.

The targets are no part of the repository: they are looked for in $SSDESK_TARGETS or `--targets`; without them there
is only the grab. Ends with 1 if something could not be shown.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ssdesk.app import make_application
from ssdesk.replica.actions import SendMessage
from ssdesk.replica.inbox import Filter
from tests.pictures import looks, messages, office, sheet, way_in
from tests.pictures.computer import Computer, still_picture
from tests.pictures.demo import Session, demo_schools
from tests.pictures.looks import LOOKS, Look
from tests.pictures.views import NOT_FETCHED, SUBJECT, View, leave, views
from tests.school import Clock, School, id_of
from tests.together.track import serving


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="pictures", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--targets", type=Path, default=os.environ.get("SSDESK_TARGETS"), metavar="DIR")
    parser.add_argument("--only", default="", metavar="TEXT", help="views whose name holds it")
    options = parser.parse_args(words)
    pictures = Pictures(make_application(["ssdesk"]), options.folder, options.targets, options.only)
    pictures.take_all()
    for line in pictures.bad:
        print(line, file=sys.stderr)
    print(f"{len(pictures.made)} pictures: {(options.folder / 'index.html').resolve()}")
    return 1 if pictures.bad else 0


class Pictures:
    """`made`: the files by view and state. `bad`: what could not be shown."""

    def __init__(self, app: QApplication, folder: Path, targets: Path | None, only: str = "") -> None:
        self._app, self._folder, self._targets, self._only = app, folder, targets, only
        self.made: dict[tuple[str, str], Path] = {}
        self.bad: list[str] = []
        self._faults = _Faults()

    def take_all(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        logging.getLogger("ssdesk").addHandler(self._faults)
        hook, sys.excepthook = sys.excepthook, lambda *fault: self._faults.lines.append(repr(fault[1]))
        try:
            self._on_the_way_in()
            self._at_the_demo()
            self._at_the_office()
            self._with_nothing()
            self._before_anything_was_fetched()
        finally:
            sys.excepthook = hook
            logging.getLogger("ssdesk").removeHandler(self._faults)
        names = list(dict.fromkeys(name for name, _ in self.made))
        sheet.write_index(self._folder, names, [*LOOKS, *looks.STATES], self.made, self.bad)

    def _on_the_way_in(self) -> None:
        self._app.setCursorFlashTime(0)
        for name in way_in.PAGES:
            view = f"wizard {name}".replace(" ", "-").replace("_", "-")
            if self._only not in view:
                continue
            with tempfile.TemporaryDirectory(prefix="ssdesk-pictures-") as folder:
                try:
                    with way_in.page(self._app, name, Path(folder) / "school") as wizard:
                        for state, look in LOOKS.items():
                            look.apply(self._app, wizard)
                            grab = self._shown(partial(still_picture, self._app, wizard), f"{view}, {state}")
                            self._keep(grab, view, state, way_in.TARGETS.get(name, ""))
                except AssertionError as fault:
                    self.bad.append(f"{view}: {fault!r}")

    def _at_the_demo(self) -> None:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ssdesk-pictures-")))
            clock = Clock()
            school, sessions = stack.enter_context(demo_schools(folder / "school", clock))
            track = stack.enter_context(serving(school))
            computer = Computer(self._app, folder / "home", clock, track)
            computer.settle_in(sessions, unread=3, furnish=partial(messages.furnish, now=clock()))
            stack.callback(computer.stop)
            computer.start()
            for state, look in LOOKS.items():
                self._take(computer, View("lock", "", lambda _: None), state, look)
            computer.unlock()
            for state, look in LOOKS.items():
                self._take_views(computer, [*views(computer), *messages.MESSAGES], state, look)
            go_offline(computer)
            self._take_views(computer, views(computer), "offline", LOOKS["light"])
            computer.track.cut = False
            for change, more in ((messages.confirm, messages.CONFIRMED), (messages.refuse, messages.REFUSED)):
                self._after(computer, change, more)

    def _at_the_office(self) -> None:
        if not self._wants([*office.OFFICE, *office.UPLOADING]):
            return
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ssdesk-pictures-")))
            clock = Clock(office.EVENING)
            school, _ = stack.enter_context(demo_schools(folder / "school", clock))
            track = stack.enter_context(serving(school))
            computer = Computer(self._app, folder / "home", clock, track)
            computer.settle_in([office.session(school)], unread=5, furnish=office.furnish)
            stack.callback(computer.stop)
            computer.start()
            computer.unlock()
            self._in_every_look(computer, office.OFFICE)
            self._after(computer, office.send_a_file, office.UPLOADING)

    def _after(self, computer: Computer, change: Callable[[Computer], None], wanted: Sequence[View]) -> None:
        """The views that show what changed."""
        if not self._wants(wanted):
            return
        try:
            change(computer)
        except Exception as fault:  # noqa: BLE001 - as one that cannot be shown
            self.bad += [f"{view.name}: {fault!r}" for view in wanted]
            return
        self._in_every_look(computer, wanted)

    def _wants(self, wanted: Sequence[View]) -> bool:
        return any(self._only in view.name for view in wanted)

    def _in_every_look(self, computer: Computer, wanted: Sequence[View]) -> None:
        for state, look in LOOKS.items():
            self._take_views(computer, wanted, state, look)

    def _with_nothing(self) -> None:
        """An account of a school that has put nothing in yet."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ssdesk-pictures-")))
            school = stack.enter_context(School.open(folder / "school"))
            track = stack.enter_context(serving(school.app))
            computer = Computer(self._app, folder / "home", school.clock, track)
            computer.settle_in([_session("mother"), _session("wouts-mother")])
            stack.callback(computer.stop)
            computer.start()
            computer.unlock()
            self._take_views(computer, views(computer), "empty", LOOKS["light"])

    def _before_anything_was_fetched(self) -> None:
        """A new account, and the school is not reached."""
        if not self._wants(NOT_FETCHED):
            return
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ssdesk-pictures-")))
            school = stack.enter_context(School.open(folder / "school"))
            track = stack.enter_context(serving(school.app))
            computer = Computer(self._app, folder / "home", school.clock, track)
            computer.settle_in([_session("mother")], fetched=False)
            stack.callback(computer.stop)
            track.cut = True
            computer.start()
            computer.unlock(until="offline")
            self._in_every_look(computer, NOT_FETCHED)

    def _take_views(self, computer: Computer, wanted: Sequence[View], state: str, look: Look) -> None:
        for view in wanted:
            if self._only in view.name:
                self._take(computer, view, state, look)
                leave(computer)
                view.undo(computer)

    def _take(self, computer: Computer, view: View, state: str, look: Look) -> None:
        if self._only not in view.name:
            return
        look.apply(self._app, computer.window)

        def shown() -> QImage:
            view.show(computer)
            return computer.picture()

        grab = self._shown(shown, f"{view.name}, {state}")
        self._keep(grab, view.name, state, view.target_in(state))

    def _shown(self, take: Callable[[], QImage], said: str) -> QImage | None:
        """None: it could not be shown."""
        self._faults.lines.clear()
        try:
            grab = take()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other views are shown all the same
            self.bad.append(f"{said}: {fault!r}")
            return None
        self.bad += [f"{said}: {line}" for line in self._faults.lines]
        return grab

    def _keep(self, grab: QImage | None, name: str, state: str, target: str) -> None:
        if grab is None:
            return
        said = f"{name}, {state}"
        if sheet.is_blank(grab):
            self.bad.append(f"{said}: nothing is to be seen")
        file = self._folder / state / f"{name}.png"
        file.parent.mkdir(exist_ok=True)
        sheet.beside(self._target(target), grab, said).save(str(file))
        self.made[name, state] = file

    def _target(self, name: str) -> QImage | None:
        file = self._targets / f"{name}.png" if self._targets is not None and name else None
        return QImage(str(file)) if file is not None and file.exists() else None


class _Faults(logging.Handler):
    """What the program logged as an error of its own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _session(name: str) -> Session:
    return Session(f"http://127.0.0.1/{School.of(name)}", School.token(name), id_of(f"device of {name}"))


def go_offline(computer: Computer) -> None:
    """The line is cut; two messages wait to be sent."""
    computer.track.cut = True
    household = computer.household
    for home, subject in zip(household.homes, (f"Re: {SUBJECT}", "Re: A: afspraak over de taalklas"), strict=False):
        newest = household.replica(home.name).inbox.first_page(Filter(), 1)
        household.do(home.name, SendMessage([newest[0].sender], subject, "Dank u wel.", pupil=home.pupil))
    household.nudge()
    computer.wait_for(lambda: computer.frame.strip.isVisible() and household.summary().state == "offline")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
