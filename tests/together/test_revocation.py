"""What an account may no longer see leaves the disk: rows, words in the index, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssdesk.household import Household
from ssdesk.protocol import kinds
from ssdesk.protocol.files import Attachment
from ssdesk.replica.inbox import Filter
from ssdesk.server import accounts, feed
from ssdesk.sync import transfers
from tests.school import WILG, School, id_of
from tests.server.people import change
from tests.together.desktop import Desktop, Family, wait_for

Desktops = Callable[[str], Desktop]
WORDS = b"inhoud van het zorgblad"


def share_with_class(school: School, teacher: Desktop, folder: Path, scope: str) -> Attachment:
    """A message with a file that lies in a shared scope, as later modules have them."""
    file = folder / "zorgblad.txt"
    file.write_bytes(WORDS)
    attachment = teacher.replica.files.add(file)
    teacher.send("mother", "Bijlage", attachments=[attachment])
    teacher.sync()
    message = kinds.Message(
        id_of("shared"), id_of("shared"), school.clock(), id_of("teacher"), "Petra Wouters", "juf", "Klasbericht",
        "egelopvang", "egelopvang in de tuin", "inbox", attachments=[attachment],
    )  # fmt: skip
    blobs = [attachment.sha256]
    school.db.run_now(
        lambda connection: feed.put(connection, WILG, "message", message.id, message, [scope], blobs=blobs)
    )
    return attachment


def test_grant_taken_away_takes_rows_words_and_files(school: School, desktops: Desktops, tmp_path: Path) -> None:
    teacher, other = desktops("teacher"), desktops("other-teacher")
    teacher.sync()
    attachment = share_with_class(school, teacher, tmp_path, f"cs:{id_of('5A')}")
    other.sync()
    assert other.subjects() == ["Klasbericht"]
    assert other.found("egelopvang") == ["Klasbericht"]
    assert transfers.fetch(other.replica, other.remote, attachment)
    school.db.run_now(accounts.set_classes, WILG, id_of("other-teacher"), [])
    other.sync()
    assert (other.subjects(), other.found("egelopvang"), other.unread()) == ([], [], 0)
    while other.replica.index_pending():
        pass
    assert not other.replica.files.is_whole(attachment.sha256)
    assert other.replica.files.have(attachment.sha256) == 0
    assert f"cs:{id_of('5A')}" not in other.replica.cursors()
    assert "Dirk Maes" not in [contact.name for contact in other.replica.people.contacts()]
    with pytest.raises(Exception, match="not there"):
        other.remote.blob(attachment.sha256, 0, 10)


def test_what_another_scope_still_holds_stays(school: School, desktops: Desktops, tmp_path: Path) -> None:
    teacher = desktops("teacher")
    teacher.sync()
    attachment = share_with_class(school, teacher, tmp_path, f"cs:{id_of('4B')}")
    teacher.sync()
    school.db.run_now(accounts.set_classes, WILG, id_of("teacher"), [])
    teacher.sync()
    assert "Klasbericht" not in teacher.subjects()
    assert teacher.replica.files.is_whole(attachment.sha256)  # the sent message has it too
    assert "Hilde Baert" in [contact.name for contact in teacher.replica.people.contacts()]


def test_engine_hears_of_a_lost_grant_by_itself(school: School, desktops: Desktops) -> None:
    other = desktops("other-teacher")
    other.engine.start()
    wait_for(lambda: other.engine.status.state == "up_to_date")
    assert any(contact.group == "parent" for contact in other.replica.people.contacts())
    school.db.run_now(accounts.set_classes, WILG, id_of("other-teacher"), [])
    wait_for(lambda: not any(contact.group == "parent" for contact in other.replica.people.contacts()))


@pytest.mark.parametrize("state", ["excluded", "closed"])
def test_account_that_ended_is_erased_here_and_says_why(
    school: School, desktops: Desktops, family: Family, state: str
) -> None:
    desktops("teacher").sync()
    desktops("teacher").send("mother", "Laatste")
    desktops("teacher").sync()
    family.begin()
    name, wout = family.add("mother"), family.add("wouts-mother")
    household: Household = family.household
    household.connect()
    wait_for(lambda: household.home(name).unread == 1 and household.replica(wout).people.pupils())
    change(school, "mother", state=state, reason="Leerling verliet de school")
    household.nudge(name)
    wait_for(lambda: household.home(name).status.state == "gone")
    home = household.home(name)
    assert home.state == "left"
    assert home.status.error is not None
    assert not (family.paths.accounts / name).exists()
    assert household.replica(wout).people.pupils()
    assert list(household.merged(Filter(), name).keys()) == []
    household.close()
    family.household = family.opened()
    assert [one.name for one in family.household.homes] == [wout]
