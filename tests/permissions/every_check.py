"""All checks of reading, writing and doors on a small world, for the test that plants leaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.permissions import changes, doors, oracle, reading, writing
from tests.permissions.record import Account, Record
from tests.permissions.world import World

CASES = ("separated", "six_co_accounts", "suspended", "excluded", "left")
PAGES = ("/v1/session", "/v1/password", "/v1/devices", "/v1/details")


def _families(record: Record) -> Iterator[tuple[Account, list[Account]]]:
    """Each active account of a child, with the child's other accounts."""
    for account in record.accounts.values():
        if account.pupil and oracle.enters(account):
            yield account, [a for a in record.accounts.values() if a.pupil == account.pupil and a.id != account.id]


def pulls(world: World, record: Record) -> list[str]:
    return reading.pulls(world, record, record.accounts.values())


def grants(world: World, record: Record) -> list[str]:
    return reading.grants(world, record)


def adults(world: World, record: Record) -> list[str]:
    return reading.adults(world, record)


def scopes(world: World, record: Record) -> list[str]:
    account, others = next(_families(record))
    wrong = reading.scopes(world, record, account, [f"a:{other.id}" for other in others] + ["office", "g:staff"])
    for guide, _ in _families(record):
        if guide.role in record.hidden:
            own = [f"p:{guide.pupil}:{part}" for part in oracle.PARTS.values()]
            wrong += reading.scopes(world, record, guide, own)
    return wrong


def files(world: World, record: Record) -> list[str]:
    """Some of all, and those that the school shows later or hides."""
    wrong = []
    for account, _ in _families(record):
        about = [file.sha256 for one in record.shown if one.pupil == account.pupil for file in one.files]
        wrong += reading.files(world, record, account, [*list(record.files)[::7], *about])
    return wrong


def commands(world: World, record: Record) -> list[str]:
    """Every way to name an object of the child's other accounts and the teacher, and of shared mailboxes."""
    wrong = []
    for account, others in list(_families(record))[:4]:
        close = {other.id for other in others}
        objects = [key for key, owner in oracle.owners(record).items() if owner in close]
        objects += [(one.kind, one.id) for one in record.shown if one.kind == "agenda_item"]
        objects += [(one.kind, one.id) for one in record.shown[::7]]
        objects += [("file", sha) for sha in list(record.files)[::5]]
        objects += [("group", class_.id) for class_ in record.classes]
        objects += _in_mailboxes(record)
        wrong += writing.commands(world, record, account, objects)
    colleague = next(
        a for a in record.accounts.values() if a.kind == "staff" and oracle.enters(a) and not oracle.holds(record, a)
    )
    return wrong + writing.commands(world, record, colleague, _in_mailboxes(record))


def _in_mailboxes(record: Record) -> list[oracle.Key]:
    """All that is shared by some of the staff."""
    shared = {box.id for box in record.mailboxes}
    return [key for key, owner in oracle.owners(record).items() if owner in shared]


def state(world: World, record: Record) -> list[str]:
    """What refused commands leave behind."""
    before = writing.state(world)
    commands(world, record)
    after = writing.state(world)
    return [f"{record.slug}: {name} was written" for name in before if before[name] != after[name]]


def letters(world: World, record: Record) -> list[str]:
    return [line for account, others in _families(record) for line in writing.letters(world, record, account, others)]


def uploads(world: World, record: Record) -> list[str]:
    account, _ = next(_families(record))
    return writing.uploads(world, record, account, [upload.url for upload in record.uploads if not upload.sha256])


def devices(world: World, record: Record) -> list[str]:
    account, others = next(_families(record))
    close = {other.id for other in others}
    return writing.devices(world, record, account, [d.id for d in record.devices if d.account in close])


def not_active(world: World, record: Record) -> list[str]:
    accounts = [account for account in record.accounts.values() if not oracle.enters(account)]
    return [line for account in accounts for line in doors.not_active(world, record, account)]


def not_office(world: World, record: Record) -> list[str]:
    account, others = next(_families(record))
    return doors.not_office(world, record, account, others[:1])


def tokens(world: World, record: Record) -> list[str]:
    return doors.tokens(world, record, [one.devices[0].token for one in world.records.values() if one is not record])


def questions(world: World, record: Record) -> list[str]:
    accounts = [account for account in record.accounts.values() if oracle.enters(account)]
    return doors.questions(world, record, accounts[::5])


def pokes(world: World, record: Record) -> list[str]:
    return doors.pokes(world, record)


def traces(world: World, record: Record) -> list[str]:
    for account, _ in _families(record):
        for page in PAGES:
            world.ask(record, account, "GET", page)
        world.pull(record, account)
    return reading.traces(world)


def hides(world: World, record: Record) -> list[str]:
    return changes.hides(world, record)


def releases(world: World, record: Record) -> list[str]:
    return changes.releases(world, record)


def leaves(world: World, record: Record) -> list[str]:
    return changes.leaves(world, record)


Check = Callable[[World, Record], list[str]]
CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (pulls, grants, scopes, files, letters, uploads, devices, not_active, not_office, tokens, pokes,
                  questions, traces, state, commands, adults, hides, releases, leaves)
}  # fmt: skip


def found(world: World, check: Check) -> list[str]:
    """What the check finds wrong at both schools."""
    return [line for record in world.records.values() for line in check(world, record)]
