"""Messages on paper, read back with the engine that shows PDFs."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from ssdesk.papers.message import MessageTexts, PrintedMessage, Stopped, printed

TEXTS = MessageTexts("nl-BE", "Bijlagen", "Pagina {page} van {pages}")
HEAD = (("Van", "Petra Wouters, juf"), ("Aan", "u"), ("Verzonden", "25 november 2026, 14:00"))


def message(html: str, subject: str = "Uitstap", **more: object) -> PrintedMessage:
    return PrintedMessage(subject, HEAD, html, **more)  # type: ignore[arg-type]


def pages(*messages: PrintedMessage) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(printed(messages, "Uitstap", TEXTS))
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_a_message_has_who_when_text_files_and_the_number_of_its_page() -> None:
    (page,) = pages(message("<p>Beste ouders &amp; kinderen,<br>morgen zwemmen.</p>", files=("brief.pdf (84 kB)",)))
    for said in ("Uitstap", "Van Petra Wouters, juf", "25 november 2026, 14:00", "Beste ouders & kinderen,"):
        assert said in page.replace("  ", " ")
    assert page.index("morgen zwemmen.") < page.index("Bijlagen") < page.index("brief.pdf (84 kB)")
    assert "Pagina 1 van 1" in page


def test_a_conversation_stands_below_each_other_and_pages_know_how_many_there_are() -> None:
    said = pages(*(message(f"<p>{'Een lange zin. ' * 150}einde {n}</p>", f"Bericht {n}") for n in range(6)))
    whole = "".join(said)
    assert len(said) > 2
    assert [whole.index(f"Bericht {n}") for n in range(6)] == sorted(whole.index(f"Bericht {n}") for n in range(6))
    assert all(f"einde {n}" in whole for n in range(6))
    assert all(f"Pagina {n} van {len(said)}" in page for n, page in enumerate(said, 1))


def test_lists_keep_their_marks_and_tables_their_rows() -> None:
    (page,) = pages(
        message(
            "<ul><li>een<li>twee<ol start=3><li>drie</ol></ul><table><tr><th>Dag</th><th>Uur</th></tr>"
            "<tr><td>maandag</td><td>9.00 u</td></tr><tr><td colspan=2>vrij</td></tr></table><p>slot</p>"
        )
    )
    lines = [" ".join(line.split()) for line in page.split("\n")]
    for line in ("• een", "• twee", "3. drie", "Dag Uur", "maandag 9.00 u", "vrij", "slot"):
        assert line in lines


@pytest.mark.parametrize(
    "html",
    [
        "a" * 20_000,
        "<table><tr>" + "<td>smal</td>" * 60 + "</tr></table>",
        "<table><tr><td>" + "lang " * 4000 + "</td><td>x</td></tr></table>",
        "<table><tr><td><table><tr><td>binnen</td><td>in</td></tr></table></td><td>buiten</td></tr></table>",
        "<ul>" * 90 + "<li>diep",
        "<b><i><u>half <a href='https://x.example/?a=1&amp;b=\"2\"'>open</b> en <b>dicht</u>",
        "<td>los</td></table></b></a></ol><li>",
        "<img src='cid:" + "0" * 64 + "' width='10' height='10'>weg<hr><pre>  x\n   y</pre>",
        "&lt;b&gt; &amp;amp; <br><br><br> \u202e\u200b李明 شيرين \U0001f600",
        "<table></table><table><tr></tr></table><p></p>",
    ],
    ids=lambda html: html[:24],
)
def test_whatever_the_text_holds_there_is_a_paper(html: str) -> None:
    assert "Pagina 1 van" in pages(message(html))[0]


def test_what_the_letters_lack_is_a_box_and_what_cannot_be_seen_is_gone() -> None:
    (page,) = pages(message("<p>Zoë \u202e李 einde</p>", "On\u200bder\u202ewerp"))
    assert "Zoë" in page
    assert "\u25a1 einde" in page
    assert "Onderwerp" in page


def test_a_word_without_end_is_set_in_pieces_and_a_long_link_is_not() -> None:
    whole = "".join(pages(message(f"<p>{'x' * 20_000} {'y' * 900}</p>")))
    assert whole.count("x") == 20_000
    assert "x" * 21 not in whole
    assert "y" * 40 in whole


def test_a_picture_is_as_large_as_it_was_shown_and_never_larger_than_the_page() -> None:
    sha256, buffer = "ab" * 32, BytesIO()
    Image.new("RGB", (40, 30), "#ff0000").save(buffer, "PNG")
    for size in ((120, 90), (9000, 9000)):
        html = f'<p>voor</p><img src="cid:{sha256}" width="{size[0]}" height="{size[1]}"><p>na</p>'
        data = printed([message(html, pictures={sha256: buffer.getvalue()})], "x", TEXTS)
        document = pypdfium2.PdfDocument(data)
        found = [thing.get_bounds() for page in document for thing in page.get_objects() if thing.type == 3]
        document.close()
        ((left, bottom, right, top),) = found
        assert (right - left, top - bottom) == pytest.approx(
            (90, 67.5) if size[0] == 120 else (right - left, right - left)
        )
        assert 0 < left < right < 595
        assert 0 < bottom < top < 842


def test_the_same_message_makes_the_same_bytes_and_every_letter_is_in_the_file() -> None:
    first = printed([message("<p>Dag <b>Noor</b></p>")], "Uitstap", TEXTS)
    assert first == printed([message("<p>Dag <b>Noor</b></p>")], "Uitstap", TEXTS)
    assert b"/Helvetica" not in first


def test_it_tells_how_far_it_is_and_stops_when_it_is_told_to() -> None:
    told: list[tuple[int, int]] = []
    many = [message("<p>x</p>" * 50)]
    printed(many, "x", TEXTS, lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    told.clear()
    with pytest.raises(Stopped):
        printed(many, "x", TEXTS, lambda done, of: told.append((done, of)), lambda: len(told) >= 5)
    assert len(told) == 5
