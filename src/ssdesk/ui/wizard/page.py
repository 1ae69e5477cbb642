"""What every page of the wizard is: a title, a sentence, its content, and what *Next* does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssdesk.errors import SignInRefused, SsdeskError
from ssdesk.sync.problems import NotActive
from ssdesk.ui import tasks, texts
from ssdesk.ui.widgets import Banner, Label, TextField, column
from ssdesk.ui.wizard.activation import Activation

T = TypeVar("T")


class Page(QWidget):
    """One question. `changed` after anything that may enable or disable *Next*; `went_on` once the step is done;
    `turned` to another page by its name; `lost` when the school no longer lets this session do the step: the state of
    the activation says where it stands instead."""

    changed = Signal()
    went_on = Signal()
    turned = Signal(str)
    lost = Signal(object)  # SsdeskError
    pointed = Signal(QWidget)  # at a field with an error, which must be in sight

    def __init__(self, activation: Activation, parent: QWidget | None = None, *, rich: bool = False) -> None:
        """`rich`: the intro holds marks of ours."""
        super().__init__(parent)
        self.activation = activation
        self.busy = False
        self._again: Callable[[], None] | None = None
        self._error = Banner("bad", "", self)
        self._error.hide()
        self.title = Label("", "title", self, wrap=True)
        self.intro = Label("", "muted", self, wrap=True, rich=rich)
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

    def can_go_on(self) -> bool:
        """Whether there is a *Next* at all."""
        return True

    @property
    def error(self) -> str:
        """What is said above the page; "" when nothing is wrong."""
        return "" if self._error.isHidden() else self._error.text()

    @property
    def waits_to_load(self) -> bool:
        """What the page shows could not be fetched: *Next* tries that again."""
        return self._again is not None

    # ---- What a page does --------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The page comes into sight: load what it shows."""

    def leave(self) -> None:
        """The page goes out of sight: forget what was typed in secret."""

    def forget(self) -> None:
        """Another session began, perhaps of another person: nothing of the one before may be shown."""

    def submit(self) -> None:
        """*Next* was pressed; ends in `went_on` or an error."""
        self.went_on.emit()

    def back(self) -> bool:
        """*Back* was pressed; true when the page itself did something with it."""
        return False

    def load(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Fetch what the page shows; when that fails, *Next* becomes *Try again*."""

        def ended(result: T) -> None:
            show(result)
            self.changed.emit()

        def failed(error: SsdeskError) -> None:
            self._again = lambda: self.load(work, show)
            self.show_error(error)
            self.changed.emit()

        self._again = None
        self.ask(work, ended, failed)

    def try_again(self) -> None:
        if self._again is not None:
            self._again()

    def ask(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[SsdeskError], None] | None = None
    ) -> None:
        """Ask the school in a task; what goes wrong is shown on the page. Pressing again is the only retry."""
        if self.busy:
            return
        self.busy = True
        self.show_error(None)
        self.changed.emit()

        def ended(result: T) -> None:
            self._rest()
            done(result)

        def refused(error: SsdeskError) -> None:
            self._rest()
            (failed or self.refused)(error)

        self._run(work, ended, refused)

    def ask_quietly(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask while the person does something else; that the school is away is not worth a word."""
        self._run(work, done, lambda _: None)

    def _rest(self) -> None:
        self.busy = False
        self.changed.emit()

    def _run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[SsdeskError], None]) -> None:
        barred: list[SsdeskError] = []

        def guarded() -> T:
            try:
                return work()
            except (NotActive, SignInRefused) as error:
                if self.activation.state is not None:
                    self.activation.take(error)
                    barred.append(error)
                raise

        def refused(error: SsdeskError) -> None:
            if barred:
                self._rest()
                self.lost.emit(error)
            else:
                failed(error)

        tasks.run(self, guarded, done, refused)

    def go_on(self, work: Callable[[], object]) -> None:
        """Ask the school, then leave the page."""
        self.ask(work, lambda _: self.went_on.emit())

    def refused(self, error: SsdeskError) -> None:
        """The school said no, or could not be reached."""
        self.show_error(error)

    def point_at(self, field: TextField, text: str) -> None:
        """Say below a field what is wrong, and give it the focus: what is typed next takes the place of what was."""
        field.set_error(text)
        field.setFocus()
        field.edit.selectAll()
        self.pointed.emit(field)

    def show_error(self, error: SsdeskError | None) -> None:
        self._error.setVisible(error is not None)
        if error is not None:
            self._error.show_message(texts.told(error, retried=False))
