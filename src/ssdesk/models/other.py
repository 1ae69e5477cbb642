"""Objects of a newer server that this version does not know, or whose form it cannot read: kept as they came."""

from __future__ import annotations

from ssdesk.models.table import Column, Table

OTHER = Table(
    "other",
    (Column("kind", "TEXT NOT NULL"), Column("oid", "TEXT NOT NULL"), Column("payload", "BLOB NOT NULL")),
    ('PRIMARY KEY ("kind", "oid")',),
    without_rowid=True,
)
