"""A file that belongs to a message: its type, name, size and where it is."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import (
    PaintedButton,
    at_start,
    elided,
    ring,
    rounded,
    smooth,
    text_width,
)

_TONES = {
    "pdf": "bad",
    "doc": "accent",
    "docx": "accent",
    "odt": "accent",
    "xls": "good",
    "xlsx": "good",
    "ods": "good",
    "csv": "good",
    "ppt": "warning",
    "pptx": "warning",
    "odp": "warning",
    "png": "accent",
    "jpg": "accent",
    "jpeg": "accent",
    "gif": "accent",
    "webp": "accent",
    "heic": "accent",
}


class AttachmentTile(PaintedButton):
    """A button with the kind of file, its name (elided in the middle, the end always seen) and a line of state:
    "84 kB, kept on this computer", "31 of 84 kB", "not fetched: …" (`tone` bad)."""

    def __init__(self, name: str, state: str = "", parent: QWidget | None = None, *, tone: str = "muted") -> None:
        super().__init__("", parent)
        self._name, self._state, self._state_tone = name, state, tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tell()
        self.follow_theme()

    def set_state(self, state: str, tone: str = "muted") -> None:
        self._state, self._state_tone = state, tone
        self._tell()
        self.updateGeometry()
        self.update()

    def name(self) -> str:
        return self._name

    def _tell(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._name, self._state) if part))

    def _type(self) -> str:
        return (PurePath(self._name).suffix[1:] or "?").upper()[:4]

    def restyle(self) -> None:
        self.setFont(theme.font())

    def _type_width(self) -> int:
        return text_width(theme.font(theme.TAG, theme.BOLD), self._type())

    def sizeHint(self) -> QSize:
        name = text_width(theme.font(), self._name)
        text = max(min(name, theme.px(260)), text_width(theme.font(theme.SMALL), self._state))
        lines = theme.px(theme.LINE) * (2 if self._state else 1)
        return QSize(
            theme.px(14) + self._type_width() + theme.px(10) + text + theme.px(16),
            max(theme.px(58) if self._state else theme.px(40), lines + theme.px(16)),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(150)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        over = self.underMouse() or self.isDown()
        rounded(
            painter,
            area,
            theme.px(theme.RADIUS),
            theme.ink(colours.sunken if over else colours.surface),
            theme.ink(colours.outline),
        )
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        mirrored = self.isRightToLeft()
        align = at_start(self)

        def box(start: float, top: float, width: float, height: float) -> QRectF:
            return QRectF(area.width() - start - width if mirrored else start, top, width, height)

        left, width = theme.px(14), self._type_width()
        painter.setFont(theme.font(theme.TAG, theme.BOLD))
        painter.setPen(theme.ink(colours.tone(_TONES.get(self._type().lower(), "muted")).ink))
        painter.drawText(box(left, 0, width + 1, area.height()), align, self._type())
        start = left + width + theme.px(10)
        room = area.width() - start - theme.px(14)
        pitch = max(theme.px(theme.LINE), self.fontMetrics().height())
        top = (area.height() - pitch * (2 if self._state else 1)) / 2
        painter.setFont(theme.font())
        painter.setPen(theme.ink(colours.text if self.isEnabled() else colours.faint))
        shown = elided(painter.font(), self._name, room, Qt.TextElideMode.ElideMiddle)
        self.setToolTip(self._name if shown != self._name else "")
        painter.drawText(box(start, top, room, pitch), align, shown)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.ink(colours.tone(self._state_tone).ink))
        shown = elided(painter.font(), self._state, room)
        painter.drawText(box(start, top + pitch, room + 1, pitch), align, shown)
        painter.end()
