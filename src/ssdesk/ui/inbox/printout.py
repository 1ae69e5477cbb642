"""An open message, or its whole conversation, on paper: printed, or saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QLocale, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Household, copies
from ssdesk.papers.message import MessageTexts, PrintedMessage, Stopped, printed
from ssdesk.replica import Replica
from ssdesk.replica.database import Cancelled
from ssdesk.replica.inbox import MessageDetail
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.body import Room, safe_html
from ssdesk.ui.inbox.opened import About, Opened
from ssdesk.ui.inbox.pictures import kept
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.pdf.document import Document
from ssdesk.ui.pdf.printing import ask_and_print
from ssdesk.ui.pdf.progress import Progress
from ssdesk.ui.shown import shown

_LONGEST = 80  # characters of a file's name
_ROOM = Room(640, 800)  # pixels of 1/96 inch on paper


class _Task(msgspec.Struct, frozen=True):
    """What is to be on paper: the messages with these ids, in their order."""

    replica: Replica
    about: About
    ids: tuple[str, ...]
    title: str


class Printouts(QObject):
    """`trouble` carries an SsdeskError."""

    trouble = Signal(object)

    def __init__(self, household: Household, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._reader = household, reader

    def print(self, *, whole: bool) -> None:
        """Ask for a printer. `whole`: the conversation, and not only the open message."""
        task = self._task(whole=whole)
        if task is not None:
            Making(self._reader, task, partial(self._print, task), self.trouble.emit)

    def _print(self, task: _Task, data: bytes) -> None:
        document = Document(data, task.title)
        ask_and_print(self._reader, document, task.title, self.trouble.emit)
        document.close()

    def ask_where(self, *, whole: bool) -> None:
        """Ask where the PDF is to be saved, then save it. The dialog asks before a file is replaced."""
        task = self._task(whole=whole)
        if task is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self._reader, self.tr("Save as PDF"), folder, self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(copies.safe_name(f"{task.title[:_LONGEST].strip(' .')}.pdf"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda target: self.save(task, Path(target)))
        QFileDialog.open(dialog)

    def save(self, task: _Task, target: Path) -> None:
        """What was there is replaced only by a whole one."""

        def write(data: bytes) -> None:
            tasks.run(self, partial(copies.save_data, data, target), lambda _: None, self.trouble.emit)

        Making(self._reader, task, write, self.trouble.emit)

    def _task(self, *, whole: bool) -> _Task | None:
        opened = self._reader.message
        if opened is None:
            return None
        replica = self._household.replica(opened.about.account)
        title = shown(opened.row.subject) or self.tr("Message")
        return _Task(replica, opened.about, _ids(replica, opened) if whole else (opened.row.id,), title)


class Making(QObject):
    """One PDF on its way, made in the pool; begins at once and goes when it is over. After a second it shows how far it
    is and can be stopped."""

    over = Signal()
    _done = Signal(int)

    def __init__(
        self, parent: QWidget, task: _Task, then: Callable[[bytes], None], failed: Callable[[SsdeskError], None]
    ) -> None:
        super().__init__(parent)
        self._then, self._failed, self._stop = then, failed, Event()
        heading = self.tr("{name} is being prepared").format(name=task.title)
        self.progress = _Percent(parent, task.title, 100, heading)
        self.progress.stopped.connect(self._stop.set)
        self._done.connect(self.progress.show_done, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._stop.set)
        told = -1

        def tell(done: int, of: int) -> None:
            nonlocal told
            percent = 100 * done // max(of, 1)
            if percent != told:
                told = percent
                with suppress(RuntimeError):  # the window went away
                    self._done.emit(percent)

        tasks.run(self, partial(_made, task, tell, self._stop.is_set), self._end, self._fail)

    def _end(self, data: bytes | None) -> None:
        self.progress.end()
        if data is not None:
            self._then(data)
        self.over.emit()
        self.deleteLater()

    def _fail(self, error: SsdeskError) -> None:
        self._failed(error)
        self._end(None)


class _Percent(Progress):
    def show_done(self, done: int) -> None:
        self.said.setText(self.tr("{percent}% is ready").format(percent=done))
        self.bar.show_part(done / 100)


# ---- In the pool -----------------------------------------------------------------------------------------------------
def _ids(replica: Replica, opened: Opened) -> tuple[str, ...]:
    """Of the whole conversation, oldest first, as it is shown below the message."""
    rows = replica.inbox.conversation(opened.row.thread, opened.row.mailbox) if opened.row.thread else []
    in_trash = opened.row.folder == "trash"
    ids = tuple(row.id for row in rows if row.id == opened.row.id or row.folder != "trash" or in_trash)
    return ids if opened.row.id in ids else (*ids, opened.row.id)


def _made(task: _Task, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bytes | None:
    """None: it was stopped, or the account was locked meanwhile."""
    try:
        details = [task.replica.inbox.message(id_) for id_ in task.ids]
        messages = [_on_paper(task, detail) for detail in details if detail is not None and not cancelled()]
        return printed(messages, task.title, _texts(), progress, cancelled)
    except (Stopped, Cancelled):
        return None


def _texts() -> MessageTexts:
    return MessageTexts(
        language=QLocale().bcp47Name(),
        files=QCoreApplication.translate("Printout", "Attachments"),
        page=QCoreApplication.translate("Printout", "Page {page} of {pages}"),
    )


def _on_paper(task: _Task, detail: MessageDetail) -> PrintedMessage:
    wanted = [file for file in detail.attachments if file.type.startswith("image/")]
    images = kept(task.replica.files, wanted) if detail.body_type == "html" else {}
    sizes = {sha256: (image.width(), image.height()) for sha256, image in images.items()}
    text = safe_html(detail.body, detail.body_type, files=sizes, pictures=sizes, room=_ROOM)
    return PrintedMessage(
        subject=shown(detail.row.subject) or QCoreApplication.translate("Printout", "(no subject)"),
        head=tuple(_head(task.about, detail)),
        html=text.html,
        files=tuple(f"{shown(file.name)} ({texts.size(file.size)})" for file in detail.attachments),
        pictures={sha256: _written(images[sha256]) for sha256 in text.pictures if sha256 in images},
    )


def _head(about: About, detail: MessageDetail) -> list[tuple[str, str]]:
    """Who, to whom, about whom and when, no more than the reader knows."""
    row = detail.row
    names = [name for person in detail.recipients if (name := shown(person.name))] or [shown(name) for name in row.to]
    sender = ", ".join(part for part in (shown(row.sender_name), "" if row.own else shown(row.sender_role)) if part)
    you = QCoreApplication.translate("Printout", "you")
    lines = [
        (QCoreApplication.translate("Printout", "From"), sender or you),
        (QCoreApplication.translate("Printout", "To"), ", ".join(names) if row.own else you),
        (
            QCoreApplication.translate("Printout", "About"),
            ", ".join(part for part in (about.child, about.school) if part),
        ),
        (QCoreApplication.translate("Printout", "Sent"), f"{texts.full_date(row.sent_at)}, {texts.time(row.sent_at)}"),
    ]
    return [(name, value) for name, value in lines if value]


def _written(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG" if image.hasAlphaChannel() else b"JPEG", -1 if image.hasAlphaChannel() else 90)
    return bytes(data.data())
