"""The school's activation letter (school.md A4, A5): what a parent types in at the first sign-in, on one A4 page whose
address stands in the window of a usual Belgian envelope (window at the right, folded in three).

A letter is for one co-account. It names the child and never an adult: not the holder, whom the school may not know yet,
and not the child's other co-accounts, whose existence nobody may learn (A2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ssdesk.papers import fonts
from ssdesk.papers.letter_texts import DUTCH, LetterTexts

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_TEXT, _MUTED, _LINE, _SUNKEN = "#1B2130", "#5C667A", "#C9CED8", "#F6F7F9"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# In millimetres from the top left of the page.
_MARGIN, _WINDOW_X, _WINDOW_Y, _WINDOW_WIDTH, _WINDOW_HEIGHT = 25.0, 112.0, 46.0, 80.0, 30.0
_BODY_Y, _FOOT_Y, _FOLDS = 88.0, 282.0, (99.0, 198.0)


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The school on its letter. ValueError: `colour` is not written as `#2F5BD7`."""

    name: str
    address: tuple[str, ...]
    """Street, then postal code and town."""
    phone: str = ""
    email: str = ""
    colour: str = "#2F5BD7"

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError("A colour is written as #RRGGBB.")


@dataclass(frozen=True, slots=True)
class HelpContact:
    """Who helps when it does not work. What is empty is left out."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ActivationLetter:
    school: LetterHead
    help: HelpContact
    pupil: str
    """First and last name of the child."""
    class_name: str
    """Printed only where there is no postal address: the letter then goes through the class."""
    address: tuple[str, ...]
    """Postal lines of this co-account's own household; empty: handed out at school."""
    server: str
    """What is typed as the school's address."""
    username: str
    code: str
    valid_until: date
    """The last day on which the code works."""
    written_on: date


def letter(data: ActivationLetter, texts: LetterTexts = DUTCH) -> bytes:
    """One letter as a PDF of one page."""
    return letters((data,), texts)


def letters(all_data: Sequence[ActivationLetter], texts: LetterTexts = DUTCH) -> bytes:
    """All letters in one PDF, a page each and in the given order. ValueError: no letter at all.

    The same data makes the same bytes.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    if not all_data:
        raise ValueError("There is no letter to print.")
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=A4,
        invariant=1,
        lang=texts.language,
        initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the types say float; reportlab wants a name
    )
    canvas.setTitle(texts.title.format(school=all_data[0].school.name))
    canvas.setAuthor(all_data[0].school.name)
    canvas.setCreator("ssdesk")
    for data in all_data:
        _page(canvas, data, texts)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def grouped(code: str) -> str:
    """The code in groups of four, which are easiest to copy; a code not of capitals and digits stays as it is."""
    compact = re.sub(r"[\s-]", "", code)
    if not re.fullmatch(r"(?:[0-9A-Z]{4})+", compact):
        return code
    return " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))


def _page(canvas: "Canvas", data: ActivationLetter, texts: LetterTexts) -> None:
    _furniture(canvas, data.school)
    _put(canvas, _sender(data.school), _MARGIN, 16.0, 80.0, 40.0)
    _put(canvas, _addressee(data, texts), _WINDOW_X, _WINDOW_Y, _WINDOW_WIDTH, _WINDOW_HEIGHT)
    _put(canvas, _body(data, texts), _MARGIN, _BODY_Y, 210.0 - 2 * _MARGIN, _FOOT_Y - _BODY_Y - 6.0)
    foot = " · ".join(part for part in (data.school.name, *data.school.address) if part)
    _put(canvas, [_text(foot, size=8, colour=_MUTED)], _MARGIN, _FOOT_Y, 210.0 - 2 * _MARGIN, 8.0)


def _furniture(canvas: "Canvas", school: LetterHead) -> None:
    """The band in the school's colour and the marks where the letter is folded."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm

    canvas.setFillColor(HexColor(school.colour))
    canvas.rect(0, 293 * mm, 210 * mm, 4 * mm, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor(_LINE))
    canvas.setLineWidth(0.4)
    for fold in _FOLDS:
        canvas.line(4 * mm, (297 - fold) * mm, 8 * mm, (297 - fold) * mm)
    canvas.line(_MARGIN * mm, (297 - _FOOT_Y + 2) * mm, (210 - _MARGIN) * mm, (297 - _FOOT_Y + 2) * mm)


def _put(canvas: "Canvas", parts: "list[Flowable]", x: float, y: float, width: float, height: float) -> None:
    """Lay out `parts` in a box given in millimetres from the top left; what is too long is made smaller, never cut."""
    from reportlab.lib.units import mm
    from reportlab.platypus import Frame, KeepInFrame

    fitted = KeepInFrame(width * mm, height * mm, parts, mode="shrink")
    frame = Frame(
        x * mm, (297 - y - height) * mm, width * mm, height * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    frame.addFromList([fitted], canvas)


def _sender(school: LetterHead) -> "list[Flowable]":
    lines = [*school.address, school.phone, school.email]
    small = [_text(line, size=8.5, colour=_MUTED) for line in lines if line]
    return [_text(school.name, size=14, font=fonts.BOLD, after=2), *small]


def _addressee(data: ActivationLetter, texts: LetterTexts) -> "list[Flowable]":
    to = (texts.to, data.pupil, *data.address) if data.address else (texts.to, data.pupil, data.class_name)
    return [_text(line, size=10.5) for line in to if line]


def _body(data: ActivationLetter, texts: LetterTexts) -> "list[Flowable]":
    until, today = texts.day(data.valid_until), texts.day(data.written_on)
    steps = [_step(number, step) for number, step in enumerate(texts.steps, start=1)]
    reach = ", ".join(part for part in (data.help.name, data.help.phone, data.help.email) if part)
    return [
        _text(today, size=9.5, colour=_MUTED, after=8),
        _text(texts.title.format(school=data.school.name), size=17, font=fonts.BOLD, after=7),
        _text(texts.greeting, after=4),
        _text(texts.opening.format(pupil=data.pupil), after=10),
        _credentials(data, texts),
        _text(texts.validity.format(until=until), size=9.5, colour=_MUTED, before=5, after=10),
        _text(texts.begin, size=12, font=fonts.SEMIBOLD, after=4),
        *steps,
        _text(texts.secrecy, before=8, after=3),
        _text(texts.expired.format(until=until), after=8),
        _text(texts.help, size=12, font=fonts.SEMIBOLD, after=2),
        _text(reach),
    ]


def _credentials(data: ActivationLetter, texts: LetterTexts) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import mm
    from reportlab.platypus import Table

    def row(label: str, value: str, size: float) -> "list[Flowable]":
        return [_text(label, colour=_MUTED), _text(value, size=size, font=fonts.SEMIBOLD)]

    rows = [
        row(texts.server, data.server, 12),
        row(texts.username, data.username, 12),
        row(texts.code, grouped(data.code), 17),
    ]
    table = Table(rows, colWidths=[42 * mm, 118 * mm], hAlign="LEFT")
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # else an unused font that is not embedded gets in
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(_SUNKEN)),
            ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(data.school.colour)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    return table


def _step(number: int, step: str) -> "Flowable":
    from reportlab.platypus import Paragraph

    style = _style(10, fonts.REGULAR, _TEXT, after=1.5)
    style.leftIndent = 16
    return Paragraph(escape(step), style, bulletText=f"{number}.")


def _text(
    text: str, size: float = 10, font: str = fonts.REGULAR, colour: str = _TEXT, before: float = 0, after: float = 0
) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text), _style(size, font, colour, before, after))


def _style(size: float, font: str, colour: str, before: float = 0, after: float = 0) -> "ParagraphStyle":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.45,
        textColor=HexColor(colour),
        bulletFontName=fonts.SEMIBOLD,
        bulletFontSize=size,
        spaceBefore=before,
        spaceAfter=after,
    )
