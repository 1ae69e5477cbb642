"""Where the secrets of a profile lie, and how they move when a passphrase is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ssdesk.keychain import KeychainError, KeychainLocked, NoSafeKeychain, SystemKeychain
from ssdesk.keychain.errors import locked
from ssdesk.keychain.keys import Keys
from ssdesk.paths import Paths

PASSPHRASE = "vier gewone woorden volstaan hier"


class Progress(msgspec.Struct):
    address: str


class Keyring:
    """A system's keyring as a dictionary; `trouble` is raised by whatever is asked."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.trouble: KeychainError | None = None
        self.asked_to_unlock = 0

    def read(self, name: str) -> bytes | None:
        self._may()
        return self.entries.get(name)

    def write(self, name: str, secret: bytes) -> None:
        self._may()
        self.entries[name] = secret

    def remove(self, name: str) -> None:
        self._may()
        self.entries.pop(name, None)

    def unlock(self) -> None:
        self.asked_to_unlock += 1
        self._may()

    def _may(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def keys(tmp_path: Path, keyring: Keyring) -> Keys:
    return Keys(Paths.under(tmp_path), "default", system=keyring)


def again(tmp_path: Path, keyring: Keyring) -> Keys:
    """The next start of the program."""
    return Keys(Paths.under(tmp_path), "default", system=keyring)


def test_own_computer_keeps_its_secrets_in_the_keyring(keys: Keys, keyring: Keyring) -> None:
    assert not keys.needs_passphrase(shared=False)
    assert keyring.asked_to_unlock == 1
    keys.write("account-0", b"key")
    assert (keyring.entries, keys.read("account-0"), keys.asks_passphrase) == ({"account-0": b"key"}, b"key", False)


def test_shared_computer_needs_a_passphrase_without_asking_the_keyring(keys: Keys, keyring: Keyring) -> None:
    assert keys.needs_passphrase(shared=True)
    assert keyring.asked_to_unlock == 0


def test_computer_without_a_safe_keyring_needs_a_passphrase(tmp_path: Path) -> None:
    keys = Keys(Paths.under(tmp_path), "default", system=SystemKeychain())  # the test's home has none
    assert keys.needs_passphrase(shared=False)
    keys.set_passphrase(PASSPHRASE)
    assert not keys.needs_passphrase(shared=False)
    keys.write("account-0", b"key")
    keys.lock()
    with pytest.raises(KeychainLocked):
        keys.read("account-0")
    keys.unlock(PASSPHRASE)
    assert keys.read("account-0") == b"key"


def test_keyring_that_is_locked_is_no_reason_for_a_passphrase(keys: Keys, keyring: Keyring) -> None:
    keyring.trouble = locked()
    with pytest.raises(KeychainLocked):
        keys.needs_passphrase(shared=False)


def test_secrets_move_under_the_passphrase_and_leave_the_keyring(keys: Keys, keyring: Keyring, tmp_path: Path) -> None:
    keys.write("account-0", b"key")
    keys.keep_progress(Progress("https://dewilg.school.example"))
    keyring.entries["of another program"] = b"its own"
    keys.set_passphrase(PASSPHRASE, ["account-0", "account-1"])
    assert keyring.entries == {"of another program": b"its own"}
    next_start = again(tmp_path, keyring)
    assert next_start.asks_passphrase
    next_start.unlock(PASSPHRASE)
    assert next_start.read("account-0") == b"key"
    assert next_start.progress() == b'{"address":"https://dewilg.school.example"}'


def test_account_in_a_locked_keyring_keeps_the_passphrase_from_being_set(keys: Keys, keyring: Keyring) -> None:
    keys.write("account-0", b"key")
    keyring.trouble = locked()
    with pytest.raises(KeychainLocked):
        keys.set_passphrase(PASSPHRASE, ["account-0"])
    keyring.trouble = None
    assert (keys.asks_passphrase, keys.read("account-0")) == (False, b"key")


def test_progress_in_a_locked_keyring_does_not(keys: Keys, keyring: Keyring) -> None:
    keyring.trouble = locked()
    keys.set_passphrase(PASSPHRASE)
    assert keys.asks_passphrase


def test_secret_that_cannot_be_removed_from_the_keyring_is_only_reported(
    keys: Keys, keyring: Keyring, expect_log: Callable[..., None]
) -> None:
    expect_log("A secret stays in the system's keyring too")
    keys.write("account-0", b"key")

    def refuse(_name: str) -> None:
        raise locked()

    keyring.remove = refuse  # type: ignore[method-assign]
    keys.set_passphrase(PASSPHRASE, ["account-0"])
    assert keys.read("account-0") == b"key"


def test_weak_passphrase_changes_nothing(keys: Keys, keyring: Keyring) -> None:
    keys.write("account-0", b"key")
    with pytest.raises(KeychainError):
        keys.set_passphrase("te kort", ["account-0"])
    assert (keys.asks_passphrase, keys.read("account-0")) == (False, b"key")


def test_lost_passphrase_is_given_up_with_all_below_it(keys: Keys, keyring: Keyring, tmp_path: Path) -> None:
    keys.set_passphrase(PASSPHRASE)
    keys.write("account-0", b"key")
    keys.forget_passphrase()
    assert (keys.asks_passphrase, keys.read("account-0")) == (False, None)
    assert not Paths.under(tmp_path).keychain_file.exists()
    keys.set_passphrase("andere woorden zijn hier ook goed")
    assert keys.read("account-0") is None


def test_progress_that_cannot_be_kept_or_read_holds_up_nobody(keys: Keys, keyring: Keyring) -> None:
    keyring.trouble = locked()
    keys.keep_progress(Progress("https://dewilg.school.example"))
    keys.keep_progress(None)
    with pytest.raises(KeychainLocked):
        keys.progress()
    keyring.trouble = None
    assert keys.progress() is None


def test_no_keyring_and_no_progress_is_nothing_to_forget(tmp_path: Path) -> None:
    keys = Keys(Paths.under(tmp_path), "default", system=SystemKeychain())
    keys.keep_progress(None)
    with pytest.raises(NoSafeKeychain):
        keys.progress()
