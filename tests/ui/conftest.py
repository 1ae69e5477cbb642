"""Every picture starts from the same look, font, language and direction."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from ssdesk.ui import texts, theme


@pytest.fixture(autouse=True)
def _plain_look(qapp: QApplication) -> Iterator[None]:
    """Light, 100 %, Inter, Dutch of Belgium, left to right, the computer's own clock."""
    theme.apply(qapp, "light", 1.0, family=theme.OWN_FONT)
    QLocale.setDefault(QLocale("nl_BE"))
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    texts.use_clock(None)
