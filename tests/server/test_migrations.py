"""The steps of the database's schema lead to exactly what the code expects."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect

from ssdesk.server import migrations
from ssdesk.server.tables import metadata


def differences(engine: Engine) -> list[object]:
    """What alembic would still change, empty when the database is as the code says."""
    with engine.connect() as connection:
        options = {"compare_server_default": other_default, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def other_default(*found: object) -> bool:
    """Whether a column's default in the database is another one than in the code, however either is written."""
    _, _, _, inspected, _, rendered = found
    plain = [
        str(default or "").partition("::")[0].strip("()'").replace("false", "0").replace("true", "1")
        for default in (inspected, rendered)
    ]
    return plain[0] != plain[1]


def test_the_steps_make_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'school.db'}"
    migrations.upgrade(url)
    engine = create_engine(url)
    assert differences(engine) == []
    with engine.connect() as connection:
        keys = {name: inspect(connection).get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}
    assert keys == {name: [column.name for column in table.primary_key] for name, table in metadata.tables.items()}
    engine.dispose()


def test_every_primary_key_begins_with_the_school() -> None:
    for table in metadata.tables.values():
        assert next(column.name for column in table.primary_key) == ("id" if table.name == "school" else "school")


def test_upgrading_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'school.db'}"
    migrations.upgrade(url)
    before = (tmp_path / "school.db").read_bytes()
    migrations.upgrade(url)
    assert (tmp_path / "school.db").read_bytes() == before
