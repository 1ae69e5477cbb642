"""Markup looked at before a parser gets it: how deep it nests, and its words alone.

Every look is linear in the length of what is looked at, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_SELF_CLOSING = {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"}
_RAW = {"style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "script", "plaintext"}
_ITEMS = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
_LOOSE = {"address", "div", "p"}
_OTHER_GRAMMAR = {"svg", "math"}


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_TABLE = _names("table caption colgroup thead tbody tfoot tr td th")
_SCOPE = _names("applet caption html table td th marquee object template select")
_BLOCK = _names(
    "address article aside blockquote body button center dd details dir div dl dt fieldset figcaption figure footer"
    " form frameset h1 h2 h3 h4 h5 h6 head header hgroup li listing main menu nav ol p pre search section summary ul"
    " style textarea title xmp iframe noembed noframes noscript"
)
_SPECIAL = _SCOPE | _TABLE | _BLOCK
_NEXT = re.compile(
    r"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)"
    r"((?:[\t\n\f\r ]++[a-zA-Z-]++=(?:\"[^\"]*+\"|'[^']*+'))*+[\t\n\f\r ]*+>)?"  # attributes as most write them
    r"|(!--)|[!?])"
)
_USUAL = re.compile(r"<(/?)([a-z][a-z0-9]*+)(?: [a-z-]++=\"[^\"]*+\")*+ ?/?>")  # as programs write them
_COMMENT_END = re.compile(r"-?>|.*?--!?>", re.DOTALL)
_GAP = re.compile(r"[\t\n\f\r /]*+")
_NAME = re.compile(r"[^>][^\t\n\f\r />=]*+")
_EQUALS = re.compile(r"[\t\n\f\r ]*+=[\t\n\f\r ]*+")
_VALUE = re.compile(r"[^\t\n\f\r >]*+")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6]|hr)\b[^<>]*>")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_HIDDEN = re.compile(r"(?is)<(script|style|title)\b[^<>]*>.*?(?:</\1\b[^<>]*>|\Z)")


def depth(html: str, most: int) -> int | None:
    """At least as deep as a parser will nest it, but for what the parser adds itself; no more than `most` + 1.

    One linear look, as HTML's own tokenizer reads: a tag within a comment or a value of an attribute is none. An end
    tag counts only for a start tag of its name that a parser would end here, and not within what HTML reads as bare
    text; where in doubt it is deeper. None: it holds a grammar of its own, which nests by other rules.
    """
    usual = _usual_depth(html)
    if usual is not None and usual <= most:
        return usual
    open_: list[str] = []  # never more than `most` + 1
    deepest = 0
    for closing, name in _tags(html):
        if closing:
            if name != "script":  # a script may hold its own end tag
                _end(open_, name)
        elif name in _OTHER_GRAMMAR:
            return None
        elif name not in _VOID and not _replaces(open_, name):
            open_.append(name)
            if len(open_) > deepest:
                deepest = len(open_)
                if deepest > most:
                    return deepest
    return deepest


def _usual_depth(html: str) -> int | None:
    """Of markup in which every tag is a usual one and every end tag is that of the last start tag. None: it is not."""
    tags = _USUAL.findall(html)
    if len(tags) != html.count("<"):
        return None
    open_: list[str] = []
    deepest = 0
    for closing, name in tags:
        if closing:
            if not open_ or open_.pop() != name:
                return None
        elif name not in _VOID:
            if name in _OTHER_GRAMMAR:
                return None
            open_.append(name)
            deepest = max(deepest, len(open_))
    return deepest


def _replaces(open_: list[str], name: str) -> bool:
    """Whether a parser ends what is open of this kind before such a start tag: an item of a list only where no block is
    open within it."""
    kind = _ITEMS.get(name)
    if kind is None:
        return name in _SELF_CLOSING and name in open_
    for one in reversed(open_):
        if one in kind:
            return True
        if one in _SPECIAL and one not in _LOOSE:
            return False
    return False


def _end(open_: list[str], name: str) -> None:
    """What an end tag closes. One of a table is not seen from within another table, a block or letters not from within
    a cell, and any other not from within a block: HTML ignores it there. What stands between stays open, but in a
    table, whose cells many never end: only that is sure to have been there."""
    walls = {"table"} if name in _TABLE else _SCOPE if name in _SPECIAL or name in _FORMATTING else _SPECIAL
    for at in range(len(open_) - 1, -1, -1):
        if open_[at] == name:
            open_[at:] = [one for one in open_[at + 1 :] if name != "table" or one not in _TABLE]
            return
        if open_[at] in walls:
            return


def _tags(html: str) -> Iterator[tuple[str, str]]:
    """Each tag: "/" where it ends something, and its name in small letters."""
    at, raw, find = 0, "", _NEXT.search
    while (match := find(html, at)) is not None:
        closing, name, usual, comment = match.groups()
        if raw:  # bare text until its own end tag; what looks like a start is counted all the same
            at = match.end(2) if name else match.end()
            if closing and name.lower() == raw:
                raw = ""
                yield closing, name.lower()
            elif name and not closing:
                yield closing, name.lower()
        elif name:
            at = match.end() if usual else _end_of_tag(html, match.end())
            name = name.lower()
            yield closing, name
            if name in _RAW and not closing:
                raw = name
        elif comment:
            end = _COMMENT_END.match(html, match.end())
            at = end.end() if end else len(html)
        else:
            at = html.find(">", match.end()) + 1 or len(html)


def _end_of_tag(html: str, at: int) -> int:
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
def words(html: str) -> str:
    """The words of markup that is not laid out, each paragraph on a line of its own."""
    html = _ANY_TAG.sub(" ", _BREAK.sub("\n", _HIDDEN.sub(" ", html)))
    lines = (" ".join(line.split()) for line in unescape(html).splitlines())
    return "\n".join(line for line in lines if line)
