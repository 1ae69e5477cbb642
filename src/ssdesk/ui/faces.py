"""The faces of an empty page (house rule 16): not offered, no right, locked or broken, not fetched yet, failed, or
really empty. What is particular to a screen it says itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.household import Home
from ssdesk.ui import texts
from ssdesk.ui.widgets import EmptyState

Act = Literal["", "clear", "all", "try", "ask"]
_FAILED = ("offline", "failed", "suspended", "signed_out", "not_active", "too_old")


class Face(msgspec.Struct, frozen=True):
    """One face. `act`: what its button asks: clear the search, show all, try to fetch now, write to the school."""

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

    def of_module(self, homes: Sequence[Home], module: str, part: str = "") -> Face | None:
        """Why nothing of a module ("planner", "reports", "absences", "news") of these homes is here; `part`: of the
        child's record ("results", "reports", "absences"). None: there is really nothing."""
        known = [home for home in homes if home.features]
        offering = [home for home in homes if not home.features or module in home.features]
        if known and not offering:
            schools = " · ".join(dict.fromkeys(home.school_short or home.school for home in known))
            return Face("door", self.tr("Your school does not use this"), self._not_offered(schools))
        told = [home for home in offering if home.record is not None]
        if part and told and len(told) == len(offering) and not any(part in (home.record or ()) for home in told):
            return Face(
                "key",
                self.tr("You have no right to this"),
                self.tr("The school does not show this to your account."),
                self.tr("Ask the school"),
                "ask",
            )
        return self.of_line(offering)

    def _not_offered(self, schools: str) -> str:
        return self.tr("{school} does it in another way, on paper for instance.").format(school=schools)

    def of_line(self, homes: Sequence[Home]) -> Face | None:
        """What keeps these homes from being shown: locked, broken, never fetched. None: nothing does."""
        broken = next((home for home in homes if home.problem is not None), None)
        if broken is not None and broken.problem is not None and not any(home.is_open for home in homes):
            title, advice = texts.error(broken.problem)
            return Face("warning", title, advice)
        if homes and all(home.state == "locked" for home in homes):
            return Face("lock", self.tr("Locked"), self.tr("Unlock ssdesk to see this."))
        filling = [home for home in homes if home.is_filling]
        failed = next((home for home in filling if home.status.state in _FAILED), None)
        if failed is not None:
            return self._of_failure(failed)
        return self._of_fetching(filling) if filling else None

    def offline(self, homes: Sequence[Home]) -> str:
        """A sentence that says how old what is shown is, where the line is away; else ""."""
        away = [home.status.last_success for home in homes if home.status.state == "offline"]
        known = [at for at in away if at is not None]
        if not known:
            return ""
        return self.tr("You are offline. This is how it was {when}.").format(when=texts.moment(min(known)))

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
        sentence = self.tr("The newest comes first. You can go on meanwhile.")
        if done and None not in left:
            count = self.tr("{done} of {all} fetched.")
            total = done + sum(number or 0 for number in left)
            sentence = f"{count.format(done=texts.count(done), all=texts.count(total))} {sentence}"
        return Face("clock", self.tr("Being fetched for the first time"), sentence)


class FacePage(EmptyState):
    """A page that shows a face instead of its content; `asked` carries the act of its button."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("clock", "", "", parent)
        self._act: Act = ""
        self.acted.connect(lambda: self.asked.emit(self._act))

    def show_face(self, face: Face) -> None:
        self._act = face.act
        self.say(face.icon, face.title, face.sentence, action=face.action)
