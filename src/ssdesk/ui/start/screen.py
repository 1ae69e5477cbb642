"""*Start*: what waits for the family, today and what comes, what is new; of all children, or one child's own page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household, today
from ssdesk.replica.actions import Respond
from ssdesk.replica.changes import Changes, Touched
from ssdesk.ui.faces import FacePage, Faces
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.shown import shown
from ssdesk.ui.start.bar import StartBar
from ssdesk.ui.start.board import Board
from ssdesk.ui.start.subjects import MESSAGES, Subject, subjects
from ssdesk.ui.start.tile import Tile

_HEAD = frozenset(("account", "pupil"))  # kinds that say who one is


class StartScreen(Screen):
    """`palette_asked`: the person wants to search everything."""

    bar: StartBar
    content: QStackedWidget

    palette_asked = Signal()

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._account = household, ""
        self.bar, self.content = StartBar(), QStackedWidget()
        self.board, self.face = Board(self.content), FacePage(self.content)
        for page in (self.board, self.face):
            self.content.addWidget(page)
        self._faces = Faces(self)
        self._confirmed: set[tuple[str, str]] = set()  # accounts and ids, until the page is left
        self._subjects = subjects(household, self._faces, self._confirmed)
        self._tiles = {name: self._tile(subject) for name, subject in self._subjects.items()}
        self._present: dict[str, bool] = {}
        self._laid_out: list[list[str]] = []
        self.bar.search.clicked.connect(self.palette_asked)
        self.board.banner.opened.connect(self.asked)
        self.face.asked.connect(self._act)

    def tile(self, name: str) -> Tile:
        """days, waiting, attendance, news; on a page of one also results, reports, letters."""
        return self._tiles[name]

    def _tile(self, subject: Subject) -> Tile:
        tile = Tile(subject.title, self.board.ground, link=subject.link, target=subject.target)
        tile.opened.connect(self.asked)
        tile.confirmed.connect(self._confirm)
        tile.child_asked.connect(self.child_asked)
        tile.face_asked.connect(self._act)
        tile.hide()
        return tile

    # ---- What the window says ----------------------------------------------------------------------------------------
    def enter(self) -> None:
        self._confirmed.clear()
        self._show_all()
        if self.content.currentWidget() is self.face:
            self.face.action.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.board.take_focus()

    def show_account(self, account: str) -> None:
        self._account = account
        self._confirmed.clear()
        self._show_all()
        self.board.verticalScrollBar().setValue(0)

    def show_place(self, place: Place) -> None:
        self.enter()

    def take(self, changes: Changes) -> None:
        touched = [one for name, one in changes.by_account.items() if self._account in ("", name)]
        if not touched:
            return
        kinds = frozenset[str]().union(*(_kinds(one) for one in touched))
        if self.content.currentWidget() is self.face or kinds & _HEAD or any(one.everything for one in touched):
            self._show_all()
            return
        self._faces.watch(self._homes())
        if "report" in kinds:
            self._show_banner()
        status = any(one.status for one in touched)
        self._fill(name for name, subject in self._subjects.items() if status or kinds & subject.kinds)

    def tick(self) -> None:
        self._show_all()

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def _homes(self) -> list[Home]:
        return [home for home in self._household.homes if self._account in ("", home.name)]

    def _show_all(self) -> None:
        homes = self._homes()
        self._faces.watch(homes)
        face = self._faces.of_line(homes) if not any(home.is_open for home in homes) else None
        if face is not None:
            self.face.show_face(face)
            self.content.setCurrentWidget(self.face)
            return
        self.content.setCurrentWidget(self.board)
        self._show_head(homes)
        self._show_banner()
        self._fill(self._subjects)

    def _show_head(self, homes: list[Home]) -> None:
        head = self.board.head
        home = homes[0] if self._account and homes else None
        if home is None or not home.child:
            head.greet(next((one.holder for one in homes if one.holder), ""))
            return
        class_name = self.tr("Class {name}").format(name=shown(home.class_name)) if home.class_name else ""
        where = ", ".join(part for part in (class_name, shown(home.school)) if part)
        head.show_child(today.child_name(self._household, home), where, home.colour)

    def _show_banner(self) -> None:
        try:
            reports = today.new_reports(self._household, self._account)
        except SsdeskError:  # its tile says what is wrong
            reports = []
        self.board.banner.show_reports(reports)

    def _fill(self, names: Iterable[str]) -> None:
        """Look at these subjects again. Tiles of what a school does not use or show are left out."""
        homes, sides = self._homes(), self._sides()
        for name in set(names) & {*sides[0], *sides[1]}:
            seen = self._subjects[name].look(homes, self._account)
            self._present[name] = seen is not None
            if seen is not None:
                self._tiles[name].show_all(seen)
        shown_now = [[name for name in side if self._present.get(name)] for side in sides]
        if shown_now != self._laid_out:
            self._laid_out = shown_now
            self.board.lay_out(*([self._tiles[name] for name in side] for side in shown_now))
        else:
            self.board.chain()

    def _sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands at the left and at the right: of all, of one child, of somebody of the staff."""
        homes = self._homes()
        if self._account and any(home.child for home in homes):
            return ("days", "results", "reports"), ("waiting", "letters", "attendance", "news")
        if homes and not any(home.child for home in homes):
            return ("days",), ("waiting", "letters", "news")
        return ("days",), ("waiting", "attendance", "news")

    # ---- Asking ------------------------------------------------------------------------------------------------------
    def _confirm(self, place: Place) -> None:
        """With one click; it stays in sight as confirmed, so that one can open it and choose again."""
        self._confirmed.add((place.account, place.id))
        try:
            self._household.do(place.account, Respond(place.id, "confirmed"))
        except SsdeskError as error:
            self.trouble.emit(error)

    def _act(self, act: str) -> None:
        """What the button of a face asks."""
        if act == "try":
            self._household.nudge(self._account)
        elif act == "ask":
            self.asked.emit(Place("messages", self._account, "new"))


def _kinds(touched: Touched) -> frozenset[str]:
    """What changed, with the list of messages as a kind of its own."""
    messages = (MESSAGES,) if touched.keys else ()
    return frozenset((*touched.kinds, *messages))
