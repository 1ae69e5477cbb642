"""The OpenAPI document tells of every route, and nothing that is not one."""

from __future__ import annotations

import jsonschema
import pytest
from starlette.routing import Route

from ssdesk.server.app import endpoints
from ssdesk.server.http import Endpoint, Gate
from tests.school import WILG, School
from tests.server.conftest import Client, Described


def test_the_document_is_served_and_describes_every_route(client: Client, school: School) -> None:
    document = client.get(f"/{WILG}/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    routes = school.app._dispatch._router.routes
    served = {(method, route.path) for route in routes if isinstance(route, Route) for method in route.methods or ()}
    assert described == served
    assert len(served) == len(routes)


def test_every_operation_says_what_it_is_and_how_it_fails() -> None:
    for endpoint in endpoints():
        assert endpoint.summary, endpoint.path
        assert "{" not in endpoint.path or endpoint.gate is not Gate.OPEN or endpoint.path.startswith("/confirm")


def test_every_schema_is_one(described: Described) -> None:
    schemas = described.document["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert {"Problem", "PullAnswer", "SessionState", "OtherEpoch"} <= schemas.keys()


@pytest.mark.parametrize(
    "endpoint",
    [endpoint for endpoint in endpoints() if endpoint.gate is not Gate.OPEN],
    ids=lambda endpoint: f"{endpoint.method} {endpoint.path}",
)
def test_without_a_session_every_gated_route_says_signed_out(client: Client, endpoint: Endpoint) -> None:
    for headers in ({}, {"authorization": "Bearer"}, {"authorization": "Basic bW9lZGVyOmdlaGVpbQ=="}):
        response = client.request(endpoint.method, f"/{WILG}{endpoint.path}", headers=headers)
        assert response.status_code == 401
        if endpoint.method != "HEAD":
            assert response.json()["code"] == "signed_out"


def test_an_undocumented_answer_would_be_noticed(school: School) -> None:
    described = Described()
    del described.document["paths"]["/v1/openapi.json"]["get"]["responses"]["200"]
    with pytest.raises(AssertionError, match="undocumented: 200"):
        Client(school.app, described).get(f"/{WILG}/v1/openapi.json")
