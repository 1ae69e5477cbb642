"""Who has access, the own details, and whether they are correct."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.protocol.session import Details, Device
from ssdesk.ui import texts
from ssdesk.ui.widgets import Card, CheckBox, FlowLayout, Label, RadioButton, TextField, column
from ssdesk.ui.wizard.activation import Activation
from ssdesk.ui.wizard.page import Page


class DevicesPage(Page):
    """Devices and linked applications that have access, with *remove what you don't know*."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Who has access?"))
        self.intro.setText(
            self.tr("These devices and linked applications can use your account. Remove what you do not know.")
        )
        self._card = Card("", self)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self._boxes: dict[str, CheckBox] = {}

    def next_text(self) -> str:
        gone = len(self._chosen())
        return self.tr("Remove {count} and go on").format(count=gone) if gone else self.tr("This is correct")

    def enter(self) -> None:
        self.load(self.activation.devices, self._show)

    def forget(self) -> None:
        self._boxes.clear()
        _empty(self._card)

    def _show(self, devices: list[Device]) -> None:
        self.forget()
        for device in devices:
            seen = self.tr("last used {when}").format(when=texts.moment(device.last_seen))
            detail = ", ".join(part for part in (device.platform, seen) if part)
            if device.current:
                line = Label(self.tr("{name} (this device)").format(name=device.name), "strong", self._card, wrap=True)
                self._card.body.addWidget(line)
                self._card.body.addWidget(Label(detail, "muted", self._card, wrap=True))
                continue
            box = CheckBox(self.tr("Remove {name}").format(name=device.name), self._card, detail=detail)
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[device.id] = box
            self._card.body.addWidget(box)
        if not self._boxes:
            self._card.body.addWidget(Label(self.tr("Nothing else has access."), "text", self._card))
        self.changed.emit()

    def _chosen(self) -> list[str]:
        return [device for device, box in self._boxes.items() if box.isChecked()]

    def submit(self) -> None:
        remove = self._chosen()
        self.go_on(lambda: self.activation.review_devices(remove))


class DetailsPage(Page):
    """E-mail address (needed), phone and mobile (not), and who one is to the child."""

    def __init__(self, activation: Activation, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self.title.setText(self.tr("Your details"))
        self.intro.setText(self.tr("Only the school sees these. Other parents never do."))
        self.email = TextField(self.tr("E-mail address"), self)
        self.mobile = TextField(self.tr("Mobile phone (not required)"), self)
        self.phone = TextField(self.tr("Other phone (not required)"), self)
        self._who = Label(self.tr("Who are you to the child?"), "strong", self)
        self._roles = QButtonGroup(self)
        self._buttons: dict[str, RadioButton] = {}
        box = QWidget(self)
        flow = FlowLayout(box, gap=14)
        for code, name in self._names().items():
            button = RadioButton(name, box)
            self._buttons[code] = button
            self._roles.addButton(button)
            flow.addWidget(button)
        self._roles.buttonToggled.connect(lambda *_: self.changed.emit())
        for field in (self.email, self.mobile, self.phone):
            field.text_changed.connect(lambda _: self.changed.emit())
            field.submitted.connect(lambda: None if self.why_not() else self.submit())
        for part in (self.email, self.mobile, self.phone, self._who, box):
            self.body.addWidget(part)
        self._box = box
        self.body.addStretch(1)
        self._loaded = False

    def _names(self) -> dict[str, str]:
        return {
            "mother": self.tr("mother"),
            "father": self.tr("father"),
            "step_parent": self.tr("step-parent"),
            "homework_guide": self.tr("homework guide"),
            "boarding_educator": self.tr("boarding educator"),
            "other": self.tr("other"),
        }

    def role_name(self, code: str) -> str:
        """The role in words; an unknown code as it is."""
        return self._names().get(code, code)

    def next_text(self) -> str:
        return self.tr("Save and go on")

    def why_not(self) -> str:
        name, at, domain = self.email.text().strip().partition("@")
        if not (name and at and "." in domain):
            return self.tr("Type your e-mail address.")
        if self._asks_role() and self._roles.checkedButton() is None:
            return self.tr("Choose who you are to the child.")
        return ""

    def _asks_role(self) -> bool:
        state = self.activation.state
        return state is not None and state.kind == "co"

    def enter(self) -> None:
        self._who.setVisible(self._asks_role())
        self._box.setVisible(self._asks_role())
        if not self._loaded:
            self.load(self.activation.details, self._show)
        self.email.setFocus()

    def forget(self) -> None:
        self._loaded = False
        for field in (self.email, self.mobile, self.phone):
            field.set_text("")
        self._roles.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._roles.setExclusive(True)

    def _show(self, details: Details) -> None:
        self._loaded = True
        for field, known in ((self.email, details.email), (self.mobile, details.mobile), (self.phone, details.phone)):
            if not field.edit.isModified():  # somebody may have typed already
                field.set_text(known)
        if details.role in self._buttons:
            self._buttons[details.role].setChecked(True)
        self.changed.emit()

    def details(self) -> Details:
        """What was typed."""
        role = next((code for code, button in self._buttons.items() if button.isChecked()), "")
        return Details(self.email.text().strip(), role, self.phone.text().strip(), self.mobile.text().strip())

    def submit(self) -> None:
        details = self.details()
        self.go_on(lambda: self.activation.set_details(details))

    def refused(self, error: SsdeskError) -> None:
        if error.code == "bad_email":
            self.point_at(self.email, texts.told(error))
        elif error.code == "bad_phone":
            self.point_at(self.mobile if _is_no_number(self.mobile.text()) else self.phone, texts.told(error))
        else:
            self.show_error(error)


class CheckPage(Page):
    """*Are these correct?* before the mail goes out."""

    def __init__(self, activation: Activation, details: DetailsPage, parent: QWidget | None = None) -> None:
        super().__init__(activation, parent)
        self._details = details
        self.title.setText(self.tr("Are these details correct?"))
        self.intro.setText(self.tr("We send a mail to this address to see whether it is yours."))
        self._card = Card("", self, gap=12)
        self.body.addWidget(self._card)
        self.body.addStretch(1)

    def next_text(self) -> str:
        return self.tr("Yes, these are correct")

    def back_text(self) -> str:
        return self.tr("No, go back")

    def back(self) -> bool:
        self.ask(lambda: self.activation.details_correct(correct=False), lambda _: self.turned.emit("details"))
        return True

    def enter(self) -> None:
        self.load(self.activation.details, self._show)

    def forget(self) -> None:
        _empty(self._card)

    def _show(self, details: Details) -> None:
        self.forget()
        rows = (
            (self.tr("E-mail address"), details.email),
            (self.tr("Mobile phone"), details.mobile or self.tr("not given")),
            (self.tr("Other phone"), details.phone or self.tr("not given")),
            (self.tr("Role"), self._details.role_name(details.role)),
        )
        for name, value in rows:
            if value:
                pair = QWidget(self._card)
                lines = column(pair)
                lines.addWidget(Label(name, "small", pair))
                lines.addWidget(Label(value, "strong", pair, wrap=True))
                self._card.body.addWidget(pair)

    def submit(self) -> None:
        self.go_on(lambda: self.activation.details_correct(correct=True))


def _empty(card: Card) -> None:
    while (item := card.body.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _is_no_number(text: str) -> bool:
    """Which of two numbers the school does not take: one with letters, or with too few digits."""
    digits = sum(letter.isdigit() for letter in text)
    return bool(text.strip()) and (digits < 6 or any(letter.isalpha() for letter in text))
