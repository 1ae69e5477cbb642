"""A real SMTP server on loopback that keeps what it is given, so that the demo's mails can be read beside it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived; `text` is its plain text part."""

    to: tuple[str, ...]
    subject: str
    text: str


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailCatcher:
    """Listens on a free port of 127.0.0.1. `arrived` is called on the catcher's own thread."""

    def __init__(self, arrived: Callable[[Mail], None]) -> None:
        self._arrived = arrived
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    def start(self) -> int:
        """Starts listening; the port."""
        self._controller.start()
        return self._controller.port

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        message = message_from_bytes(content if isinstance(content, bytes) else content.encode(), policy=policy.default)
        part = message.get_body(("plain",))
        text = part.get_content() if part is not None else ""
        self._arrived(Mail(tuple(envelope.rcpt_tos), str(message["subject"] or ""), str(text)))
        return "250 OK"
