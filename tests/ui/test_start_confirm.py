"""Confirming on *Start* what a message asks, with one click, and finding it again."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.agreements import Clock, Deadlines
from ssdesk.replica.actions import Respond
from ssdesk.replica.receipts import Which
from ssdesk.rules.agreements.reading import read
from ssdesk.server import agreements
from ssdesk.server.demo.content import read_text
from ssdesk.ui.screen import Place
from ssdesk.ui.start.lines import LetterRow
from tests.school import WILG, id_of
from tests.together.desktop import Desktop
from tests.ui.start_family import HOUR, Window, window
from tests.ui.test_start import lines, tile

__all__ = ["window"]


def confirmable(window: Window, *, late: bool = False) -> LetterRow:
    """The mother's *Start*, offline, with one message that asks a confirmation."""
    now = window.school.clock()
    by = now - HOUR if late else now + 47 * HOUR
    window.plant.message("mother", "A: afspraak", now - 2 * HOUR, asks="confirm", answer_by=by, pupil=id_of("Noor"))
    window.plant.message("mother", "Ter info", now - HOUR, asks="answer", answer_by=now + 90 * HOUR)
    window.add("mother")
    window.open("start")
    window.track.cut = True
    line = tile(window, "waiting").lines.rows[0]
    assert isinstance(line, LetterRow)
    return line


def test_a_message_that_asks_a_confirmation_is_confirmed_with_one_click_also_offline(window: Window) -> None:
    line = confirmable(window)
    assert lines(window, "waiting") == [
        "unread, Juf Petra, A: afspraak, confirm by wo 13:32, Noor",
        "unread, Juf Petra, Ter info, answer by vr 08:32, Noor",
    ]
    assert [row.confirm is not None for row in tile(window, "waiting").lines.rows] == [True, False]
    assert line.confirm is not None
    window.click(line.confirm)
    window.until(lambda: lines(window, "waiting")[0] == "unread, Juf Petra, A: afspraak, confirmed, Noor")
    assert [row.confirm for row in tile(window, "waiting").lines.rows] == [None, None]
    replica = window.household.replica(window.accounts[0])
    assert [item.type for item in replica.outbox.items()] == ["respond"]
    detail = replica.inbox.message(id_of("A: afspraak"))
    assert detail is not None
    assert detail.row.response == "confirmed"
    assert detail.row.opened_at is None, "only opening makes a receipt (R11)"
    assert window.asked == []
    window.frame.show_screen("news")
    window.frame.show_screen("start")
    assert len(lines(window, "waiting")) == 1


def test_who_asked_hears_that_it_was_confirmed_on_start(window: Window, tmp_path: Path) -> None:
    teacher = Desktop(window.school, window.track, "teacher", tmp_path / "teacher")
    try:
        teacher.sync()
        sent = teacher.send("mother", "A: afspraak", "Beste ouders, groeten.", asks="confirm")
        teacher.sync()
        window.add("mother")
        window.open("start")
        assert lines(window, "waiting") == ["unread, Petra Wouters, A: afspraak, 14:32, Noor"]
        window.click(tile(window, "waiting").lines.rows[0].confirm)  # type: ignore[arg-type]
        window.until(lambda: "confirmed" in lines(window, "waiting")[0])
        window.sync()
        teacher.sync()
        (told,) = teacher.replica.receipts.first_page(sent, Which(), 10)
        assert (told.state, told.opened_at) == ("confirmed", None)
    finally:
        teacher.close()


def test_the_keyboard_confirms_too_and_stays_on_the_line(window: Window) -> None:
    line = confirmable(window, late=True)
    assert line.accessibleName() == "unread, Juf Petra, A: afspraak, confirmation was due today 13:32, Noor"
    line.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        window.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line.confirm
    assert line.confirm is not None
    assert line.confirm.accessibleName() == "Confirm: A: afspraak"
    window.press(Qt.Key.Key_Return)
    window.until(lambda: tile(window, "waiting").lines.rows[0] is not line)
    assert QApplication.focusWidget() is tile(window, "waiting").lines.rows[0]


def test_who_confirmed_by_mistake_finds_the_message_on_start(window: Window) -> None:
    line = confirmable(window)
    assert line.confirm is not None
    window.click(line.confirm)
    window.until(lambda: "confirmed" in lines(window, "waiting")[0])
    window.click(tile(window, "waiting").lines.rows[0])
    assert window.asked == [Place("messages", window.accounts[0], "message", id_of("A: afspraak"))]
    window.household.do(window.accounts[0], Respond(id_of("A: afspraak"), "talk"))
    window.until(lambda: "answered" in lines(window, "waiting")[0])


# ---- Until when ------------------------------------------------------------------------------------------------------
def test_until_when_is_said_by_the_agreements_where_the_sender_chose_no_moment(window: Window) -> None:
    now = window.school.clock()
    more = {"pupil": id_of("Noor"), "asks": "answer"}
    window.plant.message("mother", "Zonder moment", now - 2 * HOUR, **more)
    window.plant.message("mother", "A: te laat", now - 74 * HOUR, **{**more, "asks": "confirm"})  # Friday 12:32
    window.plant.message("mother", "Al lang voorbij", now - 600 * HOUR, **more)
    window.plant.message("mother", "Met moment", now - HOUR, answer_by=now + 4 * HOUR, **more)
    window.plant.message("wouts-mother", "Andere school", now - HOUR, asks="answer")
    window.add("mother", "wouts-mother")
    window.open("start")
    document = read(read_text("agreements_dewilg.toml"))
    agreed = replace(document, deadlines=replace(document.deadlines, answer=Clock(24)))
    window.school.db.run_now(agreements.publish, WILG, agreed, now, "server")
    window.sync()
    assert lines(window, "waiting") == [
        "unread, Juf Petra, A: te laat, confirmation was due today 12:32, Noor",
        "unread, Juf Petra, Met moment, answer by today 18:32, Noor",
        "unread, Juf Petra, Zonder moment, answer by tomorrow 12:32, Noor",
        "unread, Juf Petra, Andere school, 13:32, Wout",
    ]


def test_R6_what_is_to_be_reacted_to_and_opened_today_waits_too_where_the_school_agreed_so(window: Window) -> None:
    now, noor = window.school.clock(), id_of("Noor")  # Monday 14:32
    window.plant.message("mother", "Gelezen", now - 20 * HOUR, opened_at=now - 20 * HOUR, pupil=noor)  # Sunday
    window.plant.message("mother", "Te laat", now - 96 * HOUR, opened_at=now - 74 * HOUR, pupil=noor)
    window.plant.message("mother", "Van vrijdag", now - 70 * HOUR, pupil=noor)
    window.plant.message("mother", "Van vandaag", now - HOUR, pupil=noor)
    window.plant.message("mother", "A: gelezen", now - 9 * HOUR, opened_at=now - HOUR, asks="confirm", pupil=noor)
    window.plant.message("mother", "Aan de klas", now - 20 * HOUR, opened_at=now - HOUR, group=True, pupil=noor)
    document = read(read_text("agreements_dewilg.toml"))
    agreed = replace(document, deadlines=Deadlines(opened=Clock(24, "all"), first_reaction=Clock(24, "all")))
    window.school.db.run_now(agreements.publish, WILG, agreed, now, "server")
    window.add("mother")
    window.open("start")
    assert lines(window, "waiting") == [
        "Juf Petra, Te laat, first reaction was due today 12:32, Noor",
        "unread, Juf Petra, Van vrijdag, open by today 16:32, Noor",
        "Juf Petra, Gelezen, first reaction by tomorrow 00:00, Noor",
        "Juf Petra, A: gelezen, first reaction by tomorrow 13:32, Noor",
    ]
    painted = [row.entry.asks for row in tile(window, "waiting").lines.rows]  # type: ignore[union-attr]
    assert painted[-1] == "by tomorrow 13:32", "beside the button that confirms it"
    window.school.clock.advance(hours=2)
    window.frame.stage.tick()
    assert [line.split(", ")[-3] for line in lines(window, "waiting")] == ["Te laat", "Gelezen", "A: gelezen"]
