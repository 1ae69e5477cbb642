"""A message's text, made safe to show: nothing in it runs, nothing is loaded, and a link is what it says.

nh3 alone lets obfuscated links through and is quadratic in nesting (limits.md), and a text document lays out a table
as large as it says it is. So links must be plain ASCII, and what is too large, too deep or too wide is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

LARGEST = 256 * 1024  # characters of HTML that are laid out
AT_ONCE = 100_000  # characters that are laid out before somebody asks for the rest
MOST = 4 * LARGEST  # characters that are looked at
DEEPEST = 100
MOST_CELLS = 20_000
WIDEST = 20  # columns or rows that one cell may span
_TABLE = {"table", "thead", "tbody", "tr", "td", "th"}
_TAGS = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "a", "blockquote", "pre", "code", "hr", "div"),
    *("span", "h1", "h2", "h3", "h4", "sub", "sup"),
}
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_LINK = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")
_SPACE = re.compile(r"(?m)^ | (?= )")  # those that markup would swallow
_SPAN = re.compile(r"[1-9][0-9]?")

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_SELF_CLOSING = {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"}
_RAW = {"style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "script", "plaintext"}
_OTHER_GRAMMAR = {"svg", "math"}
_CELLS = {"td", "th"}
_START = re.compile(r"<(?:(!--)|([!?])|(/?)([a-zA-Z][^\t\n\f\r />]*+))")
_COMMENT_END = re.compile(r"-?>|.*?--!?>", re.DOTALL)
_USUAL = re.compile(
    r"(?:[\t\n\f\r ]++[a-zA-Z-]++=(?:\"[^\"]*+\"|'[^']*+'))*+[\t\n\f\r ]*+>"
)  # attributes as most write them
_GAP = re.compile(r"[\t\n\f\r /]*+")
_NAME = re.compile(r"[^>][^\t\n\f\r />=]*+")
_EQUALS = re.compile(r"[\t\n\f\r ]*+=[\t\n\f\r ]*+")
_VALUE = re.compile(r"[^\t\n\f\r >]*+")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6]|hr)\b[^<>]*>")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_HIDDEN = re.compile(r"(?is)<(script|style|title)\b[^<>]*>.*?(?:</\1\b[^<>]*>|\Z)")


@dataclass(frozen=True, slots=True)
class Shown:
    """`html` for a text browser that loads nothing. `lines`: the text has lines of its own and no markup. `more`: there
    is more than was asked for."""

    html: str
    lines: bool
    more: bool = False


def safe_html(body: str, body_type: str, *, all_of_it: bool = True) -> Shown:
    """`body_type`: "html", or anything else for plain text. Without `all_of_it` the first `AT_ONCE` characters.

    Never raises, whatever the body holds, and takes a time that grows with its length.
    """
    most = MOST if all_of_it else AT_ONCE
    more = len(body) > AT_ONCE and not all_of_it
    body = body[:most].replace("\0", "").encode("utf-8", "replace").decode()
    if body_type != "html":
        return Shown(_paragraphs(body), lines=True, more=more)
    seen = _seen(body) if len(body) <= LARGEST else None
    if seen is None or seen.depth > DEEPEST:
        return Shown(_paragraphs(_words(body)), lines=True, more=more)
    import nh3

    html = nh3.clean(
        body,
        tags=_TAGS | _TABLE if seen.cells <= MOST_CELLS else _TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_attribute,
        link_rel=None,
        strip_comments=True,
    )
    return Shown(html, lines=False, more=more)


def is_safe_link(link: str) -> bool:
    """Only what a browser or a mail program opens, and only in plain characters."""
    return _LINK.fullmatch(link) is not None


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if is_safe_link(value) else None
    return value if _SPAN.fullmatch(value) and int(value) <= WIDEST else None


# ---- How deep and how wide -------------------------------------------------------------------------------------------
@dataclass(slots=True)
class _Size:
    """At least as deep as a parser will nest it, but for what the parser adds itself; at least as many table cells."""

    depth: int = 0
    cells: int = 0


def _seen(html: str) -> _Size | None:
    """One linear look, as HTML's own tokenizer reads: a tag within a comment or a value of an attribute is none.

    An end tag counts only for a start tag of its name, and not within what HTML reads as bare text; where in doubt it
    is deeper. None: it holds a grammar of its own, which nests by other rules.
    """
    size, open_, now = _Size(), dict[str, int](), 0
    rows = row = widest = 0
    for closing, name in _tags(html):
        held = open_.get(name, 0)
        if closing:
            if held and name != "script":  # a script may hold its own end tag
                open_[name] = held - 1
                now -= 1
            continue
        if name in _OTHER_GRAMMAR:
            return None
        if name == "tr":
            rows, row = rows + 1, 0
        elif name in _CELLS:
            row += 1
            widest = max(widest, row)
        if name not in _VOID and not (held and name in _SELF_CLOSING):
            open_[name] = held + 1
            now += 1
            size.depth = max(size.depth, now)
    if "span" in html and re.search(r"(?i)colspan|rowspan", html):
        widest *= WIDEST
    size.cells = max(rows, 1) * widest
    return size


def _tags(html: str) -> Iterator[tuple[bool, str]]:
    """Each tag: whether it ends something, and its name in small letters."""
    at, raw = 0, ""
    while (match := _START.search(html, at)) is not None:
        comment, bogus, closing, name = match.groups()
        at = match.end()
        if raw:  # bare text until its own end tag; what looks like a start is counted all the same
            if closing and name.lower() == raw:
                raw = ""
                yield True, name.lower()
            elif name and not closing:
                yield False, name.lower()
        elif comment:
            end = _COMMENT_END.match(html, at)
            at = end.end() if end else len(html)
        elif bogus:
            at = html.find(">", at) + 1 or len(html)
        else:
            at, name = _end_of_tag(html, at), name.lower()
            yield bool(closing), name
            if not closing and name in _RAW:
                raw = name


def _end_of_tag(html: str, at: int) -> int:
    usual = _USUAL.match(html, at)
    if usual is not None:
        return usual.end()
    while True:
        at = _GAP.match(html, at).end()  # type: ignore[union-attr]
        if html[at : at + 1] in ("", ">"):
            return at + 1
        at = _NAME.match(html, at).end()  # type: ignore[union-attr]
        equals = _EQUALS.match(html, at)
        if equals is None:
            continue
        at = equals.end()
        quote = html[at : at + 1]
        if not quote or quote not in "\"'":
            at = _VALUE.match(html, at).end()  # type: ignore[union-attr]
            continue
        at = html.find(quote, at + 1) + 1 or len(html)


# ---- As text ---------------------------------------------------------------------------------------------------------
def _words(html: str) -> str:
    """The words of markup that is not laid out, each paragraph on a line of its own."""
    html = _ANY_TAG.sub(" ", _BREAK.sub("\n", _HIDDEN.sub(" ", html)))
    lines = (" ".join(line.split()) for line in unescape(html).splitlines())
    return "\n".join(line for line in lines if line)[:LARGEST]


def _paragraphs(text: str) -> str:
    """Plain text with its lines, its spaces and its links."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        link = match.group().rstrip(".,;:!?)\"'>")
        parts.append(_escaped(text[end : match.start()]))
        parts.append(f'<a href="{escape(link, quote=True)}">{escape(link)}</a>')
        end = match.start() + len(link)
    parts.append(_escaped(text[end:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    lines = escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _SPACE.sub("&nbsp;", lines).replace("\n", "<br>")
