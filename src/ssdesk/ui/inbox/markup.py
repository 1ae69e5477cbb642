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
_OTHER_GRAMMAR = {"svg", "math"}
_NEXT = re.compile(
    r"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)"
    r"((?:[\t\n\f\r ]++[a-zA-Z-]++=(?:\"[^\"]*+\"|'[^']*+'))*+[\t\n\f\r ]*+>)?"  # attributes as most write them
    r"|(!--)|[!?])"
)
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
    tag counts only for a start tag of its name, and not within what HTML reads as bare text; where in doubt it is
    deeper. None: it holds a grammar of its own, which nests by other rules.
    """
    open_: dict[str, int] = {}
    now = deepest = 0
    for closing, name in _tags(html):
        held = open_.get(name, 0)
        if closing:
            if held and name != "script":  # a script may hold its own end tag
                open_[name] = held - 1
                now -= 1
        elif name in _OTHER_GRAMMAR:
            return None
        elif name not in _VOID and not (held and name in _SELF_CLOSING):
            open_[name] = held + 1
            now += 1
            if now > deepest:
                deepest = now
                if deepest > most:
                    return deepest
    return deepest


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
