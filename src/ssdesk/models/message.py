"""Messages: copies that were received and the sender's own, in one table.

`key` orders a list and finds a row in the full-text index: sent-at in ms ≪ 12 | n, unique in the replica (drafts share
the numbers); of a message that came back from later, the moment at which it did. `state` is `waiting` for an own
message that the server has not taken yet. `overview` holds what a list shows of the recipients, who may be thousands.
"""

from __future__ import annotations

import msgspec

from ssdesk.models.table import Column, Table, WireTable
from ssdesk.protocol.kinds import Message

WAITING = "waiting"
KEY_BITS = 12
LATEST_MS = (1 << 43) - 1  # the year 2248; beyond, a merged list's keys would not fit in 64 bits
UNREAD = '"kind" = \'message\' AND ("opened_at" IS NULL OR "unread")'
MARKED = '"unread" AND "opened_at" IS NOT NULL AND "snoozed_until" IS NULL'
"""Read once, and marked as unread by its holder: nothing new."""
FLAGGED = "\"flag\" <> ''"
RECEIVED = "\"kind\" = 'message'"
SNOOZED = "\"folder\" = 'later'"
PUT_OFF = '"snoozed_until" IS NOT NULL'
"""What waits in later, or came back from it: its list key is not the moment at which it was sent."""
_ANSWER_ASKED = '(message."asks" = \'answer\' OR (message."asks" = \'\' AND message."answer_by" IS NOT NULL))'
_REACTED = (
    "receipt.\"answered_at\" IS NOT NULL OR (receipt.\"response\" NOT IN ('', 'follows') "
    f"AND NOT (receipt.\"response\" = 'confirmed' AND {_ANSWER_ASKED}))"
)
AWAITING = (
    '"kind" = \'sent_message\' AND NOT "group" AND "state" = \'\' AND "folder" <> \'trash\' AND "withdrawn_at" IS NULL '
    "AND NOT EXISTS (SELECT 1 "
    'FROM message AS later WHERE later."thread" = message."thread" AND later."sent_at" > message."sent_at") '
    "AND (SELECT count(*) FROM receipt "
    f'WHERE receipt."message" = message."id" AND ({_REACTED})) < max(1, json_array_length(message."recipients"))'
)
"""Own personal messages after which nothing came in their conversation, to which somebody still has to react, and that
were not taken back. Who confirms has not answered where an answer is asked; who says that it follows, nowhere."""
ATTACHED = "\"attachments\" <> '[]'"
TO_ANSWER = (
    '"kind" = \'message\' AND ("answer_by" IS NOT NULL OR "asks" <> \'\') '
    'AND "answered_at" IS NULL AND "response" = \'\' AND "withdrawn_at" IS NULL'
)
OUTGOING = "\"state\" <> ''"


class Overview(msgspec.Struct, frozen=True, array_like=True):
    """Of the recipients of an own message: the first few names, how many there are, how many opened it, and when the
    last of these did; how many answered and confirmed it; to how many it came by mistake (`wrong`), how many ask for a
    talk, unless they answered after that."""

    names: tuple[str, ...]
    count: int
    opened: int
    opened_at: int | None
    answered: int = 0
    confirmed: int = 0
    wrong: int = 0
    talk: int = 0


MESSAGE = WireTable(
    "message",
    Message,
    local=(
        Column("key", "INTEGER PRIMARY KEY"),
        Column("kind", "TEXT NOT NULL"),
        Column("state", "TEXT NOT NULL DEFAULT ''"),
        Column("overview", "TEXT NOT NULL DEFAULT ''"),
    ),
    last="body",
    constraints=('UNIQUE ("id", "kind")',),
    indices=(
        ("folder", "folder", ""),  # the key is the rowid, so that every index ends in it
        ("pupil", "pupil, folder", ""),
        ("unread", "folder", UNREAD),
        ("attached", "folder", ATTACHED),
        ("to_answer", "folder", TO_ANSWER),
        ("marked", "folder", MARKED),
        ("flagged", "folder", FLAGGED),
        ("sender", "folder, sender", RECEIVED),
        ("snoozed", "snoozed_until", SNOOZED),
        ("put_off", "sent_at", PUT_OFF),
        ("outgoing", "state", OUTGOING),
        ("thread", "thread", ""),
    ),
)

COUNTER = Table(
    "counter",
    (
        Column("folder", "TEXT NOT NULL"),
        Column("pupil", "TEXT NOT NULL"),  # '' for none
        Column("total", "INTEGER NOT NULL"),
        Column("unread", "INTEGER NOT NULL"),
    ),
    ('PRIMARY KEY ("folder", "pupil")',),
    without_rowid=True,
)

UNINDEXED = Table("unindexed", (Column("key", "INTEGER PRIMARY KEY"),))
"""Messages whose words the full-text index does not hold yet."""

INDEX = "message_fts"
INDEX_DDL = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(subject, sender, recipients, files, texts, body, content='', "
    "contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
)
WORDS = "temp.word"
WORDS_DDL = f"CREATE VIRTUAL TABLE {WORDS} USING fts5vocab(main, {INDEX}, instance)"
"""The words that the index holds; nothing is stored for it, and each connection that searches makes its own."""


def lowest_key(ms: int) -> int:
    """Of the messages of this moment."""
    return min(max(ms, 0), LATEST_MS) << KEY_BITS
