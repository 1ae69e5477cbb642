"""The table of messages: what a row looks and sounds like, and that a sync never moves what one looks at."""

from array import array
from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.ui import theme
from ssdesk.ui.colours import LIGHT, SCHEMES, contrast
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import Row, describe

PLAIN = Row(0, "Juf Petra", "PD", "Noor", 0, "13:58", False, "Oudercontact", "Beste ouders", False)


class Rows:
    """Messages in memory, newest first."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.held = {row.key: row for row in rows}

    def first_page(self, limit: int) -> list[Row]:
        return [self.held[key] for key in self.keys()[:limit]]

    def keys(self) -> "array[int]":
        return array("q", sorted(self.held, reverse=True))

    def rows(self, keys: Sequence[int]) -> list[Row]:
        return [self.held[key] for key in keys if key in self.held]

    def present(self, keys: Sequence[int]) -> set[int]:
        return set(keys) & self.held.keys()


def many(count: int) -> Rows:
    return Rows([replace(PLAIN, key=1000 + 10 * number, subject=f"Bericht {number}") for number in range(count)])


def table_of(qtbot: QtBot, source: Rows, width: int = 372, height: int = 480) -> MessageTable:
    model: ListModel[Row] = ListModel(describe)
    table = MessageTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.setAccessibleName("Berichten")
    if len(source.held) < 60:
        model.show(source)
    else:
        with qtbot.waitSignal(model.loaded, timeout=5000):
            model.show(source)
    table.resize(width, height)
    table.show()
    QApplication.processEvents()
    return table


def model_of(table: MessageTable) -> ListModel[Row]:
    model = table.model()
    assert isinstance(model, ListModel)
    return model


def picture(table: MessageTable) -> QImage:
    return table.grab().toImage()


def has_colour(image: QImage, area: QRect, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_row_has_the_same_height_and_it_grows_with_the_text(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale, family=theme.OWN_FONT)
    table = table_of(qtbot, many(9))
    assert {table.rowHeight(place) for place in range(9)} == {round(80 * scale)}
    theme.apply(qapp, "light", 1.0, family=theme.OWN_FONT)
    assert {table.rowHeight(place) for place in range(9)} == {80}


def test_a_row_shows_each_part_in_its_place(qtbot: QtBot) -> None:
    rows = [
        replace(PLAIN, key=2, unread=True, has_attachment=True, tag_text="bevestig", tag_tone="accent"),
        replace(PLAIN, key=1, child_name="", tag_text=""),
    ]
    table = table_of(qtbot, Rows(rows))
    image = picture(table)
    unread_dot, child = QRect(50, 36, 8, 8), QRect(110, 10, 60, 21)
    avatar, tag, separator = QRect(14, 11, 26, 26), QRect(290, 50, 60, 21), QRect(0, 79, 372, 1)
    assert has_colour(image, unread_dot, LIGHT.accent.ink)
    assert has_colour(image, child, LIGHT.child(0).soft)
    assert has_colour(image, avatar, LIGHT.avatar)
    assert has_colour(image, tag, LIGHT.accent.soft)
    assert has_colour(image, separator, LIGHT.line)
    lower = [area.translated(0, 80) for area in (unread_dot, child, tag)]
    assert not has_colour(image, lower[0], LIGHT.accent.ink)
    assert not has_colour(image, lower[1], LIGHT.child(0).soft)
    assert not has_colour(image, lower[2], LIGHT.accent.soft)


@pytest.mark.parametrize("colours", SCHEMES[:2], ids=lambda c: c.name)
def test_the_selected_row_is_soft_with_a_bar_at_its_beginning(
    qtbot: QtBot, qapp: QApplication, colours: object
) -> None:
    theme.apply(qapp, "dark" if colours is SCHEMES[1] else "light", family=theme.OWN_FONT)
    table = table_of(qtbot, many(4))
    table.select_key(1020)
    image = picture(table)
    now = theme.colours()
    assert image.pixelColor(1, 120).name().upper() == now.accent.ink
    assert image.pixelColor(200, 84).name().upper() == now.accent.soft
    assert image.pixelColor(200, 164).name().upper() == now.surface


def test_a_tag_stands_out_on_the_selected_row_in_every_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    tones = ("accent", "good", "warning", "bad", "neutral")
    rows = [replace(PLAIN, key=1 + n, tag_text="bevestigd", tag_tone=tone) for n, tone in enumerate(tones)]
    table = table_of(qtbot, Rows(rows))
    for scheme in ("light", "dark", "high-contrast"):
        theme.apply(qapp, scheme, family=theme.OWN_FONT)  # type: ignore[arg-type]
        for n, tone in enumerate(tones):
            table.select_key(1 + n)
            place = table.visualRect(table.currentIndex())
            image, line = picture(table), place.top() + 60
            around = image.pixelColor(place.right() - 8, line).name()
            edge = image.pixelColor(place.right() - 15, line).name()  # the last column of the tag
            assert around.upper() == theme.colours().accent.soft
            assert contrast(edge, around) >= 3, (scheme, tone, edge)


def test_of_nobody_there_is_a_picture_and_no_empty_disc(qtbot: QtBot) -> None:
    table = table_of(qtbot, Rows([replace(PLAIN, key=1, initials="")]))
    image = picture(table)
    found = {image.pixelColor(x, 24).name() for x in range(20, 34)} | {
        image.pixelColor(27, y).name() for y in range(17, 31)
    }
    assert found != {LIGHT.avatar.lower()}


def test_in_a_language_from_right_to_left_the_row_is_mirrored(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table = table_of(qtbot, many(1))
    table.select_key(1000)
    image = picture(table)
    width = table.viewport().width()
    assert image.pixelColor(width - 2, 40).name().upper() == LIGHT.accent.ink
    assert has_colour(image, QRect(width - 40, 11, 26, 3), LIGHT.avatar)
    assert not has_colour(image, QRect(14, 11, 26, 3), LIGHT.avatar)


def test_a_text_from_left_to_right_stays_so_in_a_mirrored_row(qtbot: QtBot, qapp: QApplication) -> None:
    """Its last sign is at its right end: the dark lines of a "l" or of a "." there."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    highest = []
    for subject in ("lll.", "...l"):
        image = picture(table_of(qtbot, Rows([replace(PLAIN, key=1, subject=subject)])))
        band = [(x, y) for x in range(100, image.width() - 46) for y in range(34, 50)]
        ink = [(x, y) for x, y in band if image.pixelColor(x, y).lightness() < 150]
        last = max(x for x, _ in ink)
        highest.append(min(y for x, y in ink if x >= last - 1))
    assert highest[0] > highest[1] + 4


def test_a_very_long_sender_leaves_room_for_the_child_and_the_time(qtbot: QtBot) -> None:
    table = table_of(qtbot, Rows([replace(PLAIN, key=1, who="Een heel lange naam van een secretariaat " * 3)]))
    image = picture(table)
    assert has_colour(image, QRect(250, 10, 80, 21), LIGHT.child(0).soft)
    assert not has_colour(image, QRect(372 - 14, 0, 14, 79), LIGHT.text)


def test_a_row_is_spoken_with_all_it_shows(qtbot: QtBot) -> None:
    row = replace(PLAIN, unread=True, has_attachment=True, tag_text="antwoord voor wo 13:58")
    said = "unread, from Juf Petra, about Noor, subject Oudercontact, 13:58, with attachment, antwoord voor wo 13:58"
    assert describe(row) == said
    assert describe(replace(PLAIN, child_name="")) == "from Juf Petra, subject Oudercontact, 13:58"
    table = table_of(qtbot, Rows([row]))
    spoken = QAccessible.queryAccessibleInterface(table)
    assert spoken is not None
    assert said in [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]


def test_enter_and_a_click_open_and_arrows_only_move(qtbot: QtBot) -> None:
    table = table_of(qtbot, many(5))
    opened: list[object] = []
    moved: list[object] = []
    table.opened.connect(opened.append)
    table.moved.connect(moved.append)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert opened == []
    assert moved[-1] == 1020
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1020]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    assert opened == [1020, 1040]


def test_several_rows_can_be_selected_with_the_keyboard(qtbot: QtBot) -> None:
    table = table_of(qtbot, many(5))
    table.select_key(1040)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == [1040, 1030, 1020]


def test_typing_letters_does_not_read_all_messages(qtbot: QtBot) -> None:
    table = table_of(qtbot, many(2000))
    before = dict(model_of(table)._rows)
    QTest.keyClicks(table, "xyz")
    assert model_of(table)._rows.keys() == before.keys()


def test_new_messages_above_do_not_move_what_one_reads(qtbot: QtBot) -> None:
    source = many(500)
    table = table_of(qtbot, source)
    table.select_key(3000)
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 37)
    QApplication.processEvents()
    place = table.visualRect(table.currentIndex()).top()

    for key in (9000, 9010, 2995):
        source.held[key] = replace(PLAIN, key=key)
    for key in (5990, 5980):
        del source.held[key]
    model_of(table).changed([9000, 9010, 2995, 5990, 5980])
    QApplication.processEvents()

    assert table.current_key() == 3000
    assert table.selected_keys() == [3000]
    assert table.visualRect(table.currentIndex()).top() == place


def test_at_the_very_top_a_new_message_comes_into_sight(qtbot: QtBot) -> None:
    source = many(100)
    table = table_of(qtbot, source)
    source.held[9000] = replace(PLAIN, key=9000)
    model_of(table).changed([9000])
    QApplication.processEvents()
    assert table.verticalScrollBar().value() == 0
    assert model_of(table).key_at(table.rowAt(0)) == 9000


def test_a_thousand_changes_at_once_do_not_move_what_one_reads_either(qtbot: QtBot) -> None:
    source = many(2000)
    table = table_of(qtbot, source)
    table.select_key(8000)
    QApplication.processEvents()
    place = table.visualRect(table.currentIndex()).top()
    added = range(1005, 21_000, 20)
    source.held.update({key: replace(PLAIN, key=key) for key in added})
    model_of(table).changed(added)
    qtbot.waitUntil(lambda: model_of(table).rowCount() == 3000, timeout=5000)
    QApplication.processEvents()
    assert table.current_key() == 8000
    assert table.visualRect(table.currentIndex()).top() == place
