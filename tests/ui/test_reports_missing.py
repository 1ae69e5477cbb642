"""*Rapporten* where something is missing: not offered, no right, not fetched, really empty, offline."""

from __future__ import annotations

from ssdesk.ui.screen import Place
from tests.school import TOREN
from tests.ui.reports_window import Window, window

__all__ = ["window"]

HERFST = ((78, 84, 66), (71, 69, 68))


def give_two(window: Window) -> None:
    window.give_report("Herfstrapport", "2025-10-28", (68, 72, 61))
    window.give_report("Herfstrapport", "2026-11-20", *HERFST[:1], medians=HERFST[1])


# ---- Why nothing is there --------------------------------------------------------------------------------------------
def test_really_empty_in_autumn_and_later(window: Window) -> None:
    window.add("mother")
    window.open()
    assert window.face() == ("No report this school year yet", "The first one comes in autumn.", "")
    assert not window.screen.bar.save.isVisible()
    window.school.clock.advance(days=60)
    window.screen.tick()
    assert window.face()[1] == "It appears here when the school releases it."


def test_not_offered(window: Window) -> None:
    window.offer("messages", "planner")
    window.add("mother")
    window.open()
    assert window.face()[0] == "Your school does not use this"


def test_no_right_to_either_asks_the_school(window: Window) -> None:
    window.give_a_year()
    window.hide("reports", "results")
    window.add("mother")
    window.open()
    assert window.face()[0] == "You have no right to this"
    window.click(window.screen.content.face.action)
    assert window.asked == [Place("messages", window.accounts[0], "new")]


def test_results_without_reports(window: Window) -> None:
    window.give_report("Herfstrapport", "2026-11-20", (78,))
    window.give("Dictee", score=17.0, out_of=20.0)
    window.hide("reports")
    window.add("mother")
    window.open()
    assert window.entries() == [
        ("Reports", "You have no right to this", False),
        ("All results", "2 evaluations this year", False),
    ]
    assert sorted(window.results()) == [("Dictee", "17 out of 20"), ("Herfstrapport", "78%")]
    window.choose("Reports")
    assert window.face()[0] == "You have no right to this"


def test_reports_without_results(window: Window) -> None:
    window.give_report("Herfstrapport", "2026-11-20", (78,))
    window.hide("results")
    window.add("mother")
    window.open()
    assert window.bars() == []
    assert window.entries()[1] == ("All results", "You have no right to this", False)
    window.choose("All results")
    assert window.face()[0] == "You have no right to this"
    window.click(window.screen.content.results.empty.action)
    assert window.asked == [Place("messages", window.accounts[0], "new")]


def test_each_child_says_why_nothing_of_it_is_there(window: Window) -> None:
    give_two(window)
    window.offer("messages", "planner", slug=TOREN)
    window.add("mother", "wouts-mother")
    window.open()
    assert window.entries()[2:] == [
        ("All results", "no evaluations this year yet", False),
        ("Reports", "Your school does not use this", False),
    ]
    window.choose("Reports")
    assert window.face()[1].startswith("De Toren does it in another way")


def test_a_right_that_is_given_shows_what_was_hidden(window: Window) -> None:
    window.give_report("Herfstrapport", "2026-11-20", (78,))
    window.give("Dictee", score=17.0, out_of=20.0)
    window.hide("reports")
    window.add("mother")
    window.open()
    window.choose("Reports")
    window.hide()
    window.sync()
    window.until(lambda: window.bars() == [("Nederlands", "78%")])
    assert [title for title, _, _ in window.entries()] == ["Herfstrapport", "All results"]


def test_a_right_that_ends_empties_the_screen(window: Window) -> None:
    give_two(window)
    window.add("mother")
    window.open()
    window.hide("reports", "results")
    window.sync()
    window.until(lambda: window.screen.content.shows_face)
    assert window.face()[0] == "You have no right to this"
    assert window.screen.content.pages.view.document is None


def test_never_fetched_and_offline(window: Window) -> None:
    give_two(window)
    window.add("mother")
    window.track.cut = True
    window.open(synced=False)
    window.household.connect()
    window.until(lambda: window.household.homes[0].status.state == "offline")
    window.until(lambda: window.face()[0].startswith("Fetching failed at 14:32"))
    assert window.face()[2] == "Try now"
    window.track.cut = False
    window.click(window.screen.content.face.action)
    window.until(lambda: len(window.entries()) == 3)


def test_offline_and_empty_says_how_old_that_is(window: Window) -> None:
    window.add("mother")
    window.open()
    window.track.cut = True
    window.household.nudge()
    window.until(lambda: window.household.homes[0].status.state == "offline")
    window.until(lambda: "offline" in window.face()[1])
    assert window.face() == (
        "No report this school year yet",
        "You are offline. This is how it was today 14:32.",
        "",
    )


def test_what_is_here_is_read_offline(window: Window) -> None:
    give_two(window)
    window.add("mother")
    window.open()
    shas = [shelved.report.file.sha256 for shelved in window.screen._shelves[0].reports]
    files = window.household.replica(window.accounts[0]).files
    window.until(lambda: all(files.is_whole(sha) for sha in shas))
    window.track.cut = True
    window.choose("Herfstrapport", "2025")
    window.until(window.text_of_pages)
    assert window.bars()[0] == ("Nederlands", "68%")
