"""Mails as schools send them: written in Word and Outlook, Gmail, Apple Mail, a newsletter's editor, pasted from a
document or a sheet. Each says what must be left of it."""

from __future__ import annotations

# ruff: noqa: E501 - the markup stands as such programs write it
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

Rows = tuple[tuple[str, ...], ...]
REMOTE = "https://nieuwsbrief.example/beeld/"


@dataclass(frozen=True, slots=True)
class Mail:
    """`tables`: the texts of the cells of each; `items`: of the lists; `pictures`: contents that it carries itself and
    shows in its text; `words`: of pictures that it does not carry; `links`: all addresses."""

    name: str
    html: str
    tables: tuple[Rows, ...] = ()
    items: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What one mail tells."""

    chance: random.Random
    number: int
    child: str = field(init=False)
    rows: Rows = field(init=False)
    items: tuple[str, ...] = field(init=False)
    picture: str = field(init=False)
    link: str = field(init=False)

    def __post_init__(self) -> None:
        pick = self.chance.choice
        self.child = pick(["Noor", "Wout", "Fé", "Zoë", "Mohamed", "Lander", "Éloïse"])
        days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
        head = ("Dag", "Uur", pick(["Lokaal", "Juf & meester", "Prijs (€)"]))
        body = tuple(
            (day, f"{self.chance.randint(8, 16)}.{pick(['00', '30', '45'])} u", str(n)) for n, day in enumerate(days)
        )
        self.rows = (head, *body[: self.chance.randint(2, 5)])
        things = [
            "zwemzak",
            "badmuts",
            "lunchpakket",
            "regenjas (geen paraplu)",
            "€ 4,50 in een omslag",
            "boekje “Lezen”",
        ]
        self.items = tuple(self.chance.sample(things, self.chance.randint(2, 5)))
        self.picture = sha256(f"beeld {self.number}".encode()).hexdigest()
        self.link = f"https://www.dewilg.example/brieven/2026?nr={self.number}&klas=4B"


def _href(link: str) -> str:
    return escape(link, quote=True)


def outlook(f: Facts) -> Mail:
    cell = "<td width=121 valign=top style='width:90.6pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>"
    rows = "".join(
        "<tr style='mso-yfti-irow:0'>"
        + "".join(f"{cell}<p class=MsoNormal><span lang=NL-BE>{escape(t)}<o:p></o:p></span></p></td>" for t in row)
        + "</tr>"
        for row in f.rows
    )
    items = "".join(
        "<li class=MsoListParagraph style='margin-left:0cm;mso-list:l0 level1 lfo1'>"
        f"<span lang=NL-BE>{escape(t)}<o:p></o:p></span></li>"
        for t in f.items
    )
    html = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=Generator content="Microsoft Word 15 (filtered medium)"><!--[if !mso]><style>v\\:* {{behavior:url(#default#VML);}}
</style><![endif]--><style><!-- @font-face {{font-family:Aptos;}} p.MsoNormal {{margin:0cm;font-size:11.0pt}} --></style>
<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]--></head>
<body lang=NL-BE link="#467886" vlink="#96607D" style='word-wrap:break-word'><div class=WordSection1>
<p class=MsoNormal>Beste ouders van {f.child},<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>{rows}</table>
<p class=MsoNormal>Breng mee:<o:p></o:p></p><ul style='margin-top:0cm' type=disc>{items}</ul>
<p class=MsoNormal>Zie <a href="{_href(f.link)}"><span style='color:#467886'>de brief</span></a>.<o:p></o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025"><v:imagedata src="cid:image001.png@01DC5F.A1"/></v:shape>
<![endif]--><![if !vml]><img width=120 height=60 id="Afbeelding_1" src="cid:{f.picture}" alt="Logo"><![endif]></p>
</div></body></html>"""
    return Mail("outlook", html, (f.rows,), f.items, (f.picture,), (), (f.link,))


def outlook_web(f: Facts) -> Mail:
    style = (
        'style="font-family: Aptos, Arial, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);" class="elementToProof"'
    )
    rows = "".join(
        "<tr>" + "".join(f'<td style="width:33%"><div {style}>{escape(t)}</div></td>' for t in row) + "</tr>"
        for row in f.rows
    )
    items = "".join(
        f'<li style="list-style-type: decimal;"><div role="presentation" {style}>{escape(t)}</div></li>'
        for t in f.items
    )
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<style type="text/css" style="display:none;"> P {{margin-top:0;margin-bottom:0;}} </style></head><body dir="ltr">
<div {style}>Dag mama en papa van {f.child}</div><div {style}><br></div>
<table style="border-collapse: collapse" class="table_1"><colgroup><col><col><col></colgroup><tbody>{rows}</tbody></table>
<ol style="margin-block: 0px;" start="1" data-editing-info='{{"orderedStyleType":1}}'>{items}</ol>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri" style="font-size:11pt"><b>Van:</b> Secretariaat</font>
<a href="{_href(f.link)}" title="x" data-auth="NotApplicable" rel="noopener">Lees de brief</a></div></body></html>"""
    return Mail("outlook on the web", html, (f.rows,), f.items, links=(f.link,))


def gmail(f: Facts) -> Mail:
    items = "".join(f'<li style="margin-left:15px">{escape(t)}</li>' for t in f.items)
    html = f"""<div dir="ltr"><div>Dag juf Petra</div><div><br></div><div>{f.child} brengt dit mee:</div><div><ul>{items}</ul></div>
<div><img src="cid:{f.picture}" alt="zwemdiploma.png" width="472" height="354" data-surl="cid:ii_m3x" style="margin-right:0px"><br></div>
<div>Zie <a href="{_href(f.link)}" target="_blank">{escape(f.link)}</a></div><div><br clear="all"></div>
<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div dir="ltr">Els</div></div></div>
<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Op di 1 dec 2026 om 09:12 schreef Petra
&lt;<a href="mailto:petra@dewilg.example">petra@dewilg.example</a>&gt;:<br></div><blockquote class="gmail_quote"
style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u><div>Beste ouders</div></blockquote></div>"""
    return Mail("gmail", html, (), f.items, (f.picture,), (), (f.link, "mailto:petra@dewilg.example"))


def apple_mail(f: Facts) -> Mail:
    items = "".join(f"<li>{escape(t)}</li>" for t in f.items)
    html = f"""<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body
style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">Beste<br><ul class="MailOutline">{items}</ul>
<div><br></div><div><img alt="IMG_2041.jpeg" id="x-42" src="cid:{f.picture}" apple-inline="yes" apple-width="yes"></div><div>
<blockquote type="cite"><div>Op 30 nov 2026, om 16:02 heeft De Wilg &lt;info@dewilg.example&gt; geschreven:</div><br
class="Apple-interchange-newline"><div><meta charset="UTF-8"><blockquote type="cite"><div><a href="{_href(f.link)}">Brief</a></div>
</blockquote></div></blockquote></div></body></html>"""
    return Mail("apple mail", html, (), f.items, (f.picture,), (), (f.link,))


def newsletter(f: Facts) -> Mail:
    rows = "".join(
        "<tr>" + "".join(f'<td align="left" style="padding:4px">{escape(t)}</td>' for t in row) + "</tr>"
        for row in f.rows
    )
    items = "".join(f"<li>{escape(t)}</li>" for t in f.items)
    outer = '<table border="0" cellpadding="0" cellspacing="0" width="100%" role="presentation"><tbody><tr><td align="center">'
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html><head><title>Nieuwsbrief</title><style>@media only screen and (max-width:480px){{ .mcnImage{{width:100%!important}} }}</style></head>
<body style="background-color:#FAFAFA"><!--[if !gte mso 9]><!----><span class="mcnPreviewText" style="display:none">Voorproefje</span>
<!--<![endif]--><center>{outer * 6}<img src="{REMOTE}logo.png" alt="Basisschool De Wilg" width="564"><h1>Nieuws van klas 4B</h1>
<p>Beste ouders van {f.child}</p><table class="mcnTextBlock"><tbody>{rows}</tbody></table><ul>{items}</ul>
<img src="{REMOTE}spacer.gif" width="1" height="1" alt=""><img src="https://teller.example/open?u={f.number}" height="1" width="1">
<table class="mcnButtonBlock"><tbody><tr><td><a class="mcnButton" href="{_href(f.link)}" target="_blank">Schrijf in</a></td></tr></tbody></table>
{"</td></tr></tbody></table>" * 6}</center></body></html>"""
    return Mail("newsletter", html, (f.rows,), f.items, (), ("Basisschool De Wilg",), (f.link,))


def two_columns(f: Facts) -> Mail:
    rows = "".join("<tr>" + "".join(f"<td>{escape(t)}</td>" for t in row) + "</tr>" for row in f.rows)
    left = f"<h3>Oudercontact</h3><table>{rows}</table>"
    right = f'<img src="cid:{f.picture}" alt="Foto" width="180"><p><a href="{_href(f.link)}">Lees meer</a></p>'
    html = f"""<body><section><header><h2>Schoolkrant</h2></header><article><table width=600><tr><td width=300 valign=top>{left}</td>
<td width=300 valign=top>{right}</td></tr></table></article><footer>De Wilg, Antwerpen</footer></section></body>"""
    return Mail("two columns", html, (f.rows,), (), (f.picture,), (), (f.link,))


def document(f: Facts) -> Mail:
    cell = '<td style="border:solid #000000 1pt;vertical-align:top;padding:5pt"><p dir="ltr" style="line-height:1.2"><span>'
    rows = "".join(
        "<tr style='height:0pt'>" + "".join(f"{cell}{escape(t)}</span></p></td>" for t in row) + "</tr>"
        for row in f.rows
    )
    items = "".join(
        f'<li dir="ltr" aria-level="1" style="list-style-type:decimal"><p dir="ltr" role="presentation"><span>{escape(t)}</span></p></li>'
        for t in f.items
    )
    html = f"""<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f"><p dir="ltr"><span style="font-size:11pt">
Uitstap van {f.child}</span></p><div dir="ltr" align="left"><table style="border:none;border-collapse:collapse"><colgroup><col width="120">
<col width="90"><col width="90"></colgroup><tbody>{rows}</tbody></table></div><ol style="margin-top:0">{items}</ol></b><br>
<a href="{_href(f.link)}" style="text-decoration:none"><span style="color:#1155cc">Formulier</span></a>"""
    return Mail("document", html, (f.rows,), f.items, links=(f.link,))


def sheet(f: Facts) -> Mail:
    body = "".join(
        "<tr height=20 style='height:15.0pt'>"
        + "".join(f"<td align=right class=xl65>{escape(t)}</td>" for t in row)
        + "</tr>"
        for row in f.rows
    )
    html = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {{mso-displayed-decimal-separator:"\\,";}}
.xl65 {{mso-number-format:Standard;}}--></style></head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192
style='border-collapse:collapse;width:144pt'><!--StartFragment--><col width=64 span=3 style='width:48pt'>
<tr><td colspan=3 class=xl66>Overzicht {f.child}</td></tr>{body}<!--EndFragment--></table></body></html>"""
    return Mail("sheet", html, ((((f"Overzicht {f.child}",) * 3), *f.rows),))


def forwarded(f: Facts) -> Mail:
    rows = "".join("<tr>" + "".join(f"<th>{escape(t)}</th>" for t in row) + "</tr>" for row in f.rows)
    html = f"""<p>Ter info.</p><blockquote>{"<blockquote>" * 3}<address>Van: zorg@dewilg.example</address><dl><dt>Wie</dt><dd>{f.child}</dd></dl>
<table border=1><caption>Uurrooster</caption><thead>{rows}</thead></table>{"</blockquote>" * 3}</blockquote>
<p><img src="cid:image003.jpg@01DC5F" alt="Handtekening"> <img src="file:///C:/Users/Els/x.png"></p><pre>Met vriendelijke groet
   Els</pre>"""
    return Mail("forwarded", html, (f.rows,), words=("Handtekening",))


def plain_page(f: Facts) -> Mail:
    items = "".join(f"<li>{escape(t)}<ul><li>voor {escape(f.child)}</li></ul></li>" for t in f.items)
    html = f"""<p>Beste ouder(s)</p><p>Wat neemt uw kind mee?<br />Dit:</p><ul>{items}</ul><p style="text-align:center"><img
src="cid:{f.picture}" alt="" /></p><p>Vragen? <a href="{_href(f.link)}">Lees dit</a> of bel <strong>03 555 01 23</strong>.</p>"""
    both = tuple(word for item in f.items for word in (item, f"voor {f.child}"))
    return Mail("platform", html, (), both, (f.picture,), (), (f.link,))


TEMPLATES: tuple[Callable[[Facts], Mail], ...] = (
    outlook, outlook_web, gmail, apple_mail, newsletter, two_columns, document, sheet, forwarded, plain_page,
)  # fmt: skip
COUNT = 60


def mails(seed: int = 60) -> list[Mail]:
    """Sixty, always the same."""
    chance = random.Random(seed)
    return [TEMPLATES[n % len(TEMPLATES)](Facts(chance, n)) for n in range(COUNT)]
