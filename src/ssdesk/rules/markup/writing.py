"""Lines written down again, as plain text or as HTML of the set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ssdesk.rules.markup.lines import Line, Run

_SPACE_AFTER = re.compile(r"(?<=[ \n]) ")


def text_of(lines: Sequence[Line]) -> str:
    """As plain text."""
    found, numbers = [], dict[tuple[int, str], int]()
    for line in lines:
        mark, here = "", (line.level, line.item)
        numbers = {at: number for at, number in numbers.items() if at[0] < line.level or at == here}
        if line.item:
            numbers[here] = numbers.get(here, 0) + 1
            mark = f"{numbers[here]}. " if line.item == "ol" else "• "
            mark = "    " * (line.level - 1) + mark
        found.append(mark + line.text)
    return "\n".join(found)


def html_of(lines: Sequence[Line]) -> str:
    """As HTML of the set; what is read from it again is the same lines."""
    parts: list[str] = []
    lists: list[str] = []  # the open ones; the last item of each is open too
    for line in lines:
        _step(parts, lists, line)
        before, inside = " ", ""
        for run in line.runs:
            inside += _html(run, before)
            before = (run.text or before)[-1] if not run.image else ""
        if line.item:
            parts.append(f"<li>{inside}")
        else:
            parts.append(f"<div>{inside or '<br>'}</div>")
    _step(parts, lists, Line())
    return "".join(parts)


def _step(parts: list[str], lists: list[str], line: Line) -> None:
    """Closes and opens lists until the line fits."""
    level = line.level if line.item else 0
    while len(lists) > level or (len(lists) == level and level and lists[-1] != line.item):
        parts.append(f"</li></{lists.pop()}>")
    if level and len(lists) == level:
        parts.append("</li>")
    while len(lists) < level:
        parts.append(f"<{line.item}>" if not lists or parts[-1] != f"<{lists[-1]}>" else f"<li><{line.item}>")
        lists.append(line.item)


def _html(run: Run, before: str) -> str:
    """`before`: the character that stands before it; a space after a space would be swallowed."""
    if run.image:
        return f'<img src="cid:{run.image}" alt="{escape(run.text)}">'
    kept = _SPACE_AFTER.sub("\xa0", before + run.text)[len(before) :]
    text = escape(kept, quote=False).replace("\n", "<br>").replace("\xa0", "&nbsp;")
    for name, wanted in (("u", run.underline), ("i", run.italic), ("b", run.bold)):
        text = f"<{name}>{text}</{name}>" if wanted else text
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
