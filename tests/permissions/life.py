"""What happens at the two schools: notices to classes, letters of each parent with their answers, files, drafts, and in
the end the cases of the demo: who is suspended, excluded, taken a right away, and who leaves."""

from __future__ import annotations

from ssdesk.server import demo
from tests.permissions import mailboxes, oracle, population, shown
from tests.permissions.record import Account, Copy, Message, Pupil, Record
from tests.permissions.world import World
from tests.sizes import LONG

EVERY = 1 if LONG else 3  # of the ordinary families every how many-th writes


def live(world: World) -> None:
    """Both schools up to now."""
    for school in population.generated():
        _School(world, school, world.records[school.slug]).live()


NEVER = (1 << 43) - 1  # to this moment no test comes


class _School:
    def __init__(self, world: World, school: demo.School, record: Record) -> None:
        self.world, self.school, self.record = world, school, record
        self.cases = {pupil for case in school.cases for pupil in case.pupils}
        self.small = len(record.pupils) < len(school.pupils)
        self.office = next(a for a in record.accounts.values() if a.kind == "staff" and a.office)
        self.teacher = {class_.id: record.accounts[class_.titular] for class_ in school.classes}

    def live(self) -> None:
        self._show()
        for class_ in self.school.classes:
            self._notice(class_.id)
        for number, pupil in enumerate(self.record.pupils):
            if pupil.id in self.cases or number % EVERY == 0:
                self._family(pupil)
        self._to_all_told_by_mail()
        self._shared_mailboxes()
        self._colleagues()
        for case in self.school.accounts:
            if case.id in self.record.accounts:
                self._befall(case)
        left = {pupil.id for pupil in self.school.pupils if pupil.left_on}
        for pupil in self.record.pupils:
            if pupil.id in left:
                self.world.leave(self.record, pupil)
        self._change_hands()

    def _show(self) -> None:
        """What the school itself puts before people."""
        world, record = self.world, self.record
        shown.for_all(world, record)
        inhabited = {pupil.class_ for pupil in record.pupils}
        for class_ in record.classes:
            if class_.id in inhabited:
                shown.for_class(world, record, class_)
        for number, pupil in enumerate(record.pupils):
            if LONG or pupil.id in self.cases or number % EVERY == 0:
                shown.of_pupil(world, record, pupil, much=pupil.id in self.cases or number % 20 == 0)

    def _accounts(self, pupil: str, kind: str) -> list[Account]:
        return [a for a in self.record.accounts.values() if a.pupil == pupil and a.kind == kind]

    def _notice(self, class_: str) -> None:
        """To all parents of a class, with a file; half of them open it, each at a moment of their own."""
        pupils = [pupil for pupil in self.record.pupils if pupil.class_ == class_]
        parents = [account for pupil in pupils for account in self._accounts(pupil.id, "co")]
        if not parents:
            return
        teacher = self.teacher[class_]
        message = self.world.send(self.record, teacher, parents, files=[self.world.bring(self.record, teacher)])
        for copy in message.copies[::2]:
            self._open(copy)
        children = [a for pupil in pupils for a in self._accounts(pupil.id, "main") if a.state == "active"]
        if children:
            message = self.world.send(self.record, teacher, children)
            self._open(message.copies[0])
        everybody = sorted(oracle.in_group(self.record, class_, "co"), key=lambda one: (one.name, one.id))
        if everybody:
            asked = self.world.send(self.record, teacher, everybody, group=(class_, "co"), asks="confirm")
            for copy in asked.copies[::3]:
                if self.record.accounts[copy.recipient].state == "active":
                    self.world.respond(self.record, copy, "confirmed")

    def _open(self, copy: Copy) -> None:
        if self.record.accounts[copy.recipient].state == "active":
            self.world.open_copy(self.record, copy)

    def _family(self, pupil: Pupil) -> None:
        """Each account of the child writes to its teacher; the answer goes to that account alone."""
        world, record = self.world, self.record
        teacher = self.teacher[pupil.class_]
        writers = [a for kind in ("main", "co") for a in self._accounts(pupil.id, kind) if a.state == "active"]
        special = pupil.id in self.cases
        item = next(one.id for one in record.shown if one.kind == "agenda_item" and one.classes == [pupil.class_])
        world.tick_item(record, teacher, item)
        for number, account in enumerate(writers):
            files = [world.bring(record, account)] if special else []
            to = [teacher, self.office] if special and number == 0 else [teacher]
            asked = world.send(record, account, to, files=files)
            self._open(asked.copies[0])
            answer = world.send(record, teacher, [account], pupil=pupil.id, answers=asked.copies[0])
            if number != 1:
                self._open(answer.copies[0])
            world.tick_item(record, account, item, done=number != 1)
            if special:
                self._more(account, teacher, asked, answer)

    def _more(self, account: Account, teacher: Account, asked: Message, answer: Message) -> None:
        """Drafts, files on their way, moved messages, an answer to a notice, a letter of the office."""
        world, record = self.world, self.record
        world.notify_by_mail(record, account, whole=account.slot % 2 == 1)
        world.draft(record, account, [teacher], [world.bring(record, account)])
        world.bring(record, account)
        world.bring(record, account, whole=False)
        world.move(record, account, answer.copies[0], "archive")
        world.move(record, account, asked, "trash")
        world.flag(record, account, asked, "blue")
        world.flag(record, account, answer.copies[0], "red")
        world.mark_unread(record, account, answer.copies[0])
        world.make_folder(record, account)
        world.keep_text(record, account, "signature")
        if account.kind == "staff":
            world.keep_text(record, account, "template")
        world.move(record, account, answer.copies[0], world.make_folder(record, account).id)
        notice = next(
            (copy for message in record.messages for copy in message.copies if copy.recipient == account.id), None
        )
        if notice is not None:
            world.send(record, account, [teacher], answers=notice)
        about = self.office, [account]
        letter = world.send(record, *about, pupil=account.pupil, files=[world.bring(record, self.office)])
        self._open(letter.copies[0])
        world.put_off(record, account, letter.copies[0], NEVER)

    def _to_all_told_by_mail(self) -> None:
        """One letter that goes by e-mail to some, of whom none may learn of the others."""
        told = [a for a in self.record.accounts.values() if a.notifications and a.state == "active"]
        self.world.send(self.record, self.office, sorted(told, key=lambda one: (one.name, one.id)))

    def _shared_mailboxes(self) -> None:
        """Both parents of one child, and others of the cases, write to one; a teacher of another class answers."""
        parents = [a for a in self.record.accounts.values() if a.kind == "co" and a.state == "active"]
        parents = [a for a in parents if a.pupil in self.cases][:4]
        classes = {self.record.pupil(a.pupil or "").class_ for a in parents}
        taught = {id_ for class_ in self.record.classes if class_.id in classes for id_ in class_.staff}
        staff = (a for a in self.record.accounts.values() if a.kind == "staff" and a.state == "active")
        stranger = next(a for a in staff if a.id not in taught and not a.everyone)
        mailboxes.live(self.world, self.record, self.office, stranger, parents)

    def _colleagues(self) -> None:
        """Staff write to each other, one about a pupil, and keep drafts."""
        world, record = self.world, self.record
        staff = [account for account in record.accounts.values() if account.kind == "staff"][
            : 5 if self.small else None
        ]
        for one, other in zip(staff, [*staff[1:], staff[0]], strict=True):
            message = world.send(record, one, [other])
            world.open_copy(record, message.copies[0])
            world.draft(record, one, [other])
        pupil = next(pupil for pupil in record.pupils if pupil.id in self.cases)
        world.send(record, self.teacher[pupil.class_], [self.office], pupil=pupil.id)

    def _befall(self, case: demo.Account) -> None:
        """Suspended and excluded accounts of the demo become so here."""
        account = self.record.accounts[case.id]
        if case.state == "suspended":
            self.world.suspend(self.record, self.office, account)
        if case.state == "excluded":
            self.world.exclude(self.record, self.office, account)

    def _change_hands(self) -> None:
        """One parent may read but not send (A10); one account goes to another person (A8), who writes."""
        world, record = self.world, self.record
        parents = [a for a in record.accounts.values() if a.kind == "co" and a.state == "active"]
        world.forbid_sending(record, parents[0])
        account = next(a for a in reversed(parents) if any(message.sender == a.id for message in record.messages))
        fresh = world.replace(record, self.office, account)
        world.send(record, fresh, [self.teacher[record.pupil(fresh.pupil or "").class_]])
