"""pdfium itself; every call of it is made in a `turn` (`contents.turns`). Only `document` knows this module."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import byref, c_int
from typing import TYPE_CHECKING, Any

from ssdesk.ui.pdf import faults
from ssdesk.ui.pdf.sizes import Area, Box, Picture, sane

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_FINE = 64  # steps per point when a place is asked for in whole numbers


class Opened:
    """What pdfium holds of a document. The page that was used last stays open: pictures of it are made in parts."""

    count = 0

    def __init__(self, data: bytes, name: str) -> None:
        """SsdeskError: it is locked or damaged."""
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            self.pdf = PdfDocument(data)
        except PdfiumError as error:
            locked = error.err_code in (_raw().FPDF_ERR_PASSWORD, _raw().FPDF_ERR_SECURITY)
            raise (faults.needs_password if locked else faults.damaged)(name) from error
        self._page: tuple[int, PdfPage] | None = None
        Opened.count += 1
        try:
            self.pdf.init_forms()  # what somebody filled in is shown too
        except PdfiumError as error:
            self.close()
            raise faults.damaged(name) from error

    def page(self, number: int) -> PdfPage:
        """PdfiumError: it is damaged."""
        if self._page is None or self._page[0] != number:
            self._turn_away()
            self._page = number, self.pdf.get_page(number)
        return self._page[1]

    def close(self) -> None:
        self._turn_away()
        self.pdf.close()
        Opened.count -= 1

    def _turn_away(self) -> None:
        if self._page is not None:
            self._page[1].close()
            self._page = None


def drawn(page: PdfPage, width: int, height: int, area: Area, stopped: Callable[[], bool]) -> Picture | None:
    """The `area` of a picture of the whole page of `width` by `height` pixels, on white. None: it was stopped."""
    from pypdfium2 import PdfBitmap, internal

    raw = _raw()
    pause = raw.IFSDK_PAUSE(version=1)
    internal.set_callback(pause, "NeedToPauseNow", lambda _: stopped())
    bitmap = PdfBitmap.new_native(area.width, area.height, raw.FPDFBitmap_BGRx)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, area.width, area.height)
        what = (bitmap, page, -area.left, -area.top, width, height, 0, raw.FPDF_ANNOT)
        state = raw.FPDF_RenderPageBitmap_Start(*what, byref(pause))
        raw.FPDF_RenderPage_Close(page)
        if state == raw.FPDF_RENDER_TOBECONTINUED:
            return None
        if page.formenv:
            raw.FPDF_FFLDraw(page.formenv, *what)
        return Picture(area.width, area.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()


def letters(text: PdfTextPage) -> str:
    """One for each that pdfium counts; its own way to give a text leaves some out."""
    count = text.count_chars()
    whole = str(text.get_text_range())
    if len(whole) == count:
        return whole
    code_of = _raw().FPDFText_GetUnicode
    codes = (code_of(text, place) for place in range(count))
    return "".join(chr(code) if code < 0x110000 else " " for code in codes)


def boxes_of(page: PdfPage, text: PdfTextPage, first: int, count: int) -> tuple[Box, ...]:
    """Around `count` letters from `first` on, as the page is shown: one for each line."""
    boxes = [text.get_rect(number) for number in range(text.count_rects(first, count))]
    return tuple(_as_shown(page, *box) for box in boxes)


def _as_shown(page: PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    """From the page's own corner and direction to how it lies on screen."""
    size = sane(*page.get_size())
    fine = (0, 0, round(size.width * _FINE), round(size.height * _FINE), 0)
    corners = []
    for across, up in ((left, top), (right, bottom)):
        x, y = c_int(), c_int()
        _raw().FPDF_PageToDevice(page, *fine, across, up, byref(x), byref(y))
        corners.append((x.value / _FINE, y.value / _FINE))
    (one, two), (three, four) = corners
    return Box(min(one, three), min(two, four), abs(three - one), abs(four - two))


def _raw() -> Any:
    """The functions of pdfium itself, which have no types."""
    from pypdfium2 import raw

    return raw
