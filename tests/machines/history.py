"""The school in plain loops: what must have come of what the cables saw, one event after the other. It answers each
command itself and asks nothing of the server, the sync or the replica."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from ssdesk.protocol.commands import Command, CommandResult
from ssdesk.protocol.ids import derived
from tests.school import PEOPLE, WILG, id_of

HOUR_MS = 3_600_000
REPLAY_MS = 7 * 24 * HOUR_MS  # so long after a restore what was forgotten may still be sent again
ALL = "0" * 32
STAFF = ("teacher", "other-teacher", "office")
PARENTS = {"mother": "Noor", "father": "Noor", "sams-mother": "Sam", "lottes-father": "Lotte"}
ACCOUNTS = {id_of(name): name for name, person in PEOPLE.items() if person.school == WILG}
GROUPS = {id_of("4B"): "4B", id_of("5A"): "5A", ALL: "all"}
place_of = cache(derived)  # the id of a copy
ON_A_COPY = ("move_message", "set_flag", "mark_unread", "snooze")


class Violation(AssertionError):
    """The invariant that does not hold, then what shows it."""


# ---- What is seen ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Commanded:
    """The school looked at a command of this person at `now` and said that."""

    name: str
    command: Command
    result: CommandResult
    now: int


@dataclass(frozen=True)
class Heard:
    """An answer to this person held these numbers of texts."""

    name: str
    numbers: frozenset[int]


@dataclass(frozen=True)
class Sent:
    """The school looked at `now` for what is to be sent at its moment, or for this one alone."""

    now: int
    only: str = ""


@dataclass(frozen=True)
class Taught:
    classes: frozenset[str]


@dataclass(frozen=True)
class Moved:
    """Noor, into this class."""

    to: str


@dataclass(frozen=True)
class BackedUp:
    pass


@dataclass(frozen=True)
class Restored:
    """`at`: when its present history began by a restore, 0 if never."""

    at: int


Event = Commanded | Heard | Sent | Taught | Moved | BackedUp | Restored


# ---- What comes of it ------------------------------------------------------------------------------------------------
@dataclass
class Copy:
    """In one mailbox. `taken`: when it was taken back. `spoke_last`: after the answer it was said not to be meant for
    its holder, or a talk was asked."""

    opened: bool = False
    answered: bool = False
    response: str = ""
    taken: int | None = None
    spoke_last: bool = False

    @property
    def untouched(self) -> bool:
        return not (self.opened or self.answered or self.response)

    def state(self) -> str:
        """As the sender's overview says it."""
        if self.taken is not None:
            return "withdrawn"
        answered = self.answered and not self.spoke_last
        return "answered" if answered else self.response or ("opened" if self.opened else "sent")


@dataclass
class Letter:
    sender: str
    subject: str
    asks: str
    copies: dict[str, Copy]
    reminds: str = ""
    withdrawn_at: int | None = None


@dataclass
class Later:
    """To be sent at its moment; `held`: it could not be, and stays with its sender."""

    sender: str
    args: dict[str, Any]
    held: bool = False


@dataclass
class State:
    """All that a restore takes back."""

    letters: dict[str, Letter] = field(default_factory=dict)
    later: dict[str, Later] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)  # of what was cancelled: the subject
    answers: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    teaches: frozenset[str] = frozenset({"4B"})
    noor_in: str = "4B"


class No(Exception):
    """The school refuses. `gone`: it is known what became of that."""

    def __init__(self, code: str, *, gone: bool = False) -> None:
        super().__init__(code)
        self.code, self.gone = code, gone


class History:
    """`written`: who wrote the text of each number. `refused`: commands, be it before a restore. `void`: (account,
    subject) of copies of which something that their holder did was refused, so that nobody can say how they look."""

    def __init__(self, written: dict[int, tuple[str, str]]) -> None:
        self.now = State()
        self.written, self.void, self.refused = written, set[tuple[str, str]](), set[str]()
        self._backup = State()
        self._restored = 0

    def take(self, event: Event) -> None:
        match event:
            case Commanded():
                self._command(event)
            case Heard():
                self._heard(event)
            case Sent():
                self._send_due(event.now, event.only)
            case Taught():
                self.now.teaches = event.classes
            case Moved():
                self.now.noor_in = event.to
            case BackedUp():
                self._backup = copy.deepcopy(self.now)
            case Restored():
                self.now, self._restored = copy.deepcopy(self._backup), event.at

    # ---- What anybody got to hear ------------------------------------------------------------------------------------
    def _heard(self, event: Heard) -> None:
        """Not a byte of a text before it lies in the mailbox, and none after it was taken back."""
        there = {
            letter.subject
            for letter in self.now.letters.values()
            if event.name in letter.copies and letter.copies[event.name].taken is None
        }
        for number in event.numbers:
            author, subject = self.written.get(number, (event.name, ""))
            if author != event.name and subject not in there:
                raise Violation("a text that is not in the mailbox was sent", event.name, subject)

    # ---- Commands ----------------------------------------------------------------------------------------------------
    def _command(self, event: Commanded) -> None:
        id_, name, result = event.command.id, event.name, event.result
        said = (result.status, result.problem.code if result.problem else "")
        if (name, id_) not in self.now.answers:
            wanted = self._answer(event)
            if wanted[0] != "retry":
                self.now.answers[name, id_] = said if wanted == ("", "") else wanted
            if wanted not in (("", ""), said):
                raise Violation("another answer", name, event.command.type, said, wanted)
        elif self.now.answers[name, id_] != said:
            raise Violation("I5 answered anew", name, event.command.type, said, self.now.answers[name, id_])

    def _answer(self, event: Commanded) -> tuple[str, str]:
        """Status and code; ("", "") where it is no matter of these loops."""
        do: Callable[[Commanded, dict[str, Any]], None] | None = {
            "send_message": self._send, "open_message": self._open, "respond": self._respond,
            "withdraw": self._withdraw,
        }.get(event.command.type, self._mark if event.command.type in ON_A_COPY else None)  # fmt: skip
        if do is None:
            return "", ""
        args = msgspec.json.decode(event.command.args)
        try:
            do(event, args)
        except No as no:
            if no.code == "unknown_message" and not no.gone and self._replaying(event.now):
                return "retry", no.code
            self._void(event.name, args)
            self.refused.add(event.command.id)
            return "rejected", no.code
        return "ok", ""

    def _replaying(self, now: int) -> bool:
        return bool(self._restored) and now < self._restored + REPLAY_MS

    def _void(self, name: str, args: dict[str, Any]) -> None:
        for letter, recipient, one in self._copies():
            if recipient == name and one == args.get("message"):
                self.void.add((name, letter.subject))

    def _copies(self) -> Iterator[tuple[Letter, str, str]]:
        for id_, letter in self.now.letters.items():
            for recipient in letter.copies:
                yield letter, recipient, place_of(id_, id_of(recipient))

    def _copy(self, event: Commanded, id_: str, *, read: bool) -> tuple[Letter, Copy]:
        """A copy in this mailbox. After a restore one that was taken back too early is there again for who had `read`
        it before that: one that was taken back before the restore, and only since then for the school."""
        for letter, recipient, one in self._copies():
            if (recipient, one) != (event.name, id_):
                continue
            mine = letter.copies[recipient]
            if mine.taken is not None:
                first = made_at(event.command.id) <= mine.taken <= self._restored <= (letter.withdrawn_at or 0)
                if not (read and first and self._replaying(event.now)):
                    raise No("unknown_message", gone=True)
                mine.taken = None
            return letter, mine
        raise No("unknown_message")

    def _open(self, event: Commanded, args: dict[str, Any]) -> None:
        self._copy(event, args["message"], read=True)[1].opened = True

    def _respond(self, event: Commanded, args: dict[str, Any]) -> None:
        letter, mine = self._copy(event, args["message"], read=True)
        said = args["response"]
        if (said == "confirmed" and letter.asks != "confirm") or (said == "follows" and not letter.asks):
            raise No("not_asked")
        if said != mine.response:
            mine.response, mine.spoke_last = said, mine.answered and said in ("not_for_me", "talk")

    def _mark(self, event: Commanded, args: dict[str, Any]) -> None:
        self._copy(event, args["message"], read=False)

    def _withdraw(self, event: Commanded, args: dict[str, Any]) -> None:
        id_ = args["message"]
        waiting = self.now.later.get(id_)
        if waiting is not None and waiting.sender == event.name:
            del self.now.later[id_]
            self.now.drafts[id_] = waiting.args["subject"]
            return
        letter = self.now.letters.get(id_)
        if letter is None or letter.sender != event.name:
            raise No("unknown_message")
        if letter.withdrawn_at is not None:
            return
        unread = [one for one in letter.copies.values() if one.untouched and one.taken is None]
        silent = [one for one in letter.copies.values() if not one.answered and one.response in ("", "follows")]
        if not unread and not (letter.asks and any(one.taken is None for one in silent)):
            raise No("all_read")  # and nobody is asked anything any more (R6)
        letter.withdrawn_at = event.now
        for one in unread:
            one.taken = made_at(event.command.id) if self._replaying(event.now) else event.now

    # ---- Sending -----------------------------------------------------------------------------------------------------
    def _send(self, event: Commanded, args: dict[str, Any]) -> None:
        id_, name = event.command.id, event.name
        at = args.get("send_at")
        if at is not None and at > event.now:
            self._recipients(event, args)
            self.now.later[id_] = Later(name, args)
            return
        answered, to = self._recipients(event, args)
        self._deliver(id_, name, args, to)
        for one in answered:
            one.answered = True

    def _send_due(self, now: int, only: str) -> None:
        due = sorted((one.args["send_at"], id_) for id_, one in self.now.later.items() if not one.held)
        for at, id_ in due:
            waiting = self.now.later[id_]
            if at > now or only not in ("", id_):
                continue
            command = Command(id_, "send_message", msgspec.Raw(b"{}"))
            event = Commanded(waiting.sender, command, CommandResult(id_, "ok"), now)
            try:
                if at < self._restored - HOUR_MS:
                    raise No("too late")
                _, to = self._recipients(event, waiting.args)
            except No:
                waiting.held = True
                continue
            del self.now.later[id_]
            self._deliver(id_, waiting.sender, waiting.args, to)

    def _deliver(self, id_: str, name: str, args: dict[str, Any], to: list[str]) -> None:
        if id_ in self.now.letters:
            raise Violation("I5 sent twice", args["subject"])
        self.now.letters[id_] = Letter(
            name, args["subject"], args.get("asks", ""), {one: Copy() for one in to}, args.get("remind", "")
        )

    def _recipients(self, event: Commanded, args: dict[str, Any]) -> tuple[list[Copy], list[str]]:
        """The copy that is answered, with those of which it reminds, and to whom it goes, each once."""
        answered, found = list[Copy](), [ACCOUNTS[one] for one in args["to"]]
        if "in_reply_to" in args:
            letter, copy = self._copy(event, args["in_reply_to"], read=True)
            answered = [copy, *self._reminded(letter, event.name)]
        for one in args.get("groups", ()):
            group = GROUPS[one["group"]]
            if event.name != "office" and (event.name != "teacher" or group not in self.now.teaches):
                raise No("unknown_group")
            members = [who for who in self.members(group, one["audience"]) if who != event.name]
            if not members:
                raise No("empty_group")
            found += members
        if "remind" in args:
            found += self._silent(event, args["remind"])
        return answered, list(dict.fromkeys(found))

    def _reminded(self, letter: Letter, name: str) -> Iterator[Copy]:
        while letter.reminds:
            letter = self.now.letters[letter.reminds]
            if letter.copies[name].taken is not None:
                return
            yield letter.copies[name]

    def members(self, group: str, audience: str) -> list[str]:
        if audience == "staff":
            teaching = {"teacher": self.now.teaches, "other-teacher": {"5A"}, "office": set[str]()}
            return [name for name in STAFF if group in ("all", *teaching[name])]
        classes = {"Noor": self.now.noor_in, "Sam": "4B", "Lotte": "5A"}
        return [name for name, child in PARENTS.items() if group in ("all", classes[child])]

    def _silent(self, event: Commanded, id_: str) -> list[str]:
        letter = self.now.letters.get(id_)
        if letter is None or letter.sender != event.name:
            raise No("unknown_message")
        found = []
        for name, one in letter.copies.items():
            waits = {
                "confirm": not one.response and not one.answered,
                "answer": not one.answered and one.response not in ("not_for_me", "talk"),
            }.get(letter.asks, not one.opened and not one.response)
            if waits and one.taken is None:
                found.append(name)
        if not found:
            raise No("nobody_to_remind")
        return found


def made_at(id_: str) -> int:
    """When an id (UUIDv7) was made, in milliseconds."""
    return int(id_[:12], 16)
