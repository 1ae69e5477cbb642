"""How long the engine waits: longer after each failure, never for ever, and not all desktops at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssdesk.sync import patience

CHANCE = st.floats(0, 0.999)


@given(st.integers(1, 10_000), CHANCE)
def test_wait_after_failures_stays_within_bounds(failures: int, chance: float) -> None:
    assert patience.FIRST_S / 2 <= patience.after_failures(failures, chance) < patience.LONGEST_S


@given(st.integers(1, 50), CHANCE)
def test_more_failures_never_wait_less(failures: int, chance: float) -> None:
    assert patience.after_failures(failures, chance) <= patience.after_failures(failures + 1, chance)


def test_thousand_desktops_spread_over_half_the_wait() -> None:
    waits = [patience.after_failures(20, n / 1000) for n in range(1000)]
    assert len(set(waits)) == 1000
    assert (min(waits), round(max(waits), 2)) == (150.0, 299.85)


@given(st.one_of(st.integers(-10, 10**9), st.floats(-10, 10**9)), CHANCE)
def test_poll_keeps_its_bounds_whatever_the_server_asks(asked: float, chance: float) -> None:
    shortest, longest = patience.POLL_S
    assert 0.8 * shortest <= patience.until_poll(asked, chance) <= 1.2 * longest
