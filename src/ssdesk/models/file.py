"""Contents of attachments, in an encrypted file of their own (`files.db`); their words, in the replica."""

from __future__ import annotations

from ssdesk.models.table import Column, Table

FILE = Table(
    "file",
    (
        Column("id", "INTEGER PRIMARY KEY"),
        Column("sha256", "TEXT NOT NULL UNIQUE"),
        Column("type", "TEXT NOT NULL"),
        Column("size", "INTEGER NOT NULL"),
        Column("have", "INTEGER NOT NULL DEFAULT 0"),  # bytes from the start that are here
        Column("own", "INTEGER NOT NULL DEFAULT 0"),  # picked on this computer: cannot be fetched again
        Column("at", "INTEGER NOT NULL"),
    ),
)
CHUNK = Table(
    "chunk",
    (Column("file", "INTEGER NOT NULL"), Column("start", "INTEGER NOT NULL"), Column("data", "BLOB NOT NULL")),
    ('PRIMARY KEY ("file", "start")',),
)
FILE_TEXT = Table(
    "file_text",
    (
        Column("sha256", "TEXT PRIMARY KEY"),
        Column("text", "TEXT NOT NULL"),  # empty for a file that says nothing, and while it is being read
    ),
    without_rowid=True,
)
"""What files on this computer say; kept as long as the file is."""
