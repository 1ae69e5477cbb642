"""What else can be seen of the family's messages: selection, folders, what is asked, windows, what was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize
from PySide6.QtTest import QTest

from ssdesk.household import Household
from ssdesk.replica.actions import MoveMessage, Respond, SendMessage
from ssdesk.replica.inbox import Filter, MessageRow
from ssdesk.replica.marks import SaveFolder, SetFlag, Snooze
from ssdesk.replica.own_texts import SaveText
from ssdesk.ui.inbox.list_pane import TO_ANSWER
from ssdesk.ui.inbox.screen import InboxScreen
from ssdesk.ui.outbox_card import outgoing
from ssdesk.ui.screen import Place
from ssdesk.ui.settings.notices import NOTICE, WHOLE, NoticesSection
from tests.pictures.computer import Computer
from tests.pictures.views import View
from tests.school import id_of

CONFIRM, EMERGENCY, CLASS_TRIP = "A: afspraak over de taalklas", "Vandaag geen drinkwater op school", "bosklassen"
QUESTION = "Beste mevrouw Janssens, mag Noor haar eigen slaapzak meebrengen?"
FOLDER, SIGNATURE = "Bosklassen", "Els"
HOUR_MS = 3_600_000


def found(household: Household, words: str) -> tuple[str, MessageRow]:
    """The newest message with these words in its subject, with its account."""
    for home in household.homes:
        for row in household.replica(home.name).inbox.first_page(Filter(folder=""), 500):
            if words.lower() in row.subject.lower() and row.kind == "message":
                return home.name, row
    raise LookupError(words)


def furnish(household: Household, now: int) -> None:
    """What the family made in the last weeks: a folder with something in it, flags, one for later, a signature."""
    account, trip = found(household, CLASS_TRIP)
    household.do(account, SaveFolder(id_of(FOLDER), FOLDER))
    older = [row for row in household.replica(account).inbox.first_page(Filter(), 40) if row.id != trip.id]
    for row in older[12:15]:
        household.do(account, MoveMessage(row.id, id_of(FOLDER)))
    household.do(account, SetFlag(older[8].id, "red"))
    household.do(account, SetFlag(older[10].id, "green"))
    for row, hours in zip(older[18:20], (17, 90), strict=True):
        household.do(account, Snooze(row.id, now + hours * HOUR_MS))
    text = "<div>Met vriendelijke groeten</div><div><b>Els Vermeulen</b>, mama van Noor</div>"
    household.do(account, SaveText(id_of(SIGNATURE), "signature", SIGNATURE, text, "html"))


def screen_of(computer: Computer) -> InboxScreen:
    screen = computer.frame.stage.screen("messages")
    assert isinstance(screen, InboxScreen)
    return screen


def inbox(computer: Computer) -> InboxScreen:
    """The screen, as one comes to it."""
    computer.window.activateWindow()
    computer.frame.show_screen("messages")
    screen = screen_of(computer)
    screen.show_list_as("cards")
    screen.pane.choose_folder("inbox")
    screen.right.close()
    computer.settle()
    return screen


def _list(computer: Computer) -> None:
    inbox(computer)


def _in_folder(folder: str) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        inbox(computer).pane.choose_folder(folder)

    return show


def _selection(computer: Computer) -> None:
    screen = inbox(computer)
    table = screen.pane.table
    computer.wait_for(lambda: screen.pane.rows.rowCount() > 4)
    table.select_key(screen.pane.rows.key_at(0))
    for place in (1, 2, 4):
        index = screen.pane.rows.index(place, 0)
        table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def _folders(computer: Computer) -> None:
    inbox(computer).pane.chip.showMenu()


def _table(computer: Computer) -> None:
    inbox(computer).show_list_as("table")


def open_message(words: str) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        inbox(computer)
        account, row = found(computer.household, words)
        computer.frame.go(Place("messages", account, "message", row.id))

    return show


def _own_window(computer: Computer) -> None:
    screen = inbox(computer)
    screen.back_to_list()
    account, row = found(computer.household, CONFIRM)
    screen.right.close()
    screen.windows.open(account, row.id)
    (window,) = screen.windows.windows
    window.resize(window.size().boundedTo(computer.window.size() - QSize(40, 40)))
    window.move(computer.window.mapToGlobal(QPoint(computer.window.width() - window.width() - 20, 20)))


def _answer(computer: Computer) -> None:
    """Begun, with the signature behind it."""
    open_message(CLASS_TRIP)(computer)
    computer.settle()
    screen_of(computer).reader.reply_asked.emit()
    answer = screen_of(computer).reader.answer
    if QUESTION not in answer.text.text():  # it was kept in another look
        QTest.keyClicks(answer.text, QUESTION)


def _notices(computer: Computer) -> NoticesSection:
    computer.frame.go(Place("settings", kind="notices"))
    (section,) = computer.frame.findChildren(NoticesSection)
    return section


def _forwarding(computer: Computer) -> None:
    """By e-mail, the message itself."""
    section = _notices(computer)
    section.email.click()
    computer.settle()
    section.holds.picked.emit(WHOLE)


def _no_forwarding(computer: Computer) -> None:
    section = _notices(computer)
    section.holds.picked.emit(NOTICE)
    section.email.click()
    _sent(computer)


# ---- What changes what is seen afterwards ----------------------------------------------------------------------------
def confirm(computer: Computer) -> None:
    """What was asked is confirmed, and the school knows it."""
    account, row = found(computer.household, CONFIRM)
    computer.household.do(account, Respond(row.id, "confirmed"))
    _sent(computer)


def _sent(computer: Computer) -> None:
    """Nothing waits any more."""
    computer.settle()
    computer.household.nudge()
    computer.wait_for(lambda: not computer.household.summary().waiting)


def refuse(computer: Computer) -> None:
    """The school did not take a message: whom it was for is not there."""
    household = computer.household
    home = household.homes[0]
    household.do(home.name, SendMessage([id_of("nobody")], "Zwemles van vrijdag", "Beste juf, Noor zwemt niet mee."))
    household.nudge()
    computer.wait_for(lambda: any(one.item.state == "refused" for one in outgoing(household)))


def _refused(computer: Computer) -> None:
    """It is a draft again."""
    screen = inbox(computer)
    screen.pane.choose_folder("drafts")
    computer.wait_for(screen.pane.rows.rowCount)


def _outbox(computer: Computer) -> None:
    inbox(computer)
    computer.frame.rail.status.click()


MESSAGES = [
    View("inbox-list", "messages", _list, "inbox"),
    View("inbox-selection", "messages", _selection, "inbox"),
    View("inbox-folders", "messages", _folders, "inbox"),
    View("inbox-own-folder", "messages", _in_folder(id_of(FOLDER)), "inbox"),
    View("inbox-later", "messages", _in_folder("later"), "inbox"),
    View("inbox-to-answer", "messages", _in_folder(TO_ANSWER), "inbox"),
    View("inbox-table", "messages", _table, "inbox"),
    View("message-confirmation-asked", "messages", open_message(CONFIRM), "inbox"),
    View("message-emergency", "messages", open_message(EMERGENCY), "inbox"),
    View("message-answer", "messages", _answer, "inbox"),
    View("message-own-window", "messages", _own_window, "inbox"),
    View("settings-forwarding", "settings", _forwarding, "settings-notifications", undo=_no_forwarding),
]
CONFIRMED = [View("message-confirmed", "messages", open_message(CONFIRM), "inbox")]
REFUSED = [
    View("inbox-failed", "messages", _refused, "offline"),
    View("outbox-failed", "messages", _outbox, "offline"),
]
