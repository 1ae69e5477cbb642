"""Made-up messages: always the same ones, any number of them, newest first, with words as common as in real letters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

import msgspec

from ssdesk.protocol import kinds
from ssdesk.protocol.pull import MAX_ROWS, MODULUS, Cursor, FeedRow, PullAnswer, ScopePage, row_hash

ACCOUNT: Final = "a" * 32
PUPIL: Final = "b" * 32
EPOCH: Final = "bench"
SCOPE: Final = f"a:{ACCOUNT}"
NEWEST: Final = 1_795_440_720_000  # Monday 23 November 2026, 14:32 in Brussels
APART_MS: Final = 97_003
SYLLABLES: Final = [a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "eu")]
VOCABULARY: Final = 30_000
_MADE = 2_000  # at once
_STEP, _BODY = 12, 110  # words: from one message to the next in the text, and of a body


@cache
def words() -> list[str]:
    """All words there are, the commonest first."""
    chance = random.Random(7)  # noqa: S311 - not for a secret
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)]


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))


def messages(count: int) -> Iterator[kinds.Message]:
    """`count` messages of one mailbox, newest first: most in the inbox, one in nine unread."""
    for start in range(0, count, _MADE):
        chance = random.Random(start)  # noqa: S311
        text = chance.choices(words(), cum_weights=_weights(), k=_MADE * _STEP + _BODY)
        for number in range(start, min(start + _MADE, count)):
            yield _message(number, text[(number - start) * _STEP :][:_BODY], chance.getrandbits(128))


def _message(number: int, text: list[str], id_: int) -> kinds.Message:
    sender = number % 40
    return kinds.Message(
        id=f"{id_:032x}",
        thread=f"{number // 3:032x}",
        sent_at=NEWEST - number * APART_MS,
        sender=f"{sender:032x}",
        sender_name=f"Petra {words()[sender].capitalize()}",
        sender_role="juf van klas 4B",
        subject=" ".join(text[:5]).capitalize(),
        preview=" ".join(text)[:160],
        body=" ".join(text),
        folder=("inbox", "inbox", "inbox", "archive", "trash")[number % 5],
        opened_at=None if number % 9 == 0 else NEWEST,
        pupil=PUPIL,
    )


def holder() -> list[tuple[str, str, msgspec.Struct]]:
    """Kind, id and body of what a mailbox holds beside its messages."""
    account = kinds.Account(ACCOUNT, "co", "noor.peeters", "An Claes", "mother", "active", pupil=PUPIL)
    return [("account", ACCOUNT, account), ("pupil", PUPIL, kinds.Pupil(PUPIL, "Noor", "Peeters", "4B"))]


def feed_rows(count: int) -> Iterator[FeedRow]:
    """The mailbox as a school's feed has it, in the order of a first filling: falling seq."""
    seq = count + 2
    for kind, oid, body in holder():
        yield _row(kind, oid, seq, body)
        seq -= 1
    for message in messages(count):
        yield _row("message", message.id, seq, message)
        seq -= 1


def _row(kind: str, oid: str, seq: int, body: msgspec.Struct) -> FeedRow:
    return FeedRow(kind, oid, seq, "put", msgspec.Raw(msgspec.json.encode(body)))


def answers(count: int) -> Iterator[PullAnswer]:
    """A first filling as pulls bring it, page by page."""
    top, held, total, page = count + 2, 0, 0, []
    cursor: Cursor | None = None
    for row in feed_rows(count):
        page.append(row)
        held, total = held + 1, total + row_hash(row.kind, row.oid, row.seq)
        last = held == top
        if len(page) == MAX_ROWS or last:
            after = Cursor(top, 0 if last else row.seq)
            whole = ScopePage(SCOPE, after, page, n=held, sum=total % MODULUS)
            part = whole if last else ScopePage(SCOPE, after, page, more=True)
            yield PullAnswer(EPOCH, {SCOPE: cursor} if cursor else {}, top, [], [part], last)
            page, cursor = [], after
