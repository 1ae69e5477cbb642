"""What the sender reads of a message: who did what, who not yet, and what taking it back would take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import Message, Receipt, Recipient
from ssdesk.replica import Replica
from ssdesk.replica.actions import MoveMessage, SendMessage, Withdraw
from ssdesk.replica.copies import PARTS, UNANSWERED, UNCONFIRMED, UNOPENED, WITHDRAWN
from ssdesk.replica.inbox import Filter
from ssdesk.replica.marks import SetFlag
from ssdesk.replica.receipts import Summary, Which
from tests.replica.feed_school import ME, FeedSchool
from tests.sizes import size

Letter = Callable[..., Message]
NAMES = ("Zoë Maes", "an Claes", "Bart Peeters", "Çelik Yıldız", "Dirk Maes", "Els Goos", "Fien Smet", "Gust Baert")
AT = 1_795_000_100_000
HAPPENED: dict[str, dict[str, Any]] = {
    "an Claes": {"opened_at": AT},
    "Bart Peeters": {"opened_at": AT, "response": "confirmed", "responded_at": AT + 1},
    "Çelik Yıldız": {"opened_at": AT, "response": "follows", "responded_at": AT + 2},
    "Dirk Maes": {"opened_at": AT, "response": "not_for_me", "responded_at": AT + 3},
    "Els Goos": {"opened_at": AT, "response": "talk", "responded_at": AT + 4},
    "Fien Smet": {"opened_at": AT, "answered_at": AT + 5, "response": "follows", "responded_at": AT + 2},
}


def account(name: str) -> str:
    return name.encode().hex().ljust(32, "0")[:32]


@pytest.fixture
def sent(school: FeedSchool, letter: Letter) -> Message:
    """To eight; six did something with it."""
    people = [Recipient(account(name), name, "ouder van 4B" if "Maes" in name else "ouder") for name in NAMES]
    message = letter(1, folder="sent", sender=ME, recipients=people, count=len(people), group=True)
    school.put("sent_message", message)
    for number, (name, happened) in enumerate(HAPPENED.items()):
        school.put("receipt", Receipt(f"{number:032x}", message.id, account(name), name, "ouder", **happened))
    return message


def summary(replica: Replica, message: Message) -> Summary:
    found = replica.receipts.summary(message.id)
    assert found is not None
    return found


def names(replica: Replica, message: Message, part: str, words: str = "") -> list[str]:
    return [told.name for told in replica.receipts.first_page(message.id, Which(part, words), 1000)]


def test_each_recipient_has_its_state_and_moments_in_the_order_of_the_names(
    replica: Replica, school: FeedSchool, sent: Message
) -> None:
    school.sync(replica)
    rows = replica.receipts.first_page(sent.id, Which(), 1000)
    assert [(row.name, row.state) for row in rows] == [
        ("an Claes", "opened"),
        ("Bart Peeters", "confirmed"),
        ("Dirk Maes", "not_for_me"),
        ("Els Goos", "talk"),
        ("Fien Smet", "answered"),
        ("Gust Baert", "sent"),
        ("Zoë Maes", "sent"),
        ("Çelik Yıldız", "follows"),
    ]
    (fien,) = [row for row in rows if row.name == "Fien Smet"]
    assert fien.opened_at is not None
    assert fien.reacted_at is not None
    assert round((fien.reacted_at - fien.opened_at).total_seconds() * 1000) == 5
    (gust,) = [row for row in rows if row.name == "Gust Baert"]
    assert (gust.opened_at, gust.reacted_at, gust.role) == (None, None, "ouder")


def test_counts_are_as_many_as_each_part_lists(replica: Replica, school: FeedSchool, sent: Message) -> None:
    school.sync(replica)
    counts = summary(replica, sent).counts
    assert counts == {part: len(names(replica, sent, part)) for part in PARTS}
    shown = {part: counts[part] for part in ("", "opened", "confirmed", "answered", "follows", "talk", "not_for_me")}
    assert shown == {"": 8, "opened": 6, "confirmed": 1, "answered": 1, "follows": 2, "talk": 1, "not_for_me": 1}
    assert names(replica, sent, UNOPENED) == ["Gust Baert", "Zoë Maes"]
    assert names(replica, sent, UNANSWERED) == ["an Claes", "Bart Peeters", "Gust Baert", "Zoë Maes", "Çelik Yıldız"]
    assert names(replica, sent, UNCONFIRMED) == ["an Claes", "Gust Baert", "Zoë Maes"]
    assert counts["untouched"] == 2


@pytest.mark.parametrize(
    ("asked", "silent"), [({}, 2), ({"asks": "confirm"}, 3), ({"asks": "answer"}, 5), ({"answer_by": AT}, 5)]
)
def test_who_not_yet_is_told_by_what_is_asked(
    replica: Replica, school: FeedSchool, sent: Message, letter: Letter, asked: dict[str, Any], silent: int
) -> None:
    school.put("sent_message", letter(1, folder="sent", sender=ME, recipients=sent.recipients, **asked))
    school.sync(replica)
    assert summary(replica, sent).silent == silent


def test_names_and_roles_are_searched_within_a_part(replica: Replica, school: FeedSchool, sent: Message) -> None:
    school.sync(replica)
    assert names(replica, sent, "", "celik") == ["Çelik Yıldız"]
    assert names(replica, sent, "", "4b ma") == ["Dirk Maes", "Zoë Maes"]
    assert names(replica, sent, UNOPENED, "maes") == ["Zoë Maes"]
    assert names(replica, sent, "", "niemand") == []


def test_pages_by_key_join_to_the_whole_and_stay_when_somebody_reads(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    many = size(3_000, 5_000)
    people = [Recipient(f"{n:032x}", f"Ouder {n:04}", "ouder") for n in range(many)]
    message = letter(1, folder="sent", sender=ME, recipients=people, count=many, group=True)
    school.put("sent_message", message)
    for n in range(0, many, 2):
        school.put("receipt", Receipt(f"{n:032x}", message.id, f"{n:032x}", opened_at=AT))
    school.sync(replica)
    all_, unopened = Which(), Which(UNOPENED)
    keys = replica.receipts.keys(message.id, all_)
    assert list(keys) == list(range(many, 0, -1))
    page = replica.receipts.rows(message.id, all_, keys[200:400])
    assert [told.name for told in page] == [f"Ouder {n:04}" for n in range(200, 400)]
    assert len(replica.receipts.keys(message.id, unopened)) == many // 2 == summary(replica, message).silent
    odd = replica.receipts.rows(message.id, unopened, keys[:2])
    assert [told.name for told in odd] == ["Ouder 0001"], "a key that is not of this part is left out"
    before = summary(replica, message)
    school.put("receipt", Receipt(f"{1:032x}", message.id, f"{1:032x}", opened_at=AT))
    school.sync(replica)
    assert replica.receipts.keys(message.id, all_) == keys
    assert replica.receipts.present(message.id, unopened, keys[:4]) == {keys[3]}
    assert summary(replica, message).silent == before.silent - 1
    assert summary(replica, message).mark != before.mark


def test_what_was_taken_back_is_told_of_those_who_had_done_nothing_with_it(
    replica: Replica, school: FeedSchool, sent: Message, letter: Letter
) -> None:
    school.put("sent_message", letter(1, folder="sent", sender=ME, recipients=sent.recipients, withdrawn_at=AT + 9))
    school.sync(replica)
    assert names(replica, sent, WITHDRAWN) == ["Gust Baert", "Zoë Maes"]
    counts = summary(replica, sent).counts
    assert (counts["untouched"], counts[UNOPENED], counts["opened"]) == (0, 0, 6)
    rows = replica.receipts.first_page(sent.id, Which(WITHDRAWN), 9)
    assert {row.state for row in rows} == {"withdrawn"}
    assert all(row.withdrawn_at is not None for row in rows)


def test_nothing_counts_as_taken_back_while_that_waits(replica: Replica, school: FeedSchool, sent: Message) -> None:
    school.sync(replica)
    command = replica.do(Withdraw(sent.id))
    assert command is not None
    said = summary(replica, sent)
    assert (said.counts[WITHDRAWN], said.counts["untouched"]) == (0, 2)
    assert said.taking_back is not None
    assert (said.taking_back.id, said.taking_back.can_stop, said.taking_back.problem) == (command, True, None)
    replica.outbox.mark_tried(replica.outbox.waiting(replica._clock(), 9))
    tried = summary(replica, sent).taking_back
    assert tried is not None
    assert not tried.can_stop
    replica.outbox.take_answer(CommandAnswer(replica.epoch, [CommandResult(command, "ok", 1)]))
    said = summary(replica, sent)
    assert (said.counts[WITHDRAWN], said.taking_back) == (2, None)


def test_a_refusal_says_why_until_it_is_dismissed(replica: Replica, school: FeedSchool, sent: Message) -> None:
    school.sync(replica)
    command = replica.do(Withdraw(sent.id))
    assert command is not None
    problem = Problem("all_read", "Everybody has read this message already.")
    replica.outbox.take_answer(CommandAnswer(replica.epoch, [CommandResult(command, "rejected", 0, problem)]))
    said = summary(replica, sent)
    assert said.taking_back is not None
    assert said.taking_back.problem is not None
    assert said.taking_back.problem.title == "Everybody has read this message already."
    assert said.counts[WITHDRAWN] == 0
    replica.outbox.dismiss(command)
    assert summary(replica, sent).taking_back is None


def test_a_reminder_is_seen_at_once_with_those_who_are_silent_and_becomes_a_draft_for_them(
    replica: Replica, school: FeedSchool, sent: Message
) -> None:
    school.sync(replica)
    assert summary(replica, sent).reminded_at is None
    id_ = replica.do(SendMessage([], "Herinnering", "Beste, groeten.", remind=sent.id), 10_000)
    assert id_ is not None
    (row, _) = replica.inbox.first_page(Filter("sent"))
    assert (row.id, row.to, row.thread, row.in_reply_to) == (id_, ("Gust Baert", "Zoë Maes"), sent.thread, sent.id)
    assert summary(replica, sent).reminded_at == row.sent_at
    draft = replica.outbox.withdraw(id_)
    assert draft is not None
    kept = replica.drafts.get(draft)
    assert kept is not None
    assert (kept.to, kept.in_reply_to) == ((account("Gust Baert"), account("Zoë Maes")), sent.id)
    assert summary(replica, sent).reminded_at is None


def test_only_an_own_message_that_the_school_has_is_told_of(
    replica: Replica, school: FeedSchool, sent: Message, letter: Letter
) -> None:
    school.put("message", letter(2))
    school.sync(replica)
    waiting = replica.do(SendMessage(["c" * 32], "Zwemzak", "Beste, groeten."))
    assert waiting is not None
    for id_ in (letter(2).id, waiting, "0" * 32):
        assert replica.receipts.summary(id_) is None
        assert list(replica.receipts.keys(id_, Which())) == []


def test_the_only_recipient_is_told_at_once(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    one = Recipient(account("an Claes"), "an Claes", "moeder", opened_at=AT)  # as a server before receipts tells it
    school.put("sent_message", letter(1, folder="sent", sender=ME, recipients=[one]))
    school.sync(replica)
    only = summary(replica, letter(1)).only
    assert only is not None
    assert (only.name, only.state, only.opened_at is not None) == ("an Claes", "opened", True)


def test_what_is_scheduled_is_not_moved_or_flagged(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    message = letter(1, folder="scheduled", sender=ME, send_at=AT)
    school.put("sent_message", message)
    school.sync(replica)
    assert replica.do(MoveMessage(message.id, "trash")) is None
    assert replica.do(SetFlag(message.id, "red")) is None
    assert [row.id for row in replica.inbox.first_page(Filter("scheduled"))] == [message.id]
