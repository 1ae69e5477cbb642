"""The limit of a server: an ASGI application that says hello. Run as a program; prints its address."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

from granian.constants import Interfaces
from granian.server.embed import Server


async def hello(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"hello"})


async def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    print(f"hello at 127.0.0.1:{port}", flush=True)
    server = Server(
        hello, address="127.0.0.1", port=port, interface=Interfaces.ASGINL, websockets=False, log_enabled=False
    )
    await server.serve()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
