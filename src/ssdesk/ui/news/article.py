"""Reading one piece of news: its title, who wrote it for whom, its text and files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ssdesk.household.today import Told
from ssdesk.protocol.files import Attachment
from ssdesk.ui import texts, theme
from ssdesk.ui.attachments import FileTile, tiles_for
from ssdesk.ui.news.text import NewsText
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import (
    Avatar,
    ChildTag,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    Label,
    ScrollPage,
    Tag,
    Themed,
    column,
    row,
)

BESIDE = 500  # px at 100 %


class Article(Themed, QWidget):
    """`open_asked`, `save_asked`, `stop_asked` carry an Attachment."""

    open_asked = Signal(object)
    save_asked = Signal(object)
    stop_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told: Told | None = None
        self.tiles: dict[str, FileTile] = {}
        self.empty = EmptyState(
            "newspaper", self.tr("No news chosen"), self.tr("Choose something in the list to read it."), self
        )
        self.page = ScrollPage(self, margins=(28, 24, 28, 24), gap=14, width=760)
        page = self.page.content
        self.title = Label("", "subject", page, wrap=True)
        self._author, self._audience = ElidedLabel("", "section", page), ElidedLabel("", "muted", page)
        self._when, self._below = Label("", "muted", page), Label("", "muted", page)
        self._avatar = Avatar("", 34, page)
        self._marks = QWidget(page)
        self._mark_row = FlowLayout(self._marks, gap=5)
        self.text = NewsText(page)
        self._files = QWidget(page)
        self._file_row = FlowLayout(self._files, gap=8)
        self._build()
        self.show_news(None)
        self.follow_theme()

    def _build(self) -> None:
        lines = column(gap=1)
        lines.addWidget(self._author)
        lines.addWidget(self._audience)
        lines.addWidget(self._below)
        head = row(gap=12)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        head.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        self.page.body.addWidget(self._marks)
        self.page.body.addWidget(self.title)
        self.page.body.addLayout(head)
        for part in (self.text, self._files):
            self.page.body.addWidget(part)
        self.page.body.addStretch(1)
        whole = column(self)
        whole.addWidget(self.page, 1)
        whole.addWidget(self.empty, 1)

    def show_news(self, told: Told | None, *, named: bool = False) -> None:
        """None: nothing is chosen. `named`: with the names of the children who got it."""
        same = told is not None and self.told is not None and self.told.news == told.news
        self.told = told
        self.page.setVisible(told is not None)
        self.empty.setVisible(told is None)
        if told is None:
            return
        news, home = told.news, told.homes[0]
        self.title.setText(shown(news.title) or self.tr("(no title)"))
        name = shown(news.author_name) or shown(home.school)
        self._avatar.setText(texts.initials(name))
        self._author.setText(name)
        parts = (shown(news.author_role), shown(home.school), shown(news.audience))
        self._audience.setText(", ".join(part for part in parts if part))
        self._when.setText(texts.full_moment(news.published_at))
        self._below.setText(self._when.text())
        self._show_marks(told, named=named)
        self._arrange()
        if not same:
            self.text.show_text(news.text)
            self._show_files(news.attachments)
            self.page.verticalScrollBar().setValue(0)

    def _show_marks(self, told: Told, *, named: bool) -> None:
        _empty(self._mark_row)
        marks: list[QWidget] = [
            ChildTag(shown(home.child), home.colour, self._marks) for home in told.homes if home.child and named
        ]
        if told.news.important:
            marks.append(Tag(self.tr("important"), "warning", self._marks))
        for mark in marks:
            self._mark_row.addWidget(mark)
            mark.show()
        self._marks.setVisible(bool(marks))

    def _show_files(self, attachments: Sequence[Attachment]) -> None:
        _empty(self._file_row)
        self.tiles = tiles_for(attachments, self._files)
        for tile in self.tiles.values():
            tile.open_asked.connect(self.open_asked)
            tile.save_asked.connect(self.save_asked)
            tile.stop_asked.connect(self.stop_asked)
            self._file_row.addWidget(tile)
            tile.show()
        self._files.setVisible(bool(attachments))

    # ---- A narrow window ---------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """When it was published stands beside who wrote it, or below in less room."""
        beside = self.width() >= theme.px(BESIDE)
        self._when.setVisible(beside)
        self._below.setVisible(not beside)


def _empty(layout: FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
