"""Where the messages of one school are made: to whom, what was said to them before, and when they open them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from ssdesk.rules.working_time import deadline
from ssdesk.server.demo import slots
from ssdesk.server.demo.data import (
    Account,
    Ask,
    Attachment,
    Message,
    Paper,
    Pupil,
    Recipient,
    SchoolClass,
    Staff,
)
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.layout import Outline
from ssdesk.server.demo.roll import Roll
from ssdesk.server.demo.school_time import SchoolTime, local_day, words

AGAIN = timedelta(days=31)  # the same text to or from one person not within this time
_ANSWER_HOURS = 48
_TYPES = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True)
class Letter:
    """A text on its way, its slots still empty: everything about a message but its recipients."""

    template: str
    subject: str
    text: str
    slots: Mapping[str, object] = field(default_factory=dict)  # besides dates, school and sender
    pupil: str | None = None
    asks: Ask = ""
    files: tuple[str, ...] = ()
    paper: str = ""
    group: bool = False
    answers: Message | None = None
    dates_from: date | None = None  # the day from which its dates count, else the day it is sent
    answer_by: datetime | None = None  # else as agreed, where it asks an answer
    emergency: str = ""


class Roster:
    """The people of one school, looked up in every way that writing to them needs."""

    def __init__(self, outline: Outline, roll: Roll, staff: list[Staff], classes: list[SchoolClass]) -> None:
        self.outline, self.staff, self.classes = outline, staff, classes
        self.pupils = roll.pupils
        self.people = roll.persons
        self.account = {account.id: account for account in roll.accounts}
        self.class_of = {class_.id: class_ for class_ in classes}
        self.member = {member.id: member for member in staff}
        self.co_accounts: dict[str, list[Account]] = {pupil.id: [] for pupil in roll.pupils}
        self.main: dict[str, Account] = {}
        for account in roll.accounts:
            if account.kind == "co" and account.pupil:
                self.co_accounts[account.pupil].append(account)
            elif account.kind == "main" and account.pupil:
                self.main[account.pupil] = account
        self._with_duty: defaultdict[tuple[str, str], list[Staff]] = defaultdict(list)
        for member in staff:
            self._with_duty[member.duty, ""].append(member)
            if member.subject:
                self._with_duty[member.duty, member.subject].append(member)
        self.pupils_of: dict[str, list[Pupil]] = {class_.id: [] for class_ in classes}
        for pupil in roll.pupils:
            self.pupils_of[pupil.class_id].append(pupil)

    def writer(self, sender: str, class_: SchoolClass | None, number: int = 0) -> Staff | None:
        """Who writes as this `from` or `with`: a duty, "subject:…" or "support:…"; `number` picks among equals."""
        if class_ and sender == "titular":
            return self.member[class_.titular]
        kind, _, subject = sender.partition(":")
        if kind == "subject":
            taught = dict(class_.teachers) if class_ else {}
            return self.member[taught[subject]] if subject in taught else None
        able = self._with_duty[kind, subject]
        return able[number % len(able)] if able else None


class Post:
    """Sends letters within one school and keeps them. A letter of the future is not sent."""

    def __init__(self, school: Roster, days: SchoolTime, ids: Ids, chance: Random) -> None:
        self.sent: list[Message] = []
        self.school, self.days = school, days
        self._ids, self._chance = ids, chance
        self._said: dict[tuple[str, str], list[datetime]] = {}
        outline = school.outline
        self._always = {"school": outline.name, "schoolkort": outline.short_name, "telefoon": outline.phone}

    def may_say(self, template: str, accounts: Iterable[Account], moment: datetime, gap: timedelta = AGAIN) -> bool:
        """Whether none of these people saw or wrote this text shortly before or after."""
        return not any(
            abs(said - moment) < gap
            for account in accounts
            for said in self._said.get((account.person or account.id, template), ())
        )

    def send(
        self,
        letter: Letter,
        sender: Account,
        to: Iterable[tuple[Account, str | None]],
        moment: datetime,
        *,
        opened_before: datetime | None = None,
        opened_at: datetime | None = None,
    ) -> Message | None:
        """Sends to these accounts, each about a child or none; None if it is not time yet or nobody is there to get it.

        `opened_before` is when a recipient does something that shows that this was read, `opened_at` is a known moment
        of opening; else chance decides.
        """
        to = [(account, pupil) for account, pupil in to if account.takes_mail_at(moment)]
        if moment > self.days.now or not to or not sender.takes_mail_at(moment):
            return None
        recipients = tuple(
            Recipient(account.id, pupil, opened_at or self._opened(account, moment, opened_before))
            for account, pupil in to
        )
        message = self.written(letter, sender, recipients, moment)
        self.sent.append(message)
        for account in (sender, *(account for account, _ in to)):
            self._said.setdefault((account.person or account.id, letter.template), []).append(moment)
        return message

    def written(self, letter: Letter, sender: Account, recipients: tuple[Recipient, ...], moment: datetime) -> Message:
        """The letter with its slots filled, not sent yet."""
        key = self._ids.make(moment)
        values = {**self._always, **slots.of_day(letter.dates_from or local_day(moment))}
        if sender.kind == "staff":
            values |= slots.of_staff(self.school.member[sender.id])
        values |= letter.slots
        subject, body = slots.fill(letter.subject, values), slots.fill(letter.text, values)
        paper = slots.fill(letter.paper, values) if letter.paper else body
        return Message(
            key,
            letter.answers.thread if letter.answers else key,
            letter.answers.id if letter.answers else None,
            sender.id,
            recipients,
            moment,
            subject,
            body,
            letter.template,
            letter.pupil,
            tuple(self._attachment(slots.fill(name, values), subject, paper, moment) for name in letter.files),
            letter.asks,
            letter.answer_by or (deadline(moment, _ANSWER_HOURS) if letter.asks == "answer" else None),
            letter.group,
            letter.emergency,
        )

    def _attachment(self, name: str, title: str, text: str, moment: datetime) -> Attachment:
        day, outline = local_day(moment), self.school.outline
        dated = f"{words(day)} {day.year}"
        if name.endswith(".png"):
            paper = Paper("plan", outline.name, outline.address, title, dated, ())
        else:
            paper = Paper("letter", outline.name, outline.address, title, dated, tuple(text.splitlines()))
        return Attachment(name, _TYPES[name.rsplit(".", 1)[-1]], paper)

    def _opened(self, account: Account, sent: datetime, before: datetime | None) -> datetime | None:
        """When the copy was opened: mostly within hours, at times after days or never; never at night."""
        chance = self._chance
        if before is not None:
            return sent + (before - sent) * (0.2 + 0.7 * chance.random())
        if account.activated_at is None or chance.random() < 0.04:
            return None
        mean = 200 if account.kind == "staff" else 700
        minutes = chance.expovariate(1 / mean) + (1440 if chance.random() < 0.1 else 3)
        opened = max(sent, account.activated_at) + timedelta(minutes=minutes)
        if not 5 <= opened.hour < 21:
            opened += timedelta(hours=9)
        last = min(self.days.now, account.since or self.days.now)
        return opened if opened <= last else None
