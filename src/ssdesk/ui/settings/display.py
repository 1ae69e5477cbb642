"""Language, light or dark, and how large the text is: all of it works at once."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssdesk.settings import Settings
from ssdesk.ui.language import LANGUAGES
from ssdesk.ui.settings.section import Choice, Section, titled
from ssdesk.ui.widgets import Card

SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class DisplaySection(Section):
    """`changed` carries the new Settings."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        card = self.add(Card("", self))
        languages = [(None, self.tr("As the computer")), *LANGUAGES.items()]
        self.language: Choice[str | None] = Choice(self.tr("Language"), languages, card)
        schemes = [
            ("system", self.tr("As the computer")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("high-contrast", self.tr("High contrast")),
        ]
        self.scheme: Choice[str] = Choice(self.tr("Colours"), schemes, card)
        self.scale: Choice[float] = Choice(self.tr("Text size"), [(s, f"{round(s * 100)} %") for s in SCALES], card)
        titled(card, self.tr("Language"), self.language)
        titled(card, self.tr("Colours"), self.scheme)
        titled(card, self.tr("Text size"), self.scale, self.tr("Everything grows with the text."))
        self.language.picked.connect(lambda value: self._change(language=value))
        self.scheme.picked.connect(lambda value: self._change(scheme=value))
        self.scale.picked.connect(lambda value: self._change(text_scale=value))
        self.end()
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.language.show_value(settings.language)
        self.scheme.show_value(settings.scheme)
        self.scale.show_value(min(SCALES, key=lambda scale: abs(scale - settings.text_scale)))

    def _change(self, **values: object) -> None:
        self.changed.emit(replace(self._settings, **values))
