"""An open PDF: sizes, pictures and text of its pages, and where words stand on them.

pdfium serves one thread at a time, over all documents of the process: every call of it in the program is made below one
lock (see `contents.turns`). So these functions may be called on any thread, one waits for the other, and none of them
but `close` belongs on the main thread. Sizes are in points (1/72 inch); a place on a page is counted from its top left
corner as it is shown, turned and cropped as the document says. Pages count from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ssdesk.contents.turns import leave, turn
from ssdesk.ui.pdf import faults
from ssdesk.ui.pdf.engine import Opened, boxes_of, drawn, letters
from ssdesk.ui.pdf.finding import Folded
from ssdesk.ui.pdf.sizes import A4, Area, Box, Picture, Size, sane

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

LARGEST = 64 * 1024 * 1024
"""Bytes of a document that is taken into memory."""
MOST_PAGES = 10_000
_HEADER = 1024  # bytes in which a PDF says that it is one


def open_documents() -> int:
    """How many documents of this process are open."""
    return Opened.count


class Document:
    """`close` it when it is no longer shown, so that its memory comes back at once."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens what `data` holds. SsdeskError: it is no PDF, damaged, locked, too large or empty."""
        self.name, self._data = name, data
        self._closing = Event()
        self._opened: Opened | None = None
        if len(data) > LARGEST:
            raise faults.too_large(name)
        if b"%PDF-" not in data[:_HEADER]:
            raise faults.not_a_pdf(name)
        with turn():
            opened = Opened(data, name)
            self.pages = len(opened.pdf)
            if not 0 < self.pages <= MOST_PAGES:
                opened.close()
                raise faults.too_large(name) if self.pages else faults.no_pages(name)
            self._opened = opened

    @classmethod
    def read(cls, source: bytes | Path, name: str) -> Document:
        """From memory or from a file. SsdeskError as when it is made, or the file cannot be read."""
        if isinstance(source, bytes):
            return cls(source, name)
        try:
            if source.stat().st_size > LARGEST:
                raise faults.too_large(name)
            data = source.read_bytes()
        except OSError as error:
            raise faults.unreadable(name) from error
        return cls(data, name)

    def reopener(self) -> Callable[[], Document]:
        """Opens the same document once more, for work that goes on when this one is closed; to be called in the pool.
        SsdeskError, at once: it is closed already."""
        if self.is_closed:
            raise faults.closed(self.name)
        return partial(Document, self._data, self.name)

    @property
    def is_closed(self) -> bool:
        return self._closing.is_set()

    def close(self) -> None:
        """Gives everything back. Never waits: while pdfium is at work, it does so when it has finished. A picture of
        this document that is being made is given up."""
        self._closing.set()
        opened, self._opened, self._data = self._opened, None, b""
        if opened is not None:
            leave(opened)

    def __del__(self) -> None:
        """Nobody has it any more, on whatever thread that is noticed."""
        self.close()

    # ---- Pages -------------------------------------------------------------------------------------------------------
    def size(self, page: int) -> Size:
        """A page whose size cannot be read is as large as A4."""
        from pypdfium2 import PdfiumError

        with turn():
            try:
                width, height = self._here().pdf.get_page_size(page)
            except PdfiumError:
                return A4
        return sane(width, height)

    def render(
        self, page: int, width: int, height: int, area: Area, stop: Callable[[], bool] = lambda: False
    ) -> Picture | None:
        """The `area` of a picture of the whole page of `width` by `height` pixels, on white. None: `stop` said so, or
        the document was closed meanwhile. SsdeskError: this page is damaged."""
        with self._page(page) as turned:
            return drawn(turned, width, height, area, lambda: stop() or self.is_closed)

    def text(self, page: int) -> str:
        """What can be read on the page, line by line; "" for a page that is a picture."""
        with self._text(page) as text:
            return str(text.get_text_range()).replace("\r\n", "\n")

    def search(self, page: int, words: str) -> list[tuple[Box, ...]]:
        """Where `words` stand on the page; one that goes on on the next line has several boxes. Capitals, accents and
        the breaks of lines make no difference."""
        with self._text(page) as text:
            found = Folded(letters(text)).find(words)
            return [boxes_of(text.page, text, first, count) for first, count in found]

    def _here(self) -> Opened:
        opened = self._opened
        if opened is None:
            raise faults.closed(self.name)
        return opened

    @contextmanager
    def _page(self, number: int) -> Iterator[PdfPage]:
        """Below the lock."""
        from pypdfium2 import PdfiumError

        with turn():
            opened = self._here()
            try:
                page = opened.page(number)
            except PdfiumError as error:
                raise faults.broken_page(number + 1) from error
            yield page

    @contextmanager
    def _text(self, number: int) -> Iterator[PdfTextPage]:
        from pypdfium2 import PdfiumError

        with self._page(number) as page:
            try:
                text = page.get_textpage()
            except PdfiumError as error:
                raise faults.broken_page(number + 1) from error
            try:
                yield text
            finally:
                text.close()
