"""What was found, in words: the groups, the lines, and the places they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from PySide6.QtCore import QObject

from ssdesk.household.find import Hit
from ssdesk.ui import texts
from ssdesk.ui.palette.line import Line
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown

_ICONS = {
    "child": "home",
    "contact": "person",
    "message": "mail",
    "draft": "pencil",
    "agenda_item": "list",
    "event": "calendar",
    "lesson": "calendar",
    "result": "bars",
    "report": "document",
    "absence": "clock",
    "news": "newspaper",
}
_SCREENS = {
    "message": "messages",
    "draft": "messages",
    "agenda_item": "planner",
    "event": "planner",
    "result": "reports",
    "report": "reports",
    "absence": "absences",
    "news": "news",
}
_GROUPS = {"agenda_item": "planner", "event": "planner", "lesson": "planner", "draft": "message"}
_MOST = 400  # characters of a title that can be seen
_MINUTES = 24 * 60


class Told(QObject):
    """In the language of the application as it was when this was made.

    `groups`: what the groups of hits are called, in the order in which they are shown. `named`: what kinds and forms
    are called, words by which they are found too.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups = {
            "child": self.tr("Children"),
            "contact": self.tr("People"),
            "message": self.tr("Messages"),
            "planner": self.tr("Planner"),
            "result": self.tr("Results"),
            "report": self.tr("Reports"),
            "absence": self.tr("Absences"),
            "news": self.tr("News"),
        }
        self.named = {
            "agenda_item": self.tr("Agenda"),
            "test": self.tr("Test"),
            "task": self.tr("Task"),
            "material": self.tr("To bring"),
            "event": self.tr("Calendar"),
            "activity": self.tr("Activity"),
            "trip": self.tr("Trip"),
            "evening": self.tr("Evening"),
            "holiday": self.tr("Holiday"),
            "free_day": self.tr("Day off"),
            "lesson": self.tr("Lesson"),
            "result": self.tr("Result"),
            "report": self.tr("Report"),
            "absence": self.tr("Absence"),
            "news": self.tr("News"),
        }

    def grouped(self, hits: Iterable[Hit]) -> dict[str, list[Hit]]:
        """By group, in the order of the groups."""
        found: dict[str, list[Hit]] = {group: [] for group in self.groups}
        for hit in hits:
            found[_GROUPS.get(hit.kind, hit.kind)].append(hit)
        return found

    def line(self, hit: Hit) -> Line:
        """A hit as the palette shows it."""
        title, home = shown(hit.title[:_MOST]) or self.tr("(no subject)"), hit.home
        parts = [self._form(hit), shown(hit.detail[:_MOST])]
        if hit.kind == "child":
            title = self.tr("{child}: own page").format(child=title)
        else:
            parts.append(shown(home.school_short))
        return Line(
            title=title,
            goal=place_of(hit),
            icon=_ICONS[hit.kind],
            detail=" · ".join(part for part in parts if part),
            when=_when(hit),
            child="" if hit.kind == "child" else shown(home.child),
            colour=home.colour,
        )

    def _form(self, hit: Hit) -> str:
        if hit.kind == "draft":
            return self.tr("Draft")
        if hit.kind == "lesson":
            return self.tr("Next lesson")
        return self.named.get(hit.form, "")


def place_of(hit: Hit) -> Place:
    """Where a hit leads. A child's own page has no kind."""
    account = hit.home.name
    if hit.kind == "child":
        return Place("start", account)
    if hit.kind == "contact":
        return Place("messages", account, "new", hit.id)
    if hit.kind == "lesson":
        return Place("planner", account, day=hit.day)
    return Place(_SCREENS[hit.kind], account, hit.kind, hit.id, hit.day)


def _when(hit: Hit) -> str:
    if hit.day is not None:
        day = texts.relative_day(datetime.combine(hit.day, time(12), texts.SCHOOL_TIME))
        minute = hit.minute
        return f"{day} {minute // 60:02}:{minute % 60:02}" if minute is not None and 0 <= minute < _MINUTES else day
    return texts.clock_or_day(hit.at) if hit.at is not None else ""
