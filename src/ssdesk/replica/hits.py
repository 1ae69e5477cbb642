"""What to show of a message that was found: the words around what was asked, and the file that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ssdesk.protocol.files import Attachment
from ssdesk.replica.asked import Asked
from ssdesk.replica.database import Connection
from ssdesk.replica.words import Term, spans
from ssdesk.rules.markup import PREVIEW, plain

MOST = 20_000  # characters of a text that are looked at
BEFORE = 40  # characters before what was found
_attachments = msgspec.json.Decoder(list[Attachment]).decode


class Hit(msgspec.Struct, frozen=True):
    """`around`: the words around it, "" where the beginning of the message or nothing of it holds them. `file`: the
    name of the attachment that holds what the rest of the message does not."""

    around: str = ""
    file: str = ""


NOTHING = Hit()


def hits(connection: Connection, what: Asked, keys: Sequence[int]) -> dict[int, Hit]:
    """By list key; only of messages that have more to show than a list shows anyway."""
    anywhere = [term for term in what.terms if not term.columns]
    filed = [term for term in what.terms if not term.columns or "files" in term.columns]
    if not filed:
        return {}
    rows = connection.execute(
        f"SELECT key, subject, sender_name, preview, attachments, body_type, substr(body, 1, {MOST}) FROM message "
        "WHERE key IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(keys).decode(),),
    ).fetchall()
    found = {}
    for key, subject, sender, preview, attachments, body_type, body in rows:
        shown = bool(spans(preview, anywhere))
        if shown and attachments == "[]":  # of most
            continue
        hit, text = None, plain(body, body_type)
        if attachments != "[]":
            left = [term for term in filed if term.columns or not _any((subject, sender, text), term)]
            hit = _in_files(connection, left, attachments) if left else None
        if hit is None and not shown and (places := spans(text, anywhere)):
            hit = Hit(_around(text, places[0][0]))
        if hit is not None:
            found[key] = hit
    return found


def _any(texts: Sequence[str], term: Term) -> bool:
    return any(spans(text, [term]) for text in texts)


def _in_files(connection: Connection, terms: Sequence[Term], attachments: str) -> Hit | None:
    named = None
    for file, text in _texts(connection, attachments):
        places = spans(text, terms)
        if places:
            return Hit(_around(text, places[0][0]), file.name)
        if named is None and spans(file.name, terms):
            named = Hit("", file.name)
    return named


def _texts(connection: Connection, attachments: str) -> Iterator[tuple[Attachment, str]]:
    for file in _attachments(attachments):
        row = connection.execute("SELECT text FROM file_text WHERE sha256 = ?", (file.sha256,)).fetchone()
        yield file, row[0] if row else ""


def _around(text: str, place: int) -> str:
    """On one line, from a few words before the place on."""
    start = max(0, place - BEFORE)
    if start:
        start = text.find(" ", start, place) + 1 or place
    line = " ".join(text[start : start + 4 * PREVIEW].split())[:PREVIEW]
    return f"… {line}" if start else line
