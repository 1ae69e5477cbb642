"""The demo schools: what was written to many at once, what became of it, and what waits to be sent."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from ssdesk.household.today import LATE_DAYS
from ssdesk.rules.holidays import is_school_day
from ssdesk.server.demo import Message, School, generate
from tests.unit.demo_schools import BRUSSELS, NOW, accounts_of, inbox, local, named


def to_many(school: School, name: str) -> Message:
    (found,) = [message for message in school.messages if message.template == f"to_many/{name}"]
    return found


def said(message: Message) -> Counter[str]:
    return Counter(copy.response for copy in message.recipients)


def answers(school: School, message: Message) -> set[str]:
    return {answer.sender for answer in school.messages if answer.in_reply_to == message.id}


def test_the_whole_school_is_asked_and_everything_is_said(schools: list[School]) -> None:
    asked, answered = to_many(schools[0], "klusdag"), answers(schools[0], to_many(schools[0], "klusdag"))
    assert asked.answer_by
    assert local(asked.answer_by) == datetime(2026, 11, 27, 16, tzinfo=BRUSSELS)
    assert asked.subject == "Klusdag op 5 december"
    assert set(said(asked)) == {"", "follows", "talk", "not_for_me"}
    assert 0.25 < len(answered) / len(asked.recipients) < 0.6
    assert not answered & {copy.account for copy in asked.recipients if copy.response}


def test_most_have_confirmed_and_some_are_late(schools: list[School]) -> None:
    for school, name in ((schools[0], "toonmoment"), (schools[1], "leerkrachten-ontmoeten")):
        asked = to_many(school, name)
        confirmed = said(asked)["confirmed"]
        assert (asked.asks, asked.answer_by) == ("confirm", None)
        assert asked.subject.startswith("A: ")
        assert 0.3 < confirmed / len(asked.recipients) < 0.9
        assert NOW - asked.sent_at > timedelta(days=2)


def test_who_said_something_had_opened_it_before(schools: list[School]) -> None:
    reactions = 0
    for school in schools:
        for message in school.messages:
            for copy in message.recipients:
                assert bool(copy.response) == (copy.responded_at is not None)
                if copy.responded_at is None:
                    continue
                reactions += 1
                assert copy.opened_at
                assert message.sent_at < copy.opened_at < copy.responded_at <= NOW.astimezone(UTC)
                assert copy.response != "confirmed" or message.asks == "confirm"
    assert reactions > 50


def test_the_emergency_was_last_week_and_one_message_leaves_tomorrow(schools: list[School]) -> None:
    (emergency,) = [message for school in schools for message in school.messages if message.emergency]
    assert local(emergency.sent_at).isocalendar().week == NOW.isocalendar().week - 1
    assert accounts_of(schools[0])[emergency.sender].office
    (planned,) = [one for school in schools for one in school.planned]
    assert local(planned.send_at) == datetime(2026, 11, 24, 7, 30, tzinfo=BRUSSELS)
    assert "maandag 30 november" in planned.body


def test_three_things_wait_for_els(schools: list[School]) -> None:
    """As the picture of the start has it: one more with a moment, behind what Petra and Mieke ask."""
    waits = [message for _, message in inbox(schools, "Els Vermeulen")
             if message.asks and NOW - message.sent_at < timedelta(days=LATE_DAYS)]  # fmt: skip
    assert [message.template for message in waits] == ["story/oudercontact", "story/taalklas", "to_many/klusdag"]


def test_own_groups_are_of_pupils_of_several_classes(schools: list[School]) -> None:
    for school in schools:
        (group,) = school.groups
        pupils = [pupil for pupil in school.pupils if pupil.id in group.pupils]
        assert len(pupils) == len(group.pupils) > 10
        assert len({pupil.class_id for pupil in pupils}) > 3
        assert not {pupil.id for pupil in pupils} & {account.pupil for _, account in named(schools, "Els Vermeulen")}


@pytest.mark.parametrize(
    "now", ["2026-09-01T15:00", "2026-11-28T11:00", "2026-12-29T09:00", "2027-04-20T00:10", "2027-07-14T12:00"]
)
def test_on_any_day_they_are_of_school_days(now: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=BRUSSELS)
    for school in generate(moment, pupils=40):
        sent = [message for message in school.messages if message.group and message.template.startswith("to_many/")]
        assert all(message.sent_at <= moment and is_school_day(local(message.sent_at).date()) for message in sent)
        assert all(message.answer_by is None or message.answer_by > message.sent_at for message in sent)
        assert bool([one for one in sent if "/answer" not in one.template]) == (
            moment.date().isoformat() > "2026-09-02"
        )
        for planned in school.planned:
            assert moment < planned.send_at < moment + timedelta(days=17)
            assert is_school_day(local(planned.send_at).date())
