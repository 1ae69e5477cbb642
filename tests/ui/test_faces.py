"""An empty page says which of its states it is in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Home
from ssdesk.sync.status import SyncStatus
from ssdesk.ui import texts
from ssdesk.ui.faces import Faces

AT = 1_795_440_720_000  # 23 November 2026, 14:32 in Brussels
UP = SyncStatus(state="up_to_date", last_success=AT)
NOOR = Home(
    name="0-a", account="a", colour=0, state="open", child="Noor", school_short="De Wilg", status=UP,
    features=("messages", "planner", "reports"), record=("results", "reports"),
)  # fmt: skip
MILAN = replace(NOOR, name="1-b", child="Milan", school_short="De Toren", features=("messages", "planner"))


@pytest.fixture
def faces(qapp: QApplication) -> Faces:
    texts.use_clock(lambda: AT)
    return Faces(qapp)


def test_a_school_that_does_not_use_a_module_is_named(faces: Faces) -> None:
    face = faces.of_module([MILAN], "reports", "reports")
    assert face is not None
    assert (face.title, face.action) == ("Your school does not use this", "")
    assert "De Toren" in face.sentence


def test_one_school_that_uses_it_is_enough(faces: Faces) -> None:
    assert faces.of_module([NOOR, MILAN], "reports", "reports") is None


def test_what_the_school_hides_can_be_asked_for(faces: Faces) -> None:
    face = faces.of_module([replace(NOOR, record=("results",))], "reports", "reports")
    assert face is not None
    assert (face.title, face.act) == ("You have no right to this", "ask")


def test_rights_that_are_not_known_yet_are_no_refusal(faces: Faces) -> None:
    fresh = replace(NOOR, record=None, features=(), status=SyncStatus(state="syncing", rows_done=14, rows_left=8))
    face = faces.of_module([fresh], "reports", "reports")
    assert face is not None
    assert face.title == "Being fetched for the first time"
    assert face.sentence.startswith("14 of 22 fetched.")


def test_a_first_fetch_that_failed_says_when_and_offers_to_try(faces: Faces) -> None:
    failed = SyncStatus(state="offline", error=NoConnection("No line.", "Check it."), next_try=AT + 300_000)
    face = faces.of_module([replace(NOOR, status=failed)], "planner")
    assert face is not None
    assert (face.title, face.act) == ("Fetching failed at 14:32", "try")
    assert "We try again at 14:37." in face.sentence


def test_locked_and_broken_accounts_say_so(faces: Faces) -> None:
    locked = faces.of_module([replace(NOOR, state="locked", status=SyncStatus())], "planner")
    assert locked is not None
    assert locked.title == "Locked"
    problem = SsdeskError("The copy is damaged.", "Open it again.")
    broken = faces.of_module([replace(NOOR, state="broken", problem=problem)], "planner")
    assert broken is not None
    assert (broken.title, broken.sentence) == ("The copy is damaged.", "Open it again.")


def test_nothing_there_is_for_the_screen_to_say_with_its_age(faces: Faces) -> None:
    offline = replace(NOOR, status=SyncStatus(state="offline", last_success=AT - 3_600_000))
    assert faces.of_module([offline], "planner") is None
    assert faces.offline([offline]) == "You are offline. This is how it was today 13:32."
    assert faces.offline([NOOR]) == ""
