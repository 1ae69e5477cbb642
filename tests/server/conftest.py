"""The school's server in this process, and a client that lets no answer pass which is not in the OpenAPI document."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import httpx2
import pytest
from anyio.from_thread import start_blocking_portal
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from starlette.testclient import TestClient

from ssdesk.server import openapi
from ssdesk.server.app import App, endpoints
from ssdesk.server.serving import serve
from tests.school import WILG, School

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Described:
    """The OpenAPI document as a judge of answers."""

    def __init__(self) -> None:
        self.document = openapi.document(endpoints())
        self._registry: Registry[Any] = Registry().with_resource(
            "urn:doc", Resource.from_contents(self.document, DRAFT202012)
        )
        self._judges: dict[tuple[str, str, str], Draft202012Validator] = {}
        self._paths = [(re.compile(re.sub(r"{\w+}", r"[^/]+", path) + "$"), path) for path in self.document["paths"]]

    def check(self, response: httpx2.Response) -> None:
        """AssertionError: a route, status or media type that is not described, or a body that does not fit."""
        request = response.request
        below = re.sub(r"^/(wilg|toren|dewilg|atheneum-zuid)(?=/)", "", request.url.path)
        path = next((path for pattern, path in self._paths if pattern.match(below)), None)
        if path is None or request.method.lower() not in self.document["paths"][path]:
            assert response.status_code in (404, 405), f"undocumented: {request.method} {below}"
            return
        described = self.document["paths"][path][request.method.lower()]["responses"]
        assert str(response.status_code) in described, (
            f"undocumented: {response.status_code} of {request.method} {path}"
        )
        content = described[str(response.status_code)].get("content", {})
        if request.method == "HEAD" or not response.content:
            return
        media = response.headers["content-type"].partition(";")[0]
        assert media in content or "*/*" in content, f"undocumented: {media} of {request.method} {path}"
        if media == "application/json" and "schema" in content[media]:
            key = (path, request.method, str(response.status_code))
            if key not in self._judges:
                schema = {"$schema": DIALECT, **_absolute(content[media]["schema"])}
                self._judges[key] = Draft202012Validator(schema, registry=self._registry)
            self._judges[key].validate(response.json())


def _absolute(schema: Any) -> Any:
    """With references into the document, wherever the schema is used."""
    if isinstance(schema, dict):
        return {
            key: f"urn:doc{value}" if key == "$ref" and value.startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(part) for part in schema] if isinstance(schema, list) else schema


class Client(TestClient):
    """Asks as one account (`as_`), and holds every answer against the document."""

    described: Described

    def __init__(self, app: App, described: Described) -> None:
        super().__init__(app, raise_server_exceptions=True)
        self.described = described

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        response = super().send(request, **options)
        if not options.get("stream"):
            self.described.check(response)
        return response

    def ask(self, name: str, method: str, path: str, **options: Any) -> httpx2.Response:
        """As this account, at its school."""
        headers = {
            "authorization": f"Bearer {School.token(name)}",
            "ssdesk-protocol": "1",
            **options.pop("headers", {}),
        }
        return self.request(method, f"/{School.of(name)}{path}", headers=headers, **options)

    def pull(self, name: str, have: dict[str, list[int]] | None = None, **more: Any) -> dict[str, Any]:
        """One answer; without cursors everything."""
        epoch = self.get(f"/{WILG}/.well-known/ssdesk").json()["epoch"]
        response = self.ask(name, "POST", "/v1/pull", json={"epoch": epoch, "have": have or {}, **more})
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def objects(self, name: str, kind: str) -> dict[str, dict[str, Any]]:
        """All that the account sees of a kind, by id."""
        rows = [row for page in self.pull(name)["scopes"] for row in page.get("rows", [])]
        return {row[1]: row[4] for row in rows if row[0] == kind}

    def command(self, name: str, id_: str, type_: str, args: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The result of one command."""
        batch = {"commands": [{"id": id_, "type": type_, "args": args, **more}]}
        response = self.ask(name, "POST", "/v1/commands", json=batch)
        assert response.status_code == 200, response.text
        result: dict[str, Any] = response.json()["results"][0]
        return result


@pytest.fixture(scope="session")
def described() -> Described:
    return Described()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with School.open(tmp_path / "server") as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _one_event_loop() -> Iterator[None]:
    """For the requests of all clients: without it each request begins a thread and a loop of its own."""
    with start_blocking_portal() as Client.portal:
        yield
    Client.portal = None


@pytest.fixture
def client(school: School, described: Described) -> Client:
    return Client(school.app, described)


class Served:
    """The same application behind granian on a real port, on a thread of its own."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self.address = ""
        self._thread = threading.Thread(target=self._run, name="granian")

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(serve(self._app, "127.0.0.1", 0, self._stop, self._told))
        self._loop.close()

    def _told(self, address: str) -> None:
        self.address = address
        self._ready.set()


@pytest.fixture
def served(school: School) -> Iterator[Served]:
    with Served(school.app) as running:
        yield running


@pytest.fixture
def tick() -> Callable[[School], None]:
    """Runs the scheduler's jobs that are due by the school's clock."""
    return lambda school: asyncio.run(school.app.scheduler.tick())
