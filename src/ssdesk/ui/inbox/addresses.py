"""Links in cleaned markup: addresses that stand bare among the words become some, and those that lead nowhere go.

One look that is linear in the length, whatever the markup holds.
"""

from __future__ import annotations

import re
from html import escape

from ssdesk.ui.inbox.links import is_safe_link

MOST = 1000  # links that are made of bare addresses
LONGEST_NAME = 64  # characters before the @ of an address
_NEXT = re.compile(
    r'<a href="[^"<>]*+">[^<]*+</a>'  # most links: as they are
    r'|<(/?)a(?: href="([^"<>]*)")?>'
    r"|((?:https?://|[wW]ww\.)[!#-%'-;=?-\[\]-~]*+(?:&amp;[!#-%'-;=?-\[\]-~]*+)*+)"  # words have & as an entity
    r"|@((?:[A-Za-z0-9-]{1,63}\.){1,10}[A-Za-z]{2,63})(?![\w@-]|\.\w)"
)
_SITE = re.compile(r"[wW]ww\.(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(?::[0-9]{1,5})?(?:[/?#].*)?")
_NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-"
_OTHER_OF_NAMES = "!#$%*/=?^`{|}~@"  # what may also stand in one: it would be another person's address without it
_AFTER = ".,;:!?)'"  # of the sentence, not of the address


def with_links(html: str) -> str:
    """`html`: as nh3 writes it, or escaped text. What is shown stays as it is, letter by letter; a link is what it
    says."""
    if _has_none(html):
        return html
    parts: list[str] = []
    open_: list[bool] = []  # whether each <a> that stands around leads somewhere
    end = made = 0
    for match in _NEXT.finditer(html):
        if match.lastindex is None:
            continue
        closing, address, site, domain = match.groups()
        if site is None and domain is None:
            live = (open_.pop() if open_ else True) if closing else address is not None
            if not closing:
                open_.append(live)
            if not live:
                parts.append(html[end : match.start()])
                end = match.end()
        elif made < MOST and not any(open_):
            found = _site(html, match.start(), site) if domain is None else _mail(html, match.start(), domain, end)
            if found is not None:
                begin, words, link = found
                parts += html[end:begin], f'<a href="{escape(link)}">{words}</a>'
                end, made = begin + len(words), made + 1
    parts.append(html[end:])
    return "".join(parts)


def _has_none(html: str) -> bool:
    """Whether a glance tells that nothing is to be done: no link is dead, and no address stands anywhere but in one."""
    bare = html.count("://") - html.count('<a href="http')
    return not bare and "ww." not in html and "@" not in html and "<a>" not in html


def _site(html: str, begin: int, words: str) -> tuple[int, str, str] | None:
    """Where it begins, what stands there, and where that leads."""
    plain = words.replace("&amp;", "&").rstrip(_AFTER)
    link = plain
    if not plain.startswith("http"):
        before = html[begin - 1 : begin]
        after = html[begin + len(words) : begin + len(words) + 1]
        if before.isalnum() or before in tuple("_.@/-:") or after.isalnum() or _SITE.fullmatch(plain) is None:
            return None
        link = f"https://w{plain[1:]}"
    return (begin, escape(plain, quote=False), link) if is_safe_link(link) else None


def _mail(html: str, at: int, domain: str, end: int) -> tuple[int, str, str] | None:
    """`end`: where the words begin that are not in a link yet."""
    head = html[max(end, at - LONGEST_NAME - 2) : at]
    name = head[len(head.rstrip(_NAME)) :]
    before = head[: len(head) - len(name)]
    if not 0 < len(name) <= LONGEST_NAME or name[0] == "." or name[-1] == "." or _goes_on(before):
        return None
    words = f"{name}@{domain}"
    link = f"mailto:{words}"
    return (at - len(name), words, link) if is_safe_link(link) else None


def _goes_on(before: str) -> bool:
    """Whether the name of an address begins earlier, with letters that no link may have."""
    last = before[-1:]
    if last == "'":
        last = before[-2:-1]
        return last.isalnum()
    return last.isalnum() or (last != "" and last in _OTHER_OF_NAMES) or before.endswith("&amp;")
