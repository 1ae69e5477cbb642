"""Reading one message: who, when, what it asks, its text and files, and a place to answer at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QSizePolicy, QTextBrowser, QWidget

from ssdesk.protocol.kinds import Attachment
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.answer import AnswerBox
from ssdesk.ui.inbox.body import is_safe_link, safe_html
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.widgets import (
    AttachmentTile,
    Avatar,
    Banner,
    Button,
    ChildTag,
    EmptyState,
    FlowLayout,
    Label,
    Rule,
    ScrollPage,
    Themed,
    column,
    row,
)


class BodyText(Themed, QTextBrowser):
    """The text as high as it is long; the page around it scrolls. Loads nothing and opens only plain links."""

    link_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = ("", "text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Text of the message"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString()))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def show_body(self, body: str, body_type: str) -> None:
        self._content = (body, body_type)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.READING))
        self.document().setDocumentMargin(0)
        self.document().setDefaultStyleSheet(f"a {{ color: {theme.colours().accent.ink}; }}")
        lines = f"line-height:{theme.px(theme.READING_LINE)}px; -qt-line-height-type: fixed;"
        html = safe_html(*self._content)
        self.setHtml(f"<div style='{lines}'>{html}</div>" if self._content[1] != "html" else html)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever fetched."""
        return None

    def _grow(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + theme.px(4))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), int(self.document().size().height()) + theme.px(4))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls


class Reader(QWidget):
    """Shows one message. What the buttons ask is done by the screen."""

    reply_asked = Signal()
    archive_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    attachment_asked = Signal(object)  # Attachment

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Opened | None = None
        self.empty = EmptyState(
            "mail", self.tr("No message chosen"), self.tr("Choose a message at the left to read it.")
        )
        self._build_tools()
        self._build_page()
        whole = column(self)
        whole.addWidget(self.tools)
        whole.addWidget(self._rule)
        whole.addWidget(self.page, 1)
        whole.addWidget(self.empty, 1)
        self.show_message(None)

    def _build_tools(self) -> None:
        self.tools = QWidget(self)
        self.reply = Button(self.tr("Reply"), "secondary", self.tools)
        self.archive = Button(self.tr("Archive"), "secondary", self.tools)
        self.trash = Button(self.tr("Delete"), "secondary", self.tools)
        self.restore = Button(self.tr("Put back"), "secondary", self.tools)
        line = row(self.tools, (20, 10, 20, 10), 8)
        for button, signal in (
            (self.reply, self.reply_asked),
            (self.archive, self.archive_asked),
            (self.trash, self.trash_asked),
            (self.restore, self.restore_asked),
        ):
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        self._rule = Rule(self)

    def _build_page(self) -> None:
        self.page = ScrollPage(self, margins=(28, 20, 28, 24))
        inside = self.page.body
        self.subject = Label("", "heading", self.page, wrap=True)
        self._avatar = Avatar("", 34, self.page)
        self._from, self._role = Label("", "section", self.page), Label("", "muted", self.page)
        self._to, self._sent, self._opened = (Label("", "muted", self.page) for _ in range(3))
        self._child = ChildTag("", 0, self.page)
        to_line = row(gap=6)
        to_line.addWidget(self._to)
        to_line.addWidget(self._child)
        to_line.addStretch(1)
        left = column(gap=2)
        from_line = row(gap=6)
        from_line.addWidget(self._from)
        from_line.addWidget(self._role, 1)
        left.addLayout(from_line)
        left.addLayout(to_line)
        right = column(gap=2)
        for label in (self._sent, self._opened):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignTrailing)
        head = row(gap=12)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(left, 1)
        head.addLayout(right)
        self._asks = Banner("warning", "", self.page)
        self._waits = Banner(
            "info", self.tr("This message has not left yet. It goes out as soon as there is a connection."), self.page
        )
        self.body = BodyText(self.page)
        self.body.link_chosen.connect(self._ask_before_opening)
        self._files = QWidget(self.page)
        self._file_row = FlowLayout(self._files, gap=10)
        self.tiles: dict[str, AttachmentTile] = {}
        self.answer = AnswerBox(self.page)
        self.answer.grown.connect(self._follow_answer)
        theme.space(inside, (28, 20, 28, 24), 0)
        for part, after in ((self.subject, 12), (head, 16), (self._asks, 12), (self._waits, 12), (self.body, 20)):
            if isinstance(part, QWidget):
                inside.addWidget(part)
            else:
                inside.addLayout(part)
            inside.addSpacing(theme.px(after))
        inside.addWidget(self._files)
        inside.addSpacing(theme.px(18))
        inside.addWidget(self.answer)
        inside.addStretch(1)

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def show_message(self, message: Opened | None) -> None:
        """None: nothing is chosen."""
        same = self.message is not None and message is not None and self.message.row.id == message.row.id
        self.message = message
        for part in (self.tools, self._rule, self.page):
            part.setVisible(message is not None)
        self.empty.setVisible(message is None)
        if message is None:
            return
        row = message.row
        self.subject.setText(row.subject or self.tr("(no subject)"))
        self._avatar.setText(texts.initials(row.sender_name))
        self._show_head(message)
        if not same:
            self.body.show_body(message.detail.body, message.detail.body_type)
        self._show_files(message.detail.attachments)
        self._show_tools(message)
        self.answer.setVisible(message.can_answer)
        if not same:
            self.answer.start_for(message)
            self.page.verticalScrollBar().setValue(0)

    def _follow_answer(self) -> None:
        """While somebody writes, the end of the box with *Send* stays in sight."""
        if self.answer.text.hasFocus():
            QTimer.singleShot(0, lambda: self.page.ensureWidgetVisible(self.answer.send, 0, theme.px(24)))

    def _show_tools(self, message: Opened) -> None:
        here, kept = message.row.folder, not message.row.state
        self.reply.setVisible(message.can_answer)
        self.archive.setVisible(here in ("inbox", "sent") and kept)
        self.trash.setVisible(here != "trash" and kept)
        self.restore.setVisible(here in ("archive", "trash"))

    def _show_head(self, message: Opened) -> None:
        row = message.row
        self._from.setText(row.sender_name)
        self._role.setText(", ".join(part for part in (row.sender_role, message.about.school) if part))
        self._to.setText(self._to_whom(message))
        self._child.set_child(message.about.child, message.about.colour)
        self._child.setVisible(bool(message.about.child))
        self._sent.setText(texts.moment(row.sent_at))
        opened = row.opened_at if row.kind == "message" else None
        self._opened.setText(self.tr("opened {when}").format(when=texts.moment(opened)) if opened else "")
        self._asks.setVisible(row.kind == "message" and row.answer_by is not None and row.answered_at is None)
        if row.answer_by is not None:
            by = texts.full_moment(row.answer_by)
            self._asks.show_message(self.tr("This message asks an answer before {when}.").format(when=by))
        self._waits.setVisible(row.state == "waiting")

    def _to_whom(self, message: Opened) -> str:
        row = message.row
        if row.kind != "sent_message":
            about = self.tr("to you, group message about") if row.group else self.tr("to you, about")
            only = self.tr("to you, group message") if row.group else self.tr("to you")
            return about if message.about.child else only
        to = self.tr("to {names}").format(names=", ".join(row.to))
        if row.to_count > len(row.to):
            to += " " + self.tr("and {count} others").format(count=row.to_count - len(row.to))
        if row.to_count == 1 and row.opened_at is not None:
            to += ", " + self.tr("read {when}").format(when=texts.moment(row.opened_at))
        return to

    def _show_files(self, attachments: Sequence[Attachment]) -> None:
        if [attachment.sha256 for attachment in attachments] == list(self.tiles):
            return
        while (item := self._file_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.tiles = {}
        for attachment in attachments:
            tile = AttachmentTile(attachment.name, texts.size(attachment.size), self._files)
            tile.clicked.connect(lambda _=False, chosen=attachment: self.attachment_asked.emit(chosen))
            self._file_row.addWidget(tile)
            self.tiles[attachment.sha256] = tile
        self._files.setVisible(bool(attachments))

    # ---- Links -------------------------------------------------------------------------------------------------------
    def _ask_before_opening(self, link: str) -> None:
        """A link is shown in full before it is opened."""
        if not is_safe_link(link):
            return
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Open this link?"), link, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self.tr("It opens in your own browser or mail program."))
        open_it = box.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: QDesktopServices.openUrl(QUrl(link)) if button is open_it else None)
        QMessageBox.open(box)
