"""The own password, judged while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.protocol.session import PasswordRules
from ssdesk.rules import passwords
from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Card, Label, PasswordStrength, TextField, row
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class _Criterion(QWidget):
    """One thing that counts, and whether the password has it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark, self._text = Label("", "text", self), Label("", "text", self, wrap=True)
        theme.fix(self._mark, width=12)
        line = row(self, gap=4)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)

    def tell(self, met: bool, text: str) -> None:
        self._mark.setText("✓" if met else "○")
        self._mark.set_tone("good" if met else "muted")
        self._text.setText(text)
        self._text.set_tone(None if met else "muted")
        self._text.setAccessibleName((self.tr("{what}: met") if met else self.tr("{what}: not met")).format(what=text))


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
        self.password.submitted.connect(self.again.setFocus)
        self.again.text_changed.connect(lambda _: self.changed.emit())
        self.again.submitted.connect(lambda: None if self.why_not() else self.submit())
        box = Card(self.tr("What counts"), self, ground="background", gap=3)
        self._criteria = [_Criterion(box) for _ in range(4)]
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
            self.load(self.activation.password_rules, self._take_rules)
        self.password.setFocus()

    def leave(self) -> None:
        self.password.set_text("")
        self.again.set_text("")

    def forget(self) -> None:
        self._rules = self._verdict = None

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
        self._criteria[0].tell(verdict.is_passphrase, phrase.format(length=rules.passphrase_length, words=rules.words))
        self._criteria[1].tell(verdict.is_password and not verdict.is_passphrase, word.format(length=rules.min_length))
        self._criteria[2].tell(bool(text) and not verdict.own_detail, own)
        self._criteria[3].tell(bool(text) and not verdict.is_common, self.tr("not a password that many people use"))
        self.changed.emit()

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

    def refused(self, error: SsdeskError) -> None:
        if error.code.startswith("password-"):
            self.point_at(self.password, texts.told(error))
        else:
            self.show_error(error)
