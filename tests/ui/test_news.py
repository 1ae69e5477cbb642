"""*Nieuws* against a real school: the list, what one reads, and its files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel

from ssdesk.server import feed
from ssdesk.ui.screen import Place
from tests.school import TOREN, WILG, id_of
from tests.server.prepared import file_at
from tests.ui.start_family import HOUR, Window, window

__all__ = ["window"]


@pytest.fixture
def family(window: Window) -> Window:
    """Noor and Wout; both schools have something to tell."""
    plant, at = window.plant, window.school.clock()
    plant.news(
        "Sint bezoekt de school", at - 2 * HOUR, audience="alle klassen",
        attachments=[file_at(window.school, b"%PDF-1.7 sint")],
    )  # fmt: skip
    plant.news("Vernieuwde fietsenstalling", at - 26 * HOUR, slug=TOREN)
    plant.news("Andere uren op vrijdag", at - 50 * HOUR, classes=("4B",), important=True)
    plant.news("Uitstap van 5A", at - HOUR, classes=("5A",))
    window.add("mother", "wouts-mother")
    return window.open("news")


def listing(window: Window) -> list[str]:
    return [line.accessibleName() for line in window.screen("news").lines.rows]


def opened(window: Window) -> str | None:
    article = window.screen("news").content.article
    return article.title.text() if article.page.isVisible() else None


SINT = "Sint bezoekt de school, De Wilg, alle klassen, 12:32, Noor"
BIKES = "Vernieuwde fietsenstalling, De Toren, zo, Wout"
HOURS = "important, Andere uren op vrijdag, De Wilg, za, Noor"


def test_news_of_both_schools_comes_newest_first_and_the_newest_is_open(family: Window) -> None:
    assert listing(family) == [SINT, BIKES, HOURS]
    article = family.screen("news").content.article
    assert opened(family) == "Sint bezoekt de school"
    labels = [label.text() for label in article.findChildren(QLabel) if label.isVisible()]
    assert {"Hilde Baert", "secretariaat, Basisschool De Wilg, alle klassen", "maandag 23 november, 12:32"} <= set(
        labels
    )
    assert article.text.toPlainText() == "Beste ouders\n\nTekst van Sint bezoekt de school."


def test_pressing_a_line_opens_it(family: Window) -> None:
    screen = family.screen("news")
    family.click(screen.lines.rows[2])
    assert opened(family) == "Andere uren op vrijdag"
    assert screen.lines.rows[2].accessibleDescription() == "open"
    family.press(Qt.Key.Key_Up)
    family.press(Qt.Key.Key_Return)
    assert opened(family) == "Vernieuwde fietsenstalling"
    assert [line.accessibleDescription() for line in screen.lines.rows] == ["", "open", ""]


def test_one_child_shows_the_news_of_its_own_school_only(family: Window) -> None:
    family.choose(family.accounts[1])
    assert listing(family) == [BIKES.removesuffix(", Wout")]
    assert opened(family) == "Vernieuwde fietsenstalling"
    family.choose(family.accounts[0])
    assert listing(family) == [SINT.removesuffix(", Noor"), HOURS.removesuffix(", Noor")]


def test_what_two_children_got_of_one_school_is_there_once(window: Window) -> None:
    window.plant.news("Sint bezoekt de school", window.school.clock() - 2 * HOUR)
    window.add("mother", "lottes-father")
    window.open("news")
    assert listing(window) == ["Sint bezoekt de school, De Wilg, 12:32, Noor, Lotte"]


def test_a_place_opens_its_news_also_in_a_narrow_window_and_back_leads_to_the_list(family: Window) -> None:
    family.frame.resize(1024, 700)
    family.breathe()
    screen = family.screen("news")
    assert (opened(family), screen.back.isVisible()) == (None, False)
    screen.show_place(Place("news", family.accounts[0], "news", id_of("wilg Andere uren op vrijdag")))
    assert (opened(family), screen.back.isVisible()) == ("Andere uren op vrijdag", True)
    assert family.frame.focusWidget() is screen.content.article.text
    family.click(screen.back)
    assert (opened(family), screen.lines.rows[2].hasFocus()) == (None, True)
    family.press(Qt.Key.Key_Return)
    assert opened(family) == "Andere uren op vrijdag"
    family.press(Qt.Key.Key_Escape)
    assert opened(family) is None


def test_news_that_is_gone_or_unknown_leaves_the_list(family: Window) -> None:
    screen = family.screen("news")
    screen.show_place(Place("news", family.accounts[0], "news", "nobody knows"))
    assert opened(family) == "Sint bezoekt de school"
    family.click(screen.lines.rows[2])
    family.school.db.run_now(feed.remove, WILG, "news", id_of("wilg Andere uren op vrijdag"))
    family.sync()
    assert (listing(family), opened(family)) == ([SINT, BIKES], "Sint bezoekt de school")


def test_what_comes_meanwhile_takes_nothing_away_from_who_reads(family: Window) -> None:
    screen = family.screen("news")
    family.click(screen.lines.rows[1])
    family.plant.news("Kerstmarkt", family.school.clock())
    family.sync()
    assert listing(family)[0] == "Kerstmarkt, De Wilg, 14:32, Noor"
    assert opened(family) == "Vernieuwde fietsenstalling"
    assert screen.lines.rows[2].accessibleDescription() == "open"
    assert family.frame.focusWidget() is screen.lines.rows[2]


def test_a_file_is_fetched_and_opened(family: Window) -> None:
    (tile,) = family.screen("news").content.article.tiles.values()
    family.click(tile.tile)
    family.until(lambda: family.shown_files)
    assert family.shown_files[0].read_bytes() == b"%PDF-1.7 sint"


def test_words_of_the_school_are_shown_as_words(window: Window) -> None:
    text = "<b>Let op</b>\n\n<img src='http://x.example/y.png'> & meer\u202e"
    window.plant.news("<i>Titel</i>\u202efdp.exe", window.school.clock(), text=text, audience="")
    window.plant.news("", window.school.clock() - 1, text="x" * 300_000)
    window.add("mother")
    window.open("news")
    article = window.screen("news").content.article
    assert article.title.text() == "<i>Titel</i>fdp.exe"
    assert article.text.toPlainText() == "<b>Let op</b>\n\n<img src='http://x.example/y.png'> & meer"
    window.click(window.screen("news").lines.rows[1])
    assert (opened(window), len(article.text.toPlainText())) == ("(no title)", 200_000)
    assert article.text.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere


def test_an_empty_page_says_why(window: Window) -> None:
    window.plant.settings(TOREN, features=["messages"])
    window.add("mother", "wouts-mother")
    window.open("news")
    screen = window.screen("news")
    assert (screen.face.isVisible(), screen.face.title()) == (True, "No news yet")
    window.choose(window.accounts[1])
    assert screen.face.title() == "Your school does not use this"
    assert opened(window) is None


def test_before_anything_came_it_says_so_and_can_try_again(window: Window) -> None:
    window.plant.news("Kerstmarkt", window.school.clock())
    window.add("mother")
    window.track.cut = True
    window.open("news", synced=False)
    screen = window.screen("news")
    assert screen.face.title() == "Being fetched for the first time"
    window.household.connect()
    window.until(lambda: screen.face.title() == "Fetching failed at 14:32")
    window.track.cut = False
    window.click(screen.face.action)
    window.until(lambda: opened(window) == "Kerstmarkt")
