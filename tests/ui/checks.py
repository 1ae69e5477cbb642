"""What a machine can judge of a screen: contrast, clipping, overlap, the primary button, the keyboard, names.

Every check takes a shown widget and returns the problems it sees as sentences; an empty list is good.
"""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QTextEdit,
    QWidget,
)

from ssdesk.ui import theme
from ssdesk.ui.colours import contrast
from ssdesk.ui.widgets import AttachmentTile, Button, ElidedLabel, PopupCard, RailItem, StatusLine
from tests.sizes import LONG, size
from tests.ui.quiet import settle

ELIDING = (ElidedLabel, AttachmentTile, RailItem, StatusLine)
ACTIONS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QAbstractItemView)
SHORT_LOOKS = (  # what differs most, two at a time
    ("dark", 1.0, Qt.LayoutDirection.LeftToRight),
    ("light", 2.0, Qt.LayoutDirection.RightToLeft),
)
LONG_LOOKS = (
    ("light", 1.0, Qt.LayoutDirection.LeftToRight),
    ("dark", 1.0, Qt.LayoutDirection.LeftToRight),
    ("high-contrast", 1.0, Qt.LayoutDirection.LeftToRight),
    ("light", 2.0, Qt.LayoutDirection.LeftToRight),
    ("light", 1.0, Qt.LayoutDirection.RightToLeft),
    ("light", 2.0, Qt.LayoutDirection.RightToLeft),
)
LOOKS = LONG_LOOKS if LONG else SHORT_LOOKS
SIZES = ((1024, 700), (1280, 800))[: size(1, 2)]


def problems(root: QWidget, *, primary: int | None = None) -> list[str]:
    """Everything below. `primary`: how many primary buttons there must be; None: at most one."""
    return [
        *low_contrast(root),
        *clipped(root),
        *overlapping(root),
        *wrong_primary(root, primary),
        *out_of_reach(root),
        *nameless(root),
    ]


def in_every_look(app: QApplication, root: QWidget, size: tuple[int, int] = (1024, 700)) -> Iterator[str]:
    """Shows `root` at `size` (real pixels, as on a small screen) in every look and yields the name of the look."""
    for scheme, scale, direction in LOOKS:
        app.setLayoutDirection(direction)
        theme.apply(app, scheme, scale, family=theme.OWN_FONT)
        root.resize(*size)
        root.show()
        settle()
        yield f"{scheme} {scale:.0%} {'rtl' if direction == Qt.LayoutDirection.RightToLeft else 'ltr'}"


def name_of(widget: QWidget) -> str:
    said = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} “{said or widget.accessibleName() or widget.objectName()}”"


def visible(root: QWidget, kind: type[QWidget] | tuple[type[QWidget], ...] = QWidget) -> list[QWidget]:
    """The widgets of a kind below `root` that a person can see."""
    return [widget for widget in root.findChildren(QWidget) if isinstance(widget, kind) and widget.isVisibleTo(root)]


def shown_text(widget: QWidget) -> str:
    """The text painted by this widget itself."""
    if isinstance(widget, QLabel):
        return "" if not widget.pixmap().isNull() else widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, AttachmentTile):
        return widget.name()
    if isinstance(widget, RailItem | StatusLine) and widget._compact:
        return ""  # a picture; the text is its tool tip
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return ""


# ---- Contrast --------------------------------------------------------------------------------------------------------


def low_contrast(root: QWidget) -> list[str]:
    """Enabled texts whose strongest pixels stand out from their ground by less than 4.5 (7 in high contrast)."""
    least = 7.0 if theme.colours().name == "high-contrast" else 4.5
    picture = _picture(root)
    found = []
    for widget in visible(root, (QLabel, QAbstractButton, QLineEdit)):
        if not widget.isEnabled() or not shown_text(widget).strip():
            continue
        area = _seen(root, widget)
        if area.width() < 4 or area.height() < max(4, widget.height() * 3 // 4):  # its text may be out of sight
            continue
        measured = _contrast_in(picture, area)
        if measured < least - 0.15:  # the edges of letters are never quite the colour
            found.append(f"{name_of(widget)} has contrast {measured:.1f}, {least} is needed")
    return found


def _picture(root: QWidget) -> QImage:
    """The widget drawn with two pixels for each, so that letters have full-coloured strokes."""
    picture = QImage(root.size() * 2, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(2)
    root.render(picture)
    return picture


def _contrast_in(picture: QImage, area: QRect) -> float:
    aside, above = min(8, area.width() // 6), min(5, area.height() // 6)
    inner = area.adjusted(aside, above, -aside, -above)
    cut = picture.copy(QRect(inner.topLeft() * 2, inner.size() * 2))
    seen = Counter(memoryview(cut.constBits()).cast("I"))  # 32 bits a pixel, so rows have no padding
    ground = f"#{seen.most_common(1)[0][0] & 0xFFFFFF:06X}"
    enough = max(3, cut.width() * cut.height() // 4000)
    return max(contrast(ground, f"#{colour & 0xFFFFFF:06X}") for colour, count in seen.items() if count >= enough)


def _seen(root: QWidget, widget: QWidget) -> QRect:
    """The part of a widget that no ancestor cuts off, in coordinates of `root`."""
    area = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None:
        area &= QRect(above.mapTo(root, QPoint(0, 0)), above.size())
        if above is root:
            break
        above = above.parentWidget()
    return area


# ---- Room ------------------------------------------------------------------------------------------------------------


def clipped(root: QWidget) -> list[str]:
    """Texts that have less room than they need, or stick out of what contains them."""
    found = []
    for widget in visible(root, (QLabel, QAbstractButton, QLineEdit)):
        if not shown_text(widget).strip() or isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
            continue
        need = _room_needed(widget)
        if widget.width() < need.width() or widget.height() < need.height():
            has, needs = (f"{size.width()}×{size.height()} px" for size in (widget.size(), need))
            found.append(f"{name_of(widget)} has {has}, {needs} are needed")
        outside = _sticks_out(root, widget)
        if outside:
            found.append(f"{name_of(widget)} sticks out of {outside}")
    return found


def _room_needed(widget: QWidget) -> QSize:
    if isinstance(widget, QLineEdit):
        return QSize(0, widget.fontMetrics().height())
    if isinstance(widget, ELIDING):
        return QSize(widget.minimumSizeHint().width(), widget.sizeHint().height())
    if widget.hasHeightForWidth():
        return QSize(0, widget.heightForWidth(widget.width()))
    return widget.sizeHint()


def _sticks_out(root: QWidget, widget: QWidget) -> str:
    """The nearest ancestor that cuts the widget off; a page that scrolls may do so above and below."""
    if _passes_out_of_sight(widget):
        return ""
    above = widget.parentWidget()
    while above is not None and widget is not root:
        area = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        bounds = above.rect()
        scrolls = isinstance(above.parentWidget(), QScrollArea)
        if area.left() < bounds.left() or area.right() > bounds.right():
            return name_of(above)
        if not scrolls and (area.top() < bounds.top() or area.bottom() > bounds.bottom()):
            return name_of(above)
        if above is root:
            return ""
        if scrolls:  # from here on the page as a whole must be seen
            widget = above
        above = above.parentWidget()
    return ""


def _passes_out_of_sight(widget: QWidget) -> bool:
    return isinstance(widget, QScrollBar)


def overlapping(root: QWidget) -> list[str]:
    """Sibling widgets that cover each other. Cards that float over the window may."""
    found = []
    for parent in (root, *visible(root)):
        if isinstance(parent, QAbstractScrollArea | QLineEdit | QSplitter | QMainWindow | QComboBox | QAbstractSpinBox):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget)
            and child.isVisibleTo(root)
            and not child.isWindow()
            and not isinstance(child, PopupCard)
            and not child.size().isEmpty()
        ]
        for number, one in enumerate(children):
            for other in children[number + 1 :]:
                both = one.geometry() & other.geometry()
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{name_of(one)} and {name_of(other)} overlap by {both.width()}×{both.height()} px")
    return found


# ---- Use -------------------------------------------------------------------------------------------------------------


def wrong_primary(root: QWidget, wanted: int | None = None) -> list[str]:
    """More than one visible primary button, or not the number that was `wanted`."""
    found = [widget for widget in visible(root, Button) if isinstance(widget, Button) and widget.role == "primary"]
    good = len(found) <= 1 if wanted is None else len(found) == wanted
    return [] if good else [f"there are {len(found)} primary buttons: {', '.join(map(name_of, found))}"]


def actions(root: QWidget) -> list[QWidget]:
    """Everything visible and enabled that a person can use; only what is in a floating card while one is open."""
    found = []
    cards = visible(root, PopupCard)
    root = cards[-1] if cards else root
    for widget in visible(root, (*ACTIONS, QLabel)):
        if not widget.isEnabled() or isinstance(widget.parentWidget(), ACTIONS):
            continue
        if isinstance(widget, QLabel) and not (
            widget.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse and "<a " in widget.text()
        ):
            continue
        found.append(widget)
    return found


def out_of_reach(root: QWidget) -> list[str]:
    """Actions that the Tab key does not reach. In an exclusive group one of them is enough: arrows do the rest."""
    reached = tab_order(root)
    groups = {group for widget in reached if (group := _group(widget)) is not None}
    return [
        f"{name_of(widget)} is not reached with Tab"
        for widget in actions(root)
        if widget not in reached and (_group(widget) is None or _group(widget) not in groups)
    ]


def tab_order(root: QWidget) -> list[QWidget]:
    """What has the focus after each Tab, from the first to the last, once round."""
    window = root.window()
    order: list[QWidget] = []
    for _ in range(400):
        QTest.keyClick(window.focusWidget() or root, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if order and now is order[-1]:  # a label whose links are visited one after the other
            continue
        if now is None or now in order:
            break
        order.append(now)
    return order


def _group(widget: QWidget) -> object:
    if not isinstance(widget, QAbstractButton):
        return None
    group = widget.group()
    if group is not None and group.exclusive():
        return group
    return widget.parentWidget() if widget.autoExclusive() else None


def nameless(root: QWidget) -> list[str]:
    """Actions that a screen reader cannot name."""
    found = []
    for widget in actions(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{name_of(widget)} ({type(widget).__name__}) has no accessible name")
    return found


def colours_in(widget: QWidget) -> Counter[str]:
    """How many pixels of each colour a widget shows, as "#RRGGBB"."""
    picture = widget.grab().toImage()
    return Counter(
        QColor(picture.pixel(x, y)).name().upper() for y in range(picture.height()) for x in range(picture.width())
    )
