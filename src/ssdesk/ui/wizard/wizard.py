"""The wizard's frame: the steps with what was decided at the left, one page at the right, *Back* and *Next* below."""

from __future__ import annotations

from html import escape
from typing import Protocol

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.protocol.school import Help
from ssdesk.ui import tasks, texts, theme
from ssdesk.ui.widgets import Button, Label, Rule, ScrollPage, Sheet, Step, StepList, column, row
from ssdesk.ui.wizard.activation import PAGES, Activation, Progress
from ssdesk.ui.wizard.consent import AgreementPage, PasswordPage
from ssdesk.ui.wizard.details import CheckPage, DetailsPage, DevicesPage
from ssdesk.ui.wizard.entry import ForgottenPage, SchoolPage, SignInPage
from ssdesk.ui.wizard.finish import ConfirmEmailPage, FinishPage
from ssdesk.ui.wizard.page import Page
from ssdesk.ui.wizard.saved import BarredPage, PassphrasePage, SavedPage

_STEP_OF = {"agreement": 2, "password": 3, "devices": 4, "details": 5, "check": 6, "email": 7, "finish": 8}


class Vault(Protocol):
    """Where the keys of this computer lie. Both calls may block."""

    def needs_passphrase(self, *, shared: bool) -> bool:
        """True when keys cannot be kept yet: a shared computer, or no safe keyring, and no passphrase so far."""

    def set_passphrase(self, passphrase: str) -> None:
        """Keep the keys under this passphrase from now on."""


class Wizard(QWidget):
    """Walks one account all the way in. `done` (Outcome) at its end; `cancelled` where something is to go back to."""

    done = Signal(object)
    cancelled = Signal()
    shared_computer = Signal(bool)

    def __init__(
        self,
        activation: Activation,
        vault: Vault,
        *,
        known: tuple[str, ...] = (),
        shared: bool = False,
        cancellable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.activation, self._vault = activation, vault
        self._shared, self._cancellable = shared, cancellable
        self._build_frame()
        self._build_pages(known)
        self._page: Page = self._pages["school"]
        self._name = ""
        self.go_to(activation.page)

    # ---- Building ----------------------------------------------------------------------------------------------------
    def _build_frame(self) -> None:
        sheet = Sheet(self)
        column(self).addWidget(sheet)
        side = QWidget(sheet.inner)
        left = column(side, (24, 24, 24, 24), 16)
        left.addWidget(Label(self.tr("Activate your account"), "heading", side))
        self._steps = StepList(side)
        left.addWidget(self._steps)
        left.addStretch(1)
        left.addWidget(Rule(side))
        self._help = Label("", "small", side, wrap=True, rich=True)
        self._help.linkActivated.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        self._help.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        left.addWidget(self._help)
        right = column(margins=(40, 32, 40, 32), gap=16)
        scroll = ScrollPage(sheet.inner, margins=(0, 0, 4, 0))
        self._stack = QStackedWidget(scroll)
        scroll.body.addWidget(self._stack, 1)
        right.addWidget(scroll, 1)
        right.addLayout(self._build_foot())
        sheet.body.addWidget(side)
        sheet.body.addLayout(right, 1)
        theme.fix(side, width=280)

    def _build_foot(self) -> QVBoxLayout:
        self.back = Button(self.tr("Back"), "secondary", self)
        self.back.clicked.connect(self._go_back)
        self.next = Button(self.tr("Next"), "primary", self)
        self.next.clicked.connect(self._go_next)
        self._note = Label("", "muted", self, wrap=True)
        foot = row(gap=18)
        foot.addWidget(self.back)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.next)
        whole = column()
        whole.addLayout(foot)
        return whole

    def _build_pages(self, known: tuple[str, ...]) -> None:
        activation = self.activation
        sign_in = SignInPage(activation, shared=self._shared)
        sign_in.shared_computer.connect(self._set_shared)
        details = DetailsPage(activation)
        self._school_page, self._saved_page = SchoolPage(activation, known), SavedPage(activation)
        finish = FinishPage(activation)
        finish.done.connect(self.done)
        self._pages: dict[str, Page] = {
            "school": self._school_page,
            "sign_in": sign_in,
            "forgotten": ForgottenPage(activation),
            "passphrase": PassphrasePage(activation, self._vault.set_passphrase),
            "agreement": AgreementPage(activation),
            "password": PasswordPage(activation),
            "devices": DevicesPage(activation),
            "details": details,
            "check": CheckPage(activation, details),
            "email": ConfirmEmailPage(activation),
            "finish": finish,
            "saved": self._saved_page,
            "barred": BarredPage(activation),
        }
        for page in self._pages.values():
            page.changed.connect(self._update_foot)
            page.went_on.connect(self._step_done)
            page.turned.connect(self.go_to)
            self._stack.addWidget(page)

    def show_error(self, error: SsdeskError) -> None:
        """Say on the page in sight what went wrong after its last step."""
        self._page.show_error(error)

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def resume(self, progress: Progress) -> None:
        """Go on where the last run stopped; what fails is said on the page of the school's address."""
        self._school_page.address.set_text(progress.address)

        def ended(_: object) -> None:
            self.go_to(self.activation.page)

        def failed(error: SsdeskError) -> None:
            self.go_to(self.activation.page)
            self._page.show_error(error)

        tasks.run(self, lambda: self.activation.resume(progress), ended, failed)

    def go_to(self, name: str) -> None:
        """Show the page of that name; the name of a state that bars the account shows why."""
        self._page.leave()
        self._name = name if name in self._pages else "barred"
        self._page = self._pages[self._name]
        self._page.show_error(None)
        self._stack.setCurrentWidget(self._page)
        self._page.enter()
        self._update_side()
        self._update_foot()

    def _step_done(self) -> None:
        if self._name in ("sign_in", "forgotten"):
            shared = self._shared
            self._page.ask(lambda: self._vault.needs_passphrase(shared=shared), self._after_sign_in)
        else:
            self.go_to(self.activation.page)

    def _after_sign_in(self, needs_passphrase: bool) -> None:
        self.go_to("passphrase" if needs_passphrase else self.activation.page)

    def _go_next(self) -> None:
        if self._name == "saved":
            if self._saved + 1 < self._reached():
                self._show_saved(self._saved + 1)
            else:
                self.go_to(self.activation.page)
        elif not self._page.busy and not self._page.why_not():
            self._page.submit()

    def _go_back(self) -> None:
        if self._name == "school":
            self.cancelled.emit()
        elif self._name == "saved":
            self._show_saved(self._saved - 1)
        elif not self._page.busy and not self._page.back():
            self._show_saved(_STEP_OF[self._name] - 1)

    # ---- Steps that are behind us ------------------------------------------------------------------------------------
    _saved = 0

    def _reached(self) -> int:
        return PAGES.index(self.activation.page) if self.activation.page in PAGES else 1

    def _show_saved(self, step: int) -> None:
        self._saved = step
        changeable = PAGES[step] in ("details", "check")
        self._saved_page.show_step(self._titles()[step], self._saved_sentence(step), changeable=changeable)
        self.go_to("saved")

    def _saved_sentence(self, step: int) -> str:
        detail = self._detail(PAGES[step])
        sentences = {
            "password": self.tr("Your password is kept. You can change it in the settings once the account is ready."),
            "agreement": self.tr("You agreed to the user agreement."),
            "devices": self.tr("You have seen which devices have access."),
            "details": self.tr("Your details are kept at the school."),
            "check": self.tr("You said that your details are correct."),
            "sign_in": self.tr("You are signed in."),
            "school": self.tr("This is your school."),
        }
        return f"{sentences.get(PAGES[step], '')} ({detail})" if detail else sentences.get(PAGES[step], "")

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def _set_shared(self, shared: bool) -> None:
        self._shared = shared
        self.shared_computer.emit(shared)

    def _titles(self) -> list[str]:
        return [
            self.tr("School"),
            self.tr("Sign in"),
            self.tr("Agreement"),
            self.tr("Password"),
            self.tr("Devices"),
            self.tr("Your details"),
            self.tr("Check"),
            self.tr("Confirm e-mail"),
            self.tr("Children and notices"),
        ]

    def _detail(self, page: str) -> str:
        """What was decided in a step that is done."""
        activation = self.activation
        if page == "school" and activation.remote is not None:
            return texts.bare_address(activation.remote.address)
        state = activation.state
        if state is None:
            return ""
        if page == "sign_in":
            return activation.username or state.username
        at = state.done.get(page)
        if at is None:
            return self.tr("seen") if page == "devices" else ""
        kept = {
            "agreement": self.tr("accepted at {time}"),
            "devices": self.tr("checked at {time}"),
            "check": self.tr("all correct"),
        }
        return kept.get(page, self.tr("kept at {time}")).format(time=texts.clock_or_day(at))

    def _update_side(self) -> None:
        current = self._saved if self._name == "saved" else PAGES.index(self._name) if self._name in PAGES else 1
        reached = self._reached()
        steps = []
        for number, title in enumerate(self._titles()):
            state = "current" if number == current else "done" if number < reached else "todo"
            detail = self._detail(PAGES[number]) if number < reached or number == 0 else ""
            steps.append(Step(title, detail, state))  # type: ignore[arg-type]
        self._steps.set_steps(steps)
        self._show_help(self.activation.school.help if self.activation.school else None)

    def _show_help(self, contact: Help | None) -> None:
        if contact is None:
            self._help.setText(escape(self.tr("Help stands in the letter from your school.")))
            return
        lines = [self.tr("Need help? {name}").format(name=contact.name), contact.phone, contact.email]
        text = "<br>".join(escape(line) for line in lines if line)
        for manual in contact.manuals:
            text += f"<br><a href='{escape(manual.url, quote=True)}'>{escape(manual.title)}</a>"
        self._help.setText(text)

    def _update_foot(self) -> None:
        page = self._page
        self.next.setText(self.tr("One moment…") if page.busy else page.next_text())
        why_not = page.why_not() if self._name != "saved" else ""
        self.next.setEnabled(not page.busy and not why_not)
        self.next.setToolTip(why_not)
        self.next.setAccessibleDescription(why_not)
        self._note.setText(page.note())
        self.back.setText(self.tr("Cancel") if self._name == "school" else page.back_text())
        can_back = self._cancellable if self._name == "school" else page.can_go_back()
        if self._name == "saved":
            can_back = self._saved > 0
        self.back.setVisible(can_back)
