"""A message is found by what its files say once they are here, and by nothing of them once it is gone."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message
from ssdesk.replica import Replica, schema
from ssdesk.replica.actions import SendMessage
from ssdesk.replica.inbox import Filter
from tests.office_files import OFFICE
from tests.pdfs import of_pages
from tests.replica.feed_school import FeedSchool

Letter = Callable[..., Message]


def pdf(sentence: str) -> bytes:
    def draw(canvas: Canvas, _number: int) -> None:
        canvas.drawString(60, 700, sentence)

    return of_pages(1, draw)


MAKE = {**OFFICE, "pdf": pdf}


def named(data: bytes, name: str) -> Attachment:
    return Attachment(sha256(data).hexdigest(), name, "application/octet-stream", len(data))


def idle(replica: Replica) -> None:
    while replica.index_pending():
        pass


def found(replica: Replica, words: str, folder: str = "") -> list[str]:
    return [row.subject for row in replica.inbox.first_page(Filter(folder, words=words))]


@pytest.mark.parametrize("kind", MAKE)
def test_a_message_is_found_by_what_its_file_says_once_that_is_here(
    replica: Replica, school: FeedSchool, letter: Letter, kind: str
) -> None:
    data = MAKE[kind]("De bosuil broedt in de toren.")
    file = named(data, f"brief.{kind}")
    school.put("message", letter(1, subject="Bijlage", attachments=[file]))
    school.put("message", letter(2, subject="Ander"))
    school.sync(replica)
    idle(replica)
    assert found(replica, "bosuil") == []
    replica.files.append(file, 0, data)
    idle(replica)
    assert found(replica, "bosui toren") == found(replica, '"bosuil broedt"') == ["Bijlage"]
    assert found(replica, "bijlage:bosuil") == ["Bijlage"]
    assert found(replica, "onderwerp:bosuil") == []


def test_a_file_that_was_here_first_counts_too(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    data = MAKE["odt"]("bosuil")
    file = named(data, "a.odt")
    replica.files.append(file, 0, data)
    idle(replica)
    school.put("message", letter(1, subject="Later", attachments=[file]))
    school.sync(replica)
    assert found(replica, "bosuil") == ["Later"]
    idle(replica)
    assert found(replica, "bosuil") == ["Later"]


def test_an_own_file_is_found_in_what_waits_to_be_sent(replica: Replica, school: FeedSchool, tmp_path: Path) -> None:
    school.sync(replica)
    path = tmp_path / "verslag.docx"
    path.write_bytes(MAKE["docx"]("bosuil"))
    replica.do(SendMessage(to=["c" * 32], subject="Eigen", body="Zie bijlage", attachments=[replica.files.add(path)]))
    idle(replica)
    assert found(replica, "bosuil") == ["Eigen"]


def test_the_words_go_with_the_message(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    data = MAKE["pdf"]("bosuil")
    file = named(data, "a.pdf")
    school.put("message", letter(1, attachments=[file]))
    school.sync(replica)
    replica.files.append(file, 0, data)
    idle(replica)
    assert len(found(replica, "bosuil")) == 1
    school.remove("message", f"{1:032x}")
    school.sync(replica)
    assert found(replica, "bosuil") == []
    idle(replica)
    assert kept(replica) == []
    assert not replica.files.is_whole(file.sha256)


def kept(replica: Replica) -> list[tuple[str, str]]:
    with replica.write(durable=False) as tx:
        return list(tx.rows("SELECT sha256, text FROM file_text"))


def test_the_words_survive_an_index_that_is_made_anew(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    data = MAKE["xlsx"]("bosuil")
    file = named(data, "a.xlsx")
    school.put("message", letter(1, subject="Blijft", attachments=[file]))
    school.sync(replica)
    replica.files.append(file, 0, data)
    idle(replica)
    with replica.write(durable=True) as tx:
        assert schema.prepare(tx.connection, form="another")
    assert found(replica, "bosuil") == ["Blijft"]
    idle(replica)
    assert found(replica, "bosuil") == ["Blijft"]


def test_what_an_earlier_version_read_is_found_without_reading_it_again(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    file = named(b"%PDF-", "a.pdf")
    school.put("message", letter(1, subject="Reis", attachments=[file]))
    school.sync(replica)
    with replica.write(durable=True) as tx:
        tx.run("INSERT INTO file_text VALUES (?, ?)", file.sha256, "school\ufffereis")
        assert schema.prepare(tx.connection, form="another")
    while replica.index_pending():
        pass
    assert found(replica, "schoolreis") == ["Reis"]


def test_a_file_that_says_nothing_is_read_once(replica: Replica) -> None:
    data = b"PK\x03\x04 geen zip"
    replica.files.append(named(data, "stuk.docx"), 0, data)
    assert replica.texts.step()
    assert not replica.texts.step()
    assert kept(replica) == [(sha256(data).hexdigest(), "")]


def test_half_a_file_is_not_read(replica: Replica) -> None:
    data = MAKE["docx"]("bosuil")
    replica.files.append(named(data, "half.docx"), 0, data[:100])
    assert not replica.texts.step()
