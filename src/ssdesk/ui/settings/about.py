"""What this program is, and where it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssdesk import __version__
from ssdesk.ui.settings.section import Section
from ssdesk.ui.widgets import Card, Label


class AboutSection(Section):
    """Version and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = self.add(Card("ssdesk", self))
        lines = (
            self.tr("Version {version}").format(version=__version__),
            self.tr("Parents and schools work together, also without a connection."),
            self.tr(
                "ssdesk is free software under the GNU General Public License, version 3 or later. "
                "You may use, study, share and change it."
            ),
            self.tr("It comes without any warranty."),
        )
        for line in lines:
            card.body.addWidget(Label(line, "text", card, wrap=True))
        self.end()
