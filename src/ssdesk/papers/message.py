"""Messages on paper: one, or a whole conversation, each with who wrote it, to whom, when, its text and its files.

The text is markup that was made safe before; what it does not know it takes for words. Words of any length wrap, tables
that fit are tables, and characters that the paper's letters lack are said to be missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ssdesk.papers import fonts
from ssdesk.papers.markup import Block, Cell, Grid, Line, Picture, Words, parsed
from ssdesk.papers.numbered import numbered

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_TEXT, _MUTED, _LINE, _LINK = "#1B2130", "#5C667A", "#DDE1E8", "#2F5BD7"
_SIDE, _TOP, _FOOT, _WIDTH = 20.0, 18.0, 20.0, 170.0  # millimetres
_BODY, _SMALL, _HEADING, _SUBJECT = 10.0, 9.0, 12.0, 15.0  # points
_INDENT, _LEAST_COLUMN = 14.0, 30.0
_TALLEST = 600.0  # points, of a picture or a row
_PIXEL = 0.75  # points
_MISSING = "\u25a1"
_ENDLESS, _PIECE = 1_000, 20  # characters of a word, and of its pieces


@dataclass(frozen=True, slots=True)
class PrintedMessage:
    """`head`: what stands above the text, each with its name ("From"). `html`: made safe; a picture in it is named by
    "cid:" and its content's SHA-256, under which `pictures` holds it as a PNG or JPEG. `files`: names and sizes."""

    subject: str
    head: tuple[tuple[str, str], ...]
    html: str
    files: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageTexts:
    """In braces: `page`, `pages`. `language`: for readers and screen readers of the PDF, such as `nl-BE`."""

    language: str
    files: str
    page: str


class Stopped(Exception):
    """Nobody wants the rest."""


def printed(
    messages: Sequence[PrintedMessage],
    title: str,
    texts: MessageTexts,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The messages in this order as a PDF, which is the same for the same data. `progress` is told how many of how many
    parts are laid out. Stopped: `cancelled` said so."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    fonts.register()
    parts: list[Flowable] = []
    for message in messages:
        if cancelled():
            raise Stopped
        parts += _message(message, texts, first=not parts)
    done, of = 0, len(parts)

    class Document(SimpleDocTemplate):
        def afterFlowable(self, _: Any) -> None:  # noqa: N802 - reportlab's name
            nonlocal done
            done += 1
            progress(min(done, of), of)
            if cancelled():
                raise Stopped

    def foot(canvas: "Canvas", page: int, pages: int) -> None:
        _foot(canvas, title, texts.page.format(page=page, pages=pages))

    buffer = BytesIO()
    Document(
        buffer, pagesize=A4, leftMargin=_SIDE * mm - 6, rightMargin=_SIDE * mm - 6, topMargin=_TOP * mm,
        bottomMargin=_FOOT * mm, title=_known(title), creator="ssdesk", invariant=1, lang=texts.language,
        initialFontName=fonts.REGULAR,
    ).build(parts, canvasmaker=numbered(foot))  # fmt: skip
    return buffer.getvalue()


def _foot(canvas: "Canvas", title: str, page: str) -> None:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm

    canvas.setFont(fonts.REGULAR, 8)
    canvas.setFillColor(HexColor(_MUTED))
    shown = _known(title)
    canvas.drawString(_SIDE * mm, 11 * mm, shown if len(shown) <= 90 else f"{shown[:89]}…")
    canvas.drawRightString((_SIDE + _WIDTH) * mm, 11 * mm, page)


# ---- One message -----------------------------------------------------------------------------------------------------
def _message(message: PrintedMessage, texts: MessageTexts, *, first: bool) -> "Iterator[Flowable]":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm
    from reportlab.platypus import HRFlowable

    line = HexColor(_LINE)
    if not first:
        yield HRFlowable(width="100%", thickness=1.2, color=line, spaceBefore=18, spaceAfter=14)
    yield _paragraph(_plain(message.subject), _SUBJECT, fonts.BOLD, after=6, keep=True)
    for name, value in message.head:
        yield _paragraph(f'<font color="{_MUTED}">{_plain(name)}</font>  {_plain(value)}', _SMALL, keep=True)
    yield HRFlowable(width="100%", thickness=0.6, color=line, spaceBefore=6, spaceAfter=8)
    for block in parsed(message.html):
        yield from _block(block, message.pictures, _WIDTH * mm)
    if message.files:
        yield _paragraph(_plain(texts.files), _SMALL, fonts.SEMIBOLD, before=10, keep=True)
        for file in message.files:
            yield _paragraph(_plain(file), _SMALL)


def _block(block: Block, pictures: Mapping[str, bytes], width: float) -> "Iterator[Flowable]":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import HRFlowable

    match block:
        case Words():
            yield _words(block)
        case Line():
            yield HRFlowable(width="100%", thickness=0.6, color=HexColor(_LINE), spaceBefore=6, spaceAfter=6)
        case Picture():
            yield from _picture(block, pictures, width)
        case Grid():
            yield from _grid(block, pictures, width)


def _words(words: Words) -> "Flowable":
    size, font = (_HEADING, fonts.SEMIBOLD) if words.heading else (_BODY, fonts.REGULAR)
    return _paragraph(
        "".join(part if is_markup else _plain(part) for part, is_markup in words.parts) or "&nbsp;",
        size,
        font,
        before=8 if words.heading else 5 if words.apart else 0,
        indent=_INDENT * min(words.depth, 12),
        bullet=words.bullet,
        keep=words.heading,
    )


def _picture(picture: Picture, pictures: Mapping[str, bytes], width: float) -> "Iterator[Flowable]":
    from reportlab.platypus import Image

    data = pictures.get(picture.sha256)
    if data is None:
        return
    across, down = picture.width * _PIXEL, picture.height * _PIXEL
    scale = min(1.0, width / across, _TALLEST / down)
    yield Image(BytesIO(data), width=across * scale, height=down * scale, hAlign="LEFT")


# ---- Tables ----------------------------------------------------------------------------------------------------------
def _grid(grid: Grid, pictures: Mapping[str, bytes], width: float) -> "Iterator[Flowable]":
    """A table where each cell has room on a page; otherwise its cells below each other."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    columns = max((sum(cell.span for cell in row) for row in grid.rows), default=0)
    widths = _widths(grid.rows, columns, width)
    if not widths or any(not _has_room(cell, width / columns) for row in grid.rows for cell in row):
        for row in grid.rows:
            for cell in row:
                for block in cell.blocks:
                    yield from _block(block, pictures, width)
        return
    rows: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # else an unused font that is not embedded gets in
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(_LINE)),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    for number, row in enumerate(grid.rows):
        made: list[Any] = []
        for cell in row:
            room = sum(widths[len(made) : len(made) + cell.span]) - 6
            inside = [part for block in cell.blocks for part in _block(block, pictures, room)]
            style.append(("SPAN", (len(made), number), (len(made) + cell.span - 1, number)))
            made += [inside or "", *[""] * (cell.span - 1)]
        rows.append(made + [""] * (columns - len(made)))
    table = Table(rows, colWidths=widths, hAlign="LEFT", spaceBefore=4, spaceAfter=4)
    table.setStyle(style)
    yield table


def _widths(rows: Sequence[Sequence[Cell]], columns: int, width: float) -> list[float]:
    """By what stands in them; none: there is no room for so many."""
    if not columns or columns * _LEAST_COLUMN > width:
        return []
    wanted = [4.0] * columns
    for row in rows:
        at = 0
        for cell in row:
            if cell.span == 1:
                wanted[at] = max(wanted[at], min(cell.length, 40))
            at += cell.span
    spare = width - columns * _LEAST_COLUMN
    return [_LEAST_COLUMN + spare * part / sum(wanted) for part in wanted]


def _has_room(cell: Cell, width: float) -> bool:
    """About: with the letters of a text in as narrow a column, and no table within."""
    inside = all(isinstance(block, Words | Line | Picture) for block in cell.blocks)
    lines = len(cell.blocks) + cell.length * _BODY * 0.6 / max(min(width, 2 * _LEAST_COLUMN), 1)
    return inside and lines * _BODY * 1.45 < _TALLEST


# ---- Words -----------------------------------------------------------------------------------------------------------
def _plain(text: str) -> str:
    return escape(" ".join(map(_in_pieces, _known(text).split(" "))))


def _in_pieces(word: str) -> str:
    """A word without end in pieces that fit on lines: each line of it would cost as much as the whole."""
    if len(word) < _ENDLESS:
        return word
    return " ".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def _known(text: str) -> str:
    """With a box for each character that the letters lack, and without those that have no width."""
    from reportlab.pdfbase import pdfmetrics

    if text.isascii() and text.isprintable():
        return text
    letters = pdfmetrics.getFont(fonts.REGULAR).face.charToGlyph  # type: ignore[attr-defined]  # of TTFont
    kept = (
        char if ord(char) in letters or char in " \n" else _MISSING
        for char in text
        if char.isprintable() or char.isspace()
    )
    return "".join(" " if char.isspace() and char != "\u00a0" else char for char in kept)


def _paragraph(markup: str, size: float, font: str = fonts.REGULAR, *, bullet: str = "", **more: Any) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(markup, _style(size, font, **more), bulletText=bullet or None)


def _style(
    size: float, font: str, *, before: float = 0, after: float = 0, indent: float = 0, keep: bool = False
) -> "ParagraphStyle":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text", fontName=font, fontSize=size, leading=size * 1.45, textColor=HexColor(_TEXT),
        bulletFontName=fonts.REGULAR, bulletFontSize=size, bulletIndent=max(indent - _INDENT, 0), leftIndent=indent,
        spaceBefore=before, spaceAfter=after, keepWithNext=keep, splitLongWords=1, linkUnderline=1,
    )  # fmt: skip
