"""What was written to classes, to all of the school and to its own groups in the last days, what became of it, and what
waits to be sent: content/to_many.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from ssdesk.server.demo import slots
from ssdesk.server.demo.answers import Answers
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Account, OwnGroup, Planned, Pupil, Recipient, Staff
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.layout import Outline
from ssdesk.server.demo.mailroom import Letter, Post, Roster
from ssdesk.server.demo.school_time import at, local_day, next_weekday, step

_FEWEST = 3  # pupils of an own group
_AHEAD = timedelta(days=17)  # longer than any holiday but the summer's
_Entry = Mapping[str, Any]


def own_groups(school: Roster, ids: Ids, chance: Random, beginning: date, without: set[str]) -> tuple[OwnGroup, ...]:
    """The school's own groups, each of some pupils of these years; none with a username of `without`."""
    made = []
    for entry in _of(school.outline, "group"):
        able = [
            pupil
            for pupil in school.pupils
            if pupil.left_on is None
            and school.class_of[pupil.class_id].year in entry["years"]
            and pupil.username not in without
        ]
        number = max(_FEWEST, round(entry["share"] * len(able)))
        pupils = sorted(pupil.id for pupil in chance.sample(able, number))
        made.append(OwnGroup(ids.make(at(beginning, time(9))), entry["name"], tuple(pupils)))
    return tuple(made)


def _of(outline: Outline, table: str) -> list[_Entry]:
    return [entry for entry in read("to_many.toml")[table] if entry["school"] == outline.slug]


@dataclass(frozen=True)
class _Audience:
    """The ids of the classes and own groups it is written to, none for all of the school, and who is in them."""

    groups: tuple[str, ...]
    pupils: Sequence[Pupil]


class ToMany:
    """Writes them for one school. Whoever opened what asks something may say something to it or answer."""

    def __init__(self, post: Post, chance: Random, groups: Sequence[OwnGroup]) -> None:
        self._post, self._school, self._days, self._chance = post, post.school, post.days, chance
        self._groups = {group.name: group for group in groups}
        self._answers = Answers(post, chance)
        self.planned: list[Planned] = []

    def write(self) -> None:
        """Sends what was sent by now; what is to be sent is then in `planned`."""
        for entry in _of(self._school.outline, "message"):
            if "leaves_at" in entry:
                self._plan(entry)
            elif (day := step(self._days.today, -entry["days_back"])) >= self._days.first_day:
                self._send(entry, at(day, time.fromisoformat(entry["at"])))

    def _send(self, entry: _Entry, moment: datetime) -> None:
        writer, audience = self._writer(entry), self._audience(entry)
        to = [pair for pupil in audience.pupils for pair in self._accounts(entry, pupil)]
        message = self._post.send(self._letter(entry, writer, moment), self._school.account[writer.id], to, moment)
        if message is None or not message.asks:
            return
        message = self._post.sent[-1] = replace(
            message, recipients=tuple(self._reacted(one, entry.get("shares", {})) for one in message.recipients)
        )
        silent = replace(message, recipients=tuple(one for one in message.recipients if not one.response))
        self._answers.to(silent, entry.get("replies", ()), writer, entry.get("answers", 0))

    def _reacted(self, copy: Recipient, shares: Mapping[str, float]) -> Recipient:
        """Said with one click, soon after it was opened; or nothing."""
        drawn, soon = self._chance.random(), timedelta(minutes=1 + self._chance.expovariate(1 / 30))
        account = self._school.account[copy.account]
        if copy.opened_at is None:
            return copy
        moment = copy.opened_at + soon
        if moment > min(self._days.now, account.since or self._days.now):
            return copy
        for response, share in shares.items():
            if drawn < share:
                return replace(copy, response=response, responded_at=moment)
            drawn -= share
        return copy

    def _plan(self, entry: _Entry) -> None:
        """For the first school day to come, but not over the summer."""
        now = self._days.now
        moment = at(step(local_day(now), 1), time.fromisoformat(entry["leaves_at"]))
        if moment - now > _AHEAD:
            return
        writer = self._writer(entry)
        letter = self._letter(entry, writer, moment)
        written = self._post.written(letter, self._school.account[writer.id], (), moment)
        groups = self._audience(entry).groups
        self.planned.append(Planned(written.id, writer.id, groups, written.subject, written.body, moment))

    def _letter(self, entry: _Entry, writer: Staff, moment: datetime) -> Letter:
        class_ = next((one for one in self._school.classes if one.titular == writer.id), None)
        by = None
        if "weekday" in entry:
            day = next_weekday(local_day(moment), entry["weekday"], entry["after"])
            by = at(day, time.fromisoformat(entry["hour"]))
        return Letter(
            f"to_many/{entry['id']}",
            entry["subject"],
            entry["text"].strip(),
            slots.of_class(class_) if class_ else {},
            asks=entry.get("asks", ""),
            group=True,
            answer_by=by,
            emergency=entry.get("emergency", ""),
        )

    def _writer(self, entry: _Entry) -> Staff:
        """Of the cast by name, else the first with the duty."""
        named = (member for member in self._school.staff if member.name == entry["from"])
        writer = next(named, None) or self._school.writer(entry["from"], None)
        if writer is None:
            raise LookupError(entry["from"])
        return writer

    def _audience(self, entry: _Entry) -> _Audience:
        if "group" in entry:
            group = self._groups[entry["group"]]
            return _Audience((group.id,), [pupil for pupil in self._school.pupils if pupil.id in group.pupils])
        if "years" in entry or "own_class" in entry:
            writer, years = self._writer(entry), entry.get("years", ())
            classes = [
                one.id for one in self._school.classes if (one.year in years if years else one.titular == writer.id)
            ]
            return _Audience(tuple(classes), [pupil for id_ in classes for pupil in self._school.pupils_of[id_]])
        return _Audience((), self._school.pupils)

    def _accounts(self, entry: _Entry, pupil: Pupil) -> list[tuple[Account, str | None]]:
        if entry.get("to") == "pupils":
            return [(self._school.main[pupil.id], pupil.id)]
        return [(account, pupil.id) for account in self._school.co_accounts[pupil.id]]
