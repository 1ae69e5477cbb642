"""Advice while typing: asks the rules once the keys rest, and puts the panel where there is room for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.kinds import Account, Contact
from ssdesk.replica import Replica
from ssdesk.rules.agreements import asked
from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.calendar import agenda_of, dates_in
from ssdesk.rules.agreements.letter import FixKind, Letter
from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.advice import WIDTH, AdviceColumn, AdvicePanel, said
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import ScrollPage, row

REST_MS = 250  # after the last key
AGAIN_MS = 30_000
LETTER = 560
"""The least width of a letter that has the panel beside it."""
AGENDA = timedelta(days=28)
"""So far it is looked at: the next school day is nearer, but in summer."""
HERE: frozenset[FixKind] = frozenset({"subject", "replace", "schedule", "confirmation", "answer_by", "talk"})
"""What a composer can mend."""


class Advising(QObject):
    """The advice on what stands in `host`; `letter` gives that as the rules judge it, `classes` those to whose families
    it goes. Nothing is shown while the school has no agreements. `fix_chosen` carries a `Fix`; `looked` comes when it
    was judged anew: after the keys rest, and now and then, because hours pass. `waits_ms`: how long a letter to so many
    people waits before it leaves; it is judged for that moment, as the school does."""

    fix_chosen = Signal(object)
    looked = Signal()

    def __init__(self, host: QWidget, letter: Callable[[], Letter], classes: Callable[[], frozenset[str]]) -> None:
        super().__init__(host)
        self._host, self._letter, self._classes = host, letter, classes
        self._document: Agreements | None = None
        self._role = ""
        self._agenda: Mapping[str, frozenset[date]] = {}
        self._answered: str | None = None
        self.waits_ms: Callable[[int], int] = lambda _people: 0
        self._page: ScrollPage | None = None
        self.panel = AdvicePanel(host, can=HERE)
        self.panel.hide()
        self.column = AdviceColumn(host)
        self.column.hide()
        self.panel.fix_chosen.connect(self.fix_chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.look)
        self._hours = QTimer(self)
        self._hours.setInterval(AGAIN_MS)
        self._hours.timeout.connect(self.look)
        host.installEventFilter(self)

    def beside(self, page: ScrollPage) -> QHBoxLayout:
        """The page with the letter, and the column at its side."""
        self._page = page
        layout = row()
        layout.addWidget(page, 1)
        layout.addWidget(self.column)
        return layout

    def agree(
        self,
        document: Agreements | None,
        role: str = "",
        agenda: Mapping[str, frozenset[date]] | None = None,
        answered: str | None = None,
    ) -> None:
        """The agreements that count from now on, the writer's role, the days for which something stands in the agenda
        of each class, and the subject of the message that is `answered`; None: none is."""
        self._document, self._role, self._agenda, self._answered = document, role, agenda or {}, answered
        self._hours.stop()
        if document is not None:
            self._hours.start()
        self.look()

    @staticmethod
    def ample() -> int:
        """The width, in pixels, from which the panel stands beside the letter."""
        return theme.px(LETTER + WIDTH)

    def look_again(self) -> None:
        """Something was typed."""
        if self._document is not None:
            self._timer.start()

    def look(self) -> None:
        """What is to be said now. That subject or text are missing is said where the message cannot be sent."""
        self._timer.stop()
        if self._document is not None:
            answered, agenda = self._answered, agenda_of(self._classes(), self._agenda)
            more = {"answering": answered is not None, "answered": answered or "", "agenda": agenda}
            letter = replace(self._letter(), **more)
            leaves = texts.now() + timedelta(milliseconds=self.waits_ms(letter.recipients))
            found = advice(self._document, self._role, letter, leaves)
            told = [one for one in found if not (one.rule in ("R1", "R2") and one.mode == "block")]
            self.panel.show_advice(told, self._document.title)
        else:
            self.panel.show_advice(())
        self._place()
        self.looked.emit()

    def blocked(self) -> str:
        """What the school does not let go as it stands now; "": nothing."""
        if self._document is None:
            return ""
        return next((said(one)[0] for one in self.panel.shown_advice() if one.mode == "block"), "")

    def _place(self) -> None:
        """Beside the letter, or below it where that would leave it too narrow."""
        if self._page is None:
            return
        has = self._document is not None
        wide = self._host.width() >= self.ample()
        home = self.column.body if wide else self._page.body
        if self.panel.parentWidget() is not home.parentWidget():
            home.insertWidget(0 if wide else home.count(), self.panel)
        self.panel.setContentsMargins(0, 0 if wide else theme.px(14), 0, 0)
        self.panel.setVisible(has and (wide or bool(self.panel.shown_advice())))
        self.column.setVisible(has and wide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self._place()
        return super().eventFilter(watched, event)


def agreed_in(replica: Replica) -> tuple[Agreements | None, str, dict[str, frozenset[date]]]:
    """What `agree` takes, of one account."""
    people, today = replica.people, texts.school_time(texts.now()).date()
    holder = people.account()
    role = role_of(holder, people.contact(holder.id) if holder else None)
    days: defaultdict[str, list[str]] = defaultdict(list)
    for one in replica.planner.agenda(today, today + AGENDA):
        days[shown(one.item.class_name)].append(one.item.day)
    return people.agreements(), role, {class_: dates_in(found) for class_, found in days.items()}


def role_of(account: Account | None, own: Contact | None) -> str:
    """The writer's role in the agreements: parent, pupil, teacher or office. `own`: the account among the contacts."""
    return asked.role_of(account.kind, own.group if own is not None else "") if account else "parent"
