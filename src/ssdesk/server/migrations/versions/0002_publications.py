"""What becomes visible at a moment"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("oid", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("blobs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "kind", "oid"),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index("publication_by_moment", ["at"], unique=False)
