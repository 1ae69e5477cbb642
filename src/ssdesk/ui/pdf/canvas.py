"""The pages of a document below each other, to scroll and to zoom: sharp where they are in sight, paper meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QWidget

from ssdesk.ui import theme
from ssdesk.ui.pdf import layout, paper
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.layout import Anchor, Fit, Layout, Place, Room
from ssdesk.ui.pdf.pointer import Pointer
from ssdesk.ui.pdf.sizes import Size
from ssdesk.ui.pdf.tiles import Tile, Tiles, covering
from ssdesk.ui.pdf.words import Words
from ssdesk.ui.widgets import Themed, ThinScrollBar
from ssdesk.ui.widgets.base import KeyboardFocus, ring

_SIDE, _ABOVE, _BELOW, _GAP = 24, 24, 64, 16
_LINE = 48


class Canvas(Themed, KeyboardFocus, QAbstractScrollArea):
    """`show_document`, then `set_sizes` once more when all of them are known. Pages count from 0."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles, self.words = Tiles(self), Words(self)
        self._sizes: Sequence[Size] = ()
        self._layout: Layout | None = None
        self._fit: Fit = "width"
        self._page, self._head = 0, 0
        self._arranging = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal, self))
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paper has no other side
        self.setCornerWidget(QWidget(self))  # a plain one, where the style would draw an edge
        # Always: its coming and going would change the width that the pages fit, and so the need for it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        Pointer(self).zoomed.connect(lambda factor, at: self.set_zoom(self.zoom * factor, at))
        self.tiles.arrived.connect(lambda _: self.viewport().update())
        self.words.found.connect(self.viewport().update)
        self.words.moved.connect(self._show_hit)
        self.follow_theme()

    def restyle(self) -> None:
        self._arrange()

    # ---- What is shown -----------------------------------------------------------------------------------------------
    def show_document(self, document: Document | None, sizes: Sequence[Size] = ()) -> None:
        """From its start, at the width of the view. `sizes` of all pages, as far as they are known."""
        self.tiles.show_document(document)
        self.words.look_for(None, "", 0)
        self._sizes, self._layout, self._fit, self._page = sizes, None, "width", 0
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def set_sizes(self, sizes: Sequence[Size]) -> None:
        """Of the same document, better known; what is in sight stays there."""
        self._sizes = sizes
        self._arrange()

    def set_head(self, height: int) -> None:
        """So many px at the top of the view are covered: the pages begin below, and no hit is shown there."""
        if height != self._head:
            self._head = height
            self._arrange()

    @property
    def page(self) -> int:
        """The one that is read now."""
        return self._page

    @property
    def zoom(self) -> float:
        """1: as large as on paper."""
        return self._layout.zoom if self._layout is not None else 1.0

    @property
    def fit(self) -> Fit:
        return self._fit

    def go_to(self, page: int) -> None:
        """The top of this page to the top of the view, as far as there is room for it."""
        if self._layout is None:
            return
        page = max(0, min(page, self._layout.pages - 1))
        above = max(theme.px(_ABOVE if self._fit == "page" else _GAP), self._head)
        if self._fit == "page":
            self._turn_to(page)
            self._arrange()
        self.verticalScrollBar().setValue(self._layout.place(page).top - above)
        self._turn_to(page)  # near the end more than one page can be meant

    def _turn_to(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def place_in_view(self, page: int) -> QRect:
        """Where a page is, in px of the viewport."""
        return QRect() if self._layout is None else self._in_view(self._layout.place(page))

    # ---- Zoom --------------------------------------------------------------------------------------------------------
    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        if fit == "page":
            self.go_to(self._page)
        else:
            self._arrange()

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """`around`: the point of the view that stays where it is; None: its middle."""
        self._fit = "none"
        self._arrange(zoom, around)

    def step_zoom(self, direction: int) -> None:
        """To the next of the usual sizes."""
        self.set_zoom(layout.step(self.zoom, direction))

    def can_step(self, direction: int) -> bool:
        """Whether there is a next size above (1) or below (-1)."""
        if not self._sizes:
            return False
        wanted = layout.within(layout.step(self.zoom, direction), self._sizes, self.devicePixelRatioF())
        return (wanted - self.zoom) * direction > 0.001

    def _arrange(self, zoom: float | None = None, around: QPointF | None = None) -> None:
        """Lay the pages out for the present size of the view."""
        if not self._sizes or self._arranging:
            self._measure()
            return
        anchor, at_start = self._anchor(around), around is None and not self._top()
        room = self._room()
        if self._fit != "none":
            zoom = layout.fitting(self._sizes, room, self._fit, self._page)
        before = self.zoom
        wanted = layout.within(zoom or before, self._sizes, self.devicePixelRatioF())
        self._layout = Layout(self._sizes, room, wanted)
        self._arranging = True  # the bars move one after the other: nothing is asked for in between
        self._measure()
        if anchor is not None:
            left, top = self._layout.back_to(anchor)
            self.horizontalScrollBar().setValue(left)
            self.verticalScrollBar().setValue(0 if at_start else top)
        else:
            self.horizontalScrollBar().setValue((self._layout.width - self.viewport().width()) // 2)
        self._arranging = False
        self._moved()
        self.zoom_changed.emit()

    def _anchor(self, around: QPointF | None) -> Anchor | None:
        """What has to stay in sight; None: nothing is."""
        if self._layout is None:
            return None
        left, top = self._left(), self._top()
        view = self.viewport().size()
        at = around or QPointF(view.width() / 2, view.height() / 2)
        return self._layout.anchor(left, top, at.x(), at.y())

    def _room(self) -> Room:
        """As wide at one side as at the other, where the scroll bar is."""
        view, bar = self.viewport().size(), self.verticalScrollBar().sizeHint().width()
        side, above, below, gap = (theme.px(size) for size in (_SIDE, _ABOVE, _BELOW, _GAP))
        lean = -bar // 2 if self.isRightToLeft() else bar // 2
        return Room(view.width(), view.height(), side, max(above, self._head), below, gap, lean)

    def _measure(self) -> None:
        """Tell the scroll bars."""
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._layout.height if self._layout else 0, view.height()),
            (self.horizontalScrollBar(), self._layout.width if self._layout else 0, view.width()),
        ):
            bar.setRange(0, max(whole - seen, 0))
            bar.setPageStep(max(seen - theme.px(_LINE), 1))
            bar.setSingleStep(theme.px(_LINE))

    # ---- Scrolling ---------------------------------------------------------------------------------------------------
    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _in_view(self, place: Place) -> QRect:
        return QRect(place.left - self._left(), place.top - self._top(), place.width, place.height)

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        if not self._arranging:
            self._moved()

    def _moved(self) -> None:
        """Something else is in sight."""
        self.viewport().update()
        if self._layout is None:
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        page = self._layout.at(self._top() + high // 2)
        if bar.maximum() and bar.value() in (0, bar.maximum()):
            page = 0 if bar.value() == 0 else self._layout.pages - 1
        self._turn_to(page)
        seen = QRect(0, 0, self.viewport().width(), high)
        near = [*self._tiles_in(seen.translated(0, high)), *self._tiles_in(seen.translated(0, -high))]
        self.tiles.want(self._tiles_in(seen), near)

    def _tiles_in(self, seen: QRect) -> list[Tile]:
        """Those that touch a part of the view (or what lies beside it), in px of the viewport."""
        if self._layout is None or seen.top() + self._top() >= self._layout.height or seen.bottom() + self._top() < 0:
            return []
        ratio = self.devicePixelRatioF()
        found: list[Tile] = []
        for page in self._layout.between(seen.top() + self._top(), seen.bottom() + self._top()):
            area = self._in_view(self._layout.place(page))
            part = paper.in_pixels(seen.translated(-area.topLeft()), ratio)
            found += covering(page, round(area.width() * ratio), round(area.height() * ratio), part)
        return found

    def _show_hit(self) -> None:
        """The current hit into sight, with some room around it."""
        if self._layout is None or self.words.current < 0:
            return
        hit = self.words.hits[self.words.current]
        around, view = theme.px(_BELOW), self.viewport().size()
        place = self._layout.shown(hit.page, hit.boxes[0])
        for bar, start, length, seen, head in (
            (self.verticalScrollBar(), place.top, place.height, view.height(), self._head),
            (self.horizontalScrollBar(), place.left, place.width, view.width(), 0),
        ):
            if start - head - around < bar.value() or start + length + around > bar.value() + seen:
                bar.setValue(start - head - (seen - head - length) // 3)
        self.viewport().update()

    # ---- Painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.ink(theme.colours().sunken))
        if self._layout is not None:
            view, top = self.viewport().rect(), self._top()
            for page in self._layout.between(top, top + view.height()):
                hits = [
                    ([self._in_view(self._layout.shown(page, box)) for box in hit.boxes], current)
                    for hit, current in self.words.on(page)
                ]
                paper.paint(painter, view, self.tiles, page, self._in_view(self._layout.place(page)), hits)
        if self.shows_ring():
            ring(painter, QRectF(self.viewport().rect()), theme.px(3), gap=False)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # on another screen it is sharp in other pixels
            self._arrange()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys as in every scrolled thing; a page that is seen whole is turned."""
        key, whole = event.key(), self._fit == "page"
        across = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        down, act = self.verticalScrollBar(), QAbstractSlider.SliderAction
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            down.triggerAction(act.SliderToMinimum if key == Qt.Key.Key_Home else act.SliderToMaximum)
        elif key in across and not self.horizontalScrollBar().maximum():
            self.go_to(self._page + (1 if key == Qt.Key.Key_Right else -1))
        elif whole and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            forward = key == Qt.Key.Key_PageDown or (key == Qt.Key.Key_Space and not back)
            self.go_to(self._page + (1 if forward else -1))
        elif key == Qt.Key.Key_Space:
            down.triggerAction(act.SliderPageStepSub if back else act.SliderPageStepAdd)
        else:
            super().keyPressEvent(event)
