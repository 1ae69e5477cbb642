"""Safe markup read as blocks: paragraphs, items of lists, headings, lines, pictures, tables."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.sax.saxutils import quoteattr

_INLINE = {"b": "b", "strong": "b", "th": "b", "u": "u", "s": "strike", "sub": "sub", "sup": "super"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "dt", "dd", "blockquote", "ul", "ol", "li"}
_DEEPER = {"blockquote", "ul", "ol", "dd"}
_CID = re.compile(r"cid:([0-9a-f]{64})")
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Words:
    """`parts`: texts, and our own markup between them. `apart`: with room above it."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    depth: int = 0
    bullet: str = ""
    heading: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    pass


@dataclass(frozen=True, slots=True)
class Picture:
    """So large, in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(slots=True)
class Cell:
    span: int = 1
    blocks: "list[Block]" = field(default_factory=list)
    length: int = 0


@dataclass(slots=True)
class Grid:
    rows: list[list[Cell]] = field(default_factory=list)


Block = Words | Line | Picture | Grid


def parsed(html: str) -> list[Block]:
    """Never raises, whatever it is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_words()
    return reader.blocks


class _Reader(HTMLParser):
    """A table within a table becomes paragraphs of its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words = Words()
        self._open: list[tuple[str, str]] = []  # our tags of the present place: name, and as it begins
        self._lists: list[int] = []  # number of the last item; -1 where they have none
        self._depth, self._pre, self._heading, self._apart = 0, 0, False, False
        self._bullet = ""
        self._grids: list[Grid] = []
        self._cell: Cell | None = None

    # ---- Tags --------------------------------------------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break()
        elif tag == "hr":
            self.end_words()
            self._add(Line())
        elif tag == "img":
            self._picture(said)
        elif tag in ("table", "tr", "td", "th"):
            self._table_tag(tag, said)
        elif tag in _BLOCKS:
            self._begin_block(tag, said)
        elif tag == "a" and "href" in said:
            self._begin("a", f'<a href={quoteattr(said["href"])} color="#2F5BD7">')
        elif tag in _INLINE:
            self._begin(_INLINE[tag], f"<{_INLINE[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "td", "th"):
            self._end_table_tag(tag)
        elif tag in _BLOCKS:
            self.end_words()
            self._heading = False
            if tag in _DEEPER:
                self._depth = max(self._depth - 1, 0)
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            if tag == "pre":
                self._pre = max(self._pre - 1, 0)
        elif tag == "a" or tag in _INLINE:
            self._end(_INLINE.get(tag, tag))

    def handle_data(self, data: str) -> None:
        if self._pre:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._break()
                self._say(line.replace(" ", "\u00a0"))
            return
        text = _SPACES.sub(" ", data)
        if text.strip(" ") or self._words.parts:
            self._say(text)

    def _say(self, text: str) -> None:
        if text:
            self._words.parts.append((text, False))
            if self._cell is not None:
                self._cell.length += len(text)

    # ---- Blocks ------------------------------------------------------------------------------------------------------
    def _begin_block(self, tag: str, said: dict[str, str]) -> None:
        self.end_words()
        self._heading = tag[0] == "h"
        self._apart = tag not in ("div", "li")
        if tag in _DEEPER:
            self._depth += 1
        if tag in ("ul", "ol"):
            start = int(said["start"]) if said.get("start", "").isdecimal() else 1
            self._lists.append(start - 1 if tag == "ol" else -1)
        elif tag == "li":
            self._bullet = "•"
            if self._lists and self._lists[-1] >= 0:
                self._lists[-1] += 1
                self._bullet = f"{self._lists[-1]}."
        elif tag == "pre":
            self._pre += 1

    def _break(self) -> None:
        if not any(not markup for _, markup in self._words.parts):
            self._words.parts.append(("", False))
            self.end_words(empty=True)
        else:
            self.end_words()

    def end_words(self, *, empty: bool = False) -> None:
        """The paragraph ends; what is open in it begins again in the next one."""
        words = self._words
        if empty or any(text.strip() for text, markup in words.parts if not markup):
            words.parts += [(f"</{name}>", True) for name, _ in reversed(self._open)]
            words.depth, words.heading, words.apart = self._depth, self._heading, self._apart
            words.bullet, self._bullet = self._bullet, ""
            self._add(words)
            self._apart = False
        self._words = Words([(begin, True) for _, begin in self._open])

    def _add(self, block: Block) -> None:
        (self.blocks if self._cell is None else self._cell.blocks).append(block)

    def _begin(self, name: str, markup: str) -> None:
        if any(open_ == name for open_, _ in self._open):
            return  # once is enough
        self._open.append((name, markup))
        self._words.parts.append((markup, True))

    def _end(self, name: str) -> None:
        """What was begun after it ends too, and begins again."""
        names = [open_ for open_, _ in self._open]
        if name not in names:
            return
        at = names.index(name)
        after = self._open[at + 1 :]
        self._words.parts += [(f"</{open_}>", True) for open_, _ in reversed(self._open[at:])]
        self._words.parts += [(markup, True) for _, markup in after]
        self._open[at:] = after

    def _picture(self, said: dict[str, str]) -> None:
        match = _CID.fullmatch(said.get("src", ""))
        size = said.get("width", ""), said.get("height", "")
        if match is not None and all(number.isdecimal() and int(number) for number in size):
            self.end_words()
            self._add(Picture(match.group(1), int(size[0]), int(size[1])))

    # ---- Tables ------------------------------------------------------------------------------------------------------
    def _table_tag(self, tag: str, said: dict[str, str]) -> None:
        self.end_words()
        if tag == "table":
            self._grids.append(Grid())
        elif len(self._grids) != 1:
            return
        elif tag == "tr":
            self._cell = None
            self._grids[0].rows.append([])
        elif self._grids[0].rows:
            span = int(said["colspan"]) if said.get("colspan", "").isdecimal() else 1
            self._cell = Cell(max(span, 1))
            self._grids[0].rows[-1].append(self._cell)
            if tag == "th":
                self._begin("b", "<b>")

    def _end_table_tag(self, tag: str) -> None:
        self.end_words()
        if tag == "th":
            self._end("b")
        if len(self._grids) > 1:
            if tag == "table":
                self._grids.pop()
            return
        self._cell = None
        if tag == "table" and self._grids:
            self._add(self._grids.pop())
