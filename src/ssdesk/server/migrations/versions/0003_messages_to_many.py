"""Messages to many: one stored body, receipts, groups, what is asked, what is sent later"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "part",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.add_column("object_", sa.Column("part", sa.String(), nullable=True))
    shared = sa.text("part IS NOT NULL")
    op.create_index(
        "object_by_part", "object_", ["school", "part"], unique=False, sqlite_where=shared, postgresql_where=shared
    )
    op.add_column("copy", sa.Column("name", sa.String(), nullable=False, server_default=""))
    op.add_column("copy", sa.Column("role", sa.String(), nullable=False, server_default=""))
    for table, name in (("message", "asks"), ("message", "emergency"), ("copy", "response")):
        op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
    for table, name in (("message", "withdrawn_at"), ("copy", "responded_at"), ("copy", "withdrawn_at")):
        op.add_column(table, sa.Column(name, sa.BigInteger(), nullable=True))
    op.create_table(
        "scheduled",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, server_default="waiting"),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.create_index("scheduled_by_moment", "scheduled", ["state", "at"], unique=False)
    op.create_table(
        "group_",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.create_table(
        "group_pupil",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("group_", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "group_", "pupil"),
    )
