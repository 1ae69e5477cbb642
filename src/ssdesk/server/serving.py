"""The application behind granian, in this process and on this event loop: one worker, no access log."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from ssdesk.errors import SsdeskError
from ssdesk.server.app import App

LISTENERS: Final = 20_000  # requests at once: every desktop holds one open for pokes
READY_S: Final = 30.0
_GRACE_S: Final = 10  # for requests that are running at the end


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM files. Without them a proxy in front speaks TLS, or the address is this computer's own."""

    chain: Path
    key: Path


async def serve(
    app: App,
    host: str,
    port: int,
    stop: asyncio.Event,
    ready: Callable[[str], None],
    certificate: Certificate | None = None,
) -> None:
    """Until `stop`, then finishes what is running. `port` 0: any free one. `ready` is told the address once it answers.

    SsdeskError: the port is taken.
    """
    port = _free_port(host, port)
    server = Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=2048,
        backpressure=LISTENERS,
        log_level=LogLevels.error,
        ssl_cert=certificate.chain if certificate else None,
        ssl_key=certificate.key if certificate else None,
    )
    server.workers_kill_timeout = _GRACE_S
    running = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    try:
        await _answers(host, port, running)
        gc.collect()
        gc.freeze()  # what is there now stays: not looked at again for every large message
        ready(f"{'https' if certificate else 'http'}://{_in_address(host)}:{port}")
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        app.parts.hub.close()  # open streams would keep the server waiting
        server.stop()
        await running


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Looked at first, because granian shares a taken one silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SsdeskError(
                "The server cannot listen at {host}, port {port}.",
                "Another program may be using it: choose another port with --port.",
                code="port_taken",
                host=host,
                port=port,
            ) from error
        return int(probe.getsockname()[1])


async def _answers(host: str, port: int, running: asyncio.Task[None]) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + READY_S
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    while not running.done():
        with suppress(OSError):
            _, writer = await asyncio.open_connection(target, port)
            writer.close()
            await writer.wait_closed()
            return
        if loop.time() > until:
            raise SsdeskError("The server did not start.", "Its log may say why.", code="no_start")
        await asyncio.sleep(0.02)
    await running


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
