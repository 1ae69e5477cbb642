"""A message comes in, an answer goes out: through the real server, line, engine and replica."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssdesk.errors import NoConnection
from ssdesk.replica.actions import MoveMessage, OpenMessage, SaveDraft
from ssdesk.replica.inbox import Filter
from tests.school import School, id_of
from tests.together.desktop import Desktop, wait_for
from tests.together.track import Track, doubled, lost_answer, lost_request, slow

SENT = Filter("sent")
Desktops = Callable[[str], Desktop]


def test_message_of_the_teacher_is_poked_fetched_counted_and_found(desktops: Desktops) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    teacher.sync()
    teacher.send("mother", "Zwemmen op maandag", "Breng een badmuts mee.", pupil=id_of("Noor"))
    mother.told.clear()
    teacher.sync()
    wait_for(lambda: mother.subjects() == ["Zwemmen op maandag"])
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    (row,) = mother.inbox()
    assert (row.unread, row.pupil, row.sender_name) == (True, id_of("Noor"), "Petra Wouters")
    assert mother.unread() == 1
    wait_for(lambda: mother.found("badmuts") == ["Zwemmen op maandag"])
    told = [touched for changes in mother.told for touched in changes.by_account.values()]
    assert any(row.key in touched.keys for touched in told)


def test_syncing_reading_and_searching_make_no_receipt_and_opening_does(desktops: Desktops) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Uitstap")
    teacher.sync()
    mother.sync()
    (row,) = mother.inbox()
    mother.replica.inbox.message(row.id)
    mother.found("uitstap")
    mother.sync()
    teacher.sync()
    (sent,) = teacher.replica.inbox.first_page(SENT)
    assert (sent.to_opened, mother.unread()) == (0, 1)
    mother.replica.do(OpenMessage(row.id))
    assert mother.unread() == 0
    mother.sync()
    teacher.sync()
    (sent,) = teacher.replica.inbox.first_page(SENT)
    assert sent.to_opened == 1


@pytest.mark.parametrize("fault", [lost_answer, lost_request, slow, doubled])
def test_reply_written_offline_arrives_once_when_the_line_is_bad(
    desktops: Desktops, track: Track, fault: object
) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Uitstap", "Mag Noor mee?", pupil=id_of("Noor"))
    teacher.sync()
    mother.sync()
    (question,) = mother.inbox()
    track.cut = True
    mother.replica.drafts.keep(SaveDraft("d" * 32, [question.sender], question.pupil, "Re: Uitstap", "Ja, gr"))
    reply = mother.send(
        "teacher", "Re: Uitstap", "Ja, graag.", in_reply_to=question.id, pupil=question.pupil, draft="d" * 32
    )
    with pytest.raises(NoConnection):
        mother.sync()
    assert [(item.id, item.state) for item in mother.replica.outbox.items()] == [(reply, "waiting")]
    assert mother.subjects("outbox") == mother.subjects("sent") == ["Re: Uitstap"]
    assert mother.subjects("drafts") == []
    track.cut = False
    track.fail("/v1/commands", fault)  # type: ignore[arg-type]
    for _ in range(3):
        try:
            mother.sync()
        except NoConnection:
            continue
    teacher.sync()
    assert teacher.subjects() == ["Re: Uitstap"]
    assert teacher.inbox()[0].in_reply_to == teacher.replica.inbox.first_page(SENT)[0].id
    assert mother.replica.outbox.items() == []
    assert mother.subjects("sent") == ["Re: Uitstap"]
    assert mother.subjects("outbox") == []
    assert mother.inbox()[0].answered_at is not None


def test_engine_that_was_offline_sends_by_itself_once_the_line_is_back(desktops: Desktops, track: Track) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    mother.sync()
    track.cut = True
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "offline")
    mother.send("teacher", "Ziek vandaag")
    mother.engine.nudge()
    wait_for(lambda: mother.engine.status.waiting == 1 and mother.engine.status.next_try is not None)
    assert mother.engine.status.error is not None
    track.cut = False
    wait_for(lambda: mother.engine.status.state == "up_to_date" and not mother.engine.status.waiting)
    teacher.sync()
    assert teacher.subjects() == ["Ziek vandaag"]


def test_what_was_queued_when_the_program_was_killed_goes_out_afterwards(desktops: Desktops, track: Track) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    mother.sync()
    mother.send("teacher", "Eerste")
    track.fail("/v1/commands", lost_answer)
    with pytest.raises(NoConnection):
        mother.sync()
    mother.send("teacher", "Tweede")
    mother.restart()
    assert sorted(mother.subjects("outbox")) == ["Eerste", "Tweede"]
    mother.sync()
    teacher.sync()
    assert sorted(teacher.subjects()) == ["Eerste", "Tweede"]


def test_moved_on_one_computer_is_moved_on_the_other(desktops: Desktops, school: School, track: Track) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Oud papier")
    teacher.sync()
    mother.sync()
    mother.replica.do(MoveMessage(mother.inbox()[0].id, "archive"))
    assert mother.subjects("archive") == ["Oud papier"]
    mother.sync()
    other = Desktop(school, track, "mother", mother.folder.with_name("mother's other computer"))
    other.sync()
    assert (other.subjects(), other.subjects("archive")) == ([], ["Oud papier"])
    other.close()
