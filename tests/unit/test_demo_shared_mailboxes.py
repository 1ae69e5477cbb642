"""The shared mailboxes of the demo schools, and what is in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ssdesk.server.demo import School, generate, story
from ssdesk.server.demo.shared_mailboxes import shared

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)


@pytest.fixture(scope="module", params=[0, 1], ids=["primary", "secondary"])
def school(request: pytest.FixtureRequest) -> School:
    return generate(NOW, 1, 40)[request.param]


def test_staff_hold_three_and_parents_wrote_to_each(school: School) -> None:
    made = shared(school)
    assert [box.name for box in made.mailboxes] == ["Secretariaat", "Zorg", "Directie"]
    accounts = {account.id: account for account in school.accounts}
    for box in made.mailboxes:
        assert len(box.holders) > 1
        assert {(accounts[holder].kind, accounts[holder].state) for holder in box.holders} == {("staff", "active")}
        got = [message for message in made.messages if message.recipients[0].account == box.id]
        assert {accounts[message.sender].kind for message in got} == {"co"}
        for message in made.messages:
            if message.sender == box.id:
                assert made.written_by[message.id] in box.holders
                assert message.in_reply_to in {one.id for one in got}
    assert any(message.recipients[0].opened_at is None for message in made.messages), "something is still to be read"


def test_what_is_written_is_filled_in_lies_behind_and_leaves_the_story_alone(school: School) -> None:
    made, pupils = shared(school), {pupil.id: pupil for pupil in school.pupils}
    assert made == shared(school)
    for message in made.messages:
        assert not set("{}") & set(message.subject + message.body)
        opened = message.recipients[0].opened_at
        assert message.sent_at <= NOW
        assert opened is None or message.sent_at < opened <= NOW
        assert pupils[message.pupil or ""].username not in story.PUPILS


def test_on_the_first_morning_of_a_year_nobody_has_written_yet() -> None:
    (school, _) = generate(datetime(2026, 9, 1, 7, tzinfo=UTC), 1, 40)
    made = shared(school)
    assert len(made.mailboxes) == 3
    assert made.messages == ()
