"""The database's schema, brought to its newest form step by step.

After a change of `tables.py` a new step is drafted by `alembic.command.revision(config(connection), message,
autogenerate=True)` on a database that has all earlier ones, and then read by its author.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, create_engine


def upgrade(url: str | URL) -> None:
    """Every step that this database has not had yet; a new one gets all of them."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            command.upgrade(config(connection), "head")
    finally:
        engine.dispose()


def config(connection: Connection) -> Config:
    """Alembic's, for the steps in this folder and this connection."""
    settings = Config()
    settings.set_main_option("script_location", Path(__file__).parent.as_posix().replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
