"""What each tile of *Start* is about: its title, where it leads, what it reads, and why it may be empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

import msgspec
from PySide6.QtCore import QCoreApplication

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household, today
from ssdesk.household.days import days
from ssdesk.ui import texts
from ssdesk.ui.faces import Faces
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown
from ssdesk.ui.start import sections, words
from ssdesk.ui.start.tile import Section, Shown

MESSAGES = "messages"  # as a kind: the list of messages changed
_STALE = timedelta(minutes=15)
_AWAY = ("offline", "failed", "suspended", "signed_out", "not_active", "too_old")
_LEFT_OUT = ("door", "key")  # the faces of what a school does not use, or does not show to the account

Read = Callable[[str], tuple[Section, ...]]


class Subject(msgspec.Struct, frozen=True):
    """`module`, `part`: as `Faces.of_module` takes them. `kinds`: what `Touched.kinds` says when it is to be read
    again. `read`: what it shows of an account."""

    title: str
    link: str
    target: Place
    module: str
    part: str
    kinds: frozenset[str]
    read: Read
    faces: Faces

    def look(self, homes: Sequence[Home], account: str) -> Shown | None:
        """What its tile shows now; None: the tile is left out."""
        offering = [home for home in homes if self._offered_by(home)]
        face = self.faces.of_module(homes, self.module, self.part)
        if not offering or (face is not None and face.icon in _LEFT_OUT):
            return None
        try:
            found = self.read(account)
            if account:
                found = sections.without_names(found)
        except SsdeskError:  # the face says it
            found = ()
        if any(section.entries for section in found):
            face = None
        elif face is None and not found:
            return None
        return Shown(found, face, age(offering) if face is None else "")

    def _offered_by(self, home: Home) -> bool:
        offered = not home.features or self.module in home.features
        return offered and (not self.part or home.record is None or self.part in home.record)


def age(homes: Sequence[Home]) -> str:
    """How old what is here is, where it is not as fresh as it should be; else ""."""
    old = [home for home in homes if _is_stale(home)]
    known = [home.status.last_success for home in old if home.status.last_success is not None]
    if not known:
        return ""
    said = QCoreApplication.translate("Start", "as it was {when}").format(when=texts.moment(min(known)))
    schools = list(dict.fromkeys(shown(home.school_short or home.school) for home in old))
    if len(old) < len(homes) and len(schools) == 1:
        return f"{schools[0]}: {said}"
    return said


def _is_stale(home: Home) -> bool:
    status = home.status
    if status.last_success is None:
        return False
    passed = texts.now().timestamp() - status.last_success / 1000
    return status.state in _AWAY or (status.state != "up_to_date" and passed > _STALE.total_seconds())


def subjects(household: Household, faces: Faces, confirmed: AbstractSet[tuple[str, str]]) -> Mapping[str, Subject]:
    """By name: days, waiting, attendance, news; letters, results, reports. `confirmed`: what was confirmed here just
    now, by account and id, and is still seen among what waits."""

    def of_days(account: str) -> tuple[Section, ...]:
        day = words.today()
        found = sections.of_days(days(household, day, account))
        return found if account else (*found, *sections.of_new_results(today.new_results(household, day)))

    def of_waiting(account: str) -> tuple[Section, ...]:
        unread = sum(home.unread for home in household.homes if account in ("", home.name))
        return sections.of_waiting(today.waiting(household, texts.now(), account, also=confirmed), unread)

    def of_reports(account: str) -> tuple[Section, ...]:
        new = frozenset(one.report.id for one in today.new_reports(household, account))
        return sections.of_reports(today.reports(household, account), new)

    everything = QCoreApplication.translate("Start", "See all")
    plan = ("timetable_week", "agenda_item", "event", "tick", "result")

    def subject(title: str, link: str, target: Place, kinds: tuple[str, ...], read: Read, part: str = "") -> Subject:
        return Subject(title, link, target, target.screen, part, frozenset(kinds), read, faces)

    return {
        "days": subject(
            QCoreApplication.translate("Start", "Today"),
            QCoreApplication.translate("Start", "Planner"),
            Place("planner"),
            plan,
            of_days,
        ),
        "results": subject(
            QCoreApplication.translate("Start", "Latest results"),
            everything,
            Place("reports", kind="result"),
            ("result",),
            lambda account: sections.of_results(today.results(household, account)),
            "results",
        ),
        "reports": subject(
            QCoreApplication.translate("Start", "Reports"),
            everything,
            Place("reports"),
            ("report",),
            of_reports,
            "reports",
        ),
        "waiting": subject(
            QCoreApplication.translate("Start", "Waits for you"),
            everything,
            Place("messages"),
            (MESSAGES, "agreements"),
            of_waiting,
        ),
        "letters": subject(
            QCoreApplication.translate("Start", "Messages"),
            everything,
            Place("messages"),
            (MESSAGES,),
            lambda account: sections.of_letters(today.letters(household, texts.now(), account)),
        ),
        "attendance": subject(
            QCoreApplication.translate("Start", "Attendance"),
            QCoreApplication.translate("Start", "Overview"),
            Place("absences"),
            ("absence", "event"),
            lambda account: sections.of_attendance(today.attendance(household, words.today(), account)),
            "absences",
        ),
        "news": subject(
            QCoreApplication.translate("Start", "News"),
            everything,
            Place("news"),
            ("news",),
            lambda account: sections.of_news(today.news(household, account, sections.MOST_NEWS)),
        ),
    }
