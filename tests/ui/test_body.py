"""Texts of messages from people who mean harm: nothing runs, nothing is loaded, no link lies, nothing hangs."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextFormat
from pytestqt.qtbot import QtBot

from ssdesk.ui.inbox.body import AT_ONCE, DEEPEST, LARGEST, safe_html
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.links import is_safe_link
from ssdesk.ui.inbox.markup import depth
from tests.hostile.corpus import DEEP

TOKEN = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
VOID = {"br", "hr"}

SPACES = [
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\t",
    "\n",
    "\r",
    "\x01",
    "\x1f",
    "\u3000",
    "\u00ad",
]
SCRIPT_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61&#x76&#x61script:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file:///etc/passwd",
    "\\\\server\\share\\x.exe",
    "//evil.example/x",
    "/etc/passwd",
    "ftp://evil.example/",
    "smb://evil.example/share",
    "tel:+32470000000",
    "qrc:/resources/x",
    "http:evil.example",
    "https://evil.example/\u202egnp.exe",
    "https://münchen.example/",
    "https://evil.example/ javascript:alert(1)",
    "mailto:",
    "x-apple-helper://open",
    "steam://run/1",
    "ms-msdt:/id PCWDiagnostic",
    "search-ms:query=x",
    "#",
    "?x=1",
    "",
]
HAND_WRITTEN = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://127.0.0.1:{port}/x.js></SCRIPT>",
    "<img src=http://127.0.0.1:{port}/pixel.png>",
    "<img src='file:///etc/passwd' onerror=alert(1)>",
    "<img src=\"data:image/png;base64,iVBORw0KGgo=\">",
    "<body background=http://127.0.0.1:{port}/b.png>",
    "<div style=\"background:url(http://127.0.0.1:{port}/c.png)\">x</div>",
    "<style>@import url(http://127.0.0.1:{port}/d.css); p {{ background: url(file:///etc/passwd) }}</style><p>x</p>",
    "<link rel=stylesheet href=http://127.0.0.1:{port}/e.css>",
    "<iframe src=http://127.0.0.1:{port}/f></iframe>",
    "<object data=http://127.0.0.1:{port}/g></object><embed src=http://127.0.0.1:{port}/h>",
    "<video poster=http://127.0.0.1:{port}/i autoplay><source src=http://127.0.0.1:{port}/j></video>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:{port}/k'>",
    "<base href=http://127.0.0.1:{port}/><a href=x>x</a><img src=y>",
    "<form action=http://127.0.0.1:{port}/l><input type=submit><button formaction=javascript:x>x</button></form>",
    "<svg onload=alert(1)><image href=http://127.0.0.1:{port}/m /><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<p onclick=alert(1) onmouseover='alert(2)' style='position:fixed'>x</p>",
    "<a href=https://evil.example/ onclick=alert(1) target=_blank>https://bank.example/</a>",
    "<a href='https://evil.example/' style='display:block;position:fixed;top:0'>x</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=http://127.0.0.1:{port}/n></template>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<table background=http://127.0.0.1:{port}/o><tr><td colspan=999999999>x</td></tr></table>",
    "<td rowspan=65534 colspan=65534>x",
    "<ol start=99999999999999999999><li>x</ol>",
    "<!--[if gte mso 9]><img src=http://127.0.0.1:{port}/p><![endif]-->",
    "<!--><img src=http://127.0.0.1:{port}/q>-->",
    "<!-- --!><script>alert(1)</script>-->",
    "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<<script>alert(1)//<</script>",
    "<a href=\"https://x.example/\"\"><script>alert(1)</script>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<plaintext><script>alert(1)</script>",
    "<select><style></select><script>alert(1)</script></style>",
    "\ud800<p>x</p>",
    "<",
    "</",
    "<a",
    "<a href=\"",
    "&#0;&#xD800;&#x110000;&notanentity;",
]  # fmt: skip


class Listener:
    """Somebody waits on this computer for whatever is loaded."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port = self._socket.getsockname()[1]

    def was_asked(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def samples(port: int) -> list[str]:
    """The hand-written ones, each obfuscated link, and mixtures of all: always the same."""
    made = [sample.replace("{{", "{").replace("}}", "}").replace("{port}", str(port)) for sample in HAND_WRITTEN]
    for link in SCRIPT_LINKS:
        made += [f'<a href="{link}">click</a>', f"<a href={link}>click</a>"]
        made += [f'<a href="{space}{link}">a</a><a href="{link[:4]}{space}{link[4:]}">b</a>' for space in SPACES]
    chance = random.Random(7)
    while len(made) < 900:
        parts = chance.sample(made[: len(HAND_WRITTEN) + 60], k=chance.randint(2, 5))
        whole = "".join(parts)
        cut = chance.randrange(len(whole) + 1)
        made.append(whole[:cut] + chance.choice(["", "<", '"', "'", ">", "<!--", "\u2028", "</p>"]) + whole[cut:])
    return made


class Checked(HTMLParser):
    """What is left in cleaned markup."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        cell = {"colspan", "rowspan", "align", "valign"}
        allowed = {"a": {"href"}, "td": cell, "th": cell, "ol": {"start", "type"}, "span": {"class"}}.get(tag, set())
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name not in allowed]
        if tag in ("script", "style", "img", "iframe", "object", "svg", "form", "input", "link", "meta", "base"):
            self.wrong.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def anchors(browser: BodyText) -> list[str]:
    """Every link that a person could press in the widget."""
    found, block = [], browser.document().begin()
    while block.isValid():
        found += _anchors(block)
        block = block.next()
    return found


def _anchors(block: QTextBlock) -> list[str]:
    found, parts = [], block.begin()
    while not parts.atEnd():
        form = parts.fragment().charFormat()
        assert not form.isImageFormat(), "a picture is left"
        assert not form.hasProperty(QTextFormat.Property.BackgroundImageUrl)
        if form.isAnchor() and form.anchorHref():
            found.append(form.anchorHref())
        parts += 1
    return found


def test_no_hostile_text_keeps_anything_but_words_and_plain_links(listener: Listener, qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.resize(500, 300)
    browser.show()
    chosen: list[str] = []
    browser.link_chosen.connect(chosen.append)
    for sample in samples(listener.port):
        shown = safe_html(sample, "html")
        seen = Checked()
        seen.feed(shown.html)
        seen.close()
        assert not seen.wrong, (sample, seen.wrong)
        assert all(is_safe_link(link) for link in seen.links), (sample, seen.links)
        browser.show_body(sample, "html")
        for link in anchors(browser):
            browser.anchorClicked.emit(QUrl(link))
        browser.grab()
    assert not listener.was_asked()
    assert all(re.fullmatch(r"(https?://|mailto:)[\x21-\x7e]+", link) for link in chosen)
    assert not any("script" in link.partition(":")[0] for link in chosen)


@pytest.mark.parametrize("link", SCRIPT_LINKS)
def test_link_of_another_kind_is_never_offered(link: str, qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    chosen: list[str] = []
    browser.link_chosen.connect(chosen.append)
    browser.anchorClicked.emit(QUrl(link))
    assert all(is_safe_link(found) for found in chosen)
    assert not chosen or chosen[0].startswith(("https://evil.example/", "https://xn--mnchen-3ya.example/", "http:evil"))


def test_nothing_is_read_from_this_computer(tmp_path: object, qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    for kind in range(1, 5):
        for url in ("file:///etc/hostname", "/etc/hostname", ":/x.png", "https://evil.example/x.css", "data:,x"):
            given = browser.loadResource(kind, QUrl(url))
            assert given.size().width() == 1 if isinstance(given, QImage) else given == b" "


def nested(html: str) -> int:
    """How deep well-formed markup is nested."""
    depth = deepest = 0
    for closing, name in TOKEN.findall(html):
        if name in VOID:
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize("html", DEEP, ids=lambda html: html[:24])
def test_deep_or_endless_markup_is_shown_as_text_and_not_nested(html: str) -> None:
    assert nested(safe_html(html + "Beste ouders", "html").html) <= 4 * DEEPEST + 10


TAGS = (
    "div b p table tr td li ul dd dt option style script select svg textarea span h1 h2 blockquote font form i button"
)
PIECES = st.sampled_from(
    [
        *(f"<{closing}{name}>" for name in TAGS.split() for closing in ("", "/")),
        *("<!--", "-->", "<div title='", "'", '"', ">", "<a href=x>", "</a>", "<br>", "x"),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12), st.integers(1, 60))
@example(["<li>", "<dd>"], 60)  # items of two kinds end each other no more than a block does
@example(["</span>", "</table>", "<span>", "<table>"], 18)  # the end of what is outside a table does not count in it
def test_what_is_laid_out_is_never_deeper_than_it_was_seen_to_be(pieces: list[str], times: int) -> None:
    html = "".join(pieces) * times
    seen = depth(html, DEEPEST)
    if seen is not None and seen <= DEEPEST:
        assert nested(safe_html(html, "html").html) <= 4 * seen + 10


NAMES = [*TAGS.split(), "a", "dd", "dt", "ol", "tbody", "th", "caption", "option", "template", "body", "br", "center"]
ENDED = st.recursive(
    st.sampled_from(["x", "<br />", '<a href="https://school.example">x</a>', "<hr>", ""]),
    lambda inner: st.builds(
        lambda names, parts: (
            "".join(f"<{name}>" for name in names) + "".join(parts) + "".join(f"</{name}>" for name in reversed(names))
        ),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(ENDED, st.lists(st.sampled_from(NAMES), max_size=3), st.integers(0, 40))
@example("x", ["p", "b"], 40)
@example("x", ["table", "b"], 40)
@example("x", ["ul", "li"], 40)
@example("<td>x</td>", ["a", "table", "select"], 30)
def test_markup_whose_tags_all_end_is_never_deeper_than_it_was_seen_to_be(
    inner: str, around: list[str], times: int
) -> None:
    """As programs write it; it is looked at in a shorter way."""
    ends = "".join(f"</{name}>" for name in reversed(around))
    html = "".join(f"<{name}>" for name in around) * times + inner + ends * times
    for mail in (html, f"{inner}{html}{inner}" * 3):
        seen = depth(mail, DEEPEST)
        if seen is not None and seen <= DEEPEST:
            assert nested(safe_html(mail, "html").html) <= 2 * seen + 10  # a table gets a body and rows


@pytest.mark.parametrize("html", ["<svg><b>x</b></svg>", "<p>x</p><math><mi>x</mi></math>", "<p><svg></p>"])
def test_another_grammar_is_not_laid_out(html: str) -> None:
    assert depth(html, DEEPEST) is None


def test_large_text_is_cut_until_somebody_asks_for_the_rest(qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.resize(600, 300)
    long = "".join(f"<p>Regel {number} van een lang bericht.</p>" for number in range(8000))
    assert len(long) > LARGEST
    browser.show_body(long, "html")
    assert browser.more
    assert "Regel 0 " in browser.toPlainText()
    assert "Regel 7999 " not in browser.toPlainText()
    browser.show_rest()
    assert not browser.more
    assert len(browser.toPlainText()) > AT_ONCE


def test_table_of_a_billion_cells_is_shown_as_its_words(qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.resize(600, 300)
    wide = "<table><tr>" + "<td colspan=20>x" * 2_000 + "<tr>" * 9_000 + "<td>einde</table>"
    browser.show_body(wide, "html")
    assert "einde" in browser.toPlainText()
    assert "<table" not in safe_html(wide, "html").html
    browser.show_body("<table><tr><td colspan=2>a<tr><td>b<td rowspan=99999>c</table>", "html")
    assert safe_html("<table><tr><td colspan=2>a</td></tr></table>", "html").html.count("colspan") == 1
    assert "99999" not in safe_html("<table><td rowspan=99999>c</table>", "html").html


def test_plain_text_keeps_its_lines_and_spaces_and_gets_links(qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.resize(600, 300)
    text = "Beste ouders\n\nZie https://school.example/brief?x=1&y=2.\n  - <b>niet vet</b>\r\n(http://a.example)"
    browser.show_body(text, "text")
    shown = browser.toPlainText().replace("\u00a0", " ")
    assert shown == "Beste ouders\n\nZie https://school.example/brief?x=1&y=2.\n  - <b>niet vet</b>\n(http://a.example)"
    assert anchors(browser) == ["https://school.example/brief?x=1&y=2", "http://a.example"]


def test_markup_of_a_newsletter_keeps_what_matters() -> None:
    html = safe_html(
        "<html><head><title>Nieuws</title><style>p {color: red}</style></head><body><h2>Oudercontact</h2>"
        '<p class=x>Op <b>2 december</b>, zie <a href="https://school.example/x">de brief</a>.</p>'
        "<ul><li>één<li>twee</ul><table><tr><th>uur</th><td>19.00</td></tr></table></body></html>",
        "html",
    ).html
    for kept in ("<h2>Oudercontact</h2>", "<b>2 december</b>", '<a href="https://school.example/x">', "<li>één</li>"):
        assert kept in html
    assert "<th>uur</th>" in html
    assert "Nieuws" not in html
    assert "color" not in html


@pytest.mark.parametrize("href", ["", " href='/intradesk/doc'", " href='tel:+3291234567'", " href='javascript:x()'"])
def test_a_link_that_leads_nowhere_is_only_its_words(href: str, qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.show_body(f"<p>Bel <a{href}>09 <b>123</b></a> of <a href='https://school.example/'>klik</a>.</p>", "html")
    assert browser.toPlainText() == "Bel 09 123 of klik."
    looks = {part.text(): part.charFormat() for part in browser._fragments()}
    assert [look.isAnchor() for look in looks.values()] == [False, False, False, True, False]
    assert len({look.foreground().color().name() for look in looks.values()}) == 2
    assert "<a>" not in safe_html("<a>x<table><tr><td><a>y</a></td></tr></table></a>", "html").html


@pytest.mark.parametrize("body_type", ["text", "html"])
@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Zie www.deschool.example.", ["https://www.deschool.example"]),
        ("(www.deschool.example/a?b=1)", ["https://www.deschool.example/a?b=1"]),
        ("of Www.deschool.example:8080, nu", ["https://www.deschool.example:8080"]),
        ("Mail directie@deschool.example!", ["mailto:directie@deschool.example"]),
        ("'an.de+x@a.b-c.example', jan@x.example", ["mailto:an.de+x@a.b-c.example", "mailto:jan@x.example"]),
        ("http://a.example/x https://b.example", ["http://a.example/x", "https://b.example"]),
        ("www.deschool www. xwww.a.example a@b ftp://www.a.example @a.example x@.example", []),
        ("o'brien@a.example jos\u00e9@a.example x#y@a.example .x@a.example x.@a.example", []),  # whose would it be?
        ("x@www.a.example\u00e9 www.a.example\u00e9 a@b.example@c.example", []),
        ("www.bank.example:x@evil.example/ www.bank.example@evil.example", []),
        ("a" * 65 + "@a.example", []),
    ],
)
def test_addresses_among_the_words_become_links_that_are_what_they_say(
    words: str, links: list[str], body_type: str, qtbot: QtBot
) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    browser.show_body(words, body_type)
    assert browser.toPlainText() == words
    assert anchors(browser) == links
    for link in links:
        (shown,) = browser.words_of(link)
        assert link.removeprefix("mailto:").removeprefix("https://") == shown.removeprefix("https://").lower()


def test_signs_that_markup_writes_otherwise_are_of_an_address_or_end_it(qtbot: QtBot) -> None:
    for body, body_type in (
        ("<p>&lt;https://a.example/?b=1&amp;c=2&gt; x&amp;y@a.example&nbsp;jan@b.example</p>", "html"),
        ("<https://a.example/?b=1&c=2> x&y@a.example\u00a0jan@b.example", "text"),
    ):
        browser = BodyText()
        qtbot.addWidget(browser)
        browser.show_body(body, body_type)
        assert anchors(browser) == ["https://a.example/?b=1&c=2", "mailto:jan@b.example"]


def test_within_a_link_nothing_becomes_another_one_and_in_dead_ones_it_does(qtbot: QtBot) -> None:
    browser = BodyText()
    qtbot.addWidget(browser)
    html = "<a href='https://evil.example/'>www.bank.example <b>of a@b.example</b></a> <a href='/x'>www.a.example</a>"
    browser.show_body(html, "html")
    assert set(anchors(browser)) == {"https://evil.example/", "https://www.a.example"}


def test_no_more_links_are_made_than_anybody_would_press() -> None:
    assert safe_html("a@b.example " * 5000, "text").html.count("<a ") == 1000
