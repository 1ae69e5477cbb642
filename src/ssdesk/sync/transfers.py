"""Files to and from a school, in parts: what a kill or a broken line stops goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, Refused, SignInRefused, SsdeskError
from ssdesk.protocol.commands import Command
from ssdesk.protocol.files import Attachment
from ssdesk.replica import Replica
from ssdesk.sync import problems
from ssdesk.sync.remote import Remote

PART = 1 << 20  # bytes asked or sent at a time
_UPLOADS = "uploads"  # the local setting that remembers unfinished uploads: JSON {sha256: upload id}


Progress = Callable[[str, int, int], None]
"""Told how many bytes of a command's files the school has, of how many."""


class _WithFiles(msgspec.Struct):
    attachments: list[Attachment] = []


def fetch(
    replica: Replica,
    remote: Remote,
    attachment: Attachment,
    progress: Callable[[int, int], None] = lambda _have, _size: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    part: int = PART,
) -> bool:
    """Bring the attachment to this computer, whole and compared with its SHA-256; what is here already is not asked
    again. `progress` gets bytes here and bytes in all. False: `cancelled` said so; what came stays for the next time.
    `part`: bytes asked at a time; it is asked between two parts whether to go on.

    SsdeskError: from the line, DiskFull, or `file-differs`.
    """
    here = replica.files.have(attachment.sha256)
    while not replica.files.is_whole(attachment.sha256):
        progress(here, attachment.size)
        if cancelled():
            return False
        data = remote.blob(attachment.sha256, here, min(here + part, attachment.size)) if attachment.size else b""
        if not data and attachment.size:
            raise problems.garbage()
        replica.files.append(attachment, here, data)
        here = replica.files.have(attachment.sha256)
    progress(attachment.size, attachment.size)
    return True


class Uploads:
    """The files that go with commands. A file of which the school has a part goes on from there, also after a kill."""

    def __init__(
        self, replica: Replica, remote: Remote, progress: Progress = lambda _command, _have, _size: None
    ) -> None:
        self._replica, self._remote, self._progress = replica, remote, progress
        self._there: set[str] = set()  # files the school has, as far as this run knows
        self._done = self._whole = 0  # bytes of the command that is at work

    def send_needed(self, command: Command) -> None:
        """The school has all files of the command when this returns, unless it was withdrawn meanwhile. One that is not
        on this computer is the school's own, forwarded. SsdeskError: from the line; `file-gone`; or the school does not
        take the file."""
        if not command.needs:
            return
        attachments = {file.sha256: file for file in msgspec.json.decode(command.args, type=_WithFiles).attachments}
        own = [sha256 for sha256 in command.needs if self._replica.files.is_whole(sha256)]
        self._whole = sum(self._replica.files.have(sha256) for sha256 in own)
        self._done = 0
        for sha256 in own:
            size = self._replica.files.have(sha256)
            if sha256 not in self._there:
                file = attachments.get(sha256) or Attachment(sha256, "file", "application/octet-stream", 0)
                if not self._send(command.id, file, size):
                    return
                self._there.add(sha256)
            self._done += size

    def forget(self, needs: Iterable[str]) -> None:
        """Their command was answered: with a missing file, or finally."""
        self._there.difference_update(needs)
        unfinished = self._unfinished()
        if not unfinished.keys().isdisjoint(needs):
            self._keep({sha256: upload for sha256, upload in unfinished.items() if sha256 not in set(needs)})

    def _send(self, command: str, file: Attachment, size: int) -> bool:
        """False: the command was withdrawn; what the school has of the file is there for the next time."""
        upload, offset = self._resume(file.sha256)
        if not upload:
            upload = self._remote.begin_upload(file.name, file.type, size)
            self._keep({**self._unfinished(), file.sha256: upload})
        while offset < size:
            self._progress(command, self._done + offset, self._whole)
            if not self._replica.outbox.is_waiting(command):
                return False
            part = b"".join(_first(PART, self._replica.files.read(file.sha256, offset)))
            if not part:
                raise _file_gone(file.name)
            offset = self._send_part(upload, offset, part)
        return True

    def _send_part(self, upload: str, offset: int, part: bytes) -> int:
        """The offset that follows; the school may be further than we knew when an answer was lost."""
        try:
            return self._remote.upload_part(upload, offset, part)
        except Refused as error:
            if error.code != "other_offset":
                raise
            return self._remote.upload_offset(upload)

    def _resume(self, sha256: str) -> tuple[str, int]:
        """The upload that was begun earlier and how far it came; "" where there is none."""
        upload = self._unfinished().get(sha256, "")
        if not upload:
            return "", 0
        try:
            return upload, self._remote.upload_offset(upload)
        except (SignInRefused, problems.NotActive, problems.TooOld):
            raise
        except Refused:  # the school forgot it
            return "", 0

    def _unfinished(self) -> dict[str, str]:
        return msgspec.json.decode(self._replica.setting(_UPLOADS) or "{}", type=dict[str, str])

    def _keep(self, unfinished: dict[str, str]) -> None:
        self._replica.set_setting(_UPLOADS, msgspec.json.encode(unfinished).decode())


def _first(size: int, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The first `size` bytes of these parts."""
    for part in parts:
        yield part[:size]
        size -= len(part)
        if size <= 0:
            return


def _file_gone(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} is no longer on this computer."),
        QT_TRANSLATE_NOOP("errors", "Your message is kept as a draft. Attach the file again and send it."),
        code="file-gone",
        name=name,
    )
