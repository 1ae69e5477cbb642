"""Mails from the school: how one is written and how it is handed to the school's mail server."""

from __future__ import annotations

import asyncio
import re
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from enum import Enum
from typing import Literal

import aiosmtplib
from aiosmtplib import SMTP, SMTPResponseException

from ssdesk.server.mail_address import ascii_address, is_loopback

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed in. ValueError: an unprotected line to anywhere but this computer.

    `context` trusts other certificates than the system does (a school's own authority).
    """

    host: str
    port: int
    security: Security = "starttls"
    username: str = ""
    password: str = ""
    context: ssl.SSLContext | None = None
    timeout_s: float = 30.0

    def __post_init__(self) -> None:
        if self.security not in ("tls", "starttls", "none"):
            raise ValueError("security is tls, starttls or none")
        if self.security == "none" and not is_loopback(self.host):
            raise ValueError("Mails leave this computer only over a protected line: tls or starttls.")

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.security})"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person. `id` is the effect's: the same mail sent twice has the same Message-ID, so that mailboxes
    show it once. `at` in milliseconds."""

    id: str
    to: str
    sender: str
    sender_name: str
    subject: str
    text: str
    at: int
    reply_to: str = ""
    automatic: bool = True
    html: str = ""  # the same once more, for who reads mails so

    def message(self) -> EmailMessage:
        """ValueError: something in it is no single line or no address."""
        message = EmailMessage(policy=MAIL_POLICY)
        domain = ascii_address(self.sender).rpartition("@")[2]
        message["Message-ID"] = f"<{self.id}@{domain}>"
        message["Date"] = datetime.fromtimestamp(self.at / 1000, UTC)
        message["From"] = Address(_one_line(self.sender_name), addr_spec=ascii_address(self.sender))
        message["To"] = Address(addr_spec=ascii_address(self.to))
        if self.reply_to:
            message["Reply-To"] = Address(addr_spec=ascii_address(self.reply_to))
        message["Subject"] = _one_line(self.subject)
        if self.automatic:
            message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
        message.set_content(self.text, cte="quoted-printable" if not self.text.isascii() else None)
        if self.html:
            message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        return message


class Outcome(Enum):
    """What became of a mail. UNCLEAR: it was handed over whole, but the answer did not come."""

    SENT = "sent"
    LATER = "later"
    UNCLEAR = "unclear"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sent:
    """`why`: for the log of the server: a stage and a status code, never an address or content. `line`: it was not
    about this mail, so that others would fare no better now."""

    outcome: Outcome
    why: str = ""
    line: bool = False


async def send(server: MailServer, mail: Mail) -> Sent:
    """Hands in one mail. Never raises for what a mail server or a network can do."""
    try:
        content = mail.message().as_bytes()
        sender, recipient = ascii_address(mail.sender), ascii_address(mail.to)
    except ValueError:
        return Sent(Outcome.REFUSED, "no such address")
    stage = "connect"
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        tls_context=(server.context or ssl.create_default_context()) if server.security != "none" else None,
        timeout=server.timeout_s,
        local_hostname=sender.rpartition("@")[2],
    )
    try:
        await client.connect()
        if server.username:
            stage = "login"
            await client.login(server.username, server.password)
        stage = "sender"
        await client.mail(sender)
        stage = "recipient"
        await client.rcpt(recipient)
        stage = "data"
        await client.data(content)
    except SMTPResponseException as error:
        # A wrong password or sender is the school's mistake, mended once it is noticed; only what the other side says
        # about this recipient or this mail is final.
        final = stage in ("recipient", "data") and 500 <= error.code < 600
        return Sent(Outcome.REFUSED if final else Outcome.LATER, f"{stage} {error.code}", _of_line(stage))
    except (TimeoutError, aiosmtplib.SMTPException, OSError) as error:
        outcome = Outcome.UNCLEAR if stage == "data" else Outcome.LATER
        return Sent(outcome, f"{stage} {type(error).__name__}", _of_line(stage))
    finally:
        await _leave(client)
    return Sent(Outcome.SENT)


def _of_line(stage: str) -> bool:
    return stage in ("connect", "login", "sender")


async def _leave(client: SMTP) -> None:
    """The mail's fate is decided: how the line is closed changes nothing, so nobody waits for a polite end of TLS."""
    line = client.transport
    try:
        if client.is_connected:
            await client.quit(timeout=5)
    except (TimeoutError, aiosmtplib.SMTPException, OSError):
        pass
    finally:
        client.close()
        if isinstance(line, asyncio.WriteTransport):
            line.abort()
        await asyncio.sleep(0)  # closing takes a turn of the loop


def _one_line(text: str) -> str:
    if re.search(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", text):
        raise ValueError("a header is one line")
    return text
