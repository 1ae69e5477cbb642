"""Who holds which scopes, computed again here in plain words, and what changes when people come, move and leave."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from ssdesk.server import grants, people
from ssdesk.server import tables as t
from tests.school import PEOPLE, WILG, Person, School, add_account, id_of
from tests.server.conftest import Client

N4B, N5A = id_of("4B"), id_of("5A")


def held(school: School, name: str) -> set[str]:
    g = t.grant_.c
    mine = select(g.scope).where(g.school == School.of(name), g.account == id_of(name))
    return set(school.db.read_now(lambda connection: connection.scalars(mine).all()))


def child(name: str) -> set[str]:
    """Of a child: who it is, and the parts of its record."""
    return {f"p:{id_of(name)}:{right}" for right in ("name", "results", "reports", "absences")}


def test_each_account_holds_exactly_its_scopes(school: School) -> None:
    noor = child("Noor")
    expected = {
        "noor": noor | {"g:all", f"pm:{id_of('Noor')}", f"c:{N4B}:pupils"},
        "mother": noor | {"g:all", f"c:{N4B}:parents"},
        "father": noor | {"g:all", f"c:{N4B}:parents"},
        "sams-mother": child("Sam") | {"g:all", f"c:{N4B}:parents"},
        "lottes-father": child("Lotte") | {"g:all", f"c:{N5A}:parents"},
        "teacher": {"g:all", "g:staff", f"cs:{N4B}"},
        "other-teacher": {"g:all", "g:staff", f"cs:{N5A}"},
        "office": {"g:all", "g:staff", "office"},
        "wouts-mother": child("Wout") | {"g:all", f"c:{id_of('1C')}:parents"},
        "toren-teacher": {"g:all", "g:staff", f"cs:{id_of('1C')}"},
    }
    assert {name: held(school, name) for name in PEOPLE} == {
        name: scopes | {f"a:{id_of(name)}"} for name, scopes in expected.items()
    }


def contacts(client: Client, name: str) -> set[str]:
    return set(client.objects(name, "contact"))


def ids(*names: str) -> set[str]:
    return {id_of(name) for name in names}


def test_parents_see_their_teachers_and_the_office_and_never_each_other(client: Client) -> None:
    for name in ("noor", "mother", "father", "sams-mother"):
        assert contacts(client, name) == ids("teacher", "office")
    assert contacts(client, "lottes-father") == ids("other-teacher", "office")


def test_staff_see_all_staff_and_the_accounts_of_their_own_classes(client: Client) -> None:
    staff = ids("teacher", "other-teacher", "office")
    assert contacts(client, "teacher") == staff | ids("noor", "mother", "father", "sams-mother")
    assert contacts(client, "other-teacher") == staff | ids("lottes-father")
    everybody = {id_of(name) for name, person in PEOPLE.items() if person.school == WILG}
    assert contacts(client, "office") == everybody
    assert set(client.objects("teacher", "pupil")) == ids("Noor", "Sam")


def test_what_is_shared_by_child_names_no_adult(client: Client) -> None:
    (noor,) = client.objects("father", "pupil").values()
    assert noor == {"id": id_of("Noor"), "first_name": "Noor", "last_name": "Peeters", "class_name": "4B"}
    (own,) = client.objects("father", "account").values()
    assert own["id"] == id_of("father")


def test_a_change_of_class_moves_contacts_both_ways_in_one_pull(client: Client, school: School) -> None:
    def move(connection: Connection) -> None:
        connection.execute(update(t.pupil).where(t.pupil.c.id == id_of("Noor")).values(class_=N5A))
        people.refresh(connection, WILG, pupils=[id_of("Noor")])

    before = {page["key"]: page["cursor"] for page in client.pull("mother")["scopes"]}
    school.db.run_now(move)
    assert contacts(client, "mother") == ids("other-teacher", "office")
    assert id_of("mother") in contacts(client, "other-teacher")
    assert id_of("mother") not in contacts(client, "teacher")
    answer = client.pull("mother", before)
    assert answer["drop"] == [f"c:{N4B}:parents"]
    assert f"c:{N5A}:parents" in {page["key"] for page in answer["scopes"]}


def test_a_teacher_who_gets_a_class_gets_its_people_and_the_parents_get_the_teacher(
    client: Client, school: School
) -> None:
    def teach(connection: Connection) -> None:
        connection.execute(insert(t.class_staff).values(school=WILG, class_=N4B, account=id_of("other-teacher")))
        people.refresh(connection, WILG, [id_of("other-teacher")])

    school.db.run_now(teach)
    assert id_of("mother") in contacts(client, "other-teacher")
    assert id_of("other-teacher") in contacts(client, "mother")
    assert client.objects("mother", "contact")[id_of("other-teacher")]["classes"] == sorted(["4B", "5A"], key=id_of)


def test_a_closed_account_holds_nothing_and_is_nobodys_contact(client: Client, school: School) -> None:
    def close(connection: Connection) -> None:
        connection.execute(update(t.account).where(t.account.c.id == id_of("mother")).values(state="closed"))
        people.refresh(connection, WILG, [id_of("mother")])

    school.db.run_now(close)
    assert held(school, "mother") == set()
    assert id_of("mother") not in contacts(client, "teacher") | contacts(client, "office")
    assert held(school, "father")


def test_a_suspended_account_keeps_its_place(school: School) -> None:
    before = held(school, "mother")

    def suspend(connection: Connection) -> None:
        connection.execute(update(t.account).where(t.account.c.id == id_of("mother")).values(state="suspended"))
        people.refresh(connection, WILG, [id_of("mother")])

    school.db.run_now(suspend)
    assert held(school, "mother") == before


def test_a_pupil_who_left_has_no_class_and_its_accounts_keep_their_mailboxes(client: Client, school: School) -> None:
    def leave(connection: Connection) -> None:
        connection.execute(update(t.pupil).where(t.pupil.c.id == id_of("Noor")).values(left_at=school.clock.now))
        people.refresh(connection, WILG, pupils=[id_of("Noor")])

    school.db.run_now(leave)
    assert held(school, "mother") == child("Noor") | {f"a:{id_of('mother')}", "g:all"}
    assert contacts(client, "mother") == ids("office")
    assert id_of("mother") not in contacts(client, "teacher")


def test_a_new_account_of_another_person_gets_nothing_of_the_old_mailbox(client: Client, school: School) -> None:
    def replace(connection: Connection) -> None:
        connection.execute(update(t.account).where(t.account.c.id == id_of("father")).values(state="closed"))
        add_account(connection, "stepfather", Person("Tom Aerts", "co", "step_parent", child="Noor", slot=2))
        people.refresh(connection, WILG, ids("father", "stepfather"))

    school.db.run_now(replace)
    assert held(school, "father") == set()
    g = t.grant_.c
    new = school.db.read_now(lambda c: set(c.scalars(select(g.scope).where(g.account == id_of("stepfather")))))
    assert new == child("Noor") | {f"a:{id_of('stepfather')}", "g:all", f"c:{N4B}:parents"}


def test_a_change_of_grants_takes_a_seq_and_deriving_again_takes_none(school: School) -> None:
    seq = select(t.school.c.seq).where(t.school.c.id == WILG)
    everybody = [id_of(name) for name, person in PEOPLE.items() if person.school == WILG]

    def now() -> int:
        found: int = school.db.read_now(lambda connection: connection.scalar(seq))
        return found

    before = now()
    school.db.run_now(grants.derive, WILG, everybody)
    assert now() == before

    def rest(connection: Connection) -> None:
        connection.execute(delete(t.class_staff).where(t.class_staff.c.account == id_of("teacher")))
        grants.derive(connection, WILG, [id_of("teacher")])

    school.db.run_now(rest)
    assert now() == before + 1
