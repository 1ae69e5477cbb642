"""What a person does is seen at once, waits durably, and ends as the school decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from ssdesk.errors import SsdeskError
from ssdesk.protocol.commands import Command, CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import Draft, Message, Notifications, Recipient
from ssdesk.replica import Replica
from ssdesk.replica.actions import (
    ChangeDetails,
    DeleteDraft,
    MoveMessage,
    OpenMessage,
    SaveDraft,
    SendMessage,
    SetNotifications,
)
from ssdesk.replica.inbox import Filter, FolderCount
from tests.replica.feed_school import ME, Clock, FeedSchool, Told, check_sums, expected, visible

Letter = Callable[..., Message]
PETRA = "c" * 32
DRAFT = "e" * 32
WRITE = SendMessage(to=[PETRA], subject="Ziek", body="Noor is ziek.\nGroeten\nEls")
TOO_LARGE = Problem("too-large", "The file is too large.", "Send a smaller one.")


def push(
    replica: Replica, status: str = "ok", *, seq: int = 0, epoch: str = "e1", problem: Problem | None = None
) -> None:
    """Everything that waits is sent and gets this answer."""
    commands = replica.outbox.waiting(0, 50)
    assert replica.outbox.mark_tried(commands) == commands
    results = [CommandResult(command.id, status, seq, problem) for command in commands]  # type: ignore[arg-type]
    replica.outbox.take_answer(CommandAnswer(epoch, results))


def arrive(school: FeedSchool, replica: Replica, id_: str, **fields: object) -> int:
    """The school has taken the message that was shown as waiting."""
    row = replica.inbox.message(id_)
    assert row is not None
    message = Message(
        id=id_, thread=id_, sent_at=1_795_440_999_000, sender=ME, sender_name="Els Vermeulen", sender_role="mother",
        subject="Ziek", preview="Noor is ziek.", body="Noor is ziek.", folder="sent",
        recipients=[Recipient(PETRA, "Petra De Backer", "juf van klas 4B")],
    )  # fmt: skip
    return school.put("sent_message", msgspec.structs.replace(message, **fields))


def test_a_message_written_offline_is_seen_as_waiting_and_settles_when_the_pull_contains_it(
    replica: Replica, school: FeedSchool, told: Told
) -> None:
    school.sync(replica)
    told.since()
    id_ = replica.do(WRITE)
    assert id_ is not None
    (row,) = replica.inbox.first_page(Filter(folder="sent"))
    assert (row.id, row.state, row.subject, row.preview) == (id_, "waiting", "Ziek", "Noor is ziek. Groeten Els")
    assert (row.to, row.sender_name, row.own) == (("Petra De Backer",), "Els Vermeulen", True)
    assert [row.id for row in replica.inbox.first_page(Filter(folder="outbox"))] == [id_]
    assert replica.inbox.counts()["outbox"] == FolderCount(1)
    touched = told.since()
    assert touched.outbox
    assert touched.keys == {row.key}
    seq = arrive(school, replica, id_)
    push(replica, seq=seq)
    assert replica.outbox.count_waiting() == 0
    school.sync(replica)
    (row,) = replica.inbox.first_page(Filter(folder="sent"))
    assert (row.id, row.state, row.sent_at.second) == (id_, "", 39)
    assert visible(replica) == expected(school)
    assert replica.inbox.first_page(Filter(folder="outbox")) == []
    check_sums(replica)


def test_the_command_carries_what_was_written(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    id_ = replica.do(msgspec.structs.replace(WRITE, in_reply_to=letter(1).id, pupil="b" * 32))
    (command,) = replica.outbox.waiting(0, 50)
    assert (command.id, command.type, command.needs, command.if_version) == (id_, "send_message", [], None)
    assert msgspec.json.decode(msgspec.json.encode(command), type=Command) == command
    assert msgspec.json.decode(command.args)["in_reply_to"] == letter(1).id
    answered = replica.inbox.message(letter(1).id)
    assert answered is not None
    assert answered.row.answered_at is not None
    assert [row.id for row in replica.inbox.conversation(letter(1).thread)] == [letter(1).id, id_]


def test_what_is_larger_than_a_command_may_be_is_refused_at_once(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    with pytest.raises(SsdeskError, match="larger than a school can take"):
        replica.do(msgspec.structs.replace(WRITE, body="x" * 300_000))
    assert visible(replica) == expected(school)


def test_only_opening_makes_a_receipt_and_only_once(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    replica.index_pending()
    replica.inbox.first_page(Filter())
    replica.inbox.message(letter(1).id)
    replica.inbox.conversation(letter(1).thread)
    replica.inbox.keys(Filter(words="tekst"))
    assert replica.outbox.waiting(0, 50) == []
    assert replica.inbox.counts()["inbox"] == FolderCount(1, 1)
    assert replica.do(OpenMessage(message=letter(1).id)) is not None
    assert replica.do(OpenMessage(message=letter(1).id)) is None
    assert replica.inbox.counts()["inbox"] == FolderCount(1, 0)
    assert [command.type for command in replica.outbox.waiting(0, 50)] == ["open_message"]


def test_a_pull_of_an_opened_message_keeps_it_opened_until_the_school_says_so_itself(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    replica.do(OpenMessage(message=letter(1).id))
    replica.do(MoveMessage(message=letter(1).id, folder="archive"))
    school.put("message", letter(1, answer_by=1_795_900_000_000))
    school.sync(replica)
    (row,) = replica.inbox.first_page(Filter(folder="archive"))
    assert not row.unread
    assert row.answer_by is not None
    check_sums(replica)
    seq = school.put("message", letter(1, opened_at=1_795_440_800_000, folder="archive"))
    push(replica, seq=seq)
    school.sync(replica)
    assert visible(replica) == expected(school)
    assert base_rows(replica) == 0


def test_a_refused_move_goes_back_and_leaves_what_was_done_after_it(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    move = replica.do(MoveMessage(message=letter(1).id, folder="trash"))
    replica.do(OpenMessage(message=letter(1).id))
    refusal = CommandResult(move or "", "rejected", problem=Problem("no-right", "This is not allowed."))
    replica.outbox.take_answer(CommandAnswer("e1", [refusal]))
    (row,) = replica.inbox.first_page(Filter())
    assert (row.folder, row.unread) == ("inbox", False)
    (item,) = [item for item in replica.outbox.items() if item.state == "refused"]
    assert str(item.problem) == "This is not allowed."
    replica.outbox.dismiss(item.id)
    assert [item.type for item in replica.outbox.items()] == ["open_message"]


def test_a_refused_message_becomes_a_draft_again_with_the_reason(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    replica.drafts.keep(SaveDraft(draft=DRAFT, to=[PETRA], subject="Ziek", body="Noor is"))
    id_ = replica.do(msgspec.structs.replace(WRITE, draft=DRAFT))
    assert replica.drafts.all() == []
    push(replica, "rejected", problem=TOO_LARGE)
    assert replica.inbox.first_page(Filter(folder="sent")) == []
    (draft,) = replica.drafts.all()
    assert (draft.id, draft.subject, draft.body) == (DRAFT, "Ziek", WRITE.body)
    assert (draft.problem and draft.problem.title, draft.problem and draft.problem.advice) == (
        TOO_LARGE.title,
        TOO_LARGE.advice,
    )
    (row,) = replica.inbox.first_page(Filter(folder="drafts"))
    assert (row.state, row.to) == ("refused", ("Petra De Backer",))
    (item,) = replica.outbox.items()
    assert (item.id, item.state, item.draft, item.subject) == (id_, "refused", DRAFT, "Ziek")
    school.sync(replica)
    assert replica.drafts.save_kept(before=2**50) == 0, "it is not a draft to be kept at the school"
    replica.do(msgspec.structs.replace(WRITE, draft=DRAFT, subject="Ziek 2"))
    assert [item.subject for item in replica.outbox.items()] == ["Ziek 2"]
    check_sums(replica)


def test_a_message_is_withdrawn_only_while_it_never_left(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    id_ = replica.do(WRITE) or ""
    (item,) = replica.outbox.items()
    assert item.can_withdraw
    draft = replica.outbox.withdraw(id_)
    assert replica.outbox.waiting(0, 50) == []
    assert [(kept.id, kept.body, kept.problem) for kept in replica.drafts.all()] == [(draft, WRITE.body, None)]
    id_ = replica.do(msgspec.structs.replace(WRITE, draft=draft)) or ""
    commands = replica.outbox.waiting(0, 50)
    assert [command.id for command in replica.outbox.mark_tried(commands)] == [id_]
    with pytest.raises(SsdeskError, match="on its way"):
        replica.outbox.withdraw(id_)
    assert replica.outbox.count_waiting() == 1


def test_what_could_not_leave_for_want_of_a_line_can_be_withdrawn_still(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    sent = replica.do(SendMessage(to=["c" * 32], subject="Turnzak", body="Die ligt hier nog."))
    assert sent is not None
    commands = replica.outbox.mark_tried(replica.outbox.waiting(0, 50))
    replica.outbox.unmark_tried(commands)
    assert replica.outbox.withdraw(sent) is not None
    assert replica.outbox.items() == []


def test_what_was_withdrawn_between_reading_and_sending_is_not_sent(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    id_ = replica.do(WRITE) or ""
    commands = replica.outbox.waiting(0, 50)
    replica.outbox.withdraw(id_)
    assert replica.outbox.mark_tried(commands) == []


def test_words_saved_between_reading_and_sending_go_the_next_time_and_not_under_the_older_ones_id(
    replica: Replica, school: FeedSchool
) -> None:
    school.sync(replica)
    replica.do(SaveDraft(draft=DRAFT, body="Noor is"))
    older = replica.outbox.waiting(0, 50)
    replica.do(SaveDraft(draft=DRAFT, body="Noor is ziek."))
    assert replica.outbox.mark_tried(older) == []
    (newer,) = replica.outbox.mark_tried(replica.outbox.waiting(0, 50))
    assert b"Noor is ziek." in bytes(newer.args)


def test_an_answer_of_another_epoch_does_not_end_the_waiting(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    replica.do(WRITE)
    push(replica, seq=3, epoch="e0")
    assert replica.outbox.count_waiting() == 1


def test_a_command_to_be_sent_later_holds_back_what_touches_the_same(
    replica: Replica, school: FeedSchool, letter: Letter, clock: Clock
) -> None:
    school.put("message", letter(1))
    school.put("message", letter(2))
    school.sync(replica)
    replica.do(OpenMessage(message=letter(1).id))
    push(replica, "retry", problem=Problem("busy", "Busy.", retry=True, retry_after_s=60))
    replica.do(MoveMessage(message=letter(1).id, folder="trash"))
    replica.do(OpenMessage(message=letter(2).id))
    assert [msgspec.json.decode(row.args)["message"] for row in replica.outbox.waiting(clock(), 50)] == [letter(2).id]
    assert len(replica.outbox.waiting(clock() + 60_000, 50)) == 3
    assert len(replica.outbox.waiting(clock() + 60_000, 2)) == 2


def test_an_answered_action_lies_over_the_servers_copy_until_a_pull_contains_it(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    replica.do(MoveMessage(message=letter(1).id, folder="archive"))
    push(replica, seq=school.seq + 1)
    school.sync(replica)
    assert [row.folder for row in replica.inbox.rows(replica.inbox.keys(Filter("")))] == ["archive"]
    assert base_rows(replica) == 1
    school.put("message", letter(1, folder="trash"))
    school.sync(replica)
    assert [row.folder for row in replica.inbox.rows(replica.inbox.keys(Filter("")))] == ["trash"]
    assert base_rows(replica) == 0


def test_after_a_restore_of_the_school_everything_is_sent_again(
    replica: Replica, school: FeedSchool, clock: Clock
) -> None:
    school.sync(replica)
    id_ = replica.do(WRITE) or ""
    push(replica, seq=arrive(school, replica, id_))
    school.sync(replica)
    assert replica.outbox.items() == []
    restored = FeedSchool(epoch="e2")
    restored.sync(replica)
    assert [row.id for row in replica.outbox.waiting(0, 50)] == [id_]
    (row,) = replica.inbox.first_page(Filter(folder="sent"))
    assert (row.id, row.state) == (id_, "waiting")
    push(replica, seq=arrive(restored, replica, id_), epoch="e2")
    restored.sync(replica)
    assert visible(replica) == expected(restored)
    clock.pass_days(36)
    restored.sync(replica)
    FeedSchool(epoch="e3").sync(replica)
    assert replica.outbox.waiting(2**50, 50) == [], "the journal forgets after 35 days"


def test_a_draft_survives_kept_words_saves_and_deletion(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    replica.drafts.keep(SaveDraft(draft=DRAFT, body="Dag"))
    assert replica.outbox.waiting(0, 50) == []
    replica.do(SaveDraft(draft=DRAFT, body="Dag juf"))
    replica.do(SaveDraft(draft=DRAFT, body="Dag juf Petra"))
    (command,) = replica.outbox.waiting(0, 50)
    assert (msgspec.json.decode(command.args)["body"], command.if_version) == ("Dag juf Petra", 0)
    push(replica, seq=school.put("draft", Draft(DRAFT, 1, 5, body="Dag juf Petra")))
    replica.do(SaveDraft(draft=DRAFT, body="Dag juf Petra,"))
    assert [command.if_version for command in replica.outbox.waiting(0, 50)] == [1]
    school.sync(replica)
    assert [(draft.body, draft.version) for draft in replica.drafts.all()] == [("Dag juf Petra,", 2)]
    push(replica, seq=school.put("draft", Draft(DRAFT, 2, 6, body="Dag juf Petra,")))
    school.sync(replica)
    assert visible(replica) == expected(school)
    replica.do(DeleteDraft(draft=DRAFT))
    assert replica.drafts.all() == []
    push(replica, seq=school.remove("draft", DRAFT))
    school.sync(replica)
    assert replica.drafts.all() == []
    assert base_rows(replica) == 0


def test_a_draft_that_never_left_needs_no_command_to_be_deleted(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    replica.drafts.keep(SaveDraft(draft=DRAFT, body="Dag"))
    assert replica.do(DeleteDraft(draft=DRAFT)) is None
    replica.do(SaveDraft(draft=DRAFT, body="Dag"))
    assert replica.do(DeleteDraft(draft=DRAFT)) is None
    assert (replica.outbox.items(), replica.drafts.all(), base_rows(replica)) == ([], [], 0)


def test_words_typed_here_and_on_the_other_computer_are_both_kept(replica: Replica, school: FeedSchool) -> None:
    school.put("draft", Draft(DRAFT, 1, 5, body="Dag"))
    school.sync(replica)
    replica.drafts.keep(SaveDraft(draft=DRAFT, body="Dag hier"))
    replica.do(SaveDraft(draft=DRAFT, body="Dag hier"))
    school.put("draft", Draft(DRAFT, 2, 6, body="Dag daar"))
    push(replica, "conflict")
    school.sync(replica)
    assert sorted(draft.body for draft in replica.drafts.all()) == ["Dag daar", "Dag hier"]
    (mine,) = [draft for draft in replica.drafts.all() if draft.id == DRAFT]
    assert (mine.body, mine.version) == ("Dag hier", 2)
    assert replica.drafts.save_kept(before=2**50) == 2
    assert sorted((msgspec.json.decode(row.args)["body"], row.if_version) for row in replica.outbox.waiting(0, 50)) == [
        ("Dag daar", 0),
        ("Dag hier", 2),
    ]


def test_words_that_no_command_carries_are_not_overwritten_by_a_pull(replica: Replica, school: FeedSchool) -> None:
    school.put("draft", Draft(DRAFT, 1, 5, body="Dag"))
    school.sync(replica)
    replica.drafts.keep(SaveDraft(draft=DRAFT, body="Dag hier"))
    school.remove("draft", DRAFT)
    school.sync(replica)
    assert [(draft.body, draft.version) for draft in replica.drafts.all()] == [("Dag hier", 0)]


def test_settings_and_details_change_at_once_and_go_back_when_refused(replica: Replica, school: FeedSchool) -> None:
    school.put("notifications", Notifications(ME))
    school.sync(replica)
    replica.do(
        SetNotifications(messages_desktop=False, messages_email=True, days=[], start=0, end=1440, hold_email=True)
    )
    replica.do(ChangeDetails(phone="02 123 45 67", mobile="", role="father"))
    kept, account = replica.people.notifications(), replica.people.account()
    assert kept is not None
    assert account is not None
    assert (kept.messages_desktop, kept.days, account.phone, account.role) == (False, (), "02 123 45 67", "father")
    push(replica, "rejected")
    assert visible(replica) == expected(school)
    assert [item.state for item in replica.outbox.items()] == ["refused", "refused"]


@pytest.mark.parametrize(("asked", "shown"), [(None, True), (False, False), (True, True)])
def test_a_choice_that_says_nothing_of_forwarding_leaves_it(
    replica: Replica, school: FeedSchool, asked: bool | None, shown: bool
) -> None:
    school.put("notifications", Notifications(ME, messages_email=True, forward=True))
    school.sync(replica)
    replica.do(SetNotifications(True, True, [], 0, 1440, False, asked))
    kept = replica.people.notifications()
    assert kept is not None
    assert (kept.forward, kept.days) == (shown, ())


def test_an_object_that_is_gone_at_the_school_comes_back_from_nothing(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1))
    school.sync(replica)
    replica.do(OpenMessage(message=letter(1).id))
    school.remove("message", letter(1).id)
    school.sync(replica)
    assert replica.inbox.message(letter(1).id) is None
    push(replica, "rejected")
    assert (replica.outbox.items(), base_rows(replica)) == ([], 0)
    check_sums(replica)


def test_everything_waiting_is_still_there_after_opening_again(
    open_replica: Callable[[], Replica], school: FeedSchool, letter: Letter
) -> None:
    replica = open_replica()
    school.put("message", letter(1))
    school.sync(replica)
    replica.do(OpenMessage(message=letter(1).id))
    replica.do(WRITE)
    before = replica.outbox.items(), visible(replica)
    replica = open_replica()
    assert (replica.outbox.items(), visible(replica)) == before
    assert replica.outbox.items()[1].made_at - replica.outbox.items()[0].made_at == timedelta(0)


def base_rows(replica: Replica) -> int:
    with replica._database.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM base").fetchone()[0])
