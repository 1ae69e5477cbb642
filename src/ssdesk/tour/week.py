"""What the newcomer looks at after the messages: Start, the week, absences, news, and the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from ssdesk.tour import screen
from ssdesk.tour.hands import Hands


class Week:
    """`picture` takes one of the window by a name; the report is saved in `folder`."""

    def __init__(self, hands: Hands, picture: Callable[[str], None], folder: Path) -> None:
        self.hands, self.picture, self._folder = hands, picture, folder

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Each step's name, which is its picture's too, and the step."""
        return [
            ("start", self._see_start),
            ("child", self._see_child),
            ("planner", self._see_week),
            ("planner-day", self._see_day),
            ("absences", self._see_absences),
            ("news", self._see_news),
            ("palette", self._find),
            ("report", self._see_report),
            ("saved", self._save_report),
        ]

    def _see_start(self) -> None:
        self.hands.press("Start")
        self.hands.see("Goedemiddag, Els", "Vandaag", "Wacht op u", "Toets Frans")
        self.picture("start")

    def _see_child(self) -> None:
        self.hands.press("Noor")
        self.hands.see("Noor Peeters", "4B")
        self.hands.no_longer_see("Toets Frans")
        self.picture("child")
        self.hands.press("Alle")

    def _see_week(self) -> None:
        self.hands.press("Planner")
        self.hands.see("23–27 november 2026", "Toets Frans", "Komende toetsen")
        self.hands.press("Leesboek inleveren")
        self.picture("planner")

    def _see_day(self) -> None:
        self.hands.press("Dag")
        self.hands.see("maandag 23 november")
        self.picture("planner-day")
        self.hands.press("Week")

    def _see_absences(self) -> None:
        self.hands.press("Afwezigheden")
        self.hands.see("Te laat")
        self.picture("absences")

    def _see_news(self) -> None:
        self.hands.press("Nieuws")
        self.hands.see("Sint bezoekt de school op 4 december")
        self.picture("news")

    def _find(self) -> None:
        self.hands.strike(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.hands.write("Zoek", "herfstrapport")
        self.hands.see("Herfstrapport")
        self.picture("palette")
        self.hands.strike(Qt.Key.Key_Return)

    def _see_report(self) -> None:
        self.hands.see("Resultaat per vak", "Nederlands, 78%")
        self.hands.read(_first_page)
        self.picture("report")

    def _save_report(self) -> None:
        target = self._folder / "Herfstrapport.pdf"
        target.unlink(missing_ok=True)  # of an earlier tour
        self.hands.press("Bewaren als pdf")
        self.hands.write("Bestandsnaam", str(target))
        self.hands.press("Opslaan")
        self.hands.see("Bewaard: Herfstrapport.pdf")
        self.picture("saved")


def _first_page() -> screen.Thing | None:
    """The page of the report: what a screen reader says of it, once there is something painted on it too."""
    window = screen.front()
    for thing in screen.things(window):
        if thing.widget.accessibleDescription().startswith("Pagina 1 van 4"):
            area = thing.area.translated(-window.mapToGlobal(window.rect().topLeft()))
            return thing if screen.colours(screen.grab(window), area) > 8 else None
    return None
