"""What a generated demo school puts before people besides messages, as the school itself would have put it."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection

from ssdesk.papers.report_card import report_card
from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.record import Report, Result
from ssdesk.rules.agreements.reading import read
from ssdesk.server import agreements, news, planner, publish, record
from ssdesk.server.demo import data
from ssdesk.server.demo.content import read_text
from ssdesk.server.demo.data_record import Bulletin, Shown, TermReport
from ssdesk.server.demo.showing import show
from ssdesk.server.load_demo_files import Files, milliseconds


def load(connection: Connection, school: data.School, files: Files) -> None:
    """The planner, results, reports, absences and news of one school. What is prepared for later than the school's now
    waits for its moment."""
    slug, now, shown = school.slug, milliseconds(school.now), show(school)
    for class_, week in shown.weeks:
        planner.put_week(connection, slug, class_, week)
    for class_, item in shown.items:
        planner.put_item(connection, slug, class_, item)
    for event, classes in shown.events:
        planner.put_event(connection, slug, event, classes)
    for absence in shown.absences:
        record.put_absence(connection, slug, absence)
    for result in shown.results:
        _put_result(connection, slug, result, now)
    for report in shown.reports:
        record.put_report(connection, slug, _report(report, files), now)
    for bulletin in shown.news:
        _put_news(connection, slug, bulletin, files, now)
    agreements.publish(connection, slug, agreed(slug, shown), now, "server")


def agreed(slug: str, shown: Shown) -> Agreements:
    """As the school wrote it down, with the free days of its calendar."""
    days = {event.first_day for event, _ in shown.events if event.form == "free_day"}
    return replace(read(read_text(f"agreements_{slug}.toml")), free_days=sorted(days))


def _put_result(connection: Connection, slug: str, result: Result, now: int) -> None:
    if result.given_at <= now:
        record.put_result(connection, slug, result)
        return
    scopes = [record.scope(result.pupil, "results")]
    publish.publish(connection, slug, "result", result, scopes, at=result.given_at, now=now)


def _report(report: TermReport, files: Files) -> Report:
    file = files.add(report.file_name, "application/pdf", report_card(report.card))
    return Report(
        report.id, report.pupil, report.title, report.period, report.school_year, milliseconds(report.released_at), file
    )


def _put_news(connection: Connection, slug: str, bulletin: Bulletin, files: Files, now: int) -> None:
    attachments = [files.kept(attachment) for attachment in bulletin.files]
    news.put(connection, slug, replace(bulletin.news, attachments=attachments), now, bulletin.classes)
