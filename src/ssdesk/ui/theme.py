"""The look of the whole application: one palette, one font, one scale, switched live by `apply`.

Sizes are written as pixels at 100 % and go through `px`, `space` and `fix`, so that everything scales with the font.
The look is as global as Qt's own application palette and font, and lives beside them.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ssdesk.paths import resource
from ssdesk.settings import Scheme
from ssdesk.ui.colours import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Colours

RADIUS = 8
"""Controls; cards have `CARD_RADIUS`."""
CARD_RADIUS = 12
TEXT = 13
SMALL = 12
TAG = 11
READING = 14
READING_LINE = 22
LINE = 19
"""Height of a line of text of 13 px in a paragraph."""
HEADING = 16
BAR_TITLE = 17
TITLE = 21
REGULAR, MEDIUM, SEMIBOLD, BOLD = (
    QFont.Weight.Normal,
    QFont.Weight.Medium,
    QFont.Weight.DemiBold,
    QFont.Weight.Bold,
)

OWN_FONT = "Inter"
_OWN_FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold")
GENERIC_FAMILIES = {"", "sans", "sans serif", "sans-serif", "serif", "monospace", "system-ui"}
_SPACE = "ssdesk_space"
_FIXED = "ssdesk_fixed"


class Look(msgspec.Struct, frozen=True):
    """What is applied now. `scale` 1.0 is 100 %; `family` is the font of everything."""

    colours: Colours = LIGHT
    scale: float = 1.0
    family: str = ""


_look = Look()


def look() -> Look:
    return _look


def colours() -> Colours:
    return _look.colours


def px(size: float) -> int:
    """`size` at 100 % in pixels at the present text scale; never 0 for a size above 0."""
    return max(round(size * _look.scale), 1 if size > 0 else 0)


@lru_cache(maxsize=256)
def ink(colour: str) -> QColor:
    """The QColor of "#RRGGBB"; shared, never change it."""
    return QColor(colour)


def mixed(colour: str, ground: str, share: float) -> QColor:
    """`share` (0 to 1) of `colour` over `ground`."""
    top, below = QColor(colour), QColor(ground)
    return QColor.fromRgbF(
        *(
            share * part + (1 - share) * rest
            for part, rest in zip(top.getRgbF()[:3], below.getRgbF()[:3], strict=True)  # type: ignore[index]
        )
    )


def font(size: float = TEXT, weight: QFont.Weight = REGULAR) -> QFont:
    """The application's font at `size` px (at 100 %)."""
    chosen = QFont(QGuiApplication.font())
    chosen.setPixelSize(px(size))
    chosen.setWeight(weight)
    return chosen


def space(layout: QLayout, margins: Sequence[float] = (0, 0, 0, 0), gap: float = 0) -> None:
    """Give a layout margins (left, top, right, bottom) and a gap in px at 100 %; they follow the scale from now on."""
    layout.setProperty(_SPACE, [*margins, gap])
    _respace(layout)


def fix(
    widget: QWidget,
    *,
    width: float = 0,
    height: float = 0,
    min_width: float = 0,
    min_height: float = 0,
    max_width: float = 0,
) -> None:
    """Fixed, least or greatest sizes in px at 100 %; they follow the scale from now on. 0: not set."""
    widget.setProperty(_FIXED, [width, height, min_width, min_height, max_width])
    _refix(widget)


def raise_to_surface(widget: QWidget) -> None:
    """Paint the widget's ground in the colour of surfaces instead of the window's; it follows the look."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


def apply(app: QApplication, scheme: Scheme = "system", scale: float = 1.0, *, family: str | None = None) -> None:
    """Give the whole application this look; every widget follows at once (it gets a StyleChange).

    "system" follows the system's light or dark, also when that changes later; "high-contrast" too. `family`: pin a
    font (pictures, tests); None: the system's own, Inter where the system names none.
    """
    global _look  # noqa: PLW0603 - the one look, beside QApplication's palette and font
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    _SystemScheme.follow(app, scheme, scale, family)
    new = Look(_colours_of(app, scheme), scale, _family(family))
    if new == _look and app.font().family() == new.family:
        return
    _look = new
    app.setFont(_base_font(new))
    app.setPalette(palette(new.colours))
    for window in app.topLevelWidgets():
        _refit(window)
    for widget in app.allWidgets():  # fonts and colours a widget chose itself hear nothing of the application's
        app.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def palette(colours: Colours) -> QPalette:
    """The Qt palette of a scheme."""
    made = QPalette()
    role = QPalette.ColorRole
    values = {
        role.Window: colours.background,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent.ink,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent.ink,
        role.Link: colours.accent.ink,
        role.LinkVisited: colours.accent.ink,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.outline,
        role.Dark: colours.outline,
        role.Shadow: colours.outline,
    }
    for which, value in values.items():
        made.setColor(which, ink(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, which, ink(colours.faint))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, ink(colours.faint))
    return made


def _colours_of(app: QApplication, scheme: Scheme) -> Colours:
    system_is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if scheme == "high-contrast":
        return HIGH_CONTRAST_DARK if system_is_dark else HIGH_CONTRAST_LIGHT
    return DARK if scheme == "dark" or (scheme == "system" and system_is_dark) else LIGHT


def _family(pinned: str | None) -> str:
    family = pinned
    if family is None:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        if family.strip().lower() in GENERIC_FAMILIES or not QFontDatabase.hasFamily(family):
            family = OWN_FONT
    if family == OWN_FONT:
        _load_own_font()
    return family


@lru_cache(maxsize=1)
def _load_own_font() -> None:
    for weight in _OWN_FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{OWN_FONT}-{weight}.ttf")))


def _base_font(look: Look) -> QFont:
    base = QFont(look.family)
    base.setPixelSize(px(TEXT))
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return base


def _refit(window: QWidget) -> None:
    for layout in window.findChildren(QLayout):
        _respace(layout)
    for widget in (window, *window.findChildren(QWidget)):
        _refix(widget)


def _respace(layout: QLayout) -> None:
    declared = layout.property(_SPACE)
    if declared:
        left, top, right, bottom, gap = (px(size) for size in declared)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(gap)


def _refix(widget: QWidget) -> None:
    declared = widget.property(_FIXED)
    if not declared:
        return
    width, height, min_width, min_height, max_width = (px(size) for size in declared)
    if width:
        widget.setFixedWidth(width)
    if height:
        widget.setFixedHeight(height)
    if min_width:
        widget.setMinimumWidth(min_width)
    if min_height:
        widget.setMinimumHeight(min_height)
    if max_width:
        widget.setMaximumWidth(max_width)


class _SystemScheme(QObject):
    """Applies the look again when the system turns dark or light; one, a child of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.wanted: tuple[Scheme, float, str | None] = ("system", 1.0, None)
        app.styleHints().colorSchemeChanged.connect(self._changed)

    @classmethod
    def follow(cls, app: QApplication, scheme: Scheme, scale: float, family: str | None) -> None:
        watcher = app.findChild(_SystemScheme) or cls(app)
        watcher.wanted = (scheme, scale, family)

    def _changed(self) -> None:
        scheme, scale, family = self.wanted
        apply(self._app, scheme, scale, family=family)
