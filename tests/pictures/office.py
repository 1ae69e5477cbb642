"""What the office sees of its messages: the composer with groups and advice, what became of a message, templates."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from ssdesk.household import Household
from ssdesk.protocol.files import Attachment
from ssdesk.replica import copies
from ssdesk.replica.inbox import Filter
from ssdesk.replica.own_texts import SaveText
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.http import token_hash
from ssdesk.ui.inbox.address_book import AddressBook
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.receipts import Overview
from ssdesk.ui.inbox.text_editor import TextEditor
from ssdesk.ui.outbox_card import outgoing
from ssdesk.ui.screen import Place
from ssdesk.ui.widgets import Button
from tests.pictures.computer import Computer
from tests.pictures.demo import Session
from tests.pictures.messages import inbox, screen_of
from tests.pictures.views import View
from tests.school import MONDAY, id_of

HOLDER, SCHOOL = "Lieve Janssens", "dewilg"
EVENING = MONDAY + 171 * 60_000  # 17:23, as on the target
SIGNED = "<div>Met vriendelijke groeten</div><div>Het secretariaat</div>"
TEMPLATE = (
    "<div>Beste ouders van <b>{voornaam kind}</b></div><div><br></div><div>Op {datum} bleef {voornaam kind} uit {klas}"
    " langer in de opvang van {school}. Wilt u het verschil met ons bekijken?</div>"
)
LIST = (
    "<div>Beste ouders</div><div><br></div><div>Het koor zingt op <b>vrijdag 27 november</b> om 14 uur.</div><ul>"
    "<li>een witte trui</li><li>een <i>rode</i> sjaal van de school</li></ul><div>Met vriendelijke groeten</div>"
    "<div>Het secretariaat</div>"
)
ASKED = "Klusdag"
EARLY = "Beste ouders\n\nMorgen zwemmen klas 4A en 4B. Geef uw kind een zwemzak, handdoek en 2 euro mee.\n\n"


def session(app: App) -> Session:
    """Of the office, which works here for long."""
    return app.parts.db.run_now(_settle_in)


def _settle_in(connection: Connection) -> Session:
    a = t.account.c
    account = connection.scalars(select(a.id).where(a.school == SCHOOL, a.name == HOLDER)).one()
    device, token = id_of("computer of the office"), "token of the office"
    row = {"id": device, "account": account, "token": token_hash(token), "name": "Computer van het secretariaat"}
    connection.execute(insert(t.device).values(school=SCHOOL, **row, created_at=MONDAY, last_seen=MONDAY))
    return Session(f"http://127.0.0.1/{SCHOOL}", token, device)


def furnish(household: Household) -> None:
    """Signatures and templates."""
    account = household.homes[0].name
    for use, name, body in (
        ("signature", "Secretariaat", SIGNED),
        ("signature", "Kort", "<div>Groeten</div><div>Lieve Janssens</div>"),
        ("template", "Opvang: rekening", TEMPLATE),
        ("template", "Gevonden voorwerp", "Beste ouders\n\nIn {klas} vonden wij iets van {voornaam kind}."),
        ("template", "Gesprek met zorgcoördinator en klasleerkracht over leren", "Beste ouders\n\n"),
    ):
        html = "html" if body.startswith("<") else "text"
        household.do(account, SaveText(id_of(name), use, name, body, html))  # type: ignore[arg-type]


# ---- Writing ---------------------------------------------------------------------------------------------------------
def _compose(computer: Computer) -> Composer:
    inbox(computer)
    computer.frame.go(Place("messages", computer.household.homes[0].name, "new"))
    composer = inbox_composer(computer)
    computer.settle()
    return composer


def inbox_composer(computer: Computer) -> Composer:
    (composer,) = computer.frame.findChildren(Composer)
    return composer


def _address(composer: Composer, *beginnings: str) -> None:
    """Those whose text begins so."""
    for beginning in beginnings:
        composer.to.add(next(person.id for person in composer.to.others() if person.text.startswith(beginning)))


def _advised(computer: Computer) -> None:
    """In the evening, with capitals and a word that becomes another day: as on the target."""
    composer = _compose(computer)
    _address(composer, "4A · ouders", "4B · ouders")
    composer.subject.setText("DRINGEND zwemzak morgen")
    composer.body.fill(EARLY + "Met vriendelijke groeten\nHet secretariaat")
    composer.advice.look()


def _asking(computer: Computer) -> None:
    """All that a letter can have: groups, people, what is asked, a moment, a look, a list and a file."""
    composer = _compose(computer)
    _address(composer, "Schoolkoor · ouders", "4A · ouders", "Petra De Backer", "Marleen Van Hove")
    composer.subject.setText("Optreden van het schoolkoor in de kerk van Voorbeeldegem-Bos")
    composer.body.fill(LIST, "html")
    composer.wishes.set_asked("confirm", MONDAY + 97 * 3_600_000)
    composer.wishes.plan(MONDAY + 17 * 3_600_000)
    composer.files.set(
        [Attachment("0" * 64, "programma van het optreden met alle liedjes.pdf", "application/pdf", 81_920)]
    )
    composer.advice.look()


def _emergency(computer: Computer) -> None:
    """The reason is asked."""
    _advised(computer)
    inbox_composer(computer).wishes._urgent.trigger()


def _to_many(computer: Computer) -> None:
    """Whether it is to go to so many."""
    composer = _compose(computer)
    _address(composer, "Basisschool De Wilg · ouders")
    composer.subject.setText("Fietscontrole op de speelplaats")
    composer.body.fill("Beste ouders\n\nDe agent van de wijk kijkt de fietsen na.\n\nMet vriendelijke groeten\nLieve")
    composer.wishes.plan(MONDAY + 17 * 3_600_000)
    computer.settle()
    composer.send.click()


def _not_filled_in(computer: Computer) -> None:
    """Whether it is to go with the fields of a template."""
    composer = _compose(computer)
    _address(composer, "Petra De Backer")
    composer.subject.setText("Gevonden voorwerp")
    composer.body.fill("Dag Petra\n\nIn {klas} vonden wij iets van {voornaam kind}.\n\nGroeten\nLieve")
    composer.send.click()


def _book(by: int) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        _compose(computer).book.click()
        (book,) = [one for one in computer.frame.window().findChildren(AddressBook) if one.isVisible()]
        if by:
            book._ways.buttons()[by].click()
        book.tree.expandAll()

    return show


def _menu(button: Callable[[Composer], Button]) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        composer = _compose(computer)
        _address(composer, "4A · ouders")
        opened = button(composer)
        menu = opened.menu()
        assert menu is not None
        menu.popup(opened.mapToGlobal(opened.rect().bottomLeft()))

    return show


def _templates(computer: Computer) -> None:
    composer = _compose(computer)
    composer.menus.manage_asked.emit()
    (editor,) = computer.frame.window().findChildren(TextEditor)
    editor.show_text(id_of("Opvang: rekening"))


# ---- What became of it -----------------------------------------------------------------------------------------------
def _sent(subject: str) -> Callable[[Computer], None]:
    def show(computer: Computer) -> None:
        screen = inbox(computer)
        home = computer.household.homes[0]
        row = next(row for row in computer.household.replica(home.name).inbox.first_page(Filter(folder="sent"), 200)
                   if subject in row.subject)  # fmt: skip
        screen.pane.choose_folder("sent")
        computer.frame.go(Place("messages", home.name, "message", row.id))
        computer.settle()

    return show


def _people(part: str) -> Callable[[Computer], None]:
    """Who did not do yet what is asked."""

    def show(computer: Computer) -> None:
        _sent(ASKED)(computer)
        overview = inbox_overview(computer)
        if overview.people is None or overview.people.isHidden():
            overview.who.click()
        assert overview.people is not None
        overview.people.chips[part].click()

    return show


def inbox_overview(computer: Computer) -> Overview:
    return screen_of(computer).reader.receipts


def _remind(computer: Computer) -> None:
    _sent(ASKED)(computer)
    inbox_overview(computer).remind.click()


def _scheduled(computer: Computer) -> None:
    screen = inbox(computer)
    screen.pane.choose_folder("scheduled")
    computer.wait_for(screen.pane.rows.rowCount)
    screen.pane.table.opened.emit(screen.pane.rows.key_at(0))


def send_a_file(computer: Computer) -> None:
    """The line is cut: a letter to a class waits with its file."""
    computer.track.cut = True
    household = computer.household
    file = household.paths.data / "programma.pdf"
    file.write_bytes(b"%PDF-1.4 " + b"0" * 3_000_000)
    composer = _compose(computer)
    _address(composer, "4A · ouders")
    composer.subject.setText("Programma van het schoolfeest")
    composer.body.fill("Beste ouders\n\nIn bijlage vindt u het programma.\n\nMet vriendelijke groeten\nLieve Janssens")
    composer.files_asked.emit([str(file)])
    computer.wait_for(lambda: composer.files.attachments)
    composer.send.click()
    household.nudge()
    computer.wait_for(lambda: outgoing(household) and computer.frame.strip.isVisible())


def _outbox(computer: Computer) -> None:
    inbox(computer)
    computer.frame.rail.status.click()


OFFICE = [
    View("office-inbox", "messages", lambda computer: inbox(computer).back_to_list()),
    View("office-compose", "messages", _advised, "office-compose"),
    View("office-asking", "messages", _asking, "office-compose"),
    View("office-emergency", "messages", _emergency, "office-compose"),
    View("office-to-many", "messages", _to_many, "office-compose"),
    View("office-not-filled-in", "messages", _not_filled_in, "office-compose"),
    View("office-address-book", "messages", _book(0)),
    View("office-address-book-classes", "messages", _book(1)),
    View("office-templates", "messages", _menu(lambda composer: composer.menus.template), "office-compose"),
    View("office-signatures", "messages", _menu(lambda composer: composer.menus.signature), "office-compose"),
    View("office-ask-menu", "messages", _menu(lambda composer: composer.wishes.ask), "office-compose"),
    View("office-template-editor", "messages", _templates),
    View("office-receipts", "messages", _sent(ASKED), "inbox"),
    View("office-receipts-people", "messages", _people(copies.EVERYONE), "inbox"),
    View("office-receipts-silent", "messages", _people(copies.UNANSWERED), "inbox"),
    View("office-receipts-late", "messages", _sent("schoolkoor"), "inbox"),
    View("office-remind", "messages", _remind),
    View("office-scheduled", "messages", _scheduled, "inbox"),
]
TELLING = ("office-compose", "office-receipts-people")  # enough for the short run
UPLOADING = [View("office-outbox", "messages", _outbox, "offline")]
