"""Any HTML read into lines: what has no place there is not carried along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

import msgspec
from msgspec.structs import replace

from ssdesk.rules.markup.lines import DEEPEST, IMAGE, Line, Run, is_link
from ssdesk.rules.markup.tokens import tokens

MOST_LINKED = 256 * 1024  # characters of all links: one may stand around many lines, and is written on each
_BETWEEN = " | "  # cells of a row
_SPACES = re.compile(r"[\t\n\f\r ]+")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_BLOCKS = {
    *("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "thead", "tbody", "tfoot", "tr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "section", "article", "header", "footer", "aside", "main", "nav", "address"),
    *("center", "figure", "figcaption", "form", "fieldset", "hr", "body", "html", "caption", "details", "summary"),
}
_BOLD, _ITALIC, _UNDERLINE = (
    {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"},
    {"i", "em", "cite"},
    {"u", "ins"},
)
_NUMBER = re.compile(r"\(?(?:[0-9]+|[a-zA-Z]{1,4})[.)]")  # how word processors mark an item of a numbered list


def lines_of(body: str) -> list[Line]:
    """The lines of any HTML. Never raises; a time that grows with the length."""
    reader = _Reader()
    for text, closing, name, attributes in tokens(body.replace("\0", "")):
        if text:
            reader.words(text)
        elif closing:
            reader.end(name)
        else:
            reader.start(name, attributes)
    return reader.close()


def lines_of_text(text: str) -> list[Line]:
    """The lines of plain text."""
    split = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line((Run(line),)) if line else Line() for line in split]


class _Look(msgspec.Struct):
    """What one open tag adds."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    hidden: bool = False
    item: tuple[str, int] | None = None  # of a list as word processors write it


class _Reader(msgspec.Struct):
    _lines: list[Line] = msgspec.field(default_factory=list)
    _runs: list[Run] = msgspec.field(default_factory=list)
    _open: dict[str, list[_Look]] = msgspec.field(default_factory=dict)
    _bold: int = 0
    _italic: int = 0
    _underline: int = 0
    _hidden: int = 0
    _pre: int = 0
    _links: list[str] = msgspec.field(default_factory=list)
    _linked: int = 0
    _lists: list[str] = msgspec.field(default_factory=list)
    _item: tuple[str, int] | None = None
    _mark: str = ""  # what a word processor writes before an item
    _apart: bool = False  # the last block is a paragraph with room below it
    _cells: list[int] | None = None  # of the open row of a table: how many lines there are before each

    # ---- Tags --------------------------------------------------------------------------------------------------------
    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._break()
        elif name == "img":
            self._image(attributes)
        elif name in _BLOCKS:
            self._begin_block(name, attributes)
        elif name in ("td", "th") and self._cells is not None:
            self._flush()
            self._cells.append(len(self._lines))
            self._apart = False
        if name not in _VOID:
            self._push(name, _look(name, attributes))

    def end(self, name: str) -> None:
        looks = self._open.get(name)
        if name in _BLOCKS:
            self._flush()
            if name in ("tr", "table"):
                self._end_row()
        elif name in ("td", "th") and self._cells is not None:
            self._flush()
        elif name in ("td", "th") and self._runs:
            self.words(" ")
        if not looks:
            return
        look = looks.pop()
        self._bold -= look.bold
        self._italic -= look.italic
        self._underline -= look.underline
        self._hidden -= look.hidden
        self._pre -= name == "pre"
        if look.link or name == "a":
            self._links.pop()
        if name in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._item = None
        elif name == "li" or look.item:
            self._item = None

    def _push(self, name: str, look: _Look) -> None:
        self._open.setdefault(name, []).append(look)
        self._bold += look.bold
        self._italic += look.italic
        self._underline += look.underline
        self._hidden += look.hidden
        self._pre += name == "pre"
        if look.link or name == "a":
            self._links.append(look.link)
        if look.item:
            self._item, self._mark = look.item, ""

    def _begin_block(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        if name in ("ul", "ol"):
            self._lists.append(name)
        elif name == "tr":
            self._end_row()
            self._cells = []
        elif name == "table":
            self._cells = None  # what holds another table is there for the looks
        elif name == "li":
            self._item = (self._lists[-1] if self._lists else "ul", max(len(self._lists), 1))
        spaced = name == "p" and not _is_close(attributes)
        if spaced and self._apart and self._lines and self._lines[-1] != Line():
            self._lines.append(Line())
        self._apart = spaced

    def _end_row(self) -> None:
        """A row whose cells have one line each is one line."""
        cells, self._cells = self._cells, None
        if not cells:
            return
        ends = [*cells[1:], len(self._lines)]
        held = [[line for line in self._lines[at:end] if line != Line()] for at, end in zip(cells, ends, strict=True)]
        while held and not held[-1]:
            held.pop()
        if len(held) < 2 or any(len(cell) > 1 or (cell and cell[0].item) for cell in held):
            return
        runs: list[Run] = []
        for place, cell in enumerate(held):
            if place:
                runs.append(Run(_BETWEEN if held[place - 1] else _BETWEEN.lstrip()))
            runs += cell[0].runs if cell else ()
        self._lines[cells[0] :] = [Line(tuple(_joined(runs)))]

    # ---- What stands in them -----------------------------------------------------------------------------------------
    def words(self, text: str) -> None:
        if self._hidden:
            self._mark = self._mark or text.strip()
            return
        if self._pre:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._add(first)
            for line in rest:
                self._break()
                self._add(line)
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._runs or self._runs[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        self._add(text)

    def _add(self, text: str) -> None:
        if not text:
            return
        link = self._links[-1] if self._links else ""
        self._linked += len(link)
        if self._linked > MOST_LINKED:
            link = ""
        self._runs.append(Run(text, self._bold > 0, self._italic > 0, self._underline > 0 and not link, link))

    def _image(self, attributes: dict[str, str]) -> None:
        image = IMAGE.fullmatch(attributes.get("src", ""))
        if image and not self._hidden:
            self._runs.append(Run(" ".join(attributes.get("alt", "").split())[:200], image=image[1]))

    def _break(self) -> None:
        if self._hidden:
            return
        if self._item is not None and self._runs:
            self._add("\n")
        elif self._runs:
            self._flush()
        else:
            self._lines.append(Line())

    def _flush(self) -> None:
        """The line ends here, if anything stands in it."""
        runs, self._runs = _trimmed(_joined(self._runs)), []
        if not runs:
            return
        item, level = self._item or ("", 0)
        if self._open.get("p") and self._open["p"][-1].item:
            item = "ol" if _NUMBER.match(self._mark) else "ul"
        made = tuple(_trimmed([replace(run, text=run.text.replace("\xa0", " ")) for run in runs]))
        if not item and all(not run.image and not run.text.strip() for run in made):
            made = ()
        self._lines.append(Line(made, item, min(level, DEEPEST) if item else 0))

    def close(self) -> list[Line]:
        self._flush()
        self._end_row()
        lines = self._lines
        while lines and lines[-1] == Line():
            lines.pop()
        return _stepwise(lines)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without the spaces at the end."""
    while runs and not runs[-1].image and not runs[-1].text.rstrip(" \n"):
        runs = runs[:-1]
    if runs and not runs[-1].image:
        return [*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" \n"))]
    return runs


def _joined(runs: Iterable[Run]) -> list[Run]:
    """What looks the same beside each other is one."""
    found: list[Run] = []
    for _, same in groupby(runs, key=lambda run: (run.bold, run.italic, run.underline, run.link, run.image)):
        first, *more = same
        if more and not first.image:
            found.append(replace(first, text="".join(run.text for run in (first, *more))))
        else:
            found += (first, *more)
    return found


def _stepwise(lines: list[Line]) -> list[Line]:
    """No item lies more than one level deeper than the one before."""
    found, level = [], 0
    for line in lines:
        level = min(line.level, level + 1) if line.item else 0
        found.append(line if line.level == level else replace(line, level=level))
    return found


def _look(name: str, attributes: dict[str, str]) -> _Look:
    """What a tag adds by its name and its style."""
    style = attributes.get("style", "").lower().replace(" ", "")
    weight = _value(style, "font-weight")
    look = _Look(
        bold=weight in ("bold", "bolder", "600", "700", "800", "900") or (name in _BOLD and not weight),
        italic="font-style:italic" in style or (name in _ITALIC and "font-style:normal" not in style),
        underline=name in _UNDERLINE or (name == "span" and "underline" in _value(style, "text-decoration")),
        hidden="mso-list:ignore" in style or "display:none" in style,
    )
    if name == "a" and is_link(link := attributes.get("href", "").strip()):
        look.link = link
    if name == "p" and "mso-list:" in style and not look.hidden:
        level = re.search(r"mso-list:[^;]*?level([1-9])", style)
        look.item = ("ul", int(level[1]) if level else 1)
    return look


def _value(style: str, name: str) -> str:
    """The value of a property in a style without spaces."""
    for part in style.split(";")[:60]:
        key, _, value = part.partition(":")
        if key == name or (name == "text-decoration" and key == "text-decoration-line"):
            return value
    return ""


def _is_close(attributes: dict[str, str]) -> bool:
    """A paragraph without room below it, as word processors write a line."""
    style = attributes.get("style", "").lower().replace(" ", "")
    below = _value(style, "margin-bottom") or _value(style, "margin")
    return below.startswith("0") or "mso" in attributes.get("class", "").lower()
