"""The written content of the demo schools, as TOML and text files."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """The tables of a TOML file of this folder."""
    return tomllib.loads(read_text(name))


def read_text(name: str) -> str:
    """The text of a file of this folder."""
    return (files(__name__) / name).read_text(encoding="utf-8")
