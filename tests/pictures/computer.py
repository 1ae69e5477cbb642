"""The real program on a family's computer, in Dutch, with the font and the clock of the pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ssdesk.app import Desktop, Options
from ssdesk.household import Household
from ssdesk.keychain import PassphraseKeychain
from ssdesk.paths import Paths
from ssdesk.protocol.session import SignedIn
from ssdesk.replica.actions import OpenMessage
from ssdesk.replica.inbox import Filter
from ssdesk.ui import tasks, texts
from ssdesk.ui.frame import Frame
from ssdesk.ui.lock import LockPage
from ssdesk.ui.main_window import MainWindow
from tests.pictures.demo import Session
from tests.school import Clock
from tests.together.desktop import PASSPHRASE, wait_for
from tests.together.track import Track
from tests.ui.quiet import settle

STILL = 3  # pictures in a row that must be the same
PAUSE_S = 0.05


class Computer:
    """`start` shows the lock, `unlock` the screens."""

    def __init__(self, app: QApplication, folder: Path, clock: Clock, track: Track) -> None:
        self.app, self.clock, self.track = app, clock, track
        self.paths = Paths.under(folder, "family")
        self._desktop: Desktop | None = None

    def settle_in(
        self,
        sessions: Sequence[Session],
        *,
        unread: int | None = None,
        fetched: bool = True,
        furnish: Callable[[Household], None] = lambda _: None,
    ) -> None:
        """These accounts are here already, with everything fetched or nothing yet, and all but so many of the newest
        messages read. `furnish`: what else the people did."""
        self.paths.create()
        keychain = PassphraseKeychain(self.paths.keychain_file)
        keychain.create(PASSPHRASE)
        household = Household(self.paths, keychain, self.clock, lambda _changes: None, reach=self.track.reach)
        household.unlock(keychain)
        for session in sessions:
            with self.track.reach(session.address, session.token) as remote:
                signed_in = SignedIn(session.token, session.device, remote.state())
                household.add(session.address, remote.school(), signed_in)
        if not fetched:
            household.close()
            return
        household.connect()
        wait_for(lambda: all(home.status.state == "up_to_date" for home in household.homes), at_most_s=120)
        if unread is not None:
            newest = household.merged(Filter()).first_page(10_000)
            for found in newest[unread:]:
                if found.row.unread:
                    household.replica(found.home.name).do(OpenMessage(found.row.id))
            household.nudge()
            wait_for(lambda: not household.summary().waiting and household.unread <= unread, at_most_s=120)
        furnish(household)
        household.nudge()
        wait_for(lambda: not household.summary().waiting, at_most_s=120)
        household.close()

    def start(self) -> None:
        self.app.setCursorFlashTime(0)  # a cursor that blinks would never be still
        options = Options(
            self.paths, clock=self.clock, font="Inter", language="nl", reach=self.track.reach, first="start"
        )
        self._desktop = Desktop(self.app, options)
        self._desktop.window.resize(1280, 800)
        self._desktop.start()
        self.wait_for(lambda: isinstance(self.window.page, LockPage))

    def unlock(self, until: str = "up_to_date") -> None:
        """`until`: what each account says then."""
        page = self.window.page
        assert isinstance(page, LockPage)
        page.passphrase.set_text(PASSPHRASE)
        page.passphrase.submitted.emit()
        self.wait_for(lambda: isinstance(self.window.page, Frame))
        self.wait_for(lambda: all(home.status.state == until for home in self.household.homes))

    def stop(self) -> None:
        if self._desktop is not None:
            self._desktop.stop()
            self._desktop.window.deleteLater()
            self._desktop.deleteLater()
            self._desktop = None
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            texts.use_clock(None)

    # ---- What is there -----------------------------------------------------------------------------------------------
    @property
    def desktop(self) -> Desktop:
        assert self._desktop is not None
        return self._desktop

    @property
    def window(self) -> MainWindow:
        return self.desktop.window

    @property
    def household(self) -> Household:
        return self.desktop.household

    @property
    def frame(self) -> Frame:
        page = self.desktop.window.page
        assert isinstance(page, Frame)
        return page

    # ---- Waiting -----------------------------------------------------------------------------------------------------
    def wait_for(self, reached: Callable[[], object]) -> None:
        wait_until(self.app, reached)

    def settle(self) -> None:
        """What was asked of other threads is shown, and everything has its place."""
        self.wait_for(lambda: not tasks._line()._tasks)
        settle()

    def picture(self) -> QImage:
        return still_picture(self.app, self.window)


def wait_until(app: QApplication, reached: Callable[[], object], at_most_s: float = 60) -> None:
    """The window lives on meanwhile."""

    def spin() -> object:
        app.processEvents()
        return reached()

    wait_for(spin, at_most_s=at_most_s)


def _grab(window: QWidget) -> QImage:
    """The window with the dialogs, menus and other windows that stand before it, each with an edge: nobody frames them
    here. A dialog is in the middle; the screen that there is not would have it elsewhere."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(QColor("#5C667A"))
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible():
            continue
        place = window.mapFromGlobal(other.mapToGlobal(QPoint(0, 0)))
        if isinstance(other, QDialog):
            place = window.rect().center() - other.rect().center()
        painter.drawPixmap(place, other.grab())
        painter.drawRect(QRect(place, other.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture.toImage()


def still_picture(app: QApplication, widget: QWidget) -> QImage:
    """Of a window, once nothing moves in it any more."""
    seen: list[QImage] = []

    def still() -> bool:
        time.sleep(PAUSE_S)
        app.processEvents()
        seen.append(_grab(widget))
        del seen[:-STILL]
        return not tasks._line()._tasks and len(seen) == STILL and all(one == seen[0] for one in seen)

    wait_until(app, still)
    return seen[-1]
