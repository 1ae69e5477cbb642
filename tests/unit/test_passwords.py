"""The password policy (school.md A6): what is accepted, what is refused and why."""

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssdesk.rules.passwords import PasswordPolicy, Reason, Strength, check, common_passwords, fold, normalized

NOOR = ("Noor Peeters", "Els Vermeulen", "1-ABC-234", date(2016, 5, 3))
"""A mother's own details and her child's."""


def test_the_passphrase_of_the_picture_is_strong() -> None:
    verdict = check("groene fietsen dansen zachtjes", NOOR)

    assert verdict.accepted
    assert verdict.is_passphrase
    assert (verdict.words, verdict.length, verdict.strength) == (4, 30, Strength.STRONG)


@pytest.mark.parametrize(
    ("password", "kinds"),
    [("mijnhuis7", 2), ("mijnHuisje", 2), ("mijn huisje", 2), ("MIJNHUIS7", 2), ("mijnHuis7", 3), ("mijnHuis7!", 4)],
)
def test_eight_characters_of_two_kinds_are_a_password(password: str, kinds: int) -> None:
    verdict = check(password)

    assert verdict.accepted
    assert verdict.kinds == kinds


@pytest.mark.parametrize("password", ["", " ", "hui7K", "mijnhu7", "hetgrotehuisaandekerk", "98237465", "HETGROTEHUIS"])
def test_too_short_or_of_one_kind_is_too_simple(password: str) -> None:
    verdict = check(password)

    assert Reason.TOO_SIMPLE in verdict.reasons
    assert verdict.strength is Strength.WEAK


@pytest.mark.parametrize(
    ("passphrase", "fulfilled"),
    [
        ("een paard danst hier", True),  # exactly 20 characters, 4 words
        ("een paard danst daa", False),  # 19 characters
        ("vierentwintig paarden dansen", False),  # three words
        ("een  paard   danst  hi", False),  # more spaces make no longer phrase
    ],
)
def test_a_passphrase_has_twenty_characters_and_four_words(passphrase: str, fulfilled: bool) -> None:
    assert check(passphrase).is_passphrase is fulfilled


def test_an_empty_password_has_found_nothing() -> None:
    verdict = check("", NOOR)

    assert not verdict.accepted
    assert (verdict.own_detail, verdict.is_common) == ("", False)


@pytest.mark.parametrize(
    "password",
    [
        "blauwe NOOR 77",
        "mijnnoortje8",
        "xxPeeters!99",
        "Noor-is-lief",
        "nóór12345",
        "vermeulen+zon",
        "de grote els staat in de tuin",
        "grijze 1-abc-234",
        "1ABC234 rijdt",
        "xx1abc234yy",
        "rode 1 ABC 234",
    ],
)
def test_names_and_number_plate_are_refused_in_any_form(password: str) -> None:
    assert check(password, NOOR).reasons == (Reason.OWN_DETAIL,)


@pytest.mark.parametrize(
    "writing",
    [
        "03/05/2016", "3/5/2016", "03-05-16", "3-5-16", "3.5.2016", "3 5 16", "20160503", "2016-05-03", "2016/5/3",
        "160503", "030516", "03052016", "352016", "05/03/2016", "5-3-16", "050316", "3 mei 2016", "3mei2016",
        "03MEI16", "3-mei-16", "3 May 2016", "3 mai 2016", "03 05 16", "03.0516",
    ],
)  # fmt: skip
def test_a_birth_date_is_refused_in_every_usual_writing(writing: str) -> None:
    for password in (f"grijs huis {writing}", f"Huisje{writing}", f"Abc!defgh{writing}x"):
        assert check(password, NOOR).reasons == (Reason.OWN_DETAIL,), password
        assert check(password, [date(2016, 5, 4)]).own_detail == "", password


@pytest.mark.parametrize("given_as", ["2016-05-03", "03/05/2016", "3-5-2016", " 03.05.2016 "])
def test_a_birth_date_may_be_given_as_text(given_as: str) -> None:
    assert check("Huisje030516", [given_as]).reasons == (Reason.OWN_DETAIL,)
    assert check("Huisje130516", [given_as]).accepted


@pytest.mark.parametrize(
    "password", ["huis 13-5-16", "huis 3-5-160", "huis 23.5.2016", "huis 3516 tuin", "huis in mei 16"]
)
def test_another_number_is_not_the_birth_date(password: str) -> None:
    assert check(password, NOOR).own_detail == ""


@pytest.mark.parametrize(
    ("name", "password"),
    [("Bo De Wit", "bomen in bos 7"), ("Jo Van den Berghe", "de kat van den buur 7"), ("Li", "lieveling7")],
)
def test_short_parts_and_particles_of_names_may_stand_in_a_password(name: str, password: str) -> None:
    assert check(password, [name]).accepted


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Jo Van den Berghe", "mijnBerghe7"),
        ("Jan-Willem D'Hondt", "dagwillem77"),
        ("Jan-Willem D'Hondt", "hondten7788"),
        ("Zoë Çelik", "lieve zoe 88"),
        ("Zoë Çelik", "CELIK kleurt"),
        ("Søren", "soren kleurt 7"),
        ("Oğuz Işık", "isik kleurt 7"),
    ],
)
def test_every_longer_part_of_a_name_counts_without_accents(name: str, password: str) -> None:
    assert check(password, [name]).own_detail == name


def test_a_digit_for_a_letter_is_not_undone() -> None:
    assert check("n00rtje-blij", NOOR).accepted


@pytest.mark.parametrize(
    "password",
    ["wachtwoord1", "WACHTWOORD1", "Wáchtwoord1", "Welkom01", "azerty123", "Anderlecht1", "ClubBrugge1", "password1",
     "Zomer2026!", "qwerty123", "dit is mijn wachtwoord", "Dit is  mijn wachtwoord", "correct horse battery staple"],
)  # fmt: skip
def test_common_passwords_are_refused(password: str) -> None:
    assert check(password).reasons == (Reason.COMMON,)


def test_the_list_of_common_passwords_is_folded_and_large() -> None:
    entries = common_passwords()

    assert len(entries) > 24_000
    assert {"123456", "wachtwoord", "welkom01", "clubbrugge"} <= entries
    assert all(entry == fold(entry) for entry in entries)


def test_everything_wrong_is_said_at_once() -> None:
    assert check("noor", [*NOOR, "Welkom"]).reasons == (Reason.TOO_SIMPLE, Reason.OWN_DETAIL)
    assert check("welkom", ["Welkom"]).reasons == (Reason.TOO_SIMPLE, Reason.OWN_DETAIL, Reason.COMMON)


def test_the_school_sets_length_kinds_and_words() -> None:
    strict = PasswordPolicy(min_length=12, min_kinds=3, passphrase_length=25, passphrase_words=5)

    assert not check("mijnHuis7", policy=strict).accepted
    assert check("mijnHuisje77", policy=strict).accepted
    assert not check("een paard danst hier", policy=strict).accepted
    assert check("een paard danst hier vandaag", policy=strict).is_passphrase


@pytest.mark.parametrize(
    "wrong", [{"min_length": 0}, {"min_kinds": 5}, {"passphrase_words": 0}, {"passphrase_length": 999}]
)
def test_a_policy_that_lets_all_or_nothing_through_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="kinds 1 to 4"):
        PasswordPolicy(**wrong)


@pytest.mark.parametrize(
    ("password", "strength"),
    [
        ("Vakantie77!", Strength.WEAK),
        ("de de de de de de de de", Strength.WEAK),
        ("mijnhuis7", Strength.FAIR),
        ("kT7#pq9!x", Strength.GOOD),
        ("kT7#pq9!xL2m", Strength.STRONG),
        ("fiets in de regen van juli", Strength.STRONG),
    ],
)
def test_strength_is_graded(password: str, strength: Strength) -> None:
    verdict = check(password)

    assert verdict.accepted
    assert verdict.strength is strength


@given(st.text(max_size=60), st.lists(st.text(max_size=30) | st.dates(), max_size=4))
def test_any_text_gets_a_verdict_that_is_the_same_in_both_unicode_forms(password: str, about: list[str | date]) -> None:
    verdict = check(password, about)

    assert verdict == check(unicodedata.normalize("NFD", password), about)
    assert verdict.accepted == (not verdict.reasons)
    assert verdict.length == len(normalized(password))


@given(st.dates(min_value=date(1930, 1, 1)), st.sampled_from(["", "-", "/", ".", " "]), st.text("abcdXYZ!", max_size=8))
def test_every_birth_date_is_found_day_first_and_year_first(born: date, gap: str, around: str) -> None:
    for order in ("%d{0}%m{0}%Y", "%d{0}%m{0}%y", "%Y{0}%m{0}%d", "%y{0}%m{0}%d"):
        written = born.strftime(order.format(gap))
        assert check(around + written + around, [born]).own_detail == str(born), written


@given(st.text("abcdefghijklmnoprstuvwyz", min_size=3, max_size=12), st.text("aXq7! ", max_size=10))
def test_a_name_is_found_wherever_it_stands(name: str, around: str) -> None:
    assume(name not in ("van", "den", "der", "des", "ten", "ter", "von", "del", "dos", "bin", "ibn", "vande", "vanden"))
    assume(name not in ("vander", "della"))

    assert check(around + name.upper() + around, [name.capitalize()]).own_detail == name.capitalize()
