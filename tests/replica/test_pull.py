"""Pulled pages become the replica."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from ssdesk.protocol.kinds import Message, Pupil
from ssdesk.protocol.pull import Cursor, OtherEpoch, PullAnswer
from ssdesk.replica import Replica
from ssdesk.replica.inbox import Filter, FolderCount
from tests.replica.feed_school import MAILBOX, FeedSchool, Told, check_sums, expected, visible

Letter = Callable[..., Message]


def answer_of(school: FeedSchool, replica: Replica, limit: int = 2000) -> PullAnswer:
    answer = school.pull(replica.pull_request(limit))
    assert isinstance(answer, PullAnswer)
    return answer


@pytest.mark.parametrize("limit", [1, 3, 2000])
def test_the_replica_holds_what_the_school_shows_whatever_the_page_size(
    replica: Replica, school: FeedSchool, letter: Letter, limit: int
) -> None:
    for number in range(20):
        school.put("message", letter(number))
    school.sync(replica, limit)
    assert visible(replica) == expected(school)
    school.put("message", letter(3, opened_at=1_795_100_000_000))
    school.remove("message", letter(4).id)
    school.put("message", letter(30))
    school.sync(replica, limit)
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_the_newest_messages_come_first(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number in range(50):
        school.put("message", letter(number))
    replica.take_other_epoch(OtherEpoch("e1", ""))
    replica.take_pull(answer_of(school, replica, 10))
    assert [row.subject for row in replica.inbox.first_page(Filter(), 3)] == ["Bericht 49", "Bericht 48", "Bericht 47"]


def test_a_late_and_a_doubled_answer_change_nothing(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    late = answer_of(school, replica)
    school.put("message", letter(2))
    second = answer_of(school, replica)
    assert replica.take_pull(second).complete
    assert not replica.take_pull(second).fitted
    assert not replica.take_pull(late).fitted
    assert visible(replica) == expected(school)


def test_applying_goes_on_where_it_was_stopped(
    open_replica: Callable[[], Replica], school: FeedSchool, letter: Letter
) -> None:
    for number in range(1000):
        school.put("message", letter(number))
    replica = open_replica()
    replica.take_other_epoch(OtherEpoch("e1", ""))
    pauses = iter([None, None, None])

    def stop_at_the_fourth() -> None:
        next(pauses)

    with pytest.raises(StopIteration):
        replica.take_pull(answer_of(school, replica), stop_at_the_fourth)
    replica = open_replica()
    assert 0 < len(replica.inbox.keys(Filter())) < 1000
    assert replica.cursors()[MAILBOX].low > 0
    check_sums(replica)
    school.put("message", letter(999, opened_at=1))
    school.sync(replica)
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_changes_read_halfway_keep_a_cursor_that_fits_them(
    open_replica: Callable[[], Replica], school: FeedSchool, letter: Letter
) -> None:
    replica = open_replica()
    school.sync(replica)
    high = replica.cursors()[MAILBOX].high
    for number in range(500):
        school.put("message", letter(number))
    pauses = iter([None, None])
    with pytest.raises(StopIteration):
        replica.take_pull(answer_of(school, replica), lambda: next(pauses))
    assert replica.cursors()[MAILBOX] == Cursor(high + 400, 0)
    school.sync(open_replica())
    assert visible(open_replica()) == expected(school)


def test_a_revoked_scope_goes_but_not_what_another_scope_holds(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.grant("p:1:name", "c:4B:parents")
    school.put("pupil", Pupil("1" * 32, "Milan", "Peeters", "6A"), "p:1:name")
    school.put("pupil", Pupil("2" * 32, "Lena", "Peeters", "6A"), "p:1:name", "c:4B:parents")
    school.put("message", letter(1), "p:1:name")
    school.sync(replica)
    replica.index_pending()
    assert len(replica.inbox.keys(Filter(words="tekst"))) == 1
    school.revoke("p:1:name")
    school.sync(replica)
    assert [pupil.first_name for pupil in replica.people.pupils()] == ["Lena", "Noor"]
    assert len(replica.inbox.keys(Filter(words="tekst"))) == 0
    assert "p:1:name" not in replica.cursors()
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_a_scope_that_starts_over_stays_readable_and_ends_right(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    for number in range(300):
        school.put("message", letter(number))
    school.sync(replica)
    for number in range(0, 300, 2):
        school.remove("message", letter(number).id)
    school.purge(school.seq)
    replica.take_pull(answer_of(school, replica, 50))
    assert len(replica.inbox.keys(Filter())) == 300
    school.sync(replica, 50)
    assert len(replica.inbox.keys(Filter())) == 150
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_a_wrong_checksum_makes_the_scope_read_anew(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    school.put("message", letter(2))
    answer = answer_of(school, replica)
    wrong = msgspec.structs.replace(
        answer, scopes=[msgspec.structs.replace(page, sum=(page.sum or 0) ^ 1) for page in answer.scopes]
    )
    applied = replica.take_pull(wrong)
    assert applied.mismatched == (MAILBOX,)
    assert not applied.complete
    assert len(replica.inbox.keys(Filter())) == 2
    assert replica.cursors() == {}
    assert replica.fact("mismatches") == "1"
    school.sync(replica)
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_another_epoch_keeps_the_old_content_until_the_new_one_is_whole(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    for number in range(300):
        school.put("message", letter(number))
    school.sync(replica)
    restored = FeedSchool(epoch="e2")
    for number in range(0, 300, 3):
        restored.put("message", letter(number, subject="Hersteld"))
    old = answer_of(school, replica)
    refused = restored.pull(replica.pull_request())
    assert isinstance(refused, OtherEpoch)
    assert replica.take_other_epoch(refused)
    assert not replica.take_other_epoch(refused), "asked of an epoch that is over"
    assert not replica.take_pull(old).fitted
    assert len(replica.inbox.keys(Filter())) == 300
    replica.take_pull(answer_of(restored, replica, 20))
    assert len(replica.inbox.keys(Filter())) == 300
    restored.sync(replica, 20)
    assert visible(replica) == expected(restored)
    assert replica.epoch == "e2"
    check_sums(replica)


def test_kinds_fields_and_codes_of_a_newer_school_survive(
    open_replica: Callable[[], Replica], school: FeedSchool, letter: Letter
) -> None:
    newer = msgspec.to_builtins(letter(1, folder="later")) | {"colour": "purple", "stars": 3}
    school.put("message", msgspec.json.encode(newer), oid=letter(1).id)
    school.put("hologram", b'{"id":"h1","depth":[1,2]}', oid="h1")
    school.put("pupil", b'{"id":"x","first_name":{"given":"Lena"}}', oid="x")
    replica = open_replica()
    school.sync(replica)
    assert replica.inbox.counts()["later"] == FolderCount(1, 1)
    assert [row.folder for row in replica.inbox.first_page(Filter(folder="later"))] == ["later"]
    replica = open_replica()
    assert visible(replica)["hologram", "h1"] == {"id": "h1", "depth": [1, 2]}
    assert visible(replica)["pupil", "x"] == {"id": "x", "first_name": {"given": "Lena"}}
    school.put("pupil", Pupil("x", "Lena", "Peeters", "6A"), oid="x")
    school.remove("hologram", "h1")
    school.sync(replica)
    assert visible(replica) == expected(school)


def test_what_is_told_names_ids_and_keys(replica: Replica, school: FeedSchool, letter: Letter, told: Told) -> None:
    school.sync(replica)
    told.since()
    school.put("message", letter(1))
    school.sync(replica)
    touched = told.since()
    assert touched.kinds == {"message": {letter(1).id}}
    assert touched.keys == set(replica.inbox.keys(Filter()))
    school.remove("message", letter(1).id)
    school.sync(replica)
    assert told.since().keys == touched.keys


def test_many_messages_of_one_moment_each_have_a_place(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number in range(600):
        school.put("message", letter(number, sent_at=1_795_000_000_000))
    school.put("message", letter(601, sent_at=-5))
    school.put("message", letter(602, sent_at=2**62))
    school.sync(replica)
    keys = replica.inbox.keys(Filter())
    assert len(set(keys)) == 602
    assert list(keys) == sorted(keys, reverse=True)
    assert all(key << 8 < 2**63 for key in keys)
    assert [row.sent_at.year for row in (replica.inbox.rows(keys)[0], replica.inbox.rows(keys)[-1])] == [2248, 1970]
