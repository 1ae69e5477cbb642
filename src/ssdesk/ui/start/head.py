"""What stands above the tiles: a greeting, or whose own page this is; and a report that has just come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ssdesk.household.today import Released
from ssdesk.ui import icons, theme
from ssdesk.ui.screen import Place
from ssdesk.ui.start import words
from ssdesk.ui.widgets import Button, Card, Label, Themed, column, row
from ssdesk.ui.widgets.base import smooth


class _Disc(Themed, QLabel):
    """A child's initial on the child's colour."""

    SIDE = 46

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._colour = 0
        theme.fix(self, width=self.SIDE, height=self.SIDE)
        self.follow_theme()

    def show_child(self, name: str, colour: int) -> None:
        self._colour = colour
        self.setText(name[:1].upper())
        self.update()

    def restyle(self) -> None:
        self.setFont(theme.font(18, theme.SEMIBOLD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = theme.colours().child(self._colour)
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink(tone.soft))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme.ink(tone.ink))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Head(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc(self)
        self.title, self.below = Label("", "title", self, wrap=True), Label("", "muted", self, wrap=True)
        lines = column(gap=0)
        lines.addWidget(self.title)
        lines.addWidget(self.below)
        line = row(self, gap=14)
        line.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        self._disc.hide()

    def greet(self, name: str) -> None:
        self._disc.hide()
        self.title.setText(words.greeting(name))
        self.below.setText(words.whole_date(words.today()))

    def show_child(self, name: str, where: str, colour: int) -> None:
        """`where`: class and school."""
        self._disc.show_child(name, colour)
        self._disc.show()
        self.title.setText(name)
        self.below.setText(where)


class ReportBanner(Card):
    """The newest report that nobody opened here yet, with the one primary button. `opened` carries its place."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, ground="accent", margins=(16, 12, 16, 12))
        self._place = Place("reports")
        self._picture = QLabel(self)
        self.title, self.below = Label("", "section", self, wrap=True), Label("", "muted", self, wrap=True)
        self.open = Button(self.tr("Open report"), "primary", self)
        self.open.clicked.connect(lambda: self.opened.emit(self._place))
        lines = column(gap=0)
        lines.addWidget(self.title)
        lines.addWidget(self.below)
        line = row(gap=14)
        line.addWidget(self._picture)
        line.addLayout(lines, 1)
        line.addWidget(self.open)
        self.body.addLayout(line)
        self.restyle()

    def show_reports(self, reports: list[Released]) -> None:
        """Newest first; none: nothing is shown."""
        self.setVisible(bool(reports))
        if not reports:
            return
        newest = reports[0]
        self._place = Place("reports", newest.home.name, "report", newest.report.id)
        self.title.setText(words.report_ready(newest))
        more = ""
        if len(reports) > 1:
            more = self.tr("And 1 more.") if len(reports) == 2 else self.tr("And {n} more.").format(n=len(reports) - 1)
        self.below.setText(" ".join(part for part in (words.report_released(newest), more) if part))

    def restyle(self) -> None:
        picture = getattr(self, "_picture", None)
        if picture is not None:
            picture.setPixmap(icons.pixmap("bars", theme.colours().accent.ink, 20, self.devicePixelRatioF()))
