"""Messages to groups (R4): who is in them, who may write to them, and that nobody learns of the others."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from ssdesk.protocol.agreements import Agreements, Clock, Deadlines
from ssdesk.protocol.commands import MOST_RECIPIENTS
from ssdesk.protocol.ids import new_id
from ssdesk.server import agreements, groups, people
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of
from tests.server.conftest import Client
from tests.server.test_commands import only
from tests.sizes import LONG

TEXT = "Beste\n\nMorgen gaan we zwemmen.\n\nMet vriendelijke groeten"
CLASS = id_of("4B")


def letter(audience: str = "co", group: str = CLASS, **more: Any) -> dict[str, Any]:
    return {"to": [], "subject": "Zwemmen", "body": TEXT, "groups": [{"group": group, "audience": audience}], **more}


def send(client: Client, name: str, args: dict[str, Any]) -> str:
    id_ = new_id()
    result = client.command(name, id_, "send_message", args)
    assert result["status"] == "ok", result
    return id_


def refused(client: Client, name: str, args: dict[str, Any], type_: str = "send_message") -> str:
    result = client.command(name, new_id(), type_, args)
    assert result["status"] == "rejected"
    code: str = result["problem"]["code"]
    return code


def enrol(connection: Connection, count: int) -> list[str]:
    """So many more parents of class 4B, each of a child of its own; their accounts."""
    rows = []
    for number in range(count):
        pupil, account = new_id(), new_id()
        connection.execute(
            t.pupil.insert().values(school=WILG, id=pupil, first_name=f"Kind {number}", last_name="X", class_=CLASS)
        )
        name = {"name": f"Ouder {number:05}", "username": f"kind.{number}", "role": "mother"}
        values = {"school": WILG, "id": account, "kind": "co", "pupil": pupil, "state": "active", **name}
        connection.execute(t.account.insert().values(email_confirmed_at=1, **values))
        rows.append((pupil, account))
    people.refresh(connection, WILG, pupils=[pupil for pupil, _ in rows])
    return [account for _, account in rows]


def test_a_message_to_the_parents_of_a_class_comes_to_each_of_them_once(client: Client) -> None:
    id_ = send(client, "teacher", letter(to=[id_of("mother")]))
    sent = client.objects("teacher", "sent_message")[id_]
    everybody = {one["account"] for one in sent["recipients"]}
    assert {id_of("mother"), id_of("father")} <= everybody
    assert sent["count"] == len(sent["recipients"]) == len(everybody)
    for name in ("mother", "father"):
        copy = only(client.objects(name, "message"))
        assert copy["group"]
        assert not {"recipients", "count"} & copy.keys()
    assert not client.objects("noor", "message")


def test_one_body_is_stored_whoever_gets_it(client: Client, school: School) -> None:
    send(client, "teacher", letter())

    def stored(connection: Connection) -> int:
        bodies = [*connection.scalars(select(t.object_.c.payload)), *connection.scalars(select(t.part.c.payload))]
        return sum(b"Morgen gaan we zwemmen" in body for body in bodies)

    assert school.db.read_now(stored) == 1


def test_who_may_write_to_a_group_is_who_sees_it(client: Client) -> None:
    assert CLASS in client.objects("teacher", "group")
    assert {CLASS, groups.ALL} <= client.objects("office", "group").keys()
    for name in ("mother", "noor", "other-teacher"):
        assert CLASS not in client.objects(name, "group")
        nowhere = client.command(name, new_id(), "send_message", letter(group=id_of("nowhere")))
        theirs = client.command(name, new_id(), "send_message", letter())
        assert theirs["problem"] == nowhere["problem"]
        assert theirs["problem"]["code"] == "unknown_group"
    assert refused(client, "teacher", letter(group=groups.ALL)) == "unknown_group"
    send(client, "office", letter("staff", groups.ALL))
    assert client.objects("teacher", "message")
    assert not client.objects("office", "message"), "the writer is not among them"


def test_a_group_tells_how_many_it_has_and_how_many_are_reached(client: Client, school: School) -> None:
    before = client.objects("teacher", "group")[CLASS]

    def silence(connection: Connection) -> None:
        mother = (t.account.c.school == WILG) & (t.account.c.id == id_of("mother"))
        connection.execute(t.account.update().where(mother).values(email_confirmed_at=None))
        people.refresh(connection, WILG, [id_of("mother")])

    school.db.run_now(silence)
    after = client.objects("teacher", "group")[CLASS]
    assert (after["co"], after.get("co_reached", 0)) == (before["co"], before["co_reached"] - 1)


def test_whoever_left_meanwhile_gets_nothing_and_an_empty_group_is_refused(client: Client, school: School) -> None:
    def leave(connection: Connection) -> None:
        p = t.pupil.c
        for id_ in connection.scalars(select(p.id).where(p.school == WILG, p.class_ == CLASS)).all():
            connection.execute(t.pupil.update().where(p.school == WILG, p.id == id_).values(left_at=1))
            people.refresh(connection, WILG, pupils=[id_])

    school.db.run_now(leave)
    assert refused(client, "teacher", letter()) == "empty_group"
    assert not client.objects("mother", "message")


def test_nobody_is_no_recipient_and_too_many_are_told_their_number(client: Client) -> None:
    assert refused(client, "teacher", letter(groups=[])) == "no_recipient"
    pasted = [f"{n:032x}" for n in range(5_000)]
    assert refused(client, "teacher", letter(to=pasted, groups=[])) == "unknown_recipient"


def test_an_own_group_has_the_pupils_that_the_office_gave_it(client: Client, school: School) -> None:
    id_ = school.db.run_now(groups.save, WILG, "Zwemgroep", [id_of("Noor")])
    group = client.objects("office", "group")[id_]
    assert (group["name"], group["form"]) == ("Zwemgroep", "own")
    send(client, "office", letter("pupils", id_))
    assert client.objects("noor", "message")
    assert id_ not in client.objects("teacher", "group")
    school.db.run_now(groups.save, WILG, "Zwemgroep", [])
    assert id_ not in client.objects("office", "group")
    assert refused(client, "office", letter("pupils", id_)) == "unknown_group"


def test_staff_write_about_no_child_that_they_do_not_see(client: Client) -> None:
    for name, status in (("Noor", "ok"), ("Lotte", "rejected")):
        args = letter(groups=[], to=[id_of("mother")], pupil=id_of(name))
        result = client.command("teacher", new_id(), "send_message", args)
        assert result["status"] == status
    assert result["problem"]["code"] == "unknown_pupil"


def test_a_reminder_is_to_the_group_too(client: Client) -> None:
    id_ = send(client, "teacher", letter(asks="confirm"))
    first = only(client.objects("mother", "message"))["id"]
    send(client, "teacher", letter(groups=[], remind=id_))
    (second,) = [one for one in client.objects("mother", "message").values() if one["id"] != first]
    assert second["group"] is True


def test_R6_that_a_full_answer_follows_is_not_said_of_a_message_to_a_group_that_asks_nothing(
    client: Client, school: School
) -> None:
    deadlines = Deadlines(first_reaction=Clock(24, "all"))
    document = Agreements(id="", version=0, changed_at=0, deadlines=deadlines)
    school.db.run_now(agreements.publish, WILG, document, school.clock.now, "server")
    send(client, "teacher", letter())
    args = {"message": only(client.objects("mother", "message"))["id"], "response": "follows"}
    assert refused(client, "mother", args, "respond") == "not_asked"


# ---- Nobody learns of the others -------------------------------------------------------------------------------------
def heard(client: Client, name: str, have: dict[str, Any], before: int) -> Any:
    """All that a recipient is sent of what is new; steps are counted from `before`, and what stands for ids is left
    out: the ids themselves, moments, and the sum over them."""
    answer = client.pull(name, have)
    pages = []
    for page in answer["scopes"]:
        rows = [
            [kind, seq - before, op, {field: value for field, value in body.items() if field not in NAMING}]
            for kind, _, seq, op, body in page.get("rows", [])
        ]
        low, high = page["cursor"][1], page["cursor"][0] - before
        pages.append((page["key"], high, low, rows, page.get("more"), page.get("reset")))
    return pages, answer["check"] - before, answer["drop"], answer["complete"], answer["next_poll_s"]


NAMING = ("id", "thread", "sent_at")


def cursors(client: Client, name: str) -> dict[str, Any]:
    answer = client.pull(name)
    assert answer["complete"]
    return {page["key"]: page["cursor"] for page in answer["scopes"]}


@pytest.mark.parametrize("named", [True, False])
def test_a_message_to_one_and_to_many_is_the_same_to_a_recipient(client: Client, school: School, named: bool) -> None:
    told = []
    single = school.db.run_now(groups.save, WILG, "Een", [id_of("Sam")])
    others = [id_of(name) for name in ("mother", "father", "noor", "teacher", "other-teacher")]
    for many in (False, True):
        have = cursors(client, "sams-mother")
        before = client.pull("sams-mother")["check"]
        args = letter(groups=[], to=[id_of("sams-mother"), *(others if many else [])])
        if not named:
            args = letter("co", groups.ALL if many else single)
        send(client, "office", args)
        told.append(heard(client, "sams-mother", have, before))
    assert told[0] == told[1]
    assert len(told[0][0]) == 1
    assert not any(other in str(told[1]) for other in others)


if LONG:

    def test_five_thousand_are_the_most_that_a_message_goes_to(client: Client, school: School) -> None:
        school.db.run_now(enrol, MOST_RECIPIENTS + 1)
        args = letter("co", groups.ALL)
        assert refused(client, "office", args) == "too_many_recipients"
        assert not client.objects("mother", "message")


# ---- Asking before ---------------------------------------------------------------------------------------------------
def ask(client: Client, name: str, **args: Any) -> Any:
    return client.ask(name, "POST", "/v1/ask", json={"question": "audience", "args": args})


def test_the_sender_is_told_how_many_people_and_who_is_not_reached(client: Client, school: School) -> None:
    group = {"group": CLASS, "audience": "co"}
    count = client.objects("teacher", "group")[CLASS]
    answer = ask(client, "teacher", groups=[group], to=[id_of("mother")]).json()["answer"]
    assert (answer["people"], answer["unreachable"]) == (count["co"], count["co"] - count["co_reached"])
    school.db.run_now(_unconfirm)
    answer = ask(client, "teacher", groups=[group]).json()["answer"]
    assert "An Claes, moeder van Noor Peeters" in answer["names"]


def _unconfirm(connection: Connection) -> None:
    mother = (t.account.c.school == WILG) & (t.account.c.id == id_of("mother"))
    connection.execute(t.account.update().where(mother).values(email_confirmed_at=None))


def test_a_question_is_answered_to_staff_only_and_like_an_unknown_group(client: Client) -> None:
    group = {"group": CLASS, "audience": "co"}
    assert ask(client, "mother", to=[id_of("teacher")]).status_code == 403
    theirs = ask(client, "other-teacher", groups=[group])
    nowhere = ask(client, "other-teacher", groups=[{**group, "group": id_of("nowhere")}])
    assert (theirs.status_code, theirs.json()) == (422, nowhere.json())
    assert client.ask("teacher", "POST", "/v1/ask", json={"question": "weather", "args": {}}).status_code == 422
    assert client.ask("teacher", "POST", "/v1/ask", json={"question": "audience", "args": 3}).status_code == 400
