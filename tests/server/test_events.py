"""Pokes: over a real connection, for who may see the change, never with content, and not past the end of a session."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import msgspec
from sqlalchemy import update

from ssdesk.protocol.pull import Poke
from ssdesk.server import people
from ssdesk.server import tables as t
from tests.school import WILG, School, id_of, put
from tests.server.conftest import Served

NEVER_S = 1.5  # longer than the hub's own rhythm


class Listening:
    """What one account hears: pokes, and None when the stream has ended."""

    def __init__(self, address: str, name: str) -> None:
        self._url = f"{address}/{School.of(name)}/v1/events"
        self._headers = {"authorization": f"Bearer {School.token(name)}"}
        self._heard: queue.Queue[int | None] = queue.Queue()
        self.raw = b""
        self._response: httpx2.Response | None = None
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        try:
            with (
                httpx2.Client(timeout=60) as client,
                client.stream("GET", self._url, headers=self._headers) as response,
            ):
                self._response = response
                assert response.headers["content-type"].startswith("text/event-stream")
                for line in response.iter_lines():
                    self.raw += line.encode() + b"\n"
                    if line.startswith("data: "):
                        self._heard.put(msgspec.json.decode(line[6:], type=Poke).seq)
        except httpx2.HTTPError:
            pass
        finally:
            self._heard.put(None)

    def next(self, timeout: float = 20) -> int | None:
        return self._heard.get(timeout=timeout)

    def silent(self) -> bool:
        try:
            self._heard.get(timeout=NEVER_S)
        except queue.Empty:
            return True
        return False

    def join(self) -> None:
        self._thread.join(30)
        assert not self._thread.is_alive()


@contextmanager
def listening(*names: str, school: School) -> Iterator[list[Listening]]:
    """Each has heard where things stand. The streams end with the server."""
    everybody = []
    with Served(school.app) as served:
        try:
            everybody = [Listening(served.address, name) for name in names]
            for one in everybody:
                assert one.next()
            yield everybody
        finally:
            pass
    for one in everybody:
        one.join()


def test_who_may_see_the_change_is_poked_and_nobody_else(school: School) -> None:
    with listening("mother", "father", "teacher", school=school) as (mother, father, teacher):
        put(school, WILG, id_of("some object"), [f"a:{id_of('mother')}"], "Geheim van moeder")
        assert mother.next() == school.db.read_now(
            lambda c: c.scalar(t.school.select().with_only_columns(t.school.c.seq).where(t.school.c.id == WILG))
        )
        assert father.silent()
        assert teacher.silent()
        assert b"Geheim" not in mother.raw


def test_many_changes_at_once_make_few_pokes(school: School) -> None:
    with listening("mother", school=school) as (mother,):
        for number in range(50):
            put(school, WILG, f"{number:032x}", [f"a:{id_of('mother')}"])
        pokes = [mother.next()]
        while (more := mother_next(mother)) is not None:
            pokes.append(more)
        assert len(pokes) < 25
        assert pokes == sorted(pokes, key=lambda seq: seq or 0)


def mother_next(one: Listening) -> int | None:
    try:
        return one.next(NEVER_S)
    except queue.Empty:
        return None


def test_a_change_of_grants_is_a_poke(school: School) -> None:
    with listening("mother", "father", school=school) as (mother, father):

        def leave(connection: Any) -> None:
            connection.execute(update(t.pupil).where(t.pupil.c.id == id_of("Lotte")).values(left_at=school.clock.now))
            people.refresh(connection, WILG, pupils=[id_of("Lotte")])
            connection.execute(update(t.account).where(t.account.c.id == id_of("mother")).values(pupil=id_of("Lotte")))
            people.refresh(connection, WILG, [id_of("mother")])

        school.db.run_now(leave)
        assert mother.next()
        assert father.silent()


def test_a_revoked_session_hears_nothing_more(school: School) -> None:
    school.app.parts.hub.sessions_s = 0
    with listening("mother", "father", school=school) as (mother, father):
        d = t.device.c
        school.db.run_now(
            lambda c: c.execute(update(t.device).where(d.account == id_of("mother")).values(revoked_at=1))
        )
        assert mother.next() is None
        put(school, WILG, id_of("some object"), ["g:all"])
        assert father.next()


def test_streams_end_when_the_server_does(school: School) -> None:
    with listening("mother", school=school) as (mother,):
        pass
    assert mother.next() is None


def test_without_a_session_there_is_no_stream(served: Served) -> None:
    assert httpx2.get(f"{served.address}/{WILG}/v1/events").status_code == 401
