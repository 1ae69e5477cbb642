"""The left side of the wizard: the steps with what was decided in them, and who helps."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.school import Help
from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Button, Label, Rule, Sheet, Step, StepList, column
from ssdesk.ui.wizard.activation import PAGES, Activation

WIDTH = 280
_SCHEMES = ("http", "https", "mailto")


class Contact(QWidget):
    """The school's help contact, in sight on every page; above it the way back to what is behind the wizard."""

    later_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.later = Button(self.tr("Go on later, back to my messages"), "link", self)
        self.later.clicked.connect(self.later_asked)
        self.later.hide()
        self._help = Label("", "small", self, wrap=True, rich=True)
        self._help.linkActivated.connect(_open)
        self._shown: Help | None = None
        self._compact = False
        lines = column(self, gap=12)
        lines.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(Rule(self))
        lines.addWidget(self._help)
        self.show_help(None)

    def set_compact(self, compact: bool) -> None:
        """All on one line, where there is no side."""
        self._compact = compact
        self.show_help(self._shown)

    def show_help(self, contact: Help | None) -> None:
        """None: no school has been chosen yet."""
        self._shown = contact
        if contact is None:
            self._say(escape(self.tr("Help stands in the letter from your school.")))
            return
        said = [escape(self.tr("Need help? {name}").format(name=contact.name))]
        said += [escape(part) for part in (contact.phone, contact.email) if part]
        said += [f"<a href='{escape(manual.url, quote=True)}'>{escape(manual.title)}</a>" for manual in contact.manuals]
        self._say((" · " if self._compact else "<br>").join(said))

    def _say(self, text: str) -> None:
        reachable = Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        self._help.setTextInteractionFlags(reachable if "<a " in text else Qt.TextInteractionFlag.NoTextInteraction)
        self._help.setText(text)


def _open(link: str) -> None:
    """A manual is a web page; what else a school may have put there is not opened."""
    url = QUrl(link)
    if url.scheme().lower() in _SCHEMES:
        QDesktopServices.openUrl(url)


class Steps(QWidget):
    """The nine steps below each other; in a narrow window only their discs. `contact` stands below them."""

    def __init__(self, activation: Activation, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activation = activation
        self._heading = Label(self.tr("Activate your account"), "heading", self, wrap=True)
        self.list = StepList(self)
        self._below = column()
        self._lines = column(self, (24, 24, 24, 24), 16)
        self._lines.addWidget(self._heading)
        self._lines.addWidget(self.list)
        self._lines.addStretch(1)
        self._lines.addLayout(self._below)
        self._below.addWidget(contact)
        theme.fix(self, width=WIDTH)

    def set_compact(self, compact: bool) -> None:
        self.list.set_compact(compact)
        self._heading.setHidden(compact)
        theme.space(self._lines, (24, 24, 22, 12) if compact else (24, 24, 24, 24), 16)
        theme.fix(self, width=Sheet.NARROW_SIDE if compact else WIDTH)

    def take_contact(self, contact: Contact) -> None:
        self._below.addWidget(contact)

    def show_steps(self, current: int, reached: int) -> None:
        """Where the person looks, and the first step that is not done."""
        steps = []
        for number, page in enumerate(PAGES):
            detail = self.detail(page) if number < reached or number == 0 else ""
            state = "current" if number == current else "done" if number < reached else "todo"
            steps.append(Step(self.title(number), detail, state))  # type: ignore[arg-type]
        self.list.set_steps(steps)

    def title(self, step: int) -> str:
        titles = (
            self.tr("School"),
            self.tr("Sign in"),
            self.tr("Agreement"),
            self.tr("Password"),
            self.tr("Devices"),
            self.tr("Your details"),
            self.tr("Check"),
            self.tr("Confirm e-mail"),
            self.tr("Children and notices"),
        )
        return titles[step]

    def detail(self, page: str) -> str:
        """What was decided in a step that is done."""
        activation = self._activation
        if page == "school" and activation.remote is not None:
            return texts.bare_address(activation.remote.address)
        state = activation.state
        if state is None:
            return ""
        if page == "sign_in":
            return activation.username or state.username
        at = state.done.get(page)
        if at is None:
            return ""
        kept = {
            "agreement": self.tr("accepted at {time}"),
            "devices": self.tr("checked at {time}"),
            "check": self.tr("all correct"),
        }
        return kept.get(page, self.tr("kept at {time}")).format(time=texts.clock_or_day(at))

    def sentence(self, step: int) -> str:
        """What is said of a step that is behind us."""
        sentences = {
            "password": self.tr("Your password is kept. You can change it in the settings once the account is ready."),
            "agreement": self.tr("You agreed to the user agreement."),
            "devices": self.tr("You have seen which devices have access."),
            "details": self.tr("Your details are kept at the school."),
            "check": self.tr("You said that your details are correct."),
            "sign_in": self.tr("You are signed in."),
            "school": self.tr("This is your school."),
        }
        said, detail = sentences.get(PAGES[step], ""), self.detail(PAGES[step]) if PAGES[step] != "check" else ""
        return f"{said} ({detail})" if detail else said
