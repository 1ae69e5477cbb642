"""The agreement, read to its end, and the own password."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from ssdesk.protocol.session import Agreement, PasswordRules
from ssdesk.rules import passwords
from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Card, Label, PasswordStrength, TextField, Themed, ThinScrollBar, row
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class AgreementText(Themed, QTextBrowser):
    """The agreement. `read` comes once, when its end has been in sight."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreement: Agreement | None = None
        self.setAccessibleName(self.tr("User agreement"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, self))
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.verticalScrollBar().rangeChanged.connect(self._look_for_end)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TEXT))
        self.document().setDocumentMargin(theme.px(18))
        if self._agreement is not None:
            self._fill(self._agreement)

    def show_agreement(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._fill(agreement)

    def _fill(self, agreement: Agreement) -> None:
        parts = []
        for number, section in enumerate(agreement.sections, 1):
            parts.append(f"<p style='margin:0 0 {theme.px(20)}px 0; line-height:160%'>")
            parts.append(
                f"<b>{number}. {escape(section.title)}</b><br>{escape(section.text).replace(chr(10), '<br>')}</p>"
            )
        self.setHtml("".join(parts))
        self._look_for_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_for_end()

    def _look_for_end(self) -> None:
        bar = self.verticalScrollBar()
        if self._agreement is not None and self.isVisible() and bar.value() >= bar.maximum() - 4:
            self.read.emit()


class AgreementPage(Page):
    """*Ja, ik ga akkoord* only after the end has been in sight."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("User agreement"))
        self.text = AgreementText(self)
        self.text.read.connect(self._was_read)
        self._agreement: Agreement | None = None
        self._read = self._declining = False
        frame = Card("", self, margins=(2, 2, 2, 2))
        frame.body.addWidget(self.text)
        self.body.addWidget(frame, 1)
        self._hint = Label(self.tr("Read to the end to go on."), "muted", self)
        printing = Button(self.tr("Print"), "link", self)
        printing.clicked.connect(self._print)
        line = row(gap=8)
        line.addWidget(self._hint)
        line.addWidget(printing)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addSpacing(8)

    def next_text(self) -> str:
        return self.tr("Yes, I agree")

    def back_text(self) -> str:
        return self.tr("Sign out") if self._declining else self.tr("I do not agree")

    def why_not(self) -> str:
        return "" if self._read else self.tr("Read to the end to go on.")

    def enter(self) -> None:
        self._declining = False
        if self._agreement is None:
            self.ask(self.activation.agreement, self._show)
        self.text.setFocus()

    def _show(self, agreement: Agreement) -> None:
        self._agreement = agreement
        school = self.activation.school.name if self.activation.school else ""
        self.intro.setText(self.tr("{school}, version of {date}").format(school=school, date=agreement.version))
        self.text.show_agreement(agreement)

    def _was_read(self) -> None:
        if not self._read:
            self._read = True
            self._hint.setText(self.tr("You have seen the whole agreement."))
            self.changed.emit()

    def back(self) -> bool:
        if not self._declining:
            self._declining = True
            self._hint.setText(
                self.tr("Without agreeing you cannot use the account. The school helps you: see below at the left.")
            )
            self.changed.emit()
            return True
        self.ask(self.activation.give_up, lambda _: self.turned.emit("sign_in"))
        return True

    def submit(self) -> None:
        agreement = self._agreement
        if agreement is not None:
            self.go_on(lambda: self.activation.accept(agreement.version))

    def _print(self) -> None:
        dialog = QPrintDialog(QPrinter(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.text.print_(dialog.printer()))
        QDialog.open(dialog)


class PasswordPage(Page):
    """The own password or passphrase, judged while typing by the school's rules."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Choose a password of your own"))
        self.intro.setText(
            self.tr("You no longer need the code from the letter then. Another parent chooses a password of their own.")
        )
        self.password = TextField(self.tr("New password or passphrase"), self, password=True)
        self.strength = PasswordStrength(self)
        self.again = TextField(self.tr("Repeat it"), self, password=True)
        self.password.text_changed.connect(self._judge)
        self.again.text_changed.connect(lambda _: self.changed.emit())
        self.again.submitted.connect(lambda: None if self.why_not() else self.submit())
        box = Card(self.tr("What counts"), self, ground="background")
        self._criteria = [Label("", "text", box, wrap=True) for _ in range(4)]
        for line in self._criteria:
            box.body.addWidget(line)
        for part in (self.password, self.strength, self.again, box):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._rules: PasswordRules | None = None
        self._verdict: passwords.Verdict | None = None

    def next_text(self) -> str:
        return self.tr("Save and go on")

    def note(self) -> str:
        return self.tr("You may stop here: everything up to step 3 is kept.")

    def why_not(self) -> str:
        if self._verdict is None or not self._verdict.accepted:
            return self.tr("The password does not meet the rules yet.")
        if self.password.text() != self.again.text():
            return self.tr("Type the same password twice.")
        return ""

    def enter(self) -> None:
        if self._rules is None:
            self.ask(self.activation.password_rules, self._take_rules)
        self.password.setFocus()

    def leave(self) -> None:
        self.password.set_text("")
        self.again.set_text("")

    def _take_rules(self, rules: PasswordRules) -> None:
        self._rules = rules
        self._judge(self.password.text())

    def _judge(self, text: str) -> None:
        rules = self._rules
        if rules is None:
            return
        policy = passwords.PasswordPolicy(rules.min_length, rules.kinds, rules.passphrase_length, rules.words)
        verdict = self._verdict = passwords.check(text, rules.about, policy)
        self._tell_strength(verdict)
        phrase = self.tr("passphrase: at least {length} characters, {words} words with a space between them")
        word = self.tr("or password: at least {length} characters, combining letters, capitals, digits, other")
        own = self.tr("no name, birth date or number plate of you or your child")
        self._tell(0, verdict.is_passphrase, phrase.format(length=rules.passphrase_length, words=rules.words))
        self._tell(1, verdict.is_password and not verdict.is_passphrase, word.format(length=rules.min_length))
        self._tell(2, bool(text) and not verdict.own_detail, own)
        self._tell(3, bool(text) and not verdict.is_common, self.tr("not a password that many people use"))
        self.changed.emit()

    def _tell(self, line: int, fulfilled: bool, text: str) -> None:
        label = self._criteria[line]
        label.setText(f"{'✓' if fulfilled else '○'} {text}")
        label.set_tone(None if fulfilled else "muted")
        state = self.tr("met") if fulfilled else self.tr("not met")
        label.setAccessibleName(f"{text}: {state}")

    def _tell_strength(self, verdict: passwords.Verdict) -> None:
        if not verdict.length:
            self.strength.set_strength(0, "")
            return
        if verdict.own_detail:
            words = self.tr("Not allowed: it contains “{detail}”").format(detail=verdict.own_detail)
        elif verdict.is_common:
            words = self.tr("Not allowed: many people use this password")
        else:
            grades = {
                passwords.Strength.WEAK: self.tr("Weak"),
                passwords.Strength.FAIR: self.tr("Fair"),
                passwords.Strength.GOOD: self.tr("Good"),
                passwords.Strength.STRONG: self.tr("Strong"),
            }
            kind = (
                self.tr("{grade}: a passphrase of {words} words and {length} characters")
                if verdict.is_passphrase
                else self.tr("{grade}: {length} characters of {kinds} kinds")
            )
            words = kind.format(
                grade=grades[verdict.strength], words=verdict.words, length=verdict.length, kinds=verdict.kinds
            )
        self.strength.set_strength(int(verdict.strength) if verdict.accepted else 1, words)

    def submit(self) -> None:
        password = self.password.text()
        self.go_on(lambda: self.activation.set_password(password))
