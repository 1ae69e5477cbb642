"""What the newcomer does, step by step, and what must be seen for it. The words are those on the screen, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ssdesk.tour import screen
from ssdesk.tour.hands import Hands, Stuck
from ssdesk.tour.week import Week

PASSPHRASE = "twaalf rode appels rollen weg"  # noqa: S105 - of the demo family
PASSWORDS = {"dewilg": "groene fietsen dansen zachtjes", "atheneum-zuid": "blauwe wolken drijven traag"}
EMAIL = "els.v@voorbeeld.be"
ANSWER = "Beste juf Petra\n\nIk kom graag naar het oudercontact.\n\nMet vriendelijke groeten\nEls Vermeulen"
_CODE = re.compile(r"\b(?:[A-Z0-9]{4}[ -]){3}[A-Z0-9]{4}\b")
_ADDRESS = re.compile(r"(?:https?://)?[\w.\-]+(?::\d+)?/[\w\-]+")
_USERNAME = re.compile(r"\b[a-z\-]+\.[a-z\-]+\b")
_MAIL_CODE = re.compile(r"\b(\d{6})\b")


@dataclass(frozen=True)
class Letter:
    """What a person copies from the paper letter."""

    address: str
    username: str
    code: str


class Story:
    """The steps in order. `pictures`: where the pictures of the screens go, by name."""

    def __init__(self, hands: Hands, pictures: Path) -> None:
        self.hands, self._pictures = hands, pictures
        self._letters: list[Letter] = []
        self._taken: set[str] = set()

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Each step's name, which is its picture's too, and the step."""
        first, second = "dewilg", "atheneum-zuid"
        return [
            ("letter", self._read_letters),
            ("school", lambda: self._choose_school(0)),
            ("sign-in", lambda: self._sign_in(0, shared=True)),
            ("passphrase", self._choose_passphrase),
            ("agreement", self._agree),
            ("wizard", lambda: self._choose_password(PASSWORDS[first], warned=True)),
            ("devices", self._look_at_devices),
            ("details", self._give_details),
            ("check", self._say_correct),
            ("confirm-email", lambda: self._confirm_email(1)),
            ("finish", self._add_second_child),
            ("second-child", lambda: self._second_child(PASSWORDS[second])),
            ("first-sync", self._see_start),
            ("inbox", self._read_message),
            ("search", self._search),
            ("empty-states", self._search_in_vain),
            ("inbox-dark", self._turn_dark),
            ("offline", self._answer_offline),
            ("delivered", self._reconnect),
            ("lock", self._lock),
            ("unlock", self._unlock),
            *Week(self.hands, self.picture, self._pictures.resolve()).steps(),
        ]

    def picture(self, name: str, window: QWidget | None = None) -> None:
        """Of the first time that a page is seen: the second child's pages look the same."""
        path = self._pictures / f"{name}.png"
        if name not in self._taken:
            self._taken.add(name)
            self.hands.picture(path, window)

    # ---- The way in --------------------------------------------------------------------------------------------------
    def _read_letters(self) -> None:
        texts = [
            thing.text for window in screen.windows() for thing in screen.things(window) if _CODE.search(thing.text)
        ]
        if not texts:
            raise Stuck("no letter lies on the table")
        for title in ("De Wilg", "Atheneum"):
            self.hands.press(title)
            letter = self.hands.read(_letter_page)
            page = letter.text
            self.picture("letter", letter.widget.window())
            code, address = _CODE.search(page), _ADDRESS.search(page)
            username = _USERNAME.search(page.partition("Gebruikersnaam")[2])
            if code is None or address is None or username is None:
                raise Stuck(f"the letter cannot be read: {page}")
            self._letters.append(Letter(address.group(), username.group(), code.group()))

    def _choose_school(self, letter: int) -> None:
        self.hands.write("Adres van de school", self._letters[letter].address)
        self.picture("school")
        self.hands.press("Verder")
        self.hands.see("Aanmelden bij")
        self.hands.no_longer_see("Welke school is het?")

    def _sign_in(self, letter: int, *, shared: bool = False) -> None:
        self.hands.write("Gebruikersnaam of e-mailadres", self._letters[letter].username)
        self.hands.write("Wachtwoord of code uit de brief", self._letters[letter].code)
        if shared:
            self.hands.press("Deze computer gebruik ik samen")
        self.picture("sign-in")
        self.hands.press("Aanmelden")

    def _choose_passphrase(self) -> None:
        self.hands.see("Een wachtzin voor deze computer")
        self.hands.write("Wachtzin", PASSPHRASE)
        self.hands.write("Herhaal", PASSPHRASE)
        self.picture("passphrase")
        self.hands.press("Opslaan en verder")

    def _agree(self) -> None:
        self.hands.see("Gebruikersovereenkomst")
        self.hands.see("Lees tot onderaan")
        self.hands.cannot_press("Ja, ik ga akkoord")
        self.picture("agreement")
        self.hands.scroll_to_end("Gebruikersovereenkomst")
        self.hands.press("Ja, ik ga akkoord")

    def _choose_password(self, password: str, *, warned: bool = False) -> None:
        self.hands.see("Kies een eigen wachtwoord")
        if warned:
            self.hands.write("Nieuw wachtwoord of wachtzin", "noor2017")
            self.hands.see("Niet toegelaten")
            self.hands.cannot_press("Opslaan en verder")
        self.hands.write("Nieuw wachtwoord of wachtzin", password)
        self.hands.see("Sterk")
        self.hands.write("Herhaal", password)
        self.picture("wizard")
        self.hands.press("Opslaan en verder")

    def _look_at_devices(self) -> None:
        self.hands.see("Wie heeft toegang?", "(dit toestel)")
        self.picture("devices")
        self.hands.press("Dit klopt")

    def _give_details(self) -> None:
        self.hands.see("Uw gegevens")
        self.hands.write("E-mailadres", EMAIL)
        self.hands.press("moeder")
        self.picture("details")
        self.hands.press("Opslaan en verder")

    def _say_correct(self) -> None:
        self.hands.see("Zijn deze gegevens correct?", EMAIL)
        self.picture("check")
        self.hands.press("Ja, deze zijn correct")

    def _confirm_email(self, mails: int) -> None:
        """The code stands in the newest of so many mails."""
        self.hands.see("Bevestig uw e-mailadres", EMAIL)
        self.picture("confirm-email")
        self.hands.press("Mailbox")
        code = self.hands.read(lambda: _newest_code(mails))
        self.hands.write("Code uit de mail", code)
        self.hands.see("Uw account is klaar")

    def _add_second_child(self) -> None:
        self.picture("finish")
        self.hands.press("Nog een kind toevoegen")
        self.hands.see("Welke school is het?")

    def _second_child(self, password: str) -> None:
        self._choose_school(1)
        self._sign_in(1)
        self._agree()
        self._choose_password(password)
        self._look_at_devices()
        self._give_details()
        self._say_correct()
        self._confirm_email(2)
        self.picture("second-child")
        self.hands.press("Naar mijn startpagina")

    # ---- Messages ----------------------------------------------------------------------------------------------------
    def _see_start(self) -> None:
        self.hands.see("Goedemiddag, Els", "Het herfstrapport van Noor staat klaar", "Noor", "Milan")
        self.hands.see("Bijgewerkt om")
        self.picture("first-sync")

    def _read_message(self) -> None:
        self.hands.press("Berichten")
        self.hands.see("Oudercontact op 2 december", "A: afspraak over de taalklas")
        self.hands.press("onderwerp Oudercontact op 2 december")
        self.hands.see("geopend", "Dit bericht vraagt een antwoord", "agenda oudercontact.pdf")
        self.picture("inbox")

    def _search(self) -> None:
        self.hands.write("Zoek in berichten", "bosklassen")
        self.hands.see("Brief: bosklassen in maart")
        self.hands.no_longer_see("onderwerp A: afspraak over de taalklas")
        self.picture("search")

    def _search_in_vain(self) -> None:
        self.hands.write("Zoek in berichten", "zeppelin")
        self.hands.see("Niets gevonden")
        self.picture("empty-states")
        self.hands.press("De zoekopdracht wissen")
        self.hands.see("A: afspraak over de taalklas")

    def _turn_dark(self) -> None:
        self._display("Donker")
        self.picture("inbox-dark")
        if not screen.is_dark(screen.grab(screen.front())):
            raise Stuck("the window did not turn dark")
        self._display("Licht")

    def _display(self, scheme: str) -> None:
        self.hands.press("Instellingen")
        self.hands.press("Weergave")
        self.hands.press(scheme)
        self.hands.press("Berichten")
        self.hands.see("Oudercontact op 2 december")

    def _answer_offline(self) -> None:
        self.hands.press("Deze computer is op het internet")
        self.hands.see("U bent offline.")
        self.hands.press("onderwerp Oudercontact op 2 december")
        self.hands.write("Schrijf een antwoord aan Petra De Backer", ANSWER)
        self.hands.press("Verzenden")
        self.hands.see("Offline, 1")
        self.hands.press("Offline")
        self.hands.see("Postvak uit", "Re: Oudercontact op 2 december wijzigen")
        self.picture("offline")
        self.hands.strike(Qt.Key.Key_Escape)

    def _reconnect(self) -> None:
        self.hands.press("Deze computer is op het internet")
        self.hands.see("Bijgewerkt om")
        self.hands.no_longer_see("Offline, 1")
        self.hands.no_longer_see("U bent offline.")
        self.hands.press("Bijgewerkt om")
        self.hands.see("Alles is verzonden.")
        self.hands.strike(Qt.Key.Key_Escape)
        self.hands.see("beantwoord")
        self.picture("delivered")

    # ---- Lock --------------------------------------------------------------------------------------------------------
    def _lock(self) -> None:
        self.hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.hands.see("Ontgrendel om uw berichten te zien")
        self.hands.no_longer_see("Oudercontact op 2 december")
        self.picture("lock")

    def _unlock(self) -> None:
        self.hands.write("Wachtzin van deze computer", PASSPHRASE)
        self.hands.press("Ontgrendelen")
        self.hands.see("Goedemiddag, Els")
        self.picture("unlock")


def _letter_page() -> screen.Thing | None:
    """The letter that lies on top."""
    return screen.find("Gebruikersnaam", frozenset({screen.Role.Graphic}))


def _newest_code(mails: int) -> str | None:
    """The six digits of the newest mail in the mailbox, once so many mails with a code have come."""
    for window in screen.windows():
        for thing in screen.things(window):
            codes = _MAIL_CODE.findall(thing.value)
            if len(codes) >= mails:
                return str(codes[0])
    return None
