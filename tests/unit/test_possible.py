"""What can be done with a message, by where it lies and what it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from ssdesk.replica.inbox import MessageRow
from ssdesk.ui.inbox.possible import Can, able, of, possible

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
RECEIVED = MessageRow(
    1, "a", "message", "", "inbox", "t", AT, "s", "Petra", "juf", "Zwemmen", "", None, unread=False,
    has_attachment=False, opened_at=AT, answer_by=None, answered_at=None, in_reply_to=None, group=False,
    can_answer=True, to=(), to_count=0, to_opened=0,
)  # fmt: skip
OWN = replace(RECEIVED, id="b", kind="sent_message", folder="sent")
DRAFT = replace(RECEIVED, id="c", kind="draft", folder="drafts")
KEPT = Can.FLAG | Can.MOVE
HERE = KEPT | Can.ARCHIVE | Can.TRASH


@pytest.mark.parametrize(
    ("row", "can"),
    [
        (RECEIVED, HERE | Can.UNREAD | Can.LATER),
        (replace(RECEIVED, unread=True, opened_at=None), HERE | Can.LATER),
        (replace(RECEIVED, unread=True, marked=True), HERE | Can.READ | Can.LATER),
        (replace(RECEIVED, folder="later"), HERE | Can.RESTORE | Can.UNREAD | Can.LATER),
        (replace(RECEIVED, folder="f" * 32), HERE | Can.RESTORE | Can.UNREAD | Can.LATER),
        (replace(RECEIVED, folder="archive"), KEPT | Can.TRASH | Can.RESTORE | Can.UNREAD | Can.LATER),
        (replace(RECEIVED, folder="trash"), KEPT | Can.RESTORE | Can.UNREAD),
        (OWN, HERE),
        (replace(OWN, folder="archive"), KEPT | Can.TRASH | Can.RESTORE),
        (replace(OWN, folder="trash"), KEPT | Can.RESTORE),
        (replace(OWN, state="waiting"), Can(0)),
        (replace(OWN, folder="scheduled"), Can.WITHHOLD),
        (replace(OWN, folder="scheduled", state="waiting"), Can(0)),
        (DRAFT, Can.DISCARD),
        (replace(DRAFT, state="refused"), Can.DISCARD),
    ],
)
def test_what_can_be_done_with_a_message(row: MessageRow, can: Can) -> None:
    assert of(row) == can


def test_with_several_what_can_be_done_with_any_and_it_is_done_with_those() -> None:
    trashed = replace(RECEIVED, folder="trash")
    rows = [("x", RECEIVED), ("y", trashed), ("y", DRAFT)]
    assert possible(rows) == HERE | Can.UNREAD | Can.LATER | Can.RESTORE | Can.DISCARD
    assert able(rows, Can.TRASH) == [("x", RECEIVED)]
    assert able(rows, Can.RESTORE) == [("y", trashed)]
    assert able(rows, Can.DISCARD) == [("y", DRAFT)]
    assert possible([]) == Can(0)
