"""A notice of new messages on this computer: once, without its content, and in the quiet hours only of emergencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import time

from PySide6.QtCore import QObject

from ssdesk.household import Home
from ssdesk.protocol.kinds import Notifications
from ssdesk.rules.quiet_hours import NoticeHours, may_show
from ssdesk.ui import texts


class Notifier(QObject):
    """`show` gets a title and a text. What arrives in the quiet hours is not told later: it is there to be found.
    An emergency of the school is told at once (R8), also then, unless the person wants no notices at all."""

    def __init__(self, show: Callable[[str, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._unread: dict[str, int] = {}
        self._urgent: dict[str, frozenset[str]] = {}  # emergencies that were seen, by account

    def look(self, homes: Sequence[Home]) -> None:
        """After any change: tells of accounts whose unread messages grew since the last look."""
        for home in homes:
            if not home.is_open:
                self._unread.pop(home.name, None)
                self._urgent.pop(home.name, None)
                continue
            urgent = self._count_urgent(home)
            new = home.unread - home.marked  # what its holder marks as unread again is no news
            before, self._unread[home.name] = self._unread.get(home.name), new
            if before is None or home.is_filling:
                continue
            chosen = home.notifications or Notifications(id="")
            if not chosen.messages_desktop:
                continue
            others = new - before - urgent if may_show(hours(chosen), texts.now()) else 0
            if text := ", ".join(self._told(urgent, max(others, 0))):
                self._show(f"{home.school_short}, {home.child}" if home.child else home.school_short, text)

    def _count_urgent(self, home: Home) -> int:
        """Emergencies that came since the last look."""
        known = self._urgent.get(home.name, frozenset())
        self._urgent[home.name] = known.union(home.urgent)
        return len(self._urgent[home.name]) - len(known)

    def _told(self, urgent: int, others: int) -> Iterator[str]:
        if urgent:
            yield self.tr("1 emergency message") if urgent == 1 else self.tr("{n} emergency messages").format(n=urgent)
        if others:
            yield self.tr("1 new message") if others == 1 else self.tr("{n} new messages").format(n=others)


def hours(chosen: Notifications) -> NoticeHours:
    """The hours of an account's settings; minutes after midnight become times."""
    return NoticeHours(frozenset(chosen.days), _time(chosen.start), _time(chosen.end), chosen.hold_email)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
