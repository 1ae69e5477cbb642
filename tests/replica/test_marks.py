"""Flags, unread marks, later and own folders on this computer: seen at once, and the same as what the school makes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from ssdesk.models.message import FLAGGED
from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import FLAGS, Folder, Message, Receipt, Recipient
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.replica import Replica
from ssdesk.replica.actions import MoveMessage, OpenMessage, SendMessage
from ssdesk.replica.inbox import ANY, Filter, FolderCount, MessageRow
from ssdesk.replica.marks import DeleteFolder, MarkUnread, SaveFolder, SetFlag, Snooze
from tests.replica.feed_school import ME, Clock, FeedSchool, check_sums, expected, visible

Letter = Callable[..., Message]
MINE = "f" * 32
HOUR = 3_600_000


@pytest.fixture
def first(replica: Replica, school: FeedSchool, letter: Letter) -> str:
    """The oldest of three messages, opened long ago."""
    for number in (1, 2, 3):
        school.put("message", letter(number, opened_at=5))
    school.sync(replica)
    return letter(1).id


def ids(replica: Replica, filter_: Filter) -> list[str]:
    return [row.id for row in replica.inbox.rows(replica.inbox.keys(filter_))]


def row(replica: Replica, id_: str) -> MessageRow:
    detail = replica.inbox.message(id_)
    assert detail is not None
    return detail.row


def types(replica: Replica) -> list[str]:
    return [command.type for command in replica.outbox.waiting(0, 50)]


def test_unread_mark_counts_and_opening_clears_it_without_another_receipt(
    replica: Replica, school: FeedSchool, first: str
) -> None:
    assert replica.inbox.counts()["inbox"] == FolderCount(3, 0)
    assert replica.do(OpenMessage(first)) is None
    assert replica.do(MarkUnread(first, unread=True)) is not None
    assert replica.do(MarkUnread(first, unread=True)) is None
    assert replica.inbox.counts()["inbox"] == FolderCount(3, 1)
    assert ids(replica, Filter(unread=True)) == [first]
    assert replica.inbox.marked() == 1
    assert replica.do(OpenMessage(first)) is not None
    assert replica.inbox.counts()["inbox"] == FolderCount(3, 0)
    opened_at = row(replica, first).opened_at
    assert opened_at is not None
    assert opened_at.timestamp() == 0.005, "the receipt is the first one"
    assert replica.inbox.marked() == 0
    assert types(replica) == ["mark_unread", "open_message"]


def test_message_that_was_never_opened_cannot_be_marked_read(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    assert replica.do(MarkUnread(letter(1).id, unread=False)) is None
    assert replica.do(MarkUnread(letter(1).id, unread=True)) is None
    assert replica.inbox.counts()["inbox"] == FolderCount(1, 1)


def test_flags_are_found_by_colour(replica: Replica, school: FeedSchool, first: str, letter: Letter) -> None:
    school.put("sent_message", letter(9, folder="sent", sender=ME, recipients=[Recipient("x", "Petra", "juf")]))
    school.sync(replica)
    flagged = [first, letter(2).id, letter(9).id]
    for id_, flag in zip(flagged, FLAGS, strict=False):
        assert replica.do(SetFlag(id_, flag)) is not None  # type: ignore[arg-type]
        assert replica.do(SetFlag(id_, flag)) is None  # type: ignore[arg-type]
    assert ids(replica, Filter(flag=ANY)) == [letter(2).id, first]
    assert ids(replica, Filter("", flag=ANY)) == flagged[::-1]
    for id_, flag in zip(flagged, FLAGS, strict=False):
        assert ids(replica, Filter("", flag=flag)) == [id_]
        assert row(replica, id_).flag == flag
    replica.do(SetFlag(first, ""))
    assert ids(replica, Filter(flag=ANY)) == [letter(2).id]
    with replica._database.reading() as connection:
        sql = f"SELECT key FROM message WHERE folder = 'inbox' AND {FLAGGED} ORDER BY key DESC"
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert "message_flagged" in plan
    assert "TEMP B-TREE" not in plan


def test_flag_lies_over_a_newer_copy_until_the_school_has_it_and_goes_back_when_refused(
    replica: Replica, school: FeedSchool, first: str, letter: Letter
) -> None:
    id_ = replica.do(SetFlag(first, "green"))
    school.put("message", letter(1, opened_at=5, answered_at=9))
    school.sync(replica)
    assert (row(replica, first).flag, row(replica, first).answered_at is None) == ("green", False)
    refusal = CommandResult(id_ or "", "rejected", problem=Problem("unknown_message", "Gone."))
    replica.outbox.take_answer(CommandAnswer("e1", [refusal]))
    assert row(replica, first).flag == ""
    assert replica.outbox.items() == [], "nobody needs to hear of it"
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_message_waiting_to_leave_gets_no_flag(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    id_ = replica.do(SendMessage(["c" * 32], "Ziek", "Noor is ziek."))
    assert replica.do(SetFlag(id_ or "", "red")) is None


# ---- Later -----------------------------------------------------------------------------------------------------------
def test_message_for_later_is_out_of_sight_until_this_computer_brings_it_back(
    replica: Replica, school: FeedSchool, first: str, letter: Letter, clock: Clock
) -> None:
    until = clock() + 2 * HOUR
    assert replica.do(Snooze(first, until)) is not None
    assert replica.do(Snooze(first, until)) is None
    assert ids(replica, Filter()) == [letter(3).id, letter(2).id]
    assert ids(replica, Filter("later")) == [first]
    assert replica.inbox.counts()["later"] == FolderCount(1)
    assert replica.inbox.due(clock() + HOUR) == []
    assert replica.inbox.due(until) == [(first, until)]
    assert replica.do(Snooze(first, until - 1, due=True)) is None, "not the moment it waits for"
    assert replica.do(Snooze(first, until, due=True)) is not None
    assert replica.do(Snooze(first, until, due=True)) is None
    assert ids(replica, Filter()) == [first, letter(3).id, letter(2).id], "above what was there meanwhile"
    assert row(replica, first).came_back
    assert replica.inbox.marked() == 0, "that it came back is news"
    assert replica.inbox.counts()["inbox"] == FolderCount(3, 1)
    replica.do(OpenMessage(first))
    assert not row(replica, first).came_back
    assert ids(replica, Filter())[0] == first, "reading moves nothing"
    replica.do(MoveMessage(first, "archive"))
    assert row(replica, first).snoozed_until is None


def test_what_the_school_brought_back_looks_the_same(
    replica: Replica, school: FeedSchool, first: str, letter: Letter, clock: Clock
) -> None:
    until = clock() + HOUR
    school.put("message", letter(1, opened_at=5, folder="later", snoozed_until=until))
    school.sync(replica)
    assert replica.inbox.due(until) == [(first, until)]
    school.put("message", letter(1, opened_at=5, folder="inbox", unread=True, snoozed_until=until))
    school.sync(replica)
    assert replica.inbox.due(until) == []
    assert ids(replica, Filter()) == [first, letter(3).id, letter(2).id]
    assert visible(replica) == expected(school)
    check_sums(replica)


def test_conversation_keeps_its_order_when_a_message_comes_back(
    replica: Replica, school: FeedSchool, letter: Letter, clock: Clock
) -> None:
    for number in (1, 2):
        school.put("message", letter(number, thread="t"))
    school.sync(replica)
    replica.do(Snooze(letter(1).id, clock() + HOUR))
    replica.do(Snooze(letter(1).id, clock() + HOUR, due=True))
    assert [one.id for one in replica.inbox.conversation("t")] == [letter(1).id, letter(2).id]


def test_journal_sent_again_after_a_restore_leaves_an_opened_message_opened(
    replica: Replica, school: FeedSchool, first: str, letter: Letter, clock: Clock
) -> None:
    until = clock() + HOUR
    replica.do(Snooze(first, until))
    clock.now = until + HOUR
    replica.do(Snooze(first, until, due=True))
    replica.do(OpenMessage(first))
    assert replica.take_other_epoch(OtherEpoch("e2", "e1"))
    again = row(replica, first)
    assert (again.folder, again.unread) == ("inbox", False)
    assert types(replica) == ["snooze", "snooze", "open_message"]


# ---- Own folders -----------------------------------------------------------------------------------------------------
def test_own_folder_is_seen_at_once_and_its_messages_reach_the_archive_with_it(
    replica: Replica, school: FeedSchool, first: str
) -> None:
    other = "0" * 31 + "1"
    replica.do(SaveFolder(MINE, " Bos\tklassen "))
    replica.do(SaveFolder(other, "Sport"))
    assert replica.inbox.folders() == [Folder(MINE, "Bos klassen", 0), Folder(other, "Sport", 1)]
    replica.do(SaveFolder(MINE, "Bosklassen"))
    assert replica.inbox.folders()[0] == Folder(MINE, "Bosklassen", 0)
    replica.do(MoveMessage(first, MINE))
    assert ids(replica, Filter(MINE)) == [first]
    assert replica.inbox.counts()[MINE] == FolderCount(1)
    replica.do(DeleteFolder(MINE))
    assert replica.do(DeleteFolder(MINE)) is None
    assert [folder.name for folder in replica.inbox.folders()] == ["Sport"]
    assert ids(replica, Filter("archive")) == [first]
    assert MINE not in replica.inbox.counts()


def test_folders_of_the_school_are_read_and_forgotten(replica: Replica, school: FeedSchool) -> None:
    school.put("folder", Folder(MINE, "Zorg"))
    school.sync(replica)
    assert replica.inbox.folders() == [Folder(MINE, "Zorg")]
    school.remove("folder", MINE)
    school.sync(replica)
    assert replica.inbox.folders() == []


# ---- Views -----------------------------------------------------------------------------------------------------------
def test_awaiting_shows_own_personal_messages_after_which_nothing_came(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    people = [Recipient("x", "Petra", "juf")]

    def sent(number: int, thread: str, **more: object) -> None:
        about = {"folder": "sent", "sender": ME, "recipients": people, "thread": thread} | more
        school.put("sent_message", letter(number, **about))

    sent(1, "answered")
    school.put("message", letter(2, thread="answered"))
    sent(3, "open")
    sent(4, "twice")
    sent(5, "twice")
    sent(6, "group", group=True)
    sent(7, "thrown", folder="trash")
    sent(8, "kept", folder="archive")
    school.sync(replica)
    replica.do(SendMessage(["c" * 32], "Ziek", "Noor is ziek."))
    view = Filter("", awaiting=0)
    assert ids(replica, view) == [letter(number).id for number in (8, 5, 3)]
    assert [one.id for one in replica.inbox.first_page(view, 2)] == [letter(8).id, letter(5).id]
    school.put("message", letter(9, thread="open"))
    school.sync(replica)
    assert ids(replica, view) == [letter(8).id, letter(5).id]
    assert ids(replica, Filter("", awaiting=letter(8).sent_at)) == [letter(8).id]


def test_nothing_is_awaited_of_who_reacted_nor_after_it_was_taken_back(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    people = [Recipient("x", "Petra", "juf"), Recipient("y", "Els", "juf")]

    def sent(number: int, *seen: Receipt, **more: object) -> None:
        about = {"folder": "sent", "sender": ME, "recipients": people, "thread": f"{number}"} | more
        school.put("sent_message", letter(number, **about))
        for receipt in seen:
            school.put("receipt", receipt)

    def reacted(number: int, who: str, **what: object) -> Receipt:
        return Receipt(f"{number}{who}".rjust(32, "0"), letter(number).id, who, opened_at=1, **what)  # type: ignore[arg-type]

    sent(1, reacted(1, "x", response="confirmed"), reacted(1, "y", answered_at=2), asks="confirm")
    sent(2, reacted(2, "x", response="confirmed"), asks="confirm")
    sent(3, withdrawn_at=9)
    sent(4, reacted(4, "x", response="confirmed"), reacted(4, "y", response="confirmed"), asks="answer")
    sent(5, reacted(5, "x", response="not_for_me"), reacted(5, "y", response="talk"), asks="answer")
    sent(6, reacted(6, "x", response="follows"), reacted(6, "y", response="confirmed"))
    sent(7, reacted(7, "x", response="confirmed"), reacted(7, "y", response="confirmed"))
    sent(8, reacted(8, "x"), reacted(8, "y"))
    school.sync(replica)
    view = Filter("", awaiting=0)
    assert ids(replica, view) == [letter(number).id for number in (8, 6, 4, 2)]
    school.put("receipt", reacted(2, "y", response="confirmed"))
    school.sync(replica)
    assert ids(replica, view) == [letter(number).id for number in (8, 6, 4)]


def test_view_of_all_flags_leaves_out_the_trash(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number, folder in enumerate(("inbox", "archive", "trash", "sent"), 1):
        school.put("message", letter(number, folder=folder, flag="red"))
    school.put("message", letter(5))
    school.sync(replica)
    view = Filter("", flag=ANY, kept=True)
    assert ids(replica, view) == [letter(number).id for number in (4, 2, 1)]
    assert replica.inbox.present(view, replica.inbox.keys(view)) == set(replica.inbox.keys(view))


def test_messages_of_one_sender_and_the_size_of_their_files(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    files = [
        Attachment("0" * 64, "a.pdf", "application/pdf", 100),
        Attachment("1" * 64, "b.pdf", "application/pdf", 23),
    ]
    school.put("message", letter(1, sender="a" * 32, attachments=files))
    school.put("message", letter(2, sender="b" * 32))
    school.put("sent_message", msgspec.structs.replace(letter(3, folder="inbox"), sender="a" * 32))
    school.sync(replica)
    assert ids(replica, Filter(sender="a" * 32)) == [letter(1).id]
    assert [row(replica, letter(n).id).size for n in (1, 2)] == [123, 0]


def test_view_of_what_asks_an_answer_leaves_out_the_trash(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number, folder in enumerate(("inbox", "archive", "trash", "later"), 1):
        school.put("message", letter(number, folder=folder, answer_by=9))
    school.sync(replica)
    assert ids(replica, Filter("", to_answer=True, kept=True)) == [letter(n).id for n in (4, 2, 1)]
    assert [row.id for row in replica.inbox.first_page(Filter("", to_answer=True, kept=True), 2)] == [
        letter(4).id,
        letter(2).id,
    ]
    assert replica.inbox.to_answer("") == 3
