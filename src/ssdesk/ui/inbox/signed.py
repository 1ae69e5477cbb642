"""The signature in a text that is being written: put at its end, exchanged, told apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCursor

from ssdesk.protocol.kinds import OwnText
from ssdesk.rules.markup import Line, html_of, lines_of, lines_of_text
from ssdesk.ui.inbox import rich
from ssdesk.ui.inbox.quoting import first_quoted
from ssdesk.ui.inbox.writing_area import WritingArea

Lines = tuple[Line, ...]
_ROOM = re.compile(r"(?: |&nbsp;)+(?=<)")


class Signed:
    """Only lines that are still as they were put count as the signature: what the writer changed in them is the
    writer's own, and stays."""

    def __init__(self, area: WritingArea) -> None:
        self._area = area
        self._put: Lines = ()

    def forget(self) -> None:
        """Another text is written, and none was put into it."""
        self._put = ()

    def recognise(self, signatures: Iterable[OwnText]) -> None:
        """In a text that was written before: that of these which stands in it."""
        known = sorted(map(lines_of_signature, signatures), key=len, reverse=True)
        self._put = next((lines for lines in known if self._place(lines) is not None), ())

    @property
    def is_there(self) -> bool:
        return self._place(self._put) is not None

    def put(self, signature: OwnText | None) -> None:
        """In place of the one that is there; else at the end, above what is quoted. None takes it away. One step to
        undo, or none where nothing else was written."""
        lines = lines_of_signature(signature) if signature is not None else ()
        place = self._place(self._put)
        if (place is None and not lines) or (place is not None and lines == self._put):
            return
        untouched = not self._area.text().strip() or self.alone
        kept = self._area.textCursor().position()
        cursor = QTextCursor(self._area.document())
        cursor.beginEditBlock()
        start = self._add(cursor, lines) if place is None else self._exchange(cursor, place, lines)
        cursor.endEditBlock()
        self._put = lines
        if kept <= start or untouched:
            cursor.setPosition(min(kept, start))
            self._area.setTextCursor(cursor)
        if untouched:
            self._area.document().clearUndoRedoStacks()

    @property
    def alone(self) -> bool:
        """Nothing else is written."""
        place = self._place(self._put)
        if place is None:
            return False
        lines = rich.lines_in(self._area.document())
        rest = (*lines[:place], *lines[place + len(self._put) :])
        return not any(line.text.strip() or any(run.image for run in line.runs) for line in rest)

    def begins(self) -> int | None:
        """The character of the text at which it begins; None: there is none."""
        place = self._place(self._put)
        if place is None:
            return None
        units = self._area.document().findBlockByNumber(place).position()
        return len(self._area.text().encode("utf-16-le")[: 2 * units].decode("utf-16-le"))

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _place(self, lines: Lines) -> int | None:
        """The number of its first line; of several the last."""
        if not lines:
            return None
        wanted, here = _keys(lines), _keys(rich.lines_in(self._area.document()))
        starts = range(len(here) - len(wanted), -1, -1)
        return next((start for start in starts if here[start : start + len(wanted)] == wanted), None)

    def _add(self, cursor: QTextCursor, lines: Lines) -> int:
        """Below an empty line; where the text before it ends."""
        document, quote = self._area.document(), first_quoted()
        texts = [line.text for line in rich.lines_in(document)]
        if quote in texts and (at := texts.index(quote)):
            before = document.findBlockByNumber(at - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            start = cursor.position()
            rich.insert(cursor, [Line(), *lines, Line()])
            return start
        cursor.movePosition(QTextCursor.MoveOperation.End)
        start = cursor.position()
        blank_below = len(texts) > 1 and not texts[-1].strip()
        rich.insert(cursor, [Line(), *lines] if blank_below else [Line(), Line(), *lines])
        return start

    def _exchange(self, cursor: QTextCursor, place: int, lines: Lines) -> int:
        document = self._area.document()
        last = document.findBlockByNumber(place + len(self._put) - 1)
        start = document.findBlockByNumber(place).position()
        cursor.setPosition(start)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        rich.no_item(cursor)
        if lines:
            rich.insert(cursor, lines)
            return start
        for _ in range(2):  # its own line, and the empty one above
            if cursor.block().length() == 1:
                cursor.deletePreviousChar()
        return cursor.position()


def lines_of_signature(signature: OwnText) -> Lines:
    """Without empty lines around it."""
    html = signature.body_type == "html"
    lines = lines_of(signature.body) if html else lines_of_text(signature.body)
    while lines and not _words(lines[-1]):
        lines.pop()
    while lines and not _words(lines[0]):
        lines.pop(0)
    return tuple(lines)


def _words(line: Line) -> str:
    return line.text.strip()


def _keys(lines: Sequence[Line]) -> list[str]:
    """What a reader tells apart: not how the same look was made, nor room behind a line."""
    return [_ROOM.sub("", html_of([line])) for line in lines]
