"""The list at the left: the reports of each child, and below them what was given in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import QCoreApplication, QRectF

from ssdesk.ui import texts, theme
from ssdesk.ui.reports.pen import Pen, text_height
from ssdesk.ui.reports.rows import Row, State, Words, paint_ring
from ssdesk.ui.reports.shelf import Key, Shelf, Shelved
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets.base import rounded, text_width

_SIDE, _PADDING = 8, 12  # px at 100 %: from the list to a row, from there to its text
Blocked = Mapping[tuple[str, str], str]
"""In a few words why nothing of a part ("reports", "results") of an account is here."""
_LINES = (18.5, 39)  # the middles of the two lines of a row
ROW = 56


class Entry(msgspec.Struct, frozen=True):
    """Something to open: its title and a line below it. `new`: the words of its mark, if it has one."""

    key: Key
    title: str
    line: str
    new: str = ""
    strong: bool = True

    stops = True

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.new, self.line) if part)

    def height(self, _width: int) -> int:
        return max(theme.px(ROW), 2 * text_height(theme.font()) + theme.px(12))

    def paint(self, pen: Pen, state: State) -> None:
        colours = theme.colours()
        side = theme.px(_SIDE)
        ground = QRectF(pen.area).adjusted(side, 0, -side, 0)
        radius = theme.px(theme.RADIUS)
        if state.is_open or state.over:
            rounded(pen.painter, ground, radius, theme.ink(colours.accent.soft if state.is_open else colours.sunken))
            if state.is_open and colours.outline != colours.line:
                rounded(pen.painter, ground, radius, None, theme.ink(colours.accent.ink), theme.px(2))
        if state.ring:
            paint_ring(pen, ground, radius)
        start, scale = side + theme.px(_PADDING), pen.area.height() / ROW
        room = pen.area.width() - 2 * start
        font = theme.font(theme.TEXT, theme.MEDIUM if self.strong else theme.REGULAR)
        line, mark, gap = text_height(font), 0, theme.px(5)
        if self.new:
            mark = text_width(theme.font(theme.TAG, theme.SEMIBOLD), self.new) + 2 * theme.px(7) + gap
        first, second = (middle * scale for middle in _LINES)
        width = pen.text(self.title, font, colours.text, (start, first - line / 2, room - mark, line))
        if self.new:
            pen.tag(self.new, colours.on_accent, colours.accent.ink, start + width + gap, first, mark)
        small = theme.font(theme.SMALL)
        line = text_height(small)
        muted = colours.text if state.is_open and colours.name == "high-contrast" else colours.muted
        pen.text(self.line, small, muted, (start, second - line / 2, room, line))


class ChildHeading(msgspec.Struct, frozen=True):
    """Whose reports follow."""

    name: str
    colour: int
    first: bool

    key = None
    stops = False

    @property
    def spoken(self) -> str:
        return self.name

    def height(self, _width: int) -> int:
        return theme.px(36 if self.first else 52)

    def paint(self, pen: Pen, _state: State) -> None:
        tone = theme.colours().child(self.colour)
        start = theme.px(_SIDE + _PADDING)
        room = pen.area.width() - 2 * start
        pen.tag(self.name, tone.ink, tone.soft, start, pen.area.height() - theme.px(17), room)


class Caps(Words, frozen=True):
    """A heading in small capitals."""

    def height(self, _width: int) -> int:
        return theme.px(46)

    def paint(self, pen: Pen, _state: State) -> None:
        font, start = theme.font(theme.TAG, theme.SEMIBOLD), theme.px(_SIDE + _PADDING - 2)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, theme.px(0.6))
        line = text_height(font)
        top = pen.area.height() - theme.px(15) - line
        room = pen.area.width() - 2 * start
        pen.text(self.text.upper(), font, theme.colours().muted, (start, top, room, line))


class Note(Words, frozen=True):
    """A word where reports would be."""

    def height(self, _width: int) -> int:
        return theme.px(40)

    def paint(self, pen: Pen, _state: State) -> None:
        font, start = theme.font(theme.SMALL), theme.px(_SIDE + _PADDING)
        room = pen.area.width() - 2 * start
        pen.text(self.text, font, theme.colours().muted, (start, 0, room, pen.area.height()))


class Space(msgspec.Struct, frozen=True):
    """Above the first row."""

    key = None
    stops = False
    spoken = ""

    def height(self, _width: int) -> int:
        return theme.px(8)

    def paint(self, pen: Pen, state: State) -> None:
        """Nothing."""


def contents(laid_out: Sequence[Shelf], blocked: Blocked, kept_new: set[Key], today: date) -> list[Row]:
    """All rows. `kept_new`: what was new when the person came here, and keeps its mark until they leave."""
    rows: list[Row] = [Space()]
    for place, shelf in enumerate(laid_out):
        if len(laid_out) > 1:
            name = shown(shelf.home.child or shelf.pupil_name)
            rows.append(ChildHeading(name, shelf.home.colour, first=place == 0))
        rows += _of_child(shelf, blocked, kept_new, today)
    return rows


def _of_child(shelf: Shelf, blocked: Blocked, kept_new: set[Key], today: date) -> list[Row]:
    account = shelf.home.name
    no_reports = "" if shelf.reports else blocked.get((account, "reports"), "")
    no_results = "" if shelf.between else blocked.get((account, "results"), "")
    rows: list[Row] = []
    if no_reports:
        title = QCoreApplication.translate("Contents", "Reports")
        rows.append(Entry(("why", account, "reports"), title, no_reports, strong=False))
    elif not shelf.reports:
        rows.append(Note(QCoreApplication.translate("Contents", "No report yet")))
    rows += [entry(shelved, new=shelved.new or shelved.key in kept_new) for shelved in shelf.reports]
    if no_reports and no_reports == no_results:
        return rows
    rows.append(Caps(QCoreApplication.translate("Contents", "In between")))
    key: Key = ("why", account, "results") if no_results else ("results", account, "")
    line = no_results or counted(len(shelf.of_year(today)))
    rows.append(Entry(key, QCoreApplication.translate("Contents", "All results"), line, strong=False))
    return rows


def entry(shelved: Shelved, *, new: bool) -> Entry:
    report = shelved.report
    if new:
        since = QCoreApplication.translate("Contents", "since {day}").format(day=texts.full_day(report.released_at))
        return Entry(shelved.key, title_of(shelved), since, QCoreApplication.translate("Contents", "new"))
    return Entry(shelved.key, title_of(shelved), texts.full_date(report.released_at))


def title_of(shelved: Shelved) -> str:
    """As a person reads it; never empty."""
    report = shelved.report
    return shown(report.title) or shown(report.period) or QCoreApplication.translate("Contents", "Report")


def counted(number: int) -> str:
    if number == 0:
        return QCoreApplication.translate("Contents", "no evaluations this year yet")
    if number == 1:
        return QCoreApplication.translate("Contents", "1 evaluation this year")
    return QCoreApplication.translate("Contents", "{n} evaluations this year").format(n=texts.count(number))
