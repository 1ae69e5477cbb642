"""R6 as a screen asks for it: of a message that came, and of one that went to very many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ssdesk.household import Home
from ssdesk.household.asked import Expected, due_of
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


def home(agreed: Agreements | None) -> Home:
    return Home(name="h", account="a", colour=0, state="open", agreements=agreed)


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


@pytest.mark.parametrize("school", [WILG, QUICK, ZUID], ids=["wilg", "quick", "zuid"])
@pytest.mark.parametrize("asks", ["answer", ""])
def test_R6_how_many_let_their_first_reaction_pass_is_what_counting_each_one_gives(
    school: Agreements, asks: str
) -> None:
    document = replace(school, deadlines=replace(school.deadlines, pupil=OFF))
    groups = {f"{n}": ("parent", "pupil", "teacher")[n % 3] for n in range(60)}
    expected = Expected(None, None, row(kind="sent_message", asks=asks, group=True), document, groups)
    opened = [(account, SENT + timedelta(minutes=37 * n)) for n, account in enumerate(groups)]
    counts = []
    for hours in (0, 6, 24, 25, 30, 47, 48, 80):
        now = SENT + timedelta(hours=hours)
        moments = [expected.of(account, at_).react_by for account, at_ in opened]
        counts.append(expected.late_reactions(reversed(opened), now))
        assert counts[-1] == sum(moment is not None and moment <= now for moment in moments)
    assert bool(counts[-1]) is (bool(asks) and school is not ZUID), "so that something was counted"
