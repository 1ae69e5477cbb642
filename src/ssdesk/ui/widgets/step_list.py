"""The steps of the wizard: what is done, what was decided, where we are, what comes."""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import icons, theme
from ssdesk.ui.widgets.base import Themed, column, row, smooth
from ssdesk.ui.widgets.labels import ElidedLabel, Label

StepState = Literal["done", "current", "todo"]


class Step(msgspec.Struct, frozen=True):
    """`detail`: what was decided, or what is asked now; may be empty."""

    title: str
    detail: str = ""
    state: StepState = "todo"


class StepList(QWidget):
    """The steps below each other. Read only: one goes back with *Back*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_StepRow] = []
        self._layout = column(self, gap=12)
        self._compact = False

    def set_compact(self, compact: bool) -> None:
        """Only the discs, where there is no room for words; these are then their tool tips."""
        self._compact = compact
        theme.space(self._layout, gap=4 if compact else 12)
        for line in self._rows:
            line.set_compact(compact)

    def set_steps(self, steps: list[Step]) -> None:
        while len(self._rows) < len(steps):
            line = _StepRow(len(self._rows) + 1, self)
            line.set_compact(self._compact)
            self._rows.append(line)
            self._layout.addWidget(line)
        while len(self._rows) > len(steps):
            gone = self._rows.pop()
            gone.setParent(None)
            gone.deleteLater()
        for line, step in zip(self._rows, steps, strict=True):
            line.show_step(step)


class _StepRow(QWidget):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._compact = number, False
        self._disc = _Disc(number, self)
        self._title = Label("", "strong", self, wrap=True)
        self._detail = ElidedLabel("", "small", self)
        layout = row(self, gap=12)
        layout.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(margins=(0, 1, 0, 0), gap=0)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        layout.addLayout(texts, 1)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._title.setVisible(not compact)
        self._detail.setVisible(not compact and bool(self._detail.text()))

    def show_step(self, step: Step) -> None:
        self._disc.show_state(step.state)
        self._title.setText(step.title)
        self._title.set_tone("muted" if step.state == "todo" else None)
        self._title.set_kind("section" if step.state == "current" else "strong")
        self._detail.setText(step.detail)
        self.set_compact(self._compact)
        words = {"done": self.tr("done"), "current": self.tr("now"), "todo": self.tr("still to do")}
        said = f"{self._number}. {step.title}, {words[step.state]}"
        self._title.setAccessibleName(said)
        self._disc.setToolTip(said)


class _Disc(Themed, QWidget):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._state = number, "todo"
        theme.fix(self, width=22, height=22)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TAG, theme.SEMIBOLD))

    def show_state(self, state: StepState) -> None:
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        if self._state == "todo":
            painter.setPen(theme.ink(colours.muted))
            painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
        else:
            fill = colours.good if self._state == "done" else colours.accent
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(fill.ink))
            painter.drawEllipse(area)
            painter.setPen(theme.ink(colours.on_accent))
            if self._state == "current":
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
            else:
                side = theme.px(12)
                picture = icons.exact("check-bold", colours.on_accent, side, self.devicePixelRatioF())
                painter.drawPixmap(QPointF((area.width() - side) / 2, (area.height() - side) / 2), picture)
        painter.end()
