"""Files of messages: fetched when asked for, with how far they are; stopped, tried again, kept and saved."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog

from ssdesk.errors import NoConnection
from ssdesk.protocol.files import Attachment
from ssdesk.ui.attachments import FileTile, _amount
from tests.together.track import Fault, lost_request
from tests.ui.inbox_window import Window, window

__all__ = ["window"]
SMALL = b"%PDF-1.7\n" + bytes(range(256)) * 94  # 24 kB
LARGE = b"%PDF-1.7\n" + os.urandom(2_499_991)


@pytest.fixture
def reading(window: Window, tmp_path: Path) -> Window:
    """A message with a small and a large file is open."""
    window.add("mother")
    for name, content in (("agenda.pdf", SMALL), ("plan.pdf", LARGE)):
        (tmp_path / name).write_bytes(content)
    store = window.other("teacher").replica.files
    files = [store.add(tmp_path / name) for name in ("agenda.pdf", "plan.pdf")]
    window.receive("Oudercontact", attachments=files)
    window.open()
    window.click_row("Oudercontact")
    return window


def tile(window: Window, number: int = 0) -> FileTile:
    return list(window.screen.reader.tiles.values())[number]


def state(window: Window, number: int = 0) -> str:
    return tile(window, number).tile._state


class Gate:
    """Lets parts of a file through one by one."""

    def __init__(self, window: Window, sha256: str, parts: int, then: Fault | None = None) -> None:
        self._step, self._then = threading.Semaphore(0), then
        window.track.fail(f"/v1/blobs/{sha256}", *[self._wait] * parts)

    def _wait(self, way: httpx2.BaseTransport, request: httpx2.Request) -> httpx2.Response:
        assert self._step.acquire(timeout=20)
        return self._then(way, request) if self._then else way.handle_request(request)

    def let_through(self, parts: int = 1) -> None:
        self._step.release(parts)


def opened_folder(window: Window) -> Path:
    return window.family.paths.opened


def copies(window: Window) -> Iterator[Path]:
    return (path for path in opened_folder(window).rglob("*") if path.is_file())


def test_pressed_file_is_fetched_opened_from_the_private_folder_and_kept(reading: Window) -> None:
    assert state(reading) == "24 kB"
    reading.click(tile(reading).tile)
    reading.until(lambda: reading.shown_files)
    (shown,) = reading.shown_files
    assert shown.read_bytes() == SMALL
    assert shown.is_relative_to(opened_folder(reading))
    assert state(reading) == "24 kB, kept on this computer"
    asked = reading.track.count(tile(reading).attachment.sha256)
    reading.click(tile(reading).tile)
    reading.until(lambda: len(reading.shown_files) == 2)
    assert reading.track.count(tile(reading).attachment.sha256) == asked
    reading.screen.reader.show_message(None)
    reading.screen.right.reading_side.reading.read()
    assert state(reading) == "24 kB, kept on this computer"


def test_while_it_is_fetched_the_tile_says_how_much_is_here(reading: Window) -> None:
    gate = Gate(reading, tile(reading, 1).attachment.sha256, 3)
    reading.click(tile(reading, 1).tile)
    reading.until(lambda: state(reading, 1) == "0,0 of 2,5 MB")
    gate.let_through()
    reading.until(lambda: state(reading, 1) == "1,0 of 2,5 MB")
    assert tile(reading, 1).more.accessibleName() == "Stop fetching plan.pdf"
    assert "1,0 of 2,5 MB" in tile(reading, 1).tile.accessibleName()
    gate.let_through(2)
    reading.until(lambda: reading.shown_files)
    assert reading.shown_files[0].read_bytes() == LARGE


def test_stopped_it_goes_on_later_where_it_was(reading: Window) -> None:
    sha256 = tile(reading, 1).attachment.sha256
    gate = Gate(reading, sha256, 2)
    reading.click(tile(reading, 1).tile)
    gate.let_through()
    reading.until(lambda: state(reading, 1) == "1,0 of 2,5 MB")
    reading.click(tile(reading, 1).more)
    gate.let_through()
    reading.until(lambda: state(reading, 1) == "2,5 MB")
    assert reading.shown_files == []
    assert reading.replica().files.have(sha256) > 0
    before = reading.track.count(sha256)
    reading.click(tile(reading, 1).tile)
    reading.until(lambda: reading.shown_files)
    assert reading.shown_files[0].read_bytes() == LARGE
    assert reading.track.count(sha256) - before < 3


def test_failed_it_says_why_and_is_tried_again_when_pressed_again(reading: Window) -> None:
    reading.track.cut = True
    reading.click(tile(reading).tile)
    reading.until(lambda: state(reading).startswith("Not fetched: "))
    assert state(reading) == "Not fetched: The school's server cannot be reached"
    assert tile(reading).tile.accessibleDescription()
    assert reading.troubles == []
    reading.track.cut = False
    reading.click(tile(reading).tile)
    reading.until(lambda: reading.shown_files)
    assert state(reading) == "24 kB, kept on this computer"


def test_failure_that_no_tile_shows_any_more_is_said_by_the_window(reading: Window) -> None:
    reading.receive("Ander bericht")
    reading.sync()
    gate = Gate(reading, tile(reading).attachment.sha256, 1, lost_request)
    reading.click(tile(reading).tile)
    reading.click_row("Ander bericht")
    gate.let_through()
    reading.until(lambda: reading.troubles)
    assert isinstance(reading.troubles[0], NoConnection)
    reading.click_row("Oudercontact")
    assert state(reading).startswith("Not fetched: ")


def test_saved_where_the_person_wants_it_and_a_failed_copy_leaves_nothing(reading: Window, tmp_path: Path) -> None:
    target = tmp_path / "bewaard" / "agenda.pdf"
    target.parent.mkdir()
    reading.click(tile(reading).more)
    dialog = reading.root.findChild(QFileDialog)
    assert dialog is not None
    assert [Path(name).name for name in dialog.selectedFiles()] == ["agenda.pdf"]
    dialog.fileSelected.emit(str(target))
    dialog.close()
    reading.until(target.exists)
    assert target.read_bytes() == SMALL
    reading.opener.save(reading.accounts[0], tile(reading).attachment, tmp_path / "weg" / "agenda.pdf")
    reading.until(lambda: reading.troubles)
    assert reading.troubles[0].code == "not-saved"
    assert sorted(path.name for path in target.parent.iterdir()) == ["agenda.pdf"]


def test_name_that_turns_its_direction_is_shown_and_kept_as_what_it_is(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    window.open()
    (tmp_path / "x.pdf").write_bytes(SMALL)
    file = window.replica().files.add(tmp_path / "x.pdf")
    evil = Attachment(file.sha256, "rekening\u202efdp.\u200bexe\u2066.pdf", file.type, file.size)
    window.put("x", subject="Rekening", attachments=[evil])
    window.sync()
    window.click_row("Rekening")
    assert tile(window).tile.name() == "rekeningfdp.exe.pdf"
    assert tile(window).more.accessibleName() == "Save rekeningfdp.exe.pdf as…"
    window.click(tile(window).tile)
    window.until(lambda: window.shown_files)
    assert all(char.isprintable() for char in window.shown_files[0].name)


def test_both_buttons_of_a_file_are_reached_with_the_keyboard(reading: Window) -> None:
    tile(reading).tile.setFocus(Qt.FocusReason.TabFocusReason)
    reading.press(Qt.Key.Key_Space)
    reading.until(lambda: reading.shown_files)
    reading.press(Qt.Key.Key_Tab)
    assert reading.focus is tile(reading).more
    assert tile(reading).more.accessibleName() == "Save agenda.pdf as…"


def test_program_that_opens_nothing_is_told(reading: Window) -> None:
    def refuse(url: QUrl) -> bool:
        return False

    reading.opener._show = refuse
    reading.click(tile(reading).tile)
    reading.until(lambda: reading.troubles)
    assert reading.troubles[0].code == "no-program"
    assert list(copies(reading))


def test_amounts_are_said_in_the_unit_of_the_whole() -> None:
    assert _amount(31_400, 84_000) == "31"
    assert _amount(1_500_000, 31_000_000) == "1,5"
    assert _amount(12, 800) == "12"
    assert _amount(0, 2_000_000_000) == "0,0"
