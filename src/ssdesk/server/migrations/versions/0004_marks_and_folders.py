"""Flags, unread marks, messages for later and own folders"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_LATER = sa.text("folder = 'later'")


def upgrade() -> None:
    op.create_table(
        "folder",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("folder", schema=None) as batch_op:
        batch_op.create_index("folder_by_account", ["school", "account"], unique=False)
        batch_op.create_index("folder_deleted", ["deleted"], unique=False)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flag", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flag", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("unread", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("snoozed_until", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "copy_snoozed", ["snoozed_until"], unique=False, sqlite_where=_LATER, postgresql_where=_LATER
        )
