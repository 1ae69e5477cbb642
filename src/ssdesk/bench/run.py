"""The command `ssdesk bench`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ssdesk.bench.figure import HEADING, Figure
from ssdesk.bench.size import Size
from ssdesk.errors import SsdeskError

Measure = Callable[[Size], Iterator[Figure]]


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that one run measures together. A name stands for all that begin with it: `list` for `list-show`."""

    names: tuple[str, ...]
    measure: Measure


def main(words: list[str]) -> int:
    """0 when everything asked for was measured, whether it holds or not."""
    options = _parser().parse_args(words)
    size = Size(options.messages, options.times, options.large)
    try:
        if options.profile_start:
            from ssdesk.bench.start_profile import profile

            for line in profile(size):
                print(line, flush=True)
            return 0
        _measure(options.names, size, as_json=options.json)
    except SsdeskError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    names = [name for group in groups() for name in group.names]
    parser = argparse.ArgumentParser(
        prog="ssdesk bench",
        description="Measure ssdesk beside the limit of this computer, in the same run.",
        epilog=f"Figures: {', '.join(names)}. A part of a name stands for all that begin with it.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a figure; without one: all")
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--messages", type=int, default=Size().messages, metavar="N", help="(default: %(default)s)")
    parser.add_argument("--times", type=int, default=0, metavar="N", help="repetitions instead of each one's own")
    parser.add_argument("--large", action="store_true", help="with 1,000,000 messages too: takes long, needs 4 GB")
    parser.add_argument("--profile-start", action="store_true", help="instead: what a start spends its time on")
    return parser


def groups() -> tuple[Group, ...]:
    """In the order in which they are measured."""
    from ssdesk.bench import fanout, first_sync, lists, messages, pulls, rows, searches, start

    return (
        Group(("start-frame",), start.frame),
        Group(("start-inbox", "start-inbox-growth"), start.first_page),
        Group(("memory", "memory-growth"), start.memory),
        Group(("list-show", "list-jump"), lists.long_list),
        Group(("message-view", "message-view-table"), messages.message_view),
        Group(("page",), rows.page),
        Group(("apply", "index"), rows.written),
        Group(
            ("search", "search-folder", "search-all", "search-short", "search-operators", "search-merged"),
            searches.searches,
        ),
        Group(("first-sync-today", "first-sync"), first_sync.first_sync),
        Group(("pull",), pulls.pull),
        Group(("fanout",), fanout.fanout),
    )


def _measure(wanted: list[str], size: Size, *, as_json: bool) -> None:
    known = [name for group in groups() for name in group.names]
    for name in wanted:
        if not any(_stands_for(name, other) for other in known):
            raise SsdeskError("There is no figure {name}.", "There are: {known}.", name=name, known=", ".join(known))
    if not as_json:
        print(HEADING, flush=True)
    for group in groups():
        if any(_is_wanted(wanted, name) for name in group.names):
            for figure in group.measure(size):
                if _is_wanted(wanted, figure.name):
                    print(figure.as_json() if as_json else figure.as_row(), flush=True)


def _is_wanted(wanted: list[str], name: str) -> bool:
    return not wanted or any(_stands_for(asked, name) for asked in wanted)


def _stands_for(asked: str, name: str) -> bool:
    return name == asked or name.startswith(f"{asked}-")
