"""The wizard when the school says something else than yes, when one goes back, and when one comes back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ssdesk.server import office
from ssdesk.server import tables as t
from ssdesk.server.http import token_hash
from ssdesk.ui.wizard.activation import PAGES
from tests.school import WILG, School, id_of
from tests.server.people import PASSWORD, invited, row, rows, with_password
from tests.sizes import size
from tests.together.track import Track
from tests.ui import way_in
from tests.ui.way_in import ADDRESS, EMAIL, Visit

DAY_MS = 86_400_000


def suspend(school: School, reason: str, until: int | None) -> None:
    account = row(school, "mother")
    settings = school.app.parts.schools.by_id[WILG]
    school.db.run_now(office.suspend, settings, account, reason, until)


def exclude(school: School, reason: str) -> None:
    school.db.run_now(office.exclude, school.app.parts.schools.by_id[WILG], row(school, "mother"), reason)


# ---- What the school says of the account -----------------------------------------------------------------------------
def test_suspended_account_is_told_why_and_until_when(visit: Visit, school: School, code: str) -> None:
    suspend(school, "Kwetsende berichten.", school.clock() + 3 * DAY_MS)
    visit.choose_school()
    visit.sign_in(code)
    assert visit.page.face.title() == "The school suspended this account for a while"
    assert visit.page.face.sentence() == "Until donderdag 26 november, 14:32. The school says: “Kwetsende berichten.”"
    assert "03 555 01 23" in visit.seen()
    visit.next()
    assert visit.page.face.isVisible()
    school.clock.advance(days=4)
    visit.next()
    assert visit.name == "agreement"


def test_excluded_account_is_told_why_and_another_can_sign_in(visit: Visit, school: School) -> None:
    with_password(school, "mother")
    with_password(school, "lottes-father")
    exclude(school, "Afspraken geschonden.")
    visit.choose_school()
    visit.sign_in(PASSWORD)
    assert visit.page.face.title() == "The school excluded this account"
    assert "Afspraken geschonden." in visit.page.face.sentence()
    assert not visit.wizard.next.isVisible()
    visit.press(visit.page.face.action)
    assert visit.name == "sign_in"
    visit.sign_in(PASSWORD, "lotte")
    assert visit.name == "finish"


@pytest.mark.parametrize("step", ["agreement", "password", "devices", "details", "check", "email"][:: size(3, 1)])
def test_account_suspended_meanwhile_is_told_so(visit: Visit, school: School, code: str, step: str) -> None:
    visit.walk(step, code)
    visit.fill(code)
    suspend(school, "Even wachten.", None)
    if step == "email":
        visit.keys("000000")
    else:
        visit.next()
    visit.wait_for("barred")
    assert "Even wachten." in visit.page.face.sentence()


def test_account_excluded_meanwhile_is_told_why(visit: Visit, school: School, code: str) -> None:
    visit.walk("password", code)
    visit.fill(code)
    exclude(school, "Afspraken geschonden.")
    visit.next()
    visit.wait_for("barred")
    assert visit.page.face.title() == "The school excluded this account"
    assert "Afspraken geschonden." in visit.page.face.sentence()
    assert visit.kept is None


def test_session_that_ended_meanwhile_leads_back_to_signing_in(visit: Visit, school: School, code: str) -> None:
    visit.walk("devices", code)
    signed_in = visit.activation.signed_in
    assert signed_in is not None
    school.db.run_now(
        lambda connection: connection.execute(t.device.delete().where(t.device.c.token == token_hash(signed_in.token)))
    )
    visit.next()
    visit.wait_for("sign_in")
    assert visit.page.error.startswith("You are signed out at the school.")
    assert visit.page.username.text() == "noor"
    assert visit.kept is None
    visit.type(visit.page.password, way_in.PASSWORD)
    visit.next()
    assert visit.name == "devices"


@pytest.mark.parametrize("delivery", [True, False])
def test_who_agrees_reads_that_senders_see_what_came_to_a_device(
    visit: Visit, school: School, code: str, *, delivery: bool
) -> None:
    way_in.show_delivery(school, on=delivery)
    visit.walk("agreement", code)
    visit.settle()
    assert ("has come to a device of yours" in visit.seen()) is delivery


def test_new_text_of_the_agreement_is_read_before_it_is_agreed_to(visit: Visit, school: School, code: str) -> None:
    visit.walk("agreement", code)
    visit.fill(code)
    way_in.dress(school, version="2026-11-01")
    visit.next()
    assert visit.name == "agreement"
    visit.settle()
    assert "newer agreement" in visit.page.error
    assert not visit.wizard.next.isEnabled()
    assert "1 november 2026" in visit.page.intro.text()
    visit.fill(code)
    visit.next()
    assert visit.name == "password"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("email", "els@", ""),
        ("email", "els v@voorbeeld.be", "not an e-mail address"),
        ("mobile", "bel mij", "not a phone number"),
        ("phone", "12", "not a phone number"),
    ],
)
def test_detail_that_cannot_be_is_said_at_its_field(visit: Visit, code: str, field: str, text: str, told: str) -> None:
    visit.walk("details", code)
    visit.fill(code)
    target = getattr(visit.page, field)
    visit.type(target, text)
    if not told:
        assert visit.wizard.next.toolTip() == "Type your e-mail address."
        return
    visit.next()
    assert visit.name == "details"
    assert told in target.error()
    assert visit.focus is target.edit


# ---- Confirming the address ------------------------------------------------------------------------------------------
def test_mail_confirmed_by_its_link_moves_the_page_that_waits(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    visit.keys("12")
    visit.page.look_whether_confirmed()
    visit.settle()
    path = way_in.link(school, "mother")
    answer = visit.track.client.post(path, headers={"host": ADDRESS})
    assert answer.status_code == 200, answer.text
    visit.page.look_whether_confirmed()
    visit.wait_for("finish")


def test_looking_whether_the_link_was_used_disturbs_nobody(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    visit.keys("123")
    visit.track.cut = True
    visit.page.look_whether_confirmed()
    assert (visit.wizard.next.text(), visit.page.busy) == ("Next", False)
    visit.qtbot.waitUntil(lambda: visit.track.asked[-1] == "GET /v1/session")
    visit.qtbot.wait(30)
    assert (visit.page.error, visit.page.code.text()) == ("", "123")


def test_mail_can_be_sent_again_after_a_minute_by_the_schools_clock(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    assert (visit.page.again.isVisible(), visit.page.later.text()) == (False, "Sending again is possible in 60 s.")
    first = way_in.digits(school, "mother")
    school.clock.advance(seconds=59)
    visit.page._count_down()
    assert visit.page.later.text() == "Sending again is possible in 1 s."
    school.clock.advance(seconds=2)
    visit.page._count_down()
    visit.press(visit.page.again)
    assert (visit.page.error, visit.page.again.isVisible()) == ("", False)
    second = way_in.digits(school, "mother")
    visit.keys(first if first != second else "000000")
    visit.settle()
    assert "not the code in the last mail" in visit.page.error
    visit.keys(second)
    visit.wait_for("finish")


def test_wrong_code_is_marked_and_typed_over(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    right = way_in.digits(school, "mother")
    visit.keys(f"{(int(right) + 1) % 1_000_000:06}")
    visit.settle()
    assert "Tries left: 4." in visit.page.error
    visit.keys(right)
    visit.wait_for("finish")


def test_address_typed_wrong_is_changed_and_confirmed(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    assert f"<b>{EMAIL}</b>" in visit.page.intro._html
    visit.press(visit.page.change)
    assert visit.name == "details"
    visit.type(visit.page.email, "els@elders.be")
    visit.next()
    visit.next()
    assert visit.name == "email"
    assert "els@elders.be" in visit.page.intro._html
    visit.keys(way_in.digits(school, "mother"))
    visit.wait_for("finish")
    assert row(school, "mother").email == "els@elders.be"


# ---- Back, and not agreeing ------------------------------------------------------------------------------------------
def test_saved_steps_are_read_and_only_own_details_can_be_changed(visit: Visit, code: str) -> None:
    visit.walk("email", code)
    said, changeable = {}, set()
    while visit.wizard.back.isVisible():
        visit.back()
        said[visit.title] = visit.page.intro.text()
        if visit.page.change.isVisible():
            changeable.add(visit.title)
    assert list(said) == ["Check", "Your details", "Devices", "Password", "Agreement", "Sign in", "School"]
    assert changeable == {"Check", "Your details"}
    assert said["Agreement"] == "You agreed to the user agreement. (accepted at 14:32)"
    assert ADDRESS in said["School"]
    for _ in range(len(said)):
        visit.next()
    assert visit.name == "email"


def test_details_are_changed_from_the_saved_step(visit: Visit, school: School, code: str) -> None:
    visit.walk("email", code)
    visit.back()
    visit.press(visit.page.change)
    assert visit.name == "details"
    assert visit.page.email.text() == EMAIL
    assert row(school, "mother").checked_at is None


def test_no_go_back_asks_for_the_details_again(visit: Visit, code: str) -> None:
    visit.walk("check", code)
    assert visit.wizard.back.text() == "No, go back"
    visit.back()
    assert visit.name == "details"


def test_who_does_not_agree_is_told_what_it_means_before_signing_out(visit: Visit, school: School, code: str) -> None:
    visit.walk("agreement", code)
    visit.back()
    assert visit.name == "agreement"
    assert "cannot use the account" in visit.seen()
    assert visit.wizard.back.text() == "Sign out"
    visit.back()
    assert visit.name == "sign_in"
    assert visit.kept is None
    assert row(school, "mother").agreement is None
    assert [device.revoked_at is not None for device in rows(school, t.device, account=id_of("mother"))] == [True]
    visit.sign_in(code)
    assert visit.name == "agreement"


def test_who_does_not_agree_can_leave_while_the_school_is_away(visit: Visit, code: str) -> None:
    visit.walk("agreement", code)
    visit.track.cut = True
    visit.back()
    visit.back()
    assert (visit.name, visit.kept) == ("sign_in", None)


def test_nothing_of_the_person_before_is_shown_to_the_next(visit: Visit, school: School, code: str) -> None:
    fathers = invited(school, "father")
    visit.walk("check", code)
    visit.activation.give_up()
    visit.wizard.go_to("sign_in")
    visit.walk("details", fathers)
    assert visit.typed() == ["", "", ""]
    assert [role for role, button in visit.page._buttons.items() if button.isChecked()] == ["father"]  # the school's
    assert EMAIL not in visit.seen()


# ---- Going on after a crash ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("step", PAGES[2:-1][:: size(3, 1)])
def test_the_way_goes_on_at_the_step_where_it_was_left(
    qtbot: QtBot, track: Track, visit: Visit, school: School, code: str, step: str
) -> None:
    visit.walk(step, code)
    again = Visit(qtbot, track, kept=visit.kept)
    again.wait_for(step)
    assert again.page.error == ""
    if step == "email":
        again.keys(way_in.digits(school, "mother"))
        again.wait_for("finish")
    else:
        again.fill(code)
        again.next()
        assert again.name == PAGES[PAGES.index(step) + 1]
    assert track.asked.count("POST /v1/session") == 1


def test_school_that_is_away_at_the_start_is_tried_again_without_signing_in(
    qtbot: QtBot, track: Track, visit: Visit, code: str
) -> None:
    visit.walk("password", code)
    track.cut = True
    again = Visit(qtbot, track, kept=visit.kept)
    again.wait_for("school")
    assert "cannot be reached" in again.page.error
    assert again.page.address.text() == f"https://{ADDRESS}"
    assert again.kept == visit.kept
    track.cut = False
    again.next()
    assert again.name == "password"


def test_session_that_ended_before_the_start_asks_to_sign_in_again(
    qtbot: QtBot, track: Track, visit: Visit, school: School, code: str
) -> None:
    visit.walk("details", code)
    change_device = t.device.update().where(t.device.c.account == id_of("mother")).values(revoked_at=school.clock())
    school.db.run_now(lambda connection: connection.execute(change_device))
    again = Visit(qtbot, track, kept=visit.kept)
    again.wait_for("sign_in")
    assert again.page.error.startswith("You are signed out at the school.")
    assert (again.page.username.text(), again.kept) == ("noor", None)
