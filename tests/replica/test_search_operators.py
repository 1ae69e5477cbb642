"""Operators limit a search to a place, a child or a time; with and without the index the same is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message, Pupil, Recipient
from ssdesk.replica import Replica
from ssdesk.replica.actions import SaveDraft
from ssdesk.replica.inbox import Filter
from tests.replica.feed_school import ME, Clock, FeedSchool

Letter = Callable[..., Message]
PDF = Attachment("0" * 64, "Menu_januari.pdf", "application/pdf", 1)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return round(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def find(replica: Replica, school: FeedSchool, letter: Letter, clock: Clock) -> Callable[..., list[str]]:
    clock.now = at(2026, 11, 24, 10)
    school.put("pupil", Pupil("q" * 32, "Wout", "Peeters", "6A"))
    for number, fields in enumerate(
        (
            {"subject": "Zomer", "sent_at": at(2026, 10, 24, 22, 30), "sender_name": "Jan Wuyts"},  # 25/10 0:30
            {"subject": "Winter", "sent_at": at(2026, 10, 25, 22, 30), "body": "reis naar Jan"},  # 25/10 23:30
            {"subject": "Lente", "sent_at": at(2026, 3, 28, 22, 59), "attachments": [PDF]},  # 28/3 23:59
            {"subject": "Maart", "sent_at": at(2026, 3, 28, 23, 1), "pupil": "q" * 32},  # 29/3 0:01
            {"subject": "Gisteren", "sent_at": at(2026, 11, 23, 9), "pupil": "p" * 32, "body": "reis"},
            {"subject": "Vandaag", "sent_at": at(2026, 11, 24, 9), "folder": "archive", "body": "over menu"},
            {"subject": "Oud", "sent_at": at(2025, 12, 31, 22, 30)},
        )
    ):
        school.put("message", letter(number, **fields))
    people = [Recipient("x", "Ömer Çelik", "parent"), Recipient("y", "Jan Claes", "parent")]
    fields = {"sender": ME, "sender_name": "Els Vermeulen", "sent_at": at(2026, 11, 20, 9), "folder": "sent"}
    school.put("sent_message", letter(9, subject="Verzonden", recipients=people, **fields))
    school.sync(replica)

    def ask(words: str, folder: str = "", **rest: object) -> list[str]:
        asked = Filter(folder=folder, words=words, **rest)  # type: ignore[arg-type]
        direct = [row.subject for row in replica.inbox.rows(replica.inbox.keys(asked))]
        while replica.index_pending():
            pass
        keys = replica.inbox.keys(asked)
        assert list(keys) == sorted(keys, reverse=True)
        indexed = [row.subject for row in replica.inbox.rows(keys)]
        assert direct == indexed == [row.subject for row in replica.inbox.first_page(asked)]
        assert replica.inbox.present(asked, keys) == set(keys)
        return indexed

    return ask


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("jan", ["Verzonden", "Winter", "Zomer", "Lente"]),
        ("van:jan", ["Zomer"]),
        ("from:wuy reis", []),
        ("van:petra reis", ["Gisteren", "Winter"]),
        ("aan:omer", ["Verzonden"]),
        ('aan:"jan claes"', ["Verzonden"]),
        ("menu", ["Vandaag", "Lente"]),
        ("bijlage:menu", ["Lente"]),
        ("attachment:pdf", ["Lente"]),
        ("onderwerp:winter", ["Winter"]),
        ("na:gisteren", ["Vandaag", "Gisteren"]),
        ("na:gisteren voor:vandaag", ["Gisteren"]),
        ("reis voor:november", ["Winter"]),
        ("reis na:november", ["Gisteren"]),
        ("na:25/10/2026 voor:26/10/2026", ["Winter", "Zomer"]),
        ("voor:29/3", ["Lente", "Oud"]),
        ("na:29/3 voor:april", ["Maart"]),
        ("voor:2026", ["Oud"]),
        ("na:2026-11-25", []),
        ("kind:wout", ["Maart"]),
        ("kind:zoe", []),
        ("van:", ["Vandaag"]),
        ("onderwerp:zomer van:wuyts na:2026 voor:2027 jan", ["Zomer"]),
    ],
)
def test_operators_find(find: Callable[..., list[str]], words: str, subjects: list[str]) -> None:
    assert find(words) == subjects


def test_the_child_of_the_account_is_what_all_of_it_is_about(find: Callable[..., list[str]]) -> None:
    assert find("kind:noor reis") == ["Gisteren", "Winter"]
    assert find("kind:peeters reis") == ["Gisteren", "Winter"]
    assert find("kind:noor reis", "archive") == []
    assert len(find("kind:noor")) == 8


def test_operators_keep_within_folder_and_filters(find: Callable[..., list[str]]) -> None:
    assert find("na:gisteren", "inbox") == ["Gisteren"]
    assert find("na:gisteren", "archive") == ["Vandaag"]
    assert find("voor:2027", "inbox", pupil="q" * 32) == ["Maart"]


def test_what_came_back_from_later_is_found_by_the_day_that_its_row_shows(
    replica: Replica, school: FeedSchool, letter: Letter, clock: Clock, find: Callable[..., list[str]]
) -> None:
    back = at(2026, 11, 24, 8)
    school.put("message", letter(20, subject="Terug", body="reis", sent_at=at(2026, 11, 2, 9), snoozed_until=back))
    school.sync(replica)
    assert find("reis") == ["Terug", "Gisteren", "Winter"]
    assert find("reis voor:3/11") == ["Terug", "Winter"]
    assert find("reis na:3/11") == ["Gisteren"]
    assert find("na:2/11 voor:3/11") == ["Terug"]
    assert find("na:24/11") == ["Vandaag"]
    assert find("onderwerp:terug na:1/11 voor:26/11/2026") == ["Terug"]
    assert find("reis voor:3/11", "inbox") == ["Terug", "Winter"]


def test_a_search_over_all_folders_may_find_drafts_in_their_place(
    replica: Replica, clock: Clock, find: Callable[..., list[str]]
) -> None:
    clock.now = at(2026, 11, 23, 20)
    replica.drafts.keep(SaveDraft(draft="e" * 32, subject="Begonnen", body="reis", pupil="p" * 32))
    clock.now = at(2026, 11, 24, 10)
    assert find("reis", drafts=True) == ["Begonnen", "Gisteren", "Winter"]
    assert find("na:gisteren", drafts=True) == ["Vandaag", "Begonnen", "Gisteren"]
    assert find("reis") == ["Gisteren", "Winter"]
    assert find("reis", drafts=True, flag="red") == []
    assert find("reis", "inbox", drafts=True) == ["Gisteren", "Winter"]


def test_operators_find_drafts(replica: Replica, school: FeedSchool, clock: Clock) -> None:
    clock.now = at(2026, 11, 24, 10)
    school.sync(replica)
    draft = SaveDraft(
        draft="e" * 32, subject="Vraag", body="Het menu", to=["c" * 32], pupil="p" * 32, attachments=[PDF]
    )
    replica.drafts.keep(draft)
    for words, count in (
        ("aan:petra", 1), ("aan:els", 0), ("onderwerp:vraag", 1), ("onderwerp:menu", 0), ("bijlage:januari", 1),
        ("van:petra", 0), ("na:vandaag", 1), ("voor:vandaag", 0), ("kind:noor menu", 1), ("kind:wout", 0),
    ):  # fmt: skip
        assert len(replica.inbox.first_page(Filter("drafts", words=words))) == count, words
