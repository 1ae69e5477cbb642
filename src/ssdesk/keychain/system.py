"""The keyring of the operating system, through `keyring`; which is imported late, for it is slow to load."""

import base64
import binascii
import logging
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from ssdesk.errors import SsdeskError
from ssdesk.keychain.errors import KeychainError, damaged, locked, no_safe_keychain, silent

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

MAX_SECRET = 900
"""Bytes: what fits as base64 in an entry of the Windows Credential Manager, the tightest of all."""

_SECRET_SERVICE = frozenset(("keyring.backends.SecretService", "keyring.backends.libsecret"))
_SAFE = _SECRET_SERVICE | {"keyring.backends.kwallet", "keyring.backends.Windows", "keyring.backends.macOS"}
_DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"


class SystemKeychain:
    """Secrets in the system's keyring, as base64.

    `read`, `write` and `remove` never open a prompt of a Secret Service: a locked one is a KeychainLocked, at once.
    `unlock` opens the prompt. macOS, Windows and KWallet ask by themselves when they must.
    """

    def __init__(self, service: str = "ssdesk", backend: "KeyringBackend | None" = None) -> None:
        """`service` tells profiles apart. `backend`: this one instead of keyring's choice. In both cases only a
        backend known to encrypt is used: never plain text, null or a third party's."""
        self._service = service
        self._given = backend

    def read(self, name: str) -> bytes | None:
        with self._opened() as backend:
            stored = backend.get_password(self._entry(name), name)
        if stored is None:
            return None
        try:
            return base64.b64decode(stored, validate=True)
        except (binascii.Error, ValueError) as error:
            raise damaged() from error

    def write(self, name: str, secret: bytes) -> None:
        if len(secret) > MAX_SECRET:
            raise ValueError(f"A secret has at most {MAX_SECRET} bytes.")
        with self._opened() as backend:
            backend.set_password(self._entry(name), name, base64.b64encode(secret).decode("ascii"))

    def remove(self, name: str) -> None:
        with self._opened() as backend:
            if backend.get_password(self._entry(name), name) is not None:
                backend.delete_password(self._entry(name), name)

    def unlock(self, timeout: float = 120.0) -> None:
        """Let the system ask the person for the keyring's password, or make the first keyring where there is none.

        KeychainLocked: refused, or no answer within `timeout` seconds.
        """
        with _translated():
            backend = self._backend()
            if type(backend).__module__ in _SECRET_SERVICE:
                _unlock(_collection_of(backend), timeout)

    def _entry(self, name: str) -> str:
        # One service per secret: the Windows vault keeps one user name per service and renames the others.
        return f"{self._service}:{name}"

    @contextmanager
    def _opened(self) -> Iterator["KeyringBackend"]:
        with _translated():
            backend = self._backend()
            if type(backend).__module__ in _SECRET_SERVICE and _is_locked(_collection_of(backend)):
                raise locked()
            yield backend

    def _backend(self) -> "KeyringBackend":
        import keyring
        from keyring.backends.chainer import ChainerBackend

        try:
            chosen = self._given or keyring.get_keyring()
        except (RuntimeError, ImportError, AttributeError) as error:  # keyring's ways to say "configured, but not here"
            raise no_safe_keychain() from error
        candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
        for backend in candidates:
            if type(backend).__module__ in _SAFE:
                return backend
        raise no_safe_keychain()


def _collection_of(backend: "KeyringBackend") -> str:
    return str(getattr(backend, "preferred_collection", _DEFAULT_COLLECTION))


def _is_locked(collection: str) -> bool:
    """Without a prompt; a Secret Service that has no keyring yet counts as locked, for making one prompts too."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return secretstorage.Collection(bus, collection).is_locked()
        except secretstorage.ItemNotFoundException:
            return True


def _unlock(collection: str, timeout: float) -> None:
    import secretstorage
    from secretstorage.defines import SS_PATH, SS_PREFIX
    from secretstorage.util import DBusAddressWrapper, exec_prompt

    with closing(secretstorage.dbus_init()) as bus:
        try:
            keyring = secretstorage.Collection(bus, collection)
        except secretstorage.ItemNotFoundException:  # the first keyring; secretstorage's own call has no timeout
            service = DBusAddressWrapper(SS_PATH, SS_PREFIX + "Service", bus)
            label = {SS_PREFIX + "Collection.Label": ("s", "Default")}
            _path, prompt = service.call("CreateCollection", "a{sv}s", label, "default")
            dismissed = prompt != "/" and exec_prompt(bus, prompt, timeout=timeout)[0]
        else:
            dismissed = keyring.is_locked() and keyring.unlock(timeout=timeout)
    if dismissed:
        raise locked()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SsdeskError:
        raise
    except Exception as error:  # each backend has exceptions of its own, on Windows not even importable here
        raise _as_ours(error) from error


def _as_ours(error: Exception) -> KeychainError:
    import keyring.errors

    secretstorage = sys.modules.get("secretstorage")
    refused: tuple[type[Exception], ...] = (keyring.errors.KeyringLocked, TimeoutError)
    if secretstorage is not None:
        refused += (secretstorage.LockedException, secretstorage.PromptDismissedException)
    if isinstance(error, refused):
        return locked()
    log.warning("the keyring failed: %s", type(error).__qualname__)
    return silent()
