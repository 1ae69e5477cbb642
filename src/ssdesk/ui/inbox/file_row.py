"""The files that go with a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.school import Limits
from ssdesk.ui import texts
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, FlowLayout

USUAL = ("pdf", "docx", "xlsx", "pptx", "odt", "jpg", "png", "heic")
"""The kinds that people look for first; as many are named in a sentence."""


class Files(QWidget):
    """The files that go with a message; each can be taken away again. `added` (list of paths) asks the screen to keep a
    copy; what was kept comes back with `add`. Meanwhile it is one of `coming`: `begin`. `taken_away` carries a
    content."""

    added = Signal(list)
    changed = Signal()
    taken_away = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types: tuple[str, ...] = ()
        self._flow = FlowLayout(self, gap=6)
        self.attachments: list[Attachment] = []
        self._coming: dict[object, str] = {}
        self.hide()

    @property
    def coming(self) -> list[str]:
        """The names of those whose copy is still being kept."""
        return list(self._coming.values())

    def tell(self, limits: Limits) -> tuple[str, str]:
        """What the school accepts: how large, in one sentence, and which kinds, "" for all. The dialog offers these."""
        self._types = tuple(limits.types)
        large = self.tr("A file may be {most}, all files of a message together {whole}.")
        large = large.format(most=texts.size(limits.attachment), whole=texts.size(limits.message))
        return large, self.tr("Accepted: {types}.").format(types=", ".join(self._types)) if self._types else ""

    def kinds(self) -> str:
        """Of the kinds that the school accepts those one looks for first, and how many more there are; "" for all."""
        order = sorted(self._types, key=lambda kind: USUAL.index(kind) if kind in USUAL else len(USUAL))
        few = order[: len(USUAL)]
        if len(order) <= len(few) + 1:
            return self.tr("Accepted: {types}.").format(types=", ".join(order)) if order else ""
        said = self.tr("Accepted: {types} and {n} more.")
        return said.format(types=", ".join(few), n=texts.count(len(order) - len(few)))

    def choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if self._types:
            endings = " ".join(f"*.{ending}" for ending in self._types)
            accepted = self.tr("Files that the school accepts ({endings})").format(endings=endings)
            dialog.setNameFilters([accepted, self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.added.emit(list(files)))
        QFileDialog.open(dialog)

    def set(self, attachments: Sequence[Attachment]) -> None:
        self.attachments = list(attachments)
        self._coming = {}
        self._fill()

    def begin(self, name: str) -> Callable[[], None]:
        """A copy of a file of this name is being kept, until what this returns is called."""
        one = object()
        self._coming[one] = shown(name)
        self._fill()
        self.changed.emit()

        def ended() -> None:
            if self._coming.pop(one, None) is not None:
                self._fill()
                self.changed.emit()

        return ended

    def not_yet(self) -> str:
        """Why they cannot go now; "": they can."""
        if not self._coming:
            return ""
        if len(self._coming) == 1:
            return self.tr("A copy of {file} is still being made.").format(file=self.coming[0])
        return self.tr("Copies of {n} files are still being made.").format(n=len(self._coming))

    def add(self, attachment: Attachment) -> None:
        """Once, however often it is chosen."""
        if attachment not in self.attachments:
            self.attachments.append(attachment)
            self._fill()
            self.changed.emit()

    def _remove(self, attachment: Attachment) -> None:
        place = self.attachments.index(attachment)
        self.attachments.remove(attachment)
        self.taken_away.emit(attachment.sha256)
        self._fill()
        item = self._flow.itemAt(min(place, self._flow.count() - 1)) if self._flow.count() else None
        if item is not None and (widget := item.widget()) is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for attachment in self.attachments:
            name = shown(attachment.name)
            button = Button(f"{name}, {texts.size(attachment.size)}", "secondary", self, icon="close", size="small")
            button.setAccessibleName(self.tr("Remove {file}").format(file=name))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _=False, gone=attachment: self._remove(gone))
            self._flow.addWidget(button)
            button.show()
        for name in self.coming:
            waits = Button(self.tr("{file}, being copied…").format(file=name), "secondary", self, size="small")
            waits.setEnabled(False)
            self._flow.addWidget(waits)
            waits.show()
        self.setVisible(bool(self.attachments or self._coming))
        self.updateGeometry()
