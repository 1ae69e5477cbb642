"""What became of an own message, above its text: how many read it and reacted, who, and what can still be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ssdesk.errors import SsdeskError
from ssdesk.household.asked import Expected
from ssdesk.replica import copies
from ssdesk.replica.inbox import MessageRow
from ssdesk.replica.receipts import Receipts, Summary, Told, Which
from ssdesk.rules.agreements.calendar import Due
from ssdesk.ui import texts
from ssdesk.ui.inbox.receipt_table import Line, Lines, ReceiptHead, ReceiptTable, describe
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Banner, Button, Card, Chip, FlowLayout, Label, SearchField, column

SEARCH_AFTER_MS = 150
SCHEDULED = "scheduled"


class People(QWidget):
    """The recipients: quick filters, a search, the table. `failed` carries an SsdeskError."""

    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._from: tuple[Receipts, str] | None = None
        self._expected = Expected()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self._build_chips()
        self.search = SearchField(self.tr("Name or role"), parent=self)
        self.search.text_changed.connect(lambda _: self._timer.start())
        self.search.submitted.connect(self._to_table)
        self.rows: ListModel[Line] = ListModel(describe, self)
        self.rows.failed.connect(self.failed)
        self.head = ReceiptHead(self)
        self.table = ReceiptTable(self.rows, self)
        self.table.setAccessibleName(self.tr("Recipients"))
        self.none = Label(self.tr("Nobody fits this choice."), "muted", self, wrap=True)
        for signal in (self.rows.loaded, self.rows.modelReset, self.rows.rowsInserted, self.rows.rowsRemoved):
            signal.connect(self._show_none)
        inside = column(self, (0, 6, 0, 0), 8)
        inside.addWidget(self._chip_row)
        inside.addWidget(self.search)
        inside.addWidget(self.none)
        listed = column()
        listed.addWidget(self.head)
        listed.addWidget(self.table)
        inside.addLayout(listed)

    def _build_chips(self) -> None:
        self._chip_row = QWidget(self)
        flow = FlowLayout(self._chip_row, gap=6)
        self._group = QButtonGroup(self)
        self.chips = {
            copies.EVERYONE: Chip(self.tr("Everyone"), self._chip_row),
            copies.UNOPENED: Chip(self.tr("Not opened"), self._chip_row),
            copies.DELIVERED: Chip(self.tr("On a device, not opened"), self._chip_row),
            copies.UNANSWERED: Chip(self.tr("Not answered"), self._chip_row),
            copies.UNCONFIRMED: Chip(self.tr("Not confirmed"), self._chip_row),
            copies.TALK: Chip(self.tr("Asks for a talk"), self._chip_row),
            copies.NOT_FOR_ME: Chip(self.tr("Not for me"), self._chip_row),
            copies.WITHDRAWN: Chip(self.tr("Taken back"), self._chip_row),
        }
        for chip in self.chips.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        self.chips[copies.EVERYONE].setChecked(True)
        self._group.buttonClicked.connect(lambda _: self._ask())

    def part(self) -> str:
        return next(part for part, chip in self.chips.items() if chip.isChecked())

    def show_receipts(self, receipts: Receipts, message: str, summary: Summary, expected: Expected) -> None:
        """From the beginning, or after that what changed."""
        self._expected = expected
        anew = self._from is None
        self._from = receipts, message
        self.head.show_delivery(shown=summary.delivers)
        self.table.show_delivery(shown=summary.delivers)
        for part, chip in self.chips.items():
            count = summary.counts[part]
            chip.set_count(texts.count(count))
            asked = part in (copies.EVERYONE, copies.UNOPENED, summary.lacking)
            chip.setVisible(asked or chip.isChecked() or (bool(count) and part in _TOLD))
        if anew:
            self._ask()
        else:
            self.rows.reread()

    def forget(self) -> None:
        """Another message is open: all of its recipients are listed when they are asked for."""
        self._from = None
        self.chips[copies.EVERYONE].setChecked(True)
        self.search.set_text("")

    def _ask(self) -> None:
        self._timer.stop()
        if self._from is not None:
            receipts, message = self._from
            self.rows.show(Lines(receipts, message, Which(self.part(), self.search.text()), self._told))

    def _told(self, account: str, opened_at: datetime | None) -> Due:
        """As expected now, also of lines that are read again later."""
        return self._expected.of(account, opened_at)

    def _to_table(self) -> None:
        self._ask()
        if self.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_none(self) -> None:
        nobody = not self.rows.rowCount()
        self.none.setVisible(nobody)
        self.head.setVisible(not nobody)
        self.table.setVisible(not nobody)


_TOLD = (
    copies.DELIVERED,
    copies.TALK,
    copies.NOT_FOR_ME,
    copies.WITHDRAWN,
)  # worth a chip of their own when there are any


class Overview(QWidget):
    """What the buttons ask is done by `sent.Sent`: `remind_asked`, `take_back_asked`; `stop_asked` to take nothing
    back after all, `dismiss_asked` when a refusal was read, `keep_asked` for what is not to be sent at its moment.
    `failed` carries an SsdeskError."""

    remind_asked = Signal()
    take_back_asked = Signal()
    stop_asked = Signal()
    dismiss_asked = Signal()
    keep_asked = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary: Summary | None = None
        self._message = ""
        self._seen: tuple[Summary | None, date, Expected] | None = None
        self._expected = Expected()
        self._withdrawn = False
        self._receipts: Receipts | None = None
        self.leaves = Banner("info", "", self)
        self.late = Banner("warning", "", self)
        self.held = Banner("bad", "", self)
        self.waits = Banner("info", "", self)
        self.refused = Banner("bad", "", self)
        for banner, asked in (
            (self.leaves, self.keep_asked),
            (self.late, self.keep_asked),
            (self.held, self.keep_asked),
            (self.waits, self.stop_asked),
            (self.refused, self.dismiss_asked),
        ):
            banner.acted.connect(asked)
        self.card = Card(parent=self, ground="background", margins=(14, 12, 14, 12), gap=8)
        self.line = Label("", "strong", self.card, wrap=True)
        self.by = Label("", "muted", self.card, wrap=True)
        self.opening = Label("", "muted", self.card, wrap=True)
        self.reaction = Label("", "muted", self.card, wrap=True)
        self.reminded = Label("", "muted", self.card, wrap=True)
        self._buttons = QWidget(self.card)
        flow = FlowLayout(self._buttons, gap=8)
        self.who = Button("", "secondary", self._buttons, size="small")
        self.remind = Button("", "secondary", self._buttons, size="small")
        self.take_back = Button("", "secondary", self._buttons, size="small")
        self.who.clicked.connect(self._toggle)
        self.remind.clicked.connect(self.remind_asked)
        self.take_back.clicked.connect(self.take_back_asked)
        for button in (self.who, self.remind, self.take_back):
            flow.addWidget(button)
        for part in (self.line, self.by, self.opening, self.reaction, self.reminded, self._buttons):
            self.card.body.addWidget(part)
        self.people: People | None = None
        inside = column(self, (0, 0, 0, 16), 8)
        for part in (self.leaves, self.late, self.held, self.waits, self.refused, self.card):
            inside.addWidget(part)
        self.hide()

    # ---- Showing -----------------------------------------------------------------------------------------------------
    def show_message(
        self,
        row: MessageRow,
        summary: Summary | None,
        receipts: Receipts,
        expected: Expected | None = None,
        why: SsdeskError | None = None,
    ) -> None:
        """No summary: there is nothing to tell of it. `expected`: until when it is opened and answered. `why`: the
        school could not send it at its moment."""
        another = row.id != self._message
        self._expected = expected or Expected()
        self.summary, self._message, self._receipts = summary, row.id, receipts
        self.setVisible(summary is not None)
        if another and self.people is not None:
            self.people.forget()
            self.people.hide()
        if summary is None:
            return
        later = row.folder == SCHEDULED
        self._show_moment(row, why, later=later)
        self._show_taking_back(summary)
        self.card.setVisible(not later)
        self.line.setText(self._told(summary))
        self._withdrawn = row.withdrawn_at is not None
        self._show_deadline(summary, self._expected.answers)
        self._show_opening(summary)
        self._show_reaction(receipts, row.id, summary)
        self.reminded.setVisible(summary.reminded_at is not None)
        if summary.reminded_at is not None:
            when = texts.moment(summary.reminded_at)
            self.reminded.setText(self.tr("Last reminder: {when}.").format(when=when))
        self._show_buttons(summary)
        seen = summary, texts.school_time(texts.now()).date(), self._expected
        if self.people is not None and not self.people.isHidden() and seen != self._seen:
            self.people.show_receipts(receipts, row.id, summary, self._expected)
        self._seen = seen

    def _show_moment(self, row: MessageRow, why: SsdeskError | None, *, later: bool) -> None:
        """Of what the school is to send: when, or why it did not."""
        at = row.send_at if later else None
        late = at is not None and at < texts.now() and why is None
        self.held.setVisible(at is not None and why is not None)
        self.leaves.setVisible(at is not None and not late and why is None)
        self.late.setVisible(late)
        if at is None:
            return
        when = texts.full_moment(at)
        said = self.tr("This message leaves on {when}. Nobody sees it before that.")
        self.leaves.show_message(said.format(when=when), action=self.tr("Do not send"))
        said = self.tr("This message should have left on {when}. If it stays here, the school could not send it.")
        self.late.show_message(said.format(when=when), action=self.tr("Make it a draft"))
        if why is not None:
            said = self.tr("This message did not leave on {when}, and nobody got it.").format(when=when)
            what = self.tr("Make it a draft, change what is wrong and send it again.")
            if why.code == "recipient_left" and row.to_count > 1:
                what = self.tr("Make it a draft: who is gone is left out, and you can send it to the others.")
            self.held.show_message(f"{said} {texts.error(why)[0]} {what}", action=self.tr("Make it a draft"))

    def _show_deadline(self, summary: Summary, moments: Sequence[datetime]) -> None:
        """The moment that the recipients see too; of several the last one."""
        by = moments[-1] if moments else None
        ended = self._withdrawn and bool(summary.asks)
        self.by.setVisible(by is not None or ended)
        if by is None:
            self.by.setText(self.tr("No answer is asked any more.") if ended else "")
            self.by.set_tone(None)
            return
        late = by <= texts.now() and bool(summary.counts[copies.UNCONFIRMED])  # those who said nothing at all
        said = self.tr("An answer is asked by {when}.")
        if len(moments) > 1:
            said = self.tr("An answer is asked by {when}; earlier from who works more days.")
        if summary.asks == "confirm":
            said = self.tr("A confirmation is asked by {when}.")
            if len(moments) > 1:
                said = self.tr("A confirmation is asked by {when}; earlier from who works more days.")
        if late:
            said = self.tr("An answer was due by {when}.")
            if summary.asks == "confirm":
                said = self.tr("A confirmation was due by {when}.")
        self.by.setText(said.format(when=texts.full_moment(by)))
        self.by.set_tone("warning" if late else None)

    def _show_opening(self, summary: Summary) -> None:
        """Until when it is opened, while somebody has not."""
        opens, lacking = self._expected.opens, summary.counts[copies.UNOPENED]
        by = opens[-1] if opens else None
        shows = by is not None and bool(lacking) and summary.taking_back is None
        self.opening.setVisible(shows)
        if by is None or not shows:
            return
        late = by <= texts.now()
        said = self.tr("It is to be opened by {when}.")
        if len(opens) > 1:
            said = self.tr("It is to be opened by {when}; earlier by who works more days.")
        if late:
            said = self.tr("It was to be opened by {when}.")
        self.opening.setText(said.format(when=texts.full_moment(by)))
        self.opening.set_tone("warning" if late else None)

    def _show_reaction(self, receipts: Receipts, message: str, summary: Summary) -> None:
        """Until when the one recipient reacts; of several how many let that pass. Each has a moment of its own."""
        now, only = texts.now(), summary.only
        said, late = "", False
        if summary.taking_back is None and only is not None and only.state == copies.OPENED:
            by = self._expected.of(only.account, only.opened_at).react_by
            if by is not None:
                late = by <= now
                form = self.tr("A first reaction was expected by {when}.")
                if not late:
                    form = self.tr("A first reaction is expected by {when}.")
                said = form.format(when=texts.full_moment(by))
        elif summary.taking_back is None and only is None and self._expected.reacts:
            count = self._expected.late_reactions(receipts.silent_readers(message), now)
            late = bool(count)
            if count:
                said = self.tr("First reactions that should have come by now: {n}.").format(n=texts.count(count))
        self.reaction.setVisible(bool(said))
        self.reaction.setText(said)
        self.reaction.set_tone("warning" if late else None)

    def _show_taking_back(self, summary: Summary) -> None:
        back = summary.taking_back
        problem = back.problem if back is not None else None
        self.refused.setVisible(problem is not None)
        if problem is not None:
            self.refused.show_message(texts.told(problem), action=self.tr("All right"))
        self.waits.setVisible(back is not None and problem is None)
        if back is not None:
            said = self.tr(
                "Taking it back waits in the outbox until the school can be reached. Who reads it before that keeps it."
            )
            self.waits.show_message(said, action=self.tr("Do not take back") if back.can_stop else "")

    def _show_buttons(self, summary: Summary) -> None:
        counts, one = summary.counts, summary.only is not None
        open_ = self.people is not None and not self.people.isHidden()
        self.who.setVisible(not one)
        self.who.setText(self.tr("Hide the recipients") if open_ else self.tr("Show the recipients"))
        form = {
            copies.UNCONFIRMED: self.tr("Remind who has not confirmed ({n})…"),
            copies.UNANSWERED: self.tr("Remind who has not answered ({n})…"),
        }.get(summary.lacking, self.tr("Remind who has not read it ({n})…"))
        if one:
            form = self.tr("Remind…")
        self.remind.setText(form.format(n=texts.count(summary.silent)))
        asked = bool(summary.silent) and not self._withdrawn
        self.remind.setVisible(asked and (bool(summary.asks) or not one))
        free = summary.taking_back is None or summary.taking_back.problem is not None
        unread = bool(counts[copies.UNTOUCHED])
        self.take_back.setText(self.tr("Take back…") if unread else self.tr("No answer needed any more…"))
        self.take_back.setVisible((unread or (asked and bool(summary.asks))) and free)
        buttons = (self.who, self.remind, self.take_back)
        self._buttons.setVisible(any(not button.isHidden() for button in buttons))

    # ---- Words -------------------------------------------------------------------------------------------------------
    def _told(self, summary: Summary) -> str:
        if summary.only is not None:
            return self._told_of(summary.only, summary.asks)
        parts = [said.replace(" ", "\N{NO-BREAK SPACE}") for said in self._counted(summary)]
        return "\N{NO-BREAK SPACE}· ".join(parts)

    def _counted(self, summary: Summary) -> Iterator[str]:
        """As a person reads it aloud; what nobody did and nobody was asked is left out."""
        counts = {part: texts.count(count) for part, count in summary.counts.items()}
        has = {part for part, count in summary.counts.items() if count}
        said = self.tr("{opened} of {count} read")
        if copies.UNOPENED in has:
            said = self.tr("{opened} of {count} read, {n} not yet")
        yield said.format(opened=counts[copies.OPENED], count=counts[copies.EVERYONE], n=counts[copies.UNOPENED])
        if copies.DELIVERED in has:
            yield self.tr("{n} on a device, not opened").format(n=counts[copies.DELIVERED])
        for part, lack, done, left in (
            (copies.CONFIRMED, copies.UNCONFIRMED, self.tr("{n} confirmed"), self.tr("{n} confirmed, {m} not yet")),
            (copies.ANSWERED, copies.UNANSWERED, self.tr("{n} answered"), self.tr("{n} answered, {m} not yet")),
        ):
            waits = lack == summary.lacking and lack in has
            if waits or part in has:
                yield (left if waits else done).format(n=counts[part], m=counts[lack])
        for part, form in (
            (copies.FOLLOWS, self.tr("answer follows: {n}")),
            (copies.TALK, self.tr("talk asked: {n}")),
            (copies.NOT_FOR_ME, self.tr("not meant for them: {n}")),
            (copies.WITHDRAWN, self.tr("{n} taken back")),
        ):
            if part in has:
                yield form.format(n=counts[part])

    def _told_of(self, told: Told, asks: str) -> str:
        """The one recipient, in one sentence."""
        name = shown(told.name) or self.tr("The recipient")
        at = told.withdrawn_at or told.reacted_at or told.opened_at or told.delivered_at
        when = texts.moment(at) if at is not None else ""
        form = {
            "sent": self.tr("{name} has not read it yet."),
            "delivered": self.tr("{name} has it on a device since {when} and has not read it yet."),
            "opened": self._read(asks),
            "confirmed": self.tr("{name} confirmed it {when}."),
            "answered": self.tr("{name} answered {when}."),
            "follows": self.tr("{name} said {when} that a full answer follows."),
            "not_for_me": self.tr("{name} said {when} that it is meant for somebody else."),
            "talk": self.tr("{name} asked {when} for a talk."),
            "withdrawn": self.tr("Taken back {when}, before {name} read it."),
        }.get(told.state, "{name}: {state}")
        return form.format(name=name, when=when, state=shown(told.state))

    def _read(self, asks: str) -> str:
        if asks == "confirm":
            return self.tr("{name} read it {when} and has not confirmed yet.")
        if asks:
            return self.tr("{name} read it {when} and has not answered yet.")
        return self.tr("{name} read it {when}.")

    # ---- Who ---------------------------------------------------------------------------------------------------------
    def _toggle(self) -> None:
        if self.summary is None or self._receipts is None:
            return
        if self.people is None:
            self.people = People(self.card)
            self.people.failed.connect(self.failed)
            self.people.hide()
            self.card.body.addWidget(self.people)
        shows = self.people.isHidden()
        if shows:
            self.people.show_receipts(self._receipts, self._message, self.summary, self._expected)
        self.people.setVisible(shows)
        self._show_buttons(self.summary)
