"""What only this computer knows: facts about the replica itself, and local settings of the account."""

from __future__ import annotations

from ssdesk.models.table import Column, Table

META = Table("meta", (Column("name", "TEXT PRIMARY KEY"), Column("value", "TEXT NOT NULL")), without_rowid=True)
SETTING = Table("setting", (Column("name", "TEXT PRIMARY KEY"), Column("value", "TEXT NOT NULL")), without_rowid=True)
