"""Words in a text without regard to capitals, accents and how the lines are broken."""

from __future__ import annotations

from array import array
from functools import lru_cache
from unicodedata import combining, normalize


class Folded:
    """A text as it is searched: small letters without accents, every gap one space. `find` gives places in the text as
    it was written."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        places = array("l")
        gap = True  # a gap at the start says nothing
        for place, letter in enumerate(text):
            folded = _letter(letter)
            if folded == " ":
                if not gap:
                    letters.append(folded)
                    places.append(place)
                gap = True
            elif folded:
                letters.append(folded)
                places.extend([place] * len(folded))
                gap = False
        self.text, self._places = "".join(letters), places

    def find(self, words: str) -> list[tuple[int, int]]:
        """Where `words` stand, as (first letter, number of letters) of the text as written; they never overlap."""
        wanted = Folded(words).text.rstrip()
        found: list[tuple[int, int]] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            first, last = self._places[at], self._places[at + len(wanted) - 1]
            found.append((first, last - first + 1))
            at = self.text.find(wanted, at + len(wanted))
        return found


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """A gap is " "; what is not seen (a soft hyphen, a mark of its own) is ""."""
    if letter.isspace():
        return " "
    bare = "".join(part for part in normalize("NFKD", letter.casefold()) if not combining(part))
    return bare.strip() if bare.isprintable() else ""
