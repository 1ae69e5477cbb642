"""The school's agreements in the replica: read whole, the newest, and those of a newer school too."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from ssdesk.replica import Replica
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.letter import Letter
from ssdesk.rules.agreements.reading import read
from ssdesk.server.demo.content import read_text
from tests.replica.feed_school import FeedSchool
from tests.unit.agreed import at

AGREED = read(read_text("agreements_dewilg.toml"))
WILG = replace(AGREED, id="a" * 32, version=1, changed_at=1, free_days=["2026-11-24"])


def test_the_document_is_read_as_the_school_sent_it(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    assert replica.people.agreements() is None

    school.put("agreements", WILG)
    school.sync(replica)
    assert replica.people.agreements() == WILG

    newer = replace(WILG, version=2, evening=replace(WILG.evening, after=18 * 60))
    school.put("agreements", newer)
    school.sync(replica)
    assert replica.people.agreements() == newer


def test_agreements_of_a_newer_school_give_the_advice_that_is_known(replica: Replica, school: FeedSchool) -> None:
    sent = msgspec.to_builtins(WILG)
    sent["evening"] |= {"teacher": "insist", "moon": True}
    sent["lunch"] = {"says": "Tussen 12 en 13 uur eten wij."}
    school.put("agreements", msgspec.Raw(msgspec.json.encode(sent)), oid=WILG.id)
    school.sync(replica)

    document = replica.people.agreements()
    assert document is not None
    found = advice(document, "teacher", Letter("Zwemmen", "Beste ouders, tot ziens. Groeten"), at("2026-11-23 17:01"))
    assert [(one.rule, one.mode) for one in found] == [("R8", "advise")]
