"""On which days of the week a member of staff works"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("account", sa.Column("weekdays", sa.String(), server_default="[0,1,2,3,4]", nullable=False))
