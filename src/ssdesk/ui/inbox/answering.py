"""What the answer box asks for, done in the replica: keep a draft, keep files, send."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.commands import BodyType
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.ids import new_id
from ssdesk.replica import Replica
from ssdesk.replica.actions import DeleteDraft, SaveDraft, SendMessage
from ssdesk.replica.drafts import DraftDetail
from ssdesk.ui import texts
from ssdesk.ui.inbox.answer import AnswerBox, Written
from ssdesk.ui.inbox.answer_advice import AnswerAdvice
from ssdesk.ui.inbox.claiming import Claim, ask_first, why_not_yet
from ssdesk.ui.inbox.keeping import FileKeeper, Into
from ssdesk.ui.inbox.kept_texts import chosen_signature
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.quoting import answered
from ssdesk.ui.tried import tried


class Answering(QObject):
    """The answer to the open message. `sent` after it went to the outbox. `compose_asked` wants it in the composer: it
    carries the message, its draft ("": nothing is written) and the moment (ms) for which it is to be planned, or None.
    """

    sent = Signal()
    compose_asked = Signal(object, str, object)

    def __init__(self, household: Household, box: AnswerBox, keeper: FileKeeper, claim: Claim, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._box, self._keeper = household, box, keeper
        self._message: Opened | None = None
        self._draft = ""
        self._kept = False  # that draft is there
        self._gone: Written | None = None  # what stood here when it was sent or thrown away elsewhere
        self._larger = ""  # a draft of an answer that has more than fits here
        self._unsigned = False  # the first word brings the signature
        self._answered = False  # it had an answer when this one was begun
        self._resuming = False
        self._claim = claim
        self._claim.answered.connect(self._say_who_sees)
        self.advice = AnswerAdvice(household, box, self)
        box.text.textChanged.connect(self._sign)
        box.kept.connect(self.keep)
        box.send_asked.connect(self._send)
        box.files_asked.connect(self._keep_files)
        box.image_pasted.connect(self._keep_image)
        box.more.clicked.connect(lambda: self._compose(None))
        self.advice.put_off.connect(self._compose)
        box.text.picture = self._picture

    def answer_to(self, message: Opened, *, anew: bool) -> None:
        """The open message: another one, whose draft of an answer is taken up again, or the same as it is now."""
        if not anew and not message.can_answer and not self._box.written().blank:
            self.keep(self._box.written())  # the box goes, maybe while somebody types
        self._message = message
        limits = " ".join(self._box.files.tell(self._household.home(message.about.account).limits)).strip()
        self._box.attach.setToolTip(limits)
        self._box.attach.setAccessibleDescription(limits)
        if anew:
            self._draft, self._answered = "", message.row.answered_at is not None
            self._kept, self._gone, self._larger = False, None, ""
        elif self._kept and self._replica(message).drafts.get(self._draft) is None:
            self._draft, self._kept, self._gone = "", False, self._box.written()
            self._box.say(self._gone_elsewhere())
        if message.can_answer and (anew or self._box.written().blank):
            draft = self._replica(message).drafts.answering(message.row.id)
            if draft is not None and not self._fits(message, draft):
                self._larger = draft.id
                self._box.say(self.tr("A longer answer lies among the drafts. “More options” goes on with it."))
            elif draft is not None and (anew or draft.problem is not None):  # the school refused what was sent
                self._resume(message, draft)
        self.advice.about(message)

    def _fits(self, message: Opened, draft: DraftDetail) -> bool:
        """Whether the box has all that the draft has: it shows a text and files, the rest is as always."""
        kept, usual = draft.words(), self._words(message, Written())
        rest = {"draft": "", "body": "", "body_type": "text", "attachments": []}
        return replace(kept, **rest) == replace(usual, **rest)

    def _gone_elsewhere(self) -> str:
        return self.tr("This answer was sent or thrown away elsewhere meanwhile. If you go on, it is a second one.")

    def _resume(self, message: Opened, draft: DraftDetail) -> None:
        self._draft, self._kept = draft.id, True
        body_type: BodyType = "html" if draft.body_type == "html" else "text"
        self._resuming = True  # nobody writes its first word, though it is put there bit by bit
        self._box.resume(Written(draft.body, draft.attachments, body_type))
        self._resuming, self._unsigned = False, not draft.body.strip()
        self._box.signed.recognise(self._replica(message).own_texts.of("signature"))
        self._box.say("" if draft.problem is None else " ".join(texts.error(draft.problem)).strip())

    def _sign(self) -> None:
        """With the first word, so that an empty answer stays one."""
        message = self._message
        if self._resuming:
            return
        if message is None or not self._box.text.text().strip():
            self._unsigned = True
        elif self._unsigned:
            self._unsigned = False
            self._box.signed.put(chosen_signature(self._household, message.about.account))

    def keep(self, written: Written) -> None:
        """On this disk within a second of the last key; an answer that was emptied again is no draft."""
        message = self._message
        if message is None or not message.can_answer:
            return
        if self._is_blank(written):
            self._throw_away(message)
            return
        self._draft = self._draft or new_id()
        words = self._words(message, written)
        self._kept = self._try(lambda: self._replica(message).drafts.keep(words)) or self._kept
        if message.row.mailbox:
            self._claim.hold(message.about.account, message.row.id)

    def _say_who_sees(self, message: str, seen: bool) -> None:
        if self._message is not None and self._message.row.id == message:
            self._box.say_who_sees(seen=seen)

    def leave(self) -> bool:
        """Another message comes, or the program ends: what was written goes to the school as a draft too. False: it
        could not be kept, which the box says."""
        message = self._message
        if message is None or not message.can_answer or not self._household.home(message.about.account).is_open:
            self.advice.about(None)
            return True
        self._box.text.stop()
        written = self._box.written()
        if self._is_blank(written):
            self._throw_away(message)
        elif written == self._gone and not self._draft:
            pass  # nobody went on with it
        elif self._is_new(message, written):
            self._draft = self._draft or new_id()
            words = self._words(message, written)
            if not self._try(lambda: self._household.do(message.about.account, words)):
                return False
        self._message, self._draft = None, ""
        self.advice.about(None)
        return True

    def _is_blank(self, written: Written) -> bool:
        return written.blank and not self._box.files.coming

    def _compose(self, at: int | None) -> None:
        """On to the composer, once the copies of its files are made: they belong to what is written here."""
        message = self._message
        if message is None or not message.can_answer:
            return
        if said := self._box.files.not_yet():
            self._box.say(said)
            return
        self._box.text.stop()
        written = self._box.written()
        if not self._is_blank(written):
            self.keep(written)
        self.compose_asked.emit(message, self._draft or self._larger, at)

    def _is_new(self, message: Opened, written: Written) -> bool:
        """Whether the school does not have these words yet. A refused answer stays here until it is sent again."""
        kept = self._replica(message).drafts.get(self._draft) if self._draft else None
        if kept is None:
            return True
        kept_words = (kept.body, kept.body_type, kept.attachments)
        same = kept_words == (written.text, written.body_type, written.attachments)
        return not same or (kept.changed and kept.problem is None)

    def _throw_away(self, message: Opened) -> None:
        draft, self._draft, self._kept = self._draft, "", False
        self._claim.release()
        if draft and self._replica(message).drafts.get(draft) is not None:
            if message.row.mailbox:
                self._claim.give_up(message.about.account, message.row.id)
            self._try(lambda: self._household.do(message.about.account, DeleteDraft(draft)))

    def _send(self, written: Written) -> None:
        """Not what the school does not let go. Not while somebody else answers the same message of a shared mailbox,
        nor what was sent elsewhere, unless the person says so."""
        message = self._message
        if message is None:
            return
        if blocked := self.advice.blocked():
            self._box.say(blocked)
            return
        account, before = message.about.account, self._answered
        why = self._gone_elsewhere() if self._gone else ""
        why = why or why_not_yet(self._household, account, message.row.id, answered_before=before)
        ask_first(self._box, why, lambda: self._send_now(message, written))

    def _send_now(self, message: Opened, written: Written) -> None:
        kept = self._replica(message).drafts.get(self._draft) if self._draft else None
        action = SendMessage(
            to=[message.row.sender],
            subject=answered(message.row.subject),
            body=written.text,
            body_type=written.body_type,
            pupil=message.row.pupil,
            attachments=list(written.attachments),
            in_reply_to=message.row.id,
            draft=self._draft if kept is not None else None,
            mailbox=message.row.mailbox or None,
        )
        if self._try(lambda: self._household.send(message.about.account, action)):
            self._draft, self._answered = "", True
            self._kept, self._gone = False, None
            self._claim.forget()
            self._box.start_for(message)
            self.sent.emit()

    def _words(self, message: Opened, written: Written) -> SaveDraft:
        return SaveDraft(
            draft=self._draft,
            to=[message.row.sender],
            pupil=message.row.pupil,
            subject=answered(message.row.subject),
            body=written.text,
            body_type=written.body_type,
            in_reply_to=message.row.id,
            attachments=list(written.attachments),
            mailbox=message.row.mailbox or None,
        )

    def _keep_files(self, files: list[str]) -> None:
        message = self._message
        if message is not None:
            self._keeper.keep(files, message.about.account, self._box.files.attachments, self._into(message))

    def _keep_image(self, image: QImage | str) -> None:
        """Pasted, or chosen by its path: a file of the answer, shown in the text."""
        message = self._message
        if message is None:
            return
        into = self._into(message)

        def shown_in_text(attachment: Attachment) -> None:
            into.kept(attachment)
            if attachment in self._box.files.attachments:
                self._box.text.insert_image(attachment.sha256, attachment.name)

        already = self._box.files.attachments
        self._keeper.keep_image(image, message.about.account, already, replace(into, kept=shown_in_text))

    def _into(self, message: Opened) -> Into:
        """Adds a file to the answer for which it was picked, or to its draft where the message was left meanwhile."""
        account, id_ = message.about.account, message.row.id

        def kept(attachment: Attachment) -> None:
            if self._message is not None and self._message.row.id == id_:
                self._box.files.add(attachment)
            elif (draft := self._replica(message).drafts.answering(id_)) is not None:
                self._keeper.keep_late(account, draft.id, attachment)

        return Into(kept, self._complain, self._begin)

    def _begin(self, name: str) -> Callable[[], None]:
        ended = self._box.files.begin(name)
        return lambda: ended() if isValid(self._box) else None

    def _complain(self, said: str) -> None:
        """The window of the box may be gone."""
        if isValid(self._box):
            self._box.say(said)
        else:
            self._keeper.trouble.emit(SsdeskError("{said}", said=said))

    def _picture(self, sha256: str) -> QImage | None:
        return None if self._message is None else self._keeper.picture(self._message.about.account, sha256)

    def _replica(self, message: Opened) -> Replica:
        return self._household.replica(message.about.account)

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong (a full disk) is said in the box, and the text stays."""
        return tried(act, lambda error: self._box.say(" ".join(texts.error(error)).strip()))
