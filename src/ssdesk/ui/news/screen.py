"""*Nieuws*: of the schools and classes of all children, or of one; the list at the left, what is read at the right."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household, today
from ssdesk.household.today import Told
from ssdesk.replica.changes import Changes
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.faces import Face, FacePage, Faces
from ssdesk.ui.news import rows
from ssdesk.ui.news.rows import NewsEntry, NewsRow
from ssdesk.ui.news.sides import Sides
from ssdesk.ui.row_group import RowGroup
from ssdesk.ui.screen import Place, Screen
from ssdesk.ui.widgets import Button, Label, row


class NewsScreen(Screen):
    """A place of it: a piece of "news"."""

    bar: QWidget
    content: Sides

    def __init__(self, household: Household, opener: AttachmentOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household, self._opener, self._account = household, opener, ""
        self._news: list[Told] = []
        self._entries: list[NewsEntry] | None = None
        self._open: Place | None = None
        self.bar, self.content = QWidget(), Sides()
        self.back = Button("", "quiet", self.bar, icon="chevron-left")
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.back.accessibleName())
        self.back.clicked.connect(self.back_to_list)
        line = row(self.bar, (20, 0, 20, 0), 12)
        line.addWidget(self.back)
        line.addWidget(Label(self.tr("News"), "bar", self.bar))
        line.addStretch(1)
        self._faces = Faces(self)
        self.lines = RowGroup(self)
        self.lines.opened.connect(self._read)
        self.lines.child_asked.connect(self.child_asked)
        self.content.face.asked.connect(self._act)
        self.content.arranged.connect(self._arranged)
        self._connect_article()
        leave = QShortcut(QKeySequence("Esc"), self.content, activated=self.back_to_list)  # type: ignore[call-overload]
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._arranged()

    def _connect_article(self) -> None:
        article, opener = self.content.article, self._opener
        article.open_asked.connect(lambda file: opener.open(self._account_read(), file))
        article.save_asked.connect(lambda file: opener.ask_where(self._account_read(), file, article))
        article.stop_asked.connect(lambda file: opener.stop(self._account_read(), file))

    @property
    def face(self) -> FacePage:
        return self.content.face

    # ---- What the window says ----------------------------------------------------------------------------------------
    def enter(self) -> None:
        self._show_all()
        if self._entries:
            self._focus_list()
        else:
            self.face.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_account(self, account: str) -> None:
        self._account = account
        self._open = None
        self.content.show_article(over=False)
        self._show_all()
        self.content.list.verticalScrollBar().setValue(0)

    def show_place(self, place: Place) -> None:
        self._show_all()
        found = self.lines.go_to("news", place.id) if place.kind == "news" else None
        if found is None:
            self.enter()
            return
        self.content.list.ensureWidgetVisible(found)
        self._read(found.entry.place)

    def take(self, changes: Changes) -> None:
        touched = [one for name, one in changes.by_account.items() if self._account in ("", name)]
        if any(one.everything or one.status or "news" in one.kinds for one in touched):
            self._show_all()

    def tick(self) -> None:
        self._show_all()

    def leave(self) -> None:
        self._opener.stop_all()

    # ---- The list ----------------------------------------------------------------------------------------------------
    def _homes(self) -> list[Home]:
        return [home for home in self._household.homes if self._account in ("", home.name)]

    @property
    def _named(self) -> bool:
        """Whether it must be said whose it is."""
        return len([home for home in self._homes() if home.child]) > 1

    def _show_all(self) -> None:
        homes = self._homes()
        self._faces.watch(homes)
        try:
            self._news = today.news(self._household, self._account)
        except SsdeskError:  # the face says it
            self._news = []
        face = None
        if not self._news:
            nothing = Face("newspaper", self.tr("No news yet"), self.tr("What the school tells everybody comes here."))
            face = self._faces.of_module(homes, "news") or nothing
            self.face.show_face(face)
        self.content.show_face(shown=face is not None)
        self.content.say_note(self._faces.offline(homes) if face is None else "")
        self._show_rows()
        self._show_article()

    def _show_rows(self) -> None:
        entries = [rows.entry(told, named=self._named) for told in self._news]
        if entries == self._entries:
            return
        self._entries = entries
        was, body = self.lines.position(), self.content.list.body
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines.clear()
        for entry in entries:
            line = NewsRow(entry, self.content.list.content)
            self.lines.add(line)
            body.addWidget(line)
        body.addStretch(1)
        self.lines.find_again(was, self.face.action)

    # ---- The article -------------------------------------------------------------------------------------------------
    def _read(self, place: Place) -> None:
        self._open = place
        self._show_article()
        self.content.show_article(over=True)

    def _show_article(self) -> None:
        """What is open, as it is now; in a wide window the newest when nothing was chosen."""
        found = next((told for told in self._news if self._open is not None and told.news.id == self._open.id), None)
        if found is None:
            self._open = None
            self.content.show_article(over=False)
            if not self.content.narrow and self._news:
                found = self._news[0]
        article = self.content.article
        before = article.told.news if article.told is not None else None
        article.show_news(found, named=self._named)
        if found is not None and found.news != before:
            self._opener.show_states(found.homes[0].name, article.tiles)
        for line in self.lines.rows:
            line.choose(chosen=found is not None and line.entry.place.id == found.news.id)  # type: ignore[attr-defined]

    def _account_read(self) -> str:
        told = self.content.article.told
        return told.homes[0].name if told is not None else ""

    def _arranged(self) -> None:
        """In a window that became narrow the article is alone, and the keyboard is not in the list any more."""
        covered = self.content.covered
        if covered and self.back.isHidden() and self.content.isVisible():
            self.content.article.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back.setVisible(covered)

    def _focus_list(self) -> None:
        line = self.lines.current
        if line is not None and not self.content.covered:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        self._open = None
        self.content.show_article(over=False)
        self._show_article()
        self._focus_list()

    # ---- Asking ------------------------------------------------------------------------------------------------------
    def _act(self, act: str) -> None:
        if act == "try":
            self._household.nudge(self._account)
        elif act == "ask":
            self.asked.emit(Place("messages", self._account, "new"))
