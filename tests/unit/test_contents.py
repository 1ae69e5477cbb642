"""What files say is read from their bytes, within bounds; no file is an error."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ssdesk.contents import office
from ssdesk.contents.reading import MOST, words_of
from tests.office_files import OFFICE, docx, packed, xlsx
from tests.pdfs import of_pages

SENTENCE = "De zeeklassen vertrekken één uur later & vroeger."


def pdf(sentence: str, **options: object) -> bytes:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.drawString(60, 700, sentence if number == 2 else "voorblad")

    return of_pages(2, draw, **options)


@pytest.mark.parametrize("make", [*OFFICE.values(), pdf])
def test_the_words_of_each_kind_of_file(make: Callable[[str], bytes]) -> None:
    assert SENTENCE in words_of(make(SENTENCE))


def test_a_word_that_goes_on_in_the_next_line_is_one_word() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        for at, line in enumerate(("Wij gaan op school-", "reis naar het zwem-", "bad.")):
            canvas.drawString(60, 700 - 15 * at, line)

    assert words_of(of_pages(1, draw)) == "Wij gaan op schoolreis naar het zwembad."
    assert words_of(docx("zwem\u00adbad")).split()[-1] == "zwembad"


def test_numbers_of_a_sheet_are_words_but_not_where_it_keeps_its_texts() -> None:
    assert words_of(xlsx("tekst")).split() == ["Kop", "tekst", "4711", "los"]


def test_styles_of_an_open_document_are_no_words() -> None:
    assert "stijl" not in words_of(OFFICE["odt"]("tekst"))


def _bomb() -> bytes:
    entities = '<!DOCTYPE w [<!ENTITY a "bom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return packed({"word/document.xml": f"<?xml version='1.0'?>{entities}<w><t>&b;</t></w>"})


def _outside() -> bytes:
    entities = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return packed({"word/document.xml": f"<?xml version='1.0'?>{entities}<w><t>&a;</t></w>"})


def _locked_zip() -> bytes:
    data = bytearray(docx(SENTENCE))
    for at in (data.rfind(b"PK\x01\x02") + 8, data.rfind(b"PK\x03\x04") + 6):
        data[at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"gewone tekst",
        b"%PDF-1.4 stuk",
        b"PK\x03\x04 stuk",
        docx(SENTENCE)[:-40],
        _bomb(),
        _outside(),
        _locked_zip(),
        pdf(SENTENCE, encrypt="geheim"),
        packed({"word/document.xml": "<w><t>open"})[:-3],
        packed({"foto.jpg": b"x"}),
    ],
)
def test_what_cannot_be_read_says_nothing(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert words_of(data) == ""
    assert not caplog.records


def test_a_zip_that_unpacks_to_very_much_ends() -> None:
    file = packed({"word/document.xml": b"<w><t>" + b" " * (office.MOST_UNPACKED + 1) + b"na</t></w>"})
    assert len(file) < office.MOST_UNPACKED // 100
    assert "na" not in words_of(file)


def test_a_long_file_is_known_by_its_beginning() -> None:
    words = words_of(docx("woord " * MOST + "laatste"))
    assert len(words) <= MOST
    assert words.startswith("Boven woord")
    assert "laatste" not in words


def test_one_damaged_member_leaves_what_was_read_before_it() -> None:
    file = io.BytesIO(docx("eerst"))
    with ZipFile(file, "a") as archive:
        archive.writestr("word/footnotes.xml", "<w><t>stuk")
    assert "eerst" in words_of(file.getvalue())


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_are_an_error(noise: bytes, at: int) -> None:
    whole = docx(SENTENCE)
    words_of(whole[:at] + noise + whole[at + len(noise) :])
    words_of(b"PK\x03\x04" + noise)
