"""Several people to write to: each a chip that can be taken away, and a field for the next one. Of very many the first
few, and one chip for the others, so that the letter stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.commands import MOST_GROUPS, Addressed
from ssdesk.rules.agreements.letter import Reader
from ssdesk.ui import icons, texts, theme
from ssdesk.ui.inbox.audiences import apart, roles_of
from ssdesk.ui.inbox.names import MOST_NAMED, Names, first_of, several
from ssdesk.ui.inbox.recipient import MOST_PASTED, Addressee, Recipient
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Chip, FlowLayout
from ssdesk.ui.widgets.base import smooth

LONGEST, END = 46, 16  # characters on a chip, and of these behind what was left out
MOST_CHIPS, FIRST_CHIPS = 100, 20  # above so many people, so many are shown at first


def _short(text: str) -> str:
    """So that one chip does not make a window wider; what stands at the end, as a number of people, stays."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - END - 1].rstrip()}…{text[-END:].lstrip()}"


class PersonChip(Chip):
    """Pressing it, Delete or Backspace takes the person away; Left and Right (`moved`) go to the next one."""

    removed = Signal()
    moved = Signal(int)

    def __init__(self, person: Addressee, parent: QWidget) -> None:
        text = shown(person.text)
        super().__init__(_short(text), parent, checkable=False)
        self.id = person.id
        self.setAccessibleName(self.tr("Remove {name}").format(name=text))
        self.setToolTip(self.accessibleName())
        self.setAutoExclusive(True)  # one stop for Tab, arrows between them
        self.clicked.connect(self.removed)

    def event(self, event: QEvent) -> bool:
        """Delete is for the chip, not for the message in the list."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif forward:
            self.moved.emit(-forward if self.isRightToLeft() else forward)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + theme.px(17), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, edge = theme.px(11), theme.px(10)
        left = edge if self.isRightToLeft() else self.width() - edge - side
        painter = smooth(self)
        painter.drawPixmap(
            left,
            round((self.height() - side) / 2),
            icons.exact("close", theme.colours().muted, side, self.devicePixelRatioF()),
        )
        painter.end()


class MoreChip(Chip):
    """Stands for those who are not shown. Left and Right (`moved`) go to the next one."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, checkable=False)
        self.setAutoExclusive(True)

    def stand_for(self, count: int, total: int) -> None:
        self.setText(self.tr("and {n} more").format(n=texts.count(count)))
        self.setAccessibleName(self.tr("Show all {n} who were chosen").format(n=texts.count(total)))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if forward:
            self.moved.emit(-forward if self.isRightToLeft() else forward)
        else:
            super().keyPressEvent(event)


class Recipients(QWidget):
    """`decided` comes when somebody is chosen or taken away, or what stands in the field became something else;
    `complained` carries a sentence about what was typed or pasted, "" when nothing is wrong any more."""

    decided = Signal()
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, Addressee] = {}
        self._everybody = Names()  # also of those who are chosen: a list may name them again
        self._chosen: list[str] = []
        self._all = False  # of very many, all are shown
        self.chips: list[PersonChip] = []  # of those who are shown
        self._flow = FlowLayout(self, gap=6, fill=True)
        self.more, self.edit = MoreChip(self), Recipient(self)
        self.more.hide()
        self.more.clicked.connect(self._show_all)
        self.more.moved.connect(lambda by: self._go_to(len(self.chips) + by))
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.edit)
        self.edit.is_list = lambda text: self._everybody.listed(text) is not None
        self.edit.picked.connect(self.add)
        self.edit.listed.connect(self.add_listed)
        self.edit.left.connect(lambda: self._go_to(len(self._stops()) - 1))
        self.edit.textChanged.connect(lambda _: self.decided.emit())
        self.edit.editingFinished.connect(self._settle)

    # ---- Who -----------------------------------------------------------------------------------------------------
    def set_people(self, people: Sequence[Addressee], chosen: Sequence[str] = ()) -> None:
        """The people one can write to, the likeliest first, and those of them who are chosen already."""
        self._people = {person.id: person for person in people}
        self._everybody = Names((person.text, person.id) for person in people)
        self._chosen, self._all = [], False
        self._lay_out()
        self.edit.clear()
        self._chosen = [id_ for id_ in dict.fromkeys(chosen) if id_ in self._people]
        self._changed()

    def chosen(self) -> tuple[str, ...]:
        """Their ids, in the order in which they were chosen."""
        return tuple(self._chosen)

    def apart(self) -> tuple[tuple[str, ...], tuple[Addressed, ...]]:
        """Those chosen by name, and the groups."""
        return apart(self.chosen())

    def readers(self) -> frozenset[Reader]:
        """Those who were chosen as the agreements know them, equal ones once; a family where there is nobody."""
        chosen = (self._people[id_] for id_ in self._chosen)
        found = (Reader(role, person.weekdays) for person in chosen for role in roles_of(person.id, person.group))
        return frozenset(found) or frozenset({Reader()})

    def classes(self) -> frozenset[str]:
        """Of which classes families were chosen; "" stands for those of which that is not known."""
        families = [self._people[id_] for id_ in self.chosen() if self._people[id_].group in ("parent", "pupil")]
        groups = [self._people[id_] for id_ in self.chosen() if id_.startswith(("co:", "pupils:"))]
        return frozenset(name for one in (*families, *groups) for name in one.classes or ("",))

    def names(self) -> list[str]:
        """As they stand on their chips."""
        return [_short(shown(self._people[id_].text)) for id_ in self._chosen]

    @property
    def people(self) -> int:
        """How many people get the message."""
        return sum(self._people[id_].people for id_ in self._chosen)

    @property
    def reached(self) -> int:
        """How many of these read what they get, as far as is known here."""
        return sum(self._people[id_].reached for id_ in self._chosen)

    @property
    def undecided(self) -> str:
        """What is typed and does not mean anybody yet."""
        return self.edit.text().strip()

    def others(self) -> list[Addressee]:
        """Those who can still be chosen."""
        taken = set(self._chosen)
        return [person for person in self._people.values() if person.id not in taken]

    def add(self, id_: str) -> None:
        """Once, however often they are chosen."""
        self.add_all([id_])

    def add_all(self, ids: Sequence[str]) -> None:
        taken = set(self._chosen)
        new = [id_ for id_ in dict.fromkeys(ids) if id_ in self._people and id_ not in taken]
        if said := self._too_many(new):
            self.complained.emit(" ".join((said, self.tr("Nobody was added."))))
            return
        self._chosen += new
        self._changed()

    def too_many(self, ids: Sequence[str]) -> str:
        """Why these cannot be added to those who are chosen; "": they can."""
        said = self._too_many(ids)
        what = self.tr("Take some away, or choose a class or a group.")
        return f"{said} {what}" if said else ""

    def _too_many(self, ids: Sequence[str]) -> str:
        people, groups = apart(tuple(dict.fromkeys((*self.chosen(), *ids))))
        if len(people) > MOST_NAMED:
            return self._so_many(len(people))
        if len(groups) > MOST_GROUPS:
            said = self.tr("These are {count} groups; one message goes to at most {most}.")
            return said.format(count=texts.count(len(groups)), most=texts.count(MOST_GROUPS))
        return ""

    def _so_many(self, count: int) -> str:
        said = self.tr("These are {count} people; one message goes to at most {most}.")
        return said.format(count=texts.count(count), most=texts.count(MOST_NAMED))

    # ---- What was typed or pasted ------------------------------------------------------------------------------------
    def add_listed(self, text: str) -> None:
        """A pasted list of names: those that mean one person each are chosen, the others stay to be looked at."""
        if len(text) > MOST_PASTED:
            self.complained.emit(self.tr("This is too long for a list of people. Nobody was added."))
            return
        listed = self._everybody.listed(text)
        if listed is None:
            return
        many = self._so_many(listed.count) if listed.count > MOST_NAMED else self._too_many(listed.found)
        if many:
            self.edit.setText("; ".join(several(text)) or text.strip())
            self.complained.emit(" ".join((many, self.tr("Nobody was added."))))
            return
        self.edit.clear()
        self.add_all(listed.found)
        if unknown := listed.unknown:
            self.edit.setText(listed.rest)
            said = self.tr("Not found here, or not clear who is meant: {names}.")
            self.complained.emit(said.format(names=self._quoted(unknown)))

    def said_undecided(self) -> str:
        """What is typed and does not mean anybody yet, as a sentence repeats it."""
        return self._quoted(self._names_in(self.undecided))

    @staticmethod
    @lru_cache(4)
    def _names_in(text: str) -> tuple[str, ...]:
        """Kept, because it is asked after each key in the letter."""
        lines = [[name for part in line.split(",") if (name := part.strip())] for line in several(text) or [text]]
        return tuple(name for line in lines for name in (line if len(line) > 2 else [", ".join(line)]))

    def _quoted(self, names: Sequence[str]) -> str:
        named = first_of(names)
        said = ", ".join(f"“{name}”" for name in named)
        if (more := len(names) - len(named)) > 0:
            said = self.tr("{names} and {n} more").format(names=said, n=texts.count(more))
        return said

    def _settle(self) -> None:
        if self.edit.is_choosing:
            QTimer.singleShot(0, self, self._settle_typed)
        else:
            self._settle_typed()

    def _settle_typed(self) -> None:
        if self._everybody.listed(self.edit.text()) is not None:
            self.add_listed(self.edit.text())
        elif self._everybody.one_of(self.edit.text().strip()) in self._chosen:
            self.edit.clear()
        else:
            self.complained.emit(self.edit.settle())

    # ---- Chips ---------------------------------------------------------------------------------------------------
    @property
    def _folded(self) -> bool:
        return len(self._chosen) > MOST_CHIPS and not self._all

    def _lay_out(self) -> None:
        """The chips of those who are shown. The window is laid out once, not for each of them."""
        shows = self._chosen[:FIRST_CHIPS] if self._folded else self._chosen
        kept, stay = {chip.id: chip for chip in self.chips}, set(shows)
        gone = {chip for chip in self.chips if chip.id not in stay}
        self._flow.setEnabled(False)
        self._flow.take_out(gone)
        for chip in gone:
            chip.hide()
            chip.deleteLater()
        self.chips = [kept.get(id_) or self._made(place, id_) for place, id_ in enumerate(shows)]
        self.more.stand_for(len(self._chosen) - len(shows), len(self._chosen))
        self.more.setVisible(self._folded)
        self._flow.setEnabled(True)

    def _made(self, place: int, id_: str) -> PersonChip:
        chip = PersonChip(self._people[id_], self)
        chip.removed.connect(lambda: self._remove(chip))
        chip.moved.connect(lambda by: self._go_to(self.chips.index(chip) + by))
        self._flow.insert(place, chip)
        chip.show()
        return chip

    def _remove(self, chip: PersonChip) -> None:
        place = self.chips.index(chip)
        self._chosen.remove(chip.id)
        self._changed()
        self._go_to(min(place, len(self.chips) - 1))

    def _show_all(self) -> None:
        """The first of those who come into sight has the focus that the chip had."""
        place, self._all = len(self.chips), True
        self._changed()
        self._go_to(place)

    def _stops(self) -> list[Chip]:
        """What the arrows go along, before the field."""
        return [*self.chips, self.more] if self._folded else [*self.chips]

    def _go_to(self, place: int) -> None:
        """To a chip; behind the last one to the field."""
        stops = self._stops()
        (stops[place] if 0 <= place < len(stops) else self.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._lay_out()
        stops = self._stops()
        for chip in stops:
            last = chip is stops[-1]
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if last else Qt.FocusPolicy.ClickFocus)
            if last:  # before the field, which stays where it is in the order
                QWidget.setTabOrder(self.edit, chip)
                QWidget.setTabOrder(chip, self.edit)
        self.edit.set_people(self.others())
        self._flow.invalidate()
        self.updateGeometry()
        self.decided.emit()
