"""Words without end: a text document looks at the whole of such a word again for each of its lines."""

from __future__ import annotations

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

ENDLESS = 4_000  # characters of one word; the longest link that is shown has half of it
_BREAKS = " \t\r\n\f\u2028\u2029"


def is_endless(text: str) -> bool:
    """Whether there is a word that must not be laid out as one."""
    begin = 0  # of a word
    while begin + ENDLESS <= len(text):
        last = max(text.rfind(mark, begin, begin + ENDLESS) for mark in _BREAKS)
        if last < 0:
            return True
        begin = last + 1
    return False


def break_words(edit: QTextEdit, text: str) -> None:
    """To be called before `text` is laid out in `edit`: with a word without end its lines may end after any letter.
    Nothing is added to the text, so that what is copied or sent is what was written."""
    mode = QTextOption.WrapMode
    edit.setWordWrapMode(mode.WrapAnywhere if is_endless(text) else mode.WrapAtWordBoundaryOrAnywhere)
