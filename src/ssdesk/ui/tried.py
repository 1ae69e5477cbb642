"""One place for what a person tries and the computer may refuse."""

from __future__ import annotations

from collections.abc import Callable

from ssdesk.errors import SsdeskError


def tried(act: Callable[[], object], say: Callable[[SsdeskError], object]) -> bool:
    """Whether it was done; what goes wrong (a full disk) is said."""
    try:
        act()
    except SsdeskError as error:
        say(error)
        return False
    return True
