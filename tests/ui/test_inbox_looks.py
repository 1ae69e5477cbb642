"""*Berichten* in every look: light, dark, high contrast, 200 %, right-to-left, each at 1024×700 and wider."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
LONG = "Een heel lang onderwerp dat op geen enkele regel van de lijst past en ook niet op één regel van het bericht"


@pytest.fixture
def family(window: Window, tmp_path: Path) -> Window:
    """Two children at two schools, with messages that ask, that carry files, with long subjects and names."""
    window.add("mother", "wouts-mother")
    (tmp_path / "agenda.pdf").write_bytes(b"%PDF-1.7 " + bytes(20_000))
    (tmp_path / "een plan met een heel lange naam van de school.pdf").write_bytes(b"%PDF-1.7 " + bytes(2_000_000))
    store = window.other("teacher").replica.files
    files = [store.add(path) for path in sorted(tmp_path.glob("*.pdf"))]
    window.receive("Welkom", sender="toren-teacher", to="wouts-mother", pupil=id_of("Wout"))
    window.receive(
        LONG, "Beste ouders\n\nZie https://school.example/.\n\nGroeten", pupil=id_of("Noor"), attachments=files
    )
    by = window.school.clock() + 47 * 3_600_000
    name = "Marie-Antoinette Vandenbroucke-Van Puyvelde"
    window.put("asks", subject="Oudercontact", sender_name=name, answer_by=by, pupil=id_of("Noor"), group=True)
    return window.open()


def reads(window: Window) -> None:
    window.click_row(LONG)


def reads_what_asks(window: Window) -> None:
    window.click_row("Oudercontact")
    window.type(window.screen.reader.answer.text, "Ik kom graag naar het oudercontact.\nGroeten")


def reads_a_conversation(window: Window) -> None:
    window.click_row(LONG)
    window.track.cut = True
    window.type(window.screen.reader.answer.text, "Dank u wel.")
    window.click(window.screen.reader.answer.send)
    window.click_row(f"Re: {LONG}")


def writes(window: Window) -> None:
    window.click(window.screen.new)
    composer = window.screen.composer
    window.click(composer.senders.group.buttons()[0])
    composer.to.edit.setText("Niemand")
    composer.to.edit.editingFinished.emit()
    composer.complain("film.pdf is 31 MB; the school accepts 26 MB.")
    composer.body.fill("Beste juf\n\nTekst")
    composer.say_kept("draft kept at 14:32")


def searches_in_vain(window: Window) -> None:
    window.search("zeppelin")


def filters_everything_away(window: Window) -> None:
    window.screen.pane.choose_folder("archive")
    window.screen.pane.only.attached.click()


def sees_an_empty_folder(window: Window) -> None:
    window.screen.pane.choose_folder("trash")


def does_nothing(window: Window) -> None:
    window.screen.pane.table.setFocus()


@pytest.mark.parametrize(
    "act",
    [
        does_nothing,
        reads,
        reads_what_asks,
        reads_a_conversation,
        writes,
        searches_in_vain,
        filters_everything_away,
        sees_an_empty_folder,
    ],
)
def test_every_look_has_contrast_room_one_primary_button_and_the_keyboard(
    family: Window, qapp: QApplication, act: Callable[[Window], None]
) -> None:
    act(family)
    found = {}
    for size in checks.SIZES:
        for look in checks.in_every_look(qapp, family.root, size):
            family.breathe()
            family.root.resize(*size)  # until now the room that the look before needed was kept
            family.breathe()
            assert (family.root.width(), family.root.height()) == size
            problems = checks.problems(family.root, primary=1)
            if problems:
                found[f"{look} at {size[0]}×{size[1]}"] = problems
    assert found == {}


def test_narrow_window_shows_one_side_and_leads_back(family: Window) -> None:
    family.root.resize(1024, 700)
    family.breathe()
    pane, reader, back = family.screen.pane, family.screen.reader, family.screen.bar.back
    assert (pane.isVisible(), reader.isVisible(), back.isVisible()) == (True, False, False)
    family.click_row(LONG)
    assert (pane.isVisible(), reader.isVisible(), back.isVisible()) == (False, True, True)
    assert family.focus is reader.body
    family.click(back)
    assert (pane.isVisible(), reader.isVisible(), family.opened()) == (True, False, None)
    assert family.current() == LONG
    assert family.focus is pane.table
    family.click(family.screen.new)
    assert (pane.isVisible(), family.screen.composer.isVisible(), back.isVisible()) == (False, True, True)
    family.click(back)
    assert pane.isVisible()
    family.click_row("Welkom")
    family.click(reader.trash)
    assert (pane.isVisible(), "Welkom" in family.subjects()) == (True, False)


def test_open_message_stays_open_when_the_window_becomes_narrow_or_wide(family: Window) -> None:
    family.click_row(LONG)
    for width, sides in ((1024, (False, True)), (1400, (True, True)), (1024, (False, True))):
        family.root.resize(width, 700)
        family.breathe()
        assert (family.screen.pane.isVisible(), family.screen.reader.isVisible()) == sides
        assert family.opened() == LONG


def test_live_change_of_the_text_size_changes_every_distance(family: Window, qapp: QApplication) -> None:
    from ssdesk.ui import theme

    family.click_row(LONG)

    def places(scale: float) -> list[tuple[str, int, int]]:
        theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
        family.breathe()
        family.root.resize(round(1500 * scale), round(900 * scale))
        family.breathe()
        return [
            (type(widget).__name__, round(widget.height() / scale), round(widget.y() / scale))
            for widget in family.root.findChildren(QWidget)
            if widget.isVisible() and widget.parentWidget() is not None
        ]

    before = places(1.0)
    double = places(2.0)
    assert [name for name, _, _ in double] == [name for name, _, _ in before]
    far = [(one, two) for one, two in zip(before, double, strict=True) if abs(one[1] - two[1]) > 6]
    assert far == []
    assert places(1.0) == before


def test_keys_do_what_the_buttons_do(family: Window) -> None:
    from PySide6.QtCore import Qt

    control, key = Qt.KeyboardModifier.ControlModifier, Qt.Key
    family.press(key.Key_N, control)
    assert family.screen.composer.isVisible()
    family.press(key.Key_Escape)
    assert not family.screen.composer.isVisible()
    family.screen.pane.table.setFocus()
    family.press(key.Key_Home)
    family.press(key.Key_Return)
    assert family.opened() == "Oudercontact"
    family.press(key.Key_R, control)
    assert family.focus is family.screen.reader.answer.text
    family.press(key.Key_F, control)
    assert family.focus is family.screen.search.edit
    family.press(key.Key_Escape)
    assert family.focus is family.screen.pane.table
    family.track.cut = True  # the school did not send this message itself, and would refuse to move it
    family.press(key.Key_Delete)
    family.until(lambda: "Oudercontact" not in family.subjects())
