"""The whole program over the demo schools: every screen, and what lies over them, without a problem in any look.

What the pictures show people look at; `make pictures` lays them out. Here is what a machine can judge of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ssdesk.ui import language, texts, theme
from ssdesk.ui.inbox.own_window import MessageWindow
from ssdesk.ui.widgets import PopupCard
from tests.pictures import messages, sheet
from tests.pictures.computer import Computer
from tests.pictures.demo import demo_schools
from tests.pictures.looks import LOOKS
from tests.pictures.make import Pictures
from tests.pictures.views import KNOWN, OVER, View, leave, views
from tests.school import Clock
from tests.sizes import LONG
from tests.together.track import serving
from tests.ui import checks

pytestmark = pytest.mark.xdist_group("pictures")
SMALL, USUAL = (1024, 700), (1280, 800)
NAMES = [view.name for known in KNOWN.values() for view in known] + [view.name for view in OVER]
FIRST = [known[0].name for known in (*KNOWN.values(), OVER)]
MORE = [view.name for view in messages.MESSAGES] if LONG else ["inbox-selection", "message-confirmation-asked"]
TELLING = ("dark 100% ltr", "light 200% rtl")  # enough for the other views of a screen
CHECKED = [(name, SMALL) for name in (*NAMES, *MORE)] + [(name, USUAL) for name in FIRST if LONG]


@pytest.fixture(scope="module")
def computer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    """The family's, everything fetched, with the screens in sight."""
    folder = tmp_path_factory.mktemp("pictures")
    with ExitStack() as stack:
        clock = Clock()
        school, sessions = stack.enter_context(demo_schools(folder / "school", clock))
        track = stack.enter_context(serving(school))
        made = Computer(qapp, folder / "home", clock, track)
        made.settle_in(sessions, unread=3, furnish=partial(messages.furnish, now=clock()))
        stack.callback(as_before, qapp)
        stack.callback(made.stop)
        made.start()
        made.unlock()
        yield made


def as_before(app: QApplication) -> None:
    """The next test's windows begin from what they expect."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    language.speak(app, "en")
    QLocale.setDefault(QLocale("nl_BE"))
    theme.apply(app, "light", 1.0, family=theme.OWN_FONT)
    texts.use_clock(None)


def view_of(computer: Computer, name: str) -> View:
    return next(view for view in (*views(computer), *messages.MESSAGES) if view.name == name)


def in_front(computer: Computer) -> QWidget:
    """What is judged: the dialog, other window or card that lies over the frame, or the frame."""
    over = [one for one in QApplication.topLevelWidgets() if isinstance(one, (QDialog, MessageWindow))]
    cards = computer.window.findChildren(PopupCard)
    return next((one for one in (*over, *reversed(cards)) if one.isVisible()), computer.frame)


def test_every_screen_of_the_stage_has_its_views(computer: Computer) -> None:
    assert set(computer.frame.stage._parts) == set(KNOWN)
    assert [view.name for view in views(computer)] == NAMES


@pytest.mark.parametrize(
    ("name", "size"), CHECKED, ids=lambda one: one if isinstance(one, str) else f"{one[0]}x{one[1]}"
)
def test_no_view_has_a_problem_in_any_look(
    computer: Computer, qapp: QApplication, name: str, size: tuple[int, int]
) -> None:
    view = view_of(computer, name)
    found = {}
    for look in checks.in_every_look(qapp, computer.window, size):
        if name not in FIRST and look not in TELLING:
            continue
        view.show(computer)
        computer.settle()
        found[look] = checks.problems(in_front(computer))
        leave(computer)
        view.undo(computer)
    assert {look: problems for look, problems in found.items() if problems} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_every_screen_shows_something_in_every_look_of_the_pictures(
    computer: Computer, qapp: QApplication, look: str
) -> None:
    LOOKS[look].apply(qapp, computer.window)
    for name in computer.frame.stage._parts:
        computer.frame.show_screen(name)
        assert not sheet.is_blank(computer.picture())


# ---- How they are laid out -------------------------------------------------------------------------------------------
def filled(width: int, height: int, colour: str) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def test_a_picture_is_kept_beside_its_target_and_what_fails_is_said(computer: Computer, tmp_path: Path) -> None:
    targets = tmp_path / "targets"
    targets.mkdir()
    filled(1280, 800, "red").save(str(targets / "start.png"))
    pictures = Pictures(computer.app, tmp_path / "out", targets)
    pictures._folder.mkdir()

    def broken(_: Computer) -> None:
        raise LookupError("no such screen")

    pictures._take(computer, view_of(computer, "start"), "light", LOOKS["light"])
    pictures._take(computer, View("broken", "news", broken), "light", LOOKS["light"])
    leave(computer)
    assert pictures.bad == ["broken, light: LookupError('no such screen')"]
    assert set(pictures.made) == {("start", "light")}
    kept = QImage(str(tmp_path / "out" / "light" / "start.png"))
    assert kept.width() == 2 * 1280 + 3 * sheet.GAP
    assert kept.pixelColor(100, 400) == QColor("red")


def test_target_and_grab_stand_beside_each_other_at_one_height(qapp: QApplication) -> None:
    both = sheet.beside(filled(640, 400, "red"), filled(1280, 800, "blue"), "start, light")
    assert (both.width(), both.height()) == (2 * 1280 + 3 * sheet.GAP, 800 + sheet.HEAD + sheet.GAP)
    middle = both.height() // 2
    assert [both.pixelColor(x, middle).name() for x in (600, 1900)] == ["#ff0000", "#0000ff"]
    alone = sheet.beside(None, filled(1280, 800, "blue"), "lock, light")
    assert alone.width() == 1280 + 2 * sheet.GAP


def test_a_picture_of_one_colour_shows_nothing(qapp: QApplication) -> None:
    picture = filled(1280, 800, "white")
    assert sheet.is_blank(picture)
    for x in range(600):
        for y in range(100):
            picture.setPixelColor(x, y, QColor("black"))
    assert not sheet.is_blank(picture)


def test_the_page_shows_every_picture_and_says_what_could_not_be_shown(tmp_path: Path) -> None:
    made = {("start", "light"): tmp_path / "light" / "start.png"}
    sheet.write_index(tmp_path, ["start"], ["light", "dark"], made, ["planner, dark: <broken>"])
    page = (tmp_path / "index.html").read_text("utf-8")
    assert 'src="light/start.png"' in page
    assert "planner, dark: &lt;broken&gt;" in page
