"""Puts the generated demo schools into a server's database, through the same functions as everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert

from ssdesk.protocol import kinds
from ssdesk.protocol.school import Help, Manual
from ssdesk.protocol.session import Agreement, Section
from ssdesk.server import accounts, feed, people
from ssdesk.server import tables as t
from ssdesk.server.blob_store import BlobStore
from ssdesk.server.commands.messages import PREVIEW, copy_id
from ssdesk.server.demo import data, papers
from ssdesk.server.hashing import Hashing
from ssdesk.server.schools import Mail, SchoolSettings

PASSWORD: Final = "demo in de demoschool"  # noqa: S105 - of the staff and of the families in the cast
_NUMBER = re.compile(r"^\d+\.\s*")  # the desktop numbers the sections itself
_ROLES = {"plus_parent": "step_parent"}
_STATES = {"inactive": "closed", "email_open": "invited"}
_STEPS = ("agreement_at", "password_at", "devices_at", "details_at", "checked_at")


def load(connection: Connection, school: data.School, address: str, blobs: BlobStore, hashing: Hashing | None) -> None:
    """One whole school. `address`: its base URL. `hashing`: gives staff and the cast the demo password; None:
    nobody can sign in with a password (hashing is the slow part)."""
    accounts.add_school(connection, school.slug, settings(school, address), school.host)
    _load_people(connection, school, hashing)
    _load_messages(connection, school, blobs)


def settings(school: data.School, address: str) -> SchoolSettings:
    """What the school decides."""
    return SchoolSettings(
        name=school.name,
        short_name=school.short_name,
        help=Help(
            school.help.name,
            school.help.phone,
            school.help.email,
            [Manual(school.help.manual_title, school.help.manual_url)],
        ),
        agreement=Agreement(school.agreement_version, "Gebruikersovereenkomst", _sections(school.agreement)),
        mail=Mail(sender=f"noreply@{school.host}", reply_to=school.help.email),
        address=address,
    )


def _sections(text: str) -> list[Section]:
    """Markdown headings of the second level and what stands below them."""
    sections = []
    for part in text.split("\n## ")[0 if text.startswith("## ") else 1 :]:
        title, _, body = part.removeprefix("## ").partition("\n")
        sections.append(Section(_NUMBER.sub("", title.strip()), body.strip()))
    return sections


# ---- People ----------------------------------------------------------------------------------------------------------
def _load_people(connection: Connection, school: data.School, hashing: Hashing | None) -> None:
    slug = school.slug
    rows: list[dict[str, Any]] = [{"school": slug, "id": class_.id, "name": class_.name} for class_ in school.classes]
    connection.execute(insert(t.class_), rows)
    connection.execute(insert(t.pupil), [_pupil(slug, pupil) for pupil in school.pupils])
    passwords = _passwords(school, hashing) if hashing is not None else {}
    connection.execute(insert(t.account), [_account(school, account, passwords) for account in school.accounts])
    taught = {
        (class_.id, account)
        for class_ in school.classes
        for account in (class_.titular, *(a for _, a in class_.teachers))
    }
    rows = [{"school": slug, "class_": class_, "account": account} for class_, account in sorted(taught)]
    connection.execute(insert(t.class_staff), rows)
    people.refresh(
        connection,
        slug,
        [account.id for account in school.accounts],
        pupils=[pupil.id for pupil in school.pupils],
    )


def _pupil(slug: str, pupil: data.Pupil) -> dict[str, Any]:
    left = pupil.left_on
    return {
        "school": slug,
        "id": pupil.id,
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "class_": pupil.class_id,
        "birth_date": pupil.birth_date.isoformat(),
        "left_at": _ms(datetime(left.year, left.month, left.day, 16, tzinfo=UTC)) if left else None,
    }


def _account(school: data.School, account: data.Account, passwords: Mapping[str, bytes]) -> dict[str, Any]:
    slug = school.slug
    began = _ms(account.activated_at) if account.activated_at else None
    return {
        "school": slug,
        "id": account.id,
        "kind": account.kind,
        "username": account.username,
        "name": account.name,
        "role": _ROLES.get(account.role, account.role),
        "title": account.title,
        "office": account.office,
        "contact_group": account.contact_group,
        "everyone": account.everyone,
        "pupil": account.pupil,
        "slot": account.slot,
        "state": _STATES.get(account.state, account.state),
        "reason": account.reason,
        "until": _ms(account.until) if account.until else None,
        "email": account.email,
        "phone": account.phone,
        "mobile": account.mobile,
        "number_plate": account.number_plate,
        "last_seen": _ms(account.last_seen) if account.last_seen else None,
        "email_confirmed_at": began if account.state != "email_open" else None,
        "active_at": began if account.state != "email_open" else None,
        **dict.fromkeys(_STEPS, began),
        "agreement": school.agreement_version if began else None,
        "password": passwords.get(account.id),
    }


def _passwords(school: data.School, hashing: Hashing) -> dict[str, bytes]:
    """The stored passwords of active staff and of the cast's families, by account; an evaluation each takes a while, so
    that not everybody has one."""
    cast = {account for case in school.cases for account in case.accounts}
    chosen = [a for a in school.accounts if a.activated_at is not None and (a.kind == "staff" or a.id in cast)]
    usernames = sorted({account.username for account in chosen})
    with ThreadPoolExecutor(2) as threads:
        found = threads.map(lambda username: hashing.evaluate_now(PASSWORD, school.slug, username), usernames)
        evaluated = dict(zip(usernames, found, strict=True))
    return {a.id: hashing.stored(school.slug, a.id, evaluated[a.username]) for a in chosen}


# ---- Messages --------------------------------------------------------------------------------------------------------
def _load_messages(connection: Connection, school: data.School, blobs: BlobStore) -> None:
    names = {account.id: _named(account) for account in school.accounts}
    children = {account.id: account.pupil for account in school.accounts}
    known: dict[str, data.Message] = {message.id: message for message in school.messages}
    answered = {
        (message.in_reply_to, message.sender): _ms(message.sent_at)
        for message in reversed(school.messages)
        if message.in_reply_to
    }
    files = _Files(connection, school.slug, blobs)
    messages: list[dict[str, Any]] = []
    copies: list[dict[str, Any]] = []
    for message in school.messages:
        sent = _sent(message, known, names, files)
        shas = [attachment.sha256 for attachment in sent.attachments]
        feed.put(connection, school.slug, "sent_message", sent.id, sent, [f"a:{sent.sender}"], new=True, blobs=shas)
        messages.append(_message_row(school.slug, sent))
        for recipient in message.recipients:
            copy = msgspec.structs.replace(
                sent,
                id=copy_id(sent.id, recipient.account),
                in_reply_to=_answers(message, recipient.account, known),
                folder="inbox",
                pupil=children[recipient.account] or recipient.pupil or sent.pupil,
                opened_at=_ms(recipient.opened_at) if recipient.opened_at else None,
                answered_at=answered.get((message.id, recipient.account)),
                recipients=[],
            )
            feed.put(
                connection, school.slug, "message", copy.id, copy, [f"a:{recipient.account}"], new=True, blobs=shas
            )
            copies.append(_copy_row(school.slug, message.id, recipient.account, copy))
    if messages:
        connection.execute(insert(t.message), messages)
        connection.execute(insert(t.copy), copies)


def _named(account: data.Account) -> tuple[str, str]:
    return account.name, account.title or account.role


def _sent(
    message: data.Message, known: dict[str, data.Message], names: dict[str, tuple[str, str]], files: _Files
) -> kinds.Message:
    name, role = names[message.sender]
    return kinds.Message(
        id=message.id,
        thread=message.thread,
        sent_at=_ms(message.sent_at),
        sender=message.sender,
        sender_name=name,
        sender_role=role,
        subject=message.subject,
        preview=" ".join(message.body.split())[:PREVIEW],
        body=message.body,
        folder="sent",
        pupil=message.pupil,
        in_reply_to=_answers(message, message.sender, known),
        attachments=[files.kept(attachment) for attachment in message.attachments],
        answer_by=_ms(message.answer_by) if message.answer_by else None,
        group=message.group,
        recipients=[
            kinds.Recipient(to.account, *names[to.account], _ms(to.opened_at) if to.opened_at else None)
            for to in message.recipients
        ],
    )


def _answers(message: data.Message, holder: str, known: dict[str, data.Message]) -> str | None:
    """The answered message as it lies in the holder's mailbox: the own one, or the copy."""
    earlier = known.get(message.in_reply_to or "")
    if earlier is None:
        return None
    if earlier.sender == holder:
        return earlier.id
    return copy_id(earlier.id, holder) if any(to.account == holder for to in earlier.recipients) else None


def _message_row(slug: str, sent: kinds.Message) -> dict[str, Any]:
    return {
        "school": slug,
        "id": sent.id,
        "thread": sent.thread,
        "sender": sent.sender,
        "sender_name": sent.sender_name,
        "sender_role": sent.sender_role,
        "pupil": sent.pupil,
        "subject": sent.subject,
        "body": sent.body,
        "preview": sent.preview,
        "attachments": msgspec.json.encode(sent.attachments).decode(),
        "sent_at": sent.sent_at,
        "in_reply_to": sent.in_reply_to,
        "answer_by": sent.answer_by,
        "group_": sent.group,
    }


def _copy_row(slug: str, message: str, recipient: str, copy: kinds.Message) -> dict[str, Any]:
    return {
        "school": slug,
        "id": copy.id,
        "message": message,
        "recipient": recipient,
        "pupil": copy.pupil,
        "thread": copy.thread,
        "in_reply_to": copy.in_reply_to,
        "opened_at": copy.opened_at,
        "answered_at": copy.answered_at,
    }


class _Files:
    """Attachments drawn once, however many messages carry them."""

    def __init__(self, connection: Connection, slug: str, blobs: BlobStore) -> None:
        self._connection, self._slug, self._blobs = connection, slug, blobs
        self._kept: dict[data.Attachment, kinds.Attachment] = {}
        self._shas: set[str] = set()

    def kept(self, attachment: data.Attachment) -> kinds.Attachment:
        known = self._kept.get(attachment)
        if known is None:
            content = papers.content(attachment.paper)
            sha256 = self._blobs.add(self._slug, content)
            known = kinds.Attachment(sha256, attachment.name, attachment.media_type, len(content))
            self._kept[attachment] = known
            if sha256 not in self._shas:
                self._shas.add(sha256)
                row = {"sha256": sha256, "size": len(content), "type": attachment.media_type, "at": 0}
                self._connection.execute(insert(t.blob).values(school=self._slug, **row))
        return known


def invited(school: data.School, names: Iterable[str]) -> list[data.Account]:
    """The accounts of these people who still have their letter to use."""
    wanted = set(names)
    return [account for account in school.accounts if account.state == "invited" and account.name in wanted]


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
