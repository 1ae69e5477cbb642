"""What stands in the reader's place while several messages are selected: how many, from whom, how many unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.ui import texts
from ssdesk.ui.inbox.possible import Can
from ssdesk.ui.row_delegate import Row
from ssdesk.ui.widgets import EmptyState, Label, column

NAMES = 6


class ChosenSummary(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EmptyState("mail", "", "", self)
        self.people = Label("", "text", self, wrap=True)
        self.people.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.keys = Label("", "muted", self, wrap=True)
        self.keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = column(self, (28, 20, 28, 24), 10)
        inside.addStretch(2)
        for part in (self._state, self.people, self.keys):
            inside.addWidget(part)
        inside.addStretch(3)

    def show_rows(self, count: int, rows: Sequence[Row], can: Can) -> None:
        """`count` messages as the list shows them; none of them where there are too many. The keys for what can be done
        with them."""
        keys = (
            (self.tr("U: unread"), Can.UNREAD | Can.READ),
            (self.tr("F: flag"), Can.FLAG),
            (self.tr("L: later"), Can.LATER),
            (self.tr("V: move"), Can.MOVE),
            (self.tr("Del: delete"), Can.TRASH | Can.DISCARD),
        )
        self.keys.setText(", ".join([*(text for text, deed in keys if can & deed), self.tr("Esc: choose none")]))
        title = self.tr("{count} messages selected").format(count=texts.count(count))
        unread = sum(row.unread for row in rows)
        said = self.tr("{count} of them unread").format(count=texts.count(unread)) if unread else ""
        self._state.say("mail", title, said)
        names = Counter(row.who for row in rows)
        parts = [f"{name} ({texts.count(n)})" if n > 1 else name for name, n in names.most_common(NAMES)]
        if len(names) > NAMES:
            left = len(names) - NAMES
            others = self.tr("and 1 other") if left == 1 else self.tr("and {count} others")
            parts.append(others.format(count=texts.count(left)))
        self.people.setText(", ".join(parts))
        self.people.setVisible(bool(parts))

    @property
    def title(self) -> str:
        return self._state.title()
