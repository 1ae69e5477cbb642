"""Secrets in a file under a passphrase, for a computer that has no safe keyring or is shared.

The file holds a salt and the parameters of argon2id, a random master key wrapped with AES-256-GCM under the key that
argon2id makes of the passphrase, and all secrets, names included, sealed with AES-256-GCM under the master key. Every
write makes fresh nonces; the parameters are authenticated with the wrapped key.
"""

import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from ssdesk.keychain.errors import (
    already_there,
    damaged,
    passphrase_needed,
    silent,
    weak_passphrase,
    wrong_passphrase,
)
from ssdesk.paths import write_atomically
from ssdesk.rules.passwords import PasswordPolicy, check, normalized

KEY_BYTES = 32
_NONCE_BYTES = 12
_SECRETS = b"ssdesk keychain secrets 1"


class _Argon2id(msgspec.Struct, frozen=True):
    """RFC 9106, second recommended option; the bounds keep a damaged file from eating all memory."""

    salt: Annotated[bytes, msgspec.Meta(min_length=16, max_length=64)]
    name: Literal["argon2id"] = "argon2id"
    memory_kib: Annotated[int, msgspec.Meta(ge=8_192, le=1_048_576)] = 65_536
    iterations: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4


class _Sealed(msgspec.Struct, frozen=True):
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    box: bytes


class _File(msgspec.Struct, frozen=True):
    kdf: _Argon2id
    master_key: _Sealed
    secrets: _Sealed
    version: Literal[1] = 1


class PassphraseKeychain:
    """Locked until `create` or `unlock`; then a `Keychain`. May be used from several threads, by one program."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._master_key: bytes | None = None

    @property
    def exists(self) -> bool:
        """A passphrase was chosen on this computer."""
        return self._file.exists()

    @property
    def unlocked(self) -> bool:
        return self._master_key is not None

    def create(self, passphrase: str, entries: Mapping[str, bytes] | None = None) -> None:
        """Make the file, with these secrets in it from the start, and unlock it. WeakPassphrase: not by the rules.
        KeychainError: there is one already."""
        with self._guard:
            if self.exists:
                raise already_there()
            self._start(passphrase, dict(entries or {}))

    def destroy(self) -> None:
        """Nothing in it can be read again, by anybody."""
        with self._guard:
            self._master_key = None
            self._file.unlink(missing_ok=True)

    def unlock(self, passphrase: str) -> None:
        """WrongPassphrase: not this one. KeychainDamaged: no passphrase will do."""
        with self._guard:
            content = self._content()
            master_key = _unwrapped(content, passphrase)
            _opened(content.secrets, master_key)
            self._master_key = master_key

    def lock(self) -> None:
        """Forget the key; the secrets stay in the file."""
        with self._guard:
            self._master_key = None

    def change_passphrase(self, old: str, new: str) -> None:
        """Seal all secrets anew, with a new master key. WrongPassphrase or WeakPassphrase: nothing has changed."""
        with self._guard:
            content = self._content()
            self._start(new, _opened(content.secrets, _unwrapped(content, old)))

    def read(self, name: str) -> bytes | None:
        with self._guard:
            return _opened(self._content().secrets, self._key()).get(name)

    def write(self, name: str, secret: bytes) -> None:
        with self._guard:
            key, content = self._key(), self._content()
            self._save(content.kdf, content.master_key, key, {**_opened(content.secrets, key), name: secret})

    def remove(self, name: str) -> None:
        with self._guard:
            key, content = self._key(), self._content()
            kept = {known: secret for known, secret in _opened(content.secrets, key).items() if known != name}
            self._save(content.kdf, content.master_key, key, kept)

    def _start(self, passphrase: str, entries: dict[str, bytes]) -> None:
        policy = PasswordPolicy()
        verdict = check(passphrase, policy=policy)
        if not verdict.is_passphrase or verdict.is_common:
            raise weak_passphrase(policy.passphrase_length, policy.passphrase_words)
        kdf, master_key = _Argon2id(salt=secrets.token_bytes(16)), secrets.token_bytes(KEY_BYTES)
        wrapped = _sealed(master_key, _derived(kdf, passphrase), msgspec.json.encode(kdf))
        self._save(kdf, wrapped, master_key, entries)
        self._master_key = master_key

    def _save(self, kdf: _Argon2id, wrapped: _Sealed, key: bytes, entries: dict[str, bytes]) -> None:
        sealed = _sealed(msgspec.msgpack.encode(entries), key, _SECRETS)
        write_atomically(self._file, msgspec.json.encode(_File(kdf, wrapped, sealed)))

    def _content(self) -> _File:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_File)
        except (FileNotFoundError, ValueError) as error:
            raise damaged() from error
        except OSError as error:
            raise silent() from error

    def _key(self) -> bytes:
        if self._master_key is None:
            raise passphrase_needed()
        return self._master_key


def _derived(kdf: _Argon2id, passphrase: str) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        normalized(passphrase).encode("utf-8"),
        kdf.salt,
        time_cost=kdf.iterations,
        memory_cost=kdf.memory_kib,
        parallelism=kdf.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _unwrapped(content: _File, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, wrapped = _derived(content.kdf, passphrase), content.master_key
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.box, msgspec.json.encode(content.kdf))
    except InvalidTag as error:
        raise wrong_passphrase() from error


def _sealed(plain: bytes, key: bytes, bound_to: bytes) -> _Sealed:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _Sealed(nonce, AESGCM(key).encrypt(nonce, plain, bound_to))


def _opened(sealed: _Sealed, key: bytes) -> dict[str, bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        plain = AESGCM(key).decrypt(sealed.nonce, sealed.box, _SECRETS)
        return msgspec.msgpack.decode(plain, type=dict[str, bytes])
    except (InvalidTag, ValueError) as error:
        raise damaged() from error
