"""Signing in and the steps of activation (A3–A10). Until a session is at step `active`, every other endpoint answers
403 with the `SessionState`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Short = Annotated[str, Meta(max_length=200)]
Secret = Annotated[str, Meta(max_length=1000)]
Step = Literal[
    "agreement", "password", "devices", "details", "check", "email", "active", "suspended", "excluded", "closed"
]
STEPS: tuple[str, ...] = ("agreement", "password", "devices", "details", "check", "email", "active")


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`username`: the (shared) username or the own e-mail address. `password`: the own one, or the letter's code in any
    grouping. `email` only when the answer before was `which_email`."""

    username: Short
    password: Secret
    device_name: Short
    platform: Short = ""
    email: Short = ""


class SessionState(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an account stands. `done`: when each step was finished, by step. `resend_at`: the confirmation mail can be
    sent again from then on. `reason`, `until`: of a suspension or exclusion."""

    account: str
    name: str
    username: str
    kind: str
    step: str
    done: dict[str, int] = {}
    pupil_name: str = ""
    email: str = ""
    resend_at: int | None = None
    reason: str = ""
    until: int | None = None


class SignedIn(msgspec.Struct, frozen=True):
    """The token is shown once and belongs in the encrypted file; it is sent as `Authorization: Bearer`."""

    token: str
    device: str
    state: SessionState


class Section(msgspec.Struct, frozen=True):
    title: str
    text: str


class Agreement(msgspec.Struct, frozen=True):
    version: str
    title: str
    sections: list[Section]


class AcceptAgreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Short


class PasswordRules(msgspec.Struct, frozen=True):
    """The school's policy, and what of the account's own record may not occur in a password (A6)."""

    min_length: int
    kinds: int
    passphrase_length: int
    words: int
    about: list[str]


class SetPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`current` is needed once the account is active. `keep_devices`: other devices stay signed in (A7)."""

    password: Secret
    current: Secret = ""
    keep_devices: bool = False


class Device(msgspec.Struct, frozen=True):
    """A device or linked application that has access. `kind`: device or application."""

    id: str
    kind: str
    name: str
    platform: str
    created_at: int
    last_seen: int
    current: bool


class Devices(msgspec.Struct, frozen=True):
    devices: list[Device]


class ReviewDevices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Removes these; `all_others` signs out everywhere else (A9). Finishes the step `devices`."""

    remove: Annotated[list[Short], Meta(max_length=200)] = []
    all_others: bool = False


class Details(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Own details (A5). `role`: mother, father, step_parent, homework_guide, boarding_educator, other. A change of the
    e-mail address asks a new confirmation."""

    email: Short
    role: Short
    phone: Annotated[str, Meta(max_length=40)] = ""
    mobile: Annotated[str, Meta(max_length=40)] = ""


class DetailsCorrect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ "Ja, deze zijn correct": the step after which the confirmation mail goes out; `correct` false goes back."""

    correct: bool = True


class EmailCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The six digits of the mail."""

    code: Short


class AskReset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`username` or e-mail address. The answer is the same whether it exists or not."""

    username: Short
    email: Short = ""


class CompleteReset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`code`: from the mail, or the one-time code from the office."""

    username: Short
    code: Short
    password: Secret
    device_name: Short
    platform: Short = ""
    email: Short = ""


class ReportMisuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=4000)] = ""


class Empty(msgspec.Struct, frozen=True):
    """Nothing to say but that it was done."""
