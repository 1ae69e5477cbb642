"""The open message beside the list: its reader, the answer below it, its menus."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ssdesk.household import Household
from ssdesk.ui.attachments import AttachmentOpener
from ssdesk.ui.inbox.answering import Answering
from ssdesk.ui.inbox.claiming import Claim
from ssdesk.ui.inbox.doing import open_below
from ssdesk.ui.inbox.keeping import FileKeeper
from ssdesk.ui.inbox.menus import MessageMenus
from ssdesk.ui.inbox.reader import Reader
from ssdesk.ui.inbox.reading import Reading


class ReadingSide:
    """Made when the first message is opened: the first picture needs none of it. What its buttons ask of the list is
    connected by the screen."""

    def __init__(
        self,
        household: Household,
        reader: Reader,
        opener: AttachmentOpener,
        keeper: FileKeeper,
        claim: Claim,
        parent: QObject,
    ) -> None:
        self.reader = reader
        self.answering = Answering(household, reader.answer, keeper, claim, parent)
        self.reading = Reading(household, reader, self.answering, opener, parent)
        self.menus = MessageMenus(household, self.reading.opened_row, reader, more=reader.more.menu())
        for button, menu in ((reader.flag, self.menus.flags), (reader.later, self.menus.later)):
            button.clicked.connect(lambda _=False, button=button, menu=menu: open_below(menu, button))
