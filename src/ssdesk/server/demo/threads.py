"""Parents and staff writing to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from ssdesk.server.demo import slots
from ssdesk.server.demo.data import Account, Message, Pupil, SchoolClass, Staff
from ssdesk.server.demo.library import Conversation, Turn, conversations, fits
from ssdesk.server.demo.mailroom import Letter, Post
from ssdesk.server.demo.school_time import at, local_day, step

_WRITERS = {"mother", "father", "plus_parent"}
_STAFF_GAP = timedelta(days=60)  # one member of staff does not read the same words from two families in this time
_PER_PUPIL_AND_DAY = 0.021
_TRIES = 12


class Threads:
    """Writes the conversations of one school up to now; nothing about the pupils with these usernames from
    `quiet_from` on."""

    def __init__(self, post: Post, chance: Random, quiet_from: date, quiet: set[str]) -> None:
        self._post, self._school, self._days, self._chance = post, post.school, post.days, chance
        self._quiet_from, self._quiet = quiet_from, quiet
        self._fitting: dict[str, tuple[list[Pupil], list[date]]] = {}

    def write(self, cases: dict[str, list[str]]) -> None:
        """Every conversation at least once if it can be, then by chance as many as a school has. `cases` gives the
        pupils of each family case, for the conversations that are about one."""
        every = list(conversations(self._school.outline.stage))
        self._chance.shuffle(every)
        for conversation in every:
            self._try(conversation, cases)
        days = len(self._days.so_far)
        ordinary = [conversation for conversation in every if not conversation.case]
        for _ in range(round(_PER_PUPIL_AND_DAY * days * len(self._school.pupils)) - len(every)):
            self._try(self._chance.choice(ordinary), cases)

    def _try(self, conversation: Conversation, cases: dict[str, list[str]]) -> None:
        """Holds the conversation with the first family and on the first day, of some drawn, that fit."""
        if conversation.key not in self._fitting:
            self._fitting[conversation.key] = self._pupils(conversation, cases), self._starts(conversation)
        pupils, starts = self._fitting[conversation.key]
        if not pupils or not starts:
            return
        for _ in range(_TRIES):
            pupil, start = self._chance.choice(pupils), self._chance.choice(starts)
            moments = self._moments(conversation, start)
            wanted = {conversation.parent} if conversation.parent else _WRITERS
            parents = [a for a in self._school.co_accounts[pupil.id] if a.role in wanted and _can_write(a, moments)]
            class_ = self._school.class_of[pupil.class_id]
            member = self._school.writer(conversation.staff, class_, self._chance.randrange(100))
            if not parents or member is None or (pupil.username in self._quiet and moments[-1] >= self._quiet_moment()):
                continue
            parent = self._chance.choice(parents)
            colleague = self._school.account[member.id]
            if colleague.person == parent.person:
                continue
            if self._post.may_say(conversation.key, [parent], moments[0]) and self._post.may_say(
                conversation.key, [colleague], moments[0], _STAFF_GAP
            ):
                self._hold(conversation, moments, pupil, class_, parent, member)
                return

    def _quiet_moment(self) -> datetime:
        return at(self._quiet_from, datetime.min.time())

    def _pupils(self, conversation: Conversation, cases: dict[str, list[str]]) -> list[Pupil]:
        if conversation.case:
            wanted = set(cases.get(conversation.case, ()))
            return [pupil for pupil in self._school.pupils if pupil.id in wanted]
        years = conversation.years
        return [p for p in self._school.pupils if not years or self._school.class_of[p.class_id].year in years]

    def _starts(self, conversation: Conversation) -> list[date]:
        """Days on which it can begin: in its season, and its "morgen" and "gisteren" fall on school days."""
        days = self._days.ordinary_days
        if conversation.season:
            first, last = conversation.season.days(self._days.year)
            days = [day for day in self._days.so_far if first <= day <= last]
        if conversation.sunday:
            days = [day - timedelta(days=1) for day in days if day.weekday() == 0]
        return [day for day in days if all(fits(turn.text, step(day, turn.day)) for turn in conversation.turns)]

    def _moments(self, conversation: Conversation, start: date) -> list[datetime]:
        late = timedelta(minutes=self._chance.randrange(12), seconds=self._chance.randrange(60))
        return [at(step(start, turn.day), turn.moment) + late for turn in conversation.turns]

    def _hold(
        self,
        conversation: Conversation,
        moments: list[datetime],
        pupil: Pupil,
        class_: SchoolClass,
        parent: Account,
        member: Staff,
    ) -> None:
        values = slots.of_pupil(pupil, class_) | slots.of_staff(member)
        values |= slots.of_parent(self._school.people[parent.person or ""])
        start = local_day(moments[0])
        accounts = {"parent": parent, "staff": self._school.account[member.id]}
        last: Message | None = None
        for number, (turn, moment, following) in enumerate(_with_next(conversation.turns, moments)):
            subject = conversation.subject if number == 0 else f"Re: {conversation.subject}"
            letter = Letter(conversation.key, subject, turn.text, values, pupil.id, answers=last, dates_from=start)
            other = accounts["staff" if turn.by == "parent" else "parent"]
            read_by = following if following and following <= self._days.now else None
            last = self._post.send(letter, accounts[turn.by], [(other, pupil.id)], moment, opened_before=read_by)
            if last is None:
                return


def _can_write(account: Account, moments: list[datetime]) -> bool:
    """Whether the holder was active all the time."""
    if account.activated_at is None or account.activated_at >= moments[0]:
        return False
    return account.since is None or moments[-1] < account.since


def _with_next(turns: tuple[Turn, ...], moments: list[datetime]) -> Iterator[tuple[Turn, datetime, datetime | None]]:
    """Each turn, its moment and the moment of the next turn by the other one."""
    for n, turn in enumerate(turns):
        following = next((moments[k] for k in range(n + 1, len(turns)) if turns[k].by != turn.by), None)
        yield turn, moments[n], following
