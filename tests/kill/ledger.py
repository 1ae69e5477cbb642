"""What must be at the school after everything that the desktop said it did, told from its lines alone.

A deed that was tried and of which nobody heard that it was done (a kill fell between) may have happened or not. So of
each thing a set of states is possible, and it must be in one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from tests.kill.told import Line, letter

T = TypeVar("T")
NONE = ""
UNMOVED = "where it came in"


@dataclass
class Deed:
    """A line `try`; `done`: the line `did` that belongs to it; `failed`: it was too late for it."""

    tried: Line
    done: Line | None = None
    failed: bool = False


@dataclass
class Ledger:
    """`messages`: by subject, whether it may be sent (True), not be sent (False). `drafts`: by draft, the words that it
    may have at the school ("" for none). `folders`, `opened`: by account and message."""

    messages: dict[str, set[bool]] = field(default_factory=dict)
    sent: dict[str, Line] = field(default_factory=dict)  # by subject, what was tried
    drafts: dict[str, set[str]] = field(default_factory=dict)
    folders: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    opened: dict[tuple[str, str], set[bool]] = field(default_factory=dict)
    commands: dict[str, Line] = field(default_factory=dict)  # ids of what was queued and not taken back
    refused: dict[str, set[bool]] = field(default_factory=dict)  # words of messages that the school cannot take
    returned: set[str] = field(default_factory=set)  # words of messages whose taking back was not heard of

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Ledger:
        ledger = cls()
        for deed in deeds(lines):
            if not deed.failed:
                _BOOKED[deed.tried.what](ledger, deed)
        return ledger


def deeds(lines: Iterable[Line]) -> list[Deed]:
    """In the order in which they were tried."""
    found: dict[str, Deed] = {}
    for line in lines:
        if line.event == "try":
            found[line.number] = Deed(line)
        elif line.event == "did":
            found[line.number].done = line
        elif line.event == "too late":
            found[line.number].failed = True
    return list(found.values())


def _became(states: dict[T, set[bool]] | dict[T, set[str]], key: T, new: object, deed: Deed, before: object) -> None:
    now = states.setdefault(key, {before})  # type: ignore[arg-type]
    if deed.done is not None:
        now.clear()
    now.add(new)  # type: ignore[arg-type]


def _send(ledger: Ledger, deed: Deed) -> None:
    tried = deed.tried
    if tried.text.startswith("n"):
        _became(ledger.refused, letter(tried.text), True, deed, before=False)
        return
    ledger.sent[tried.text] = tried
    _became(ledger.messages, tried.text, True, deed, before=False)
    if tried.draft:
        _became(ledger.drafts, tried.draft, NONE, deed, before=NONE)
    if deed.done is not None:
        ledger.commands[deed.done.id] = tried


def _take_back(ledger: Ledger, deed: Deed) -> None:
    tried = deed.tried
    sent = ledger.sent[tried.text]
    _became(ledger.messages, tried.text, False, deed, before=True)
    words = letter(tried.text)
    if deed.done is not None:
        ledger.commands.pop(tried.id, None)
        _became(ledger.drafts, deed.done.draft, words, deed, before=NONE)
    else:
        ledger.returned.add(words)
        if sent.draft:
            _became(ledger.drafts, sent.draft, words, deed, before=NONE)


def _open(ledger: Ledger, deed: Deed) -> None:
    _became(ledger.opened, (deed.tried.account, deed.tried.message), True, deed, before=False)
    _command(ledger, deed)


def _move(ledger: Ledger, deed: Deed) -> None:
    if deed.done is None or deed.done.id:  # else there was nothing to do
        _became(ledger.folders, (deed.tried.account, deed.tried.message), deed.tried.text, deed, before=UNMOVED)
    _command(ledger, deed)


def _command(ledger: Ledger, deed: Deed) -> None:
    if deed.done is not None and deed.done.id:
        ledger.commands[deed.done.id] = deed.tried


def _keep(ledger: Ledger, deed: Deed) -> None:
    _became(ledger.drafts, deed.tried.draft, deed.tried.text, deed, before=NONE)


def _delete(ledger: Ledger, deed: Deed) -> None:
    _became(ledger.drafts, deed.tried.draft, NONE, deed, before=NONE)


_BOOKED: dict[str, Callable[[Ledger, Deed], None]] = {
    "send_message": _send,
    "take_back": _take_back,
    "open_message": _open,
    "move_message": _move,
    "keep": _keep,
    "save_draft": _keep,
    "delete_draft": _delete,
}
