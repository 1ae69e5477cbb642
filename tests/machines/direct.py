"""Requests straight into the ASGI application, on this thread: thousands of schedules must not wait for sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2

from ssdesk.server.app import App


class Direct(httpx2.BaseTransport):
    """Whole answers only, no streams. `app` is asked at each request, so that the server behind can be another one."""

    def __init__(self, app: Callable[[], App], loop: asyncio.AbstractEventLoop) -> None:
        self._app, self._loop = app, loop

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.url.scheme,
            "path": request.url.path,
            "raw_path": request.url.raw_path,
            "query_string": request.url.query,
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in request.headers.multi_items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        sent: list[dict[str, Any]] = []
        body = request.read()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: Any) -> None:
            sent.append(message)

        self._loop.run_until_complete(self._app()(scope, receive, send))
        content = b"".join(message.get("body", b"") for message in sent[1:])
        return httpx2.Response(sent[0]["status"], headers=sent[0]["headers"], content=content)
