"""How large a test is: small for every change, large in `make test-long`."""

from __future__ import annotations

import os

LONG = os.environ.get("SSDESK_LONG") == "1"


def size(usual: int, long: int) -> int:
    """`usual` in `make test`, `long` in `make test-long`."""
    return long if LONG else usual
