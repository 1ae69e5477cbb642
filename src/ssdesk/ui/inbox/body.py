"""A message's text, made safe to show: nothing in it runs, nothing is loaded, and a link is what it says.

nh3 alone lets obfuscated links through and is quadratic in nesting, so links must be plain ASCII and what is too large
or too deep is shown as text (limits.md).
"""

from __future__ import annotations

import re
from html import escape, unescape

LARGEST = 256 * 1024  # characters of HTML that are laid out
DEEPEST = 100
_TAGS = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "a", "blockquote", "pre", "code", "hr", "div"),
    *("span", "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "td", "th", "sub", "sup"),
}
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_LINK = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"}


def safe_html(body: str, body_type: str) -> str:
    """HTML for a QTextBrowser that loads nothing. `body_type`: "html", or anything else for plain text."""
    if body_type == "html":
        if len(body) <= LARGEST and _depth(body) <= DEEPEST:
            import nh3

            return nh3.clean(
                body,
                tags=_TAGS,
                attributes=_ATTRIBUTES,
                url_schemes={"http", "https", "mailto"},
                attribute_filter=_attribute,
                link_rel=None,
                strip_comments=True,
            )
        body = unescape(re.sub(r"<[^>]*>", " ", body[: 4 * LARGEST]))
    return _paragraphs(body)


def is_safe_link(link: str) -> bool:
    """Only what a browser or a mail program opens, and only in plain characters."""
    return _LINK.fullmatch(link) is not None


def _attribute(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or is_safe_link(value) else None


def _depth(html: str) -> int:
    """How deep the tags are nested at most, by one linear look."""
    depth = deepest = 0
    for closing, name, empty in _TAG.findall(html):
        if closing:
            depth = max(depth - 1, 0)
        elif not empty and name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _paragraphs(text: str) -> str:
    """Plain text with its lines and links."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        link = match.group().rstrip(".,;:!?)\"'>")
        parts.append(escape(text[end : match.start()]))
        parts.append(f'<a href="{escape(link, quote=True)}">{escape(link)}</a>')
        end = match.start() + len(link)
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\r\n", "\n").replace("\n", "<br>")
