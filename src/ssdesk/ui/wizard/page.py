"""What every page of the wizard is: a title, a sentence, its content, and what *Next* does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks, texts
from ssdesk.ui.widgets import Banner, Label, column
from ssdesk.ui.wizard.activation import Activation

T = TypeVar("T")


class Page(QWidget):
    """One question. `changed` after anything that may enable or disable *Next*; `went_on` once the step is done."""

    changed = Signal()
    went_on = Signal()
    turned = Signal(str)  # to another page by name

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.activation = activation
        self.busy = False
        self._error = Banner("bad", "", self)
        self._error.hide()
        self.title = Label("", "title", self, wrap=True)
        self.intro = Label("", "muted", self, wrap=True)
        outer = column(self, gap=8)
        outer.addWidget(self.title)
        outer.addWidget(self.intro)
        outer.addSpacing(12)
        outer.addWidget(self._error)
        self.body: QVBoxLayout = column(gap=14)
        outer.addLayout(self.body, 1)

    # ---- What a page says --------------------------------------------------------------------------------------------
    def next_text(self) -> str:
        return self.tr("Next")

    def back_text(self) -> str:
        return self.tr("Back")

    def why_not(self) -> str:
        """Why *Next* is disabled; "" when it is not."""
        return ""

    def note(self) -> str:
        """One muted sentence beside *Back*."""
        return ""

    def can_go_back(self) -> bool:
        return True

    # ---- What a page does --------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The page comes into sight: load what it shows."""

    def leave(self) -> None:
        """The page goes out of sight: forget what was typed in secret."""

    def submit(self) -> None:
        """*Next* was pressed; ends in `went_on` or an error."""
        self.went_on.emit()

    def back(self) -> bool:
        """*Back* was pressed; true when the page itself did something with it."""
        return False

    def ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask the school in a task; what goes wrong is shown on the page. Pressing again is the only retry."""
        if self.busy:
            return
        self.busy = True
        self.show_error(None)
        self.changed.emit()

        def ended(result: T) -> None:
            self.busy = False
            self.changed.emit()
            done(result)

        def failed(error: SsdeskError) -> None:
            self.busy = False
            self.changed.emit()
            self.refused(error)

        tasks.run(self, work, ended, failed)

    def go_on(self, work: Callable[[], object]) -> None:
        """Ask the school, then leave the page."""
        self.ask(work, lambda _: self.went_on.emit())

    def refused(self, error: SsdeskError) -> None:
        """The school said no, or could not be reached."""
        self.show_error(error)

    def show_error(self, error: SsdeskError | None) -> None:
        self._error.setVisible(error is not None)
        if error is not None:
            title, advice = texts.error(error)
            self._error.show_message(f"{title} {advice}".strip())
