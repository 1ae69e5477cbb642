"""Words that nobody sent yet, on both computers of one person."""

from __future__ import annotations

from collections.abc import Callable

from ssdesk.protocol.ids import new_id
from ssdesk.replica.actions import SaveDraft
from tests.school import School
from tests.together.desktop import Desktop
from tests.together.track import Track

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
