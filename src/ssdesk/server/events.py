"""`GET /v1/events`: server-sent events that say that there is something new, up to which seq. Never what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import msgspec
from starlette.responses import Response, StreamingResponse

from ssdesk.protocol.pull import Poke
from ssdesk.server.http import Call, Endpoint
from ssdesk.server.hub import Hub, Listener

HEARTBEAT_S: Final = 20.0
RETRY_MS: Final = 5000


async def listen(call: Call) -> Response:
    """A poke at once, which says where things stand, and one after every change that the account may see. Ends with the
    session."""
    listener = await call.parts.hub.listen(call.school.id, call.account, call.signed_in.device)
    return StreamingResponse(
        _stream(call.parts.hub, listener),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _stream(hub: Hub, listener: Listener) -> AsyncIterator[bytes]:
    try:
        yield b"retry: %d\n\n" % RETRY_MS
        while not listener.ended:
            if not await listener.news(HEARTBEAT_S):
                yield b": still here\n\n"
            elif not listener.ended:
                yield b"event: poke\ndata: " + msgspec.json.encode(Poke(listener.seq)) + b"\n\n"
    finally:
        hub.leave(listener)


ENDPOINTS = [
    Endpoint("GET", "/v1/events", listen, media="text/event-stream", summary="Tells that there is something new"),
]
