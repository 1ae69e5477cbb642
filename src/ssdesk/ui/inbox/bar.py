"""The bar of *Berichten*: back, title, the one primary action, search."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets import Button, Label, SearchField, row

SEARCH_WIDTH = 320


class InboxBar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button("", "quiet", self, icon="chevron-left")
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.back.accessibleName())
        self.back.hide()
        self.new = Button(self.tr("New message"), "primary", self)
        self.search = SearchField(self.tr("Search in messages"), "Ctrl+F", self)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.edit.setToolTip(
            self.tr("Words in messages and their attachments. Between quotation marks: just so.")
        )
        theme.fix(self.search, max_width=SEARCH_WIDTH)
        line = row(self, (20, 0, 20, 0), 12)
        line.addWidget(self.back)
        line.addWidget(Label(self.tr("Messages"), "bar", self))
        line.addWidget(self.new)
        line.addStretch(1)
        line.addWidget(self.search, 30)

    def step_back(self, *, back: bool) -> None:
        """Another button of the view is the primary one now, or this one again."""
        self.new.set_role("secondary" if back else "primary")
