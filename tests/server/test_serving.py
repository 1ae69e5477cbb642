"""The real server process: made, filled, started, stopped, killed, and restored from a backup by hand."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx2
import pytest

from ssdesk.__main__ import main
from ssdesk.protocol.ids import new_id
from ssdesk.server import accounts
from ssdesk.server.app import App
from ssdesk.server.epoch import Identity
from tests.school import TOREN, WILG, School, id_of, put
from tests.sizes import size

SETTINGS = """
name = "Basisschool De Wilg"
short_name = "De Wilg"
[help]
name = "Secretariaat"
phone = "09 123 45 67"
[agreement]
version = "1"
title = "Gebruikersovereenkomst"
sections = [{ title = "Afspraken", text = "Wees beleefd." }]
"""


def ssdesk(*words: str | Path) -> int:
    """The command line in this process, which starts much faster."""
    umask = os.umask(0o022)
    try:
        return main([str(word) for word in words])
    finally:
        os.umask(umask)


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address."""
    words = [sys.executable, "-m", "ssdesk", "server", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "http://" in line
        yield process, line[line.index("http://") :].strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the small schools, not being served."""
    with School.open(tmp_path / "server"):
        pass
    return tmp_path / "server"


def test_a_server_is_made_filled_and_started_with_three_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, settings = tmp_path / "new", tmp_path / "wilg.toml"
    settings.write_text(SETTINGS, "utf-8")
    assert ssdesk("server", "init", home) == 0
    assert {path.stat().st_mode & 0o077 for path in home.iterdir()} == {0}
    assert ssdesk("server", "init", home) == 1
    assert "already" in capsys.readouterr().err
    assert ssdesk("server", "add-school", home, "wilg", settings) == 0
    with running(home) as (process, address):
        told = httpx2.get(f"{address}/wilg/.well-known/ssdesk").json()
        assert (told["name"], told["help"]["phone"]) == ("Basisschool De Wilg", "09 123 45 67")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_a_folder_without_a_server_and_a_taken_port_are_said(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ssdesk("server", "serve", tmp_path / "nothing") == 1
    assert "no server" in capsys.readouterr().err
    with running(folder) as (_, address):
        assert ssdesk("server", "serve", folder, "--port", address.rpartition(":")[2]) == 1
        assert "--port" in capsys.readouterr().err


def test_a_listening_desktop_does_not_keep_the_server_from_stopping(folder: Path) -> None:
    headers = {"authorization": f"Bearer {School.token('mother')}"}
    with (
        running(folder) as (process, address),
        httpx2.stream("GET", f"{address}/{WILG}/v1/events", headers=headers, timeout=30) as response,
    ):
        next(response.iter_lines())
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_what_was_answered_survives_a_kill_and_is_not_done_twice(folder: Path) -> None:
    """Real kill -9 in the middle of a stream of commands, each sent again after the restart."""
    sent: list[tuple[str, str]] = []  # (id, status of the first answer or "")
    headers = {"authorization": f"Bearer {School.token('mother')}"}
    for round_ in range(size(3, 40)):
        with running(folder) as (process, address), httpx2.Client(headers=headers) as client:
            until = time.monotonic() + 0.15 * (1 + round_ % 4)
            while True:
                id_ = new_id()
                try:
                    answer = client.post(f"{address}/{WILG}/v1/commands", json=batch(id_))
                    sent.append((id_, answer.json()["results"][0]["status"]))
                except httpx2.HTTPError:
                    sent.append((id_, ""))
                    break
                if time.monotonic() > until:
                    process.kill()
    with running(folder) as (_, address), httpx2.Client(headers=headers) as client:
        for id_, _ in sent:
            again = client.post(f"{address}/{WILG}/v1/commands", json=batch(id_))
            assert again.json()["results"][0]["status"] == "ok"
    with closing(sqlite3.connect(folder / "school.db")) as database:
        copies = database.execute("SELECT body FROM copy JOIN message ON message.id = copy.message").fetchall()
    assert sorted(body for (body,) in copies) == sorted(f"Brief {id_}" for id_, _ in sent)


def batch(id_: str) -> dict[str, object]:
    args = {"to": [id_of("teacher")], "subject": "Brief", "body": f"Brief {id_}"}
    return {"commands": [{"id": id_, "type": "send_message", "args": args}]}


# ---- The epoch -------------------------------------------------------------------------------------------------------
def epoch_of(folder: Path) -> str:
    app = App.open(folder)
    try:
        return app.parts.identity.epoch
    finally:
        app.close()


def test_a_restart_goes_on_in_the_same_epoch(folder: Path) -> None:
    assert epoch_of(folder) == epoch_of(folder)


def test_a_database_restored_by_hand_begins_a_new_epoch(
    tmp_path: Path, folder: Path, expect_log: Callable[..., None]
) -> None:
    first = epoch_of(folder)
    shutil.copy(folder / "school.db", tmp_path / "backup.db")
    app = App.open(folder)
    school = School(folder, app, None)  # type: ignore[arg-type]
    put(school, TOREN, id_of("some object"), ["g:all"])
    app.close()
    assert epoch_of(folder) == first
    shutil.copy(tmp_path / "backup.db", folder / "school.db")
    expect_log("a new epoch begins")
    second = epoch_of(folder)
    assert second != first
    assert epoch_of(folder) == second


def test_a_restore_lets_nobody_in_who_was_shut_out(tmp_path: Path, folder: Path) -> None:
    shutil.copy(folder / "school.db", tmp_path / "backup.db")
    app = App.open(folder)
    app.parts.db.run_now(accounts.close, WILG, id_of("mother"), app.parts.clock())
    app.parts.db.run_now(accounts.shut_devices, WILG, id_of("office"), app.parts.clock())
    asyncio.run(app.scheduler.tick())
    app.close()
    shutil.copy(tmp_path / "backup.db", folder / "school.db")
    with running(folder) as (_, address):
        answers = {name: pull(address, name) for name in ("mother", "office", "teacher")}
    assert {name: answer["code"] for name, answer in answers.items() if "code" in answer} == {
        "mother": "gone",
        "office": "signed_out",
    }
    assert answers["teacher"]["asked"] == "x"


def pull(address: str, name: str) -> dict[str, str]:
    headers = {"authorization": f"Bearer {School.token(name)}"}
    told: dict[str, str] = httpx2.post(f"{address}/{WILG}/v1/pull", json={"epoch": "x"}, headers=headers).json()
    return told


def test_a_new_epoch_can_be_asked_for(folder: Path) -> None:
    first = epoch_of(folder)
    assert ssdesk("server", "new-epoch", folder) == 0
    assert epoch_of(folder) != first


def test_the_key_stays_and_is_never_overwritten(tmp_path: Path) -> None:
    key = Identity.create(tmp_path).key
    with pytest.raises(FileExistsError):
        Identity.create(tmp_path)
    assert Identity.load(tmp_path).key == key
    assert len(key) == 32


@pytest.mark.parametrize("content", [b"", b"{", b"[]"])
def test_a_damaged_high_water_mark_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    Identity.create(tmp_path)
    (tmp_path / "high-water").write_bytes(content)
    assert Identity.load(tmp_path).continues({})
