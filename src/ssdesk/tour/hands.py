"""What a person does: mouse and key events on what is visible and enabled, and waiting until something is seen.

With `keyboard` nothing is ever clicked: Tab moves the focus until the wanted thing has it, then Space, Return or an
arrow key acts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QButtonGroup, QTabBar, QWidget

from ssdesk.tour import screen
from ssdesk.tour.screen import PRESSABLE, WRITABLE, Role, Thing

T = TypeVar("T")
Key = Qt.Key
MOST_TABS = 120  # more Tab presses than any screen has stops
MOST_ARROWS = 12


class Stuck(Exception):
    """A person could not go on here: what was looked for, and what was seen instead."""


class Hands:
    """Mouse and keyboard of one person. `patience` in seconds is how long they look for something before giving up."""

    def __init__(self, *, keyboard: bool = False, patience: float = 20.0) -> None:
        self.keyboard, self.patience = keyboard, patience

    def see(self, *texts: str) -> Thing:
        """Waits until each text is in the program's windows; the last one's thing."""
        look = partial(screen.find, beside=False)
        return [self._wait(partial(look, text), f"“{text}” is not on the screen") for text in texts][-1]

    def no_longer_see(self, text: str) -> None:
        self._wait(lambda: screen.find(text, beside=False) is None or None, f"“{text}” is still on the screen")

    def press(self, text: str) -> None:
        """Clicks the button, link, tick, tab or row that says so, or walks to it with Tab and presses it."""
        thing = self._wait(lambda: self._enabled(text, PRESSABLE), f"“{text}” cannot be pressed")
        if not self.keyboard:
            self._click(thing)
        elif thing.role == Role.Cell:
            self._walk_to_row(text)
        elif thing.role == Role.PageTab:
            self._walk_to_tab(text)
        else:
            self._walk_to(text, PRESSABLE)
            self._strike(Key.Key_Space)
        self.breathe()

    def cannot_press(self, text: str) -> None:
        """What says so is there, and disabled."""
        self._wait(
            lambda: ((thing := screen.find(text, PRESSABLE)) is not None and not thing.enabled) or None,
            f"“{text}” can be pressed already",
        )

    def read(self, look: Callable[[], T | None]) -> T:
        """What is read somewhere on the screen, once it is there."""
        return self._wait(look, "what is waited for does not come")

    def write(self, field: str, text: str) -> None:
        """Types into the field with this label, instead of what it held; it must show what was typed, or dots."""
        thing = self._wait(lambda: self._enabled(field, WRITABLE), f"the field “{field}” cannot be typed into")
        if self.keyboard:
            self._walk_to(field, WRITABLE)
        else:
            self._click(thing)
        target = QApplication.focusWidget()
        if target is None:
            raise Stuck(f"the field “{field}” does not take the focus")
        QTest.keyClick(target, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                QTest.keyClick(target, Key.Key_Return)
            for character in line:
                QTest.keyClicks(QApplication.focusWidget() or target, character)
        self.breathe()
        now = self._enabled(field, WRITABLE)
        if now is not None and len(now.value) < len(text.strip()):
            raise Stuck(f"the field “{field}” shows “{now.value}” after typing")

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._strike(key, modifier)
        self.breathe()

    def scroll_to_end(self, text: str) -> None:
        """Scrolls the long text of this name to its end with the keyboard, after a click into it with a mouse."""
        thing = self._wait(lambda: screen.find_scrolling(text), f"“{text}” cannot be scrolled")
        if self.keyboard:
            self._walk_to(thing.name, None, thing.widget)
        else:
            self._click(thing)
        self._strike(Key.Key_End)
        self.breathe()

    def picture(self, path: Path, window: QWidget | None = None) -> QImage:
        """Saves what the window shows, else the one in front; one on which nothing was painted is no picture."""
        self.breathe()
        window = window or screen.front()
        image = self._wait(lambda: self._painted(window), "the window is blank")
        image.save(str(path))
        return image

    def breathe(self, seconds: float = 0.08) -> None:
        QTest.qWait(int(seconds * 1000))

    # ---- Within ------------------------------------------------------------------------------------------------------
    @staticmethod
    def _painted(window: QWidget) -> QImage | None:
        image = screen.grab(window)
        return image if screen.colours(image) > 8 else None

    @staticmethod
    def _enabled(text: str, roles: frozenset[Role] | None) -> Thing | None:
        thing = screen.find(text, roles)
        return thing if thing is not None and thing.enabled else None

    def _wait(self, look: Callable[[], T | None], otherwise: str) -> T:
        until = time.monotonic() + self.patience
        while True:
            seen = look()
            if seen is not None:
                return seen
            if time.monotonic() > until:
                seen_now = "; ".join(thing.text for thing in screen.things(screen.front()) if thing.text)
                raise Stuck(f"{otherwise}. In front: {seen_now[:1500]}")
            QTest.qWait(30)

    def _click(self, thing: Thing) -> None:
        """Through the window, so that what lies on top gets it."""
        window = thing.widget.window()
        handle = window.windowHandle()
        if handle is None:
            raise Stuck(f"“{thing.name}” has no window")
        if not window.isActiveWindow() and window is not QApplication.activePopupWidget():
            window.activateWindow()  # as a window manager does at a click
            self._wait(lambda: window.isActiveWindow() or None, f"the window of “{thing.name}” stays behind")
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(thing.area.center()))

    @staticmethod
    def _strike(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or screen.front()
        QTest.keyClick(target, key, modifier)

    def _walk_to(self, text: str, roles: frozenset[Role] | None, widget: QWidget | None = None) -> None:
        """With Tab; within a group of which one is chosen, from that one on with the arrows."""
        self._switch_window(text, roles)
        for _ in range(MOST_TABS):
            thing, focused = screen.find(text, roles), QApplication.focusWidget()
            if focused is not None and (focused is widget or (thing is not None and _same(thing, focused))):
                return
            if thing is not None and _grouped(thing.widget, focused) and self._walk_with_arrows(text, roles):
                return
            self._strike(Key.Key_Tab)
            QTest.qWait(1)
        raise Stuck(f"“{text}” cannot be reached with Tab")

    def _walk_with_arrows(self, text: str, roles: frozenset[Role] | None) -> bool:
        for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right):
            for _ in range(MOST_ARROWS):
                before = QApplication.focusWidget()
                self._strike(key)
                thing, focused = screen.find(text, roles), QApplication.focusWidget()
                if thing is not None and focused is not None and _same(thing, focused):
                    return True
                if focused is before:
                    break
        return False

    @staticmethod
    def _switch_window(text: str, roles: frozenset[Role] | None) -> None:
        """What Alt+Tab does, where there is a window manager."""
        thing = screen.find(text, roles)
        if thing is not None and not thing.widget.window().isActiveWindow():
            thing.widget.window().activateWindow()
            QTest.qWait(50)

    def _walk_to_tab(self, text: str) -> None:
        """Tab to the bar of tabs, then arrows; the chosen tab has the focus."""
        self._switch_window(text, PRESSABLE)
        for _ in range(MOST_TABS):
            bar = QApplication.focusWidget()
            if isinstance(bar, QTabBar):
                break
            self._strike(Key.Key_Tab)
        else:
            raise Stuck("no tabs can be reached with Tab")
        for key in (Key.Key_Left, Key.Key_Right):
            for _ in range(bar.count()):
                if text in bar.tabText(bar.currentIndex()):
                    return
                self._strike(key)
        raise Stuck(f"the tab “{text}” cannot be reached with the arrow keys")

    def _walk_to_row(self, text: str) -> None:
        self._switch_window(text, frozenset({Role.Cell}))
        for _ in range(MOST_TABS):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractItemView):
                break
            self._strike(Key.Key_Tab)
        else:
            raise Stuck("no list can be reached with Tab")
        self._strike(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(MOST_TABS):
            if text in str(focused.currentIndex().data(screen.SPOKEN) or ""):
                self._strike(Key.Key_Return)
                return
            self._strike(Key.Key_Down)
        raise Stuck(f"the row “{text}” cannot be reached with the arrow keys")


def _grouped(one: QWidget, other: QWidget | None) -> bool:
    """Both are of one group in which a single button is chosen."""
    if not (isinstance(one, QAbstractButton) and isinstance(other, QAbstractButton)):
        return False
    group: QButtonGroup | None = one.group()
    return group is not None and group is other.group()


def _same(thing: Thing, focused: QWidget) -> bool:
    return thing.widget is focused or thing.widget.focusProxy() is focused or focused.parentWidget() is thing.widget
