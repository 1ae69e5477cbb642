"""What the school sends of its own accord: to all, to classes, and about one child."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random

from ssdesk.server.demo import slots
from ssdesk.server.demo.answers import Answers
from ssdesk.server.demo.data import Account, Pupil, SchoolClass, Staff
from ssdesk.server.demo.library import Notice, fits, notices
from ssdesk.server.demo.mailroom import Letter, Post
from ssdesk.server.demo.school_time import at, is_school_day

_PARENTAL = {"mother", "father", "plus_parent", "other"}
_DAYS_PER_CLASS_NOTICE = 3.2  # school days between two notices that fit any time
_DAYS_PER_PUPIL_NOTICE = 45
_SEASONAL = 0.85  # the share of classes in which what belongs to the season happens


class Notices:
    """Writes the notices of one school up to now. `quiet_from`: the story tells what happens from that day on, so the
    school, the `quiet` classes and their pupils send nothing else then."""

    def __init__(self, post: Post, chance: Random, quiet_from: date, quiet: set[str]) -> None:
        self._post, self._school, self._days = post, post.school, post.days
        self._chance, self._quiet_from, self._quiet = chance, quiet_from, quiet
        self._answers = Answers(post, chance)
        self._all = notices(post.school.outline.stage)
        self._fitting: dict[str, list[date]] = {}
        self._plan: list[tuple[datetime, Notice, SchoolClass | None, Pupil | None]] = []

    def write(self) -> None:
        """Plans all notices, then sends them in the order of time."""
        for notice in self._all:
            if notice.scope in ("school", "nursery", "grades", "staff"):
                self._plan_one(notice, None, None)
        for class_ in self._school.classes:
            self._plan_class(class_)
            for pupil in self._school.pupils_of[class_.id]:
                self._plan_pupil(class_, pupil)
        self._plan.sort(key=lambda entry: (entry[0], entry[1].key))
        for moment, notice, class_planned, pupil_planned in self._plan:
            self._send(moment, notice, class_planned, pupil_planned)

    def _last_day(self, class_: SchoolClass | None) -> date:
        quiet = class_ is None or class_.name in self._quiet
        return self._quiet_from - timedelta(days=1) if quiet else self._days.today

    def _plan_one(
        self, notice: Notice, class_: SchoolClass | None, pupil: Pupil | None, day: date | None = None
    ) -> None:
        day = day or self._some_day(notice)
        if day is None or day > self._last_day(class_) or not fits(notice.text, day):
            return
        early, late = (7 * 60 + 40, 9 * 60 + 30) if self._chance.random() < 0.4 else (12 * 60 + 10, 16 * 60 + 50)
        minutes = self._chance.randint(early, late)
        moment = at(day, time(minutes // 60, minutes % 60, self._chance.randrange(60)))
        self._plan.append((moment, notice, class_, pupil))

    def _some_day(self, notice: Notice) -> date | None:
        """A day that the notice fits, by chance; None if this school year has none yet."""
        if notice.key not in self._fitting:
            self._fitting[notice.key] = [day for day in self._season(notice) if fits(notice.text, day)]
        days = self._fitting[notice.key]
        return self._chance.choice(days) if days else None

    def _season(self, notice: Notice) -> list[date]:
        """The days of the notice's season, future ones too; in August the school writes on days without lessons."""
        if not notice.season:
            return self._days.ordinary_days
        first, last = notice.season.days(self._days.year)
        span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return [day for day in span if is_school_day(day) or (day.month == 8 and day.weekday() < 5)]

    def _plan_class(self, class_: SchoolClass) -> None:
        """What belongs to the season once, and what fits any time now and then, again only when all of it was said."""
        fitting = [n for n in self._all if n.scope == "class" and (not n.years or class_.year in n.years)]
        for notice in fitting:
            if notice.season and self._chance.random() < _SEASONAL:
                self._plan_one(notice, class_, None)
        anytime = [notice for notice in fitting if not notice.season]
        self._chance.shuffle(anytime)
        days = self._days.ordinary_days
        number = round(len(days) / _DAYS_PER_CLASS_NOTICE)
        for n, notice in zip(range(number), cycle(anytime), strict=False):
            day = days[self._chance.randrange(len(days) * n // number, len(days) * (n + 1) // number)]
            self._plan_one(notice, class_, None, day)

    def _plan_pupil(self, class_: SchoolClass, pupil: Pupil) -> None:
        fitting = [n for n in self._all if n.scope == "pupil" and (not n.years or class_.year in n.years)]
        number = len(self._days.ordinary_days) / _DAYS_PER_PUPIL_NOTICE
        number = int(number) + (self._chance.random() < number % 1)
        for notice in self._chance.sample(fitting, min(number, len(fitting))):
            self._plan_one(notice, class_, pupil, self._some_day(notice))

    def _send(self, moment: datetime, notice: Notice, class_: SchoolClass | None, pupil: Pupil | None) -> None:
        writer = self._school.writer(notice.sender, class_, self._chance.randrange(100))
        if writer is None:
            return
        if notice.audience == "staff":
            colleagues = [self._school.account[member.id] for member in self._school.staff if member.id != writer.id]
            self._deliver(moment, notice, writer, [(account, None) for account in colleagues])
        elif pupil:
            self._deliver(moment, notice, writer, self._adults(pupil, parental=True), pupil)
        elif notice.merged and class_:
            for each in self._school.pupils_of[class_.id]:
                self._deliver(moment, notice, writer, self._adults(each), each)
        else:
            reached = self._school.pupils_of[class_.id] if class_ else self._pupils_in(notice)
            to = [pair for each in reached for pair in self._audience(notice, each)]
            self._deliver(moment, notice, writer, to, class_=class_)

    def _pupils_in(self, notice: Notice) -> list[Pupil]:
        def fits(year: str) -> bool:
            if notice.years:
                return year in notice.years
            return notice.scope == "school" or year.startswith("K") == (notice.scope == "nursery")

        years = {class_.id for class_ in self._school.classes if fits(class_.year)}
        return [pupil for pupil in self._school.pupils if pupil.class_id in years]

    def _audience(self, notice: Notice, pupil: Pupil) -> list[tuple[Account, str | None]]:
        if notice.audience == "pupils":
            return [(self._school.main[pupil.id], pupil.id)]
        return self._adults(pupil)

    def _adults(self, pupil: Pupil, parental: bool = False) -> list[tuple[Account, str | None]]:
        accounts = self._school.co_accounts[pupil.id]
        return [(account, pupil.id) for account in accounts if not parental or account.role in _PARENTAL]

    def _deliver(
        self,
        moment: datetime,
        notice: Notice,
        writer: Staff,
        to: list[tuple[Account, str | None]],
        pupil: Pupil | None = None,
        class_: SchoolClass | None = None,
    ) -> None:
        personal = notice.scope == "pupil"
        if notice.scope in ("class", "pupil") and not self._new_to(
            notice, to, moment, merged=notice.merged and not personal
        ):
            return
        values: dict[str, object] = {}
        if pupil:
            values = slots.of_pupil(pupil, self._school.class_of[pupil.class_id])
        elif class_:
            values = slots.of_class(class_)
        letter = Letter(
            notice.key,
            notice.subject,
            notice.text,
            values,
            pupil.id if pupil else None,
            notice.asks,
            notice.files,
            notice.paper,
            group=not personal,
        )
        message = self._post.send(letter, self._school.account[writer.id], to, moment)
        if message and notice.replies:
            self._answers.to(message, notice.replies, writer)

    def _new_to(self, notice: Notice, to: list[tuple[Account, str | None]], moment: datetime, *, merged: bool) -> bool:
        """Whether nobody knows the text from lately. Merged for twins it may come once per child at the same moment."""
        accounts = [account for account, _ in to]
        if merged and not self._post.may_say(notice.key, accounts, moment, timedelta(seconds=1)):
            return True
        return self._post.may_say(notice.key, accounts, moment)
