"""Flags, unread marks, later, own folders, views and several at once, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ssdesk.replica.actions import MoveMessage, Respond, SendMessage, Withdraw
from ssdesk.replica.inbox import ANY, Filter
from ssdesk.replica.marks import DeleteFolder, SaveFolder, SetFlag
from ssdesk.ui.inbox.asking import FolderName, Moment
from ssdesk.ui.inbox.list_pane import AWAITING, FLAGGED, TO_ANSWER, VIEWS
from ssdesk.ui.question import Question
from ssdesk.ui.row_delegate import describe
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOUR = 3_600_000


@pytest.fixture
def filled(window: Window) -> Window:
    """Three messages of the teacher about Noor; the newest is “Uitstap”."""
    window.add("mother")
    for subject in ("Zwemmen", "Turnzak", "Uitstap"):
        window.receive(subject, f"Beste ouders, over {subject.lower()}.", pupil=id_of("Noor"))
    return window.open()


def choose(menu: QMenu, text: str) -> None:
    """A line of a menu, as if it was pressed."""
    menu.aboutToShow.emit()
    line(menu, text).trigger()


def line(menu: QMenu, text: str) -> QAction:
    found = [action for action in menu.actions() if action.text().partition("\t")[0] == text]
    assert found, [action.text() for action in menu.actions()]
    return found[0]


def texts_of(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def answer(window: Window, kind: type, act: Callable[[object], None]) -> None:
    """Whatever the open question of this kind is answered."""
    (question,) = window.root.window().findChildren(kind)
    act(question)
    window.breathe()


def test_flag_is_seen_by_colour_and_name_on_the_row_and_in_the_reader(filled: Window) -> None:
    filled.click_row("Turnzak")
    choose(filled.screen.right.reading_side.menus.flags, "Orange")
    filled.breathe()
    row = filled.row("Turnzak")
    assert (row.flag, row.flag_text) == ("orange", "Orange")
    assert "Orange flag" in describe(row)
    assert filled.screen.reader.flag.text() == "Flag: Orange"
    assert texts_of(filled.screen.right.reading_side.menus.flags) == ["Red", "Orange", "Green", "Blue", "No flag"]
    filled.screen.pane.only.show_flag(ANY)
    filled.breathe()
    assert filled.subjects() == ["Turnzak"]
    filled.screen.pane.only.show_flag("red")
    filled.breathe()
    assert filled.face() == "Nothing here"
    filled.click(filled.screen.pane.only.flagged)
    assert len(filled.subjects()) == 3
    filled.sync()
    teacher = filled.other("teacher")
    teacher.sync()
    assert not any(row.flag for row in teacher.replica.inbox.first_page(Filter("sent")))


def test_u_marks_several_unread_and_again_read_but_never_what_was_not_opened(filled: Window) -> None:
    for subject in ("Zwemmen", "Turnzak"):
        filled.click_row(subject)
    filled.click_row("Zwemmen", Control)
    table = filled.screen.pane.table
    table.setFocus()
    filled.press(Key.Key_U)
    assert [row.unread for row in filled.rows()] == [True, True, True]
    assert sorted(filled.selected()) == ["Turnzak", "Zwemmen"]
    filled.press(Key.Key_U)
    assert {row.subject: row.unread for row in filled.rows()} == {"Uitstap": True, "Turnzak": False, "Zwemmen": False}
    filled.press(Key.Key_U)
    filled.press(Key.Key_Escape)
    filled.click_row("Zwemmen")
    assert not filled.row("Zwemmen").unread, "opening clears the mark"
    assert filled.row("Turnzak").unread


def test_message_put_off_leaves_the_list_and_comes_back_above_it(filled: Window) -> None:
    filled.click_row("Zwemmen")
    choose(filled.screen.right.reading_side.menus.later, "In 3 hours")
    filled.until(lambda: filled.subjects() == ["Uitstap", "Turnzak"])
    assert filled.opened() is None
    filled.screen.pane.choose_folder("later")
    filled.breathe()
    assert filled.subjects() == ["Zwemmen"]
    assert filled.row("Zwemmen").tag_text == "until today 17:35"
    filled.click_row("Zwemmen")
    assert filled.screen.reader._asleep.isVisible()
    assert filled.screen.reader._asleep.text().endswith("17:35.")
    filled.screen.pane.choose_folder("inbox")
    filled.track.cut = True
    filled.school.clock.advance(hours=3.1)
    filled.household.wake()
    filled.until(lambda: filled.subjects() == ["Zwemmen", "Uitstap", "Turnzak"])
    assert (filled.row("Zwemmen").unread, filled.row("Zwemmen").tag_text) == (True, "back since 17:35")


def test_moment_of_ones_own_must_be_to_come(filled: Window) -> None:
    filled.click_row("Zwemmen")
    choose(filled.screen.right.reading_side.menus.later, "Choose a day and hour…")

    def pick(question: object) -> None:
        assert isinstance(question, Moment)
        question.day.setDate(question.day.minimumDate())
        assert not question.yes.isEnabled(), "half past seven of today is past"
        question.day.setDate(question.day.maximumDate())
        question.yes.click()

    answer(filled, Moment, pick)
    assert filled.subjects() == ["Uitstap", "Turnzak"]
    filled.screen.pane.choose_folder("later")
    filled.breathe()
    assert filled.row("Zwemmen").tag_text.startswith("until ")


def test_own_folder_is_made_filled_renamed_and_deleted_without_losing_a_message(filled: Window) -> None:
    pane = filled.screen.pane
    filled.click_row("Zwemmen")
    choose(filled.screen.right.reading_side.menus.folders, "New folder…")

    def name(question: object, text: str) -> None:
        assert isinstance(question, FolderName)
        question.field.set_text("  ")
        assert not question.yes.isEnabled()
        question.field.set_text(text)
        question.yes.click()

    answer(filled, FolderName, lambda question: name(question, "Sport\u202e"))
    assert filled.subjects() == ["Uitstap", "Turnzak"]
    (own,) = pane._counts[2]
    assert own.text == "Sport", "what turns the direction of the text is not shown"
    assert "Sport  1" in texts_of(pane._menu)
    choose(pane._menu, "Sport  1")
    filled.breathe()
    assert filled.subjects() == ["Zwemmen"]
    choose(pane._menu, "Rename this folder…")
    answer(filled, FolderName, lambda question: name(question, "Zwemles"))
    assert pane.chip.text() == "Zwemles"
    choose(pane._menu, "Delete this folder…")
    answer(filled, Question, lambda question: question.yes.click())  # type: ignore[attr-defined]
    assert (pane.folder, filled.subjects()) == ("archive", ["Zwemmen"])
    filled.sync()
    assert filled.subjects() == ["Zwemmen"]
    assert "Zwemles" not in "".join(texts_of(pane._menu))


def test_folders_of_one_name_are_told_apart_by_child(window: Window) -> None:
    window.add("mother", "sams-mother")
    window.receive("Zwemmen")
    window.open()
    for account in window.accounts:
        window.household.do(account, SaveFolder(id_of(f"folder of {account}"), "Sport"))
    window.breathe()
    assert [folder.text for folder in window.screen.pane._counts[2]] == ["Sport (Noor)", "Sport (Sam)"]
    window.click_row("Zwemmen")
    assert texts_of(window.screen.right.reading_side.menus.folders) == ["Archive", "Sport", "New folder…"]
    window.screen.pane.only.show_about(window.accounts[1])
    window.breathe()
    assert window.subjects() == []
    window.click(window.screen.pane.only.child)
    assert window.subjects() == ["Zwemmen"]


def test_views_of_what_asks_an_answer_and_of_what_waits_for_one(filled: Window) -> None:
    pane = filled.screen.pane
    filled.put("asks", subject="Oudercontact", answer_by=filled.school.clock() + 9 * HOUR, folder="archive")
    filled.sync()
    pane.choose_folder(TO_ANSWER)
    filled.breathe()
    assert filled.subjects() == ["Oudercontact"]
    assert "To answer  1" in texts_of(pane._menu)
    pane.choose_folder("inbox")
    filled.click_row("Turnzak")
    filled.type(filled.screen.reader.answer.text, "Waar ligt hij?")
    filled.click(filled.screen.reader.answer.send)
    filled.sync()
    pane.choose_folder(AWAITING)
    filled.breathe()
    assert filled.subjects() == ["Re: Turnzak"]
    teacher = filled.other("teacher")
    teacher.sync()
    asked = teacher.replica.inbox.first_page(Filter())[0]
    filled.school.clock.advance(seconds=60)
    teacher.send("mother", "Re: Turnzak", "In de kast.", in_reply_to=asked.id)
    teacher.sync()
    filled.sync()
    filled.until(lambda: filled.subjects() == [])


def test_nothing_is_awaited_of_who_confirmed_nor_of_what_was_taken_back(filled: Window) -> None:
    account, teacher = filled.accounts[0], filled.other("teacher")
    for subject, asks in (("Afspraak", "confirm"), ("Vergissing", ""), ("Vraag", "")):
        asked = SendMessage([id_of("teacher")], subject, "Kan het?", pupil=id_of("Noor"), asks=asks)  # type: ignore[arg-type]
        filled.household.do(account, asked)
    filled.school.clock.advance(seconds=90)
    filled.sync()
    filled.screen.pane.choose_folder(AWAITING)
    filled.breathe()
    assert sorted(filled.subjects()) == ["Afspraak", "Vergissing", "Vraag"]
    sent = {row.subject: row.id for row in filled.replica().inbox.first_page(Filter("sent"))}
    filled.household.do(account, Withdraw(sent["Vergissing"]))
    filled.until(lambda: sorted(filled.subjects()) == ["Afspraak", "Vraag"])
    teacher.sync()
    (got,) = [row for row in teacher.replica.inbox.first_page(Filter()) if row.subject == "Afspraak"]
    teacher.replica.do(Respond(got.id, "confirmed"))
    teacher.sync()
    filled.sync()
    filled.until(lambda: filled.subjects() == ["Vraag"])


def test_flagged_messages_of_all_folders_have_a_view(filled: Window) -> None:
    account, pane = filled.accounts[0], filled.screen.pane
    pane.choose_folder(FLAGGED)
    filled.breathe()
    assert filled.face() == "“Flagged” is empty"
    assert "flag" in pane.empty.sentence()
    first, second, third = filled.replica().inbox.first_page(Filter())
    for row, flag, folder in ((first, "red", "archive"), (second, "blue", "trash"), (third, "green", "")):
        filled.household.do(account, SetFlag(row.id, flag))  # type: ignore[arg-type]
        if folder:
            filled.household.do(account, MoveMessage(row.id, folder))
    filled.until(lambda: filled.subjects() == [first.subject, third.subject])
    assert [row.tag_text for row in filled.rows()] == ["Archive", ""]
    assert "Flagged" in texts_of(pane._menu)
    pane.only.show_flag("green")
    filled.breathe()
    assert filled.subjects() == [third.subject]
    pane.only.show_flag("green")
    filled.household.do(account, SetFlag(first.id, ""))
    filled.until(lambda: filled.subjects() == [third.subject])


def test_empty_views_say_what_comes_there(filled: Window) -> None:
    said = {}
    for view in VIEWS:
        filled.screen.pane.choose_folder(view)
        filled.breathe()
        said[view] = filled.screen.pane.empty.sentence()
    assert len(set(said.values())) == len(VIEWS)
    assert not any("menu of the message" in sentence for sentence in said.values())


@pytest.fixture
def two(window: Window) -> Window:
    """Noor's mother is Wout's too, at another school."""
    window.add("mother", "wouts-mother")
    for subject in ("Zwemmen", "Turnzak"):
        window.receive(subject, pupil=id_of("Noor"))
    window.receive("Chemie", sender="toren-teacher", to="wouts-mother", pupil=id_of("Wout"))
    return window.open()


def test_child_chosen_in_the_rail_ends_the_filters_of_another(two: Window) -> None:
    only, (noor, wout) = two.screen.pane.only, two.accounts
    for act in (
        lambda: only.show_about(noor),
        lambda: only.show_writer(id_of("teacher"), "Petra Wouters"),
        lambda: only.show_pupil(id_of("Noor"), "Noor"),
        lambda: two.screen.pane.show_everything(lambda: only.show_about(noor)),
    ):
        two.screen.show_account("")
        act()
        two.breathe()
        assert two.subjects() == ["Turnzak", "Zwemmen"]
        two.screen.show_account(wout)
        two.breathe()
        assert two.subjects() == ["Chemie"]
        assert not only.child.isVisible()
        assert not only.person.isVisible()
        assert two.screen.pane.folder == "inbox"
    only.show_writer(id_of("toren-teacher"), "Els Goos")
    two.screen.show_account("")
    two.screen.show_account(wout)
    two.breathe()
    assert only.person.isVisible(), "this one belongs to the child"


def test_own_folder_of_one_child_is_left_when_the_other_is_chosen(two: Window) -> None:
    noor, wout = two.accounts
    two.household.do(noor, SaveFolder(id_of("folder"), "Bewaren"))
    two.breathe()
    two.screen.pane.choose_folder(id_of("folder"))
    two.breathe()
    two.screen.show_account(wout)
    two.breathe()
    assert (two.screen.pane.chip.text(), two.subjects()) == ("Inbox", ["Chemie"])


def test_own_folder_that_is_deleted_elsewhere_is_left_for_the_archive(filled: Window) -> None:
    account, pane = filled.accounts[0], filled.screen.pane
    filled.household.do(account, SaveFolder(id_of("folder"), "Bewaren"))
    row = filled.replica().inbox.first_page(Filter())[0]
    filled.household.do(account, MoveMessage(row.id, id_of("folder")))
    filled.sync()
    pane.choose_folder(id_of("folder"))
    filled.breathe()
    filled.household.do(account, SaveFolder(id_of("folder"), "Andere naam"))
    filled.until(lambda: pane.chip.text() == "Andere naam")
    filled.household.do(account, DeleteFolder(id_of("folder")))
    filled.until(lambda: (pane.chip.text(), filled.subjects()) == ("Archive", [row.subject]))


def test_own_folder_that_is_deleted_during_a_search_is_not_gone_back_to(filled: Window) -> None:
    account, pane = filled.accounts[0], filled.screen.pane
    filled.household.do(account, SaveFolder(id_of("folder"), "Bewaren"))
    filled.breathe()
    pane.choose_folder(id_of("folder"))
    filled.search("turnzak")
    filled.household.do(account, DeleteFolder(id_of("folder")))
    filled.breathe()
    filled.search("")
    assert (pane.chip.text(), len(filled.subjects())) == ("Inbox", 3)


def test_everything_from_one_person_is_a_press_away_and_ends_with_one(filled: Window) -> None:
    filled.receive("Van het secretariaat", sender="office")
    filled.receive("Bewaard")
    filled.receive("Weggegooid")
    filled.sync()
    rows = {row.subject: row.id for row in filled.replica().inbox.first_page(Filter())}
    for subject, folder in (("Bewaard", "archive"), ("Weggegooid", "trash")):
        filled.household.do(filled.accounts[0], MoveMessage(rows[subject], folder))
    filled.breathe()
    filled.click_row("Turnzak")
    choose(filled.screen.right.reading_side.menus.more, "Everything from Petra Wouters")
    filled.breathe()
    assert filled.subjects() == ["Bewaard", "Uitstap", "Turnzak", "Zwemmen"]
    assert (filled.screen.pane.chip.text(), filled.row("Bewaard").tag_text) == ("All folders", "Archive")
    person = filled.screen.pane.only.person
    assert person.accessibleName() == "From Petra Wouters"
    filled.click(person)
    assert len(filled.subjects()) == 4
    assert not person.isVisible()
    assert filled.screen.pane.chip.text() == "Inbox"
    choose(filled.screen.right.reading_side.menus.more, "Everything from Petra Wouters")
    filled.search("turnzak")
    filled.search("")
    assert (filled.screen.pane.chip.text(), len(filled.subjects())) == ("Inbox", 4)


def test_everything_from_one_person_is_in_sight_also_in_a_narrow_window(window: Window) -> None:
    window.add("mother")
    window.receive("Zwemmen", pupil=id_of("Noor"))
    window.open((1024, 700)).click_row("Zwemmen")
    assert window.screen.content.covered
    choose(window.screen.right.reading_side.menus.more, "Everything from Petra Wouters")
    window.breathe()
    assert window.screen.pane.table.isVisible()


def test_teacher_sees_everything_about_one_pupil(window: Window) -> None:
    window.add("teacher")
    for writer, subject in (("mother", "Turnzak"), ("sams-mother", "Ziek")):
        window.receive(subject, sender=writer, to="teacher")
    window.open()
    window.click_row("Turnzak")
    choose(window.screen.right.reading_side.menus.more, "Everything about Noor Peeters")
    window.breathe()
    assert window.subjects() == ["Turnzak"]
    assert window.screen.pane.only.child.accessibleName() == "Noor Peeters"
    window.click(window.screen.pane.only.child)
    assert window.subjects() == ["Ziek", "Turnzak"]


def test_long_name_of_a_folder_is_shortened_on_its_chip_and_said_whole(filled: Window) -> None:
    name = "Een map met een wel heel erg lange naam voor zo een chip"
    filled.household.do(filled.accounts[0], SaveFolder(id_of("folder"), name))
    filled.breathe()
    filled.screen.pane.choose_folder(id_of("folder"))
    filled.breathe()
    assert filled.screen.pane.chip.text().endswith("…")
    assert filled.screen.pane.chip.accessibleName() == f"Folder: {name}"
    assert checks.clipped(filled.root) == []
    assert filled.face() == f"“{name}” is empty"


def test_several_have_a_summary_and_a_bar_and_stay_selected_through_a_sync(filled: Window) -> None:
    table, chosen, bar = filled.screen.pane.table, filled.screen.content.chosen, filled.screen.choosing.bar
    table.setFocus()
    filled.press(Key.Key_A, Control)
    assert chosen.isVisible()
    assert (chosen.title, chosen.people.text()) == ("3 messages selected", "Petra Wouters (3)")
    filled.receive("Nieuw")
    filled.sync()
    assert sorted(filled.selected()) == ["Turnzak", "Uitstap", "Zwemmen"]
    choose(filled.screen.chosen_menus.flags, "Green")
    filled.breathe()
    assert [row.flag for row in filled.rows()] == ["", "green", "green", "green"]
    assert not bar.unread.isVisible(), "they were never opened"
    choose(filled.screen.chosen_menus.later, "Tomorrow")
    filled.until(lambda: filled.subjects() == ["Nieuw"])
    assert not chosen.isVisible()
    assert filled.opened() is None, "nobody opened a message by selecting it"


def test_keys_open_the_menus_at_the_list(filled: Window) -> None:
    filled.screen.pane.table.setFocus()
    filled.press(Key.Key_Down)
    for key, menu in (
        (Key.Key_F, filled.screen.menus.flags),
        (Key.Key_L, filled.screen.menus.later),
        (Key.Key_V, filled.screen.menus.folders),
    ):
        QTest.keyClick(filled.focus or filled.root, key)
        assert menu.isVisible()
        menu.close()
        filled._activate()
    QTest.keyClick(filled.focus or filled.root, Key.Key_F)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    filled.breathe()
    assert [row.flag for row in filled.rows()].count("red") == 1


def flags_and_later(window: Window) -> None:
    window.click_row("Uitstap")


def several(window: Window) -> None:
    window.screen.pane.table.setFocus()
    window.press(Key.Key_A, Control)


def filtered(window: Window) -> None:
    window.screen.pane.only.show_flag("red")
    window.screen.pane.only.show_writer(id_of("teacher"), "Marie-Antoinette Vandenbroucke-Van Puyvelde")
    window.breathe()


@pytest.mark.parametrize("act", [flags_and_later, several, filtered])
@pytest.mark.parametrize("size", checks.SIZES)
def test_looks(filled: Window, qapp: QApplication, act: Callable[[Window], None], size: tuple[int, int]) -> None:
    for row, flag in zip(filled.replica().inbox.first_page(Filter()), ("red", "blue", "green"), strict=True):
        filled.replica().do(SetFlag(row.id, flag))  # type: ignore[arg-type]
    filled.breathe()
    act(filled)
    found = {}
    for look in checks.in_every_look(qapp, filled.root, size):
        filled.breathe()
        filled.root.resize(*size)
        filled.breathe()
        if problems := checks.problems(filled.root, primary=1):
            found[look] = problems
    assert found == {}
