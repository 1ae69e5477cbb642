"""The fonts of every paper: Inter, embedded in the PDF, the same files as on the screen."""

from functools import lru_cache

from ssdesk.paths import resource

REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to reportlab, once. FileNotFoundError: the installation is incomplete."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (REGULAR, MEDIUM, SEMIBOLD, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource(f"fonts/{name}.ttf"))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)
