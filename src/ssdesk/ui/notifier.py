"""A notice of new messages on this computer: once, without its content, and never in the quiet hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import QObject

from ssdesk.household import Home
from ssdesk.protocol.kinds import Notifications
from ssdesk.rules.quiet_hours import NoticeHours, may_show
from ssdesk.ui import texts


class Notifier(QObject):
    """`show` gets a title and a text. What arrives in the quiet hours is not told later: it is there to be found."""

    def __init__(self, show: Callable[[str, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._unread: dict[str, int] = {}

    def look(self, homes: Sequence[Home]) -> None:
        """After any change: tells of accounts whose unread messages grew since the last look."""
        for home in homes:
            if not home.is_open:
                self._unread.pop(home.name, None)
                continue
            new = home.unread - home.marked  # what its holder marks as unread again is no news
            before, self._unread[home.name] = self._unread.get(home.name), new
            if before is None or new <= before or home.is_filling:
                continue
            chosen = home.notifications or Notifications(id="")
            if chosen.messages_desktop and may_show(hours(chosen), texts.now()):
                grown = new - before
                text = self.tr("1 new message") if grown == 1 else self.tr("{n} new messages").format(n=grown)
                about = f"{home.school_short}, {home.child}" if home.child else home.school_short
                self._show(about, text)


def hours(chosen: Notifications) -> NoticeHours:
    """The hours of an account's settings; minutes after midnight become times."""
    return NoticeHours(frozenset(chosen.days), _time(chosen.start), _time(chosen.end), chosen.hold_email)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
