"""On *Start*: own messages that did not leave at their moment."""

from __future__ import annotations

import msgspec

from ssdesk.protocol.commands import Problem
from ssdesk.protocol.kinds import Message, Recipient
from ssdesk.protocol.mailboxes import inside
from ssdesk.server import feed, holding
from ssdesk.ui.screen import Place
from tests.school import WILG, id_of
from tests.ui.start_family import HOUR, Window, window
from tests.ui.test_start import lines, tile

__all__ = ["window"]


def test_a_message_that_could_not_leave_waits_before_all_and_is_opened_from_there(window: Window) -> None:
    why = Problem("recipient_left", "{name} has left the school and gets no messages any more.", values={"name": "An"})
    at = window.school.clock() - HOUR
    kept = Message(
        id_of("Uitstap"), id_of("Uitstap"), at, id_of("teacher"), "Petra Wouters", "juf", "Uitstap", "Tekst", "Tekst",
        "scheduled", asks="confirm", send_at=at, held=(why,), recipients=[Recipient(id_of("mother"), "An", "mama")],
    )  # fmt: skip
    waits = msgspec.structs.replace(kept, id=id_of("Later"), thread=id_of("Later"), subject="Later", held=())
    for one in (kept, waits):
        window.school.db.run_now(feed.put, WILG, "sent_message", one.id, one, [f"a:{id_of('teacher')}"])
    window.plant.message("teacher", "Vraag", at, asks="answer", answer_by=at + 2 * HOUR, sender=id_of("mother"))
    window.add("teacher")
    window.open("start")
    first, second = lines(window, "waiting")
    assert (first, "Vraag" in second) == ("You, Uitstap, did not leave", True)
    assert [row.confirm for row in tile(window, "waiting").lines.rows] == [None, None]
    window.click(tile(window, "waiting").lines.rows[0])
    assert window.asked == [Place("messages", window.accounts[0], "message", id_of("Uitstap"))]


def test_one_of_a_shared_mailbox_that_could_not_leave_waits_for_who_holds_it(window: Window) -> None:
    why = Problem("not_your_mailbox", "You cannot write in the name of this mailbox.")
    at, run = window.school.clock() - HOUR, window.school.db.run_now
    mailbox = run(holding.make, WILG, "Secretariaat", None, at, "office")
    run(holding.give, WILG, mailbox, id_of("teacher"), at, "office")
    kept = Message(
        id_of("Brief"), id_of("Brief"), at, mailbox, "Secretariaat", "", "Brief", "Tekst", "Tekst",
        inside(mailbox, "scheduled"), send_at=at, held=(why,), recipients=[Recipient(id_of("mother"), "An", "mama")],
    )  # fmt: skip
    run(feed.put, WILG, "sent_message", kept.id, kept, [f"m:{mailbox}"])
    window.add("teacher")
    window.open("start")
    assert lines(window, "waiting") == ["Secretariaat, Brief, did not leave"]
    window.click(tile(window, "waiting").lines.rows[0])
    assert window.asked == [Place("messages", window.accounts[0], "message", kept.id)]
