"""Secrets are never plain text, a wrong passphrase is one clear answer, and nothing unsafe is accepted silently."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import keyring.errors
import msgspec
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from ssdesk.errors import SsdeskError
from ssdesk.keychain import (
    MAX_SECRET,
    Keychain,
    KeychainDamaged,
    KeychainError,
    KeychainLocked,
    NoSafeKeychain,
    PassphraseKeychain,
    SystemKeychain,
    WeakPassphrase,
    WrongPassphrase,
)

PASSPHRASE = "groene fietsen dansen zachtjes"
OTHER = "een paard danst hier in de zon"
KEY = bytes(range(32))


class MemoryBackend(KeyringBackend):
    """A third party's keyring: it works, but nobody knows whether it encrypts."""

    priority = -1  # type: ignore[assignment]  # keyring lists every class it sees: it must never choose this one

    def __init__(self, priority: int = -1) -> None:
        super().__init__()
        self.priority = priority
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class VaultBackend(MemoryBackend):
    """Stands for a system keyring of another operating system; such are known by their module."""


VaultBackend.__module__ = "keyring.backends.macOS"


class FaultyBackend(VaultBackend):
    def __init__(self, fault: Exception) -> None:
        super().__init__(9)
        self.fault = fault

    def get_password(self, service: str, username: str) -> str | None:
        raise self.fault


FaultyBackend.__module__ = "keyring.backends.macOS"


@pytest.fixture
def chest(tmp_path: Path) -> PassphraseKeychain:
    made = PassphraseKeychain(tmp_path / "keychain.json")
    made.create(PASSPHRASE)
    return made


def keep_and_forget(keychain: Keychain) -> None:
    assert keychain.read("replica 1") is None
    keychain.write("replica 1", KEY)
    keychain.write("token 1", b"\x00\xff old")
    keychain.write("token 1", b"\x00\xff")
    assert keychain.read("replica 1") == KEY
    assert keychain.read("token 1") == b"\x00\xff"
    keychain.remove("token 1")
    keychain.remove("token 1")
    assert keychain.read("token 1") is None
    assert keychain.read("replica 1") == KEY


def test_both_keychains_keep_and_forget_secrets(chest: PassphraseKeychain) -> None:
    keep_and_forget(chest)
    keep_and_forget(SystemKeychain(backend=VaultBackend(9)))


def test_two_profiles_in_one_system_keyring_do_not_meet() -> None:
    vault = VaultBackend(9)
    SystemKeychain("ssdesk", vault).write("replica", KEY)

    assert SystemKeychain("ssdesk-demo", vault).read("replica") is None


@pytest.mark.parametrize("backend", [MemoryBackend(9), fail.Keyring(), null.Keyring()], ids=["other", "fail", "null"])
def test_a_keyring_that_is_not_known_to_encrypt_is_refused(backend: KeyringBackend) -> None:
    keychain = SystemKeychain(backend=backend)

    with pytest.raises(NoSafeKeychain, match="no safe place"):
        keychain.write("replica", KEY)
    with pytest.raises(NoSafeKeychain):
        keychain.read("replica")
    with pytest.raises(NoSafeKeychain):
        keychain.unlock()
    assert getattr(backend, "entries", {}) == {}


def test_a_computer_without_any_keyring_says_so() -> None:
    with pytest.raises(NoSafeKeychain, match="Choose a passphrase"):
        SystemKeychain().read("replica")


def test_a_locked_or_denied_keyring_is_locked_not_empty() -> None:
    with pytest.raises(KeychainLocked, match="locked") as refusal:
        SystemKeychain(backend=FaultyBackend(keyring.errors.KeyringLocked("denied"))).read("replica")

    assert refusal.value.retry


@pytest.mark.parametrize("fault", [keyring.errors.KeyringError("broken"), OSError(5, "io"), ValueError("odd")])
def test_a_keyring_that_fails_is_told_without_its_words(fault: Exception, expect_log: Callable[[str], None]) -> None:
    expect_log(f"the keyring failed: {type(fault).__name__}$")

    with pytest.raises(KeychainError, match="does not answer") as failure:
        SystemKeychain(backend=FaultyBackend(fault)).read("replica")

    assert not isinstance(failure.value, KeychainLocked | NoSafeKeychain)


def test_an_entry_that_is_not_ours_is_damage() -> None:
    vault = VaultBackend(9)
    vault.set_password("ssdesk:replica", "replica", "not base64 ✂")

    with pytest.raises(KeychainDamaged):
        SystemKeychain(backend=vault).read("replica")


def test_a_secret_too_long_for_some_systems_is_refused_on_all() -> None:
    vault = VaultBackend(9)
    SystemKeychain(backend=vault).write("replica", b"x" * MAX_SECRET)

    with pytest.raises(ValueError, match=str(MAX_SECRET)):
        SystemKeychain(backend=vault).write("replica", b"x" * (MAX_SECRET + 1))


def test_nothing_in_the_file_is_plain(chest: PassphraseKeychain, tmp_path: Path) -> None:
    chest.write("replica of noor.peeters", b"the secret itself")
    file = tmp_path / "keychain.json"
    sealed = msgspec.json.decode(file.read_bytes())

    everything = file.read_bytes() + b"".join(
        msgspec.convert(box["box"], bytes) for box in (sealed["master_key"], sealed["secrets"])
    )
    for plain in (b"noor", b"secret itself", PASSPHRASE.encode(), b"fietsen"):
        assert plain not in everything
    assert sealed["kdf"]["name"] == "argon2id"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_secrets_come_back_after_a_restart_with_the_passphrase(chest: PassphraseKeychain, tmp_path: Path) -> None:
    chest.write("replica", KEY)
    again = PassphraseKeychain(tmp_path / "keychain.json")

    assert again.exists
    assert not again.unlocked
    for use in (lambda: again.read("replica"), lambda: again.write("x", b""), lambda: again.remove("replica")):
        with pytest.raises(KeychainLocked, match="Type your passphrase"):
            use()
    again.unlock(PASSPHRASE)
    assert again.read("replica") == KEY


def test_a_locked_file_gives_nothing_until_unlocked_again(chest: PassphraseKeychain) -> None:
    chest.write("replica", KEY)
    chest.lock()

    with pytest.raises(KeychainLocked):
        chest.read("replica")
    chest.unlock(PASSPHRASE)
    assert chest.read("replica") == KEY


@pytest.mark.parametrize("wrong", ["", PASSPHRASE.upper(), PASSPHRASE + " ", OTHER])
def test_a_wrong_passphrase_is_one_clear_answer_and_leaves_it_locked(chest: PassphraseKeychain, wrong: str) -> None:
    chest.lock()

    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        chest.unlock(wrong)

    assert not chest.unlocked


def test_an_accent_typed_on_another_keyboard_is_the_same_passphrase(tmp_path: Path) -> None:
    chest = PassphraseKeychain(tmp_path / "keychain.json")
    chest.create("de cafe\u0301s van Zoe\u0308 zijn dicht")

    chest.unlock("de caf\u00e9s van Zo\u00eb zijn dicht")

    assert chest.unlocked


@pytest.mark.parametrize("weak", ["", "kT7#pq9!xL2m", "drie lange woorden", "dit is mijn eigen wachtwoord"])
def test_a_weak_passphrase_makes_no_file(tmp_path: Path, weak: str) -> None:
    chest = PassphraseKeychain(tmp_path / "keychain.json")

    with pytest.raises(WeakPassphrase, match="at least 4 words with spaces, together 20 characters"):
        chest.create(weak)

    assert not chest.exists
    assert not chest.unlocked


def test_a_second_passphrase_does_not_overwrite_the_first(chest: PassphraseKeychain, tmp_path: Path) -> None:
    chest.write("replica", KEY)

    with pytest.raises(KeychainError, match="already"):
        PassphraseKeychain(tmp_path / "keychain.json").create(OTHER)

    assert chest.read("replica") == KEY


def test_changing_the_passphrase_keeps_the_secrets_and_changes_every_key(
    chest: PassphraseKeychain, tmp_path: Path
) -> None:
    chest.write("replica", KEY)
    file = tmp_path / "keychain.json"
    before = msgspec.json.decode(file.read_bytes())

    chest.change_passphrase(PASSPHRASE, OTHER)

    after = msgspec.json.decode(file.read_bytes())
    assert before["kdf"]["salt"] != after["kdf"]["salt"]
    assert before["master_key"] != after["master_key"]
    assert chest.read("replica") == KEY
    again = PassphraseKeychain(file)
    with pytest.raises(WrongPassphrase):
        again.unlock(PASSPHRASE)
    again.unlock(OTHER)
    assert again.read("replica") == KEY


def test_a_refused_change_of_passphrase_changes_nothing(chest: PassphraseKeychain, tmp_path: Path) -> None:
    before = (tmp_path / "keychain.json").read_bytes()

    with pytest.raises(WrongPassphrase):
        chest.change_passphrase(OTHER, OTHER)
    with pytest.raises(WeakPassphrase):
        chest.change_passphrase(PASSPHRASE, "te kort")

    assert (tmp_path / "keychain.json").read_bytes() == before
    assert chest.unlocked


def test_every_write_is_sealed_anew(chest: PassphraseKeychain, tmp_path: Path) -> None:
    seen = set()
    for _ in range(20):
        chest.write("replica", KEY)
        seen.add(msgspec.json.decode((tmp_path / "keychain.json").read_bytes())["secrets"]["nonce"])

    assert len(seen) == 20


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-20]),
        lambda file: file.write_bytes(b'{"version": 2}'),
        lambda file: file.unlink(),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"memory_kib":65536', b'"memory_kib":999999999')),
    ],
    ids=["empty", "cut off", "other version", "gone", "parameters of a bomb"],
)
def test_a_damaged_file_is_damage_and_not_a_wrong_passphrase(
    chest: PassphraseKeychain, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(tmp_path / "keychain.json")

    with pytest.raises(KeychainDamaged, match="safe at the school"):
        PassphraseKeychain(tmp_path / "keychain.json").unlock(PASSPHRASE)
    with pytest.raises(KeychainDamaged):
        chest.read("replica")


@pytest.mark.parametrize("part", ["master_key", "secrets"])
def test_a_changed_byte_is_never_taken_for_content(chest: PassphraseKeychain, tmp_path: Path, part: str) -> None:
    chest.write("replica", KEY)
    file = tmp_path / "keychain.json"
    content = msgspec.json.decode(file.read_bytes())
    box = bytearray(msgspec.convert(content[part]["box"], bytes))
    box[3] ^= 1
    content[part]["box"] = bytes(box)
    file.write_bytes(msgspec.json.encode(content))

    with pytest.raises(SsdeskError) as failure:
        PassphraseKeychain(file).unlock(PASSPHRASE)

    assert isinstance(failure.value, WrongPassphrase if part == "master_key" else KeychainDamaged)


def test_threads_writing_at_once_lose_no_secret(chest: PassphraseKeychain) -> None:
    def write(number: int) -> None:
        for round_ in range(5):
            chest.write(f"{number}.{round_}", bytes([number, round_]))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [chest.read(f"{n}.{r}") for n in range(4) for r in range(5)] == [
        bytes([n, r]) for n in range(4) for r in range(5)
    ]


def test_slow_libraries_are_loaded_only_when_a_secret_or_a_paper_is_asked_for() -> None:
    code = (
        "import sys, ssdesk.keychain, ssdesk.papers.letter, ssdesk.rules.quiet_hours;"
        "print({'keyring', 'secretstorage', 'argon2', 'cryptography', 'reportlab'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "set()"
