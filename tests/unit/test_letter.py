"""The activation letter: everything a parent must type is on it, readable, and no other adult is."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

from ssdesk.papers.letter import ActivationLetter, HelpContact, LetterHead, grouped, letter, letters

MM = 72 / 25.4
SCHOOL = LetterHead(
    "Basisschool De Wilg",
    ("Wilgenlaan 12", "2000 Antwerpen"),
    "03 555 01 20",
    "secretariaat@dewilg.example",
    colour="#6D42C4",
)
MOTHERS = ActivationLetter(
    school=SCHOOL,
    help=HelpContact("Karim Haddad (ICT)", "03 555 01 23", "helpdesk@dewilg.example"),
    pupil="Noor Peeters",
    class_name="Klas 4B",
    address=("Lindestraat 7 bus 2", "2018 Antwerpen"),
    server="dewilg.school.example",
    username="noor.peeters",
    code="K7QM3XWP9RT2HVNA",
    valid_until=date(2026, 12, 21),
    written_on=date(2026, 11, 23),
)
FATHERS = replace(MOTHERS, address=("Statiestraat 88", "2600 Berchem"), code="AB2CD3EF4GH5JK6M")
LONG = replace(
    MOTHERS,
    school=replace(
        SCHOOL, name="Gesubsidieerde Vrije Basisschool Onze-Lieve-Vrouw-ten-Troost van het Heilig Hart " * 2
    ),
    pupil="Maximiliaan-Alexander van den Wouwer-Vandenbroucke de la Fontaine-Aguirre y Zúñiga",
    address=("Burgemeester Baron Jules de Trooz-Vandenpeereboomlaan 1234 bus 0567", "8790 Waregem", "België"),
    server="onze-lieve-vrouw-ten-troost-van-het-heilig-hart.scholengroep-zuid-west-vlaanderen.example/basisschool",
    username="maximiliaan-alexander.vandenwouwervandenbrouckedelafontaine",
    help=HelpContact("Wilhelmina Vanderstichelen-Goethals, ICT", "+32 9 555 01 23", "h" * 60 + "@school.example"),
)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    yield document
    document.close()


def texts(pdf: bytes) -> list[str]:
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def characters(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each character of the first page with its place in millimetres from the top left."""
    with opened(pdf) as document:
        page = document[0]
        height, content = page.get_height(), page.get_textpage()
        found = []
        for at in range(content.count_chars()):
            left, bottom, right, top = content.get_charbox(at)
            letter_ = content.get_text_range(at, 1)
            if letter_.strip():
                found.append((letter_, (left + right) / 2 / MM, (height - (bottom + top) / 2) / MM))
        return found


def test_everything_a_parent_needs_can_be_read() -> None:
    (text,) = texts(letter(MOTHERS))

    for needed in (
        "Basisschool De Wilg",
        "De ouder(s) of verantwoordelijke van Noor Peeters Lindestraat 7 bus 2 2018 Antwerpen",
        "Adres van de school dewilg.school.example",
        "Gebruikersnaam noor.peeters",
        "Code K7QM 3XWP 9RT2 HVNA",
        "tot en met 21 december 2026",
        "23 november 2026",
        "1. Open ssdesk",
        "6. Bevestig uw e-mailadres",
        "Karim Haddad (ICT), 03 555 01 23, helpdesk@dewilg.example",
    ):
        assert needed in text, needed
    assert "Klas 4B" not in text


def test_the_reader_is_addressed_formally() -> None:
    words = texts(letter(MOTHERS))[0].lower().replace(",", " ").replace(".", " ").split()

    assert {"u", "uw"} <= set(words)
    assert not {"je", "jij", "jou", "jouw", "jullie"} & set(words)


def test_the_letter_of_one_parent_tells_nothing_of_the_other() -> None:
    mothers, fathers = texts(letter(MOTHERS))[0], texts(letter(FATHERS))[0]

    for private in ("Lindestraat", "2018", "K7QM"):
        assert private in mothers
        assert private not in fathers
    same = fathers.replace("Statiestraat 88 2600 Berchem", "Lindestraat 7 bus 2 2018 Antwerpen")
    assert same.replace("AB2C D3EF 4GH5 JK6M", "K7QM 3XWP 9RT2 HVNA") == mothers


def test_the_address_and_nothing_else_stands_in_the_window_of_the_envelope() -> None:
    in_window = "".join(c for c, x, y in characters(letter(MOTHERS)) if 110 <= x <= 195 and 44 <= y <= 78)

    assert in_window == "Deouder(s)ofverantwoordelijkevanNoorPeetersLindestraat7bus22018Antwerpen"


def test_without_a_postal_address_the_letter_goes_through_the_class() -> None:
    (text,) = texts(letter(replace(MOTHERS, address=())))

    assert "verantwoordelijke van Noor Peeters Klas 4B" in text


def test_long_names_make_smaller_print_and_lose_nothing() -> None:
    pdf = letter(LONG)
    text = "".join(texts(pdf)[0].split())

    assert len(texts(pdf)) == 1
    for part in (LONG.school.name, LONG.pupil, *LONG.address, LONG.server, LONG.username, "K7QM", LONG.help.email):
        assert "".join(part.split()) in text, part
    places = characters(pdf)
    assert all(20 <= x <= 195 and 10 <= y <= 292 for _, x, y in places)
    in_window = "".join(c for c, x, y in places if 110 <= x <= 195 and 44 <= y <= 78)
    assert in_window.startswith("Deouder(s)ofverantwoordelijkevanMaximiliaan")
    assert in_window.endswith("België")


def test_letters_come_in_the_given_order_one_page_each() -> None:
    everyone = [replace(MOTHERS, pupil=f"Kind{number} Peeters") for number in range(12)]

    pages = texts(letters(everyone))

    assert len(pages) == 12
    for number, page in enumerate(pages):
        assert f"van Kind{number} Peeters" in page


def test_no_letter_is_an_error_and_not_an_empty_file() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letters([])


def test_names_are_text_and_never_markup() -> None:
    odd = replace(MOTHERS, pupil="Zoë <b>O'Brien</b> & Łukasz &amp; Çelik", address=("</para> 1", "2000 <i>A"))

    (text,) = texts(letter(odd))

    assert "Zoë <b>O'Brien</b> & Łukasz &amp; Çelik" in text
    assert "</para> 1 2000 <i>A" in text


def test_fonts_are_embedded_and_only_ours() -> None:
    pdf = letter(MOTHERS)

    assert pdf.count(b"/FontFile2") >= 3
    assert b"Helvetica" not in pdf
    assert b"/Lang (nl-BE)" in pdf


def test_the_same_data_makes_the_same_file() -> None:
    assert letter(MOTHERS) == letter(MOTHERS)
    assert letter(MOTHERS) != letter(FATHERS)


def test_the_page_shows_the_colour_of_the_school_and_print() -> None:
    with opened(letter(MOTHERS)) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")

    assert picture.size == (1191, 1684)
    assert picture.getpixel((600, 5)) == (0x6D, 0x42, 0xC4)
    dark = sum(picture.convert("L").histogram()[:100])
    assert 0.01 < dark / (picture.width * picture.height) < 0.2


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("K7QM3XWP9RT2HVNA", "K7QM 3XWP 9RT2 HVNA"),
        ("K7QM-3XWP-9RT2-HVNA", "K7QM 3XWP 9RT2 HVNA"),
        ("K7QM 3XWP", "K7QM 3XWP"),
        ("Zomer-2016", "Zomer-2016"),
        ("AB123", "AB123"),
        ("", ""),
    ],
)
def test_codes_are_shown_in_groups_of_four(code: str, shown: str) -> None:
    assert grouped(code) == shown


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#12345g", "2F5BD7", "#2F5BD7;"])
def test_a_colour_that_is_none_is_refused_before_anything_is_printed(colour: str) -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        replace(SCHOOL, colour=colour)
