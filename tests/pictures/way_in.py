"""The pages of the wizard, each reached as a newcomer reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.ui import language, tasks, texts, theme
from tests.pictures.computer import wait_until
from tests.school import School
from tests.together.track import serving
from tests.ui import way_in
from tests.ui.test_wizard_looks import PAGES
from tests.ui.way_in import Visit

TARGETS = {"sign_in": "sign-in", "agreement": "agreement", "password": "wizard", "email": "confirm-email"}
__all__ = ["PAGES", "TARGETS", "page"]


class _Patience:
    """What a walk through the wizard needs of pytest-qt, where there is no test."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def waitUntil(self, reached: Callable[[], object], timeout: int) -> None:
        wait_until(self._app, reached, timeout / 1000)

    def addWidget(self, _widget: QWidget, **_more: Any) -> None:
        """It is deleted by `page`."""


@contextmanager
def page(app: QApplication, name: str, folder: Path) -> Iterator[QWidget]:
    """The wizard in Dutch on one of `PAGES`, in front of a school of its own."""
    language.speak(app, "nl")
    theme.apply(app, "light", 1.0, family=theme.OWN_FONT)  # what is seen of a text depends on the font
    with School.open(folder) as school:
        way_in.dress(school)
        with serving(school.app) as track:
            known = ("https://oud.school.example",)
            visit = Visit(cast("QtBot", _Patience(app)), track, known=known, cancellable=True)
            try:
                PAGES[name](visit, school)
                yield visit.wizard
            finally:
                visit.wizard.deleteLater()
                app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                tasks.finish()
                texts.use_clock(None)
