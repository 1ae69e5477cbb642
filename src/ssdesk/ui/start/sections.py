"""From what the household reads to what the tiles of *Start* show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from ssdesk.household import Home
from ssdesk.household.days import Day, Line
from ssdesk.household.today import Attendance, Graded, Letter, Released, Told
from ssdesk.ui import texts
from ssdesk.ui.rows import Entry, Whose
from ssdesk.ui.screen import Place
from ssdesk.ui.shown import shown
from ssdesk.ui.start import words
from ssdesk.ui.start.lines import DayEntry, LetterEntry, PresenceEntry, ResultEntry, TitledEntry
from ssdesk.ui.start.tile import Section

MOST_LINES = 7  # of one day
MOST_LETTERS = 4
MOST_RESULTS = 5
MOST_BARS = 6
MOST_NEWS = 3
MOST_REPORTS = 3


def whose(homes: Iterable[Home], class_name: str = "") -> tuple[Whose, ...]:
    """The tags of a line; of staff the class."""
    tags = [Whose(home.name, shown(home.child), home.colour) for home in homes if home.child]
    return tuple(tags) or ((Whose("", shown(class_name)),) if class_name else ())


def without_names(sections: Iterable[Section]) -> tuple[Section, ...]:
    """On a child's own page nobody needs its name on every line. Classes stay."""
    return tuple(
        replace(
            section,
            entries=tuple(
                replace(entry, whose=tuple(tag for tag in entry.whose if not tag.account)) for entry in section.entries
            ),
        )
        for section in sections
    )


def _said(parts: Iterable[str], tags: Sequence[Whose]) -> str:
    return ", ".join(part for part in (*parts, *(tag.name for tag in tags)) if part)


# ---- Days ------------------------------------------------------------------------------------------------------------
def of_days(days: Sequence[Day]) -> tuple[Section, ...]:
    """Today, and what comes next."""
    return tuple(_of_day(day) for day in days)


def _of_day(day: Day) -> Section:
    lines = [_of_line(line) for line in day.lines]
    left = max(0, len(lines) - MOST_LINES)
    more = ""
    if left:
        form = (
            QCoreApplication.translate("Start", "and 1 more")
            if left == 1
            else QCoreApplication.translate("Start", "and {n} more")
        )
        more = form.format(n=left)
    if not day.school:
        empty = QCoreApplication.translate("Start", "No school.")
    elif day.lessons:
        empty = QCoreApplication.translate("Start", "Nothing out of the ordinary.")
    else:
        empty = QCoreApplication.translate("Start", "Nothing noted yet.")
    return Section(
        words.day_name(day.day), tuple(lines[:MOST_LINES]), empty=empty, more=more, rest=Place("planner", day=day.day)
    )


def _of_line(line: Line) -> Entry:
    title, detail, lead = shown(line.title), words.detail(line), words.lead(line)
    tags = whose(line.homes, line.class_name)
    struck = line.what == "timetable_week" and line.form == "cancelled"
    place = Place("planner", line.homes[0].name, line.what, line.id, line.day)
    return DayEntry(place, _said((lead, title, detail), tags), tags, lead, title, detail, struck)


# ---- Results ---------------------------------------------------------------------------------------------------------
def of_new_results(results: Sequence[Graded]) -> tuple[Section, ...]:
    """None when nothing is new."""
    if not results:
        return ()
    listed = results[:MOST_RESULTS]
    aside = words.since([graded.day for graded in listed if graded.day is not None])
    heading = QCoreApplication.translate("Start", "New results")
    return (Section(heading, tuple(_of_result(graded) for graded in listed), aside),)


def of_results(results: Sequence[Graded]) -> tuple[Section, ...]:
    """The last ones, with their bars."""
    entries = tuple(_with_bar(graded) for graded in results[:MOST_BARS])
    return (Section("", entries, empty=QCoreApplication.translate("Start", "No results yet.")),)


def _with_bar(graded: Graded) -> Entry:
    result = graded.result
    most = 100.0 if result.form == "percent" else result.out_of if result.form == "points" else None
    entry = _of_result(graded)
    bar = median = -1.0
    if most and most > 0 and result.score is not None and not result.state:
        bar = min(max(result.score / most, 0.0), 1.0)
        median = min(max(result.median / most, 0.0), 1.0) if result.median is not None else -1.0
    swatch = words.colour(result)
    subject, score = shown(result.subject), "" if swatch else words.score(result)
    detail = "" if subject.casefold() in entry.title.casefold() else subject
    return ResultEntry(
        entry.place, entry.said, (), entry.lead, entry.title, detail, score, graded.home.colour, bar, median, swatch
    )


def _of_result(graded: Graded) -> DayEntry:
    result, tags = graded.result, whose((graded.home,))
    title, subject = shown(result.title), shown(result.subject)
    if not title:
        title, subject = subject, ""
    if subject.casefold() in title.casefold():
        subject = ""
    swatch, score = words.colour(result), words.score(result)
    detail = ", ".join(part for part in ("" if swatch else score, subject) if part)
    place, lead = Place("reports", graded.home.name, "result", result.id), words.given(graded)
    said = _said((lead, title, score, subject), tags)
    return DayEntry(place, said, tags, lead, title, detail, swatch=swatch)


# ---- Messages --------------------------------------------------------------------------------------------------------
def of_waiting(letters: Sequence[Letter], unread: int) -> tuple[Section, ...]:
    more = Place("messages")
    empty = QCoreApplication.translate("Start", "No message waits for your answer.")
    if unread:
        form = (
            QCoreApplication.translate("Start", "1 message is unread.")
            if unread == 1
            else QCoreApplication.translate("Start", "{n} messages are unread.")
        )
        empty = f"{empty} {form.format(n=texts.count(unread))}"
    entries = tuple(replace(_of_letter(letter, asking=True), unread=False) for letter in letters[:MOST_LETTERS])
    left = len(letters) - len(entries)
    link = QCoreApplication.translate("Start", "and {n} more").format(n=left) if left > 0 else ""
    return (Section("", entries, empty=empty, more=link, rest=more),)


def of_letters(letters: Sequence[Letter]) -> tuple[Section, ...]:
    """The newest messages, not what they ask."""
    entries = tuple(_of_letter(letter, asking=False) for letter in letters)
    return (Section("", entries, empty=QCoreApplication.translate("Start", "No messages yet.")),)


def _of_letter(letter: Letter, *, asking: bool) -> LetterEntry:
    """`asking`: with the moment before which it asks an answer, instead of when it came."""
    row, tags = letter.row, whose((letter.home,))
    mine = row.held and not row.mailbox
    who = QCoreApplication.translate("Start", "You") if mine else shown(row.sender_name)
    subject = shown(row.subject) or QCoreApplication.translate("Start", "(no subject)")
    done = bool(row.response or row.answered_at)
    confirms = asking and row.asks == "confirm" and not done and not row.held
    awaited, by = letter.awaited, letter.by if asking else None
    asks = heard = ""
    if row.held:
        asks = heard = QCoreApplication.translate("Start", "did not leave")
    elif awaited is not None and by is not None:
        form, spoken = words.until(awaited.what, confirms=confirms, late=by <= texts.now())
        asks, heard = form.format(when=texts.moment(by)), spoken.format(when=texts.moment(by))
    elif asking and done:
        asks = heard = words.done(row)
    confirm = QCoreApplication.translate("Start", "Confirm") if confirms else ""
    unread = QCoreApplication.translate("Start", "unread") if row.unread else ""
    when = texts.clock_or_day(row.sent_at)
    place = Place("messages", letter.home.name, "message", row.id)
    said = _said((unread, who, subject, heard or when), tags)
    return LetterEntry(
        place, said, tags, who, texts.initials(shown(row.sender_name)), subject, asks, when, row.unread, confirm,
        asking and done, quiet=awaited is not None and awaited.what == "open", failed=row.held,
    )  # fmt: skip


# ---- Attendance ------------------------------------------------------------------------------------------------------
def of_attendance(attendance: Sequence[Attendance]) -> tuple[Section, ...]:
    """Of today. None where no child's absences are shown."""
    entries = [entry for of_child in attendance for entry in _of_child(of_child)]
    return (Section("", tuple(entries)),) if entries else ()


def _of_child(attendance: Attendance) -> list[Entry]:
    home = attendance.home
    tags = whose((home,))
    if not attendance.absences:
        if home.is_filling:
            label = QCoreApplication.translate("Start", "Not fetched yet")
        elif not attendance.school:
            label = QCoreApplication.translate("Start", "No school today")
        else:
            label = QCoreApplication.translate("Start", "No absence reported")
        place = Place("absences", home.name)
        return [PresenceEntry(place, _said((label,), tags), tags, label, quiet=True)]
    found: list[Entry] = []
    for absence in attendance.absences:
        label = shown(absence.label) or shown(absence.code)
        note, aside = shown(absence.note), words.noted(absence)
        place = Place("absences", home.name, "absence", absence.id)
        found.append(PresenceEntry(place, _said((label, note, aside), tags), tags, label, note, aside))
    return found


# ---- News, reports ---------------------------------------------------------------------------------------------------
def of_news(news: Sequence[Told]) -> tuple[Section, ...]:
    empty = QCoreApplication.translate("Start", "No news yet.")
    return (Section("", tuple(_of_told(told) for told in news[:MOST_NEWS]), empty=empty),)


def _of_told(told: Told) -> Entry:
    news, home = told.news, told.homes[0]
    title = shown(news.title) or QCoreApplication.translate("Start", "(no title)")
    school, when = shown(home.school_short or home.school), words.ago(news.published_at)
    below = ", ".join(part for part in (school, when) if part)
    mark = QCoreApplication.translate("Start", "important") if news.important else ""
    return TitledEntry(
        Place("news", home.name, "news", news.id), _said((mark, title, below), ()), (), title, below, mark, "warning"
    )


def of_reports(reports: Sequence[Released], new: frozenset[str]) -> tuple[Section, ...]:
    entries = tuple(_of_report(released, new) for released in reports[:MOST_REPORTS])
    return (Section("", entries, empty=QCoreApplication.translate("Start", "No report yet.")),)


def _of_report(released: Released, new: frozenset[str]) -> Entry:
    report, home = released.report, released.home
    title = shown(report.title) or shown(report.period)
    when = texts.full_date(report.released_at)
    mark = QCoreApplication.translate("Start", "new") if report.id in new else ""
    place = Place("reports", home.name, "report", report.id)
    return TitledEntry(place, _said((mark, title, when), ()), (), title, when, mark)
