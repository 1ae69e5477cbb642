"""Why there is nothing to read, beyond what every empty page can say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.household import Home
from ssdesk.ui import texts
from ssdesk.ui.faces import Face, Faces
from ssdesk.ui.reports.shelf import Shelf

MODULE = "reports"
PARTS = ("reports", "results")
_AUTUMN = (9, 10, 11, 12)


class ReportFaces(Faces):
    def of_all(self, homes: Sequence[Home], laid_out: Sequence[Shelf], today: date) -> Face | None:
        """Instead of the whole screen; None: there is something to open."""
        if any(shelf.reports or shelf.between for shelf in laid_out):
            return None
        return self.of_reports(homes, today)

    def blocked(self, homes: Sequence[Home]) -> dict[tuple[str, str], str]:
        """In a few words why nothing of a part is here: not offered, no right, not fetched yet; by account and part."""
        faces = {(home.name, part): self.of_module([home], MODULE, part) for home in homes for part in PARTS}
        return {where: face.title for where, face in faces.items() if face is not None}

    def of_reports(self, homes: Sequence[Home], today: date) -> Face:
        return self.of_module(homes, MODULE, "reports") or self._no_report(homes, today)

    def of_results(self, homes: Sequence[Home]) -> Face:
        title = self.tr("No results this school year yet")
        sentence = self.offline(homes) or self.tr("What the teachers give appears here by itself.")
        return self.of_module(homes, MODULE, "results") or Face("bars", title, sentence)

    def of_fetching(self, error: SsdeskError) -> Face:
        """A report that is not on this computer and cannot be fetched."""
        if not isinstance(error, NoConnection):
            title, advice = texts.error(error)
            return Face("warning", title, advice, self.tr("Try now") if error.retry else "", "try")
        sentence = self.tr("The school cannot be reached now. It is fetched as soon as it can.")
        return Face("offline", self.tr("This report is not on this computer yet"), sentence, self.tr("Try now"), "try")

    def stopped(self) -> Face:
        sentence = self.tr("What was fetched already is kept.")
        return Face("download", self.tr("You stopped fetching"), sentence, self.tr("Fetch the rest"), "try")

    def _no_report(self, homes: Sequence[Home], today: date) -> Face:
        sentence = self.tr("It appears here when the school releases it.")
        if today.month in _AUTUMN:
            sentence = self.tr("The first one comes in autumn.")
        return Face("bars", self.tr("No report this school year yet"), self.offline(homes) or sentence)
