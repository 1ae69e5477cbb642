"""The text of the news: plain, as high as it is long, to be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ssdesk.ui import theme
from ssdesk.ui.endless import break_words
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Themed

MOST_SIGNS = 200_000  # what is longer is cut: nobody reads it, and a window must not wait for it


class NewsText(Themed, QTextEdit):
    """The page around it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the news"))
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def show_text(self, text: str) -> None:
        self._text = "\n".join(shown(line) for line in text[:MOST_SIGNS].splitlines())
        break_words(self, self._text)
        self._lay_out()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.READING))
        self.document().setDocumentMargin(0)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setPlainText(self._text)
        lines = QTextBlockFormat()
        lines.setLineHeight(theme.px(theme.READING_LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)
        self._grow()

    def _grow(self) -> None:
        self.setFixedHeight(max(round(self.document().size().height()) + 1, theme.px(theme.READING_LINE)))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls
