"""What of a text can be seen."""

from __future__ import annotations

import pytest

from ssdesk.rules.seen import is_blank

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u200e\u202e\u3164\u115f\uffa0\u2800\u034f\ufe0f\u00a0\u3000\t\n"


@pytest.mark.parametrize("text", ["", " \n", UNSEEN, *UNSEEN, "\u0301", "\0\x1b"])
def test_what_nobody_sees_is_no_text(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "?", "\u200bJa", "👍", "Ö", "ى", "漢", f"{UNSEEN}.{UNSEEN}"])
def test_one_sign_is_a_text_whatever_stands_around_it(text: str) -> None:
    assert not is_blank(text)
