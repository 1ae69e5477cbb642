"""The checks themselves: each sees the fault it is there for, and a good screen has none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Card, Label, TextField, column
from tests.ui import checks


def screen() -> Card:
    card = Card("Wachtwoord")
    card.body.addWidget(Label("Kies een eigen wachtwoord.", wrap=True))
    card.body.addWidget(TextField("Nieuw wachtwoord", password=True))
    card.body.addWidget(Button("Opslaan", "primary"))
    card.body.addWidget(Button("Annuleren"))
    card.resize(420, 300)
    return card


def pale(card: QWidget) -> None:
    label = card.findChildren(Label)[1]
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.ink("#98A1B2"))
    label.setPalette(palette)


def narrow(card: QWidget) -> None:
    card.findChildren(Button)[-1].setFixedWidth(40)


def flat(card: QWidget) -> None:
    card.findChildren(Label)[1].setFixedHeight(9)


def covered(card: QWidget) -> None:
    cover = Button("Ik lig erover", parent=card)
    cover.setGeometry(card.findChildren(Button)[-2].geometry())
    cover.show()


def second_primary(card: QWidget) -> None:
    card.findChildren(Button)[-1].set_role("primary")


def no_tab(card: QWidget) -> None:
    card.findChildren(Button)[-1].setFocusPolicy(Qt.FocusPolicy.ClickFocus)


def no_name(card: QWidget) -> None:
    layout = card.layout()
    assert layout is not None
    layout.addWidget(Button("", icon="more"))


FAULTS: list[tuple[Callable[[QWidget], None], Callable[[QWidget], list[str]]]] = [
    (pale, checks.low_contrast),
    (narrow, checks.clipped),
    (flat, checks.clipped),
    (covered, checks.overlapping),
    (second_primary, checks.wrong_primary),
    (no_tab, checks.out_of_reach),
    (no_name, checks.nameless),
]


def test_a_good_screen_has_no_problems(qtbot: QtBot) -> None:
    card = screen()
    qtbot.addWidget(card)
    card.show()
    assert checks.problems(card, primary=1) == []


@pytest.mark.parametrize(("spoil", "check"), FAULTS, ids=lambda value: value.__name__)
def test_each_planted_fault_is_seen_by_its_check(
    qtbot: QtBot, spoil: Callable[[QWidget], None], check: Callable[[QWidget], list[str]]
) -> None:
    card = screen()
    qtbot.addWidget(card)
    card.show()
    assert check(card) == []
    spoil(card)
    qtbot.wait(20)
    assert len(check(card)) == 1


def test_a_text_cut_off_by_what_contains_it_is_seen(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    column(inner).addWidget(Label("Deze zin is breder dan het vak eromheen"))
    inner.resize(400, 40)
    outer.resize(150, 60)
    outer.show()
    assert checks.clipped(outer) == ["Label “Deze zin is breder dan het vak eromheen” sticks out of QWidget “”"]
