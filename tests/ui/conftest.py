"""Every picture starts from the same look, font, language and direction."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.ui import language, texts, theme
from tests.school import School
from tests.server.people import invited
from tests.together.track import Track, serving
from tests.ui import way_in
from tests.ui.way_in import Visit


@pytest.fixture(autouse=True)
def _plain_look(qapp: QApplication) -> Iterator[None]:
    """Light, 100 %, Inter, the texts of the code, numbers and dates of Belgium, left to right, the computer's clock."""
    language.speak(qapp, "en")
    theme.apply(qapp, "light", 1.0, family=theme.OWN_FONT)
    QLocale.setDefault(QLocale("nl_BE"))
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window of this test must not act in the next ones
    assert qapp.topLevelWidgets() == []
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    texts.use_clock(None)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """The real one, De Wilg at an address of its own."""
    with School.open(tmp_path / "server") as opened:
        way_in.dress(opened)
        yield opened


@pytest.fixture
def track(school: School) -> Iterator[Track]:
    with serving(school.app) as opened:
        yield opened


@pytest.fixture
def visit(qtbot: QtBot, track: Track) -> Visit:
    """The wizard, with nobody here yet."""
    return Visit(qtbot, track)


@pytest.fixture
def code(school: School) -> str:
    """Of the mother's letter, who has done nothing with it so far."""
    return invited(school, "mother")
