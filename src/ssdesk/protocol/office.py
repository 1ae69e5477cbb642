"""What the school's office does to accounts. It never sees or chooses a password (school.md A8)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Reason = Annotated[str, Meta(min_length=1, max_length=1000)]


class Letter(msgspec.Struct, frozen=True):
    """What an activation letter says. The code is told once, in groups of four. `until` in milliseconds."""

    account: str
    name: str
    username: str
    pupil_name: str
    class_name: str
    address: str
    code: str
    until: int


class OneTimeCode(msgspec.Struct, frozen=True):
    """For who forgot the password and has no confirmed address; told once, in groups of four."""

    account: str
    code: str
    until: int


class ConfirmAtCounter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`address` as the person at the counter says it: the office confirms what it heard, it does not look it up."""

    address: Annotated[str, Meta(max_length=200)]


class Suspend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`reason` is shown to the holder. `until` in milliseconds; none: until the office ends it."""

    reason: Reason
    until: int | None = None


class Exclude(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For good. `reason` is shown to the holder."""

    reason: Reason


class Replace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The place of this co-account goes to another person: a new account; the old mailbox is closed and never visible
    to the new holder."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    role: Annotated[str, Meta(max_length=40)] = "other"


class AccountState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How an account stands, as the office may know it: no address, no phone number. `step`: see `session.Step`."""

    account: str
    name: str
    state: str
    step: str
    reason: str = ""
    until: int | None = None
