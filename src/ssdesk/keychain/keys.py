"""Where the secrets of this profile lie: the system's keyring, or under a passphrase once one was chosen."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

import msgspec

from ssdesk.keychain import Keychain
from ssdesk.keychain.errors import KeychainError, NoSafeKeychain
from ssdesk.keychain.passphrase import PassphraseKeychain
from ssdesk.keychain.system import SystemKeychain
from ssdesk.paths import Paths

log = logging.getLogger(__name__)

_PROGRESS = "activation"


class Keyring(Keychain, Protocol):
    """A keychain that the system opens."""

    def unlock(self) -> None:
        """Let the system ask the person. KeychainLocked: refused."""


class Keys:
    """A `Keychain` that changes its place when a passphrase is chosen. Everything may block, but `asks_passphrase`.

    `system`: another keyring than the system's own, named for the profile."""

    def __init__(self, paths: Paths, profile: str, *, system: Keyring | None = None) -> None:
        self._under_passphrase = PassphraseKeychain(paths.keychain_file)
        self._of_system: Keyring = system or SystemKeychain(f"ssdesk.{profile}")

    @property
    def asks_passphrase(self) -> bool:
        """A passphrase was chosen on this computer."""
        return self._under_passphrase.exists

    # ---- The keychain ------------------------------------------------------------------------------------------------
    def read(self, name: str) -> bytes | None:
        return self._place.read(name)

    def write(self, name: str, secret: bytes) -> None:
        self._place.write(name, secret)

    def remove(self, name: str) -> None:
        self._place.remove(name)

    @property
    def _place(self) -> Keychain:
        return self._under_passphrase if self.asks_passphrase else self._of_system

    def unlock(self, passphrase: str = "") -> None:
        """KeychainError: it stays locked. Without a chosen passphrase the system asks by itself."""
        if self.asks_passphrase:
            self._under_passphrase.unlock(passphrase)
        else:
            self._of_system.unlock()

    def lock(self) -> None:
        self._under_passphrase.lock()

    # ---- For the wizard ----------------------------------------------------------------------------------------------
    def needs_passphrase(self, *, shared: bool) -> bool:
        """True when a passphrase must be chosen before anything can be kept. KeychainLocked: the system's keyring was
        not opened."""
        if self.asks_passphrase:
            return False
        if shared:
            return True
        try:
            self._of_system.unlock()
            self._of_system.read(_PROGRESS)
        except NoSafeKeychain:
            return True
        return False

    def set_passphrase(self, passphrase: str, names: Iterable[str] = ()) -> None:
        """Keep everything under this passphrase from now on; the secrets of these names move there from the system's
        keyring. KeychainError: nothing has changed."""
        entries = {name: secret for name in names if (secret := self._of_system.read(name)) is not None}
        with suppress(KeychainError):  # an activation can be begun again, an account's key cannot
            if (progress := self._of_system.read(_PROGRESS)) is not None:
                entries[_PROGRESS] = progress
        self._under_passphrase.create(passphrase, entries)
        for name in entries:
            try:
                self._of_system.remove(name)
            except KeychainError as error:
                log.warning("A secret stays in the system's keyring too: %s", error.code)

    def forget_passphrase(self) -> None:
        """Give up all that lies under it: the passphrase is lost."""
        self._under_passphrase.destroy()

    # ---- How far an activation came ----------------------------------------------------------------------------------
    def keep_progress(self, progress: msgspec.Struct | None) -> None:
        """As long as nothing can be kept safely the progress is kept nowhere: the passphrase is asked next."""
        try:
            if progress is None:
                with suppress(NoSafeKeychain):
                    self.remove(_PROGRESS)
            else:
                self.write(_PROGRESS, msgspec.json.encode(progress))
        except KeychainError as error:
            log.info("The progress of an activation is not kept: %s", error.code)

    def progress(self) -> bytes | None:
        """What `keep_progress` kept, as JSON; KeychainError: it cannot be read now."""
        return self.read(_PROGRESS)
