"""Links in messages: which are offered, and what a person must know of one before it is opened."""

from __future__ import annotations

import re

import msgspec
from PySide6.QtCore import QUrl

LONGEST = 4000
_LINK = re.compile(r"(?:https?://[A-Za-z0-9\[]|mailto:)[!#-;=?-\[\]-~]+")  # no quotes, no angles, no backslash
_OTHER = re.compile(r"(?i)(?:https?://|mailto:)")
_ATTACHES = re.compile(r"(?i)mailto:[^?]*\?(?:.*&)?attach")
_LOOKS_SO = re.compile(r"(?i)(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::[0-9]+)?(?:[/?#].*)?")
_FULLY = QUrl.ComponentFormattingOption.FullyEncoded


class Link(msgspec.Struct, frozen=True):
    """As it is opened, in plain characters. `host`: whose site it is, or to whom a mail would go. `lookalike`: its
    name has letters of other alphabets, which can look like another name. `claims`: the site that the words of the link
    named, where that is another one."""

    address: str
    host: str
    lookalike: bool = False
    claims: str = ""


def is_safe_link(link: str) -> bool:
    """Only what a browser or a mail program opens, and only in plain characters."""
    if len(link) > LONGEST or _LINK.fullmatch(link) is None or _ATTACHES.match(link) is not None:
        return False
    return ("[" not in link and "]" not in link) or QUrl(link).isValid()  # as in "https://[", which has no host


def plain_link(link: str) -> str | None:
    """The link in plain characters, where a name of other letters is written as browsers ask for it ("xn--…"). None:
    it is of another kind, or holds what cannot be seen."""
    if is_safe_link(link):
        return link
    if len(link) > LONGEST or _OTHER.match(link) is None or not link.isprintable() or " " in link or "\\" in link:
        return None
    plain = QUrl(link).toString(_FULLY)
    return plain if is_safe_link(plain) else None


def told_of(link: str, words: str = "") -> Link:
    """What is said of a link that is safe. `words`: those that the message shows in its place."""
    url = QUrl(link)
    address = url.toString(_FULLY)
    if url.scheme() == "mailto":
        return Link(address, url.path(QUrl.ComponentFormattingOption.PrettyDecoded))
    host = url.host(_FULLY)
    seen = _LOOKS_SO.fullmatch(words.strip())
    claims = seen.group(1).lower() if seen else ""
    lookalike = any(label.startswith("xn--") for label in host.split("."))
    return Link(address, host, lookalike, "" if _same(claims, host) else claims)


def _same(claimed: str, host: str) -> bool:
    """Nothing is claimed, or the site itself with or without "www."."""
    return not claimed or claimed.removeprefix("www.") == host.removeprefix("www.")
