"""Search finds by the beginning of words, newest first, and takes whatever a person types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message, Recipient
from ssdesk.replica import Replica
from ssdesk.replica.actions import SaveDraft, SendMessage
from ssdesk.replica.asked import asked
from ssdesk.replica.database import Cancelled, Connection, connect
from ssdesk.replica.inbox import Filter
from ssdesk.replica.search import MOST_ENDINGS, Progress, Query
from ssdesk.replica.words import spans
from tests.replica.feed_school import ME, FeedSchool

Letter = Callable[..., Message]


@pytest.fixture
def found(replica: Replica, school: FeedSchool, letter: Letter) -> Callable[..., list[str]]:
    """Subjects of what a search finds, with and without the index: both must say the same."""
    pdf = Attachment("0" * 64, "Menu_januari.pdf", "application/pdf", 1)
    letters = [
        letter(1, subject="Één", body="De bosklassen gaan door."),
        letter(2, subject="Twee", body="Breng fluohesjes mee", attachments=[pdf]),
        letter(3, subject="Drie", body="<p>De <b>schoolreis</b> naar&nbsp;Gent &amp; Brugge</p>", body_type="html"),
        letter(4, subject="Vier", body="de schoolreis is afgelast", folder="trash"),
        letter(5, subject="Vijf", sender_name="José Müller", pupil="b" * 32),
    ]
    for one in letters:
        school.put("message", one)
    sent = letter(6, subject="Zes", sender=ME, folder="sent", recipients=[Recipient("x", "Ömer Çelik", "parent")])
    school.put("sent_message", sent)
    school.sync(replica)

    def find(words: str, folder: str = "", **rest: str) -> list[str]:
        asked = Filter(folder=folder, words=words, **rest)  # type: ignore[arg-type]
        direct = [row.subject for row in replica.inbox.rows(replica.inbox.keys(asked))]
        while replica.index_pending():
            pass
        indexed = [row.subject for row in replica.inbox.rows(replica.inbox.keys(asked))]
        assert direct == indexed == [row.subject for row in replica.inbox.first_page(asked)]
        school.put("message", letter(1, subject="Één", body="De bosklassen gaan door.", opened_at=1))
        school.sync(replica)
        return indexed

    return find


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("bosk", ["Één"]),
        ("BOSKLASSEN door", ["Één"]),
        ("een", ["Één"]),
        ("jose mull", ["Vijf"]),
        ("omer celik", ["Zes"]),
        ("menu", ["Twee"]),
        ("januari.pdf", ["Twee"]),
        ("schoolreis", ["Vier", "Drie"]),
        ('"de schoolreis"', ["Vier", "Drie"]),
        ('"schoolreis is"', ["Vier"]),
        ('"schoolrei"', []),
        ("brugge", ["Drie"]),
        ("strong b p", []),
        ("nergens", []),
        ("--- ''", []),
        ("klassen", []),
    ],
)
def test_words_are_found(found: Callable[..., list[str]], words: str, subjects: list[str]) -> None:
    assert found(words) == subjects


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("m²", ["2", "1"]),
        ("m2", ["2", "1"]),
        ("straße", ["4", "3"]),
        ("STRASSE", ["4", "3"]),
        ("Stra", ["4", "3"]),
        ("zwembad", ["6", "5"]),
        ("zwem\u00adbad", ["6", "5"]),
        ("bad", []),
        ("fiets", ["7"]),
        ("½", ["8"]),
        ("1/2", ["8"]),
    ],
)
def test_both_sides_of_a_search_fold_letters_alike(
    replica: Replica, school: FeedSchool, letter: Letter, words: str, subjects: list[str]
) -> None:
    bodies = ("12 m² tuin", "12 m2 tuin", "Schöne Straße", "strasse", "zwem\u00adbad", "zwembad", "ﬁets", "½ taart")
    for number, body in enumerate(bodies, 1):
        html = number % 2 == 1
        body_type = "html" if html else "text"
        school.put("message", letter(number, subject=f"{number}", body=body, body_type=body_type))
    school.sync(replica)

    def found() -> list[str]:
        return [row.subject for row in replica.inbox.first_page(Filter("", words=words))]

    assert found() == subjects
    while replica.index_pending():
        pass
    assert found() == subjects


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("De Straße hier", "strasse", "Straße"),
        ("het zwem\u00adbad is", "zwembad", "zwem\u00adbad"),
        ("12 m² tuin", "m2", "m²"),
        ("school\ufffereis", "schoolreis", "school\ufffereis"),
        ("cafe\u0301 nu", "café", "cafe\u0301"),
    ],
)
def test_what_was_found_is_marked_as_it_stands_there(text: str, words: str, marked: str) -> None:
    assert [text[begin:end] for begin, end in spans(text, asked(words, date(2026, 12, 1)).terms)] == [marked]


def test_every_ending_of_a_beginning_is_found(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    """Few endings, as many as are looked up one by one, and more; in words, in phrases and beside other words."""
    bodies = ["magneet ja", "magneetveld ja", "E-magneetvelden ja"]
    bodies += [f"E-kanx{number:03} ja kan{'ja' * (number % 3)}" for number in range(MOST_ENDINGS)]
    for number, body in enumerate(bodies):
        school.put("message", letter(number, subject=f"{number}", body=body))
    school.sync(replica)
    while replica.index_pending():
        pass

    def newest(words: str) -> list[int]:
        return [int(row.subject) for row in replica.inbox.first_page(Filter(words=words), 500)]

    assert newest("magneet") == newest("mag ja") == [2, 1, 0]
    assert newest("magneetv") == newest("ja magneetv") == [2, 1]
    assert newest("e-magn") == [2]
    assert newest("kan") == newest("kanx") == newest("e-kan j") == [*range(MOST_ENDINGS + 2, 2, -1)]
    assert newest("kanx00") == [*range(12, 2, -1)]
    assert newest("kanx001 kanjaja") == []
    assert newest("kanx00 kanjaja") == [11, 8, 5]


def test_a_search_stays_within_its_folder_and_child(found: Callable[..., list[str]]) -> None:
    assert found("schoolreis", "inbox") == ["Drie"]
    assert found("schoolreis", "trash") == ["Vier"]
    assert found("tekst", "inbox", pupil="b" * 32) == ["Vijf"]
    assert found("schoolreis", "outbox") == []


def test_changed_words_replace_the_old_ones(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    school.put("message", letter(1, body="oud"))
    school.sync(replica)
    replica.index_pending()
    school.put("message", letter(1, body="nieuw"))
    school.sync(replica)
    assert [len(replica.inbox.keys(Filter(words=word))) for word in ("oud", "nieuw")] == [1, 1]
    replica.index_pending()
    assert [len(replica.inbox.keys(Filter(words=word))) for word in ("oud", "nieuw")] == [0, 1]


def test_rows_are_readable_before_they_are_indexed(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number in range(30):
        school.put("message", letter(number))
    school.sync(replica)
    assert len(replica.inbox.first_page(Filter())) == 30
    assert replica.index.progress() == Progress(0, 30)
    assert replica.index_pending(20) == 10
    assert replica.index.progress() == Progress(20, 30)
    assert replica.index_pending(20) == 0


def test_an_own_waiting_message_and_a_draft_are_found(replica: Replica, school: FeedSchool) -> None:
    school.sync(replica)
    replica.do(SendMessage(to=["c" * 32], subject="Fluohesje", body="Waar ligt het?"))
    replica.drafts.keep(SaveDraft(draft="e" * 32, subject="Vraag", body="Het fluohesje van Noor"))
    assert len(replica.inbox.keys(Filter(folder="sent", words="fluo"))) == 1
    assert len(replica.inbox.keys(Filter(folder="drafts", words="fluo noor"))) == 1
    assert len(replica.inbox.keys(Filter(folder="drafts", words="fluo els"))) == 0


def test_a_search_that_nobody_wants_any_more_stops(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number in range(1500):
        school.put("message", letter(number))
    school.sync(replica)
    with pytest.raises(Cancelled):
        replica.inbox.keys(Filter(folder="", words="tekst"), cancelled=lambda: True)
    assert len(replica.inbox.keys(Filter(folder="", words="tekst"), cancelled=lambda: False)) > 0


@given(words=st.text(max_size=60))
@example(words='"')
@example(words='a "b" c* -d NEAR(e) AND OR NOT {f} : ^g (h')
@example(words="\x00 \ud800 ß ﬁ ２ ² ́")
def test_no_input_is_an_error(words: str) -> None:
    query = Query(words)
    query.matches(words, "x")
    if query.match:
        _index().execute("SELECT * FROM f WHERE f MATCH ?", (query.match,)).fetchall()


@cache
def _index() -> Connection:
    connection = connect(Path(":memory:"), bytes(32))
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize='unicode61 remove_diacritics 2')")
    return connection
