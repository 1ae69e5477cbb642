"""A message's text, made safe to show: nothing in it runs, nothing is loaded, and a link is what it says.

nh3 alone lets obfuscated links through and is quadratic in nesting (limits.md), and a text document lays out a table
as large as it says it is. So links must be plain ASCII, and what is too large, too deep or too wide is shown as text.
A picture is shown only where the message carries it itself, and only once it is on this computer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial
from html import escape, unescape

import msgspec
from PySide6.QtCore import QCoreApplication

from ssdesk.ui.inbox.addresses import with_links
from ssdesk.ui.inbox.links import plain_link
from ssdesk.ui.inbox.markup import depth, words
from ssdesk.ui.inbox.tables import TABLE, WIDEST, with_few_tables
from ssdesk.ui.shown import shown, straight

LARGEST = 256 * 1024  # characters of HTML that are laid out
AT_ONCE = 100_000  # characters that are laid out before somebody asks for the rest
MOST = 4 * LARGEST  # characters that are looked at
DEEPEST = 100
LONGEST_ALT = 300
MOST_QUOTED = 8  # quotations within each other that are moved in
_LIKE_DIV = (
    *("center", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "address"),
    *("details", "summary", "fieldset", "legend", "form", "caption"),
)  # blocks of HTML that a text document does not know as such
_TAGS = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "dl", "dt", "dd", "a", "blockquote", "pre"),
    *("code", "hr", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup", "img"),
    *_LIKE_DIV,
    *TABLE,
}
_ALIGNED = {tag: {"align"} for tag in ("p", "div", "h1", "h2", "h3", "h4", "tr")}
_ATTRIBUTES = _ALIGNED | {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "table": {"border"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "ol": {"start", "type"},
    "ul": {"type"},
}
_VALUES = {
    "colspan": re.compile(r"[1-9][0-9]?"),
    "rowspan": re.compile(r"[1-9][0-9]?"),
    "align": re.compile(r"left|right|center"),
    "valign": re.compile(r"top|middle|bottom"),
    "start": re.compile(r"[1-9][0-9]{0,2}"),
    "type": re.compile(r"[1aAiI]|disc|circle|square"),
    "width": re.compile(r"[1-9][0-9]{0,3}"),
    "height": re.compile(r"[1-9][0-9]{0,3}"),
}
_CID = re.compile(r"cid:([0-9a-f]{64})")
_AFTER = re.compile(rf'<(/?)({"|".join(("img", "blockquote", *_LIKE_DIV))})((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_SPACE = re.compile(r"(?m)^ | (?= )")  # those that markup would swallow
_BLANKS = re.compile(r"[ \t]{60,}")

Across = tuple[int, int]  # width and height


class Shown(msgspec.Struct, frozen=True):
    """`html` for a text browser that loads nothing. `lines`: the text has lines of its own and no markup. `more`: there
    is more than was asked for. `pictures`: the message's own files that it names as pictures."""

    html: str
    lines: bool
    more: bool = False
    pictures: frozenset[str] = frozenset()


class Room(msgspec.Struct, frozen=True):
    """What pictures may take: `width` and `height` at most, in pixels; `scale` of the sizes that a message names."""

    width: int = 600
    height: int = 1200
    scale: float = 1.0


def safe_html(
    body: str,
    body_type: str,
    *,
    all_of_it: bool = True,
    files: Collection[str] = (),
    pictures: Mapping[str, Across] | None = None,
    room: Room | None = None,
) -> Shown:
    """`body_type`: "html", or anything else for plain text. Without `all_of_it` the first `AT_ONCE` characters.
    `files`: the SHA-256 of what is attached to this message, `pictures`: the sizes of those that can be shown now.

    Never raises, whatever the body holds, and takes a time that grows with its length.
    """
    most = MOST if all_of_it else AT_ONCE
    more = len(body) > AT_ONCE and not all_of_it
    body = straight(body[:most]).encode("utf-8", "replace").decode()
    if body_type != "html":
        return Shown(_paragraphs(body), lines=True, more=more)
    deep = depth(body, DEEPEST) if len(body) <= LARGEST else None
    if deep is None or deep > DEEPEST:
        return Shown(_paragraphs(straight(words(body)[:LARGEST])), lines=True, more=more)
    import nh3

    html = nh3.clean(
        body,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "cid"},
        attribute_filter=partial(_attribute, files),
        link_rel=None,
        strip_comments=True,
    )
    laid = _Laid(pictures or {}, room or Room())
    html = straight(html)  # what was written as an entity
    html = with_links(_AFTER.sub(laid.written, with_few_tables(html)))
    return Shown(html, lines=False, more=more, pictures=frozenset(laid.named))


def _attribute(files: Collection[str], tag: str, name: str, value: str) -> str | None:
    """nh3 asks this of every attribute, before it looks whether it is one of those that are kept."""
    if name not in _ATTRIBUTES.get(tag, ()):
        return None
    if name == "href":
        return plain_link(value)
    if name == "src":
        match = _CID.fullmatch(value)
        return value if match is not None and match.group(1) in files else None
    if name == "alt":
        return shown(value[:LONGEST_ALT]).translate({60: " ", 62: " "})  # < and >: see `_AFTER`
    if name == "border":
        return "1" if value not in ("", "0") else None
    if _VALUES[name].fullmatch(value.lower() if name in ("align", "valign") else value) is None:
        return None
    return value if name not in ("colspan", "rowspan") or int(value) <= WIDEST else None


# ---- After it was cleaned --------------------------------------------------------------------------------------------
class _Laid:
    """What becomes of tags that a text document would not lay out well. `named`: the pictures that were met."""

    def __init__(self, pictures: Mapping[str, Across], room: Room) -> None:
        self._pictures, self._room = pictures, room
        self._quoted = 0
        self.named: set[str] = set()

    def written(self, match: re.Match[str]) -> str:
        """Blocks of other names become plain ones; a picture is one that is here, or its words."""
        closing, tag, attributes = match.groups()
        if tag == "img":
            return self._picture({name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)})
        if tag == "blockquote":
            self._quoted += -1 if closing else 1
            if self._quoted + bool(closing) <= MOST_QUOTED:
                return match.group()
        return f"<{closing}div>"

    def _picture(self, said: Mapping[str, str]) -> str:
        sha256 = said.get("src", "").removeprefix("cid:")
        if sha256:
            self.named.add(sha256)
        if sha256 in self._pictures:
            across, down = _fitted(self._pictures[sha256], said, self._room)
            return f'<img src="cid:{sha256}" width="{across}" height="{down}">'
        alt = said.get("alt", "")
        if not alt and not sha256:
            return ""  # a spacer, or one that counts its readers
        alt = alt or QCoreApplication.translate("BodyText", "picture")
        return f'<span class="picture">[{escape(alt)}]</span>'


def _fitted(size: Across, said: Mapping[str, str], room: Room) -> Across:
    """As large as the message wants it, in its own proportions, within the room."""
    width, height = size
    wanted = room.scale * width
    if "width" in said:
        wanted = room.scale * int(said["width"])
    elif "height" in said:
        wanted = room.scale * int(said["height"]) * width / height
    across = min(wanted, room.width, room.height * width / height)
    return max(round(across), 1), max(round(across * height / width), 1)


# ---- As text ---------------------------------------------------------------------------------------------------------
def _paragraphs(text: str) -> str:
    """Plain text with its lines, its spaces and its links."""
    return with_links(_escaped(_BLANKS.sub(" " * 60, text)))


def _escaped(text: str) -> str:
    lines = escape(text, quote=False).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _SPACE.sub("&nbsp;", lines).replace("\n", "<br>")
