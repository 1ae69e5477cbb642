"""R13: a letter that fights becomes one that asks for a talk."""

from __future__ import annotations

from ssdesk.rules.agreements import words
from ssdesk.rules.agreements.letter import Fix

REQUEST = "Ik bespreek dit liever in een gesprek dan in een bericht. Wanneer past dat voor u?"
GREETING, CLOSING = "Goedendag", "Met vriendelijke groeten"
_SHORT = 60
"""Characters of a line that greets or closes and says nothing else."""


def asks_for_talk(body: str) -> bool:
    return REQUEST in body


def request(body: str) -> Fix:
    """What one click writes in place of the text, between the greeting and the closing that are there already."""
    start, end = _behind_greeting(body), _before_closing(body)
    if end <= start:
        start, end = 0, len(body)
    text = ("\n\n" if start else f"{GREETING}\n\n") + REQUEST + ("\n\n" if end < len(body) else f"\n\n{CLOSING}")
    return Fix("talk", text, start, end)


def _behind_greeting(body: str) -> int:
    """0: there is none that can stay."""
    begins = len(body) - len(body.lstrip())
    first, newline, _ = body[begins:].partition("\n")
    stays = newline and len(first) <= _SHORT and words.has_greeting(body) and not words.conflict(first)
    return begins + len(first.rstrip()) if stays else 0


def _before_closing(body: str) -> int:
    """Where the last lines begin that close it; the end of the text where none does."""
    place = end = len(body.rstrip())
    left = 4
    for line in reversed(body[:end].splitlines(keepends=True)):
        place -= len(line)
        said = line.strip()
        left -= bool(said)
        if left < 0 or len(said) > _SHORT or words.conflict(said):
            break
        if said and words.has_closing(said):
            return place
    return len(body)
