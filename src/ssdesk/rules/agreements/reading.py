"""The agreements as a school writes them (TOML), read with every bound checked. What cannot be used is said with its
line and what it must be; nothing is guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.protocol.agreements import ADVISE, BLOCK, OFF, Agreements
from ssdesk.rules.agreements.moments import clock

LARGEST = 64 * 1024  # characters
_HEADER = re.compile(r"\s*\[\s*([\w.\s-]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
Check = Callable[[object], Any]
"""The value as the document has it. ValueError: it cannot be used."""


def read(text: str) -> Agreements:
    """The document without id and version, which the server gives. SsdeskError `agreements`: what is wrong, where."""
    if len(text) > LARGEST:
        raise SsdeskError("The agreements are longer than 64 kB.", "Nothing was changed.", code="agreements")
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SsdeskError(
            "The agreements cannot be read: {why}.",
            "It must be TOML. Nothing was changed.",
            code="agreements",
            why=str(error) or "too deep",
        ) from error
    found = _section(text, tree, Agreements, "")
    document = msgspec.convert({"id": "", "version": 0, "changed_at": 0, **found}, Agreements)
    if document.evening.after <= document.evening.next_morning:
        raise _wrong(text, "evening.after", f"later than evening.next_morning ({clock(document.evening.next_morning)})")
    return document


def _section(text: str, tree: dict[str, Any], struct: type[msgspec.Struct], path: str) -> dict[str, Any]:
    """The values of one table of the file, checked."""
    fields = {field.name: field for field in msgspec.structs.fields(struct)}
    known = sorted(name for name in fields if name not in ("id", "version", "changed_at"))
    found = {}
    for name, value in tree.items():
        here = f"{path}.{name}" if path else name
        if name not in known:
            raise SsdeskError(
                "{line}{field} is not known.",
                "Known here: {known}. Nothing was changed.",
                code="agreements",
                line=_line(text, here),
                field=here[:100],
                known=", ".join(known),
            )
        inner = fields[name].type
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            if not isinstance(value, dict):
                raise _wrong(text, here, f"a table, written as [{here}]")
            found[name] = _section(text, value, inner, here)
        else:
            check, must = CHECKS[name]
            try:
                found[name] = check(value)
            except (ValueError, TypeError):
                raise _wrong(text, here, must) from None
    return found


# ---- Values ----------------------------------------------------------------------------------------------------------
def _words(longest: int) -> Check:
    def check(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            raise ValueError
        return value.strip()

    return check


def _one_of(*known: str) -> Check:
    def check(value: object) -> object:
        if value not in known:
            raise ValueError
        return value

    return check


def _whole(least: int, most: int) -> Check:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError
        return value

    return check


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _minute(value: object) -> int:
    if isinstance(value, time):
        value = value.isoformat("minutes") if not value.second and not value.microsecond else ""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError
    return int(match[1]) * 60 + int(match[2])


def _days(value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > 366:
        raise ValueError
    days = {date.fromisoformat(each) if isinstance(each, str) else each for each in value}
    if not all(type(day) is date and 2000 <= day.year < 2200 for day in days):
        raise ValueError
    return sorted(day.isoformat() for day in days)


def _names(value: object) -> list[str]:
    name = _words(40)
    if not isinstance(value, list) or len(value) > 200:
        raise ValueError
    return [name(each) for each in value]


_MODE = _one_of(BLOCK, ADVISE, OFF), '"block", "advise" or "off"'
_HOUR = _minute, 'a time such as "17:00"'
CHECKS: dict[str, tuple[Check, str]] = {
    "title": (_words(100), "at most 100 characters on one line"),
    "says": (_words(300), "the school's sentence, at most 300 characters on one line"),
    **dict.fromkeys(("parent", "pupil", "teacher", "office"), _MODE),
    "free_days": (_days, "a list of at most 366 dates such as 2026-11-24"),
    "longest": (_whole(10, 200), "a whole number from 10 to 200"),
    "hours": (_whole(1, 720), "a whole number of hours from 1 to 720"),
    "applies_to": (_one_of("asks", "all", "none"), '"asks", "all" or "none"'),
    "after": _HOUR,
    "next_morning": _HOUR,
    "also_free_days": (_yes_no, "true or false"),
    "weekend": (_one_of("not_required", "advised", "once"), '"not_required", "advised" or "once"'),
    "last_weekend": (_yes_no, "true or false"),
    "most": (_whole(1, 100), "a whole number from 1 to 100"),
    "phone": (_words(40), "a phone number of at most 40 characters"),
    "classes": (_names, 'a list of at most 200 names of classes, or ["*"] for all'),
}
"""How each field is read, and what it must be."""


# ---- What is wrong ---------------------------------------------------------------------------------------------------
def _wrong(text: str, path: str, must: str) -> SsdeskError:
    return SsdeskError(
        "{line}{field} cannot be used.",
        "It must be {must}. Nothing was changed.",
        code="agreements",
        line=_line(text, path),
        field=path,
        must=must,
    )


def _line(text: str, path: str) -> str:
    """ "Line 12: ", or that of the table it is in; empty where it was written in another way."""
    table = ""
    best = (0, 0)  # how much of the path, line
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = header[1].replace(" ", "")
        here = table if header else ".".join(filter(None, (table, key[1]))) if key else ""
        if here and (path == here or path.startswith(here + ".")) and len(here) > best[0]:
            best = (len(here), number)
    return f"Line {best[1]}: " if best[1] else ""
