"""What is recognised in the words of a Dutch letter. Each answer is a piece of the text or a suggestion, never a
judgement of who wrote it."""

from __future__ import annotations

import re
from datetime import date

from ssdesk.rules.agreements.dates import LONGEST, WEEKDAYS, mentions

_GREETING = re.compile(
    r"\W*(?:(?:aan )?(?:beste|dag|geachte|hallo|hoi|hey|lieve|waarde|goede|goeie|mevrouw|meneer|juf|meester|dear|hello"
    r"|bonjour|cher|chère|ouders?)\b|goe(?:de|ie)?n?(?:morgen|middag|namiddag|avond|dag)\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:groet(?:en|jes)?|hoogachtend|hoogachting|mvg|mvrgr|bedankt|dank ?u|dank je|met dank|alvast|genegen|liefs"
    r"|regards|fijne?|prettige?|beterschap|veel succes|salutations|vriendelijk|hartelijks?t?)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"tot [^.!?]{2,40}[.!]?", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:geef|geeft|breng|brengt|meebrengen|meenemen|bezorg|bezorgt|betaal|betaalt|betalen|gelieve|graag|vragen|vraag"
    r"|verwacht|verwachten|zorg|zorgt|vergeet|invullen|vul|ondertekenen|onderteken|inschrijven|schrijf|laat|meld|meldt"
    r"|kan u|kunt u|kunnen jullie|wilt u|wil u|wil je|kom|komt|aanwezig|doorgeven|afgeven|meegeven"
    r"|uitnodig\w*|nodig)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:(?:huis)?taak|(?:huis)?taken|huiswerk|opdracht(?:en)?|toets(?:en)?|oefening(?:en)?|overhoring(?:en)?"
    r"|inleveren|indienen|instuderen|les kennen|leren voor)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:ziek(?! geweest)|ziekjes|koorts|griep|buikgriep|waterpokken|overgegeven|is afwezig|afwezig zijn"
    r"|blijft thuis|thuis blijven|(?:komt|kan|zal) (?:\w+ ){0,3}niet (?:\w+ ){0,3}(?:naar|op) (?:de )?school)\b",
    re.IGNORECASE,
)
_CONFLICT = re.compile(
    r"\b(?:schandalig|schande|onaanvaardbaar|ontoelaatbaar|belachelijk|onbekwaam|advocaat"
    r"|klacht (?:indienen|neerleggen)|ruzie"
    r"|woedend|razend|boos|pik(?:ken)? (?:ik|wij) niet|laf|leugens?|liegt|beschuldig\w*|oneerlijk)\b",
    re.IGNORECASE,
)
_NOT_FOR_ME = re.compile(
    r"\b(?:niet voor (?:mij|ons) (?:bedoeld|bestemd)|niet (?:bedoeld|bestemd) voor (?:mij|ons)"
    r"|verkeerde? (?:persoon|adres|ouder|bestemmeling)"
    r"|verkeerd (?:geadresseerd|verstuurd|verzonden)|per vergissing (?:aan|naar) (?:mij|ons)"
    r"|wij hebben geen kind in)\b",
    re.IGNORECASE,
)
_APPOINTMENT = re.compile(r"\s*A(?:\s*:|\s+[-–]\s)\s*(?=\S)")
_QUOTE = re.compile(r"^-{4} [^\n]{1,60} -{4}[ \t]*\n[^\n:]{1,20}:", re.MULTILINE)
"""As the composer begins a message that is passed on, in whatever language."""
_CRY = re.compile(
    r"(?:^\W*|[\s!:,–-]+)(?:zeer |heel )?(?:dringend|urgent|belangrijk|opgelet|let op|asap|attentie|aandacht)\b"
    r"[\s!:,–-]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORT = 4
"""Fewer capitals are an abbreviation (CLB, LVS)."""


# ---- R3 --------------------------------------------------------------------------------------------------------------
def has_greeting(body: str) -> bool:
    """Whether the first line greets: by its words, or because it stands by itself ("Collega's")."""
    first, _, rest = body[:LONGEST].lstrip().partition("\n")
    alone = len(first) <= 40 and not re.search(r"[.!?;:]", first) and rest.startswith("\n")
    return alone or _GREETING.match(first) is not None


def has_closing(body: str) -> bool:
    """Whether one of the last four lines closes a letter ("Vriendelijke groeten", "Tot dan")."""
    lines = [line.strip() for line in body[-2000:].splitlines() if line.strip()][-4:]
    return any(_CLOSING.search(line) or _UNTIL.fullmatch(line) for line in lines)


def shouted(text: str) -> list[str]:
    """The words written in capitals only."""
    return [match[0] for match in _WORD.finditer(text[:LONGEST]) if _is_shouted(match[0])]


def shouting(body: str) -> tuple[int, int] | None:
    """The first two or more shouted words on end."""
    found: list[re.Match[str]] = []
    for match in _WORD.finditer(body[:LONGEST]):
        if _is_shouted(match[0]) or (found and match[0].isupper()):
            found.append(match)
        elif len(found) > 1:
            break
        else:
            found = []
    return (found[0].start(), found[-1].end()) if len(found) > 1 else None


def calm(text: str) -> str:
    """The same words without shouting."""
    low = text.lower()
    return low[:1].upper() + low[1:]


def calm_subject(subject: str, today: date) -> str:
    """ "DRINGEND zwemzak morgen" becomes "Zwemzak voor dinsdag": no shouting, no cries for attention, and the day by
    its name. "": nothing would be left."""
    text = _CRY.sub(" ", subject)
    all_of_it = text.isupper() and len(shouted(text)) > 1
    text = _WORD.sub(lambda match: match[0].lower() if all_of_it or _is_shouted(match[0]) else match[0], text)
    text = re.sub(r"!+|\?{2,}", "", text).strip(" :,-–")
    text = " ".join(text.split())
    for mention in reversed(mentions(text, today)):
        if mention.relative and 0 <= (mention.day - today).days < 7:
            named = WEEKDAYS[mention.day.weekday()] + mention.part
            before = text[: mention.start].split()
            joined = not before or before[-1].lower() in ("voor", "van", "op", "tegen", "tot", "vanaf", "en")
            text = text[: mention.start] + ("" if joined else "voor ") + named + text[mention.end :]
    return text[:1].upper() + text[1:]


def _is_shouted(word: str) -> bool:
    return len(word) >= _SHORT and word.isupper()


# ---- The others ------------------------------------------------------------------------------------------------------
def asks(text: str) -> bool:
    """R7: information, action or presence is asked."""
    return _ASKS.search(text[:LONGEST]) is not None


def without_appointment(subject: str) -> str | None:
    """R5: the subject without its "A:"; None where it has none."""
    match = _APPOINTMENT.match(subject)
    return None if match is None else subject[match.end() :].strip()


def without_quote(body: str) -> str:
    """What stands above a message that is passed on."""
    quote = _QUOTE.search(body)
    return body if quote is None else body[: quote.start()].rstrip()


def task(text: str) -> str:
    """R9: the word that says it is a task; "" for none."""
    return _found(_TASK, text)


def not_for_me(text: str) -> str:
    """R12: the words that say that a message reached the wrong person."""
    return _found(_NOT_FOR_ME, text)


def conflict(text: str) -> str:
    """R13: the words of a conflict."""
    return _found(_CONFLICT, text)


def absence(text: str) -> str:
    """R16: the words that tell an absence."""
    return _found(_ABSENT, text)


def place(body: str, word: str) -> tuple[int, int] | None:
    """Where a word that was recognised stands in the body; None: it stands in the subject."""
    match = re.search(rf"\b{re.escape(word)}\b", body[:LONGEST])
    return match.span() if match else None


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text[:LONGEST])
    return match[0] if match else ""
