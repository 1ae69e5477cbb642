"""What schools write stays what it is when it was cleaned: tables, lists, pictures of the message itself, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextFrame, QTextTable
from pytestqt.qtbot import QtBot

from ssdesk.ui.inbox.body_text import BodyText
from tests.hostile.stage import picture
from tests.mails.mails import COUNT, TEMPLATES, Mail, Rows, mails


def blocks(text: BodyText) -> Iterator[QTextBlock]:
    block = text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def letters(text: BodyText) -> Iterator[QTextCharFormat]:
    for block in blocks(text):
        part = block.begin()
        while not part.atEnd():
            yield part.fragment().charFormat()
            part += 1


def tables(frame: QTextFrame) -> Iterator[Rows]:
    """The texts of all cells of each table that holds no other table."""
    for child in frame.childFrames():
        inner = list(tables(child))
        if isinstance(child, QTextTable) and not inner:
            yield tuple(
                tuple(cell_text(child, row, column) for column in range(child.columns())) for row in range(child.rows())
            )
        yield from inner


def cell_text(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
    return " ".join(cursor.selectedText().replace("\u2029", " ").split())


@pytest.mark.parametrize("mail", mails(), ids=[f"{mail.name} {n}" for n, mail in enumerate(mails())])
def test_a_school_mail_keeps_its_tables_lists_pictures_and_links(mail: Mail, qtbot: QtBot) -> None:
    text = BodyText()
    qtbot.addWidget(text)
    text.resize(700, 400)
    text.show_body(mail.html, "html", mail.pictures)
    assert text.wanted == set(mail.pictures)
    text.show_pictures({sha256: picture(400, 200) for sha256 in mail.pictures})
    forms = list(letters(text))
    items = [" ".join(block.text().split()) for block in blocks(text) if block.textList() is not None]
    links = dict.fromkeys(form.anchorHref() for form in forms if form.anchorHref())
    assert tuple(tables(text.document().rootFrame())) == mail.tables
    assert tuple(item for item in items if item) == mail.items
    assert [form.toImageFormat().name() for form in forms if form.isImageFormat()] == [
        f"cid:{n}" for n in mail.pictures
    ]
    said = text.toPlainText()
    found, own = [unquote(link) for link in links], [unquote(link) for link in mail.links]
    assert [link for link in found if link in own] == own
    assert all(re.sub("^(mailto:|https://)", "", link) in said for link in found if link not in own), "bare addresses"
    assert all(f"[{words}]" in said for words in mail.words)
    assert said.count("[") == len(mail.words)
    assert not any(noise in said for noise in ("mso", "{", "<o:", "</", "xml", "Nieuwsbrief"))


def test_there_are_sixty_of_ten_kinds() -> None:
    assert len(mails()) == COUNT
    assert len({mail.name for mail in mails()}) == len(TEMPLATES)
    assert len({mail.html for mail in mails()}) == COUNT
