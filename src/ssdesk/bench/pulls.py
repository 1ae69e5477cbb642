"""What a pull costs the school's server, beside an application that only says hello to the same request."""

from __future__ import annotations

import http.client
import os
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from ssdesk.bench import mailbox
from ssdesk.bench.child import running
from ssdesk.bench.figure import Figure, at_most
from ssdesk.bench.school import School, Served
from ssdesk.bench.size import Size
from ssdesk.bench.timing import in_turns, median
from ssdesk.errors import SsdeskError
from ssdesk.protocol import PROTOCOL
from ssdesk.protocol.pull import Cursor, PullAnswer, PullRequest

PULL = at_most(8.0)
ROUNDS, REQUESTS, NEW = 3, 3_000, 50
_READY_S = 20.0


def pull(size: Size) -> Iterator[Figure]:
    """Processor time of the server for one request that brings 50 new rows. Nothing where no process may look at the
    time of another."""
    if sys.platform != "linux":
        return
    requests = min(REQUESTS, max(10, size.messages // 20))
    with tempfile.TemporaryDirectory(prefix="ssdesk-bench-") as folder:
        school = School(Path(folder) / "school")
        bodies = list(mailbox.messages(2_000 + NEW))
        school.deliver(bodies[NEW:])
        with school.served() as served, running("ssdesk.bench.hello", ready="hello at") as (hello, port):
            body = _request(served)
            school.deliver(bodies[:NEW])
            asked = _Asked(served, body)
            limit, ssdesk = in_turns(
                partial(_cpu_us, hello, f"http://127.0.0.1:{port}/", asked, requests),
                partial(_cpu_us, served.process, f"{served.address}/v1/pull", asked, requests),
                size.turns(ROUNDS),
            )
            held = sum(len(page.rows) for page in asked.answer().scopes)
        school.close()
    if held != NEW:
        raise SsdeskError("The server answered with {held} rows.", held=held)
    yield Figure("pull", "µs", median(limit), median(ssdesk), PULL, f"a pull of {NEW} rows on SQLite, and hello (CPU)")


class _Asked:
    """One request, the same for both servers."""

    def __init__(self, served: Served, body: bytes) -> None:
        self._served, self.body = served, body
        self.headers: Mapping[str, str] = {
            "Authorization": f"Bearer {served.token}",
            "Ssdesk-Protocol": str(PROTOCOL),
            "Content-Type": "application/json",
        }

    def answer(self) -> PullAnswer:
        with closing(_answers(f"{self._served.address}/v1/pull", self)) as answers:
            return msgspec.json.decode(next(answers), type=PullAnswer)


def _request(served: Served) -> bytes:
    """What a desktop asks that has everything so far."""
    have: dict[str, Cursor] = {}
    while True:
        request = msgspec.json.encode(PullRequest(served.epoch, have))
        answer = _Asked(served, request).answer()
        have |= {page.key: page.cursor for page in answer.scopes}
        if answer.complete:
            return msgspec.json.encode(PullRequest(served.epoch, have))


def _answers(url: str, asked: _Asked) -> Generator[bytes, None, None]:
    """To the request made again and again, on one connection."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        _connect(connection)
        while True:
            connection.request("POST", parts.path, asked.body, dict(asked.headers))
            response = connection.getresponse()
            content = response.read()
            if response.status != 200:
                raise SsdeskError("{url} answered {status}.", url=url, status=response.status)
            yield content
    finally:
        connection.close()


def _connect(connection: http.client.HTTPConnection) -> None:
    until = time.monotonic() + _READY_S
    while True:
        try:
            connection.connect()
        except ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _cpu_us(process: int, url: str, asked: _Asked, requests: int) -> float:
    with closing(_answers(url, asked)) as answers:
        for _ in islice(answers, requests // 10):
            pass
        began = _spent_s(process)
        for _ in islice(answers, requests):
            pass
        spent = _spent_s(process) - began
    return spent / requests * 1_000_000


def _spent_s(process: int) -> float:
    """Processor time of all its threads, in ticks of 10 ms."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
