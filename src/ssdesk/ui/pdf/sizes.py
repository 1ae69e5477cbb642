"""Sizes and places on a page, and pictures of it."""

from __future__ import annotations

import msgspec

LONGEST_SIDE = 20_000.0
"""Points; a larger page is shown as if it were this large."""


class Size(msgspec.Struct, frozen=True):
    """Of a page as it is shown, in points."""

    width: float
    height: float


A4 = Size(595.28, 841.89)


class Area(msgspec.Struct, frozen=True):
    """Whole pixels of a page's picture."""

    left: int
    top: int
    width: int
    height: int


class Box(msgspec.Struct, frozen=True):
    """A place on a page, in points."""

    left: float
    top: float
    width: float
    height: float


class Picture(msgspec.Struct, frozen=True):
    """Four bytes a pixel: blue, green, red and one without meaning; `stride` bytes a line."""

    width: int
    height: int
    stride: int
    data: bytes


def sane(width: float, height: float) -> Size:
    """A size to work with, whatever the document says."""
    if not (width >= 1 and height >= 1):  # also what is no number
        return A4
    shrunk = min(1.0, LONGEST_SIDE / max(width, height))
    return Size(max(width * shrunk, 1.0), max(height * shrunk, 1.0))
