"""The own password, the devices that have access, and what to do when somebody else used the account (A7, A9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Home, Household
from ssdesk.protocol.session import Device, Devices, PasswordRules, ReviewDevices, SetPassword
from ssdesk.rules import passwords
from ssdesk.sync.remote import Remote
from ssdesk.ui import tasks, texts
from ssdesk.ui.settings.section import Choice, Section
from ssdesk.ui.widgets import Button, Card, CheckBox, FlowLayout, Label, TextField, column, row

T = TypeVar("T")


class SecuritySection(Section):
    """All of it asks the school and needs the connection, but for the lock. `lock_asked`."""

    lock_asked = Signal()

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._household, self._account = household, ""
        self._rules: PasswordRules | None = None
        self._which = self.add(Card(self.tr("Which account"), self))
        self.choice = Choice[str](self.tr("Which account"), [], self._which)
        self.choice.picked.connect(self._pick)
        self._which.body.addWidget(self.choice)
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
            field.submitted.connect(self.change.click)
        self._judge()

    def _build_devices(self) -> None:
        self._devices = self.add(Card(self.tr("Devices and linked applications"), self))
        self._no_devices = Label("", "muted", self._devices, wrap=True)
        self._devices.body.addWidget(self._no_devices)
        self.removes: dict[str, Button] = {}
        self._device_rows: list[QWidget] = []

    def _build_misuse(self) -> None:
        card = self.add(Card(self.tr("Somebody else used your account?"), self))
        told = self.tr("Change your password, sign out everywhere else, and tell the school.")
        card.body.addWidget(Label(told, "muted", card, wrap=True))
        self.words = TextField(self.tr("What did you notice? (not required)"), card)
        card.body.addWidget(self.words)
        box = QWidget(card)
        flow = FlowLayout(box, gap=8)
        self.elsewhere = Button(self.tr("Sign out everywhere else"), "secondary", box)
        self.elsewhere.clicked.connect(self._sign_out_elsewhere)
        self.report = Button(self.tr("Tell the school"), "secondary", box)
        self.report.clicked.connect(self._report)
        flow.addWidget(self.elsewhere)
        flow.addWidget(self.report)
        card.body.addWidget(box)

    # ---- Which account -----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        super().enter()
        homes = [home for home in self._household.homes if home.is_open]
        self.choice.offer([(home.name, _named(home)) for home in homes])
        self._which.setVisible(len(homes) > 1)
        known = [home.name for home in homes]
        self._pick(self._account if self._account in known else known[0] if known else "")

    def _pick(self, account: str) -> None:
        """What is asked of another account, and its answers, are not of this one."""
        self.say()
        self._account, self._rules = account, None
        self.choice.show_value(account)
        for field in (self.current, self.first, self.again, self.words):
            field.set_text("")
        self.keep.setChecked(False)
        self._show_devices([], self.tr("One moment…"))
        for button in (self.elsewhere, self.report):
            button.setEnabled(bool(account))
        if account:
            self._ask(lambda remote: (remote.devices(), remote.password_rules()), self._show_state, self._not_asked)

    def _ask(
        self,
        call: Callable[[Remote], T],
        done: Callable[[T], None],
        failed: Callable[[SsdeskError], None] | None = None,
    ) -> None:
        """Ask the school of the chosen account; an answer for another account is dropped."""
        account = self._account
        self.say()

        def ended(result: T) -> None:
            if account == self._account:
                done(result)

        def refused(error: SsdeskError) -> None:
            if account == self._account:
                (failed or self._say_error)(error)

        tasks.run(self, lambda: call(self._household.remote(account)), ended, refused)

    def _say_error(self, error: SsdeskError) -> None:
        self.say(bad=texts.told(error, retried=False))

    def _not_asked(self, error: SsdeskError) -> None:
        """That the school is away is said in the place of what it should have told."""
        if not isinstance(error, NoConnection):
            self._say_error(error)
        self._show_devices([], self.tr("The school can be asked for them when there is a connection."))

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
        self.change.setEnabled(False)

        def change(remote: Remote) -> Devices:
            remote.set_password(new)
            return remote.devices()

        def done(devices: Devices) -> None:
            for field in (self.current, self.first, self.again):
                field.set_text("")
            kept = self.tr("Your password has been changed.")
            others = self.tr("Your password has been changed. Your other devices are signed out.")
            self.say(good=kept if new.keep_devices else others)
            self._show_devices(devices.devices)

        def failed(error: SsdeskError) -> None:
            self._judge()
            field = {"wrong_password": self.current}.get(error.code)
            if field is None and error.code.startswith("password-"):
                field = self.first
            if field is None:
                self._say_error(error)
                return
            field.set_error(texts.told(error))
            field.setFocus()
            field.edit.selectAll()

        self._ask(change, done, failed)

    # ---- Devices -----------------------------------------------------------------------------------------------------
    def _show_devices(self, devices: list[Device], instead: str = "") -> None:
        """`instead`: why there is nothing to show."""
        for widget in self._device_rows:
            self._devices.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._device_rows, self.removes = [], {}
        self._no_devices.setText(instead)
        self._no_devices.setVisible(bool(instead))
        for device in devices:
            line = QWidget(self._devices)
            parts, words = row(line, gap=8), column()
            name = self.tr("{name} (this device)").format(name=device.name) if device.current else device.name
            words.addWidget(Label(name, "strong", line, wrap=True))
            seen = self.tr("last used {when}").format(when=texts.moment(device.last_seen))
            detail = ", ".join(part for part in (device.platform, seen) if part)
            words.addWidget(Label(detail, "muted", line, wrap=True))
            parts.addLayout(words, 1)
            if not device.current:
                remove = Button(self.tr("Remove"), "secondary", line, size="small")
                remove.setAccessibleName(self.tr("Remove {name}").format(name=device.name))
                remove.clicked.connect(lambda _=False, gone=device: self._remove(gone))
                parts.addWidget(remove)
                self.removes[device.id] = remove
            self._devices.body.addWidget(line)
            self._device_rows.append(line)

    def _remove(self, device: Device) -> None:
        done = self.tr("{name} no longer has access.").format(name=device.name)
        self._review(ReviewDevices([device.id]), done)

    def _review(self, review: ReviewDevices, said: str) -> None:
        def call(remote: Remote) -> Devices:
            remote.review_devices(review)
            return remote.devices()

        def done(devices: Devices) -> None:
            self._show_devices(devices.devices)
            self.say(good=said)

        self._ask(call, done)

    def _sign_out_elsewhere(self) -> None:
        self._review(ReviewDevices(all_others=True), self.tr("Only this device still has access."))

    def _report(self) -> None:
        words = self.words.text().strip()

        def done(_: object) -> None:
            self.words.set_text("")
            self.say(good=self.tr("The school has been told. It will contact you."))

        self._ask(lambda remote: remote.report_misuse(words), done)


def _named(home: Home) -> str:
    return f"{home.child}, {home.school}" if home.child else home.school
