"""The line to the real server in this process: whole requests in, every byte of the answers out.

It speaks ASGI itself, because a test of permissions asks a hundred thousand times and wants all bytes, and because an
event stream never ends.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
Event = MutableMapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One answer; `sent` is everything of it that travels."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def sent(self) -> bytes:
        return b"\n".join([b": ".join(header) for header in self.headers] + [self.body])

    def header(self, name: str) -> str:
        """The value of a header, empty without it."""
        return next((value.decode() for key, value in self.headers if key.decode().lower() == name.lower()), "")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Stream:
    """An answer that goes on: what has come so far."""

    chunks: list[bytes] = field(default_factory=list)
    status: int = 0
    headers: bytes = b""
    task: asyncio.Task[None] | None = None

    @property
    def sent(self) -> bytes:
        return self.headers + b"\n" + b"".join(self.chunks)

    def events(self) -> list[bytes]:
        """The data of the events so far."""
        lines = b"".join(self.chunks).splitlines()
        return [line.removeprefix(b"data:").strip() for line in lines if line.startswith(b"data:")]


class Wire:
    """Asks one application, one request after the other."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self._runner = asyncio.Runner()
        self._streams: list[Stream] = []

    def close(self) -> None:
        for stream in self._streams:
            self.hang_up(stream)
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Anything else that belongs on the server's loop."""
        return self._runner.run(work)

    def ask(
        self, method: str, path: str, token: str = "", *, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """`path` with the school's slug in front; `body`: bytes, or what becomes JSON. Of an event stream only how it
        begins."""
        return self._runner.run(self._ask(_scope(method, path, token, body, headers or {}), _content(body)))

    def listen(self, path: str, token: str) -> Stream:
        """Opens a stream; it gets what comes while `pause` or `ask` run."""
        stream = self._runner.run(self._listen(_scope("GET", path, token, None, {})))
        self._streams.append(stream)
        self.pause()
        return stream

    def hang_up(self, stream: Stream) -> None:
        async def end() -> None:
            if stream.task is not None:
                await _end(stream.task)
                stream.task = None

        self._runner.run(end())

    def pause(self, seconds: float = 0.05) -> None:
        """Lets streams bring what is on its way."""
        self._runner.run(asyncio.sleep(seconds))

    async def _ask(self, scope: Event, content: bytes) -> Answer:
        head: Event = {}
        chunks: list[bytes] = []
        waiting: list[Event] = [{"type": "http.request", "body": content, "more_body": False}]

        async def receive() -> Event:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        endless = asyncio.Event()

        async def send(event: Event) -> None:
            if event["type"] != "http.response.start":
                chunks.append(event.get("body", b""))
                return
            head.update(event)
            if any(value.startswith(b"text/event-stream") for _, value in event["headers"]):
                endless.set()

        asked = asyncio.ensure_future(self.app(scope, receive, send))
        over = asyncio.ensure_future(endless.wait())
        await asyncio.wait((asked, over), return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if endless.is_set():
            await _end(asked)
        else:
            await asked
        headers = tuple((bytes(key), bytes(value)) for key, value in head["headers"])
        return Answer(head["status"], headers, b"".join(chunks))

    async def _listen(self, scope: Event) -> Stream:
        stream = Stream()
        waiting: list[Event] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Event:
            if waiting:
                return waiting.pop()
            await asyncio.Event().wait()  # nobody hangs up: the task is cancelled
            raise AssertionError("unreachable")

        async def send(event: Event) -> None:
            if event["type"] == "http.response.start":
                stream.status = event["status"]
                stream.headers = b"\n".join(b": ".join(header) for header in event["headers"])
            else:
                stream.chunks.append(event.get("body", b""))

        stream.task = asyncio.get_running_loop().create_task(self.app(scope, receive, send))
        return stream


async def _end(task: asyncio.Future[None]) -> None:
    """Cancels it, again if need be: in Python 3.11 `wait_for` swallows a cancelling that comes together with what it
    waits for."""
    while not task.done():
        task.cancel()
        await asyncio.wait((task,), timeout=0.05)


def _content(body: Any) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else json.dumps(body).encode()


def _scope(method: str, path: str, token: str, body: Any, headers: dict[str, str]) -> Event:
    path, _, query = path.partition("?")
    fields = {"host": "localhost", "ssdesk-protocol": "1", "content-length": str(len(_content(body)))}
    if body is not None and not isinstance(body, bytes):
        fields["content-type"] = "application/json"
    if token:
        fields["authorization"] = f"Bearer {token}"
    fields |= {name.lower(): value for name, value in headers.items()}
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields.items()],
        "client": ("127.0.0.1", 4000),
        "server": ("localhost", 80),
    }
