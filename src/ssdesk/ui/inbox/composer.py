"""A new message: for which child and school, to whom, about what. Cannot be sent while any of these is undecided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ssdesk.protocol.mailboxes import Mailbox
from ssdesk.protocol.school import Limits
from ssdesk.rules.agreements import letter as judged
from ssdesk.rules.fields import left_in
from ssdesk.rules.seen import is_blank
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.advising import Advising
from ssdesk.ui.inbox.file_row import Files
from ssdesk.ui.inbox.foot import Foot
from ssdesk.ui.inbox.for_whom import ForWhom
from ssdesk.ui.inbox.format_bar import FormatBar
from ssdesk.ui.inbox.from_whom import FromWhom
from ssdesk.ui.inbox.letter import LONGEST_SUBJECT, Letter, Sender
from ssdesk.ui.inbox.recipient import Addressee, LetterLine
from ssdesk.ui.inbox.sending import ask_before_discarding, ask_before_sending
from ssdesk.ui.inbox.signed import Signed
from ssdesk.ui.inbox.talk import ask_for_talk
from ssdesk.ui.inbox.text_menus import TextMenus
from ssdesk.ui.inbox.to_whom import ToWhom
from ssdesk.ui.inbox.too_much import too_much
from ssdesk.ui.inbox.wishes import Wishes
from ssdesk.ui.inbox.word_marks import WordMarks
from ssdesk.ui.inbox.writing_area import KEEP_AFTER_MS, WritingArea
from ssdesk.ui.widgets import Banner, Label, Rule, ScrollPage, column, row


class Composer(QWidget):
    """`sender_chosen` (account before, account now) asks the screen for the people one can write to: `set_addressees`.

    `kept` (800 ms after the last key) and `send_asked` carry a `Letter`, `files_asked` paths,
    `image_pasted` a QImage or a path.
    """

    sender_chosen = Signal(str, str)
    send_asked = Signal(object)
    kept = Signal(object)
    discard_asked = Signal()
    files_asked = Signal(list)
    image_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._following, self._followed = QTimer(self), 0  # to the caret, once all has its place; where that was last
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._follow)
        self._page = ScrollPage(self, margins=(28, 20, 28, 12))
        self.title = Label(self.tr("New message"), "heading", self._page)
        self._kept_at = Label("", "muted", self._page)
        self.trouble = Banner("bad", "", self._page)
        self.trouble.hide()
        self._trouble_of = ""
        self.senders = ForWhom(self._page)
        self._for = LetterLine(self.tr("For"), self.senders, self._page)
        self.names = FromWhom(self._page)
        self._from = LetterLine(self.tr("From"), self.names, self._page)
        self._from.hide()
        self._whom, self.subject = ToWhom(self._page), QLineEdit(self._page)
        self.to, self.to_line, self.book = self._whom.to, self._whom.line, self._whom.book
        self.reach = self._whom.reach
        self.subject.setMaxLength(LONGEST_SUBJECT)
        self.subject.inputRejected.connect(lambda: QTimer.singleShot(0, self, self._say_cut))
        self.subject_line = LetterLine(self.tr("Subject"), self.subject, self._page)
        self.body = WritingArea(self.tr("Message"), self._page, least=6, most=0)
        self.files = Files(self._page)
        self.format = FormatBar(self.body, self._page)
        self.attach = self.format.attach
        self.signed, self.menus = Signed(self.body), TextMenus(self.format)
        self.format.right.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignTop)
        self.limits = Label("", "small", self._page, wrap=True)
        self.limits.hide()
        self.wishes = Wishes(self._page)
        self._foot = Foot(self.wishes, self)
        self.send, self.discard = self._foot.send, self._foot.discard
        self._why_not = self._foot.why_not
        self.advice = Advising(self, self._judged, self.to.classes)
        self.marks = WordMarks(self.body, self.advice.panel)
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        inside = self._page.body
        theme.space(inside, (28, 20, 28, 12), 0)
        head = row(margins=(0, 0, 0, 8), gap=12)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._kept_at)
        inside.addLayout(head)
        for line in (self.trouble, self._for, self._from, self._whom, self.subject_line, self.wishes):
            inside.addWidget(line)
        inside.addWidget(self.format)
        inside.addWidget(Rule(self._page))
        written = column(margins=(0, 14, 0, 0), gap=8)
        written.addWidget(self.body, 1)
        written.addWidget(self.files)
        written.addWidget(self.limits)
        inside.addLayout(written, 1)
        whole = column(self)
        whole.addLayout(self.advice.beside(self._page), 1)
        whole.addWidget(Rule(self))
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        self.send.clicked.connect(self._send)
        self.attach.clicked.connect(self.files.choose)
        self.discard.clicked.connect(self._ask_discard)
        self.wishes.changed.connect(self._wished)
        self.senders.chosen.connect(self._choose)
        self.names.changed.connect(self._typed)
        self.to.decided.connect(self._typed)
        self.book.clicked.connect(lambda: self._whom.open_book(self.senders.school(self._account)))
        self.subject.textChanged.connect(self._typed)
        self.body.textChanged.connect(self._typed)
        self.body.finished.connect(self._send)
        self.body.files_dropped.connect(self.files_asked)
        for moved in (self.body.cursorPositionChanged, self.body.focus_changed):
            moved.connect(self._following.start)
        self._page.verticalScrollBar().rangeChanged.connect(self._grown)
        self.files.added.connect(self.files_asked)
        self.files.changed.connect(self._mended)
        self.files.changed.connect(self._typed)
        self.files.taken_away.connect(self.body.drop_image)
        self.body.image_pasted.connect(self.image_pasted)
        self.advice.fix_chosen.connect(self._mend)
        self.advice.looked.connect(self._update)

    # ---- What the screen asks ----------------------------------------------------------------------------------------
    def start(self, senders: Sequence[Sender], account: str, letter: Letter | None = None, *, title: str = "") -> None:
        """A new letter, or one to go on with. `account` "" while the child must be chosen."""
        self.title.setText(title or self.tr("New message"))
        self.trouble.hide()
        self._kept_at.setText("")
        self._account = account
        self._for.label.setText(self.tr("For") if any(one.child for one in senders) else self.tr("School"))
        self.senders.offer(senders, account)
        if letter:
            self.wishes.begin(letter.asks, letter.answer_by, letter.send_at)
        else:
            self.wishes.begin()
        self.to.set_people([])
        self.subject.setText(letter.subject if letter else "")
        self.subject.setCursorPosition(0)
        self.body.fill(letter.body if letter else "", letter.body_type if letter else "text")
        self.files.set(letter.attachments if letter else ())
        for line in (self.to_line, self.subject_line):
            line.set_error("")
        self.advice.agree(None)
        if account:
            self.sender_chosen.emit("", account)
        self._stop()
        self._update()

    def set_addressees(self, people: Sequence[Addressee], to: Sequence[str] = ()) -> None:
        """The people one can write to, the likeliest first. `to`: those who are chosen already."""
        timed = self._timer.isActive()
        self.to.set_people(people, to)
        if not timed:
            self._timer.stop()
        self._update()

    def offer_names(self, own: str, mailboxes: Sequence[Mailbox], mailbox: str, *, fixed: bool) -> None:
        """In whose name it can go out; see `FromWhom.offer`."""
        self._from.setVisible(self.names.offer(own, mailboxes, mailbox, fixed=fixed))

    def tell_reach(self, text: str, people: int = 0, *, refused: bool = False) -> None:
        """See `ToWhom.tell_reach`."""
        self._whom.tell_reach(text, people, refused=refused)
        self._update()

    def tell_limits(self, limits: Limits) -> None:
        """Which files the school accepts, before one is chosen; all kinds where one asks for it."""
        large, kinds = self.files.tell(limits)
        self.limits.setText(f"{large} {self.files.kinds()}".strip())
        self.limits.setToolTip(kinds)
        self.limits.show()
        self.attach.setToolTip(f"{large} {kinds}".strip())
        self.attach.setAccessibleDescription(self.attach.toolTip())

    def focus(self) -> None:
        """To the first thing that is still to be decided."""
        chips = self.senders.group
        checked = chips.checkedButton() or next(iter(chips.buttons()), None)
        first: QWidget = self.body
        if not self._account and checked is not None:
            first = checked
        elif not self.to.chosen():
            first = self.to.edit
        elif is_blank(self.subject.text()):
            first = self.subject
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, text: str, about: str = "") -> None:
        """Say what went wrong; the text stays. `about` "files": until there are others, or another child is chosen."""
        self._trouble_of = about
        self.trouble.show_message(text)
        self.trouble.show()

    def _mended(self) -> None:
        if self._trouble_of == "files":
            self._trouble_of = ""
            self.trouble.hide()

    def say_kept(self, text: str) -> None:
        """When the draft was kept."""
        self._kept_at.setText(text)

    def ample(self) -> int:
        """The width, in pixels, in which its advice stands beside it."""
        return self.advice.ample()

    @property
    def account(self) -> str:
        """The own account it is written from; "" while undecided."""
        return self._account

    def letter(self) -> Letter:
        body_type, body = self.body.body()
        to, groups = self.to.apart()
        return Letter(
            self._account,
            to,
            self.subject.text(),
            body,
            tuple(self.files.attachments),
            self._whom.people,
            body_type,
            groups,
            self.wishes.asks,
            self.wishes.answer_by,
            self.wishes.send_at,
            self.wishes.emergency,
            self.signed.alone,
            self.names.mailbox,
        )

    # ---- Files dropped beside the text -------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.files_asked.emit(files)

    # ---- Within ------------------------------------------------------------------------------------------------------
    def _choose(self, account: str) -> None:
        if account != self._account:
            self._mended()
            before, self._account = self._account, account
            self.sender_chosen.emit(before, account)
            self._typed()

    def _judged(self) -> judged.Letter:
        """What stands here, as the school's agreements judge it."""
        count = self._whom.people
        files = len(self.files.attachments)
        wishes = self.wishes
        return judged.Letter(
            self.subject.text(),
            "" if self.signed.alone else self.body.text(),
            files,
            count,
            group=count > 1,
            asks=wishes.asks,
            answer_by=_moment(wishes.answer_by),
            send_at=_moment(wishes.send_at),
            emergency=wishes.emergency,
            readers=self.to.readers(),
        )

    def _say_cut(self) -> None:
        """Until the subject becomes another one."""
        self.subject_line.set_error(self.tr("The subject was cut to {most} characters.").format(most=LONGEST_SUBJECT))

    def _mend(self, fix: judged.Fix) -> None:
        """Words as if they were typed, so that it can be undone."""
        if fix.kind == "subject":
            self.subject.selectAll()
            self.subject.insert(fix.text[:LONGEST_SUBJECT])
        elif fix.kind == "schedule":
            self.wishes.plan(_ms(fix.at))
        elif fix.kind == "confirmation":
            self.wishes.set_asked("confirm", self.wishes.answer_by)
        elif fix.kind == "answer_by":
            self.wishes.set_asked(self.wishes.asks or "answer", _ms(fix.at))
        elif fix.kind == "talk":
            ask_for_talk(self.body, self.signed, fix)
            self.wishes.set_asked(self.wishes.asks or "answer", self.wishes.answer_by)
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.body.replace(fix.start, fix.end, fix.text)
        self.advice.look()

    def _typed(self, *_: object) -> None:
        self._timer.start()
        self.advice.look_again()
        self._update()

    def _wished(self) -> None:
        self._timer.start()
        self.advice.look()
        self._update()

    def _grown(self) -> None:
        """Not where somebody turned the page to look at something else."""
        if self._page.verticalScrollBar().value() == self._followed:
            self._following.start()

    def _follow(self) -> None:
        """The page scrolls to where somebody writes."""
        if self.body.hasFocus():
            caret = self.body.cursorRect()
            place = self.body.viewport().mapTo(self._page.content, caret.center())
            self._page.ensureVisible(place.x(), place.y(), 0, theme.px(theme.READING_LINE))
            self._followed = self._page.verticalScrollBar().value()

    def _stop(self) -> None:
        self._timer.stop()
        self.body.stop()

    def _keep(self) -> None:
        self.kept.emit(self.letter())

    def _missing(self) -> str:
        letter = self.letter()
        if not letter.account:
            return self.tr("Choose for which child you write.")
        if self.to.undecided:
            return self.tr("Choose who is meant by {names}.").format(names=self.to.said_undecided())
        if not letter.to and not letter.groups:
            return self.tr("Choose to whom you write.")
        if is_blank(letter.subject):
            return self.tr("Give the message a short subject.")
        if is_blank(letter.words):
            return self.tr("Write a text; a file alone is not enough.")
        if said := too_much(letter.body, len(letter.attachments)) or self.files.not_yet():
            return said
        return self.wishes.wrong(texts.now()) or self._whom.refused or self.advice.blocked()

    def _update(self) -> None:
        missing = self._missing()
        self.book.setEnabled(bool(self._account))
        self._foot.say(missing)

    def _send(self) -> None:
        self.advice.look()
        if self._missing():
            self._update()  # a moment may have passed
            return
        left = left_in(f"{self.subject.text()}\n{self.body.text()}")
        people, said = self._whom.people, self.reach.text()
        ask_before_sending(self, left, people, said, self._send_now, at=self.wishes.send_at)

    def _send_now(self) -> None:
        self._stop()
        self.send_asked.emit(self.letter())

    def _ask_discard(self) -> None:
        if self.letter().blank:
            self.discard_asked.emit()
        else:
            ask_before_discarding(self, self.discard_asked.emit)


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


def _ms(at: datetime | None) -> int | None:
    return None if at is None else round(at.timestamp() * 1000)
