"""A server one version ahead of this desktop: what is unknown is kept and shown raw, everything else goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from ssdesk.errors import SsdeskError
from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import Contact
from ssdesk.protocol.session import SessionState
from ssdesk.replica import Replica
from ssdesk.replica.actions import MoveMessage, OpenMessage
from ssdesk.replica.inbox import Filter
from ssdesk.sync.problems import TooOld
from ssdesk.sync.remote import find_school
from tests.school import MONDAY, WILG, School, id_of
from tests.together import newer
from tests.together.desktop import Desktop, Family, wait_for
from tests.together.newer import NEXT, NewerMessage, OneVersionAhead, Survey
from tests.together.track import Track, _Way, answered, serving

Desktops = Callable[[str], Desktop]
MAILBOX = f"a:{id_of('mother')}"


@pytest.fixture
def ahead(school: School) -> OneVersionAhead:
    return OneVersionAhead(school.app)


@pytest.fixture
def track(ahead: OneVersionAhead) -> Iterator[Track]:
    """Every line leads to a school one version ahead."""
    with serving(ahead) as opened:  # type: ignore[arg-type]
        yield opened


def message(name: str, **more: object) -> NewerMessage:
    """To the mother, from the teacher."""
    fields = {
        "id": id_of(name),
        "thread": id_of(name),
        "sent_at": MONDAY - 60_000,
        "sender": id_of("teacher"),
        "sender_name": "Petra Wouters",
        "sender_role": "hologram",
        "subject": name,
        "preview": "Beste",
        "body": "Beste ouders",
        "folder": "inbox",
    }
    return NewerMessage(**{**fields, **more})  # type: ignore[arg-type]


def others(replica: Replica) -> dict[str, dict[str, Any]]:
    """What the replica keeps without understanding it, by id."""
    with replica.write(durable=False) as tx:
        rows = tx.rows("SELECT kind, oid, payload FROM other")
    return {oid: {"kind": kind, **msgspec.json.decode(payload)} for kind, oid, payload in rows}


# ---- The feed --------------------------------------------------------------------------------------------------------
def test_unknown_kinds_are_kept_through_restarts_and_go_when_they_go_at_the_school(
    school: School, family: Family
) -> None:
    family.begin()
    survey, poem = Survey(id_of("survey"), "Wat vond u van het schoolfeest?"), Survey(id_of("poem"), "Sneeuw")
    newer.put(school, WILG, "survey", survey, ["g:all", MAILBOX])
    newer.grant(school, WILG, id_of("mother"), "z:17:winter")
    newer.put(school, WILG, "poem", poem, ["z:17:winter"])
    home = family.add("mother")
    family.household.connect()
    wait_for(lambda: family.household.home(home).status.state == "up_to_date")
    kept = others(family.household.replica(home))
    assert (kept[survey.id]["kind"], kept[survey.id]["question"]) == ("survey", survey.question)
    assert kept[survey.id]["colour"] == "octarine"
    assert kept[poem.id]["kind"] == "poem"
    assert kept[poem.id]["since_2"] == {"code": "new"}

    family.household.close()
    family.household = family.opened()
    family.begin()
    assert others(family.household.replica(home)) == kept

    changed = msgspec.structs.replace(survey, question="En de tombola?")
    newer.put(school, WILG, "survey", changed, ["g:all", MAILBOX])
    newer.remove(school, WILG, "poem", poem.id)
    family.household.connect()
    wait_for(lambda: others(family.household.replica(home)).keys() == {survey.id})
    wait_for(lambda: others(family.household.replica(home))[survey.id]["question"] == "En de tombola?")
    wait_for(lambda: family.household.home(home).status.state == "up_to_date")
    assert family.household.replica(home).fact("mismatches") == ""
    assert family.household.home(home).school_short == "De Wilg"


def test_known_objects_with_more_in_them_are_read_and_ones_with_another_form_are_kept_aside(
    school: School, desktops: Desktops
) -> None:
    class Strange(msgspec.Struct, frozen=True):
        id: str
        subject: dict[str, str]

    readable, strange = message("Uitstap", body_type="markdown"), Strange(id_of("Gedicht"), {"nl": "Gedicht"})
    newer.put(school, WILG, "message", readable, [MAILBOX])
    newer.put(school, WILG, "message", strange, [MAILBOX])
    newer.put(school, WILG, "contact", Contact(id_of("R2"), "R2-D2", "astromech", "droid"), ["g:all"])
    mother = desktops("mother")
    mother.sync()
    assert mother.subjects() == ["Uitstap"]
    detail = mother.replica.inbox.message(readable.id)
    assert detail is not None
    assert (detail.row.sender_role, detail.body_type, detail.body) == ("hologram", "markdown", "Beste ouders")
    assert mother.found("uitstap") == ["Uitstap"]
    assert others(mother.replica)[strange.id]["subject"]["nl"] == "Gedicht"
    assert mother.replica.people.contacts()[-1].group == "droid"

    newer.put(school, WILG, "message", message("Gedicht"), [MAILBOX])
    mother.sync()
    assert sorted(mother.subjects()) == ["Gedicht", "Uitstap"]
    assert others(mother.replica) == {}
    assert mother.replica.fact("mismatches") == ""


def test_a_folder_of_a_newer_server_is_counted_listed_and_searched(school: School, desktops: Desktops) -> None:
    newer.put(school, WILG, "message", message("Afspraak", folder="meetings"), [MAILBOX])
    mother = desktops("mother")
    mother.sync()
    assert mother.replica.inbox.counts()["meetings"].unread == 1
    assert mother.subjects("meetings") == ["Afspraak"]
    assert (mother.subjects(), mother.unread()) == ([], 0)
    assert mother.found("afspraak") == ["Afspraak"]


# ---- Commands and events ---------------------------------------------------------------------------------------------
def test_a_day_with_a_newer_server_messages_come_by_poke_and_answers_arrive_once(
    desktops: Desktops, track: Track
) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    pulls = track.count("/v1/pull")
    teacher.sync()
    teacher.send("mother", "Uitstap", pupil=id_of("Noor"))
    teacher.sync()
    wait_for(lambda: mother.subjects() == ["Uitstap"])
    assert track.count("/v1/pull") > pulls
    (row,) = mother.inbox()
    mother.replica.do(OpenMessage(row.id))
    mother.replica.do(MoveMessage(row.id, "archive"))
    reply = mother.send("teacher", "Re: Uitstap", in_reply_to=row.id)
    mother.engine.nudge()
    wait_for(lambda: not mother.replica.outbox.count_waiting() and mother.engine.status.state == "up_to_date")
    teacher.sync()
    assert teacher.subjects() == ["Re: Uitstap"]
    assert teacher.replica.inbox.first_page(Filter("sent"))[0].to_opened == 1
    assert (mother.subjects("archive"), mother.subjects("sent")) == (["Uitstap"], ["Re: Uitstap"])
    assert [item.id for item in mother.replica.outbox.items()] == []
    assert mother.replica.inbox.message(reply) is not None


@pytest.mark.parametrize(
    ("title", "values", "shown"),
    [
        ("The moon is in the wrong house.", {"house": 7}, "The moon is in the wrong house."),
        ("At most {per_day} today.", {"per_day": 3}, "At most 3 today."),
        (
            "At most {per_day:>9,d} {title!r} {0}.",
            {"per_day": 3, "title": "x"},
            "At most {per_day:>9,d} {title!r} {0}.",
        ),
        ("Half a {brace", {"title": "x", "code": 1, "retry": 2, "advice": "y"}, "Half a {brace"),
    ],
)
def test_refusal_for_a_reason_of_a_newer_server_is_shown_as_it_stands_and_the_words_are_kept(
    desktops: Desktops, track: Track, title: str, values: dict[str, str | int], shown: str
) -> None:
    mother = desktops("mother")
    mother.sync()
    sent = mother.send("teacher", "Vraag", "Mag het?")
    why = Problem("wrong_moon", title, "Wait for {planet}.", values=values)
    refusal = CommandAnswer(mother.replica.epoch, [CommandResult(sent, "rejected", problem=why)])
    track.fail("/v1/commands", answered(200, msgspec.json.encode(refusal), "application/json"))
    mother.sync()
    (item,) = mother.replica.outbox.items()
    assert item.state == "refused"
    assert item.problem is not None
    assert (str(item.problem), item.problem.code) == (f"{shown} Wait for {{planet}}.", "wrong_moon")
    (draft,) = mother.replica.drafts.all()
    assert (draft.subject, draft.body) == ("Vraag", "Mag het?")


def test_outcome_that_only_a_newer_server_knows_keeps_the_action_waiting(
    desktops: Desktops, track: Track, school: School
) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    mother.sync()
    sent = mother.send("teacher", "Ziek vandaag")
    queued = CommandAnswer(mother.replica.epoch, [CommandResult(sent, "queued")])
    track.fail("/v1/commands", answered(200, msgspec.json.encode(queued), "application/json"))
    mother.sync()
    assert [(item.id, item.state) for item in mother.replica.outbox.items()] == [(sent, "waiting")]
    school.clock.advance(seconds=60)
    mother.sync()
    assert mother.replica.outbox.items() == []
    teacher.sync()
    assert teacher.subjects() == ["Ziek vandaag"]


def test_step_that_only_a_newer_server_knows_leaves_everything_readable(desktops: Desktops, track: Track) -> None:
    mother = desktops("mother")
    mother.sync()
    contacts = mother.replica.people.contacts()
    state = SessionState(id_of("mother"), "An Claes", "noor", "co", "second_factor", reason="Nieuw dit jaar")
    refusal = answered(403, msgspec.json.encode(state), "application/json")
    track.fail("/v1/pull", refusal, refusal)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "not_active")
    assert (mother.engine.status.error or SsdeskError("")).code == "second_factor"
    assert mother.engine.status.reason == "Nieuw dit jaar"
    assert mother.replica.people.contacts() == contacts
    mother.engine.nudge()
    mother.engine.nudge()
    wait_for(lambda: mother.engine.status.state in ("up_to_date", "not_active"))
    assert not mother.erased.is_set()


# ---- Too new ---------------------------------------------------------------------------------------------------------
def test_server_that_speaks_only_the_next_protocol_is_said_to_be_too_new_and_what_is_here_stays(
    ahead: OneVersionAhead, desktops: Desktops, track: Track
) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Uitstap", "Breng een badmuts mee.")
    teacher.sync()
    mother.sync()
    ahead.only = True
    waiting = mother.send("teacher", "Re: Uitstap", in_reply_to=mother.inbox()[0].id)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "too_old")
    assert isinstance(mother.engine.status.error, TooOld)
    assert (mother.engine.status.ended, mother.engine.status.waiting) == (True, 1)
    assert mother.subjects() == ["Uitstap"]
    assert mother.found("badmuts") == ["Uitstap"]
    assert [item.id for item in mother.replica.outbox.items()] == [waiting]
    assert not mother.erased.is_set()
    with pytest.raises(TooOld):
        find_school(f"http://127.0.0.1/{WILG}", transport=_Way(track))

    ahead.only = False  # as if the newest ssdesk was installed
    mother.restart()
    mother.sync()
    assert mother.replica.outbox.items() == []
    teacher.sync()
    assert teacher.subjects() == ["Re: Uitstap"]


def test_school_that_speaks_both_is_no_reason_to_complain(track: Track) -> None:
    remote, info = find_school(f"http://127.0.0.1/{WILG}", transport=_Way(track))
    remote.close()
    assert info.protocols == [1, NEXT]
