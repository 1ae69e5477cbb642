"""Where the pictures are laid out: target and grab beside each other, and one page with all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

GROUND, TEXT = QColor("#3B4252"), QColor("#FFFFFF")
GAP, HEAD = 16, 36
STYLE = """
body { font: 15px system-ui, sans-serif; margin: 24px; background: #f6f7f9; color: #1b2130 }
th { text-align: left; padding: 12px 8px 4px } td { padding: 4px 8px; vertical-align: top }
img { width: 380px; border: 1px solid #e1e4ea; display: block } .bad { color: #b02a21; font-weight: 600 }
"""


def beside(target: QImage | None, grab: QImage, said: str) -> QImage:
    """Both at the same height, the target at the left; only the grab where nothing was drawn."""
    pictures = [("", grab)] if target is None else [("target", target), ("ssdesk", grab)]
    height = grab.height()
    sizes = [QSize(round(one.width() * height / max(one.height(), 1)), height) for _, one in pictures]
    width = sum(size.width() for size in sizes) + GAP * (len(sizes) + 1)
    made = QImage(width, height + HEAD + GAP, QImage.Format.Format_RGB32)
    made.fill(GROUND)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    font = QFont("Inter")
    font.setPixelSize(15)
    painter.setFont(font)
    painter.setPen(TEXT)
    left = GAP
    for (name, picture), size in zip(pictures, sizes, strict=True):
        caption = f"{said}: {name}" if name else said
        painter.drawText(QRect(left, 0, size.width(), HEAD), Qt.AlignmentFlag.AlignVCenter, caption)
        painter.drawImage(QRect(left, HEAD, size.width(), size.height()), picture)
        left += size.width() + GAP
    painter.end()
    return made


def is_blank(picture: QImage) -> bool:
    """Nothing is in it but one colour."""
    small = picture.scaled(64, 40)
    return len({small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}) < 2


def write_index(
    folder: Path, names: Sequence[str], states: Sequence[str], made: Mapping[tuple[str, str], Path], bad: Iterable[str]
) -> None:
    """`index.html`: a row a view, a column a state."""
    rows = []
    for name in names:
        cells = "".join(_cell(folder, made.get((name, state)), f"{name}, {state}") for state in states)
        rows.append(f"<tr><th colspan={len(states)}>{escape(name)}</th></tr><tr>{cells}</tr>")
    head = "".join(f"<th>{escape(state)}</th>" for state in states)
    faults = "".join(f'<p class="bad">{escape(line)}</p>' for line in bad)
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>ssdesk: pictures</title><style>{STYLE}</style>'
        f"<h1>ssdesk</h1>{faults}<table><tr>{head}</tr>{''.join(rows)}</table>",
        "utf-8",
    )


def _cell(folder: Path, file: Path | None, alt: str) -> str:
    if file is None:
        return "<td></td>"
    link = escape(file.relative_to(folder).as_posix())
    return f'<td><a href="{link}"><img loading="lazy" src="{link}" alt="{escape(alt)}"></a></td>'
