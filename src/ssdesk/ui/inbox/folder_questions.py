"""What is asked about one's own folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ssdesk.ui.question import Question

if TYPE_CHECKING:
    from ssdesk.ui.inbox.list_pane import ListPane
    from ssdesk.ui.inbox.marking import Marking
    from ssdesk.ui.inbox.own_folders import OwnFolder


class FolderQuestions(QObject):
    """Another name, and whether one may go."""

    def __init__(self, marking: Marking, pane: ListPane) -> None:
        super().__init__(pane)
        self._marking, self._pane = marking, pane

    def ask_name(self, folder: OwnFolder) -> None:
        from ssdesk.ui.inbox.asking import FolderName

        question = FolderName(self._pane.window(), self.tr("Rename the folder"), folder.name)
        question.named.connect(lambda name: self._marking.name_folder(folder.account, name, folder.id))
        question.open()

    def ask_deletion(self, folder: OwnFolder) -> None:
        question = Question(
            self._pane.window(),
            self.tr("Delete this folder?"),
            folder.text,
            self.tr("Delete the folder"),
            hint=self.tr("The messages in it go to the archive. None is lost."),
            role="danger",
        )

        def yes() -> None:
            self._marking.delete_folder(folder.account, folder.id)
            self._pane.choose_folder("archive")

        question.accepted.connect(yes)
        question.open()
