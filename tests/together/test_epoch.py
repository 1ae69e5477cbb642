"""The school's server is restored from a copy: all is read anew, all that was done is sent again, nothing twice."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import MoveMessage, OpenMessage, SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.server.app import App
from ssdesk.sync import transfers
from tests.school import CHEAP, School, id_of
from tests.together.desktop import Desktop, wait_for
from tests.together.track import Track, serving

Made = Callable[[Track, str], Desktop]


class Server:
    """A data folder that is served, copied and put back."""

    def __init__(self, school: School, folder: Path) -> None:
        self.school, self.copy = school, folder

    @contextmanager
    def serving(self) -> Iterator[Track]:
        app = App.open(self.school.folder, clock=self.school.clock, cost=CHEAP)
        try:
            with serving(app) as track:
                yield track
        finally:
            app.close()

    def back_up(self) -> None:
        with (
            closing(sqlite3.connect(self.school.folder / "school.db")) as now,
            closing(sqlite3.connect(self.copy)) as copy,
        ):
            now.backup(copy)

    def restore(self) -> None:
        for leftover in self.school.folder.glob("school.db-*"):
            leftover.unlink()
        shutil.copyfile(self.copy, self.school.folder / "school.db")


@pytest.fixture
def server(tmp_path: Path, expect_log: Callable[..., None]) -> Server:
    expect_log("a new epoch begins")
    with School.open(tmp_path / "restored") as school:
        pass
    return Server(school, tmp_path / "backup.db")


@pytest.fixture
def made(server: Server, tmp_path: Path) -> Iterator[Made]:
    desktops: dict[str, Desktop] = {}

    def get(track: Track, name: str) -> Desktop:
        """That account's desktop, on this line from now on."""
        if name not in desktops:
            desktops[name] = Desktop(server.school, track, name, tmp_path / name)
        else:
            desktops[name].track = track
            desktops[name].restart()
        return desktops[name]

    yield get
    for desktop in desktops.values():
        desktop.close()


def test_after_a_restore_everything_is_there_again_and_nothing_twice(server: Server, made: Made) -> None:
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        teacher.sync()
        teacher.send("mother", "Voor de kopie")
        teacher.sync()
        mother.sync()
    server.back_up()
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        question = teacher.send("mother", "Na de kopie", "Mag Noor mee?")
        teacher.sync()
        mother.sync()
        (received,) = (row for row in mother.inbox() if row.subject == "Na de kopie")
        mother.replica.do(OpenMessage(received.id))
        mother.replica.do(MoveMessage(received.id, "archive"))
        mother.send("teacher", "Antwoord", in_reply_to=received.id)
        mother.sync()
        teacher.sync()
        assert teacher.subjects() == ["Antwoord"]
    server.restore()
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        # The answer comes before the question is back: it waits, and is not refused.
        mother.sync()
        assert "Antwoord" in mother.subjects("outbox")
        assert not [item for item in mother.replica.outbox.items() if item.state == "refused"]
        server.school.clock.advance(seconds=60)
        for desktop in (teacher, mother, teacher, mother):
            desktop.sync()
            server.school.clock.advance(seconds=60)
        assert sorted(teacher.subjects("sent")) == ["Na de kopie", "Voor de kopie"]
        assert teacher.subjects() == ["Antwoord"]
        assert mother.subjects() == ["Voor de kopie"]
        assert mother.subjects("archive") == ["Na de kopie"]
        sent = {row.id: row for row in teacher.replica.inbox.first_page(Filter("sent"))}
        assert sent[question].to_opened == 1
        assert mother.replica.outbox.items() == teacher.replica.outbox.items() == []
        assert mother.replica.epoch == teacher.replica.epoch != ""


def test_old_content_stays_readable_until_the_new_is_whole(server: Server, made: Made) -> None:
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        teacher.sync()
        for number in range(3):
            teacher.send("mother", f"Bericht {number}")
        teacher.sync()
        mother.sync()
        server.back_up()
        teacher.send("mother", "Verloren tot het weer gestuurd is")
        teacher.sync()
        mother.sync()
    server.restore()
    with server.serving() as track:
        mother = made(track, "mother")
        before = mother.subjects()
        assert not mother.engine.pull_once(1)  # learns of the new history
        assert mother.subjects() == before
        assert mother.found("bericht") != []
        assert not mother.engine.pull_once(1)
        assert len(mother.subjects()) >= 3
        mother.sync()
        assert sorted(mother.subjects()) == ["Bericht 0", "Bericht 1", "Bericht 2"]


def test_newer_move_does_not_lose_against_the_older_one_that_is_sent_again(server: Server, made: Made) -> None:
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        teacher.sync()
        teacher.send("mother", "Oud papier")
        teacher.sync()
        mother.sync()
    server.back_up()
    with server.serving() as track:
        mother = made(track, "mother")
        mother.replica.do(MoveMessage(mother.inbox()[0].id, "trash"))
        mother.sync()
    server.restore()
    with server.serving() as track:
        mother = made(track, "mother")
        (row,) = mother.replica.inbox.first_page(Filter("trash"))
        mother.replica.do(MoveMessage(row.id, "archive"))
        mother.sync()
        assert mother.subjects("archive") == ["Oud papier"]
        again = Desktop(server.school, track, "mother", mother.folder.with_name("other"))
        again.sync()
        assert again.subjects("archive") == ["Oud papier"]
        again.close()


def test_running_engine_goes_through_a_restore_by_itself(server: Server, made: Made) -> None:
    with server.serving() as track:
        mother = made(track, "mother")
        mother.sync()
    server.back_up()
    with server.serving() as track:
        mother = made(track, "mother")
        mother.send("teacher", "Nog te sturen")
        mother.sync()
    server.restore()
    with server.serving() as track:
        mother, teacher = made(track, "mother"), made(track, "teacher")
        mother.engine.start()
        wait_for(lambda: mother.engine.status.state == "up_to_date")
        assert mother.replica.outbox.count_waiting() == 0
        teacher.sync()
        assert teacher.subjects() == ["Nog te sturen"]
        mother.engine.stop()


def test_drafts_and_what_was_never_sent_survive(server: Server, made: Made) -> None:
    draft = new_id()
    with server.serving() as track:
        mother = made(track, "mother")
        mother.sync()
        server.back_up()
        mother.replica.do(SaveDraft(draft, [id_of("teacher")], subject="Half af", body="Beste juf,"))
        mother.sync()
    server.restore()
    with server.serving() as track:
        mother = made(track, "mother")
        mother.replica.do(SendMessage([id_of("teacher")], "Nieuw", "Beste."))
        mother.sync()
        assert mother.subjects("drafts") == ["Half af"]
        assert mother.subjects("sent") == ["Nieuw"]
        other = Desktop(server.school, track, "mother", mother.folder.with_name("other"))
        other.sync()
        assert other.subjects("drafts") == ["Half af"]
        other.close()


def test_file_that_the_restored_school_lacks_is_uploaded_again(server: Server, made: Made, tmp_path: Path) -> None:
    file = tmp_path / "verslag.txt"
    file.write_bytes(b"Verslag van de uitstap.")
    with server.serving() as track:
        teacher = made(track, "teacher")
        teacher.sync()
        server.back_up()
        attachment = teacher.replica.files.add(file)
        teacher.send("mother", "Verslag", attachments=[attachment])
        teacher.sync()
    server.restore()
    with server.serving() as track:
        teacher, mother = made(track, "teacher"), made(track, "mother")
        for _ in range(3):
            teacher.sync()
            server.school.clock.advance(seconds=60)
        mother.sync()
        assert mother.subjects() == ["Verslag"]
        detail = mother.replica.inbox.message(mother.inbox()[0].id)
        assert detail is not None
        assert transfers.fetch(mother.replica, mother.remote, detail.attachments[0])
        assert b"".join(mother.replica.files.read(attachment.sha256)) == file.read_bytes()
