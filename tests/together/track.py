"""The way between a desktop and a school in one process: real HTTP messages, and every fault a line can have."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import anyio
import httpx2
from starlette.testclient import TestClient

from ssdesk.server.app import App
from ssdesk.sync.remote import Remote

Fault = Callable[[httpx2.BaseTransport, httpx2.Request], httpx2.Response]
PORTAL = b"<html>Welcome to our hotel. Please sign in.</html>"


def lost_request(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("lost", request=request)


def lost_answer(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """The server has acted; nobody hears of it."""
    way.handle_request(request).read()
    raise httpx2.ReadError("lost", request=request)


def slow(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """The answer comes after the patience of the client."""
    way.handle_request(request).read()
    raise httpx2.ReadTimeout("too late", request=request)


def doubled(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """A proxy sends the request twice."""
    way.handle_request(request).read()
    return way.handle_request(request)


def cut_off(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
    """Only the first half of the answer arrives, and nobody says so."""
    body = way.handle_request(request).read()
    return httpx2.Response(200, headers={"content-type": "application/json"}, content=body[: len(body) // 2])


def answered(status: int, body: bytes = PORTAL, media_type: str = "text/html") -> Fault:
    """Somebody else answers."""

    def fault(way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers={"content-type": media_type}, content=body)

    return fault


@dataclass
class Track:
    """All lines to one server. `faults`: of the next requests whose method and path end, or begin, so. `cut`: no
    request arrives. `asked`: method and path of every request that was made."""

    client: TestClient
    cut: bool = False
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def reach(self, address: str, token: str = "") -> Remote:
        return Remote(address, token, transport=_Way(self))

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults.setdefault(path, deque()).extend(faults)

    def count(self, path: str) -> int:
        return sum(asked.endswith(path) for asked in self.asked)


class _Stream(httpx2.SyncByteStream):
    """An answer that breaks off as one over the network does when the line is closed meanwhile."""

    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except anyio.ClosedResourceError as error:
            raise httpx2.ReadError("closed") from error

    def close(self) -> None:
        self._stream.close()


class _Way(httpx2.BaseTransport):
    """One line. Closing it ends its open streams and no others."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._streams: set[httpx2.SyncByteStream] = set()
        self._lock = threading.Lock()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        track = self._track
        asked = f"{request.method} {request.url.path}"
        track.asked.append(asked)
        if track.cut:
            raise httpx2.ConnectError("cut", request=request)
        for path, faults in track.faults.items():
            if faults and (asked.endswith(path) or asked.startswith(path)):
                return faults.popleft()(track.client._transport, request)
        response = track.client._transport.handle_request(request)
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Stream(response.stream)
            with self._lock:
                self._streams.add(response.stream)
        return response

    def close(self) -> None:
        with self._lock:
            streams, self._streams = self._streams, set()
        for stream in streams:
            with suppress(RuntimeError):
                stream.close()


@contextmanager
def serving(app: App) -> Iterator[Track]:
    """The application runs with all that runs beside its requests."""
    with TestClient(app) as client:
        yield Track(client)
