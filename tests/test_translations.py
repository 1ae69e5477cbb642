"""Every text a person sees exists in Dutch, and the Dutch file holds nothing else.

The texts are read from the code with `ast`, independently of lupdate: what lupdate would put into a wrong context or
take for a text (a bare `tr`, an f-string) is refused.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DUTCH = ROOT / "resources" / "translations" / "ssdesk_nl.ts"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?\d+|%n")
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    context: str
    source: str
    comment: str = ""


@dataclass(frozen=True)
class Translation:
    text: Text
    forms: tuple[str, ...]
    state: str


class Reader(ast.NodeVisitor):
    """Collects the texts of one module and the calls that lupdate would misread."""

    def __init__(self, path: Path) -> None:
        self.path, self.classes, self.in_f_string = path, [""], False
        self.texts: set[Text] = set()
        self.misread: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        outside, self.in_f_string = self.in_f_string, True
        self.generic_visit(node)
        self.in_f_string = outside

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "tr":
            if isinstance(node.func, ast.Name) or not self.classes[-1]:
                self._complain(node, "tr without an object has no context; use QCoreApplication.translate")
            else:
                self._take(node, [ast.Constant(self.classes[-1]), *node.args])
        elif called in {"translate", "QT_TRANSLATE_NOOP"} and not self._is_of_str(node):
            self._take(node, list(node.args))

    def _is_of_str(self, node: ast.Call) -> bool:
        """`"…".translate(table)` is a method of str with one argument."""
        return len(node.args) == 1

    def _take(self, node: ast.Call, words: list[ast.expr]) -> None:
        if self.in_f_string:
            self._complain(node, "lupdate does not look into f-strings")
        if isinstance(words[1], (ast.JoinedStr, ast.BinOp, ast.Call)):
            self._complain(node, "only plain text can be translated; fill in values afterwards")
        if not all(isinstance(word, ast.Constant) for word in words[:2]):
            return  # a text marked elsewhere with QT_TRANSLATE_NOOP
        context, source, comment = (getattr(word, "value", None) for word in (*words, ast.Constant(""))[:3])
        self.texts.add(Text(str(context), str(source), str(comment or "")))

    def _complain(self, node: ast.Call, why: str) -> None:
        self.misread.append(f"{self.path.relative_to(ROOT)}:{node.lineno}: {why}")


def read_code() -> tuple[set[Text], list[str]]:
    texts: set[Text] = set()
    misread: list[str] = []
    for path in SOURCES:
        reader = Reader(path)
        reader.visit(ast.parse(path.read_text("utf-8")))
        texts |= reader.texts
        misread += reader.misread
    return texts, misread


def read_translations(path: Path) -> Iterator[Translation]:
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            text = Text(context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            yield Translation(text, forms, translation.get("type", "finished"))


@pytest.fixture(scope="module")
def dutch() -> list[Translation]:
    return list(read_translations(DUTCH))


def test_lupdate_can_read_every_text() -> None:
    assert read_code()[1] == []


def test_every_text_of_the_code_is_in_the_dutch_file_and_no_other(dutch: list[Translation]) -> None:
    texts, known = read_code()[0], {translation.text for translation in dutch}
    assert sorted(map(str, texts - known)) == [], "not in the file: run `make translations`"
    assert sorted(map(str, known - texts)) == [], "no longer in the code: run `make translations`"


def test_every_text_is_translated_and_finished(dutch: list[Translation]) -> None:
    missing = [entry for entry in dutch if entry.state != "finished" or not all(form.strip() for form in entry.forms)]
    assert missing == []


def test_placeholders_are_the_same_on_both_sides(dutch: list[Translation]) -> None:
    def holes(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    translated = [(form, entry.text.source) for entry in dutch for form in entry.forms if form]
    assert [(form, source) for form, source in translated if holes(form) != holes(source)] == []


def test_dutch_says_u(dutch: list[Translation]) -> None:
    assert [form for entry in dutch for form in entry.forms if INFORMAL.search(form)] == []


def test_in_dutch_an_account_is_a_de_word(dutch: list[Translation]) -> None:
    wrong = re.compile(r"\b(het|dit|dat|elk|ieder|welk|ons) (eigen |andere )?account\b", re.IGNORECASE)
    assert [form for entry in dutch for form in entry.forms if wrong.search(form)] == []
