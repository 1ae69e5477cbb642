"""Bad answers, refusals, silence, full disks: what is here stays usable, one line says what and when next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import httpx2
import msgspec
import pytest

from ssdesk.errors import DiskFull, NoConnection, Refused
from ssdesk.protocol.pull import PullAnswer
from ssdesk.protocol.session import SignIn
from ssdesk.replica.actions import SendMessage
from ssdesk.sync import transfers
from ssdesk.sync.engine import Engine
from ssdesk.sync.status import SyncStatus
from tests.school import School, id_of
from tests.server.people import change
from tests.together.desktop import Desktop, wait_for
from tests.together.track import Fault, Track, answered, cut_off, lost_answer, slow

Desktops = Callable[[str], Desktop]
JSON = "application/json"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param(answered(200), "garbage", id="page of a hotel"),
        pytest.param(answered(200, b'{"epoch": 1}', JSON), "garbage", id="other JSON"),
        pytest.param(cut_off, "garbage", id="cut off"),
        pytest.param(slow, "timeout", id="too slow"),
        pytest.param(answered(500, b"oops"), "server-fault", id="500"),
        pytest.param(answered(503, b'{"code": "busy", "title": "Busy", "retry_after_s": 40}', JSON), "busy", id="busy"),
        pytest.param(lost_answer, "unreachable", id="lost"),
    ],
)  # fmt: skip
def test_what_is_here_stays_readable_whatever_the_server_answers(
    desktops: Desktops, track: Track, school: School, fault: Fault, code: str
) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    teacher.send("mother", "Zwemmen")
    teacher.sync()
    mother.sync()
    mother.restart()
    for _ in range(50):
        track.fail("/v1/pull", fault)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "offline")
    status = mother.engine.status
    assert status.error is not None
    assert (status.error.code, status.error.retry) == (code, True)
    assert status.next_try is not None
    assert status.next_try > school.clock()
    assert status.last_success == school.clock()
    if code == "busy":
        assert status.next_try >= school.clock() + 40_000
    assert mother.subjects() == ["Zwemmen"]
    assert mother.found("zwemmen") == ["Zwemmen"]


def test_tries_become_rarer_and_a_nudge_tries_at_once(desktops: Desktops, track: Track, school: School) -> None:
    mother = desktops("mother")
    track.cut = True
    waits = [mother.engine._try() for _ in range(4)]
    assert waits == [1.0, 2.0, 4.0, 8.0]
    mother.engine.nudge()
    assert mother.engine._try() == 1.0


def test_session_that_ended_is_asked_once_and_never_again(desktops: Desktops, track: Track) -> None:
    mother = desktops("mother")
    mother.sync()
    with track.reach("http://127.0.0.1/wilg", School.token("mother")) as remote:
        remote.sign_out()
    before = len(track.asked)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "signed_out")
    mother.send("teacher", "Blijft bewaard")
    mother.engine.nudge()
    mother.engine._threads[0].join(30)
    mother.engine._threads[1].join(30)
    assert not any(thread.is_alive() for thread in mother.engine._threads)
    assert not any("/v1/session" in asked for asked in track.asked[before:])
    assert mother.subjects("outbox") == ["Blijft bewaard"]


def test_refused_command_shows_why_and_is_a_draft_again(desktops: Desktops, school: School) -> None:
    mother, teacher = desktops("mother"), desktops("teacher")
    mother.sync()
    change(school, "mother", no_rights='["send"]')
    command = mother.send("teacher", "Mag niet", "Beste.")
    later = mother.replica.do(SendMessage([id_of("lottes-father")], "Onbekende", "Beste."))
    mother.sync()
    items = {item.id: item for item in mother.replica.outbox.items()}
    assert set(items) == {command, later}
    assert {item.state for item in items.values()} == {"refused"}
    problem = items[command].problem
    assert problem is not None
    assert (problem.code, bool(problem.title)) == ("may_not_send", True)
    assert sorted(mother.subjects("drafts")) == ["Mag niet", "Onbekende"]
    assert mother.subjects("outbox") == mother.subjects("sent") == []
    teacher.sync()
    assert teacher.subjects() == []


def test_bad_command_does_not_hold_up_the_others(desktops: Desktops) -> None:
    """One that this server does not take at all: the batch is refused as a whole, so they go one by one."""
    mother, teacher = desktops("mother"), desktops("teacher")
    mother.sync()
    bad = mother.send("teacher", "Slecht")
    with mother.replica.write(durable=True) as tx:
        tx.run("UPDATE outbox SET id = 'not-an-id', objects = '[]' WHERE id = ?", bad)
    mother.send("teacher", "Goed")
    mother.sync()
    teacher.sync()
    assert teacher.subjects() == ["Goed"]
    assert [(item.id, item.state) for item in mother.replica.outbox.items()] == [("not-an-id", "refused")]


def test_fault_of_the_server_in_one_command_is_tried_again(
    desktops: Desktops, school: School, track: Track, expect_log: Callable[..., None]
) -> None:
    mother = desktops("mother")
    mother.sync()
    mother.send("teacher", "Eerst een fout")
    track.fail("/v1/commands", _internal)
    mother.sync()
    assert mother.subjects("outbox") == ["Eerst een fout"]
    school.clock.advance(seconds=60)
    mother.sync()
    assert mother.subjects("outbox") == []


def _internal(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """The server stores nothing and says: later."""
    id_ = msgspec.json.decode(request.read())["commands"][0]["id"]
    epoch = msgspec.json.decode(request.read())["epoch"]
    result = {"id": id_, "status": "retry", "problem": {"code": "internal", "title": "Later"}}
    return httpx2.Response(200, json={"epoch": epoch, "results": [result]})


def test_page_that_does_not_add_up_is_read_anew_and_not_for_ever(
    desktops: Desktops, track: Track, expect_log: Callable[..., None]
) -> None:
    expect_log("do not add up")
    mother = desktops("mother")
    mother.engine.pull_once()

    def wrong_sum(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        answer = msgspec.json.decode(way.handle_request(request).read())
        for page in answer["scopes"]:
            page["sum"] = 1
        return httpx2.Response(200, json=answer)

    for _ in range(20):
        track.fail("/v1/pull", wrong_sum)
    with pytest.raises(NoConnection) as error:
        mother.sync()
    assert error.value.code == "misfit"
    assert track.count("/v1/pull") < 10
    track.faults.clear()
    mother.sync()
    assert mother.replica.people.contacts()


def test_full_disk_is_told_and_nothing_is_lost(desktops: Desktops, school: School) -> None:
    mother = desktops("mother")
    mother.sync()
    mother.send("teacher", "Voor de schijf vol was")
    with mother.replica._database._writing:
        pages = mother.replica._database._writer.execute("PRAGMA page_count").fetchone()[0]
        mother.replica._database._writer.execute(f"PRAGMA max_page_count = {pages}")
    desktops("teacher").sync()
    desktops("teacher").send("mother", "Groot", "x" * 200_000)
    desktops("teacher").sync()
    with pytest.raises(DiskFull):
        mother.send("teacher", "Te groot", "y" * 200_000)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "failed")
    assert isinstance(mother.engine.status.error, DiskFull)
    with mother.replica._database._writing:
        mother.replica._database._writer.execute("PRAGMA max_page_count = 100000")
    mother.engine.nudge()
    wait_for(lambda: mother.engine.status.state == "up_to_date")
    assert mother.subjects() == ["Groot"]
    desktops("teacher").sync()
    assert desktops("teacher").subjects() == ["Voor de schijf vol was"]


def test_stopping_ends_a_request_that_hangs(desktops: Desktops, track: Track, school: School) -> None:
    mother = desktops("mother")
    arrived, release = threading.Event(), threading.Event()

    def hang(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        arrived.set()
        release.wait(60)
        raise httpx2.ReadError("hung up", request=request)

    track.fail("/v1/pull", hang)
    mother.engine.start()
    assert arrived.wait(30)
    mother.engine.stop()  # comes back although the request still hangs in there
    release.set()
    mother.engine._threads[0].join(30)
    assert mother.engine.status.state == "stopped"


def test_own_mistake_is_logged_told_and_tried_again(
    desktops: Desktops, school: School, track: Track, expect_log: Callable[..., None]
) -> None:
    expect_log("Sync failed")
    mother = desktops("mother")
    statuses: list[SyncStatus] = []

    class Clumsy(Engine):
        def round(self) -> None:
            raise ZeroDivisionError

    engine = Clumsy(mother.replica, mother.remote, school.clock, statuses.append, erase=lambda: None)
    engine._try()
    assert engine.status.state == "failed"
    assert engine.status.error is not None
    assert engine.status.error.code == "our-mistake"
    assert engine.status.next_try is not None


def test_clock_of_the_school_is_measured_at_each_pull(desktops: Desktops, school: School, track: Track) -> None:
    mother = desktops("mother")

    def ahead(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        response = way.handle_request(request)
        body = response.read()
        if response.status_code != 200:
            return httpx2.Response(response.status_code, headers=response.headers, content=body)
        answer = msgspec.json.decode(body, type=PullAnswer)
        later = msgspec.structs.replace(answer, now=answer.now + 90_000)
        return httpx2.Response(200, headers={"content-type": "application/json"}, content=msgspec.json.encode(later))

    track.fail("/v1/pull", ahead, ahead)
    mother.sync()
    assert mother.engine.clock_offset_ms == 90_000


def test_wrong_password_is_asked_once(track: Track) -> None:
    with track.reach("http://127.0.0.1/wilg") as remote, pytest.raises(Refused):
        remote.sign_in(SignIn("noor", "fout wachtwoord", "Laptop"))
    assert track.count("/v1/session") == 1


# ---- Files -----------------------------------------------------------------------------------------------------------
def test_attachment_goes_on_where_the_line_broke(desktops: Desktops, track: Track, tmp_path: Path) -> None:
    teacher, mother = desktops("teacher"), desktops("mother")
    teacher.sync()
    content = b"".join(b"regel %9d\n" % number for number in range(transfers.PART // 8)) + b"einde"
    file = tmp_path / "verslag.txt"
    file.write_bytes(content)
    attachment = teacher.replica.files.add(file)
    teacher.send("mother", "Verslag", attachments=[attachment])
    track.fail("PATCH ", _through, lost_answer)
    with pytest.raises(NoConnection):
        teacher.sync()
    assert mother.inbox() == []
    teacher.restart()
    begun = track.count("/v1/uploads")
    teacher.sync()
    assert track.count("/v1/uploads") == begun  # the same upload, from where it was
    mother.sync()
    (row,) = mother.inbox()
    detail = mother.replica.inbox.message(row.id)
    assert detail is not None
    (received,) = detail.attachments
    steps: list[int] = []
    track.fail(f"/v1/blobs/{received.sha256}", _through, lost_answer)
    with pytest.raises(NoConnection):
        transfers.fetch(mother.replica, mother.remote, received, lambda here, _size: steps.append(here))
    mother.restart()
    assert transfers.fetch(mother.replica, mother.remote, received, lambda here, _size: steps.append(here))
    assert steps == [0, transfers.PART, transfers.PART, 2 * transfers.PART, len(content)]
    assert b"".join(mother.replica.files.read(received.sha256)) == content


def _through(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    response = way.handle_request(request)
    return httpx2.Response(response.status_code, headers=response.headers, content=response.read())
