"""Every account, every object, every endpoint of two schools: what comes and what does not is what the oracle says.

All accounts pull everything. For fetching and writing, `make test` takes the family cases, some others, and a few of
the objects nearest to each. With SSDESK_LONG=1 every account asks for every file, tries a command on every object, and
every way of writing on ten times as many.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest

from ssdesk.server import openapi
from ssdesk.server.app import endpoints
from tests.permissions import doors, oracle, payloads, population, reading, writing
from tests.permissions.oracle import Key
from tests.permissions.record import Account, Record
from tests.permissions.world import World
from tests.sizes import LONG

pytestmark = pytest.mark.xdist_group("permissions")

CHANCE = random.Random(1)


@pytest.fixture(autouse=True)
def _same_chance_every_time(request: pytest.FixtureRequest) -> None:
    CHANCE.seed(request.node.name)


def active(record: Record) -> list[Account]:
    return [account for account in record.accounts.values() if oracle.enters(account)]


def chosen(record: Record) -> list[Account]:
    """Who writes: all accounts in the long run, else those of the family cases, the office and some others."""
    if LONG:
        return active(record)
    pupils = {
        pupil
        for school in population.generated()
        if school.slug == record.slug
        for case in school.cases
        for pupil in case.pupils
    }
    near = [account for account in active(record) if account.pupil in pupils or account.office]
    return CHANCE.sample(near, min(12, len(near))) + CHANCE.sample(active(record), 4)


def near(record: Record, account: Account, number: int) -> list[Key]:
    """Objects that are not the account's, those first that lie nearest: of the child's other accounts, of those who
    got the same messages, and what the school shows later or to others. In the long run ten times as many."""
    owners = oracle.owners(record)
    others = foreign(record, account)
    close = {other.id for other in record.accounts.values() if account.pupil and other.pupil == account.pupil}
    for message in record.messages:
        together = {message.sender, *(copy.recipient for copy in message.copies)}
        close |= together if account.id in together else set()
    number *= 10 if LONG else 1
    nearest = [key for key in others if owners.get(key) in close] + almost_shown(record, account)
    return CHANCE.sample(nearest, min(number, len(nearest))) + CHANCE.sample(others, number)


def almost_shown(record: Record, account: Account) -> list[Key]:
    """What the school prepared, and what it hides of the account's own child."""
    seen = oracle.may_see(record, account)
    own = [one for one in record.shown if one.at > record.now or (account.pupil and one.pupil == account.pupil)]
    return [(one.kind, one.id) for one in own if (one.kind, one.id) not in seen]


def foreign(record: Record, account: Account) -> list[Key]:
    """All objects and files that are not the account's own."""
    others = [key for key, owner in oracle.owners(record).items() if owner != account.id]
    others += [(one.kind, one.id) for one in record.shown]
    others += [("group", class_.id) for class_ in record.classes] + [("group", oracle.EVERYBODY)]
    return others + [("pupil", pupil.id) for pupil in record.pupils] + [("file", sha) for sha in record.files]


def each(world: World) -> Iterator[tuple[Record, Account]]:
    for record in world.records.values():
        for account in chosen(record):
            yield record, account


# ---- Reading ---------------------------------------------------------------------------------------------------------
def test_every_endpoint_of_the_document_has_a_rule_and_every_rule_its_endpoint() -> None:
    """A new endpoint fails here until somebody decides who may use it, and on what."""
    document = openapi.document(endpoints())
    described = {
        (method.upper(), path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert described.keys() == oracle.ENDPOINTS.keys()
    for endpoint, rule in oracle.ENDPOINTS.items():
        assert ("security" in described[endpoint]) == (rule.gate != "open"), endpoint


def test_every_account_sees_all_that_it_must_and_nothing_else(world: World) -> None:
    """Also every field of every object says what it must, and no scope is held that should not be."""
    for record in world.records.values():
        assert reading.pulls(world, record, list(record.accounts.values())) == []


def test_the_schools_are_as_large_and_as_tangled_as_they_should_be(world: World) -> None:
    """The other tests are worth what happens here: all family cases, states and kinds of accounts occur."""
    cases = {case.key for school in population.generated() for case in school.cases}
    assert cases >= {"separated", "blended", "twins", "teacher_parent", "suspended", "excluded", "left", "both_schools",
                     "six_co_accounts", "homework_guide", "boarding_educator", "email_open", "invited"}  # fmt: skip
    states = {account.state for record in world.records.values() for account in record.accounts.values()}
    assert states == {"active", "invited", "suspended", "excluded", "closed"}
    for record in world.records.values():
        assert len(record.pupils) >= (population.PUPILS if LONG else 6)
        assert len(record.messages) > (150 if LONG else 20)
        assert len({copy.opened_at for message in record.messages for copy in message.copies}) > (100 if LONG else 15)
        assert any(copy.answered_at for message in record.messages for copy in message.copies)
        assert {account.kind for account in record.accounts.values()} == {"main", "co", "staff"}


def test_the_schools_show_of_everything_and_hide_some_of_it(world: World) -> None:
    """Each kind is seen by some and not by others; something is prepared; one school hides parts from a role."""
    for record in world.records.values():
        keys = {account.id: oracle.must_see(record, account) for account in active(record)}
        for kind in (*writing.SHOWN, "tick"):
            seen = [any(key[0] == kind for key in one) for one in keys.values()]
            assert any(seen), kind
            assert not all(seen) or kind in ("event", "news", "agreements"), kind
        assert {one.kind for one in record.shown if one.at > record.now} == {"report", "news"}
        assert reading.adults(world, record) == []
    guides = [
        a for record in world.records.values() if record.hidden for a in active(record) if a.role in record.hidden
    ]
    assert guides


def test_a_file_is_fetched_by_those_who_were_sent_it_and_does_not_exist_for_others(world: World) -> None:
    for record, account in each(world):
        own, every = sorted(oracle.must_fetch(record, account)), list(record.files)
        files, almost = oracle.files_in(record), almost_shown(record, account)
        soon = [sha for key in CHANCE.sample(almost, min(3, len(almost))) for sha in files.get(key, ())]
        assert reading.files(world, record, account, [*own[:4], *CHANCE.sample(every, 3), *soon]) == []
        if LONG:
            assert reading.files(world, record, account, every, every_way=False) == []


def test_naming_a_scope_that_one_does_not_hold_brings_nothing(world: World) -> None:
    for record, account in each(world):
        others = [f"a:{key}" for key in CHANCE.sample(list(record.accounts), 2)]
        pupil, class_ = CHANCE.choice(record.pupils).id, CHANCE.choice(record.classes).id
        others += [f"m:{box.id}" for box in record.mailboxes]
        others += [f"p:{pupil}:name", f"pm:{pupil}", f"c:{class_}:parents", f"cs:{class_}", "g:staff", "office"]
        others += [f"p:{child}:{part}" for child in (pupil, account.pupil or pupil) for part in oracle.PARTS.values()]
        assert reading.scopes(world, record, account, others) == []


# ---- Writing ---------------------------------------------------------------------------------------------------------
def test_commands_on_what_is_not_ones_own_are_refused_like_unknown_ids_and_write_nothing(world: World) -> None:
    before = writing.state(world)
    for record, account in each(world):
        assert writing.commands(world, record, account, near(record, account, 6), every_way=not LONG) == []
    assert writing.state(world) == before


if LONG:

    @pytest.mark.parametrize("part", [pytest.param(n, marks=pytest.mark.xdist_group(f"every {n}")) for n in range(3)])
    def test_every_account_tries_every_object(world: World, part: int) -> None:
        """As long as all others together: in parts, each beside the others and on a school of its own."""
        before = writing.state(world)
        for record, account in islice(each(world), part, None, 3):
            assert writing.commands(world, record, account, foreign(record, account), every_way=False) == []
        assert writing.state(world) == before


def test_nobody_writes_to_whom_the_rules_do_not_let_them(world: World) -> None:
    before = writing.state(world)
    for record, account in each(world):
        others = list(record.accounts.values())
        family = [other for other in others if account.pupil and other.pupil == account.pupil]
        assert writing.letters(world, record, account, family + CHANCE.sample(others, 60 if LONG else 6)) == []
    assert writing.state(world) == before


def test_a_draft_that_names_what_is_not_ones_own_opens_nothing(world: World) -> None:
    for record, account in each(world):
        assert writing.drafts(world, record, account, CHANCE.sample(near(record, account, 6), 6)) == []


def test_an_id_that_somebody_else_uses_is_not_taken_over(world: World) -> None:
    before = writing.state(world)
    for record, account in each(world):
        objects = [key for key in near(record, account, 10) if key[0] in writing.TAKEN]
        assert writing.taken_ids(world, record, account, objects[:20]) == []
    assert writing.state(world) == before


def test_a_draft_of_somebody_else_is_not_deleted_with_ones_own_message(world: World) -> None:
    for record in world.records.values():
        draft = record.drafts[0]
        account = next(one for one in active(record) if one.id != draft.account and oracle.may_write_to(record, one))
        friend = record.accounts[min(oracle.may_write_to(record, account))]
        world.send(record, account, [friend], draft=draft.id)
        assert reading.pulls(world, record, [record.accounts[draft.account]]) == []


def test_nobody_continues_or_measures_the_upload_of_another(world: World) -> None:
    before = writing.state(world)
    for record, account in each(world):
        urls = [upload.url for upload in record.uploads]
        assert writing.uploads(world, record, account, CHANCE.sample(urls, 20 if LONG else 2)) == []
    assert writing.state(world) == before


def test_nobody_signs_out_the_device_of_another(world: World) -> None:
    for record, account in each(world):
        family = {one.id for one in record.accounts.values() if account.pupil and one.pupil == account.pupil}
        ids = [device.id for device in record.devices if device.account in family]
        ids += [device.id for device in CHANCE.sample(record.devices, 2)]
        assert writing.devices(world, record, account, ids) == []


# ---- Doors -----------------------------------------------------------------------------------------------------------
def test_an_account_that_is_not_active_is_told_where_it_stands_and_nothing_else(world: World) -> None:
    for record in world.records.values():
        for account in record.accounts.values():
            if not oracle.enters(account):
                assert doors.not_active(world, record, account) == []


def test_the_office_is_closed_to_all_others_and_knows_nobody_of_another_school(world: World) -> None:
    before = writing.state(world)
    for record in world.records.values():
        for account in chosen(record):
            if not account.office:
                others = CHANCE.sample(list(record.accounts.values()), 2)
                assert doors.not_office(world, record, account, others) == []
        strangers = [one for other in world.records.values() if other is not record for one in active(other)]
        office = next(account for account in active(record) if account.office)
        assert doors.other_office(world, record, office, CHANCE.sample(strangers, 5)) == []
    assert writing.state(world) == before


def test_a_token_of_another_school_is_as_good_as_none(world: World) -> None:
    records = list(world.records.values())
    for record, other in zip(records, reversed(records), strict=True):
        office = [device.token for device in other.devices if other.accounts[device.account].office]
        some = [device.token for device in CHANCE.sample(other.devices, 5)]
        assert doors.tokens(world, record, [*office, *some]) == []


def test_who_may_not_write_to_a_group_is_not_told_who_is_in_it(world: World) -> None:
    for record in world.records.values():
        assert doors.questions(world, record, chosen(record)) == []


# ---- Changes ---------------------------------------------------------------------------------------------------------
def test_a_desktop_forgets_what_may_no_longer_be_seen_and_learns_what_now_may(world: World) -> None:
    """A teacher loses a class, a pupil changes to another one: who had pulled before ends up with what the rules say
    now, as if it had never known more."""
    for record in world.records.values():
        pupil = next(pupil for pupil in record.pupils if not pupil.left)
        old = next(class_ for class_ in record.classes if class_.id == pupil.class_)
        new = next(class_ for class_ in record.classes if not set(class_.staff) & set(old.staff) or class_ is not old)
        concerned = [a for a in active(record) if a.id in {*old.staff, *new.staff} or a.pupil == pupil.id or a.office]
        before = [(account, world.pull(record, account)) for account in concerned]
        world.remember(record, active(record))
        known = [set(pulled.objects) for _, pulled in before]
        world.teach(record, record.accounts[old.staff[0]], [])
        world.change_class(record, pupil, new.id)
        said = payloads.of_school(record)
        after = [(account, world.pull(record, account, pulled)) for account, pulled in before]
        for account, pulled in after:
            assert reading.holds(record, account, pulled, said) == []
        assert known != [set(pulled.objects) for _, pulled in after]
        assert reading.grants(world, record) == []


def test_no_grant_is_kept_that_nobody_should_have(world: World) -> None:
    """An account that is gone is stopped at the door; behind the door nothing would be open to it either."""
    for record in world.records.values():
        assert reading.grants(world, record) == []
