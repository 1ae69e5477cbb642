"""The agreements of the two demo schools, and letters as a test needs them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ssdesk.protocol.agreements import Agreements
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.letter import Advice, Letter
from ssdesk.rules.agreements.reading import read
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server.demo.content import read_text

WILG = read(read_text("agreements_dewilg.toml"))
ZUID = read(read_text("agreements_atheneum-zuid.toml"))

BODY = (
    "Beste ouders\n\nDe foto's van het schoolfeest staan klaar in het album.\n\nVriendelijke groeten\nHet secretariaat"
)
"""Nothing is to be said of it."""


def at(text: str) -> datetime:
    """A moment on the school's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


def written(subject: str = "Foto's van het schoolfeest", body: str = BODY, **more: Any) -> Letter:
    return Letter(subject, body, **more)


def said(
    document: Agreements, role: str, letter: Letter, when: str = "2026-11-23 10:00", *, good: bool = False
) -> dict[str, Advice]:
    """By rule, the first that each says; without what is well as it is."""
    found: dict[str, Advice] = {}
    for one in advice(document, role, letter, at(when)):
        if one.mode != "good" or good:
            found.setdefault(one.rule, one)
    return found
