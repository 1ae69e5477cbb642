"""Measures the replica beside the bare limit, in one run: `python -m tests.replica.measure [MESSAGES]`.

Prints JSON. Ratios count; absolute times are those of a shared computer.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ssdesk.models.feed import HOLDING
from ssdesk.models.message import COUNTER, INDEX, INDEX_DDL, MESSAGE, UNINDEXED
from ssdesk.protocol.kinds import Message
from ssdesk.protocol.pull import Cursor, FeedRow, OtherEpoch, PullAnswer, ScopePage, checksum
from ssdesk.replica import Replica
from ssdesk.replica.apply import SLICE, slices
from ssdesk.replica.database import connect
from ssdesk.replica.inbox import Filter
from ssdesk.replica.rows import LISTED

KEY = bytes(32)
SCOPE = "a:1"
RANDOM = random.Random(7)
SYLLABLES = [a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "eu")]
WORDS = ["".join(RANDOM.choices(SYLLABLES, k=RANDOM.randint(1, 4))) for _ in range(30_000)]
WEIGHTS = [1 / (rank + 3) for rank in range(len(WORDS))]


def messages(count: int) -> list[Message]:
    texts = RANDOM.choices(WORDS, WEIGHTS, k=count * 12 + 5000)
    return [
        Message(
            id=os.urandom(16).hex() if number % 2 else f"{number:032x}",
            thread=f"{number // 3:032x}",
            sent_at=1_700_000_000_000 + number * 97_003,
            sender=f"{number % 40:032x}",
            sender_name=f"Petra {WORDS[number % 40]}",
            sender_role="juf",
            subject=" ".join(texts[number * 12 : number * 12 + 5]),
            preview=" ".join(texts[number * 12 : number * 12 + 20]),
            body=" ".join(texts[number * 12 : number * 12 + 110]),
            folder=("inbox", "inbox", "inbox", "archive", "trash")[number % 5],
            opened_at=None if number % 9 == 0 else 1_700_000_000_000,
            pupil=f"{number % 2:032x}",
        )
        for number in range(count)
    ]


def cpu(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def wall(work: Callable[[], Any], times: int = 30) -> dict[str, float]:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(found), 2), "p95_ms": round(sorted(found)[int(len(found) * 0.95)], 2)}


def bare_upserts(folder: Path, rows: list[FeedRow], bodies: list[Message]) -> float:
    """The same tables, indices and slices with nothing but `executemany`."""
    connection = connect(folder / "bare.db", KEY)
    for table in (MESSAGE, HOLDING, COUNTER, UNINDEXED):
        for statement in table.ddl:
            connection.execute(statement)
    connection.execute(INDEX_DDL)
    connection.execute("PRAGMA synchronous = NORMAL")
    into_message = [[body.sent_at << 12, "message", "", "", *MESSAGE.values(body)] for body in bodies]
    into_holding = [(1, row.kind, row.oid, row.seq) for row in rows]

    def write() -> None:
        for at in range(0, len(rows), SLICE):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(MESSAGE.put, into_message[at : at + SLICE])
            connection.executemany(HOLDING.put, into_holding[at : at + SLICE])
            connection.execute("COMMIT")

    taken = cpu(write)
    connection.close()
    return taken


def pages(rows: list[FeedRow], size: int = 2000) -> list[PullAnswer]:
    """The filling of one scope, newest first, as pulls bring it."""
    answers, cursor = [], None
    total = checksum((row.kind, row.oid, row.seq) for row in rows)
    for at in range(0, len(rows), size):
        part = rows[at : at + size]
        last = at + size >= len(rows)
        after = Cursor(len(rows), 0 if last else part[-1].seq)
        page = ScopePage(SCOPE, after, part, more=not last, n=len(rows) if last else None, sum=total if last else None)
        answers.append(PullAnswer("e", {SCOPE: cursor} if cursor else {}, len(rows), [], [page], last))
        cursor = after
    return answers


def main(count: int) -> None:
    report: dict[str, Any] = {"messages": count}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bodies = messages(count)[::-1]
        rows = [
            FeedRow("message", body.id, count - at, "put", msgspec.Raw(msgspec.json.encode(body)))
            for at, body in enumerate(bodies)
        ]
        part, part_bodies = rows[:20_000], bodies[:20_000]
        replica = Replica.open(folder / "small", KEY, lambda: 1_800_000_000_000, lambda _: None)
        replica.take_other_epoch(OtherEpoch("e", ""))
        decoding = cpu(lambda: [list(slices(page, None)) for answer in pages(part) for page in answer.scopes])
        answers = pages(part)
        applied = cpu(lambda: [replica.take_pull(answer) for answer in answers])
        bare = bare_upserts(folder, part, part_bodies)
        report["apply 20,000"] = {
            "bare_s": round(bare, 2),
            "apply_s": round(applied, 2),
            "decoding_s": round(decoding, 2),
            "ratio": round((applied - decoding) / bare, 2),
        }

        def index_all() -> None:
            while replica.index_pending(500):
                pass

        indexing = cpu(index_all)
        report["index 20,000"] = {
            "rows_per_s": round(len(part) / indexing),
            "limit_rows_per_s": bare_index(folder, replica),
        }
        replica.close()

        replica = Replica.open(folder / "large", KEY, lambda: 1_800_000_000_000, lambda _: None)
        replica.take_other_epoch(OtherEpoch("e", ""))
        longest = [0.0]
        for answer in pages(rows):
            last = [time.perf_counter()]

            def pause(last: list[float] = last) -> None:
                now = time.perf_counter()
                longest[0] = max(longest[0], now - last[0])
                last[0] = now

            replica.take_pull(answer, pause)
        report["longest slice_ms"] = round(longest[0] * 1000, 1)
        while replica.index_pending(500):
            pass
        inbox = replica.inbox
        report["first page"] = wall(lambda: inbox.first_page(Filter(), 50))
        report["bare page"] = bare_page(replica)
        report["all keys of inbox"] = wall(lambda: inbox.keys(Filter()), 5)
        report["keys of unread"] = wall(lambda: inbox.keys(Filter(unread=True)), 5)
        some = inbox.keys(Filter())[:: max(1, count // 50)]
        report["50 rows by key"] = wall(lambda: inbox.rows(some))
        report["counts"] = wall(inbox.counts)
        searches = {
            "common word": WORDS[0],
            "middle word": WORDS[300],
            "rare word": WORDS[25_000],
            "two words": f"{WORDS[1]} {WORDS[40]}",
            "six letters": "".join(SYLLABLES[:3])[:6],
            "three letters": "baa",
        }
        for title, words in searches.items():
            report[f"search {title}"] = {
                "hits": len(inbox.keys(Filter(folder="", words=words))),
                "first page everywhere": wall(lambda words=words: inbox.first_page(Filter(folder="", words=words)), 10),
                "first page in trash": wall(
                    lambda words=words: inbox.first_page(Filter(folder="trash", words=words)), 10
                ),
                "all keys in inbox": wall(lambda words=words: inbox.keys(Filter(words=words)), 5),
            }
        opened = wall(lambda: open_and_close(folder / "large"), 5)
        report["open"] = opened
        replica.close()
    print(json.dumps(report, indent=1))


def open_and_close(folder: Path) -> None:
    replica = Replica.open(folder, KEY, lambda: 0, lambda _: None)
    replica.inbox.first_page(Filter(), 50)
    replica.close()


def bare_page(replica: Replica) -> dict[str, float]:
    sql = f"SELECT {LISTED} FROM message WHERE folder = 'inbox' ORDER BY key DESC LIMIT 50"
    with replica._database.reading() as connection:
        return wall(lambda: connection.execute(sql).fetchall())


def bare_index(folder: Path, replica: Replica) -> int:
    """Rows a second of one `INSERT … SELECT` per 500 rows into an empty index of the same kind."""
    replica._database._writer.execute(INDEX_DDL.replace(INDEX, "bare_fts"))
    with replica._database.reading() as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM message ORDER BY key DESC")]

    def write() -> None:
        for at in range(0, len(keys), 500):
            span = (keys[min(at + 499, len(keys) - 1)], keys[at])
            with replica.write(durable=False) as tx:
                tx.run(
                    "INSERT INTO bare_fts (rowid, subject, people, files, body) "
                    "SELECT key, subject, sender_name, '', body FROM message WHERE key BETWEEN ? AND ?",
                    *span,
                )

    return round(len(keys) / cpu(write))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
