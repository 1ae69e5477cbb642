"""The other messages of a conversation, as narrow rows below the open one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.replica.inbox import MessageRow
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.opened import who
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, Label, PaintedButton, column
from ssdesk.ui.widgets.base import elided, ring, rounded, smooth, text_width

ROW_HEIGHT = 40
SHOWN = 5  # rows before "show all"


class ConversationRow(PaintedButton):
    """One message on one line: who, how it begins, when. Pressing it opens it."""

    def __init__(self, message: MessageRow, parent: QWidget) -> None:
        super().__init__("", parent)
        self.id = message.id
        self._who, self._preview = who(message), shown(message.preview)
        self._when, self._unread = texts.clock_or_day(message.sent_at), message.unread
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        unread = self.tr("unread") if message.unread else ""
        self.setAccessibleName(
            ", ".join(part for part in (unread, self._who, texts.moment(message.sent_at), self._preview) if part)
        )
        self.follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), max(theme.px(ROW_HEIGHT), self.fontMetrics().height() + theme.px(12)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            rounded(painter, area, theme.px(theme.RADIUS), theme.ink(colours.background))
        bottom = QRectF(0, area.height() - 1, area.width(), 1)
        painter.fillRect(bottom, theme.ink(colours.line))
        if self.shows_ring():
            ring(painter, area, theme.px(theme.RADIUS))
        self._write(painter, area.width())
        painter.end()

    def _write(self, painter: QPainter, width: float) -> None:
        colours, inset, gap = theme.colours(), theme.px(8), theme.px(10)
        end = width - inset
        plain, strong = theme.font(), theme.font(theme.TEXT, theme.BOLD if self._unread else theme.MEDIUM)
        time = text_width(plain, self._when)
        end -= time
        self._text(painter, plain, self._when, end, time, colours.muted)
        room = end - gap - inset
        name = elided(strong, self._who, room * 0.45)
        used = text_width(strong, name)
        self._text(painter, strong, name, inset, used, colours.text)
        start = inset + used + gap
        self._text(painter, plain, elided(plain, self._preview, end - gap - start), start, end - gap - start, "")

    def _text(self, painter: QPainter, font: QFont, text: str, start: float, width: float, colour: str) -> None:
        left = self.width() - start - width if self.isRightToLeft() else start
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(theme.ink(colour or theme.colours().muted))
        area = QRectF(left, 0, width + 1, self.height())
        painter.drawText(
            area,
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            text,
        )


class Conversation(QWidget):
    """`chosen` carries the id of a message of it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: tuple[MessageRow, ...] = ()
        self._times: list[str] = []
        self._all = False
        self.rows: list[ConversationRow] = []
        self._title = Label("", "section", self)
        self.show_all = Button("", "link", self)
        self.show_all.clicked.connect(self._show_all)
        inside = column(self, gap=4)
        inside.addWidget(self._title)
        self._list = column()
        inside.addLayout(self._list)
        inside.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_messages(self, messages: Sequence[MessageRow], opened: MessageRow) -> None:
        """The conversation of the open message, oldest first; it itself is left out, and what was thrown away."""
        others = tuple(
            message
            for message in reversed(messages)
            if message.id != opened.id and (message.folder != "trash" or opened.folder == "trash")
        )
        times = [texts.moment(message.sent_at) for message in others]
        if (others, times) == (self._messages, self._times):
            return
        before = {message.id for message in self._messages}
        same = not before.isdisjoint(message.id for message in others)  # though one came, or they change places
        self._messages, self._times, self._all = others, times, self._all and same
        earlier = all(message.sent_at <= opened.sent_at for message in others)
        self._title.setText(
            self.tr("Earlier in this conversation") if earlier else self.tr("Also in this conversation")
        )
        self.setVisible(bool(others))
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self.rows[SHOWN].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        focused = next((made.id for made in self.rows if made.hasFocus()), "")
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for message in self._messages if self._all else self._messages[:SHOWN]:
            made = ConversationRow(message, self)
            made.clicked.connect(lambda _=False, id_=message.id: self.chosen.emit(id_))
            self._list.addWidget(made)
            made.show()
            self.rows.append(made)
            if made.id == focused:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        left = len(self._messages) - len(self.rows)
        self.show_all.setVisible(left > 0)
        self.show_all.setText(self.tr("Show all {count}").format(count=len(self._messages)))
