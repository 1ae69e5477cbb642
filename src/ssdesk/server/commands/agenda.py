"""The school agenda: what one ticks as done is one's own (M3)."""

from __future__ import annotations

from sqlalchemy import Connection

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import TickItem
from ssdesk.protocol.ids import derived
from ssdesk.protocol.planner import Tick
from ssdesk.server import feed, objects
from ssdesk.server.commands.acting import Acting, Rejected
from ssdesk.server.http import problem


def tick(connection: Connection, acting: Acting, args: TickItem) -> None:
    if not objects.visible(connection, acting.school.id, acting.account, "agenda_item", args.item):
        raise Rejected(
            problem(
                "unknown_item",
                QT_TRANSLATE_NOOP("errors", "This is no longer in the school's agenda."),
                QT_TRANSLATE_NOOP("errors", "Nothing else was changed."),
            )
        )
    kept = Tick(derived(args.item, acting.account), args.item, args.done)
    feed.put(connection, acting.school.id, "tick", kept.id, kept, [f"a:{acting.account}"])
