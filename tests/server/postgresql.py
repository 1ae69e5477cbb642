"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached by a Unix socket only; and the
fixtures that have a test over it instead of over SQLite."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.school import School
from tests.server.conftest import Client, Described

_numbers = count(1)


def binaries() -> Path:
    """Where Debian, or the path, has them. Skips the test where there is no PostgreSQL."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places:
        pytest.skip("PostgreSQL is not installed")
    return places[-1]


@contextmanager
def cluster() -> Iterator[str]:
    """The folder of its socket. PostgreSQL refuses to run as root, so root runs it as the user that Debian made."""
    programs = binaries()
    folder = tempfile.mkdtemp(prefix="pg-")
    as_user: list[str] = []
    if os.geteuid() == 0:
        with suppress(KeyError):
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *words: str) -> None:
        command = [*as_user, str(programs / program), *words]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    data = f"{folder}/data"
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    try:
        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(socket: str) -> str:
    """An empty database's address."""
    name = f"school{next(_numbers)}"
    with psycopg.connect(f"host={socket} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgresql+psycopg://postgres@/{name}?host={socket}"


@pytest.fixture(scope="module")
def socket() -> Iterator[str]:
    with cluster() as folder:
        yield folder


@pytest.fixture
def school(socket: str, tmp_path: Path) -> Iterator[School]:
    with School.open(tmp_path / "server", url=new_database(socket)) as opened:
        assert not opened.db.sqlite
        yield opened


@pytest.fixture
def client(school: School, described: Described) -> Client:
    return Client(school.app, described)
