"""The shared mailboxes of a demo school, who holds them, and what parents write to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from ssdesk.server.demo import slots, story
from ssdesk.server.demo.chance import stream
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Account, Message, Recipient, School
from ssdesk.server.demo.ids import Ids
from ssdesk.server.demo.school_time import SchoolTime, at, step

_READ_AFTER = timedelta(minutes=25)


@dataclass(frozen=True, slots=True)
class SharedMailbox:
    """`holders`: accounts of the staff."""

    id: str
    name: str
    label: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """`messages` as `School.messages` has them, with a mailbox as sender or recipient; `written_by`: of those in a
    mailbox's name the person."""

    mailboxes: tuple[SharedMailbox, ...] = ()
    messages: tuple[Message, ...] = ()
    written_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, tuple[str, str]]:
        """Name and task of each."""
        return {box.id: (box.name, box.label) for box in self.mailboxes}


def shared(school: School) -> Shared:
    """The same for the same school. A mailbox that nobody would hold there is none."""
    return _Making(school).made()


class _Making:
    def __init__(self, school: School) -> None:
        self._school, self._days = school, SchoolTime(school.now)
        self._ids = Ids(f"{school.seed}/{school.slug}/mailboxes")
        self._chance = stream(school.seed, f"{school.slug}/mailboxes")
        self._pupils = {pupil.id: pupil for pupil in school.pupils}
        self._classes = {class_.id: class_ for class_ in school.classes}
        self._written_by: dict[str, str] = {}
        quiet = {pupil.id for pupil in school.pupils if pupil.left_on or pupil.username in story.PUPILS}
        self._parents = [a for a in school.accounts if a.role in ("mother", "father") and a.pupil not in quiet]
        self._chance.shuffle(self._parents)

    def made(self) -> Shared:
        mailboxes: list[SharedMailbox] = []
        messages: list[Message] = []
        for entry in read("mailboxes.toml")["mailbox"]:
            active = {a.id for a in self._school.accounts if a.state == "active"}
            holders = [one.id for duty in entry["duties"] for one in self._school.staff if one.duty == duty]
            holders = [id_ for id_ in holders if id_ in active]
            box = SharedMailbox(
                self._ids.make(at(self._days.first_day, time(8))), entry["name"], entry["label"], tuple(holders)
            )
            if holders:
                mailboxes.append(box)
                for conversation in entry.get("conversation", ()):
                    messages += self._held(box, conversation)
        messages.sort(key=lambda message: (message.sent_at, message.id))
        return Shared(tuple(mailboxes), tuple(messages), self._written_by)

    def _held(self, box: SharedMailbox, conversation: dict[str, Any]) -> Iterator[Message]:
        """One parent each; none where that day was before the school year, or no parent was there yet."""
        day = step(self._days.today, -conversation["days"])
        sent = self._moment(conversation["days"], conversation["time"])
        parent = next((a for a in self._parents if _was_there(a, sent)), None)
        if parent is None or day < self._days.first_day:
            return
        self._parents.remove(parent)
        pupil = self._pupils[parent.pupil or ""]
        values = slots.of_pupil(pupil, self._classes[pupil.class_id])
        values |= {"ouder": parent.name, "schoolkort": self._school.short_name}
        answered = None
        if "answer" in conversation:
            answered = self._moment(conversation.get("answer_days", conversation["days"]), conversation["answered"])
        opened = sent + _READ_AFTER if answered or conversation.get("read") else None
        first = self._ids.make(sent)
        yield Message(
            first, first, None, parent.id, (Recipient(box.id, pupil.id, opened),), sent, conversation["subject"],
            slots.fill(conversation["text"], values), "mailbox", pupil.id,
        )  # fmt: skip
        if answered is not None:
            id_ = self._ids.make(answered)
            self._written_by[id_] = box.holders[0]
            yield Message(
                id_, first, first, box.id, (Recipient(parent.id, pupil.id, answered + _READ_AFTER),), answered,
                f"Re: {conversation['subject']}", slots.fill(conversation["answer"], values), "mailbox", pupil.id,
            )  # fmt: skip

    def _moment(self, days: int, clock: str) -> datetime:
        return at(step(self._days.today, -days), time.fromisoformat(clock))


def _was_there(account: Account, moment: datetime) -> bool:
    return account.state == "active" and account.activated_at is not None and account.activated_at < moment
