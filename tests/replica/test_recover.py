"""Damage, a wrong key, a full disk: what exists only on this computer is saved, and the person is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from ssdesk.errors import DiskFull, ReplicaDamaged, SsdeskError
from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import Draft, Message
from ssdesk.replica import Replica
from ssdesk.replica.actions import OpenMessage, SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter
from tests.replica.feed_school import KEY, Clock, FeedSchool, check_sums, expected, visible

Letter = Callable[..., Message]
Open = Callable[[], Replica]
ExpectLog = Callable[..., None]
WRITE = SendMessage(to=["c" * 32], subject="Ziek", body="Noor is ziek.")
DRAFT = "e" * 32
PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "replica"


@pytest.fixture
def filled(open_replica: Open, school: FeedSchool, letter: Letter, folder: Path) -> Path:
    """A closed replica with 300 messages, one command done, two waiting, a refused one, a draft and a setting."""
    replica = open_replica()
    for number in range(300):
        school.put("message", letter(number, body=f"Tekst {number} " * 50))
    school.put("draft", Draft("f" * 32, 3, 5, body="Bij de school"))
    school.sync(replica)
    replica.do(OpenMessage(message=letter(5).id))
    school.put("message", letter(5, opened_at=1))
    answer(replica, "ok", school.seq)
    school.sync(replica)
    replica.do(msgspec.structs.replace(WRITE, subject="Te groot"))
    answer(replica, "rejected", 0)
    replica.do(WRITE)
    replica.do(OpenMessage(message=letter(7).id))
    replica.drafts.keep(SaveDraft(draft=DRAFT, body="Half"))
    replica.drafts.keep(SaveDraft(draft="f" * 32, body="Bij de school, en hier"))
    replica.set_setting("colour", "3")
    replica.index_pending(1000)
    replica.close()
    return folder / "replica.db"


def answer(replica: Replica, status: str, seq: int) -> None:
    (command,) = replica.outbox.waiting(0, 50)
    replica.outbox.mark_tried([command])
    result = CommandResult(command.id, status, seq, Problem("too-large", "Too large.") if not seq else None)  # type: ignore[arg-type]
    replica.outbox.take_answer(CommandAnswer("e1", [result]))


def spoil(file: Path, pages: range) -> None:
    content = bytearray(file.read_bytes())
    for page in pages:
        content[page * PAGE + 100 : page * PAGE + 110] = b"spoiled!!!"
    file.write_bytes(content)


def cut(file: Path, size: int) -> None:
    with file.open("r+b") as handle:
        handle.truncate(size)


def everything_own(replica: Replica) -> tuple[list[tuple[str, ...]], list[tuple[str, int]], str]:
    return (
        [(item.subject, item.type, item.state) for item in replica.outbox.items()],
        sorted((draft.body, draft.version) for draft in replica.drafts.all()),
        replica.setting("colour"),
    )


ALL_OWN = (
    [("Te groot", "send_message", "refused"), ("Ziek", "send_message", "waiting"), ("", "open_message", "waiting")],
    [("Bij de school, en hier", 3), ("Half", 0), ("Noor is ziek.", 0)],
    "3",
)


def test_a_file_cut_off_in_the_middle_gives_back_all_that_was_written_here(
    filled: Path, open_replica: Open, school: FeedSchool, expect_log: ExpectLog
) -> None:
    expect_log("damaged and made anew")
    cut(filled, filled.stat().st_size * 3 // 4 // PAGE * PAGE)
    replica = open_replica()
    assert everything_own(replica) == ALL_OWN
    assert replica.recovered is not None
    assert (replica.recovered.waiting, replica.recovered.drafts) == (2, 3)
    assert filled.with_name("replica.db.damaged-1").exists()
    assert [row.state for row in replica.inbox.first_page(Filter(folder="sent"))] == ["waiting"]
    school.sync(replica)
    assert everything_own(replica) == ALL_OWN
    seen, wanted = visible(replica), expected(school)
    assert all(
        seen[key] == body for key, body in wanted.items() if key not in {("draft", "f" * 32), ("message", f"{7:032x}")}
    )
    assert len(replica.inbox.keys(Filter())) == 300
    check_sums(replica)
    replica.dismiss_recovered()
    assert open_replica().recovered is None


def test_damage_met_while_reading_is_mended_when_opened_again(
    filled: Path, open_replica: Open, school: FeedSchool, expect_log: ExpectLog
) -> None:
    expect_log("damaged and made anew")
    pages = filled.stat().st_size // PAGE
    spoil(filled, range(pages // 2, pages))
    replica = open_replica()
    with pytest.raises(ReplicaDamaged, match="put aside and read anew"):
        visible(replica)
    replica = open_replica()
    assert replica.recovered is not None
    school.sync(replica)
    assert len(replica.inbox.keys(Filter())) == 300
    check_sums(replica)


@pytest.mark.parametrize("harm", ["first page", "emptied", "nonsense", "gone"])
def test_what_could_not_be_saved_is_said(
    filled: Path, open_replica: Open, school: FeedSchool, expect_log: ExpectLog, harm: str
) -> None:
    expect_log("damaged and made anew")
    match harm:
        case "first page":
            spoil(filled, range(1))
        case "emptied":
            cut(filled, 0)
        case "nonsense":
            filled.write_bytes(os.urandom(5000))
        case _:
            filled.unlink()
    replica = open_replica()
    report = replica.recovered
    assert report is not None
    assert not report.all_read
    assert "could not be read" in str(report.notice())
    school.sync(replica)
    assert visible(replica) == expected(school)


def test_every_single_spoiled_page_leaves_a_replica_that_works(
    filled: Path, open_replica: Open, school: FeedSchool, expect_log: ExpectLog
) -> None:
    expect_log("damaged and made anew", required=False)
    whole = filled.read_bytes()
    pages = len(whole) // PAGE
    saved = 0
    for page in range(1, pages, max(1, pages // 25)):
        filled.write_bytes(whole)
        spoil(filled, range(page, page + 1))
        replica = open_replica()
        try:
            school.sync(replica)
            visible(replica)
            replica.index_pending(1000)
            replica.inbox.keys(Filter(words="tekst"))
        except ReplicaDamaged:
            replica = open_replica()
            school.sync(replica)
        own = everything_own(replica)
        own[0][:-3] = []  # where the epoch was lost, the journal is sent again
        assert own == ALL_OWN or (replica.recovered and not replica.recovered.all_read), page
        saved += own == ALL_OWN
        assert len(replica.inbox.keys(Filter())) == 300
        replica.close()
    assert saved >= 20


def test_a_kill_in_the_middle_of_a_recovery_loses_nothing(
    filled: Path, open_replica: Open, expect_log: ExpectLog, folder: Path
) -> None:
    expect_log("damaged and made anew")
    cut(filled, filled.stat().st_size // PAGE * PAGE - PAGE)
    open_replica().close()
    filled.rename(folder / "replica.db.new")  # as it was between the two renames
    (folder / "replica.db-wal").write_bytes(b"the log of the damaged file")
    assert everything_own(open_replica()) == ALL_OWN


def test_a_wrong_key_is_told_apart_from_damage_and_changes_nothing(filled: Path, folder: Path, clock: Clock) -> None:
    before = {path.name: sha256(path.read_bytes()).digest() for path in folder.iterdir()}
    with pytest.raises(SsdeskError, match="key of this computer") as caught:
        Replica.open(folder, bytes(32), clock, print)
    assert caught.value.code == "wrong-key"
    assert {path.name: sha256(path.read_bytes()).digest() for path in folder.iterdir()} == before
    (folder / "key.check").unlink()
    with pytest.raises(SsdeskError, match="key of this computer"):
        Replica.open(folder, bytes(32), clock, print)
    replica = Replica.open(folder, KEY, clock, lambda _: None)
    assert everything_own(replica) == ALL_OWN
    replica.close()


def test_nothing_readable_and_no_message_lies_in_the_files(filled: Path, folder: Path) -> None:
    for path in folder.iterdir():
        content = path.read_bytes()
        assert b"Tekst" not in content
        assert b"SQLite format" not in content
        assert b"Noor" not in content


def test_a_full_disk_is_said_before_anything_is_lost(
    open_replica: Open, school: FeedSchool, letter: Letter, tmp_path: Path
) -> None:
    replica = open_replica()
    school.put("message", letter(1))
    school.sync(replica)
    replica.do(WRITE)
    before = visible(replica), replica.outbox.items()
    limit_pages(replica, 0)
    big = "x" * 200_000
    with pytest.raises(DiskFull, match="no room left"):
        replica.do(msgspec.structs.replace(WRITE, body=big))
    with pytest.raises(DiskFull):
        replica.drafts.keep(SaveDraft(draft=DRAFT, body=big))
    picked = tmp_path / "foto.jpg"
    picked.write_bytes(os.urandom(600_000))
    with pytest.raises(DiskFull):
        replica.files.add(picked)
    school.put("message", letter(2, body=big))
    with pytest.raises(DiskFull):
        school.sync(replica)
    assert (visible(replica), replica.outbox.items()) == before
    limit_pages(replica, 1_000_000)
    assert replica.do(msgspec.structs.replace(WRITE, body=big)) is not None
    assert replica.files.is_whole(replica.files.add(picked).sha256)
    school.sync(replica)
    assert len(replica.inbox.keys(Filter())) == 2
    check_sums(replica)


def limit_pages(replica: Replica, more: int) -> None:
    """As if the disk had room for so many more pages."""
    for database in (replica._database, replica.files._database):
        (count,) = database._writer.execute("PRAGMA page_count").fetchone()
        database._writer.execute(f"PRAGMA max_page_count = {count + more}")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a small file system needs root")
def test_a_really_full_file_system_is_said_too(
    tmp_path: Path, school: FeedSchool, letter: Letter, clock: Clock
) -> None:
    import subprocess

    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        use_up(disk / "replica", school, clock)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def use_up(folder: Path, school: FeedSchool, clock: Clock) -> None:
    replica = Replica.open(folder, KEY, clock, lambda _: None)
    try:
        school.sync(replica)
        first = replica.do(WRITE)
        with pytest.raises(DiskFull):
            fill(replica)
        queued = [item.id for item in replica.outbox.items()]
        assert queued[0] == first
    finally:
        replica.close()
    replica = Replica.open(folder, KEY, clock, lambda _: None)
    try:
        assert [item.id for item in replica.outbox.items()] == queued
        check_sums(replica)
    finally:
        replica.close()


def fill(replica: Replica) -> None:
    for number in range(100):
        replica.do(msgspec.structs.replace(WRITE, subject=f"{number}", body="x" * 100_000))


def test_a_damaged_file_of_attachments_keeps_what_was_chosen_here(
    open_replica: Open, tmp_path: Path, folder: Path, expect_log: ExpectLog
) -> None:
    replica = open_replica()
    picked = []
    for name in ("een.pdf", "twee.pdf"):
        (tmp_path / name).write_bytes(os.urandom(700_000))
        picked.append(replica.files.add(tmp_path / name))
    replica.close()
    pages = (folder / "files.db").stat().st_size // PAGE
    spoil(folder / "files.db", range(pages * 3 // 4, pages * 3 // 4 + 1))
    replica = open_replica()
    with pytest.raises(ReplicaDamaged):
        list(replica.files.read(picked[1].sha256))
    expect_log("chosen on this computer are damaged")
    replica = open_replica()
    assert [replica.files.is_whole(file.sha256) for file in picked] == [True, False]
    assert sha256(b"".join(replica.files.read(picked[0].sha256))).hexdigest() == picked[0].sha256
    assert replica.recovered is not None
