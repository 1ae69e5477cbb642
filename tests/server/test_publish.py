"""What a school prepares ahead is nowhere before its moment, in no form, and everywhere it belongs from then on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, func, select

from ssdesk.protocol.files import Attachment
from ssdesk.server import accounts, people, publish
from ssdesk.server import tables as t
from tests.school import PEOPLE, TOREN, WILG, School, id_of
from tests.server import postgresql
from tests.server.conftest import Client
from tests.server.prepared import file_at, put_news, put_report, report
from tests.server.uploading import PDF

Tick = Callable[[School], None]
REPORT = id_of("report")
WILGS = [name for name, person in PEOPLE.items() if person.school == WILG]
FAMILY = ("noor", "mother", "father")
HOUR = 3_600_000


@pytest.fixture(scope="module")
def socket() -> Iterator[str]:
    with postgresql.cluster() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[School]:
    url = ""
    if request.param == "postgresql":
        url = postgresql.new_database(request.getfixturevalue("socket"))
    with School.open(tmp_path / "server", url=url) as opened:
        yield opened


@pytest.fixture
def file(school: School) -> Attachment:
    return file_at(school, PDF)


def status(client: Client, name: str, file: Attachment) -> int:
    return client.ask(name, "GET", f"/v1/blobs/{file.sha256}").status_code


def cursors(client: Client, name: str) -> dict[str, Any]:
    return {page["key"]: page["cursor"] for page in client.pull(name)["scopes"]}


def told_since(client: Client, name: str, before: dict[str, Any]) -> list[Any]:
    """Kind, id and what became of it, of all that a pull from these cursors tells."""
    return [(row[0], row[1], row[3]) for page in client.pull(name, before)["scopes"] for row in page["rows"]]


def sums(school: School, slug: str = WILG) -> list[Any]:
    """Every scope with how many rows it has and their checksum."""
    s = t.scope.c
    statement = select(s.key, s.last_seq, s.rows, s.checksum).where(s.school == slug).order_by(s.key)
    return school.db.read_now(lambda connection: [tuple(row) for row in connection.execute(statement)])


def feed_rows(school: School, oid: str, slug: str = WILG) -> int:
    """Rows in the feed and among the objects that bear this id, and references to files by it."""

    def count(connection: Connection) -> int:
        tables = (t.feed, t.object_, t.blob_ref)
        return sum(
            connection.scalar(select(func.count()).select_from(table).where(table.c.school == slug, table.c.oid == oid))
            or 0
            for table in tables
        )

    return school.db.read_now(count)


def seeing(client: Client, names: tuple[str, ...] | list[str] = tuple(WILGS)) -> set[str]:
    """Who has the report in a pull."""
    return {name for name in names if REPORT in client.objects(name, "report")}


def fetching(client: Client, file: Attachment) -> set[str]:
    return {name for name in WILGS if status(client, name, file) == 200}


# ---- Before and at the moment ----------------------------------------------------------------------------------------
def test_a_report_is_nowhere_until_its_moment(client: Client, school: School, file: Attachment, tick: Tick) -> None:
    before, cursor = sums(school), cursors(client, "mother")
    put_report(school, report(file, school.clock() + HOUR))
    tick(school)
    assert feed_rows(school, REPORT) == 0
    assert sums(school) == before
    assert seeing(client) == set()
    assert client.pull("mother", cursor)["scopes"] == []
    whole = [client.ask(name, "POST", "/v1/pull", json={"epoch": school.app.parts.identity.epoch}) for name in WILGS]
    assert not any(REPORT in answer.text or file.sha256 in answer.text for answer in whole)
    for name in WILGS:
        theirs = client.ask(name, "GET", f"/v1/blobs/{file.sha256}")
        nothing = client.ask(name, "GET", f"/v1/blobs/{'0' * 64}")
        assert (theirs.status_code, theirs.content) == (404, nothing.content)


@pytest.mark.parametrize(("after", "shown"), [(-1, False), (0, True)])
def test_the_moment_itself_shows_it_and_the_millisecond_before_does_not(
    client: Client, school: School, file: Attachment, tick: Tick, after: int, shown: bool
) -> None:
    at = school.clock() + HOUR
    put_report(school, report(file, at))
    cursor = cursors(client, "mother")
    school.clock.now = at + after
    tick(school)
    assert seeing(client) == (set(FAMILY) if shown else set())
    assert fetching(client, file) == (set(FAMILY) if shown else set())
    assert told_since(client, "mother", cursor) == ([("report", REPORT, "put")] if shown else [])
    if shown:
        assert client.ask("noor", "GET", f"/v1/blobs/{file.sha256}").content == PDF
        assert client.objects("mother", "report")[REPORT]["file"]["sha256"] == file.sha256


def test_a_moment_that_has_come_already_shows_it_at_once(client: Client, school: School, file: Attachment) -> None:
    put_report(school, report(file, school.clock()))
    assert seeing(client) == fetching(client, file) == set(FAMILY)


def test_it_is_published_once(client: Client, school: School, file: Attachment, tick: Tick) -> None:
    put_report(school, report(file, school.clock() + HOUR))
    school.clock.advance(hours=1)
    tick(school)
    after = sums(school)
    school.clock.advance(hours=1)
    tick(school)
    assert sums(school) == after
    assert school.db.read_now(publish.due, school.clock() + HOUR) == []


# ---- Minds changed ---------------------------------------------------------------------------------------------------
def test_withdrawn_before_its_moment_it_never_appears(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    put_report(school, report(file, school.clock() + HOUR))
    before = sums(school)
    school.db.run_now(publish.withdraw, WILG, "report", REPORT)
    school.clock.advance(hours=2)
    tick(school)
    assert (sums(school), feed_rows(school, REPORT)) == (before, 0)
    assert seeing(client) == fetching(client, file) == set()


def test_withdrawn_after_its_moment_it_goes_with_its_file(client: Client, school: School, file: Attachment) -> None:
    put_report(school, report(file, school.clock()))
    cursor = cursors(client, "mother")
    school.db.run_now(publish.withdraw, WILG, "report", REPORT)
    assert told_since(client, "mother", cursor) == [("report", REPORT, "del")]
    assert seeing(client) == fetching(client, file) == set()


def test_put_off_it_waits_for_the_new_moment(client: Client, school: School, file: Attachment, tick: Tick) -> None:
    put_report(school, report(file, school.clock() + HOUR))
    put_report(school, report(file, school.clock() + 3 * HOUR))
    school.clock.advance(hours=2)
    tick(school)
    assert seeing(client) == fetching(client, file) == set()
    school.clock.advance(hours=1)
    tick(school)
    assert seeing(client) == fetching(client, file) == set(FAMILY)


def test_brought_forward_to_now_it_is_there_and_stays_as_it_is(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    put_report(school, report(file, school.clock() + HOUR, title="Ontwerp"))
    put_report(school, report(file, school.clock()))
    assert seeing(client) == set(FAMILY)
    school.clock.advance(hours=2)
    tick(school)
    assert client.objects("mother", "report")[REPORT]["title"] == "Herfstrapport"


def test_published_and_then_put_off_it_goes_away_until_then(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    put_report(school, report(file, school.clock()))
    cursor = cursors(client, "mother")
    put_report(school, report(file, school.clock() + HOUR))
    assert told_since(client, "mother", cursor) == [("report", REPORT, "del")]
    assert seeing(client) == fetching(client, file) == set()
    school.clock.advance(hours=1)
    tick(school)
    assert told_since(client, "mother", cursor) == [("report", REPORT, "put")]
    assert seeing(client) == fetching(client, file) == set(FAMILY)


def test_prepared_again_before_the_moment_the_later_words_count(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    at = school.clock() + HOUR
    later = file_at(school, PDF + b"% better")
    put_report(school, report(file, at, title="Ontwerp"))
    put_report(school, report(later, at, title="Verbeterd"))
    school.clock.now = at
    tick(school)
    assert client.objects("noor", "report")[REPORT]["title"] == "Verbeterd"
    assert (fetching(client, file), fetching(client, later)) == (set(), set(FAMILY))


def test_prepared_again_for_another_child_the_first_ones_family_never_has_it(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    at = school.clock() + HOUR
    put_report(school, report(file, at))
    put_report(school, report(file, at, "Sam"))
    school.clock.now = at
    tick(school)
    assert seeing(client) == fetching(client, file) == {"sams-mother"}


def test_prepared_by_several_at_once_one_of_them_counts_and_nobody_fails(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    at, titles = school.clock() + HOUR, [f"Versie {number}" for number in range(16)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda title: put_report(school, report(file, at, title=title)), titles))
    school.clock.now = at
    tick(school)
    assert client.objects("mother", "report")[REPORT]["title"] in titles


def test_put_off_while_it_is_being_published_it_is_put_off(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    """Whichever is first: the one that puts off is not undone by the one that publishes."""
    at = school.clock()
    school.clock.now = at - HOUR
    for number in range(8):
        put_report(school, report(file, at, id=id_of(f"report {number}")))
    school.clock.now = at
    with ThreadPoolExecutor(9) as threads:
        releasing = threads.submit(school.db.run_now, publish.release, WILG, at)
        puts = [report(file, at + HOUR, id=id_of(f"report {number}")) for number in range(8)]
        list(threads.map(lambda put: put_report(school, put), puts))
        releasing.result()
    assert client.objects("mother", "report") == {}
    tick(school)
    assert client.objects("mother", "report") == {}
    school.clock.advance(hours=1)
    tick(school)
    assert len(client.objects("mother", "report")) == 8


# ---- Many, and several schools ---------------------------------------------------------------------------------------
def test_two_schools_do_not_mix(client: Client, school: School, file: Attachment, tick: Tick) -> None:
    """The same id in both, the same bytes even."""
    at, wout = school.clock() + HOUR, file_at(school, PDF, TOREN)
    put_report(school, report(file, at))
    put_report(school, report(wout, at, "Wout"), TOREN)
    school.db.run_now(publish.release, WILG, at)
    assert seeing(client) == set(FAMILY)
    assert (feed_rows(school, REPORT, TOREN), status(client, "wouts-mother", wout)) == (0, 404)
    assert school.db.read_now(publish.due, at) == [TOREN]
    school.db.run_now(publish.withdraw, WILG, "report", REPORT)
    school.clock.now = at
    tick(school)
    assert seeing(client, list(PEOPLE)) == {"wouts-mother"}
    assert (fetching(client, file), status(client, "wouts-mother", wout)) == (set(), 200)


def test_more_at_once_than_one_transaction_takes_all_come(client: Client, school: School, tick: Tick) -> None:
    count, at = publish.AT_ONCE + 3, school.clock() + HOUR
    for number in range(count):
        put_news(school, f"Nieuws {number}", at)
    school.clock.now = at
    tick(school)
    assert set(client.objects("mother", "news")) == {id_of(f"Nieuws {number}") for number in range(count)}
    assert school.db.read_now(publish.due, at) == []


def test_the_file_of_what_waits_is_not_swept(client: Client, school: School, file: Attachment, tick: Tick) -> None:
    place = school.app.parts.blobs.place(WILG, file.sha256)
    put_report(school, report(file, school.clock() + 9 * 24 * HOUR))
    school.clock.advance(days=8)
    tick(school)
    assert place.exists()
    school.clock.advance(days=2)
    tick(school)
    assert fetching(client, file) == set(FAMILY)
    school.db.run_now(publish.withdraw, WILG, "report", REPORT)
    school.clock.advance(days=1)
    tick(school)
    assert not place.exists()


def test_the_file_of_what_waits_at_another_school_keeps_nothing_here(
    school: School, file: Attachment, tick: Tick
) -> None:
    theirs = file_at(school, PDF, TOREN)
    put_report(school, report(theirs, school.clock() + 9 * 24 * HOUR, "Wout"), TOREN)
    school.clock.advance(days=8)
    tick(school)
    assert not school.app.parts.blobs.place(WILG, file.sha256).exists()
    assert school.app.parts.blobs.place(TOREN, theirs.sha256).exists()


# ---- Whom it is for --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wait", [0, HOUR])
def test_news_of_a_class_is_its_own_and_news_of_the_school_everybodys(
    client: Client, school: School, tick: Tick, wait: int
) -> None:
    at, attached = school.clock() + wait, file_at(school, b"%PDF-1.7 menu")
    put_news(school, "Voor 4B", at, ["4B"], attachments=[attached])
    put_news(school, "Voor 5A", at, ["5A"])
    put_news(school, "Voor beide", at, ["4B", "5A"])
    put_news(school, "Voor allen", at)
    assert bool(client.objects("mother", "news")) is (wait == 0)
    school.clock.now = at
    tick(school)

    def titles(name: str) -> set[str]:
        return {said["title"] for said in client.objects(name, "news").values()}

    for name in ("noor", "mother", "father", "sams-mother", "teacher"):
        assert titles(name) == {"Voor 4B", "Voor beide", "Voor allen"}
        assert status(client, name, attached) == 200
    for name in ("lottes-father", "other-teacher"):
        assert titles(name) == {"Voor 5A", "Voor beide", "Voor allen"}
        assert status(client, name, attached) == 404
    assert titles("office") == {"Voor allen"}
    assert titles("wouts-mother") == titles("toren-teacher") == set()


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_an_account_that_is_shut_sees_nothing_new(
    client: Client, school: School, file: Attachment, tick: Tick, state: str
) -> None:
    def shut(connection: Connection) -> None:
        if state == "closed":
            accounts.close(connection, WILG, id_of("mother"), school.clock())
            return
        accounts.change(connection, WILG, id_of("mother"), state=state, reason="Afspraken")
        people.refresh(connection, WILG, [id_of("mother")])

    put_report(school, report(file, school.clock() + HOUR))
    put_news(school, "Voor allen", school.clock() + HOUR)
    school.db.run_now(shut)
    school.clock.advance(hours=1)
    tick(school)
    asked = {"epoch": school.app.parts.identity.epoch}
    answer = client.ask("mother", "POST", "/v1/pull", json=asked)
    assert answer.status_code in (401, 403)
    assert REPORT not in answer.text
    assert status(client, "mother", file) in (401, 403)
    assert seeing(client, ["noor", "father"]) == {"noor", "father"}
    if state == "suspended":
        school.db.run_now(accounts.resume, WILG, id_of("mother"))
        assert seeing(client, ["mother"]) == {"mother"}


def test_a_right_taken_away_before_the_moment_is_kept_at_it(
    client: Client, school: School, file: Attachment, tick: Tick
) -> None:
    put_report(school, report(file, school.clock() + HOUR))
    settings = school.app.parts.schools.by_id[WILG].settings
    hidden = msgspec.structs.replace(settings, hidden={"father": ["reports"]})
    school.db.run_now(accounts.set_settings, WILG, hidden)
    school.clock.advance(hours=1)
    tick(school)
    assert seeing(client) == fetching(client, file) == {"noor", "mother"}
