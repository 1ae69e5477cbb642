"""The page behind the link of a confirmation mail. Opening it changes nothing, because mail scanners open links too;
the button on it confirms. It works without scripts, loads nothing, and tells no other site where one came from.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from sqlalchemy import Connection, Row
from starlette.responses import Response

from ssdesk.server import accounts, email_codes, email_confirmation, mail_address, pages, texts
from ssdesk.server.http import Call, Endpoint, Gate
from ssdesk.server.outgoing import contact
from ssdesk.server.schools import SchoolSettings


@dataclass(frozen=True, slots=True)
class _Found:
    """What a link leads to."""

    account: Row[Any]
    done: bool


def _find(connection: Connection, call: Call) -> _Found | None:
    """None: the link is too old, not the last one, or never was one; the page makes no difference."""
    school = call.school.id
    row = email_codes.of_link(connection, call.parts.identity.key, school, call.params["link"])
    if row is None:
        return None
    account = accounts.look(connection, school, row.account)
    if account.email != row.address:
        return None
    done = account.email_confirmed_at is not None
    return _Found(account, done) if done or row.until > call.now else None


def _show(connection: Connection, call: Call) -> Response:
    found = _find(connection, call)
    if found is None or found.done:
        return _told(call, found)
    settings = call.school.settings
    words = texts.of(settings.language)["page"]
    ask = words["ask"].format(address=mail_address.masked(found.account.email), school=settings.name)
    content = (
        f"<p>{escape(ask)}</p>"
        f'<form method="post"><button type="submit">{escape(words["button"])}</button></form>'
        f'<p class="quiet">{escape(words["otherwise"])}</p>'
    )
    return _page(settings, words["title"], content)


def _press(connection: Connection, call: Call) -> Response:
    """Pressed again it says the same."""
    found = _find(connection, call)
    if found is not None and not found.done:
        account = accounts.row(connection, call.school.id, found.account.id)
        email_confirmation.confirm(connection, call.school, account, call.now, "link")
    return _told(call, found)


def _told(call: Call, found: _Found | None) -> Response:
    settings = call.school.settings
    words = texts.of(settings.language)["page"]
    if found is None:
        return _page(settings, words["old_title"], f"<p>{escape(words['old'])}</p>", status=410)
    return _page(settings, words["done_title"], f'<p role="status">{escape(words["done"])}</p>')


def _page(settings: SchoolSettings, title: str, content: str, *, status: int = 200) -> Response:
    language = settings.language if settings.language in texts.LANGUAGES else texts.LANGUAGES[0]
    html, style = _template()
    body = html.substitute(
        language=language,
        title=escape(title),
        school=escape(settings.name),
        style=style,
        content=content,
        help=escape(f"{texts.of(language)['page']['help']} {contact(settings.help)}"),
    )
    return Response(body, status, _headers(), media_type="text/html; charset=utf-8")


@cache
def _template() -> tuple[Template, str]:
    folder = files(pages)
    html = (folder / "page.html").read_text(encoding="utf-8")
    return Template(html), (folder / "page.css").read_text(encoding="utf-8")


@cache
def _headers() -> dict[str, str]:
    own_style = base64.b64encode(sha256(_template()[1].encode()).digest()).decode()
    policy = (
        "default-src 'none'",
        f"style-src 'sha256-{own_style}'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex",
    }


ENDPOINTS = [
    Endpoint(
        "GET", "/confirm/{link}", _show, gate=Gate.OPEN, media="text/html", also=(410,), snapshot=True,
        summary="The page behind the link of a confirmation mail; opening it changes nothing",
    ),
    Endpoint(
        "POST", "/confirm/{link}", _press, gate=Gate.OPEN, media="text/html", also=(410,),
        summary="Its button: the e-mail address is confirmed",
    ),
]  # fmt: skip
