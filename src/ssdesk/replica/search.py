"""Full-text search in messages: newest first, every word by its beginning, any input allowed.

Rows are readable before they are indexed: `Index.step` works through the queue in short transactions. What is newest
in the queue is compared directly, so that a message that has just come or gone is found too.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from ssdesk.models.message import INDEX, LATEST_MS, PUT_OFF, WORDS, lowest_key
from ssdesk.replica.asked import COLUMNS, MOST_TERMS, Asked
from ssdesk.replica.database import FOLDED, Connection, Database
from ssdesk.replica.outbox import Write
from ssdesk.replica.transaction import Transaction
from ssdesk.replica.words import Term, folded, holds, tokens
from ssdesk.rules.markup import plain

MOST_ENDINGS = 128  # below what SQLite takes in one expression
MERGE_PAGES = 200  # rewritten in one transaction: some 10 ms
DIRECT = 100  # messages of the queue that a search compares itself
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_decoded = msgspec.json.Decoder(list[int]).decode
_RECIPIENTS = (
    "CASE recipients WHEN '[]' THEN '' ELSE "
    "(SELECT group_concat(json_extract(value, '$.name'), ' ') FROM json_each(recipients)) END"
)
FILES = (
    "CASE attachments WHEN '[]' THEN '' ELSE "
    "(SELECT group_concat(json_extract(value, '$.name'), ' ') FROM json_each(attachments)) END"
)
TEXTS = (
    "CASE attachments WHEN '[]' THEN '' ELSE coalesce((SELECT group_concat(text, ' ') FROM file_text WHERE sha256 IN "
    "(SELECT json_extract(value, '$.sha256') FROM json_each(attachments))), '') END"
)


class Query:
    """Words, each found by its beginning, and "phrases" in quotation marks, found as they are."""

    def __init__(self, words: str | Sequence[Term]) -> None:
        """Of what a person typed where no operators are read, or of what was read."""
        self._terms = list(_plain_terms(words)) if isinstance(words, str) else list(words)

    @property
    def match(self) -> str:
        """For FTS5; empty when nothing can be found."""
        return " AND ".join(_in_columns(term, _term(term)) for term in self._terms)

    def newest(self, connection: Connection) -> str:
        """The same, with the whole words that the index holds in place of their beginnings. FTS5 walks down the list of
        a whole word and stops at the newest few; of a beginning it first merges the lists of all words, down to the
        oldest message."""
        return " AND ".join(_in_columns(term, _ends(connection, term) or _term(term)) for term in self._terms)

    def matches(self, *texts: str) -> bool:
        """Whether these texts hold all terms, each within one text."""
        return self.held_by({str(place): text for place, text in enumerate(texts)})

    def held_by(self, texts: Mapping[str, str]) -> bool:
        """The same of texts by the column of the index that holds them."""
        held = {column: list(tokens(text)) for column, text in texts.items()}
        return bool(self._terms) and all(
            any(holds(text, term) for column, text in held.items() if not term.columns or column in term.columns)
            for term in self._terms
        )


class Progress(msgspec.Struct, frozen=True):
    """How many messages can be found, of how many."""

    indexed: int
    total: int


def keys(
    connection: Connection, what: Asked, allowed: Sequence[str], values: tuple[Any, ...], limit: int | None
) -> array[int]:
    """The list keys of messages that hold the words, newest first, within the time asked. `allowed`: statements of
    which one must name the key."""
    query = Query(what.terms)
    within = " UNION ALL ".join(allowed)
    everywhere = within == "SELECT key FROM message"
    match = query.match if limit is None else query.newest(connection)
    time = Time.of(connection, what)

    def indexed(when: str) -> list[int]:
        sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ?{when}"
        sql += "" if everywhere else f" AND +rowid IN ({within})"
        sql += f" ORDER BY rowid DESC LIMIT {-1 if limit is None else limit}"
        (listed,) = connection.execute(
            f"SELECT json_group_array(rowid) FROM ({sql})", (match, *(() if everywhere else values))
        ).fetchone()  # one text, which SQLite writes while other threads run, instead of a hundred thousand tuples
        return _decoded(listed)

    found = indexed(time.limits("rowid"))
    direct = _direct(connection, what, time, within, values)
    if time.besides:
        direct += indexed(f" AND rowid IN ({listing(time.besides)})")
    if direct:
        found = sorted({*found, *direct}, reverse=True)[:limit]
    return array("q", found)


class Time(msgspec.Struct, frozen=True):
    """Until when and since when is searched, by list key. A message that came back from later has the key of that
    moment, and its row says when it was sent: by that, `besides` are in this time too and `without` are not."""

    since: int | None = None
    until: int | None = None
    besides: tuple[int, ...] = ()
    without: tuple[int, ...] = ()

    @classmethod
    def of(cls, connection: Connection, what: Asked) -> Time:
        if what.since is None and what.until is None:
            return cls()
        low, high = what.since or 0, LATEST_MS if what.until is None else what.until
        moved = connection.execute(
            f"SELECT key, sent_at FROM message INDEXED BY message_put_off WHERE {PUT_OFF} AND sent_at < ?", (high,)
        ).fetchall()
        inside = {key: lowest_key(low) <= key < lowest_key(high) for key, _ in moved}
        return cls(
            what.since,
            what.until,
            tuple(key for key, sent_at in moved if low <= sent_at and not inside[key]),
            tuple(key for key, sent_at in moved if sent_at < low and inside[key]),
        )

    def limits(self, key: str) -> str:
        """A condition on the list key, with AND before it, without those `besides`; empty for none."""
        since = "" if self.since is None else f" AND {key} >= {lowest_key(self.since)}"
        until = "" if self.until is None else f" AND {key} < {lowest_key(self.until)}"
        return since + until + (f" AND {key} NOT IN ({listing(self.without)})" if self.without else "")

    def whole(self, key: str) -> str:
        """The same with those `besides`."""
        limits = self.limits(key)
        if not self.besides:
            return limits
        return f" AND (({limits.removeprefix(' AND ')}) OR {key} IN ({listing(self.besides)}))"


ALWAYS = Time()


def listing(keys: Sequence[int]) -> str:
    """As SQL has them."""
    return ", ".join(map(str, keys))


def pupils(connection: Connection, what: Asked) -> list[str] | None:
    """The children by whom the search is limited, by id; None for no limit. In a child's own account all is about it,
    so that there is none when it was named."""
    if not what.children:
        return None
    rows = connection.execute("SELECT id, first_name, last_name FROM pupil").fetchall()
    named = [id_ for id_, *names in rows if any(_is_named(" ".join(names), term) for term in what.children)]
    own = connection.execute("SELECT pupil FROM account LIMIT 1").fetchone()
    return None if own is not None and own[0] in named else named


def _is_named(name: str, term: Term) -> bool:
    held = list(tokens(name))
    return all(any(part.startswith(token) for part in held) for token in term.tokens)


def _plain_terms(words: str) -> Iterator[Term]:
    found = (
        Term(held, not match[1])
        for match in _TERM.finditer(words)
        if (held := tuple(tokens(match[1] or match[2] or "")))
    )
    return islice(found, MOST_TERMS)


def _term(term: Term) -> str:
    return f'"{" ".join(term.tokens)}"' + ("*" if term.prefix else "")


def _in_columns(term: Term, match: str) -> str:
    return f"{{{' '.join(term.columns)}}} : {match}" if term.columns else match


def _ends(connection: Connection, term: Term) -> str:
    """A term that ends in a whole word of the index, each way it can; empty when there are none or too many."""
    *first, last = term.tokens
    if not (term.prefix and last.isascii()):  # the index may fold others differently
        return ""
    ends = list(islice(_words(connection, last), MOST_ENDINGS + 1))
    if not 0 < len(ends) <= MOST_ENDINGS:
        return ""
    return f"({' OR '.join(_term(Term((*first, end), prefix=False)) for end in ends)})"


def _words(connection: Connection, beginning: str) -> Iterator[str]:
    """The words of the index that begin so, one by one: to list them counts all places of each."""
    word = beginning
    while True:
        row = connection.execute(f"SELECT term FROM {WORDS} WHERE term >= ? LIMIT 1", (word,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            return
        yield row[0]
        word = row[0] + "\x01"


def _direct(connection: Connection, what: Asked, time: Time, within: str, values: tuple[Any, ...]) -> list[int]:
    rows = connection.execute(
        f"SELECT key, subject, sender_name, {_RECIPIENTS}, {FILES}, {TEXTS}, body, body_type FROM message WHERE key IN "
        f"(SELECT key FROM unindexed ORDER BY key DESC LIMIT {DIRECT}) AND key IN ({within})" + time.whole("key"),
        values,
    )
    query = Query(what.terms)
    found = []
    for key, *texts, body, body_type in rows.fetchall():
        texts.append(plain(body, body_type))
        if query.held_by(dict(zip(COLUMNS, texts, strict=True))):
            found.append(key)
    return found


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
            into = f"INSERT INTO {INDEX} (rowid, {', '.join(COLUMNS)}) "
            texts = ("subject", "sender_name", _RECIPIENTS, FILES, TEXTS)
            columns = ", ".join(("key", *(f"{FOLDED}({text})" for text in texts)))
            read = f"SELECT {columns}, %s FROM message WHERE key IN ({queued})"
            tx.run(f"{into}{read % f'{FOLDED}(body)'} AND body_type <> 'html'", *span)
            marked_up = tx.rows(f"{read % 'body'} AND body_type = 'html'", *span)
            rows = [(*row[:-1], folded(plain(row[-1]))) for row in marked_up]
            tx.connection.executemany(f"{into}VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
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
