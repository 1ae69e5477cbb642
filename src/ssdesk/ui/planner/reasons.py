"""Why the hours are empty, beyond what every empty page can say: a holiday, no timetable, hidden by the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ssdesk.household import Home
from ssdesk.household.week import Plan
from ssdesk.rules.holidays import HolidayKind, holiday_on
from ssdesk.ui.faces import Face, Faces
from ssdesk.ui.shown import shown

SATURDAY = 5


class Reasons(Faces):
    def of_days(self, plan: Plan, days: Sequence[date], homes: Sequence[Home]) -> Face:
        """Nothing has an hour on these days of the plan; `homes`: whose days they are."""
        within = [one for one in plan.entries if one.last >= days[0] and one.first <= days[-1]]
        if any(one.start is not None for one in within):
            return Face(
                "eye-off",
                self.tr("Everything is hidden"),
                self.tr("You hid it under Layers."),
                self.tr("Show all"),
                "all",
            )
        one_day = len(days) == 1
        title = self.tr("No lessons on this day") if one_day else self.tr("No lessons this week")
        free = [shown(one.title) for one in plan.free if one.first <= days[-1] and one.last >= days[0]]
        said = " · ".join(dict.fromkeys(free)) or self._by_rule(days)
        if said:
            return Face("calendar", title, said)
        if one_day and days[0].weekday() >= SATURDAY:
            return Face("calendar", title, self.tr("It is the weekend."))
        return Face(
            "calendar",
            title,
            self.offline(homes) or self.tr("As soon as the school puts a timetable here, you see it."),
        )

    def missing(self, homes: Sequence[Home]) -> str:
        """Whose days are not here although others' are, and why; "" for nobody."""
        found = [(shown(home.child or home.holder), self.of_line([home])) for home in homes]
        return " · ".join(f"{name}: {face.title}" if name else face.title for name, face in found if face is not None)

    def _by_rule(self, days: Sequence[date]) -> str:
        """The holiday that all these school days are in, where the school itself did not say so."""
        found = {holiday_on(day) for day in days if day.weekday() < SATURDAY}
        holiday = found.pop() if len(found) == 1 else None
        names = {
            HolidayKind.AUTUMN: self.tr("Autumn holiday"),
            HolidayKind.ARMISTICE: self.tr("Armistice Day"),
            HolidayKind.CHRISTMAS: self.tr("Christmas holiday"),
            HolidayKind.CARNIVAL: self.tr("Carnival holiday"),
            HolidayKind.EASTER: self.tr("Easter holiday"),
            HolidayKind.EASTER_MONDAY: self.tr("Easter Monday"),
            HolidayKind.LABOUR_DAY: self.tr("Labour Day"),
            HolidayKind.ASCENSION: self.tr("Ascension"),
            HolidayKind.WHIT_MONDAY: self.tr("Whit Monday"),
            HolidayKind.SUMMER: self.tr("Summer holiday"),
        }
        return names[holiday.kind] if holiday is not None else ""
