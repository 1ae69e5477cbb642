"""The OpenAPI 3.1 document, made from the list of endpoints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.responses import Response

import ssdesk
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.session import SessionState
from ssdesk.server.http import Call, Endpoint, Gate

JSON = "application/json"
_REF = "#/components/schemas/{name}"


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """All paths below a school's address."""
    structs = {type_ for endpoint in endpoints for type_ in _structs(endpoint)}
    ordered = sorted(structs, key=lambda type_: type_.__name__)
    schemas, components = msgspec.json.schema_components(ordered, ref_template=_REF)
    named = dict(zip(ordered, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "ssdesk school server", "version": ssdesk.__version__},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


def failures(endpoint: Endpoint) -> dict[int, tuple[type[msgspec.Struct], ...]]:
    """Every status that is not 2xx, with what its body may be."""
    found: dict[int, tuple[type[msgspec.Struct], ...]] = {404: (Problem,), 426: (Problem,), 500: (Problem,)}
    if endpoint.takes is not None:
        found |= {400: (Problem,), 413: (Problem,)}
    if endpoint.gate is not Gate.OPEN:
        found[401] = (Problem,)
    if endpoint.gate in (Gate.ACTIVE, Gate.OFFICE):
        found[403] = (SessionState, Problem)
    for status, type_ in endpoint.fails.items():
        found[status] = (*(known for known in found.get(status, ()) if known is not type_), type_)
    return found


def _structs(endpoint: Endpoint) -> Iterable[type[msgspec.Struct]]:
    yield from (type_ for type_ in (endpoint.takes, endpoint.answers) if type_ is not None)
    for types in failures(endpoint).values():
        yield from types


def _operation(endpoint: Endpoint, named: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": endpoint.summary, "responses": {}}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)(?::\w+)?}", endpoint.path)
    ]
    if parameters:
        operation["parameters"] = parameters
    if endpoint.takes is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": named[endpoint.takes]}}}
    if endpoint.gate is not Gate.OPEN:
        operation["security"] = [{"session": []}]
    responses = operation["responses"]
    for status in (endpoint.status, *endpoint.also):
        responses[str(status)] = {"description": HTTPStatus(status).phrase, **_content(endpoint, named)}
    for status, types in sorted(failures(endpoint).items()):
        schemas = [named[type_] for type_ in types]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        responses[str(status)] = {"description": HTTPStatus(status).phrase, "content": {JSON: {"schema": schema}}}
    return operation


def _content(endpoint: Endpoint, named: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    if endpoint.answers is not None:
        return {"content": {JSON: {"schema": named[endpoint.answers]}}}
    return {"content": {endpoint.media: {}}} if endpoint.media else {}


def endpoint(endpoints: Sequence[Endpoint]) -> Endpoint:
    """The endpoint that tells of all the others, and of itself."""

    async def describe(_call: Call) -> Response:
        return Response(msgspec.json.encode(document([*endpoints, own])), media_type=JSON)

    own = Endpoint("GET", "/v1/openapi.json", describe, gate=Gate.OPEN, summary="This document")
    return own
