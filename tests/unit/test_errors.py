"""Errors that are kept beside what they are about: whether that has changed is seen by what they say."""

from __future__ import annotations

import pytest

from ssdesk.errors import Refused, SsdeskError, disk_full

SAID = SsdeskError("{name} is too large.", "Choose another.", code="too-large", name="a.pdf")


def test_two_errors_that_say_the_same_are_the_same() -> None:
    again = SsdeskError("{name} is too large.", "Choose another.", code="too-large", name="a.pdf")
    assert again == SAID
    assert {SAID, again} == {SAID}
    assert disk_full() == disk_full()


@pytest.mark.parametrize(
    "other",
    [
        SsdeskError("{name} is too large.", "Choose another.", code="too-large", name="b.pdf"),
        SsdeskError("{name} is too large.", "Leave it out.", code="too-large", name="a.pdf"),
        SsdeskError("{name} is too large.", "Choose another.", code="too-large", retry=True, name="a.pdf"),
        Refused("{name} is too large.", "Choose another.", code="too-large", name="a.pdf"),
        ValueError("{name} is too large."),
    ],
)
def test_errors_that_say_something_else_are_others(other: Exception) -> None:
    assert other != SAID
