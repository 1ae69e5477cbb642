"""A result in words and marks, whatever its form: what we do not know is shown as the school wrote it."""

from __future__ import annotations

import re
from datetime import date

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ssdesk.protocol.record import Result
from ssdesk.rules import marks
from ssdesk.ui.shown import shown

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_COLOURS = {
    "groen": "#2E9E5B", "green": "#2E9E5B",
    "lichtgroen": "#8CC63F", "light green": "#8CC63F",
    "geel": "#F2C230", "yellow": "#F2C230",
    "oranje": "#EE8A2B", "orange": "#EE8A2B",
    "rood": "#D6453D", "red": "#D6453D",
    "blauw": "#3B7DD8", "blue": "#3B7DD8",
    "paars": "#8455C9", "purple": "#8455C9",
    "roze": "#E07AB0", "pink": "#E07AB0",
    "grijs": "#8A94A6", "grey": "#8A94A6",
    "zwart": "#20242C", "black": "#20242C",
    "wit": "#FFFFFF", "white": "#FFFFFF",
}  # fmt: skip
_ICONS = {
    "smile": "face-smile", "happy": "face-smile", "meh": "face-neutral", "neutral": "face-neutral",
    "frown": "face-frown", "sad": "face-frown", "star": "star", "thumbs-up": "thumb-up", "thumbs-down": "thumb-down",
    "check": "check",
}  # fmt: skip


class Said(msgspec.Struct, frozen=True):
    """`value`: what stands at the end of the row, "" for none; `swatch`: a colour "#RRGGBB" beside it; `icon`: one of
    ours beside it. `share`, `median`: in percent, where there is a bar. `state`: in words why there is no value.
    `words`: what the teacher wrote. `spoken`: all of it."""

    value: str
    swatch: str = ""
    icon: str = ""
    share: float | None = None
    median: float | None = None
    state: str = ""
    words: str = ""
    spoken: str = ""


def said(result: Result) -> Said:
    """Never fails, whatever the school sends."""
    value, swatch, icon = _value(result)
    share, state = marks.percent(result), _state(result.state)
    median = marks.median_percent(result) if share is not None else None
    words = shown(result.text)
    if not (value or state or words):
        value = "–"
    spoken = [value or state, "" if not value else state]
    if median is not None:
        spoken.append(
            QCoreApplication.translate("Wording", "median of the class {percent}").format(percent=percent(median))
        )
    whole = ", ".join(part for part in (*spoken, words) if part)
    return Said(value, swatch, icon, share, median, state, words, whole)


def number(amount: float, digits: int = 2) -> str:
    return marks.written(amount, QLocale().decimalPoint(), digits)


def percent(share: float) -> str:
    """ "78%": as narrow as in a column; a part of a percent only where it says more than rounding."""
    return QCoreApplication.translate("Wording", "{number}%").format(
        number=number(share, 0 if abs(share - round(share)) < 0.05 else 1)
    )


def weight(result: Result) -> str:
    """ "weight 2"; "" where the school gives none."""
    return (
        ""
        if result.weight is None
        else QCoreApplication.translate("Wording", "weight {n}").format(n=number(result.weight))
    )


def day(result: Result) -> str:
    """ "20 november"; the year is not said, it stands above. "" where the school gives none; another text as it is."""
    try:
        on = date.fromisoformat(result.day)
    except ValueError:
        return shown(result.day)
    return QLocale().toString(QDate(on.year, on.month, on.day), "d MMMM")


def _value(result: Result) -> tuple[str, str, str]:
    """The value in words, its swatch and its icon. A value beside a state is the school's affair, and is shown."""
    raw = shown(result.value)
    match result.form:
        case "points" if result.score is not None:
            if result.out_of is None:
                return number(result.score), "", ""
            return (
                QCoreApplication.translate("Wording", "{score} out of {most}").format(
                    score=number(result.score), most=number(result.out_of)
                ),
                "",
                "",
            )
        case "percent" if result.score is not None:
            return QCoreApplication.translate("Wording", "{number}%").format(number=number(result.score)), "", ""
        case "colour":
            known = raw if _HEX.fullmatch(raw) else _COLOURS.get(raw.casefold(), "")
            return raw, known.upper(), ""
        case "icon":
            return _icon_name(raw), "", _ICONS.get(raw.casefold(), "")
        case "feedback":
            return raw, "", ""
        case _:
            pass
    if not raw and result.score is not None:
        raw = number(result.score)
    return raw, "", ""


def _icon_name(raw: str) -> str:
    names = {
        "face-smile": QCoreApplication.translate("Wording", "smiling face"),
        "face-neutral": QCoreApplication.translate("Wording", "neutral face"),
        "face-frown": QCoreApplication.translate("Wording", "sad face"),
        "star": QCoreApplication.translate("Wording", "star"),
        "thumb-up": QCoreApplication.translate("Wording", "thumb up"),
        "thumb-down": QCoreApplication.translate("Wording", "thumb down"),
        "check": QCoreApplication.translate("Wording", "check mark"),
    }
    return names.get(_ICONS.get(raw.casefold(), ""), raw)


def _state(code: str) -> str:
    states = {
        "": "",
        "absent": QCoreApplication.translate("Wording", "absent"),
        "exempt": QCoreApplication.translate("Wording", "exempt"),
        "not_graded": QCoreApplication.translate("Wording", "not graded"),
    }
    return states[code] if code in states else shown(code)
