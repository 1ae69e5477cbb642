"""How far the replica has read each scope, and what each holds (sync.md)."""

from __future__ import annotations

from ssdesk.models.table import Column, Table

STALE = 0
"""The `seq` of a holding whose scope is being read anew: the object stays readable until the scope is whole again."""

SCOPE = Table(
    "scope",
    (
        Column("id", "INTEGER PRIMARY KEY"),
        Column("key", "TEXT NOT NULL UNIQUE"),
        Column("high", "INTEGER"),  # NULL: nothing of it is known to be right; the next pull reads it from the start
        Column("low", "INTEGER"),
        Column("n", "INTEGER NOT NULL DEFAULT 0"),  # of the holdings that are not stale
        Column("sum", "INTEGER NOT NULL DEFAULT 0"),
    ),
)
HOLDING = Table(
    "holding",
    (
        Column("scope", "INTEGER NOT NULL"),
        Column("kind", "TEXT NOT NULL"),
        Column("oid", "TEXT NOT NULL"),
        Column("seq", "INTEGER NOT NULL"),
    ),
    ('PRIMARY KEY ("scope", "kind", "oid")',),
    (("object", "oid, kind", ""), ("stale", "scope", f'"seq" = {STALE}')),
    without_rowid=True,
)
BASE = Table(
    "base",
    (
        Column("kind", "TEXT NOT NULL"),
        Column("oid", "TEXT NOT NULL"),
        Column("row", "BLOB"),  # the server's last payload; NULL: the server has no such object
    ),
    ('PRIMARY KEY ("kind", "oid")',),
    without_rowid=True,
)
