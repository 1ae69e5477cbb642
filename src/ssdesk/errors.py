"""Errors that can be shown to a person: what happened, what still works and what to do.

Titles and advice are plain English templates (``"{name} is too large."``); `ui.texts` translates the template in the
context ``errors`` and fills in the values afterwards. Lower floors know no Qt, so they mark such texts with
`QT_TRANSLATE_NOOP`, which lupdate finds by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for exactly this name
    """The text itself; marks it for translation in the context."""
    return text


def template_of(text: str, values: Mapping[str, object]) -> str:
    """What somebody else wrote, as a template for these values: at most 2,000 characters, and one that is more than
    names in braces is shown as it stands."""
    text = text[:2000]
    try:
        fields = [(name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None]
    except ValueError:
        fields = [("", "", "")]
    if all(name in values and not form and not how for name, form, how in fields):
        return text
    return text.replace("{", "{{").replace("}", "}}")


class SsdeskError(Exception):
    """Something a person must be told.

    `title` says what happened, `advice` what still works and what to do; both are templates for `values`. `retry` tells
    that trying the same again later may help. `code` is the stable name that travels on the wire and that tests use.
    """

    def __init__(self, title: str, advice: str = "", *, retry: bool = False, code: str = "", **values: object) -> None:
        super().__init__(title)
        self.title, self.advice, self.retry, self.code, self.values = title, advice, retry, code, values

    def __eq__(self, other: object) -> bool:
        """Two that say the same are the same: what holds one has changed only where it says something else."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.title, self.code))

    def __str__(self) -> str:
        return " ".join(text.format_map(self.values) for text in (self.title, self.advice) if text)


class NoConnection(SsdeskError):
    """The school's server cannot be reached, answers too late or answers nonsense: what is here stays usable.

    `nothing_sent`: certainly not one byte of the request left this computer.
    """

    nothing_sent = False


class Refused(SsdeskError):
    """The school understood and said no. Trying again without a change does not help."""


class SignInRefused(Refused):
    """The sign-in is no longer accepted. Never retried by itself: retrying locks a family out."""


class ReplicaDamaged(SsdeskError):
    """The local file cannot be read or is not what it should be."""


class DiskFull(SsdeskError):
    """There is no room left on this computer; said before anything is lost."""


def disk_full() -> DiskFull:
    return DiskFull(
        QT_TRANSLATE_NOOP("errors", "There is no room left on this computer."),
        QT_TRANSLATE_NOOP("errors", "What was saved before is still there. Make room and try again."),
        retry=True,
        code="disk-full",
    )
