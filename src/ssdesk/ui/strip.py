"""The strip below the bar: what is wrong with the line to a school, what still works, and what one can do about it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Summary
from ssdesk.ui import texts
from ssdesk.ui.widgets import Banner

_AWAY = ("unreachable", "hung-up", "timeout", "server-fault")
_KEY_GONE = ("key-lost", "wrong-key")


class _Said(msgspec.Struct, frozen=True):
    """`act`: the name of the signal that the button stands for."""

    lead: str
    text: str = ""
    action: str = ""
    act: str = ""


class Strip(Banner):
    """Hidden while nothing is wrong. Each signal carries the account's name: `tried` ("" for all), `sign_in_asked`,
    `forget_asked` (the school took it from this computer), `reopen_asked` (its local copy does not work)."""

    tried = Signal(str)
    sign_in_asked = Signal(str)
    forget_asked = Signal(str)
    reopen_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("offline", "", parent)
        self._account, self._act = "", ""
        self.acted.connect(self._pressed)
        self.hide()

    def show_state(self, now: Summary, home: Home | None, messages: int) -> None:
        """`home`: whom the state is of, when one account alone is blocked. `messages`: so many wait to be sent."""
        said = None
        if now.state == "offline":
            said = self._offline(now, messages)
        elif now.state == "blocked" and now.error is not None and home is not None:
            said = self._blocked(home, now.error)
        self.setVisible(said is not None)
        if said is not None:
            self._account, self._act = home.name if home is not None and now.state == "blocked" else "", said.act
            self.show_message(said.text.strip(), lead=said.lead, action=said.action)

    def _pressed(self) -> None:
        signals = {
            "try": self.tried,
            "sign in": self.sign_in_asked,
            "forget": self.forget_asked,
            "reopen": self.reopen_asked,
        }
        if self._act in signals:
            signals[self._act].emit(self._account)

    def _offline(self, now: Summary, messages: int) -> _Said:
        at = texts.clock_or_day(now.last_success) if now.last_success is not None else ""
        text = self.tr("Everything from before {time} can be read here.").format(time=at) if at else ""
        if messages == 1:
            text += " " + self.tr("1 message leaves as soon as there is a connection.")
        elif messages:
            text += " " + self.tr("{n} messages leave as soon as there is a connection.").format(n=messages)
        lead = self.tr("You are offline.")
        if now.error is not None and now.error.code not in _AWAY:
            lead, advice = texts.error(now.error)
            text = f"{advice} {text}"
        return _Said(lead, text, self.tr("Try now"), "try")

    def _blocked(self, home: Home, error: SsdeskError) -> _Said:
        title, text = texts.error(error)
        lead = f"{home.school}: {title}" if home.school else title
        if home.state == "left":
            reason = str(error.values.get("reason") or "")
            said = self.tr("The school says: “{reason}”").format(reason=reason) if reason else ""
            return _Said(lead, f"{text} {said}", self.tr("All right"), "forget")
        if home.state == "broken":
            again = _Said(lead, text, self.tr("Sign in again"), "sign in")
            return again if error.code in _KEY_GONE else _Said(lead, text, self.tr("Try again"), "reopen")
        if home.status.state in ("signed_out", "not_active"):
            if error.code == "agreement":
                text = self.tr("The school has a new agreement. Sign in again to read it.")
            return _Said(lead, text, self.tr("Sign in again"), "sign in")
        if home.status.state == "suspended":
            return self._suspended(home)
        if error.code == "replica-damaged":
            return _Said(lead, text, self.tr("Make the copy anew"), "reopen")
        return _Said(lead, text, self.tr("Try now"), "try") if error.retry else _Said(lead, text)

    def _suspended(self, home: Home) -> _Said:
        lead = self.tr("{school} suspended this account for a while.").format(school=home.school)
        until = self.tr("Until {when}.").format(when=texts.full_moment(home.status.until)) if home.status.until else ""
        reason = home.status.reason
        said = self.tr("The school says: “{reason}”").format(reason=reason) if reason else ""
        rest = self.tr("What is on this computer can still be read.")
        return _Said(lead, " ".join(part for part in (until, said, rest) if part))
