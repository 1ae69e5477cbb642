"""What the composer and the answer box ask for, done in the replica: keep a draft, keep files, send, throw away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import Attachment, Contact
from ssdesk.replica.actions import DeleteDraft, SaveDraft, SendMessage
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.answer import AnswerBox, Files, Written
from ssdesk.ui.inbox.composer import Addressee, Composer, Letter, Sender
from ssdesk.ui.inbox.opened import Opened

ANSWER_PREFIX = "Re: "


class Writing(QObject):
    """`sent` after a message went to the outbox; `finished` when the composer has nothing left to do."""

    sent = Signal()
    finished = Signal()

    def __init__(self, household: Household, composer: Composer, answer: AnswerBox, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._composer, self._answer = household, composer, answer
        self._draft = self._to = ""  # of the composer: the draft it writes, and whom it was meant for
        self._reply_to: str | None = None
        self._answered: Opened | None = None
        self._answer_draft = ""
        composer.sender_chosen.connect(self._offer_people)
        composer.kept.connect(self.keep_letter)
        composer.send_asked.connect(self._send_letter)
        composer.discard_asked.connect(self.discard)
        composer.files_asked.connect(lambda files: self._keep_files(files, composer.letter().account, composer.files))
        answer.kept.connect(self.keep_answer)
        answer.send_asked.connect(self._send_answer)
        answer.files_asked.connect(self._files_of_answer)

    # ---- A new message -----------------------------------------------------------------------------------------------
    def new_message(self, account: str) -> None:
        """An empty composer; `account` "" when the child must still be chosen."""
        senders = self.senders()
        self._draft, self._reply_to, self._to = new_id(), None, ""
        self._composer.start(senders, senders[0].account if len(senders) == 1 else account)

    def resume(self, account: str, draft: str) -> bool:
        """Go on with a draft; False: it is gone. What the school refused says why."""
        found = self._household.replica(account).drafts.get(draft)
        if found is None:
            return False
        self._draft, self._reply_to = draft, found.in_reply_to
        self._to = found.to[0] if found.to else ""
        letter = Letter(account, self._to, found.subject, found.body, found.attachments)
        self._composer.start(self.senders(), account, letter)
        if found.problem is not None:
            self._composer.complain(" ".join(texts.error(found.problem)).strip())
        return True

    def senders(self) -> list[Sender]:
        """The own accounts one can write from now."""
        return [
            Sender(home.name, home.pupil, home.child, home.school_short, home.colour)
            for home in self._household.homes
            if home.is_open
        ]

    def _offer_people(self, account: str) -> None:
        home = self._household.home(account)
        people = self._household.replica(account).people
        pupil = people.pupil(home.pupil) if home.pupil else None
        contacts = people.contacts()
        if pupil is not None:  # those who teach the child's class first
            contacts.sort(key=lambda contact: pupil.class_name not in contact.classes)
        offered = [Addressee(contact.id, _spoken(contact)) for contact in contacts]
        to, self._to = self._to, ""
        if to and all(person.id != to for person in offered):
            offered += self._answered_sender(account, to)
        self._composer.set_addressees(offered, to)

    def _answered_sender(self, account: str, to: str) -> list[Addressee]:
        """Who is answered need not be a contact."""
        detail = self._household.replica(account).inbox.message(self._reply_to) if self._reply_to else None
        if detail is None or detail.row.sender != to:
            return []
        return [Addressee(to, ", ".join(part for part in (detail.row.sender_name, detail.row.sender_role) if part))]

    def keep_letter(self, letter: Letter) -> None:
        """On this disk within a second of the last key."""
        if not letter.blank and letter.account:
            self._try(lambda: self._household.replica(letter.account).drafts.keep(self._words(letter)))

    def leave(self) -> None:
        """The composer closes: what was written goes to the school as a draft too."""
        letter = self._composer.letter()
        if self._draft and letter.account and not letter.blank:
            self._try(lambda: self._household.do(letter.account, self._words(letter)))
        self._draft = ""

    def discard(self) -> None:
        letter = self._composer.letter()
        replica = self._household.replica(letter.account) if letter.account else None
        if replica is not None and replica.drafts.get(self._draft) is not None:
            self._try(lambda: self._household.do(letter.account, DeleteDraft(self._draft)))
        self._draft = ""
        self.finished.emit()

    def _words(self, letter: Letter) -> SaveDraft:
        return SaveDraft(
            draft=self._draft,
            to=[letter.to] if letter.to else [],
            pupil=self._household.home(letter.account).pupil,
            subject=letter.subject,
            body=letter.body,
            in_reply_to=self._reply_to,
            attachments=list(letter.attachments),
        )

    def _send_letter(self, letter: Letter) -> None:
        kept = self._household.replica(letter.account).drafts.get(self._draft)
        action = SendMessage(
            to=[letter.to],
            subject=letter.subject.strip(),
            body=letter.body,
            pupil=self._household.home(letter.account).pupil,
            attachments=list(letter.attachments),
            in_reply_to=self._reply_to,
            draft=self._draft if kept is not None else None,
        )
        if self._try(lambda: self._household.do(letter.account, action)):
            self._draft = ""
            self.sent.emit()
            self.finished.emit()

    # ---- An answer ---------------------------------------------------------------------------------------------------
    def answer_to(self, message: Opened | None) -> None:
        """The message above the answer box is another one."""
        self._answered, self._answer_draft = message, ""
        if message is None or not message.can_answer:
            return
        draft = self._household.replica(message.about.account).drafts.answering(message.row.id)
        if draft is not None:
            self._answer_draft = draft.id
            self._answer.resume(Written(draft.body, draft.attachments))
            if draft.problem is not None:
                self._answer.say(" ".join(texts.error(draft.problem)).strip())

    def keep_answer(self, written: Written) -> None:
        message = self._answered
        if message is None or not (written.text.strip() or written.attachments):
            return
        self._answer_draft = self._answer_draft or new_id()
        words = SaveDraft(
            draft=self._answer_draft,
            to=[message.row.sender],
            pupil=message.row.pupil,
            subject=_answer_subject(message.row.subject),
            body=written.text,
            in_reply_to=message.row.id,
            attachments=list(written.attachments),
        )
        self._try(lambda: self._household.replica(message.about.account).drafts.keep(words))

    def _send_answer(self, written: Written) -> None:
        message = self._answered
        if message is None:
            return
        action = SendMessage(
            to=[message.row.sender],
            subject=_answer_subject(message.row.subject),
            body=written.text,
            pupil=message.row.pupil,
            attachments=list(written.attachments),
            in_reply_to=message.row.id,
            draft=self._answer_draft or None,
        )
        try:
            self._household.do(message.about.account, action)
        except SsdeskError as error:
            self._answer.say(" ".join(texts.error(error)).strip())
            return
        self._answer_draft = ""
        self._answer.start_for(message)
        self.sent.emit()

    # ---- Files -------------------------------------------------------------------------------------------------------
    def _files_of_answer(self, files: list[str]) -> None:
        if self._answered is not None:
            self._keep_files(files, self._answered.about.account, self._answer.files)

    def _keep_files(self, files: list[str], account: str, shown: Files) -> None:
        """A copy of each file is kept before anything is said about sending it."""
        if not account:
            self._composer.complain(self.tr("Choose first for which child you write."))
            return
        limits = self._household.home(account).limits
        for path in (Path(file) for file in files):
            name, size = path.name, path.stat().st_size if path.is_file() else 0
            ending = path.suffix.lower().lstrip(".")
            if size > limits.attachment:
                said = self.tr("{file} is {size}; the school accepts {most}.")
                self._complain(shown, said.format(file=name, size=texts.size(size), most=texts.size(limits.attachment)))
            elif limits.types and ending not in limits.types:
                said = self.tr("{file}: the school does not accept this kind of file. It accepts {types}.")
                self._complain(shown, said.format(file=name, types=", ".join(limits.types)))
            elif path.is_file():
                self._keep_file(account, path, shown)

    def _keep_file(self, account: str, path: Path, shown: Files) -> None:
        store = self._household.replica(account).files

        def done(attachment: Attachment) -> None:
            shown.add(attachment)

        def failed(error: SsdeskError) -> None:
            self._complain(shown, " ".join(texts.error(error)).strip())

        tasks.run(shown, lambda: store.add(path), done, failed)

    def _complain(self, shown: Files, text: str) -> None:
        if shown is self._answer.files:
            self._answer.say(text)
        else:
            self._composer.complain(text)

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong (a full disk) is said in the composer, and the text stays."""
        try:
            act()
        except SsdeskError as error:
            self._composer.complain(" ".join(texts.error(error)).strip())
            return False
        return True


def _spoken(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.role) if part)


def _answer_subject(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"{ANSWER_PREFIX}{subject}"[:200]
