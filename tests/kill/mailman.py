"""The school's mail server, which can pull the plug of the school's server while it is handed a mail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Arrived:
    """`id`: the effect's, out of the Message-ID. `told_before`: the server's journal already said that it was sent."""

    id: str
    to: str
    raw: bytes
    told_before: bool


class Mailman:
    """Listening while the `with` block lasts. `strike` is called once, at the stage given in `arm`."""

    def __init__(self, port: int, journal: Path) -> None:
        self.arrived: list[Arrived] = []
        self._journal = journal
        self._stage, self._strike = "", lambda: None
        self.struck = threading.Event()
        self._controller: Any = Controller(self, hostname="127.0.0.1", port=port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def arm(self, stage: str, strike: Callable[[], None]) -> None:
        """`recipient`: before the mail is handed over; `mail`: when it is, and not yet confirmed; `journal`: as soon as
        the server has noted that it was sent."""
        self.struck.clear()
        self._strike, self._stage = strike, stage

    def disarm(self) -> None:
        self._stage = ""

    def _at(self, stage: str) -> None:
        if self._stage == stage:
            self._stage = ""
            self._strike()
            self.struck.set()

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        self._at("recipient")
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        raw: Any = envelope.content
        id_ = str(message_from_bytes(raw)["Message-ID"]).strip("<>").partition("@")[0]
        told_before = self._is_noted(id_)
        self.arrived += [Arrived(id_, to, raw, told_before) for to in envelope.rcpt_tos]
        self._at("mail")
        if self._stage == "journal":
            threading.Thread(target=self._when_noted, args=(id_,)).start()
        return "250 OK"

    def _is_noted(self, id_: str) -> bool:
        return self._journal.exists() and f" {id_}\n".encode() in self._journal.read_bytes()

    def _when_noted(self, id_: str) -> None:
        until = time.monotonic() + 10
        while not self._is_noted(id_) and time.monotonic() < until:
            pass
        self._at("journal")
