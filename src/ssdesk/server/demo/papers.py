"""The bytes of attachments: letters of the school as PDF, the plan of the building as PNG."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ssdesk.papers import fonts
from ssdesk.paths import resource
from ssdesk.server.demo.data import Paper

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_TEXT, _MUTED, _LINE, _ACCENT = "#1B2130", "#5C667A", "#C9CED8", "#2F5BD7"
_PLAN_SIZE = (1240, 877)  # A4 on its side at 106 dots per inch
# Left, top, right, bottom in a grid of 31 × 22, and what stands in it.
_ROOMS = (
    (2, 3, 8, 8, "Refter"), (8, 3, 12, 8, "Keuken"), (12, 3, 17, 8, "Klas 1"), (17, 3, 22, 8, "Klas 2"),
    (22, 3, 29, 8, "Turnzaal"), (2, 10, 6, 15, "Secretariaat"), (6, 10, 9, 15, "Zorg"), (9, 10, 12, 15, "Trap"),
    (12, 10, 17, 15, "Klas 3"), (17, 10, 22, 15, "Klas 4"), (22, 10, 29, 15, "Bibliotheek"),
)  # fmt: skip


@lru_cache(maxsize=64)
def content(paper: Paper) -> bytes:
    """The file of a paper; the same paper gives the same bytes."""
    return _plan(paper) if paper.kind == "plan" else _letter(paper)


def _letter(paper: Paper) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import HRFlowable, SimpleDocTemplate, Spacer

    fonts.register()
    parts: list[Flowable] = [
        _paragraph(paper.school, size=15, bold=True),
        _paragraph(paper.address, colour=_MUTED),
        HRFlowable(width="100%", color=_LINE, spaceBefore=6, spaceAfter=22),
        _paragraph(paper.dated, colour=_MUTED),
        Spacer(1, 12),
        _paragraph(paper.title, size=13, bold=True),
        Spacer(1, 8),
    ]
    for is_row, group in groupby(paper.lines, key=lambda line: " | " in line):
        lines = list(group)
        parts += [_rows(lines)] if is_row else [_line(line) for line in lines]
    buffer = BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=25 * mm, rightMargin=25 * mm, topMargin=22 * mm, bottomMargin=20 * mm,
        title=paper.title, author=paper.school, invariant=1, lang="nl-BE",
    ).build(parts)  # fmt: skip
    return buffer.getvalue()


def _line(line: str) -> Flowable:
    from reportlab.platypus import Spacer

    if not line.strip():
        return Spacer(1, 8)
    if line.startswith("# "):
        return _paragraph(line[2:], size=11, bold=True, before=10)
    if line.startswith("- "):
        return _paragraph(line[2:], bullet=True)
    return _paragraph(line)


def _paragraph(
    text: str, *, size: float = 10, bold: bool = False, colour: str = _TEXT, before: float = 0, bullet: bool = False
) -> Flowable:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "line", fontName=fonts.SEMIBOLD if bold else fonts.REGULAR, fontSize=size, leading=size * 1.5,
        textColor=HexColor(colour), spaceBefore=before, leftIndent=12 if bullet else 0, bulletFontName=fonts.REGULAR,
    )  # fmt: skip
    return Paragraph(escape(text), style, bulletText="•" if bullet else None)


def _rows(lines: list[str]) -> Flowable:
    from reportlab.platypus import Table, TableStyle

    table = Table([[_paragraph(cell.strip()) for cell in line.split(" | ")] for line in lines], hAlign="LEFT")
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _plan(paper: Paper) -> bytes:
    """A floor plan with the names of the rooms and the way in."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", _PLAN_SIZE, "#FFFFFF")
    draw = ImageDraw.Draw(image)
    cell = _PLAN_SIZE[0] // 31
    small = ImageFont.truetype(str(resource(f"fonts/{fonts.REGULAR}.ttf")), 19)
    large = ImageFont.truetype(str(resource(f"fonts/{fonts.SEMIBOLD}.ttf")), 30)
    draw.text((2 * cell, cell), f"{paper.school}: plan van de school", _TEXT, large)
    draw.rectangle((2 * cell, 8 * cell, 29 * cell, 10 * cell), "#F1F3F7", _TEXT, 4)
    draw.text((15 * cell, 9 * cell), "Gang", _MUTED, small, "mm")
    for left, top, right, bottom, name in _ROOMS:
        box = (left * cell, top * cell, right * cell, bottom * cell)
        draw.rectangle(box, "#E8EEFC" if name.startswith("Klas") else "#F6F7F9", _TEXT, 4)
        draw.text(((left + right) * cell / 2, (top + bottom) * cell / 2), name, _TEXT, small, "mm")
    draw.rounded_rectangle((6 * cell, 16 * cell, 25 * cell, 20 * cell), 30, "#E3F4EB", _LINE, 3)
    draw.text((15 * cell, 18 * cell), "Speelplaats", _TEXT, small, "mm")
    draw.line((cell * 0.2, 9 * cell, 10.5 * cell, 9 * cell, 10.5 * cell, 10.4 * cell), _ACCENT, 6)
    draw.text((0.2 * cell, 8.4 * cell), "Ingang", _ACCENT, small, "lm")
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
