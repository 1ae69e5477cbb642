"""Hostile messages: those written by hand, each load with each kind of address, and mixtures. A number gives the same
one on every computer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tests.hostile import corpus

SPACES = ["\u2028", "\u00a0", "\u200b", "\ufeff", "\t", "\n", "\r", "\x01", "\x1f", "\u00ad", "\x0c", "\x00", "/"]
FRAMES = [
    "{x}",
    "<p>{x}</p>",
    "<table><tr><td>{x}</td></tr></table>",
    "<ul><li>{x}</li></ul>",
    "<svg>{x}</svg>",
    "<math>{x}</math>",
    "<svg><foreignObject>{x}</foreignObject></svg>",
    "<math><mtext>{x}</mtext></math>",
    "<noscript>{x}</noscript>",
    "<template>{x}</template>",
    "<select>{x}</select>",
    "<style>{x}</style>",
    "<textarea>{x}</textarea>",
    "<title>{x}</title>",
    "<!--{x}-->",
    "<!--[if mso]>{x}<![endif]-->",
    "<![if !mso]>{x}<![endif]>",
    '<div title="{x}">',
    "<div title='{x}'>",
    "<p><a href='https://x.example/'>{x}</a>",
    "<html><head>{x}</head><body>x",
    "<body>{x}",
    "<frameset>{x}",
    "<xmp>{x}</xmp>",
    "<iframe>{x}</iframe>",
]
BREAKS = ["", "<", ">", '"', "'", "<!--", "-->", "</p>", "\0", "&", "=", "/", "<x ", "]]>", "\u2028", "</style>"]


LARGE, MANY = 15_000, 2_000  # characters of one, samples of a long run


@dataclass(frozen=True, slots=True)
class Sample:
    """A message. `name`: of whoever sent it, of its subject and of its file. `hidden`: its scripts are whole, so that
    no word of them is text."""

    body: str
    kind: str = "html"
    name: str = "Petra Wouters"
    hidden: bool = False

    @property
    def title(self) -> str:
        """For whoever reads of it in a test's answer."""
        return f"{self.kind} {self.body[:300]!r} ({len(self.body)} characters), named {self.name[:60]!r}"


def by_hand() -> Iterator[Sample]:
    """Every one of the corpus."""
    yield from (Sample(body, hidden=True) for body in corpus.SCRIPTS)
    yield from (Sample(body) for body in (*corpus.QT, *corpus.DEEP, *corpus.LONG, *corpus.ENDS))
    yield from (Sample(body, "text") for body in (*corpus.LONG[:12], *corpus.ENDS))
    yield from (Sample("<p>Dag</p>", name=name) for name in corpus.NAMES)
    yield from (Sample(load.replace("{url}", corpus.NET + "x.png")) for load in corpus.LOADS)
    yield from (Sample(load.replace("{url}", "{file}")) for load in corpus.LOADS)
    yield from (Sample(f'<a href="{link}">klik</a><img src="{link}">') for link in corpus.SCHEMES)


def generated(seed: int) -> Iterator[Sample]:
    """Without end."""
    chance = random.Random(seed)
    while True:
        body = "".join(_part(chance) for _ in range(chance.choice((1, 1, 2, 3, 5))))
        for _ in range(chance.choice((0, 0, 1, 2))):
            body = _broken(chance, body)
        kind = "text" if chance.random() < 0.05 else "html"
        yield Sample(body, kind, chance.choice(corpus.NAMES) if chance.random() < 0.1 else "Petra Wouters")


def samples(count: int, seed: int = 20261201) -> list[Sample]:
    """So many: those by hand, the rest generated. Of the large ones by hand, all only where there are many."""
    hand = list(by_hand())
    large = [sample for sample in hand if len(sample.body) > LARGE]
    made = [sample for sample in hand if len(sample.body) <= LARGE] + (large if count >= MANY else large[::4])
    return made + list(islice(generated(seed), count - len(made)))


# ---- Parts -----------------------------------------------------------------------------------------------------------
def _part(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.6:
        made = chance.choice(corpus.LOADS).replace("{url}", _address(chance))
    elif kind < 0.75:
        made = chance.choice(corpus.SCRIPTS)
    elif kind < 0.85:
        made = _attributes(chance)
    elif kind < 0.95:
        made = _tree(chance, chance.randint(1, 60))
    else:
        made = chance.choice([sample for sample in corpus.QT if len(sample) < 3000])
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        made = chance.choice(FRAMES).replace("{x}", made)
    return made


def _address(chance: random.Random) -> str:
    link = chance.choice(corpus.SCHEMES)
    kind = chance.random()
    if kind < 0.3:
        at = chance.randrange(len(link) + 1)
        link = link[:at] + chance.choice(SPACES) + link[at:]
    elif kind < 0.5:
        link = "".join(_entity(chance, char) if chance.random() < 0.4 else char for char in link)
    elif kind < 0.6:
        link = "".join(char.upper() if chance.random() < 0.5 else char for char in link)
    elif kind < 0.65:
        link = "".join(f"%{ord(char):02x}" if char.isascii() and chance.random() < 0.4 else char for char in link)
    elif kind < 0.7:
        link = "".join(f"\\{ord(char):x} " if chance.random() < 0.3 else char for char in link)
    return link


def _entity(chance: random.Random, char: str) -> str:
    number = ord(char)
    forms = (f"&#{number};", f"&#{number:07d}", f"&#x{number:x};", f"&#X{number:04X}")
    return char if char in "{}" or ("a" <= char.lower() <= "z" and chance.random() < 0.2) else chance.choice(forms)


def _attributes(chance: random.Random) -> str:
    """A tag with attributes in disorder."""
    tag = chance.choice(["a", "img", "p", "td", "table", "div", "font", "ol", "li", "hr", "body", "svg", "x-y"])
    names = ["href", "src", "style", "onclick", "colspan", "width", "class", "background", "xlink:href", "alt", "start"]
    parts = []
    for _ in range(chance.randint(1, 6)):
        quote = chance.choice(['"', "'", "", "`"])
        value = chance.choice(
            [_address(chance), "1", "99999999999", "url({file})", "x y", "<p>", "\u202ex", "expression(1)"]
        )
        end = quote if chance.random() < 0.9 else ""
        parts.append(f"{chance.choice(names)}{chance.choice(['=', ' = ', '=', ''])}{quote}{value}{end}")
    gap = chance.choice([" ", "/", "\n", "\t", "\x0c", "\u00a0"])
    return f"<{tag}{gap}{gap.join(parts)}{chance.choice(['>', '/>', ' >', ''])}x</{tag}>"


def _tree(chance: random.Random, size: int) -> str:
    """Tags that open and close as they like."""
    tags = ["div", "b", "p", "table", "tr", "td", "li", "ul", "ol", "a href='https://x.example/'", "blockquote", "span"]
    made, open_ = [], []
    for _ in range(size):
        if open_ and chance.random() < 0.4:
            made.append(f"</{open_.pop(chance.randrange(len(open_)) if chance.random() < 0.2 else -1).split()[0]}>")
        else:
            open_.append(chance.choice(tags))
            made.append(f"<{open_[-1]}>x")
    return "".join(made)


def _broken(chance: random.Random, body: str) -> str:
    """Cut, doubled, or with something in its middle."""
    at, kind = chance.randrange(len(body) + 1), chance.random()
    if kind < 0.2:
        return body[:at]
    if kind < 0.35:
        until = min(len(body), at + chance.randint(1, 40))
        return body[:at] + body[at:until] * 2 + body[until:]
    if kind < 0.5:
        return body[:at] + body[at + chance.randint(1, 8) :]
    return body[:at] + chance.choice(BREAKS) + body[at:]
