"""A school's address as people type or paste it: in, any form that stands in a letter; out, base addresses to ask.

A base address is `https://host[:port][/slug]` without a slash at its end. Plain http is only for this computer itself.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError

_CODE = re.compile(r"[A-Za-z0-9]{4}(?:[\s-]?[A-Za-z0-9]{4}){3}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_OWN_PATHS = ("/.well-known", "/v1", "/confirm")
_WRAPPING = "<>()[]{}\"'“”‘’«»"
_MAX_LENGTH = 2000


def parse(text: str) -> str:
    """The base address meant by `text`. SsdeskError: none can be found in it; the sentence says why."""
    return candidates(text)[0]


def candidates(text: str) -> tuple[str, ...]:
    """Base addresses that `text` can mean, the likeliest first: as typed, then without what people add (a page of the
    site, `www.`, capital letters). At least one, at most six. SsdeskError: see `parse`."""
    parts = _parts(_word(text))
    host, port = _host(parts), _port(parts)
    scheme = "http" if parts.scheme != "https" and is_loopback(host) else "https"
    hosts = [host, host.removeprefix("www.")] if host.startswith("www.") else [host]
    found = dict.fromkeys(f"{scheme}://{_netloc(name, port)}{path}" for path in _paths(parts.path) for name in hosts)
    return tuple(found)[:6]


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an IP address, is this computer itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _word(text: str) -> str:
    """The one word of `text` that looks most like an address."""
    text = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).replace("\\", "/")
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", text).strip()
    if not text:
        raise _wrong(QT_TRANSLATE_NOOP("errors", "Type the address of the school first."), "address-empty")
    if _CODE.fullmatch(text) and not text.isalpha():
        raise _wrong(QT_TRANSLATE_NOOP("errors", "This is the code of the letter, not the address."), "address-code")
    joined = re.sub(r"://\s+", "://", text)
    words = [_unwrapped(word) for word in joined.split()]
    for likely in (_SCHEME.match, _looks_like_host):
        for word in words:
            if "@" not in word and likely(word):
                return word
    if any("@" in word for word in words):
        raise _wrong(
            QT_TRANSLATE_NOOP("errors", "This is an e-mail address, not the school's address."), "address-mail"
        )
    together = "".join(text.split())
    if len(words) > 1 and _looks_like_host(together):
        return together
    return words[0] if len(words) == 1 else together


def _unwrapped(word: str) -> str:
    wrapping = _WRAPPING.replace("[", "").replace("]", "") if "[" in word else _WRAPPING
    return word.lstrip(wrapping).rstrip(wrapping + ".,;:!?")


def _looks_like_host(word: str) -> bool:
    name = re.split(r"[/:?#]", word, maxsplit=1)[0]
    return "." in name.strip(".") or name.lower() == "localhost" or word.startswith("[")


def _parts(word: str) -> SplitResult:
    scheme = _SCHEME.match(word)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise _no_address()
    try:
        return urlsplit(word if scheme else f"//{word}")
    except ValueError:
        raise _no_address() from None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if "@" in parts.netloc:
        raise _no_address()
    try:
        return ipaddress.ip_address(host).compressed
    except ValueError:
        pass
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _no_address() from None
    if not _HOST.fullmatch(host):
        raise _no_address()
    if "." not in host and not is_loopback(host):
        raise _wrong(
            QT_TRANSLATE_NOOP("errors", "“{text}” is not the whole address of the school."),
            "address-short",
            text=host[:60],
        )
    return host


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        raise _no_address() from None
    return None if port == 443 and parts.scheme != "http" else port


def _netloc(host: str, port: int | None) -> str:
    return (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")


def _paths(path: str) -> Iterator[str]:
    path = "/" + path.strip("/")
    for own in _OWN_PATHS:
        path = re.split(re.escape(own) + r"(?:/|$)", path, maxsplit=1)[0]
    path = path.rstrip("/")
    first = "/" + path.strip("/").split("/")[0] if path else ""
    for form in (path, first, ""):
        yield form
        yield form.lower()


def _no_address() -> SsdeskError:
    return _wrong(QT_TRANSLATE_NOOP("errors", "This is not the address of a school."), "address-wrong")


def _wrong(title: str, code: str, text: str = "") -> SsdeskError:
    advice = QT_TRANSLATE_NOOP(
        "errors",
        "Take over the address from the letter of the school, for example dewilg.school.example. "
        "You cannot find it? Ask the school.",
    )
    return SsdeskError(title, advice, code=code, text=text)
