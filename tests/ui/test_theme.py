"""The look: every text can be read in every scheme, and everything follows a switch at once."""

import pytest
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.ui import icons, theme
from ssdesk.ui.colours import DARK, HIGH_CONTRAST_LIGHT, LIGHT, SCHEMES, Colours, contrast
from ssdesk.ui.widgets import Button, Label, column
from tests.ui import checks

schemes = pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: f"{c.name}-{'dark' if c.dark else 'light'}")


def least(colours: Colours) -> float:
    return 7.0 if colours.name == "high-contrast" else 4.5


@schemes
def test_text_and_muted_text_can_be_read_on_every_ground(colours: Colours) -> None:
    for ground in (colours.background, colours.surface, colours.sunken, colours.accent.soft):
        for text in (colours.text, colours.muted):
            assert contrast(text, ground) >= least(colours), (text, ground)


@schemes
def test_every_tone_and_every_child_can_be_read_on_its_soft_ground_and_as_a_ground(colours: Colours) -> None:
    for tone in (colours.accent, colours.good, colours.warning, colours.bad, *colours.children):
        for ground in (tone.soft, colours.surface, colours.background, colours.sunken):
            assert contrast(tone.ink, ground) >= least(colours), (tone, ground)
        assert contrast(colours.on_accent, tone.ink) >= least(colours), tone
    assert contrast(colours.on_avatar, colours.avatar) >= least(colours)


@schemes
def test_there_are_colours_for_eight_children_and_a_ninth_begins_again(colours: Colours) -> None:
    assert len({tone.ink for tone in colours.children}) == 8
    assert colours.child(8) == colours.child(0)


def test_contrast_is_the_one_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_an_unknown_tone_of_a_newer_server_is_neutral() -> None:
    assert LIGHT.tone("sparkling") == LIGHT.neutral


def test_switching_the_look_reaches_every_widget_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = column(page, (8, 8, 8, 8), 4)
    label, button = Label("Beste ouders"), Button("Opslaan", "primary")
    layout.addWidget(label)
    layout.addWidget(button)
    page.show()
    small = button.sizeHint()
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.text

    theme.apply(qapp, "dark", 2.0, family=theme.OWN_FONT)

    assert theme.colours() is DARK
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text
    assert label.font().pixelSize() == 26
    assert layout.contentsMargins().left() == 16
    assert layout.spacing() == 8
    assert button.sizeHint().height() == 2 * small.height()
    assert DARK.accent.ink in checks.colours_in(button)


def test_high_contrast_follows_its_own_palette(qapp: QApplication) -> None:
    theme.apply(qapp, "high-contrast", family=theme.OWN_FONT)
    assert theme.colours() is HIGH_CONTRAST_LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Text).name() == "#000000"


def test_a_system_without_a_font_of_its_own_gets_inter(qapp: QApplication) -> None:
    assert QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family().lower() in theme.GENERIC_FAMILIES
    theme.apply(qapp, "light", 1.0)
    assert theme.look().family == "Inter"
    assert {"Regular", "Medium", "Bold"} <= set(QFontDatabase.styles("Inter"))


def test_sizes_never_vanish_when_scaled_down(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 0.8, family=theme.OWN_FONT)
    assert (theme.px(0), theme.px(0.4), theme.px(1), theme.px(13)) == (0, 1, 1, 10)


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_drawn_in_the_colour_asked_for_and_inside_its_square(qapp: QApplication, name: str) -> None:
    picture = icons.exact(name, "#2F5BD7", 48, 2.0).toImage()
    assert (picture.width(), picture.devicePixelRatio()) == (96, 2.0)
    solid = [picture.pixelColor(x, y) for x in range(96) for y in range(96) if picture.pixelColor(x, y).alpha() == 255]
    assert len(solid) > 60
    assert {colour.name() for colour in solid} == {"#2f5bd7"}
    edge = [picture.pixelColor(*at).alpha() for n in range(96) for at in ((0, n), (95, n), (n, 0), (n, 95))]
    assert max(edge) == 0


def test_an_icon_that_is_not_there_is_said(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/unicorn\.svg is missing"):
        icons.pixmap("unicorn", "#000000")
