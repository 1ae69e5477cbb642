"""E-mail addresses as people type them, and as mail servers want them."""

from __future__ import annotations

import ipaddress
import re
import unicodedata

LONGEST = 254  # RFC 5321: what fits between < and >
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def typed(text: str) -> str:
    """The address that was typed, in small letters. ValueError: it is none that mail can reach."""
    address = re.sub(r"(?i)^mailto:", "", unicodedata.normalize("NFC", text).strip())
    ascii_address(address)
    return address.casefold()


def ascii_address(address: str) -> str:
    """The address for the envelope, an international domain in its ASCII form. ValueError: none that mail can reach."""
    local, at, domain = address.rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    labels = plain.split(".")
    whole = f"{local}@{plain}"
    if not (at and _LOCAL.fullmatch(local) and len(local) <= 64 and len(whole) <= LONGEST):
        raise ValueError("not an e-mail address")
    if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("not an e-mail address")
    return whole


def masked(address: str) -> str:
    """Enough for its owner to recognise it: `e•••@voorbeeld.be`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def is_loopback(host: str) -> bool:
    """Whether this is the computer itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
