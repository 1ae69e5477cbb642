"""Why the list is empty: nothing there, filtered away, searched in vain, being fetched, not fetched, or locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QObject

from ssdesk.household import Home
from ssdesk.ui import texts

Act = Literal["", "clear", "all", "try"]
_FAILED = ("offline", "failed", "suspended", "signed_out", "not_active", "too_old")


@dataclass(frozen=True, slots=True)
class Face:
    """One face. `act`: what its button asks: clear the search, show all, try to fetch now."""

    icon: str
    title: str
    sentence: str
    action: str = ""
    act: Act = ""


class Faces(QObject):
    """Remembers when fetching failed, which nobody else keeps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed: dict[str, tuple[object, datetime]] = {}

    def watch(self, homes: Sequence[Home]) -> None:
        """Something about the lines changed."""
        for home in homes:
            if home.status.state not in _FAILED:
                self._failed.pop(home.name, None)
            elif self._failed.get(home.name, (None,))[0] != (mark := (home.status.state, home.status.next_try)):
                self._failed[home.name] = (mark, texts.now())

    def of_search(self, words: str, *, complete: bool) -> Face:
        sentence = self.tr("No message on this computer holds “{words}”.").format(words=words)
        if not complete:
            sentence += " " + self.tr("Not everything can be searched yet.")
        return Face("search", self.tr("Nothing found"), sentence, self.tr("Clear the search"), "clear")

    def of_filter(self) -> Face:
        return Face(
            "check", self.tr("Nothing here"), self.tr("No message fits this choice."), self.tr("Show all"), "all"
        )

    def of_folder(self, folder: str, name: str, homes: Sequence[Home]) -> Face:
        """`homes`: those whose messages are asked for."""
        broken = next((home for home in homes if home.problem is not None), None)
        if broken is not None and broken.problem is not None and not any(home.is_open for home in homes):
            title, advice = texts.error(broken.problem)
            return Face("warning", title, advice)
        if homes and all(home.state == "locked" for home in homes):
            return Face("lock", self.tr("Locked"), self.tr("Unlock ssdesk to see these messages."))
        filling = [home for home in homes if home.is_filling]
        failed = next((home for home in filling if home.status.state in _FAILED), None)
        if failed is not None:
            return self._of_failure(failed)
        if filling:
            return self._of_fetching(filling)
        return self._really_empty(folder, name, homes)

    def _of_failure(self, home: Home) -> Face:
        self.watch([home])
        status, at = home.status, self._failed[home.name][1]
        title = self.tr("Fetching failed at {time}").format(time=texts.time(at))
        said = [" ".join(texts.error(status.error)).strip()] if status.error is not None else [status.reason]
        if status.next_try is not None:
            said.append(self.tr("We try again at {time}.").format(time=texts.time(status.next_try)))
        again = status.state in ("offline", "failed")
        sentence = " ".join(part for part in said if part)
        return Face("offline", title, sentence, self.tr("Try now") if again else "", "try" if again else "")

    def _of_fetching(self, homes: Sequence[Home]) -> Face:
        done = sum(home.status.rows_done for home in homes)
        left = [home.status.rows_left for home in homes]
        sentence = self.tr("The newest messages come first.")
        if done and None not in left:
            count = self.tr("{done} of {all} fetched.")
            total = done + sum(number or 0 for number in left)
            sentence = f"{count.format(done=texts.count(done), all=texts.count(total))} {sentence}"
        return Face("clock", self.tr("Being fetched for the first time"), sentence)

    def _really_empty(self, folder: str, name: str, homes: Sequence[Home]) -> Face:
        sentences = {
            "inbox": self.tr("New messages of the school come here by themselves."),
            "drafts": self.tr("A message you began and did not send yet is kept here."),
            "outbox": self.tr("Everything you wrote has left."),
            "sent": self.tr("What you send is kept here."),
            "archive": self.tr("Messages you archive stay here and can always be found."),
            "trash": self.tr("Messages you delete are kept here."),
        }
        sentence = sentences.get(folder, "")
        offline = [home.status.last_success for home in homes if home.status.state == "offline"]
        known = [at for at in offline if at is not None]
        if known:
            sentence = self.tr("You are offline. This is how it was {when}.").format(when=texts.moment(min(known)))
        return Face("mail", self.tr("“{folder}” is empty").format(folder=name), sentence)
