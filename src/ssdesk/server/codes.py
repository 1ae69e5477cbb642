"""Secrets that the school hands out, and what of them is kept: never the secret itself.

Codes for people are sixteen characters of a 32-letter alphabet (80 bits), read aloud or copied by hand in any grouping.
What a mail carries is computed from the server's key and the mail's own id, so that the queue of mails holds no secret
and a mail that must be sent twice says the same twice.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without I, L, O (read as 1 and 0) and U."""

LENGTH = 16
_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = str.maketrans("", "", " -\t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014.")


def new_code() -> str:
    """A fresh code of 80 random bits, without grouping."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As it stands in a letter: `7KQ2 M8PX …`, four groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalized(text: str) -> str:
    """The code that was meant, whatever the grouping and capitals; empty when it cannot be one."""
    code = text.translate(_BETWEEN).upper().translate(_MISREAD)
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else ""


def digest(key: bytes, purpose: str, *parts: str | bytes) -> bytes:
    """HMAC-SHA-256 under the server's key (32 bytes). Each purpose is a world of its own, and no two lists of parts run
    into one another."""
    mac = hmac.new(key, digestmod=sha256)
    for part in (purpose, *parts):
        raw = part.encode() if isinstance(part, str) else part
        mac.update(len(raw).to_bytes(4) + raw)
    return mac.digest()


def kept(key: bytes, purpose: str, school: str, account: str, code: str) -> bytes:
    """What is stored of a code that only this account may use."""
    return digest(key, f"code/{purpose}", school, account, code)


def same(one: bytes | None, other: bytes) -> bool:
    """Whether a stored value (None: there is none) is this one, in a time that tells nothing."""
    return hmac.compare_digest(one if one is not None else bytes(len(other)), other) and one is not None


def of_mail(key: bytes, purpose: str, school: str, account: str, effect: str) -> str:
    """The code that this mail carries."""
    raw = digest(key, f"mail/{purpose}", school, account, effect)
    return "".join(ALPHABET[byte % 32] for byte in raw[:LENGTH])


def six_digits(key: bytes, school: str, account: str, effect: str) -> str:
    """The short code of a confirmation mail: tried at most a few times, and only by who is signed in already."""
    raw = digest(key, "mail/digits", school, account, effect)
    return f"{int.from_bytes(raw) % 1_000_000:06}"


def link(key: bytes, school: str, account: str, effect: str) -> str:
    """The last part of the link in a confirmation mail: 256 bits in letters that need no escaping."""
    raw = digest(key, "mail/link", school, account, effect)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def new_token() -> str:
    """A session's token: 256 random bits."""
    return secrets.token_urlsafe(32)
