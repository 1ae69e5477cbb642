"""Planner, results, reports, absences and news of the demo schools in a database: who sees them, from when on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pypdfium2
import pytest
from sqlalchemy import Connection, func, select

from ssdesk.protocol.kinds import KINDS
from ssdesk.protocol.record import Report, Result
from ssdesk.server import cli, load_demo, publish
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.demo import data
from ssdesk.server.demo.generate import generate
from tests.sizes import size

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 23, 14, 32, tzinfo=BRUSSELS)
ANY_DAY = [
    datetime(2026, 8, 31, 12, tzinfo=BRUSSELS),
    datetime(2026, 9, 1, 8, tzinfo=BRUSSELS),
    datetime(2028, 2, 29, 14, 30, tzinfo=BRUSSELS),
]
SHOWN = {"timetable_week", "agenda_item", "event", "result", "report", "absence", "news", "agreements"}


class Loaded:
    """Both schools, small, as they are at a moment."""

    def __init__(self, folder: Path, now: datetime) -> None:
        cli.create(folder)
        self.schools, self.blobs = generate(now, pupils=40), BlobStore(folder)
        self.db = Database(Config.read(folder).url(folder))
        for school in self.schools:
            self.db.run_now(load_demo.load, school, f"https://{school.host}", self.blobs, None)

    def account(self, name: str, slug: str) -> data.Account:
        (school,) = [school for school in self.schools if school.slug == slug]
        return next(account for account in school.accounts if account.name == name)

    def seen(self, account: data.Account, kind: str) -> list[bytes]:
        """The payloads of a kind that the account sees."""
        f, g, o = t.feed.c, t.grant_.c, t.object_.c
        statement = (
            select(o.payload)
            .distinct()
            .join_from(t.feed, t.grant_, (g.school == f.school) & (g.scope == f.scope))
            .join(t.object_, (o.school == f.school) & (o.kind == f.kind) & (o.oid == f.oid))
            .where(g.account == account.id, f.kind == kind, f.op == "put")
        )
        return self.db.read_now(lambda connection: [bytes(row.payload) for row in connection.execute(statement)])


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    made = Loaded(tmp_path_factory.mktemp("shown") / "server", NOW)
    yield made
    made.db.close()


def test_els_finds_everything_of_both_children_at_their_schools(loaded: Loaded) -> None:
    for slug in ("dewilg", "atheneum-zuid"):
        els = loaded.account("Els Vermeulen", slug)
        assert {kind for kind in SHOWN if loaded.seen(els, kind)} == SHOWN
        for kind in SHOWN:
            for payload in loaded.seen(els, kind):
                msgspec.json.decode(payload, type=KINDS[kind], strict=True)


def test_a_teacher_sees_the_planner_of_the_own_class_but_no_results(loaded: Loaded) -> None:
    petra = loaded.account("Petra De Backer", "dewilg")
    assert loaded.seen(petra, "timetable_week")
    assert loaded.seen(petra, "agenda_item")
    assert not any(loaded.seen(petra, kind) for kind in ("result", "report", "absence"))


def test_a_report_is_a_pdf_of_the_child_with_the_marks_that_the_results_say(loaded: Loaded) -> None:
    els = loaded.account("Els Vermeulen", "dewilg")
    results = [msgspec.json.decode(payload, type=Result) for payload in loaded.seen(els, "result")]
    reports = [msgspec.json.decode(payload, type=Report) for payload in loaded.seen(els, "report")]
    assert len(reports) == 5
    for report in reports:
        content = loaded.blobs.place("dewilg", report.file.sha256).read_bytes()
        assert len(content) == report.file.size
        with pypdfium2.PdfDocument(content) as document:
            assert len(document) >= 4
            first = " ".join(document[0].get_textpage().get_text_range().split())
        assert f"{report.title} {report.school_year}" in first
        assert "Noor Peeters" in first
        lines = [one for one in results if (one.title, one.period) == (report.title, report.period)]
        assert len(lines) == 6
        for line in lines:
            assert f"{line.subject} {line.score:.0f}% {line.median:.0f}%" in first


def test_the_report_of_tomorrow_comes_with_its_results_and_its_file_and_not_before(loaded: Loaded) -> None:
    slug, els = "atheneum-zuid", loaded.account("Els Vermeulen", "atheneum-zuid")
    moment = datetime(2026, 11, 24, 18, tzinfo=BRUSSELS).timestamp() * 1000
    title = b'"Rapport dagelijks werk 1"'

    def known(kind: str) -> int:
        return sum(title in payload and b"2026-2027" in payload for payload in loaded.seen(els, kind))

    def referred(connection: Connection) -> int:
        """How many reports may be fetched."""
        r = t.blob_ref.c
        count = select(func.count()).select_from(t.blob_ref).where(r.school == slug, r.kind == "report")
        return connection.execute(count).scalar_one()

    before = loaded.db.read_now(referred)
    assert (known("result"), known("report")) == (0, 0)
    assert loaded.db.run_now(publish.release, slug, round(moment) - 1) <= 1  # the news of the morning
    assert (known("result"), known("report")) == (0, 0)
    assert loaded.db.read_now(referred) == before
    assert loaded.db.run_now(publish.release, slug, round(moment)) > 12
    assert (known("result"), known("report")) == (12, 1)
    assert loaded.db.read_now(referred) > before


@pytest.mark.parametrize("now", ANY_DAY[: size(1, 3)], ids=lambda now: f"{now:%Y-%m-%d}")
def test_the_schools_load_on_any_day(tmp_path: Path, now: datetime) -> None:
    made = Loaded(tmp_path / "server", now)
    try:
        count = select(t.object_.c.kind, func.count()).where(t.object_.c.kind.in_(SHOWN)).group_by(t.object_.c.kind)
        found = Counter(made.db.read_now(lambda connection: dict(map(tuple, connection.execute(count)))))
        assert found["event"] > 60
        assert found["report"] > 0  # of last year at least
        assert found["timetable_week"] > 0
        assert found["news"] > 0
    finally:
        made.db.close()
