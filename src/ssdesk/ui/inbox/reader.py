"""Reading one message: who, when, what it asks, its text and files, a place to answer at once, and what was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.files import Attachment
from ssdesk.replica.inbox import MessageRow
from ssdesk.replica.words import Term
from ssdesk.ui import texts, theme
from ssdesk.ui.attachments import FileTile, tiles_for
from ssdesk.ui.inbox.answer import AnswerBox
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.conversation import Conversation
from ssdesk.ui.inbox.head import MessageHead
from ssdesk.ui.inbox.links import Link, is_safe_link, told_of
from ssdesk.ui.inbox.marking import flag_name
from ssdesk.ui.inbox.more import MoreButton
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.receipts import SCHEDULED, Overview
from ssdesk.ui.inbox.requests import Request
from ssdesk.ui.question import Question
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Banner, Button, FlowLayout, Label, Rule, ScrollPage, column, row


class Reader(QWidget):
    """Shows one message. What the buttons ask is done by the screen."""

    reply_asked = Signal()
    reply_all_asked = Signal()
    forward_asked = Signal()
    archive_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    change_asked = Signal()
    open_asked = Signal(object)  # Attachment
    save_asked = Signal(object)
    stop_asked = Signal(object)
    message_asked = Signal(str)
    window_asked = Signal()
    print_asked = Signal(bool)  # the whole conversation
    pdf_asked = Signal(bool)
    responded = Signal(str)

    def __init__(self, parent: QWidget | None = None, empty: QWidget | None = None) -> None:
        """`empty`: stands there while nothing is chosen."""
        super().__init__(parent)
        self.message: Opened | None = None
        self._empty = empty
        self.tiles: dict[str, FileTile] = {}
        self._build_tools()
        self._build_page()
        whole = column(self)
        whole.addWidget(self.tools)
        whole.addWidget(self._rule)
        whole.addWidget(self.page, 1)
        if empty is not None:
            whole.addWidget(empty, 1)
        self.show_message(None)

    def _build_tools(self) -> None:
        self.tools = QWidget(self)
        self.reply = Button(self.tr("Reply"), "secondary", self.tools)
        self.reply_all = Button(self.tr("Reply to all"), "secondary", self.tools)
        self.forward = Button(self.tr("Forward"), "secondary", self.tools)
        self.change = Button(self.tr("Change"), "secondary", self.tools)
        self.archive = Button(self.tr("Archive"), "secondary", self.tools)
        self.trash = Button("", "secondary", self.tools, icon="trash")  # or the bar would not fit on one line
        self.trash.setAccessibleName(self.tr("Delete"))
        self.trash.setToolTip(self.trash.accessibleName())
        self.restore = Button(self.tr("Put back"), "secondary", self.tools)
        self.later = Button(self.tr("Later"), "secondary", self.tools)
        self.flag = Button(self.tr("Flag"), "secondary", self.tools)
        flow = QWidget(self.tools)
        self.more = MoreButton(flow)
        buttons = FlowLayout(flow, gap=8)
        for button, signal in (
            (self.reply, self.reply_asked),
            (self.reply_all, self.reply_all_asked),
            (self.forward, self.forward_asked),
            (self.change, self.change_asked),
            (self.archive, self.archive_asked),
            (self.restore, self.restore_asked),
            (self.trash, self.trash_asked),
        ):
            button.clicked.connect(signal)
        for button in (
            *(self.reply, self.reply_all, self.forward, self.change, self.archive, self.restore),
            *(self.later, self.flag, self.trash, self.more),
        ):
            buttons.addWidget(button)
        self.not_to_all = self.more.add("people", "", _nothing)
        self.not_to_all.setEnabled(False)
        self.apart = self.more.add("document", self.tr("Open in its own window"), self.window_asked.emit)
        for icon, text, signal in (
            ("print", self.tr("Print…"), self.print_asked),
            ("download", self.tr("Save as PDF…"), self.pdf_asked),
        ):
            self.more.add(icon, text, partial(signal.emit, False))  # noqa: FBT003 - only this message
        for icon, text, signal in (
            ("print", self.tr("Print the whole conversation…"), self.print_asked),
            ("download", self.tr("Save the whole conversation as PDF…"), self.pdf_asked),
        ):
            self.more.add(icon, text, partial(signal.emit, True))  # noqa: FBT003 - with all others
        row(self.tools, (20, 10, 20, 10)).addWidget(flow)
        self._rule = Rule(self)

    def _build_page(self) -> None:
        self.page = ScrollPage(self, margins=(28, 20, 28, 24), gap=0)
        self.subject = Label("", "subject", self.page, wrap=True)
        self.head = MessageHead(self.page)
        self.urgent = Banner("bad", "", self.page)
        self.request = Request(self.page)
        self.request.responded.connect(self.responded)
        self.receipts = Overview(self.page)
        self._waits = Banner("info", self.tr("This message has not left yet. It goes out by itself."), self.page)
        self._asleep = Banner("info", "", self.page)
        self.answering = Banner("warning", "", self.page)
        self.body = BodyText(self.page)
        self.body.link_chosen.connect(self._ask_before_opening)
        self.rest = Button(self.tr("Show the rest of this long message"), "link", self.page)
        self.rest.clicked.connect(self._show_rest)
        self.pictures = Button("", "link", self.page)
        self._files = QWidget(self.page)
        self._file_row = FlowLayout(self._files, gap=8)
        self.answer = AnswerBox(self.page)
        self.page.verticalScrollBar().rangeChanged.connect(self._follow_answer)
        self.answer.text.focus_changed.connect(self._follow_answer)
        self._seeks_mark = False
        self.page.verticalScrollBar().rangeChanged.connect(self._scroll_later)
        self.page.verticalScrollBar().actionTriggered.connect(self._stop_seeking)
        self.conversation = Conversation(self.page)
        self.conversation.chosen.connect(self.message_asked)
        self._below: dict[QWidget, QWidget] = {}
        for part, after in (
            (self.subject, 12),
            (self.head, 14),
            (self.urgent, 16),
            (self.request, 16),
            (self.receipts, 0),
            (self._waits, 16),
            (self._asleep, 16),
            (self.body, 17),
            (self.rest, 17),
            (self.pictures, 17),
            (self._files, 18),
            (self.answering, 10),
            (self.answer, 22),
            (self.conversation, 0),
        ):
            box = QWidget(self.page)
            column(box, (0, 0, 0, after)).addWidget(part)
            self.page.body.addWidget(box)
            self._below[part] = box
        self.page.body.addStretch(1)

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def show_message(self, message: Opened | None, conversation: Sequence[MessageRow] = ()) -> None:
        """None: nothing is chosen. The same message again: what changed about it."""
        same = self.message is not None and message is not None and self.message.row.id == message.row.id
        self.message = message
        self.page.setVisible(message is not None)
        if self._empty is not None:
            self._empty.setVisible(message is None)
        if message is None:
            self.tools.hide()
            self._rule.hide()
            return
        self.subject.setText(shown(message.row.subject) or self.tr("(no subject)"))
        self.head.show_message(message)
        colour = flag_name(message.row.flag)
        self.flag.setText(self.tr("Flag: {colour}").format(colour=colour) if colour else self.tr("Flag"))
        self.flag.set_icon("flag" if colour else "", theme.colours().flag(message.row.flag).ink if colour else "")
        self._show_notes(message)
        if not same:
            self.offer_pictures("")
            files = [file.sha256 for file in message.detail.attachments]
            self.body.show_body(message.detail.body, message.detail.body_type, files)
            self._set_visible(self.rest, visible=self.body.more)
        self._show_files(message.detail.attachments, anew=not same)
        self._show_tools(message)
        self._set_visible(self.answer, visible=message.can_answer)
        self.conversation.show_messages(conversation, message.row)
        self._set_visible(self.conversation, visible=bool(self.conversation.rows))
        if not same:
            self.answer.start_for(message)
            self.page.verticalScrollBar().setValue(0)
            self._show_first_mark()

    @property
    def has_answer(self) -> bool:
        """Something stands in the answer that could be sent."""
        return self.answer.send.isVisibleTo(self) and self.answer.send.role == "primary"

    def mark(self, terms: Sequence[Term]) -> None:
        """What is searched, in the message that is open and those that will be."""
        self.body.mark(terms)

    def _show_first_mark(self) -> None:
        """What was searched comes in sight, also where it stands in the rest of a long message."""
        if self.body.searched and self.body.first_mark() is None and self.body.more:
            self.body.show_rest()
            self._set_visible(self.rest, visible=False)
        self._seeks_mark = self.body.searched
        self._scroll_later()

    def _scroll_later(self, *_: object) -> None:
        """When all is in its place; again when the page has grown, until somebody scrolls or writes."""
        if self._seeks_mark:
            QTimer.singleShot(0, self, self._scroll_to_mark)

    def _scroll_to_mark(self) -> None:
        if self.answer.text.hasFocus():
            self._stop_seeking()
        place = self.body.first_mark() if self._seeks_mark else None
        if place is not None:
            at = self.body.mapTo(self.page.content, place.center())
            self.page.ensureVisible(at.x(), at.y(), 0, theme.px(60))

    def _stop_seeking(self, *_: object) -> None:
        self._seeks_mark = False

    def _set_visible(self, part: QWidget, *, visible: bool) -> None:
        """The part with the room below it."""
        part.setVisible(visible)
        self._below[part].setVisible(visible)

    def _show_notes(self, message: Opened) -> None:
        said = message.row
        self._set_visible(self.urgent, visible=bool(said.emergency))
        self.urgent.show_message(shown(said.emergency), lead=self.tr("Emergency"))
        self._set_visible(self.request, visible=self._show_request(message))
        self._set_visible(self._waits, visible=said.state == "waiting")
        self._set_visible(self.answering, visible=bool(message.answering))
        several = self.tr("{names} are writing an answer to this message.")
        alone = self.tr("{names} is writing an answer to this message.")
        said_of = several if len(message.answering) > 1 else alone
        self.answering.show_message(said_of.format(names=", ".join(message.answering)))
        asleep = said.folder == "later" and said.snoozed_until is not None
        self._set_visible(self._asleep, visible=asleep)
        if asleep and said.snoozed_until is not None:
            back = texts.full_moment(said.snoozed_until)
            self._asleep.show_message(self.tr("Put off: it comes back to the inbox on {when}.").format(when=back))

    def _show_request(self, message: Opened) -> bool:
        return self.request.show_message(message.row, message.due, may_follow=message.may_follow)

    def _show_tools(self, message: Opened) -> None:
        here, kept = message.row.folder, not message.row.state
        stays = not kept or here == SCHEDULED
        for button, offered in (
            (self.reply, message.can_answer),
            (self.reply_all, message.can_answer_all),
            (self.forward, kept),
            (self.change, message.can_change),
            (self.archive, here not in ("archive", "trash") and not stays),
            (self.trash, here != "trash" and not stays),
            (self.restore, here not in ("inbox", "sent", "drafts") and not stays),
            (self.later, here != "trash" and message.row.kind == "message"),
            (self.flag, not stays),
            (self.more, kept),
        ):
            button.setVisible(offered)
        said = self.tr("Reply to all ({count}): write to the group")
        self.not_to_all.setText(said.format(count=texts.count(message.too_many)))
        self.not_to_all.setVisible(bool(message.too_many))
        self.tools.show()
        self._rule.show()

    def _show_files(self, attachments: Sequence[Attachment], *, anew: bool) -> None:
        if not anew and [attachment.sha256 for attachment in attachments] == list(self.tiles):
            return
        while (item := self._file_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.tiles = tiles_for(attachments, self._files)
        for tile in self.tiles.values():
            tile.open_asked.connect(self.open_asked)
            tile.save_asked.connect(self.save_asked)
            tile.stop_asked.connect(self.stop_asked)
            self._file_row.addWidget(tile)
            tile.show()
        self._set_visible(self._files, visible=bool(attachments))

    def _show_rest(self) -> None:
        self.body.show_rest()
        self._set_visible(self.rest, visible=False)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_pictures(self, text: str) -> None:
        """What `pictures` would do; "": nothing is to be done."""
        self.pictures.setText(text)
        self._set_visible(self.pictures, visible=bool(text))

    def _follow_answer(self, *_: object) -> None:
        """While somebody writes, the end of the box with *Send* stays in sight."""
        if self.answer.text.hasFocus():
            QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(self.answer.send, 0, theme.px(24)))

    # ---- Links -------------------------------------------------------------------------------------------------------
    def _ask_before_opening(self, link: str) -> None:
        """A link is shown in full before it is opened."""
        if not is_safe_link(link):
            return
        words = self.body.words_of(link)
        told = next((found for found in map(partial(told_of, link), words) if found.claims), told_of(link))
        question = Question(
            self,
            self.tr("Write to this address?") if link.startswith("mailto:") else self.tr("Open this link?"),
            told.address,
            self.tr("Open"),
            lead=told.host,
            hint=" ".join(self._warnings(told)),
            careful=bool(told.claims or told.lookalike),
        )
        question.accepted.connect(lambda: QDesktopServices.openUrl(QUrl(told.address)))
        question.open()

    def _warnings(self, told: Link) -> Iterator[str]:
        if told.claims:
            yield self.tr("Take care: in the message it looks like a link to {site}.").format(site=told.claims)
        if told.lookalike:
            yield self.tr("Take care: the name of this site has unusual letters. It can look like another name.")
        yield self.tr("It opens in your own browser or mail program.")


def _nothing() -> None:
    pass
