"""What an answer or a forwarded message takes over from the one it is about."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ssdesk.protocol.commands import BodyType
from ssdesk.replica.inbox import MessageDetail
from ssdesk.rules import subjects
from ssdesk.rules.markup import clean, html_of, is_formatted, lines_of, lines_of_text, text_of
from ssdesk.ui import texts
from ssdesk.ui.shown import shown, straight


def answered(subject: str) -> str:
    """The subject of an answer."""
    return subjects.answered(shown(subject))


def forwarded(subject: str) -> str:
    """The subject of a forwarded message."""
    return subjects.prefixed(QCoreApplication.translate("Quoting", "Fwd: "), shown(subject))


def quoted(detail: MessageDetail) -> tuple[BodyType, str]:
    """Who wrote it and when, and what, below room for the own words. To whom it went is nobody else's business (R4)."""
    above = f"\n\n{_head(detail)}\n\n"
    if detail.body_type != "html":
        return "text", above + straight(detail.body)
    files = {file.sha256 for file in detail.attachments}
    lines = [*lines_of_text(above)[:-1], *lines_of(straight(clean(detail.body, files)))]
    return ("html", html_of(lines)) if is_formatted(lines) else ("text", text_of(lines))


def first_quoted() -> str:
    """The line with which it begins."""
    return QCoreApplication.translate("Quoting", "---- Forwarded message ----")


def _head(detail: MessageDetail) -> str:
    row = detail.row
    who = ", ".join(part for part in (shown(row.sender_name), shown(row.sender_role)) if part)
    lines = [
        first_quoted(),
        QCoreApplication.translate("Quoting", "From: {name}").format(name=who),
        QCoreApplication.translate("Quoting", "Date: {when}").format(when=texts.full_moment(row.sent_at)),
        QCoreApplication.translate("Quoting", "Subject: {subject}").format(subject=shown(row.subject)),
    ]
    return "\n".join(lines)
