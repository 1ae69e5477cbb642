"""Searching: of the usual kinds of words that people type, the slowest counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from msgspec.structs import replace

from ssdesk.bench import mailbox, prepared
from ssdesk.bench.bare_rows import opened
from ssdesk.bench.figure import Bound, Figure, at_most
from ssdesk.bench.size import Size
from ssdesk.bench.timing import in_turns, p95, wall_ms
from ssdesk.household import Home, MergedInbox
from ssdesk.models.message import INDEX
from ssdesk.replica import Replica
from ssdesk.replica.asked import asked
from ssdesk.replica.database import Connection
from ssdesk.replica.inbox import Filter
from ssdesk.replica.search import Query

EACH: Final = 20
PAGE, FILES = 60, 10
ALL = at_most(3.0)  # found by a worker after the newest are shown
SHORT: Final = {"three letters": "baa"}
TODAY: Final = date(2026, 11, 23)  # `mailbox.NEWEST`
_BARE = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? ORDER BY rowid DESC"
Read = Callable[[str], object]


def words() -> dict[str, str]:
    """One of each kind. Every word is found by its beginning, so those of two or three letters are beginnings of very
    many, and are measured apart."""
    known = [word for word in mailbox.words() if len(word) > 4]
    return {
        "common word": known[0],
        "middle word": known[300],
        "rare word": known[20_000],
        "two words": f"{known[1]} {known[30]}",
        "six letters": next(word for word in known[200:] if len(word) > 7)[:6],
    }


def operators() -> dict[str, str]:
    """One of each kind, the text with the commonest word, so that what they leave out is most."""
    common = words()["common word"]
    return {
        "sender": f"van:{mailbox.words()[7]}",
        "sender and word": f"van:{mailbox.words()[7]} {common}",
        "subject": f"onderwerp:{common}",
        "child": f"kind:noor {common}",
        "time": f"na:2020 voor:vandaag {common}",
        "all": f"van:petra onderwerp:{common} kind:noor na:2020 voor:vandaag",
    }


def searches(size: Size) -> Iterator[Figure]:
    for messages in dict.fromkeys((size.messages, size.many)):
        large = messages > 100_000
        usual, short = (_ms(100), _ms(300)) if large else (_ms(50), _ms(100))
        name = "search-large" if large and messages != size.messages else "search"
        with ExitStack() as stack:
            base = prepared.computer(messages)
            replica = prepared.replica(base)
            stack.callback(replica.close)
            bare = _Bare(stack.enter_context(opened(*prepared.file(base), read_only=True)))
            newest, folder = partial(_newest, replica, ""), partial(_newest, replica, "trash")
            for kind, what, bound, limit, ssdesk, typed in (
                ("", f"the newest {PAGE}", usual, bare.newest, newest, words()),
                ("-folder", f"the newest {PAGE} of a folder", usual, bare.newest, folder, words()),
                (
                    "-all",
                    "all of the inbox, for the length of the list",
                    ALL,
                    bare.all,
                    partial(_all, replica),
                    words(),
                ),
                ("-short", f"the newest {PAGE}", short, bare.newest, newest, SHORT),
                ("-operators", f"the newest {PAGE}", usual, bare.newest, newest, operators()),
            ):
                slowest = _slowest(limit, ssdesk, typed, size)
                yield _figure(name + kind, f"{what} in {messages:,} messages", bound, slowest)
    yield _merged(size)


def _newest(replica: Replica, folder: str, typed: str) -> None:
    replica.inbox.first_page(Filter(folder=folder, words=typed), PAGE)


def _all(replica: Replica, typed: str) -> None:
    replica.inbox.keys(Filter(words=typed))


def _match(typed: str) -> str:
    return Query(asked(typed, TODAY).terms).match


class _Bare:
    """The index alone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, typed: str) -> None:
        self._connection.execute(f"{_BARE} LIMIT {PAGE}", (_match(typed),)).fetchall()

    def all(self, typed: str) -> None:
        self._connection.execute(_BARE, (_match(typed),)).fetchall()


@dataclass(frozen=True, slots=True)
class _Slowest:
    limit: float
    ssdesk: float
    kind: str


def _slowest(bare: Read, read: Read, typed: Mapping[str, str], size: Size) -> _Slowest:
    """Of these kinds of words the one that took ssdesk longest."""
    found = []
    for kind, text in typed.items():
        limit, ssdesk = in_turns(
            partial(wall_ms, partial(bare, text)), partial(wall_ms, partial(read, text)), size.turns(EACH)
        )
        found.append(_Slowest(p95(limit), p95(ssdesk), kind))
    return max(found, key=lambda one: one.ssdesk)


def _figure(name: str, what: str, bound: Bound, slowest: _Slowest) -> Figure:
    return Figure(name, "ms", slowest.limit, slowest.ssdesk, bound, f"p95, {what}; slowest: {slowest.kind}")


def _ms(most: float) -> Bound:
    return Bound("at most", most)


@dataclass(frozen=True, slots=True)
class _Part:
    slot: int
    view: Home
    replica: Replica


def _merged(size: Size) -> Figure:
    """One list over ten accounts."""
    base = prepared.computer(size.written)
    household = prepared.household(base)
    (home,) = household.homes
    with ExitStack() as stack:
        stack.callback(household.close)
        parts = []
        for slot in range(FILES):
            replica = prepared.replica(base)
            stack.callback(replica.close)
            parts.append(_Part(slot, home, replica))
        bare = _Bare(stack.enter_context(opened(*prepared.file(base), read_only=True)))

        def ten_bare(typed: str) -> None:
            for _ in parts:
                bare.newest(typed)

        def merged(typed: str) -> None:
            MergedInbox(lambda: parts, replace(Filter(folder=""), words=typed)).first_page(PAGE)

        what = f"the newest {PAGE} in {FILES} files of {size.written:,} messages"
        return _figure("search-merged", what, _ms(80), _slowest(ten_bare, merged, words(), size))
