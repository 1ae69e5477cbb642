"""What is seen after something changed: a desktop that had pulled before ends up with what the rules say now.

Each check answers with what it found wrong, and leaves the world changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec

from ssdesk.server import accounts
from ssdesk.server.scheduler import Scheduler
from ssdesk.server.schools import read_school
from tests.permissions import oracle, payloads, population, reading, shown
from tests.permissions.record import Account, Record
from tests.permissions.world import World


def families(record: Record) -> list[Account]:
    """The active co-accounts of children who are at school, those of the largest family first."""
    here = {pupil.id for pupil in record.pupils if not pupil.left}
    found = [a for a in record.accounts.values() if a.kind == "co" and oracle.enters(a) and a.pupil in here]
    many = {one.id: sum(other.pupil == one.pupil for other in found) for one in found}
    return sorted(found, key=lambda one: (-many[one.id], one.pupil, one.id))


def leaves(world: World, record: Record) -> list[str]:
    """A child leaves and its accounts stay open for a while: they keep what is the child's own, and see nothing more of
    the class."""
    pupil = record.pupil(families(record)[0].pupil or "")

    def leave() -> None:
        world.db.run_now(population.leave, record, pupil, world.now)
        pupil.left = True

    concerned = [a for a in record.accounts.values() if a.pupil == pupil.id or a.kind == "staff"]
    # No rule says how the office is told of the role of a pupil who sits in no class.
    untold = [f"contact {a.id} role" for a in concerned if a.kind == "main"]
    wrong = _after(world, record, concerned, [leave])
    return [line for line in wrong if not line.endswith(tuple(untold))]


def releases(world: World, record: Record) -> list[str]:
    """A report is there for nobody before its moment, then for whom it is, and again for nobody once it is put off."""
    pupil = record.pupil(families(record)[0].pupil or "")
    world.tick()
    one = shown.report(world, record, pupil, 0)

    def prepare() -> None:
        shown.put(world, record, [one], time_passes=False)

    def come() -> None:
        world.tick()
        world.wire.run(Scheduler(world.app.parts).tick())
        record.now = world.now

    def put_off() -> None:
        later = one.at + shown.MUCH_LATER
        shown.put(world, record, [replace(one, at=later, said={**one.said, "released_at": later})])

    concerned = [a for a in record.accounts.values() if a.pupil == pupil.id or a.kind == "staff"]
    return _after(world, record, concerned, [prepare, come, put_off], one.files[0].sha256)


def hides(world: World, record: Record) -> list[str]:
    """The school hides the absences from one more role."""
    role = families(record)[0].role
    record_hidden = {**record.hidden, role: [*record.hidden.get(role, []), "absences"]}

    def hide() -> None:
        settings = world.db.read_now(read_school, record.slug).settings
        changed = msgspec.structs.replace(settings, hidden=record_hidden)
        world.db.run_now(accounts.set_settings, record.slug, changed)
        record.hidden = record_hidden

    return _after(world, record, [a for a in families(record) if a.role == role][:6] + families(record)[:6], [hide])


def _after(
    world: World, record: Record, concerned: list[Account], steps: list[Callable[[], None]], sha256: str = ""
) -> list[str]:
    """What these accounts have wrong after each step, on a desktop that pulls every time."""
    concerned = list({account.id: account for account in concerned if oracle.enters(account)}.values())
    desktops = [(account, world.pull(record, account)) for account in concerned]
    wrong = []
    for step in steps:
        world.remember(record, concerned)
        step()
        said = payloads.of_school(record)
        for account, pulled in desktops:
            wrong += reading.holds(record, account, world.pull(record, account, pulled), said)
            if sha256:
                wrong += reading.files(world, record, account, [sha256], every_way=False)
    return wrong + reading.grants(world, record)
