"""Every page of the wizard, with real content, in every look and in a small window."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.school import School
from tests.server.people import invited
from tests.together.track import Track
from tests.ui import checks, way_in
from tests.ui.way_in import Visit

Go = Callable[[Visit, School], None]


def _walked(to: str) -> Go:
    return lambda visit, school: visit.walk(to, invited(school, "mother"))


def _wrong_sign_in(visit: Visit, school: School) -> None:
    visit.choose_school()
    visit.sign_in("ABCD EFGH JKLM NPQR")


def _forgotten(visit: Visit, school: School) -> None:
    visit.choose_school()
    visit.press(visit.page.forgot)
    visit.type(visit.page.username, "noor")


def _reset_code(visit: Visit, school: School) -> None:
    _forgotten(visit, school)
    visit.press(visit.page.have_code)


def _password_typed(visit: Visit, school: School) -> None:
    _walked("password")(visit, school)
    visit.fill("")


def _wrong_code(visit: Visit, school: School) -> None:
    _walked("email")(visit, school)
    visit.type(visit.page.code, f"{(int(way_in.digits(school, 'mother')) + 1) % 1_000_000:06}")
    visit.settle()


def _saved(visit: Visit, school: School) -> None:
    _walked("email")(visit, school)
    visit.back()


def _finished(visit: Visit, school: School) -> None:
    _walked("email")(visit, school)
    visit.type(visit.page.code, way_in.digits(school, "mother"))
    visit.wait_for("finish")


def _passphrase(visit: Visit, school: School) -> None:
    visit.vault.needs = True
    _walked("passphrase")(visit, school)


def _suspended(visit: Visit, school: School) -> None:
    _walked("agreement")(visit, school)
    state = visit.activation.state
    assert state is not None
    until = school.clock() + 3 * 86_400_000
    reason = "Er werden in uw naam kwetsende berichten gestuurd."
    visit.activation.state = msgspec.structs.replace(state, step="suspended", reason=reason, until=until)
    visit.wizard.go_to("suspended")


PAGES: dict[str, Go] = {
    "school": lambda visit, _school: visit.settle(),
    "sign_in": _walked("sign_in"),
    "wrong sign-in": _wrong_sign_in,
    "forgotten": _forgotten,
    "reset code": _reset_code,
    "passphrase": _passphrase,
    "agreement": _walked("agreement"),
    "password": _password_typed,
    "devices": _walked("devices"),
    "details": _walked("details"),
    "check": _walked("check"),
    "email": _walked("email"),
    "wrong code": _wrong_code,
    "saved": _saved,
    "finish": _finished,
    "suspended": _suspended,
}


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_problem_in_any_look(
    qtbot: QtBot, qapp: QApplication, school: School, track: Track, page: str
) -> None:
    visit = Visit(qtbot, track, known=("https://oud.school.example",), cancellable=True)
    PAGES[page](visit, school)
    looks = checks.in_every_look(qapp, visit.wizard)
    found = {look: [*checks.problems(visit.wizard), *_help_out_of_sight(visit)] for look in looks}
    assert {look: problems for look, problems in found.items() if problems} == {}


def _help_out_of_sight(visit: Visit) -> list[str]:
    """The help contact stands on every page (A5)."""
    contact, window = visit.wizard.contact, visit.wizard
    area = contact.rect().translated(contact.mapTo(window, contact.rect().topLeft()))
    return [] if contact.isVisible() and window.rect().contains(area) else ["the help contact is out of sight"]
