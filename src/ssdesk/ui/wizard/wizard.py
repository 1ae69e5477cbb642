"""The wizard's frame: the steps with what was decided at the left, one page at the right, *Back* and *Next* below."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssdesk.errors import SignInRefused, SsdeskError
from ssdesk.sync.problems import Gone
from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Label, ScrollPage, Sheet, column, row
from ssdesk.ui.wizard.activation import PAGES, Activation, Progress
from ssdesk.ui.wizard.agreement import AgreementPage
from ssdesk.ui.wizard.details import CheckPage, DetailsPage, DevicesPage
from ssdesk.ui.wizard.entry import SchoolPage, SignInPage
from ssdesk.ui.wizard.finish import ConfirmEmailPage, FinishPage
from ssdesk.ui.wizard.forgotten import ForgottenPage
from ssdesk.ui.wizard.page import Page
from ssdesk.ui.wizard.password import PasswordPage
from ssdesk.ui.wizard.saved import BarredPage, PassphrasePage, SavedPage
from ssdesk.ui.wizard.side import Contact, Steps

_MARGINS, _NARROW_MARGINS = (40, 32, 40, 34), (20, 16, 20, 12)


class Vault(Protocol):
    """Where the keys of this computer lie. Both calls may block."""

    def needs_passphrase(self, *, shared: bool) -> bool:
        """True when keys cannot be kept yet: a shared computer, or no safe keyring, and no passphrase so far."""

    def set_passphrase(self, passphrase: str) -> None:
        """Keep the keys under this passphrase from now on."""


class Wizard(QWidget):
    """Walks one account all the way in. `done` (Outcome) at its end; `cancelled` where something is to go back to:
    what was reached stays kept."""

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
        self._saved = 0
        self._token = ""
        self._build_frame()
        self._build_pages(known)
        self._name = "school"
        self.go_to(activation.page)

    # ---- Building ----------------------------------------------------------------------------------------------------
    def _build_frame(self) -> None:
        sheet = Sheet(self)
        column(self).addWidget(sheet)
        self.contact = Contact(sheet.inner)
        self.contact.later_asked.connect(self.cancelled)
        self.steps = Steps(self.activation, self.contact, sheet.inner)
        self._right = column(margins=_MARGINS, gap=16)
        self._scroll = ScrollPage(sheet.inner, margins=(0, 0, 0, 0))
        self._right.addWidget(self._scroll, 1)
        self._right.addLayout(self._build_foot())
        sheet.body.addWidget(self.steps)
        sheet.body.addLayout(self._right, 1)
        sheet.narrowed.connect(self._arrange)
        self._arrange(sheet.narrow)

    def _build_foot(self) -> QHBoxLayout:
        self.back = Button(self.tr("Back"), "secondary", self)
        self.back.clicked.connect(self._go_back)
        self.next = Button(self.tr("Next"), "primary", self)
        self.next.clicked.connect(self._go_next)
        self._note = Label("", "muted", self, wrap=True)
        foot = row(gap=18)
        foot.addWidget(self.back)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.next)
        return foot

    def _arrange(self, narrow: bool) -> None:
        """A narrow window has no room for words at the side; the help contact stays, below the page."""
        self.steps.set_compact(narrow)
        self.contact.set_compact(narrow)
        theme.space(self._right, _NARROW_MARGINS if narrow else _MARGINS, 8 if narrow else 16)
        if narrow:
            self._right.addWidget(self.contact)
        else:
            self.steps.take_contact(self.contact)

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
            page.hide()
            page.changed.connect(self._update_foot)
            page.went_on.connect(self._step_done)
            page.turned.connect(self.go_to)
            page.lost.connect(self._session_lost)
            page.pointed.connect(self._bring_into_sight)
            self._scroll.body.addWidget(page, 1)

    @property
    def has_begun(self) -> bool:
        """The person has typed something, or is past the first page."""
        return self._name != "school" or self.page.busy or bool(self._school_page.address.text())

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self._pages[self._name]

    def show_error(self, error: SsdeskError) -> None:
        """Say on the page in sight what went wrong after its last step."""
        self.page.show_error(error)
        self._scroll.verticalScrollBar().setValue(0)

    def _bring_into_sight(self, field: QWidget) -> None:
        """Once the error below the field has its place."""
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 0))

    # ---- Moving ------------------------------------------------------------------------------------------------------
    def resume(self, progress: Progress) -> None:
        """Go on where the last run stopped; what fails is said, and *Next* tries it again."""
        self._school_page.address.set_text(progress.address)
        self._school_page.ask(
            lambda: self.activation.resume(progress), lambda _: self.go_to(self.activation.page), self._not_resumed
        )

    def _not_resumed(self, error: SsdeskError) -> None:
        self.go_to(self.activation.page)
        self.show_error(error)

    def go_to(self, name: str) -> None:
        """Show the page of that name; the name of a state that bars the account shows why."""
        self.page.leave()
        self.page.hide()
        self._forget_other_session()
        self._name = name if name in self._pages else "barred"
        page = self.page
        page.show_error(None)
        page.show()
        self._scroll.verticalScrollBar().setValue(0)
        page.enter()
        self._update_side()
        self._update_foot()

    def _forget_other_session(self) -> None:
        signed_in = self.activation.signed_in
        token = signed_in.token if signed_in is not None else ""
        if token != self._token:
            self._token = token
            for page in self._pages.values():
                page.forget()

    def _session_lost(self, error: SsdeskError) -> None:
        """The account stands elsewhere than we thought; that the session itself has ended is said there."""
        self.go_to(self.activation.page)
        if isinstance(error, SignInRefused) and not isinstance(error, Gone):
            self.show_error(error)

    def _step_done(self) -> None:
        if self._name in ("sign_in", "forgotten"):
            shared = self._shared
            self.page.ask(lambda: self._keys_can_be_kept(shared=shared), self._after_sign_in, self.show_error)
        else:
            self.go_to(self.activation.page)

    def _keys_can_be_kept(self, *, shared: bool) -> bool:
        needs_passphrase = self._vault.needs_passphrase(shared=shared)
        if not needs_passphrase:
            self.activation.keep()
        return not needs_passphrase

    def _after_sign_in(self, kept: bool) -> None:
        self.go_to(self.activation.page if kept else "passphrase")

    def _go_next(self) -> None:
        if self.page.busy:
            return
        if self.page.waits_to_load:
            self.page.try_again()
        elif self._name == "saved":
            if self._saved + 1 < self._reached():
                self._show_saved(self._saved + 1)
            else:
                self.go_to(self.activation.page)
        elif not self.page.why_not():
            self.page.submit()

    def _go_back(self) -> None:
        if self._name == "school":
            self.cancelled.emit()
        elif self._name == "saved":
            self._show_saved(self._saved - 1)
        elif not self.page.busy and not self.page.back():
            self._show_saved(PAGES.index(self._name) - 1)

    def _reached(self) -> int:
        return PAGES.index(self.activation.page) if self.activation.page in PAGES else 1

    def _show_saved(self, step: int) -> None:
        """A step that is behind us, to be read."""
        self._saved = step
        changeable = PAGES[step] in ("details", "check")
        self._saved_page.show_step(self.steps.title(step), self.steps.sentence(step), changeable=changeable)
        self.go_to("saved")

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def _set_shared(self, shared: bool) -> None:
        self._shared = shared
        self.shared_computer.emit(shared)

    def _update_side(self) -> None:
        current = self._saved if self._name == "saved" else PAGES.index(self._name) if self._name in PAGES else 1
        self.steps.show_steps(current, self._reached())
        self.contact.show_help(self.activation.school.help if self.activation.school else None)
        under_way = self.activation.signed_in is not None and self._name != "finish"
        self.contact.later.setVisible(self._cancellable and under_way)

    def _update_foot(self) -> None:
        page = self.page
        why_not = "" if page.waits_to_load else page.why_not()
        text = self.tr("Try again") if page.waits_to_load else page.next_text()
        self.next.setText(self.tr("One moment…") if page.busy else text)
        self.next.setVisible(page.can_go_on())
        self.next.setEnabled(not page.busy and not why_not)
        self.next.setToolTip(why_not)
        self.next.setAccessibleDescription(why_not)
        self._note.setText(page.note())
        self.back.setText(page.back_text())
        self.back.setEnabled(not page.busy)
        self.back.setVisible(self._can_go_back())

    def _can_go_back(self) -> bool:
        if self._name == "school":
            return self._cancellable
        if self._name == "saved":
            return self._saved > 0
        return self.page.can_go_back()
