"""Where files live: one private set of folders per profile, and the folder of packaged resources.

A profile is one person's ssdesk on this computer. The demo, every test and a second user of one login each have
their own, so that nothing of one is ever read by another.
"""

import errno
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError, disk_full

DEFAULT_PROFILE = "default"
_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # disk full, or over a user's limit
_PACKAGE = Path(__file__).resolve().parent


class Paths(msgspec.Struct, frozen=True):
    """The folders of one profile. Nothing is made on disk before `create`."""

    data: Path
    """Replicas, settings, wrapped keys: what must survive."""
    cache: Path
    """What can be fetched again."""
    logs: Path
    opened: Path
    """Decrypted copies of attachments opened in another program; emptied by `clear_opened`."""

    @classmethod
    def of_user(cls, profile: str = DEFAULT_PROFILE) -> "Paths":
        """The folders the operating system has for this user's programs. ValueError: not a profile name."""
        import platformdirs

        name = _checked(profile)
        cache = platformdirs.user_cache_path("ssdesk", appauthor=False) / name
        return cls(
            data=platformdirs.user_data_path("ssdesk", appauthor=False) / name,
            cache=cache,
            logs=platformdirs.user_log_path("ssdesk", appauthor=False) / name,
            opened=cache / "opened",
        )

    @classmethod
    def under(cls, base: Path, profile: str = DEFAULT_PROFILE) -> "Paths":
        """All folders of a profile inside `base`. ValueError: not a profile name."""
        home = base / _checked(profile)
        return cls(data=home / "data", cache=home / "cache", logs=home / "logs", opened=home / "cache" / "opened")

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.json"

    @property
    def keychain_file(self) -> Path:
        """The secrets of `keychain.PassphraseKeychain`."""
        return self.data / "keychain.json"

    @property
    def accounts(self) -> Path:
        """One folder per account: its replica and its attachments."""
        return self.data / "accounts"

    def create(self) -> None:
        """Make every folder, readable by its owner only (0700), also one that was there with wider rights."""
        for folder in (*(getattr(self, name) for name in self.__struct_fields__), self.accounts):
            private_folder(folder)

    def clear_opened(self) -> tuple[Path, ...]:
        """Remove every opened attachment and return the files that another program still holds (Windows).

        Called at exit, start, lock and sign-out. A link in the folder is removed, never followed.
        """
        if self.opened.is_symlink():
            self.opened.unlink()
        private_folder(self.opened)
        held: list[Path] = []
        for folder, folders, files in os.walk(self.opened, topdown=False):
            for name in (*files, *folders):
                entry = Path(folder, name)
                try:
                    entry.rmdir() if entry.is_dir() and not entry.is_symlink() else entry.unlink()
                except OSError:
                    held.append(entry)
        return tuple(entry for entry in held if not entry.is_dir())


def _checked(profile: str) -> str:
    if not _PROFILE.fullmatch(profile):
        raise ValueError("A profile name has 1 to 64 letters, digits, dots, dashes or underscores.")
    return profile


def private_folder(folder: Path) -> Path:
    """Make `folder` and its missing parents, all 0700; narrow `folder` if it was there already. Returns it."""
    if not folder.parent.exists():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    return folder


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, readable by its owner only: after a crash it holds the old or the new content,
    never a part. DiskFull or another SsdeskError: nothing has changed."""
    try:
        _replace(path, content)
    except OSError as error:
        raise _not_written(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    if not path.parent.exists():
        private_folder(path.parent)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    if os.name == "posix":  # the rename itself reaches the disk with its folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _not_written(path: Path, error: OSError) -> SsdeskError:
    if error.errno in _NO_ROOM:
        return disk_full()
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "ssdesk cannot write in its own folder."),
        QT_TRANSLATE_NOOP(
            "errors",
            "What was saved before is still there. Ask who keeps this computer for the right to write in {folder}.",
        ),
        retry=True,
        code="folder-not-writable",
        folder=str(path.parent),
    )


def set_aside(path: Path) -> Path:
    """Rename a damaged file to `<name>.damaged-<n>` with the first free n, and return the new path."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return path.rename(aside)


def resources() -> Path:
    """The folder of packaged resources: inside the installed package, or `resources/` of a source checkout."""
    packaged = _PACKAGE / "resources"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "resources"


def resource(name: str) -> Path:
    """One packaged resource by its path inside the resources folder, such as `fonts/Inter-Regular.ttf`.

    FileNotFoundError: the installation is incomplete.
    """
    path = resources() / name
    if not path.exists():
        raise FileNotFoundError(f"ssdesk's own file {name} is missing: the installation is incomplete.")
    return path
