"""The settings on the live program and against the real school: accounts, notices, display, security, about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ssdesk.protocol.kinds import Notifications
from ssdesk.replica.actions import OpenMessage, SendMessage, SetNotifications
from ssdesk.server import tables as t
from ssdesk.server.http import token_hash
from ssdesk.ui import theme
from ssdesk.ui.frame import Frame
from ssdesk.ui.settings.accounts import AccountsSection
from ssdesk.ui.settings.notices import NoticesSection
from ssdesk.ui.settings.security import SecuritySection
from ssdesk.ui.widgets import Button, Label
from ssdesk.ui.wizard.wizard import Wizard
from tests.school import TOREN, WILG, School, id_of
from tests.server.people import PASSWORD, audited, row, rows, with_password
from tests.together.track import Track, lost_request
from tests.ui import checks, way_in
from tests.ui.program import Program

NEW = "zeven rode fietsen rusten"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    """A mother with a child at each of two schools, who looks at the settings."""
    with_password(school, "mother")
    made = Program(qtbot, tmp_path / "computer", school, track)
    made.settle_in("mother", "wouts-mother")
    made.start(first="settings")
    made.open()
    yield made
    made.stop()


def show(program: Program, name: str) -> Any:
    chosen = program.screen("settings")
    program.press(chosen.chips[name])
    QApplication.processEvents()
    return getattr(chosen, name)


# ---- Accounts --------------------------------------------------------------------------------------------------------
@pytest.fixture
def accounts(program: Program) -> AccountsSection:
    section: AccountsSection = show(program, "accounts")
    return section


def texts_of(widget: Any) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def button_of(widget: Any, text: str) -> Button:
    (found,) = [button for button in widget.findChildren(Button) if button.text() == text and button.isVisible()]
    assert isinstance(found, Button)
    return found


def test_accounts_say_whose_where_and_how_fresh(accounts: AccountsSection) -> None:
    assert [texts_of(card) for card in accounts.cards] == [
        ["An Claes", "Basisschool De Wilg, 127.0.0.1/wilg", "Up to date until today 14:32."],
        ["An Claes", "Atheneum De Toren, 127.0.0.1/toren", "Up to date until today 14:32."],
    ]


def test_accounts_say_where_senders_see_what_came_to_a_device(
    qtbot: QtBot, tmp_path: Path, school: School, track: Track
) -> None:
    way_in.show_delivery(school, on=True)
    program = Program(qtbot, tmp_path / "computer", school, track)
    program.settle_in("mother", "wouts-mother")
    program.start(first="settings")
    program.open()
    cards = show(program, "accounts").cards
    told = ["has come to a device of yours" in " ".join(texts_of(card)) for card in cards]
    program.stop()
    assert told == [True, False]


def test_freshness_follows_the_sync_and_leaves_the_cards_alone(program: Program, accounts: AccountsSection) -> None:
    before = list(accounts.cards)
    program.track.cut = True
    program.school.clock.advance(days=2)
    program.desktop.household.nudge()
    offline = "Up to date until Mon 14:32. The school's server cannot be reached."
    program.wait_for(lambda: all(offline in texts_of(card) for card in accounts.cards))
    assert accounts.cards == before


def test_signing_out_says_how_much_was_not_sent_and_then_erases(program: Program, accounts: AccountsSection) -> None:
    program.track.cut = True
    home = program.homes[0]
    for subject in ("Ziek", "Vraag"):
        program.desktop.household.do(home.name, SendMessage([id_of("teacher")], subject, "Groeten."))
    program.desktop.household.do(home.name, OpenMessage("e" * 32))
    program.press(button_of(accounts.cards[0], "Sign out"))
    question = accounts.question
    assert question is not None
    assert "2 things that you wrote have not left yet and are lost." in "".join(texts_of(question))
    assert question.yes.text() == "Sign out and lose 2"
    assert question.focusWidget() is question.no
    program.press(question.no)
    assert len(program.homes) == 2
    program.press(button_of(accounts.cards[0], "Sign out"))
    assert accounts.question is not None
    program.press(accounts.question.yes)
    program.wait_for(lambda: len(program.homes) == 1)
    program.wait_for(lambda: len(program.screen("settings").accounts.cards) == 1)
    assert program.homes[0].child == "Wout"
    assert [folder.name for folder in program.paths.accounts.iterdir()] == [program.homes[0].name]
    program.wait_for(lambda: "1 child, 1 school" in program.seen())


def test_signing_out_ends_the_session_at_the_school(program: Program, accounts: AccountsSection) -> None:
    program.press(button_of(accounts.cards[0], "Sign out"))
    assert accounts.question is not None
    assert "lost" not in "".join(texts_of(accounts.question))
    program.press(accounts.question.yes)
    program.wait_for(lambda: len(program.homes) == 1)
    assert [device.revoked_at is None for device in rows(program.school, t.device, account=id_of("mother"))] == [False]


def test_escape_never_signs_out(program: Program, accounts: AccountsSection) -> None:
    program.press(button_of(accounts.cards[0], "Sign out"))
    assert accounts.question is not None
    QTest.keyClick(accounts.question, Qt.Key.Key_Escape)
    assert len(program.homes) == 2


def test_no_widget_keeps_a_word_of_an_account_that_signed_out(program: Program, accounts: AccountsSection) -> None:
    for screen in ("start", "messages", "planner", "reports", "absences", "news", "settings"):
        program.frame.show_screen(screen)
    frame = program.frame
    assert "Noor" in words_of(frame)
    program.press(button_of(accounts.cards[0], "Sign out"))
    assert accounts.question is not None
    program.press(accounts.question.yes)
    program.wait_for(lambda: len(program.homes) == 1 and not isValid(frame))
    assert program.frame.stage.name == "settings"
    assert program.screen("settings").section == "accounts"
    assert "Wout" in words_of(program.frame)
    assert "Noor" not in words_of(program.frame)


def test_person_who_adds_a_child_meanwhile_is_not_taken_away_from_it(
    program: Program, accounts: AccountsSection
) -> None:
    frame = program.frame
    assert program.desktop.screens is not None
    program.desktop.screens.signed_out.connect(frame.add_child_asked)
    program.press(button_of(accounts.cards[0], "Sign out"))
    assert accounts.question is not None
    program.press(accounts.question.yes)
    program.wait_for(lambda: len(program.homes) == 1 and not isValid(frame))
    assert isinstance(program.page, Wizard)
    program.press_text("Cancel")
    assert "1 child, 1 school" in program.seen()
    assert "Noor" not in words_of(program.frame)


def words_of(root: QWidget) -> str:
    """All texts and names of all widgets, also of those that nobody sees."""
    widgets = [root, *root.findChildren(QWidget)]
    texts = [widget.text() for widget in widgets if isinstance(widget, QLabel | QAbstractButton)]
    return "\n".join([*texts, *(widget.accessibleName() for widget in widgets)])


def test_last_account_that_signs_out_leads_to_the_way_in(program: Program) -> None:
    for left in (1, 0):

        def cards(left: int = left) -> bool:
            shown = program.screen("settings").accounts.cards
            return len(shown) == left + 1 and shown[0].isVisible()

        program.wait_for(cards)
        accounts = program.screen("settings").accounts
        program.press(button_of(accounts.cards[0], "Sign out"))
        assert accounts.question is not None
        program.press(accounts.question.yes)
        program.wait_for(lambda left=left: len(program.homes) == left)
    program.wait_for_page(Wizard)


def test_ended_session_is_said_at_its_account_and_begun_anew_from_there(
    program: Program, accounts: AccountsSection
) -> None:
    gone = t.device.update().where(t.device.c.account == id_of("mother")).values(revoked_at=program.school.clock())
    program.school.db.run_now(lambda connection: connection.execute(gone))
    program.desktop.household.nudge()
    program.wait_for(lambda: "signed out at the school" in " ".join(texts_of(accounts.cards[0])))
    program.press(button_of(accounts.cards[0], "Sign in again"))
    walk = program.visit()
    walk.wait_for("sign_in")
    walk.keys(PASSWORD)
    walk.enter()
    walk.wait_for("finish")
    program.press_text("To my start page")
    program.wait_for_page(Frame)
    program.wait_for(lambda: all(home.status.state == "up_to_date" for home in program.homes))


def test_another_child_is_added_from_here(program: Program, accounts: AccountsSection) -> None:
    program.press(accounts.add_child)
    assert isinstance(program.page, Wizard)


# ---- Notices ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def notices(program: Program) -> NoticesSection:
    section: NoticesSection = show(program, "notices")
    return section


def chosen_at_school(school: School, name: str, slug: str) -> dict[str, Any]:
    return school.payload(slug, "notifications", id_of(name)) or {}


def test_one_tick_holds_for_both_children_and_reaches_their_schools(program: Program, notices: NoticesSection) -> None:
    assert notices.for_whom.chip("everybody").isChecked()
    assert not notices.which.isVisible()
    program.press(notices.email)
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("messages_email"))
    program.wait_for(lambda: chosen_at_school(program.school, "wouts-mother", TOREN).get("messages_email"))


def test_the_message_itself_can_be_in_the_e_mail(program: Program, notices: NoticesSection) -> None:
    assert not notices.holds.isVisible()
    assert "never what is in it" in words_of(notices)
    program.press(notices.email)
    program.wait_for(notices.holds.isVisible)
    assert notices.holds.chip("notice").isChecked()
    program.press(notices.holds.chip("whole"))
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("forward"))
    program.wait_for(lambda: chosen_at_school(program.school, "wouts-mother", TOREN).get("forward"))
    program.wait_for(lambda: "to your own confirmed e-mail address" in words_of(notices))
    program.press(notices.hold)  # another choice leaves this one
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("hold_email"))
    assert chosen_at_school(program.school, "mother", WILG)["forward"]
    program.press(notices.email)
    program.wait_for(lambda: not notices.holds.isVisible())
    assert "never what is in it" in words_of(notices)


def test_each_child_can_have_a_choice_of_its_own(program: Program, notices: NoticesSection) -> None:
    program.press(notices.for_whom.chip("each"))
    QApplication.processEvents()
    program.press(notices.which.chip(program.homes[1].name))
    for day in (0, 1):
        program.press(notices.days[day])
    program.press(notices.hold)
    program.wait_for(lambda: chosen_at_school(program.school, "wouts-mother", TOREN).get("hold_email"))
    assert chosen_at_school(program.school, "wouts-mother", TOREN)["days"] == [2, 3, 4]
    program.press(notices.which.chip(program.homes[0].name))
    assert [chip.isChecked() for chip in notices.days] == [True] * 5 + [False] * 2
    assert not notices.hold.isChecked()
    show(program, "about")
    show(program, "notices")
    assert notices.for_whom.chip("each").isChecked()
    program.press(notices.for_whom.chip("everybody"))
    program.wait_for(lambda: chosen_at_school(program.school, "wouts-mother", TOREN)["days"] == [0, 1, 2, 3, 4])


def test_hours_are_kept_when_they_have_been_typed(program: Program, notices: NoticesSection) -> None:
    notices.start.setFocus()
    notices.start.setTime(QTime(8, 30))
    notices.end_.setFocus()
    notices.end_.setTime(QTime(0, 0))
    notices.desktop.setFocus()
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("start") == 510)
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("end") == 0)


def test_choice_made_on_another_computer_is_shown(program: Program, notices: NoticesSection) -> None:
    usual = Notifications(id="")
    for home in program.homes:  # what a pull would bring, by the same door
        program.desktop.household.do(
            home.name,
            SetNotifications(
                messages_desktop=False,
                messages_email=True,
                days=[5],
                start=usual.start,
                end=usual.end,
                hold_email=True,
            ),
        )
    program.wait_for(notices.hold.isChecked)
    assert (notices.desktop.isChecked(), notices.email.isChecked()) == (False, True)
    assert [chip.isChecked() for chip in notices.days] == [False] * 5 + [True, False]


def test_choice_is_made_offline_too_and_leaves_later(program: Program, notices: NoticesSection) -> None:
    program.track.cut = True
    program.press(notices.desktop)
    program.wait_for(lambda: program.frame.rail.status.text().endswith("2 waiting"))
    program.track.cut = False
    program.desktop.household.nudge()
    program.wait_for(lambda: chosen_at_school(program.school, "mother", WILG).get("messages_desktop") is False)


# ---- Security --------------------------------------------------------------------------------------------------------
def another_device(school: School, name: str, which: str = "tablet") -> str:
    id_ = id_of(f"{which} of {name}")
    school.db.run_now(
        lambda connection: connection.execute(
            t.device.insert().values(
                school=School.of(name),
                id=id_,
                account=id_of(name),
                token=token_hash(which),
                name="Oude tablet",
                platform="Android",
                created_at=school.clock() - 1,
                last_seen=school.clock() - 86_400_000,
            )
        )
    )
    return id_


def still_in(school: School, name: str) -> set[str]:
    return {device.name for device in rows(school, t.device, account=id_of(name)) if device.revoked_at is None}


@pytest.fixture
def security(program: Program) -> SecuritySection:
    another_device(program.school, "mother")
    section: SecuritySection = show(program, "security")
    program.wait_for(lambda: section.removes)
    return section


def test_devices_are_shown_and_removed(program: Program, security: SecuritySection) -> None:
    assert {"Computer thuis (this device)", "Oude tablet", "Android, last used yesterday 14:32"} <= set(
        texts_of(security)
    )
    (remove,) = security.removes.values()
    assert remove.accessibleName() == "Remove Oude tablet"
    program.press(remove)
    program.wait_for(lambda: security.said() == "Oude tablet no longer has access.")
    assert not security.removes
    assert still_in(program.school, "mother") == {"Computer thuis"}


def test_everywhere_else_is_signed_out(program: Program, security: SecuritySection) -> None:
    another_device(program.school, "mother", "a third")
    program.press(security.elsewhere)
    program.wait_for(lambda: security.said() == "Only this device still has access.")
    assert still_in(program.school, "mother") == {"Computer thuis"}


def test_misuse_is_told_to_the_school_with_what_was_noticed(program: Program, security: SecuritySection) -> None:
    security.words.set_text("Een bericht dat ik niet schreef.")
    program.press(security.report)
    program.wait_for(lambda: security.said() == "The school has been told. It will contact you.")
    assert security.words.text() == ""
    assert (id_of("mother"), "misuse_reported", id_of("mother")) in audited(program.school)
    (told,) = rows(program.school, t.effect, kind="misuse")
    assert "Een bericht dat ik niet schreef." in told.detail


def type_passwords(security: SecuritySection, current: str, new: str) -> None:
    security.current.set_text(current)
    security.first.set_text(new)
    security.again.set_text(new)


def test_password_is_changed_and_other_devices_are_signed_out(program: Program, security: SecuritySection) -> None:
    before = row(program.school, "mother").password
    assert not security.change.isEnabled()
    type_passwords(security, PASSWORD, NEW)
    QTest.keyClick(security.again.edit, Qt.Key.Key_Return)
    program.wait_for(security.said)
    assert security.said() == "Your password has been changed. Your other devices are signed out."
    assert row(program.school, "mother").password != before
    assert still_in(program.school, "mother") == {"Computer thuis"}
    assert not security.removes
    assert security.current.text() == security.first.text() == ""
    program.desktop.household.nudge()
    program.wait_for(lambda: all(home.status.state == "up_to_date" for home in program.homes))


def test_other_devices_can_be_kept(program: Program, security: SecuritySection) -> None:
    type_passwords(security, PASSWORD, NEW)
    security.keep.setChecked(True)
    program.press(security.change)
    program.wait_for(lambda: security.said() == "Your password has been changed.")
    assert still_in(program.school, "mother") == {"Computer thuis", "Oude tablet"}


def test_wrong_present_password_is_said_at_its_field(program: Program, security: SecuritySection) -> None:
    type_passwords(security, "niet dit", NEW)
    program.press(security.change)
    program.wait_for(security.current.error)
    assert security.current.error().startswith("This is not your present password.")
    assert security.first.text() == NEW
    assert program.desktop.window.focusWidget() is security.current.edit
    assert security.change.isEnabled()


@pytest.mark.parametrize(
    ("new", "told"),
    [("noor1234", "Noor"), ("kort", "At least 8 characters"), ("welkom123", "many people")],
)
def test_why_a_password_will_not_do_is_said_while_typing(security: SecuritySection, new: str, told: str) -> None:
    type_passwords(security, PASSWORD, new)
    assert told.lower() in security.first._below.text().lower()
    assert not security.change.isEnabled()


def test_school_that_is_away_is_said_and_asked_again_only_by_the_person(
    program: Program, security: SecuritySection
) -> None:
    program.track.cut = True
    type_passwords(security, PASSWORD, NEW)
    program.press(security.change)
    program.wait_for(security.said)
    assert "What you typed is still here. Try again in a moment." in security.said()
    assert security.first.text() == NEW
    program.track.cut = False
    program.press(security.change)
    program.wait_for(lambda: "has been changed" in security.said())


def test_list_that_could_not_be_fetched_says_so(program: Program) -> None:
    program.track.fail("/v1/devices", lost_request)
    security = show(program, "security")
    program.wait_for(lambda: "The school can be asked for them when there is a connection." in texts_of(security))
    assert security.said() == ""


def test_another_account_shows_nothing_of_the_first(program: Program, security: SecuritySection) -> None:
    security.current.set_text("half typed")
    program.press(security.choice.chip(program.homes[1].name))
    assert security.current.text() == ""
    assert not security.removes
    program.wait_for(lambda: "Computer thuis (this device)" in texts_of(security))
    assert "Oude tablet" not in texts_of(security)


def test_lock_is_here_too(program: Program, security: SecuritySection) -> None:
    program.press_text("Lock now")
    assert program.desktop.screens is None


# ---- All of them -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["accounts", "notices", "display", "security", "about"])
def test_section_has_no_problem_in_any_look(program: Program, qapp: QApplication, name: str) -> None:
    another_device(program.school, "mother")
    section = show(program, name)
    if name == "security":
        program.wait_for(lambda: section.removes)
    if name == "notices":
        program.press(section.for_whom.chip("each"))
    window = program.desktop.window
    found = {look: checks.problems(window) for look in checks.in_every_look(qapp, window)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_display_shows_what_is_chosen_and_every_choice_works(program: Program) -> None:
    display = show(program, "display")
    for scheme in ("dark", "high-contrast", "light"):
        program.press(display.scheme.chip(scheme))
        assert theme.colours().name == scheme
        assert display.scheme.chip(scheme).isChecked()
    program.press(display.scale.chip(2.0))
    assert theme.look().scale == 2.0
    program.press(display.scale.chip(1.0))
    program.press(display.language.chip("nl"))
    program.wait_for(lambda: "Weergave" in program.seen())
