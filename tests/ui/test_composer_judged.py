"""The composer and the answer box judge as the school does: for the moment at which it leaves, the own words, those who
read it; and once more when it is sent."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from ssdesk.protocol.agreements import RULES, Agreements
from ssdesk.rules.undo_send import USUAL
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import agreements
from ssdesk.ui.inbox.answer import AnswerBox
from ssdesk.ui.inbox.composer import Composer
from tests.school import WILG, School, id_of
from tests.ui.inbox_window import Window, window
from tests.ui.test_composer_advice import AGREED, composer, told, write

__all__ = ["window"]
EVENING = "The school sends nothing after 17:00"
LETTER = "Beste ouder\n\nTot ziens.\n\nGroeten"
ASKS = "Beste ouder\n\nKan u antwoorden?\n\nGroeten"
undo = pytest.mark.parametrize("window", [USUAL], indirect=True)


def block(school: School, *rules: str, document: Agreements = AGREED) -> None:
    """The school of the mother does not let these go."""
    for rule in rules:
        part = getattr(document, RULES[rule])
        document = replace(document, **{RULES[rule]: replace(part, parent="block", teacher="block")})
    school.db.run_now(agreements.publish, WILG, document, school.clock(), "server")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SCHOOL_TIME)


def at(window: Window, text: str) -> None:
    window.school.clock.now = ms(text)


def ms(text: str) -> int:
    return round(moment(text).timestamp() * 1000)


def teaching(window: Window, now: str, *rules: str) -> Composer:
    """The composer of a teacher, with a letter to the mother."""
    block(window.school, *rules)
    window.add("teacher")
    window.receive("Welkom", sender="mother", to="teacher")
    window.open()
    at(window, now)
    write(window, "Zwemmen", LETTER, child=None)
    page = composer(window)
    page.to.add(id_of("mother"))
    return page


def verdict(page: Composer) -> tuple[bool, str]:
    page.advice.look()
    return page.send.isEnabled(), page._why_not.text()


def answer(window: Window, subject: str, body: str, now: str, *rules: str) -> AnswerBox:
    """The mother's answer to what the teacher sent before the school agreed on this, as it is typed."""
    window.add("mother")
    window.receive(subject, ASKS)
    block(window.school, *rules)
    window.open()
    window.click_row(subject)
    at(window, now)
    box = window.screen.reader.answer
    box.text.setFocus()
    box.text.insertPlainText(body)
    window.screen.right.reading_side.answering.advice.look()
    return box


# ---- When it leaves --------------------------------------------------------------------------------------------------
def test_R8_an_emergency_of_the_composer_is_judged_as_one(window: Window) -> None:
    page = teaching(window, "23 20:00", "R8")
    assert verdict(page) == (False, EVENING)
    page.wishes.hurry("Gaslek")
    assert verdict(page) == (True, "")
    assert told(window) == [("R8", "")]
    page.wishes.hurry("")
    assert verdict(page) == (False, EVENING)


def test_R8_what_is_planned_in_the_composer_is_judged_by_its_moment(window: Window) -> None:
    page = teaching(window, "23 10:00", "R8")
    page.wishes.plan(ms("23 17:01"))
    assert verdict(page) == (False, EVENING)
    page.wishes.plan(ms("23 17:00"))
    assert verdict(page) == (True, "")
    page.wishes.plan(None)
    at(window, "23 20:00")
    assert verdict(page) == (False, EVENING)
    window.click(page.advice.panel.cards[0].fix)
    assert page.wishes.send_at == ms("24 07:30")
    assert verdict(page) == (True, "")


def test_R8_the_composer_looks_once_more_when_it_is_sent(window: Window) -> None:
    page = teaching(window, "23 17:00", "R8")
    assert verdict(page) == (True, "")
    window.school.clock.advance(seconds=60)  # nobody looked since
    window.click(page.send)
    assert page._why_not.text() == EVENING
    assert page.isVisible()
    assert window.waiting() == []


@undo
def test_R8_a_letter_is_judged_for_the_moment_at_which_it_can_be_taken_back_no_more(window: Window) -> None:
    page = teaching(window, "23 17:00", "R8")
    for seconds, people, goes in ((49, 1, True), (50, 1, False), (0, 30, True), (0, 31, False)):
        window.school.clock.now = ms("23 17:00") + seconds * 1000
        page.tell_reach("", people)
        assert verdict(page) == ((True, "") if goes else (False, EVENING)), (seconds, people)


@undo
def test_R8_a_letter_sent_in_the_last_minute_that_is_let_go_arrives(window: Window) -> None:
    page = teaching(window, "23 17:00", "R8")
    window.school.clock.advance(seconds=49)
    window.click(page.send)
    assert window.waiting() == ["send_message"]
    window.school.clock.advance(seconds=10)
    window.sync()
    mother = window.other("mother")
    mother.sync()
    assert mother.subjects() == ["Zwemmen"]


@undo
def test_R8_an_answer_is_judged_for_the_moment_at_which_it_leaves_and_says_why_it_does_not_go(window: Window) -> None:
    box = answer(window, "Zwemmen", "Dag juf, dat is goed. Groeten", "23 17:00", "R8")
    advising = window.screen.right.reading_side.answering.advice
    for seconds, said in ((49, ""), (50, EVENING)):
        window.school.clock.now = ms("23 17:00") + seconds * 1000
        assert advising.blocked() == said
    assert [one.rule for one in box.advice.shown_advice()] == ["R8"]
    assert box.advice.isVisible()
    window.click(box.send)
    assert box.note() == EVENING
    assert "send_message" not in window.waiting()


# ---- To whom ---------------------------------------------------------------------------------------------------------
def test_R4_R14_the_composer_judges_for_how_many_it_is(window: Window) -> None:
    everybody = replace(AGREED, right_person=replace(AGREED.right_person, teacher="block", most=3))
    window.school.db.run_now(agreements.publish, WILG, everybody, window.school.clock(), "server")
    window.add("teacher")
    window.open()
    write(window, "Zwemmen", "Morgen is het zwemmen, met de bus van negen uur. Groeten", child=None)
    page = composer(window)
    page.to.add(f"co:{id_of('4B')}")
    assert verdict(page) == (True, "")
    assert told(window) == [("R3", "Write “Beste ouders”"), ("R4", "")]
    assert page.advice.panel.shown_advice()[1].values == {"count": 3}
    page.tell_reach("", 4)
    assert verdict(page) == (False, "Many recipients")


def test_R6_the_composer_gives_the_moment_by_the_role_of_who_reads(window: Window) -> None:
    document = replace(AGREED, deadlines=replace(AGREED.deadlines, parent="off", pupil="off"))
    window.school.db.run_now(agreements.publish, WILG, document, window.school.clock(), "server")
    window.add("teacher")
    window.open()
    write(window, "Vraag", ASKS, child=None)
    page = composer(window)
    page.wishes.set_asked("answer", None)
    for chosen, rules in (
        ([id_of("mother")], []),
        ([id_of("noor")], []),
        ([f"co:{id_of('4B')}", f"pupils:{id_of('4B')}"], []),
        ([id_of("office")], ["R6"]),
        ([id_of("mother"), id_of("office")], ["R6"]),
    ):
        page.to.set_people(list(page.to._people.values()), chosen)
        page.advice.look()
        found = [one.rule for one in page.advice.panel.shown_advice() if one.rule != "R4"]
        assert found == rules, chosen


# ---- Whose words -----------------------------------------------------------------------------------------------------
def test_an_answer_to_a_loud_subject_goes_from_the_box(window: Window) -> None:
    body = "Dag juf\n\nNeen, ze is er.\n\nGroeten"
    box = answer(window, "DRINGEND: ruzie, en is Noor ziek?", body, "23 15:00", "R1", "R3", "R13", "R16")
    assert box.advice.shown_advice() == ()
    window.click(box.send)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    assert teacher.subjects() == ["Re: DRINGEND: ruzie, en is Noor ziek?"]


def test_an_answer_taken_up_again_in_the_composer_is_judged_as_one(window: Window) -> None:
    body = "Dag juf\n\nDit bericht was niet voor mij bedoeld.\n\nGroeten"
    box = answer(window, "DRINGEND zwemzak", body, "23 15:00", "R3", "R12")
    assert [one.rule for one in box.advice.shown_advice()] == ["R12"]
    window.until(window.replica().drafts.all)
    window.screen.pane.choose_folder("drafts")
    window.click_row("Re: DRINGEND zwemzak")
    page = composer(window)
    assert page.isVisible()
    assert page.subject.text() == "Re: DRINGEND zwemzak"
    assert verdict(page) == (False, "Not meant for you?")
    page.body.fill("Dag juf\n\nDe zwemzak komt mee.\n\nGroeten")
    assert verdict(page) == (True, "")
    page.subject.setText("Re: DRINGEND zwemzak, EN SNEL")
    assert verdict(page) == (False, "Capitals in the subject")
    page.subject.setText("Re: DRINGEND zwemzak")
    assert verdict(page) == (True, "")
    window.click(page.send)
    window.sync()
    teacher = window.other("teacher")
    teacher.sync()
    assert teacher.subjects() == ["Re: DRINGEND zwemzak"]


def test_what_is_forwarded_is_not_judged_as_the_words_of_who_forwards(window: Window) -> None:
    window.add("teacher")
    fight = "Dit is ONAANVAARDBAAR EN SCHANDALIG, Noor is ziek en niemand belt"
    window.receive("Zwemmen", fight, sender="mother", to="teacher")
    block(window.school, "R3", "R13", "R16")
    window.open()
    window.click_row("Zwemmen")
    window.click(window.screen.reader.forward)
    page = composer(window)
    page.to.add(id_of("office"))
    page.body.moveCursor(page.body.textCursor().MoveOperation.Start)
    page.body.insertPlainText("Beste collega\n\nKijk eens wat ik van deze ouder kreeg.\n\nGroeten")
    assert fight in page.body.text()
    assert verdict(page) == (True, "")
    assert told(window) == []
    window.click(page.send)
    window.sync()
    office = window.other("office")
    office.sync()
    assert office.subjects() == ["Fwd: Zwemmen"]
