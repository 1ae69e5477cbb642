"""Shared mailboxes, who holds them, and who is answering in them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "mailbox",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.create_table(
        "mailbox_holder",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "mailbox", "account"),
    )
    op.create_table(
        "answering",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("copy", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("mailbox_holder", schema=None) as batch_op:
        batch_op.create_index("mailbox_holder_by_account", ["school", "account"], unique=False)
    with op.batch_alter_table("answering", schema=None) as batch_op:
        batch_op.create_index("answering_until", ["until"], unique=False)
