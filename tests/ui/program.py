"""The whole desktop program in this process, in front of the real school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.app import Desktop, Options
from ssdesk.household import Home
from ssdesk.paths import Paths
from ssdesk.protocol.school import SchoolInfo
from ssdesk.sync.remote import Remote, find_school
from ssdesk.ui.frame import Frame
from ssdesk.ui.lock import LockPage
from ssdesk.ui.wizard.wizard import Wizard
from tests.school import School
from tests.together.desktop import PASSPHRASE, Family
from tests.together.track import Track, _Way
from tests.ui import way_in


class Program:
    """Started and stopped as often as a test wants, over the same folder."""

    def __init__(self, qtbot: QtBot, folder: Path, school: School, track: Track) -> None:
        self.qtbot, self.school, self.track = qtbot, school, track
        self.paths = Paths.under(folder, "family")
        self._folder = folder
        self._desktop: Desktop | None = None

    def settle_in(self, *names: str) -> None:
        """These accounts are here already, under a passphrase, with everything fetched once."""
        family = Family(self._folder, self.school, self.track)
        family.begin()
        for name in names:
            family.add(name)
        family.household.connect()
        self.qtbot.waitUntil(
            lambda: all(home.status.state == "up_to_date" for home in family.household.homes), timeout=20_000
        )
        family.household.close()

    def start(self, **options: Any) -> Desktop:
        app = cast("QApplication", QApplication.instance())
        self._desktop = Desktop(
            app,
            Options(
                self.paths,
                clock=self.school.clock,
                font="Inter",
                reach=self.track.reach,
                find=self._find,
                **{"language": "en", "first": "messages", **options},
            ),
        )
        self._desktop.start()
        self.qtbot.waitUntil(lambda: self.desktop.window.page is not None, timeout=20_000)
        return self._desktop

    def stop(self) -> None:
        if self._desktop is not None:
            self._desktop.stop()
            assert not self._desktop.hangs
            self._desktop.window.deleteLater()
            self._desktop.deleteLater()
            self._desktop = None

    def _find(self, text: str) -> tuple[Remote, SchoolInfo]:
        return find_school(text, transport=_Way(self.track))

    # ---- What is seen ------------------------------------------------------------------------------------------------
    @property
    def desktop(self) -> Desktop:
        assert self._desktop is not None
        return self._desktop

    @property
    def page(self) -> QWidget | None:
        return self.desktop.window.page

    @property
    def lock_page(self) -> LockPage:
        assert isinstance(self.page, LockPage), self.seen()
        return self.page

    @property
    def wizard(self) -> Wizard:
        assert isinstance(self.page, Wizard), self.seen()
        return self.page

    @property
    def frame(self) -> Frame:
        assert isinstance(self.page, Frame), self.seen()
        return self.page

    def screen(self, name: str) -> Any:
        """One of its screens, by the name of a Place."""
        return self.frame.stage.screen(name)

    @property
    def homes(self) -> tuple[Home, ...]:
        return self.desktop.household.homes

    def seen(self) -> str:
        """All that can be read in the window."""
        found = self.desktop.window.findChildren(QWidget)
        return "\n".join(
            widget.text() for widget in found if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
        )

    def wait_for(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=20_000)

    def wait_for_page(self, kind: type[QWidget]) -> None:
        self.wait_for(lambda: isinstance(self.page, kind))

    # ---- What the person does ----------------------------------------------------------------------------------------
    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_text(self, text: str) -> None:
        """The one visible button that says so."""
        (button,) = [
            button
            for button in self.desktop.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text() == text
        ]
        self.press(button)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.lock_page.passphrase.set_text(passphrase)
        QTest.keyClick(self.lock_page.passphrase.edit, Qt.Key.Key_Return)

    def open(self) -> None:
        """Unlocked, with the frame in sight and everything fetched."""
        self.unlock()
        self.wait_for_page(Frame)
        self.wait_for(lambda: all(home.status.state == "up_to_date" for home in self.homes))

    def visit(self) -> way_in.Walk:
        """The wizard in sight, to be walked."""
        return way_in.Walk(self.qtbot, self.wizard)
