"""How *Start* says hours, days, results and lessons. What the school wrote is made safe to paint here."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ssdesk.household.days import Line
from ssdesk.household.today import Graded, Released
from ssdesk.protocol.record import Absence, Result
from ssdesk.replica.inbox import MessageRow
from ssdesk.ui import texts
from ssdesk.ui.shown import shown

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def today() -> date:
    """The school's."""
    return texts.school_time(texts.now()).date()


def greeting(name: str) -> str:
    """By the school's clock; `name` may be empty."""
    hour = texts.school_time(texts.now()).hour
    if 5 <= hour < 12:
        said = QCoreApplication.translate("Start", "Good morning")
    elif 12 <= hour < 18:
        said = QCoreApplication.translate("Start", "Good afternoon")
    else:
        said = QCoreApplication.translate("Start", "Good evening")
    first = next(iter(shown(name).split()), "")
    return (
        QCoreApplication.translate("Start", "{greeting}, {name}").format(greeting=said, name=first) if first else said
    )


def whole_date(day: date) -> str:
    """ "Maandag 23 november 2026" """
    return capital(QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy"))


def day_name(day: date) -> str:
    """ "Morgen"; "Maandag" in the week that follows; "Maandag 4 januari"."""
    distance = (day - today()).days
    if distance == 0:
        return QCoreApplication.translate("Start", "Today")
    if distance == 1:
        return QCoreApplication.translate("Start", "Tomorrow")
    name = QLocale().standaloneDayName(day.isoweekday())
    if 1 < distance < 8:
        return capital(name)
    return capital(QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM"))


def weekday(day: date, *, short: bool = False) -> str:
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(day.isoweekday(), form).rstrip(".")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def hour(minutes: int) -> str:
    """ "08:25" """
    return f"{minutes // 60:02}:{minutes % 60:02}"


# ---- A day -----------------------------------------------------------------------------------------------------------
def lead(line: Line) -> str:
    """What stands before a line: its hour, or what it is."""
    if line.start is not None:
        return hour(line.start)
    words = {
        "task": QCoreApplication.translate("Start", "task"),
        "test": QCoreApplication.translate("Start", "test"),
        "material": QCoreApplication.translate("Start", "bring"),
        "holiday": QCoreApplication.translate("Start", "free"),
        "free_day": QCoreApplication.translate("Start", "free"),
    }
    return words.get(line.form, QCoreApplication.translate("Start", "day") if line.what == "event" else "")


def detail(line: Line) -> str:
    """What stands after its title."""
    said = [shown(line.detail)]
    if line.what == "timetable_week":
        said = [_of_lesson(line)]
    if line.until is not None:
        said.append(QCoreApplication.translate("Start", "until {day}").format(day=_short(line.until)))
    return ", ".join(part for part in said if part)


def _of_lesson(line: Line) -> str:
    note, place = shown(line.detail), shown(line.room)
    room = QCoreApplication.translate("Start", "room {room}").format(room=place) if place else ""
    states = {
        "": "",
        "changed": QCoreApplication.translate("Start", "changed"),
        "cancelled": QCoreApplication.translate("Start", "cancelled"),
    }
    state = states.get(line.form, shown(line.form))
    if line.form == "changed":
        return note or ", ".join(part for part in (state, room) if part)
    if line.form == "cancelled":
        return note if state.casefold() in note.casefold() else f"{state}, {note}" if note else state
    return ", ".join(part for part in (state, note, room) if part)


def _short(day: date) -> str:
    distance = (day - today()).days
    if 0 <= distance < 7:
        return weekday(day)
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM")


# ---- Results ---------------------------------------------------------------------------------------------------------
def score(result: Result) -> str:
    """A result as the school gave it, on one line; what we do not know is shown raw."""
    states = {
        "absent": QCoreApplication.translate("Start", "absent"),
        "exempt": QCoreApplication.translate("Start", "exempt"),
        "not_graded": QCoreApplication.translate("Start", "not graded"),
    }
    if result.state:
        return states.get(result.state, shown(result.state))
    if result.form == "points" and result.score is not None and result.out_of is not None:
        said = QCoreApplication.translate("Start", "{score} out of {most}")
        return said.format(score=number(result.score), most=number(result.out_of))
    if result.form in ("points", "percent") and result.score is not None:
        unit = " %" if result.form == "percent" else ""
        return f"{number(result.score)}{unit}"
    return shown(result.value) or shown(result.text)


def colour(result: Result) -> str:
    """ "#RRGGBB" where the result is such a colour, else ""."""
    wanted = result.form == "colour" and not result.state and _COLOUR.fullmatch(result.value)
    return result.value if wanted else ""


def number(value: float) -> str:
    """ "17", "17,5" """
    return QLocale().toString(round(value, 2), "g", 10)


def since(days: list[date]) -> str:
    """ "sinds vrijdag": from when on the results are that are listed."""
    if not days:
        return ""
    first = min(days)
    if first == today():
        return QCoreApplication.translate("Start", "today").lower()
    return QCoreApplication.translate("Start", "since {day}").format(day=weekday(first))


def given(graded: Graded) -> str:
    """The day of a result, as narrow as "ma" or "16 nov"."""
    if graded.day is None:
        return ""
    if timedelta(0) <= today() - graded.day < timedelta(days=7):
        return weekday(graded.day, short=True)
    noon = datetime(graded.day.year, graded.day.month, graded.day.day, 12, tzinfo=texts.SCHOOL_TIME)
    return texts.clock_or_day(noon)


# ---- Reports and news ------------------------------------------------------------------------------------------------
def report_ready(released: Released) -> str:
    """ "Het herfstrapport van Noor staat klaar"; a title that is no word for a report is quoted as it is."""
    title, child = shown(released.report.title), shown(released.home.child)
    first, _, rest = title.partition(" ")
    if first.casefold().endswith(("rapport", "report")):
        said = QCoreApplication.translate("Start", "The {report} of {child} is ready")
        return said.format(report=f"{first.lower()} {rest}".strip(), child=child)
    return QCoreApplication.translate("Start", "New report of {child}: {report}").format(report=title, child=child)


def report_released(released: Released) -> str:
    """ "De Wilg gaf het vrijdagavond vrij." """
    at = texts.school_time(released.report.released_at)
    school = shown(released.home.school_short or released.home.school)
    distance = (today() - at.date()).days
    if distance == 0:
        said = QCoreApplication.translate("Start", "{school} released it today at {time}.")
        return said.format(school=school, time=texts.time(at))
    if not 0 < distance < 7:
        said = QCoreApplication.translate("Start", "{school} released it on {date}.")
        return said.format(school=school, date=texts.full_day(at))
    if at.hour < 12:
        said = QCoreApplication.translate("Start", "{school} released it on {day} morning.")
    elif at.hour < 18:
        said = QCoreApplication.translate("Start", "{school} released it on {day} afternoon.")
    else:
        said = QCoreApplication.translate("Start", "{school} released it on {day} evening.")
    return said.format(school=school, day=weekday(at.date()))


def ago(at: int) -> str:
    """ "2 uur geleden", "gisteren", "wo", "16 nov"."""
    passed = texts.now().timestamp() - at / 1000
    if texts.school_time(at).date() != today() or passed < 0:
        return texts.relative_day(at)
    if passed < 120:
        return QCoreApplication.translate("Start", "just now")
    if passed < 3600:
        return QCoreApplication.translate("Start", "{n} minutes ago").format(n=int(passed // 60))
    if passed < 7200:
        return QCoreApplication.translate("Start", "1 hour ago")
    return QCoreApplication.translate("Start", "{n} hours ago").format(n=int(passed // 3600))


# ---- What waits ------------------------------------------------------------------------------------------------------
def until(what: str, *, confirms: bool, late: bool) -> tuple[str, str]:
    """Until when something is asked (open, react, answer): as it is painted, and as it is heard. Beside a button that
    confirms it the moment is enough."""
    if what == "open":
        heard = QCoreApplication.translate("Start", "open by {when}")
    elif what == "react":
        heard = QCoreApplication.translate("Start", "first reaction by {when}")
        if late:
            heard = QCoreApplication.translate("Start", "first reaction was due {when}")
    elif confirms:
        heard = QCoreApplication.translate("Start", "confirm by {when}")
        if late:
            heard = QCoreApplication.translate("Start", "confirmation was due {when}")
    else:
        heard = QCoreApplication.translate("Start", "answer by {when}")
        if late:
            heard = QCoreApplication.translate("Start", "answer was due {when}")
    if not confirms:
        return heard, heard
    said = QCoreApplication.translate("Start", "by {when}")
    if late:
        said = QCoreApplication.translate("Start", "was due {when}")
    return said, heard


def done(row: MessageRow) -> str:
    """What its reader did with a message that asked something."""
    if row.response == "confirmed" and row.answered_at is None:
        return QCoreApplication.translate("Start", "confirmed")
    return QCoreApplication.translate("Start", "answered")


# ---- Absences --------------------------------------------------------------------------------------------------------
def noted(absence: Absence) -> str:
    """Beside the label: how late, which part of the day, the school's code."""
    parts = {
        "am": QCoreApplication.translate("Start", "morning"),
        "pm": QCoreApplication.translate("Start", "afternoon"),
        "day": QCoreApplication.translate("Start", "whole day"),
    }
    when = parts.get(absence.part, shown(absence.part))
    if absence.minutes is not None:
        when = QCoreApplication.translate("Start", "{n} min").format(n=texts.count(absence.minutes))
    code = QCoreApplication.translate("Start", "code {code}").format(code=shown(absence.code)) if absence.code else ""
    return ", ".join(part for part in (when, code) if part)
