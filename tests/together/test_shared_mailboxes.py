"""Shared mailboxes on the desktops of those who hold them, and of those who write to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ssdesk.protocol.commands import Command, TellAnswering
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.mailboxes import inside
from ssdesk.replica.actions import MoveMessage, OpenMessage, SendMessage
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.replica.marks import SetFlag, Snooze
from ssdesk.sync import transfers
from tests.mailboxes import shared, take_away
from tests.school import School, id_of
from tests.together.desktop import Desktop, wait_for

Desktops = Callable[[str], Desktop]
WORDS = b"attest van de egelopvang"


@pytest.fixture
def mailbox(school: School) -> str:
    return shared(school, "office", "teacher")


def rows(desktop: Desktop, mailbox: str, folder: str = "inbox") -> list[MessageRow]:
    return desktop.replica.inbox.first_page(Filter(folder, mailbox=mailbox), 100)


def write_to(desktop: Desktop, mailbox: str, subject: str = "Attest", **more: object) -> None:
    """A parent writes to it."""
    desktop.school.clock.advance(seconds=60)
    desktop.replica.do(SendMessage([mailbox], subject, "Beste, over de egelopvang. Groeten.", **more))  # type: ignore[arg-type]
    desktop.sync()
    desktop.school.clock.advance(seconds=60)


def answer(desktop: Desktop, row: MessageRow) -> SendMessage:
    return SendMessage([row.sender], "Re: Attest", "Beste, dank u. Groeten.", in_reply_to=row.id, mailbox=row.mailbox)


def test_what_comes_to_it_is_apart_from_ones_own_and_the_same_for_all_who_hold_it(
    desktops: Desktops, mailbox: str
) -> None:
    mother, office, teacher = desktops("mother"), desktops("office"), desktops("teacher")
    mother.sync()
    write_to(mother, mailbox)
    for holder in (office, teacher):
        holder.sync()
        (row,) = rows(holder, mailbox)
        assert (row.subject, row.unread, row.mailbox, row.folder) == ("Attest", True, mailbox, "inbox")
        assert holder.subjects() == []
        assert holder.unread() == 0
        assert holder.found("egelopvang") == ["Attest"], "a search is over all"
        assert holder.replica.inbox.counts()[inside(mailbox, "inbox")].unread == 1
        assert [box.name for box in holder.replica.mailboxes.all()] == ["Secretariaat"]
    office.replica.do(OpenMessage(row.id))
    office.replica.do(SetFlag(row.id, "red"))
    office.replica.do(MoveMessage(row.id, "archive"))
    assert [one.flag for one in rows(office, mailbox, "archive")] == ["red"]
    office.sync()
    teacher.sync()
    (row,) = rows(teacher, mailbox, "archive")
    assert (row.unread, row.flag) == (False, "red")
    assert teacher.subjects("archive") == []
    mother.sync()
    (sent,) = mother.replica.inbox.first_page(Filter("sent"))
    assert (sent.to, sent.to_opened) == (("Secretariaat",), 1)


def test_an_answer_written_offline_is_the_mailboxs_at_once_and_arrives_in_its_name(
    desktops: Desktops, mailbox: str
) -> None:
    mother, office, teacher = desktops("mother"), desktops("office"), desktops("teacher")
    mother.sync()
    write_to(mother, mailbox)
    teacher.sync()
    (row,) = rows(teacher, mailbox)
    teacher.replica.do(answer(teacher, row))
    (waiting,) = rows(teacher, mailbox, "sent")
    assert (waiting.state, waiting.sender_name, waiting.thread) == ("waiting", "Secretariaat", row.thread)
    assert teacher.subjects("sent") == []
    for desktop in (teacher, mother, office):
        desktop.sync()
    (got,) = mother.inbox()
    assert (got.sender, got.sender_name, got.thread) == (mailbox, "Secretariaat", row.thread)
    assert [one.state for one in rows(office, mailbox, "sent")] == [""]
    said = [one.subject for one in office.replica.inbox.conversation(row.thread, mailbox)]
    assert said == ["Attest", "Re: Attest"]
    mother.replica.do(SendMessage([mailbox], "Re: Re: Attest", "Dank u.", in_reply_to=got.id))
    mother.sync()
    office.sync()
    assert [one.thread for one in rows(office, mailbox)] == [row.thread] * 2


def test_one_who_holds_it_writes_to_it_and_finds_both_sides_apart(desktops: Desktops, mailbox: str) -> None:
    teacher = desktops("teacher")
    teacher.sync()
    write_to(teacher, mailbox, "Van de juf")
    teacher.sync()
    (copy,), (sent,) = rows(teacher, mailbox), rows(teacher, "", "sent")
    assert copy.thread == sent.thread
    for one in (copy, sent):
        assert [row.id for row in teacher.replica.inbox.conversation(one.thread, one.mailbox)] == [one.id]


def test_what_is_put_off_or_scheduled_stays_in_the_mailbox(desktops: Desktops, school: School, mailbox: str) -> None:
    mother, office = desktops("mother"), desktops("office")
    mother.sync()
    write_to(mother, mailbox)
    office.sync()
    (row,) = rows(office, mailbox)
    office.replica.do(Snooze(row.id, school.clock() + 60_000))
    assert [one.folder for one in rows(office, mailbox, "later")] == ["later"]
    office.replica.do(MoveMessage(row.id, "inbox"))
    assert [one.folder for one in rows(office, mailbox)] == ["inbox"]
    later = school.clock() + 3_600_000
    office.send("mother", "Morgen", mailbox=mailbox, send_at=later)
    assert [one.state for one in rows(office, mailbox, "scheduled")] == ["waiting"]
    office.sync()
    assert [one.state for one in rows(office, mailbox, "scheduled")] == [""]
    assert rows(office, "", "scheduled") == []


def test_the_views_over_all_folders_are_of_one_mailbox(desktops: Desktops, mailbox: str) -> None:
    mother, teacher = desktops("mother"), desktops("teacher")
    mother.sync()
    write_to(mother, mailbox, "Voor het secretariaat", asks="answer")
    mother.send("teacher", "Voor de juf", asks="answer")
    mother.sync()
    teacher.sync()
    inbox = teacher.replica.inbox

    def waiting(box: str) -> list[str]:
        return [row.subject for row in inbox.first_page(Filter("", to_answer=True, kept=True, mailbox=box))]

    assert (waiting(""), waiting(mailbox)) == (["Voor de juf"], ["Voor het secretariaat"])
    assert [inbox.to_answer("", mailbox=box) for box in ("", mailbox)] == [1, 1]
    assert [inbox.to_answer("inbox", mailbox=box) for box in ("", mailbox)] == [1, 1]
    (row,) = rows(teacher, mailbox)
    teacher.replica.do(MoveMessage(row.id, "trash"))
    assert (waiting(mailbox), inbox.to_answer("", mailbox=mailbox)) == ([], 0)


def test_nobody_is_answering_for_longer_than_they_said_also_where_nothing_is_heard_any_more(
    desktops: Desktops, school: School, mailbox: str
) -> None:
    mother, office, teacher = desktops("mother"), desktops("office"), desktops("teacher")
    mother.sync()
    write_to(mother, mailbox)
    office.sync()
    (row,) = rows(office, mailbox)
    tell = msgspec.Raw(msgspec.json.encode(TellAnswering(row.id)))
    office.remote.commands([Command(new_id(), "tell_answering", tell)], office.replica.epoch)
    teacher.sync()
    said = teacher.replica.mailboxes.answering(row.id, id_of("teacher"))
    assert [one.name for one in said] == ["Hilde Baert"]
    assert office.replica.mailboxes.answering(row.id, id_of("office")) == [], "not oneself"
    school.clock.now = said[0].until  # and the teacher's computer has no line any more
    assert teacher.replica.mailboxes.answering(row.id, id_of("teacher")) == []


# ---- Taken away ------------------------------------------------------------------------------------------------------
def test_taken_away_its_rows_words_and_files_leave_the_disk(
    school: School, desktops: Desktops, mailbox: str, tmp_path: Path
) -> None:
    mother, office, teacher = desktops("mother"), desktops("office"), desktops("teacher")
    mother.sync()
    file = tmp_path / "attest.txt"
    file.write_bytes(WORDS)
    attachment = mother.replica.files.add(file)
    write_to(mother, mailbox, attachments=[attachment])
    for holder in (office, teacher):
        holder.sync()
        assert transfers.fetch(holder.replica, holder.remote, attachment)
    (row,) = rows(teacher, mailbox)
    teacher.replica.do(SetFlag(row.id, "blue"))  # waits, over a message that goes
    teacher.replica.do(answer(teacher, row))
    take_away(school, mailbox, "teacher")
    teacher.sync()
    teacher.sync()
    assert teacher.found("egelopvang") == []
    assert rows(teacher, mailbox) == rows(teacher, mailbox, "sent") == []
    assert teacher.replica.mailboxes.all() == []
    assert inside(mailbox, "inbox") not in teacher.replica.inbox.counts()
    assert f"m:{mailbox}" not in teacher.replica.cursors()
    while teacher.replica.index_pending():
        pass
    assert teacher.replica.files.have(attachment.sha256) == 0
    (draft,) = teacher.replica.drafts.all()
    assert draft.problem is not None, "the answer was refused and its words are kept"
    mother.sync()
    office.sync()
    assert mother.inbox() == []
    assert len(rows(office, mailbox)) == 1
    assert office.replica.files.is_whole(attachment.sha256)


def test_an_engine_hears_by_itself_that_it_was_given_and_taken_away(
    school: School, desktops: Desktops, mailbox: str
) -> None:
    other = desktops("other-teacher")
    other.engine.start()
    wait_for(lambda: other.engine.status.state == "up_to_date")
    shared(school, "other-teacher")
    wait_for(other.replica.mailboxes.all)
    take_away(school, mailbox, "other-teacher")
    wait_for(lambda: not other.replica.mailboxes.all())


def test_nobody_outside_has_a_row_of_it(desktops: Desktops, mailbox: str) -> None:
    mother, father = desktops("mother"), desktops("father")
    mother.sync()
    write_to(mother, mailbox)
    father.sync()
    assert father.subjects("") == []
    assert [mailbox in [c.id for c in one.replica.people.contacts()] for one in (mother, father)] == [True, True]
