"""R13: what one click writes in place of a letter that fights, at two schools."""

from __future__ import annotations

import pytest

from ssdesk.protocol.agreements import Agreements
from ssdesk.rules.agreements.talk import REQUEST, request
from tests.unit.agreed import WILG, ZUID, said, written

both = pytest.mark.parametrize("school", [WILG, ZUID], ids=["wilg", "zuid"])
SCANDAL = "Dit is schandalig, en u liegt."


def after(body: str) -> str:
    fix = request(body)
    return body[: fix.start] + fix.text + body[fix.end :]


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        (f"Beste juf\n\n{SCANDAL}\n\nGroeten\nAn Claes", f"Beste juf\n\n{REQUEST}\n\nGroeten\nAn Claes"),
        (f"Beste juf,\n{SCANDAL}\nGroeten\n", f"Beste juf,\n\n{REQUEST}\n\nGroeten\n"),
        (SCANDAL, f"Goedendag\n\n{REQUEST}\n\nMet vriendelijke groeten"),
        (f"Beste juf\n\n{SCANDAL}", f"Beste juf\n\n{REQUEST}\n\nMet vriendelijke groeten"),
        (f"{SCANDAL}\n\nHoogachtend", f"Goedendag\n\n{REQUEST}\n\nHoogachtend"),
        ("Dag leugens\n\nNee.", f"Goedendag\n\n{REQUEST}\n\nMet vriendelijke groeten"),
        ("", f"Goedendag\n\n{REQUEST}\n\nMet vriendelijke groeten"),
        ("Groeten", f"Goedendag\n\n{REQUEST}\n\nMet vriendelijke groeten"),
        (
            "Beste juf\n\nBedankt voor niets.\nHet is oneerlijk.\nEn laf.\nDus.\nPunt.\nUit.",
            f"Beste juf\n\n{REQUEST}\n\nMet vriendelijke groeten",
        ),
    ],
)
def test_R13_greeting_and_closing_stay_and_the_fight_goes(body: str, becomes: str) -> None:
    assert after(body) == becomes


@both
def test_R13_is_well_once_it_asks_for_a_talk(school: Agreements) -> None:
    body = f"Beste juf\n\n{SCANDAL}\n\nGroeten"
    before = said(school, "parent", written("Een schande", body))["R13"]
    assert (before.mode, before.span) == ("advise", (18, 28))
    asked = said(school, "parent", written("Een schande", after(body)), good=True)["R13"]
    assert (asked.mode, asked.fix) == ("good", None)


@both
def test_R13_a_word_in_the_subject_marks_nothing_in_the_text(school: Agreements) -> None:
    found = said(school, "parent", written("Belachelijk"))["R13"]
    assert found.span is None
    assert found.fix is not None
