"""What each kind of mail says, written at the moment it is sent: from the state of then, never from that of when it was
asked. A mail that has become pointless is not written."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, func, select, update

from ssdesk.protocol.kinds import Notifications
from ssdesk.protocol.school import Help
from ssdesk.rules.quiet_hours import NoticeHours, email_at
from ssdesk.server import codes, forwarded, people, reset_codes, texts
from ssdesk.server import tables as t
from ssdesk.server.mail import Mail
from ssdesk.server.reset_codes import HOUR_MS, MAIL_MS
from ssdesk.server.schools import School, SchoolSettings, read_school

CONFIRM_MS: Final = 24 * HOUR_MS


def write(connection: Connection, key: bytes, effect: Row[Any], now: int) -> Mail | int | None:
    """The mail of a row of `effect`; a later moment for it (milliseconds); or None when there is no point in it any
    more."""
    if effect.kind == "ask_reset":
        detail = msgspec.json.decode(effect.detail, type=dict[str, str])
        reset_codes.find(connection, key, effect.school, detail, now)
        return None
    school = read_school(connection, effect.school)
    a = t.account.c
    account = connection.execute(select(t.account).where(a.school == effect.school, a.id == effect.account)).first()
    if account is None:
        return None
    if not school.settings.mail.sender:
        return now + HOUR_MS
    return _WRITERS[effect.kind](_Asked(connection, key, school, effect, account, now))


class _Asked:
    """One effect with what its mail may need."""

    def __init__(
        self, connection: Connection, key: bytes, school: School, effect: Row[Any], account: Row[Any], now: int
    ) -> None:
        self.connection, self.key, self.school, self.effect = connection, key, school.id, effect.id
        self.settings, self.account, self.now = school.settings, account, now
        self.detail = msgspec.json.decode(effect.detail, type=dict[str, str])
        self.words = texts.of(school.settings.language)

    def mail(self, to: str, kind: str, text: str = "text", **values: object) -> Mail:
        words, settings = self.words[kind], self.settings
        values |= {"school": settings.name, "name": self.account.name, "username": self.account.username}
        greeting = words.get("greeting", self.words["greeting"]).format_map(values)
        parts = [greeting, words[text].strip().format_map(values), self.words["regards"].format_map(values)]
        if kind != "misuse":
            parts.append(self.words["help"].format(help=contact(settings.help)))
        return Mail(
            self.effect, to, settings.mail.sender, settings.name, words["subject"].format(school=settings.short_name),
            "\n\n".join(parts) + "\n", self.now, settings.mail.reply_to,
        )  # fmt: skip


def contact(help_: Help) -> str:
    """The school's help contact on one line."""
    return ", ".join(part for part in (help_.name, help_.phone, help_.email) if part)


def base_address(settings: SchoolSettings) -> str:
    """Where the school's pages are, without a slash at the end; empty when that is not known."""
    return settings.address.rstrip("/")


def _confirm_email(asked: _Asked) -> Mail | None:
    c = t.email_code.c
    mine = (c.school == asked.school) & (c.account == asked.account.id)
    row = asked.connection.execute(select(t.email_code).where(mine)).first()
    digits = codes.six_digits(asked.key, asked.school, asked.account.id, asked.effect)
    current = row is not None and codes.same(
        row.code, codes.kept(asked.key, "email", asked.school, asked.account.id, digits)
    )
    if row is None or not current or asked.account.email != row.address or asked.account.email_confirmed_at:
        return None
    asked.connection.execute(update(t.email_code).where(mine).values(until=asked.now + CONFIRM_MS))
    base = base_address(asked.settings)
    link = codes.link(asked.key, asked.school, asked.account.id, asked.effect)
    valid = asked.words["hours"].format(count=CONFIRM_MS // HOUR_MS)
    text = "text" if base else "text_without_link"
    return asked.mail(row.address, "confirm_email", text, code=digits, link=f"{base}/confirm/{link}", valid=valid)


def _reset(asked: _Asked) -> Mail | None:
    c = t.reset_code.c
    mine = (c.school == asked.school) & (c.account == asked.account.id)
    row = asked.connection.execute(select(t.reset_code).where(mine)).first()
    code = codes.of_mail(asked.key, "reset", asked.school, asked.account.id, asked.effect)
    kept = codes.kept(asked.key, "reset", asked.school, asked.account.id, code)
    if row is None or not codes.same(row.code, kept) or not asked.account.email_confirmed_at:
        return None
    asked.connection.execute(update(t.reset_code).where(mine).values(until=asked.now + MAIL_MS))
    valid = asked.words["hours"].format(count=MAIL_MS // HOUR_MS)
    return asked.mail(asked.account.email, "reset", code=codes.grouped(code), valid=valid)


def _notice(asked: _Asked) -> Mail | int | None:
    account, wanted, c = asked.account, _wanted(asked), t.copy.c
    if wanted is None:
        return None
    unread = select(func.count()).where(
        c.school == asked.school,
        c.recipient == account.id,
        c.folder == "inbox",
        c.opened_at.is_(None),
        c.withdrawn_at.is_(None),
    )
    if not asked.connection.execute(unread).scalar_one():
        return None
    at = _moment(asked, wanted)
    return at if at > asked.now else asked.mail(account.email, "notice")


def _forward(asked: _Asked) -> Mail | int | None:
    """Only to the address that was confirmed when the message came, and only while the holder still wants it."""
    wanted = _wanted(asked)
    if wanted is None or not wanted.forward:
        return None
    account, settings = asked.account, asked.settings
    message = forwarded.copy_of(asked.connection, asked.school, account, asked.detail["message"])
    if message is None:
        return None
    at = _moment(asked, wanted)
    if at > asked.now:
        return at
    child = forwarded.child_of(asked.connection, asked.school, account, message)
    said = forwarded.words(message, settings, asked.words["forward"], account.name, child)
    return Mail(
        asked.effect, account.email, settings.mail.sender, settings.name, said.subject, said.text, asked.now,
        settings.mail.reply_to, html=said.html,
    )  # fmt: skip


def _wanted(asked: _Asked) -> Notifications | None:
    """What the account chose about its mails; None when none about messages may go to it now."""
    if asked.account.state != "active" or not asked.account.email_confirmed_at:
        return None
    wanted = people.notifications(asked.connection, asked.school, asked.account.id)
    return wanted if wanted.messages_email else None


def _moment(asked: _Asked, wanted: Notifications) -> int:
    """When the hours that were chosen let it go."""
    now, emergency = datetime.fromtimestamp(asked.now / 1000, UTC), "emergency" in asked.detail
    return int(email_at(_hours(wanted), now, emergency=emergency).timestamp() * 1000)


def _hours(wanted: Notifications) -> NoticeHours:
    return NoticeHours(frozenset(wanted.days), _minutes(wanted.start), _minutes(wanted.end), wanted.hold_email)


def _minutes(after_midnight: int) -> time:
    return time(after_midnight // 60 % 24, after_midnight % 60)


def _password_changed(asked: _Asked) -> Mail | None:
    return asked.mail(asked.account.email, "password_changed") if asked.account.email_confirmed_at else None


def _address_changed(asked: _Asked) -> Mail:
    return asked.mail(asked.detail["old"], "address_changed")


def _misuse(asked: _Asked) -> Mail | None:
    to, written = asked.settings.help.email, asked.detail["words"]
    return asked.mail(to, "misuse", words=written or asked.words["misuse"]["nothing_written"]) if to else None


_WRITERS = {
    "confirm_email": _confirm_email,
    "reset": _reset,
    "notice": _notice,
    "forward": _forward,
    "password_changed": _password_changed,
    "address_changed": _address_changed,
    "misuse": _misuse,
}
