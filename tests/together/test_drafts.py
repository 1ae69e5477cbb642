"""Words that nobody sent yet, on both computers of one person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx2

from ssdesk.errors import SsdeskError
from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import SaveDraft
from tests.school import School
from tests.together.desktop import Desktop
from tests.together.track import Track, lost_answer

Desktops = Callable[[str], Desktop]


def test_words_left_alone_are_on_the_other_computer_and_those_being_typed_are_not(
    desktops: Desktops, school: School, track: Track
) -> None:
    mother = desktops("mother")
    other = Desktop(school, track, "mother", mother.folder.with_name("mother's other computer"))
    draft = new_id()
    mother.sync()
    mother.replica.drafts.keep(SaveDraft(draft, subject="Turnzak", body="Noor vergat haar"))
    mother.sync()
    other.sync()
    assert other.replica.drafts.all() == []
    school.clock.advance(seconds=31)
    mother.sync()
    other.sync()
    (seen,) = other.replica.drafts.all()
    assert (seen.id, seen.body, seen.changed) == (draft, "Noor vergat haar", False)
    assert mother.replica.outbox.items() == []

    mother.replica.drafts.keep(SaveDraft(draft, subject="Turnzak", body="Noor vergat haar turnzak."))
    mother.sync()
    mother.restart()  # the program was killed while she typed
    school.clock.advance(seconds=31)
    mother.sync()
    other.sync()
    assert [found.body for found in other.replica.drafts.all()] == ["Noor vergat haar turnzak."]
    other.close()


def test_words_typed_while_the_file_of_the_older_ones_goes_up_are_not_lost(
    desktops: Desktops, school: School, track: Track, tmp_path: Path
) -> None:
    mother = desktops("mother")
    mother.sync()
    draft, picked = new_id(), tmp_path / "briefje.txt"
    picked.write_text("Noor was ziek.", "utf-8")
    file = mother.replica.files.add(picked)
    mother.replica.do(SaveDraft(draft, subject="Briefje", body="Noor is", attachments=[file]))

    def typing_on(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        mother.replica.do(SaveDraft(draft, subject="Briefje", body="Noor is ziek.", attachments=[file]))
        return way.handle_request(request)

    track.fail("/v1/uploads", typing_on)
    track.fail("/v1/commands", lost_answer)
    for _ in range(3):
        with suppress(SsdeskError):
            mother.sync()
    other = Desktop(school, track, "mother", mother.folder.with_name("mother's other computer"))
    other.sync()
    for desktop in (mother, other):
        assert [(kept.body, kept.problem) for kept in desktop.replica.drafts.all()] == [("Noor is ziek.", None)]
    other.close()
