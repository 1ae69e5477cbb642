"""One line to one school: the only module that opens connections, and where every foreign error of the network stops.

Redirects are never followed, certificates are those the system trusts, plain http goes to this computer only, and no
answer may be larger or slower than its bound.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakSet

import httpx2
import msgspec

from ssdesk import __version__
from ssdesk.errors import NoConnection, SsdeskError
from ssdesk.protocol import PROTOCOL
from ssdesk.sync import problems
from ssdesk.sync.address import is_loopback

MAX_ANSWER = 2 << 20  # bytes of one JSON answer, after decompression
WHOLE_ANSWER_S = 120.0  # a line that drips is as good as none
QUIET_EVENTS_S = 90.0  # the server says something at least every 30 seconds

Response = httpx2.Response
Transport = httpx2.BaseTransport
_T = TypeVar("_T")
_TIMEOUT = httpx2.Timeout(30.0, connect=10.0, pool=10.0)
_EVENTS_TIMEOUT = httpx2.Timeout(30.0, connect=10.0, read=QUIET_EVENTS_S)


class Line:
    """Requests below `address`. Usable from several threads."""

    def __init__(self, address: str, token: str, transport: Transport | None) -> None:
        local = is_loopback(urlsplit(address).hostname or "")
        if not address.startswith("https://") and not local:
            raise ValueError("Only this computer itself may be spoken to without encryption.")
        self._address, self._token = address, token
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._lock, self._closed = Lock(), False
        self._client = httpx2.Client(
            headers={"User-Agent": f"ssdesk/{__version__}", "Ssdesk-Protocol": str(PROTOCOL)},
            timeout=_TIMEOUT,
            verify=_trusted(),
            trust_env=not local,
            transport=transport,
        )

    def close(self) -> None:
        """Hang up, from any thread: calls that wait in others raise `NoConnection` at once, later ones too."""
        with self._lock:
            self._closed = True
            for line in list(self._sockets):
                with suppress(OSError):  # closing alone does not wake a thread that waits for bytes
                    socket.socket.shutdown(line, socket.SHUT_RDWR)
        self._client.close()

    def ask(
        self, method: str, path: str, answer: type[_T], body: msgspec.Struct | None = None, limit: int = MAX_ANSWER
    ) -> _T:
        """The JSON answer as the struct; SsdeskError: see `problems.of_answer`."""
        with self.exchange(method, path, body) as response:
            return self.decoded(response, self.body(response, limit), answer)

    @contextmanager
    def exchange(
        self,
        method: str,
        path: str,
        body: msgspec.Struct | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout: httpx2.Timeout = _TIMEOUT,
    ) -> Iterator[Response]:
        """Send the request; the answer's body is read inside, by `body` or `raw`."""
        sent = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if body is not None:
            content, sent["Content-Type"] = msgspec.json.encode(body), "application/json"
        sent |= headers or {}
        told = {"trace": self._remember}
        url = self._address + path
        with (
            self._border(),
            self._client.stream(
                method, url, content=content, headers=sent, timeout=timeout, extensions=told
            ) as response,
        ):
            yield response

    def events(self, path: str) -> Iterator[tuple[str, str]]:
        """Server-sent events as (name, data) until `close`; NoConnection when the line breaks or falls silent."""
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        with self.exchange("GET", path, headers=headers, timeout=_EVENTS_TIMEOUT) as response:
            if response.status_code != 200 or _media_type(response) != "text/event-stream":
                raise self.error(response, self.body(response))
            for event in httpx2.EventSource(response):
                yield event.event, event.data

    def body(self, response: Response, limit: int = MAX_ANSWER) -> bytes | None:
        """The JSON of the answer; None when it is something else."""
        content = self.raw(response, limit)
        return content if _media_type(response) == "application/json" else None

    def raw(self, response: Response, limit: int) -> bytes:
        """The bytes of the answer. NoConnection: more than `limit`, or too slow."""
        content, until = bytearray(), time.monotonic() + WHOLE_ANSWER_S
        for part in response.iter_bytes(1 << 16):
            content += part
            if len(content) > limit:
                raise problems.garbage()
            if time.monotonic() > until:
                raise problems.timed_out()
        return bytes(content)

    def decoded(self, response: Response, body: bytes | None, answer: type[_T]) -> _T:
        if not 200 <= response.status_code < 300:
            raise self.error(response, body)
        try:
            return msgspec.json.decode(body or b"", type=answer)
        except ValueError:
            raise problems.garbage() from None

    def error(self, response: Response, body: bytes | None) -> SsdeskError:
        """What this answer means when it is not the expected one; a redirect is none of the school's."""
        if 200 <= response.status_code < 400:
            return problems.garbage()
        return problems.of_answer(response.status_code, body, response.headers.get("Retry-After", ""))

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Foreign errors become ours."""
        if self._closed:
            raise problems.hung_up()
        try:
            yield
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, RuntimeError) as error:
            if self._closed:
                raise problems.hung_up() from error
            if isinstance(error, RuntimeError) and not isinstance(error, httpx2.StreamError):
                raise
            raise _of_line(error) from error

    def _remember(self, event: str, info: Mapping[str, Any]) -> None:
        """Told by the client at each step of a connection; keeps its sockets for `close`."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            line = info["return_value"].get_extra_info("socket")
            with self._lock:
                self._sockets.add(line)
                if self._closed:
                    raise problems.hung_up()


@cache
def _trusted() -> ssl.SSLContext:
    """What the system trusts; reading it takes a third of a second, so once."""
    return httpx2.create_ssl_context()


def _media_type(response: Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _of_line(error: Exception) -> NoConnection:
    if isinstance(error, httpx2.TimeoutException):
        return problems.timed_out()
    if isinstance(error, httpx2.RemoteProtocolError) and "disconnected" in str(error):
        return problems.unreachable()  # hung up without a word: a train ride, or a server that starts anew
    if isinstance(error, httpx2.DecodingError | httpx2.RemoteProtocolError | httpx2.SSEError | httpx2.InvalidURL):
        return problems.garbage()
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return problems.unsafe()
        cause = cause.__cause__ or cause.__context__
    told = problems.unreachable()
    told.nothing_sent = isinstance(error, httpx2.ConnectError)
    return told
