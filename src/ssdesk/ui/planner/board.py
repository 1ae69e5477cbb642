"""The days beside each other: their names, what is of the whole day, and the hours with their blocks."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QStackedWidget, QWidget

from ssdesk.household.week import Entry
from ssdesk.ui import theme
from ssdesk.ui.faces import Face, FacePage
from ssdesk.ui.planner.block import NO_LINE, Block
from ssdesk.ui.planner.canvas import Canvas
from ssdesk.ui.planner.columns import Columns
from ssdesk.ui.planner.head import Gutter, Head, WholeDays
from ssdesk.ui.planner.pool import Pool
from ssdesk.ui.planner.sheet import Sheet
from ssdesk.ui.planner.walking import nearest
from ssdesk.ui.widgets import Themed, ThinScrollBar, column, row

_MOST_ROUNDS = 3
_EARLY = 7 * 60  # what lies before is hardly true: the day is not scrolled back to it


class Board(Themed, QWidget):
    """`chosen` carries the block that was pressed, `day_chosen` the day whose name was clicked; `asked` the act of the
    face that stands where the hours would be empty. Tab stops once in it, at the block where one was last."""

    chosen = Signal(object)
    day_chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._columns = Columns(1, 1, 1, mirrored=False)
        self._group = QButtonGroup(self)
        self._pool = Pool(self._made)
        self._current: Block | None = None
        self._arranging = False
        self._scrolled = False  # by the person, since these days came into sight
        self.blocks: list[Block] = []
        self.head, self.whole_days = Head(self), WholeDays(self, self._pool)
        self.gutter, self.canvas, self.area = Gutter(self), Canvas(self._pool), _Scroll(self)
        self.face = FacePage(self)
        self.area.setWidget(self.canvas)
        self._corners = (QWidget(self), QWidget(self))
        self._stack = QStackedWidget(self)
        self._put_together()
        self.head.chosen.connect(self.day_chosen)
        self.face.asked.connect(self.asked)
        self.canvas.slid.connect(self._follow)
        self.area.resized.connect(self.arrange)
        self.area.verticalScrollBar().actionTriggered.connect(self._scroll_by_hand)
        theme.raise_to_surface(self)
        self.follow_theme()

    def _put_together(self) -> None:
        whole = column(self)
        for corner, part in zip(self._corners, (self.head, self.whole_days), strict=True):
            line = row()
            line.addWidget(corner)
            line.addWidget(part, 1)
            whole.addLayout(line)
        hours = QWidget(self)
        beside = row(hours)
        beside.addWidget(self.gutter)
        beside.addWidget(self.area, 1)
        self._stack.addWidget(hours)
        self._stack.addWidget(self.face)
        whole.addWidget(self._stack, 1)

    def _made(self, block: Block) -> None:
        self._group.addButton(block)
        block.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        block.chosen.connect(self.chosen)
        block.reached.connect(self._reached)
        block.walked.connect(self._walk)

    # ---- What it shows -----------------------------------------------------------------------------------------------
    def show_sheet(self, sheet: Sheet, now: datetime, face: Face | None) -> None:
        """`now` in school time. `face`: instead of the hours."""
        other = self._sheet is None or sheet.days != self._sheet.days
        held = self._current.entries[:1] if self._current is not None else ()
        focused = self._current is not None and self._current.hasFocus()
        reason = Qt.FocusReason.TabFocusReason if focused and self._ringed() else Qt.FocusReason.MouseFocusReason
        self._sheet = sheet
        self._stack.setCurrentIndex(0 if face is None else 1)
        if face is not None:
            self.face.show_face(face)
        self.set_now(now)
        self.arrange()
        self._hold(held)
        if focused:
            self.take_focus(reason)
        if other:
            self._scrolled = False
            self.scroll_home()

    def set_now(self, now: datetime) -> None:
        """The clock went on; in school time."""
        if self._sheet is None:
            return
        days, today = self._sheet.days, now.date()
        self.head.show_days(days, today)
        self.canvas.set_now((days.index(today), 60 * now.hour + now.minute) if today in days else None)
        self._follow()

    def restyle(self) -> None:
        self.arrange()

    def arrange(self) -> None:
        """Everything to its place: there is something else to show, or more or less room. Placing may itself make a
        scroll bar come or go, and so call this again."""
        if self._sheet is None or self._arranging:
            return
        self._arranging = True
        try:
            for _ in range(_MOST_ROUNDS):
                room = self._room()
                self._place_blocks(self._sheet, room)
                if self._room() == room:
                    break
        finally:
            self._arranging = False
        self._follow()
        if not self._scrolled:
            self.scroll_home()

    def _place_blocks(self, sheet: Sheet, room: QSize) -> None:
        for corner in self._corners:
            corner.setFixedWidth(self.gutter.width())
        lanes = max(len(sheet.homes), 1)
        width = max(room.width(), Columns.least(len(sheet.days), lanes))
        self._columns = Columns(width, len(sheet.days), lanes, mirrored=self.isRightToLeft())
        self._pool.recall()
        self.canvas.resize(width, self.canvas.fit(sheet, room.height()))
        timed = self.canvas.arrange(sheet, self._columns)
        self.blocks = [*self.whole_days.arrange(sheet, self._columns, self._offset), *timed]
        self._pool.settle()

    def _room(self) -> QSize:
        """For the columns; the hours themselves may stand behind a face, and know nothing of a new size."""
        if self._stack.currentIndex() == 0:
            return self.area.room()
        return QSize(max(self.width() - self.gutter.width(), 1), self.area.room().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @property
    def days(self) -> tuple[date, ...]:
        """Those in sight."""
        return () if self._sheet is None else self._sheet.days

    @property
    def _offset(self) -> int:
        """Where the columns begin in what stands above the hours."""
        return self.area.viewport().x() + self.canvas.x()

    def _follow(self) -> None:
        """The hours were scrolled, up or aside."""
        self.head.set_columns(self._columns, self._offset)
        self.whole_days.slide(self._offset)
        self.gutter.set_hours(self.canvas.hours, self.canvas.y(), self.canvas.line_at_edge)

    def scroll_home(self) -> None:
        """To the first block of the day, and to the present hour where it would be out of sight."""
        tops = [block.y() for block in self.blocks if block.parentWidget() is self.canvas]
        top = max(min(tops, default=0), self.canvas.hours.at(_EARLY))
        y, room = self.canvas.line_y, self.area.room().height()
        wanted = top if y == NO_LINE or y - top < room * 2 // 3 else y - room // 2
        self.area.verticalScrollBar().setValue(max(wanted - theme.px(24), 0))

    def _scroll_by_hand(self) -> None:
        self._scrolled = True

    # ---- From block to block -----------------------------------------------------------------------------------------
    def take_focus(self, reason: Qt.FocusReason) -> bool:
        """To the block where one was last. False: there is none."""
        if self._current is not None:
            self._current.setFocus(reason)
        return self._current is not None

    def block_of(self, entry: Entry) -> Block | None:
        """The one that stands for it, by itself or with others."""
        found = (
            block
            for block in self.blocks
            for one in block.entries
            if any(_alike(part, entry) for part in (one, *one.also))
        )
        return next(found, None)

    def _ringed(self) -> bool:
        return self._current is not None and self._current.shows_ring()

    def _hold(self, entries: tuple[Entry, ...]) -> None:
        """The block of the same thing as before, else the first one, is where Tab stops."""
        same = next((block for block in self.blocks if entries and _alike(block.entries[0], entries[0])), None)
        first = next((block for block in self.blocks if block.parentWidget() is self.canvas), None)
        self._stop_at(same or first or next(iter(self.blocks), None))

    def _stop_at(self, block: Block | None) -> None:
        for one in self._group.buttons():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is block else Qt.FocusPolicy.ClickFocus)
        self._current = block

    def _reached(self, block: Block) -> None:
        if block is not self._current:
            self._stop_at(block)
        if block.parentWidget() is self.canvas:
            self.area.ensureWidgetVisible(block, theme.px(8), theme.px(8))

    def _walk(self, block: Block, key: int) -> None:
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            found: Block | None = self.blocks[0 if key == Qt.Key.Key_Home else -1]
        else:
            others = [(self._place(one), one) for one in self.blocks if one is not block]
            found = nearest(self._place(block), others, key)
        if found is not None:
            self._scrolled = True
            found.setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self, block: Block) -> QRect:
        """Where it stands on the whole sheet, the whole-day row above the hours."""
        if block.parentWidget() is self.canvas:
            return block.geometry()
        return block.geometry().translated(-self._offset, -self.whole_days.height())


class _Scroll(QScrollArea):
    """`resized` comes when there is more or less room."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal, self))
        self.setCornerWidget(QWidget(self))
        self.viewport().setAutoFillBackground(False)

    def room(self) -> QSize:
        return self.viewport().size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(120))


def _alike(one: Entry, other: Entry) -> bool:
    return (one.account, one.kind, one.id, one.first) == (other.account, other.kind, other.id, other.first)
