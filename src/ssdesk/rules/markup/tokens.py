"""HTML cut into words and tags, as its own tokenizer does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_START = re.compile(r"<(?:(!--)|([!?])|(/?)([a-zA-Z][^\t\n\f\r />]*+))")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+([^\t\n\f\r />=][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\t\n\f\r >]*+)))?+"
)
_TAG_END = re.compile(r"[\t\n\f\r /=]*+>?")
_RAW = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"}


def tokens(html: str) -> Iterator[tuple[str, bool, str, dict[str, str]]]:
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
