"""How long a message can be taken back."""

from __future__ import annotations

import pytest

from ssdesk.rules.undo_send import AT_ONCE, UndoSend


@pytest.mark.parametrize(("recipients", "seconds"), [(0, 10), (1, 10), (30, 10), (31, 60), (5_000, 60)])
def test_the_more_people_the_longer_it_can_be_taken_back(recipients: int, seconds: int) -> None:
    assert UndoSend().wait_ms(recipients) == seconds * 1000
    assert AT_ONCE.wait_ms(recipients) == 0
