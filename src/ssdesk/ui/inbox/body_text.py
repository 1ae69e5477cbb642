"""The widget that shows a message's text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCursor,
    QImage,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QToolTip, QWidget

from ssdesk.replica.words import Term, spans
from ssdesk.ui import theme
from ssdesk.ui.endless import break_words
from ssdesk.ui.inbox.body import Room, safe_html
from ssdesk.ui.inbox.links import is_safe_link
from ssdesk.ui.widgets import Themed, ThinScrollBar

MOST_MARKS = 500
_WITHIN = re.compile(r"</?(?:a|b|strong|i|em|u|s|code|span|sub|sup)\b[^<>]*>")  # tags that end no word
_TAG = re.compile(r"<[^<>]*>")
_BLOCKS = "p, div, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote"
_TOLD_LINE = 90  # characters of a link on one line of its tool tip
_LEAST_ROOM, _TALLEST = 120, 1200  # px at 100 %, of pictures


class BodyText(Themed, QTextBrowser):
    """The text as high as it is long; the page around it scrolls. It loads nothing and opens nothing.

    `link_chosen` carries a link that is safe to open. `more` tells that only the beginning is shown; `show_rest` shows
    all. `wanted`: the message's own files that it names as pictures; `show_pictures` gives those that are here. With
    the keyboard: Tab goes from link to link and tells each in full, arrows with Shift select, Ctrl+C copies.
    """

    link_chosen = Signal(str)
    wanted_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._all, self.more = ("", "text"), False, False
        self._files: Collection[str] = ()
        self._pictures: dict[str, QImage] = {}
        self._room_width = 0
        self.wanted: frozenset[str] = frozenset()
        self._terms: tuple[Term, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Text of the message"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._choose)
        self.highlighted.connect(self._tell_hovered)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def show_body(self, body: str, body_type: str, files: Collection[str] = ()) -> None:
        """`files`: the SHA-256 of what is attached to the same message."""
        self._content, self._all, self._files = (body, body_type), False, files
        self._pictures, self.wanted = {}, frozenset()
        self._lay_out()

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """From now on these are shown where the message names them."""
        self._pictures.update((sha256, image) for sha256, image in pictures.items() if not image.isNull())
        self._lay_out()

    def show_rest(self) -> None:
        self._all = True
        self._lay_out()

    def restyle(self) -> None:
        self.clear()  # or the text before would be laid out anew at each step
        self.setFont(theme.font(theme.READING))
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(theme.px(20))
        self._lay_out()

    def _lay_out(self) -> None:
        room = self._room()
        self._room_width = room.width
        shown = safe_html(
            *self._content,
            all_of_it=self._all,
            files=self._files,
            pictures={sha256: (image.width(), image.height()) for sha256, image in self._pictures.items()},
            room=room,
        )
        self.more = shown.more
        self.document().setDefaultStyleSheet(_style("fixed" if shown.lines else "minimum"))
        break_words(self, _TAG.sub(" ", _WITHIN.sub("", shown.html)))
        self.setHtml(f"<div>{shown.html}</div>")
        self._show_marks()
        self._grow()
        if shown.pictures != self.wanted:
            self.wanted = shown.pictures
            self.wanted_changed.emit()

    def _room(self) -> Room:
        width = max(self.viewport().width(), theme.px(_LEAST_ROOM))
        return Room(width, theme.px(_TALLEST), theme.look().scale)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever fetched. The document looks for a file itself where it gets nothing, so it gets something."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray(b" ")
        url = QUrl(name)
        picture = self._pictures.get(url.path()) if url.scheme() == "cid" else None
        return picture if picture is not None else _nothing()

    # ---- Links -------------------------------------------------------------------------------------------------------
    def words_of(self, link: str) -> list[str]:
        """What the text shows in the place of this link, where it stands each time."""
        return [part.text() for part in self._fragments() if _plain(part.charFormat().anchorHref()) == link]

    def _fragments(self) -> Iterator[QTextFragment]:
        block = self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                yield part.fragment()
                part += 1
            block = block.next()

    # ---- What was searched -------------------------------------------------------------------------------------------
    def mark(self, terms: Sequence[Term]) -> None:
        """Mark these words wherever they stand; nothing of the text changes."""
        self._terms = tuple(term for term in terms if not term.columns)
        self._show_marks()

    @property
    def searched(self) -> bool:
        """Whether there are words to mark."""
        return bool(self._terms)

    def first_mark(self) -> QRect | None:
        """Where the first of them stands."""
        marks = self.extraSelections()
        if not marks:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(marks[0].cursor.selectionStart())
        return self.cursorRect(cursor)

    def _show_marks(self) -> None:
        tone, marks = theme.colours().warning, []
        look = QTextCharFormat()
        look.setBackground(theme.ink(tone.soft))
        look.setForeground(theme.ink(tone.ink))
        text = self.toPlainText() if self._terms else ""
        for begin, end in spans(text, self._terms):
            mark = QTextEdit.ExtraSelection()
            mark.format, mark.cursor = look, QTextCursor(self.document())
            mark.cursor.setPosition(_units(text, begin))
            mark.cursor.setPosition(_units(text, end), QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
            if len(marks) == MOST_MARKS:
                break
        self.setExtraSelections(marks)

    def _choose(self, url: QUrl) -> None:
        link = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if is_safe_link(link):
            self.link_chosen.emit(link)

    def _tell_hovered(self, url: QUrl) -> None:
        self._tell(_plain(url.toString()))

    def _tell(self, link: str) -> None:
        """The whole link, beside the pointer or the keyboard's place; "": none."""
        self.setAccessibleDescription(link)
        if not link:
            QToolTip.hideText()
            return
        place = QCursor.pos()
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(place)):
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        lines = (link[at : at + _TOLD_LINE] for at in range(0, len(link), _TOLD_LINE))
        QToolTip.showText(place, "\n".join(lines), self.viewport())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """To the next link, which is told; after the last one to what comes after the text."""
        moved = super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        inside = moved and self.hasFocus() and cursor.hasSelection()
        self._tell(_plain(cursor.charFormat().anchorHref()) if inside else "")
        return moved

    # ---- Size --------------------------------------------------------------------------------------------------------
    def _grow(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        size = self.document().size()
        wide = size.width() > self.viewport().width() + 1
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        return QSize(theme.px(400), max(int(size.height()) + 1, theme.px(theme.READING_LINE)) + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            if self._pictures and self._room().width != self._room_width:
                self._lay_out()
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().x() and self.horizontalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls


def _plain(link: str) -> str:
    return QUrl(link).toString(QUrl.ComponentFormattingOption.FullyEncoded)


@lru_cache(maxsize=1)
def _nothing() -> QImage:
    """One pixel that cannot be seen."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _units(text: str, place: int) -> int:
    """As Qt counts the letters of a text."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _style(lines: str) -> str:
    """Reading text has lines of 22 px; markup may hold what is higher. (Qt gives that to blocks only.)"""
    colours = theme.colours()
    return (
        f"{_BLOCKS} {{ line-height: {theme.px(theme.READING_LINE)}px; -qt-line-height-type: {lines}; }} "
        f"a {{ color: {colours.accent.ink}; }} h1, h2 {{ font-size: {theme.px(theme.HEADING)}px; }} "
        f"h3, h4, h5, h6 {{ font-size: {theme.px(theme.READING)}px; }} td, th {{ padding: {theme.px(3)}px; }} "
        f"table {{ border-collapse: collapse; border-style: solid; border-color: {colours.outline}; }} "
        f".picture {{ color: {colours.muted}; }} pre {{ white-space: pre-wrap; }} "
        f"blockquote {{ margin-left: {theme.px(16)}px; margin-right: 0; }}"
    )
