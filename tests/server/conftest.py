"""The school's server in this process, and a client that lets no answer pass which is not in the OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from starlette.testclient import TestClient

from ssdesk.server import openapi
from ssdesk.server.app import App, endpoints
from tests.school import WILG, School


class Described:
    """The OpenAPI document as a judge of answers."""

    def __init__(self) -> None:
        self.document = openapi.document(endpoints())
        self._registry: Registry[Any] = Registry().with_resource(
            "urn:doc", Resource.from_contents(self.document, DRAFT202012)
        )
        self._paths = [(re.compile(re.sub(r"{\w+}", r"[^/]+", path) + "$"), path) for path in self.document["paths"]]

    def check(self, response: httpx2.Response) -> None:
        """AssertionError: a route, status or media type that is not described, or a body that does not fit."""
        request = response.request
        below = re.sub(r"^/(wilg|toren)(?=/)", "", request.url.path)
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
            schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_absolute(content[media]["schema"])}
            Draft202012Validator(schema, registry=self._registry).validate(response.json())


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


@pytest.fixture
def client(school: School, described: Described) -> Client:
    return Client(school.app, described)
