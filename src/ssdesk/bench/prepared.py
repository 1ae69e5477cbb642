"""A computer on which somebody has settled in: a mailbox of any size in its encrypted file, everything searchable.

Made by the replica itself from pages as a school sends them. Making a large one takes minutes, so it is kept below the
system's folder for temporary files, private, until the tables or the messages change.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssdesk.bench import mailbox
from ssdesk.bench.handed import keys, paths
from ssdesk.errors import SsdeskError
from ssdesk.household import Household, home, registry
from ssdesk.paths import private_folder
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.protocol.school import Help, Limits, SchoolInfo
from ssdesk.replica import Replica
from ssdesk.replica.recover import REPLICA
from ssdesk.replica.schema import wanted

NOBODY = "http://127.0.0.1:9/bench"  # the port of the discard service: refuses at once
SCHOOL = SchoolInfo(
    mailbox.EPOCH, "Basisschool De Wilg", "De Wilg", mailbox.EPOCH, [1], "2026", Help("Secretariaat"), Limits()
)


def clock() -> int:
    """It stands still: the newest message has just come."""
    return mailbox.NEWEST + 60_000


def household(base: Path) -> Household:
    """The accounts of such a computer, unlocked, without a line to the school."""
    opened = Household(paths(base), keys(base), clock, lambda _changes: None)
    opened.unlock()
    return opened


def file(base: Path) -> tuple[Path, bytes]:
    """The one account's encrypted file, and its key."""
    place, secret = _account(base)
    return place.folder / REPLICA, secret.key


def replica(base: Path) -> Replica:
    """The one account's."""
    place, secret = _account(base)
    return Replica.open(place.folder, secret.key, clock, lambda _changes: None, place.name)


def _account(base: Path) -> tuple[registry.Place, registry.Secret]:
    (place,) = registry.places(paths(base).accounts)
    secret = registry.read(keys(base), place)
    if secret is None:
        raise SsdeskError("{folder} is damaged: remove it.", folder=base)
    return place, secret


def computer(messages: int) -> Path:
    """The folder of one with so many messages, made if it is not there."""
    base = _kept() / f"{messages}-{_form()}"
    if base.exists():
        return base
    new = Path(tempfile.mkdtemp(prefix="new-", dir=base.parent))
    try:
        _make(new, messages)
        new.rename(base)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return base


def _make(base: Path, messages: int) -> None:
    print(f"Making a mailbox of {messages:,} messages in {base}…", file=sys.stderr, flush=True)
    paths(base).create()
    place, secret = registry.add(paths(base).accounts, mailbox.ACCOUNT, keys(base), "token", NOBODY)
    made = Replica.open(place.folder, secret.key, clock, lambda _changes: None, place.name)
    try:
        fill(made, messages)
        home.keep_school(made, SCHOOL)
        while made.index_pending():
            pass
    finally:
        made.close()


def fill(replica: Replica, messages: int, **how: Any) -> None:
    """What the pulls of a first sync bring. `how`: as `Replica.take_pull` takes it."""
    replica.take_other_epoch(OtherEpoch(mailbox.EPOCH, ""))
    for answer in mailbox.answers(messages):
        replica.take_pull(answer, **how)


def _kept() -> Path:
    folder = private_folder(Path(tempfile.gettempdir()) / f"ssdesk-bench-{os.getuid() if os.name == 'posix' else 0}")
    if os.name == "posix" and folder.stat().st_uid != os.getuid():
        raise SsdeskError("{folder} is somebody else's.", "Set TMPDIR to another folder.", folder=folder)
    return folder


def _form() -> str:
    """Another one when the tables or the messages are others."""
    sample = b"".join(msgspec.json.encode(row) for row in mailbox.feed_rows(3))
    return sha256(wanted().encode() + sample).hexdigest()[:12]
