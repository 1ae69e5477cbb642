"""*Berichten* in a window of its own, with a real household, real replicas and a real school behind a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.household import Household
from ssdesk.keychain import PassphraseKeychain
from ssdesk.protocol.kinds import Message
from ssdesk.replica import Replica
from ssdesk.rules.undo_send import AT_ONCE, UndoSend
from ssdesk.server import feed
from ssdesk.ui import tasks, texts, theme
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.bridge import Bridge
from ssdesk.ui.inbox.screen import InboxScreen
from ssdesk.ui.row_delegate import Row
from ssdesk.ui.widgets import Rule, Themed, column, row
from tests.school import School, id_of
from tests.together.desktop import Desktop, Family
from tests.together.track import Track, serving
from tests.ui.quiet import breathe

PATIENCE_MS = 20_000  # for a program that hangs; it says nothing about how fast one must be


class Told(Family):
    """A family whose household tells a bridge."""

    def __init__(self, folder: Path, school: School, track: Track, undo: UndoSend = AT_ONCE) -> None:
        self._undo = undo
        self.bridge = Bridge(gather_ms=5)  # waited for after every click
        super().__init__(folder, school, track)

    def opened(self) -> Household:
        keychain = PassphraseKeychain(self.paths.keychain_file)
        tell, reach = self.bridge.tell, self.track.reach
        return Household(self.paths, keychain, self.school.clock, tell, reach=reach, undo=self._undo)


class Root(Themed, QWidget):
    """A window with room at its side for the rail, wide or narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._side = QWidget(self)
        self.right = column()
        sides = row(self)
        sides.addWidget(self._side)
        sides.addLayout(self.right, 1)
        self.follow_theme()

    def restyle(self) -> None:
        self._side.setFixedWidth(theme.px(56 if self.width() < theme.px(1100) else 224))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()


class Window:
    """The screen with its bar above it, and what a person does with it. `undo`: how long one can take back what was
    sent."""

    def __init__(self, folder: Path, school: School, track: Track, qtbot: QtBot, undo: UndoSend = AT_ONCE) -> None:
        self._folder, self._qtbot = folder, qtbot
        self.school, self.track = school, track
        self.family = Told(folder / "home", school, track, undo)
        self.household = self.family.household
        self.family.begin()
        self._others: dict[str, Desktop] = {}
        self.shown_files: list[Path] = []
        self.troubles: list[Any] = []

    # ---- The way things are ------------------------------------------------------------------------------------------
    def other(self, name: str) -> Desktop:
        """The desktop of a teacher, or of whoever writes."""
        if name not in self._others:
            self._others[name] = Desktop(self.school, self.track, name, self._folder / name)
            self._others[name].sync()
        return self._others[name]

    def receive(
        self, subject: str, body: str = "Beste ouders, groeten.", *, sender: str = "teacher", **more: Any
    ) -> str:
        """A message to the mother arrives at her school; the minute hand goes on. Its id at the sender."""
        self.school.clock.advance(seconds=60)
        id_ = self.other(sender).send(more.pop("to", "mother"), subject, body, **more)
        self.other(sender).sync()
        return id_

    def put(self, id_: str, **more: Any) -> None:
        """A message straight into the mother's mailbox, as a careless school might pass it on."""
        self.school.clock.advance(seconds=60)
        told: dict[str, Any] = {
            "subject": "Bericht",
            "body": "Tekst",
            "sender_name": "Petra Wouters",
            "sender_role": "juf",
        }
        told |= {
            "preview": "Tekst",
            "sender": id_of("teacher"),
            "folder": "inbox",
            "sent_at": self.school.clock(),
            **more,
        }
        message, scopes = Message(id=id_of(id_), thread=id_of(id_), **told), [f"a:{id_of('mother')}"]
        self.school.db.run_now(
            lambda connection: feed.put(connection, School.of("mother"), "message", message.id, message, scopes)
        )

    def add(self, *names: str) -> None:
        """These accounts are on this computer from now on."""
        self.accounts = [self.family.add(name) for name in names]

    def open(self, size: tuple[int, int] = (1280, 800), *, synced: bool = True) -> Window:
        """The window is shown; everything was fetched."""
        texts.use_clock(self.school.clock)
        self.root = Root()
        self._qtbot.addWidget(self.root)
        opener = AttachmentOpener(self.household, self.family.paths.opened, self.root, show=self._show_file)
        self.screen = InboxScreen(self.household, opener, self.root)
        theme.fix(self.screen.bar, height=56)
        for part in (self.screen.bar, Rule(self.root), self.screen.content):
            self.root.right.addWidget(part, 1 if part is self.screen.content else 0)
        self.family.bridge.changed.connect(self.screen.take)
        self.screen.trouble.connect(self.troubles.append)
        opener.trouble.connect(self.troubles.append)
        self.opener = opener
        self.root.resize(*size)
        self.root.show()
        self.root.activateWindow()
        self.screen.listing.reload()
        self.screen.enter()
        if synced:
            self.sync()
        return self

    def sync(self) -> None:
        """Everything that waits is sent, everything new is here and shown."""
        self.household.connect()
        for _ in range(2):
            before = [home.status for home in self.household.homes]
            self.household.nudge()
            self.until(
                lambda before=before: all(
                    home.status.state == "up_to_date" and not home.status.waiting and home.status is not old
                    for home, old in zip(self.household.homes, before, strict=True)
                )
            )
        self.breathe()

    def _show_file(self, url: QUrl) -> bool:
        self.shown_files.append(Path(url.toLocalFile()))
        return True

    def close(self) -> None:
        self.screen.leave()
        self.family.bridge.close()
        self.household.close()
        tasks.finish()
        for desktop in self._others.values():
            desktop.close()

    # ---- What a person does ------------------------------------------------------------------------------------------
    def until(self, reached: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(reached()), timeout=PATIENCE_MS)

    def breathe(self) -> None:
        """What was told arrives, and the list has read what changed."""
        breathe(self.family.bridge)
        rows = self.screen.pane.rows
        self.until(lambda: not rows._reading and not rows._changed)

    def click_row(self, subject: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.until(lambda: subject in self.subjects())  # the list may still be reading
        table, index = self.screen.pane.table, self._index(subject)
        table.scrollTo(index)
        place = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
        self.breathe()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), f"{widget} cannot be seen"
        assert widget.isEnabled(), f"{widget} is disabled"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))
        self.breathe()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """To an open list, or to whatever has the focus."""
        QTest.keyClick(QApplication.activePopupWidget() or self.focus or self.root, key, modifiers)
        self.breathe()
        self._activate()

    def _activate(self) -> None:
        """Where a list was open before: without a window manager nobody gives the window its keyboard back."""
        if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
            self.root.activateWindow()
            self.until(self.root.isActiveWindow)

    def type(self, widget: QWidget, text: str) -> None:
        self._activate()
        widget.setFocus()
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(widget, Qt.Key.Key_Return)
            QTest.keyClicks(widget, line)

    def search(self, words: str) -> None:
        self.screen.search.edit.clear()
        self.type(self.screen.search.edit, words)
        QTest.qWait(250)
        self.until(lambda: self.screen.pane.rows.complete)

    # ---- What a person sees ------------------------------------------------------------------------------------------
    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def _index(self, subject: str) -> QModelIndex:
        rows = self.screen.pane.rows
        for place in range(rows.rowCount()):
            row = rows.row_at(place)
            if row is not None and row.subject == subject:
                return rows.index(place, 0)
        raise LookupError(f"{subject} is not in {self.subjects()}")

    def rows(self) -> list[Row]:
        model = self.screen.pane.rows
        found = [model.row_at(place) for place in range(model.rowCount())]
        return [row for row in found if row is not None]

    def subjects(self) -> list[str]:
        return [row.subject for row in self.rows()]

    def row(self, subject: str) -> Row:
        return next(row for row in self.rows() if row.subject == subject)

    def selected(self) -> list[str]:
        table, rows = self.screen.pane.table, self.screen.pane.rows
        found = [rows.row_at(rows.place_of(key)) for key in table.selected_keys()]
        return [row.subject for row in found if row is not None]

    def current(self) -> str | None:
        row = self.screen.pane.rows.row_at(self.screen.pane.table.currentIndex().row())
        return None if row is None else row.subject

    def opened(self) -> str | None:
        """The subject of the message in the reader."""
        message = self.screen.reader.message
        return None if message is None else message.row.subject

    def face(self) -> str | None:
        """The title where the list is empty."""
        empty = self.screen.pane.empty
        return empty.title() if empty.isVisible() else None

    def replica(self, number: int = 0) -> Replica:
        return self.household.replica(self.accounts[number])

    def waiting(self) -> list[str]:
        """What stands in the outbox, by its type."""
        return [item.type for item in self.replica().outbox.items()]


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The mother's: add accounts, then open it. Its parameter: how long one can take back what was sent."""
    with ExitStack() as stack:
        school = stack.enter_context(School.open(tmp_path / "server"))
        track = stack.enter_context(serving(school.app))
        made = Window(tmp_path, school, track, qtbot, getattr(request, "param", AT_ONCE))
        stack.callback(made.close)
        yield made
