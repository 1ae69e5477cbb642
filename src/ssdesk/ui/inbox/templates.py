"""What the composer asks for about templates: chosen, with their fields filled in, and edited."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from ssdesk.household import Household
from ssdesk.rules import fields
from ssdesk.rules.markup import lines_of, lines_of_text
from ssdesk.ui import texts
from ssdesk.ui.inbox import rich
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.kept_texts import KeptTexts
from ssdesk.ui.inbox.text_editor import TextEditor
from ssdesk.ui.shown import shown


class Templates(QObject):
    """Staff have them. One that is chosen comes where the cursor is, as if it were typed."""

    def __init__(self, household: Household, composer: Composer) -> None:
        super().__init__(composer)
        self._household, self._composer, self._menus = household, composer, composer.menus
        self._menus.template.hide()
        composer.sender_chosen.connect(lambda _, account: self._allow(account))
        self._menus.templates_wanted.connect(lambda: self._menus.offer_templates(self._kept().all()))
        self._menus.template_chosen.connect(self._insert)
        self._menus.manage_asked.connect(self._manage)

    def _allow(self, account: str) -> None:
        self._menus.template.setVisible(self._household.home(account).kind == "staff")

    def _kept(self) -> KeptTexts:
        return KeptTexts(self._household, self._composer.account, "template")

    def _insert(self, id_: str) -> None:
        found = next((text for text in self._kept().all() if text.id == id_), None)
        if found is None:
            return
        html = found.body_type == "html"
        lines = lines_of(found.body) if html else lines_of_text(found.body)
        area = self._composer.body
        cursor = area.textCursor()
        if self._composer.signed.alone:
            cursor.setPosition(0)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        rich.insert(cursor, fields.filled(lines, self._values()))
        cursor.endEditBlock()
        area.setTextCursor(cursor)
        area.ensureCursorVisible()
        area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _manage(self) -> None:
        editor = TextEditor(self._kept(), self._composer.window())
        editor.show_text(next((text.id for text in self._kept().all()), ""))
        editor.open()

    # ---- What stands in the fields -----------------------------------------------------------------------------------
    def _values(self) -> dict[fields.Field, str]:
        """As far as the letter says which child and class are meant: those of all its recipients, if they are the
        same."""
        home = self._household.home(self._composer.account)
        people = self._household.replica(home.name).people
        to, groups = self._composer.to.apart()
        found: dict[fields.Field, str] = {
            "school": shown(home.school or home.school_short),
            "date": texts.full_date(texts.now()),
        }
        contacts = [people.contact(id_) for id_ in to]
        pupils = [people.pupil(contact.pupil) if contact and contact.pupil else None for contact in contacts]
        named = {group.id: group.name for group in people.groups() if group.form == "class"}
        classes = {pupil.class_name if pupil else "" for pupil in pupils} | {named.get(one.group, "") for one in groups}
        if len(classes) == 1:
            found["class"] = shown(classes.pop())
        if not groups and len({pupil.id if pupil else "" for pupil in pupils}) == 1 and pupils[0] is not None:
            found["child"] = shown(pupils[0].first_name)
        return found
