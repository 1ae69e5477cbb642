"""Tables described as data: their SQL, and rows to structs and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
S = TypeVar("S", bound=msgspec.Struct)

_SCALARS = {str: ("TEXT", ""), int: ("INTEGER", 0), float: ("REAL", 0), bool: ("INTEGER", False)}


class Column(msgspec.Struct, frozen=True):
    """One column. `sql` is its type and constraints; `read` turns what is stored into what the struct holds, None where
    that is the same."""

    name: str
    sql: str
    write: Callable[[Any], Value] | None = None
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Table:
    """A table and its indices. `constraints` follow the columns; an index is `(name suffix, columns, condition)`."""

    name: str
    columns: tuple[Column, ...]
    constraints: tuple[str, ...] = ()
    indices: tuple[tuple[str, str, str], ...] = ()
    without_rowid: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def ddl(self) -> tuple[str, ...]:
        """The statements that make the table and its indices."""
        parts = ", ".join([*(f'"{column.name}" {column.sql}' for column in self.columns), *self.constraints])
        rest = " WITHOUT ROWID" if self.without_rowid else ""
        return (
            f'CREATE TABLE "{self.name}" ({parts}){rest}',
            *(
                f'CREATE INDEX "{self.name}_{suffix}" ON "{self.name}" ({columns})' + (f" WHERE {when}" if when else "")
                for suffix, columns, when in self.indices
            ),
        )

    @cached_property
    def put(self) -> str:
        """Inserts a row given by the values of all columns; replaces the one that has its key."""
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT OR REPLACE INTO "{self.name}" ({listed(self.names)}) VALUES ({marks})'


class WireTable(Table, Generic[S]):
    """The table of one kind of object: a column per wire field, and the local ones before them.

    Lists and structs are stored as JSON. `last` names a field to be stored at the end of the row, so that reading the
    others never has to walk through a long text.
    """

    def __init__(
        self,
        name: str,
        struct: type[S],
        *,
        local: tuple[Column, ...] = (),
        last: str = "",
        constraints: tuple[str, ...] = (),
        indices: tuple[tuple[str, str, str], ...] = (),
    ) -> None:
        fields = sorted(msgspec.structs.fields(struct), key=lambda field: field.name == last)
        wire = tuple(_column(field) for field in fields)
        if not constraints:
            constraints = ('PRIMARY KEY ("id")',)
        super().__init__(name, (*local, *wire), constraints, indices)
        object.__setattr__(self, "struct", struct)
        object.__setattr__(self, "wire", wire)

    struct: type[S]
    wire: tuple[Column, ...]

    @cached_property
    def wire_list(self) -> str:
        """The wire fields' columns, as `of_row` takes them."""
        return listed(column.name for column in self.wire)

    @cached_property
    def _parts(self) -> attrgetter[Any]:
        return attrgetter(*(column.name for column in self.wire))

    @cached_property
    def _writers(self) -> tuple[tuple[int, Callable[[Any], Value]], ...]:
        return tuple((at, column.write) for at, column in enumerate(self.wire) if column.write)

    def values(self, body: S) -> list[Value]:
        """The wire fields' values, in the order of the columns."""
        values = list(self._parts(body))
        for at, write in self._writers:
            values[at] = write(values[at])
        return values

    def of_row(self, row: Sequence[Any]) -> S:
        """The struct of a row of `wire_list`."""
        pairs = zip(self.wire, row, strict=True)
        return self.struct(**{c.name: c.read(value) if c.read and value is not None else value for c, value in pairs})


def listed(names: Iterable[str]) -> str:
    """Names of columns for a statement; quoted, because some are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)


def _column(field: msgspec.structs.FieldInfo) -> Column:
    kind, nullable = _bare(field.type)
    default = field.default if field.default is not msgspec.NODEFAULT else None
    if field.default_factory is not msgspec.NODEFAULT:
        default = field.default_factory()
    if kind in _SCALARS:
        sql, empty = _SCALARS[kind]
        read = bool if kind is bool else None
        return Column(
            field.name, sql if nullable else f"{sql} NOT NULL DEFAULT {_literal(default or empty)}", None, read
        )
    return Column(
        field.name,
        f"TEXT NOT NULL DEFAULT {_literal(as_json(default if default is not None else []))}",
        as_json,
        msgspec.json.Decoder(field.type).decode,
    )


def _bare(annotation: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was allowed."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        parts = [part for part in typing.get_args(annotation) if part is not type(None)]
        return (parts[0] if len(parts) == 1 else annotation), len(parts) < len(typing.get_args(annotation))
    return annotation, False


def _literal(value: object) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(int(value))  # type: ignore[call-overload]


def as_json(value: object) -> str:
    """A list as it is stored."""
    return "[]" if not value else msgspec.json.encode(value).decode()
