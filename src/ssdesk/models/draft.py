"""Messages being written.

`changed` is 1 while this computer holds words that no command carries yet; `problem` says (JSON of `commands.Problem`)
why the school refused it, and `refused` which command that was. `key` is as in `message`.
"""

from __future__ import annotations

from ssdesk.models.table import Column, WireTable
from ssdesk.protocol.kinds import Draft

DRAFT = WireTable(
    "draft",
    Draft,
    local=(
        Column("key", "INTEGER PRIMARY KEY"),
        Column("changed", "INTEGER NOT NULL DEFAULT 0"),
        Column("problem", "TEXT"),
        Column("refused", "TEXT"),
    ),
    last="body",
    constraints=('UNIQUE ("id")',),
)
