"""All that is known of a block, on a card beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from ssdesk.household import Home
from ssdesk.household.week import Entry
from ssdesk.ui import theme
from ssdesk.ui.planner import wording
from ssdesk.ui.planner.boxes import ColouredBox
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import ChildTag, FlowLayout, Label, PopupCard, Rule, ScrollPage, column

WIDTH, _TALLEST = 380, 420
_MOST = 40  # things on one card


class DetailsCard(PopupCard):
    """`ticked` carries an entry of the agenda and whether it is done now. `accounts`: of whom it tells."""

    ticked = Signal(object, bool)

    def __init__(self, window: QWidget, entries: Sequence[Entry], homes: Mapping[str, Home]) -> None:
        super().__init__(window, width=WIDTH, title=shown(entries[0].title))
        self._homes = homes
        self.accounts = frozenset(entry.account for entry in entries)
        self.boxes: dict[str, ColouredBox] = {}
        page = _Page(self)
        self.body.addWidget(page)
        things = _together(entries)
        for number, alike in enumerate(things[:_MOST]):
            if number:
                page.body.addWidget(Rule(page.content))
            page.body.addWidget(self._about(alike, page.content))
        if len(things) > _MOST:
            page.body.addWidget(Label(self.tr("And {n} more.").format(n=len(things) - _MOST), "muted", page.content))
        page.body.addStretch(1)

    def texts(self) -> list[str]:
        """All that stands on it."""
        return [label.text() for label in self.findChildren(Label)]

    def _about(self, alike: Sequence[Entry], parent: QWidget) -> QWidget:
        """One thing, of one child or of several."""
        entry, part = alike[0], QWidget(parent)
        lesson = entry.lesson or entry
        lines = column(part, gap=6)
        lines.addWidget(Label(shown(entry.title) or wording.kind(entry), "heading", part, wrap=True))
        lines.addWidget(self._whose(alike, part))
        lines.addWidget(Label(" · ".join(_filled(wording.days(entry), wording.hours(entry))), "text", part, wrap=True))
        changed = ": ".join(_filled(wording.change(lesson), shown(lesson.note)))
        if changed:
            changed = changed[0].upper() + changed[1:]
            lines.addWidget(Label(changed, "strong", part, wrap=True, tone="warning" if lesson.state else "text"))
        about = _filled(wording.kind(entry), shown(entry.subject) if entry.subject != entry.title else "")
        who = _filled(shown(lesson.place), shown(lesson.teacher or entry.teacher))
        for kind, said in (("text", " · ".join(who)), ("muted", " · ".join(about)), ("text", _paragraphs(entry.text))):
            if said:
                lines.addWidget(Label(said, "muted" if kind == "muted" else "text", part, wrap=True))
        if entry.audience:
            lines.addWidget(Label(self.tr("For: {whom}").format(whom=shown(entry.audience)), "muted", part, wrap=True))
        for item in (*entry.also, *([entry] if entry.kind == "agenda_item" else [])):
            lines.addWidget(self._box(item, part, alone=item is entry))
        return part

    def _whose(self, alike: Iterable[Entry], parent: QWidget) -> QWidget:
        """The children, and their school."""
        line = QWidget(parent)
        flow = FlowLayout(line, gap=6)
        homes = [self._homes[account] for account in dict.fromkeys(one.account for one in alike)]
        for home in homes:
            flow.addWidget(ChildTag(shown(home.child or home.holder), home.colour, line))
        schools = dict.fromkeys(shown(home.school_short or home.school) for home in homes)
        flow.addWidget(Label(" · ".join(schools), "muted", line))
        return line

    def _box(self, item: Entry, parent: QWidget, *, alone: bool) -> ColouredBox:
        """To tick it. `alone`: the card is about nothing else."""
        text = self.tr("Done") if alone else f"{wording.kind(item)}: {wording.also_title(item)}"
        box = ColouredBox(text, parent, struck=not alone)
        box.setAccessibleName(f"{text}, {shown(item.title)}" if alone else text)
        box.setChecked(item.done)
        box.clicked.connect(lambda: self.ticked.emit(item, box.isChecked()))
        self.boxes[item.id] = box
        return box


class _Page(ScrollPage):
    """As high as what stands on it, up to a height from which it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, margins=(0, 0, 0, 0), gap=12)

    def sizeHint(self) -> QSize:
        width = theme.px(WIDTH) - 2 * theme.px(16)
        return QSize(width, min(self.body.heightForWidth(width) + 2, theme.px(_TALLEST)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _together(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The same thing of several children is one."""
    found: dict[object, list[Entry]] = {}
    for one in entries:
        same = (one.kind, one.title, one.first, one.last, one.start) if one.kind == "event" else (one.account, one.id)
        found.setdefault(same, []).append(one)
    return list(found.values())


def _paragraphs(text: str) -> str:
    return "\n".join(_filled(*(shown(line) for line in text.splitlines())))


def _filled(*parts: str) -> list[str]:
    return [part for part in parts if part]
