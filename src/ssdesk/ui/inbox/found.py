"""Where what was searched stands in a row of the list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ssdesk.replica.hits import Hit
from ssdesk.replica.words import Term, spans
from ssdesk.ui.row_delegate import Row
from ssdesk.ui.shown import shown


def marked(row: Row, hit: Hit, terms: Sequence[Term]) -> Row:
    """The row with its words marked. Instead of its beginning it shows the words around what was found, and of a file
    which one it is."""
    preview = shown(hit.around) or row.preview
    if hit.file:
        preview = f"{shown(hit.file)}: {preview}"
    return replace(
        row,
        preview=preview,
        who_marks=_places(row.who, terms, "sender", "recipients"),
        subject_marks=_places(row.subject, terms, "subject"),
        preview_marks=_places(preview, terms, *(("files",) if hit.file else ())),
        file=shown(hit.file),
        file_marks=_places(shown(hit.file), terms, "files"),
    )


def _places(text: str, terms: Sequence[Term], *columns: str) -> tuple[tuple[int, int], ...]:
    asked = [term for term in terms if not term.columns or not set(columns).isdisjoint(term.columns)]
    return tuple(spans(text, asked))
