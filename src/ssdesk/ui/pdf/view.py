"""A PDF to read: its pages, the pill with zoom and page, the search, and a word when it cannot be shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks, texts, theme
from ssdesk.ui.pdf.canvas import Canvas
from ssdesk.ui.pdf.controls import Controls
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.find_bar import FindBar
from ssdesk.ui.pdf.sizes import Size
from ssdesk.ui.widgets import EmptyState, Themed

_READ_ALOUD = 4_000
"""Letters of the page in sight that a screen reader is given."""
_PAUSE_MS = 150
_AT_FIRST = 50
"""Pages whose sizes are read before anything is shown."""


class PageView(Themed, QWidget):
    """`show_pdf` shows one, `clear` none. Everything slow happens in the pool: the view is never blocked.

    `opened` carries the number of pages, `failed` the SsdeskError that the view says itself, `page_changed` the page
    that is read now, from 0. The focus belongs to the pages: `setFocus` gives it to them.
    """

    opened = Signal(int)
    failed = Signal(object)
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = 0
        self._shown: list[Document] = []
        self.canvas = Canvas(self)
        self.controls = Controls(self.canvas)
        self.find_bar = FindBar(self.canvas)
        self.trouble = EmptyState("document", "", "", self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.trouble)
        self.setFocusProxy(self.canvas)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_PAUSE_MS)
        self._reading.timeout.connect(self._read_aloud)
        self._connect()
        self.clear()
        self.follow_theme()

    def _connect(self) -> None:
        canvas, words = self.canvas, self.canvas.words
        canvas.page_changed.connect(self._turned)
        canvas.zoom_changed.connect(self._zoomed)
        self.controls.smaller.connect(self.zoom_out)
        self.controls.larger.connect(self.zoom_in)
        self.controls.fit_asked.connect(self.fit)
        self.controls.page_asked.connect(lambda page: canvas.go_to(page - 1))
        self.controls.left.connect(canvas.setFocus)
        self.controls.grown.connect(self._place)
        self.find_bar.asked.connect(self._look_for)
        self.find_bar.stepped.connect(words.step)
        self.find_bar.closed.connect(self.close_search)
        self.find_bar.grown.connect(self._place)
        words.found.connect(lambda: self.find_bar.show_words(words))
        words.moved.connect(lambda: self.find_bar.show_words(words))
        for keys, act in (
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", partial(canvas.set_fit, "width")),
            ("Ctrl+F", self.open_search),
            ("F3", partial(self._step, 1)),
            ("Shift+F3", partial(self._step, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.destroyed.connect(partial(_close_all, self._shown))

    # ---- What is shown -----------------------------------------------------------------------------------------------
    @property
    def document(self) -> Document | None:
        """The one that is shown; it is closed when another one is."""
        return self._shown[0] if self._shown else None

    def show_pdf(self, source: bytes | Path, name: str) -> None:
        """A document in memory or in a file, called `name` where a person hears or reads of it."""
        self.clear()
        self.canvas.setAccessibleName(name)
        asked = self._asked
        tasks.run(self, partial(_first_look, source, name), partial(self._show, asked), partial(self._fail, asked))

    def clear(self) -> None:
        """Show nothing; what was shown is closed."""
        self._asked += 1
        self.close_search()
        self.canvas.show_document(None)
        _close_all(self._shown)
        self.controls.hide()
        self.canvas.setAccessibleName("")
        self.canvas.setAccessibleDescription("")
        self._stack.setCurrentWidget(self.canvas)

    def _show(self, asked: int, looked: tuple[Document, list[Size]]) -> None:
        document, sizes = looked
        if asked != self._asked:
            document.close()
            return
        self._shown.append(document)
        more = document.pages - len(sizes)
        self.canvas.show_document(document, [*sizes, *sizes[-1:] * more])
        self.controls.show_page(1, document.pages)
        self.controls.show()
        self._place()
        self._reading.start()
        self.opened.emit(document.pages)
        if more:
            tasks.run(self, partial(_sizes, document), partial(self._measured, asked), partial(self._fail, asked))

    def _measured(self, asked: int, sizes: list[Size]) -> None:
        if asked == self._asked:
            self.canvas.set_sizes(sizes)

    def _fail(self, asked: int, error: SsdeskError) -> None:
        if asked != self._asked:
            return
        self.clear()
        title, advice = texts.error(error)
        self.trouble.say("document", title, advice)
        self._stack.setCurrentWidget(self.trouble)
        self.failed.emit(error)

    # ---- Zoom and page -----------------------------------------------------------------------------------------------
    def zoom_in(self) -> None:
        self.canvas.step_zoom(1)

    def zoom_out(self) -> None:
        self.canvas.step_zoom(-1)

    def fit(self) -> None:
        """The width of the view; where it fits already, the whole page."""
        self.canvas.set_fit("page" if self.canvas.fit == "width" else "width")

    def _zoomed(self) -> None:
        canvas = self.canvas
        self.controls.show_zoom(canvas.zoom, smaller=canvas.can_step(-1), larger=canvas.can_step(1))
        self._place()

    def _turned(self, page: int) -> None:
        document = self.document
        if document is not None:
            self.controls.show_page(page + 1, document.pages)
            self._place()
            self._reading.start()
            self.page_changed.emit(page)

    # ---- For those who hear it ---------------------------------------------------------------------------------------
    def _read_aloud(self) -> None:
        document, page, asked = self.document, self.canvas.page, self._asked
        if not self.canvas.tiles.is_done:
            self._reading.start()  # what is seen comes first
        elif document is not None:
            tell = partial(self._tell, asked, page)
            tasks.run(self, partial(document.text, page), tell, lambda error: tell(texts.told(error)))

    def _tell(self, asked: int, page: int, text: str) -> None:
        document = self.document
        if asked == self._asked and page == self.canvas.page and document is not None:
            where = self.tr("Page {page} of {count}").format(page=page + 1, count=document.pages)
            self.canvas.setAccessibleDescription(f"{where}. {text[:_READ_ALOUD]}".strip())

    # ---- The search --------------------------------------------------------------------------------------------------
    def open_search(self) -> None:
        """Where to type what is looked for; where nothing is shown, nothing opens."""
        if self.document is None:
            return
        self.find_bar.show()
        self.find_bar.raise_()
        self._place()
        self.find_bar.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_bar.edit.selectAll()
        if self.find_bar.edit.text() and not self.canvas.words.hits:
            self._look_for(self.find_bar.edit.text())

    def close_search(self) -> None:
        """The marks go; the focus goes back to the pages."""
        had_focus = self.find_bar.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.find_bar.hide()
        self._place()
        self.canvas.words.look_for(None, "", 0)
        if had_focus:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for(self, words: str) -> None:
        self.canvas.words.look_for(self.document, words, self.canvas.page)

    def _step(self, direction: int) -> None:
        if self.find_bar.isHidden():
            self.open_search()
        else:
            self.find_bar.step(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.find_bar.isHidden():
            self.close_search()
        else:
            super().keyPressEvent(event)

    # ---- Room --------------------------------------------------------------------------------------------------------
    def restyle(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(240))

    def _place(self) -> None:
        """The pill at the middle of the foot, the search at the end of the top."""
        view = self.canvas.viewport().geometry()
        pill, gap = self.controls.fit_into(view.width()), theme.px(8)
        left = view.left() + (view.width() - pill.width()) // 2
        self.controls.setGeometry(left, view.bottom() - pill.height() - gap, pill.width(), pill.height())
        bar = self.find_bar.fit_into(view.width() - gap)
        left = view.left() + gap // 2 if self.isRightToLeft() else view.right() - bar.width() - gap // 2
        self.find_bar.setGeometry(left, view.top() + gap // 2, bar.width(), bar.height())
        self.canvas.set_head(0 if self.find_bar.isHidden() else bar.height() + gap)


def _first_look(source: bytes | Path, name: str) -> tuple[Document, list[Size]]:
    """In the pool: a document and its first sizes. The rest are taken to be like the last of them until `_sizes`."""
    document = Document.read(source, name)
    return document, [document.size(page) for page in range(min(document.pages, _AT_FIRST))]


def _sizes(document: Document) -> list[Size]:
    """In the pool."""
    return [document.size(page) for page in range(document.pages)]


def _close_all(documents: list[Document]) -> None:
    while documents:
        documents.pop().close()
