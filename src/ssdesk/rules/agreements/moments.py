"""The agreements about when: R6, R7, R8, R9."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.rules.agreements import words
from ssdesk.rules.agreements.calendar import coming_school_day, due
from ssdesk.rules.agreements.dates import Mention, seen_from, understood
from ssdesk.rules.agreements.letter import Fix, Value
from ssdesk.rules.agreements.situation import Found, Situation
from ssdesk.rules.holidays import is_school_day
from ssdesk.rules.working_time import SCHOOL_TIME, WEEK, day_of, minute_of


# ---- R8 --------------------------------------------------------------------------------------------------------------
def evening(at: Situation) -> Iterator[Found]:
    """The school sends nothing in the evening: plan it for the next school morning."""
    agreed, letter = at.document.evening, at.letter
    hour = clock(agreed.after)
    if letter.emergency.strip():
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Sent as an emergency"),
            QT_TRANSLATE_NOOP("rules", "It goes at once, is marked as urgent, and the reason you give is kept."),
            good=True,
        )
    elif at.put_off_to is not None:
        title = QT_TRANSLATE_NOOP("rules", "The school sends nothing after {hour}")
        said = QT_TRANSLATE_NOOP("rules", "It is {time}.")
        if not is_school_day(day_of(at.sent_at), at.free):
            title = QT_TRANSLATE_NOOP("rules", "The school sends nothing on free days")
            said = QT_TRANSLATE_NOOP("rules", "It would go on {day}.")
        elif at.planned is not None:
            said = QT_TRANSLATE_NOOP("rules", "It is planned for {time}.")
        values: dict[str, Value] = {"hour": hour, "time": clock(minute_of(at.sent_at)), "day": day_of(at.sent_at)}
        yield Found(title, said, values, fix=Fix("schedule", at=at.put_off_to))
    elif at.planned is not None:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Goes at the agreed hours"),
            QT_TRANSLATE_NOOP("rules", "Planned for {when}."),
            {"when": at.planned},
            good=True,
        )


def shifting_words(at: Situation) -> Iterator[Found]:
    """A message that is put off is read on another day than it is written: what "morgen" becomes."""
    read_on = day_of(at.read_at)
    if read_on == at.today:
        return
    seen = set()
    for mention in at.in_body:
        word = mention.words.lower()
        if mention.relative and word not in seen:
            seen.add(word)
            text = seen_from(mention, read_on)
            yield _shifted(at, mention, (mention.start, mention.end), Fix("replace", text, mention.start, mention.end))
    first = next((mention for mention in at.in_subject if mention.relative), None)
    if first is not None and not words.shouted(at.subject):
        subject = at.subject
        text = subject[: first.start] + seen_from(first, read_on) + subject[first.end :]
        yield _shifted(at, first, None, Fix("subject", text))


def _shifted(at: Situation, mention: Mention, span: tuple[int, int] | None, fix: Fix) -> Found:
    day = understood(mention, at.today, day_of(at.read_at))
    return Found(
        QT_TRANSLATE_NOOP("rules", "“{word}” becomes another day"),
        QT_TRANSLATE_NOOP("rules", "Who reads it on {when} thinks of {date}."),
        {"word": mention.words, "when": at.read_at, "date": day},
        span,
        fix,
        mild=True,
    )


# ---- R6 --------------------------------------------------------------------------------------------------------------
def deadlines(at: Situation) -> Iterator[Found]:
    """Both sides see until when an answer is expected; asking for it sooner than agreed is said. Of several who work on
    different days it is the last one's moment."""
    letter, agreed = at.letter, at.document.deadlines
    if not letter.asks and letter.answer_by is None:
        return
    moments = {
        reader: moment
        for reader in letter.readers
        if (
            moment := due(
                at.document, reader.role, at.read_at, asks=True, group=letter.group, weekdays=reader.weekdays
            ).answer_by
        )
        is not None
    }
    until = max(moments.values(), default=None)
    if until is None:
        return
    if letter.answer_by is not None and letter.answer_by < until:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Sooner than agreed"),
            QT_TRANSLATE_NOOP("rules", "The agreement gives {hours} hours of school days: until {when}."),
            {"hours": agreed.answer.hours, "when": until},
            fix=Fix("answer_by", at=until),
        )
    else:
        says = QT_TRANSLATE_NOOP("rules", "The reader sees this too. Weekends and holidays do not count.")
        if letter.answer_by is None and len(set(moments.values())) > 1:
            says = QT_TRANSLATE_NOOP("rules", "Earlier for who works more days. Each reader sees their own moment.")
        elif letter.answer_by is None and any(reader.weekdays != WEEK for reader in moments):
            says = QT_TRANSLATE_NOOP("rules", "The reader sees this too. Only days on which they work count.")
        title = QT_TRANSLATE_NOOP("rules", "An answer by {when}")
        yield Found(title, says, {"when": letter.answer_by or until}, good=True)


# ---- R7 --------------------------------------------------------------------------------------------------------------
def ahead(at: Situation) -> Iterator[Found]:
    """What is asked for a day is asked so many hours before its morning, as the clock on the wall counts them. What a
    letter says of today is no request for later."""
    hours = at.document.ahead.hours
    day = min((day for day in _days(at) if day > at.today), default=None)
    if day is None or not (at.letter.asks or words.asks(at.body)):
        return
    morning = datetime.combine(day, datetime.min.time()) + timedelta(minutes=at.document.evening.next_morning)
    goes = at.read_at.astimezone(SCHOOL_TIME).replace(tzinfo=None, second=0, microsecond=0)
    if morning - goes < timedelta(hours=hours):
        yield Found(
            QT_TRANSLATE_NOOP("rules", "Less than {hours} hours ahead"),
            QT_TRANSLATE_NOOP("rules", "You ask something for {day}."),
            {"hours": hours, "day": day},
        )


def _days(at: Situation) -> set[date]:
    """Those from today on that the letter speaks of."""
    return {mention.day for mention in (*at.in_body, *at.in_subject) if mention.day >= at.today}


# ---- R9 --------------------------------------------------------------------------------------------------------------
def tasks(at: Situation) -> Iterator[Found]:
    """No task after school for the next school day, unless it stood in the agenda."""
    agreed, letter = at.document.tasks, at.letter
    task, span = at.first(words.task)
    if not task or not _after_school(at):
        return
    day = coming_school_day(at.document.evening, at.sent_at, at.free)
    if day in _days(at) and day not in letter.agenda:
        yield Found(
            QT_TRANSLATE_NOOP("rules", "A task for the next school day"),
            QT_TRANSLATE_NOOP("rules", "After {hour} no task is given for {day} that is not in the agenda."),
            {"hour": clock(agreed.after), "day": day, "word": task},
            span,
        )


def _after_school(at: Situation) -> bool:
    minute, evening = minute_of(at.sent_at), at.document.evening
    school_day = is_school_day(day_of(at.sent_at), at.free)
    return not school_day or minute > at.document.tasks.after or minute < evening.next_morning


def clock(minute: int) -> str:
    """ "17:00" """
    hours, rest = divmod(minute, 60)
    return f"{hours:02}:{rest:02}"
