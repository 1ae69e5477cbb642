"""The rules that no agreement changes, with the agreements of two schools: blind copy (R4), a receipt by opening alone
(R11), accounts of the school only (R15); also in the hour that comes twice and around the one that is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ssdesk.protocol.ids import new_id
from tests.school import TOREN, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_agreements import AGREED, agree, at, send

SIDES = {WILG: ("teacher", "mother"), TOREN: ("toren-teacher", "wouts-mother")}
"""Of each school a member of staff and a parent."""
CHANGES = [
    datetime(2026, 10, 25, 0, 59, tzinfo=UTC),  # 02:59, and a minute later 02:00
    datetime(2026, 10, 25, 1, 59, tzinfo=UTC),  # 02:59 again
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),  # 01:59, and a minute later 03:00
]
both = pytest.mark.parametrize("slug", [WILG, TOREN])
clocks = pytest.mark.parametrize("moment", CHANGES, ids=["first", "second", "left-out"])


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def begin(school: School, slug: str, moment: datetime) -> None:
    agree(school, slug, AGREED[slug])
    school.clock.now = ms(moment)


def receipts(client: Client, name: str) -> dict[str, Any]:
    return {one["account"]: one.get("opened_at") for one in client.objects(name, "receipt").values()}


@both
@clocks
def test_R11_only_opening_makes_a_receipt_at_the_minute_it_is_done(
    client: Client, school: School, slug: str, moment: datetime
) -> None:
    teacher, parent = SIDES[slug]
    begin(school, slug, moment)
    sent = send(client, parent, teacher)
    assert sent["status"] == "ok", sent
    school.clock.advance(seconds=60)
    (copy,) = client.objects(teacher, "message")
    for command, args in (
        ("move_message", {"folder": "archive"}),
        ("set_flag", {"flag": "red"}),
        ("mark_unread", {"unread": True}),
        ("snooze", {"until": school.clock() + 3_600_000}),
    ):
        assert client.command(teacher, new_id(), command, {"message": copy, **args})["status"] in ("ok", "rejected")
    client.pull(teacher)
    assert receipts(client, parent) == {}
    school.clock.advance(seconds=60)
    for _ in range(2):
        assert client.command(teacher, new_id(), "open_message", {"message": copy})["status"] == "ok"
        school.clock.advance(seconds=3600)  # opened again: the first time counts
    assert receipts(client, parent) == {id_of(teacher): ms(moment) + 120_000}
    assert receipts(client, teacher) == {}


@both
def test_R11_a_receipt_is_the_senders_alone_and_names_the_moment_of_each(
    client: Client, school: School, slug: str
) -> None:
    agree(school, WILG, AGREED[slug])
    assert send(client, "teacher", "mother", "father")["status"] == "ok"
    for name in ("mother", "father"):
        (copy,) = client.objects(name, "message")
        school.clock.advance(seconds=60)
        assert client.command(name, new_id(), "open_message", {"message": copy})["status"] == "ok"
    found = receipts(client, "teacher")
    assert found[id_of("father")] - found[id_of("mother")] == 60_000
    assert receipts(client, "mother") == receipts(client, "father") == {}


@both
@clocks
def test_R15_nobody_of_another_school_can_be_written_to_at_any_hour(
    client: Client, school: School, slug: str, moment: datetime
) -> None:
    elsewhere = next(people for address, people in SIDES.items() if address != slug)
    for address in SIDES:
        begin(school, address, moment)
    for writer in SIDES[slug]:
        for outsider in elsewhere:
            assert send(client, writer, outsider)["problem"]["code"] == "unknown_recipient"
    for name in elsewhere:
        assert client.objects(name, "message") == {}


@both
@pytest.mark.parametrize("minute", ["2026-10-25 12:00", "2026-10-26 08:00", "2026-03-29 12:00", "2026-03-30 08:00"])
def test_R4_each_of_several_gets_a_copy_that_tells_of_nobody_else(
    client: Client, school: School, slug: str, minute: str
) -> None:
    agree(school, WILG, AGREED[slug])
    at(school, minute)
    words = {"subject": "Foto's", "body": "Beste ouders\n\nDe foto's staan klaar.\n\nVriendelijke groeten"}
    assert send(client, "teacher", "mother", "father", **words)["status"] == "ok"
    for name, hidden in (("mother", "father"), ("father", "mother")):
        (copy,) = client.objects(name, "message").values()
        assert "recipients" not in copy
        assert id_of(hidden) not in str(client.pull(name))
    (sent,) = client.objects("teacher", "sent_message").values()
    assert {one["account"] for one in sent["recipients"]} == {id_of("mother"), id_of("father")}
