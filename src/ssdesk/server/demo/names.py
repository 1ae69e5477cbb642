"""People's names, made from the lists in content/names.toml."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from random import Random

from ssdesk.server.demo.content import read
from ssdesk.server.demo.data import Gender

_MAIL_HOSTS = ("voorbeeld.be", "mail.example", "post.example", "thuis.example")
_NO_DECOMPOSITION = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "ß": "ss", "đ": "d"})


def plain(name: str) -> str:
    """Small ASCII letters only: "Van den Broeck" becomes "vandenbroeck", "Yılmaz" becomes "yilmaz"."""
    letters = unicodedata.normalize("NFKD", name.translate(_NO_DECOMPOSITION))
    return "".join(c for c in letters.lower() if c.isascii() and c.isalnum())


@dataclass(frozen=True)
class Origin:
    """Where names come from: forms of the family name for a man and a woman, first names per generation and gender."""

    last: list[tuple[str, str]]  # for a man, for a woman
    adults: dict[Gender, list[str]]
    children: dict[Gender, list[str]]


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", " ").split(",") if name.strip()]


class Namer:
    """Draws names, e-mail addresses and numbers from one stream of chance; an e-mail address is never drawn twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        entries = read("names.toml")["origin"]
        self._weights = [entry["weight"] for entry in entries]
        self._origins = [
            Origin(
                [(forms[0], forms[-1]) for forms in (name.split("|") for name in _split(entry["last"]))],
                {"m": _split(entry["men"]), "f": _split(entry["women"])},
                {"m": _split(entry["boys"]), "f": _split(entry["girls"])},
            )
            for entry in entries
        ]
        self._flemish = self._origins[0]
        self._addresses: set[str] = set()
        self._reserved: set[tuple[str, str]] = set()

    def origin(self) -> Origin:
        """Where a family's names come from, as often as in a Flemish town."""
        return self._chance.choices(self._origins, self._weights)[0]

    def last_name(self, origin: Origin) -> tuple[str, str]:
        """A family name in the form for a man and the form for a woman."""
        return self._chance.choice(origin.last)

    def reserve(self, first: str, last: str) -> None:
        """Keeps the name for somebody of the cast: nobody drawn by chance gets it."""
        self._reserved.add((first, last))

    def adult(self, origin: Origin, gender: Gender, last: str) -> str:
        """A first name that goes with the family name."""
        return self._free([origin.adults[gender]], last, set())

    def staff_member(self) -> tuple[str, str, Gender]:
        """First name, last name and gender of a member of staff."""
        origin = self._flemish if self._chance.random() < 0.6 else self.origin()
        gender: Gender = "f" if self._chance.random() < 0.72 else "m"
        last = self.last_name(origin)[gender == "f"]
        return self.adult(origin, gender, last), last, gender

    def child(self, origin: Origin, gender: Gender, last: str, taken: set[str]) -> str:
        """A first name that no brother or sister has; now and then a Flemish one in any family."""
        source = self._flemish if self._chance.random() < 0.15 else origin
        return self._free([source.children[gender], self._flemish.children[gender]], last, taken)

    def _free(self, lists: list[list[str]], last: str, taken: set[str]) -> str:
        """A name of the first list that has one which is neither taken nor reserved."""
        for names in lists:
            free = [name for name in names if name not in taken and (name, last) not in self._reserved]
            if free:
                return self._chance.choice(free)
        raise ValueError("no first name is left")

    def email(self, first: str, last: str) -> str:
        stem, host = f"{plain(first)}.{plain(last)}", self._chance.choice(_MAIL_HOSTS)
        return self.claim(stem, host)

    def claim(self, stem: str, host: str) -> str:
        """The address, with a number behind the name if it is taken."""
        address, number = f"{stem}@{host}", 1
        while address in self._addresses:
            number += 1
            address = f"{stem}{number}@{host}"
        self._addresses.add(address)
        return address

    def mobile(self) -> str:
        digits = f"{self._chance.randrange(10**4):04d}"
        return f"0470 00 {digits[:2]} {digits[2:]}"

    def phone(self) -> str:
        digits = f"{self._chance.randrange(10**4):04d}"
        return f"03 555 {digits[:2]} {digits[2:]}"

    def number_plate(self) -> str:
        letters = "".join(self._chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=3))
        return f"{self._chance.choice('12')}-{letters}-{self._chance.randrange(1000):03d}"
