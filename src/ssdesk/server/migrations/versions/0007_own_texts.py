"""Texts that people keep to use again: signatures and the like"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "own_text",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("own_text", schema=None) as batch_op:
        batch_op.create_index("own_text_by_account", ["school", "account", "use"], unique=False)
