"""The agreement, read to its end."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.protocol.session import Agreement
from ssdesk.ui import texts, theme
from ssdesk.ui.widgets import Button, Card, Label, Themed, ThinScrollBar, row
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page

_LINE = 21  # px between lines that are read in full


class AgreementText(Themed, QTextBrowser):
    """The agreement. `read` comes once, when its end has been in sight."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreement: Agreement | None = None
        self._filling = False
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
        self.verticalScrollBar().setValue(0)

    def clear_agreement(self) -> None:
        self._agreement = None
        self.clear()

    def _fill(self, agreement: Agreement) -> None:
        percent = round(100 * theme.px(_LINE) / max(self.fontMetrics().height(), 1))
        parts = []
        for number, section in enumerate(agreement.sections, 1):
            parts.append(f"<p style='margin:0 0 {theme.px(_LINE)}px 0; line-height:{percent}%'>")
            parts.append(
                f"<b>{number}. {escape(section.title)}</b><br>{escape(section.text).replace(chr(10), '<br>')}</p>"
            )
        self._filling = True
        self.setHtml("".join(parts))
        self._filling = False
        self._look_for_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_for_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+End and Ctrl+Home too, which a text without a cursor does not know."""
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            bar.setValue(bar.maximum())
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            bar.setValue(bar.minimum())
        else:
            super().keyPressEvent(event)

    def _look_for_end(self) -> None:
        """By the text and not by the bar, which has no length for a moment while the text is put there."""
        bar = self.verticalScrollBar()
        seen = bar.value() + self.viewport().height()
        at_the_end = bar.value() >= bar.maximum() - 4 and seen >= self.document().size().height() - 4
        if self._agreement is not None and not self._filling and self.isVisible() and at_the_end:
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
        theme.fix(frame, min_height=200)
        self.arrival = Label(texts.who_sees_arrival(), "text", self, wrap=True)
        self.arrival.hide()
        self.body.addWidget(self.arrival)
        self.body.addWidget(frame, 1)
        self._hint = Label("", "muted", self, wrap=True)
        self.printing = Button(self.tr("Print"), "link", self)
        self.printing.clicked.connect(self._print)
        line = row(gap=8)
        line.addWidget(self._hint)
        line.addWidget(self.printing, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addSpacing(8)

    def next_text(self) -> str:
        return self.tr("Yes, I agree")

    def back_text(self) -> str:
        return self.tr("Sign out") if self._declining else self.tr("I do not agree")

    def why_not(self) -> str:
        return "" if self._read else self.tr("Read to the end to go on.")

    def forget(self) -> None:
        self._agreement, self._read = None, False
        self.text.clear_agreement()

    def enter(self) -> None:
        self._declining = False
        self._say()
        if self._agreement is None:
            self.load(self.activation.agreement, self._show)
        self.text.setFocus()

    def _show(self, agreement: Agreement) -> None:
        self._agreement = agreement
        known = self.activation.school
        school = known.name if known is not None else ""
        self.arrival.setVisible(known is not None and known.delivery)
        version = _day(agreement.version)
        self.intro.setText(self.tr("{school}, version of {date}").format(school=school, date=version))
        self.text.show_agreement(agreement)
        self.text.setFocus()

    def _was_read(self) -> None:
        if not self._read:
            self._read = True
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        if self._declining:
            told = self.tr("Without agreeing you cannot use the account. The help contact can tell you more.")
        elif self._read:
            told = self.tr("You have seen the whole agreement.")
        else:
            told = self.tr("Read to the end to go on.")
        self._hint.setText(told)

    def back(self) -> bool:
        if not self._declining:
            self._declining = True
            self._say()
            self.changed.emit()
        else:
            self.ask(self.activation.give_up, lambda _: self.turned.emit("sign_in"))
        return True

    def submit(self) -> None:
        agreement = self._agreement
        if agreement is not None:
            self.go_on(lambda: self.activation.accept(agreement.version))

    def refused(self, error: SsdeskError) -> None:
        if error.code == "agreement_changed":
            self.forget()
            self.enter()
        self.show_error(error)

    def _print(self) -> None:
        dialog = QPrintDialog(QPrinter(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.text.print_(dialog.printer()))
        QDialog.open(dialog)


def _day(version: str) -> str:
    """A version that is a date, as one; any other as it stands."""
    try:
        day = datetime.strptime(version, "%Y-%m-%d").replace(hour=12, tzinfo=texts.SCHOOL_TIME)
    except ValueError:
        return version
    return texts.full_date(day)
