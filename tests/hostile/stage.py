"""A message, hostile or not, opened in the real reader while somebody watches."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication

from ssdesk.protocol.files import Attachment
from ssdesk.replica.inbox import MessageDetail, MessageRow
from ssdesk.ui.inbox.opened import About, Opened
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.question import Question
from tests.hostile.judge import links_of, problems
from tests.hostile.samples import Sample
from tests.hostile.watch import Watch

MINE, OTHER = "a1" * 32, "b2" * 32
SCHEMES = ("http", "https", "mailto", "file", "javascript", "data", "qrc", "ftp", "smb", "tel", "vbscript", "cid")
AT = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


class Browser(QObject):
    """Takes the place of every program that a link could open."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.links.append(url.toString())


def message(body: str, kind: str, name: str = "Petra Wouters", files: tuple[Attachment, ...] = ()) -> Opened:
    """It as the reader takes it."""
    row = MessageRow(
        key=1, id="m", kind="message", state="", folder="inbox", thread="t", sent_at=AT, sender="s", sender_name=name,
        sender_role=name, subject=name, preview="", pupil=None, unread=False, has_attachment=bool(files), opened_at=AT,
        answer_by=None, answered_at=None, in_reply_to=None, group=False, can_answer=True, to=(), to_count=0,
        to_opened=0,
    )  # fmt: skip
    return Opened(About("account", "Noor", 0, "De Wilg"), MessageDetail(row, body, kind, files, ()))


def picture(width: int = 40, height: int = 30) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#2f5bd7"))
    return image


class Stage:
    """The reader in a window, with a watch over `folder`. `spent`: seconds of processor time of the last message."""

    def __init__(self, folder: Path) -> None:
        self.watch, self.browser, self.spent = Watch(folder), Browser(), 0.0
        self.reader = Reader()
        self.reader.resize(720, 600)
        self.reader.show()
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self.browser, "take")

    def close(self) -> None:
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
        self.watch.close()
        self.reader.close()
        self.reader.deleteLater()

    def filled(self, text: str) -> str:
        known = {
            "port": self.watch.port,
            "file": self.watch.picture,
            "css": self.watch.sheet,
            "mine": MINE,
            "other": OTHER,
        }
        for name, value in known.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def open(self, sample: Sample) -> list[str]:
        """Everything that is wrong with it, or that it made happen."""
        file = Attachment(MINE, sample.name, "image/png", 1234)
        opened = message(self.filled(sample.body), sample.kind, sample.name, (file,))
        began = time.thread_time()
        with self.watch.over():
            self.reader.show_message(None)
            self.reader.show_message(opened)
            if self.reader.body.wanted:
                self.reader.body.show_pictures({MINE: picture()})
            QApplication.processEvents()
            self.reader.page.grab()
        self.spent = time.thread_time() - began
        found = problems(self.reader, MINE)
        if sample.hidden and "KWAAD" in self.reader.body.toPlainText():
            found.append("what stands in a script is shown")
        with self.watch.over():
            found += self._press_links()
        return [*found, *self.watch.found()]

    def show_all(self) -> None:
        """Somebody asks for the rest of it."""
        began = time.thread_time()
        with self.watch.over():
            self.reader.rest.click()
            QApplication.processEvents()
            self.reader.page.grab()
        self.spent = time.thread_time() - began

    def _press_links(self) -> Iterator[str]:
        """A link that is pressed asks, and opens nothing."""
        for link in links_of(self.reader.body)[:2]:
            self.reader.body.anchorClicked.emit(QUrl(link))
        QApplication.processEvents()
        for question in self.reader.findChildren(Question):
            question.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        for link in self.browser.links:
            yield f"{link[:200]!r} was opened without a word"
        self.browser.links.clear()


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    made = Stage(folder)
    try:
        yield made
    finally:
        made.close()
