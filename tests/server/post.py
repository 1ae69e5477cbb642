"""A real SMTP server on loopback, and the queue of mails emptied into it."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from ssdesk.server import accounts
from ssdesk.server.delivery import Delivery
from ssdesk.server.mail import MailServer
from tests.school import School


@dataclass(frozen=True)
class Arrived:
    """One mail as it arrived."""

    to: str
    message: EmailMessage
    raw: bytes

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return str(self.message.get_content())

    def line(self, beginning: str) -> str:
        """What follows on the line that begins so."""
        (found,) = [line.removeprefix(beginning) for line in self.text.splitlines() if line.startswith(beginning)]
        return found


class Post:
    """The mail server of a school, listening while the `with` block lasts.

    `answer`: what it says to a mail (RCPT with `refuse_recipient`). `hang_up`: it takes the mail and then says nothing.
    """

    def __init__(
        self, school: School, *, port: int = 0, context: ssl.SSLContext | None = None, tls: str = "none"
    ) -> None:
        self.school, self._port, self._context, self._tls = school, port, context, tls
        self.arrived: list[Arrived] = []
        self.answer, self.refuse_recipient, self.hang_up = "250 OK", "", False
        self.logins: list[tuple[bytes, bytes]] = []
        self.controller: Any = None

    def __enter__(self) -> Self:
        options: dict[str, Any] = {"hostname": "127.0.0.1", "port": self._port}
        if self._tls == "tls":
            options["ssl_context"] = self._context
        elif self._tls == "starttls":
            options |= {"tls_context": self._context, "require_starttls": True}
        self.controller = _Controller(
            self, **options, authenticator=self._authenticate, auth_require_tls=self._tls == "starttls"
        )
        self.controller.start()
        self.port: int = self.controller.port
        for slug in ("wilg", "toren"):
            settings = self.school.app.parts.schools.by_id[slug].settings
            sending = _with_sender(settings, slug)
            self.school.db.run_now(accounts.set_settings, slug, sending)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.controller.stop()

    def deliver(self, passes: int = 2, server: MailServer | None = None) -> None:
        """Empties what is due, as the running server does. 0: only what needs no mail server."""
        asyncio.run(self._deliver(passes, server))

    async def _deliver(self, passes: int, server: MailServer | None) -> None:
        parts = self.school.app.parts
        here = server or MailServer("127.0.0.1", self.port, "none", timeout_s=5)
        delivery = Delivery(parts.db, parts.identity.key, parts.journal, parts.clock, here)
        if passes == 0:
            parts.db.run_now(delivery._take, parts.clock())
        for _ in range(passes):
            await delivery.once()

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"geheim", handled=False)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.answer.startswith("250"):
            self.arrived += [Arrived(to, message, raw) for to in envelope.rcpt_tos]
        if self.hang_up:
            assert server.transport is not None
            server.transport.abort()
        return self.answer


class _Controller(Controller):
    """Listens on a free port where none was asked for."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _with_sender(settings: Any, slug: str) -> Any:
    import msgspec

    mail = msgspec.structs.replace(settings.mail, sender=f"school@{slug}.example")
    return msgspec.structs.replace(settings, mail=mail, address=f"https://{slug}.school.example")
