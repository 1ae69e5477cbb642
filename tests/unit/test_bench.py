"""`ssdesk bench` measures every figure and says it in a form that programs and people can read. How fast anything is,
no test says: that is for a computer with nothing else to do."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest

from ssdesk.bench import mailbox, run
from ssdesk.bench.figure import Bound, Figure, Sort
from ssdesk.bench.start_profile import STEPS
from ssdesk.bench.timing import in_turns, p95
from ssdesk.protocol.pull import checksum
from tests.sizes import size

TINY = ["--messages", "300", "--times", "1"]


@pytest.fixture(autouse=True)
def _own_mailboxes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is made to be measured goes with the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("group", run.groups()[:: size(3, 1)], ids=lambda group: group.names[0])
def test_every_figure_is_measured_and_says_one_line_of_json(
    group: run.Group, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main([*group.names, "--json", *TINY]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert tuple(line["name"] for line in lines) == group.names
    for line in lines:
        assert list(line) == ["name", "unit", "limit", "ssdesk", "ratio"]
        assert line["unit"] in {"ms", "s", "µs", "MiB", "rows/s"}
        assert min(line["limit"], line["ssdesk"], line["ratio"]) >= 0


def test_the_beginning_of_a_name_stands_for_all_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["list", *TINY]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["figure", "limit", "ssdesk", "unit", "ratio", "allowed", "what"]
    assert [row.split()[0] for row in rows] == ["list-show", "list-jump"]
    assert all(row.count("≤") == 1 and ("holds" in row or "MISSED" in row) for row in rows)


def test_a_name_that_no_figure_has_is_said_before_anything_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["page", "pge"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "pge" in said.err
    assert "start-frame" in said.err


def test_the_profile_of_a_start_tells_its_steps_and_what_is_imported_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--profile-start", *TINY]) == 0
    said = capsys.readouterr().out
    before, after = said.split("after it, up to the first page of the inbox")
    assert re.findall(r"^ +\d+ ms +\+\d+  (\w+)$", before, re.MULTILINE) == list(STEPS)
    assert "ssdesk.app" in before
    assert "ssdesk.household" in after


@pytest.mark.parametrize(
    ("sort", "value", "held", "missed", "said"),
    [
        ("ratio at most", 1.5, 15, 15.1, "≤ 1.5 ×"),
        ("ratio at least", 0.8, 8, 7.9, "≥ 0.8 ×"),
        ("at most", 150, 150, 151, "≤ 150 ms"),
        ("more at most", 60, 70, 71, "≤ + 60 ms"),
    ],
)
def test_what_is_allowed_depends_on_the_sort_of_bound(
    sort: Sort, value: float, held: float, missed: float, said: str
) -> None:
    bound = Bound(sort, value)
    assert Figure("some", "ms", 10, held, bound).holds
    row = Figure("some", "ms", 10, missed, bound).as_row()
    assert "MISSED" in row
    assert said in row


def test_a_made_up_mailbox_is_always_the_same_and_arrives_whole() -> None:
    first, again = list(mailbox.messages(30)), list(mailbox.messages(4000))
    assert first == again[:30]
    assert len({message.id for message in again}) == 4000
    assert [message.sent_at for message in again] == sorted((message.sent_at for message in again), reverse=True)
    answers = list(mailbox.answers(4000))
    rows = [row for answer in answers for page in answer.scopes for row in page.rows]
    assert [answer.complete for answer in answers] == [False, False, True]
    assert answers[-1].scopes[0].sum == checksum((row.kind, row.oid, row.seq) for row in rows)


def test_turns_that_warm_up_do_not_count_and_p95_is_what_nineteen_of_twenty_do_not_exceed() -> None:
    values = iter(range(100))
    assert in_turns(lambda: next(values), lambda: -next(values), 2, warm=1) == ([2, 4], [-3, -5])
    assert p95(range(1, 21)) == 19
    assert p95([3]) == 3
