"""Pictures of all parts in every look: `python -m tests.ui.gallery build/gallery`. For looking, not for judging."""

import os
import sys
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from ssdesk.ui import theme
from ssdesk.ui.list_model import ListModel
from ssdesk.ui.message_table import MessageTable
from ssdesk.ui.row_delegate import Row, describe
from ssdesk.ui.widgets import (
    AttachmentTile,
    Avatar,
    Banner,
    Button,
    Card,
    CheckBox,
    ChildTag,
    Chip,
    CodeField,
    Dot,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    Label,
    PasswordStrength,
    PopupCard,
    RadioButton,
    RailItem,
    Rule,
    ScrollPage,
    SearchField,
    Sheet,
    StatusLine,
    Step,
    StepList,
    Tag,
    TextField,
    Toggle,
    column,
    row,
)

STEPS = ("School", "Aanmelden", "Overeenkomst", "Wachtwoord", "Toestellen", "Uw gegevens", "Nakijken")
STEPS += ("E-mail bevestigen", "Kinderen en meldingen")
MODULES = (
    ("home", "Start", 0),
    ("mail", "Berichten", 2),
    ("calendar", "Planner", 0),
    ("bars", "Rapporten", 1),
    ("clock", "Afwezigheden", 0),
    ("newspaper", "Nieuws", 0),
    ("document", "Intradesk", 0),
    ("image", "Foto's", 0),
    ("list", "Bevragingen", 1),
    ("person", "Leerlingfiche", 0),
)


def sheet(done: int, details: tuple[str, ...]) -> tuple[Sheet, QWidget]:
    page = Sheet()
    side = QWidget()
    theme.fix(side, width=280)
    steps = StepList()
    steps.set_steps(
        [
            Step(
                title,
                details[number] if number < len(details) else "",
                "done" if number < done else "current" if number == done else "todo",
            )
            for number, title in enumerate(STEPS)
        ]
    )
    left = column(side, (24, 24, 24, 24), 20)
    heading = Label("Account activeren", "heading")
    contact = Label("Hulp nodig? Basisschool De Wilg\n03 555 01 23,\nhelpdesk@dewilg.example", "small", wrap=True)
    left.addWidget(heading)
    left.addWidget(steps)
    left.addStretch(1)
    left.addWidget(Rule())
    left.addWidget(contact)

    def narrow(on: bool) -> None:
        steps.set_compact(on)
        heading.setHidden(on)
        contact.setHidden(on)
        theme.fix(side, width=Sheet.NARROW_SIDE if on else 280)

    page.narrowed.connect(narrow)
    page.body.addWidget(side)
    scroll = ScrollPage(margins=(0, 0, 0, 0))
    page.body.addWidget(scroll, 1)
    return page, scroll.content


def wizard() -> QWidget:
    page, content = sheet(
        3, ("dewilg.school.example", "noor.peeters", "aanvaard om 14:06", "kies een eigen wachtwoord")
    )
    layout = content.layout()
    assert isinstance(layout, QVBoxLayout)
    theme.space(layout, (40, 32, 40, 34), 18)
    head = column(gap=4)
    head.addWidget(Label("Kies een eigen wachtwoord", "title"))
    head.addWidget(
        Label(
            "De code uit de brief hebt u hierna niet meer nodig. Een andere ouder kiest een eigen wachtwoord.",
            "muted",
            wrap=True,
        )
    )
    layout.addLayout(head)
    first = TextField("Nieuw wachtwoord of wachtzin", password=True)
    first.set_text("groene fietsen dansen zachtjes")
    first.findChild(Button).click()
    strength = PasswordStrength()
    strength.set_strength(4, "Sterk: een wachtzin van 4 woorden en 30 tekens")
    both = column(gap=6)
    both.addWidget(first)
    both.addWidget(strength)
    layout.addLayout(both)
    again = TextField("Herhaal", password=True)
    again.set_text("groene fietsen dansen zachtjes")
    layout.addWidget(again)
    rules = Card("Wat telt", ground="background", gap=4)
    for text in ("wachtzin: minstens 20 tekens, 4 woorden met een spatie ertussen", "geen veelgebruikt wachtwoord"):
        rules.body.addWidget(Label(text, wrap=True))
    layout.addWidget(rules)
    layout.addStretch(1)
    foot = row(gap=18)
    foot.addWidget(Button("Vorige"))
    foot.addWidget(Label("Stoppen kan: tot stap 3 is alles bewaard.", "muted", wrap=True), 1)
    foot.addWidget(Button("Opslaan en verder", "primary"))
    layout.addLayout(foot)
    page.resize(theme.px(1280), theme.px(800))
    page.show()
    first.setFocus()
    return page


def confirm() -> QWidget:
    page, content = sheet(
        7,
        (
            "dewilg.school.example",
            "noor.peeters",
            "aanvaard om 14:06",
            "bewaard om 14:09",
            "nagekeken",
            "bewaard om 14:11",
            "alles juist",
        ),
    )
    layout = content.layout()
    assert isinstance(layout, QVBoxLayout)
    theme.space(layout, (40, 32, 40, 34), 18)
    head = column(gap=4)
    head.addWidget(Label("Bevestig uw e-mailadres", "title"))
    head.addWidget(
        Label(
            "Wij stuurden een mail naar <b>els.v@voorbeeld.be</b>. Klik op de link in die mail of typ de code hier.",
            "muted",
            wrap=True,
            rich=True,
        )
    )
    layout.addLayout(head)
    code = CodeField("Code uit de mail")
    code.setText("481")
    layout.addWidget(code)
    card = Card("Geen mail gekregen?", ground="background", gap=5)
    card.body.addWidget(Label("Kijk bij ongewenste mail."))
    card.body.addWidget(Button("Adres aanpassen", "link"), 0, Qt.AlignmentFlag.AlignLeft)
    card.body.addWidget(Label("Opnieuw versturen kan over 42 s.", "muted"))
    card.body.addWidget(Label("Lukt het niet, dan kan het secretariaat uw adres bevestigen.", wrap=True))
    layout.addWidget(card)
    layout.addWidget(Label("U mag dit venster sluiten: wij gaan hier verder zodra u terugkomt.", "muted", wrap=True))
    layout.addStretch(1)
    foot = row(gap=18)
    foot.addWidget(Button("Vorige"))
    foot.addWidget(Label("wacht op uw bevestiging", "muted"), 1)
    following = Button("Verder", "primary")
    following.setEnabled(False)
    foot.addWidget(following)
    layout.addLayout(foot)
    page.resize(theme.px(1280), theme.px(800))
    page.show()
    code.setFocus()
    return page


class Ground(QWidget):
    """A plain widget on a colour of the theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paintEvent(self, _event: object) -> None:
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.ink(getattr(theme.colours(), self._name)))
        painter.end()


def rail() -> QWidget:
    side = Ground("sunken")
    theme.fix(side, width=224)
    layout = column(side, (10, 14, 10, 14), 0)
    who = row(margins=(6, 6, 6, 6), gap=10)
    who.addWidget(Avatar("EV", own=True))
    names = column(gap=0)
    names.addWidget(ElidedLabel("Els Vermeulen", "section"))
    names.addWidget(ElidedLabel("2 kinderen, 2 scholen", "small"))
    who.addLayout(names, 1)
    layout.addLayout(who)
    chips = row(margins=(4, 7, 4, 14), gap=5)
    every = Chip("Alle")
    every.setChecked(True)
    chips.addWidget(every)
    chips.addWidget(Chip("Noor", dot=0))
    chips.addWidget(Chip("Milan", dot=1))
    chips.addStretch(1)
    layout.addLayout(chips)
    layout.addWidget(Rule())
    layout.addSpacing(10)
    group = QButtonGroup(side)
    for icon, text, count in MODULES:
        item = RailItem(icon, text)
        item.set_count(count)
        item.setChecked(text == "Berichten")
        group.addButton(item)
        layout.addWidget(item)
    layout.addSpacing(6)
    layout.addWidget(RailItem("help", "Helpdesk"))
    layout.addWidget(RailItem("gear", "Instellingen"))
    layout.addStretch(1)
    layout.addWidget(Rule())
    layout.addWidget(StatusLine("Bijgewerkt om 14:32"))
    side.resize(theme.px(224), theme.px(800))
    side.show()
    return side


def faces() -> QWidget:
    page = ScrollPage(margins=(24, 22, 24, 24))
    grid = QGridLayout()
    theme.space(grid, (0, 0, 0, 0), 16)
    page.body.addLayout(grid)
    page.body.addStretch(1)
    states = (
        ("bars", "Nog geen rapport dit schooljaar", "Het eerste komt in de herfst. U krijgt dan een melding.", ""),
        (
            "clock",
            "Wordt voor het eerst opgehaald",
            "Rapporten van 3 schooljaren, 14 van 22. U kunt intussen lezen.",
            "",
        ),
        (
            "key",
            "Daarvoor hebt u geen rechten",
            "De school toont rapporten niet aan deze co-account.",
            "Vraag het de school",
        ),
        ("door", "Uw school gebruikt dit niet", "De Wilg geeft rapporten op papier mee.", ""),
        (
            "help",
            "Ophalen mislukt om 14:02",
            "De school antwoordt niet. Wij proberen het om 14:07 opnieuw; wat u al had, staat hieronder.",
            "Nu proberen",
        ),
        ("offline", "U bent offline", "Dit is de stand van vandaag, 13:10.", ""),
    )
    for number, (icon, title, sentence, action) in enumerate(states):
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(EmptyState(icon, title, sentence, action=action))
        theme.fix(card, min_height=196)
        grid.addWidget(card, number // 3, number % 3)
    for number in range(3):
        grid.setColumnStretch(number, 1)
    page.resize(theme.px(1056), theme.px(500))
    page.show()
    return page


def controls() -> QWidget:
    page = ScrollPage(gap=14)
    flow = QWidget()
    buttons = FlowLayout(flow)
    for role in ("primary", "secondary", "danger", "link", "quiet"):
        for enabled in (True, False):
            button = Button(role.title(), role)  # type: ignore[arg-type]
            button.setEnabled(enabled)
            buttons.addWidget(button)
    buttons.addWidget(Button("Klein", size="small"))
    buttons.addWidget(Button("Bijlage", icon="paperclip"))
    alone = Button("", icon="more")
    alone.setAccessibleName("Meer")
    buttons.addWidget(alone)
    clip = Chip("", icon="paperclip")
    clip.setAccessibleName("Met bijlage")
    for chip in (Chip("Postvak in"), Chip("Ongelezen", count="2"), Chip("Noor", dot=0), clip):
        buttons.addWidget(chip)
    for tone in ("accent", "good", "warning", "bad", "neutral"):
        buttons.addWidget(Tag(f"merk {tone}", tone))
    for number, name in enumerate(("Noor", "Milan", "Yasmina", "Lore", "Jef", "Danylo", "Fien", "Amir")):
        buttons.addWidget(ChildTag(name, number))
    for tone in ("good", "warning", "bad"):
        buttons.addWidget(Dot(tone))
    page.body.addWidget(flow)
    wrong = TextField("E-mailadres", hint="Daar sturen wij een code naar.")
    wrong.set_text("els.v@")
    wrong.set_error("Dit is geen e-mailadres. Een adres heeft een @ en een punt, zoals els@voorbeeld.be.")
    page.body.addWidget(wrong)
    page.body.addWidget(TextField("Telefoon", placeholder="mag leeg blijven", hint="Daar belt de school u op."))
    search = row(gap=12)
    search.addWidget(SearchField("Zoek in berichten", "Ctrl+F"))
    filled = SearchField("Zoek in berichten", "Ctrl+F")
    filled.set_text("bosklassen")
    search.addWidget(filled)
    page.body.addLayout(search)
    page.body.addWidget(
        CheckBox("Deze computer gebruik ik samen met anderen.", detail="Vraag een wachtzin bij het openen.")
    )
    marks = row(gap=16)
    for box in (
        CheckBox("Toestel houden"),
        RadioButton("moeder"),
        RadioButton("vader"),
        Toggle("Ook e-mails vasthouden"),
    ):
        box.setChecked(True)
        marks.addWidget(box)
    off = Toggle("Uit")
    marks.addWidget(off)
    page.body.addLayout(marks)
    page.body.addWidget(
        Banner(
            "warning",
            "Dit bericht vraagt een antwoord vóór woensdag 25 november, 13:58.",
            action="Volledig antwoord volgt",
        )
    )
    page.body.addWidget(Banner("info", "Het herfstrapport van Noor staat klaar.", action="Rapport openen"))
    page.body.addWidget(Banner("bad", "De school aanvaardt uw aanmelding niet meer.", action="Opnieuw aanmelden"))
    page.body.addWidget(Banner("good", "Uw wachtwoord is bewaard."))
    page.body.addWidget(
        Banner(
            "offline",
            "Alles van vóór 14:32 is hier te lezen. 2 berichten vertrekken zodra er verbinding is.",
            lead="U bent offline.",
            action="Nu proberen",
        )
    )
    files = QWidget()
    tiles = FlowLayout(files)
    tiles.addWidget(AttachmentTile("agenda oudercontact.pdf", "84 kB, bewaard op deze computer"))
    tiles.addWidget(AttachmentTile("plan school.png", "1,2 MB"))
    tiles.addWidget(
        AttachmentTile(
            "een heel lange naam van een bestand dat nergens helemaal past.docx", "ophalen mislukt", tone="bad"
        )
    )
    page.body.addWidget(files)
    page.body.addStretch(1)
    page.resize(theme.px(900), theme.px(820))
    page.show()
    return page


def outbox() -> QWidget:
    window = Ground("surface")
    anchor = StatusLine("Offline, 2 wachten", "warning", window)
    window.resize(theme.px(520), theme.px(330))
    foot = column(window, (30, 4, 30, 4))
    foot.addStretch(1)
    foot.addWidget(anchor)
    card = PopupCard(window, title="Postvak uit")
    head = row()
    head.addWidget(Label("Postvak uit", "section"), 1)
    head.addWidget(Label("2 wachten", "muted"))
    card.body.addLayout(head)
    for subject, detail, action in (
        ("Re: Oudercontact op 2 december", "aan Petra De Backer, geschreven om 14:40", "Wijzigen"),
        ("Bevestiging: afspraak over de taalklas", "aan mevr. Aerts, 14:41", "Annuleren"),
        ("Foto voor de klas", "Niet verzonden: de bijlage is 31 MB, de school aanvaardt 25 MB.", "Openen"),
    ):
        line = row(gap=8)
        texts = column(gap=0)
        texts.addWidget(ElidedLabel(subject, "strong"))
        texts.addWidget(Label(detail, "muted", wrap=True))
        line.addLayout(texts, 1)
        line.addWidget(Button(action, size="small"))
        card.body.addLayout(line)
    window.show()
    card.open_at(anchor)
    return window


MESSAGES = (
    ("Juf Petra", "PD", 0, "13:58", True, "Oudercontact op 2 december", "Beste ouders, graag nodigen wij u uit", False),
    ("Mevr. Aerts", "MA", 1, "11:20", False, "A: afspraak over de taalklas", "Dag mevrouw Vermeulen, past", True),
    (
        "Secretariaat De Wilg",
        "LJ",
        0,
        "09:05",
        True,
        "Brief: bosklassen in maart",
        "In bijlage vindt u de brief met alle praktische afspraken voor de bosklassen",
        True,
    ),
    ("U aan Juf Petra", "EV", 0, "zo", False, "Re: fluohesje vergeten", "Dank u wel, ze brengt het morgen mee", False),
    ("Dirk Lemmens", "DL", 1, "vr", False, "Leesgroep zoekt helpende handen", "Op vrijdagvoormiddag lezen wij", False),
    ("Secretariaat Atheneum", "SA", 1, "do", True, "Schoolrekening oktober", "De rekening van oktober staat in", False),
    ("Juf Petra", "PD", 0, "wo", False, "Turnzak", "Noor liet haar turnzak liggen in de kleedkamer.", False),
    ("U aan Helpdesk", "EV", 1, "wo", False, "Wachtwoord van Milan", "Wacht op verzending, u bent offline", False),
)
MARKS = {0: ("antwoord voor wo 13:58", "warning"), 1: ("bevestig", "accent"), 3: ("gelezen 08:12", "neutral")}
MARKS[7] = ("wacht", "warning")


class Messages:
    """A source of the messages of the design's picture."""

    def __init__(self) -> None:
        self._rows = [
            Row(
                1000 - n, who, initials, CHILDREN[child], child, when, clip, subject, preview, unread, *MARKS.get(n, ())
            )
            for n, (who, initials, child, when, clip, subject, preview, unread) in enumerate(MESSAGES)
        ]

    def first_page(self, limit: int) -> list[Row]:
        return self._rows[:limit]

    def keys(self) -> "array[int]":
        return array("q", (row.key for row in self._rows))

    def rows(self, keys: Sequence[int]) -> list[Row]:
        return [row for row in self._rows if row.key in set(keys)]

    def present(self, keys: Sequence[int]) -> set[int]:
        return {row.key for row in self._rows} & set(keys)


CHILDREN = ("Noor", "Milan")


def inbox() -> QWidget:
    ground = Ground("surface")
    rows = ListModel(describe, ground)
    table = MessageTable(rows, ground)
    rows.show(Messages())
    table.select_key(1000)
    column(ground).addWidget(table)
    ground.resize(theme.px(372), theme.px(696))
    ground.show()
    return ground


PAGES: dict[str, Callable[[], QWidget]] = {
    build.__name__: build for build in (wizard, confirm, rail, inbox, faces, controls, outbox)
}
LOOKS = (("light", 1.0), ("dark", 1.0), ("high-contrast", 1.0), ("light", 2.0))


def main(folder: Path, only: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for scheme, scale in LOOKS:
        theme.apply(app, scheme, scale, family=theme.OWN_FONT)  # type: ignore[arg-type]
        for name, build in PAGES.items():
            if only and only != name:
                continue
            page = build()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{scheme}-{round(scale * 100)}.png"))
            page.close()
            page.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
