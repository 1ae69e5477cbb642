"""The whole program: what is shown first, unlocking, coming in, what is said when something is wrong, and the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssdesk.household import registry
from ssdesk.keychain import PassphraseKeychain
from ssdesk.replica.actions import SendMessage
from ssdesk.server import office
from ssdesk.server import tables as t
from ssdesk.ui import language
from ssdesk.ui.frame import Frame
from ssdesk.ui.lock import LockPage
from ssdesk.ui.wizard.wizard import Wizard
from tests.school import School, id_of
from tests.server.people import PASSWORD, invited, row, with_password
from tests.together.desktop import PASSPHRASE
from tests.together.track import Track
from tests.ui import way_in
from tests.ui.program import Program


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    made = Program(qtbot, tmp_path / "computer", school, track)
    yield made
    made.stop()
    language.speak(qapp, "en")


def exclude(school: School, name: str) -> None:
    schools = school.app.parts.schools
    school.db.run_now(office.exclude, schools.by_id[School.of(name)], row(school, name), "Afspraken geschonden.")


def sign_out_elsewhere(school: School, name: str) -> None:
    """The sessions of an account end: its password was changed on another computer."""
    gone = t.device.update().where(t.device.c.account == id_of(name)).values(revoked_at=school.clock())
    school.db.run_now(lambda connection: connection.execute(gone))


def walk_in(program: Program, code: str, *, shared: bool = False) -> None:
    """From the first page to the messages, choosing a passphrase where one is asked."""
    walk = program.visit()
    walk.choose_school()
    walk.sign_in(code)
    if walk.name == "passphrase":
        walk.type(walk.page.first, PASSPHRASE)
        walk.type(walk.page.again, PASSPHRASE)
        walk.next()
    walk.walk("email", code)
    walk.keys(way_in.digits(program.school, "mother"))
    walk.wait_for("finish")


# ---- Coming in -------------------------------------------------------------------------------------------------------
def test_first_account_comes_in_and_its_messages_are_shown(program: Program, code: str) -> None:
    program.start()
    assert isinstance(program.page, Wizard)
    walk_in(program, code)
    program.visit().page.by_email.click()
    program.press_text("To my start page")
    program.wait_for_page(Frame)
    (home,) = program.homes
    assert (home.child, home.school_short, home.holder) == ("Noor", "De Wilg", "An Claes")
    program.wait_for(lambda: program.homes[0].status.state == "up_to_date" and not program.homes[0].status.waiting)
    chosen = program.homes[0].notifications
    assert chosen is not None
    assert chosen.messages_email
    assert program.desktop.settings.school_addresses == (f"https://{way_in.ADDRESS}",)
    assert "An Claes" in program.seen()
    assert "1 child, 1 school" in program.seen()


def test_what_came_in_is_locked_at_the_next_start_and_never_asks_to_sign_in(program: Program, code: str) -> None:
    program.start()
    walk_in(program, code)
    program.press_text("To my start page")
    program.wait_for_page(Frame)
    program.stop()
    program.start()
    assert isinstance(program.page, LockPage)
    assert program.lock_page.face.title() == "Unlock to see your messages"
    program.unlock()
    program.wait_for_page(Frame)


def test_activation_that_was_broken_off_goes_on_after_unlocking(program: Program, code: str) -> None:
    program.start()
    walk = program.visit()
    walk.choose_school()
    walk.sign_in(code)
    walk.type(walk.page.first, PASSPHRASE)
    walk.type(walk.page.again, PASSPHRASE)
    walk.next()
    walk.walk("devices", code)
    program.stop()
    program.start()
    program.unlock()
    program.wait_for_page(Wizard)
    program.visit().wait_for("devices")


def test_second_child_can_be_added_later_and_goes_on_where_it_was_left(program: Program, school: School) -> None:
    program.settle_in("wouts-mother")
    code = invited(school, "mother")
    program.start()
    program.open()
    program.frame.add_child_asked.emit()
    walk = program.visit()
    walk.walk("details", code)
    program.press(walk.wizard.contact.later)
    assert isinstance(program.page, Frame)
    assert [home.child for home in program.homes] == ["Wout"]
    program.frame.add_child_asked.emit()
    program.visit().wait_for("details")
    program.visit().walk("email", code)
    program.visit().keys(way_in.digits(school, "mother"))
    program.visit().wait_for("finish")
    program.press_text("To my start page")
    program.wait_for_page(Frame)
    assert [home.child for home in program.homes] == ["Wout", "Noor"]
    assert "2 children, 2 schools" in program.seen()


def test_another_child_right_after_the_first(program: Program, code: str) -> None:
    program.start()
    walk_in(program, code)
    program.press_text("Add another child")
    program.wait_for(lambda: isinstance(program.page, Wizard) and program.visit().name == "school")
    assert way_in.ADDRESS in program.seen()
    program.press_text("Cancel")
    assert isinstance(program.page, Frame)


# ---- Unlocking and locking -------------------------------------------------------------------------------------------
def test_wrong_passphrase_is_said_and_can_be_typed_again(program: Program) -> None:
    program.settle_in("mother")
    program.start()
    program.unlock("vier andere woorden dan deze")
    program.wait_for(program.lock_page.passphrase.error)
    assert "That is not the passphrase." in program.lock_page.passphrase.error()
    program.open()
    assert "Noor" in program.homes[0].child


def test_lock_leaves_nothing_to_be_read(program: Program) -> None:
    program.settle_in("mother")
    program.start()
    program.open()
    left = program.paths.opened / "brief.pdf"
    left.write_bytes(b"%PDF")
    program.frame.lock_asked.emit()
    assert isinstance(program.page, LockPage)
    assert not left.exists()
    program.wait_for(program.lock_page.unlock.isEnabled)
    assert [(home.state, home.child, home.holder) for home in program.homes] == [("locked", "", "")]
    assert "An Claes" not in program.seen()
    assert program.desktop.window.windowTitle() == "ssdesk"
    program.open()
    assert program.homes[0].child == "Noor"


def test_keyring_that_does_not_run_shows_the_lock_and_never_the_wizard(program: Program) -> None:
    program.settle_in("mother")
    program.paths.keychain_file.rename(program.paths.keychain_file.with_suffix(".away"))  # as if it were in a keyring
    program.start()
    program.wait_for(lambda: isinstance(program.page, LockPage) and program.lock_page.unlock.isEnabled())
    assert program.lock_page.face.title() == "This computer has no safe place for keys."
    assert "Start it and try again" in program.lock_page.face.sentence()
    assert not program.lock_page.passphrase.isVisible()
    program.paths.keychain_file.with_suffix(".away").rename(program.paths.keychain_file)


def test_forgotten_passphrase_erases_everything_and_begins_anew(program: Program) -> None:
    program.settle_in("mother", "wouts-mother")
    program.start()
    assert not program.lock_page.erase.isVisible()
    program.press(program.lock_page.lost)
    assert "has not left yet is lost" in program.seen()
    program.press(program.lock_page.erase)
    program.wait_for_page(Wizard)
    assert program.homes == ()
    assert list(program.paths.accounts.iterdir()) == []
    assert not program.paths.keychain_file.exists()


# ---- Something is wrong ----------------------------------------------------------------------------------------------
def test_damaged_settings_are_said_once(program: Program) -> None:
    program.paths.create()
    program.paths.settings_file.write_text("{")
    program.start()
    assert "Some settings of this computer could not be read." in program.seen()
    program.stop()
    program.start()
    assert "settings of this computer" not in program.seen()


def test_damaged_settings_are_said_above_the_messages_too(program: Program) -> None:
    program.settle_in("mother")
    program.paths.settings_file.write_text("{")
    program.start()
    assert "Some settings of this computer could not be read." in program.seen()
    program.open()


def test_account_that_the_school_took_away_is_told_and_then_gone(program: Program, school: School) -> None:
    program.settle_in("mother", "wouts-mother")
    program.start()
    program.open()
    exclude(school, "mother")
    program.desktop.household.nudge()
    program.wait_for(program.frame.strip.isVisible)
    assert "can no longer be used on this computer" in program.frame.strip.text()
    assert "Afspraken geschonden." in program.frame.strip.text()
    program.press(program.frame.strip.action)
    program.wait_for(lambda: len(program.homes) == 1)
    program.wait_for(lambda: not program.frame.strip.isVisible())
    assert program.homes[0].child == "Wout"
    assert "1 child, 1 school" in program.seen()


def test_last_account_that_went_leads_to_the_way_in(program: Program, school: School) -> None:
    program.settle_in("mother")
    program.start()
    program.open()
    exclude(school, "mother")
    program.desktop.household.nudge()
    program.wait_for(program.frame.strip.isVisible)
    program.press(program.frame.strip.action)
    program.wait_for_page(Wizard)
    assert list(program.paths.accounts.iterdir()) == []


def test_session_that_ended_keeps_the_messages_and_asks_to_sign_in_again(program: Program, school: School) -> None:
    with_password(school, "mother")
    program.settle_in("mother")
    program.start()
    program.open()
    name = program.homes[0].name
    sign_out_elsewhere(school, "mother")
    program.desktop.household.nudge()
    program.wait_for(program.frame.strip.isVisible)
    asked = program.track.count("/v1/pull")
    assert "You are signed out at the school." in program.frame.strip.text()
    assert program.frame.rail.status.text() == "Needs you"
    program.qtbot.wait(50)
    assert program.track.count("/v1/pull") == asked, "it is not asked again and again"
    program.press(program.frame.strip.action)
    walk = program.visit()
    walk.wait_for("sign_in")
    assert walk.page.username.text() == "noor"
    walk.keys(PASSWORD)
    walk.enter()
    walk.wait_for("finish")
    program.press_text("To my start page")
    program.wait_for(lambda: isinstance(program.page, Frame) and not program.frame.strip.isVisible())
    program.wait_for(lambda: program.homes[0].status.state == "up_to_date")
    assert [home.name for home in program.homes] == [name]


def test_account_whose_key_was_lost_says_so_and_signs_in_again(program: Program) -> None:
    program.settle_in("mother", "wouts-mother")
    keychain = PassphraseKeychain(program.paths.keychain_file)
    keychain.unlock(PASSPHRASE)
    keychain.remove(registry.secret_name(registry.places(program.paths.accounts)[0]))
    program.start()
    program.unlock()
    program.wait_for_page(Frame)
    program.wait_for(program.frame.strip.isVisible)
    assert "The key of this account is no longer on this computer." in program.frame.strip.text()
    program.press(program.frame.strip.action)
    assert isinstance(program.page, Wizard)
    program.press_text("Cancel")
    assert "Wout" in program.homes[1].child


def test_damaged_copy_is_made_anew_and_what_was_saved_is_said_until_it_was_seen(
    program: Program, expect_log: Callable[..., None]
) -> None:
    expect_log("The local copy of an account is damaged and made anew")
    program.settle_in("mother")
    (place,) = registry.places(program.paths.accounts)
    keychain = PassphraseKeychain(program.paths.keychain_file)
    keychain.unlock(PASSPHRASE)
    file = place.folder / "replica.db"
    content = bytearray(file.read_bytes())
    content[:4096] = bytes(4096)
    file.write_bytes(content)
    program.start()
    program.unlock()
    program.wait_for_page(Frame)
    program.wait_for(program.frame.trouble.isVisible)
    assert "was damaged and is made anew" in program.frame.trouble.text()
    program.stop()
    program.start()
    program.open()
    program.wait_for(program.frame.trouble.isVisible)
    program.press(program.frame.trouble.action)
    assert not program.frame.trouble.isVisible()
    program.stop()
    program.start()
    program.open()
    assert not program.frame.trouble.isVisible()


def test_copy_that_is_damaged_while_the_program_runs_is_made_anew(
    program: Program, expect_log: Callable[..., None]
) -> None:
    expect_log("The local copy of an account is damaged and made anew")
    for told in ("An account cannot be read", "An account is left out"):
        expect_log(told, required=False)
    program.settle_in("mother")
    program.start()
    program.open()
    (place,) = registry.places(program.paths.accounts)
    with (place.folder / "replica.db").open("r+b") as file:
        file.write(bytes(4096))
    program.desktop.household.do(program.homes[0].name, SendMessage([id_of("teacher")], "Ziek", "Noor is ziek."))
    seen: list[str] = []

    def read_on() -> bool:
        if program.frame.trouble.isVisible():
            seen.append(program.frame.trouble.text())
            program.press(program.frame.trouble.action)
        return any("was damaged and is made anew" in told for told in seen)

    program.wait_for(read_on)
    program.wait_for(lambda: program.homes[0].status.state == "up_to_date" and not program.frame.strip.isVisible())
    assert program.homes[0].child == "Noor"


def test_offline_says_what_still_works_and_try_now_tries(program: Program) -> None:
    program.settle_in("mother")
    program.track.cut = True
    program.start()
    program.unlock()
    program.wait_for_page(Frame)
    program.wait_for(program.frame.strip.isVisible)
    assert program.frame.strip.text() == "You are offline. Everything from before 14:32 can be read here."
    home = program.homes[0].name
    program.desktop.household.do(home, SendMessage([id_of("teacher")], "Ziek", "Noor is ziek."))
    program.wait_for(lambda: "1 message leaves" in program.frame.strip.text())
    assert program.frame.rail.status.text() == "Offline, 1 waiting"
    program.track.cut = False
    program.press(program.frame.strip.action)
    program.wait_for(lambda: program.frame.rail.status.text() == "Updated at 14:32")
    assert not program.frame.strip.isVisible()


# ---- Settings --------------------------------------------------------------------------------------------------------
def test_another_language_is_spoken_at_once_and_what_was_being_written_stays(program: Program) -> None:
    program.settle_in("mother")
    program.start()
    program.open()
    program.frame.show_screen("settings")
    program.screen("settings").display.language.picked.emit("nl")
    program.wait_for(lambda: "Instellingen" in program.seen())
    assert "Settings" not in program.seen()
    assert program.desktop.settings.language == "nl"
    assert program.frame.isVisible()


def test_colours_and_size_work_at_once_and_are_kept(program: Program) -> None:
    from ssdesk.ui import theme

    program.settle_in("mother")
    program.start()
    program.open()
    program.frame.show_screen("settings")
    chosen = program.screen("settings")
    chosen.display.scheme.picked.emit("dark")
    chosen.display.scale.picked.emit(1.5)
    assert (theme.colours().name, theme.look().scale) == ("dark", 1.5)
    program.stop()
    assert (program.start().settings.scheme, program.desktop.settings.text_scale) == ("dark", 1.5)


def test_window_opens_where_it_was_closed(program: Program) -> None:
    program.start()
    program.desktop.window.setGeometry(60, 40, 900, 600)
    program.stop()
    program.start()
    window = program.desktop.window
    assert (window.size(), window.pos()) == (QSize(900, 600), QPoint(60, 40))


# ---- The end ---------------------------------------------------------------------------------------------------------
def test_closing_the_window_ends_in_order_and_leaves_no_opened_file(program: Program) -> None:
    program.settle_in("mother")
    program.start()
    program.open()
    household = program.desktop.household
    left = program.paths.opened / "brief.pdf"
    left.write_bytes(b"%PDF")
    program.desktop.window.close()
    assert not program.desktop.window.isVisible()
    assert [home.state for home in household.homes] == ["locked"]
    assert not left.exists()
    assert not program.desktop.hangs


def test_closing_while_the_school_is_being_asked_does_not_wait_for_the_answer(program: Program, code: str) -> None:
    program.start()
    walk = program.visit()
    walk.choose_school()
    walk.type(walk.page.username, "noor")
    walk.type(walk.page.password, code)
    program.press(walk.wizard.next)
    program.desktop.window.close()
    assert not program.desktop.hangs
