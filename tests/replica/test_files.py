"""Contents of attachments: copied before anything is said, fetched in parts, removed with what named them."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ssdesk.errors import SsdeskError
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message
from ssdesk.replica import Replica
from ssdesk.replica.actions import SendMessage
from ssdesk.replica.files import CHUNK_BYTES
from ssdesk.replica.inbox import Filter
from tests.replica.feed_school import Clock, FeedSchool, check_sums

Letter = Callable[..., Message]


def content(replica: Replica, sha: str, start: int = 0) -> bytes:
    return b"".join(replica.files.read(sha, start))


def finish_idle_work(replica: Replica) -> None:
    for _ in range(200):
        if not replica.index_pending():
            return
    raise AssertionError("the idle work never ends")


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES * 2 + 17])
def test_a_chosen_file_is_copied_whole_and_survives_its_source(replica: Replica, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "briefje.pdf").write_bytes(data)
    attachment = replica.files.add(tmp_path / "briefje.pdf")
    again = replica.files.add(tmp_path / "briefje.pdf")
    (tmp_path / "briefje.pdf").unlink()
    assert attachment == again == Attachment(sha256(data).hexdigest(), "briefje.pdf", "application/pdf", size)
    assert replica.files.is_whole(attachment.sha256)
    assert content(replica, attachment.sha256) == data
    assert content(replica, attachment.sha256, size // 2) == data[size // 2 :]
    replica.files.export(attachment.sha256, tmp_path / "uit.pdf")
    assert (tmp_path / "uit.pdf").read_bytes() == data
    assert (tmp_path / "uit.pdf").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_file_that_cannot_be_read_is_said_by_name(replica: Replica, tmp_path: Path) -> None:
    with pytest.raises(SsdeskError, match=r"weg\.pdf cannot be read"):
        replica.files.add(tmp_path / "weg.pdf")


def test_a_file_comes_in_parts_that_may_be_doubled_or_out_of_order(
    open_replica: Callable[[], Replica], tmp_path: Path
) -> None:
    data = os.urandom(1000)
    attachment = Attachment(sha256(data).hexdigest(), "plan.png", "image/png", 1000)
    replica = open_replica()
    assert replica.files.have(attachment.sha256) == 0
    assert not replica.files.append(attachment, 0, data[:400])
    assert not replica.files.append(attachment, 0, data[:400])
    assert not replica.files.append(attachment, 600, data[600:])
    replica = open_replica()
    assert replica.files.have(attachment.sha256) == 400
    assert not replica.files.is_whole(attachment.sha256)
    assert replica.files.append(attachment, 400, data[400:])
    assert content(replica, attachment.sha256) == data


def test_content_that_is_not_what_its_name_says_is_thrown_away(replica: Replica) -> None:
    attachment = Attachment("0" * 64, "plan.png", "image/png", 4)
    with pytest.raises(SsdeskError, match=r"plan\.png did not arrive"):
        replica.files.append(attachment, 0, b"nope")
    assert replica.files.have(attachment.sha256) == 0


def test_files_and_words_go_with_the_last_message_that_named_them(
    replica: Replica, school: FeedSchool, letter: Letter, clock: Clock, tmp_path: Path
) -> None:
    shared, single = b"gedeeld", b"kanariepietje"
    files = [Attachment(sha256(data).hexdigest(), "a.txt", "text/plain", len(data)) for data in (shared, single)]
    school.grant("p:1:name")
    school.put("message", letter(1, attachments=files, body="kanariepietje"), "p:1:name")
    school.put("message", letter(2, attachments=files[:1]))
    school.sync(replica)
    for file, data in zip(files, (shared, single), strict=True):
        replica.files.append(file, 0, data)
    (tmp_path / "nieuw.txt").write_bytes(b"nieuw")
    chosen = replica.files.add(tmp_path / "nieuw.txt")
    finish_idle_work(replica)
    assert words_on_disk(replica, b"nariepietje")
    school.revoke("p:1:name")
    school.sync(replica)
    assert len(replica.inbox.keys(Filter(words="kanariepietje"))) == 0
    finish_idle_work(replica)
    assert not words_on_disk(replica, b"nariepietje")
    assert [replica.files.is_whole(file.sha256) for file in (*files, chosen)] == [True, False, True]
    check_sums(replica)
    replica.do(SendMessage(to=["c" * 32], subject="Foto", body="Kijk", attachments=[chosen]))
    clock.pass_days(8)
    school.remove("message", letter(2).id)
    school.sync(replica)
    finish_idle_work(replica)
    assert [replica.files.is_whole(file.sha256) for file in (*files, chosen)] == [False, False, True]


def words_on_disk(replica: Replica, end: bytes) -> bool:
    """Whether the index's own blocks still hold this end of a word."""
    with replica._database.reading() as connection:
        sql = "SELECT count(*) FROM message_fts_data WHERE instr(block, ?)"
        return bool(connection.execute(sql, (end,)).fetchone()[0])
