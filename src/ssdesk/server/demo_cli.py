"""`ssdesk server demo`: a data folder with the demo schools in it, and the letters of one family."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from ssdesk.papers.letter import ActivationLetter, HelpContact, LetterHead, letter
from ssdesk.server import accounts, codes, load_demo
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.config import Config, MailConfig
from ssdesk.server.database import Database
from ssdesk.server.demo import data
from ssdesk.server.demo.generate import generate
from ssdesk.server.epoch import Identity
from ssdesk.server.hashing import Hashing
from ssdesk.server.schools import read_school

PARENT = "Els Vermeulen"  # whose letters lie on the table
SCHOOL_TIME = ZoneInfo("Europe/Brussels")


def run(options: argparse.Namespace) -> int:
    """Fills the folder, which a server was made in, and prints what the family needs to sign in."""
    folder: Path = options.folder
    moment = options.clock or datetime.now(UTC)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SCHOOL_TIME)
    if options.smtp:
        config = Config.read(folder)
        Config(config.database, MailConfig("127.0.0.1", options.smtp, "none")).write(folder)
    key = Identity.load(folder).key
    hashing, blobs = Hashing(key), BlobStore(folder)
    database = Database(Config.read(folder).url(folder))
    try:
        for school in generate(moment, options.seed, options.pupils):
            address = f"{options.address.rstrip('/')}/{school.slug}"
            database.run_now(load_demo.load, school, address, blobs, hashing)
            for account in load_demo.invited(school, [PARENT]):
                code = database.run_now(_invite, key, school.slug, account.id, round(moment.timestamp() * 1000))
                _write_letter(folder / "letters", school, account, address, code, moment.date())
                print(f"{school.name}: {address}, username {account.username}, code {codes.grouped(code)}")
            print(f"{school.name}: staff and the families of the cast sign in with the password “{load_demo.PASSWORD}”")
    finally:
        hashing.close()
        database.close()
    return 0


def _invite(connection: Connection, key: bytes, slug: str, account: str, now: int) -> str:
    return accounts.invite(connection, key, read_school(connection, slug), account, now)


def _write_letter(
    folder: Path, school: data.School, account: data.Account, address: str, code: str, today: date
) -> None:
    pupil = next(pupil for pupil in school.pupils if pupil.id == account.pupil)
    class_name = next((class_.name for class_ in school.classes if class_.id == pupil.class_id), "")
    page = letter(
        ActivationLetter(
            school=LetterHead(school.name, (school.address,), school.help.phone, school.help.email),
            help=HelpContact(school.help.name, school.help.phone, school.help.email),
            pupil=pupil.name,
            class_name=class_name,
            address=(),
            server=address.removeprefix("https://").removeprefix("http://"),
            username=account.username,
            code=code,
            valid_until=today + timedelta(days=load_demo.settings(school, address).code_days),
            written_on=today,
        )
    )
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / f"{school.short_name}.pdf").write_bytes(page)
