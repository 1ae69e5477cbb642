"""What lies beside the program in the demo: the letter from school, the family's mailbox, and the plug of the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from ssdesk.demo.mail_catcher import Mail
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.sizes import Area

SCALE = 1.1  # of the letter's picture


class LetterPage(QLabel):
    """The first page of a letter as a picture; what it says is its accessible name."""

    def __init__(self, pdf: Path) -> None:
        super().__init__()
        document = Document.read(pdf, pdf.stem)
        try:
            size = document.size(0)
            width, height = round(size.width * SCALE), round(size.height * SCALE)
            picture = document.render(0, width, height, Area(0, 0, width, height))
            self.setAccessibleName(document.text(0))
        finally:
            document.close()
        if picture is not None:
            form = QImage.Format.Format_RGB32
            image = QImage(picture.data, picture.width, picture.height, picture.stride, form)
            self.setPixmap(QPixmap.fromImage(image))


class Mailbox(QTextBrowser):
    """The mails that the school sent, newest first. May be told of a mail from any thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Mailbox"))
        self.anchorClicked.connect(self._open)
        self.arrived.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self._mails: list[Mail] = []
        self._show()

    def _add(self, mail: Mail) -> None:
        self._mails.insert(0, mail)
        self._show()

    def _show(self) -> None:
        if not self._mails:
            self.setPlainText(self.tr("No mail yet. What the school sends in this demo arrives here."))
            return
        self.setHtml("".join(_mail_html(mail) for mail in self._mails))

    @staticmethod
    def _open(url: QUrl) -> None:
        QDesktopServices.openUrl(url)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mail_html(mail: Mail) -> str:
    to, lines = _escaped(", ".join(mail.to)), "<br>".join(_linked(line) for line in mail.text.splitlines())
    return f"<h3>{_escaped(mail.subject)}</h3><p>{to}</p><p>{lines}</p><hr>"


def _linked(line: str) -> str:
    """The line with its links to click."""
    words = _escaped(line).split(" ")
    return " ".join(f'<a href="{word}">{word}</a>' if word.startswith("http") else word for word in words)


class Beside(QWidget):
    """One window with the letters, the mailbox and the plug. `join(joined)` is called when the line is cut or joined
    again."""

    def __init__(self, letters: dict[str, Path], join: Callable[[bool], None]) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Beside ssdesk: the letter and the mailbox"))
        self.mailbox = Mailbox()
        tabs = QTabWidget()
        for title, pdf in letters.items():
            scroll = QScrollArea()
            scroll.setWidget(LetterPage(pdf))
            tabs.addTab(scroll, title)
        tabs.addTab(self.mailbox, self.tr("Mailbox"))
        plug = QCheckBox(self.tr("This computer is on the internet"))
        plug.setChecked(True)
        plug.toggled.connect(join)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(plug)
        self.resize(760, 900)
