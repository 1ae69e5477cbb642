"""Reports come to the computer at their moment, with their files, and can be read when the line is away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssdesk.errors import NoConnection
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.record import Report, Result
from ssdesk.server import publish, record
from ssdesk.sync import prefetch
from tests.school import WILG, School, id_of
from tests.server.prepared import file_at, put_report, report
from tests.together.desktop import Desktop, Family, wait_for
from tests.together.track import Track, answered, lost_request

Desktops = Callable[[str], Desktop]
NOOR = id_of("Noor")


def prepare(school: School, at: int, content: bytes = b"%PDF-1.7 rapport", **fields: Any) -> Report:
    prepared = report(file_at(school, content), at, **fields)
    put_report(school, prepared)
    return prepared


def release(school: School) -> None:
    """What the scheduler does at its tick."""
    school.db.run_now(publish.release, WILG, school.clock())


def content_of(desktop: Desktop, file: Attachment) -> bytes:
    return b"".join(desktop.replica.files.read(file.sha256))


def is_here(desktop: Desktop, prepared: Report) -> bool:
    return desktop.replica.files.is_whole(prepared.file.sha256)


def titles(desktop: Desktop) -> list[str]:
    return [found.title for found in desktop.replica.record.reports(NOOR)]


# ---- Ahead of the person ---------------------------------------------------------------------------------------------
def test_a_released_report_is_on_the_computer_before_anybody_asks_and_readable_without_a_line(
    desktops: Desktops, school: School, track: Track
) -> None:
    mother = desktops("mother")
    prepared = prepare(school, school.clock() + 60_000)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    school.clock.advance(seconds=60)
    release(school)
    wait_for(lambda: is_here(mother, prepared))
    track.cut = True
    mother.restart()
    assert titles(mother) == ["Herfstrapport"]
    assert content_of(mother, prepared.file) == b"%PDF-1.7 rapport"
    assert mother.engine.status.error is None


def test_the_scheduler_itself_releases_it_to_an_open_desktop(desktops: Desktops, school: School) -> None:
    """Nobody nudges: the scheduler's tick, the poke and the engine bring it."""
    mother, father, other = desktops("mother"), desktops("father"), desktops("sams-mother")
    prepared = prepare(school, school.clock() + 60_000)
    for desktop in (mother, father, other):
        desktop.engine.start()
        wait_for(lambda desktop=desktop: desktop.engine.status.state == "up_to_date")
    school.clock.advance(seconds=60)
    wait_for(lambda: titles(mother) == titles(father) == ["Herfstrapport"])
    wait_for(lambda: is_here(mother, prepared) and is_here(father, prepared))
    assert other.replica.record.reports(id_of("Sam")) == []
    assert not is_here(other, prepared)


def test_a_report_due_tonight_is_in_no_row_count_or_file_of_a_desktop(
    desktops: Desktops, school: School, track: Track
) -> None:
    mother = desktops("mother")
    prepared = prepare(school, school.clock() + 4 * 3_600_000)
    mother.sync()
    assert mother.engine.prefetch() == 0
    school.clock.advance(hours=3.99)
    release(school)
    mother.sync()
    assert mother.engine.prefetch() == 0
    assert (titles(mother), mother.replica.record.new_reports()) == ([], [])
    assert mother.replica.record.report(prepared.id) is None
    assert mother.replica.files.have(prepared.file.sha256) == 0
    assert not [asked for asked in track.asked if "/v1/blobs" in asked]


def test_the_newest_comes_first_and_what_is_large_waits_to_be_asked_for(
    desktops: Desktops, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefetch, "LARGEST", 1000)
    at, mother = school.clock(), desktops("mother")
    old = prepare(school, at - 2000, b"%PDF-1.7 oud", id=id_of("old"), title="Oud")
    new = prepare(school, at - 1000, b"%PDF-1.7 nieuw", id=id_of("new"), title="Nieuw")
    large = prepare(school, at, b"%PDF-1.7 " + b"0" * 2000, id=id_of("large"), title="Groot")
    mother.sync()
    came: list[str] = []

    def after_one() -> bool:
        came[:] = [one.title for one in (old, new, large) if is_here(mother, one)]
        return bool(came)

    assert mother.engine._prefetch.run(after_one) == 1
    assert came == ["Nieuw"]
    assert mother.engine.prefetch() == 1
    assert (is_here(mother, old), is_here(mother, large)) == (True, False)


def test_it_gives_way_between_two_parts_and_goes_on_from_there(
    desktops: Desktops, school: School, track: Track, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefetch, "PART", 100)
    mother = desktops("mother")
    prepared = prepare(school, school.clock(), b"%PDF-1.7 " + b"0" * 491)
    mother.sync()
    parts = iter([False, False, False, True])
    assert mother.engine._prefetch.run(lambda: next(parts)) == 0
    assert mother.replica.files.have(prepared.file.sha256) == 200
    before = track.count(f"/v1/blobs/{prepared.file.sha256}")
    assert mother.engine.prefetch() == 1
    assert track.count(f"/v1/blobs/{prepared.file.sha256}") - before == 3


# ---- What goes wrong -------------------------------------------------------------------------------------------------
def test_a_file_that_fails_is_no_failed_sync_and_is_asked_for_again_later(
    desktops: Desktops, school: School, track: Track
) -> None:
    mother = desktops("mother")
    bad = prepare(school, school.clock(), b"%PDF-1.7 stuk", id=id_of("bad"), title="Stuk")
    good = prepare(school, school.clock() - 1, b"%PDF-1.7 goed", id=id_of("good"), title="Goed")
    path = f"/v1/blobs/{bad.file.sha256}"
    track.fail(path, answered(404, b'{"code": "not_there", "title": "Away"}', "application/json"))
    mother.sync()
    assert mother.engine.prefetch() == 1
    assert (is_here(mother, bad), is_here(mother, good)) == (False, True)
    assert mother.engine.prefetch() == 0  # not at once again
    mother.sync()
    school.clock.advance(seconds=10)
    assert mother.engine.prefetch() == 1
    assert is_here(mother, bad)


def test_without_a_line_it_stops_at_the_first_and_the_sync_is_not_failed(
    desktops: Desktops, school: School, track: Track
) -> None:
    mother = desktops("mother")
    for number in range(3):
        prepare(school, school.clock() - number, b"%%PDF-1.7 %d" % number, id=id_of(f"report {number}"))
    mother.sync()
    track.cut = True
    before = len(track.asked)
    assert mother.engine.prefetch() == 0
    assert len(track.asked) == before + 1
    track.cut = False
    track.fail("GET /wilg/v1/blobs/", lost_request)
    school.clock.advance(seconds=10)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    wait_for(lambda: not track.faults["GET /wilg/v1/blobs/"])
    assert mother.engine.status.error is None
    school.clock.advance(seconds=10)
    mother.engine.nudge()
    wait_for(lambda: all(mother.replica.files.is_whole(file.sha256) for file in mother.replica.record.report_files()))


def test_a_desktop_that_is_ended_between_two_parts_goes_on_when_it_begins_again(
    desktops: Desktops, school: School, track: Track, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefetch, "PART", 100)
    mother = desktops("mother")
    prepared = prepare(school, school.clock(), b"%PDF-1.7 " + bytes(range(256)) * 4)
    mother.sync()
    parts = iter([False, False, False, True])
    mother.engine._prefetch.run(lambda: next(parts))
    mother.restart()
    assert mother.replica.files.have(prepared.file.sha256) == 200
    assert not is_here(mother, prepared)
    assert mother.engine.prefetch() == 1
    assert content_of(mother, prepared.file) == b"%PDF-1.7 " + bytes(range(256)) * 4


def test_what_a_killed_desktop_had_is_kept_and_the_rest_follows(
    desktops: Desktops, school: School, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder as it lies on the disk between two parts, with nothing closed, is what the next start finds."""
    monkeypatch.setattr(prefetch, "PART", 100)
    mother, content = desktops("mother"), b"%PDF-1.7 " + bytes(range(256)) * 4
    prepared = prepare(school, school.clock(), content)
    mother.sync()
    looks = iter(range(100))

    def killed() -> bool:
        if next(looks) == 4:
            shutil.copytree(mother.folder, tmp_path / "found")
        return False

    assert mother.engine._prefetch.run(killed) == 1
    found = Desktop(school, track, "mother", tmp_path / "unused")
    found.close()
    found.folder, found.key = tmp_path / "found", mother.key
    found.open()
    try:
        assert found.replica.files.have(prepared.file.sha256) == 300
        assert not is_here(found, prepared)
        assert titles(found) == ["Herfstrapport"]
        assert found.engine.prefetch() == 1
        assert content_of(found, prepared.file) == content
    finally:
        found.close()


def test_closing_the_desktop_ends_it_and_leaves_no_error(
    desktops: Desktops, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    mother = desktops("mother")
    prepare(school, school.clock())
    mother.sync()
    mother.engine.stop()
    assert mother.engine.prefetch() == 0
    mother.replica.close()
    assert mother.engine._prefetch.run(lambda: False) == 0
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
    mother.open()


def test_a_withdrawn_report_takes_its_file_along(desktops: Desktops, school: School) -> None:
    mother = desktops("mother")
    prepared = prepare(school, school.clock())
    mother.sync()
    assert mother.engine.prefetch() == 1
    school.db.run_now(publish.withdraw, WILG, "report", prepared.id)
    mother.sync()
    assert (titles(mother), mother.replica.files.have(prepared.file.sha256)) == ([], 0)
    assert mother.engine.prefetch() == 0


def test_a_right_taken_away_while_it_comes_leaves_nothing(
    desktops: Desktops, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefetch, "PART", 100)
    mother = desktops("mother")
    prepared = prepare(school, school.clock(), b"%PDF-1.7 " + b"0" * 491)
    mother.sync()
    parts = iter([False, False, False, True])
    mother.engine._prefetch.run(lambda: next(parts))
    school.db.run_now(publish.withdraw, WILG, "report", prepared.id)
    mother.sync()
    assert mother.replica.files.have(prepared.file.sha256) == 0


# ---- What is new, and what belongs together --------------------------------------------------------------------------
def test_a_household_brings_a_file_once_and_says_so_when_it_cannot(
    family: Family, school: School, track: Track
) -> None:
    prepared = prepare(school, school.clock())
    family.begin()
    name = family.add("mother")
    household = family.household
    steps: list[tuple[int, int]] = []
    assert household.bring(name, prepared.file, lambda have, size: steps.append((have, size)))
    assert steps[0] == (0, prepared.file.size)
    assert steps[-1] == (prepared.file.size, prepared.file.size)
    track.cut = True
    assert household.bring(name, prepared.file)
    assert b"".join(household.replica(name).files.read(prepared.file.sha256)) == b"%PDF-1.7 rapport"
    other = file_at(school, b"%PDF-1.7 ander")
    assert not household.bring(name, other, cancelled=lambda: True)
    with pytest.raises(NoConnection):
        household.bring(name, other)


def test_what_was_opened_is_new_no_more_on_this_computer_only(desktops: Desktops, school: School) -> None:
    mother, father = desktops("mother"), desktops("father")
    prepared = prepare(school, school.clock())
    for desktop in (mother, father):
        desktop.sync()
        assert [found.id for found in desktop.replica.record.new_reports()] == [prepared.id]
    mother.replica.record.open_report(prepared.id)
    assert mother.replica.record.new_reports() == []
    mother.sync()
    father.sync()
    assert [found.id for found in father.replica.record.new_reports()] == [prepared.id]
    mother.restart()
    assert mother.replica.record.new_reports() == []


def test_a_result_is_found_by_its_id(desktops: Desktops, school: School) -> None:
    given = Result(id_of("toets"), NOOR, "Rekenen", "Toets", "Herfst", "letter", value="A")
    school.db.run_now(record.put_result, WILG, given)
    mother = desktops("mother")
    mother.sync()
    assert mother.replica.record.result(given.id) == given
    assert mother.replica.record.result(id_of("nothing")) is None
