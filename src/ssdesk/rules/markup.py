"""What the text of a message may hold: lines and items of lists, of words that may be bold, italic, underlined or a
link, and images that are among the message's files.

Whatever comes in (a paste from a word processor, an older draft, the wire) is read into that form and written from it:
what has no place there is not carried along, so that a message looks the same to everybody and can do nothing. Reading
is one linear look, as HTML's own tokenizer does it; nh3 has the last word over what is written. Both the desktop and
the server call this: the server cleans and does not refuse, because a person must not lose a message over markup that
some program put there, and what is left is the same for all who get it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import groupby

PREVIEW = 160  # characters
DEEPEST = 6  # lists within lists
LONGEST_LINK = 2_000
MOST_LINKED = 256 * 1024  # characters of all links: one may stand around many lines, and is written on each
_TAGS = {"div", "br", "b", "i", "u", "ul", "ol", "li", "a", "img"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
_LINK = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
_IMAGE = re.compile(r"cid:([0-9a-f]{64})")

_START = re.compile(r"<(?:(!--)|([!?])|(/?)([a-zA-Z][^\t\n\f\r />]*+))")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+([^\t\n\f\r />=][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\t\n\f\r >]*+)))?+"
)
_TAG_END = re.compile(r"[\t\n\f\r /=]*+>?")
_SPACE_AFTER = re.compile(r"(?<=[ \n]) ")
_SPACES = re.compile(r"[\t\n\f\r ]+")
_RAW = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"}
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


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `link`: an address that is safe to show. `image`: the SHA-256 of a file of the message, in
    place of words; `text` says what it shows. A line feed in `text` begins another line of the same item."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    image: str = ""

    @property
    def is_plain(self) -> bool:
        linked = self.link not in ("", self.text)
        return not (self.bold or self.italic or self.underline or linked or self.image)


@dataclass(frozen=True, slots=True)
class Line:
    """`item`: "ul" or "ol" for an item of a list, `level` deep in others (from 1)."""

    runs: tuple[Run, ...] = ()
    item: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs if not run.image)


# ---- Asked by everybody ----------------------------------------------------------------------------------------------
def plain(body: str, body_type: str = "html") -> str:
    """The words with their lines and the marks of lists. For what is shown in one line, searched or read out."""
    return text_of(lines_of(body)) if body_type == "html" else body


def unmarked(body: str, body_type: str = "html") -> str:
    """The words with their lines alone, as they stand where they are written: what the rules judge."""
    return "\n".join(line.text for line in lines_of(body)) if body_type == "html" else body


def preview(body: str, body_type: str = "text") -> str:
    """The start of the words on one line; of markup that is of the set, where much of it is words."""
    if body_type == "html":
        body = plain(body[: 100 * PREVIEW])
    return " ".join(body[: 4 * PREVIEW].split())[:PREVIEW]


def clean(body: str, files: Collection[str] | None = None) -> str:
    """HTML of the set and nothing else. `files`: only these contents may be shown as images; None: any."""
    import nh3

    lines = lines_of(body)
    if files is not None:
        lines = [replace(line, runs=tuple(run for run in line.runs if run.image in ("", *files))) for line in lines]
    return nh3.clean(
        html_of(lines),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "cid"},
        attribute_filter=_attribute,
        link_rel=None,
    )


def is_formatted(lines: Iterable[Line]) -> bool:
    """Whether plain text would lose something."""
    return any(line.item or not all(run.is_plain for run in line.runs) for line in lines)


def images_of(body: str, body_type: str = "html") -> list[str]:
    """The contents that the text shows as images."""
    lines = lines_of(body) if body_type == "html" else []
    return list(dict.fromkeys(run.image for line in lines for run in line.runs if run.image))


def is_link(link: str) -> bool:
    """Plain characters only, and nothing but what a browser or a mail program opens."""
    return len(link) <= LONGEST_LINK and _LINK.fullmatch(link) is not None


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if is_link(value) else None
    if name == "src":
        return value if _IMAGE.fullmatch(value) else None
    return value


# ---- Writing ---------------------------------------------------------------------------------------------------------
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


# ---- Reading ---------------------------------------------------------------------------------------------------------
def lines_of(body: str) -> list[Line]:
    """The lines of any HTML. Never raises; a time that grows with the length."""
    reader = _Reader()
    for text, closing, name, attributes in _tokens(body.replace("\0", "")):
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


@dataclass(slots=True)
class _Look:
    """What one open tag adds."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    hidden: bool = False
    item: tuple[str, int] | None = None  # of a list as word processors write it


@dataclass(slots=True)
class _Reader:
    _lines: list[Line] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _open: dict[str, list[_Look]] = field(default_factory=dict)
    _bold: int = 0
    _italic: int = 0
    _underline: int = 0
    _hidden: int = 0
    _pre: int = 0
    _links: list[str] = field(default_factory=list)
    _linked: int = 0
    _lists: list[str] = field(default_factory=list)
    _item: tuple[str, int] | None = None
    _mark: str = ""  # what a word processor writes before an item
    _apart: bool = False  # the last block is a paragraph with room below it

    # ---- Tags --------------------------------------------------------------------------------------------------------
    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._break()
        elif name == "img":
            self._image(attributes)
        elif name in _BLOCKS:
            self._begin_block(name, attributes)
        if name not in _VOID:
            self._push(name, _look(name, attributes))

    def end(self, name: str) -> None:
        looks = self._open.get(name)
        if name in _BLOCKS:
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
        elif name == "li":
            self._item = (self._lists[-1] if self._lists else "ul", max(len(self._lists), 1))
        spaced = name == "p" and not _is_close(attributes)
        if spaced and self._apart and self._lines and self._lines[-1] != Line():
            self._lines.append(Line())
        self._apart = spaced

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
        image = _IMAGE.fullmatch(attributes.get("src", ""))
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
        runs, self._runs = _joined(self._runs), []
        while runs and not runs[-1].image and not runs[-1].text.rstrip(" \n"):
            runs.pop()
        if not runs:
            return
        if not runs[-1].image:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
        item, level = self._item or ("", 0)
        if self._open.get("p") and self._open["p"][-1].item:
            item = "ol" if _NUMBER.match(self._mark) else "ul"
        made = tuple(replace(run, text=run.text.replace("\xa0", " ")) if "\xa0" in run.text else run for run in runs)
        if not item and all(not run.image and not run.text.strip() for run in made):
            made = ()
        self._lines.append(Line(made, item, min(level, DEEPEST) if item else 0))

    def close(self) -> list[Line]:
        self._flush()
        lines = self._lines
        while lines and lines[-1] == Line():
            lines.pop()
        return _stepwise(lines)


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


def _tokens(html: str) -> Iterator[tuple[str, bool, str, dict[str, str]]]:
    """Words, or a tag: whether it ends something, its name in small letters, its attributes."""
    at = 0
    while (match := _START.search(html, at)) is not None:
        if match.start() > at:
            yield unescape(html[at : match.start()]), False, "", {}
        comment, bogus, closing, tag = match.groups()
        at = match.end()
        if comment:
            at = _after(html, "-->", at)
        elif bogus:
            at = _after(html, ">", at)
        else:
            name = tag.lower()
            attributes, at = _attributes(html, at)
            yield "", bool(closing), name, attributes
            if name in _RAW and not closing:
                end = re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE).search(html, at)
                at = end.end() if end else len(html)
                yield "", True, name, {}
    if at < len(html):
        yield unescape(html[at:]), False, "", {}


def _after(html: str, mark: str, at: int) -> int:
    place = html.find(mark, at)
    return len(html) if place < 0 else place + len(mark)


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, the first of each name, and where it ends."""
    found: dict[str, str] = {}
    while (match := _ATTRIBUTE.match(html, at)) is not None and match.end() > at:
        at = match.end()
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    end = _TAG_END.match(html, at)
    return found, end.end() if end is not None and end.end() > at else at + 1
