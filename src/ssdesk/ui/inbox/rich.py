"""Between a text document and the lines of `rules.markup`: what Qt knows beyond them never gets in or out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
)

from ssdesk.rules.markup import DEEPEST, Line, Run
from ssdesk.ui import theme

CID = "cid:"
_MARKS = {"ul": QTextListFormat.Style.ListDisc, "ol": QTextListFormat.Style.ListDecimal}
_BOLD = QFont.Weight.DemiBold


def lines_in(document: QTextDocument) -> list[Line]:
    """What stands in the document."""
    return [_line(block) for block in _blocks(document)]


def insert(cursor: QTextCursor, lines: Sequence[Line]) -> None:
    """Puts lines where the cursor stands; the first goes on with the line that is there."""
    cursor.beginEditBlock()
    for place, line in enumerate(lines):
        if place:
            cursor.insertBlock(_apart(cursor.blockFormat()), QTextCharFormat())
        if line.item and (place or cursor.block().length() == 1):
            make_item(cursor, line.item, line.level)
        for run in line.runs:
            if run.image:
                insert_image(cursor, run.image, run.text)
            else:
                cursor.insertText(run.text.replace("\n", "\u2028"), look_of(run))
    cursor.endEditBlock()


def insert_image(cursor: QTextCursor, image: str, says: str) -> None:
    """A line with an image is as high as that needs."""
    picture = QTextImageFormat()
    picture.setName(f"{CID}{image}")
    picture.setProperty(QTextFormat.Property.ImageAltText, says)
    lines = QTextBlockFormat()
    lines.setLineHeight(theme.px(theme.READING_LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    cursor.mergeBlockFormat(lines)
    cursor.insertImage(picture)


def make_item(cursor: QTextCursor, item: str, level: int = 1) -> None:
    """The cursor's line becomes an item of the list before it, if that is of the same form, else of a new one."""
    before = cursor.block().previous()
    while (listed := list_of(before)) is not None and listed.format().indent() > level:
        before = before.previous()
    if listed is not None and (item_of(before), listed.format().indent()) == (item, level):
        listed.add(cursor.block())
        return
    form = QTextListFormat()
    form.setStyle(_MARKS[item])
    form.setIndent(level)
    cursor.createList(form)


def no_item(cursor: QTextCursor) -> None:
    """The cursor's line is an ordinary one."""
    listed = list_of(cursor.block())
    if listed is not None:
        listed.remove(cursor.block())
        form = cursor.blockFormat()
        form.setIndent(0)
        cursor.setBlockFormat(form)


def lift_lines(cursor: QTextCursor, first: int) -> None:
    """From the place `first` to the cursor was just written: the lines that hold nothing else are ordinary ones."""
    last, walk = cursor.position(), QTextCursor(cursor)
    walk.setPosition(first)
    if walk.block() == cursor.block():
        return
    while True:
        block = walk.block()
        if first <= block.position() and block.position() + block.length() - 1 <= last:
            no_item(walk)
        if not walk.movePosition(QTextCursor.MoveOperation.NextBlock) or walk.position() > last:
            return


def list_of(block: QTextBlock) -> QTextList | None:
    """The list that the line is an item of."""
    return block.textList()


def item_of(block: QTextBlock) -> str:
    """ "ul" or "ol" for an item of a list."""
    listed = list_of(block)
    if listed is None:
        return ""
    numbered = listed.format().style().value <= QTextListFormat.Style.ListDecimal.value
    return "ol" if numbered else "ul"


def look_of(run: Run) -> QTextCharFormat:
    """As the words are painted; a link is underlined in the accent."""
    look = QTextCharFormat()
    if run.bold:
        look.setFontWeight(_BOLD)
    if run.italic:
        look.setFontItalic(True)
    if run.underline:
        look.setFontUnderline(True)
    if run.link:
        look.setAnchor(True)
        look.setAnchorHref(run.link)
        look.setFontUnderline(True)
        look.setForeground(theme.ink(theme.colours().accent.ink))
    return look


def images_in(document: QTextDocument) -> Iterator[tuple[int, str]]:
    """Where each image stands, and its content."""
    for block in _blocks(document):
        for place, (_, look) in fragments(block):
            if look.isImageFormat():
                yield place, look.toImageFormat().name().removeprefix(CID)


def dress(document: QTextDocument) -> None:
    """Links in the accent of the present look; lines with an image as high as that needs."""
    links = QTextCharFormat()
    links.setForeground(theme.ink(theme.colours().accent.ink))
    high = QTextBlockFormat()
    high.setLineHeight(theme.px(theme.READING_LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    cursor = QTextCursor(document)
    for block in _blocks(document):
        for place, (text, look) in list(fragments(block)):
            cursor.setPosition(place)
            if look.isImageFormat():
                cursor.mergeBlockFormat(high)
            elif look.isAnchor():
                cursor.setPosition(place + len(text), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(links)


def is_bold(look: QTextCharFormat) -> bool:
    return look.fontWeight() >= _BOLD.value


def _apart(form: QTextBlockFormat) -> QTextBlockFormat:
    """The form of a line, not of an item."""
    apart = QTextBlockFormat(form)
    apart.setObjectIndex(-1)
    apart.setIndent(0)
    return apart


def _line(block: QTextBlock) -> Line:
    runs: list[Run] = []
    for _, (text, look) in fragments(block):
        if look.isImageFormat():
            picture = look.toImageFormat()
            says = str(picture.property(QTextFormat.Property.ImageAltText) or "")
            runs += [Run(says, image=picture.name().removeprefix(CID))] * len(text)
            continue
        link = look.anchorHref() if look.isAnchor() else ""
        words = text.replace("\u2028", "\n").replace("\xa0", " ")
        runs.append(Run(words, is_bold(look), look.fontItalic(), look.fontUnderline() and not link, link))
    item = item_of(block)
    listed = list_of(block)
    level = min(max(listed.format().indent(), 1), DEEPEST) if item and listed is not None else 0
    return Line(tuple(runs), item, level)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[tuple[int, tuple[str, QTextCharFormat]]]:
    """Words of one look, and where they stand."""
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.isValid():
            yield fragment.position(), (fragment.text(), fragment.charFormat())
        walk += 1
