"""Documents without a window: sizes, pictures, text and search, and every way in which a file can be no good."""

from __future__ import annotations

import threading
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ssdesk.errors import SsdeskError
from ssdesk.ui.pdf import document as documents
from ssdesk.ui.pdf.document import Document, open_documents
from ssdesk.ui.pdf.finding import Folded
from ssdesk.ui.pdf.sizes import Area, Box, Picture
from tests import pdfs


def picture(document: Document, page: int, width: int = 120, height: int = 170) -> Picture:
    made = document.render(page, width, height, Area(0, 0, width, height))
    assert made is not None
    return made


def grey(made: Picture, x: int, y: int) -> int:
    """0 is black, 255 is white."""
    at = y * made.stride + 4 * x
    return sum(made.data[at : at + 3]) // 3


def refused(make: Callable[[], object]) -> SsdeskError:
    with pytest.raises(SsdeskError) as caught:
        make()
    assert open_documents() == 0
    return caught.value


def told_by(work: Callable[[], object]) -> str:
    """The code of what a person is told, or "" when it works. Anything else that is raised fails the test."""
    try:
        work()
    except SsdeskError as error:
        return error.code
    return ""


# ---- Good ones -------------------------------------------------------------------------------------------------------
def test_pages_have_their_sizes_also_on_their_side() -> None:
    document = Document(pdfs.mixed(), "Rapport")
    sizes = [document.size(page) for page in range(document.pages)]
    document.close()
    assert [(round(size.width), round(size.height)) for size in sizes] == [(595, 842), (842, 595), (595, 842)]


def test_a_part_of_a_picture_is_the_same_as_that_part_of_the_whole() -> None:
    document = Document(pdfs.report(), "Rapport")
    whole = picture(document, 0, 400, 566)
    part = document.render(0, 400, 566, Area(30, 40, 200, 100))
    document.close()
    assert part is not None
    lines = [
        whole.data[(40 + line) * whole.stride + 4 * 30 : (40 + line) * whole.stride + 4 * 230] for line in range(100)
    ]
    assert [part.data[line * part.stride : line * part.stride + 800] for line in range(100)] == lines
    assert any(byte != 255 for line in lines for byte in line)


def test_a_turned_page_is_shown_upright_and_its_words_are_where_they_are_seen() -> None:
    document = Document(pdfs.turned(), "Rapport")
    size = document.size(0)
    (box,) = document.search(0, "boven")[0]
    made = picture(document, 0, round(size.width), round(size.height))
    document.close()
    assert size.height > size.width
    assert 25 < box.left < 40
    assert 25 < box.top < 45
    inside = [
        grey(made, x, y)
        for x in range(round(box.left), round(box.left + box.width))
        for y in range(round(box.top), round(box.top + box.height))
    ]
    assert min(inside) < 100


def test_a_page_of_five_metres_is_opened_and_drawn() -> None:
    document = Document(pdfs.of_sizes([(5 * pdfs.METRE, 5 * pdfs.METRE)]), "Plan")
    size = document.size(0)
    made = document.render(0, 30_000, 30_000, Area(0, 0, 300, 300))
    document.close()
    assert round(size.width) == round(5 * pdfs.METRE)
    assert made is not None
    assert grey(made, 150, 150) == 0


def test_a_page_without_end_is_shown_as_a_large_one() -> None:
    document = Document(pdfs.of_sizes([(3e6, 1e6)]), "Plan")
    size = document.size(0)
    document.close()
    assert (size.width, round(size.height)) == (20_000, 6_667)


def test_two_thousand_pages_are_opened_without_looking_at_each() -> None:
    document = Document(pdfs.numbered(2000), "Jaarboek")
    text = document.text(1999)
    document.close()
    assert document.pages == 2000
    assert text.splitlines() == ["Blad 2000 van 2000", "teken2000teken"]


def test_an_encrypted_document_that_everybody_may_read_is_read() -> None:
    document = Document(pdfs.restricted(), "Rapport")
    text = document.text(0)
    document.close()
    assert "Blad 1 van 2" in text


# ---- Search ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", ["Eén op één", "een op een", "EEN  OP ÉÉN", " een op een "])
def test_capitals_accents_and_gaps_make_no_difference(words: str) -> None:
    document = Document(pdfs.report(), "Rapport")
    found = document.search(0, words)
    document.close()
    assert len(found) == 1


def test_what_goes_on_on_the_next_line_is_found_and_has_a_box_on_each() -> None:
    document = Document(pdfs.report(), "Rapport")
    ((first, second),) = document.search(2, "durft vragen stellen wanneer")
    document.close()
    assert isinstance(first, Box)
    assert second.top > first.top + first.height / 2
    assert second.left < first.left


def test_nothing_is_found_for_nothing() -> None:
    document = Document(pdfs.report(), "Rapport")
    assert [document.search(0, words) for words in ("", "  ", "\u0301", "kangoeroe")] == [[], [], [], []]
    document.close()


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    text = "  Straße,  co\u00f6peratie en co\u0308operatie:\ufb01n"
    for words, written in (("strasse", "Straße"), ("cooperatie", "co\u00f6peratie"), ("fin", "\ufb01n")):
        first, count = Folded(text).find(words)[0]
        assert text[first : first + count] == written
    assert len(Folded(text).find("cooperatie")) == 2


# ---- No good ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-not-one"),
        (b"Beste ouders, " * 200, "pdf-not-one"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "pdf-not-one"),
        (b"%PDF-1.7\n", "pdf-damaged"),
        (b"%PDF-1.7\n" + bytes(5000), "pdf-damaged"),
    ],
    ids=["empty", "text", "picture", "header only", "zeros"],
)
def test_what_is_no_pdf_is_said_to_be_none(data: bytes, code: str) -> None:
    error = refused(lambda: Document(data, "Rapport.pdf"))
    assert error.code == code
    assert "Rapport.pdf" in str(error)


def test_half_a_pdf_is_damaged_or_shows_what_is_left_but_never_fails_otherwise() -> None:
    whole = pdfs.report()
    said = {told_by(lambda part=part: Document(whole[: len(whole) * part // 20], "Rapport")) for part in range(1, 20)}
    assert said <= {"", "pdf-damaged", "pdf-no-pages"}
    assert open_documents() == 0


def test_scattered_damage_never_ends_in_an_exception() -> None:
    whole = bytearray(pdfs.numbered(3))
    for seed in range(60):
        hurt = bytearray(whole)
        for place in range(seed, len(hurt), 61):
            hurt[place] = (hurt[place] * 7 + seed) % 256
        hurt[:8] = whole[:8]
        try:
            document = Document(bytes(hurt), "Rapport")
        except SsdeskError:
            continue
        for page in range(min(document.pages, 5)):
            for work in (
                document.size,
                document.text,
                partial(document.search, words="blad"),
                partial(picture, document),
            ):
                assert told_by(partial(work, page=page)) in ("", "pdf-page")
        document.close()
    assert open_documents() == 0


def test_a_password_is_asked_by_another_program() -> None:
    error = refused(lambda: Document(pdfs.locked(), "Rapport"))
    assert error.code == "pdf-password"
    assert "another program" in str(error)


def test_a_document_without_pages_says_so_or_is_damaged() -> None:
    pages = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    assert refused(lambda: Document(pages + b"trailer<</Root 1 0 R>>\n%%EOF", "Leeg")).code in (
        "pdf-no-pages",
        "pdf-damaged",
    )


def test_a_count_of_pages_that_is_a_lie_takes_no_memory() -> None:
    lie = pdfs.numbered(4).replace(b"/Count 4", b"/Count 900000")
    assert refused(lambda: Document(lie, "Rapport")).code == "pdf-too-large"


def test_what_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "groot.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.7\n")
        opened.truncate(300 * 1024 * 1024)
    tracemalloc.start()
    error = refused(lambda: Document.read(file, "groot.pdf"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (error.code, peak < 1024 * 1024) == ("pdf-too-large", True)
    assert "Save it" in error.advice
    assert refused(lambda: Document(bytes(documents.LARGEST + 1), "groot.pdf")).code == "pdf-too-large"


def test_a_file_that_went_away_can_be_tried_again(tmp_path: Path) -> None:
    error = refused(lambda: Document.read(tmp_path / "weg.pdf", "weg.pdf"))
    assert (error.code, error.retry) == ("pdf-unreadable", True)


def test_one_broken_page_leaves_the_others_alone() -> None:
    document = Document(pdfs.with_broken_page(3, 2), "Rapport")
    for work in (lambda: document.text(1), lambda: picture(document, 1), lambda: document.search(1, "blad")):
        with pytest.raises(SsdeskError) as caught:
            work()
        assert (caught.value.code, caught.value.values) == ("pdf-page", {"number": 2})
    assert document.size(1).width > 500
    assert "Blad 3" in document.text(2)
    document.close()


# ---- One at a time, and gone when it is closed -----------------------------------------------------------------------
def test_many_threads_use_many_documents_at_once() -> None:
    open_ = [Document(pdfs.numbered(20), f"Rapport {number}") for number in range(3)]
    wrong: list[object] = []

    def work(document: Document) -> None:
        for page in range(20):
            picture(document, page)
            if document.text(page).splitlines()[0] != f"Blad {page + 1} van 20":
                wrong.append((document.name, page))

    threads = [threading.Thread(target=work, args=(document,)) for document in open_ * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for document in open_:
        document.close()
    assert (wrong, open_documents()) == ([], 0)


def test_closing_waits_for_nobody_and_gives_up_the_picture_that_is_being_made() -> None:
    document = Document(pdfs.heavy(), "Kunst")
    begun, made = threading.Event(), []

    def stop() -> bool:
        begun.set()
        return False

    thread = threading.Thread(
        target=lambda: made.append(document.render(0, 800, 1100, Area(0, 0, 800, 1100), stop)), daemon=True
    )
    thread.start()
    assert begun.wait(60)
    document.close()
    assert document.is_closed
    thread.join(60)
    assert made == [None]
    assert open_documents() == 0


def test_a_picture_nobody_wants_any_more_is_given_up() -> None:
    document = Document(pdfs.heavy(), "Kunst")
    end = time.monotonic() + 0.05
    assert document.render(0, 800, 1100, Area(0, 0, 800, 1100), lambda: time.monotonic() > end) is None
    assert document.text(0) == ""
    document.close()


def test_a_document_that_nobody_has_any_more_is_closed() -> None:
    document = Document(pdfs.report(), "Rapport")
    document.text(0)
    assert open_documents() == 1
    del document
    assert open_documents() == 0


def test_a_closed_document_says_that_it_is() -> None:
    document = Document(pdfs.report(), "Rapport")
    reopen = document.reopener()
    document.close()
    document.close()
    for work in (lambda: document.text(0), lambda: document.size(0), document.reopener):
        with pytest.raises(SsdeskError) as caught:
            work()
        assert caught.value.code == "pdf-closed"
    copy = reopen()
    assert "Herfstrapport" in copy.text(0)
    copy.close()
    assert open_documents() == 0
