"""Reports and news as a school prepares them, with their files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.news import News
from ssdesk.protocol.record import Report
from ssdesk.server import news, record
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of


def file_at(school: School, content: bytes, slug: str = WILG) -> Attachment:
    """A PDF that the school has, and to which nothing refers yet."""
    sha256 = school.app.parts.blobs.add(slug, content)
    row = {"sha256": sha256, "size": len(content), "type": "application/pdf", "at": school.clock()}
    school.db.run_now(lambda connection: connection.execute(insert(t.blob).values(school=slug, **row)) and None)
    return Attachment(sha256, "rapport.pdf", "application/pdf", len(content))


def report(file: Attachment, at: int, pupil: str = "Noor", **fields: Any) -> Report:
    values = {"title": "Herfstrapport", "period": "Herfst", "school_year": "2026-2027", "id": id_of("report")}
    return Report(**{**values, "pupil": id_of(pupil), "released_at": at, "file": file, **fields})


def put_report(school: School, prepared: Report, slug: str = WILG) -> None:
    school.db.run_now(record.put_report, slug, prepared, school.clock())


def put_news(school: School, name: str, at: int, classes: Iterable[str] = (), slug: str = WILG, **fields: Any) -> str:
    """Its id. `classes`: by name."""
    said = News(id_of(name), name, f"Tekst van {name}", "Hilde Baert", "secretariaat", at, **fields)
    school.db.run_now(news.put, slug, said, school.clock(), [id_of(class_) for class_ in classes])
    return said.id
