"""The agreements about what is written, and to whom: R1 to R5, R12 to R14, R16."""

from __future__ import annotations

from collections.abc import Iterator

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.rules.agreements import talk, words
from ssdesk.rules.agreements.letter import Fix
from ssdesk.rules.agreements.situation import Found, Situation
from ssdesk.rules.seen import is_blank

ENOUGH = 40
"""Characters of a text from which on a greeting and a closing are missed."""


def subject(at: Situation) -> Iterator[Found]:
    """R1"""
    written, longest = at.subject.strip(), at.document.subject.longest
    if is_blank(at.letter.subject):
        yield Found(
            QT_TRANSLATE_NOOP("rules", "The message has no subject"),
            QT_TRANSLATE_NOOP("rules", "Write in a few words what it is about."),
            always=True,
        )
    elif len(written) > longest:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "A long subject"),
            QT_TRANSLATE_NOOP("rules", "It has {length} characters, {longest} are enough to see what it is about."),
            {"length": len(written), "longest": longest},
        )


def text(at: Situation) -> Iterator[Found]:
    """R2"""
    if not is_blank(at.letter.body):
        return
    title = QT_TRANSLATE_NOOP("rules", "The message has no text")
    if at.letter.attachments:
        title = QT_TRANSLATE_NOOP("rules", "Only an attachment, without a text")
    yield Found(title, QT_TRANSLATE_NOOP("rules", "Write at least one sentence."), always=True)


def polite(at: Situation) -> Iterator[Found]:
    """R3"""
    loud = words.shouted(at.subject)
    if loud:
        calm = words.calm_subject(at.subject, at.today)
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Capitals in the subject"),
            QT_TRANSLATE_NOOP("rules", "“{word}” comes across as shouting."),
            {"word": " ".join(loud)},
            fix=Fix("subject", calm) if calm else None,
        )
    span = words.shouting(at.body)
    if span is not None:
        start, end = span
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Capitals in the text"),
            QT_TRANSLATE_NOOP("rules", "“{word}” comes across as shouting."),
            {"word": at.body[start:end]},
            span,
            Fix("replace", words.calm(at.body[start:end]), start, end),
        )
    if len(at.body.strip()) >= ENOUGH:
        yield from _courtesies(at)


def _courtesies(at: Situation) -> Iterator[Found]:
    body = at.body
    if not words.has_greeting(body):
        greeting = "Beste ouders" if at.letter.group and at.role in ("teacher", "office") else talk.GREETING
        yield Found(
            QT_TRANSLATE_NOOP("rules", "No greeting"),
            QT_TRANSLATE_NOOP("rules", "A message begins with a greeting."),
            fix=Fix("replace", f"{greeting}\n\n", 0, 0),
        )
    if not words.has_closing(body):
        end = len(body.rstrip())
        yield Found(
            QT_TRANSLATE_NOOP("rules", "No closing"),
            QT_TRANSLATE_NOOP("rules", "A message ends with a closing."),
            fix=Fix("replace", f"\n\n{talk.CLOSING}", end, len(body)),
        )


def blind_copy(at: Situation) -> Iterator[Found]:
    """R4: nobody sees the others, however it is sent."""
    if at.letter.group or at.letter.recipients > 1:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Group in blind copy"),
            QT_TRANSLATE_NOOP("rules", "{count} recipients do not see each other."),
            {"count": at.letter.recipients},
            good=True,
        )


def confirmation(at: Situation) -> Iterator[Found]:
    """R5: "A:" is offered as a request to confirm and never becomes one by itself."""
    if at.letter.asks == "confirm":
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Asks to confirm"),
            QT_TRANSLATE_NOOP("rules", "The reader confirms the appointment with one click."),
            good=True,
        )
    elif not at.letter.asks and words.without_appointment(at.subject) is not None:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "“A:” asks to confirm"),
            QT_TRANSLATE_NOOP("rules", "With a request the reader confirms with one click, and you see who did."),
            fix=Fix("confirmation", words.without_appointment(at.subject) or ""),
        )


def wrong_person(at: Situation) -> Iterator[Found]:
    """R12"""
    word, span = at.first(words.not_for_me) if at.letter.answering else ("", None)
    if word:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Not meant for you?"),
            QT_TRANSLATE_NOOP("rules", "Say so with one click: the sender can then take it back."),
            {"word": word},
            span,
            Fix("not_for_me"),
        )


def conflict(at: Situation) -> Iterator[Found]:
    """R13"""
    word, span = at.first(words.conflict)
    if talk.asks_for_talk(at.body):
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Asks for a talk"),
            QT_TRANSLATE_NOOP("rules", "Ctrl+Z in the text brings back what stood there."),
            good=True,
        )
    elif word:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Rather talk about it"),
            QT_TRANSLATE_NOOP("rules", "“{word}” is better said in a talk than in a message."),
            {"word": word},
            span,
            talk.request(at.body),
        )


def right_person(at: Situation) -> Iterator[Found]:
    """R14"""
    most = at.document.right_person.most
    if at.letter.recipients > most:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Many recipients"),
            QT_TRANSLATE_NOOP("rules", "Is it for all {count} of them? Write to whom it concerns."),
            {"count": at.letter.recipients},
        )


def absence(at: Situation) -> Iterator[Found]:
    """R16"""
    phone, (word, span) = at.document.absence.phone, at.first(words.absence)
    if phone and word:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Absences are told by phone"),
            QT_TRANSLATE_NOOP("rules", "Call {phone}; a message may be read too late."),
            {"phone": phone, "word": word},
            span,
            Fix("phone", phone),
        )
