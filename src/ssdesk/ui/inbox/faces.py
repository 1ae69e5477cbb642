"""Why the list is empty, beyond what every empty page can say: nothing there, filtered away, searched in vain."""

from __future__ import annotations

from collections.abc import Sequence

from ssdesk.household import Home
from ssdesk.ui.faces import Face, Faces
from ssdesk.ui.inbox.list_pane import AWAITING, FLAGGED, TO_ANSWER


class ListFaces(Faces):
    def of_search(self, words: str, *, complete: bool, no_day: tuple[str, str] | None = None) -> Face:
        """`no_day`: an operator, and behind it what should have been a day."""
        sentence = self.tr("No message on this computer holds “{words}”.").format(words=words)
        if no_day is not None:
            sentence = self.tr("“{value}” is no day. Type for instance {operator}:23/11.")
            sentence = sentence.format(value=no_day[1], operator=no_day[0])
        if not complete:
            sentence += " " + self.tr("Not everything can be searched yet.")
        return Face("search", self.tr("Nothing found"), sentence, self.tr("Clear the search"), "clear")

    def of_filter(self) -> Face:
        return Face(
            "check", self.tr("Nothing here"), self.tr("No message fits this choice."), self.tr("Show all"), "all"
        )

    def of_folder(self, folder: str, name: str, homes: Sequence[Home]) -> Face:
        """`homes`: those whose messages are asked for."""
        return self.of_line(homes) or self._really_empty(folder, name, homes)

    def _really_empty(self, folder: str, name: str, homes: Sequence[Home]) -> Face:
        sentences = {
            "inbox": self.tr("New messages of the school come here by themselves."),
            "later": self.tr("A message you put off waits here until its moment."),
            "drafts": self.tr("A message you began and did not send yet is kept here."),
            "scheduled": self.tr("What the school is to send at a moment of your choice waits here."),
            "outbox": self.tr("Everything you wrote has left."),
            "sent": self.tr("What you send is kept here."),
            "archive": self.tr("Messages you archive stay here and can always be found."),
            "trash": self.tr("Messages you delete are kept here."),
            TO_ANSWER: self.tr("A message that asks you for an answer stands here until you gave it."),
            AWAITING: self.tr("Nothing you sent is waiting for an answer."),
            FLAGGED: self.tr("Messages you give a flag stand here, whatever folder they are in."),
        }
        sentence = sentences.get(folder, self.tr("Move messages here from the menu of the message."))
        sentence = self.offline(homes) or sentence
        return Face("mail", self.tr("“{folder}” is empty").format(folder=name), sentence)
