"""Writing to a class or a group: who is offered, how many it reaches, what is asked before it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from ssdesk.protocol.commands import MOST_RECIPIENTS, Addressed
from ssdesk.replica.inbox import Filter
from ssdesk.server import groups, people
from ssdesk.server import tables as t
from ssdesk.ui.inbox.address_book import AddressBook
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.question import Question
from tests.school import WILG, School, id_of
from tests.server.test_commands import close
from tests.server.test_groups import enrol
from tests.together.desktop import Desktop
from tests.together.track import Track
from tests.ui import checks
from tests.ui.inbox_window import Window, window
from tests.ui.program import Program

__all__ = ["window"]
Key = Qt.Key
CLASS = "4B · parents (3)"


def write(window: Window, name: str = "teacher") -> Composer:
    """The composer of this member of the staff."""
    window.add(name)
    window.open()
    window.click(window.screen.new)
    return window.screen.composer


def choose(window: Window, *typed: str) -> None:
    for words in typed:
        window.type(window.screen.composer.to.edit, words)
        window.press(Key.Key_Tab)


def finish(window: Window) -> None:
    """Subject and text, and *Send*."""
    page = window.screen.composer
    page.subject.setText("Zwemmen")
    page.body.fill("Beste ouders\n\nMorgen zwemmen we.")
    window.click(page.send)


def question(window: Window) -> Question | None:
    return next((one for one in window.root.findChildren(Question) if one.isVisible()), None)


def silence(school: School, name: str) -> None:
    """This person did not confirm the e-mail address yet."""
    mine = (t.account.c.school == WILG) & (t.account.c.id == id_of(name))

    def work(connection: Connection) -> None:
        connection.execute(t.account.update().where(mine).values(email_confirmed_at=None))
        people.refresh(connection, WILG, [id_of(name)])

    school.db.run_now(work)


def test_parents_of_a_class_are_one_chip_and_each_gets_the_message(window: Window) -> None:
    page = write(window)
    choose(window, "4B parents")
    assert page.to.names() == [CLASS]
    assert page.letter().groups == (Addressed(id_of("4B"), "co"),)
    finish(window)
    assert question(window) is None
    window.sync()
    for name in ("mother", "father", "sams-mother"):
        desktop = window.other(name)
        desktop.sync()
        assert desktop.subjects() == ["Zwemmen"]
    lotte = window.other("lottes-father")
    lotte.sync()
    assert lotte.subjects() == []


def test_who_may_not_write_to_groups_is_offered_none(window: Window) -> None:
    page = write(window, "mother")
    assert [person.text for person in page.to.others() if person.group == "group"] == []
    assert not page.reach.isVisible()


def test_the_school_says_how_many_it_reaches_and_who_not(window: Window) -> None:
    silence(window.school, "father")
    page = write(window)
    choose(window, "4B parents")
    window.until(lambda: "Bart Peeters" in page.reach.text())
    said = "Recipients: 3. None of them sees the others. Not reachable: 1 (Bart Peeters, vader van Noor Peeters)."
    assert page.reach.text().startswith(said)
    page.to.chips[0].click()
    assert not page.reach.isVisible()


def test_without_a_line_the_counts_of_this_computer_are_said_and_that_the_school_decides(window: Window) -> None:
    page = write(window)
    window.track.cut = True
    choose(window, "4B parents")
    window.until(lambda: "The school decides who is in the groups when it is sent." in page.reach.text())
    assert page.reach.text().startswith("Recipients: 3.")
    finish(window)
    window.track.cut = False
    window.sync()
    mother = window.other("mother")
    mother.sync()
    assert mother.subjects() == ["Zwemmen"]


def test_above_thirty_people_it_asks_with_the_count_and_cancel_sends_nothing(window: Window) -> None:
    window.school.db.run_now(enrol, 40)
    page = write(window)
    choose(window, "4B parents")
    finish(window)
    asked = question(window)
    assert asked is not None
    assert asked.yes.text() == "Send to 43 people"
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Return)  # as who presses it without looking
    assert page.isVisible()
    assert "send_message" not in window.waiting()
    window.click(page.send)
    asked = question(window)
    assert asked is not None
    window.click(asked.yes)
    window.sync()
    mother = window.other("mother")
    mother.sync()
    assert mother.subjects() == ["Zwemmen"]


def test_a_planned_message_that_is_not_sent_after_all_is_for_its_group_again(window: Window) -> None:
    page = write(window)
    choose(window, "hilde", "4B parents")
    names = page.to.names()
    page.wishes.plan(window.school.clock() + 86_400_000)
    finish(window)
    window.sync()
    window.screen.pane.choose_folder("scheduled")
    window.click_row("Zwemmen")
    window.track.cut = True
    window.click(window.screen.reader.receipts.leaves.action)
    assert (page.to.names(), page.send.text()) == (names, "Schedule for tomorrow 14:32")
    window.type(page.body, "!")
    window.screen.back_to_list()
    window.track.cut = False
    window.sync()
    desktop = Desktop(window.school, window.track, "teacher", window.family.paths.opened / "elsewhere")
    desktop.sync()
    (kept,) = desktop.replica.drafts.all()
    desktop.close()
    assert (kept.to, kept.groups) == ((id_of("office"),), (Addressed(id_of("4B"), "co"),))
    assert kept.send_at == window.school.clock() + 86_400_000


def test_above_thirty_people_a_planned_message_is_asked_about_as_planned(window: Window) -> None:
    window.school.db.run_now(enrol, 40)
    page = write(window)
    choose(window, "4B parents")
    page.wishes.plan(window.school.clock() + 86_400_000)
    assert page.send.text() == "Schedule for tomorrow 14:32"
    finish(window)
    asked = question(window)
    assert asked is not None
    assert asked.windowTitle() == "Schedule this for 43 people?"
    assert asked.yes.text() == "Schedule for tomorrow 14:32"
    asked.yes.click()
    window.sync()
    assert [row.subject for row in window.replica().inbox.first_page(Filter(folder="scheduled"))] == ["Zwemmen"]


def test_more_than_a_message_may_go_to_is_said_before_and_the_text_stays_a_draft(window: Window) -> None:
    window.school.db.run_now(enrol, MOST_RECIPIENTS + 1)
    page = write(window, "office")
    page.subject.setText("Zwemmen")
    page.body.fill("Beste ouders\n\nMorgen zwemmen we.")
    choose(window, "wilg parents")
    window.until(lambda: "goes to at most" in page.reach.text())
    assert (page.send.isEnabled(), page._why_not.text()) == (False, page.reach.text())
    assert window.screen.right.writing.leave()
    (kept,) = window.replica().drafts.all()
    assert (kept.subject, kept.groups) == ("Zwemmen", (Addressed(groups.ALL, "co"),))


def test_a_draft_keeps_its_groups(window: Window) -> None:
    page = write(window)
    choose(window, "4B pupils", "hilde")
    page.subject.setText("Zwemmen")
    draft = window.screen.right.writing.draft
    assert window.screen.right.writing.leave()
    window.sync()
    window.screen.pane.choose_folder("drafts")
    window.until(lambda: [row.who for row in window.rows()] == ["You to Hilde Baert and 1 other"])
    window.screen.resume_draft(window.accounts[0], draft)
    assert page.to.names() == ["Hilde Baert, secretariaat", "4B · pupils (1)"]
    finish(window)
    window.sync()
    noor = window.other("noor")
    noor.sync()
    assert noor.subjects() == ["Zwemmen"]


def test_group_that_is_gone_is_said_and_the_draft_keeps_the_others(window: Window) -> None:
    id_ = window.school.db.run_now(groups.save, WILG, "Zwemgroep", [id_of("Noor")])
    page = write(window, "office")
    choose(window, "zwemgroep parents", "petra")
    draft = window.screen.right.writing.draft
    assert window.screen.right.writing.leave()
    window.school.db.run_now(groups.save, WILG, "Zwemgroep", [])
    window.sync()
    assert id_
    window.screen.resume_draft(window.accounts[0], draft)
    assert [name.partition(",")[0] for name in page.to.names()] == ["Petra Wouters"]
    assert page.trouble.text().startswith("Somebody to whom this was addressed can no longer")


def test_address_book_has_the_groups_first_and_a_class_under_its_name(window: Window) -> None:
    page = write(window, "office")
    window.click(page.book)
    book = window.root.findChild(AddressBook)
    first = book.tree.topLevelItem(0)
    assert first.text(0).startswith("Classes and groups, ")
    assert first.child(0).text(0).startswith("Basisschool De Wilg · parents")
    window.click(book.by_class)
    under = {
        book.tree.topLevelItem(place).text(0).partition(",")[0]: [
            book.tree.topLevelItem(place).child(line).text(0)
            for line in range(book.tree.topLevelItem(place).childCount())
        ]
        for place in range(book.tree.topLevelItemCount())
    }
    assert CLASS in under["4B"]
    assert CLASS not in under["5A"]


def test_what_is_said_of_groups_has_no_problem_in_any_look(window: Window, qapp: QApplication) -> None:
    silence(window.school, "father")
    page = write(window)
    choose(window, "4B parents", "4B pupils")
    window.until(lambda: "Bart Peeters" in page.reach.text())
    found = {look: checks.problems(page, primary=1) for look in checks.in_every_look(qapp, window.root)}
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_a_long_name_is_shortened_on_its_chip_and_keeps_its_number(window: Window) -> None:
    name = "Zwemgroep van de gevorderden op dinsdagnamiddag in het oude zwembad"
    window.school.db.run_now(groups.save, WILG, name, [id_of("Noor")])
    page = write(window, "office")
    choose(window, "zwembad parents")
    (chip,) = page.to.chips
    assert (chip.text()[-16:], chip.accessibleName()) == ("ad · parents (2)", f"Remove {name} · parents (2)")
    assert len(chip.text()) < len(name)


def leave(school: School, *children: str) -> None:
    """These pupils left the school, and their accounts with them."""

    def work(connection: Connection) -> None:
        for name in children:
            mine = (t.pupil.c.school == WILG) & (t.pupil.c.id == id_of(name))
            connection.execute(t.pupil.update().where(mine).values(left_at=1))
            people.refresh(connection, WILG, pupils=[id_of(name)])

    school.db.run_now(work)


def test_message_to_a_class_that_everybody_left_meanwhile_comes_back_whole(window: Window) -> None:
    page = write(window)
    window.track.cut = True
    choose(window, "4B parents")
    page.wishes.set_asked("confirm")
    finish(window)
    leave(window.school, "Noor", "Sam")
    window.track.cut = False
    window.sync()
    (kept,) = window.replica().drafts.all()
    assert (kept.groups, kept.asks, kept.subject) == ((Addressed(id_of("4B"), "co"),), "confirm", "Zwemmen")
    window.screen.resume_draft(window.accounts[0], kept.id)
    assert page.trouble.isVisible()
    assert page.body.text() == "Beste ouders\n\nMorgen zwemmen we."
    assert page._why_not.text() == "Choose to whom you write."


def test_somebody_who_left_is_said_before_it_goes(window: Window) -> None:
    page = write(window)
    choose(window, "bart peeters")
    close(window.school, "father")
    choose(window, "4B pupils")
    window.until(lambda: "left the school" in page.reach.text())
    assert (page.send.isEnabled(), page.to.names()[0][:12]) == (False, "Bart Peeters")


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, school: School, track: Track) -> Iterator[Program]:
    """A teacher's, in which messages can be taken back for as long as people have it."""
    school.db.run_now(enrol, 40)
    made = Program(qtbot, tmp_path / "computer", school, track)
    made.settle_in("teacher")
    made.start()
    made.open()
    yield made
    made.stop()


def test_message_to_many_can_be_taken_back_for_a_minute_with_its_group(program: Program) -> None:
    inbox = program.screen("messages")
    inbox.write_new(program.homes[0].name)
    page = inbox.composer
    page.to.add(f"co:{id_of('4B')}")
    page.subject.setText("Zwemmen")
    page.body.insertPlainText("Beste ouders\n\nMorgen zwemmen we.")
    page.send.click()
    window = program.desktop.window
    program.wait_for(lambda: any(one.isVisible() for one in window.findChildren(Question)))
    next(one for one in window.findChildren(Question) if one.isVisible()).yes.click()
    program.wait_for(program.frame.undo.isVisible)
    assert program.frame.undo.text() == "Sending in 60 s Zwemmen"
    program.press(program.frame.undo.banner.action)
    assert page.letter().groups == (Addressed(id_of("4B"), "co"),)


@pytest.mark.parametrize("audience", ["co", "pupils", "staff"])
def test_each_audience_of_a_class_can_be_chosen(window: Window, audience: str) -> None:
    page = write(window, "office")
    page.to.add(f"{audience}:{id_of('4B')}")
    assert [one.audience for one in page.letter().groups] == [audience]
