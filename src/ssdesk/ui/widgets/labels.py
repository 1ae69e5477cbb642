"""Texts: labels in the sizes of the design, paragraphs with air between their lines, lines that elide."""

from __future__ import annotations

from math import ceil
from typing import Literal

import msgspec
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, elided, unbroken

Kind = Literal["text", "strong", "muted", "small", "title", "bar", "heading", "subject", "section", "reading", "caps"]
ToneName = Literal["text", "muted", "accent", "good", "warning", "bad"]


class _Style(msgspec.Struct, frozen=True):
    size: float
    weight: QFont.Weight
    line: float
    tone: str


_STYLES: dict[str, _Style] = {
    "text": _Style(theme.TEXT, theme.REGULAR, theme.LINE, "text"),
    "strong": _Style(theme.TEXT, theme.MEDIUM, theme.LINE, "text"),
    "subject": _Style(19, theme.SEMIBOLD, 26, "text"),
    "section": _Style(theme.TEXT, theme.SEMIBOLD, theme.LINE, "text"),
    "muted": _Style(theme.TEXT, theme.REGULAR, theme.LINE, "muted"),
    "small": _Style(theme.SMALL, theme.REGULAR, 18, "muted"),
    "caps": _Style(theme.TAG, theme.SEMIBOLD, 16, "muted"),
    "title": _Style(theme.TITLE, theme.BOLD, 28, "text"),
    "bar": _Style(theme.BAR_TITLE, theme.BOLD, 24, "text"),
    "heading": _Style(theme.HEADING, theme.SEMIBOLD, 22, "text"),
    "reading": _Style(theme.READING, theme.REGULAR, theme.READING_LINE, "text"),
}
_KEPT = 16


class Label(Themed, QLabel):
    """A text of one of the design's kinds, on as many lines as it needs when `wrap`.

    `tone` overrules the kind's colour: text, muted, accent, good, warning, bad. `rich`: the text is HTML that we wrote
    (escape what others wrote), with links that the keyboard reaches.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
        rich: bool = False,
        tone: ToneName | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._tone, self._html = kind, tone, text
        self._sizes: dict[tuple[Kind, bool, float], tuple[float, float]] = {}
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if rich:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
            if "<a " in text:
                self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setText(text)
        self.follow_theme()

    def setText(self, text: str) -> None:
        self._sizes.clear()
        if self.textFormat() != Qt.TextFormat.RichText:
            super().setText(text)
            return
        self._html = text
        colours = theme.colours()
        strong = f'<b style="color:{colours.text};font-weight:600">'
        link = f'<a style="color:{colours.accent.ink};text-decoration:none" '
        percent = round(100 * theme.px(_STYLES[self._kind].line) / max(self.fontMetrics().height(), 1))
        shown = text.replace("<b>", strong).replace("<a ", link)
        super().setText(f'<div style="line-height:{percent}%">{shown}</div>')

    def set_tone(self, tone: ToneName | None) -> None:
        """Another colour; None: the kind's own."""
        self._tone = tone
        self._recolour()

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.restyle()
        self.updateGeometry()

    def restyle(self) -> None:
        style = _STYLES[self._kind]
        self.setFont(theme.font(style.size, style.weight))
        self._recolour()
        if self.textFormat() == Qt.TextFormat.RichText:
            self.setText(self._html)

    def _recolour(self) -> None:
        colours = theme.colours()
        name = self._tone or _STYLES[self._kind].tone
        wanted = theme.ink(colours.text if name == "text" else colours.tone(name).ink)
        palette = self.palette()
        palette.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText, wanted)
        palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.WindowText, wanted)
        self.setPalette(palette)

    def _plain(self) -> bool:
        return self.textFormat() == Qt.TextFormat.PlainText

    def height_of(self, lines: int) -> int:
        """Of so many lines of this kind."""
        return ceil(lines * self._pitch())

    def _pitch(self) -> float:
        return max(theme.px(_STYLES[self._kind].line), self.fontMetrics().height())

    def _lines(self, width: float) -> tuple[list[tuple[QTextLayout, float]], float, float]:
        """The laid out paragraphs with their top, the whole height and the greatest width."""
        self.ensurePolished()
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        option = QTextOption(side & Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self.wordWrap() else QTextOption.WrapMode.ManualWrap
        )
        pitch = self._pitch()
        top, widest = 0.0, 0.0
        layouts: list[tuple[QTextLayout, float]] = []
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(unbroken(paragraph), self.font())
            layout.setTextOption(option)
            start, inside = top, 0.0
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, inside + (pitch - line.height()) / 2))
                inside += pitch
                widest = max(widest, line.naturalTextWidth())
            layout.endLayout()
            layouts.append((layout, start))
            top += max(inside, pitch)
        return layouts, top, widest

    def _size(self, width: float) -> tuple[float, float]:
        """The whole height and the greatest width of the text. Layouts ask for the same again and again."""
        self.ensurePolished()
        key = (self._kind, self.wordWrap(), width)
        if key not in self._sizes:
            if len(self._sizes) >= _KEPT:  # a window that is being resized has many widths
                self._sizes.clear()
            self._sizes[key] = self._lines(width)[1:]
        return self._sizes[key]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._sizes.clear()

    def heightForWidth(self, width: int) -> int:
        if not self._plain():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        return ceil(self._size(max(width - margins.left() - margins.right(), 1))[0]) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        if not self._plain():
            return super().sizeHint()
        height, widest = self._size(theme.px(440) if self.wordWrap() else 1 << 20)
        return QSize(ceil(widest), ceil(height)).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        if not self._plain():
            return super().minimumSizeHint()
        if not self.wordWrap():
            return self.sizeHint()
        words = self.text().split() or [""]
        longest = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        return QSize(min(longest + 1, theme.px(160)), theme.px(_STYLES[self._kind].line))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._plain():
            super().paintEvent(event)
            return
        area = self.contentsRect()
        layouts, height, _ = self._lines(area.width())
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        vertical = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        spare = area.height() - height
        top = area.top() + (0.0 if vertical & Qt.AlignmentFlag.AlignTop or spare < 0 else spare / 2)
        for layout, start in layouts:
            layout.draw(painter, QPointF(area.left(), top + start))
        painter.end()


class ElidedLabel(Label):
    """One line that ends in "…" where there is no room; the whole text is then the tool tip and always accessible."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "text",
        parent: QWidget | None = None,
        *,
        tone: ToneName | None = None,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, kind, parent, tone=tone)
        self._elide = elide
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), self.fontMetrics().horizontalAdvance("mmm…")), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = QRectF(self.contentsRect())
        shown = elided(self.font(), self.text(), area.width(), self._elide)
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


class Rule(Themed, QWidget):
    """A thin line between parts, horizontal unless `vertical`."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        self.follow_theme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.ink(theme.colours().line))
        painter.end()
