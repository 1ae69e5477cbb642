"""The two schools before anybody is in them: years, classes and how many seats each has."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from ssdesk.server.demo.data import Stage

SMALLEST = 40  # pupils; below it the family cases do not fit in their classes


@dataclass(frozen=True)
class Outline:
    """What is fixed about a school. `pupils`, `co_accounts` and `staff` are those of its ordinary size."""

    slug: str
    name: str
    short_name: str
    spoken_name: str  # behind "Secretariaat"
    stage: Stage
    address: str
    phone: str
    colour: str
    years: tuple[str, ...]
    extra_classes: tuple[str, ...]  # years in the order in which they get another class
    fewest_classes: int
    pupils: int
    co_accounts: int
    staff: int

    @property
    def host(self) -> str:
        return f"{self.slug}.school.example"


OUTLINES = (
    Outline(
        slug="dewilg",
        name="Basisschool De Wilg",
        short_name="De Wilg",
        spoken_name="De Wilg",
        stage="primary",
        address="Wilgenlaan 12, 2999 Voorbeeldegem",
        phone="03 555 01 23",
        colour="#2F6B4F",
        years=("K1", "K2", "K3", "1", "2", "3", "4", "5", "6"),
        extra_classes=("4", "5", "2", "6", "1", "3", "1", "K3", "K2"),
        fewest_classes=10,
        pupils=320,
        co_accounts=570,
        staff=45,
    ),
    Outline(
        slug="atheneum-zuid",
        name="Atheneum Zuid",
        short_name="Atheneum Zuid",
        spoken_name="Atheneum",
        stage="secondary",
        address="Stationsstraat 80, 2999 Voorbeeldegem",
        phone="03 555 04 56",
        colour="#8A3324",
        years=("1", "2", "3", "4", "5", "6"),
        extra_classes=("2", "1", "3", "4", "5", "6"),
        fewest_classes=8,
        pupils=480,
        co_accounts=830,
        staff=60,
    ),
)
_MIDDLE_YEARS = ("NW", "EC", "HW", "LA")
_LAST_YEARS = ("WEWI", "EC", "HW", "LAWI")


def class_names(outline: Outline, pupils: int) -> list[tuple[str, str]]:
    """The year and the name of every class, about twenty pupils in each."""
    number = dict.fromkeys(outline.years, 1)
    for extra in range(max(outline.fewest_classes, round(pupils / 20)) - len(number)):
        number[outline.extra_classes[extra % len(outline.extra_classes)]] += 1
    return [
        (year, _class_name(outline.stage, year, n, number[year])) for year in outline.years for n in range(number[year])
    ]


def _class_name(stage: Stage, year: str, n: int, of: int) -> str:
    if year.startswith("K") and of == 1:
        return year
    if stage == "primary" or year in "12":
        return year + ascii_uppercase[n % 26] + (str(n // 26 + 1) if n >= 26 else "")
    courses = _MIDDLE_YEARS if year in "34" else _LAST_YEARS
    return year + courses[n % 4] + (str(n // 4 + 1) if n >= 4 else "")


def seats(classes: int, pupils: int, at_least: list[int]) -> list[int]:
    """How many pupils sit in each class: as even as can be, never fewer than must sit there.

    Raises ValueError if they do not fit.
    """
    if sum(at_least) > pupils:
        raise ValueError(f"a demo school has at least {SMALLEST} pupils")
    taken = [max(pupils // classes, need) for need in at_least]
    n = 0
    while sum(taken) != pupils:
        step = 1 if sum(taken) < pupils else -1
        if step > 0 or taken[n % classes] > at_least[n % classes]:
            taken[n % classes] += step
        n += 1
    return taken
