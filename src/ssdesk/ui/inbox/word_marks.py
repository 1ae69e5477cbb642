"""The words that an advice is about, marked in the text that is being written. The marks are of the view only: no part
of the text, of what is sent, or of what can be undone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ssdesk.rules.agreements.letter import Advice
from ssdesk.ui import theme
from ssdesk.ui.inbox.advice import TONES, AdvicePanel
from ssdesk.ui.inbox.writing_area import WritingArea


class WordMarks(QObject):
    """A wavy line below the words; what the card is about that has the pointer or the focus stands on its colour too.
    They go with the words as one types, and are put anew when the panel was told what to show."""

    def __init__(self, area: WritingArea, panel: AdvicePanel) -> None:
        super().__init__(area)
        self._area, self._panel = area, panel
        self._marked: list[tuple[Advice, QTextCursor]] = []
        panel.told.connect(self._look)
        panel.pointed.connect(self._show)
        area.installEventFilter(self)

    def words(self) -> list[str]:
        """Those that are marked now."""
        return [cursor.selectedText() for _, cursor in self._marked if cursor.hasSelection()]

    def _look(self) -> None:
        self._marked = [
            (advice, self._area.place(*advice.span)) for advice in self._panel.shown_advice() if advice.span is not None
        ]
        self._show()

    def _show(self) -> None:
        pointed = self._panel.pointed_at()
        marks = []
        for advice, cursor in self._marked:
            if cursor.hasSelection():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format = _look_of(advice, strong=advice is pointed)
                marks.append(mark)
        self._area.setExtraSelections(marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._show()
        return super().eventFilter(watched, event)


def _look_of(advice: Advice, *, strong: bool) -> QTextCharFormat:
    tone, look = theme.colours().tone(TONES[advice.mode]), QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.ink(tone.ink))
    if strong:
        look.setBackground(theme.ink(tone.soft))
    return look
