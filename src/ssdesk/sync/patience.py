"""How long to wait before the next try. Pure: the chance comes in as a number, so that a test decides it."""

from __future__ import annotations

FIRST_S = 2.0
LONGEST_S = 300.0
POLL_S = (15.0, 3600.0)  # whatever the server asks, not more often and not less often than this


def after_failures(failures: int, chance: float) -> float:
    """Seconds to wait after this many failures in a row (≥ 1): doubling up to five minutes, spread over the upper half
    so that a thousand desktops do not come back in the same second. `chance` lies in [0, 1)."""
    longest: float = min(LONGEST_S, FIRST_S * 2.0 ** min(failures - 1, 16))
    return longest * (0.5 + chance / 2)


def until_poll(next_poll_s: float, chance: float) -> float:
    """Seconds until the next poll: what the server asked, kept in bounds, spread by a fifth to each side."""
    shortest, longest = POLL_S
    return min(max(float(next_poll_s), shortest), longest) * (0.8 + 0.4 * chance)
