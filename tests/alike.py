"""One SQLite for all the databases of a test run: a statement is compiled once, not once for each school that opens."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class Alike(SQLiteDialect_pysqlite):
    """What is compiled is kept by dialect; any of these is as good as another."""

    supports_statement_cache = True
    compiled: ClassVar[dict[Any, Any]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike)

    def __hash__(self) -> int:
        return hash(Alike)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.compiled)
