"""Chips and tags: pills to choose with, soft marks to read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.colours import Tone
from ssdesk.ui.widgets.base import PaintedButton, Themed, ring, rounded, smooth, text_width


class Chip(PaintedButton):
    """A pill that can be chosen. `dot`: a child's colour index; `count` is shown after the text; `icon` stands alone.

    With a menu (`setMenu`) it shows an arrow, as the folder chip does.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        dot: int | None = None,
        count: str = "",
        icon: str = "",
        checkable: bool = True,
    ) -> None:
        super().__init__(text, parent)
        self._dot, self._count, self._icon_name = dot, count, icon
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()
        self.follow_theme()

    def set_count(self, count: str) -> None:
        """The number after the text, already formatted; empty: none."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        if self.text():
            self.setAccessibleName(self._shown())

    def _shown(self) -> str:
        return f"{self.text()} {self._count}".strip()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.SMALL, theme.MEDIUM))

    def _before(self) -> int:
        if self._icon_name:
            return theme.px(14) + (theme.px(6) if self.text() else 0)
        return theme.px(13) if self._dot is not None else 0

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = self._before() + text_width(self.font(), self._shown()) + 2 * theme.px(10)
        if self.menu() is not None:
            width += theme.px(14)
        return QSize(width, max(theme.px(27), metrics.height() + theme.px(6)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        radius = area.height() / 2
        over = self.underMouse() and self.isEnabled()
        ink = colours.text if self.isEnabled() else colours.faint
        if self.isChecked():
            rounded(painter, area, radius, theme.ink(colours.text))
            ink = colours.surface
        else:
            rounded(
                painter,
                area,
                radius,
                theme.ink(colours.sunken if over else colours.surface),
                theme.ink(colours.outline),
            )
        if self.shows_ring():
            ring(painter, area, radius)
        self._paint_content(painter, area, ink)
        painter.end()

    def _paint_content(self, painter: QPainter, area: QRectF, ink: str) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle, ratio = area.center().y(), self.devicePixelRatioF()

        def placed(start: float, width: float) -> float:
            return area.width() - start - width if mirrored else start

        left = float(theme.px(10))
        if self._icon_name:
            side = theme.px(14)
            painter.drawPixmap(
                round(placed(left, side)),
                round(middle - side / 2),
                icons.exact(self._icon_name, ink, side, ratio),
            )
        elif self._dot is not None:
            side = theme.px(8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(theme.colours().child(self._dot).ink))
            painter.drawEllipse(QRectF(placed(left, side), middle - side / 2, side, side))
        left += self._before()
        width = text_width(self.font(), self._shown())
        painter.setPen(theme.ink(ink))
        painter.drawText(
            QRectF(placed(left, width), area.top(), width + 1, area.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            self._shown(),
        )
        if self.menu() is not None:
            side = theme.px(11)
            start = placed(left + width + theme.px(3), side)
            painter.drawPixmap(
                round(start), round(middle - side / 2) + 1, icons.exact("chevron-down", ink, side, ratio)
            )


class Tag(Themed, QLabel):
    """A small soft mark: "answer by Wed 13:58". `tone`: accent, good, warning, bad or neutral."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.restyle()
        self.update()

    def tone(self) -> Tone:
        return theme.colours().tone(self._tone)

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TAG, theme.SEMIBOLD))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.ink(self.tone().ink))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(
            text_width(self.font(), self.text()) + 2 * theme.px(7), max(theme.px(21), metrics.height() + theme.px(6))
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = self.tone()
        painter = smooth(self)
        area = QRectF(self.rect())
        rounded(painter, area, theme.px(5), theme.ink(tone.soft))
        painter.setPen(theme.ink(tone.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.text())
        painter.end()


class ChildTag(Tag):
    """A child's name on the child's colour."""

    def __init__(self, name: str = "", colour_index: int = 0, parent: QWidget | None = None) -> None:
        self._index = colour_index
        super().__init__(name, parent=parent)

    def set_child(self, name: str, colour_index: int) -> None:
        self._index = colour_index
        self.setText(name)
        self.restyle()
        self.updateGeometry()
        self.update()

    def tone(self) -> Tone:
        return theme.colours().child(self._index)
