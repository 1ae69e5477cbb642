"""Tables of cleaned markup, kept as far as a text document lays them out in a moment.

A text document asks each table twice how wide it wants to be, so that the time doubles with every table within a table:
twenty of them, 400 characters, take twenty seconds. Newsletters nest them only to set widths. So a table of one column
becomes the paragraphs it holds, and so does what is nested too deep or what makes too many cells.
"""

from __future__ import annotations

import re

import msgspec

TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
DEEPEST_TABLE = 3  # tables within each other that are kept
MOST_CELLS = 10_000  # of all tables, where one within another counts twice, and so on
WIDEST = 20  # columns or rows that one cell may span
_TAG = re.compile(r'<(/?)(table|thead|tbody|tfoot|tr|td|th)((?: [a-z]+="[^"]*")*)>')
_SPAN = re.compile(r'(colspan|rowspan)="([0-9]+)"')
_BLOCKS = ("table", "tr", "td", "th")


class _Table(msgspec.Struct):
    """`tall`: the most rows that a cell spans."""

    parent: _Table | None
    framed: bool
    rows: int = 0
    columns: int = 0
    row: int = 0
    tall: int = 1
    depth: int = 0
    kept: bool = False

    def add_cell(self, attributes: str) -> None:
        spans = {name: int(value) for name, value in _SPAN.findall(attributes)} if "span" in attributes else {}
        self.row += spans.get("colspan", 1)
        self.columns = max(self.columns, self.row)
        self.tall = max(self.tall, spans.get("rowspan", 1))

    @property
    def cells(self) -> int:
        """At most: cells that span rows push those of the next rows aside."""
        return self.rows * self.columns * self.tall


def with_few_tables(html: str) -> str:
    """Cleaned, well-formed markup, its tables kept or not."""
    if "<table" not in html:
        return html
    tables, of_tag = _looked_at(html)
    _choose(tables)
    if all(table.kept for table in tables):
        return html
    owners = iter(of_tag)

    def written(match: re.Match[str]) -> str:
        owner = next(owners)
        if owner is not None and owner.kept:
            return match.group()
        return f"<{match.group(1)}div>" if match.group(2) in _BLOCKS else ""

    return _TAG.sub(written, html)


def _looked_at(html: str) -> tuple[list[_Table], list[_Table | None]]:
    """All tables, the outer ones first, and to which each of the tags belongs."""
    tables: list[_Table] = []
    of_tag: list[_Table | None] = []
    now: _Table | None = None
    for match in _TAG.finditer(html):
        closing, name, attributes = match.groups()
        if name == "table" and not closing:
            now = _Table(now, "border=" in attributes)
            tables.append(now)
        of_tag.append(now)
        if now is None:
            continue
        if closing:
            now = now.parent if name == "table" else now
        elif name == "tr":
            now.rows, now.row = now.rows + 1, 0
        elif name in ("td", "th"):
            now.add_cell(attributes)
    return tables, of_tag


def _choose(tables: list[_Table]) -> None:
    cells = 0
    for table in tables:
        above = table.parent.depth if table.parent is not None else 0
        is_one = table.columns > 1 or (table.framed and table.rows > 1)
        cost = table.cells << above
        table.kept = is_one and above < DEEPEST_TABLE and cells + cost <= MOST_CELLS
        table.depth = above + table.kept
        cells += cost if table.kept else 0
