"""Where one person stands on the way in. Everything that asks the school blocks: call it in a task, never on the thread
that paints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from ssdesk.protocol.school import SchoolInfo
from ssdesk.protocol.session import (
    Agreement,
    AskReset,
    CompleteReset,
    Details,
    Device,
    PasswordRules,
    ReviewDevices,
    SessionState,
    SetPassword,
    SignedIn,
    SignIn,
)
from ssdesk.sync.remote import Remote, find_school

PAGES: tuple[str, ...] = (
    "school",
    "sign_in",
    "agreement",
    "password",
    "devices",
    "details",
    "check",
    "email",
    "finish",
)
_PAGE_OF_STEP = {"active": "finish"}


class Progress(msgspec.Struct, frozen=True):
    """What must be remembered to go on after a crash; kept as a secret, for it holds the token."""

    address: str
    username: str = ""
    token: str = ""
    device: str = ""


@dataclass(frozen=True)
class Outcome:
    """An active account, signed in on this computer. `notify`: on this computer, by e-mail."""

    address: str
    school: SchoolInfo
    signed_in: SignedIn
    notify: tuple[bool, bool]
    another: bool


class Activation:
    """The state of the wizard. `remember` keeps the progress where a crash does not reach it, or forgets it (None)."""

    def __init__(
        self,
        device_name: str,
        platform: str,
        remember: Callable[[Progress | None], None],
        find: Callable[[str], tuple[Remote, SchoolInfo]] = find_school,
    ) -> None:
        self.device_name, self.platform = device_name, platform
        self._remember, self._find = remember, find
        self.remote: Remote | None = None
        self.school: SchoolInfo | None = None
        self.signed_in: SignedIn | None = None
        self.state: SessionState | None = None
        self.username = ""

    @property
    def page(self) -> str:
        """The page that the state asks for; for a suspended, excluded or closed account that word."""
        if self.remote is None:
            return "school"
        if self.state is None:
            return "sign_in"
        return _PAGE_OF_STEP.get(self.state.step, self.state.step)

    @property
    def _school(self) -> Remote:
        if self.remote is None:
            raise LookupError("no school has been chosen yet")
        return self.remote

    # ---- Before there is a session -----------------------------------------------------------------------------------
    def choose_school(self, text: str) -> None:
        remote, school = self._find(text)
        self.forget_session()
        self.remote, self.school = remote, school

    def leave_school(self) -> None:
        self.forget_session()
        self.remote = self.school = None

    def resume(self, progress: Progress) -> None:
        """Go on where the last run stopped; SignInRefused when the session has ended meanwhile."""
        remote, self.school = self._find(progress.address)
        self.remote, self.username = remote, progress.username
        if progress.token:
            session = remote.with_token(progress.token)
            self.state = session.state()
            self.remote = session
            self.signed_in = SignedIn(progress.token, progress.device, self.state)

    def sign_in(self, username: str, password: str, email: str = "") -> None:
        self._begin(
            username,
            self._school.sign_in(SignIn(username.strip(), password, self.device_name, self.platform, email.strip())),
        )

    def ask_reset(self, username: str) -> None:
        self._school.ask_reset(AskReset(username.strip()))

    def complete_reset(self, username: str, code: str, password: str, email: str = "") -> None:
        reset = CompleteReset(username.strip(), code.strip(), password, self.device_name, self.platform, email.strip())
        self._begin(username, self._school.complete_reset(reset))

    def _begin(self, username: str, signed_in: SignedIn) -> None:
        self.username, self.signed_in, self.state = username.strip(), signed_in, signed_in.state
        self.remote = self._school.with_token(signed_in.token)
        self.keep()

    def keep(self) -> None:
        """Remember where we are."""
        token, device = (self.signed_in.token, self.signed_in.device) if self.signed_in else ("", "")
        self._remember(Progress(self._school.address, self.username, token, device))

    def forget_session(self) -> None:
        if self.signed_in is not None and self.remote is not None:
            self.remote = self.remote.with_token("")
        self.signed_in = self.state = None
        self._remember(None)

    def give_up(self) -> None:
        """Sign out at the school and forget it here: the person does not agree, or stops."""
        if self.signed_in is not None:
            self._school.sign_out()
        self.forget_session()

    # ---- The steps ---------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        self.state = self._school.state()

    def agreement(self) -> Agreement:
        return self._school.agreement()

    def accept(self, version: str) -> None:
        self.state = self._school.accept_agreement(version)

    def password_rules(self) -> PasswordRules:
        return self._school.password_rules()

    def set_password(self, password: str) -> None:
        self.state = self._school.set_password(SetPassword(password))

    def devices(self) -> list[Device]:
        return self._school.devices().devices

    def review_devices(self, remove: list[str]) -> None:
        self.state = self._school.review_devices(ReviewDevices(remove))

    def details(self) -> Details:
        return self._school.details()

    def set_details(self, details: Details) -> None:
        self.state = self._school.set_details(details)

    def details_correct(self, *, correct: bool) -> None:
        self.state = self._school.details_correct(correct)

    def send_mail_again(self) -> None:
        self.state = self._school.send_email_confirmation()

    def confirm_email(self, code: str) -> None:
        self.state = self._school.confirm_email(code)

    def outcome(self, notify: tuple[bool, bool], *, another: bool) -> Outcome:
        """Ends the way in: the account now belongs to the household."""
        if self.school is None or self.signed_in is None or self.state is None:
            raise LookupError("nobody has signed in yet")
        signed_in = msgspec.structs.replace(self.signed_in, state=self.state)
        return Outcome(self._school.address, self.school, signed_in, notify, another)
