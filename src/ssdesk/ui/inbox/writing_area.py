"""Writing: a text that grows, with the look that `rules.markup` knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ssdesk.protocol.commands import BodyType
from ssdesk.rules.markup import Run, html_of, is_formatted, lines_of, text_of
from ssdesk.ui import theme
from ssdesk.ui.endless import break_words
from ssdesk.ui.inbox import rich
from ssdesk.ui.widgets import Themed, ThinScrollBar
from ssdesk.ui.widgets.base import elided, text_width

KEEP_AFTER_MS = 800  # after the last key a draft is kept
LOOKS = {"Ctrl+B": "bold", "Ctrl+I": "italic", "Ctrl+U": "underline", "Ctrl+Shift+L": "ul", "Ctrl+Shift+O": "ol"}
LINK, IMAGE = "Ctrl+Shift+K", "Ctrl+Shift+I"
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class WritingArea(Themed, QTextEdit):
    """A text to write, from `least` to `most` lines high, beyond which it scrolls; or (`most` 0) as high as there is
    room and never lower than its text: the page on which it stands scrolls then. Tab leaves it. Of what is pasted only
    that stays which a message may hold.

    `paused` comes 800 ms after the last key, `finished` with Ctrl+Return; `files_dropped` with the paths of files
    dropped or pasted, `image_pasted` with a QImage, or the path of one that was chosen, `link_asked` with Ctrl+Shift+K,
    `image_asked` with Ctrl+Shift+I. `picture` gives the image of a content that was put into the text, None while it is
    not here.
    """

    paused = Signal()
    finished = Signal()
    focus_changed = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(object)
    link_asked = Signal()
    image_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, least: int = 1, most: int = 14) -> None:
        super().__init__(parent)
        self._least, self._most, self._hint = least, most, name
        self.picture: Callable[[str], QImage | None] = lambda _image: None
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not most:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not the wheel: that turns the page
        high = QSizePolicy.Policy.Fixed if most else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Ignored, high)
        self.viewport().setAutoFillBackground(False)
        self.set_hint(name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._make_room)
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
        self.document().setIndentWidth(theme.px(20))
        self._space_lines()
        self._grow()

    def text(self) -> str:
        """The words."""
        return self.toPlainText()

    def body(self) -> tuple[BodyType, str]:
        """Of which type the text is, and the text: HTML only where plain text would lose something."""
        lines = rich.lines_in(self.document())
        return ("html", html_of(lines)) if is_formatted(lines) else ("text", self.toPlainText())

    def fill(self, text: str, body_type: str = "text") -> None:
        """Put a text there without calling it typed; the cursor stands behind it."""
        self.clear()
        self._make_room(text)
        self.setPlainText("" if body_type == "html" else text)
        self._space_lines()
        if body_type == "html":
            cursor = self.textCursor()
            rich.insert(cursor, lines_of(text))
            self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._timer.stop()

    def _make_room(self, new: str = "") -> None:
        """For words that come to those that are here."""
        break_words(self, self.toPlainText() + new)

    def hold_to(self, most: int) -> None:
        """It grows no higher than so many lines from now on."""
        if most != self._most:
            self._most = most
            self._grow()

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
            rich.dress(document)
            document.setUndoRedoEnabled(True)

    # ---- Size --------------------------------------------------------------------------------------------------------
    def _grow(self) -> None:
        line, margins = theme.px(theme.READING_LINE), theme.px(2)
        text = ceil(self.document().size().height())
        if self._most:
            least = min(self._least, self._most) * line + margins
            self.setFixedHeight(min(max(text, least), self._most * line + margins))
        else:
            self.setMinimumHeight(max(text, self._least * line + margins))

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

    # ---- The look of the words ---------------------------------------------------------------------------------------
    def toggle(self, look: str) -> None:
        """ "bold", "italic" or "underline" for what is selected, or what is typed next; "ul" or "ol" for its lines."""
        if look in ("ul", "ol"):
            self._toggle_list(look)
            return
        now, wanted = self.currentCharFormat(), QTextCharFormat()
        if look == "bold":
            wanted.setFontWeight(QFont.Weight.Normal if rich.is_bold(now) else QFont.Weight.DemiBold)
        elif look == "italic":
            wanted.setFontItalic(not now.fontItalic())
        else:
            wanted.setFontUnderline(not now.fontUnderline())
        self.mergeCurrentCharFormat(wanted)

    def looks(self) -> set[str]:
        """What `toggle` would take away here."""
        now = self.currentCharFormat()
        found = {"bold"} if rich.is_bold(now) else set()
        found |= {"italic"} if now.fontItalic() else set()
        found |= {"underline"} if now.fontUnderline() and not now.isAnchor() else set()
        return found | ({item} if (item := rich.item_of(self.textCursor().block())) else set())

    def link(self) -> tuple[str, str]:
        """The words that are selected, or of the link at the cursor, and where that leads."""
        cursor = self.textCursor()
        href = cursor.charFormat().anchorHref()
        if href and not cursor.hasSelection():
            cursor = self._whole_link(cursor)
            self.setTextCursor(cursor)
        return cursor.selectedText().replace("\u2029", " "), href

    def set_link(self, words: str, link: str) -> None:
        """In place of what is selected; no link: the words alone."""
        cursor = self.textCursor()
        cursor.insertText(words or link, rich.look_of(Run("", link=link)))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def insert_html(self, html: str) -> None:
        """What was pasted: of it, what a message may hold."""
        cursor, lines = self.textCursor(), lines_of(html)
        cursor.removeSelectedText()
        self._make_room(text_of(lines))
        rich.insert(cursor, lines)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def replace(self, start: int, end: int, words: str) -> None:
        """Characters of `text` by others, as if they were typed; a line that comes with them is no item of a list."""
        cursor = self.place(start, end)
        cursor.beginEditBlock()
        first = cursor.selectionStart()
        cursor.insertText(words)
        rich.lift_lines(cursor, first)
        cursor.endEditBlock()

    def place(self, start: int, end: int) -> QTextCursor:
        """Over these characters of `text`."""
        text, cursor = self.text(), QTextCursor(self.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def insert_image(self, image: str, says: str) -> None:
        cursor = self.textCursor()
        rich.insert_image(cursor, image, says)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def drop_image(self, gone: str) -> None:
        """Its file was taken away."""
        cursor = self.textCursor()
        for place in sorted((at for at, image in rich.images_in(self.document()) if image == gone), reverse=True):
            cursor.setPosition(place)
            cursor.deleteChar()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Images of the message's own files, not wider than the text; nothing else is ever fetched."""
        address = name.toString() if isinstance(name, QUrl) else name
        image = self.picture(address.removeprefix(rich.CID)) if address.startswith(rich.CID) else None
        if image is None or image.isNull():
            return None
        widest = max(self.viewport().width() - theme.px(8), theme.px(80))
        return image if image.width() <= widest else image.scaledToWidth(widest, _SMOOTH)

    def _toggle_list(self, item: str) -> None:
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        off = rich.item_of(cursor.block()) == item
        cursor.beginEditBlock()
        cursor.setPosition(first)
        while True:
            (rich.no_item if off else partial(rich.make_item, item=item))(cursor)
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock) or cursor.position() > last:
                break
        cursor.endEditBlock()
        self.cursorPositionChanged.emit()

    @staticmethod
    def _whole_link(cursor: QTextCursor) -> QTextCursor:
        href = cursor.charFormat().anchorHref()
        start, block = cursor.position(), cursor.block()
        for place, (text, look) in rich.fragments(block):
            if place <= max(start - 1, block.position()) < place + len(text) and look.anchorHref() == href:
                cursor.setPosition(place)
                cursor.setPosition(place + len(text), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # ---- Keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if pressed in LOOKS:
            self.toggle(LOOKS[pressed])
        elif pressed == LINK:
            self.link_asked.emit()
        elif pressed == IMAGE:
            self.image_asked.emit()
        elif not self._most and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn_page(event)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave_link()
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            self._new_line()

    def _turn_page(self, event: QKeyEvent) -> None:
        """By as many lines as are in sight; Qt would go by the whole height, most of which may be out of it."""
        lines = self.visibleRegion().boundingRect().height() // theme.px(theme.READING_LINE)
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = QTextCursor.MoveOperation.Up if event.key() == Qt.Key.Key_PageUp else QTextCursor.MoveOperation.Down
        cursor = self.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if held else QTextCursor.MoveMode.MoveAnchor
        cursor.movePosition(step, mode, max(lines - 1, 1))
        self.setTextCursor(cursor)

    def _leave_link(self) -> None:
        """What is typed behind a link is none."""
        cursor = self.textCursor()
        href = cursor.charFormat().anchorHref()
        if href and not cursor.hasSelection():
            behind = QTextCursor(cursor)
            behind.movePosition(QTextCursor.MoveOperation.NextCharacter)
            if cursor.atBlockEnd() or behind.charFormat().anchorHref() != href:
                self.setCurrentCharFormat(QTextCharFormat())

    def _new_line(self) -> None:
        """Return. On an empty item the list ends. Qt would give up the line's format on an empty line instead of making
        a new one."""
        cursor = self.textCursor()
        if rich.item_of(cursor.block()) and cursor.block().length() == 1:
            rich.no_item(cursor)
        else:
            cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    # ---- Files -------------------------------------------------------------------------------------------------------
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words before a picture of them: word processors offer both."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        elif source.hasHtml() and text_of(lines_of(source.html())).strip():
            self.insert_html(source.html())
        elif source.hasImage():
            self.image_pasted.emit(source.imageData())
        else:
            self._make_room(source.text())
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

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


def _units(text: str) -> int:
    """How long it is as Qt counts."""
    return len(text.encode("utf-16-le")) // 2
