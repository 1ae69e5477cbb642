"""A desktop's uploads in tests: tus, with the metadata of one file."""

from __future__ import annotations

import base64
import hashlib

import httpx2

from tests.server.conftest import Client

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
CONTENT = {"content-type": "application/offset+octet-stream", "tus-resumable": "1.0.0"}


def begin(client: Client, account: str, name: str, length: int) -> httpx2.Response:
    headers = {
        "tus-resumable": "1.0.0",
        "upload-length": str(length),
        "upload-metadata": f"filename {base64.b64encode(name.encode()).decode()}",
    }
    return client.ask(account, "POST", "/v1/uploads", headers=headers)


def path_of(response: httpx2.Response) -> str:
    """Below the school's address."""
    assert response.status_code == 201, response.text
    location: str = response.headers["location"]
    return location[location.index("/v1/") :]


def more(client: Client, account: str, path: str, offset: int, content: bytes) -> httpx2.Response:
    headers = {**CONTENT, "upload-offset": str(offset)}
    return client.ask(account, "PATCH", path, headers=headers, content=content)


def upload(client: Client, account: str, name: str, content: bytes) -> str:
    """The whole file at once; its hash."""
    path = path_of(begin(client, account, name, len(content)))
    assert more(client, account, path, 0, content).status_code == 204
    return hashlib.sha256(content).hexdigest()
