"""What the composer asks for, done in the replica: keep a draft, keep files, send, throw away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import Contact
from ssdesk.replica.actions import DeleteDraft, SaveDraft, SendMessage
from ssdesk.ui import texts
from ssdesk.ui.inbox.composer import Composer, Letter, Sender
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.recipient import Addressee
from ssdesk.ui.shown import shown


class Writing(QObject):
    """`sent` after a message went to the outbox; `finished` when the composer has nothing left to do."""

    sent = Signal()
    finished = Signal()

    def __init__(self, household: Household, composer: Composer, keeper: FileKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._composer, self._keeper = household, composer, keeper
        self._draft = self._to = ""  # the draft it writes, and whom it was meant for
        self._reply_to: str | None = None
        composer.sender_chosen.connect(self._change_sender)
        composer.kept.connect(self.keep)
        composer.send_asked.connect(self._send)
        composer.discard_asked.connect(self.discard)
        composer.files_asked.connect(self._keep_files)

    @property
    def draft(self) -> str:
        """The id of what is being written; "" for nothing."""
        return self._draft

    def new_message(self, account: str, to: str = "") -> None:
        """An empty composer; `account` "" when the child must still be chosen, `to` "" when the addressee must."""
        senders = self.senders()
        self._draft, self._reply_to, self._to = new_id(), None, to
        self._composer.start(senders, senders[0].account if len(senders) == 1 else account)

    def resume(self, account: str, draft: str) -> bool:
        """Go on with a draft; False: it is gone. What the school refused says why."""
        found = self._household.replica(account).drafts.get(draft)
        if found is None:
            return False
        self._draft, self._reply_to = draft, found.in_reply_to
        self._to = found.to[0] if found.to else ""
        letter = Letter(account, self._to, found.subject, found.body, found.attachments)
        title = self.tr("Answer") if found.in_reply_to else ""
        self._composer.start(self.senders(), account, letter, title=title)
        self._composer.say_kept(self.tr("draft kept {when}").format(when=texts.moment(found.updated_at)))
        if found.problem is not None:
            self._composer.complain(" ".join(texts.error(found.problem)).strip())
        return True

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
            self._draft, self._reply_to, self._to = new_id(), None, ""
            attachments = tuple(self._composer.files.attachments)
            self._composer.files.set(())
            self._keeper.carry(attachments, before, account, self._keeps_for(account), self._composer.complain)
        to, self._to = self._to, ""
        self._composer.set_addressees(self._people(account, to), to)

    def _people(self, account: str, to: str) -> list[Addressee]:
        """Those one may write to: who teaches the child's class first, then as the address book has them."""
        home = self._household.home(account)
        people = self._household.replica(account).people
        contacts = people.contacts()
        if home.class_name:
            contacts.sort(key=lambda contact: home.class_name not in contact.classes)
        offered = [(contact.id, _spoken(contact), _more(contact)) for contact in contacts]
        if to and all(id_ != to for id_, _, _ in offered):
            offered += self._answered_sender(account, to)
        return _told_apart(offered)

    def _answered_sender(self, account: str, to: str) -> list[tuple[str, str, str]]:
        """Who is answered need not be a contact."""
        detail = self._household.replica(account).inbox.message(self._reply_to) if self._reply_to else None
        if detail is None or detail.row.sender != to:
            return []
        return [(to, _joined(detail.row.sender_name, detail.row.sender_role), "")]

    # ---- Drafts ------------------------------------------------------------------------------------------------------
    def keep(self, letter: Letter) -> None:
        """On this disk within a second of the last key."""
        if not letter.account or not self._draft:
            return
        if letter.blank:
            self._delete(letter.account)
        elif self._try(lambda: self._household.replica(letter.account).drafts.keep(self._words(letter))):
            self._composer.say_kept(self.tr("draft kept at {time}").format(time=texts.time(texts.now())))

    def leave(self) -> bool:
        """The composer closes: what was written goes to the school as a draft too. False: it could not be kept, which
        the composer says."""
        letter = self._composer.letter()
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
        words = (kept.to[0] if kept.to else "", kept.subject, kept.body, kept.attachments)
        same = words == (letter.to, letter.subject, letter.body, letter.attachments)
        return not same or (kept.changed and kept.problem is None)

    def discard(self) -> None:
        account = self._composer.letter().account
        if account:
            self._delete(account)
        self._draft = ""
        self.finished.emit()

    def _delete(self, account: str) -> None:
        draft = self._draft
        if draft and self._household.replica(account).drafts.get(draft) is not None:
            self._try(lambda: self._household.do(account, DeleteDraft(draft)))

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

    # ---- Sending -----------------------------------------------------------------------------------------------------
    def _send(self, letter: Letter) -> None:
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

    def _keep_files(self, files: list[str]) -> None:
        account = self._composer.letter().account
        if not account:
            self._composer.complain(self.tr("Choose first for which child you write."))
            return
        already = self._composer.files.attachments
        self._keeper.keep(files, account, already, self._keeps_for(account), self._composer.complain)

    def _keeps_for(self, account: str) -> Callable[[Attachment], None]:
        """Adds a file to the letter for which it was picked, if that is still being written."""
        draft = self._draft

        def kept(attachment: Attachment) -> None:
            if self._draft == draft and self._composer.letter().account == account:
                self._composer.files.add(attachment)

        return kept

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong (a full disk) is said in the composer, and the text stays."""
        try:
            act()
        except SsdeskError as error:
            self._composer.complain(" ".join(texts.error(error)).strip())
            return False
        return True


def _spoken(contact: Contact) -> str:
    return _joined(contact.name, contact.role)


def _more(contact: Contact) -> str:
    """What tells two of one name and role apart."""
    return ", ".join(shown(name) for name in contact.classes)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in map(shown, parts) if part)


def _told_apart(people: Iterable[tuple[str, str, str]]) -> list[Addressee]:
    """Everybody under a text of their own: those of one name with their classes, or else with a number."""
    people = list(people)
    same = Counter(text for _, text, _ in people)
    used = Counter[str]()
    found = []
    for id_, name, more in people:
        text = f"{name} ({more})" if same[name] > 1 and more else name
        used[text] += 1
        found.append(Addressee(id_, text if used[text] == 1 else f"{text} ({used[text]})"))
    return found
