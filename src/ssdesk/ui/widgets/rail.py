"""Parts of the rail: a module with its count, and the line at the foot that says how fresh everything is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets.base import (
    PaintedButton,
    at_start,
    elided,
    ring,
    rounded,
    smooth,
    text_width,
)


class RailItem(PaintedButton):
    """A module: icon, text and a count. Checkable; put the items of one rail in an exclusive QButtonGroup.

    Compact it shows the icon with a dot for the count, and the text as tool tip.
    """

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name, self._count, self._compact = icon, "", False
        self.setCheckable(True)
        self.toggled.connect(self._only_stop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name()
        self.follow_theme()

    def _only_stop(self, checked: bool) -> None:
        """The chosen module is the one the Tab key stops at; arrows lead to the others."""
        group: QButtonGroup | None = self.group()
        if checked and group is not None and group.exclusive():
            for button in group.buttons():
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is self else Qt.FocusPolicy.ClickFocus)

    def set_count(self, count: int) -> None:
        """The badge; 0: none. More than 999 is shown as "999+"."""
        self._count = "" if count <= 0 else str(count) if count <= 999 else "999+"
        self._name()
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(self.text() if compact else "")
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TEXT, theme.MEDIUM))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        height = max(theme.px(33), self.fontMetrics().height() + theme.px(10))
        if self._compact:
            return QSize(theme.px(36), height)
        return QSize(text_width(self.font(), self.text()) + theme.px(36 + 44), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(36), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        radius = theme.px(theme.RADIUS)
        if self.isChecked():
            if not colours.dark:
                rounded(painter, area, radius, theme.ink(colours.line))
            edge = theme.ink(colours.outline) if colours.outline != colours.line else None
            rounded(painter, area.adjusted(0, 0, 0, -1), radius, theme.ink(colours.surface), edge)
        elif self.underMouse() and self.isEnabled():
            rounded(painter, area, radius, theme.mixed(colours.surface, colours.sunken, 0.5))
        if self.shows_ring():
            ring(painter, area, radius)
        self._paint_content(painter, area)
        painter.end()

    def _paint_content(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.colours()
        side, middle = theme.px(16), area.center().y()
        tint = colours.accent.ink if self.isChecked() else colours.muted
        picture = icons.exact(self._icon_name, tint, side, self.devicePixelRatioF())
        if self._compact:
            painter.drawPixmap(QPointF(round(area.center().x() - side / 2), round(middle - side / 2)), picture)
            if self._count:
                dot = theme.px(7)
                rounded(
                    painter,
                    QRectF(area.center().x() + side / 2 - dot / 2, middle - side / 2 - dot / 2, dot, dot),
                    dot,
                    theme.ink(colours.accent.ink),
                )
            return
        left = theme.px(10)
        painter.drawPixmap(QPointF(self._placed(left, side), round(middle - side / 2)), picture)
        badge = self._paint_badge(painter, area) if self._count else 0
        start = left + side + theme.px(10)
        room = max(area.width() - start - badge - theme.px(10), 0)
        shown = elided(self.font(), self.text(), room)
        painter.setFont(self.font())
        painter.setPen(theme.ink(colours.text if self.isEnabled() else colours.faint))
        painter.drawText(
            QRectF(self._placed(start, room), area.top(), room, area.height()),
            at_start(self),
            shown,
        )

    def _paint_badge(self, painter: QPainter, area: QRectF) -> float:
        """Draws the count at the end of the row; returns the width it takes."""
        colours = theme.colours()
        painter.setFont(theme.font(theme.TAG, theme.SEMIBOLD))
        metrics = painter.fontMetrics()
        height = max(theme.px(17), metrics.height() + theme.px(2))
        width = max(text_width(painter.font(), self._count) + theme.px(13), height)
        left = self._placed(area.width() - theme.px(10) - width, width)
        box = QRectF(left, round(area.center().y() - height / 2), width, height)
        rounded(painter, box, height / 2, theme.ink(colours.accent.ink))
        painter.setPen(theme.ink(colours.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)
        return width + theme.px(8)

    def _placed(self, start: float, width: float) -> float:
        return self.width() - start - width if self.isRightToLeft() else start


class StatusLine(PaintedButton):
    """The line at the foot of the rail: a coloured dot and what it means. A button, because the outbox is behind it."""

    def __init__(self, text: str = "", tone: str = "good", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone, self._compact = tone, False
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_status(self, text: str, tone: str) -> None:
        """`tone`: good, warning, bad, accent, neutral."""
        self._tone = tone
        self.setText(text)
        self.setToolTip(text if self._compact else "")
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(self.text() if compact else "")
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.SMALL))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        height = max(theme.px(33), self.fontMetrics().height() + theme.px(10))
        return QSize(text_width(self.font(), self.text()) + theme.px(36), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(36), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, area, theme.px(theme.RADIUS), theme.mixed(colours.surface, colours.sunken, 0.5))
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        dot, left = theme.px(8), theme.px(10)
        if self._compact:
            left = (self.width() - dot) // 2
        mirrored = self.isRightToLeft()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(colours.tone(self._tone).ink))
        painter.drawEllipse(
            QRectF(self.width() - left - dot if mirrored else left, (self.height() - dot) / 2, dot, dot)
        )
        if not self._compact:
            start = left + dot + theme.px(8)
            room = self.width() - start - theme.px(4)
            shown = elided(self.font(), self.text(), room)
            self.setToolTip(self.text() if shown != self.text() else "")
            painter.setPen(theme.ink(colours.muted))
            painter.drawText(
                QRectF(theme.px(4) if mirrored else start, 0, room, self.height()),
                at_start(self),
                shown,
            )
        painter.end()
