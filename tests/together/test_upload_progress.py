"""How far the files of a message are, and stopping them: nothing goes out, and what arrived is not sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssdesk.protocol.files import Attachment
from ssdesk.sync.engine import Engine
from ssdesk.sync.status import SyncStatus
from tests.server import uploading
from tests.together.desktop import Desktop

Desktops = Callable[[str], Desktop]
SIZE = 3 << 20


@pytest.fixture
def mother(desktops: Desktops) -> Desktop:
    desktops("mother").sync()
    return desktops("mother")


def engine(desktop: Desktop, tell: Callable[[SyncStatus], None]) -> Engine:
    return Engine(desktop.replica, desktop.remote, desktop.school.clock, tell, erase=desktop.erased.set)


def film(desktop: Desktop, folder: Path) -> Attachment:
    path = folder / "film.pdf"
    path.write_bytes(uploading.PDF.ljust(SIZE, b"\n"))
    return desktop.replica.files.add(path)


def test_status_tells_how_far_the_files_of_which_message_are(mother: Desktop, tmp_path: Path) -> None:
    told: list[SyncStatus] = []
    id_ = mother.send("teacher", "Film", attachments=[film(mother, tmp_path)])
    engine(mother, told.append).round()
    seen = [(status.uploading, status.uploaded, status.to_upload) for status in told if status.uploading]
    assert seen == [(id_, 0, SIZE), (id_, 1 << 20, SIZE), (id_, 2 << 20, SIZE)]
    assert (told[-1].uploading, told[-1].to_upload) == ("", 0)


def test_message_taken_back_while_its_file_is_on_its_way_is_a_draft_and_goes_on_from_there(
    desktops: Desktops, mother: Desktop, tmp_path: Path
) -> None:
    taken: list[str | None] = []

    def stop(status: SyncStatus) -> None:
        if status.uploaded and not taken:
            taken.append(mother.replica.outbox.withdraw(status.uploading))

    file = film(mother, tmp_path)
    mother.send("teacher", "Film", attachments=[file])
    engine(mother, stop).round()
    (draft,) = mother.replica.drafts.all()
    assert ([draft.id], draft.attachments) == (taken, (file,))
    desktops("teacher").sync()
    assert desktops("teacher").subjects() == []
    told: list[SyncStatus] = []
    mother.send("teacher", "Film", attachments=[file], draft=draft.id)
    engine(mother, told.append).round()
    assert next(status.uploaded for status in told if status.uploading) == 1 << 20
    desktops("teacher").sync()
    assert desktops("teacher").subjects() == ["Film"]
