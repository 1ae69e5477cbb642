"""What a password must be (school.md A6). The wizard advises with it and the school's server enforces it.

Two ways in: a password (long enough, enough kinds of characters) or a passphrase (long, several words). Neither may
contain the account's own details nor stand on the list of common passwords.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import pairwise
from math import log2

import msgspec

from ssdesk.paths import resource

NAME_LETTERS = 3
"""Parts of names with fewer letters are not looked for: `Bo` or `de` stand in too many words."""

_PARTICLES = frozenset(
    ("van", "den", "der", "des", "ten", "ter", "von", "vande", "vanden", "vander", "del", "della", "dos", "bin", "ibn")
)
_MONTHS = (
    "januari|january|janvier|januar|jan",
    "februari|february|fevrier|februar|feb|fev",
    "maart|march|mars|marz|mrt|mar",
    "april|avril|apr|avr",
    "mei|may|mai",
    "juni|june|juin|jun",
    "juli|july|juillet|jul",
    "augustus|august|aout|aug",
    "september|septembre|sept|sep",
    "oktober|october|octobre|okt|oct",
    "november|novembre|nov",
    "december|decembre|dezember|dec|dez",
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_NOT_DECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


class PasswordPolicy(msgspec.Struct, frozen=True):
    """The school's settings. ValueError: a value that would let everything or nothing through."""

    min_length: int = 8
    min_kinds: int = 2
    """How many of: small letters, capitals, digits, other."""
    passphrase_length: int = 20
    passphrase_words: int = 4

    def __post_init__(self) -> None:
        lengths = 1 <= self.min_length <= 128 and 1 <= self.passphrase_length <= 128
        if not (lengths and 1 <= self.min_kinds <= 4 and 1 <= self.passphrase_words <= 16):
            raise ValueError("Lengths are 1 to 128, kinds 1 to 4, words 1 to 16.")


class Strength(IntEnum):
    """Said in words to the person; the value is the number of filled bars."""

    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


class Reason(StrEnum):
    """Why a password is refused; the values travel as codes."""

    TOO_SIMPLE = "password-too-simple"
    OWN_DETAIL = "password-own-detail"
    COMMON = "password-common"


class Verdict(msgspec.Struct, frozen=True):
    """One line of the wizard's box per criterion. Of an empty password nothing is fulfilled and nothing found."""

    length: int
    """In characters, `é` being one however it was typed."""
    words: int
    kinds: int
    is_passphrase: bool
    is_password: bool
    own_detail: str
    """The first own detail found, as it was given; empty: none."""
    is_common: bool
    strength: Strength

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that is wrong; empty: accepted."""
        found = (
            (Reason.TOO_SIMPLE, not (self.is_passphrase or self.is_password)),
            (Reason.OWN_DETAIL, bool(self.own_detail)),
            (Reason.COMMON, self.is_common),
        )
        return tuple(reason for reason, wrong in found if wrong)

    @property
    def accepted(self) -> bool:
        return not self.reasons


def check(password: str, about: Sequence[str | date] = (), policy: PasswordPolicy | None = None) -> Verdict:
    """Judge `password` for an account whose own details are `about`.

    `about` holds names, the child's names, number plates, and birth dates (a `date`, `2016-05-03` or `03/05/2016`) of
    the account's own record only: a detail of the other parent would reveal that there is one (A2).

    Looked for without regard to capitals and accents, anywhere in the password: every part of a name with at least
    `NAME_LETTERS` letters (not `van`, `den` and the like), a plate without its dashes, a birth date with its year in
    any usual writing. A digit standing for a letter is not undone.
    """
    policy = policy or PasswordPolicy()
    plain = normalized(password)
    words = plain.split()
    length = len(" ".join(words))
    is_passphrase = length >= policy.passphrase_length and len(words) >= policy.passphrase_words
    kinds = len({_kind(character) for character in plain})
    is_password = len(plain) >= policy.min_length and kinds >= policy.min_kinds
    folded = fold(plain)
    own_detail = next((str(detail) for detail in about if _contains(folded, detail)), "")
    is_common = bool(words) and not common_passwords().isdisjoint(
        {folded, " ".join(folded.split()), "".join(folded.split())}
    )
    strength = Strength.WEAK
    if (is_passphrase or is_password) and not own_detail and not is_common:
        strength = _strength(folded, plain, passphrase=is_passphrase)
    return Verdict(len(plain), len(words), kinds, is_passphrase, is_password, own_detail, is_common, strength)


def normalized(password: str) -> str:
    """The form that is checked and hashed: the same whether the keyboard sent `é` as one character or as two."""
    return unicodedata.normalize("NFC", password)


def fold(text: str) -> str:
    """Small letters without accents: `Zoë` and `ZOE` become `zoe`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_NOT_DECOMPOSED)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """All common passwords, folded; read when first asked for."""
    world = gzip.decompress(resource("common-passwords/world.txt.gz").read_bytes()).decode("utf-8")
    flanders = resource("common-passwords/flanders.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in (*world.splitlines(), *flanders.splitlines()) if line)


def _kind(character: str) -> str:
    if character.isupper():
        return "capital"
    if character.isalpha():
        return "letter"
    return "digit" if character.isdigit() else "other"


def _contains(folded: str, detail: str | date) -> bool:
    born = detail if isinstance(detail, date) else _as_date(detail)
    if born is not None:
        return any(re.search(writing, folded) for writing in _writings(born))
    text = fold(str(detail))
    if any(character.isdigit() for character in text):
        plate = _letters_and_digits(text)
        return len(plate) > NAME_LETTERS and plate in _letters_and_digits(folded)
    return any(part in folded for part in _name_parts(text))


def _as_date(text: str) -> date | None:
    day_first = _DAY_FIRST.fullmatch(text.strip())
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip()) if "-" in text else None
    except ValueError:
        return None


def _writings(born: date) -> Iterator[str]:
    """Patterns of a birth date with its year: with and without separators, day, month or year first, month as word.

    Without separators a one-digit day or month is looked for only with the long year: `352016`, not `3516`.
    """
    day, month = f"{born.day:02}", f"{born.month:02}"
    short_day, short_month = f"0?{born.day}", f"0?{born.month}"
    year = f"(?:{born.year // 100:02})?{born.year % 100:02}"
    gap, some = r"[^a-z0-9]*", r"[^a-z0-9]+"
    yield from (f"{day}{gap}{month}{gap}{year}", f"{month}{gap}{day}{gap}{year}", f"{year}{gap}{month}{gap}{day}")
    yield rf"(?<!\d){short_day}{some}{short_month}{some}{year}(?!\d)"
    yield rf"(?<!\d){short_month}{some}{short_day}{some}{year}(?!\d)"
    yield rf"(?<!\d){year}{some}{short_month}{some}{short_day}(?!\d)"
    yield rf"(?<!\d){born.day}{born.month}{born.year}(?!\d)"
    yield rf"(?<!\d){short_day}{gap}(?:{_MONTHS[born.month - 1]}){gap}{year}(?!\d)"


def _letters_and_digits(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _name_parts(folded: str) -> list[str]:
    parts = re.findall(r"[^\W\d_]+", folded)
    return [part for part in parts if len(part) >= NAME_LETTERS and part not in _PARTICLES]


def _strength(folded: str, plain: str, *, passphrase: bool) -> Strength:
    """A cautious estimate, in bits, of what a guesser must try who knows how people choose."""
    bits = _phrase_bits(folded) if passphrase else _characters_bits(folded, plain)
    for strength, enough in ((Strength.STRONG, 52), (Strength.GOOD, 38), (Strength.FAIR, 26)):
        if bits >= enough:
            return strength
    return Strength.WEAK


def _phrase_bits(folded: str) -> float:
    return sum(min(14.0, 4.0 * len(word)) for word in set(folded.split()))


def _characters_bits(folded: str, plain: str) -> float:
    """Characters that repeat or continue a row (`aaa`, `abc`, `321`) count once; a common word counts as one choice."""
    sizes = {"letter": 26, "capital": 26, "digit": 10, "other": 33}
    each = log2(sum(sizes[kind] for kind in {_kind(character) for character in plain})) * 0.7
    core = folded.strip("0123456789!?.,;:-_*#@$&+= ")
    if core in common_passwords():
        return 12.0 + each * (len(folded) - len(core)) / 2
    steps = [ord(after) - ord(before) for before, after in pairwise(folded)]
    in_a_row = sum(1 for one, two in pairwise(steps) if one == two and abs(one) <= 1)
    repeated = len(folded) - len(set(folded))
    return each * max(1.0, len(folded) - in_a_row - repeated / 3)
