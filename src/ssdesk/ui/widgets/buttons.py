"""Buttons: primary, secondary, link and danger, in two sizes, with or without an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets.base import PaintedButton, elided, ring, rounded, smooth, text_width

Role = Literal["primary", "secondary", "link", "danger", "quiet"]
Size = Literal["normal", "small"]

_HEIGHT = {"normal": 33, "small": 26}
_PADDING = {"normal": 15, "small": 11}


class Button(PaintedButton):
    """A push button of the design. `role`: "primary" (one per view), "secondary", "danger", "link" (text only),
    "quiet" (no edge until the pointer is on it). `tone`: the colour of a link. `icon`: a name of `icons`, before the
    text or alone.

    A button without text needs `setAccessibleName`; its tool tip is the same.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "secondary",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        size: Size = "normal",
        tone: str = "accent",
    ) -> None:
        super().__init__(text, parent)
        self._role, self._icon_name, self._size, self._tone = role, icon, size, tone
        self._icon_ink = ""
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    @property
    def role(self) -> Role:
        return self._role

    def set_role(self, role: Role) -> None:
        """Become another kind of button: *Send* becomes the primary one while somebody types."""
        self._role = role
        self.setProperty("role", role)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str, ink: str = "") -> None:
        """`ink`: its colour, where that is not the text's."""
        self._icon_name, self._icon_ink = name, ink
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TEXT, theme.MEDIUM))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = text_width(self.font(), self._shown())
        if self._icon_name:
            width += theme.px(16) + (theme.px(7) if self.text() else 0)
        if self.menu() is not None:
            width += theme.px(18)
        if self._role == "link":
            return QSize(width + theme.px(2), max(metrics.height(), theme.px(theme.LINE)))
        height = max(theme.px(_HEIGHT[self._size]), metrics.height() + theme.px(8))
        padding = theme.px(_PADDING[self._size] if self.text() else 8)
        return QSize(max(width + 2 * padding, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _shown(self) -> str:
        """The text without the marks of its shortcut."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        """Ground, edge, ink."""
        colours = theme.colours()
        pressed, over = self.isDown() or self.isChecked(), self.underMouse() and self.isEnabled()
        if self._role in ("primary", "danger"):
            tone = colours.accent if self._role == "primary" else colours.bad
            if not self.isEnabled():
                if colours.dark:
                    return theme.mixed(tone.ink, colours.surface, 0.3), None, colours.muted
                return theme.mixed(tone.ink, colours.surface, 0.45), None, colours.on_accent
            darker = 0.8 if pressed else 0.9 if over else 1.0
            return theme.mixed(tone.ink, colours.text, darker), None, colours.on_accent
        if self._role == "link":
            return None, None, colours.tone(self._tone).ink if self.isEnabled() else colours.muted
        ground = theme.ink(colours.sunken) if pressed or over else None
        if self._role == "quiet":
            edge = theme.ink(colours.outline) if self.isChecked() else None
            return ground, edge, colours.text if self.isEnabled() else colours.faint
        edge = theme.ink(colours.outline)
        if not self.isEnabled():
            return theme.ink(colours.surface), theme.mixed(colours.outline, colours.surface, 0.6), colours.faint
        return ground or theme.ink(colours.surface), edge, colours.text

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        ground, edge, ink = self._colours()
        radius = theme.px(theme.RADIUS)
        if ground is not None or edge is not None:
            rounded(painter, area, radius, ground, edge)
        if self.shows_ring() and self._role == "link":  # a ring would cut its letters
            accent = theme.colours().accent
            rounded(painter, area, theme.px(3), theme.ink(accent.soft))
            line = theme.px(2)
            painter.fillRect(QRectF(0, area.height() - line, area.width(), line), theme.ink(accent.ink))
        elif self.shows_ring():
            ring(painter, area, radius)
        self._paint_content(painter, area, ink)
        painter.end()

    def _paint_content(self, painter: QPainter, area: QRectF, ink: str) -> None:
        side, gap = theme.px(16), theme.px(7)
        padding = theme.px(1 if self._role == "link" else _PADDING[self._size] if self.text() else 8)
        arrow = theme.px(18) if self.menu() is not None else 0
        before = (side + (gap if self.text() else 0)) if self._icon_name else 0
        room = int(area.width()) - 2 * padding - arrow - before
        shown = elided(self.font(), self._shown(), room)
        whole = before + text_width(self.font(), shown) + arrow
        left = area.left() + (area.width() - whole) / 2
        if self._role == "link":
            left = area.left() + padding
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setPen(theme.ink(ink))
        middle = area.center().y()

        def placed(start: float, width: float) -> float:
            return area.width() - start - width if mirrored else start

        if self._icon_name:
            picture = icons.pixmap(self._icon_name, self._icon_ink or ink, 16, self.devicePixelRatioF())
            painter.drawPixmap(int(placed(left, side)), int(middle - side / 2 + 0.5), picture)
        width = text_width(self.font(), shown)
        font = self.font()
        underlined = self.underMouse() or self._tone in ("good", "warning", "bad")
        font.setUnderline(font.underline() or (self._role == "link" and underlined and self.isEnabled()))
        painter.setFont(font)
        painter.drawText(
            QRectF(placed(left + before, width), area.top(), width + 1, area.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            shown,
        )
        if arrow:
            picture = icons.pixmap("chevron-down", ink, 12, self.devicePixelRatioF())
            start = placed(left + before + width + theme.px(6), theme.px(12))
            painter.drawPixmap(int(start), int(middle - theme.px(6)), picture)
