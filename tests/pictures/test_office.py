"""The office's messages over the demo schools, without a problem in any look: the composer with groups and advice, what
became of a message. All of its views in the long run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtWidgets import QApplication

from tests.pictures import office
from tests.pictures.computer import Computer
from tests.pictures.demo import demo_schools
from tests.pictures.test_pictures import SMALL, as_before, in_front
from tests.pictures.views import leave
from tests.school import Clock
from tests.sizes import LONG
from tests.together.track import serving
from tests.ui import checks

pytestmark = pytest.mark.xdist_group("pictures-office")
CHECKED = office.OFFICE if LONG else [view for view in office.OFFICE if view.name in office.TELLING]


@pytest.fixture(scope="module")
def computer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    folder = tmp_path_factory.mktemp("office")
    with ExitStack() as stack:
        clock = Clock(office.EVENING)
        school, _ = stack.enter_context(demo_schools(folder / "school", clock))
        track = stack.enter_context(serving(school))
        made = Computer(qapp, folder / "home", clock, track)
        made.settle_in([office.session(school)], furnish=office.furnish)
        stack.callback(as_before, qapp)
        stack.callback(made.stop)
        made.start()
        made.unlock()
        yield made


@pytest.mark.parametrize("name", [view.name for view in CHECKED])
def test_no_view_of_the_office_has_a_problem_in_any_look(computer: Computer, qapp: QApplication, name: str) -> None:
    (view,) = [one for one in CHECKED if one.name == name]
    found = {}
    for look in checks.in_every_look(qapp, computer.window, SMALL):
        view.show(computer)
        computer.settle()
        found[look] = checks.problems(in_front(computer))
        leave(computer)
    assert {look: problems for look, problems in found.items() if problems} == {}
