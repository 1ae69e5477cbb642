"""Secrets on this computer: the keys of the replicas and the tokens of the sign-ins.

Two kinds, never plain text: the system's own keyring, or, where there is no safe one or the computer is shared, a file
under a passphrase. Both may take long (a prompt, argon2id): never call them on the thread that paints.
"""

from typing import Protocol

from ssdesk.keychain.errors import (
    KeychainDamaged,
    KeychainError,
    KeychainLocked,
    NoSafeKeychain,
    WeakPassphrase,
    WrongPassphrase,
)
from ssdesk.keychain.passphrase import PassphraseKeychain
from ssdesk.keychain.system import MAX_SECRET, SystemKeychain

__all__ = [
    "MAX_SECRET",
    "Keychain",
    "KeychainDamaged",
    "KeychainError",
    "KeychainLocked",
    "NoSafeKeychain",
    "PassphraseKeychain",
    "SystemKeychain",
    "WeakPassphrase",
    "WrongPassphrase",
]


class Keychain(Protocol):
    """Named secrets. Every method can raise KeychainLocked, NoSafeKeychain or another KeychainError."""

    def read(self, name: str) -> bytes | None:
        """The secret of that name; None: there is none."""

    def write(self, name: str, secret: bytes) -> None:
        """Store or replace a secret of at most `MAX_SECRET` bytes. ValueError: longer."""

    def remove(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
