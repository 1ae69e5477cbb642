"""A pupil's report as the school gives it: marks with the class median, a comment for each subject, how the pupil
learns and lives with others, attendance, and room to sign. Four parts, each on a new page; what is long goes on.

Names and comments of any length wrap and are never cut. The same data makes the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ssdesk.papers import fonts
from ssdesk.papers.letter import LetterHead
from ssdesk.papers.numbered import numbered
from ssdesk.papers.report_card_texts import DUTCH, ReportCardTexts

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_TEXT, _MUTED, _LINE = "#1B2130", "#5C667A", "#DDE1E8"
# In millimetres.
_SIDE, _TOP, _FOOT, _WIDTH = 18.0, 16.0, 20.0, 174.0
_PADDING = 6.0  # points, of the template's frame
_BODY, _SMALL, _HEADING, _NAME = 13.5, 12.5, 16.0, 20.5  # points


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """`result` and `median` as printed ("78%"); what the school does not give is empty."""

    subject: str
    result: str
    median: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Skills:
    """`judged`: what was looked at, and how it goes in a word."""

    heading: str
    text: str
    judged: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportCard:
    """`attendance`: what was counted, and how much in words. `teacher` as it stands in a sentence ("juf Petra"),
    `signed_by` and `principal` under the lines for signing."""

    school: LetterHead
    title: str
    school_year: str
    pupil: str
    class_name: str
    teacher: str
    dated: date
    subjects: tuple[SubjectLine, ...]
    remarks: tuple[Remark, ...] = ()
    skills: tuple[Skills, ...] = ()
    attendance: tuple[tuple[str, str], ...] = ()
    signed_by: str = ""
    principal: str = ""


def report_card(data: ReportCard, texts: ReportCardTexts = DUTCH) -> bytes:
    """The report as a PDF of at least four A4 pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    fonts.register()
    head = _head(data, texts)
    _, height = head.wrap(_WIDTH * mm, 200 * mm)
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=_SIDE * mm - _PADDING, rightMargin=_SIDE * mm - _PADDING,
        topMargin=_TOP * mm + height + 6 * mm, bottomMargin=_FOOT * mm,
        title=texts.document.format(title=data.title, year=data.school_year, pupil=data.pupil),
        author=data.school.name, creator="ssdesk", invariant=1, lang=texts.language,
        initialFontName=fonts.REGULAR,
    )  # fmt: skip

    def furnish(canvas: "Canvas", _: object) -> None:
        _furnish(canvas, data, _head(data, texts))

    def number(canvas: "Canvas", page: int, pages: int) -> None:
        _number(canvas, data, texts.page.format(page=page, pages=pages))

    document.build(list(_parts(data, texts)), onFirstPage=furnish, onLaterPages=furnish, canvasmaker=numbered(number))
    return buffer.getvalue()


# ---- Every page ------------------------------------------------------------------------------------------------------
def _head(data: ReportCard, texts: ReportCardTexts) -> "Flowable":
    """School and report at the left, pupil and class at the right."""
    from reportlab.lib.units import mm
    from reportlab.platypus import Table

    line = texts.class_line if data.teacher else texts.class_only
    left = [
        _text(data.school.name, _NAME, fonts.BOLD),
        _text(texts.report.format(title=data.title, year=data.school_year), _BODY),
    ]
    right = [
        _text(data.pupil, _BODY, fonts.BOLD, right=True),
        _text(line.format(class_name=data.class_name, teacher=data.teacher), _BODY, right=True),
    ]
    table = Table([[left, right]], colWidths=[96 * mm, (_WIDTH - 96) * mm])
    table.setStyle([*_bare(), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")])
    return table


def _furnish(canvas: "Canvas", data: ReportCard, head: "Flowable") -> None:
    """The head, and a line in the school's colour below it."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm

    _, height = head.wrapOn(canvas, _WIDTH * mm, 200 * mm)
    bottom = (297 - _TOP) * mm - height
    head.drawOn(canvas, _SIDE * mm, bottom)
    canvas.setStrokeColor(HexColor(data.school.colour))
    canvas.setLineWidth(1.6)
    canvas.line(_SIDE * mm, bottom - 3 * mm, (_SIDE + _WIDTH) * mm, bottom - 3 * mm)


def _number(canvas: "Canvas", data: ReportCard, page: str) -> None:
    """The foot: whose school this is, and the page."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm

    canvas.setFont(fonts.REGULAR, 8)
    canvas.setFillColor(HexColor(_MUTED))
    canvas.drawString(
        _SIDE * mm, 11 * mm, " · ".join(part for part in (data.school.name, *data.school.address) if part)
    )
    canvas.drawRightString((_SIDE + _WIDTH) * mm, 11 * mm, page)


# ---- The four parts --------------------------------------------------------------------------------------------------
def _parts(data: ReportCard, texts: ReportCardTexts) -> "Iterator[Flowable]":
    from reportlab.platypus import PageBreak

    yield _marks(data, texts)
    for remark in data.remarks:
        yield _text(remark.heading, _BODY, fonts.BOLD, before=12, keep=True)
        yield _text(remark.text, _BODY, before=2)
    yield PageBreak()
    yield _text(texts.comments, _HEADING, fonts.BOLD, after=4)
    for line in data.subjects:
        yield _text(f"{line.subject}  {line.result}".rstrip(), _BODY, fonts.SEMIBOLD, before=8, keep=True)
        yield _text(line.comment or texts.no_comment, _SMALL, colour=_TEXT if line.comment else _MUTED, before=1)
    yield PageBreak()
    yield _text(texts.skills, _HEADING, fonts.BOLD, after=4)
    for group in data.skills:
        yield _text(group.heading, _BODY, fonts.SEMIBOLD, before=10, keep=True)
        yield _text(group.text, _BODY, before=1, after=4)
        if group.judged:
            yield _pairs(group.judged)
    yield PageBreak()
    yield _text(texts.attendance, _HEADING, fonts.BOLD, after=6)
    if data.attendance:
        yield _pairs(data.attendance)
    yield _text(texts.signatures, _HEADING, fonts.BOLD, before=28, after=4, keep=True)
    yield _text(texts.dated.format(day=texts.day(data.dated)), _BODY, colour=_MUTED, after=40, keep=True)
    yield _signatures(data, texts)


def _marks(data: ReportCard, texts: ReportCardTexts) -> "Flowable":
    """The overview; subjects without any median have no column for it."""
    from reportlab.lib.units import mm

    medians = any(line.median for line in data.subjects)
    head = [texts.subject, texts.result, *([texts.median] if medians else [])]
    rows = [[_text(cell, _SMALL, colour=_MUTED, right=n > 0) for n, cell in enumerate(head)]]
    for line in data.subjects:
        cells = [_text(line.subject, _BODY), _text(line.result, _BODY, fonts.BOLD, right=True)]
        rows.append(cells + ([_text(line.median, _BODY, right=True)] if medians else []))
    widths = [106.0, 30.0, 38.0] if medians else [134.0, 40.0]
    return _lined(rows, [width * mm for width in widths])


def _pairs(rows: Sequence[tuple[str, str]]) -> "Flowable":
    from reportlab.lib.units import mm

    return _lined(
        [[_text(a, _BODY), _text(b, _BODY, fonts.SEMIBOLD, right=True)] for a, b in rows], [114 * mm, 60 * mm]
    )


def _lined(rows: "list[list[Flowable]]", widths: list[float]) -> "Flowable":
    """A table with a line below each row, which goes on over pages."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    table = Table(rows or [[_text("", _BODY)] * len(widths)], colWidths=widths, hAlign="LEFT", repeatRows=0)
    table.setStyle(
        [
            *_bare(),
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor(_LINE)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    return table


def _signatures(data: ReportCard, texts: ReportCardTexts) -> "Flowable":
    """Three lines to sign on."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm
    from reportlab.platypus import Table

    signers = ((texts.teacher, data.signed_by), (texts.principal, data.principal), (texts.parents, ""))
    cells: list[object] = []
    for role, name in signers:
        cells += [[_text(role, _SMALL, colour=_MUTED), _text(name, _BODY)], ""]
    table = Table([cells[:-1]], colWidths=[52 * mm, 9 * mm, 52 * mm, 9 * mm, 52 * mm], hAlign="LEFT")
    lines = [("LINEABOVE", (column, 0), (column, 0), 0.8, HexColor(_TEXT)) for column in (0, 2, 4)]
    table.setStyle([*_bare(), *lines, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 4)])
    return table


def _bare() -> list[tuple[Any, ...]]:
    """No padding, and no font but ours: an unused one would not be embedded."""
    return [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]


def _text(text: str, size: float, font: str = fonts.REGULAR, colour: str = _TEXT, **more: Any) -> "Flowable":
    """A paragraph. `more`: `right`, `before`, `after`, `keep` (with the next)."""
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text), _style(size, font, colour, **more))


@lru_cache(maxsize=128)
def _style(
    size: float,
    font: str,
    colour: str,
    *,
    right: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> "ParagraphStyle":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.45,
        textColor=HexColor(colour),
        alignment=TA_RIGHT if right else TA_LEFT,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=keep,
        splitLongWords=1,
    )
