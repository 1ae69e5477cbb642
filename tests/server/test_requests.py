"""What a message asks, what a recipient says with one click, taking back, reminding, emergencies."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from ssdesk.protocol.agreements import Agreements, Clock, Deadlines
from ssdesk.protocol.ids import derived, new_id
from ssdesk.server import accounts, agreements, mailbox
from ssdesk.server import tables as t
from ssdesk.server.schools import read_school
from tests.school import WILG, School, id_at, id_of
from tests.server.conftest import Client
from tests.server.test_commands import message, only, send
from tests.server.test_groups import refused
from tests.server.uploading import upload

HOUR = 3_600_000


def copy_of(client: Client, name: str) -> dict[str, Any]:
    return only(client.objects(name, "message"))


def does(client: Client, name: str, type_: str, /, **args: Any) -> str:
    status: str = client.command(name, new_id(), type_, args)["status"]
    return status


def receipts(client: Client) -> dict[str, dict[str, Any]]:
    return {one["account"]: one for one in client.objects("teacher", "receipt").values()}


# ---- Asking and responding -------------------------------------------------------------------------------------------
def test_a_confirmation_with_one_click_is_in_the_copy_and_told_to_the_sender(client: Client, school: School) -> None:
    by = school.clock.now + 48 * HOUR
    send(client, "teacher", "mother", "father", asks="confirm", answer_by=by)
    copy = copy_of(client, "mother")
    assert (copy["asks"], copy["answer_by"]) == ("confirm", by)
    assert does(client, "mother", "respond", message=copy["id"], response="confirmed") == "ok"
    said = copy_of(client, "mother")
    assert (said["response"], said["responded_at"]) == ("confirmed", school.clock.now)
    assert "opened_at" not in said, "only opening makes the receipt"
    assert receipts(client)[id_of("mother")]["response"] == "confirmed"
    assert id_of("father") not in receipts(client)
    assert "response" not in copy_of(client, "father")


def test_the_last_word_counts_and_the_same_again_changes_nothing(client: Client, school: School) -> None:
    send(client, "teacher", "mother", asks="answer")
    copy = copy_of(client, "mother")["id"]
    assert does(client, "mother", "respond", message=copy, response="follows") == "ok"
    at = school.clock.now
    school.clock.advance(hours=1)
    assert does(client, "mother", "respond", message=copy, response="follows") == "ok"
    assert copy_of(client, "mother")["responded_at"] == at
    assert does(client, "mother", "respond", message=copy, response="talk") == "ok"
    assert receipts(client)[id_of("mother")]["response"] == "talk"


def test_what_is_said_right_after_an_answer_is_said_after_it(client: Client, school: School) -> None:
    """Also where both come in one batch: the sender sees whose word was last."""
    send(client, "teacher", "mother", asks="answer")
    copy = copy_of(client, "mother")["id"]
    send(client, "mother", "teacher", in_reply_to=copy)
    assert does(client, "mother", "respond", message=copy, response="talk") == "ok"
    told = receipts(client)[id_of("mother")]
    assert told["answered_at"] == school.clock.now < told["responded_at"]
    assert copy_of(client, "mother")["responded_at"] == told["responded_at"]


def test_only_what_is_asked_can_be_confirmed(client: Client) -> None:
    send(client, "teacher", "mother")
    copy = copy_of(client, "mother")["id"]
    for response in ("confirmed", "follows"):
        assert refused(client, "mother", {"message": copy, "response": response}, "respond") == "not_asked"
    for response in ("not_for_me", "talk"):
        assert does(client, "mother", "respond", message=copy, response=response) == "ok"
        assert receipts(client)[id_of("mother")]["response"] == response


def test_who_said_without_opening_it_that_it_is_meant_for_somebody_else_is_not_reminded(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father")
    assert does(client, "mother", "respond", message=copy_of(client, "mother")["id"], response="not_for_me") == "ok"
    assert does(client, "teacher", "send_message", **{**message(), "remind": id_}) == "ok"
    assert len(client.objects("mother", "message")) == 1
    assert len(client.objects("father", "message")) == 2


@pytest.mark.parametrize("name", ["father", "teacher", "office"])
def test_nobody_responds_for_another(client: Client, name: str) -> None:
    send(client, "teacher", "mother", asks="confirm")
    args = {"message": copy_of(client, "mother")["id"], "response": "confirmed"}
    assert refused(client, name, args, "respond") == "unknown_message"
    assert not receipts(client)


def test_a_deadline_that_has_passed_is_refused(client: Client, school: School) -> None:
    assert refused(client, "teacher", message("mother", answer_by=school.clock.now - 1)) == "late_answer"


def test_what_was_asked_in_time_goes_again_after_a_restore_though_its_deadline_has_passed(
    client: Client, school: School
) -> None:
    late = message("mother", answer_by=school.clock.now - 1)
    school.app.parts.identity.renew(school.clock())
    assert client.command("teacher", id_at(school.clock.now - HOUR), "send_message", late)["status"] == "ok"
    assert copy_of(client, "mother")["answer_by"] == late["answer_by"]
    new = client.command("teacher", id_at(school.clock.now), "send_message", late)
    assert new["problem"]["code"] == "late_answer"


@pytest.mark.parametrize("moment", [10**17, 1 << 43, -1])
def test_a_moment_that_no_calendar_has_is_refused_after_a_restore_too(
    client: Client, school: School, moment: int
) -> None:
    school.app.parts.identity.renew(school.clock())
    for type_, args in (
        ("send_message", message("mother", answer_by=moment)),
        ("send_message", message("mother", send_at=moment)),
        ("save_draft", {"draft": new_id(), "answer_by": moment}),
    ):
        result = client.command("teacher", id_at(school.clock.now - HOUR), type_, args)
        assert (result["status"], result["problem"]["code"]) == ("rejected", "bad_arguments")


# ---- Taking back -----------------------------------------------------------------------------------------------------
def test_what_nobody_read_vanishes_and_who_read_it_keeps_it(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", "father")
    assert does(client, "mother", "open_message", message=copy_of(client, "mother")["id"]) == "ok"
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert copy_of(client, "mother")
    assert not client.objects("father", "message")
    assert client.objects("teacher", "sent_message")[id_]["withdrawn_at"] == school.clock.now
    audited = school.db.read_now(lambda c: c.execute(select(t.audit.c.actor, t.audit.c.action)).all())
    assert (id_of("teacher"), "withdraw_message") in [tuple(row) for row in audited]
    assert does(client, "teacher", "withdraw", message=id_) == "ok", "again it does nothing"


def test_who_reacted_without_opening_it_keeps_it(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father", "sams-mother")
    father = copy_of(client, "father")["id"]
    assert does(client, "father", "respond", message=father, response="talk") == "ok"
    send(client, "mother", "teacher", in_reply_to=copy_of(client, "mother")["id"])
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert [len(client.objects(name, "message")) for name in ("mother", "father", "sams-mother")] == [1, 1, 0]


def test_what_follows_a_message_that_was_taken_back_begins_a_conversation_of_its_own(client: Client) -> None:
    first = send(client, "teacher", "mother", "father")
    read = copy_of(client, "mother")
    assert does(client, "mother", "open_message", message=read["id"]) == "ok"
    assert does(client, "teacher", "withdraw", message=first) == "ok"
    second = send(client, "teacher", "mother", "father", in_reply_to=first)
    (kept,) = [one for one in client.objects("mother", "message").values() if one["id"] != read["id"]]
    assert (kept["thread"], kept["in_reply_to"]) == (read["thread"], read["id"])
    anew = copy_of(client, "father")
    assert (anew["thread"], anew.get("in_reply_to")) == (second, None)


def test_a_copy_that_was_taken_back_is_as_good_as_none(client: Client) -> None:
    id_ = send(client, "teacher", "mother", asks="confirm")
    copy = copy_of(client, "mother")["id"]
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    for type_, more in (("open_message", {}), ("move_message", {"folder": "trash"}), ("respond", {"response": "talk"})):
        assert refused(client, "mother", {"message": copy, **more}, type_) == "unknown_message"
    assert refused(client, "mother", message("teacher", in_reply_to=copy)) == "unknown_message"


def test_a_copy_that_was_taken_back_does_not_come_back_from_later_or_from_a_folder(
    client: Client, school: School
) -> None:
    id_ = send(client, "teacher", "mother", "father")
    until, folder = school.clock.now + HOUR, new_id()
    assert does(client, "mother", "snooze", message=copy_of(client, "mother")["id"], until=until) == "ok"
    assert does(client, "father", "save_folder", folder=folder, name="Sport") == "ok"
    assert does(client, "father", "move_message", message=copy_of(client, "father")["id"], folder=folder) == "ok"
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert school.db.run_now(mailbox.wake, WILG, until) == 0
    assert does(client, "father", "delete_folder", folder=folder) == "ok"
    assert not client.objects("mother", "message")
    assert not client.objects("father", "message")


def test_no_byte_of_what_is_withdrawn_before_the_first_pull_reaches_anybody(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father", subject="Geheimzinnig", body="Beste, dit was een vergissing.")
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    for name in ("mother", "father"):
        told = str(client.pull(name))
        assert not any(word in told for word in ("Geheimzinnig", "vergissing", id_))


def again(client: Client, school: School, id_: str, name: str, type_: str, /, **args: Any) -> str:
    """The status of a command that is sent once more after a restore."""
    school.app.parts.identity.renew(school.clock())
    status: str = client.command(name, id_, type_, args)["status"]
    return status


@pytest.mark.parametrize("type_", ["open_message", "respond", "send_message"])
def test_who_had_read_it_keeps_it_though_after_a_restore_it_is_taken_back_first(
    client: Client, school: School, type_: str
) -> None:
    """The journal of the sender comes before that of the reader."""
    id_, file = new_id(), {"sha256": upload(client, "teacher", "brief.txt", b"een brief"), "name": "brief.txt"}
    args = message("mother", "father", attachments=[{**file, "type": "text/plain", "size": 9}], asks="confirm")
    assert client.command("teacher", id_, "send_message", args)["status"] == "ok"
    copy = copy_of(client, "mother")
    reacts, takes_back = id_at(school.clock.now - 2), id_at(school.clock.now - 1)
    school.app.parts.identity.renew(school.clock())
    assert client.command("teacher", takes_back, "withdraw", {"message": id_})["status"] == "ok"
    assert not client.objects("mother", "message")
    said = {
        "open_message": {"message": copy["id"]},
        "respond": {"message": copy["id"], "response": "confirmed"},
        "send_message": message("teacher", in_reply_to=copy["id"]),
    }[type_]
    assert again(client, school, reacts, "mother", type_, **said) == "ok"
    there = copy_of(client, "mother")
    own = {"opened_at", "response", "responded_at", "answered_at"}
    assert {key: value for key, value in there.items() if key not in own} == {
        key: value for key, value in copy.items() if key not in own
    }
    assert client.ask("mother", "GET", f"/v1/blobs/{file['sha256']}").content == b"een brief"
    assert receipts(client).keys() == {id_of("mother")}
    assert not client.objects("father", "message")


@pytest.mark.parametrize("where", ["inbox", "later", "archive", "own", "deleted"])
def test_what_comes_back_so_lies_where_it_was_with_its_marks(client: Client, school: School, where: str) -> None:
    id_, folder, until = send(client, "teacher", "mother"), new_id(), school.clock.now + 3_600_000
    copy = copy_of(client, "mother")["id"]
    assert does(client, "mother", "set_flag", message=copy, flag="red") == "ok"
    assert does(client, "mother", "save_folder", folder=folder, name="Bosklassen") == "ok"
    if where == "later":
        assert does(client, "mother", "snooze", message=copy, until=until) == "ok"
    else:
        into = folder if where in ("own", "deleted") else where
        assert does(client, "mother", "move_message", message=copy, folder=into) == "ok"
    school.app.parts.identity.renew(school.clock())
    reads, takes_back = id_at(school.clock.now - 2), id_at(school.clock.now - 1)
    assert client.command("teacher", takes_back, "withdraw", {"message": id_})["status"] == "ok"
    if where == "deleted":
        assert does(client, "mother", "delete_folder", folder=folder) == "ok"
    assert client.command("mother", reads, "open_message", {"message": copy})["status"] == "ok"
    there = copy_of(client, "mother")
    assert there["folder"] == {"own": folder, "deleted": "archive"}.get(where, where)
    assert (there["flag"], there.get("snoozed_until")) == ("red", until if where == "later" else None)


@pytest.mark.parametrize("since", [True, False])
def test_after_a_restore_no_made_up_id_fetches_back_what_nobody_had_read(
    client: Client, school: School, *, since: bool
) -> None:
    """Taken back since the restore, or long before and so in what was restored."""
    id_, reads = send(client, "teacher", "mother"), id_at(school.clock.now)
    copy = copy_of(client, "mother")["id"]
    school.clock.advance(hours=1)
    if since:
        school.app.parts.identity.renew(school.clock())
        school.clock.advance(hours=1)
    takes_back = id_at(school.clock.now)
    assert client.command("teacher", takes_back, "withdraw", {"message": id_})["status"] == "ok"
    if not since:
        school.clock.advance(hours=1)
        school.app.parts.identity.renew(school.clock())
    for type_, args in (
        ("open_message", {"message": copy}),
        ("respond", {"message": copy, "response": "talk"}),
        ("send_message", message("teacher", in_reply_to=copy)),
    ):
        result = client.command("mother", id_at(int(reads[:12], 16)), type_, args)
        assert (result["status"], result["problem"]["code"]) == ("rejected", "unknown_message")
    assert not client.objects("mother", "message")
    assert not receipts(client)


def test_after_a_restore_nobody_waits_for_a_copy_that_was_taken_back(client: Client, school: School) -> None:
    """What is merely missing is waited for; what was taken back does not come again."""
    id_ = send(client, "teacher", "mother")
    copy = copy_of(client, "mother")["id"]
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    for type_, more in (("open_message", {}), ("set_flag", {"flag": "red"}), ("respond", {"response": "talk"})):
        assert again(client, school, new_id(), "mother", type_, message=copy, **more) == "rejected"
        assert again(client, school, new_id(), "mother", type_, message=new_id(), **more) == "retry"


def test_what_all_have_read_or_another_wrote_is_not_taken_back(client: Client) -> None:
    id_ = send(client, "teacher", "mother")
    for name in ("mother", "office"):
        assert refused(client, name, {"message": id_}, "withdraw") == "unknown_message"
    assert does(client, "mother", "open_message", message=copy_of(client, "mother")["id"]) == "ok"
    assert refused(client, "teacher", {"message": id_}, "withdraw") == "all_read"


def test_R6_what_was_read_is_asked_no_more_when_its_sender_takes_it_back(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", "father", "sams-mother", asks="answer")
    for name, response in (("mother", ""), ("father", "talk")):
        copy = copy_of(client, name)["id"]
        assert does(client, name, "open_message", message=copy) == "ok"
        if response:
            assert does(client, name, "respond", message=copy, response=response) == "ok"
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert copy_of(client, "mother")["withdrawn_at"] == school.clock.now
    assert "withdrawn_at" not in copy_of(client, "father"), "who reacted is not told"
    assert not client.objects("sams-mother", "message"), "nobody read it"


def test_R6_what_the_only_reader_has_read_can_still_be_asked_no_more(client: Client, school: School) -> None:
    id_ = send(client, "teacher", "mother", asks="confirm")
    assert does(client, "mother", "open_message", message=copy_of(client, "mother")["id"]) == "ok"
    assert does(client, "teacher", "withdraw", message=id_) == "ok"
    assert copy_of(client, "mother")["withdrawn_at"] == school.clock.now


@pytest.mark.parametrize(("applies_to", "answer"), [("all", "ok"), ("asks", "not_asked"), ("none", "not_asked")])
def test_R6_that_a_full_answer_follows_is_said_of_what_the_school_wants_a_reaction_to(
    client: Client, school: School, applies_to: str, answer: str
) -> None:
    deadlines = Deadlines(first_reaction=Clock(24, applies_to))
    document = Agreements(id="", version=0, changed_at=0, deadlines=deadlines)
    school.db.run_now(agreements.publish, WILG, document, school.clock.now, "server")
    send(client, "teacher", "mother")
    args = {"message": copy_of(client, "mother")["id"], "response": "follows"}
    said = does(client, "mother", "respond", **args) if answer == "ok" else refused(client, "mother", args, "respond")
    assert said == answer


# ---- Reminding -------------------------------------------------------------------------------------------------------
def test_only_those_are_reminded_who_did_not_confirm_yet(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father", asks="confirm")
    first = copy_of(client, "father")
    assert does(client, "mother", "respond", message=copy_of(client, "mother")["id"], response="confirmed") == "ok"
    send(client, "teacher", remind=id_)
    assert len(client.objects("mother", "message")) == 1
    (second,) = [one for one in client.objects("father", "message").values() if one["id"] != first["id"]]
    assert (second["thread"], second["in_reply_to"]) == (first["thread"], first["id"])
    assert does(client, "father", "respond", message=first["id"], response="confirmed") == "ok"
    assert refused(client, "teacher", message(remind=id_)) == "nobody_to_remind"
    assert refused(client, "office", message(remind=id_)) == "unknown_message"


def test_an_answer_to_the_reminder_answers_what_it_reminds_of(client: Client, school: School) -> None:
    asked = send(client, "teacher", "mother", "father", asks="answer")
    once = send(client, "teacher", remind=asked)
    twice = send(client, "teacher", remind=once)
    school.clock.advance(hours=1)
    send(client, "mother", "teacher", in_reply_to=derived(twice, id_of("mother")))
    for id_ in (asked, once, twice):
        copy = client.objects("mother", "message")[derived(id_, id_of("mother"))]
        assert copy["answered_at"] == school.clock.now
    told = [one for one in client.objects("teacher", "receipt").values() if one.get("answered_at")]
    assert {(one["account"], one["message"]) for one in told} == {
        (id_of("mother"), id_) for id_ in (asked, once, twice)
    }
    assert not any("answered_at" in one for one in client.objects("father", "message").values())


def test_an_answer_ends_nothing_that_another_or_the_reader_asked(client: Client, school: School) -> None:
    send(client, "teacher", "mother", asks="answer")
    first = copy_of(client, "mother")
    asked = send(client, "mother", "teacher", in_reply_to=first["id"], asks="answer")
    send(client, "teacher", "mother", in_reply_to=copy_of(client, "teacher")["id"])
    third = next(one for one in client.objects("mother", "message").values() if one["id"] != first["id"])
    assert third["in_reply_to"] == asked
    school.clock.advance(hours=1)
    send(client, "mother", "teacher", in_reply_to=third["id"])
    assert client.objects("mother", "message")[first["id"]]["answered_at"] < school.clock.now


def test_who_answered_a_request_to_confirm_is_not_reminded(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father", asks="confirm")
    send(client, "mother", "teacher", in_reply_to=copy_of(client, "mother")["id"])
    send(client, "teacher", remind=id_)
    assert [len(client.objects(name, "message")) for name in ("mother", "father")] == [1, 2]


def test_nobody_reminds_of_a_message_of_another_while_answering(client: Client) -> None:
    id_ = send(client, "teacher", "mother", "father", asks="confirm")
    copy = copy_of(client, "mother")["id"]
    for reminded in (id_, copy, new_id()):
        assert refused(client, "mother", message(in_reply_to=copy, remind=reminded)) == "unknown_message"
    assert len(client.objects("father", "message")) == 1


# ---- Emergencies -----------------------------------------------------------------------------------------------------
def test_an_emergency_needs_a_reason_and_a_role_and_is_audited(client: Client, school: School) -> None:
    assert refused(client, "office", message("mother", emergency="  ")) == "no_reason"
    assert refused(client, "teacher", message("mother", emergency="De school is dicht.")) == "no_emergency"
    assert refused(client, "mother", message("teacher", emergency="Vlug!")) == "no_emergency"
    id_ = send(client, "office", "mother", emergency="De school is dicht.")
    assert copy_of(client, "mother")["emergency"] == "De school is dicht."
    rows = school.db.read_now(lambda c: c.execute(select(t.audit.c.action, t.audit.c.subject)).all())
    assert ("emergency_message", id_) in [tuple(row) for row in rows]


def test_the_school_names_who_may_send_an_emergency(client: Client, school: School) -> None:
    settings = school.db.read_now(read_school, WILG).settings
    school.db.run_now(accounts.set_settings, WILG, msgspec.structs.replace(settings, emergency=[]))
    school.app.parts.schools.replace([school.db.read_now(read_school, WILG)])
    assert refused(client, "office", message("mother", emergency="De school is dicht.")) == "no_emergency"
