"""Every rule of the school (R1 to R17) has a test that names it, so that who changes a rule finds what holds it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ssdesk.protocol.agreements import RULES

TESTS = Path(__file__).resolve().parent


def named() -> Iterator[str]:
    """The rule with which the name of a test begins."""
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_R"):
                yield node.name.removeprefix("test_").partition("_")[0]


def test_every_rule_has_tests_that_begin_with_its_number() -> None:
    found = Counter(named())
    assert [rule for rule in RULES if not found[rule]] == []
    assert set(found) <= set(RULES), "and there are no other rules"
