"""The menus at the right above a letter's text: what was kept to use again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from ssdesk.protocol.kinds import OwnText
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Button, Menu, row


class TextMenus(QWidget):
    """`template_chosen` carries an id, `signature_chosen` too, or "" for none; `manage_asked` comes for the templates,
    `edit_asked` for the signatures. Before a menu opens `templates_wanted` or `signatures_wanted` asks what is in it:
    `offer_templates`, `offer_signatures`."""

    template_chosen = Signal(str)
    templates_wanted = Signal()
    manage_asked = Signal()

    signature_chosen = Signal(str)
    signatures_wanted = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.signature = Button(self.tr("Signature"), "quiet", self, size="small")
        self._signatures = Menu(self.signature)
        self._signatures.aboutToShow.connect(self.signatures_wanted)
        self.signature.setMenu(self._signatures)
        self.template = Button(self.tr("Template"), "quiet", self, size="small")
        self._templates = Menu(self.template)
        self._templates.aboutToShow.connect(self.templates_wanted)
        self.template.setMenu(self._templates)
        inside = row(self, gap=2)
        inside.addWidget(self.template)
        inside.addWidget(self.signature)

    def offer_templates(self, templates: Sequence[OwnText]) -> None:
        menu = self._templates
        menu.clear()
        for text in templates:
            action = menu.addAction(shown(text.name).replace("&", "&&"))
            action.triggered.connect(lambda _=False, id_=text.id: self.template_chosen.emit(id_))
        menu.addSeparator()
        manage = self.tr("Manage templates…") if templates else self.tr("New template…")
        menu.addAction(manage).triggered.connect(lambda _=False: self.manage_asked.emit())

    def offer_signatures(self, signatures: Sequence[OwnText], chosen: str) -> None:
        """`chosen`: the id of the one that letters get; "" for none."""
        menu = self._signatures
        menu.clear()
        group = QActionGroup(menu)
        listed = [(text.id, shown(text.name)) for text in signatures]
        for id_, name in [*listed, ("", self.tr("No signature"))]:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(id_ == chosen)
            action.triggered.connect(lambda _=False, id_=id_: self.signature_chosen.emit(id_))
            group.addAction(action)
        menu.addSeparator()
        edit = self.tr("Edit signatures…") if signatures else self.tr("New signature…")
        menu.addAction(edit).triggered.connect(lambda _=False: self.edit_asked.emit())
