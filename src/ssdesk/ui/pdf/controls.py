"""The pill below the pages: smaller, how large, larger, and which page of how many."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Button, Label, Themed, row
from ssdesk.ui.widgets.base import rounded, smooth, text_width
from ssdesk.ui.widgets.cards import shadow

_DEPTH = 6
"""Room for the shadow around it."""
_GAP = 2


class Controls(Themed, QWidget):
    """`show_zoom` and `show_page` keep it up to date. Pages count from 1 here, as people do."""

    smaller = Signal()
    larger = Signal()
    fit_asked = Signal()
    page_asked = Signal(int)
    left = Signal()
    """The page field is done with: the focus belongs to the pages."""
    grown = Signal()
    """It needs more or less room than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minus = self._button("minus", self.tr("Smaller"))
        self.percent = Button("100%", "quiet", self, size="small")
        self.percent.setToolTip(self.tr("Fit the width, or the whole page"))
        theme.fix(self.percent, min_width=56)
        self.plus = self._button("plus", self.tr("Larger"))
        self.page = _PageField(self)
        self.count = Label("/ 1", "text", self)
        self.minus.clicked.connect(self.smaller)
        self.percent.clicked.connect(self.fit_asked)
        self.plus.clicked.connect(self.larger)
        self.page.chosen.connect(self.page_asked)
        self.page.left.connect(self.left)
        line = row(self, (_DEPTH + 4, _DEPTH + 2, _DEPTH + 4, _DEPTH + 2), _GAP)
        end = QWidget(self)
        theme.fix(end, width=8)
        for part in (self.minus, self.percent, self.plus, _Line(self), self.page, self.count, end):
            line.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.show_zoom(1.0, smaller=True, larger=True)
        self.follow_theme()

    def _button(self, icon: str, name: str) -> Button:
        button = Button("", "quiet", self, icon=icon, size="small")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def fit_into(self, width: int) -> QSize:
        """The size it takes in a view of `width` px: where there is too little room, without the percentage."""
        whole = self.sizeHint().width()
        if self.percent.isHidden():
            whole += self.percent.sizeHint().width() + theme.px(_GAP)
        self.percent.setVisible(whole <= width)
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().event(event)

    def show_zoom(self, zoom: float, *, smaller: bool, larger: bool) -> None:
        """`smaller` and `larger`: whether that is possible."""
        said = self.tr("{percent}%").format(percent=texts.count(round(100 * zoom)))
        self.percent.setText(said)
        self.percent.setAccessibleName(self.tr("{percent}, fit the width or the whole page").format(percent=said))
        self.minus.setEnabled(smaller)
        self.plus.setEnabled(larger)

    def show_page(self, page: int, count: int) -> None:
        self.page.show_page(page, count)
        mark = "\u200f" if self.isRightToLeft() else ""  # or the stroke would stand behind the number
        self.count.setText(f"{mark}/ {count}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, depth = theme.colours(), theme.px(_DEPTH)
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(depth, depth, -depth, -depth)
        shadow(painter, area, area.height() / 2, depth)
        rounded(painter, area, area.height() / 2, theme.ink(colours.surface), theme.ink(colours.outline))
        painter.end()


class _Line(Themed, QWidget):
    """Between the zoom and the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.fix(self, width=17, height=18)
        self.follow_theme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.width() // 2, 0, 1, self.height(), theme.ink(theme.colours().faint))
        painter.end()


class _PageField(Themed, QLineEdit):
    """The number of the page; what is typed counts after Enter."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page, self._count = 1, 1
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("Page"))
        self.setToolTip(self.tr("Go to a page"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.returnPressed.connect(self._choose)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.ink(theme.colours().text))
        self.setPalette(palette)
        self._fit()

    def show_page(self, page: int, count: int) -> None:
        if count != self._count:
            self.setValidator(QIntValidator(1, count, self))
        self._page, self._count = page, count
        if not self.hasFocus():
            self.setText(str(page))
        self.setAccessibleDescription(self.tr("Page {page} of {count}").format(page=page, count=count))
        self._fit()

    def _fit(self) -> None:
        """As wide as the largest number of a page."""
        digits = max(len(str(self._count)), 1)
        self.setFixedWidth(text_width(self.font(), "0" * digits) + theme.px(10))
        self.setFixedHeight(max(theme.px(24), self.fontMetrics().height() + theme.px(4)))

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _choose(self) -> None:
        wanted = int(self.text()) if self.hasAcceptableInput() else self._page
        self.chosen.emit(wanted)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setText(str(self._page))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = smooth(self)
            colours = theme.colours()
            edge, width = theme.ink(colours.accent.ink), theme.px(2)
            rounded(painter, QRectF(self.rect()), theme.px(5), theme.ink(colours.surface), edge, width)
            painter.end()
        super().paintEvent(event)
