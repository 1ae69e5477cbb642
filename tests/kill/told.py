"""What the desktop process and the test that kills it say to each other."""

from __future__ import annotations

import msgspec

PASSPHRASE = "vier gewone woorden volstaan hier"
SMALL_BYTES, LARGE_BYTES = 4_000, 5_000_000  # of attachments, about


class Account(msgspec.Struct, frozen=True):
    """One that the person has, with a session of it."""

    id: str
    device: str
    address: str
    token: str


class Plan(msgspec.Struct, frozen=True):
    """`life`: which start of a program this is, and the seed of what it does. `now`: what the clock says at the start.
    `acts` false: it only fetches."""

    folder: str
    accounts: list[Account]
    life: int
    now: int
    acts: bool = True


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`event`: try, did, too late (see `number`: they belong together), here, started, rows, broken, resting. What the
    other fields mean depends on `what`."""

    event: str
    number: str = ""
    account: str = ""
    what: str = ""
    id: str = ""
    message: str = ""
    draft: str = ""
    text: str = ""
    to: list[str] = []
    files: list[str] = []
    count: int = 0
    filling: bool = False


def letter(subject: str) -> str:
    """The words of the message with this subject."""
    return f"Beste, dit is {subject}."
