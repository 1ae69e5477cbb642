"""A computer that has nothing yet."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from ssdesk.protocol import kinds
from ssdesk.server import feed
from ssdesk.sync.pull import LIMITS
from tests.school import WILG, School, id_of
from tests.together.desktop import Desktop

Desktops = Callable[[str], Desktop]


def test_the_first_page_is_small_so_that_the_newest_can_be_read_at_once(school: School, desktops: Desktops) -> None:
    def fill(connection: Connection) -> None:
        for number in range(2 * LIMITS[1]):
            contact = kinds.Contact(id_of(f"contact {number}"), f"Contact {number}", "", "")
            feed.put(connection, WILG, "contact", contact.id, contact, ["g:all"])

    school.db.run_now(fill)
    desktop = desktops("mother")
    desktop.sync()
    assert [status.rows_done for status in desktop.statuses][:2] == [LIMITS[0], LIMITS[0] + LIMITS[1]]
    assert len(desktop.replica.people.contacts()) > 2 * LIMITS[1]
