"""The words of office documents: zip files of XML, read as a stream, member by member, within bounds.

A document type with entities of its own, which is how XML bombs are made, ends the reading: no office program writes
one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterator
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

MOST_UNPACKED = 64 * 1000 * 1000
"""Bytes of all members together."""
MOST_MEMBERS = 5000
_PART = 64 * 1024
_LAST = True
_MOST_AT_ONCE = 10_000  # pieces that are kept until a word ends
_MEMBERS = re.compile(
    r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml"
    r"|xl/worksheets/sheet\d+\.xml|ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml|content\.xml"
)
_SAYS = frozenset({"t"})  # of Microsoft's: the element that holds text
_NUMBER = "v"  # the value of a cell; of kind "s" it is the number of a shared text
_BREAKS = frozenset({"p", "h", "br", "tab", "s", "line-break", "si", "c", "row", "table-cell", "tc", "cr"})
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


class Unreadable(Exception):
    """It is encrypted, a bomb, or not well made."""


def texts(data: bytes) -> Generator[str]:
    """In parts that end between words. Raises Unreadable, or an error of zipfile or expat."""
    left = MOST_UNPACKED
    with ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise Unreadable
        for member in archive.infolist():
            if not _MEMBERS.fullmatch(member.filename):
                continue
            if member.flag_bits & 1:
                raise Unreadable
            with archive.open(member) as file:
                reading = _Reading(left)
                yield from reading.of(file)
                left = reading.left


class _Reading:
    """Of one member."""

    def __init__(self, left: int) -> None:
        self.left = left
        self._found: list[str] = []
        self._says = 0  # how deep we are in what holds text
        self._shared = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        self._parser.EntityDeclHandler = self._refuse

    def of(self, file: IO[bytes]) -> Iterator[str]:
        while part := file.read(_PART):
            self.left -= len(part)
            if self.left < 0:
                raise Unreadable
            self._parser.Parse(part)
            yield from self._whole()
        self._parser.Parse(b"", _LAST)
        yield "".join(self._found)

    def _whole(self) -> Iterator[str]:
        """What ends between words."""
        if self._found and (self._found[-1] == "\n" or len(self._found) > _MOST_AT_ONCE):
            yield "".join(self._found)
            self._found.clear()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in _BREAKS:
            self._found.append("\n")
        if local == "c":
            self._shared = attributes.get("t") == "s"
        if self._holds(space, local):
            self._says += 1

    def _end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if self._holds(space, local):
            self._says -= 1
        if local in _BREAKS:
            self._found.append("\n")

    def _holds(self, space: str, local: str) -> bool:
        if space == _OPEN:
            return local == "body"
        return local in _SAYS or (local == _NUMBER and not self._shared)

    def _say(self, text: str) -> None:
        if self._says:
            self._found.append(text)

    def _refuse(self, *_: object) -> None:
        raise Unreadable
