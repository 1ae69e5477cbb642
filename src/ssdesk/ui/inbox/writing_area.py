"""Writing: a text that grows, and the files that go with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QTextEdit, QWidget

from ssdesk.protocol.files import Attachment
from ssdesk.ui import texts, theme
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, FlowLayout, Themed, ThinScrollBar
from ssdesk.ui.widgets.base import elided, text_width

KEEP_AFTER_MS = 800  # after the last key a draft is kept


class WritingArea(Themed, QTextEdit):
    """Plain text to write, from `least` to `most` lines high, or as high as there is room (`most` 0). Tab leaves it.

    `paused` comes 800 ms after the last key, `finished` with Ctrl+Return; `files_dropped` with the paths of files
    dropped or pasted.
    """

    paused = Signal()
    finished = Signal()
    focus_changed = Signal()
    files_dropped = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None, *, least: int = 1, most: int = 14) -> None:
        super().__init__(parent)
        self._least, self._most, self._hint = least, most, name
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        high = QSizePolicy.Policy.Fixed if most else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Ignored, high)
        self.viewport().setAutoFillBackground(False)
        self.set_hint(name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(self._timer.start)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def set_hint(self, name: str) -> None:
        """What is to be written here: seen while nothing is, and always the accessible name."""
        self._hint = name
        self.setAccessibleName(name)
        self.viewport().update()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.READING))
        self.document().setDocumentMargin(theme.px(1))
        self._space_lines()
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def fill(self, text: str) -> None:
        """Put a text there without calling it typed; the cursor stands behind it."""
        self.setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._timer.stop()

    def stop(self) -> None:
        """Nothing is `paused` any more until somebody types."""
        self._timer.stop()

    def _space_lines(self) -> None:
        """As a text to read. It is no step that could be undone, and nobody typed it."""
        lines = QTextBlockFormat()
        lines.setLineHeight(theme.px(theme.READING_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        with QSignalBlocker(self):
            document = self.document()
            document.setUndoRedoEnabled(False)
            cursor = QTextCursor(document)
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(lines)
            document.setUndoRedoEnabled(True)

    # ---- Size --------------------------------------------------------------------------------------------------------
    def _grow(self) -> None:
        line, margins = theme.px(theme.READING_LINE), theme.px(2)
        if self._most:
            text = int(self.document().size().height())
            self.setFixedHeight(min(max(text, self._least * line + margins), self._most * line + margins))
        else:
            self.setMinimumHeight(self._least * line + margins)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the hint, on the line where the text will be."""
        super().paintEvent(event)
        if self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(theme.ink(theme.colours().muted))
            painter.setFont(self.font())
            line = theme.px(theme.READING_LINE)
            baseline = theme.px(1) + line - self.fontMetrics().descent()
            hint = elided(self.font(), self._hint, self.viewport().width() - theme.px(4))
            width = text_width(self.font(), hint)
            left = self.viewport().width() - width - theme.px(1) if self.isRightToLeft() else theme.px(1)
            painter.drawText(left, baseline, hint)
            painter.end()

    # ---- Keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:  # Qt would give up the line's format on an empty line instead of making a new one
            self.textCursor().insertBlock()
            self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    # ---- Files -------------------------------------------------------------------------------------------------------
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        else:
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasUrls():
            self.insertFromMimeData(event.mimeData())
            event.acceptProposedAction()
        else:
            super().dropEvent(event)


class Files(QWidget):
    """The files that go with a message; each can be taken away again. `added` (list of paths) asks the screen to keep a
    copy; what was kept comes back with `add`.."""

    added = Signal(list)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=6)
        self.attachments: list[Attachment] = []
        self.hide()

    def choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.added)
        QFileDialog.open(dialog)

    def set(self, attachments: Sequence[Attachment]) -> None:
        self.attachments = list(attachments)
        self._fill()

    def add(self, attachment: Attachment) -> None:
        """Once, however often it is chosen."""
        if attachment not in self.attachments:
            self.attachments.append(attachment)
            self._fill()
            self.changed.emit()

    def _remove(self, attachment: Attachment) -> None:
        place = self.attachments.index(attachment)
        self.attachments.remove(attachment)
        self._fill()
        item = self._flow.itemAt(min(place, self._flow.count() - 1)) if self._flow.count() else None
        if item is not None and (widget := item.widget()) is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for attachment in self.attachments:
            name = shown(attachment.name)
            button = Button(f"{name}, {texts.size(attachment.size)}", "secondary", self, icon="close", size="small")
            button.setAccessibleName(self.tr("Remove {file}").format(file=name))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _=False, gone=attachment: self._remove(gone))
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(self.attachments))
        self.updateGeometry()
