"""Which characters of a text can be seen, and whether there are any."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")  # letters by their category, but blank


def is_seen(char: str) -> bool:
    """Not what controls, has no width or is a space."""
    return char.isprintable() and not char.isspace() and char not in _INVISIBLE


def is_blank(text: str) -> bool:
    """Nothing of it can be seen. Accents without a letter are no text."""
    return not any(is_seen(char) and unicodedata.category(char)[0] != "M" for char in text)
