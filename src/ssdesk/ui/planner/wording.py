"""What a block says: on its few lines, to the pointer and to a screen reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ssdesk.household import Home
from ssdesk.household.week import Entry
from ssdesk.ui.shown import shown

Style = Literal["soft", "solid", "outlined", "cancelled", "flat"]


class Face(msgspec.Struct, frozen=True):
    """What a block shows. `child`: a child's colour; None: `tone` is that of a meaning ("good", "neutral"). `spoken`
    says all of it in words; it is the tool tip too. `roomy`: in larger letters. `suffix`: after the
    title, whatever else there is no room for."""

    title: str
    lines: tuple[str, ...]
    style: Style
    child: int | None
    tone: str
    spoken: str
    roomy: bool = False
    suffix: str = ""


def initials(homes: Sequence[Home]) -> dict[str, str]:
    """What stands for each child in its blocks, by account: the first letter, or as many as tell the names apart; ""
    for an only child. An account without a child is known by its holder."""
    names = {home.name: shown(home.child or home.holder) for home in homes}
    if len(names) < 2:
        return dict.fromkeys(names, "")
    return {
        account: _short(name, [other for key, other in names.items() if key != account])
        for account, name in names.items()
    }


def _short(name: str, others: Sequence[str]) -> str:
    for length in range(1, len(name)):
        begin = name[:length]
        if all(other[:length].casefold() != begin.casefold() for other in others):
            return begin
    return name


def written(day: date, form: str) -> str:
    """The day in a form of QLocale ("dddd d MMMM")."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def period(first: date, last: date, *, short: bool = False) -> str:
    """ "23–27 november 2026", "30 november – 4 december 2026"; `short`: "23–27 nov". A single day with its weekday."""
    month = "MMM" if short else "MMMM"
    year = "" if short else " yyyy"
    if first == last:
        return written(first, f"{'ddd' if short else 'dddd'} d {month}{year}")
    end = written(last, f"d {month}{year}")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{written(first, f'd {month}' + (year if first.year != last.year else ''))} – {end}"


def clock(minute: int) -> str:
    """ "08:25"; as it is where there is no such minute of a day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def hours(entry: Entry) -> str:
    """ "08:25–10:00", "08:25" where it ends at once or not at all; "" for a whole day."""
    if entry.start is None:
        return ""
    if entry.end is None or entry.end <= entry.start:
        return clock(entry.start)
    return f"{clock(entry.start)}–{clock(entry.end)}"


def days(entry: Entry) -> str:
    """ "maandag 23 november", or from when to when."""
    if entry.first == entry.last:
        return written(entry.first, "dddd d MMMM yyyy")
    return f"{written(entry.first, 'dddd d MMMM')} – {written(entry.last, 'dddd d MMMM yyyy')}"


def kind(entry: Entry) -> str:
    """What it is, in a word: "Test", "Task"; a code that nobody knows as it is."""
    words = {
        "task": QCoreApplication.translate("Planner", "Task"),
        "test": QCoreApplication.translate("Planner", "Test"),
        "material": QCoreApplication.translate("Planner", "To bring"),
        "activity": QCoreApplication.translate("Planner", "Activity"),
        "trip": QCoreApplication.translate("Planner", "Trip"),
        "evening": QCoreApplication.translate("Planner", "For parents"),
        "holiday": QCoreApplication.translate("Planner", "Holiday"),
        "free_day": QCoreApplication.translate("Planner", "Day off"),
    }
    if entry.kind == "lesson":
        return QCoreApplication.translate("Planner", "Lesson")
    return words.get(entry.form, shown(entry.form))


def change(entry: Entry) -> str:
    """What became of a lesson: in the school's words, else in ours; a code that nobody knows as it is. "" when all is
    as planned."""
    words = {
        "": "",
        "changed": QCoreApplication.translate("Planner", "changed"),
        "cancelled": QCoreApplication.translate("Planner", "cancelled"),
    }
    return words.get(entry.state, shown(entry.state))


def test_title(entry: Entry) -> str:
    """A test in a list: "Frans, unité 3" for "Toets Frans" about "unité 3"; else its title."""
    title, subject, text = shown(entry.title), shown(entry.subject), shown(entry.text)
    if subject and text and subject.casefold() in title.casefold():
        return f"{subject}, {text}"
    return title or subject


def task_title(entry: Entry) -> str:
    """What is to be done or brought: with its text where the title only names the lesson."""
    title, text = shown(entry.title), shown(entry.text)
    if text and title.casefold() in ("", shown(entry.subject).casefold()):
        return f"{title}: {text}" if title else text
    return title or kind(entry)


def also_title(entry: Entry) -> str:
    """The same, where its lesson is named already."""
    only_named = shown(entry.title).casefold() in ("", shown(entry.subject).casefold())
    return shown(entry.text) if only_named and entry.text else shown(entry.title) or kind(entry)


def title(entry: Entry, prefix: str) -> str:
    said = shown(entry.title) or shown(entry.subject) or kind(entry)
    return f"{prefix} · {said}" if prefix else said


def face(entry: Entry, homes: Mapping[str, Home], prefix: str, *, roomy: bool = False) -> Face:
    """`prefix`: the child's letter, of several where it is for several. `roomy`: there is room for everything."""
    home = homes[entry.account]
    lines = _roomy_lines(entry) if roomy else _lines(entry)
    return Face(
        title(entry, prefix),
        tuple(line for line in dict.fromkeys(lines) if line),
        _style(entry),
        home.colour,
        "neutral" if entry.form == "holiday" else "good",
        spoken(entry, shown(home.child or home.holder)),
        roomy,
    )


def _style(entry: Entry) -> Style:
    if entry.kind == "lesson":
        return "cancelled" if entry.state == "cancelled" else "soft"
    return "outlined" if entry.kind == "agenda_item" and entry.form != "test" else "solid"


def _lines(entry: Entry) -> list[str]:
    """Below the title: what matters most of it."""
    if entry.kind == "lesson":
        brought = [also_title(item) for item in entry.also if item.form == "material"]
        others = [also_title(item) for item in entry.also if item.form != "material"]
        said = shown(entry.note) or change(entry)
        return [said, *brought, *([] if said else [shown(entry.place)]), *others]
    if entry.kind == "event":
        return [shown(entry.place), shown(entry.text)]
    changed = [shown(entry.lesson.note)] if entry.lesson is not None and entry.lesson.state else []
    return [*changed, shown(entry.text), shown(entry.place)]


def _roomy_lines(entry: Entry) -> list[str]:
    lesson = entry.lesson or entry
    where = " · ".join(part for part in (hours(entry), shown(lesson.place), shown(lesson.teacher)) if part)
    said = shown(lesson.note) or change(lesson)
    also = [f"{kind(item)}: {also_title(item)}" for item in entry.also]
    subject = shown(entry.subject) if entry.subject.casefold() not in entry.title.casefold() else ""
    return [where, said, *also, subject, shown(entry.text), shown(entry.audience)]


def spoken(entry: Entry, child: str) -> str:
    """All of it in one piece: child, what, when, where, who, what changed."""
    lesson = entry.lesson or entry
    first = f"{kind(entry)}: {shown(entry.title)}" if entry.kind != "lesson" else shown(entry.title)
    ticked = QCoreApplication.translate("Planner", "done") if entry.done else ""
    parts = (
        child,
        first,
        days(entry),
        hours(entry),
        shown(lesson.place),
        shown(lesson.teacher),
        change(lesson),
        shown(lesson.note),
        shown(entry.text),
        *(f"{kind(item)}: {also_title(item)}" for item in entry.also),
        ticked,
    )
    return ", ".join(dict.fromkeys(part for part in parts if part))
