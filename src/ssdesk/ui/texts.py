"""How times, sizes, numbers, names and errors are written on screen, in the language of the application.

A moment is an aware datetime or whole milliseconds since 1970. It is shown in school time (Europe/Brussels). What is
relative ("today") is told by the application's clock, which `use_clock` sets at the start; a language change is
`QLocale.setDefault`.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ssdesk.errors import SsdeskError
from ssdesk.ui.shown import shown

SCHOOL_TIME = ZoneInfo("Europe/Brussels")
Moment = datetime | int
_TRIED_BY_ITSELF = ("unreachable", "timeout", "hung-up", "server-fault")  # of the line, when it is the sync's


def _system_clock() -> int:
    return round(datetime.now(UTC).timestamp() * 1000)


_clock: Callable[[], int] = _system_clock


def use_clock(clock: Callable[[], int] | None) -> None:
    """The clock that tells what "today" is, in milliseconds since 1970; None: the computer's own."""
    global _clock  # noqa: PLW0603 - the application has one clock, beside its one locale
    _clock = clock or _system_clock


def now() -> datetime:
    """What the application's clock says, in UTC."""
    return datetime.fromtimestamp(_clock() / 1000, UTC)


def school_time(at: Moment) -> datetime:
    """The moment on the school's clock. ValueError: a datetime without time zone."""
    if isinstance(at, int):
        return datetime.fromtimestamp(at / 1000, SCHOOL_TIME)
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return at.astimezone(SCHOOL_TIME)


def time(at: Moment) -> str:
    """ "13:58" """
    return school_time(at).strftime("%H:%M")


def clock_or_day(at: Moment) -> str:
    """As narrow as in a list: "13:58" today, "zo" in the six days before, then "16 nov" and "16 nov 2025"."""
    local, today = school_time(at), school_time(now()).date()
    if local.date() == today:
        return time(at)
    if timedelta(0) < today - local.date() < timedelta(days=7):
        return _weekday(local.date())
    return _short_date(local.date(), today)


def moment(at: Moment) -> str:
    """ "vandaag 13:58", "gisteren 13:58", "wo 13:58" in the week around now, else "16 nov 13:58"."""
    local, today = school_time(at), school_time(now()).date()
    return f"{_relative(local.date(), today)} {time(at)}"


def short_moment(at: Moment) -> str:
    """As narrow as in a column: "13:58" today, "wo 13:58" in the week around now, else "16 nov 13:58"."""
    local, today = school_time(at), school_time(now()).date()
    if local.date() == today:
        return time(at)
    day = _weekday(local.date()) if abs((local.date() - today).days) < 7 else _short_date(local.date(), today)
    return f"{day} {time(at)}"


def relative_day(at: Moment) -> str:
    """ "vandaag", "gisteren", "wo" in the week around now, else "16 nov"."""
    return _relative(school_time(at).date(), school_time(now()).date())


def full_moment(at: Moment) -> str:
    """ "woensdag 25 november, 13:58"; the year is added when it is another one."""
    return f"{full_day(at)}, {time(at)}"


def full_day(at: Moment) -> str:
    """ "woensdag 25 november"; the year is added when it is another one."""
    local, today = school_time(at).date(), school_time(now()).date()
    return _format(local, "dddd d MMMM" if local.year == today.year else "dddd d MMMM yyyy")


def full_date(at: Moment) -> str:
    """ "1 september 2026" """
    return _format(school_time(at).date(), "d MMMM yyyy")


def size(octets: int) -> str:
    """ "512 B", "84 kB", "1,2 MB", "31 MB": units of 1000, as file managers show them."""
    if octets < 1000:
        return f"{octets} B"
    value, units = octets / 1000, ["kB", "MB", "GB", "TB"]
    while value >= 999.5 and len(units) > 1:
        value, units = value / 1000, units[1:]
    unit = units[0]
    digits = 1 if unit != "kB" and value < 9.95 and round(value, 1) != round(value) else 0
    return f"{QLocale().toString(value, 'f', digits)} {unit}"


def count(number: int) -> str:
    """ "1.284" """
    return QLocale().toString(number)


def initials(name: str) -> str:
    """The capital letters of an avatar: of the first two words that begin with a letter or digit. "" for no name."""
    words = [word.lstrip("\"'(«[") for word in name.split()]
    return "".join(word[0].upper() for word in words if word and word[0].isalnum())[:2]


def who_sees_arrival() -> str:
    """Of a school that shows delivery, for its recipients."""
    return QCoreApplication.translate(
        "Delivery",
        "At this school, whoever sends you a message sees when it has come to a device of yours, "
        "also before you open it.",
    )


def error(problem: SsdeskError) -> tuple[str, str]:
    """Title and advice of an error in the language of the application, with its values filled in: names of people and
    files among them, which others chose."""
    values = _Values(
        {name: shown(value) if isinstance(value, str) else value for name, value in problem.values.items()}
    )
    title, advice = (
        _of_errors_or_rules(text).format_map(values) if text else "" for text in (problem.title, problem.advice)
    )
    return title, advice


def _of_errors_or_rules(text: str) -> str:
    """An error may be a rule of the school that was broken."""
    found = QCoreApplication.translate("errors", text)
    return found if found != text else QCoreApplication.translate("rules", text)


def told(problem: SsdeskError, *, retried: bool = True) -> str:
    """Title and advice of an error in one piece. `retried` false: what was asked is not tried again by itself, so it is
    not said either."""
    title, advice = error(problem)
    if not retried and problem.code in _TRIED_BY_ITSELF:
        advice = QCoreApplication.translate("Texts", "What you typed is still here. Try again in a moment.")
    return f"{title} {advice}".strip()


def bare_address(address: str) -> str:
    """A school's address without what people need not read: "dewilg.school.example"."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


class _Values(dict[str, object]):
    """Values of a text; one that is missing stays as it was written, because a half text helps more than none."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__(values)

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _relative(day: date, today: date) -> str:
    words = {
        0: QCoreApplication.translate("Texts", "today"),
        -1: QCoreApplication.translate("Texts", "yesterday"),
        1: QCoreApplication.translate("Texts", "tomorrow"),
    }
    distance = (day - today).days
    if distance in words:
        return words[distance]
    return _weekday(day) if abs(distance) < 7 else _short_date(day, today)


def _weekday(day: date) -> str:
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")


def _short_date(day: date, today: date) -> str:
    month = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat).rstrip(".")
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def _format(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
