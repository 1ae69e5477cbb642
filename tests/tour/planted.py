"""Runs the demo's tour with one fault planted in the windows: `python planted.py FAULT DIR UNTIL [OPTIONS]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from ssdesk.demo import run
from ssdesk.tour.story import Story
from ssdesk.ui.main_window import MainWindow
from ssdesk.ui.widgets import Button, Label, PasswordStrength, TextField
from ssdesk.ui.wizard.agreement import AgreementPage
from ssdesk.ui.wizard.wizard import Wizard


def deaf_button() -> None:
    """Buttons look right and do not hear the mouse."""
    Button.mousePressEvent = lambda _self, event: event.ignore()  # type: ignore[method-assign]


def locked_field() -> None:
    """Fields cannot be typed into."""
    built = TextField.__init__

    def locked(field: TextField, *args: object, **named: object) -> None:
        built(field, *args, **named)  # type: ignore[arg-type]
        field.edit.setReadOnly(True)

    TextField.__init__ = locked  # type: ignore[method-assign]


def silent_strength() -> None:
    """The strength of a password is never said."""
    PasswordStrength.set_strength = lambda _self, _strength, _words: None  # type: ignore[method-assign]


def open_agreement() -> None:
    """The agreement can be accepted unread."""
    AgreementPage.why_not = lambda _self: ""  # type: ignore[method-assign]


def invisible_window() -> None:
    """Everything works, nothing is painted."""
    shown = MainWindow.show_page

    def faded(window: MainWindow, page: QWidget) -> None:
        effect = QGraphicsOpacityEffect(page)
        effect.setOpacity(0)
        page.setGraphicsEffect(effect)
        shown(window, page)

    MainWindow.show_page = faded  # type: ignore[method-assign]


def sticky_page() -> None:
    """The first question stays on the screen."""
    gone = Wizard.go_to

    def stuck(wizard: Wizard, name: str) -> None:
        gone(wizard, name)
        if name == "sign_in":
            label = Label("Welke school is het?", "title", wizard)
            label.move(4, 4)
            label.show()

    Wizard.go_to = stuck  # type: ignore[method-assign]


def unreachable_button() -> None:
    """Only a mouse gets to the buttons."""
    built = Button.__init__

    def unreachable(button: Button, *args: object, **named: object) -> None:
        built(button, *args, **named)  # type: ignore[arg-type]
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    Button.__init__ = unreachable  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[], None]] = {
    plant.__name__: plant
    for plant in (
        deaf_button,
        locked_field,
        silent_strength,
        open_agreement,
        invisible_window,
        sticky_page,
        unreachable_button,
    )
}


def impatient_at(until: str) -> None:
    """At the step that must fail nothing will come, however long one looks."""
    steps = Story.steps

    def hurried(story: Story) -> list[tuple[str, Callable[[], None]]]:
        def at_the_last(act: Callable[[], None]) -> None:
            story.hands.patience = 3.0
            act()

        return [(name, partial(at_the_last, act) if name == until else act) for name, act in steps(story)]

    Story.steps = hurried  # type: ignore[method-assign]


if __name__ == "__main__":
    fault, folder, until, *options = sys.argv[1:]
    if fault != "none":
        FAULTS[fault]()
        impatient_at(until)
    sys.exit(run.main(["--tour", folder, "--until", until, "--pupils", "40", "--patience", "12", *options]))
