"""Several recipients: chips, a pasted list, the address book."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.commands import Addressed
from ssdesk.replica.actions import SaveDraft, SendMessage
from ssdesk.ui import theme
from ssdesk.ui.colours import contrast
from ssdesk.ui.inbox.address_book import AddressBook
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.names import MOST_NAMED
from ssdesk.ui.inbox.recipient import GROUP, Addressee
from tests.school import id_of
from tests.ui import checks
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
MOTHER, FATHER, OFFICE = "An Claes", "Bart Peeters", "Hilde Baert"


@pytest.fixture
def writing(window: Window) -> Window:
    """The composer of a teacher, who may write to parents."""
    window.add("teacher")
    window.open()
    window.click(window.screen.new)
    return window


def composer(window: Window) -> Composer:
    return window.screen.composer


def choose(window: Window, *typed: str) -> None:
    for words in typed:
        window.type(composer(window).to.edit, words)
        window.press(Key.Key_Tab)


def paste(window: Window, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    composer(window).to.edit.setFocus()
    window.press(Key.Key_V, Control)


def finish(window: Window, subject: str = "Uitstap") -> None:
    page = composer(window)
    page.subject.setText(subject)
    page.body.fill("Beste ouders\n\nMorgen zwemmen we.")
    window.click(page.send)
    window.sync()


def first_names(window: Window) -> list[str]:
    """Without the role."""
    return [name.partition(",")[0] for name in composer(window).to.names()]


def test_everybody_chosen_gets_the_message_and_knows_of_nobody_else(writing: Window) -> None:
    choose(writing, "hilde", "bart peeters")
    assert first_names(writing) == [OFFICE, FATHER]
    finish(writing)
    for name in ("office", "father"):
        desktop = writing.other(name)
        desktop.sync()
        (row,) = desktop.inbox()
        detail = desktop.replica.inbox.message(row.id)
        assert detail is not None
        assert (row.subject, detail.recipients) == ("Uitstap", ())
    assert writing.row("Uitstap").who.startswith(f"You to {OFFICE}")


def test_chips_are_walked_and_taken_away_by_keyboard(writing: Window) -> None:
    page = composer(writing)
    choose(writing, "hilde", "bart peeters")
    page.to.edit.setFocus()
    writing.press(Key.Key_Backspace)
    assert writing.focus is page.to.chips[1]
    writing.press(Key.Key_Left)
    assert writing.focus is page.to.chips[0]
    assert page.to.chips[0].accessibleName() == f"Remove {page.to.names()[0]}"
    writing.press(Key.Key_Delete)
    assert first_names(writing) == [FATHER]
    assert writing.focus is page.to.chips[0]
    writing.press(Key.Key_Backspace)
    assert (page.to.names(), writing.focus) == ([], page.to.edit)


def test_tab_reaches_the_chips_once_and_the_field_behind_them(writing: Window) -> None:
    page = composer(writing)
    choose(writing, "hilde", "bart peeters")
    page.to.chips[1].setFocus()
    QTest.keyClick(page.to.chips[1], Key.Key_Tab)
    assert writing.focus is page.to.edit


def test_nobody_is_offered_or_chosen_twice(writing: Window) -> None:
    page = composer(writing)
    choose(writing, "hilde")
    assert page.to.edit.fitting("hilde") == []
    page.to.add(id_of("office"))
    assert first_names(writing) == [OFFICE]


def test_typed_name_that_means_nobody_yet_keeps_the_message_here(writing: Window) -> None:
    page = composer(writing)
    choose(writing, "hilde")
    page.subject.setText("Uitstap")
    page.body.fill("Beste")
    page._update()
    assert page.send.isEnabled()
    writing.type(page.to.edit, "zorro")
    assert not page.send.isEnabled()
    assert page._why_not.text() == "Choose who is meant by “zorro”."


def test_pasted_list_becomes_chips_and_what_is_unknown_is_said(writing: Window) -> None:
    page = composer(writing)
    paste(writing, "Hilde Baert\n- Bart Peeters <bart@example.org>\nZorro; Niemand\n")
    assert first_names(writing) == [OFFICE, FATHER]
    assert page.to_line.error() == "Not found here, or not clear who is meant: “Zorro”, “Niemand”."
    assert page.to.undecided == "Zorro; Niemand"
    page.to.edit.clear()
    assert page.to_line.error() == ""


def test_name_of_one_who_is_chosen_means_nobody_else(writing: Window) -> None:
    page = composer(writing)
    jan, an = Addressee("jan", "Jan Peeters, papa"), Addressee("an", "An Smets, mama van Jan Peeters")
    page.to.set_people([jan, an, Addressee("els", "Els Claes")], ["jan"])
    paste(writing, "Jan Peeters\nEls Claes")
    assert page.to.chosen() == ("jan", "els")
    assert (page.to.undecided, page.to_line.error()) == ("", "")
    choose(writing, "Jan Peeters")
    assert page.to.chosen() == ("jan", "els")
    assert (page.to.undecided, page.to_line.error()) == ("", "")
    choose(writing, "peeters")
    assert page.to.chosen() == ("jan", "els", "an"), "a part of it is the other one who fits"


def test_one_pasted_name_is_typed_text(writing: Window) -> None:
    paste(writing, "hilde")
    assert (composer(writing).to.names(), composer(writing).to.undecided) == ([], "hilde")


def test_thousands_pasted_are_refused_in_one_sentence_and_nothing_is_lost(writing: Window) -> None:
    page = composer(writing)
    choose(writing, "hilde")
    page.subject.setText("Uitstap")
    page.body.fill("Beste")
    paste(writing, "\n".join(f"Ouder {number}" for number in range(5_000)))
    assert page.to_line.error() == (
        f"These are 5.000 people; one message goes to at most {MOST_NAMED}. Nobody was added."
    )
    assert (first_names(writing), page.subject.text(), page.body.text()) == ([OFFICE], "Uitstap", "Beste")


@pytest.mark.parametrize("between", [", ", "\n", "; "])
def test_thousands_pasted_stay_in_the_field_and_are_said_in_one_sentence(writing: Window, between: str) -> None:
    page = composer(writing)
    choose(writing, "hilde")
    page.body.fill("Beste")
    writing.type(page.to.edit, "zorro")
    names = [f"Naam Nummer{number}" for number in range(5_000)]
    paste(writing, between.join(names))
    for _ in range(2):
        assert page.to_line.error() == (
            f"These are 5.001 people; one message goes to at most {MOST_NAMED}. Nobody was added."
        )
        assert set(names) < set(re.split("[,;] ", page.to.undecided))
        assert page._why_not.text() == "Choose who is meant by “zorro”, “Naam Nummer0”, “Naam Nummer1” and 4.998 more."
        writing.press(Key.Key_Tab)
    assert (first_names(writing), page.body.text()) == ([OFFICE], "Beste")
    assert page._foot.height() < page.height() // 3


def test_unknown_names_are_said_in_short_and_stay(writing: Window) -> None:
    page = composer(writing)
    names = [f"Naam Nummer{number} heel lange naam" for number in range(90)]
    paste(writing, "\n".join(names))
    assert page.to.undecided.split("; ") == names
    said = "“Naam Nummer0 heel lange naam”, “Naam Nummer1 heel lange naam” and 88 more."
    assert page.to_line.error() == f"Not found here, or not clear who is meant: {said}"
    assert page._why_not.text() == f"Choose who is meant by {said}"
    page.to.edit.setText("x" * 30_000)
    page.to.edit.editingFinished.emit()
    assert page.to_line.error() == f"You cannot write to “{'x' * 59}…” here. Choose somebody from the list."
    assert page._why_not.text() == f"Choose who is meant by “{'x' * 59}…”."


def test_text_that_is_no_list_of_people_at_all_stays_out_of_the_field(writing: Window) -> None:
    page = composer(writing)
    writing.type(page.to.edit, "hil")
    paste(writing, "x" * 300_000)
    assert page.to_line.error() == "This is too long for a list of people. Nobody was added."
    assert page.to.undecided == "hil"


def test_names_between_commas_become_chips_and_one_name_with_a_comma_stays_one(writing: Window) -> None:
    page = composer(writing)
    paste(writing, "Hilde Baert, Bart Peeters, Zorro")
    assert (first_names(writing), page.to.undecided) == ([OFFICE, FATHER], "Zorro")
    page.to.edit.clear()
    page.to.chips[1].removed.emit()
    paste(writing, "Peeters, Bart")
    writing.press(Key.Key_Tab)
    assert (first_names(writing), page.to.undecided) == ([OFFICE, FATHER], "")


def test_too_many_with_those_who_are_chosen_loses_nothing_that_was_pasted(writing: Window) -> None:
    page = composer(writing)
    taken = [Addressee(f"{number}", f"Gekozen {number}") for number in range(MOST_NAMED)]
    page.to.set_people([*taken, *page.to.others()], [person.id for person in taken])
    paste(writing, "Hilde Baert; Bart Peeters")
    assert page.to_line.error() == "These are 102 people; one message goes to at most 100. Nobody was added."
    assert (page.to.undecided, len(page.to.chips)) == ("Hilde Baert; Bart Peeters", MOST_NAMED)


def test_down_or_a_click_in_the_empty_field_opens_the_list_with_the_recent_ones_first(writing: Window) -> None:
    choose(writing, "bart peeters")
    finish(writing)
    writing.click(writing.screen.new)
    field = composer(writing).to.edit
    assert QApplication.activePopupWidget() is None
    writing.press(Key.Key_Down)
    assert QApplication.activePopupWidget() is field._list
    assert field._list.model().index(0, 0).data().startswith(FATHER)
    writing.press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    writing.click(field)
    assert QApplication.activePopupWidget() is field._list
    writing.press(Key.Key_Down)
    writing.press(Key.Key_Return)
    assert first_names(writing) == [FATHER]
    writing.type(field, "hilde b")
    writing.press(Key.Key_Escape)
    writing.click(field)
    assert QApplication.activePopupWidget() is None, "a click in what was typed moves the caret"


def test_group_one_wrote_to_is_recent_and_those_in_it_are_not(writing: Window) -> None:
    group = next(one for one in composer(writing).to.others() if one.group == GROUP and one.people > 1)
    choose(writing, "hilde")
    finish(writing, "Vraag")
    writing.school.clock.advance(seconds=60)
    writing.click(writing.screen.new)
    composer(writing).to.add(group.id)
    finish(writing, "Aan de klas")
    writing.click(writing.screen.new)
    recent = [person.text for person in composer(writing).to.others() if person.recent]
    assert [text.partition(",")[0] for text in recent] == [group.text.partition(",")[0], OFFICE]
    assert composer(writing).to.edit.fitting("")[:2] == recent
    book = open_book(writing)
    part = book.tree.topLevelItem(0)
    assert part is not None
    assert (part.text(0), part.isExpanded()) == ("Written to recently, 2", True)
    assert [part.child(place).text(0) for place in range(2)] == recent
    assert titles(book)[1:] == ["Classes and groups", "Parents", "Pupils", "Secretariat and management", "Teachers"]
    QTest.keyClicks(book.search.edit, "hilde")
    assert titles(book) == ["Secretariat and management"]


def test_whom_another_computer_wrote_to_by_name_is_recent_here_too(writing: Window) -> None:
    other = writing.other("teacher")
    other.replica.do(SendMessage([id_of("father")], "Vraag", "Beste"))
    other.replica.do(SendMessage([], "Aan de klas", "Beste", groups=(Addressed(id_of("4B"), "co"),)))
    other.sync()
    writing.sync()
    writing.screen.back_to_list()
    writing.screen.pane.choose_folder("sent")
    writing.breathe()
    assert set(writing.subjects()) == {"Vraag", "Aan de klas"}
    writing.click(writing.screen.new)
    assert [person.id for person in composer(writing).to.others() if person.recent] == [id_of("father")]


def test_those_one_wrote_to_lately_come_first(writing: Window) -> None:
    choose(writing, "bart peeters")
    finish(writing)
    writing.click(writing.screen.new)
    assert composer(writing).to.edit.fitting("")[0].startswith(FATHER)


def test_draft_for_somebody_who_left_says_so_and_keeps_the_others(writing: Window) -> None:
    words = SaveDraft("d" * 32, [id_of("office"), "f" * 32], None, "Uitstap", "Beste")
    writing.replica().drafts.keep(words)
    writing.screen.resume_draft(writing.accounts[0], "d" * 32)
    assert first_names(writing) == [OFFICE]
    assert composer(writing).trouble.text().startswith("Somebody to whom this was addressed can no longer")


# ---- The address book ------------------------------------------------------------------------------------------------
def open_book(window: Window) -> AddressBook:
    window.click(composer(window).book)
    book = window.root.findChild(AddressBook)
    assert book is not None
    assert book.isVisible()
    return book


def titles(book: AddressBook) -> list[str]:
    parts = [book.tree.topLevelItem(place) for place in range(book.tree.topLevelItemCount())]
    return [part.text(0).rpartition(",")[0] for part in parts if part is not None]


def people(book: AddressBook) -> list[str]:
    return [line.text(0).partition(",")[0] for line in book.tree.people()]


def test_address_book_is_by_role_by_class_and_by_child(writing: Window) -> None:
    book = open_book(writing)
    assert titles(book) == ["Classes and groups", "Parents", "Pupils", "Secretariat and management", "Teachers"]
    writing.click(book.by_class)
    assert "4B" in titles(book)
    writing.click(book.by_child)
    assert {"Noor Peeters", "Sam Peeters"} <= set(titles(book))
    assert MOTHER in people(book)


def test_people_are_searched_ticked_and_added_by_keyboard(writing: Window) -> None:
    choose(writing, "hilde")
    book = open_book(writing)
    assert OFFICE not in people(book)
    assert writing.focus is book.search.edit
    QTest.keyClicks(book.search.edit, "peeters")
    assert FATHER in people(book)
    assert not book.add.isEnabled()
    writing.press(Key.Key_Down)
    while not book.tree.currentItem().text(0).startswith(FATHER):
        writing.press(Key.Key_Down)
    writing.press(Key.Key_Space)
    assert book.add.text() == "Add 1"
    book.add.setFocus()
    writing.press(Key.Key_Return)
    assert not book.isVisible()
    assert first_names(writing) == [OFFICE, FATHER]


def test_more_people_than_one_message_may_have_are_said_in_the_card_and_stay_ticked(writing: Window) -> None:
    page = composer(writing)
    many = [Addressee(f"{number}", f"Ouder {number}", "parent") for number in range(MOST_NAMED + 2)]
    page.to.set_people([*many, *page.to.others()], [many[0].id])
    book = open_book(writing)
    ours = [line for line in book.tree.people() if line.text(0).startswith("Ouder ")]
    for line in ours:
        line.setCheckState(0, Qt.CheckState.Checked)
    said = "These are 102 people; one message goes to at most 100. Take some away, or choose a class or a group."
    assert (book.wrong.text(), book.wrong.isVisible()) == (said, True)
    assert (book.add.isEnabled(), book.add.accessibleDescription()) == (False, said)
    for line in ours[:2]:
        line.setCheckState(0, Qt.CheckState.Unchecked)
    assert (book.wrong.isVisible(), book.add.text()) == (False, "Add 99")
    writing.click(book.add)
    assert len(page.to.chips) == MOST_NAMED


def test_search_that_finds_nobody_says_so_and_cancel_adds_nobody(writing: Window) -> None:
    book = open_book(writing)
    QTest.keyClicks(book.search.edit, "zorro")
    assert book._none.text() == "Nobody fits “zorro”."
    writing.click(book.cancel)
    assert composer(writing).to.names() == []


def test_address_book_has_no_problem_in_any_look(writing: Window, qapp: QApplication) -> None:
    book = open_book(writing)
    found = {}
    for look in checks.in_every_look(qapp, writing.root):
        found[look] = checks.problems(book, primary=1)
        part, pen = book.tree.topLevelItem(0), theme.font(theme.TEXT, theme.SEMIBOLD)
        assert part is not None
        assert part.font(0).pixelSize() == pen.pixelSize(), look
        line = book.tree.visualItemRect(part)
        picture = book.tree.viewport().grab(line).toImage()
        seen = Counter(picture.pixelColor(x, line.height() // 2).name() for x in range(line.width()))
        colours = theme.colours()
        assert contrast(seen.most_common(1)[0][0], colours.accent.soft) < 1.1, look
        assert min(contrast(colour, colours.text) for colour in seen) < 1.5, look  # the ink of its title
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_composer_with_many_people_has_no_problem_in_any_look(writing: Window, qapp: QApplication) -> None:
    page = composer(writing)
    page.to.add_all([person.id for person in page.to.others()])
    found = {look: checks.problems(page, primary=1) for look in checks.in_every_look(qapp, writing.root)}
    assert {look: problems for look, problems in found.items() if problems} == {}
