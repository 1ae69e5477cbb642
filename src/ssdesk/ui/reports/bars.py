"""The results of a report by subject: a bar for each, in the child's colour, with the median of the class."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.reports.pen import BAR, Pen, text_height
from ssdesk.ui.widgets.base import PaintedButton, ring, rounded, smooth, text_width

_INSET = 6  # px at 100 % around it, for its ground and the focus ring


class Bar(msgspec.Struct, frozen=True):
    """`value`: as the school gives it; `share`, `median` in percent where it is a share. `spoken`: all of it."""

    subject: str
    value: str
    share: float | None
    median: float | None
    spoken: str


class SubjectBar(PaintedButton):
    """Pressed, the course of this subject is shown; pressed again, no longer. It sticks out `_INSET` px of its column,
    so that its text lines up with the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._bar, self._colour = Bar("", "", None, None, ""), 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    @property
    def bar(self) -> Bar:
        return self._bar

    def show_bar(self, bar: Bar, colour: int) -> None:
        """`colour`: the child's."""
        self._bar, self._colour = bar, colour
        self.setAccessibleName(bar.spoken)
        self.setToolTip(bar.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), max(theme.px(39), text_height(theme.font()) + theme.px(BAR + 13)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, bar = theme.colours(), self._bar
        tone = colours.child(self._colour)
        painter = smooth(self)
        whole = QRectF(self.rect())
        radius = theme.px(theme.RADIUS)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            rounded(painter, whole, radius, theme.ink(tone.soft if self.isChecked() else colours.background))
        if self.isChecked() and colours.outline != colours.line:
            rounded(painter, whole, radius, None, theme.ink(tone.ink), theme.px(2))
        if self.shows_ring():
            ring(painter, whole, radius, gap=False)
        inset = theme.px(_INSET)
        pen = Pen(painter, whole, mirrored=self.isRightToLeft())
        room, font, strong = whole.width() - 2 * inset, theme.font(), theme.font(theme.TEXT, theme.MEDIUM)
        line = text_height(font)
        spare = whole.height() - line - theme.px(BAR + 4)
        width = min(text_width(strong, bar.value), room / 2)
        pen.text(bar.value, strong, colours.text, (inset + room - width, spare / 2, width, line), at_end=True)
        pen.text(bar.subject, font, colours.text, (inset, spare / 2, room - width - theme.px(8), line))
        if bar.share is not None:
            pen.bar(tone, bar.share, bar.median, inset, spare / 2 + line + theme.px(4), room)
        painter.end()
