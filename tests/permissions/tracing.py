"""What can be recognised in bytes, and which of it may reach whom."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.permissions import oracle, payloads
from tests.permissions.record import Account, Device, File, Record

TRACE = re.compile(
    rb"zq[0-9]{5}w"  # a canary
    rb"|(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9]{13})(?![0-9a-f])",  # a hash, an id, a moment in milliseconds
    re.IGNORECASE,
)


@dataclass
class Traces:
    """What can be recognised in bytes: canaries in lower case, ids, hashes of files, moments."""

    found: set[bytes] = field(default_factory=set)

    def add(self, text: bytes) -> None:
        """All that stands in a text."""
        self.found |= traces(text)


def traces(text: bytes) -> set[bytes]:
    """The canaries (in lower case), ids, hashes and moments in a text."""
    return {found.lower() for found in TRACE.findall(text)}


def known(record: Record, account: Account, said: dict[oracle.Key, dict[str, Any]]) -> set[bytes]:
    """The traces that may reach the account in any way: of what it may see, the files in it, and its own record.

    `said`: `payloads.of_school(record)`.
    """
    found = Traces()
    for key in oracle.may_see(record, account):
        found.add(json.dumps(said[key]).encode())
    for sha in oracle.may_fetch(record, account):
        found.add(_file(record.files[sha]))
    found.add(_own(account))
    if account.pupil:
        pupil = record.pupil(account.pupil)
        found.add(f"{pupil.id} {pupil.name} {'' if pupil.left else pupil.class_}".encode())
    for class_ in record.classes:
        if account.id in class_.staff:
            found.add(class_.id.encode())
    for device in record.devices:
        if device.account == account.id:
            found.add(_device(device))
    for upload in record.uploads:
        if upload.account == account.id:
            found.add(upload.url.encode())
    return found.found


def secrets(record: Record, said: dict[oracle.Key, dict[str, Any]]) -> set[bytes]:
    """The traces of everything at a school that is somebody's: what must not turn up at anybody else's."""
    found = Traces()
    for one in said.values():
        found.add(json.dumps(one).encode())
    for file in record.files.values():
        found.add(_file(file))
    for account in record.accounts.values():
        found.add(_own(account))
    for device in record.devices:
        found.add(_device(device))
    for class_ in record.classes:
        found.add(class_.id.encode())
    for upload in record.uploads:
        found.add(upload.url.encode())
    return found.found


def _own(account: Account) -> bytes:
    """What the school has of an account besides what travels."""
    return json.dumps([payloads.of_account(account), account.number_plate, account.times]).encode()


def _file(file: File) -> bytes:
    return f"{file.sha256} {file.name} ".encode() + file.content


def _device(device: Device) -> bytes:
    return f"{device.id} {device.name} {device.platform} {device.created_at}".encode()
