"""A row of a search shows the words around what was found, and which file holds them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message
from ssdesk.replica import Replica
from ssdesk.replica.hits import Hit
from ssdesk.replica.inbox import Filter
from ssdesk.rules.markup import PREVIEW
from tests.office_files import docx
from tests.replica.feed_school import FeedSchool

Letter = Callable[..., Message]
LONG = "Beste ouders, " + "dit gaat eerst over iets anders. " * 20 + "Dan de Bosuilén in de toren, en verder niets."


def hit(replica: Replica, words: str) -> Hit | None:
    filter_ = Filter("", words=words)
    rows = replica.inbox.first_page(filter_)
    assert len(rows) == 1
    return replica.inbox.hits(filter_, [rows[0].key]).get(rows[0].key)


def test_words_far_in_a_message_are_shown_with_what_stands_around_them(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    school.put("message", letter(1, body=LONG, preview=LONG[:PREVIEW]))
    school.put("message", letter(2, body=f"<p>{LONG} <b>merel</b></p>", body_type="html", preview=LONG[:PREVIEW]))
    school.sync(replica)
    found = hit(replica, "bosuilen toren -merel onderwerp:2")
    assert found is not None
    assert found.around.startswith("… ")
    assert "Dan de Bosuilén in de toren" in found.around
    assert len(found.around) <= PREVIEW + 2
    assert hit(replica, "eerst onderwerp:1") is None
    assert hit(replica, "onderwerp:1") is None
    assert hit(replica, "na:2000 onderwerp:1") is None


def test_the_file_is_named_that_holds_what_the_message_does_not(
    replica: Replica, school: FeedSchool, letter: Letter
) -> None:
    data = docx("Eén bosuil broedt in de toren.")
    files = [
        Attachment("1" * 64, "foto's.zip", "", 9),
        Attachment(sha256(data).hexdigest(), "Brief.docx", "", len(data)),
    ]
    school.put("message", letter(1, subject="Over de toren", attachments=files))
    school.sync(replica)
    replica.files.append(files[1], 0, data)
    while replica.index_pending():
        pass
    found = hit(replica, "toren bosuil")
    assert found is not None
    assert found.file == "Brief.docx"
    assert "Eén bosuil broedt" in found.around
    assert hit(replica, "toren") is None
    assert hit(replica, "bijlage:foto") == Hit("", "foto's.zip")
    assert hit(replica, "brief") == Hit("", "Brief.docx")
