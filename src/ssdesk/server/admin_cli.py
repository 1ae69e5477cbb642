"""`ssdesk server add-user | letters | reset-code | confirm-email | suspend | resume | working-days | set-agreements |
mailbox`: what the office does, from the command line of the server itself. Each act is audited as the server's own."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from ssdesk.errors import SsdeskError
from ssdesk.papers.letter import ActivationLetter, HelpContact, LetterHead, letters
from ssdesk.protocol.office import Letter
from ssdesk.rules.agreements.reading import read
from ssdesk.server import accounts, agreements, audit, codes, email_confirmation, enrolment, holding, office
from ssdesk.server import tables as t
from ssdesk.server.app import present
from ssdesk.server.from_here import ACTOR
from ssdesk.server.from_here import command as _command
from ssdesk.server.from_here import write as _write
from ssdesk.server.hashing import spelled
from ssdesk.server.schools import School

T = TypeVar("T")
_ZONE: Final = ZoneInfo("Europe/Brussels")
_DAYS: Final = (
    ("maandag", "monday", "mon", "ma"), ("dinsdag", "tuesday", "tue", "di"), ("woensdag", "wednesday", "wed", "wo"),
    ("donderdag", "thursday", "thu", "do"), ("vrijdag", "friday", "fri", "vr"),
)  # fmt: skip
_DAY_OF: Final = {name: number for number, names in enumerate(_DAYS) for name in names}


def add(commands: Any) -> None:
    """Joins the commands into the parser of `ssdesk server` (what `add_subparsers` returned)."""
    user = _command(commands, "add-user", _add_user, "make an account and print the code of its letter")
    user.add_argument("kind", choices=("co", "main", "staff"))
    user.add_argument("name", help="of the account's holder, in quotes")
    user.add_argument("--username", default="", help="without it: firstname.lastname of the child or member of staff")
    user.add_argument("--child", nargs=2, metavar=("FIRST", "LAST"), help="whose account it is; made if there is none")
    user.add_argument("--born", default="", metavar="ISO", help="of a child that is made")
    user.add_argument("--class", dest="classes", action="append", default=[], metavar="NAME", help="made if need be")
    user.add_argument("--role", default="", help="of a co-account: mother, father, …")
    user.add_argument("--title", default="", help="of a member of staff, in words of the school")
    user.add_argument("--office", action="store_true", help="of the school's office")

    paper = _command(commands, "letters", _letters, "write activation letters, with a fresh code each, into one PDF")
    paper.add_argument("file", type=Path, metavar="PDF")
    paper.add_argument("--class", dest="class_", default="", metavar="NAME", help="of this class only")
    paper.add_argument("--account", default="", metavar="WHO", help="of this account only")

    reset = _command(commands, "reset-code", _reset_code, "print a one-time code for who forgot the password")
    _who(reset)
    confirm = _command(commands, "confirm-email", _confirm_email, "confirm an address at the counter")
    _who(confirm)
    confirm.add_argument("address", help="as the person says it")
    suspend = _command(commands, "suspend", _suspend, "suspend an account for a while")
    _who(suspend)
    suspend.add_argument("--reason", required=True, help="shown to the holder")
    suspend.add_argument("--until", type=datetime.fromisoformat, metavar="ISO", help="without it: until resume")
    _who(_command(commands, "resume", _resume, "end a suspension or exclusion"))

    days = _command(commands, "working-days", _working_days, "say on which days a member of staff works")
    _who(days)
    days.add_argument("days", help="from Monday to Friday, with commas: ma,di,do or mon,tue,thu")

    agreed = _command(commands, "set-agreements", _set_agreements, "give the school a new version of its agreements")
    agreed.add_argument("file", type=Path, metavar="FILE", help="TOML: [evening], [deadlines], [absence] …")

    mailbox = _command(commands, "mailbox", _mailbox, "make a shared mailbox, give it to staff and take it away again")
    mailbox.add_argument("name", help="as everybody finds it, in quotes; made if there is none")
    mailbox.add_argument("--label", metavar="WORDS", help="its task, in words of the school")
    mailbox.add_argument("--give", action="append", default=[], metavar="WHO", help="an account that holds it from now")
    mailbox.add_argument("--take", action="append", default=[], metavar="WHO", help="one that holds it no more")


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="WHO", help="an id, or a username with only one account")


def _found(connection: Connection, school: str, who: str) -> Row[Any]:
    """The account of this id or username. SsdeskError: several share the username."""
    same = [row for row in accounts.of_username(connection, school, who) if row.state != "closed"]
    if len(same) > 1:
        known = ", ".join(f"{row.id} ({row.name}, {row.state})" for row in same)
        raise SsdeskError("Several accounts share this username: {known}.", "Name one by its id.", known=known)
    return accounts.row(connection, school, same[0].id if same else who)


# ---- Commands --------------------------------------------------------------------------------------------------------
def _add_user(options: argparse.Namespace) -> int:
    if (options.child is None) == (options.kind != "staff"):
        raise SsdeskError("Name the child of a co-account or main account, and of no other.")
    if options.kind == "co" and options.role not in accounts.ROLES:
        raise SsdeskError("The role is one of: {roles}.", roles=", ".join(accounts.ROLES))
    username, code = _write(options, _made, options)
    print(f"Username {username}, code {codes.grouped(code)}")
    return 0


def _made(connection: Connection, key: bytes, school: School, options: argparse.Namespace) -> tuple[str, str]:
    row = enrolment.add(connection, school.id, options.kind, options.name, **_wanted(options))
    now = present()
    audit.record(connection, school.id, now, ACTOR, "add_user", subject=row.id)
    return row.username, accounts.invite(connection, key, school, row.id, now)


def _wanted(options: argparse.Namespace) -> dict[str, Any]:
    names = ("username", "child", "born", "classes", "role", "title", "office")
    return {name: getattr(options, name) for name in names}


def _letters(options: argparse.Namespace) -> int:
    """Accounts that are invited and have no password yet; with codes in place of any earlier ones."""
    school, written = _write(options, _all_letters, options)
    if not written:
        raise SsdeskError("Nobody waits for a letter.")
    today = datetime.now(_ZONE).date()
    settings = school.settings
    head = LetterHead(settings.name, (), settings.help.phone, settings.help.email)
    contact = HelpContact(settings.help.name, settings.help.phone, settings.help.email)
    pages = [
        ActivationLetter(
            school=head,
            help=contact,
            pupil=each.pupil_name or each.name,
            class_name=each.class_name,
            address=(),
            server=each.address.removeprefix("https://"),
            username=each.username,
            code=each.code,
            valid_until=datetime.fromtimestamp(each.until / 1000, _ZONE).date(),
            written_on=today,
        )
        for each in written
    ]
    options.file.write_bytes(letters(pages))
    print(f"{len(pages)} letters in {options.file}")
    return 0


def _all_letters(
    connection: Connection, key: bytes, school: School, options: argparse.Namespace
) -> tuple[School, list[Letter]]:
    if options.account:
        waiting = [_found(connection, school.id, options.account)]
    else:
        a, p, c = t.account.c, t.pupil.c, t.class_.c
        joined = t.account.outerjoin(t.pupil, (p.school == a.school) & (p.id == a.pupil)).outerjoin(
            t.class_, (c.school == p.school) & (c.id == p.class_)
        )
        where = [a.school == school.id, a.state == "invited", a.password.is_(None)]
        if options.class_:
            where.append(c.name == options.class_)
        ordered = (
            select(t.account).select_from(joined).where(*where).order_by(c.name, p.last_name, p.first_name, a.slot)
        )
        waiting = list(connection.execute(ordered).all())
    now = present()
    found = []
    for row in waiting:
        found.append(office.letter(connection, key, school, row, now))
        audit.record(connection, school.id, now, ACTOR, "letter", subject=row.id)
    return school, found


def _act(options: argparse.Namespace, action: str, act: Callable[[Connection, bytes, School, Row[Any], int], T]) -> T:
    """The act on the account that was named, audited."""

    def work(connection: Connection, key: bytes, school: School) -> T:
        row, now = _found(connection, school.id, options.account), present()
        answer = act(connection, key, school, row, now)
        detail = getattr(options, "reason", "")
        audit.record(connection, school.id, now, ACTOR, action, subject=row.id, detail=detail)
        return answer

    return _write(options, work)


def _reset_code(options: argparse.Namespace) -> int:
    found = _act(options, "reset_code", office.reset_code)
    print(f"Code {found.code}, until {datetime.fromtimestamp(found.until / 1000, _ZONE):%Y-%m-%d %H:%M}")
    return 0


def _confirm_email(options: argparse.Namespace) -> int:
    def confirm(connection: Connection, _key: bytes, school: School, row: Row[Any], now: int) -> None:
        if not row.email or spelled(options.address) != row.email:
            raise SsdeskError("That is not the address which this person filled in.")
        email_confirmation.confirm(connection, school, row, now, ACTOR)

    _act(options, "confirm_email", confirm)
    print("Confirmed.")
    return 0


def _suspend(options: argparse.Namespace) -> int:
    until: datetime | None = options.until
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=_ZONE)
    end = None if until is None else round(until.timestamp() * 1000)
    if end is not None and end <= present():
        raise SsdeskError("The end lies in the past.")

    def suspend(connection: Connection, _key: bytes, school: School, row: Row[Any], _now: int) -> None:
        office.suspend(connection, school, row, options.reason, end)

    _act(options, "suspend", suspend)
    print("Suspended.")
    return 0


def _resume(options: argparse.Namespace) -> int:
    def resume(connection: Connection, _key: bytes, school: School, row: Row[Any], _now: int) -> None:
        if row.state not in ("suspended", "excluded"):
            raise SsdeskError("This account is neither suspended nor excluded.")
        accounts.resume(connection, school.id, row.id)

    _act(options, "resume", resume)
    print("The account goes on.")
    return 0


def _working_days(options: argparse.Namespace) -> int:
    weekdays = _read_days(options.days)
    told = ",".join(_DAYS[day][-2] for day in weekdays)

    def work(connection: Connection, _key: bytes, school: School) -> str:
        row = _found(connection, school.id, options.account)
        if row.kind != "staff":
            raise SsdeskError(
                "{name} is not staff.", "Only staff has working days. Nothing was changed.", name=row.name
            )
        accounts.set_weekdays(connection, school.id, row.id, weekdays)
        audit.record(connection, school.id, present(), ACTOR, "working_days", subject=row.id, detail=told)
        return str(row.name)

    print(f"{_write(options, work)} works on {told}.")
    return 0


def _read_days(text: str) -> list[int]:
    """In the order of the week. SsdeskError: there are none, or one of them is none from Monday to Friday."""
    words = [word.strip().casefold() for word in text.split(",")]
    wrong = [word for word in words if word not in _DAY_OF]
    if wrong:
        advice = "Write days from Monday to Friday with commas: ma,di,do or mon,tue,thu. Nothing was changed."
        raise SsdeskError("“{days}” is no working day.", advice, days=", ".join(wrong))
    return sorted({_DAY_OF[word] for word in words})


def _set_agreements(options: argparse.Namespace) -> int:
    try:
        document = read(options.file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SsdeskError("{file} cannot be read: {why}.", file=options.file, why=error) from error

    def publish(connection: Connection, _key: bytes, school: School) -> int:
        return agreements.publish(connection, school.id, document, present(), ACTOR).version

    print(f"Version {_write(options, publish)} of the agreements counts from now on.")
    return 0


def _mailbox(options: argparse.Namespace) -> int:
    """All of it or nothing."""

    def arrange(connection: Connection, _key: bytes, school: School) -> None:
        now = present()
        mailbox = holding.make(connection, school.id, options.name, options.label, now, ACTOR)
        for act, accounts_ in ((holding.give, options.give), (holding.take, options.take)):
            for who in accounts_:
                act(connection, school.id, mailbox, _found(connection, school.id, who).id, now, ACTOR)

    _write(options, arrange)
    print(f"{options.name}: {len(options.give)} given, {len(options.take)} taken away")
    return 0
