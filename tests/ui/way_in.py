"""The wizard in front of the real school: where tests and pictures of the way in begin."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from ssdesk.errors import SsdeskError
from ssdesk.protocol.school import Help, Manual, SchoolInfo
from ssdesk.protocol.session import Agreement, Section
from ssdesk.server import accounts, codes, schools
from ssdesk.server import tables as t
from ssdesk.sync.remote import Remote, find_school
from ssdesk.ui import texts
from ssdesk.ui.wizard.activation import Activation, Outcome, Progress
from ssdesk.ui.wizard.wizard import Wizard
from tests import school as school_tests
from tests.school import WILG, School, id_of
from tests.server.people import rows
from tests.together.track import Track, _Way

ADDRESS = "dewilg.school.example"
PASSWORD = "groene fietsen dansen zachtjes"
EMAIL = "els.v@voorbeeld.be"
AGREEMENT = Agreement(
    "2026-09-01",
    "Gebruikersovereenkomst",
    [
        Section(
            "Waarvoor u dit gebruikt",
            "Enkel voor schoolzaken. Uw account is persoonlijk: u geeft uw gebruikersnaam en wachtwoord nooit door.",
        ),
        Section(
            "Wat de school bewaart",
            "Uw naam, uw e-mailadres, uw rol en wat u verstuurt. De school bewaart dit zolang uw kind is ingeschreven.",
        ),
        Section(
            "Berichten",
            "Schrijf beleefd. Een bericht dat u opende, geldt als gelezen. De school antwoordt op schooldagen.",
        ),
        Section(
            "Wie de afspraken niet volgt", "kan tijdelijk een deel van de rechten verliezen of uitgesloten worden."
        ),
        Section("Wijzigingen", "De school legt elke nieuwe versie opnieuw aan u voor.\n" * 6),
    ],
)
HELP = Help(
    "Basisschool De Wilg",
    "03 555 01 23",
    "helpdesk@dewilg.example",
    [Manual("Handleiding voor ouders", "https://dewilg.school.example/handleiding")],
)


def dress(school: School, version: str = AGREEMENT.version) -> None:
    """De Wilg as the pictures show it, at an address of its own; whoever agreed before has agreed to this too."""
    agreement = msgspec.structs.replace(AGREEMENT, version=version)
    settings = msgspec.structs.replace(school.app.parts.schools.by_id[WILG].settings, agreement=agreement, help=HELP)
    school.db.run_now(accounts.set_settings, WILG, settings)
    a = t.account.c
    agreed = update(t.account).where(a.school == WILG, a.agreement == school_tests.AGREEMENT.version)
    school.db.run_now(lambda connection: connection.execute(agreed.values(agreement=version)))
    host = update(t.school).where(t.school.c.id == WILG).values(host=ADDRESS)
    school.db.run_now(lambda connection: connection.execute(host))
    school.app.parts.schools.replace(school.db.read_now(schools.read_schools))
    texts.use_clock(school.clock)


def show_delivery(school: School, *, on: bool) -> None:
    """Whether senders of De Wilg see what has come to a device."""
    settings = msgspec.structs.replace(school.app.parts.schools.by_id[WILG].settings, delivery=on)
    school.db.run_now(accounts.set_settings, WILG, settings)
    school.app.parts.schools.replace(school.db.read_now(schools.read_schools))


def digits(school: School, name: str) -> str:
    """What stands in the account's last confirmation mail."""
    return codes.six_digits(school.app.parts.identity.key, WILG, id_of(name), _last_mail(school, name))


def link(school: School, name: str) -> str:
    """The path of the link in that mail."""
    return f"/confirm/{codes.link(school.app.parts.identity.key, WILG, id_of(name), _last_mail(school, name))}"


def _last_mail(school: School, name: str) -> str:
    (kept,) = rows(school, t.email_code, account=id_of(name))
    key = school.app.parts.identity.key
    mails = [effect.id for effect in rows(school, t.effect, account=id_of(name), kind="confirm_email")]
    (last,) = [
        mail
        for mail in mails
        if codes.kept(key, "email", WILG, id_of(name), codes.six_digits(key, WILG, id_of(name), mail)) == kept.code
    ]
    return str(last)


@dataclass
class Vault:
    """A keyring that is safe, unless told otherwise."""

    needs: bool = False
    trouble: SsdeskError | None = None
    passphrase: str = ""
    asked: list[bool] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def needs_passphrase(self, *, shared: bool) -> bool:
        self.asked.append(shared)
        self.threads.add(threading.current_thread().name)
        if self.trouble is not None:
            raise self.trouble
        return (self.needs or shared) and not self.passphrase

    def set_passphrase(self, passphrase: str) -> None:
        self.passphrase = passphrase


class Walk:
    """Somebody in front of a wizard."""

    def __init__(self, qtbot: QtBot, wizard: Wizard) -> None:
        self.qtbot, self.wizard = qtbot, wizard

    # ---- What is seen ------------------------------------------------------------------------------------------------
    @property
    def name(self) -> str:
        """Of the page in sight."""
        return self.wizard._name

    @property
    def page(self) -> Any:
        return self.wizard.page

    @property
    def title(self) -> str:
        return self.page.title.text()

    def seen(self) -> str:
        """All that can be read in the window."""
        return "\n".join(said(widget) for widget in self.wizard.findChildren(QWidget) if widget.isVisible())

    # ---- What the person does ----------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Until the school has answered and the page is at rest."""
        self.qtbot.waitUntil(lambda: not self.page.busy, timeout=20_000)

    def wait_for(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: self.name == name and not self.page.busy, timeout=20_000)

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def next(self) -> None:
        self.press(self.wizard.next)

    def back(self) -> None:
        self.press(self.wizard.back)

    def type(self, target: Any, text: str) -> None:
        """Into a field, instead of what is there."""
        edit = getattr(target, "edit", target)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    @property
    def focus(self) -> QWidget:
        focused = self.wizard.focusWidget()
        assert focused is not None
        return focused

    def keys(self, text: str) -> None:
        """Typed where the focus is."""
        QTest.keyClicks(self.focus, text)

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def enter(self) -> None:
        self.strike(Qt.Key.Key_Return)

    def tab_to(self, target: QWidget) -> None:
        for _ in range(40):
            if self.focus is target:
                return
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"{said(target)} is not reached with Tab")

    # ---- The steps ---------------------------------------------------------------------------------------------------
    def choose_school(self, text: str = ADDRESS) -> None:
        self.type(self.page.address, text)
        self.next()

    def sign_in(self, password: str, username: str = "noor") -> None:
        self.type(self.page.username, username)
        self.type(self.page.password, password)
        self.next()

    def fill(self, code: str) -> None:
        """What the page in sight asks, all but pressing *Next*."""
        match self.name:
            case "school":
                self.type(self.page.address, ADDRESS)
            case "sign_in":
                self.type(self.page.username, "noor")
                self.type(self.page.password, code)
            case "agreement":
                bar = self.page.text.verticalScrollBar()
                bar.setValue(bar.maximum())
            case "password":
                self.type(self.page.password, PASSWORD)
                self.type(self.page.again, PASSWORD)
            case "details":
                self.type(self.page.email, EMAIL)
                self.page._buttons["mother"].click()

    def typed(self) -> list[str]:
        """What stands in the fields of the page in sight."""
        return [edit.text() for edit in self.page.findChildren(QLineEdit)]

    def walk(self, to: str, code: str) -> None:
        """On to the page `to`, with the code of a letter."""
        while self.name != to:
            before = self.name
            self.fill(code)
            self.next()
            assert self.name != before, self.seen()


class Visit(Walk):
    """One run of the wizard alone. `kept`: the progress as it lies in the keyring."""

    def __init__(
        self, qtbot: QtBot, track: Track, *, vault: Vault | None = None, kept: Progress | None = None, **options: Any
    ) -> None:
        self.track, self.vault, self.kept = track, vault or Vault(), kept
        self.outcomes: list[Outcome] = []
        self.kept_on: set[str] = set()
        self.activation = Activation("Laptop", "Linux", self._keep, self._find)
        super().__init__(qtbot, Wizard(self.activation, self.vault, **options))
        self.wizard.done.connect(self.outcomes.append)
        qtbot.addWidget(self.wizard)
        self.wizard.resize(1280, 800)
        self.wizard.show()
        if kept is not None:
            self.wizard.resume(kept)
            self.settle()

    def _keep(self, progress: Progress | None) -> None:
        self.kept = progress
        self.kept_on.add(threading.current_thread().name)

    def _find(self, text: str) -> tuple[Remote, SchoolInfo]:
        return find_school(text, transport=_Way(self.track))


def said(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""
