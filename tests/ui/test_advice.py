"""The panel of the school's agreements: what it says, in Dutch, and how it looks in every look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ssdesk.errors import SsdeskError
from ssdesk.protocol.kinds import Account, Contact
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.letter import Advice, Fix, Letter
from ssdesk.ui import language, texts
from ssdesk.ui.inbox.advice import AdviceColumn, AdvicePanel
from ssdesk.ui.inbox.advising import role_of
from tests.ui import checks
from tests.unit.agreed import WILG, at

BODY = (
    "Beste ouders\n\nMorgen zwemmen klas 4A en 4B. Geef uw kind een zwemzak, handdoek en 2 euro mee.\n\n"
    "Met vriendelijke groeten\nHet secretariaat"
)
NOW = at("2026-11-23 17:24")


def drawn() -> list[Advice]:
    """What is said in the picture of the office's composer."""
    return advice(WILG, "office", Letter("DRINGEND zwemzak morgen", BODY, recipients=81, group=True), NOW)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[AdvicePanel]:
    texts.use_clock(lambda: round(NOW.timestamp() * 1000))
    language.speak(qapp, "nl")
    root = QWidget()
    qtbot.addWidget(root)
    beside = QHBoxLayout(root)
    column = AdviceColumn(root)
    made = AdvicePanel(column)
    column.body.insertWidget(0, made)
    beside.addWidget(column)
    yield made
    language.speak(qapp, "en")


def said(panel: AdvicePanel) -> list[tuple[str, str, str]]:
    """Title, text and link of each card that is seen."""
    cards = [card for card in panel.cards if card.isVisibleTo(panel)]
    return [(card.title.text(), card.text.text(), card.fix.text()) for card in cards]


def test_it_says_in_dutch_what_was_drawn(panel: AdvicePanel) -> None:
    panel.show_advice(drawn(), WILG.title)

    assert panel.title.text() == "Berichtafspraken van De Wilg"
    assert said(panel) == [
        (
            "Na 17:00 verstuurt de school niets",
            "«De school verstuurt na 17 uur geen berichten meer.» Het is 17:24.",
            "Plan het voor dinsdag om 07:30",
        ),
        (
            "«Morgen» verandert van dag",
            "Wie dit dinsdag om 07:30 leest, denkt aan woensdag 25 november.",
            "Schrijf «Vandaag, dinsdag 24 november»",
        ),
        (
            "Hoofdletters in het onderwerp",
            f"«{WILG.polite.says}» «DRINGEND» komt over als roepen.",
            "Schrijf «Zwemzak voor dinsdag»",
        ),
        (
            "Minder dan 48 uur vooraf",
            "«Wat wij van ouders vragen, vragen wij minstens 48 uur vooraf.» U vraagt iets voor dinsdag.",
            "",
        ),
        ("Groep in blinde kopie", "81 ontvangers zien elkaar niet.", ""),
    ]


def test_it_is_whole_and_readable_in_every_look(panel: AdvicePanel, qapp: QApplication) -> None:
    root = panel.window()
    panel.show_advice(drawn(), WILG.title)
    for look in checks.in_every_look(qapp, root, (340, 800)):
        assert checks.problems(root, primary=0) == [], look


def test_a_link_gives_its_fix_by_mouse_and_by_keyboard(panel: AdvicePanel, qtbot: QtBot) -> None:
    panel.show_advice(drawn(), WILG.title)
    panel.window().show()
    with qtbot.waitSignal(panel.fix_chosen) as chosen:
        qtbot.mouseClick(panel.cards[1].fix, Qt.MouseButton.LeftButton)
    assert chosen.args == [Fix("replace", "Vandaag, dinsdag 24 november", 14, 20)]
    with qtbot.waitSignal(panel.fix_chosen) as chosen:
        QTest.keyClick(panel.cards[2].fix, Qt.Key.Key_Return)
    assert chosen.args == [Fix("subject", "Zwemzak voor dinsdag")]


def test_what_cannot_be_mended_here_is_told_without_a_link(qtbot: QtBot) -> None:
    made = AdvicePanel(can={"subject"})
    qtbot.addWidget(made)
    made.show_advice(drawn())

    assert [bool(link) for _, _, link in said(made)] == [False, False, True, False, False]


def test_cards_go_and_come_back_and_an_empty_panel_says_so(panel: AdvicePanel) -> None:
    panel.show_advice(drawn())
    panel.show_advice([])
    assert (said(panel), panel.nothing.isVisibleTo(panel)) == ([], True)
    panel.show_advice(drawn()[:2])
    assert (len(said(panel)), panel.nothing.isVisibleTo(panel)) == (2, False)


def test_the_schools_own_words_are_shown_as_text(panel: AdvicePanel) -> None:
    panel.show_advice([Advice("R13", "advise", "Ask for a talk", says="<b>{x}</b>")])

    assert said(panel)[0][1] == "«<b>{x}</b>»"


def test_what_the_server_refused_is_told_in_the_schools_words(panel: AdvicePanel) -> None:
    told = "The school's agreement: “{says}” It is kept as a draft. Change it, or send it at another moment."
    refused = SsdeskError("The school sends nothing after {hour}", told, hour="18:00", says="Na 18 uur niets.")

    title, advised = texts.error(refused)
    assert title == "Na 18:00 verstuurt de school niets"
    assert advised.startswith("De afspraak van de school: «Na 18 uur niets.» Het bericht blijft bewaard als concept.")


def test_the_role_of_the_writer(qtbot: QtBot) -> None:
    def account(kind: str) -> Account:
        return Account("a", kind, "x", "X", "staff", "active")

    office, teacher = Contact("a", "X", "secretariaat", "office"), Contact("a", "X", "juf", "teacher")
    assert role_of(account("co"), None) == "parent"
    assert role_of(account("main"), None) == "pupil"
    assert role_of(account("staff"), office) == "office"
    assert role_of(account("staff"), teacher) == "teacher"
    assert role_of(account("staff"), None) == "teacher"
