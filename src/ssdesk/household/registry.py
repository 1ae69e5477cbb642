"""Which accounts are on this computer: one folder each, and one secret in the keychain. There is no list that could
get lost or disagree, and no name of a person or school in plain text."""

from __future__ import annotations

import logging
import re
import secrets
import shutil
from pathlib import Path

import msgspec

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.keychain import Keychain
from ssdesk.paths import private_folder

log = logging.getLogger(__name__)

SLOTS = 256  # as many accounts as the keys of a merged list can tell apart; one adult has a handful
KEY_BYTES = 32
_NAME = re.compile(r"([0-9]{1,3})-([0-9a-f]{32})")
_GOING = "going-"


class Place(msgspec.Struct, frozen=True):
    """`slot`: a small number that is the account's as long as it is here: its colour, its part of a merged list's keys,
    its place in the order. `account`: its id at its school."""

    slot: int
    account: str
    folder: Path

    @property
    def name(self) -> str:
        """Names the account on this computer; the id alone might occur at two schools."""
        return f"{self.slot}-{self.account}"


class Secret(msgspec.Struct, frozen=True):
    """What opens an account: the key of its files, and the session at its school."""

    key: bytes
    token: str
    address: str


def places(accounts: Path) -> list[Place]:
    """The accounts that are here. Also clears away what was left of ones that went."""
    found = []
    for folder in sorted(accounts.iterdir()) if accounts.is_dir() else []:
        if folder.name.startswith(_GOING):
            shutil.rmtree(folder, ignore_errors=True)
        elif (match := _NAME.fullmatch(folder.name)) and int(match[1]) < SLOTS:
            found.append(Place(int(match[1]), match[2], folder))
    return sorted(found, key=lambda place: place.slot)


def add(accounts: Path, account: str, keychain: Keychain, token: str, address: str) -> tuple[Place, Secret]:
    """A folder and a key for a new account. SsdeskError: nothing was added."""
    place = _free(accounts, account)
    secret = Secret(secrets.token_bytes(KEY_BYTES), token, address)
    write(keychain, place, secret)
    try:
        private_folder(place.folder)
    except OSError as error:
        keychain.remove(secret_name(place))
        raise SsdeskError(
            QT_TRANSLATE_NOOP("errors", "ssdesk cannot write in its own folder."),
            QT_TRANSLATE_NOOP("errors", "Nothing was added. Is there room left on this computer?"),
            retry=True,
            code="folder-not-writable",
        ) from error
    return place, secret


def erase(place: Place, keychain: Keychain) -> None:
    """Nothing of the account stays. The key goes first: from then on its files cannot be read by anybody.

    KeychainError: the key is still there; the files are gone all the same.
    """
    going = place.folder.with_name(_GOING + place.folder.name + secrets.token_hex(4))
    try:
        keychain.remove(secret_name(place))
    finally:
        try:
            place.folder.rename(going)
        except FileNotFoundError:
            pass
        except OSError as error:  # Windows, while another program looks into a file
            log.warning("An account's folder is still in use: %s", error.strerror)
            going = place.folder
        shutil.rmtree(going, ignore_errors=True)


def read(keychain: Keychain, place: Place) -> Secret | None:
    """None: there is no key any more. KeychainError: it cannot be read now."""
    raw = keychain.read(secret_name(place))
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw, type=Secret)
    except ValueError:
        log.warning("An account's secret is damaged")
        return None


def write(keychain: Keychain, place: Place, secret: Secret) -> None:
    keychain.write(secret_name(place), msgspec.json.encode(secret))


def secret_name(place: Place) -> str:
    """What an account's secret is called in the keychain."""
    return f"account-{place.name}"


def _free(accounts: Path, account: str) -> Place:
    taken = {place.slot for place in places(accounts)}
    slot = next((slot for slot in range(SLOTS) if slot not in taken), None)
    if slot is None:
        raise SsdeskError(
            QT_TRANSLATE_NOOP("errors", "There are too many accounts on this computer."),
            QT_TRANSLATE_NOOP("errors", "Sign out of an account that you do not need here any more."),
            code="too-many-accounts",
        )
    return Place(slot, account, accounts / f"{slot}-{account}")
