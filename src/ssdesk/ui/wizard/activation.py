"""Where one person stands on the way in. Everything that asks the school blocks: call it in a task, never on the thread
that paints."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from ssdesk.errors import NoConnection, SignInRefused
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
from ssdesk.sync.problems import Gone, NotActive
from ssdesk.sync.remote import Remote, find_school
from ssdesk.ui import texts

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


class Outcome(msgspec.Struct, frozen=True):
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
        self._broken_off: Progress | None = None
        self._ahead_ms = 0

    @property
    def page(self) -> str:
        """The page that the state asks for; for a suspended, excluded or closed account that word."""
        if self.remote is None:
            return "school"
        if self.state is None:
            return "sign_in"
        return _PAGE_OF_STEP.get(self.state.step, self.state.step)

    @property
    def school_now(self) -> int:
        """The school's clock as far as we know it, in milliseconds since 1970."""
        return _here_now() + self._ahead_ms

    @property
    def _school(self) -> Remote:
        if self.remote is None:
            raise LookupError("no school has been chosen yet")
        return self.remote

    # ---- Before there is a session -----------------------------------------------------------------------------------
    def choose_school(self, text: str) -> None:
        """An activation that was broken off at this school goes on, if it could not before."""
        remote, school = self._find(text)
        broken_off = self._broken_off
        if broken_off is not None and broken_off.address == remote.address:
            self._go_on(broken_off, remote, school)
            return
        self.forget_session()
        self._meet(remote, school)

    def leave_school(self) -> None:
        self.forget_session()
        self.close()
        self.remote = self.school = None
        self.username = ""

    def resume(self, progress: Progress) -> None:
        """Go on where the last run stopped. SignInRefused: the session has ended meanwhile, the school is chosen.
        NoConnection: choosing the same school tries it again."""
        self._broken_off = progress
        self._go_on(progress, *self._find(progress.address))

    def _go_on(self, progress: Progress, remote: Remote, school: SchoolInfo) -> None:
        if not progress.token:
            self._meet(remote, school)
            self.username, self._broken_off = progress.username, None
            return
        session = remote.with_token(progress.token)
        remote.close()
        try:
            state = session.state()
        except SignInRefused:
            self._meet(session.with_token(""), school)
            self.username = progress.username
            self.forget_session()
            raise
        self._meet(session, school)
        self.username, self.state, self._broken_off = progress.username, state, None
        self.signed_in = SignedIn(progress.token, progress.device, state)

    def sign_in(self, username: str, password: str, email: str = "") -> None:
        asked = SignIn(username.strip(), password, self.device_name, self.platform, email.strip())
        self._begin(username, lambda: self._school.sign_in(asked))

    def ask_reset(self, username: str, email: str = "") -> None:
        self._school.ask_reset(AskReset(username.strip(), email.strip()))

    def complete_reset(self, username: str, code: str, password: str, email: str = "") -> None:
        reset = CompleteReset(username.strip(), code.strip(), password, self.device_name, self.platform, email.strip())
        self._begin(username, lambda: self._school.complete_reset(reset))

    def _begin(self, username: str, sign_in: Callable[[], SignedIn]) -> None:
        """An account that may not even sign in is told why (NotActive), and has no session. To be kept by `keep`, once
        it is known where."""
        try:
            signed_in = sign_in()
        except NotActive as error:
            self.username, self.state = username.strip(), error.state
            raise
        self.username, self.signed_in, self.state = username.strip(), signed_in, signed_in.state
        before, self.remote = self._school, self._school.with_token(signed_in.token)
        before.close()

    def _meet(self, remote: Remote, school: SchoolInfo) -> None:
        self.close()
        self.remote, self.school = remote, school
        self._ahead_ms = school.now - _here_now() if school.now else 0

    def keep(self) -> None:
        """Remember where we are."""
        token, device = (self.signed_in.token, self.signed_in.device) if self.signed_in else ("", "")
        self._remember(Progress(self._school.address, self.username, token, device))

    def forget_session(self) -> None:
        """The school stays chosen; there is nothing to go on with any more."""
        if self.signed_in is not None and self.remote is not None:
            before, self.remote = self.remote, self.remote.with_token("")
            before.close()
        self.signed_in = self.state = self._broken_off = None
        self._remember(None)

    def give_up(self) -> None:
        """Sign out at the school, if it can be reached, and forget it here: the person does not agree, or stops."""
        if self.signed_in is not None:
            with suppress(NoConnection, SignInRefused):
                self._school.sign_out()
        self.forget_session()

    def close(self) -> None:
        """Hang up: whatever is being asked ends with NoConnection."""
        if self.remote is not None:
            self.remote.close()

    # ---- The steps ---------------------------------------------------------------------------------------------------
    def take(self, error: NotActive | SignInRefused) -> None:
        """What a refusal of the session says about where the account stands."""
        if isinstance(error, NotActive):
            self.state = error.state
            return
        barred = None
        if isinstance(error, Gone) and self.state is not None:
            step, reason = (str(error.values.get(name) or "") for name in ("state", "reason"))
            barred = replace(self.state, step=step, reason=reason, until=None) if step else None
        self.forget_session()
        self.state = barred

    def look(self) -> SessionState:
        """Where the account stands at the school now; nothing here changes by it."""
        return self._school.state()

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
        signed_in = replace(self.signed_in, state=self.state)
        return Outcome(self._school.address, self.school, signed_in, notify, another)


def _here_now() -> int:
    return round(texts.now().timestamp() * 1000)
