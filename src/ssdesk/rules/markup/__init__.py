"""What the text of a message may hold: lines and items of lists, of words that may be bold, italic, underlined or a
link, and images that are among the message's files.

Whatever comes in (a paste from a word processor, an older draft, the wire) is read into that form and written from it:
what has no place there is not carried along, so that a message looks the same to everybody and can do nothing. Reading
is one linear look, as HTML's own tokenizer does it; nh3 has the last word over what is written. Both the desktop and
the server call this: the server cleans and does not refuse, because a person must not lose a message over markup that
some program put there, and what is left is the same for all who get it.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from ssdesk.rules.markup.lines import DEEPEST, IMAGE, Line, Run, is_formatted, is_link
from ssdesk.rules.markup.reading import lines_of, lines_of_text
from ssdesk.rules.markup.writing import html_of, text_of

__all__ = [
    "DEEPEST", "PREVIEW", "Line", "Run", "clean", "html_of", "images_of", "is_formatted",
    "is_link", "lines_of", "lines_of_text", "plain", "preview", "text_of", "unmarked",
]  # fmt: skip

PREVIEW = 160  # characters
_TAGS = {"div", "br", "b", "i", "u", "ul", "ol", "li", "a", "img"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}


def plain(body: str, body_type: str = "html") -> str:
    """The words with their lines and the marks of lists. For what is shown in one line, searched or read out."""
    return text_of(lines_of(body)) if body_type == "html" else body


def unmarked(body: str, body_type: str = "html") -> str:
    """The words with their lines alone, as they stand where they are written: what the rules judge."""
    return "\n".join(line.text for line in lines_of(body)) if body_type == "html" else body


def preview(body: str, body_type: str = "text") -> str:
    """The start of the words on one line; of markup that is of the set, where much of it is words."""
    if body_type == "html":
        body = plain(body[: 100 * PREVIEW])
    return " ".join(body[: 4 * PREVIEW].split())[:PREVIEW]


def clean(body: str, files: Collection[str] | None = None) -> str:
    """HTML of the set and nothing else. `files`: only these contents may be shown as images; None: any."""
    import nh3

    lines = lines_of(body)
    if files is not None:
        lines = [replace(line, runs=tuple(run for run in line.runs if run.image in ("", *files))) for line in lines]
    return nh3.clean(
        html_of(lines),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "cid"},
        attribute_filter=_attribute,
        link_rel=None,
    )


def images_of(body: str, body_type: str = "html") -> list[str]:
    """The contents that the text shows as images."""
    lines = lines_of(body) if body_type == "html" else []
    return list(dict.fromkeys(run.image for line in lines for run in line.runs if run.image))


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if is_link(value) else None
    if name == "src":
        return value if IMAGE.fullmatch(value) else None
    return value
