"""What the composer asks for, done in the replica: keep a draft, keep files, send, throw away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ssdesk.household import Household
from ssdesk.protocol.commands import BodyType
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import DeleteDraft, SaveDraft, SendMessage
from ssdesk.replica.inbox import MessageDetail
from ssdesk.ui import texts
from ssdesk.ui.inbox.addressing import addressees, all_who_may_be_answered, may_send_emergency
from ssdesk.ui.inbox.advising import agreed_in
from ssdesk.ui.inbox.audiences import id_of
from ssdesk.ui.inbox.claiming import Claim, ask_first, why_not_yet
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.letter import Letter, Sender
from ssdesk.ui.inbox.quoting import answered, forwarded, quoted
from ssdesk.ui.inbox.reach import Reaching
from ssdesk.ui.inbox.signing import Signing
from ssdesk.ui.inbox.templates import Templates
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
        self._household, self.composer, self._keeper = household, composer, keeper
        self._draft = ""  # the one it writes
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
        composer.files_asked.connect(self._keep_files)
        composer.image_pasted.connect(self._keep_image)
        composer.body.picture = self._picture

    @property
    def draft(self) -> str:
        """The id of what is being written; "" for nothing."""
        return self._draft

    def new_message(self, account: str, to: str = "", mailbox: str = "") -> None:
        """An empty composer; `account` "" when the child must still be chosen, `to` "" when the addressee must.
        `mailbox`: the shared one in whose name it begins."""
        senders = self.senders()
        self._signing.begin(new=True)
        self._draft, self._reply_to, self._to, self._mailbox = new_id(), None, (to,) if to else (), mailbox
        self.composer.start(senders, senders[0].account if len(senders) == 1 else account)

    def resume(self, account: str, draft: str) -> bool:
        """Go on with a draft; False: it is gone. What the school refused says why."""
        found = self._household.replica(account).drafts.get(draft)
        if found is None:
            return False
        self._signing.begin(new=False)
        self._draft, self._reply_to, self._mailbox = draft, found.in_reply_to, found.mailbox
        self._to = (*found.to, *map(id_of, found.groups))
        body_type: BodyType = "html" if found.body_type == "html" else "text"
        letter = Letter(
            account,
            subject=found.subject,
            body=found.body,
            attachments=found.attachments,
            body_type=body_type,
            asks=found.asks,
            answer_by=found.answer_by,
        )
        title = self.tr("Answer") if found.in_reply_to else ""
        self.composer.start(self.senders(), account, letter, title=title)
        self.composer.say_kept(self.tr("draft kept {when}").format(when=texts.moment(found.updated_at)))
        if found.problem is not None:
            self.composer.complain(" ".join(texts.error(found.problem)).strip())
        return True

    def answer_all(self, account: str, detail: MessageDetail) -> None:
        """An answer to all who may be answered."""
        self._signing.begin(new=True)
        self._draft, self._reply_to, self._mailbox = new_id(), detail.row.id, detail.row.mailbox
        self._to = tuple(all_who_may_be_answered(self._household, account, detail))
        letter = Letter(account, self._to, answered(detail.row.subject))
        self.composer.start(self.senders(), account, letter, title=self.tr("Answer to all"))

    def forward(self, account: str, detail: MessageDetail) -> None:
        """The message with its files, to somebody who is still to be chosen."""
        self._signing.begin(new=True)
        self._draft, self._reply_to, self._to, self._mailbox = new_id(), None, (), detail.row.mailbox
        body_type, body = quoted(detail)
        letter = Letter(account, (), forwarded(detail.row.subject), body, detail.attachments, body_type=body_type)
        self.composer.start(self.senders(), account, letter, title=self.tr("Forward"))

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
            attachments = tuple(self.composer.files.attachments)
            self.composer.files.set(())
            self._keeper.carry(attachments, before, account, self._keeps_for(account), self.composer.complain)
        to, self._to = self._to, ()
        answered = self._household.replica(account).inbox.message(self._reply_to) if self._reply_to else None
        self._answered = answered is not None and answered.row.answered_at is not None
        home = self._household.home(account)
        mailbox = answered.row.mailbox if answered is not None else self._mailbox
        self.composer.offer_names(home.holder, home.mailboxes, mailbox, fixed=self._reply_to is not None)
        people = addressees(self._household, account, answered)
        self.composer.set_addressees(people, to)
        self.composer.advice.agree(*agreed_in(self._household.replica(account)))
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
        if not letter.account or not self._draft:
            return
        if letter.blank:
            self._delete(letter.account)
        elif self._try(lambda: self._household.replica(letter.account).drafts.keep(self._words(letter))):
            self.composer.say_kept(self.tr("draft kept at {time}").format(time=texts.time(texts.now())))
            if self._reply_to and letter.mailbox:
                self._claim.hold(letter.account, self._reply_to)

    def leave(self) -> bool:
        """The composer closes: what was written goes to the school as a draft too. False: it could not be kept, which
        the composer says."""
        letter = self.composer.letter()
        if self._draft and letter.account and self._household.home(letter.account).is_open:
            if letter.blank:
                self._delete(letter.account)
            elif self._is_new(letter) and not self._try(
                lambda: self._household.do(letter.account, self._words(letter))
            ):
                return False
        self._draft = ""
        return True

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
        self._draft = ""
        self.finished.emit()

    def _delete(self, account: str) -> None:
        draft = self._draft
        kept = self._household.replica(account).drafts.get(draft) if draft else None
        if kept is not None:
            if kept.in_reply_to and kept.mailbox:
                self._claim.give_up(account, kept.in_reply_to)
            self._try(lambda: self._household.do(account, DeleteDraft(draft)))

    def _words(self, letter: Letter) -> SaveDraft:
        return SaveDraft(
            draft=self._draft,
            to=list(letter.to),
            pupil=self._household.home(letter.account).pupil,
            subject=letter.subject,
            body=letter.body,
            body_type=letter.body_type,
            in_reply_to=self._reply_to,
            attachments=list(letter.attachments),
            groups=letter.groups,
            asks=letter.asks,
            answer_by=letter.answer_by,
            mailbox=letter.mailbox or None,
        )

    # ---- Sending -----------------------------------------------------------------------------------------------------
    def _send(self, letter: Letter) -> None:
        """Not while somebody else answers the same message of a shared mailbox, unless the person says so."""
        why = ""
        if self._reply_to and letter.mailbox:
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

    def _keep_files(self, files: list[str]) -> None:
        account = self.composer.letter().account
        if not account:
            self.composer.complain(self.tr("Choose first for which child you write."))
            return
        already = self.composer.files.attachments
        self._keeper.keep(files, account, already, self._keeps_for(account), self.composer.complain)

    def _keep_image(self, image: QImage) -> None:
        """Pasted: a file of the message, shown in the text."""
        account = self.composer.letter().account
        if not account:
            self.composer.complain(self.tr("Choose first for which child you write."))
            return
        kept = self._keeps_for(account)

        def shown_in_text(attachment: Attachment) -> None:
            kept(attachment)
            if attachment in self.composer.files.attachments:
                self.composer.body.insert_image(attachment.sha256, attachment.name)

        already = self.composer.files.attachments
        self._keeper.keep_image(image, account, already, shown_in_text, self.composer.complain)

    def _picture(self, sha256: str) -> QImage | None:
        account = self.composer.letter().account
        return self._keeper.picture(account, sha256) if account else None

    def _keeps_for(self, account: str) -> Callable[[Attachment], None]:
        """Adds a file to the letter for which it was picked, if that is still being written."""
        draft = self._draft

        def kept(attachment: Attachment) -> None:
            if self._draft == draft and self.composer.letter().account == account:
                self.composer.files.add(attachment)

        return kept

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong (a full disk) is said in the composer, and the text stays."""
        return tried(act, lambda error: self.composer.complain(" ".join(texts.error(error)).strip()))
