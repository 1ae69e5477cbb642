"""One piece of news in the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.household.today import Told
from ssdesk.ui import texts, theme
from ssdesk.ui.rows import Entry, Row, Whose, figures
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets.base import ring, smooth, text_width

_SIDE = 14  # px at 100 % left and right of the text
_LINES = (0.25, 0.51, 0.76)  # of the height


class NewsEntry(Entry, frozen=True):
    """`source`: which school, for whom. `mark`: "important", or nothing."""

    source: str = ""
    when: str = ""
    title: str = ""
    preview: str = ""
    mark: str = ""


def entry(told: Told, *, named: bool) -> NewsEntry:
    """`named`: with the names of the children who got it."""
    news, home = told.news, told.homes[0]
    source = ", ".join(part for part in (shown(home.school_short or home.school), shown(news.audience)) if part)
    title = shown(news.title) or QCoreApplication.translate("News", "(no title)")
    mark = QCoreApplication.translate("News", "important") if news.important else ""
    when = texts.clock_or_day(news.published_at)
    tags = tuple(Whose(home.name, shown(home.child), home.colour) for home in told.homes if home.child and named)
    said = ", ".join(part for part in (mark, title, source, when, *(tag.name for tag in tags)) if part)
    preview = shown(news.text[:400])
    return NewsEntry(Place("news", home.name, "news", news.id), said, tags, source, when, title, preview, mark)


class NewsRow(Row[NewsEntry]):
    """As high as every row of a list; the one that is read is marked."""

    HEIGHT = 80

    def __init__(self, entry: NewsEntry, parent: QWidget) -> None:
        super().__init__(entry, parent)
        self._chosen = False
        self.follow_theme()

    def choose(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self.setAccessibleDescription(self.tr("open") if chosen else "")
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), self.sizeHint().height())

    def _place_names(self) -> None:
        """After the school, on its line."""
        names = sum(name.sizeHint().width() + theme.px(4) for name in self.names)
        when = text_width(figures(), self.entry.when) + theme.px(8)
        room = self.width() - 2 * theme.px(_SIDE) - when - names - theme.px(8)
        start = theme.px(_SIDE) + min(text_width(theme.font(), self.entry.source), max(room, 0)) + theme.px(6)
        for name in self.names:
            self._put(name, start, self.height() * _LINES[0])
            start += name.sizeHint().width() + theme.px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        if self._chosen:
            painter.fillRect(area, theme.ink(colours.accent.soft))
            bar = theme.px(3)
            left = area.right() - bar if self.isRightToLeft() else area.left()
            painter.fillRect(QRectF(left, area.top(), bar, area.height()), theme.ink(colours.accent.ink))
        elif self.underMouse() or self.isDown():
            painter.fillRect(area, theme.ink(colours.background))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), theme.ink(colours.line))
        self.paint_line(painter, area.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0))
        if self.shows_ring():
            ring(painter, area.adjusted(theme.px(2), theme.px(2), -theme.px(2), -theme.px(3)), theme.px(6), gap=False)
        painter.end()

    def paint_line(self, painter: QPainter, area: QRectF) -> None:
        colours, entry, line = theme.colours(), self.entry, theme.px(theme.LINE)
        first, second, third = (
            self.brush(painter, QRectF(area.left(), area.top() + area.height() * share - line / 2, area.width(), line))
            for share in _LINES
        )
        first.put_at_end(entry.when, figures(), colours.muted)
        first.keep(theme.px(8) + self._names_width())
        first.put(entry.source, theme.font(), colours.muted)
        if entry.mark:
            painter.setFont(theme.font())
            second.tag_at_end(entry.mark, colours.warning)
            second.keep(theme.px(8))
        second.put(entry.title, theme.font(theme.TEXT, theme.SEMIBOLD), colours.text)
        third.put(entry.preview, theme.font(), colours.muted)
