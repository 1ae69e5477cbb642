"""*Rapporten*: the list at the left, the report's pages in the middle, what they say in bars at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.replica.changes import Changes
from ssdesk.replica.database import Cancelled
from ssdesk.ui import texts
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.pdf.printing import ask_and_print
from ssdesk.ui.reports.bar import ReportsBar
from ssdesk.ui.reports.contents import contents
from ssdesk.ui.reports.faces import ReportFaces
from ssdesk.ui.reports.keeping import Keeping, suggested
from ssdesk.ui.reports.reading import Reading
from ssdesk.ui.reports.shelf import Key, Shelf, Shelved, shelves
from ssdesk.ui.reports.sides import Sides
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.shown import shown

_KINDS = frozenset({"report", "result", "account", "pupil"})


class ReportsScreen(Screen):
    """A place of it: a "report" or a "result", by its id; "result" without one: all results."""

    bar: ReportsBar
    content: Sides

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._opener = household, opener
        self._account, self._key = "", None  # type: tuple[str, Key | None]
        self._shelves: list[Shelf] = []
        self._kept_new: set[Key] = set()
        self._today = _today()
        self.bar, self.content = ReportsBar(), Sides()
        self.faces = ReportFaces(self)
        self.reading = Reading(household, self.content.pages, self.faces, self)
        self.keeping = Keeping(household, opener, self)
        self._connect()

    def _connect(self) -> None:
        content = self.content
        content.chosen.connect(self._choose)
        content.asked.connect(self._act)
        content.pages.asked.connect(self._act)
        content.results.asked.connect(self._act)
        content.pages.elsewhere.connect(self._open_elsewhere)
        content.pages.opened.connect(lambda: self.bar.print.setEnabled(True))
        content.pages.emptied.connect(lambda: self.bar.print.setEnabled(False))
        self.reading.seen.connect(self._seen)
        self.bar.save.clicked.connect(self._save)
        self.bar.print.clicked.connect(self._print)
        self.keeping.trouble.connect(self.trouble)
        self.keeping.said.connect(self.bar.say)
        self.keeping.began.connect(self.bar.begin_fetching)
        self.keeping.over.connect(self.bar.end_fetching)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        self._kept_new.clear()
        self._show()
        self.content.take_focus()

    def show_account(self, account: str) -> None:
        self._account = account
        self._kept_new.clear()
        self._read()

    def show_place(self, place: Place) -> None:
        self._kept_new.clear()
        if place.kind == "report":
            self._choose(("report", place.account, place.id))
        elif place.kind == "result" and self._show_result(place.account, place.id):
            return
        self.enter()

    def take(self, changes: Changes) -> None:
        touched = changes.by_account.values()
        if any(one.everything or not _KINDS.isdisjoint(one.kinds) for one in touched):
            self._read()
        elif any(one.status for one in touched):
            self._take_status()

    def tick(self) -> None:
        if _today() != self._today:
            self._read()

    def leave(self) -> None:
        self.reading.close()
        self.keeping.stop()
        self._opener.stop_all()

    # ---- Reading -----------------------------------------------------------------------------------------------------
    def _homes(self) -> list[Home]:
        """Of the children in view; without any, of whoever is here."""
        homes = [home for home in self._household.homes if self._account in ("", home.name)]
        return [home for home in homes if home.child or home.pupil] or homes

    def _read(self) -> None:
        self._today = _today()
        try:
            self._shelves = shelves(self._household, self._account)
        except (SsdeskError, Cancelled):  # their homes say what is wrong
            self._shelves = []
        self._show()

    def _take_status(self) -> None:
        """The line: an empty page says why it is, and what waits for it is tried again."""
        homes = self._homes()
        self.faces.watch(homes)
        if self.content.shows_face or self._key is None or self._key[0] != "report":
            self._show()
            return
        self._show_rows(homes)
        if any(home.name == self._key[1] and home.status.state == "up_to_date" for home in homes):
            self.reading.line_is_back()

    def _show(self) -> None:
        homes = self._homes()
        self.faces.watch(homes)
        face = self.faces.of_all(homes, self._shelves, self._today)
        self.content.show_face(face)
        if face is not None:
            self._key = None
            self.reading.close()
            self.content.clear()
            self._show_bar(None)
            return
        if not self._is_there(self._key):
            self._key = self._first()
        self._show_rows(homes)
        self._show_open(homes)

    def _show_rows(self, homes: Sequence[Home]) -> None:
        rows = contents(self._shelves, self.faces.blocked(homes), self._kept_new, self._today)
        self.content.show_rows(rows, self._key)

    def _is_there(self, key: Key | None) -> bool:
        """Whether it can still be shown."""
        shelf = self._shelf(key[1]) if key is not None else None
        if key is None or shelf is None:
            return False
        kind, _, id_ = key
        if kind == "why":
            return not (shelf.between if id_ == "results" else shelf.reports)
        return kind != "report" or any(one.key == key for one in shelf.reports)

    def _first(self) -> Key | None:
        """The newest report; where there is none, the results of the first child."""
        reports = [shelved for shelf in self._shelves for shelved in shelf.reports]
        if reports:
            return max(reports, key=lambda shelved: shelved.report.released_at).key
        return next((("results", shelf.home.name, "") for shelf in self._shelves if shelf.between), None)

    def _shelf(self, account: str) -> Shelf | None:
        return next((shelf for shelf in self._shelves if shelf.home.name == account), None)

    def _opened(self) -> tuple[Shelf, Shelved] | None:
        """The report that is open."""
        if self._key is None or self._key[0] != "report":
            return None
        shelf = self._shelf(self._key[1])
        shelved = next((one for one in shelf.reports if one.key == self._key), None) if shelf is not None else None
        return (shelf, shelved) if shelf is not None and shelved is not None else None

    def _show_open(self, homes: Sequence[Home]) -> None:
        """What the key says, in the middle and at the right."""
        opened, content = self._opened(), self.content
        self._show_bar(opened)
        if opened is not None:
            content.side.show_report(*opened)
            content.show_report(with_side=bool(opened[1].lines))
            self.reading.open(opened[1])
            return
        self.reading.close()
        kind, account, part = self._key or ("", "", "")
        own = [home for home in homes if home.name == account]
        shelf = self._shelf(account)
        if kind == "results" and shelf is not None:
            content.results.show_face(None if shelf.between else self.faces.of_results(own))
            content.results.show_shelf(shelf, self._today)
            content.show_results()
        elif kind == "why":
            face = self.faces.of_results(own) if part == "results" else self.faces.of_reports(own, self._today)
            content.results.show_face(face)
            content.show_results()

    def _show_bar(self, opened: tuple[Shelf, Shelved] | None) -> None:
        shelf = self._shelf(self._key[1]) if self._key is not None else None
        name = shown(shelf.home.child or shelf.pupil_name) if shelf is not None else ""
        self.bar.show_child(name, shelf.home.colour if shelf is not None else 0)
        self.bar.show_report(is_open=opened is not None)

    # ---- What is asked -----------------------------------------------------------------------------------------------
    def _choose(self, key: Key) -> None:
        self._key = key
        if not self.keeping.is_running:
            self.bar.say("")
        self._show()

    def _show_result(self, account: str, id_: str) -> bool:
        """Where it stands: among the results in between, which are read then, or in its report. False: not there."""
        shelf = self._shelf(account) if account else next((one for one in self._shelves if one.between), None)
        if shelf is None:
            return False
        line = next((one for one in shelf.reports if any(result.id == id_ for result in one.lines)), None)
        self._choose(line.key if line is not None else ("results", shelf.home.name, ""))
        if line is not None or not shelf.between:
            return False
        self.content.results.show_result(id_)
        self.content.results.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)  # so that it is seen which
        return True

    def _act(self, act: str) -> None:
        """Of a face."""
        account = self._key[1] if self._key is not None else self._account
        if act == "ask":
            self.asked.emit(Place("messages", account or self._homes()[0].name, "new"))
        elif act == "try":
            self._household.nudge(account)
            self.reading.try_again()

    def _seen(self, shelved: Shelved) -> None:
        """Its mark stays until the person goes elsewhere."""
        if shelved.new:
            self._kept_new.add(shelved.key)

    def _save(self) -> None:
        """Or stop the fetching that goes before it."""
        opened = self._opened()
        if self.keeping.is_running:
            self.keeping.stop()
        elif opened is not None:
            self.keeping.ask_where(*opened, self.content)

    def _print(self) -> None:
        opened, document = self._opened(), self.content.pages.view.document
        if opened is not None and document is not None:
            ask_and_print(self.content, document, suggested(*opened).removesuffix(".pdf"), self.trouble.emit)

    def _open_elsewhere(self) -> None:
        opened = self._opened()
        if opened is not None:
            self.keeping.open_elsewhere(opened[1])


def _today() -> date:
    return texts.school_time(texts.now()).date()
