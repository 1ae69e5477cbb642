"""One click makes a request for a talk of what was written (R13)."""

from __future__ import annotations

from ssdesk.rules.agreements.letter import Fix
from ssdesk.ui.inbox.quoting import first_quoted
from ssdesk.ui.inbox.signed import Signed
from ssdesk.ui.inbox.writing_area import WritingArea


def ask_for_talk(area: WritingArea, signed: Signed, fix: Fix) -> None:
    """In place of the own words, in one step that Ctrl+Z takes back. The signature and what is quoted stay."""
    text = area.text()
    quote = f"\n{first_quoted()}\n"
    ends = [place for place in (signed.begins(), text.find(quote)) if place is not None and place >= 0]
    limit, written = min(ends, default=len(text)), fix.text
    while limit and text[limit - 1] == "\n":  # the empty lines above what stays
        limit -= 1
    end = fix.end
    if limit < end:
        end = max(limit, fix.start)
        written = written.rstrip("\n")
    area.replace(fix.start, end, written)
