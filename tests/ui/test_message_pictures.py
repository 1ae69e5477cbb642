"""Pictures in the text of a message: its own, once they are here; never a huge one, never one from elsewhere."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

from ssdesk.ui.inbox.pictures import LARGEST_FILE, WIDEST, decoded
from tests.hostile.stage import picture
from tests.ui.inbox_window import Window, window

__all__ = ["window"]


def written(image: QImage, sort: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, sort)
    return bytes(data.data())


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("sort", ["PNG", "JPEG"])
def test_a_picture_is_decoded_and_a_large_one_made_smaller(sort: str) -> None:
    small, large = decoded(written(picture(40, 30), sort)), decoded(written(picture(4000, 1000), sort))
    assert small is not None
    assert (small.width(), small.height()) == (40, 30)
    assert large is not None
    assert (large.width(), large.height()) == (WIDEST, WIDEST // 4)


@pytest.mark.parametrize(
    "data",
    [
        png_that_says(30_000, 30_000),
        png_that_says(2_000_000_000, 2),
        png_that_says(0, 0),
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd' width='9' height='9'/></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBP",
        b"",
        written(picture(), "PNG") + b"\0" * LARGEST_FILE,
        written(picture(), "BMP"),
    ],
    ids=range(12),
)
@pytest.mark.qt_log_ignore("libpng", "QImageIOHandler", "qt.gui.imageio", "JPEG", "Premature", extend=True)
def test_what_is_no_picture_or_a_huge_one_is_not_decoded(data: bytes) -> None:
    assert decoded(data) is None


def shown(window: Window) -> list[str]:
    forms = [part.charFormat() for part in window.screen.reader.body._fragments()]
    return [form.toImageFormat().name() for form in forms if form.isImageFormat()]


def test_a_picture_is_fetched_when_somebody_asks_and_then_stands_in_the_text(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    file = tmp_path / "zwemdiploma.png"
    file.write_bytes(written(picture(400, 300), "PNG"))
    attachment = window.other("teacher").replica.files.add(file)
    window.receive("Met beeld", "Zie de bijlage.", attachments=[attachment])
    html = f'<p>Dag</p><img src="cid:{attachment.sha256}" alt="Diploma" width="200"><img src="https://x.example/y.png">'
    window.put("x", subject="Foto", body=html, body_type="html", attachments=[attachment])
    window.open()
    window.click_row("Foto")
    reader = window.screen.reader
    assert shown(window) == []
    assert "[Diploma]" in reader.body.toPlainText()
    assert reader.pictures.text().startswith("Show the picture (")
    window.click(reader.pictures)
    window.until(lambda: shown(window) == [f"cid:{attachment.sha256}"])
    assert not reader.pictures.isVisible()
    assert "[Diploma]" not in reader.body.toPlainText()
    window.click_row("Met beeld")
    assert shown(window) == []
    window.click_row("Foto")
    window.until(lambda: shown(window))  # it is here now


def test_a_file_of_another_message_is_never_shown(window: Window, tmp_path: Path) -> None:
    window.add("mother")
    file = tmp_path / "rapport.png"
    file.write_bytes(written(picture(), "PNG"))
    window.open()
    secret = window.replica().files.add(file)
    window.put("x", subject="Foto", body=f'<img src="cid:{secret.sha256}" alt="x">', body_type="html")
    window.sync()
    window.click_row("Foto")
    assert window.screen.reader.body.wanted == frozenset()
    assert not window.screen.reader.pictures.isVisible()
    assert "[x]" in window.screen.reader.body.toPlainText()
