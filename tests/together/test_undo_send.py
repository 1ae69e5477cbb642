"""A message waits in the outbox for as long as it can be taken back: online or not, over a restart, and goes once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.replica.actions import MoveMessage, SendMessage
from ssdesk.sync.engine import Engine
from tests.school import School, id_of
from tests.together.desktop import Desktop, wait_for
from tests.together.track import Track

WAIT_MS = 10_000
Desktops = Callable[[str], Desktop]


def send(desktop: Desktop, subject: str, to: str = "teacher", **more: object) -> str:
    command = desktop.replica.do(SendMessage([id_of(to)], subject, "Beste, groeten.", **more), WAIT_MS)  # type: ignore[arg-type]
    assert command is not None
    return command


def arrived(desktops: Desktops) -> list[str]:
    desktops("teacher").sync()
    return desktops("teacher").subjects()


@pytest.fixture
def mother(desktops: Desktops) -> Desktop:
    desktops("mother").sync()
    return desktops("mother")


def test_message_leaves_when_its_time_has_come_and_not_before(
    desktops: Desktops, mother: Desktop, school: School
) -> None:
    id_ = send(mother, "Zwemzak")
    mother.sync()
    school.clock.advance(seconds=9.9)
    mother.sync()
    assert ([item.id for item in mother.replica.outbox.items()], arrived(desktops)) == ([id_], [])
    assert mother.subjects("sent") == ["Zwemzak"]
    school.clock.advance(seconds=0.1)
    mother.sync()
    mother.sync()
    assert (mother.replica.outbox.items(), arrived(desktops)) == ([], ["Zwemzak"])


def test_program_that_was_ended_meanwhile_sends_it_afterwards(
    desktops: Desktops, mother: Desktop, school: School
) -> None:
    send(mother, "Zwemzak")
    mother.restart()
    mother.sync()
    assert (mother.subjects("outbox"), arrived(desktops)) == (["Zwemzak"], [])
    school.clock.advance(seconds=10)
    mother.sync()
    assert arrived(desktops) == ["Zwemzak"]


def test_offline_it_waits_as_long_and_then_for_the_line(
    desktops: Desktops, mother: Desktop, school: School, track: Track
) -> None:
    track.cut = True
    id_ = send(mother, "Zwemzak")
    with pytest.raises(NoConnection):
        mother.sync()
    school.clock.advance(seconds=60)
    with pytest.raises(NoConnection):
        mother.sync()
    (item,) = mother.replica.outbox.items()
    assert (item.id, item.can_withdraw) == (id_, True)
    track.cut = False
    mother.sync()
    assert arrived(desktops) == ["Zwemzak"]


def test_what_is_taken_back_is_a_draft_again_with_all_that_was_written(
    desktops: Desktops, mother: Desktop, school: School
) -> None:
    id_ = send(mother, "Zwemzak", pupil=id_of("Noor"))
    draft = mother.replica.outbox.withdraw(id_)
    assert draft is not None
    kept = mother.replica.drafts.get(draft)
    assert kept is not None
    assert (kept.to, kept.subject, kept.body) == ((id_of("teacher"),), "Zwemzak", "Beste, groeten.")
    school.clock.advance(seconds=60)
    mother.sync()
    assert (mother.subjects("sent"), arrived(desktops)) == ([], [])


def test_what_has_left_cannot_be_taken_back(mother: Desktop, school: School) -> None:
    id_ = send(mother, "Zwemzak")
    school.clock.advance(seconds=10)
    mother.engine.push_once()
    with pytest.raises(SsdeskError, match="on its way"):
        mother.replica.outbox.withdraw(id_)


def test_other_commands_do_not_wait_for_it_but_what_is_about_the_same_message_does(
    desktops: Desktops, mother: Desktop, school: School
) -> None:
    desktops("teacher").sync()
    for subject in ("Uitstap", "Zwemmen"):
        desktops("teacher").send("mother", subject)
    desktops("teacher").sync()
    mother.sync()
    trip, swim = (next(row for row in mother.inbox() if row.subject == subject) for subject in ("Uitstap", "Zwemmen"))
    send(mother, "Re: Uitstap", in_reply_to=trip.id)
    for row in (trip, swim):
        mother.replica.do(MoveMessage(row.id, "archive"))
    mother.sync()
    assert [item.type for item in mother.replica.outbox.items()] == ["send_message", "move_message"]
    school.clock.advance(seconds=10)
    mother.sync()
    assert mother.replica.outbox.items() == []
    assert sorted(mother.subjects("archive")) == ["Uitstap", "Zwemmen"]


def test_let_go_sends_at_once(desktops: Desktops, mother: Desktop) -> None:
    id_ = send(mother, "Zwemzak")
    assert mother.replica.outbox.let_go() == [id_]
    assert mother.replica.outbox.let_go() == []
    mother.sync()
    assert arrived(desktops) == ["Zwemzak"]


def test_clock_that_is_put_back_holds_up_nothing(desktops: Desktops, mother: Desktop, school: School) -> None:
    school.clock.advance(days=400)
    send(mother, "Zwemzak")
    school.clock.advance(days=-400)
    mother.sync()
    assert arrived(desktops) == ["Zwemzak"]


def test_another_history_of_the_school_does_not_send_it_sooner(mother: Desktop) -> None:
    id_ = send(mother, "Zwemzak")
    assert mother.replica.take_other_epoch(OtherEpoch("anders", mother.replica.epoch))
    assert mother.replica.outbox.waiting(mother.school.clock(), 10) == []
    (item,) = mother.replica.outbox.items()
    assert (item.id, item.leaves_at is not None) == (id_, True)


def test_engine_wakes_by_itself_when_the_time_has_come(
    desktops: Desktops, mother: Desktop, school: School, track: Track
) -> None:
    mother.replica.do(SendMessage([id_of("teacher")], "Zwemzak", "Beste, groeten."), 50)
    mother.engine = Engine(
        mother.replica, mother.remote, school.clock, mother.statuses.append, erase=mother.erased.set, chance=lambda: 0.0
    )
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    assert mother.engine.status.waiting == 1
    school.clock.advance(seconds=1)  # nobody nudges, and the next poll is minutes away
    wait_for(lambda: not mother.engine.status.waiting)
    assert arrived(desktops) == ["Zwemzak"]
