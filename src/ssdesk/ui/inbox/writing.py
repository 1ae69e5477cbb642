"""What the composer asks for, done in the replica: keep a draft, keep files, send, throw away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ssdesk.household import Household
from ssdesk.protocol.commands import BodyType
from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import DeleteDraft, SaveDraft, SendMessage
from ssdesk.replica.changes import Changes
from ssdesk.replica.drafts import DraftDetail
from ssdesk.replica.inbox import MessageDetail
from ssdesk.ui import texts
from ssdesk.ui.inbox.addressing import addressees, all_who_may_be_answered, may_send_emergency
from ssdesk.ui.inbox.advising import agreed_in
from ssdesk.ui.inbox.audiences import id_of
from ssdesk.ui.inbox.claiming import Claim, ask_first, why_not_yet
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.letter import Letter, Sender
from ssdesk.ui.inbox.letter_files import LetterFiles
from ssdesk.ui.inbox.quoting import answered, forwarded, quoted
from ssdesk.ui.inbox.reach import Reaching
from ssdesk.ui.inbox.signing import Signing
from ssdesk.ui.inbox.templates import Templates
from ssdesk.ui.inbox.undecided import WHY, Undecided
from ssdesk.ui.shown import shown
from ssdesk.ui.tried import tried


class Writing(QObject):
    """`sent` after a message went to the outbox; `finished` when the composer has nothing left to do."""

    sent = Signal()
    finished = Signal()

    def __init__(
        self, household: Household, composer: Composer, keeper: FileKeeper, claim: Claim, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._household, self.composer = household, composer
        self._draft = ""  # the one it writes
        self._version: int | None = None  # of that draft, as last seen; None: there is none yet
        self._gone: Letter | None = None  # what stood here when it was sent or thrown away elsewhere
        self._undecided = Undecided(household)
        self._to: tuple[str, ...] = ()  # whom it was meant for, until the people are known
        self._reply_to: str | None = None
        self._mailbox = ""  # the shared one in whose name it was begun
        self._answered = False  # what is answered had an answer when this was begun
        self._claim = claim
        Reaching(household, composer)
        composer.sender_chosen.connect(self._change_sender)
        self._signing = Signing(household, composer)
        Templates(household, composer)
        composer.kept.connect(self.keep)
        composer.send_asked.connect(self._send)
        composer.discard_asked.connect(self.discard)
        self._files = LetterFiles(composer, keeper, lambda: self._draft, self)
        composer.advice.waits_ms = household.undo_ms

    @property
    def draft(self) -> str:
        """The id of what is being written; "" for nothing."""
        return self._draft

    def new_message(self, account: str, to: str = "", mailbox: str = "") -> None:
        """An empty composer; `account` "" when the child must still be chosen, `to` "" when the addressee must.
        `mailbox`: the shared one in whose name it begins."""
        senders = self.senders()
        self._begin(new_id(), None, (to,) if to else (), mailbox)
        self.composer.start(senders, senders[0].account if len(senders) == 1 else account)

    def resume(self, account: str, draft: str) -> bool:
        """Go on with a draft; False: it is gone. What the school refused says why."""
        found = self._household.replica(account).drafts.get(draft)
        if found is None:
            return False
        lost = self._lost(account, found)
        to = (*found.to, *map(id_of, found.groups))
        self._begin(draft, None if lost else found.in_reply_to, to, found.mailbox, new=False)
        self._version = found.version
        undecided = found.problem is not None and found.problem.code == WHY.code
        senders = self.senders()
        if undecided:
            self._undecided.account, account = account, senders[0].account if len(senders) == 1 else ""
        body_type: BodyType = "html" if found.body_type == "html" else "text"
        letter = Letter(
            account,
            subject=found.subject,
            body=found.body,
            attachments=found.attachments,
            body_type=body_type,
            asks=found.asks,
            answer_by=found.answer_by,
            send_at=found.send_at,
        )
        title = self.tr("Answer") if self._reply_to else ""
        self.composer.start(senders, account, letter, title=title)
        self.composer.say_kept(self.tr("draft kept {when}").format(when=texts.moment(found.updated_at)))
        if lost:
            self._say_lost(lost)
        elif found.problem is not None and not undecided:
            self.composer.complain(" ".join(texts.error(found.problem)).strip())
        return True

    def _lost(self, account: str, draft: DraftDetail) -> str:
        """What is said where the message that it answers is gone; "" for nothing."""
        home = self._household.home(account)
        answered = draft.in_reply_to
        if not answered or home.is_filling or self._household.replica(account).inbox.message(answered) is not None:
            return ""
        if draft.mailbox and all(box.id != draft.mailbox for box in home.mailboxes):
            return self.tr(
                "You can no longer see the message that this answers: it goes out as a new message in your own name."
            )
        return self.tr("The message that this answers is not here any more: it goes out as a new message.")

    def _say_lost(self, said: str) -> None:
        """Beside that somebody cannot be written to any more."""
        trouble = self.composer.trouble
        self.composer.complain(said if trouble.isHidden() else f"{said} {trouble.text()}")

    def answer(self, account: str, detail: MessageDetail) -> None:
        """An answer to the sender, with all that the composer can."""
        self._begin(new_id(), detail.row.id, (detail.row.sender,), detail.row.mailbox)
        letter = Letter(account, self._to, answered(detail.row.subject))
        self.composer.start(self.senders(), account, letter, title=self.tr("Answer"))

    def answer_all(self, account: str, detail: MessageDetail) -> None:
        """An answer to all who may be answered."""
        to = all_who_may_be_answered(self._household, account, detail).ids
        self._begin(new_id(), detail.row.id, to, detail.row.mailbox)
        letter = Letter(account, self._to, answered(detail.row.subject))
        self.composer.start(self.senders(), account, letter, title=self.tr("Answer to all"))

    def forward(self, account: str, detail: MessageDetail) -> None:
        """The message with its files, to somebody who is still to be chosen."""
        self._begin(new_id(), None, (), detail.row.mailbox)
        body_type, body = quoted(detail)
        letter = Letter(account, (), forwarded(detail.row.subject), body, detail.attachments, body_type=body_type)
        self.composer.start(self.senders(), account, letter, title=self.tr("Forward"))

    def _begin(self, draft: str, reply_to: str | None, to: tuple[str, ...], mailbox: str, *, new: bool = True) -> None:
        self._signing.begin(new=new)
        self._files.begin()
        self._draft, self._reply_to, self._to, self._mailbox = draft, reply_to, to, mailbox
        self._version, self._gone, self._undecided.account = None, None, ""

    def senders(self) -> list[Sender]:
        """The own accounts one can write from now."""
        return [
            Sender(home.name, home.pupil, shown(home.child), shown(home.school_short), home.colour)
            for home in self._household.homes
            if home.is_open
        ]

    # ---- For whom and to whom ----------------------------------------------------------------------------------------
    def _change_sender(self, before: str, account: str) -> None:
        """The people of that account; what was written for another one goes along, and its draft there goes."""
        if before and before != account:
            self._delete(before)
            self._draft, self._reply_to, self._to, self._mailbox = new_id(), None, (), ""
            self._version, self._gone = None, None
            self._files.carry(before, account)
        elif self._undecided.account:
            self._try(lambda: self._undecided.decide(account, self._words(self.composer.letter())))
        to, self._to = self._to, ()
        answered = self._household.replica(account).inbox.message(self._reply_to) if self._reply_to else None
        self._answered = answered is not None and answered.row.answered_at is not None
        home = self._household.home(account)
        mailbox = answered.row.mailbox if answered is not None else self._mailbox
        self.composer.offer_names(home.holder, home.mailboxes, mailbox, fixed=self._reply_to is not None)
        people = addressees(self._household, account, answered)
        self.composer.set_addressees(people, to)
        about = None if self._reply_to is None else answered.row.subject if answered is not None else ""
        self.composer.advice.agree(*agreed_in(self._household.replica(account)), about)
        self.composer.wishes.allow_emergency(allowed=may_send_emergency(self._household, account))
        self.composer.tell_limits(self._household.home(account).limits)
        known = {person.id for person in people}
        if any(id_ not in known for id_ in to):
            self.composer.complain(
                self.tr("Somebody to whom this was addressed can no longer be written to. Look at the list once more.")
            )

    # ---- Drafts ------------------------------------------------------------------------------------------------------
    def keep(self, letter: Letter) -> None:
        """On this disk within a second of the last key."""
        if not self._draft:
            return
        if not letter.account:
            self._hold(letter)
        elif self._is_blank(letter):
            self._delete(letter.account)
        elif self._try(lambda: self._household.replica(letter.account).drafts.keep(self._words(letter))):
            self.composer.say_kept(self.tr("draft kept at {time}").format(time=texts.time(texts.now())))
            if self._reply_to and letter.mailbox:
                self._claim.hold(letter.account, self._reply_to)

    def _is_blank(self, letter: Letter) -> bool:
        return letter.blank and not self.composer.files.coming

    def _hold(self, letter: Letter) -> bool:
        """While no child is chosen; false: it could not be kept."""
        if self._is_blank(letter):
            return self._try(lambda: self._undecided.forget(self._draft))
        first = next((one.account for one in self.senders()), "")
        if not first or not self._try(lambda: self._undecided.hold(self._words(letter), first)):
            return False
        self.composer.say_kept(self.tr("draft kept at {time}").format(time=texts.time(texts.now())))
        return True

    def take(self, changes: Changes) -> None:
        """Another computer, or another window here, may have sent or thrown away what is being written."""
        account = self.composer.account
        touched = changes.by_account.get(account) if self._draft and account else None
        if touched is None or not (touched.everything or "draft" in touched.kinds):
            return
        found = self._household.replica(account).drafts.get(self._draft)
        known, self._version = self._version, found.version if found is not None else None
        if known is None or self._gone or (found is not None and (found.version or not known)):
            return
        self._gone = self.composer.letter()
        self._draft = self._draft if found is not None else new_id()
        self.composer.complain(self._gone_elsewhere())

    def _gone_elsewhere(self) -> str:
        return self.tr("This draft was sent or thrown away elsewhere meanwhile. If you go on, it is a new message.")

    def leave(self) -> bool:
        """The composer closes: what was written goes to the school as a draft too. False: it could not be kept, which
        the composer says."""
        letter = self.composer.letter()
        if self._draft and not letter.account:
            if not self._hold(letter):
                return False
        elif self._draft and self._household.home(letter.account).is_open and not self._is_over(letter):
            if self._is_blank(letter):
                self._delete(letter.account)
            elif self._is_new(letter) and not self._try(
                lambda: self._household.do(letter.account, self._words(letter))
            ):
                return False
        self._draft = self._undecided.account = ""
        return True

    def _is_over(self, letter: Letter) -> bool:
        """It is gone elsewhere, and nobody went on with it here."""
        return letter == self._gone and self._household.replica(letter.account).drafts.get(self._draft) is None

    def _is_new(self, letter: Letter) -> bool:
        """Whether the school does not have these words yet. A refused message stays here until it is sent again."""
        kept = self._household.replica(letter.account).drafts.get(self._draft)
        if kept is None:
            return True
        same = kept.words() == self._words(letter)
        return not same or (kept.changed and kept.problem is None)

    def discard(self) -> None:
        self._claim.release()
        account = self.composer.letter().account
        if account:
            self._delete(account)
        else:
            self._try(lambda: self._undecided.forget(self._draft))
        self._draft = ""
        self.finished.emit()

    def _delete(self, account: str) -> None:
        draft, self._version = self._draft, None
        kept = self._household.replica(account).drafts.get(draft) if draft else None
        if kept is not None:
            if kept.in_reply_to and kept.mailbox:
                self._claim.give_up(account, kept.in_reply_to)
            self._try(lambda: self._household.do(account, DeleteDraft(draft)))

    def _words(self, letter: Letter) -> SaveDraft:
        return SaveDraft(
            draft=self._draft,
            to=list(letter.to),
            pupil=self._household.home(letter.account).pupil if letter.account else None,
            subject=letter.subject,
            body=letter.body,
            body_type=letter.body_type,
            in_reply_to=self._reply_to,
            attachments=list(letter.attachments),
            groups=letter.groups,
            asks=letter.asks,
            answer_by=letter.answer_by,
            mailbox=letter.mailbox or None,
            send_at=letter.send_at,
        )

    # ---- Sending -----------------------------------------------------------------------------------------------------
    def _send(self, letter: Letter) -> None:
        """Not while somebody else answers the same message of a shared mailbox, nor a draft that was sent elsewhere,
        unless the person says so."""
        why = self._gone_elsewhere() if self._gone else ""
        if not why and self._reply_to and letter.mailbox:
            before = self._answered
            why = why_not_yet(self._household, letter.account, self._reply_to, answered_before=before)
        ask_first(self.composer, why, lambda: self._send_now(letter))

    def _send_now(self, letter: Letter) -> None:
        kept = self._household.replica(letter.account).drafts.get(self._draft)
        action = SendMessage(
            to=list(letter.to),
            subject=letter.subject.strip(),
            body=letter.body,
            body_type=letter.body_type,
            pupil=self._household.home(letter.account).pupil,
            attachments=list(letter.attachments),
            in_reply_to=self._reply_to,
            draft=self._draft if kept is not None else None,
            groups=letter.groups,
            asks=letter.asks,
            answer_by=letter.answer_by,
            send_at=letter.send_at,
            emergency=letter.emergency,
            mailbox=letter.mailbox or None,
        )
        if self._try(lambda: self._household.send(letter.account, action, letter.people)):
            self._draft = ""
            self._claim.forget()
            self.sent.emit()
            self.finished.emit()

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong (a full disk) is said in the composer, and the text stays."""
        return tried(act, lambda error: self.composer.complain(" ".join(texts.error(error)).strip()))
