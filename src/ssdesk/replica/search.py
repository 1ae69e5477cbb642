"""Full-text search in messages: newest first, every word by its beginning, any input allowed.

Rows are readable before they are indexed: `Index.step` works through the queue in short transactions. What is newest
in the queue is compared directly, so that a message that has just come or gone is found too.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from typing import Any

import msgspec

from ssdesk.models.message import INDEX, WORDS
from ssdesk.replica.database import Connection, Database
from ssdesk.replica.outbox import Write
from ssdesk.replica.transaction import Transaction

MOST_TERMS = 12
MOST_ENDINGS = 128  # below what SQLite takes in one expression
MERGE_PAGES = 200  # rewritten in one transaction: some 10 ms
DIRECT = 100  # messages of the queue that a search compares itself
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
_decoded = msgspec.json.Decoder(list[int]).decode
_PEOPLE = (
    "sender_name || CASE recipients WHEN '[]' THEN '' ELSE "
    "(SELECT ' ' || group_concat(json_extract(value, '$.name'), ' ') FROM json_each(recipients)) END"
)
_FILES = (
    "CASE attachments WHEN '[]' THEN '' ELSE "
    "(SELECT group_concat(json_extract(value, '$.name'), ' ') FROM json_each(attachments)) END"
)


class Query:
    """What a person typed: words, each found by its beginning, and "phrases" in quotation marks, found as they are."""

    def __init__(self, words: str) -> None:
        terms = [
            (tokens, not match[1])
            for match in _TERM.finditer(words)
            if (tokens := tuple(_tokens(match[1] or match[2] or "")))
        ]
        self._terms = terms[:MOST_TERMS]

    @property
    def match(self) -> str:
        """For FTS5; empty when nothing can be found."""
        return " AND ".join(_term(*term) for term in self._terms)

    def newest(self, connection: Connection) -> str:
        """The same, with the whole words that the index holds in place of their beginnings. FTS5 walks down the list of
        a whole word and stops at the newest few; of a beginning it first merges the lists of all words, down to the
        oldest message."""
        return " AND ".join(_ends(connection, *term) or _term(*term) for term in self._terms)

    def matches(self, *texts: str) -> bool:
        """Whether these texts hold all terms, each within one text."""
        held = [list(_tokens(text)) for text in texts]
        return bool(self._terms) and all(any(_holds(text, *term) for text in held) for term in self._terms)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many messages can be found, of how many."""

    indexed: int
    total: int


def keys(
    connection: Connection, words: str, allowed: Sequence[str], values: tuple[Any, ...], limit: int | None
) -> array[int]:
    """The list keys of messages that hold the words, newest first. `allowed`: statements of which one must name the
    key."""
    query = Query(words)
    if not query.match:
        return array("q")
    within = " UNION ALL ".join(allowed)
    everywhere = within == "SELECT key FROM message"
    match = query.match if limit is None else query.newest(connection)
    sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ?" + ("" if everywhere else f" AND +rowid IN ({within})")
    sql += f" ORDER BY rowid DESC LIMIT {-1 if limit is None else limit}"
    (listed,) = connection.execute(
        f"SELECT json_group_array(rowid) FROM ({sql})", (match, *(() if everywhere else values))
    ).fetchone()  # one text, which SQLite writes while other threads run, instead of a hundred thousand tuples
    found = _decoded(listed)
    direct = _direct(connection, query, within, values)
    if direct:
        found = sorted({*found, *direct}, reverse=True)[:limit]
    return array("q", found)


def _term(tokens: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(tokens)}"' + ("*" if prefix else "")


def _ends(connection: Connection, tokens: tuple[str, ...], prefix: bool) -> str:
    """A term that ends in a whole word of the index, each way it can; empty when there are none or too many."""
    *first, last = tokens
    if not (prefix and last.isascii()):  # the index may fold others differently
        return ""
    ends = list(islice(_words(connection, last), MOST_ENDINGS + 1))
    if not 0 < len(ends) <= MOST_ENDINGS:
        return ""
    return f"({' OR '.join(_term((*first, end), prefix=False) for end in ends)})"


def _words(connection: Connection, beginning: str) -> Iterator[str]:
    """The words of the index that begin so, one by one: to list them counts all places of each."""
    word = beginning
    while True:
        row = connection.execute(f"SELECT term FROM {WORDS} WHERE term >= ? LIMIT 1", (word,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            return
        yield row[0]
        word = row[0] + "\x01"


def _direct(connection: Connection, query: Query, within: str, values: tuple[Any, ...]) -> list[int]:
    rows = connection.execute(
        f"SELECT key, subject, {_PEOPLE}, {_FILES}, body, body_type FROM message WHERE key IN "
        f"(SELECT key FROM unindexed ORDER BY key DESC LIMIT {DIRECT}) AND key IN ({within})",
        values,
    )
    return [
        key
        for key, subject, people, files, body, body_type in rows.fetchall()
        if query.matches(subject, people, files, plain(body) if body_type == "html" else body)
    ]


class Index:
    """The full-text index and its queue."""

    def __init__(self, database: Database, write: Write) -> None:
        self._database, self._write = database, write

    def step(self, limit: int) -> int:
        """Takes up to `limit` messages from the queue, newest first; how many are left in it."""
        with self._write(durable=False) as tx:
            newest = tx.rows("SELECT key FROM unindexed ORDER BY key DESC LIMIT ?", limit)
            if not newest:
                return 0
            span = (newest[-1][0], newest[0][0])
            queued = "SELECT key FROM unindexed WHERE key BETWEEN ? AND ?"
            tx.run(f"DELETE FROM {INDEX} WHERE rowid IN ({queued})", *span)
            into = f"INSERT INTO {INDEX} (rowid, subject, people, files, body) "
            read = f"SELECT key, subject, {_PEOPLE}, {_FILES}, body FROM message WHERE key IN ({queued})"
            tx.run(f"{into}{read} AND body_type <> 'html'", *span)
            marked_up = tx.rows(f"{read} AND body_type = 'html'", *span)
            tx.connection.executemany(f"{into}VALUES (?, ?, ?, ?, ?)", [(*row[:4], plain(row[4])) for row in marked_up])
            tx.run("DELETE FROM unindexed WHERE key BETWEEN ? AND ?", *span)
            return int(tx.row("SELECT count(*) FROM unindexed")[0])

    def begin_rewrite(self) -> bool:
        """Whether something was forgotten since the last time, so that its words must leave the index's file too."""
        with self._write(durable=False) as tx:
            if not tx.fact("forgotten"):
                return False
            self._merge(tx, -MERGE_PAGES)
            tx.run("DELETE FROM meta WHERE name = 'forgotten'")
            tx.run("INSERT OR REPLACE INTO meta VALUES ('rewriting', '1')")
            return True

    def rewrite(self) -> bool:
        """One short step of that; false when nothing is left to do."""
        with self._write(durable=False) as tx:
            if not tx.fact("rewriting"):
                return False
            if not self._merge(tx, MERGE_PAGES):
                tx.run("DELETE FROM meta WHERE name = 'rewriting'")
            return True

    @staticmethod
    def _merge(tx: Transaction, pages: int) -> bool:
        """Negative: all parts of the index are to become one, which leaves out what was removed. False: they are."""
        before = tx.connection.total_changes
        tx.run(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('merge', ?)", pages)
        return tx.connection.total_changes - before >= 2  # as SQLite documents the end of merging

    def progress(self) -> Progress:
        with self._database.reading() as connection:
            (total,) = connection.execute("SELECT total(total) FROM counter").fetchone()
            (left,) = connection.execute("SELECT count(*) FROM unindexed").fetchone()
        return Progress(int(total) - left, int(total))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The words of a text with markup."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join(parser.parts)


def _tokens(text: str) -> Iterator[str]:
    """The words of a text as the index's tokenizer has them: without case and accents."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return (match[0] for match in _TOKEN.finditer(bare))


def _holds(text: list[str], tokens: tuple[str, ...], prefix: bool) -> bool:
    *first, last = tokens
    for at in range(len(text) - len(tokens) + 1):
        end = text[at + len(first)]
        if text[at : at + len(first)] == first and (end.startswith(last) if prefix else end == last):
            return True
    return False
