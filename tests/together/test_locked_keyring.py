"""The whole program on a computer whose keyring is locked: gnome-keyring on a private bus, as in real life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("jeepney", reason="keyring brings it on Linux only")

from tests.together.test_secret_service import LOCK, UNLOCK_IN_THE_WINDOW_OF_THE_KEYRING, PrivateBus, pytestmark

__all__ = ["pytestmark"]

PROFILE = """
import logging, os, sys, time
from pathlib import Path
from ssdesk.household import Household
from ssdesk.keychain.keys import Keys
from ssdesk.paths import Paths
paths = Paths.under(Path(os.environ["HOME"]))
"""
SIGN_IN = f"""
{PROFILE}
from ssdesk.protocol.school import Help, Limits, SchoolInfo
from ssdesk.protocol.session import SessionState, SignedIn
paths.create()
school = SchoolInfo("wilg", "Basisschool De Wilg", "De Wilg", "epoch", [1], "2026", Help("Secretariaat"), Limits())
state = SessionState("a" * 32, "An Claes", "noor", "co", "active", pupil_name="Noor Peeters")
household = Household(paths, Keys(paths, "default"), lambda: 0, lambda changes: None)
household.add("http://127.0.0.1:9/wilg", school, SignedIn("token", "device", state))
household.close()
"""
START = f"""
{PROFILE}
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from ssdesk.app import Desktop, Options, make_application
from ssdesk.ui.lock import LockPage
app = make_application([])
desktop = Desktop(app, Options(paths, language="en"))
desktop.start()
def until(there):
    end = time.monotonic() + 60
    while not there():
        app.processEvents()
        time.sleep(0.01)
        assert time.monotonic() < end, type(desktop.window.page)
until(lambda: isinstance(desktop.window.page, LockPage) and desktop.window.page.unlock.isEnabled())
face = desktop.window.page.face
print(face.title(), face.sentence())
{UNLOCK_IN_THE_WINDOW_OF_THE_KEYRING}
desktop.window.page.unlock.click()
until(lambda: desktop.screens is not None and desktop.window.page is desktop.screens.frame)
print(desktop.household.homes[0].child)
desktop.stop()
"""


@pytest.fixture
def bus(home: Path) -> Iterator[PrivateBus]:
    started = PrivateBus(home)
    yield started
    started.stop()


def test_locked_keyring_shows_the_lock_and_never_the_wizard(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    bus.run(SIGN_IN)
    bus.run(LOCK)

    lock, frame = bus.run(START).splitlines()
    assert lock == "Your messages are locked. Unlock the keyring of this computer to see them. Nothing is lost."
    assert frame == "Noor"
