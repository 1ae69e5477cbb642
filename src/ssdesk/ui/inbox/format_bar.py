"""The bar above a text: bold, italic, underline, lists, a link, an image, an attachment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ssdesk.rules.markup import is_link
from ssdesk.ui import theme
from ssdesk.ui.inbox.writing_area import IMAGE, LINK, LOOKS, WritingArea
from ssdesk.ui.widgets import Button, FlowLayout, Label, TextField, column, row

IMAGES = ("png", "jpg", "jpeg", "gif", "webp")  # as `pictures` reads them


class FormatBar(QWidget):
    """Its buttons say how the words at the cursor look. Each has a key as well, in the text. `files`: images and other
    files can go with the text."""

    def __init__(self, area: WritingArea, parent: QWidget | None = None, *, files: bool = True) -> None:
        super().__init__(parent)
        self._area = area
        self.setAccessibleName(self.tr("Look of the text"))
        flow = FlowLayout(gap=2)
        whole = row(self, (0, 4, 0, 4))
        whole.addLayout(flow, 1)
        self.right = column()
        whole.addLayout(self.right)
        self.looks = {
            "bold": _Letter(self.tr("B", "bold"), self.tr("Bold"), self),
            "italic": _Letter(self.tr("I", "italic"), self.tr("Italic"), self, slanted=True),
            "underline": _Letter(self.tr("U", "underlined"), self.tr("Underline"), self, underlined=True),
            "ul": Button(self.tr("• List"), "quiet", self, size="small"),
            "ol": Button(self.tr("1. List"), "quiet", self, size="small"),
        }
        self.link = Button(self.tr("Link"), "quiet", self, size="small")
        self.image = Button("", "quiet", self, icon="image", size="small")
        self.image.setAccessibleName(self.tr("Image"))
        self.attach = Button(self.tr("Attachment"), "quiet", self, size="small")
        keys = {look: key for key, look in LOOKS.items()}
        for look, button in self.looks.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, look=look: self._toggle(look))
            _tell_key(button, keys[look])
            flow.addWidget(button)
        _tell_key(self.link, LINK)
        _tell_key(self.image, IMAGE)
        for button in (self.link, self.image, self.attach):
            flow.addWidget(button)
        if files:
            self.image.clicked.connect(lambda _: choose_image(area))
            area.image_asked.connect(lambda: choose_image(area))
        else:
            self.image.hide()
            self.attach.hide()
        self.link.clicked.connect(lambda _: ask_link(area))
        area.link_asked.connect(lambda: ask_link(area))
        area.currentCharFormatChanged.connect(lambda _: self._show())
        area.cursorPositionChanged.connect(self._show)

    def _toggle(self, look: str) -> None:
        self._area.toggle(look)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def _show(self) -> None:
        looks = self._area.looks()
        for look, button in self.looks.items():
            button.setChecked(look in looks)


class _Letter(Button):
    """One letter that looks as it makes the words look."""

    def __init__(
        self, letter: str, name: str, parent: QWidget, *, slanted: bool = False, underlined: bool = False
    ) -> None:
        self._slanted, self._underlined = slanted, underlined
        super().__init__(letter, "quiet", parent, size="small")
        self.setAccessibleName(name)

    def restyle(self) -> None:
        plain = self._slanted or self._underlined
        font = theme.font(theme.TEXT, theme.MEDIUM if plain else theme.BOLD)
        font.setItalic(self._slanted)
        font.setUnderline(self._underlined)
        self.setFont(font)


class LinkQuestion(QDialog):
    """Where a link leads, and its words; no address takes the link away."""

    def __init__(self, words: str, link: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Link"))
        self.setModal(True)
        theme.raise_to_surface(self)
        theme.fix(self, width=440)
        inside = column(self, (24, 22, 24, 20), 10)
        inside.addWidget(Label(self.tr("Link"), "heading", self))
        self.where = TextField(self.tr("Address"), parent=self)
        self.where.set_text(link)
        self.words = TextField(self.tr("Words to show"), parent=self)
        self.words.set_text(words)
        for field in (self.where, self.words):
            inside.addWidget(field)
            field.edit.returnPressed.connect(self._accept)
        buttons = row(margins=(0, 6, 0, 0), gap=8)
        buttons.addStretch(1)
        self.no = Button(self.tr("Cancel"), "secondary", self)
        self.yes = Button(self.tr("Insert"), "primary", self)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._accept)
        for button in (self.no, self.yes):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        self.where.edit.setFocus()

    def address(self) -> str:
        """With https where no way was given; "" for none."""
        typed = self.where.text().strip()
        return typed if not typed or is_link(typed) else f"https://{typed}"

    def _accept(self) -> None:
        address = self.address()
        if address and not is_link(address):
            self.where.set_error(self.tr("This is no address of a page. It looks like https://school.example."))
        else:
            self.accept()


def ask_link(area: WritingArea) -> LinkQuestion:
    """For the words that are selected in the text, or the link at the cursor."""
    question = LinkQuestion(*area.link(), area.window())
    question.accepted.connect(lambda: area.set_link(question.words.text().strip(), question.address()))
    question.finished.connect(lambda _: area.setFocus(Qt.FocusReason.OtherFocusReason))
    question.open()
    return question


def choose_image(area: WritingArea) -> None:
    """A file with an image, to put where the cursor stands."""
    dialog = QFileDialog(area, QCoreApplication.translate("FormatBar", "Put an image into the text"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    images = QCoreApplication.translate("FormatBar", "Images ({endings})")
    dialog.setNameFilter(images.format(endings=" ".join(f"*.{ending}" for ending in IMAGES)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(area.image_pasted.emit)
    dialog.finished.connect(lambda _: area.setFocus(Qt.FocusReason.OtherFocusReason))
    QFileDialog.open(dialog)


def _tell_key(button: Button, key: str) -> None:
    """The tool tip says the key."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    form = QCoreApplication.translate("FormatBar", "{name} ({key})")
    button.setToolTip(form.format(name=button.accessibleName() or button.text(), key=native))
