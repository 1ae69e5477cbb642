"""The settings of this computer: frozen, in one small JSON file. What a school decides is never in here."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec.structs import replace

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.paths import set_aside, write_atomically

log = logging.getLogger(__name__)

MAX_ADDRESSES = 20

Language = Literal["nl", "en"]
ListForm = Literal["cards", "table"]
Scheme = Literal["system", "light", "dark", "high-contrast"]
TextScale = Annotated[float, msgspec.Meta(ge=0.8, le=2.0)]


class WindowGeometry(msgspec.Struct, frozen=True):
    """Where the main window stood, in Qt's device-independent pixels; the size is the one before maximizing."""

    x: int
    y: int
    width: Annotated[int, msgspec.Meta(gt=0)]
    height: Annotated[int, msgspec.Meta(gt=0)]
    maximized: bool = False


class Settings(msgspec.Struct, frozen=True):
    language: Language | None = None
    """None: the language of the system, English when we have no texts for it."""
    scheme: Scheme = "system"
    text_scale: TextScale = 1.0
    window: WindowGeometry | None = None
    shared_computer: bool = False
    """Others use this login too: nothing stays readable after sign-out, and notices show no content."""
    message_list: ListForm = "cards"
    school_addresses: tuple[str, ...] = ()
    """Schools signed in to on this computer, the latest first (A5)."""

    def with_school(self, address: str) -> "Settings":
        """These settings with `address` as the latest of at most `MAX_ADDRESSES` school addresses."""
        others = tuple(known for known in self.school_addresses if known != address)
        return replace(self, school_addresses=(address, *others)[:MAX_ADDRESSES])


class Loaded(msgspec.Struct, frozen=True):
    """`settings` can always be used. `problem`: what could not be read, to be shown once."""

    settings: Settings
    problem: SsdeskError | None = None


def load(file: Path) -> Loaded:
    """The settings in `file`. Never raises: what is damaged gets its default and the old file is kept aside.

    A value this version does not know (from a newer one) loses only itself.
    """
    try:
        raw = msgspec.json.decode(file.read_bytes())
        if not isinstance(raw, dict):
            raise msgspec.DecodeError("not an object")
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        log.warning("settings cannot be read: %s", error.strerror)
        return Loaded(Settings(), _unreadable())
    except ValueError:  # both of msgspec's errors, and bytes that are not UTF-8
        return Loaded(Settings(), _kept_aside(file))
    values, unknown = _known(raw)
    settings = Settings(**values)
    if not unknown:
        return Loaded(settings)
    problem = _kept_aside(file)
    with suppress(SsdeskError):  # what was understood must not be lost at the next start
        save(file, settings)
    return Loaded(settings, problem)


def save(file: Path, settings: Settings) -> None:
    """Write all settings; after a crash the file is the old or the new one. SsdeskError: nothing has changed."""
    write_atomically(file, msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")


def _known(raw: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    types = get_type_hints(Settings, include_extras=True)
    values: dict[str, Any] = {}
    unknown = False
    for name in Settings.__struct_fields__:
        if name not in raw:
            continue
        try:
            values[name] = msgspec.convert(raw[name], types[name])
        except msgspec.ValidationError:
            unknown = True
    return values, unknown


def _kept_aside(file: Path) -> SsdeskError:
    try:
        aside = set_aside(file)
    except OSError as error:
        log.warning("damaged settings cannot be kept aside: %s", error.strerror)
        return _unreadable()
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "Some settings of this computer could not be read."),
        QT_TRANSLATE_NOOP(
            "errors",
            "They are back to their first values; your messages are not touched. The old file is kept as {file}.",
        ),
        code="settings-damaged",
        file=aside.name,
    )


def _unreadable() -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "The settings of this computer could not be read."),
        QT_TRANSLATE_NOOP("errors", "ssdesk uses the first values; your messages are not touched."),
        code="settings-unreadable",
    )
