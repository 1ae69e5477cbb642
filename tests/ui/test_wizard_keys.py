"""The wizard around its nine steps: a forgotten password, where the keys lie, a second child, a small window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.keychain.errors import locked
from ssdesk.server import office
from ssdesk.ui import theme
from tests.school import WILG, School
from tests.server.people import change, row, with_password
from tests.server.post import Post
from tests.together.track import Track
from tests.ui import way_in
from tests.ui.way_in import Vault, Visit

DAY_MS = 86_400_000


# ---- Forgotten -------------------------------------------------------------------------------------------------------
def test_forgotten_password_is_chosen_anew_with_the_code_of_the_mail(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    visit.choose_school()
    visit.press(visit.page.forgot)
    visit.type(visit.page.username, "noor")
    assert not visit.wizard.next.isEnabled()
    visit.type(visit.page.email, "mother@example.org")
    visit.next()
    assert visit.page.code.isVisible()
    with Post(school) as post:
        post.deliver()
        (mailed,) = [mail for mail in post.arrived if "wachtwoord" in mail.subject]
    visit.type(visit.page.code, "NIET DE CODE DAN")
    for field in (visit.page.password, visit.page.again):
        visit.type(field, way_in.PASSWORD)
    visit.next()
    assert "code does not fit" in visit.page.code.error()
    assert visit.focus is visit.page.code.edit
    visit.keys(mailed.line("Uw code: "))
    visit.type(visit.page.password, "noor")
    visit.type(visit.page.again, "noor")
    visit.next()
    assert visit.page.password.error()
    for field in (visit.page.password, visit.page.again):
        visit.type(field, way_in.PASSWORD)
    visit.enter()
    assert visit.name == "finish"


def test_forgotten_password_is_chosen_anew_with_the_code_of_the_office(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    change(school, "mother", email_confirmed_at=None)
    parts = school.app.parts
    code = school.db.run_now(
        office.reset_code, parts.identity.key, parts.schools.by_id[WILG], row(school, "mother"), school.clock()
    )
    visit.choose_school()
    visit.type(visit.page.username, "noor")
    visit.press(visit.page.forgot)
    visit.press(visit.page.have_code)
    visit.type(visit.page.username, "noor")
    visit.type(visit.page.code, code.code)
    for field in (visit.page.password, visit.page.again):
        visit.type(field, way_in.PASSWORD)
    visit.next()
    assert visit.name == "finish"


def test_asking_for_a_code_tells_nobody_who_has_an_account(visit: Visit) -> None:
    visit.choose_school()
    visit.press(visit.page.forgot)
    visit.type(visit.page.username, "niemand@example.org")
    visit.next()
    assert "If the account is known" in visit.page.intro.text()
    visit.back()
    visit.back()
    assert visit.name == "sign_in"


# ---- Where the keys lie ----------------------------------------------------------------------------------------------
def test_shared_computer_asks_for_a_passphrase_before_anything_is_kept(qtbot: QtBot, track: Track, code: str) -> None:
    visit = Visit(qtbot, track)
    visit.choose_school()
    with qtbot.waitSignal(visit.wizard.shared_computer) as told:
        visit.page.shared.click()
    assert told.args == [True]
    visit.sign_in(code)
    assert visit.name == "passphrase"
    assert visit.kept is None
    visit.type(visit.page.first, "te kort")
    assert visit.wizard.next.toolTip() == "At least 20 characters, 4 words or more."
    visit.type(visit.page.first, "twaalf rode appels rollen weg")
    visit.enter()
    assert visit.focus is visit.page.again.edit
    visit.keys("twaalf rode appels rollen weg")
    visit.enter()
    assert visit.name == "agreement"
    assert visit.vault.passphrase == "twaalf rode appels rollen weg"
    assert visit.kept is not None
    assert visit.kept.token


def test_computer_without_a_safe_keyring_asks_for_a_passphrase(qtbot: QtBot, track: Track, code: str) -> None:
    visit = Visit(qtbot, track, vault=Vault(needs=True))
    visit.choose_school()
    visit.sign_in(code)
    assert visit.name == "passphrase"
    assert not visit.wizard.back.isVisible()


def test_keyring_that_stays_locked_is_asked_again_without_signing_in_twice(
    qtbot: QtBot, track: Track, code: str
) -> None:
    visit = Visit(qtbot, track, vault=Vault(trouble=locked()))
    visit.choose_school()
    visit.sign_in(code)
    assert visit.name == "sign_in"
    assert "Unlock the keyring of this computer" in visit.page.error
    visit.vault.trouble = None
    visit.next()
    assert visit.name == "agreement"
    assert track.asked.count("POST /v1/session") == 1
    assert visit.kept is not None


# ---- A second child --------------------------------------------------------------------------------------------------
def test_adding_a_child_can_be_left_for_later(qtbot: QtBot, track: Track, code: str) -> None:
    visit = Visit(qtbot, track, cancellable=True)
    assert visit.wizard.back.text() == "Cancel"
    with qtbot.waitSignal(visit.wizard.cancelled):
        visit.back()
    assert not visit.wizard.contact.later.isVisible()
    visit.walk("password", code)
    with qtbot.waitSignal(visit.wizard.cancelled):
        visit.press(visit.wizard.contact.later)
    assert visit.kept is not None
    again = Visit(qtbot, track, kept=visit.kept, cancellable=True)
    again.wait_for("password")


def test_first_account_has_nothing_to_go_back_to(visit: Visit, code: str) -> None:
    assert not visit.wizard.back.isVisible()
    visit.walk("password", code)
    assert not visit.wizard.contact.later.isVisible()


def test_end_is_told_once_and_an_error_after_it_lets_one_try_again(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    visit.keys(way_in.digits(school, "mother"))
    visit.wait_for("finish")
    visit.page.another.click()
    visit.page.another.click()
    assert [outcome.another for outcome in visit.outcomes] == [True]
    assert not visit.wizard.next.isEnabled()
    visit.wizard.show_error(locked())
    assert visit.page.error.startswith("Your messages are locked.")
    visit.wizard.next.click()
    assert [outcome.another for outcome in visit.outcomes] == [True, False]


# ---- Shape -----------------------------------------------------------------------------------------------------------
def test_small_window_from_the_start_keeps_the_help_contact_in_sight(
    qtbot: QtBot, qapp: QApplication, track: Track
) -> None:
    theme.apply(qapp, "light", 2.0, family=theme.OWN_FONT)
    visit = Visit(qtbot, track)
    visit.wizard.resize(1024, 700)
    visit.choose_school()
    assert not visit.wizard.steps._heading.isVisible()
    assert visit.wizard.contact.isVisible()
    visit.sign_in("verkeerd")
    error = visit.page.password
    qtbot.waitUntil(lambda: error.visibleRegion().boundingRect().height() == error.height())


def test_only_web_pages_and_mail_addresses_are_opened(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QDesktopServices

    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("https://dewilg.school.example/a", "file:///etc/passwd", "mailto:help@x.be", "javascript:alert(1)"):
        visit.wizard.contact._help.linkActivated.emit(link)
    assert opened == ["https://dewilg.school.example/a", "mailto:help@x.be"]
