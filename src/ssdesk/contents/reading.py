"""The words of a file, to find it by. Whatever the bytes are: within bounds, and never an error.

What a file is, its bytes say: a name may lie. A file that is locked, damaged, a bomb or of another kind has no words.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator

from ssdesk.contents import office
from ssdesk.contents.turns import turn

log = logging.getLogger(__name__)

LARGEST = 25 * 1000 * 1000
"""Bytes of a file that is read."""
MOST = 200_000
"""Characters that are kept of one file."""
MOST_PAGES = 1000
PATIENCE_S = 5.0
_NO_LETTERS = {0: " ", 0xAD: None, 0xFFFE: None}
"""pdfium says U+FFFE for the hyphen with which a word goes on in the next line."""
_HEADER = 1024  # bytes in which a PDF says that it is one


def words_of(data: bytes, stopped: Callable[[], bool] = lambda: False) -> str:
    """Of a PDF, docx, xlsx, pptx, odt, ods or odp, as many as there is room and time for; "" for any other."""
    if len(data) > LARGEST:
        return ""
    if b"%PDF-" in data[:_HEADER]:
        parts = _of_pdf(data)
    elif data[:4] == b"PK\x03\x04":
        parts = office.texts(data)
    else:
        return ""
    until = time.monotonic() + PATIENCE_S
    found, size = [], 0
    try:
        for part in parts:
            found.append(part)
            size += len(part) + 1
            if size >= MOST or time.monotonic() > until or stopped():
                break
    except Exception as error:  # noqa: BLE001 - of foreign readers, over bytes that anybody may have sent
        log.debug("A file cannot be read to find it by its words: %s", type(error).__name__)
    finally:
        parts.close()
    return " ".join(" ".join(found)[:MOST].translate(_NO_LETTERS).split())


def _of_pdf(data: bytes) -> Generator[str]:
    """Page by page; between two of them pdfium is free for who looks at a document."""
    from pypdfium2 import PdfDocument

    with turn():
        pdf = PdfDocument(data)
    try:
        with turn():
            pages = min(len(pdf), MOST_PAGES)
        for number in range(pages):
            with turn():
                page = pdf.get_page(number)
                try:
                    text = page.get_textpage()
                    try:
                        said = str(text.get_text_range(count=min(text.count_chars(), MOST)))
                    finally:
                        text.close()
                finally:
                    page.close()
            yield said.encode("utf-8", "replace").decode()
    finally:
        with turn():
            pdf.close()
