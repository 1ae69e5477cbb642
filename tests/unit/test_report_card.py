"""The report as a PDF: what stands in it, and that nothing is cut however long it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from ssdesk.papers.letter import LetterHead
from ssdesk.papers.report_card import Remark, ReportCard, Skills, SubjectLine, report_card

LONG_NAME = "Maria-Magdalena Wilhelmina Van den Broeck-De Keersmaecker-Vandenberghe"
COMMENT = "Zij leest vlot en begrijpt wat er staat, ook als de zinnen lang zijn en de woorden moeilijk."


@pytest.fixture
def card() -> ReportCard:
    return ReportCard(
        LetterHead("Basisschool De Wilg", ("Wilgenlaan 12", "2999 Voorbeeldegem"), colour="#2F6B4F"),
        "Herfstrapport",
        "2026-2027",
        "Noor Peeters",
        "4B",
        "juf Petra",
        date(2026, 11, 20),
        (
            SubjectLine("Nederlands", "78%", "71%", COMMENT),
            SubjectLine("Wiskunde", "84%", "69%"),
            SubjectLine("Wereldoriëntatie", "91%", "74%", "Weet veel & vraagt <door>."),
        ),
        (Remark("Leren leren", "Noor werkt zelfstandig en zorgvuldig."), Remark("Sociaal", "Een fijne klasgenote.")),
        (Skills("Leren leren", "Plant steeds beter.", (("Werkt verzorgd", "zeer goed"),)),),
        (("Doktersattest", "4 halve dagen"), ("Te laat", "1 keer")),
        signed_by="Petra De Backer",
        principal="Marleen Van Hove",
    )


def pages(data: ReportCard) -> list[str]:
    """The text of each page, every white space one blank."""
    with pypdfium2.PdfDocument(report_card(data)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_report_has_four_parts_that_each_name_school_and_child(card: ReportCard) -> None:
    found = pages(card)
    assert len(found) == 4
    for number, page in enumerate(found, 1):
        assert "Basisschool De Wilg Herfstrapport 2026-2027" in page
        assert "Noor Peeters klas 4B · juf Petra" in page
        assert f"{number} / 4" in page
    assert "Vak Resultaat Mediaan klas Nederlands 78% 71% Wiskunde 84% 69%" in found[0]
    assert "Leren leren Noor werkt zelfstandig en zorgvuldig. Sociaal" in found[0]
    assert f"Nederlands 78% {COMMENT}" in found[1]
    assert "Geen opmerking." in found[1]
    assert "Weet veel & vraagt <door>." in found[1]
    assert "Werkt verzorgd zeer goed" in found[2]
    assert "Doktersattest 4 halve dagen Te laat 1 keer" in found[3]
    assert "Opgemaakt op 20 november 2026" in found[3]
    assert "Petra De Backer" in found[3]
    assert "Marleen Van Hove" in found[3]


def test_the_same_data_makes_the_same_bytes(card: ReportCard) -> None:
    assert report_card(card) == report_card(replace(card))
    assert report_card(card) != report_card(replace(card, pupil="Milan Peeters"))


def test_the_document_says_whose_it_is_and_in_which_language(card: ReportCard) -> None:
    made = report_card(card)
    with pypdfium2.PdfDocument(made) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "Herfstrapport 2026-2027 van Noor Peeters"
    assert told["Author"] == "Basisschool De Wilg"
    assert b"/Lang (nl-BE)" in made


def test_all_fonts_are_ours_and_embedded(card: ReportCard) -> None:
    made = report_card(card)
    names = re.findall(rb"/BaseFont /(?:[A-Z]{6}\+|[^/\s]*\+)?([\w-]+)", made)
    assert names
    assert all(b"Inter" in name for name in names)
    assert made.count(b"/FontFile2") == len(re.findall(rb"/Type /FontDescriptor", made))


def test_long_names_and_comments_wrap_and_go_on(card: ReportCard) -> None:
    head = LetterHead("Gesubsidieerde Vrije Basisschool Onze-Lieve-Vrouw ter Wilgen en omstreken", ("Wilgenlaan 12",))
    comment = " ".join(f"{COMMENT} ({n})" for n in range(60))
    lines = tuple(
        SubjectLine(f"{'Lichamelijke opvoeding en gezondheid ' * 3}{n}", "100%", "100%", comment) for n in range(3)
    )
    found = pages(replace(card, school=head, pupil=LONG_NAME, class_name=LONG_NAME, teacher=LONG_NAME, subjects=lines))
    assert len(found) > 4
    said = " ".join(found)
    for word in (*head.name.split(), *LONG_NAME.split(), *(f"({n})" for n in range(60))):
        assert word.rstrip("-") in said or word.split("-")[0] in said
    assert said.count("begrijpt wat er staat") == 180
    assert all(f"{n} / {len(found)}" in page for n, page in enumerate(found, 1))


def test_nothing_leaves_the_page(card: ReportCard) -> None:
    long = "W" * 200
    crowded = replace(card, pupil=long, subjects=(SubjectLine(long, "78%", "71%", long),) * 30, principal=LONG_NAME)
    with pypdfium2.PdfDocument(report_card(crowded)) as document:
        for page in document:
            text = page.get_textpage()
            for n in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(n)
                assert left >= 0
                assert right <= page.get_width()
                assert 0 <= bottom <= top <= page.get_height()


def test_without_medians_there_is_no_column_for_them(card: ReportCard) -> None:
    plain = replace(
        card, subjects=(SubjectLine("Nederlands", "goed"),), remarks=(), skills=(), attendance=(), teacher=""
    )
    found = pages(plain)
    assert len(found) == 4
    assert "Mediaan" not in found[0]
    assert "Nederlands goed" in found[0]
    assert "klas 4B ·" not in found[0]


def test_a_report_without_subjects_is_no_error(card: ReportCard) -> None:
    assert "Vak Resultaat" in pages(replace(card, subjects=()))[0]
