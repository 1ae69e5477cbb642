"""The way in, on the live wizard and against the real school: all nine steps, by mouse and by keys, signing in, and a
school that is away."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ssdesk.server import tables as t
from ssdesk.ui.wizard.activation import PAGES
from tests.school import School, id_of
from tests.server.people import PASSWORD, row, rows, with_password
from tests.together.track import Track, cut_off, lost_answer, lost_request
from tests.ui import way_in
from tests.ui.way_in import ADDRESS, EMAIL, Visit

DAY_MS = 86_400_000


def _passed(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """No fault."""
    return way.handle_request(request)


# ---- The whole way ---------------------------------------------------------------------------------------------------
def test_a_parent_walks_all_nine_steps_with_the_mouse(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    for digit in way_in.digits(school, "mother"):
        visit.keys(digit)
    visit.wait_for("finish")
    assert "Noor Peeters" in visit.page.intro.text()
    visit.press(visit.page.by_email)
    visit.wizard.next.click()
    (outcome,) = visit.outcomes
    assert (outcome.address, outcome.school.short_name) == (f"https://{ADDRESS}", "De Wilg")
    assert (outcome.notify, outcome.another) == ((True, True), False)
    assert outcome.signed_in.state.step == "active"
    account = row(school, "mother")
    assert (account.state, account.email, account.role) == ("active", EMAIL, "mother")
    assert visit.track.asked.count("POST /v1/session") == 1


def test_a_parent_walks_all_nine_steps_with_keys_alone(visit: Visit, school: School, code: str) -> None:
    visit.keys(ADDRESS)
    visit.enter()
    visit.keys("noor")
    visit.enter()
    assert visit.name == "sign_in"
    visit.keys(code)
    visit.enter()
    assert visit.name == "agreement"
    visit.strike(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    visit.tab_to(visit.wizard.next)
    visit.strike(Qt.Key.Key_Space)
    visit.wait_for("password")
    visit.keys(way_in.PASSWORD)
    visit.enter()
    visit.keys(way_in.PASSWORD)
    visit.enter()
    assert visit.name == "devices"
    visit.tab_to(visit.wizard.next)
    visit.strike(Qt.Key.Key_Space)
    visit.wait_for("details")
    visit.keys(EMAIL)
    visit.tab_to(visit.page._buttons["mother"])
    visit.strike(Qt.Key.Key_Right)
    assert visit.page._buttons["father"].isChecked()
    visit.tab_to(visit.wizard.next)
    visit.strike(Qt.Key.Key_Space)
    visit.wait_for("check")
    visit.tab_to(visit.wizard.next)
    visit.strike(Qt.Key.Key_Return)
    visit.wait_for("email")
    visit.keys(way_in.digits(school, "mother"))
    visit.wait_for("finish")
    visit.tab_to(visit.wizard.next)
    visit.wizard.next.click()
    assert [outcome.signed_in.state.name for outcome in visit.outcomes] == ["An Claes"]
    assert row(school, "mother").role == "father"


def test_what_was_decided_stands_beside_the_steps(visit: Visit, code: str) -> None:
    visit.walk("password", code)
    seen = visit.seen()
    for detail in (ADDRESS, "noor", "accepted at 14:32", "Need help? Basisschool De Wilg", "03 555 01 23"):
        assert detail in seen


def test_why_next_is_disabled_is_said(visit: Visit, school: School, code: str) -> None:
    reasons = {visit.name: visit.wizard.next.toolTip()}
    visit.walk("agreement", code)
    reasons["agreement"] = visit.wizard.next.accessibleDescription()
    assert not visit.wizard.next.isEnabled()
    visit.walk("password", code)
    reasons["password"] = visit.wizard.next.toolTip()
    visit.type(visit.page.password, way_in.PASSWORD)
    reasons["again"] = visit.wizard.next.toolTip()
    assert reasons == {
        "school": "Type the address first.",
        "agreement": "Read to the end to go on.",
        "password": "The password does not meet the rules yet.",
        "again": "Type the same password twice.",
    }


def test_the_password_is_judged_by_the_rules_of_this_school_and_child(visit: Visit, code: str) -> None:
    visit.walk("password", code)
    for word, told in (
        ("noor2017", "Noor"),
        ("welkom123", "many people"),
        ("kort", "Weak"),
        ("groene fietsen dansen zachtjes", "Strong: a passphrase of 4 words and 30 characters"),
    ):
        visit.type(visit.page.password, word)
        visit.type(visit.page.again, word)
        assert told.lower() in visit.page.strength.words().lower()
        assert visit.wizard.next.isEnabled() == word.startswith("groene")


def test_keys_are_never_kept_on_the_thread_that_paints(visit: Visit, school: School, code: str) -> None:
    visit.walk("agreement", code)
    visit.back()
    visit.back()
    visit.wait_for("sign_in")
    visit.back()
    assert visit.name == "school"
    assert "MainThread" not in visit.vault.threads | visit.kept_on
    assert visit.kept_on


# ---- Signing in ------------------------------------------------------------------------------------------------------
def test_wrong_password_is_one_sentence_and_is_asked_once(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    visit.choose_school()
    visit.sign_in("verkeerd")
    password = visit.page.password
    assert password.error() == "This name and password do not belong together."
    assert visit.wizard.focusWidget() is password.edit
    assert password.edit.selectedText()
    assert (visit.page.username.text(), visit.page.error) == ("noor", "")
    assert visit.track.asked.count("POST /v1/session") == 1
    visit.keys(PASSWORD)
    assert password.error() == ""
    visit.enter()
    assert visit.name == "finish"


def test_code_of_a_letter_that_is_too_old_sends_to_the_school(visit: Visit, school: School, code: str) -> None:
    school.clock.advance(days=61)
    visit.choose_school()
    visit.sign_in(code)
    assert "too old" in visit.page.password.error()
    assert "ask the school" in visit.page.password.error()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nergens", "not the whole address"),
        (EMAIL, "e-mail address, not the school's"),
        ("ABCD-EFGH-JKLM-NPQ2", "code of the letter"),
    ],
)
def test_wrong_address_gets_a_sentence_that_helps(visit: Visit, typed: str, told: str) -> None:
    visit.choose_school(typed)
    assert visit.name == "school"
    assert told in visit.page.address.error()
    assert visit.page.address.text() == typed
    assert visit.wizard.focusWidget() is visit.page.address.edit


def test_address_used_before_is_one_click_away(qtbot: QtBot, track: Track) -> None:
    visit = Visit(qtbot, track, known=(f"https://{ADDRESS}",))
    (known,) = visit.page.known
    assert known.text() == ADDRESS
    visit.press(known)
    assert visit.name == "sign_in"


def test_where_a_password_fits_several_accounts_the_email_address_decides(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    with_password(school, "father")
    visit.choose_school()
    visit.sign_in(PASSWORD)
    assert visit.name == "sign_in"
    assert visit.page.email.isVisible()
    assert visit.wizard.focusWidget() is visit.page.email.edit
    assert not visit.wizard.next.isEnabled()
    visit.keys("onbekend@example.org")
    visit.enter()
    assert "which account is yours" in visit.page.email.error()
    visit.type(visit.page.email, "father@example.org")
    visit.enter()
    assert visit.name == "finish"
    assert visit.activation.state is not None
    assert visit.activation.state.name == "Bart Peeters"


def test_another_username_takes_the_question_for_the_address_back(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    with_password(school, "father")
    visit.choose_school()
    visit.sign_in(PASSWORD)
    visit.type(visit.page.email, "mother@example.org")
    visit.type(visit.page.username, "lotte")
    assert not visit.page.email.isVisible()
    assert visit.page.email.text() == ""


# ---- The school is away ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("step", PAGES[:-1])
def test_school_that_is_away_keeps_the_page_and_what_was_typed(
    visit: Visit, school: School, code: str, step: str
) -> None:
    visit.walk(step, code)
    visit.fill(code)
    visit.track.cut = True
    if step == "email":
        visit.keys(way_in.digits(school, "mother"))
        visit.settle()
    else:
        visit.next()
    before = len(visit.track.asked)
    typed = visit.typed()
    assert visit.name == step
    assert visit.page.error.startswith("The school's server cannot be reached. What you typed is still here.")
    assert "by itself" not in visit.page.error
    visit.qtbot.wait(50)
    assert (len(visit.track.asked), visit.typed()) == (before, typed)
    visit.track.cut = False
    visit.next()
    assert visit.name == PAGES[PAGES.index(step) + 1]


@pytest.mark.parametrize("fault", [lost_request, cut_off])
@pytest.mark.parametrize(
    ("step", "path"),
    [
        ("agreement", "/v1/agreement"),
        ("password", "/v1/password"),
        ("devices", "/v1/devices"),
        ("check", "/v1/details"),
    ],
)
def test_page_that_could_not_be_fetched_offers_to_try_again(
    visit: Visit, code: str, step: str, path: str, fault: Callable[..., object]
) -> None:
    visit.walk(PAGES[PAGES.index(step) - 1], code)
    visit.fill(code)
    if step == "check":  # the details were fetched for the page before, and go out on the same path
        visit.track.fail(path, _passed, fault)  # type: ignore[arg-type]
    else:
        visit.track.fail(path, fault)  # type: ignore[arg-type]
    visit.next()
    assert visit.name == step
    assert visit.page.error
    assert visit.wizard.next.text() == "Try again"
    visit.next()
    assert visit.page.error == ""
    visit.fill(code)
    visit.next()
    assert visit.name == PAGES[PAGES.index(step) + 1]


def test_step_whose_answer_was_lost_is_done_once(visit: Visit, school: School, code: str) -> None:
    visit.walk("password", code)
    visit.fill(code)
    visit.track.fail("/v1/password", lost_answer)
    visit.next()
    assert visit.name == "password"
    visit.next()
    assert visit.name == "devices"
    with_password_now = row(school, "mother").password
    assert with_password_now is not None
    assert not rows(school, t.effect, account=id_of("mother"), kind="password_changed")
