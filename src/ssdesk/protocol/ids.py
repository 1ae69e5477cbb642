"""Ids that sort by the moment they were made, so that new rows land side by side in an index."""

from __future__ import annotations

from uuid6 import uuid7


def new_id() -> str:
    """A fresh UUIDv7 as 32 hexadecimal digits."""
    return uuid7().hex
