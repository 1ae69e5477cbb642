"""What the newcomer looks at after the messages: Start, the week, absences, news, and the report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ssdesk.tour.hands import Hands


class Week:
    """`picture` takes one of the window by a name."""

    def __init__(self, hands: Hands, picture: Callable[[str], None]) -> None:
        self.hands, self.picture = hands, picture

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
        self.hands.no_longer_see("Milan")
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
        self.hands.see("Rapporten", "Resultaat per vak", "Nederlands", "Pagina 1 van 4")
        self.picture("report")

    def _save_report(self) -> None:
        self.hands.press("Bewaren als pdf")
        self.hands.see("Herfstrapport 2026-2027.pdf")
        self.hands.strike(Qt.Key.Key_Return)
        self.hands.see("Bewaard")
        self.picture("saved")
