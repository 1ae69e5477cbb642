"""A file that was fetched is read by the sync that runs, and found without a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ssdesk.replica.inbox import Filter
from tests.office_files import docx
from tests.together.desktop import Desktop, Family, wait_for
from tests.together.track import Track


def test_a_message_is_found_by_a_file_that_was_fetched_also_without_a_line(
    family: Family, desktops: Callable[[str], Desktop], track: Track, tmp_path: Path
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(docx("De bosuil broedt in de toren."))
    teacher = desktops("teacher")
    teacher.sync()
    teacher.send("mother", "Vogels", attachments=[teacher.replica.files.add(file)])
    teacher.sync()
    family.begin()
    family.add("mother")
    household = family.household
    household.connect()
    (home,) = household.homes
    replica = household.replica(home.name)

    def found() -> list[str]:
        return [row.subject for row in replica.inbox.first_page(Filter("", words="bosuil"))]

    wait_for(lambda: replica.inbox.first_page(Filter()))
    assert found() == []
    (row,) = replica.inbox.first_page(Filter())
    detail = replica.inbox.message(row.id)
    assert detail is not None
    assert household.bring(home.name, detail.attachments[0])
    track.cut = True
    wait_for(found)
    assert found() == ["Vogels"]
