"""Flags, unread marks, later and own folders between two computers of one person, the school, and a restored school."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import MoveMessage, OpenMessage
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.replica.marks import MarkUnread, SaveFolder, SetFlag, Snooze
from ssdesk.server import mailbox
from ssdesk.server.database import Database
from tests.school import WILG, School
from tests.together.desktop import Desktop
from tests.together.test_epoch import Made, Server, made, server
from tests.together.track import Track

__all__ = ["made", "server"]
HOUR = 3_600_000


@pytest.fixture
def second(school: School, track: Track, tmp_path: Path) -> Iterator[Desktop]:
    """The mother's other computer."""
    desktop = Desktop(school, track, "mother", tmp_path / "second")
    yield desktop
    desktop.close()


def only(desktop: Desktop, folder: str = "inbox") -> MessageRow:
    (row,) = desktop.replica.inbox.first_page(Filter(folder))
    return row


def test_two_computers_and_the_school_bring_a_message_back_once_and_nothing_is_undone(
    school: School, desktops: Callable[[str], Desktop], second: Desktop
) -> None:
    teacher, first = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Oudercontact")
    teacher.sync()
    first.sync()
    id_, until = only(first).id, school.clock() + HOUR
    first.replica.do(OpenMessage(id_))
    first.replica.do(SetFlag(id_, "red"))
    first.replica.do(Snooze(id_, until))
    first.sync()
    second.sync()
    assert (only(second, "later").flag, second.subjects()) == ("red", [])
    school.clock.advance(hours=1)
    second.replica.do(Snooze(id_, until, due=True))  # it is offline now
    assert school.db.run_now(mailbox.wake, WILG, school.clock()) == 1
    first.sync()
    assert only(first).came_back
    first.replica.do(OpenMessage(id_))
    first.replica.do(MoveMessage(id_, "archive"))
    first.sync()
    for desktop in (second, first, second):
        desktop.sync()
        kept = only(desktop, "archive")
        assert (kept.unread, kept.flag, desktop.subjects()) == (False, "red", [])
        assert desktop.replica.outbox.items() == []
    teacher.sync()
    sent = only(teacher, "sent")
    assert (sent.to_opened, sent.flag, sent.folder) == (1, "", "sent")


def test_marks_and_folders_survive_a_restore_of_the_school(server: Server, made: Made) -> None:
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        teacher.sync()
        for subject in ("Vlag", "Later", "Map"):
            teacher.send("mother", subject)
            server.school.clock.advance(seconds=60)
        teacher.sync()
        mother.sync()
    server.back_up()
    folder, until = new_id(), server.school.clock() + HOUR
    with server.serving() as track:
        mother = made(track, "mother")
        ids = {row.subject: row.id for row in mother.inbox()}
        for action in (
            OpenMessage(ids["Vlag"]),
            SetFlag(ids["Vlag"], "green"),
            MarkUnread(ids["Vlag"], unread=True),
            Snooze(ids["Later"], until),
            SaveFolder(folder, "Bosklassen"),
            MoveMessage(ids["Map"], folder),
        ):
            mother.replica.do(action)
        mother.sync()
        server.school.clock.advance(hours=2)
        with closing(Database(f"sqlite:///{server.school.folder / 'school.db'}")) as db:
            db.run_now(mailbox.wake, WILG, server.school.clock())
        mother.sync()
        mother.replica.do(OpenMessage(ids["Later"]))
        mother.sync()
        before = {row.subject: row for row in mother.replica.inbox.first_page(Filter(""))}
    server.restore()
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        for desktop in (mother, teacher, mother):
            desktop.sync()
            server.school.clock.advance(seconds=60)
        after = {row.subject: row for row in mother.replica.inbox.first_page(Filter(""))}
        for subject, row in before.items():
            again = after[subject]
            assert (again.folder, again.flag, again.unread) == (row.folder, row.flag, row.unread), subject
        assert (after["Vlag"].flag, after["Vlag"].unread) == ("green", True)
        assert (after["Later"].folder, after["Later"].unread) == ("inbox", False)
        assert [one.name for one in mother.replica.inbox.folders()] == ["Bosklassen"]
        assert after["Map"].folder == folder
        assert mother.replica.outbox.items() == []
