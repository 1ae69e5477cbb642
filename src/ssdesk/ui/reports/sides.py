"""The list, the pages and the results beside each other; in a narrow window one at a time, chosen above them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ssdesk.ui import theme
from ssdesk.ui.faces import Face, FacePage
from ssdesk.ui.reports.contents import Caps, ChildHeading, Entry
from ssdesk.ui.reports.pages import Pages
from ssdesk.ui.reports.results_page import ResultsPage
from ssdesk.ui.reports.rows import Row, RowList
from ssdesk.ui.reports.shelf import Key
from ssdesk.ui.reports.side import Side
from ssdesk.ui.widgets import Button, Chip, Menu, Rule, Themed, row
from ssdesk.ui.widgets.base import column, elided

NARROW = 1100  # px at 100 % of the window
_LIST, _SIDE = 221, 299
_UNLIMITED = (1 << 24) - 1  # QWIDGETSIZE_MAX
_FACE = 440  # px at 100 %: its sentence stays short enough to read
_CHOICE = 200  # px at 100 % for the name on the drop-down


class Sides(QStackedWidget):
    """`chosen` carries the Key of what is to be opened, `asked` the act of the face that stands for all."""

    chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = _Whole(self)
        self._alone = QWidget(self)
        self.face = FacePage(self._alone)
        theme.fix(self.face, max_width=_FACE)
        across = row(self._alone)
        across.addStretch(1)
        across.addWidget(self.face, 1000)
        across.addStretch(1)
        self.addWidget(self.whole)
        self.addWidget(self._alone)
        self.list, self.pages, self.results, self.side = (
            self.whole.list,
            self.whole.pages,
            self.whole.results,
            self.whole.side,
        )
        self.whole.chosen.connect(self.chosen)
        self.face.asked.connect(self.asked)

    @property
    def shows_face(self) -> bool:
        return self.currentWidget() is self._alone

    def show_face(self, face: Face | None) -> None:
        """Instead of everything; None: everything."""
        if face is not None:
            self.face.show_face(face)
        self.setCurrentWidget(self.whole if face is None else self._alone)

    def clear(self) -> None:
        """Nothing of anybody stays behind the face."""
        self.show_rows([], None)
        self.side.clear()
        self.results.clear()

    def show_rows(self, rows: list[Row], opened: Key | None) -> None:
        self.list.show_rows(rows)
        self.list.show_open(opened)
        self.whole.fill_menu(rows, opened)

    def show_report(self, *, with_side: bool) -> None:
        self.whole.show_middle(self.pages, with_side=with_side)

    def show_results(self) -> None:
        self.whole.show_middle(self.results, with_side=False)

    def take_focus(self) -> None:
        if self.shows_face:
            if not self.face.action.isHidden():
                self.face.action.setFocus()
        elif self.whole.narrow:
            self.whole.choice.setFocus()
        else:
            self.list.setFocus()


class _Whole(Themed, QWidget):
    """All but the face that may stand for it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrow, self._with_side = False, False
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Reports"))
        self.list.opened.connect(self.chosen)
        self.pages, self.results, self.side = Pages(self), ResultsPage(self), Side(self)
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self.pages)
        self.middle.addWidget(self.results)
        self._build_choice()
        self._lines = (Rule(self, vertical=True), Rule(self, vertical=True))
        sides = row()
        for part in (self.list, self._lines[0]):
            sides.addWidget(part)
        sides.addWidget(self.middle, 1)
        sides.addWidget(self._lines[1])
        sides.addWidget(self.side)
        whole = column(self)
        for above in (self._above, self._rule):
            whole.addWidget(above)
        whole.addLayout(sides, 1)
        theme.raise_to_surface(self)
        self.follow_theme()

    def _build_choice(self) -> None:
        """What a narrow window has instead of the list and the side."""
        self._above, self._rule = QWidget(self), Rule(self)
        self.choice = Button("", "secondary", self._above, size="small")
        self._menu = Menu(self.choice)
        self.choice.setMenu(self._menu)
        self._name = ""
        self.as_pages, self.as_bars = Chip(self.tr("Pages"), self._above), Chip(self.tr("By subject"), self._above)
        self._group = QButtonGroup(self)
        line = row(self._above, (12, 6, 12, 6), 6)
        line.addWidget(self.choice)
        line.addStretch(1)
        for chip in (self.as_pages, self.as_bars):
            self._group.addButton(chip)
            line.addWidget(chip)
        self.as_pages.setChecked(True)
        self._group.buttonClicked.connect(lambda _: self._arrange())

    def fill_menu(self, rows: list[Row], opened: Key | None) -> None:
        """The same rows as in the list; while somebody chooses from them they stay as they are."""
        self._name = next((one.title for one in rows if isinstance(one, Entry) and one.key == opened), "")
        self._show_name()
        if self._menu.isVisible():
            return
        self._menu.clear()
        for one in rows:
            if isinstance(one, Entry):
                action = self._menu.addAction(f"{one.title}, {one.line}".replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(one.key == opened)
                action.triggered.connect(lambda _=False, key=one.key: self.chosen.emit(key))
            elif isinstance(one, ChildHeading | Caps):
                self._menu.addSection(one.spoken.replace("&", "&&"))

    def _show_name(self) -> None:
        name = self._name or self.tr("Choose a report")
        self.choice.setText(elided(theme.font(theme.TEXT, theme.MEDIUM), name, theme.px(_CHOICE)).replace("&", "&&"))
        self.choice.setAccessibleName(self.tr("Shown: {report}").format(report=name))
        self.choice.updateGeometry()

    def show_middle(self, part: QWidget, *, with_side: bool) -> None:
        self.middle.setCurrentWidget(part)
        self._with_side = with_side
        if not with_side:
            self.as_pages.setChecked(True)
        self._arrange()

    def restyle(self) -> None:
        self._show_name()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.narrow = narrow = self.window().width() < theme.px(NARROW)
        going = self.list if narrow else self.choice
        had_focus = going.hasFocus()
        bars_only = narrow and self._with_side and self.as_bars.isChecked()
        self.list.setFixedWidth(theme.px(_LIST))
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_UNLIMITED)
        else:
            self.side.setFixedWidth(theme.px(_SIDE))
        for part in (self._above, self._rule):
            part.setVisible(narrow)
        for chip in (self.as_pages, self.as_bars):
            chip.setVisible(self._with_side)
        self.list.setVisible(not narrow)
        self._lines[0].setVisible(not narrow)
        self.middle.setVisible(not bars_only)
        self.side.setVisible(self._with_side and (bars_only or not narrow))
        self._lines[1].setVisible(self._with_side and not narrow)
        if had_focus:
            (self.choice if narrow else self.list).setFocus()
