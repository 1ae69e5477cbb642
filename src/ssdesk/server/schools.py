"""The schools of this server, their settings, and which one a request is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from ssdesk.protocol.school import Help, Limits
from ssdesk.protocol.session import Agreement
from ssdesk.server import tables as t

TYPES = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "ics", "vcf",
    "jpg", "jpeg", "png", "gif", "webp", "heic", "mp3", "m4a", "mp4", "mov", "zip",
]  # fmt: skip


RECORD = ("results", "reports", "absences")  # the parts of a child's record that can be hidden from a role (A2)
MODULES = ("messages", "planner", "reports", "absences", "news")


class PasswordPolicy(msgspec.Struct, frozen=True):
    """A6: letters, capitals, digits and other are four kinds."""

    min_length: int = 8
    kinds: int = 2
    passphrase_length: int = 20
    words: int = 4


class Mail(msgspec.Struct, frozen=True):
    """Whom the school's mails come from."""

    sender: str = ""
    reply_to: str = ""


class SchoolSettings(msgspec.Struct, frozen=True):
    """What a school decides, kept as JSON in `school.info`. Times and sizes: days and bytes."""

    name: str
    short_name: str
    help: Help
    agreement: Agreement
    limits: Limits = Limits(types=TYPES)
    features: list[str] = msgspec.field(default_factory=lambda: list(MODULES))
    hidden: dict[str, list[str]] = {}  # by role of co-account: parts of the child's record not shown
    language: str = "nl"
    passwords: PasswordPolicy = PasswordPolicy()
    mail: Mail = Mail()
    address: str = ""  # the school's base URL, for letters and mails
    emergency: list[str] = msgspec.field(default_factory=lambda: ["office"])  # roles that may send one (R8)
    delivery: bool = False  # whether senders see that a message has come to a device of its recipient
    quota: int = 5 * 1024**3  # of what one account has sent along
    code_days: int = 60  # how long a letter's code can be used
    tombstone_days: int = 90  # a desktop that was away longer reads a scope anew

    def record(self, kind: str, role: str) -> tuple[str, ...]:
        """The parts of a child's record that one of its accounts sees; from the child itself nothing is hidden."""
        return tuple(part for part in RECORD if kind != "co" or part not in self.hidden.get(role, ()))

    def may_become(self, role: str, other: str) -> bool:
        """Whether a co-account may change its own role: not to see more of the record, that is the school's to give."""
        return set(self.record("co", other)) <= set(self.record("co", role))


@dataclass(frozen=True, slots=True)
class School:
    """One school as it was when last read."""

    id: str
    host: str
    settings: SchoolSettings


def read_schools(connection: Connection) -> list[School]:
    rows = connection.execute(select(t.school.c.id, t.school.c.host, t.school.c.info))
    return [School(id_, host, msgspec.json.decode(info, type=SchoolSettings)) for id_, host, info in rows]


def read_school(connection: Connection, school: str) -> School:
    """LookupError when there is none of this id."""
    row = connection.execute(select(t.school.c.host, t.school.c.info).where(t.school.c.id == school)).first()
    if row is None:
        raise LookupError(school)
    return School(school, row.host, msgspec.json.decode(row.info, type=SchoolSettings))


class Schools:
    """All schools by slug and by host name."""

    def __init__(self, schools: Iterable[School]) -> None:
        self.replace(schools)

    def replace(self, schools: Iterable[School]) -> None:
        """From now on these."""
        self.by_id = {school.id: school for school in schools}
        self._by_host = {school.host: school for school in self.by_id.values() if school.host}
        self._only = next(iter(self.by_id.values())) if len(self.by_id) == 1 else None

    def resolve(self, host: str, path: str) -> tuple[School | None, str]:
        """The school that a request is for, and the part of the path ("/slug" or "") that named it: first the path,
        then the host, then the only school there is."""
        slug = path[1:].partition("/")[0]
        if slug in self.by_id:
            return self.by_id[slug], "/" + slug
        return self._by_host.get(host.partition(":")[0].lower()) or self._only, ""
