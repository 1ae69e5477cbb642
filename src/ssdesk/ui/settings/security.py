"""The own password, the devices that have access, and what to do when somebody else used the account (A7, A9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.protocol.session import Device, Devices, PasswordRules, ReviewDevices, SetPassword
from ssdesk.rules import passwords
from ssdesk.sync.remote import Remote
from ssdesk.ui import tasks, texts
from ssdesk.ui.settings.section import Choice, Section
from ssdesk.ui.widgets import Button, Card, CheckBox, Label, TextField, row

T = TypeVar("T")


class SecuritySection(Section):
    """All of it asks the school and needs the connection, but for the lock. `lock_asked`."""

    lock_asked = Signal()

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household, self._account = household, ""
        self._rules: PasswordRules | None = None
        self._choice: Choice[str] | None = None
        self._which = self.add(Card(self.tr("Which account"), self))
        self._build_password()
        self._build_devices()
        self._build_misuse()
        locking = self.add(Card(self.tr("This computer"), self))
        lock = Button(self.tr("Lock now"), "secondary", locking)
        lock.clicked.connect(self.lock_asked)
        locking.body.addWidget(lock, 0, Qt.AlignmentFlag.AlignLeading)
        self.end()

    def _build_password(self) -> None:
        card = self.add(Card(self.tr("Change your password"), self))
        self.current = TextField(self.tr("Present password"), card, password=True)
        self.first = TextField(self.tr("New password or passphrase"), card, password=True)
        self.again = TextField(self.tr("Repeat it"), card, password=True)
        self.keep = CheckBox(self.tr("Keep my other devices signed in"), card)
        self.change = Button(self.tr("Change password"), "secondary", card)
        self.change.clicked.connect(self._change_password)
        for part in (self.current, self.first, self.again, self.keep):
            card.body.addWidget(part)
        card.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        for field in (self.current, self.first, self.again):
            field.text_changed.connect(lambda _: self._judge())
        self._judge()

    def _build_devices(self) -> None:
        self._devices = self.add(Card(self.tr("Devices and linked applications"), self))
        self._device_list = QWidget(self._devices)
        self._devices.body.addWidget(self._device_list)
        self._device_rows: list[QWidget] = []

    def _build_misuse(self) -> None:
        card = self.add(Card(self.tr("Somebody else used your account?"), self))
        told = self.tr("Change your password, sign out everywhere else, and tell the school.")
        card.body.addWidget(Label(told, "muted", card, wrap=True))
        buttons = row(gap=8)
        everywhere = Button(self.tr("Sign out everywhere else"), "secondary", card)
        everywhere.clicked.connect(self._sign_out_elsewhere)
        report = Button(self.tr("Tell the school"), "secondary", card)
        report.clicked.connect(self._report)
        buttons.addWidget(everywhere)
        buttons.addWidget(report)
        buttons.addStretch(1)
        card.body.addLayout(buttons)

    # ---- Which account -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        super().enter()
        homes = [home for home in self._household.homes if home.is_open]
        if self._choice is not None:
            self._which.body.removeWidget(self._choice)
            self._choice.deleteLater()
        self._choice = Choice(self.tr("Which account"), [(home.name, _named(home)) for home in homes], self._which)
        self._choice.picked.connect(self._pick)
        self._which.body.addWidget(self._choice)
        if homes:
            known = {home.name for home in homes}
            self._pick(self._account if self._account in known else homes[0].name)

    def _pick(self, account: str) -> None:
        self._account, self._rules = account, None
        if self._choice is not None:
            self._choice.show_value(account)
        for field in (self.current, self.first, self.again):
            field.set_text("")
        self._ask(lambda remote: (remote.devices(), remote.password_rules()), self._show_state)

    def _ask(self, call: Callable[[Remote], T], done: Callable[[T], None]) -> None:
        """Ask the school of the chosen account; an answer for another account is dropped."""
        account, remote = self._account, self._household.remote(self._account)

        def ended(result: T) -> None:
            if account == self._account:
                done(result)

        def failed(error: SsdeskError) -> None:
            if account == self._account:
                self.say(bad=" ".join(texts.error(error)).strip())

        tasks.run(self, lambda: call(remote), ended, failed)

    def _show_state(self, state: tuple[Devices, PasswordRules]) -> None:
        devices, self._rules = state
        self._show_devices(devices.devices)
        self._judge()

    # ---- Password ----------------------------------------------------------------------------------------------------
    def _judge(self) -> None:
        rules, text = self._rules, self.first.text()
        said = ""
        if text and rules is not None:
            policy = passwords.PasswordPolicy(rules.min_length, rules.kinds, rules.passphrase_length, rules.words)
            verdict = passwords.check(text, rules.about, policy)
            if verdict.own_detail:
                said = self.tr("Not allowed: it contains “{detail}”").format(detail=verdict.own_detail)
            elif verdict.is_common:
                said = self.tr("Not allowed: many people use this password")
            elif not verdict.accepted:
                form = self.tr("At least {length} characters of several kinds, or {long} characters in {words} words.")
                said = form.format(length=rules.min_length, long=rules.passphrase_length, words=rules.words)
        self.first.set_hint(said)
        same = bool(text) and text == self.again.text()
        self.change.setEnabled(rules is not None and not said and same and bool(self.current.text()))

    def _change_password(self) -> None:
        new = SetPassword(self.first.text(), self.current.text(), self.keep.isChecked())

        def done(devices: Devices) -> None:
            for field in (self.current, self.first, self.again):
                field.set_text("")
            self.say(good=self.tr("Your password has been changed."))
            self._show_devices(devices.devices)

        def change(remote: Remote) -> Devices:
            remote.set_password(new)
            return remote.devices()

        self._ask(change, done)

    # ---- Devices -----------------------------------------------------------------------------------------------------
    def _show_devices(self, devices: list[Device]) -> None:
        for widget in self._device_rows:
            self._devices.body.removeWidget(widget)
            widget.deleteLater()
        self._device_rows = []
        for device in devices:
            line = QWidget(self._devices)
            parts = row(line, gap=8)
            name = self.tr("{name} (this device)").format(name=device.name) if device.current else device.name
            parts.addWidget(Label(name, "strong", line))
            seen = self.tr("last used {when}").format(when=texts.moment(device.last_seen))
            parts.addWidget(Label(", ".join(part for part in (device.platform, seen) if part), "muted", line), 1)
            if not device.current:
                remove = Button(self.tr("Remove"), "secondary", line, size="small")
                remove.setAccessibleName(self.tr("Remove {name}").format(name=device.name))
                remove.clicked.connect(lambda _=False, gone=device.id: self._review(ReviewDevices([gone])))
                parts.addWidget(remove)
            self._devices.body.addWidget(line)
            self._device_rows.append(line)

    def _review(self, review: ReviewDevices) -> None:
        def call(remote: Remote) -> Devices:
            remote.review_devices(review)
            return remote.devices()

        def done(devices: Devices) -> None:
            self._show_devices(devices.devices)
            self.say(good=self.tr("That device no longer has access."))

        self._ask(call, done)

    def _sign_out_elsewhere(self) -> None:
        self._review(ReviewDevices(all_others=True))

    def _report(self) -> None:
        self._ask(
            lambda remote: remote.report_misuse(""),
            lambda _: self.say(good=self.tr("The school has been told. It will contact you.")),
        )


def _named(home: Home) -> str:
    return f"{home.child}, {home.school}" if home.child else home.school
