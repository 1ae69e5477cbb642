"""Whatever a parent types or pastes for the school's address becomes that address, or a sentence that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.errors import SsdeskError
from ssdesk.sync import address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dewilg.school.example", "https://dewilg.school.example"),
        ("  DeWilg.School.Example \n", "https://dewilg.school.example"),
        ("https://dewilg.school.example/", "https://dewilg.school.example"),
        ("http://dewilg.school.example", "https://dewilg.school.example"),
        ("HTTPS://dewilg.school.example/#/inbox?x=1", "https://dewilg.school.example"),
        ("https://scholen.example/DeWilg", "https://scholen.example/DeWilg"),
        ("https://scholen.example/dewilg/v1/session", "https://scholen.example/dewilg"),
        ("https://scholen.example/dewilg/.well-known/ssdesk", "https://scholen.example/dewilg"),
        ("https://scholen.example/dewilg/confirm/abc", "https://scholen.example/dewilg"),
        ("http://127.0.0.1:8700/dewilg", "http://127.0.0.1:8700/dewilg"),
        ("127.0.0.1:8700/dewilg", "http://127.0.0.1:8700/dewilg"),
        ("http://localhost:8700", "http://localhost:8700"),
        ("http://[::1]:8700/dewilg", "http://[::1]:8700/dewilg"),
        ("http://school.example:8443", "https://school.example:8443"),
        ("https://school.example:443/", "https://school.example"),
        ("https://127.0.0.1:8700/dewilg", "https://127.0.0.1:8700/dewilg"),
        ("[::1]:8700", "http://[::1]:8700"),
        ("“dewilg.school.example”.", "https://dewilg.school.example"),
        ("<https://dewilg.school.example>", "https://dewilg.school.example"),
        ("Het adres van uw school: dewilg.school.example.", "https://dewilg.school.example"),
        ("https:// dewilg.school.example", "https://dewilg.school.example"),
        ("dewilg .school. example", "https://dewilg.school.example"),
        ("https://dewilg.school.example hulp: hulp@dewilg.example", "https://dewilg.school.example"),
        ("dewilg\u200b.school.example", "https://dewilg.school.example"),
        ("ｄｅｗｉｌｇ．school.example", "https://dewilg.school.example"),
        ("dewilg.school.example\\", "https://dewilg.school.example"),
        ("école.example", "https://xn--cole-9oa.example"),
    ],
)
def test_any_form_of_the_letter_becomes_the_address(typed: str, meant: str) -> None:
    assert address.parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "address-empty"),
        ("   ", "address-empty"),
        ("hulp@dewilg.example", "address-mail"),
        ("mailto:hulp@dewilg.example", "address-mail"),
        ("ABCD-2345-EFGH-6789", "address-code"),
        ("dewilg", "address-short"),
        ("ftp://dewilg.school.example", "address-wrong"),
        ("file:///etc/passwd", "address-wrong"),
        ("https://user:secret@dewilg.school.example", "address-mail"),
        ("https://dewilg.school.example:99999", "address-wrong"),
        ("https://", "address-wrong"),
        ("...", "address-wrong"),
        ("http://[::1", "address-wrong"),
        ("-dewilg-.example", "address-wrong"),
    ],
)
def test_what_is_no_address_gets_a_sentence_that_helps(typed: str, code: str) -> None:
    with pytest.raises(SsdeskError) as error:
        address.parse(typed)
    assert error.value.code == code
    assert "dewilg.school.example" in str(error.value)


def test_www_and_pages_of_the_site_are_also_tried_without() -> None:
    assert address.candidates("www.scholen.example/DeWilg/login.html") == (
        "https://www.scholen.example/DeWilg/login.html",
        "https://scholen.example/DeWilg/login.html",
        "https://www.scholen.example/dewilg/login.html",
        "https://scholen.example/dewilg/login.html",
        "https://www.scholen.example/DeWilg",
        "https://scholen.example/DeWilg",
    )


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = address.candidates(text)
    except SsdeskError as error:
        found = ()
        told = str(error)
    else:
        told = ""
    if not told:
        assert 1 <= len(found) <= 6
        assert all(
            base.startswith("https://") or address.is_loopback(base.split("/")[2].rsplit(":", 1)[0].strip("[]"))
            for base in found
        )
        assert all(" " not in base and "@" not in base and not base.endswith("/") for base in found)
