"""The server's own settings: `server.json` in its data folder, readable by the server's user only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec

from ssdesk.server.mail import MailServer

_FILE = "server.json"


class MailConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where mails are handed in."""

    host: str
    port: int = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: str = ""
    password: str = ""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`database`: an SQLAlchemy address such as postgresql+psycopg://user@host/name; empty: SQLite in the folder."""

    database: str = ""
    mail: MailConfig | None = None

    @classmethod
    def read(cls, folder: Path) -> Config:
        """FileNotFoundError: no server was made here. msgspec.DecodeError: it cannot be understood."""
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=cls)

    def write(self, folder: Path) -> None:
        content = msgspec.json.format(msgspec.json.encode(self), indent=2)
        descriptor = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content + b"\n")

    def url(self, folder: Path) -> str:
        return self.database or f"sqlite:///{folder.resolve() / 'school.db'}"

    def mail_server(self) -> MailServer | None:
        """ValueError: an unprotected line to another computer."""
        m = self.mail
        return MailServer(m.host, m.port, m.security, m.username, m.password) if m is not None else None
