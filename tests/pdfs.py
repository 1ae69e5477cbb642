"""PDFs for tests, good and bad, made by reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ssdesk.papers import fonts

METRE = 72 / 0.0254
"""In points."""


def of_pages(count: int, draw: Callable[[Canvas, int], None], **options: object) -> bytes:
    """A4 pages; `draw` fills each, counted from 1."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, **options)
    for number in range(1, count + 1):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def numbered(count: int, **options: object) -> bytes:
    """Each page says its number in words that stand on no other."""

    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont("Helvetica", 18)
        canvas.drawString(60, 760, f"Blad {number} van {count}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 730, f"teken{number}teken")

    return of_pages(count, draw, **options)


def report() -> bytes:
    """Four pages as a school sends them: accents, a table, a name on the first and the last page."""
    subjects = ("Nederlands", "Wiskunde", "Frans", "Wereldoriëntatie", "Muzische vorming", "Lichamelijke opvoeding")
    results = (78, 84, 66, 91, 88, 75)
    fonts.register()

    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont(fonts.BOLD, 20)
        canvas.drawString(50, 770, "Basisschool De Wilg")
        canvas.setFont(fonts.REGULAR, 13)
        canvas.drawString(50, 750, f"Herfstrapport 2026-2027, blad {number}")
        if number in (1, 4):
            canvas.drawRightString(545, 770, "Noor Peeters")
        canvas.line(50, 735, 545, 735)
        for place, (subject, result) in enumerate(zip(subjects, results, strict=True)):
            canvas.drawString(50, 700 - 36 * place, subject)
            canvas.drawRightString(545, 700 - 36 * place, f"{result} %")
            canvas.line(50, 688 - 36 * place, 545, 688 - 36 * place)
        canvas.drawString(50, 440, "Zij werkt zelfstandig en zorgvuldig. Zij durft vragen")
        canvas.drawString(50, 422, "stellen wanneer iets nog niet duidelijk is. Eén op één gaat het vlot.")

    return of_pages(4, draw)


def of_sizes(sizes: Sequence[tuple[float, float]]) -> bytes:
    """A page of each size in points, with a mark at its top left corner and its number there."""

    def draw(canvas: Canvas, number: int) -> None:
        width, height = sizes[number - 1]
        canvas.setPageSize((width, height))
        canvas.setFillGray(0)
        canvas.rect(0, height - height / 20, width / 20, height / 20, stroke=0, fill=1)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(width / 10, height - height / 20, f"maat{number}")

    return of_pages(len(sizes), draw)


def mixed() -> bytes:
    """Upright, on its side, upright."""
    return of_sizes([A4, landscape(A4), A4])


def turned() -> bytes:
    """One page that lies on its side in the file and is shown upright; "boven" stands at its top as it is shown."""

    def draw(canvas: Canvas, _: int) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        canvas.drawString(30, A4[0] - 40, "boven")

    return of_pages(1, draw)


def locked() -> bytes:
    """With a password that nobody here knows."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return numbered(2, encrypt=StandardEncryption("geheim", "sleutel", strength=128))


def restricted() -> bytes:
    """Encrypted, but for everybody to read."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return numbered(2, encrypt=StandardEncryption("", "sleutel", canPrint=0, strength=128))


def with_broken_page(count: int, broken: int) -> bytes:
    """The page `broken`, counted from 1, is no page at all."""
    whole = numbered(count)
    pages = whole.split(b"/Type /Page\n")
    assert len(pages) == count + 1
    # The kinds are as long as before, so that every object stays where it is said to be.
    return b"/Type /Page\n".join(pages[:broken]) + b"/Type /Bone\n" + b"/Type /Page\n".join(pages[broken:])


def heavy(others: int = 0) -> bytes:
    """A page with so much on it that a picture of it takes seconds, and `others` with nothing on them."""

    def draw(canvas: Canvas, page: int) -> None:
        for number in range(30_000 if page == 1 else 0):
            path = canvas.beginPath()
            path.moveTo(0, number % 800)
            path.curveTo(number % 500, 900, 900 - number % 700, 0, 590, number % 830)
            canvas.setFillColorRGB(number % 7 / 7, number % 11 / 11, number % 13 / 13, alpha=0.5)
            canvas.drawPath(path, stroke=1, fill=1)

    return of_pages(1 + others, draw)
