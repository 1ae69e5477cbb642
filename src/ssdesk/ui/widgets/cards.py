"""Surfaces: cards, banners, and the page that says why it is empty."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets.base import Themed, column, rounded, row, smooth
from ssdesk.ui.widgets.buttons import Button
from ssdesk.ui.widgets.labels import Label, ToneName

Ground = Literal["surface", "background", "sunken", "accent"]


def shadow(painter: QPainter, area: QRectF, radius: float, depth: int) -> None:
    """A soft shadow around `area`, up to `depth` px outside it."""
    colours = theme.colours()
    if colours.outline != colours.line:  # high contrast: edges, no shadows
        return
    tint = QColor("#000000" if colours.dark else colours.text)
    darkest, lower = (0.3 if colours.dark else 0.1), depth * 0.12
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for step in range(depth):
        tint.setAlphaF(darkest * (1 - step / depth) ** 3)
        painter.setPen(QPen(tint, 1.0))
        grown = area.adjusted(-step, -step + lower, step, step + lower)
        painter.drawRoundedRect(grown, radius + step, radius + step)
    tint.setAlphaF(darkest)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5 + lower, -0.5, -0.5 + lower), radius, radius)


class Card(Themed, QWidget):
    """A rounded surface with an edge; `body` is its layout. `title`: a section heading above the rest.

    `ground`: "surface" with an edge, or "background", "sunken" or "accent" (soft) without one.
    """

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        ground: Ground = "surface",
        margins: tuple[float, float, float, float] = (16, 16, 16, 16),
        gap: float = 8,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self.body: QVBoxLayout = column(self, margins, gap)
        if title:
            self.body.addWidget(Label(title, "section", self))
        self.follow_theme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        grounds = {
            "surface": colours.surface,
            "background": colours.background,
            "sunken": colours.sunken,
            "accent": colours.accent.soft,
        }
        edge = theme.ink(colours.outline) if self._ground == "surface" or colours.outline != colours.line else None
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), theme.px(theme.CARD_RADIUS), theme.ink(grounds[self._ground]), edge)
        painter.end()


class Sheet(Themed, QWidget):
    """The card of a page of its own (the wizard): a raised surface in the middle of a sunken window.

    `body` is its layout, without margins. The `side` px at the left (right in right-to-left) have the background
    colour; 0: none. The size is given at 100 %; in a smaller window it takes the room there is.

    Where the side would leave too little for the rest, `narrowed` comes with true and only `NARROW_SIDE` px of it are
    painted: give its widget that width and show less in it.
    """

    narrowed = Signal(bool)
    NARROW_SIDE = 70
    _DEPTH = 48
    _LEAST_REST = 420

    def __init__(self, parent: QWidget | None = None, *, side: int = 280, width: int = 900, height: int = 620) -> None:
        super().__init__(parent)
        self._side, self._size, self.narrow = side, (width, height), False
        self.inner = QWidget(self)
        self.body = row(self.inner)
        self.follow_theme()

    def restyle(self) -> None:
        self._place()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the content needs more or less room than before
            self._place()
        return super().event(event)

    def _place(self) -> None:
        narrow = bool(self._side) and self.width() < theme.px(self._side + self._LEAST_REST)
        if narrow != self.narrow:
            self.narrow = narrow
            self.narrowed.emit(narrow)
        wide, high = (theme.px(size) for size in self._size)
        margin = theme.px(12)
        wide, high = min(wide, self.width() - 2 * margin), min(high, self.height() - 2 * margin)
        need = self.inner.minimumSizeHint()
        wide, high = max(wide, need.width()), max(high, need.height())
        self.inner.setGeometry(max((self.width() - wide) // 2, 0), max((self.height() - high) // 2, 0), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        painter.fillRect(event.rect(), theme.ink(colours.sunken))
        area = QRectF(self.inner.geometry())
        radius = theme.px(theme.CARD_RADIUS)
        if not area.adjusted(radius, radius, -radius, -radius).contains(QRectF(event.rect())):  # it costs most of all
            shadow(painter, area, radius, theme.px(self._DEPTH))
        rounded(painter, area, radius, theme.ink(colours.surface))
        if self._side:
            side = QRectF(area)
            side.setWidth(theme.px(self.NARROW_SIDE if self.narrow else self._side))
            if self.isRightToLeft():
                side.moveRight(area.right())
            painter.save()
            painter.setClipRect(side)
            rounded(painter, area, radius, theme.ink(colours.background))
            painter.fillRect(
                QRectF(side.left() if self.isRightToLeft() else side.right() - 1, side.top(), 1, side.height()),
                theme.ink(colours.line),
            )
            painter.restore()
        rounded(painter, area, radius, None, theme.ink(colours.line))
        painter.end()


BannerKind = Literal["info", "good", "warning", "bad", "offline"]
_BANNER_TONES = {"info": "accent", "good": "good", "warning": "warning", "bad": "bad"}


class Banner(Themed, QWidget):
    """One line that says something about the whole view, with at most one action at its end.

    "offline" is a strip over the whole width with a dot, a strong `lead` and a button; the others are soft boxes with
    a link. `acted` comes when the action is used.
    """

    acted = Signal()

    def __init__(
        self,
        kind: BannerKind,
        text: str,
        parent: QWidget | None = None,
        *,
        lead: str = "",
        action: str = "",
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        strip = kind == "offline"
        layout = row(self, (20, 8, 20, 8) if strip else (12, 9, 12, 9), 12)
        if strip:
            layout.addWidget(Dot("warning", self))
        self._lead = Label(lead, "section", self)
        self._lead.setVisible(bool(lead))
        tone: ToneName | None = None if strip else "text"
        self._text = Label(text, "muted" if strip else "strong", self, wrap=True, tone=tone)
        self.action = Button(action, "secondary" if strip else "link", self, tone=_BANNER_TONES.get(kind, "accent"))
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.acted)
        layout.addWidget(self._lead)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.action)
        self.follow_theme()

    def show_message(self, text: str, *, lead: str = "", action: str = "") -> None:
        self._text.setText(text)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def text(self) -> str:
        return " ".join(part for part in (self._lead.text(), self._text.text()) if part)

    def restyle(self) -> None:
        if self._kind in ("good", "warning", "bad"):
            self._text.set_tone(self._kind)
            self._lead.set_tone(self._kind)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        if self._kind == "offline":
            painter.fillRect(self.rect(), theme.ink(colours.sunken))
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.ink(colours.line))
        else:
            tone = colours.tone(_BANNER_TONES[self._kind])
            edge = theme.ink(tone.ink) if colours.outline != colours.line else None
            rounded(painter, QRectF(self.rect()), theme.px(theme.RADIUS), theme.ink(tone.soft), edge)
        painter.end()


class Dot(Themed, QWidget):
    """A small disc in the colour of `tone`; the words beside it say the same."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        theme.fix(self, width=8, height=8)
        self.follow_theme()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(theme.colours().tone(self._tone).ink))
        painter.drawEllipse(QRectF(self.rect()))
        painter.end()


class EmptyState(Themed, QWidget):
    """Why a page is empty: a small icon, one title, one sentence, at most one button (`acted`)."""

    acted = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str = "", parent: QWidget | None = None, *, action: str = ""
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._picture = QLabel(self)
        self._title = Label(title, "section", self, wrap=True)
        self._sentence = Label(sentence, "muted", self, wrap=True)
        self.action = Button(action, "secondary", self)
        self.action.clicked.connect(self.acted)
        layout = column(self, (24, 24, 24, 24), 4)
        layout.addStretch(1)
        for part in (self._picture, self._title, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(part)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.say(icon, title, sentence, action=action)
        self.follow_theme()

    def say(self, icon: str, title: str, sentence: str = "", *, action: str = "") -> None:
        """Another of the faces."""
        self._icon_name = icon
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.restyle()

    def title(self) -> str:
        return self._title.text()

    def sentence(self) -> str:
        return self._sentence.text()

    def restyle(self) -> None:
        picture = icons.pixmap(self._icon_name, theme.colours().muted, 26, self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._picture.setFixedHeight(theme.px(26 + 10))
