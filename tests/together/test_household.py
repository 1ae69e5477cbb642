"""Several accounts on one computer, of several schools, seen as one; each locked, opened, signed out on its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from ssdesk.errors import SsdeskError
from ssdesk.household import Household, registry
from ssdesk.keychain import KeychainLocked, PassphraseKeychain
from ssdesk.protocol.kinds import Notifications
from ssdesk.replica import Replica
from ssdesk.replica.actions import OpenMessage, SendMessage
from ssdesk.replica.inbox import Filter
from ssdesk.replica.people import People
from tests.school import School, id_of
from tests.together.desktop import PASSPHRASE, Desktop, Family, wait_for
from tests.together.track import Track, answered

Desktops = Callable[[str], Desktop]


def settled(household: Household) -> bool:
    """Everything that was done here is at the school, and everything of the school is here."""
    return all(
        home.status.state == "up_to_date" and not household.replica(home.name).outbox.count_waiting()
        for home in household.homes
    )


@pytest.fixture
def at_home(family: Family, desktops: Desktops) -> Household:
    """An Claes with Noor at De Wilg and Wout at De Toren; a message from each school's teacher."""
    family.begin()
    for name in ("mother", "wouts-mother"):
        family.add(name)
    for teacher, mother in (("teacher", "mother"), ("toren-teacher", "wouts-mother")):
        desktops(teacher).sync()
        for subject in ("Eerste", "Tweede"):
            family.school.clock.advance(seconds=60)
            desktops(teacher).send(mother, f"{subject} van {teacher}")
            desktops(teacher).sync()
    family.household.connect()
    wait_for(lambda: settled(family.household))
    return family.household


def test_gathered_answers_come_with_their_homes_and_without_the_account_that_cannot_be_read(
    at_home: Household, expect_log: Callable[..., None]
) -> None:
    expect_log("An account is left out")

    def subjects(replica: Replica) -> list[str]:
        return [row.subject for row in replica.inbox.first_page(Filter(), 1)]

    def gathered(account: str = "") -> list[tuple[str, list[str]]]:
        return [(home.child, said) for home, said in at_home.gather(subjects, account)]

    noor, wout = at_home.homes
    assert gathered() == [("Noor", ["Tweede van teacher"]), ("Wout", ["Tweede van toren-teacher"])]
    assert gathered(wout.name) == gathered()[1:]

    def failing(replica: Replica) -> str:
        if replica is at_home.replica(noor.name):
            raise SsdeskError("The copy is damaged.")
        return "read"

    assert [(home.child, said) for home, said in at_home.gather(failing)] == [("Wout", "read")]
    with pytest.raises(SsdeskError):
        at_home.gather(failing, noor.name)
    at_home.lock()
    assert gathered() == []


def test_messages_of_both_schools_are_one_list_newest_first(at_home: Household) -> None:
    inbox = at_home.merged(Filter())
    rows = inbox.first_page(10)
    assert [found.row.subject for found in rows] == [
        "Tweede van toren-teacher", "Eerste van toren-teacher", "Tweede van teacher", "Eerste van teacher",
    ]  # fmt: skip
    assert [found.home.child for found in rows] == ["Wout", "Wout", "Noor", "Noor"]
    keys = inbox.keys()
    assert list(keys) == [found.key for found in rows] == sorted(keys, reverse=True)
    assert {found.row.subject for found in inbox.rows(keys[1:3])} == {"Eerste van toren-teacher", "Tweede van teacher"}
    assert inbox.present([*keys, 12345]) == set(keys)
    place = at_home.place_of(keys[0])
    assert place is not None
    assert (at_home.home(place[0]).child, place[1].subject) == ("Wout", "Tweede van toren-teacher")
    assert [found.row.subject for found in at_home.merged(Filter("", words="eerste")).first_page(9)] == [
        "Eerste van toren-teacher", "Eerste van teacher",
    ]  # fmt: skip


def test_one_child_alone_and_its_numbers(at_home: Household) -> None:
    noor, wout = at_home.children
    assert (noor.child, wout.child, noor.colour != wout.colour) == ("Noor", "Wout", True)
    assert (noor.unread, wout.unread, at_home.unread) == (2, 2, 4)
    assert len(at_home.merged(Filter(), noor.name).keys()) == 2
    message = at_home.merged(Filter(), noor.name).first_page(1)[0].row
    at_home.do(noor.name, OpenMessage(message.id))
    assert (at_home.home(noor.name).unread, at_home.unread) == (1, 3)


class _ChangeMeanwhile:
    """The people of a replica; while they are first asked, something else happens to it."""

    def __init__(self, people: People, meanwhile: Callable[[], object]) -> None:
        self._people, self._meanwhile = people, [meanwhile]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._people, name)

    def notifications(self) -> Notifications | None:
        while self._meanwhile:
            self._meanwhile.pop()()
        return self._people.notifications()


def test_change_while_a_child_is_read_is_not_lost(at_home: Household) -> None:
    noor = at_home.children[0]
    replica = at_home.replica(noor.name)
    first, second = at_home.merged(Filter(), noor.name).first_page(2)
    at_home.do(noor.name, OpenMessage(first.row.id))
    replica.people = _ChangeMeanwhile(  # type: ignore[assignment]
        replica.people, lambda: at_home.do(noor.name, OpenMessage(second.row.id))
    )
    assert at_home.home(noor.name).unread in {0, 1}
    assert at_home.home(noor.name).unread == 0


def test_answer_leaves_from_the_childs_own_account(at_home: Household, desktops: Desktops) -> None:
    noor = at_home.children[0]
    message = at_home.merged(Filter(), noor.name).first_page(1)[0].row
    at_home.do(noor.name, SendMessage([message.sender], "Re", "Dank u.", in_reply_to=message.id))
    wait_for(lambda: settled(at_home))
    desktops("teacher").sync()
    desktops("toren-teacher").sync()
    assert (desktops("teacher").subjects(), desktops("toren-teacher").subjects()) == (["Re"], [])
    assert desktops("teacher").inbox()[0].sender == id_of("mother")


def test_what_is_told_names_the_account_and_its_keys(at_home: Household, family: Family) -> None:
    noor = at_home.children[0]
    family.told.clear()
    message = at_home.merged(Filter(), noor.name).first_page(1)[0]
    at_home.do(noor.name, OpenMessage(message.row.id))
    changes = next(one for one in family.told if noor.name in one.by_account and one.by_account[noor.name].keys)
    assert at_home.merged_keys(changes) == [message.key]


def test_school_that_is_away_holds_up_no_other(
    family: Family, at_home: Household, track: Track, desktops: Desktops
) -> None:
    for _ in range(50):
        track.fail("/toren/v1/pull", answered(503))
    family.school.clock.advance(seconds=60)
    desktops("teacher").send("mother", "Derde")
    desktops("teacher").sync()
    at_home.nudge()
    wait_for(lambda: at_home.merged(Filter()).first_page(1)[0].row.subject == "Derde")
    wait_for(lambda: at_home.summary().state == "offline")
    assert at_home.summary().school == "Atheneum De Toren"
    assert len(at_home.merged(Filter()).keys()) == 5


def test_broken_copy_holds_up_no_other_and_says_so(
    family: Family, at_home: Household, expect_log: Callable[..., None]
) -> None:
    expect_log("cannot be opened")
    noor = at_home.children[0].name
    at_home.close()
    family.household = family.opened()
    keychain = PassphraseKeychain(family.paths.keychain_file)
    keychain.unlock(PASSPHRASE)
    place = next(place for place in registry.places(family.paths.accounts) if place.name == noor)
    secret = registry.read(keychain, place)
    assert secret is not None
    registry.write(keychain, place, registry.Secret(b"w" * 32, secret.token, secret.address))
    family.household.unlock(keychain)
    broken, wout = family.household.homes
    assert (broken.state, wout.state) == ("broken", "open")
    assert broken.problem is not None
    assert len(family.household.merged(Filter()).keys()) == 2
    assert family.household.summary().state == "blocked"
    with pytest.raises(SsdeskError):
        family.household.replica(noor)


def test_locked_nothing_can_be_read_and_unlocked_all_is_there(family: Family, at_home: Household) -> None:
    at_home.lock()
    assert at_home.is_locked
    assert [(home.state, home.child, home.holder, home.unread) for home in at_home.homes] == [("locked", "", "", 0)] * 2
    assert list(at_home.merged(Filter()).keys()) == []
    with pytest.raises(SsdeskError):
        at_home.do(at_home.homes[0].name, OpenMessage("a" * 32))
    at_home.unlock()
    assert [home.child for home in at_home.homes] == ["Noor", "Wout"]
    wait_for(lambda: settled(at_home))


def test_next_start_knows_the_accounts_before_the_keychain_opens(family: Family, at_home: Household) -> None:
    at_home.close()
    family.household = family.opened()
    assert [home.state for home in family.household.homes] == ["locked", "locked"]
    with pytest.raises(KeychainLocked):
        family.household.unlock()
    assert family.household.is_locked
    family.begin()
    assert [home.unread for home in family.household.homes] == [2, 2]


def test_signing_out_leaves_nothing_of_that_account_and_all_of_the_other(
    family: Family, at_home: Household, track: Track
) -> None:
    noor, wout = at_home.children
    at_home.sign_out(noor.name)
    assert [home.child for home in at_home.homes] == ["Wout"]
    assert [folder.name for folder in family.paths.accounts.iterdir()] == [wout.name]
    with track.reach(noor.address, School.token("mother")) as remote, pytest.raises(SsdeskError) as error:
        remote.state()
    assert error.value.code == "signed_out"
    assert len(at_home.merged(Filter()).keys()) == 2


def test_signing_in_once_more_keeps_what_waits(
    family: Family, at_home: Household, track: Track, desktops: Desktops
) -> None:
    noor = at_home.children[0]
    at_home.disconnect()
    at_home.do(noor.name, SendMessage([id_of("teacher")], "Wachtend", "Beste."))
    assert family.add("mother") == noor.name
    assert len(at_home.homes) == 2
    at_home.connect()
    wait_for(lambda: settled(at_home))
    desktops("teacher").sync()
    assert desktops("teacher").subjects() == ["Wachtend"]


def test_two_accounts_of_one_child_never_see_each_others_things(
    family: Family, desktops: Desktops, track: Track
) -> None:
    """Mother and father of Noor at one computer: the feed keeps them apart, and so does the disk."""
    family.begin()
    mother, father = family.add("mother"), family.add("father")
    desktops("teacher").sync()
    desktops("teacher").send("mother", "Alleen voor moeder", "geheimwoord")
    desktops("teacher").sync()
    family.household.connect()
    wait_for(lambda: settled(family.household) and family.household.home(mother).unread == 1)
    assert family.household.home(father).unread == 0
    assert list(family.household.merged(Filter("", words="geheimwoord"), father).keys()) == []
    names = [contact.name for contact in family.household.replica(father).people.contacts()]
    assert "An Claes" not in names
    assert family.household.replica(father).people.account().name == "Bart Peeters"  # type: ignore[union-attr]


def test_disk_holds_no_name_in_plain_text(family: Family, at_home: Household) -> None:
    at_home.close()
    for file in family.paths.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for word in (b"Noor", b"Claes", b"Wilg", b"wilg", b"Wouters", b"token-of"):
                assert word not in content, (file, word)


def test_school_info_and_limits_come_with_the_account(at_home: Household) -> None:
    noor = at_home.children[0]
    assert (noor.school_short, noor.help.phone, noor.limits.attachment > 0) == ("De Wilg", "09 123 45 67", True)


def test_account_whose_session_ended_keeps_its_messages(at_home: Household, track: Track) -> None:
    noor = at_home.children[0]
    with track.reach(noor.address, School.token("mother")) as remote:
        remote.sign_out()
    asked = track.count("/wilg/v1/pull")
    at_home.nudge(noor.name)
    wait_for(lambda: at_home.home(noor.name).status.state == "signed_out")
    for _ in range(3):
        at_home.nudge(noor.name)
    assert track.count("/wilg/v1/pull") == asked + 1
    assert len(at_home.merged(Filter(), noor.name).keys()) == 2
    assert at_home.summary().state == "blocked"


def test_start_needs_no_network_library_and_no_keyring(family: Family) -> None:
    code = (
        "import sys, ssdesk.household; "
        "print([name for name in ('httpx2', 'httpcore2', 'ssl', 'sqlalchemy', 'keyring') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
