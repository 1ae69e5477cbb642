"""The chips above the list: which messages of the folder are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ssdesk.protocol.kinds import FLAGS
from ssdesk.replica.inbox import ANY
from ssdesk.ui import icons, texts, theme
from ssdesk.ui.inbox.marking import flag_name
from ssdesk.ui.widgets import Chip, FlowLayout, Menu, row
from ssdesk.ui.widgets.base import elided


class FilterChips(QWidget):
    """Behind `first`, the chip of the folder. `changed` when something else is asked.

    `flag`: a colour, `ANY` or "" of all; `about`: an account, for which child; `pupil`: the id of one, for staff;
    `writer`: id and name, or "".
    `accounts`: those whose child can be chosen, with what they are called.
    """

    changed = Signal()

    def __init__(self, first: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.flag, self.about, self.pupil, self.writer = "", "", "", ("", "")
        self.accounts: list[tuple[str, str]] = []
        self._first, self._numbers = first, (0, 0)
        flow = QWidget(self)
        row(self, (12, 10, 8, 10)).addWidget(flow)
        chips = FlowLayout(flow, gap=6)
        first.setParent(flow)
        self.unread = Chip(self.tr("Unread"), flow)
        self.to_answer = Chip(self.tr("To answer"), flow)
        self.more = Chip("", flow, icon="filter", checkable=False)
        self.more.setAccessibleName(self.tr("Show only…"))
        self.more.setToolTip(self.tr("Show only…"))
        self.more.clicked.connect(self._open_filters)
        self.menu = Menu(self.more)
        self.menu.aboutToShow.connect(self._fill_filters)
        self.attached = Chip(self.tr("With attachment"), flow, icon="paperclip")
        self.flagged, self.child, self.person = (Chip("", flow, icon=name) for name in ("flag", "people", "person"))
        for chip in (first, self.unread, self.to_answer, self.more, *self._chosen_ones()):
            chips.addWidget(chip)
        for chip in self._filters():
            chip.toggled.connect(self._toggled)
        self._show_chosen_ones()

    def _chosen_ones(self) -> tuple[Chip, ...]:
        """Those that are in sight only while they are chosen, in the menu of the filter chip; a press ends them."""
        return self.attached, self.flagged, self.child, self.person

    def _filters(self) -> tuple[Chip, ...]:
        return self.unread, self.to_answer, *self._chosen_ones()

    def _toggled(self) -> None:
        self._show_chosen_ones()
        self.changed.emit()

    def _show_chosen_ones(self) -> None:
        """One that was ended stands for nothing any more."""
        if not self.flagged.isChecked():
            self.flag = ""
        if not self.child.isChecked():
            self.about = self.pupil = ""
        if not self.person.isChecked():
            self.writer = ("", "")
        for chip in self._chosen_ones():
            chip.setVisible(chip.isChecked())
            chip.setToolTip(self.tr("Press to show the others too"))

    def _open_filters(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fill_filters(self) -> None:
        menu = self.menu
        menu.clear()
        action = add_action(menu, "paperclip", self.tr("With attachment"), self.attached.toggle)
        action.setCheckable(True)
        action.setChecked(self.attached.isChecked())
        menu.addSeparator()
        for code in (ANY, *FLAGS):
            colour = "" if code == ANY else theme.colours().flag(code).ink
            self._check(menu, "flag", self.flag_text(code), partial(self.show_flag, code), self.flag == code, colour)
        if len(self.accounts) > 1:
            menu.addSeparator()
            for account, name in self.accounts:
                self._check(menu, "person", name, partial(self.show_about, account), self.about == account)

    def flag_text(self, code: str) -> str:
        return self.tr("With a flag") if code == ANY else flag_name(code)

    def show_flag(self, code: str) -> None:
        """Only messages with this flag; chosen again, all."""
        code = "" if code == self.flag else code
        self._choose(self.flagged, self.flag_text(code), chosen=bool(code))
        self.flag = code
        self.changed.emit()

    def show_about(self, account: str) -> None:
        """Only those of this child's account; chosen again, all."""
        account = "" if account == self.about else account
        self._choose(self.child, dict(self.accounts).get(account, ""), chosen=bool(account))
        self.about, self.pupil = account, ""
        self.changed.emit()

    def show_pupil(self, id_: str, name: str) -> None:
        """Only those about this pupil."""
        self._choose(self.child, name, chosen=bool(id_))
        self.about, self.pupil = "", id_
        self.changed.emit()

    def show_writer(self, id_: str, name: str) -> None:
        """Only what this person wrote."""
        self._choose(self.person, self.tr("From {name}").format(name=name), chosen=bool(id_))
        self.writer = (id_, name)
        self.changed.emit()

    def _choose(self, chip: Chip, text: str, *, chosen: bool) -> None:
        with QSignalBlocker(chip):
            chip.setChecked(chosen)
        room = max(self.width() - theme.px(60), theme.px(120))
        chip.setText(elided(chip.font(), text, room))
        chip.setAccessibleName(text)
        self._show_chosen_ones()

    def drop(self, *, child: bool, person: bool) -> None:
        """These filters end, and nobody is told."""
        for chip, ends in ((self.child, child), (self.person, person)):
            if ends:
                with QSignalBlocker(chip):
                    chip.setChecked(False)
        self._show_chosen_ones()

    def filtered(self) -> bool:
        return any(chip.isChecked() for chip in self._filters())

    def show_all(self) -> None:
        """No filter any more."""
        if self.filtered():
            self.clear()
            self.changed.emit()

    def clear(self) -> None:
        """No filter any more, and nobody is told."""
        for chip in self._filters():
            with QSignalBlocker(chip):
                chip.setChecked(False)
            chip.update()
        self._show_chosen_ones()

    # ---- How many ----------------------------------------------------------------------------------------------------
    def offer(self, *, received: bool, to_answer: bool) -> None:
        """Which of the quick filters make sense in the folder."""
        self.unread.setVisible(received)
        self.to_answer.setVisible(to_answer)

    def fit(self, unread: int, to_answer: int) -> None:
        """The number of unread messages, which the rail shows too, gives way before a chip goes to a second line."""
        self._numbers = unread, to_answer
        self.to_answer.set_count(texts.count(to_answer) if to_answer else "")
        self.unread.set_count(texts.count(unread) if unread else "")
        chips = [chip for chip in (self._first, self.unread, self.to_answer, self.more) if not chip.isHidden()]
        need = (
            sum(chip.sizeHint().width() for chip in chips) + theme.px(6) * (len(chips) - 1) + theme.px(12) + theme.px(8)
        )
        if need > self.width():
            self.unread.set_count("")
        said = self.tr("{count} unread").format(count=texts.count(unread)) if unread else ""
        self.unread.setToolTip(said)
        self.unread.setAccessibleDescription(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(*self._numbers)

    def _check(
        self, menu: QMenu, icon: str, text: str, act: Callable[[], object], checked: bool, colour: str = ""
    ) -> None:
        action = add_action(menu, icon, text, act, colour)
        action.setCheckable(True)
        action.setChecked(checked)


def add_action(menu: QMenu, icon: str, text: str, act: Callable[[], object], colour: str = "") -> QAction:
    action = menu.addAction(icons.icon(icon, colour or None), text.replace("&", "&&"))
    action.triggered.connect(lambda _=False: act())
    return action
