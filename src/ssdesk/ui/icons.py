"""Our own icons: one family of SVG files on a grid of 24, lines of 1.5, tinted with a colour of the theme.

Qt's pixmap cache keeps what was drawn, bounded and freed with the application.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ssdesk.paths import resource, resources
from ssdesk.ui import theme


def names() -> tuple[str, ...]:
    """All icons there are."""
    return tuple(sorted(path.stem for path in (resources() / "icons").glob("*.svg")))


def pixmap(name: str, colour: str, size: float = 16, ratio: float = 1.0) -> QPixmap:
    """The icon in `colour` ("#RRGGBB"), `size` px at 100 % on each side, for a screen of `ratio` device pixels.

    FileNotFoundError: there is no such icon.
    """
    return exact(name, colour, theme.px(size), ratio)


def exact(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Like `pixmap`, with `side` in real (already scaled) px: what a delegate computes once."""
    key = f"ssdesk/{name}/{colour}/{side}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap.fromImage(_drawn(name, colour, side, ratio))
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str | None = None, size: float = 16) -> QIcon:
    """A QIcon for menus and other parts of Qt: muted, or `colour`; faint when disabled."""
    palette = theme.colours()
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour or palette.muted), (QIcon.Mode.Disabled, palette.faint)):
        for ratio in (1.0, 2.0):
            made.addPixmap(pixmap(name, tint, size, ratio), mode)
    return made


def _drawn(name: str, colour: str, side: int, ratio: float) -> QImage:
    source = _source(name).replace(b"currentColor", colour.encode())
    length = max(round(side * ratio), 1)
    image = QImage(length, length, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, length, length))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()
