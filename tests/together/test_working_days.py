"""A teacher who works part-time: until when she answers is the same moment for her and for who wrote to her (R6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ssdesk.household.asked import due_of, expected
from ssdesk.household.home import Home, read
from ssdesk.replica.inbox import Filter
from ssdesk.rules.agreements.calendar import Due
from ssdesk.rules.agreements.reading import read as agreed
from ssdesk.rules.working_time import SCHOOL_TIME
from ssdesk.server import accounts, agreements, cli
from ssdesk.server.demo.content import read_text
from tests.school import WILG, School, id_of
from tests.together.desktop import Desktop


def home(desktop: Desktop) -> Home:
    facts = read(desktop.replica)
    known = {name: getattr(facts, name) for name in ("agreements", "agreed_role", "weekdays")}
    return Home(name=desktop.name, account=id_of(desktop.name), colour=0, state="open", **known)


def as_reader(desktop: Desktop) -> Due:
    (row,) = desktop.inbox()
    return due_of(home(desktop), row)


def as_sender(desktop: Desktop, sent: str, reader: str) -> Due:
    detail = desktop.replica.inbox.message(sent)
    assert detail is not None
    return expected(home(desktop), desktop.replica, detail).of(id_of(reader), None)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{clock}").replace(tzinfo=SCHOOL_TIME)


def test_who_reads_and_who_wrote_see_the_moment_by_the_days_of_the_reader(
    school: School, desktops: Callable[[str], Desktop]
) -> None:
    document = agreed(read_text("agreements_dewilg.toml"))
    school.db.run_now(agreements.publish, WILG, document, school.clock(), "server")
    mother, teacher, office = desktops("mother"), desktops("teacher"), desktops("office")
    school.clock.now = round(at("23 16:00").timestamp() * 1000)  # a Monday
    for desktop in (mother, teacher, office):
        desktop.sync()
    to_teacher, to_office = (
        mother.send("teacher", "Vraag", asks="answer"),
        mother.send("office", "Vraag", asks="answer"),
    )
    back = office.send("mother", "Vraag", asks="answer")
    for desktop in (mother, office, teacher, mother):
        desktop.sync()

    def seen() -> list[datetime | None]:
        """Of the reader and the sender of each."""
        found = []
        for reader, sender, sent in (
            (teacher, mother, to_teacher),
            (office, mother, to_office),
            (mother, office, back),
        ):
            both = as_reader(reader), as_sender(sender, sent, reader.name)
            assert both[0] == both[1], reader.name
            found.append(both[0].answer_by)
        return found

    assert seen() == [at("25 16:00")] * 3
    assert cli.main(["working-days", str(school.folder), WILG, "teacher", "ma,di,do"]) == 0
    school.db.run_now(accounts.set_weekdays, WILG, id_of("office"), [0, 4])
    for desktop in (mother, teacher, office):
        desktop.sync()
    assert seen() == [at("26 16:00"), at("30 16:00"), at("25 16:00")]
    assert home(teacher).weekdays == {0, 1, 3}


def test_days_of_a_newer_school_that_nobody_here_knows_leave_a_moment(
    school: School, desktops: Callable[[str], Desktop]
) -> None:
    document = agreed(read_text("agreements_dewilg.toml"))
    school.db.run_now(agreements.publish, WILG, document, school.clock(), "server")
    school.db.run_now(accounts.set_weekdays, WILG, id_of("teacher"), [5, 8])
    mother, teacher = desktops("mother"), desktops("teacher")
    mother.sync()
    sent = mother.send("teacher", "Vraag", asks="answer")
    mother.sync()
    teacher.sync()
    assert as_reader(teacher) == as_sender(mother, sent, "teacher")
    assert as_reader(teacher).answer_by is not None
    assert len(mother.replica.inbox.first_page(Filter("sent"))) == 1
