"""Readable copies of attachments, for other programs."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError, disk_full
from ssdesk.paths import private_folder
from ssdesk.protocol.files import Attachment
from ssdesk.replica.files import Files

_MOST = 120  # characters of a file name
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def exported(files: Files, attachment: Attachment, folder: Path) -> Path:
    """A copy in a folder of its own below `folder`, under a name that no system takes for anything but a file of this
    folder. SsdeskError: it cannot be written."""
    target = private_folder(folder / attachment.sha256[:16]) / safe_name(attachment.name)
    try:
        files.export(attachment.sha256, target)
    except OSError as error:
        raise _not_written(error) from error
    return target


def save(files: Files, sha256: str, target: Path) -> None:
    """A copy where the person wants it; what was there is replaced only by a whole one. SsdeskError: it cannot be
    written there."""
    _save(lambda part: files.export(sha256, part), target)


def save_data(data: bytes, target: Path) -> None:
    """The same with what was made here."""
    _save(lambda part: part.write_bytes(data), target)


def _save(write: Callable[[Path], object], target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        write(part)
        part.replace(target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise _not_saved(target) from error
        raise


def safe_name(name: str) -> str:
    """The name without folders, control characters and what a system reads as something else; its ending is kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*' else "_" for char in name)
    name = name.strip(" .") or "file"
    if _DEVICES.match(name):
        name = f"_{name}"
    if len(name) > _MOST:
        stem, dot, ending = name.rpartition(".")
        name = stem[: _MOST - len(ending) - 1] + dot + ending if stem and len(ending) < 10 else name[:_MOST]
    return name


def _not_written(error: OSError) -> SsdeskError:
    if error.errno == errno.ENOSPC:
        return disk_full()
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "The file cannot be written on this computer."),
        QT_TRANSLATE_NOOP("errors", "Perhaps another program still has it open. Close it and try again."),
        retry=True,
        code="copy-not-written",
    )


def _not_saved(target: Path) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} cannot be saved there."),
        QT_TRANSLATE_NOOP("errors", "Choose another folder, or make room. The file stays in ssdesk."),
        retry=True,
        code="not-saved",
        name=target.name,
    )
