"""What the school's server itself writes to people, by language: mails and the page behind a confirmation link."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nl", "en")


@cache
def of(language: str) -> dict[str, Any]:
    """All texts in the language, in Dutch where there are none."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
