"""Ids that sort by the moment they were made, so that new rows land side by side in an index."""

from __future__ import annotations

from hashlib import blake2b


def new_id() -> str:
    """A fresh UUIDv7 as 32 hexadecimal digits."""
    from uuid6 import uuid7  # brings much along that reading a mailbox does not need

    return uuid7().hex


def made_at(id_: str) -> int:
    """When an id was made (ms), by the clock of the computer that made it."""
    return int(id_[:12], 16)


def derived(id_: str, holder: str) -> str:
    """The id of what belongs to both: the first one's time, then a hash. The same whoever computes it, whenever."""
    return id_[:12] + blake2b(f"{id_}\0{holder}".encode(), digest_size=10).hexdigest()
