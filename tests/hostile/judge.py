"""What is wrong with an open message, judged by what the window holds and not by how it was cleaned.

It knows nothing of the sanitiser: it looks at every format that the text document holds, at its frames and tables, and
at the labels around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
)

from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.widgets import AttachmentTile, ElidedLabel, Label

_LARGEST_LETTERS, _WIDEST, _TALLEST_IMAGE = 60, 200_000, 1500  # px
_MOST_CELLS = 20_000


def problems(reader: Reader, mine: str) -> list[str]:
    """`mine`: the content of the one file of the message that may be shown as a picture."""
    return [*_of_document(reader.body, mine), *_of_labels(reader)]


# ---- The text --------------------------------------------------------------------------------------------------------
def _of_document(body: BodyText, mine: str) -> Iterator[str]:
    document = body.document()
    for form in document.allFormats():
        yield from _of_format(form)
        if form.isCharFormat():
            yield from _of_letters(form.toCharFormat(), mine)
        elif form.isBlockFormat():
            yield from _of_paragraph(form.toBlockFormat())
        elif form.isListFormat():
            yield from _of_list(form.toListFormat())
    for frame in _frames(document.rootFrame()):
        yield from _of_frame(frame)
    text = document.toPlainText()
    if {"\0", "\u202d", "\u202e"} & set(text):
        yield "the text turns what follows"
    if document.baseUrl().toString() or body.source().toString():
        yield f"addresses begin at {document.baseUrl().toString()}{body.source().toString()}"
    if document.size().width() > _WIDEST:
        yield f"it is {document.size().width():.0f} px wide"


def links_of(body: BodyText) -> list[str]:
    """Each link that could be pressed, once."""
    chars = (form.toCharFormat() for form in body.document().allFormats() if form.isCharFormat())
    return list(dict.fromkeys(form.anchorHref() for form in chars if form.anchorHref()))


def _of_paragraph(form: QTextBlockFormat) -> Iterator[str]:
    sizes = (form.textIndent(), form.leftMargin(), form.rightMargin(), form.topMargin(), form.bottomMargin())
    if max(map(abs, sizes)) > 500 or not 0 <= form.indent() <= 300:
        yield f"a paragraph is moved by {sizes} and {form.indent()}"


def _of_letters(form: QTextCharFormat, mine: str) -> Iterator[str]:
    if form.anchorHref():
        yield from _of_link(form.anchorHref())
    if form.isImageFormat():
        image = form.toImageFormat()
        if image.name() != f"cid:{mine}":
            yield f"the picture {image.name()[:200]!r}"
        if not (0 < image.width() <= _TALLEST_IMAGE and 0 < image.height() <= _TALLEST_IMAGE):
            yield f"a picture of {image.width()} × {image.height()}"
    if max(form.font().pixelSize(), form.font().pointSizeF()) > _LARGEST_LETTERS:
        yield f"letters of {form.font().pixelSize()} px"
    if form.objectType() > QTextFormat.ObjectTypes.TableCellObject.value:
        yield f"an object of type {form.objectType()}"


def _of_format(form: QTextFormat) -> Iterator[str]:
    if form.hasProperty(QTextFormat.Property.BackgroundImageUrl):
        yield f"a ground of {form.stringProperty(QTextFormat.Property.BackgroundImageUrl)[:200]!r}"
    if not form.background().textureImage().isNull():
        yield "a ground with a texture"


def _of_list(form: QTextListFormat) -> Iterator[str]:
    if form.indent() > 300 or not -1 <= form.start() <= 100_000:
        yield f"a list begins at {form.start()}, moved by {form.indent()}"


def _of_link(link: str) -> Iterator[str]:
    scheme = urlsplit(link).scheme
    if scheme not in ("http", "https", "mailto"):
        yield f"a link of the scheme {scheme!r}: {link[:200]!r}"
    if not link.isascii() or not link.isprintable() or " " in link or "\\" in link:
        yield f"a link with what cannot be seen: {link[:200]!r}"
    if scheme in ("http", "https") and not urlsplit(link).netloc:
        yield f"a link to no site: {link[:200]!r}"


def _frames(frame: QTextFrame) -> Iterator[QTextFrame]:
    waiting = [frame]
    while waiting:
        now = waiting.pop()
        yield now
        waiting += now.childFrames()


def _of_frame(frame: QTextFrame) -> Iterator[str]:
    form = frame.frameFormat()
    yield from _of_format(form)
    if form.position() != QTextFrameFormat.Position.InFlow:
        yield "a part that floats"
    if form.width().type() != QTextLength.Type.VariableLength and form.width().rawValue() > 5000:
        yield f"a frame of {form.width().rawValue()}"
    if max(form.margin(), form.padding(), form.border()) > 200:
        yield f"a frame with {form.margin()}, {form.padding()}, {form.border()} around it"
    if isinstance(frame, QTextTable):
        if frame.columns() * frame.rows() > _MOST_CELLS:
            yield f"a table of {frame.rows()} × {frame.columns()}"
        if max(frame.format().cellSpacing(), frame.format().cellPadding()) > 200:
            yield f"a table with cells {frame.format().cellSpacing()} apart"


# ---- Around it -------------------------------------------------------------------------------------------------------
def _of_labels(reader: Reader) -> Iterator[str]:
    for label in (*reader.findChildren(Label), *reader.findChildren(ElidedLabel)):
        yield from _of_words(label.text())
    for tile in reader.findChildren(AttachmentTile):
        yield from _of_words(tile.name())
        yield from _of_words(tile.accessibleName())


def _of_words(text: str) -> Iterator[str]:
    for char in text:
        if unicodedata.category(char) in ("Cf", "Cc", "Cs", "Zl", "Zp") and char != "\n":
            yield f"a name with U+{ord(char):04X}"
            return
