"""A message opened: cleaned, laid out and painted, beside bare nh3 and a bare text browser. Run as a program: turns,
rows of the table; prints JSON."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTextBrowser

from ssdesk.bench.timing import in_turns, wall_ms
from ssdesk.ui import theme
from ssdesk.ui.inbox.body import AT_ONCE
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.widgets import ScrollPage

SIZE = QSize(640, 700)


def letter() -> str:
    """As much HTML as is laid out at once."""
    part = (
        "<h2>Week {n}</h2><p>Beste ouders, dit is bericht <b>{n}</b> over de <i>uitstap</i> van klas 4B. Lees eerst "
        '<a href="https://school.example/brief/{n}">de brief</a>, en geef daarna een antwoord.</p>'
        "<ul><li>een badmuts</li><li>een handdoek</li></ul><blockquote><p>Vraag {n} van vorige week.</p></blockquote>"
    )
    parts: list[str] = []
    length = 0
    while length + len(part) <= AT_ONCE - 20:
        parts.append(part.format(n=len(parts)))
        length += len(parts[-1])
    return "".join(parts)


def table(count: int) -> str:
    rows = "".join(f"<tr><td>Leerling {n}</td><td>{n}</td><td>4B</td></tr>" for n in range(count))
    return f"<table>{rows}</table>"


def measured(html: str, turns: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both: until the first screen of it is painted."""
    import nh3

    bare, page = QTextBrowser(), ScrollPage()
    body = BodyText(page)
    page.body.addWidget(body)
    page.body.addStretch(1)
    for window in (bare, page):
        window.resize(SIZE)
        window.show()
    QApplication.processEvents()

    def limit() -> None:
        bare.setHtml(nh3.clean(html))
        bare.document().size()
        QApplication.processEvents()
        bare.grab()

    def ssdesk() -> None:
        body.show_body(html, "html")
        QApplication.processEvents()
        page.grab()

    found = in_turns(lambda: wall_ms(limit), lambda: wall_ms(ssdesk), turns)
    for window in (bare, page):
        window.close()
        window.deleteLater()
    return found


def main(turns: int, rows: int) -> None:
    app = QApplication([])
    theme.apply(app, "light", 1.0, family=theme.OWN_FONT)
    found = {}
    for name, html, share in (("letter", letter(), 1), ("table", table(rows), 3)):
        found[f"{name} limit"], found[name] = measured(html, max(turns // share, 1))
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
