"""The widget that shows a message's text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from ssdesk.ui import theme
from ssdesk.ui.inbox.body import is_safe_link, safe_html
from ssdesk.ui.widgets import Themed, ThinScrollBar

_BLOCKS = "p, div, li, ul, ol, h1, h2, h3, h4, td, th, pre, blockquote"


class BodyText(Themed, QTextBrowser):
    """The text as high as it is long; the page around it scrolls. It loads nothing and opens nothing.

    `link_chosen` carries a link that is safe to open. `more` tells that only the beginning is shown; `show_rest` shows
    all. With the keyboard: Tab goes from link to link, arrows with Shift select, Ctrl+C copies.
    """

    link_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._all, self.more = ("", "text"), False, False
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
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def show_body(self, body: str, body_type: str) -> None:
        self._content, self._all = (body, body_type), False
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
        shown = safe_html(*self._content, all_of_it=self._all)
        self.more = shown.more
        self.document().setDefaultStyleSheet(_style("fixed" if shown.lines else "minimum"))
        self.setHtml(f"<div>{shown.html}</div>")
        self._grow()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever fetched."""
        return None

    def _choose(self, url: QUrl) -> None:
        link = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if is_safe_link(link):
            self.link_chosen.emit(link)

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
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().x() and self.horizontalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls


def _style(lines: str) -> str:
    """Reading text has lines of 22 px; markup may hold what is higher. (Qt gives that to blocks only.)"""
    colours = theme.colours()
    return (
        f"{_BLOCKS} {{ line-height: {theme.px(theme.READING_LINE)}px; -qt-line-height-type: {lines}; }} "
        f"a {{ color: {colours.accent.ink}; }} h1, h2 {{ font-size: {theme.px(theme.HEADING)}px; }} "
        f"h3, h4 {{ font-size: {theme.px(theme.READING)}px; }} td, th {{ padding: {theme.px(3)}px; }}"
    )
