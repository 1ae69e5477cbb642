"""When a message that is put off comes back: moments a parent has in mind, on the school's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from ssdesk.rules.working_time import SCHOOL_TIME

SOON = timedelta(hours=3)
EVENING, MORNING = time(18), time(7, 30)
MONDAY = 0


def choices(now: datetime) -> dict[str, datetime]:
    """Code and UTC moment of each: "soon", "evening" (while that is still to come), "tomorrow", "monday" (unless that
    is tomorrow). `now` is aware."""
    now = now.astimezone(UTC)
    today = now.astimezone(SCHOOL_TIME).date()
    found = {"soon": now + SOON}
    if (evening := at(today, EVENING)) > now:
        found["evening"] = evening
    found["tomorrow"] = at(today + timedelta(days=1), MORNING)
    ahead = (MONDAY - today.weekday()) % 7 or 7
    if ahead > 1:
        found["monday"] = at(today + timedelta(days=ahead), MORNING)
    return found


def at(day: date, hour: time) -> datetime:
    """This hour of the school's clock, in UTC. The hour that is left out in spring counts as the one after it, of the
    one that comes twice in autumn the first is meant."""
    return datetime.combine(day, hour, SCHOOL_TIME).astimezone(UTC)
