"""What happens to the family of the tour and the pictures in the last days before now: content/story.toml."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from ssdesk.server.demo import slots
from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Account, Message, Pupil
from ssdesk.server.demo.mailroom import Letter, Post
from ssdesk.server.demo.school_time import at, step

DAYS = 3  # school days before today that the story needs for itself
CLASSES = {"dewilg": {"4B"}, "atheneum-zuid": {"2A"}}  # nothing else is sent to them in these days
PUPILS = {"noor.peeters", "milan.peeters"}


def tell(post: Post) -> None:
    """Sends the story's messages of this school."""
    Story(post).tell()


class Story:
    """The story at one school. Its people are named in the text file, its days count back from today."""

    def __init__(self, post: Post) -> None:
        self._post, self._school, self._days = post, post.school, post.days
        self._pupil = next(pupil for pupil in self._school.pupils if pupil.username in PUPILS)
        self._sent: dict[str, Message] = {}
        self._answered: dict[str, datetime] = {}

    def tell(self) -> None:
        entries = [entry for entry in read("story.toml")["message"] if entry["school"] == self._school.outline.slug]
        self._answered = {entry["answers"]: self._moment(entry) for entry in entries if "answers" in entry}
        for entry in entries:
            self._send(entry)

    def _moment(self, entry: dict[str, Any]) -> datetime:
        return at(self._day(entry), time.fromisoformat(entry["at"]))

    def _day(self, entry: dict[str, Any]) -> date:
        if "calendar_days_back" in entry:
            return self._days.today - timedelta(days=entry["calendar_days_back"])
        return step(self._days.today, -entry["days_back"])

    def _send(self, entry: dict[str, Any]) -> None:
        answers = self._sent.get(entry.get("answers", ""))
        if self._day(entry) < self._days.first_day or ("answers" in entry and answers is None):
            return
        moment, before = self._moment(entry), self._answered.get(entry["id"])
        opened = at(self._days.today, time.fromisoformat(entry["opened_today"])) if "opened_today" in entry else None
        for pupil, to in self._copies(entry):
            values = slots.of_pupil(pupil, self._school.class_of[pupil.class_id]) if pupil else {}
            letter = Letter(
                f"story/{entry['id']}",
                entry["subject"],
                entry["text"].strip(),
                values,
                pupil.id if pupil else None,
                entry.get("asks", ""),
                tuple(entry.get("files", ())),
                entry.get("paper", "").strip(),
                "years" in entry,
                answers,
            )
            message = self._post.send(
                letter, self._account(entry["from"]), to, moment, opened_at=opened, opened_before=before
            )
            if message:
                self._sent[entry["id"]] = message

    def _copies(self, entry: dict[str, Any]) -> list[tuple[Pupil | None, list[tuple[Account, str | None]]]]:
        """The messages to make: one to a group, one for each child of a merged group, or one to a person."""
        co_accounts = self._school.co_accounts
        if "to" in entry:
            about = self._pupil
            if entry["to"] == "parents":
                return [(about, [(account, about.id) for account in co_accounts[about.id]])]
            return [(about, [(self._account(entry["to"]), about.id)])]
        classes = {class_.id for class_ in self._school.classes if class_.year in entry["years"]}
        if "class" in entry:
            classes = {class_.id for class_ in self._school.classes if class_.name == entry["class"]}
        pupils = [pupil for pupil in self._school.pupils if pupil.class_id in classes]
        if entry.get("merge"):
            return [(pupil, [(account, pupil.id) for account in co_accounts[pupil.id]]) for pupil in pupils]
        return [(None, [(account, pupil.id) for pupil in pupils for account in co_accounts[pupil.id]])]

    def _account(self, name: str) -> Account:
        """The account of the cast with this name: on the staff, else of the child."""
        of_child = {account.name: account for account in self._school.co_accounts[self._pupil.id]}
        staff = (self._school.account[member.id] for member in self._school.staff if member.name == name)
        return of_child[name] if name in of_child else next(staff)
