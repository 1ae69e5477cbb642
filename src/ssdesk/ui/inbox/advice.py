"""What the school's agreements say of what is being written: a column beside the letter, or cards below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetricsF, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.rules.agreements.letter import LABELS, Advice, FixKind, Value
from ssdesk.ui import texts, theme
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Label, ScrollPage, column
from ssdesk.ui.widgets.base import KeyboardFocus, PaintedButton, Themed, ring, rounded, smooth

WIDTH = 318
"""Of the column beside a letter."""
TONES = {"block": "bad", "advise": "warning", "good": "good"}
_WRAPPED = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
ALL: frozenset[FixKind] = frozenset(LABELS)


# ---- In words --------------------------------------------------------------------------------------------------------
def said(advice: Advice) -> tuple[str, str]:
    """Title and text in the language of the application; the school's own sentence first."""
    title, told = filled(advice.title, advice.values), filled(advice.explanation, advice.values)
    if advice.says:
        quote = QCoreApplication.translate("AdvicePanel", "“{says}”").format(says=shown(advice.says))
        told = f"{quote} {told}".strip()
    return title, told


def filled(template: str, values: Mapping[str, Value]) -> str:
    """A text of the rules with its values."""
    written = {name: _written(name, value) for name, value in values.items()}
    return QCoreApplication.translate("rules", template).format_map(written) if template else ""


def _written(name: str, value: Value) -> str:
    if isinstance(value, datetime):
        day = _day(texts.school_time(value).date())
        return QCoreApplication.translate("AdvicePanel", "{day} at {time}").format(day=day, time=texts.time(value))
    if isinstance(value, date):
        return _full(value) if name == "date" else _day(value)
    return texts.count(value) if isinstance(value, int) else shown(value)


def _day(day: date) -> str:
    """Its name where that is clear: within the coming week."""
    if 0 <= (day - texts.school_time(texts.now()).date()).days < 7:
        return QLocale().dayName(day.isoweekday())
    return _full(day)


def _full(day: date) -> str:
    return texts.full_day(datetime.combine(day, time(12), texts.SCHOOL_TIME))


# ---- On screen -------------------------------------------------------------------------------------------------------
class FixLink(PaintedButton):
    """What one click does, as a link on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TEXT, theme.MEDIUM))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(ceil(self._needs(width).height()), theme.px(theme.LINE))

    def sizeHint(self) -> QSize:
        needs = self._needs(theme.px(WIDTH - 70))
        return QSize(ceil(needs.width()) + 1, max(ceil(needs.height()), theme.px(theme.LINE)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(theme.LINE))

    def _needs(self, width: float) -> QRectF:
        return QFontMetricsF(self.font()).boundingRect(QRectF(0, 0, max(width, 1), 10_000), _WRAPPED, self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        accent = theme.colours().accent
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.shows_ring():
            rounded(painter, area, theme.px(3), theme.ink(accent.soft))
            line = theme.px(2)
            painter.fillRect(QRectF(0, area.height() - line, area.width(), line), theme.ink(accent.ink))
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.ink(accent.ink))
        painter.drawText(area, _WRAPPED, self.text())
        painter.end()


class AdviceCard(Themed, KeyboardFocus, QWidget):
    """One thing that is said, with a bar in its colour and at most one link. `pointed` comes when the pointer or the
    focus comes to it or leaves it. Without a link Tab stops at it, if there are words that it is about."""

    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice: Advice | None = None
        self._over = False
        self.title = Label("", "section", self, wrap=True)
        self.text = Label("", "muted", self, wrap=True)
        self.fix = FixLink(self)
        inside = column(self, (16, 10, 14, 11), 2)
        for part in (self.title, self.text, self.fix):
            inside.addWidget(part)
        self.fix.installEventFilter(self)
        self.follow_theme()

    def say(self, advice: Advice, can: Collection[FixKind]) -> None:
        """`can`: what can be mended here."""
        self.advice = advice
        title, told = said(advice)
        self.title.setText(title)
        self.text.setText(told)
        self.text.setVisible(bool(told))
        offered = advice.fix is not None and advice.fix.kind in can
        self.fix.setText(filled(advice.fix.label, advice.fix.values) if advice.fix and offered else "")
        self.fix.setAccessibleDescription(title)
        self.fix.setVisible(offered)
        stops = advice.span is not None and not offered
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)
        self.update()

    @property
    def is_pointed_at(self) -> bool:
        return self._over or self.hasFocus() or self.fix.hasFocus()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._over = True
        self.pointed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = False
        self.pointed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._over = False
        self.pointed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self.pointed.emit)  # once the link has it, or has it no more
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area, radius = QRectF(self.rect()), theme.px(theme.CARD_RADIUS)
        rounded(painter, area, radius, theme.ink(colours.surface), theme.ink(colours.outline))
        if self.advice is not None:
            bar = QRectF(area)
            bar.setWidth(theme.px(3))
            if self.isRightToLeft():
                bar.moveRight(area.right())
            painter.setClipRect(bar)
            rounded(painter, area, radius, theme.ink(colours.tone(TONES[self.advice.mode]).ink))
            painter.setClipping(False)
        if self.shows_ring():
            ring(painter, area, radius, gap=False)
        painter.end()


class AdvicePanel(QWidget):
    """The cards under the name of the school's agreements. `fix_chosen` carries the `Fix` of the link that was used;
    `told` comes whenever it was given what to show, `pointed` when `pointed_at` may be another one."""

    fix_chosen = Signal(object)
    told = Signal()
    pointed = Signal()

    def __init__(self, parent: QWidget | None = None, *, can: Collection[FixKind] = ALL) -> None:
        super().__init__(parent)
        self._can = frozenset(can)
        self._shown: tuple[Advice, ...] = ()
        self.title = Label("", "section", self, wrap=True)
        self.nothing = Label(self.tr("Nothing to note."), "muted", self, wrap=True)
        self.cards: list[AdviceCard] = []
        self._column = column(self, gap=11)
        self._column.addWidget(self.title)
        self._column.addWidget(self.nothing)

    def show_advice(self, advice: Sequence[Advice], title: str = "") -> None:
        """All of it, in this order. Cards that stay keep the focus."""
        self.title.setText(shown(title) or self.tr("Agreements about messages"))
        self.nothing.setVisible(not advice)
        if tuple(advice) == self._shown:
            self.told.emit()
            return
        self._shown = tuple(advice)
        while len(self.cards) < len(advice):
            card = AdviceCard(self)
            card.fix.clicked.connect(lambda _=False, card=card: self._choose(card))
            card.pointed.connect(self.pointed)
            self.cards.append(card)
            self._column.addWidget(card)
        for number, card in enumerate(self.cards):
            if number < len(advice):
                card.say(advice[number], self._can)
            card.setVisible(number < len(advice))
        self.told.emit()

    def shown_advice(self) -> tuple[Advice, ...]:
        return self._shown

    def pointed_at(self) -> Advice | None:
        """Of the card with the pointer or, before that, the focus."""
        cards = [card for card in self.cards if not card.isHidden() and card.is_pointed_at]
        over = [card for card in cards if card.underMouse()]
        return next((card.advice for card in (*over, *cards)), None)

    def _choose(self, card: AdviceCard) -> None:
        if card.advice is not None and card.advice.fix is not None:
            self.fix_chosen.emit(card.advice.fix)


class AdviceColumn(ScrollPage):
    """Where the panel stands beside a letter: a sunken ground with a line at the letter's side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(18, 18, 18, 18))
        theme.fix(self, width=WIDTH)
        self.body.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.ink(colours.background))
        edge = self.viewport().width() - 1 if self.isRightToLeft() else 0
        painter.fillRect(edge, 0, 1, self.viewport().height(), theme.ink(colours.line))
        painter.end()
        super().paintEvent(event)
