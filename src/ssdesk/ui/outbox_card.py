"""*Postvak uit*: what waits, what was refused, and what can still be done about it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from math import ceil

import msgspec
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household import Home, Household
from ssdesk.replica.database import Cancelled
from ssdesk.replica.outbox import OutboxItem
from ssdesk.ui import texts
from ssdesk.ui.widgets import Button, ElidedLabel, Label, PopupCard, Rule, column, row

log = logging.getLogger(__name__)

MOST_LINES = 6
_QUIET = (
    *("open_message", "move_message", "save_draft", "delete_draft"),
    *("set_flag", "mark_unread", "snooze", "save_folder", "delete_folder", "save_text", "delete_text"),
)


class Outgoing(msgspec.Struct, frozen=True):
    """What waits or was refused, with the account that did it."""

    home: Home
    item: OutboxItem


def outgoing(household: Household, name: str = "") -> list[Outgoing]:
    """The outbox over all open accounts, or of one, oldest first. One that cannot be read is left out: its home says
    what is wrong."""
    found = []
    for home in household.homes:
        if home.is_open and name in ("", home.name):
            try:
                found += [Outgoing(home, item) for item in household.replica(home.name).outbox.items()]
            except (SsdeskError, Cancelled):
                log.info("An outbox cannot be read")
    return sorted(found, key=lambda out: out.item.made_at)


def worth_telling(out: Outgoing) -> bool:
    """Receipts, moves and drafts leave by themselves: they are news only when the school did not take them."""
    return out.item.type not in _QUIET or (out.item.state == "refused" and out.item.type != "open_message")


def seconds_left(item: OutboxItem) -> int:
    """Whole seconds, rounded up, in which it can be taken back; 0: it leaves, or has left."""
    if item.leaves_at is None or not item.can_withdraw or texts.now() < item.made_at:
        return 0
    return max(ceil((item.leaves_at - texts.now()).total_seconds()), 0)


class OutboxCard(PopupCard):
    """`withdraw_asked`, `open_asked`, `dismiss_asked` carry the `Outgoing`."""

    withdraw_asked = Signal(object)
    open_asked = Signal(object)
    dismiss_asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, title="")
        self.setAccessibleName(self.tr("Outbox"))
        self._count = Label("", "muted", self)
        self._details: dict[str, tuple[Outgoing, Label]] = {}
        self._shown: list[tuple[str, str, list[str]]] = []
        head = row(gap=8)
        head.addWidget(Label(self.tr("Outbox"), "section", self))
        head.addStretch(1)
        head.addWidget(self._count)
        self._list = QWidget(self)
        self._lines = column(self._list, gap=8)
        self.body.addLayout(head)
        self.body.addWidget(self._list)

    def tick(self) -> None:
        """What can be taken back has a second less."""
        for outgoing, label in self._details.values():
            label.setText(self._detail(outgoing))

    def show_items(self, items: Sequence[Outgoing]) -> None:
        """As long as the same things can be done to the same items only the words change: the focus stays."""
        shown = [(out.item.id, out.item.state, [text for text, _, _ in self._offers(out)]) for out in items]
        if shown == self._shown and items and self._details:
            for out in items[:MOST_LINES]:
                self._details[out.item.id] = (out, self._details[out.item.id][1])
            self.tick()
            return
        self._shown, self._details = shown, {}
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        waiting = sum(outgoing.item.state == "waiting" for outgoing in items)
        form = self.tr("1 waiting") if waiting == 1 else self.tr("{n} waiting")
        self._count.setText(form.format(n=waiting) if waiting else "")
        if not items:
            self._lines.addWidget(Label(self.tr("Everything has been sent."), "muted", self._list))
        for number, outgoing in enumerate(items[:MOST_LINES]):
            if number:
                self._lines.addWidget(Rule(self._list))
            self._lines.addWidget(self._line(outgoing))
        if (more := len(items) - MOST_LINES) > 0:
            self._lines.addWidget(Label(self.tr("and {n} more").format(n=more), "muted", self._list))
        self.restyle()

    def _line(self, outgoing: Outgoing) -> QWidget:
        item = outgoing.item
        box = QWidget(self._list)
        line = row(box, gap=10)
        refused = item.state == "refused"
        if refused:
            line.addWidget(Label("!", "section", box, tone="bad"))
        words = column(gap=1)
        words.addWidget(ElidedLabel(self._title(item), "strong", box))
        detail = Label(self._detail(outgoing), "muted", box, wrap=True)
        self._details[item.id] = (outgoing, detail)
        words.addWidget(detail)
        line.addLayout(words, 1)
        for button in self._buttons(outgoing, box):
            line.addWidget(button)
        return box

    def _title(self, item: OutboxItem) -> str:
        titles = {
            "send_message": item.subject,
            "save_draft": self.tr("Draft: {subject}").format(subject=item.subject or self.tr("(no subject)")),
            "delete_draft": self.tr("Draft thrown away"),
            "open_message": self.tr("Read receipt"),
            "respond": self.tr("Answer with one click"),
            "withdraw": self.tr("Message taken back"),
            "move_message": self.tr("Message moved"),
            "set_flag": self.tr("Flag changed"),
            "mark_unread": self.tr("Marked as unread or read"),
            "snooze": self.tr("Message put off"),
            "save_folder": self.tr("Folder named"),
            "delete_folder": self.tr("Folder deleted"),
            "save_text": self.tr("Text kept"),
            "delete_text": self.tr("Kept text deleted"),
            "set_notifications": self.tr("Notices changed"),
            "change_details": self.tr("Own details changed"),
        }
        return titles.get(item.type, item.type)

    def _detail(self, outgoing: Outgoing) -> str:
        item, status = outgoing.item, outgoing.home.status
        if status.uploading == item.id:
            done = {"have": texts.size(status.uploaded), "size": texts.size(status.to_upload)}
            return self.tr("{have} of {size} uploaded").format(**done)
        if item.problem is not None:
            return self.tr("Not sent: {reason}").format(reason=texts.told(item.problem))
        written = texts.moment(item.made_at)
        if left := seconds_left(item):
            written = self.tr("leaves in {n} s").format(n=left)
        names = ", ".join(name for name in item.to if name)
        if item.type == "send_message" and names:
            form = self.tr("to {names}, {when}") if left else self.tr("to {names}, written {when}")
            return form.format(names=names, when=written)
        return written

    def _buttons(self, outgoing: Outgoing, box: QWidget) -> list[Button]:
        made: list[Button] = []
        for text, name, signal in self._offers(outgoing):
            made.append(Button(text, "secondary", box, size="small"))
            if name:
                made[-1].setAccessibleName(name)
            made[-1].clicked.connect(lambda _=False, signal=signal: signal.emit(self._now(outgoing)))
        return made

    def _now(self, outgoing: Outgoing) -> Outgoing:
        return self._details.get(outgoing.item.id, (outgoing, None))[0]

    def _offers(self, outgoing: Outgoing) -> list[tuple[str, str, SignalInstance]]:
        """What can be done about it: the button, its accessible name, and what it asks."""
        item = outgoing.item
        if item.state == "refused":
            open_ = (self.tr("Open"), "", self.open_asked)
            return [open_ if item.draft else (self.tr("All right"), "", self.dismiss_asked)]
        if not item.can_withdraw or item.type != "send_message":
            return []
        if outgoing.home.status.uploading == item.id:
            name = self.tr("Stop sending {subject}")
            return [(self.tr("Stop"), name.format(subject=item.subject), self.withdraw_asked)]
        return [(self.tr("Change"), self.tr("Change {subject}").format(subject=item.subject), self.withdraw_asked)]
