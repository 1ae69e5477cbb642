"""The parts all screens are built from: they hold in every look, and they do what their kind of control does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.ui import theme
from ssdesk.ui.colours import LIGHT
from ssdesk.ui.widgets import (
    AttachmentTile,
    Banner,
    Button,
    CheckBox,
    Chip,
    CodeField,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    Label,
    PasswordStrength,
    PopupCard,
    RadioButton,
    RailItem,
    ScrollPage,
    SearchField,
    StatusLine,
    Step,
    StepList,
    TextField,
    Toggle,
    column,
)
from tests import sizes
from tests.ui import checks, gallery

BIG = (1280, 800)
SMALL = (1024, 700)


@pytest.mark.parametrize(
    ("page", "size"),
    [("wizard", SMALL), ("confirm", SMALL), ("controls", SMALL), ("faces", BIG), ("wizard", BIG), ("controls", BIG)][
        : sizes.size(4, 6)
    ],
    ids=str,
)
def test_pages_of_all_parts_have_no_problem_in_any_look(
    qtbot: QtBot, qapp: QApplication, page: str, size: tuple[int, int]
) -> None:
    root = gallery.PAGES[page]()
    qtbot.addWidget(root)
    primary = 2 if page == "controls" else None  # one that can be pressed and one that cannot, to look at
    found = {look: checks.problems(root, primary=primary) for look in checks.in_every_look(qapp, root, size)}
    assert {look: problems for look, problems in found.items() if problems} == {}


@pytest.mark.parametrize("page", ["rail", "outbox"])
def test_narrow_parts_have_no_problem_in_any_look(qtbot: QtBot, qapp: QApplication, page: str) -> None:
    root = gallery.PAGES[page]()
    qtbot.addWidget(root)
    found = {}
    for look in checks.in_every_look(qapp, root):
        root.resize(theme.px(224 if page == "rail" else 520), theme.px(800))
        qapp.processEvents()
        found[look] = checks.problems(root)
    assert {look: problems for look, problems in found.items() if problems} == {}


Place = Callable[..., QWidget]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    """`place(widget, …, width=400)` shows the widgets below each other on a page and returns the page."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = column(page, (12, 12, 12, 12), 8)

    def shown(*widgets: QWidget, width: int = 400) -> QWidget:
        for widget in widgets:
            layout.addWidget(widget)
        page.resize(width, 200)
        page.show()
        QApplication.processEvents()
        return page

    return shown


# ---- Texts -----------------------------------------------------------------------------------------------------------


def test_a_paragraph_grows_downwards_with_the_line_height_of_the_design(place: Place) -> None:
    label = Label("Beste ouders, graag nodigen wij u uit voor het oudercontact op woensdag 2 december.", wrap=True)
    place(label)
    assert label.heightForWidth(2000) == 19
    assert label.heightForWidth(300) == 38
    assert label.heightForWidth(120) > 38


def test_a_paragraph_keeps_the_ends_of_its_lines(qtbot: QtBot) -> None:
    assert Label("Hulp nodig?\n03 555 01 23", wrap=True).heightForWidth(400) == 38


def test_label_has_room_for_its_words_beside_its_margins(qtbot: QtBot) -> None:
    bare, apart = Label("Kies aan wie u schrijft.", "muted"), Label("Kies aan wie u schrijft.", "muted")
    for label in (bare, apart):
        qtbot.addWidget(label)
    apart.setContentsMargins(4, 1, 2, 3)
    assert apart.sizeHint() == bare.sizeHint() + QSize(6, 4)
    assert apart.minimumSizeHint() == apart.sizeHint()


def test_a_rich_paragraph_has_links_for_the_keyboard_and_keeps_its_own_text(place: Place) -> None:
    label = Label('Lees de <a href="x">handleiding</a>.', "muted", wrap=True, rich=True)
    links: list[str] = []
    label.linkActivated.connect(links.append)
    first = Button("Vorige")
    place(first, label)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)
    assert links == ["x"]


def test_a_line_without_room_ends_in_an_ellipsis_and_tells_the_whole_in_its_tool_tip(place: Place) -> None:
    label = ElidedLabel("Secretariaat van het Koninklijk Atheneum Zuid")
    place(label, width=140)
    label.grab()
    assert label.toolTip() == "Secretariaat van het Koninklijk Atheneum Zuid"
    label.window().resize(600, 200)
    QApplication.processEvents()
    label.grab()
    assert label.toolTip() == ""


def test_room_for_a_text_follows_its_words_its_kind_and_the_size_of_the_letters(
    place: Place, qapp: QApplication
) -> None:
    label = Label("Hulp nodig?", wrap=True)
    place(label)
    one, width = label.heightForWidth(400), label.sizeHint().width()
    label.setText("Hulp nodig?\n03 555 01 23 of 03 555 01 24")
    assert label.heightForWidth(400) == 2 * one
    assert label.sizeHint().width() > width
    label.set_kind("title")
    titled = label.heightForWidth(400)
    assert titled > 2 * one
    theme.apply(qapp, "light", 2.0, family=theme.OWN_FONT)
    assert label.heightForWidth(800) == pytest.approx(2 * titled, abs=2)


# ---- Buttons and chips -----------------------------------------------------------------------------------------------


def test_the_focus_ring_shows_for_the_keyboard_and_not_for_the_mouse(place: Place) -> None:
    button = Button("Vorige")
    place(button, Button("Volgende"))
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert LIGHT.accent.ink not in checks.colours_in(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert checks.colours_in(button)[LIGHT.accent.ink] > 2 * button.width()


def test_a_button_that_becomes_primary_shows_it(place: Place) -> None:
    button = Button("Verzenden")
    page = place(button)
    assert checks.wrong_primary(page, 1)
    button.set_role("primary")
    assert checks.wrong_primary(page, 1) == []
    assert checks.colours_in(button)[LIGHT.accent.ink] > 500


def test_a_link_is_a_button_to_the_keyboard(qtbot: QtBot, place: Place) -> None:
    link = Button("Wachtwoord vergeten?", "link")
    place(link)
    with qtbot.waitSignal(link.clicked, timeout=1000):
        QTest.keyClick(link, Qt.Key.Key_Space)


def test_a_chip_is_heard_with_its_count_and_chosen_with_the_space_bar(place: Place) -> None:
    chip = Chip("Ongelezen", count="2")
    place(chip)
    assert chip.accessibleName() == "Ongelezen 2"
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    chip.set_count("")
    assert chip.accessibleName() == "Ongelezen"


def test_the_modules_of_the_rail_are_one_stop_for_tab_and_arrows_walk_through_them(place: Place) -> None:
    group = QButtonGroup()
    items = [RailItem("home", "Start"), RailItem("mail", "Berichten"), RailItem("calendar", "Planner")]
    for item in items:
        group.addButton(item)
    first = Button("Eerst")
    place(first, *items, Button("Verder"))
    items[1].setChecked(True)
    items[1].set_count(2)
    first.setFocus()
    assert items[1].accessibleName() == "Berichten, 2"
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert items[1].hasFocus()
    QTest.keyClick(items[1], Qt.Key.Key_Down)
    assert items[2].isChecked()


def test_a_compact_rail_item_keeps_its_name(qtbot: QtBot) -> None:
    item = RailItem("mail", "Berichten")
    item.set_count(1234)
    item.set_compact(True)
    assert (item.toolTip(), item.accessibleName()) == ("Berichten", "Berichten, 999+")
    assert item.sizeHint().width() == 36


def test_the_status_line_says_its_state_and_is_pressed_for_the_outbox(qtbot: QtBot, place: Place) -> None:
    line = StatusLine()
    place(line)
    line.show_status("Offline, 2 wachten", "warning")
    assert LIGHT.warning.ink in checks.colours_in(line)
    with qtbot.waitSignal(line.clicked, timeout=1000):
        QTest.keyClick(line, Qt.Key.Key_Space)


# ---- Fields ----------------------------------------------------------------------------------------------------------


def test_a_password_is_hidden_until_one_asks_and_hidden_again(place: Place) -> None:
    field = TextField("Nieuw wachtwoord", password=True)
    place(field)
    show = field.findChild(Button)
    assert show is not None
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert (field.edit.echoMode(), show.text()) == (QLineEdit.EchoMode.Normal, "hide")
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert (field.edit.echoMode(), show.text()) == (QLineEdit.EchoMode.Password, "show")


def test_an_error_stands_below_the_field_is_heard_with_it_and_goes_when_one_types(place: Place) -> None:
    field = TextField("E-mailadres", hint="Daar sturen wij een code naar.")
    place(field)
    field.set_error("Dit is geen e-mailadres.")
    assert field.edit.accessibleDescription() == "Dit is geen e-mailadres."
    assert "Dit is geen e-mailadres." in [label.text() for label in field.findChildren(Label)]
    QTest.keyClicks(field.edit, "e")
    assert field.error() == ""
    assert "Daar sturen wij een code naar." in [label.text() for label in field.findChildren(Label)]


def test_a_click_beside_the_text_still_gets_into_the_field(place: Place) -> None:
    field = TextField("Naam")
    page = place(Button("Eerst"), field)
    frame = field.edit.parentWidget()
    assert frame is not None
    QTest.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert page.focusWidget() is field.edit


def test_escape_and_the_cross_empty_the_search(place: Place) -> None:
    field = SearchField("Zoek in berichten", "Ctrl+F")
    place(field)
    cross = field.findChild(Button)
    assert cross is not None
    assert not cross.isVisible()
    QTest.keyClicks(field.edit, "bos")
    assert cross.isVisible()
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.text() == ""
    QTest.keyClicks(field.edit, "bos")
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""


@pytest.mark.parametrize("pasted", ["481023", "481 023", "481-023 ", "uw code: 481023\n"])
def test_a_pasted_code_fills_all_boxes_in_whatever_form(qtbot: QtBot, place: Place, pasted: str) -> None:
    field = CodeField("Code uit de mail")
    place(field)
    field.setFocus()
    QGuiApplication.clipboard().setText(pasted)
    with qtbot.waitSignal(field.completed, timeout=1000) as told:
        QTest.keySequence(field, "Ctrl+V")
    assert told.args == ["481023"]


def test_a_code_is_typed_digit_by_digit_and_takes_no_more_than_it_has_boxes(place: Place) -> None:
    field = CodeField("Code uit de mail")
    place(field)
    told: list[str] = []
    field.completed.connect(told.append)
    QTest.keyClicks(field, "4a8 1023")
    assert (field.text(), told) == ("481023", ["481023"])
    QTest.keyClicks(field, "9")
    assert field.text() == "481023"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "48102"


def test_the_boxes_of_a_code_are_one_field_to_a_screen_reader(place: Place) -> None:
    field = CodeField("Code uit de mail")
    page = place(field, Button("Verder"))
    spoken = QAccessible.queryAccessibleInterface(field)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.EditableText
    assert spoken.text(QAccessible.Text.Name) == "Code uit de mail"
    assert checks.actions(page)[0] is field
    assert len(checks.actions(page)) == 2


def test_a_refused_code_is_marked_until_one_types(place: Place) -> None:
    field = CodeField("Code uit de mail")
    place(field, Button("Verder"))
    field.setText("481023")
    field.set_failed(True)
    assert LIGHT.bad.ink in checks.colours_in(field)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert LIGHT.bad.ink not in checks.colours_in(field)


@pytest.mark.parametrize(("strength", "tone"), [(1, LIGHT.bad), (2, LIGHT.warning), (4, LIGHT.good)])
def test_strength_is_said_in_words_and_shown_in_bars(place: Place, strength: int, tone: object) -> None:
    meter = PasswordStrength()
    place(meter)
    meter.set_strength(strength, "Dit zegt het in woorden")
    assert meter.words() == "Dit zegt het in woorden"
    assert tone in (LIGHT.bad, LIGHT.warning, LIGHT.good)
    assert getattr(tone, "ink", "") in checks.colours_in(meter)


# ---- Marks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [CheckBox, Toggle])
def test_a_mark_turns_with_the_space_bar_and_with_a_click_anywhere_on_it(
    place: Place, kind: type[CheckBox | Toggle]
) -> None:
    mark = kind("Deze computer gebruik ik samen met anderen.", detail="Vraag een wachtzin bij het openen.")
    place(mark)
    QTest.keyClick(mark, Qt.Key.Key_Space)
    assert mark.isChecked()
    QTest.mouseClick(mark, Qt.MouseButton.LeftButton, pos=QPoint(mark.width() - 4, mark.height() - 4))
    assert not mark.isChecked()
    spoken = QAccessible.queryAccessibleInterface(mark)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.text(QAccessible.Text.Name) == "Deze computer gebruik ik samen met anderen."


def test_a_long_choice_takes_the_lines_it_needs(place: Place) -> None:
    box = CheckBox("Deze computer gebruik ik samen met anderen.", detail="Vraag een wachtzin bij het openen.")
    place(box, width=200)
    assert box.height() >= 3 * 19


def test_of_radio_buttons_one_is_chosen_and_arrows_move_it(place: Place) -> None:
    one, two = RadioButton("moeder"), RadioButton("vader")
    place(one, two)
    one.setChecked(True)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Down)
    assert two.isChecked()
    assert not one.isChecked()


# ---- Surfaces --------------------------------------------------------------------------------------------------------


def test_a_banner_says_all_of_it_and_its_action_can_be_used(qtbot: QtBot, place: Place) -> None:
    banner = Banner("offline", "Alles van vóór 14:32 is hier te lezen.", lead="U bent offline.", action="Nu proberen")
    place(banner)
    assert banner.text() == "U bent offline. Alles van vóór 14:32 is hier te lezen."
    with qtbot.waitSignal(banner.acted, timeout=1000):
        QTest.keyClick(banner.action, Qt.Key.Key_Space)
    banner.show_message("Klaar.")
    assert not banner.action.isVisible()
    assert banner.text() == "Klaar."


def test_an_empty_page_changes_its_face(qtbot: QtBot, place: Place) -> None:
    face = EmptyState("bars", "Nog geen rapport dit schooljaar", "Het eerste komt in de herfst.")
    place(face)
    assert not face.action.isVisible()
    face.say("offline", "Ophalen mislukt om 14:02", action="Nu proberen")
    assert (face.title(), face.sentence()) == ("Ophalen mislukt om 14:02", "")
    with qtbot.waitSignal(face.acted, timeout=1000):
        QTest.mouseClick(face.action, Qt.MouseButton.LeftButton)


def test_a_file_is_a_button_with_its_name_and_state(qtbot: QtBot, place: Place) -> None:
    tile = AttachmentTile("agenda oudercontact.pdf", "84 kB")
    place(tile, width=160)
    assert tile.accessibleName() == "agenda oudercontact.pdf, 84 kB"
    tile.set_state("bewaard op deze computer")
    assert tile.accessibleName() == "agenda oudercontact.pdf, bewaard op deze computer"
    tile.grab()
    assert tile.toolTip() == "agenda oudercontact.pdf"
    with qtbot.waitSignal(tile.clicked, timeout=1000):
        QTest.keyClick(tile, Qt.Key.Key_Space)


def test_the_steps_say_what_is_done_and_what_comes(place: Place) -> None:
    steps = StepList()
    place(steps)
    steps.set_steps([Step("School", "dewilg.school.example", "done"), Step("Aanmelden", "", "current"), Step("Slot")])
    QApplication.processEvents()
    said = [label.accessibleName() for label in steps.findChildren(Label) if label.accessibleName()]
    assert said == ["1. School, done", "2. Aanmelden, now", "3. Slot, still to do"]
    steps.set_steps([Step("School", "", "done")])
    QApplication.processEvents()
    assert [label.text() for label in steps.findChildren(Label) if label.isVisible()] == ["School"]


def test_a_row_of_many_parts_goes_on_below_when_it_is_full(place: Place) -> None:
    flow = QWidget()
    layout = FlowLayout(flow)
    chips = [Chip(f"Kind nummer {number}") for number in range(6)]
    for chip in chips:
        layout.addWidget(chip)
    place(flow, width=320)
    assert {chip.y() for chip in chips} != {0}
    assert all(flow.rect().contains(chip.geometry()) for chip in chips)
    assert checks.overlapping(flow) == []


def test_what_gets_the_focus_is_scrolled_into_sight(qtbot: QtBot) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    fields = [TextField(f"Veld {number}") for number in range(12)]
    for field in fields:
        page.body.addWidget(field)
    page.resize(QSize(300, 200))
    page.show()
    QApplication.processEvents()
    fields[0].setFocus()
    for _ in range(11):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
    last = fields[-1].edit
    assert last.hasFocus()
    assert page.viewport().rect().contains(last.mapTo(page.viewport(), last.rect().center()))


# ---- The card that floats --------------------------------------------------------------------------------------------


def floating(qtbot: QtBot) -> tuple[QWidget, StatusLine, PopupCard]:
    window = QWidget()
    qtbot.addWidget(window)
    anchor = StatusLine("Offline, 2 wachten", "warning", window)
    anchor.setGeometry(10, 250, 200, 33)
    card = PopupCard(window, title="Postvak uit")
    card.body.addWidget(Label("Re: Oudercontact", "strong"))
    card.body.addWidget(Button("Wijzigen"))
    card.body.addWidget(Button("Annuleren"))
    window.resize(520, 300)
    window.show()
    anchor.setFocus(Qt.FocusReason.TabFocusReason)
    card.open_at(anchor)
    return window, anchor, card


def test_a_floating_card_stays_inside_its_window_and_takes_the_focus(qtbot: QtBot) -> None:
    window, _, card = floating(qtbot)
    shadow = theme.px(28)
    assert window.rect().contains(card.geometry().adjusted(shadow, shadow, -shadow, -shadow))
    assert card.geometry().bottom() - shadow < 250
    assert window.focusWidget() is card.findChildren(Button)[0]


def test_tab_stays_in_a_floating_card_and_escape_gives_the_focus_back(qtbot: QtBot) -> None:
    window, anchor, card = floating(qtbot)
    first, second = card.findChildren(Button)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert window.focusWidget() is first
    with qtbot.waitSignal(card.closed, timeout=1000):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert window.focusWidget() is anchor


def test_a_click_outside_closes_a_floating_card_and_one_inside_does_not(qtbot: QtBot) -> None:
    window, _, card = floating(qtbot)
    QTest.mouseClick(card.findChildren(Label)[0], Qt.MouseButton.LeftButton)
    assert card.isVisible()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(515, 5))
    assert not card.isVisible()
