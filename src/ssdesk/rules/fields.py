"""Fields of a template: words between braces, in Dutch or English, that a letter has something of its own for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from ssdesk.rules.markup import Line

Field = Literal["child", "class", "date", "school"]
NAMES: dict[str, Field] = {
    **dict.fromkeys(("voornaam kind", "first name of the child"), "child"),
    **dict.fromkeys(("klas", "class"), "class"),
    **dict.fromkeys(("datum", "date"), "date"),
    "school": "school",
}
_FIELD = re.compile(r"\{([^\W\d_][^{}\n]{0,39})\}")


def filled(lines: Sequence[Line], values: Mapping[Field, str]) -> list[Line]:
    """With what there is a value for; any other field stays as it stands."""

    def value(match: re.Match[str]) -> str:
        field = NAMES.get(" ".join(match[1].lower().split()))
        return (values.get(field, "") if field else "") or match[0]

    return [
        replace(line, runs=tuple(replace(run, text=_FIELD.sub(value, run.text)) for run in line.runs)) for line in lines
    ]


def left_in(text: str) -> list[str]:
    """The fields that stand in it, each once, with their braces; also those whose name nobody knows."""
    return list(dict.fromkeys(match[0] for match in _FIELD.finditer(text)))
