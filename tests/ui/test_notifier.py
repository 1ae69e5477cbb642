"""Notices of new messages: once, without their content, never in the quiet hours, never for what was there before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ssdesk.household import Home
from ssdesk.protocol.kinds import Notifications
from ssdesk.sync.status import SyncStatus
from ssdesk.ui import texts
from ssdesk.ui.notifier import Notifier
from tests.school import MONDAY

HOUR, DAY = 3_600_000, 86_400_000


class Clock:
    now = MONDAY

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    made = Clock()
    texts.use_clock(made)
    yield made
    texts.use_clock(None)


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def notifier(told: list[tuple[str, str]], clock: Clock, qapp: object) -> Notifier:
    return Notifier(lambda title, text: told.append((title, text)))


def home(unread: int, *, name: str = "0", last_success: int | None = MONDAY, **more: object) -> Home:
    status = SyncStatus(state="up_to_date", last_success=last_success)
    facts = {"child": "Noor", "school_short": "De Wilg", **more}
    return Home(name=name, account="a" * 32, colour=0, state="open", unread=unread, status=status, **facts)  # type: ignore[arg-type]


def test_new_messages_are_told_once_and_say_only_how_many(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    for unread in (3, 4, 4, 6):
        notifier.look([home(unread)])
    assert told == [("De Wilg, Noor", "1 new message"), ("De Wilg, Noor", "2 new messages")]


def test_marking_a_message_as_unread_again_is_no_news(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    for unread, marked in ((3, 0), (4, 1), (6, 3), (5, 2), (6, 2)):
        notifier.look([home(unread, marked=marked)])
    assert told == [("De Wilg, Noor", "1 new message")]


def test_what_was_there_at_the_start_is_not_news(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    notifier.look([home(12)])
    assert told == []


def test_reading_is_not_news(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    for unread in (3, 1, 0):
        notifier.look([home(unread)])
    assert told == []
    notifier.look([home(1)])
    assert told == [("De Wilg, Noor", "1 new message")]


def test_first_fetching_of_a_whole_mailbox_is_not_news(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    for unread in (0, 200, 4000):
        notifier.look([home(unread, last_success=None)])
    notifier.look([home(4000)])
    assert told == []


def test_each_account_is_told_of_by_itself(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    office = {"name": "1", "child": "", "school_short": "De Toren"}
    notifier.look([home(0), home(0, **office)])  # type: ignore[arg-type]
    notifier.look([home(1), home(2, **office)])  # type: ignore[arg-type]
    assert told == [("De Wilg, Noor", "1 new message"), ("De Toren", "2 new messages")]


@pytest.mark.parametrize(
    ("later", "heard"),
    [
        (0, True),  # Monday 14:32
        (3 * HOUR, True),  # 17:32
        (4 * HOUR, False),  # 18:32
        (16 * HOUR, False),  # Tuesday 6:32
        (17 * HOUR, True),  # Tuesday 7:32
        (5 * DAY, False),  # Saturday
    ],
)
def test_quiet_hours_are_quiet_and_nothing_is_told_afterwards(
    notifier: Notifier, told: list[tuple[str, str]], clock: Clock, later: int, heard: bool
) -> None:
    notifier.look([home(0)])
    clock.now = MONDAY + later
    notifier.look([home(1)])
    assert bool(told) == heard
    clock.now = MONDAY + 7 * DAY
    notifier.look([home(1)])
    assert bool(told) == heard


def test_who_wants_no_notices_gets_none(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    silent = Notifications(id="a", messages_desktop=False)
    for unread in (0, 1):
        notifier.look([home(unread, notifications=silent)])
    assert told == []


def test_own_hours_are_followed(notifier: Notifier, told: list[tuple[str, str]], clock: Clock) -> None:
    evenings = Notifications(id="a", days=(0,), start=20 * 60, end=24 * 60)
    notifier.look([home(0, notifications=evenings)])
    notifier.look([home(1, notifications=evenings)])
    assert told == []
    clock.now = MONDAY + 6 * HOUR
    notifier.look([home(2, notifications=evenings)])
    assert told == [("De Wilg, Noor", "1 new message")]


def test_unlocking_is_not_news(notifier: Notifier, told: list[tuple[str, str]]) -> None:
    notifier.look([home(3)])
    notifier.look([Home(name="0", account="a" * 32, colour=0, state="locked")])
    notifier.look([home(3)])
    assert told == []
    notifier.look([home(4)])
    assert told == [("De Wilg, Noor", "1 new message")]


@pytest.mark.parametrize(
    ("minute", "heard"),
    [
        (6 * 60 + 59, "1 emergency message"),
        (7 * 60, "1 emergency message, 2 new messages"),
        (17 * 60 + 59, "1 emergency message, 2 new messages"),
        (18 * 60, "1 emergency message"),
        (24 * 60 - 1, "1 emergency message"),
        (0, "1 emergency message"),
    ],
)
def test_an_emergency_is_told_in_quiet_hours_too_and_nothing_else_with_it(
    notifier: Notifier, told: list[tuple[str, str]], clock: Clock, minute: int, heard: str
) -> None:
    clock.now = MONDAY - (14 * 60 + 32 - minute) * 60_000
    notifier.look([home(4)])
    notifier.look([home(7, urgent=("gas",))])
    assert told == [("De Wilg, Noor", heard)]
    notifier.look([home(7, urgent=("gas",))])
    clock.now = MONDAY
    notifier.look([home(7, urgent=("gas",))])
    assert len(told) == 1


def test_an_emergency_is_told_although_another_message_was_read_meanwhile(
    notifier: Notifier, told: list[tuple[str, str]]
) -> None:
    notifier.look([home(4)])
    notifier.look([home(4, urgent=("gas",))])
    assert told == [("De Wilg, Noor", "1 emergency message")]
    notifier.look([home(3)])
    notifier.look([home(4, urgent=("gas",))])  # it came back from later
    assert [text for _, text in told] == ["1 emergency message", "1 new message"]


def test_an_emergency_of_before_or_for_who_wants_no_notices_is_not_told(
    notifier: Notifier, told: list[tuple[str, str]]
) -> None:
    silent = Notifications(id="a", messages_desktop=False)
    notifier.look([home(1, urgent=("gas",)), home(0, name="1", notifications=silent)])
    notifier.look([home(1, urgent=("gas",)), home(1, name="1", notifications=silent, urgent=("fire",))])
    notifier.look([home(1, name="2", last_success=None)])
    notifier.look([home(9, name="2", last_success=None, urgent=("old",))])
    assert told == []
