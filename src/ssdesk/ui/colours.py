"""The colours of every scheme, as plain data. Values: design card, "Values"; the rest chosen to the same rules.

Every text colour reaches a contrast of 4.5 on every ground it is put on, 7 in the high-contrast schemes; `faint` and
`line` are for what nobody needs to read.
"""

import msgspec


class Tone(msgspec.Struct, frozen=True):
    """A colour that carries a meaning: `ink` for text and marks, `soft` for the ground below it."""

    ink: str
    soft: str


class Colours(msgspec.Struct, frozen=True):
    """One scheme. All values are "#RRGGBB"."""

    name: str
    dark: bool
    background: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    faint: str
    accent: Tone
    on_accent: str
    """Text on the accent and on any other `ink` used as a ground."""
    good: Tone
    warning: Tone
    bad: Tone
    avatar: str
    on_avatar: str
    outline: str
    """Edge of a control; stronger than `line` only where contrast asks for it."""
    children: tuple[Tone, ...]

    @property
    def neutral(self) -> Tone:
        return Tone(self.muted, self.sunken)

    def child(self, index: int) -> Tone:
        """The colour of a child; there are more children than colours, so they repeat. The name is always shown too."""
        return self.children[index % len(self.children)]

    def flag(self, name: str) -> Tone:
        """Of a flag: red, orange, green or blue; its name is always shown too."""
        tones = {"red": self.bad, "orange": self.warning, "green": self.good, "blue": self.accent}
        return tones.get(name, self.neutral)

    def tone(self, name: str) -> Tone:
        """accent, good, warning or bad; anything else is shown neutral."""
        tones = {"accent": self.accent, "good": self.good, "warning": self.warning, "bad": self.bad}
        return tones.get(name, self.neutral)


LIGHT = Colours(
    name="light",
    dark=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    sunken="#EEF0F4",
    line="#E1E4EA",
    text="#1B2130",
    muted="#5C667A",
    faint="#98A1B2",
    accent=Tone("#2F5BD7", "#E8EEFC"),
    on_accent="#FFFFFF",
    good=Tone("#15704A", "#E3F4EB"),
    warning=Tone("#8F5605", "#FCF1DD"),
    bad=Tone("#B02A21", "#FBE7E5"),
    avatar="#5C667A",
    on_avatar="#FFFFFF",
    outline="#E1E4EA",
    children=(
        Tone("#6D42C4", "#EFE9FB"),
        Tone("#0A6F69", "#DFF3F1"),
        Tone("#AC2F78", "#FBE6F2"),
        Tone("#9A4508", "#FCEBDD"),
        Tone("#0B668F", "#DFF0F8"),
        Tone("#4C6710", "#EDF3DC"),
        Tone("#87389A", "#F7E7FA"),
        Tone("#75502F", "#F3EBE3"),
    ),
)

DARK = Colours(
    name="dark",
    dark=True,
    background="#14171D",
    surface="#1B1F27",
    sunken="#232833",
    line="#2D3340",
    text="#E8EBF1",
    muted="#9AA4B5",
    faint="#6D7789",
    accent=Tone("#7FA2FF", "#22304F"),
    on_accent="#14171D",
    good=Tone("#5CC795", "#183227"),
    warning=Tone("#E7B25A", "#382B14"),
    bad=Tone("#F08A80", "#3B1F1D"),
    avatar="#5C667A",
    on_avatar="#FFFFFF",
    outline="#2D3340",
    children=(
        Tone("#B79BF5", "#2B2342"),
        Tone("#5CCFC6", "#15322F"),
        Tone("#F293C7", "#3D1E31"),
        Tone("#F0A56B", "#3A2414"),
        Tone("#6CC4EE", "#14303F"),
        Tone("#B3CF6B", "#283013"),
        Tone("#DE9BEC", "#371F3D"),
        Tone("#D3AE8B", "#332820"),
    ),
)

HIGH_CONTRAST_LIGHT = Colours(
    name="high-contrast",
    dark=False,
    background="#FFFFFF",
    surface="#FFFFFF",
    sunken="#F2F2F2",
    line="#595959",
    text="#000000",
    muted="#333333",
    faint="#595959",
    accent=Tone("#0A34A0", "#E6EDFF"),
    on_accent="#FFFFFF",
    good=Tone("#07472D", "#E4F7EE"),
    warning=Tone("#5A3300", "#FFF3DE"),
    bad=Tone("#7F100A", "#FFEAE8"),
    avatar="#333333",
    on_avatar="#FFFFFF",
    outline="#000000",
    children=(
        Tone("#48218F", "#F2ECFF"),
        Tone("#04463F", "#E2F6F4"),
        Tone("#730D4A", "#FFEAF6"),
        Tone("#642A00", "#FFF0E4"),
        Tone("#04405C", "#E4F4FC"),
        Tone("#314400", "#F1F7E0"),
        Tone("#581468", "#FBECFE"),
        Tone("#4C3014", "#F7F0E9"),
    ),
)

HIGH_CONTRAST_DARK = Colours(
    name="high-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    sunken="#1A1A1A",
    line="#A6A6A6",
    text="#FFFFFF",
    muted="#D9D9D9",
    faint="#A6A6A6",
    accent=Tone("#A9C1FF", "#13204A"),
    on_accent="#000000",
    good=Tone("#8BE8BB", "#0B2A1C"),
    warning=Tone("#FFD58F", "#2E2005"),
    bad=Tone("#FFB5AE", "#3A1310"),
    avatar="#D9D9D9",
    on_avatar="#000000",
    outline="#FFFFFF",
    children=(
        Tone("#D3C1FF", "#23174A"),
        Tone("#8FEAE2", "#06302C"),
        Tone("#FFB9DF", "#3D0F2B"),
        Tone("#FFC79C", "#331B06"),
        Tone("#A5DEFA", "#08293A"),
        Tone("#CFE79A", "#1D2605"),
        Tone("#EEBFF8", "#32103A"),
        Tone("#E6CDB4", "#2C1E10"),
    ),
)

SCHEMES = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
