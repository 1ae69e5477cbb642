"""Writing: a text that grows, the files that go with it, and the answer box below a message."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ssdesk.protocol.kinds import Attachment
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.widgets import Button, ChildTag, FlowLayout, Label, Rule, Themed, column, row
from ssdesk.ui.widgets.base import rounded, smooth

KEEP_AFTER_MS = 800  # after the last key a draft is kept


class WritingArea(Themed, QPlainTextEdit):
    """Plain text to write, from `least` to `most` lines high. Tab leaves it; Ctrl+Return is `finished`.

    `paused` comes 800 ms after the last key; `files_dropped` with the paths of files dropped or pasted.
    """

    paused = Signal()
    finished = Signal()
    files_dropped = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None, *, least: int = 2, most: int = 14) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(self._typed)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.READING))
        self.document().setDocumentMargin(theme.px(4))
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def fill(self, text: str) -> None:
        """Put a text there without calling it typed."""
        self.setPlainText(text)
        self._timer.stop()

    def stop(self) -> None:
        """Nothing is `paused` any more until somebody types."""
        self._timer.stop()

    def _typed(self) -> None:
        self._timer.start()
        self._grow()

    def _grow(self) -> None:
        lines = min(max(int(self.document().size().height()), self._least), self._most)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + theme.px(12))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit()
            return
        super().keyPressEvent(event)

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

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasUrls():
            self.insertFromMimeData(event.mimeData())
            event.acceptProposedAction()
        else:
            super().dropEvent(event)


class Files(QWidget):
    """The files that go with a message; each can be taken away again. `added` (list of paths) asks the screen to keep a
    copy; what was kept comes back with `add`."""

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

    def set(self, attachments: list[Attachment]) -> None:
        self.attachments = list(attachments)
        self._fill()

    def add(self, attachment: Attachment) -> None:
        self.attachments.append(attachment)
        self._fill()
        self.changed.emit()

    def _remove(self, attachment: Attachment) -> None:
        self.attachments.remove(attachment)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for attachment in self.attachments:
            text = f"{attachment.name}, {texts.size(attachment.size)}"
            button = Button(text, "secondary", self, icon="close", size="small")
            button.setAccessibleName(self.tr("Remove {file}").format(file=attachment.name))
            button.clicked.connect(lambda _=False, gone=attachment: self._remove(gone))
            self._flow.addWidget(button)
        self.setVisible(bool(self.attachments))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written as an answer."""

    text: str
    attachments: tuple[Attachment, ...]


class AnswerBox(Themed, QWidget):
    """The box below a message. `send_asked` and `kept` (Written); `files_asked` (paths)."""

    send_asked = Signal(object)
    kept = Signal(object)
    files_asked = Signal(list)
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = WritingArea(self.tr("Write an answer"), self)
        self.text.textChanged.connect(self._update)
        self.text.paused.connect(lambda: self.kept.emit(self.written()))
        self.text.finished.connect(self._send)
        self.text.files_dropped.connect(self.files_asked)
        self.files = Files(self)
        self.files.added.connect(self.files_asked)
        self.files.changed.connect(self._files_changed)
        self.send = Button(self.tr("Send"), "secondary", self)
        self.send.clicked.connect(self._send)
        self.attach = Button(self.tr("Attachment"), "secondary", self)
        self.attach.clicked.connect(self.files.choose)
        self._for = Label(self.tr("for"), "muted", self)
        self._child, self._school = ChildTag("", 0, self), Label("", "muted", self)
        foot = row(margins=(12, 8, 12, 8), gap=8)
        foot.addWidget(self.send)
        foot.addWidget(self.attach)
        foot.addStretch(1)
        foot.addWidget(self._for)
        foot.addWidget(self._child)
        foot.addWidget(self._school)
        self._note = Label("", "text", self, wrap=True, tone="bad")
        self._note.hide()
        inside = column(self, (1, 1, 1, 1))
        written: tuple[QWidget, ...] = (self.text, self.files, self._note)
        for part in written:
            line = row(margins=(12, 6, 12, 6))
            line.addWidget(part)
            inside.addLayout(line)
        inside.addWidget(Rule(self))
        inside.addLayout(foot)
        self._update()
        self.follow_theme()

    def start_for(self, message: Opened) -> None:
        """An empty answer to the message; for which child and school stands below it."""
        self.text.fill("")
        self.files.set([])
        self.say("")
        name = self.tr("Write an answer to {name}").format(name=message.row.sender_name)
        self.text.setPlaceholderText(name)
        self.text.setAccessibleName(name)
        about = message.about
        self._child.set_child(about.child, about.colour)
        self._child.setVisible(bool(about.child))
        self._for.setVisible(bool(about.child))
        self._school.setText(about.school)
        self._update()

    def resume(self, written: Written) -> None:
        """Go on with an answer that was kept."""
        self.text.fill(written.text)
        self.files.set(list(written.attachments))
        self._update()

    def written(self) -> Written:
        return Written(self.text.text(), tuple(self.files.attachments))

    def say(self, note: str) -> None:
        """What is wrong with the answer; "" takes it away."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _files_changed(self) -> None:
        self._update()
        self.kept.emit(self.written())

    def _update(self) -> None:
        typed = bool(self.text.text().strip())
        self.send.set_role("primary" if typed else "secondary")
        self.send.setEnabled(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grown.emit()

    def _send(self) -> None:
        if self.send.isEnabled():
            self.text.stop()
            self.send_asked.emit(self.written())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        edge = theme.ink(colours.outline)
        rounded(painter, QRectF(self.rect()), theme.px(theme.CARD_RADIUS), theme.ink(colours.surface), edge)
        painter.end()


def paths(files: list[str]) -> list[Path]:
    """The chosen files that are files."""
    return [path for path in map(Path, files) if path.is_file()]
