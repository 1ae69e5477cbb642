"""R6 as a screen asks for it: of a message that came, and of one that went to very many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ssdesk.household import Home
from ssdesk.household.asked import Expected, Reader, due_of, expected_of
from ssdesk.protocol.agreements import OFF, Agreements
from ssdesk.replica.inbox import MessageRow
from ssdesk.rules.agreements.calendar import Due
from tests.unit.agreed import WILG, ZUID, at

SENT = at("2026-11-23 13:58")
QUICK = replace(ZUID, deadlines=replace(WILG.deadlines, first_reaction=replace(WILG.deadlines.first_reaction, hours=6)))


def row(**more: object) -> MessageRow:
    known: dict[str, object] = {
        "key": 1, "id": "m", "kind": "message", "state": "", "folder": "inbox", "thread": "t", "sent_at": SENT,
        "sender": "s", "sender_name": "", "sender_role": "", "subject": "", "preview": "", "pupil": None,
        "unread": True, "has_attachment": False, "opened_at": None, "answer_by": None, "answered_at": None,
        "in_reply_to": None, "group": False, "can_answer": True, "to": (), "to_count": 0, "to_opened": 0,
    }  # fmt: skip
    return MessageRow(**{**known, **more})  # type: ignore[arg-type]


PART_TIME = frozenset({0, 1, 3})  # Monday, Tuesday, Thursday


def home(agreed: Agreements | None, **more: object) -> Home:
    return Home(name="h", account="a", colour=0, state="open", agreements=agreed, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ended", [{"response": "follows"}, {"response": "talk"}, {"answered_at": SENT}, {"withdrawn_at": SENT}]
)
def test_R6_a_word_of_the_reader_or_the_senders_cancelling_ends_every_clock(ended: dict[str, object]) -> None:
    for school in (WILG, ZUID):
        assert due_of(home(school), row(asks="answer")) != Due()
        assert due_of(home(school), row(asks="answer", **ended)) == Due()
        assert due_of(home(school), row(asks="answer", answer_by=SENT, **ended)) == Due()


def test_R6_what_is_being_opened_is_to_be_reacted_to_from_now_on() -> None:
    now = at("2026-11-24 09:00")
    due = due_of(home(WILG), row(asks="answer"), now)
    assert (
        due == due_of(home(WILG), row(asks="answer", opened_at=now)) == Due(None, at("2026-11-25 09:00"), due.answer_by)
    )
    assert due_of(home(WILG), row(asks="answer", opened_at=SENT), now).react_by == at("2026-11-24 13:58")
    assert due_of(home(ZUID), row(asks="answer"), now) == Due(answer_by=at("2026-11-25 13:58"))


def test_R6_what_was_thrown_away_needs_no_opening_and_what_one_sent_no_reaction() -> None:
    for school in (WILG, ZUID):
        assert due_of(home(school), row()).open_by is not None
        assert due_of(home(school), row(folder="trash")) == Due()
        assert due_of(home(school), row(kind="sent_message", asks="answer")) == Due()
    assert due_of(home(None), row(asks="answer")) == Due()


def test_R6_who_works_part_time_has_the_days_they_work_and_a_shared_mailbox_all() -> None:
    asked = row(asks="answer", sent_at=at("2026-11-23 16:00"))
    for school in (WILG, ZUID):
        own = home(school, agreed_role="teacher", weekdays=PART_TIME)
        assert due_of(own, asked).answer_by == at("2026-11-26 16:00")
        assert due_of(own, replace(asked, mailbox="m")).answer_by == at("2026-11-25 16:00")
    reacting = due_of(home(WILG, agreed_role="teacher", weekdays=PART_TIME), asked, at("2026-11-24 09:00"))
    assert reacting.react_by == at("2026-11-26 09:00")


def test_R6_the_sender_sees_the_moment_of_each_and_of_all_together_the_last() -> None:
    readers = {"whole": Reader("teacher"), "part": Reader("teacher", PART_TIME), "mother": Reader("parent")}
    sent = row(kind="sent_message", asks="answer", sent_at=at("2026-11-23 16:00"))
    found = expected_of(WILG, sent, readers)
    wednesday, thursday = at("2026-11-25 16:00"), at("2026-11-26 16:00")
    assert found.answers == found.opens == (wednesday, thursday)
    assert [found.of(one, None).answer_by for one in (*readers, "who left")] == [
        wednesday, thursday, wednesday, wednesday
    ]  # fmt: skip
    assert found.passes(at("2026-11-25 15:59")) == wednesday
    assert (found.passes(wednesday), found.passes(thursday)) == (thursday, None)
    assert expected_of(WILG, sent, {"part": readers["part"]}).answers == (thursday,)
    chosen = replace(sent, answer_by=wednesday)
    assert expected_of(WILG, chosen, readers).answers == (wednesday,)


def test_R6_those_whom_the_agreement_does_not_bind_give_no_moment_to_the_sender() -> None:
    off = replace(ZUID, deadlines=replace(ZUID.deadlines, parent=OFF))
    sent = row(kind="sent_message", asks="answer")
    assert expected_of(off, sent, {"mother": Reader("parent")}).answers == ()
    assert expected_of(off, sent, {}).answers == ()
    both = {"mother": Reader("parent"), "teacher": Reader("teacher")}
    assert expected_of(off, sent, both).answers == (at("2026-11-25 13:58"),)
    assert expected_of(None, sent, both) == Expected((), (), sent, None, both)


@pytest.mark.parametrize("school", [WILG, QUICK, ZUID], ids=["wilg", "quick", "zuid"])
@pytest.mark.parametrize("asks", ["answer", ""])
def test_R6_how_many_let_their_first_reaction_pass_is_what_counting_each_one_gives(
    school: Agreements, asks: str
) -> None:
    document = replace(school, deadlines=replace(school.deadlines, pupil=OFF))
    kinds = (Reader("parent"), Reader("pupil"), Reader("teacher"), Reader("teacher", frozenset({0, 3})))
    readers = {f"{n}": kinds[n % 4] for n in range(60)}
    expected = expected_of(document, row(kind="sent_message", asks=asks, group=True), readers)
    opened = [(account, SENT + timedelta(minutes=37 * n)) for n, account in enumerate(readers)]
    counts = []
    for hours in (0, 6, 24, 25, 30, 47, 48, 80):
        now = SENT + timedelta(hours=hours)
        moments = [expected.of(account, at_).react_by for account, at_ in opened]
        counts.append(expected.late_reactions(reversed(opened), now))
        assert counts[-1] == sum(moment is not None and moment <= now for moment in moments)
    assert bool(counts[-1]) is (bool(asks) and school is not ZUID), "so that something was counted"
