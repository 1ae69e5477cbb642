"""What waits to go to the school, and the journal of what went."""

from __future__ import annotations

from ssdesk.models.table import Column, Table

WAITING, ANSWERED, DONE, REFUSED = "waiting", "answered", "done", "refused"

OUTBOX = Table(
    "outbox",
    (
        Column("n", "INTEGER PRIMARY KEY AUTOINCREMENT"),  # the order in which things were done
        Column("id", "TEXT NOT NULL UNIQUE"),
        Column("type", "TEXT NOT NULL"),
        Column("args", "BLOB NOT NULL"),
        Column("needs", "TEXT NOT NULL DEFAULT '[]'"),
        Column("if_version", "INTEGER"),
        Column("objects", "TEXT NOT NULL"),  # JSON [[kind, oid], …]: what the action touches
        Column("state", "TEXT NOT NULL"),
        Column("seq", "INTEGER NOT NULL DEFAULT 0"),
        Column("tries", "INTEGER NOT NULL DEFAULT 0"),
        Column("not_before", "INTEGER NOT NULL DEFAULT 0"),
        Column("problem", "BLOB"),  # JSON of commands.Problem
        Column("made_at", "INTEGER NOT NULL"),
        Column("done_at", "INTEGER"),
    ),
    indices=(("open", "n", f"\"state\" IN ('{WAITING}', '{ANSWERED}')"), ("state", "state", "")),
)
LAID = Table(
    "laid",
    (
        Column("kind", "TEXT NOT NULL"),
        Column("oid", "TEXT NOT NULL"),
        Column("n", "INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE"),
    ),
    ('PRIMARY KEY ("kind", "oid", "n")',),
    (("n", "n", ""),),
    without_rowid=True,
)
"""`outbox.objects` by object, so that what lies over one object is found at once."""
LAY = (
    "INSERT OR IGNORE INTO laid SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), n "
    "FROM outbox, json_each(objects)"
)
