"""The words of the activation letter, in the language of the school. A letter is the school's paper and not a screen of
ours: its language is the one the school writes in, whatever the reader chose on a computer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LetterTexts:
    """Short sentences at level B1. In braces: `school`, `pupil`, `until`."""

    language: str
    """For readers and screen readers of the PDF, such as `nl-BE`."""
    months: tuple[str, ...]
    to: str
    title: str
    greeting: str
    opening: str
    server: str
    username: str
    code: str
    validity: str
    begin: str
    steps: tuple[str, ...]
    secrecy: str
    expired: str
    help: str

    def day(self, day: date) -> str:
        """`23 november 2026`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"


DUTCH = LetterTexts(
    language="nl-BE",
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    to="De ouder(s) of verantwoordelijke van",
    title="Uw account bij {school}",
    greeting="Beste ouder of verantwoordelijke",
    opening=(
        "Met ssdesk leest u op uw computer de berichten van de school over {pupil} en antwoordt u erop. "
        "U krijgt daarvoor een eigen account. Dit hebt u nodig om te beginnen:"
    ),
    server="Adres van de school",
    username="Gebruikersnaam",
    code="Code",
    validity=(
        "De code werkt tot u een eigen wachtwoord hebt, en niet langer dan tot en met {until}. "
        "Hoofdletters en spaties maken niet uit."
    ),
    begin="Zo begint u",
    steps=(
        "Open ssdesk op uw computer en typ het adres van de school.",
        "Meld u aan met de gebruikersnaam en de code.",
        "Lees de gebruikersovereenkomst en ga akkoord.",
        "Kies een eigen wachtwoord. De code hebt u daarna niet meer nodig.",
        "Vul uw gegevens in en kijk ze na.",
        "Bevestig uw e-mailadres met de mail die u krijgt. Daarna is uw account klaar.",
    ),
    secrecy=(
        "Houd de code voor uzelf, ook binnen het gezin: de account is persoonlijk. "
        "De school vraagt u nooit naar uw code of uw wachtwoord."
    ),
    expired="Lukt het niet tot en met {until}? Vraag dan een nieuwe brief aan de school.",
    help="Hulp nodig?",
)  # fmt: skip
