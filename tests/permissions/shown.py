"""What the schools themselves put before people: timetables, agenda, calendar, news and agreements, results, reports
and absences, each full of canaries, some of it prepared for later."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, TimetableWeek
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.server import agreements, news, planner
from ssdesk.server import record as of_children
from ssdesk.server import tables as t
from tests.permissions.record import Class, File, Pupil, Record, Shown
from tests.permissions.world import World

MUCH_LATER = 10**12  # milliseconds: a moment that never comes here


def for_class(world: World, record: Record, class_: Class) -> None:
    """Two weeks, an agenda, an outing and news of one class, and news that is prepared."""
    word, name, ids = world.canaries.word, class_.name, [class_.id]
    put(world, record, [
        *(_shown("timetable_week", ids, class_name=name, monday=monday, lessons=[
            {"day": 0, "start": 510, "end": 560, "subject": word(), "teacher": word(), "room": word()},
            {"day": 4, "start": 600, "end": 650, "subject": word(), "state": "cancelled", "note": word()},
        ]) for monday in ("2026-11-16", "2026-11-23")),
        *(_shown("agenda_item", ids, class_name=name, day="2026-11-24", form=form, subject=word(), title=word(),
                 text=word(), teacher=word(), start=510, given_on="2026-11-20") for form in ("task", "test")),
        _shown("event", ids, form="trip", title=word(), first_day="2026-12-01", last_day="2026-12-02", text=word(),
               place=word(), audience=name),
        _news(world, record, ids),
        _news(world, record, ids, later=MUCH_LATER),
    ])  # fmt: skip


def for_all(world: World, record: Record) -> None:
    """Calendar, news and agreements of the whole school; the news of later too."""
    word = world.canaries.word
    put(world, record, [
        _shown("event", [], form="evening", title=word(), first_day="2026-12-03", last_day="2026-12-03", start=1140,
               end=1260, text=word(), place=word(), audience=word()),
        _news(world, record, []),
        _news(world, record, [], later=MUCH_LATER),
    ])  # fmt: skip
    said = {"id": agreements.oid(record.slug), "version": 1, "changed_at": world.now, "title": word()}
    agreed = {"conflict": {"says": word()}, "absence": {"says": word(), "phone": word()}}
    put(world, record, [Shown("agreements", said["id"], {**said, **agreed}, [])], time_passes=False)


def of_pupil(world: World, record: Record, pupil: Pupil, *, much: bool) -> None:
    """Results and absences of a child; `much`: its reports too, the next one prepared."""
    word, about = world.canaries.word, pupil.id
    shown = [
        _shown("result", [], pupil=about, subject=word(), title=word(), period=word(), form="points", day="2026-11-20",
               score=7.5, out_of=10.0, text=word(), teacher=word(), weight=2.0, median=6.5,
               given_at=world.canaries.moment()),
        _shown("absence", [], pupil=about, day="2026-11-18", part="am", code="Z", label=word(),
               justified=bool(record.shown and len(record.shown) % 2), minutes=25, note=word()),
    ]  # fmt: skip
    if much:
        shown += [
            _shown("result", [], pupil=about, subject=word(), title=word(), period=word(), form="word", value=word()),
            _shown("absence", [], pupil=about, day="2026-11-19", part="day", code="?", label=word()),
            report(world, record, pupil, 0),
            report(world, record, pupil, MUCH_LATER),
        ]
    put(world, record, shown)


def report(world: World, record: Record, pupil: Pupil, later: int) -> Shown:
    """One that is released so much later than now."""
    word, file, at = world.canaries.word, paper(world, record), world.canaries.moment() + later
    one = _shown("report", [], pupil=pupil.id, title=word(), period=word(), school_year="2026-2027", released_at=at)
    one.at, one.files = at, [file]
    one.said["file"] = file.travels()
    return one


def _news(world: World, record: Record, classes: list[str], later: int = 0) -> Shown:
    word, file, at = world.canaries.word, paper(world, record), world.canaries.moment() + later
    one = _shown("news", classes, title=word(), text=f"{word()}\n\n{word()}", author_name=word(), author_role=word(),
                 published_at=at, audience=word(), important=True)  # fmt: skip
    one.at, one.files = at, [file]
    one.said["attachments"] = [file.travels()]
    return one


def _shown(kind: str, classes: list[str], **said: Any) -> Shown:
    id_ = new_id()
    return Shown(kind, id_, {"id": id_, **said}, classes, said.get("pupil"))


def paper(world: World, record: Record) -> File:
    """A file of the school's own."""
    content = f"%PDF {world.canaries.word()} {'Beste ouders en leerlingen. ' * 4}".encode()
    sha256 = world.app.parts.blobs.add(record.slug, content)
    file = File(sha256, f"{world.canaries.word()}.pdf", "application/pdf", len(content), "", content)
    row = {"school": record.slug, "sha256": sha256, "size": file.size, "type": file.type, "at": 0}
    world.db.run_now(lambda connection: connection.execute(insert(t.blob).values(row)))
    record.files[sha256] = file
    return file


# ---- Into the server -------------------------------------------------------------------------------------------------
def put(world: World, record: Record, shown: list[Shown], *, time_passes: bool = True) -> None:
    """The school shows all this from now on, or from its moment on."""
    if time_passes:
        world.tick()
    world.db.run_now(_put, record.slug, shown, world.now)
    ids = {one.id for one in shown}
    record.shown = [one for one in record.shown if one.id not in ids] + shown
    record.now = world.now


def _put(connection: Connection, slug: str, shown: list[Shown], now: int) -> None:
    for one in shown:
        match one.kind:
            case "timetable_week":
                planner.put_week(connection, slug, one.classes[0], msgspec.convert(one.said, TimetableWeek))
            case "agenda_item":
                planner.put_item(connection, slug, one.classes[0], msgspec.convert(one.said, AgendaItem))
            case "event":
                planner.put_event(connection, slug, msgspec.convert(one.said, Event), one.classes)
            case "news":
                news.put(connection, slug, msgspec.convert(one.said, News), now, one.classes)
            case "agreements":
                agreements.publish(connection, slug, msgspec.convert(one.said, Agreements), now, "server")
            case "result":
                of_children.put_result(connection, slug, msgspec.convert(one.said, Result))
            case "absence":
                of_children.put_absence(connection, slug, msgspec.convert(one.said, Absence))
            case "report":
                of_children.put_report(connection, slug, msgspec.convert(one.said, Report), now)
            case kind:
                raise ValueError(kind)
