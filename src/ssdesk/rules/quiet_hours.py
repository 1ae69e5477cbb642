"""When a person wants to hear something (school.md M14): days and hours for notices on the desktop, and for e-mails
where the person ticked that they be held too. A message can always be read by opening the app."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

import msgspec

from ssdesk.rules.working_time import SCHOOL_TIME


class NoticeHours(msgspec.Struct, frozen=True):
    """On each of `days` (Monday is 0) from `start` until just before `end`. An `end` before the `start` is on the next
    morning; an `end` equal to the `start` is 24 hours later. ValueError: a day that does not exist."""

    days: frozenset[int] = frozenset(range(5))
    start: time = time(7)
    end: time = time(18)
    hold_email: bool = False

    def __post_init__(self) -> None:
        if not self.days <= frozenset(range(7)):
            raise ValueError("Days are 0 (Monday) to 6 (Sunday).")


def may_show(hours: NoticeHours, now: datetime, zone: tzinfo = SCHOOL_TIME, *, emergency: bool = False) -> bool:
    """Whether a desktop notice may be shown at `now` (with a time zone). The school's emergencies always may (R8)."""
    return emergency or next_show(hours, now, zone) == now


def next_show(hours: NoticeHours, now: datetime, zone: tzinfo = SCHOOL_TIME) -> datetime | None:
    """The first moment from `now` on at which a notice may be shown: `now` itself, a later one in UTC, or None when no
    day is ticked."""
    today = now.astimezone(zone).date()
    for offset in range(-1, 15):  # two weeks: an hour a week may not exist once
        day = today + timedelta(days=offset)
        if day.weekday() not in hours.days:
            continue
        opens, closes = _span(hours, day, zone)
        soonest = max(now, opens)
        if soonest < closes:  # hours within those that the clock skips in March are no hours
            return soonest
    return None


def email_at(hours: NoticeHours, now: datetime, zone: tzinfo = SCHOOL_TIME, *, emergency: bool = False) -> datetime:
    """When an e-mail of `now` goes out: at once, unless it is to be held. Where no day is ticked none is held, for it
    would be held for ever."""
    if emergency or not hours.hold_email:
        return now
    return next_show(hours, now, zone) or now


def _span(hours: NoticeHours, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """In UTC, so that comparing is right on the two days when the clocks change."""
    last = day if hours.start < hours.end else day + timedelta(days=1)
    opens = datetime.combine(day, hours.start, zone)
    # The hour that comes twice in October: quiet ends at its first, begins at its second passing.
    closes = datetime.combine(last, hours.end, zone).replace(fold=1)
    return opens.astimezone(UTC), closes.astimezone(UTC)
