"""Children, schools and accounts mixed at random: nothing of one ever shows at another, nothing due fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ssdesk.errors import SsdeskError
from ssdesk.replica.actions import MoveMessage, OpenMessage, TickItem
from ssdesk.replica.inbox import Filter
from ssdesk.sync import transfers
from tests import sizes
from tests.together.mixing import (
    HOLDERS,
    same_child,
)  # fmt: skip
from tests.together.mixing_readings import FOUND, READINGS, YEAR, Reading, Said, hits, raw, said
from tests.together.mixing_story import STORIES, Story, happen, told
from tests.together.mixing_world import FILES, World, content


# ---- What must hold --------------------------------------------------------------------------------------------------
def wrong(world: World, places: dict[str, str] | None = None) -> list[str]:
    """What is shown where it may not, and what is not shown where it must. `places`: the accounts still here."""
    here = world.places if places is None else places
    found: list[str] = []
    for reading in READINGS:
        for name, place in here.items():
            answer = said(reading.read(world.household, world.known, place))
            found += [f"{reading.name} of {name}: {what}" for what in _unfit(world, answer, [name])]
            found += [
                f"{reading.name} of {name}: no {word}" for word in sorted(_due(world, reading, name) - _words(answer))
            ]
        answer = said(reading.read(world.household, world.known, ""))
        found += [f"{reading.name} of all: {what}" for what in _unfit(world, answer, list(here))]
        found += [f"{reading.name} of all: {what}" for what in _missing(world, reading, answer, list(here))]
    return found + _found_wrong(world, list(here))


def _words(answer: Said) -> set[str]:
    return {word for _, word in answer}


def _unfit(world: World, answer: Said, names: list[str]) -> Iterator[str]:
    """Words that no account of these may show, or not the one that the answer gives them to."""
    may = {name: world.known.may(name) for name in names}
    for owners, word in sorted(answer):
        holders = [world.holder(owner) for owner in owners]
        if not holders:
            yield f"{word} is nobody's"
        if len({HOLDERS[holder].school for holder in holders}) > 1:
            yield f"{word} of several schools as one"
        yield from (f"{word} at {holder}" for holder in holders if word not in may.get(holder, set()))


def _due(world: World, reading: Reading, name: str) -> set[str]:
    """The words that must be there for one account."""
    known = world.known
    if reading.fresh and any(same_child(name, other) for other in world.acted):
        return set()
    due = known.seen(name, *reading.whole) | known.seen(name, *reading.titled, titled=True)
    return due | (known.got(name) if reading.letters else set())


def _missing(world: World, reading: Reading, answer: Said, names: list[str]) -> Iterator[str]:
    shown = {(world.holder(owner), word) for owners, word in answer for owner in owners}
    for name in names:
        near = [other for other in names if other == name or (reading.once and same_child(name, other))]
        for word in sorted(_due(world, reading, name)):
            if not any((other, word) in shown for other in near):
                yield f"no {word} for {name}"


def _found_wrong(world: World, names: list[str]) -> list[str]:
    """Each word, and some that many have, is looked for as the palette does."""
    known, household, wrong = world.known, world.household, []
    due = {name: known.seen(name, *FOUND, titled=True) | known.got(name) for name in names}
    for words in ("toets", "rekenen", "ziek", "juf", "noor toets", "wout toets"):
        wrong += [f"find {words}: {what}" for what in _unfit(world, said(hits(household, words)), names)]
    for word in known.words():
        found = hits(household, word)
        wrong += [f"find {word}: {what}" for what in _unfit(world, said(found), names)]
        holders = {world.holder(hit.home.name) for hit in found}
        wrong += [f"find {word}: at {name}" for name in holders if word not in known.may(name)]
        found_at = {HOLDERS[name].school for name in holders if word in due[name]}
        wrong += [
            f"find {word}: not for {name}"
            for name in names
            if word in due[name] and HOLDERS[name].school not in found_at
        ]
    return wrong


# ---- What one account does -------------------------------------------------------------------------------------------
def act(world: World, name: str) -> None:
    """Ticks, opens, marks and moves what can be, in this account alone; nobody else's copy changes by that, neither at
    once nor when all have synced."""
    household, known, place = world.household, world.known, world.places[name]
    others = {other: at for other, at in world.places.items() if other != name}
    before = {other: raw(household, known, at) for other, at in others.items()}
    marks = {other: _marks(world, at) for other, at in others.items()}
    world.acted.add(name)
    replica = household.replica(place)
    for row in replica.planner.agenda(*YEAR):
        household.do(place, TickItem(row.item.id, not row.done))
    for report in replica.record.new_reports():
        replica.record.open_report(report.id)
    for number, row in enumerate(replica.inbox.first_page(Filter(), 100)):
        household.do(place, OpenMessage(row.id))
        if number % 2:
            household.do(place, MoveMessage(row.id, "archive"))
    assert {other: raw(household, known, at) for other, at in others.items()} == before
    done = _marks(world, place)
    world.sync()
    assert {other: _marks(world, at) for other, at in others.items()} == marks
    assert _marks(world, place) == done


def _marks(world: World, place: str) -> Any:
    """What one account ticked, opened and moved."""
    replica, home = world.household.replica(place), world.household.home(place)
    ticked = {row.item.id: row.done for row in replica.planner.agenda(*YEAR)}
    unread = {row.id for row in replica.inbox.first_page(Filter(unread=True), 1000)}
    received = {row.id: row.folder for row in replica.inbox.first_page(Filter(""), 1000)}
    new = [report.id for report in replica.record.new_reports()]
    return ticked, unread, received, new, home.unread, home.new_reports


# ---- Files -----------------------------------------------------------------------------------------------------------
def files_are_apart(world: World) -> None:
    """A file fetched for one account is in no other's copy, and no school gives one that its account may not read."""
    household, known = world.household, world.known
    fetched: set[tuple[str, int]] = set()
    for name, place in world.places.items():
        school = HOLDERS[name].school
        replica, remote = household.replica(place), household.remote(place)
        for number in FILES:
            file = world.file(school, number)
            if number in known.files(name):
                assert transfers.fetch(replica, remote, file)
                fetched.add((name, number))
            else:
                with pytest.raises(SsdeskError):
                    remote.blob(file.sha256, 0, 10)
                with pytest.raises(SsdeskError):
                    household.bring(place, file)
            for other, at in world.places.items():
                kept = household.replica(at).files
                assert kept.is_whole(file.sha256) == ((other, number) in fetched), (name, other, number)
                if (other, number) in fetched:
                    assert b"".join(kept.read(file.sha256)) == content(number)
                else:
                    assert b"".join(kept.read(file.sha256)) == b""


# ---- One that goes ---------------------------------------------------------------------------------------------------
def leave(world: World, name: str, how: str) -> dict[str, str]:
    """The account is signed out, or cannot be opened any more; the others stay what they were. Those others."""
    household, place = world.household, world.places[name]
    others = {other: at for other, at in world.places.items() if other != name}
    household.lock()
    household.unlock(world.keychain)  # when it last synced is read from there
    before = {other: raw(household, world.known, at) for other, at in others.items()}
    if how == "signed out":
        household.sign_out(place)
        assert place not in [home.name for home in household.homes]
    else:
        secret = dict(zip([home.name for home in household.homes], household.secret_names, strict=True))[place]
        household.lock()
        assert household.gather(lambda replica: replica.people.account()) == []
        assert said(household.homes) == set()
        world.keychain.remove(secret)
        household.unlock(world.keychain)
        with pytest.raises(SsdeskError):
            household.replica(place)
        assert household.gather(lambda replica: replica.people.account(), place) == []
    assert {other: raw(household, world.known, at) for other, at in others.items()} == before
    return others


@settings(
    max_examples=sizes.size(4, 100),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STORIES)
def test_nothing_of_one_child_school_or_account_shows_at_another(story: Story) -> None:
    with told(story) as world:
        assert wrong(world) == []
        for step in story.after:
            happen(world, step)
        world.sync()
        assert wrong(world) == []
        names = list(world.places)
        act(world, names[story.acts % len(names)])
        world.release()
        world.sync()
        files_are_apart(world)
        here = leave(world, names[story.leaves % len(names)], story.how)
        assert wrong(world, here) == []
