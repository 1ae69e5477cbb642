"""The program as a process of its own: what its first picture needs, a second start, and an end that nothing delays."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

LIMIT_S = 60
HEAVY = ("sqlalchemy", "sqlcipher3", "httpx2", "keyring", "reportlab", "argon2", "cryptography", "nh3", "pypdfium2")
FIRST_PICTURE = f"""
import sys
from PySide6.QtCore import QEvent, QObject
from ssdesk import app
class Look(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("heavy:", *[name for name in {HEAVY!r} if name in sys.modules])
            print("ours:", *sorted(name for name in sys.modules if name.startswith("ssdesk.")))
            watched.removeEventFilter(self)
            watched.painted.connect(watched.close)
        return False
look = Look()
class Watched(app.Desktop):
    def start(self):
        self.window.installEventFilter(look)
        super().start()
app.Desktop = Watched
sys.exit(app.run())
"""
MINIMISED = """
import sys
from ssdesk import app
class Minimised(app.Desktop):
    def __init__(self, *words):
        super().__init__(*words)
        raise_ = self.window.bring_to_front
        def bring_to_front():
            raise_()
            print("raised, minimised:", self.window.isMinimized(), flush=True)
            sys.stdin.readline()
            self.window.close()
        self.window.bring_to_front = bring_to_front
    def _begin(self):
        super()._begin()
        self.window.showMinimized()
        print("shown", flush=True)
app.Desktop = Minimised
sys.exit(app.run())
"""
ASKING = """
import sys
from PySide6.QtCore import QTimer
from ssdesk import app
class Asking(app.Desktop):
    def _begin(self):
        super()._begin()
        page = self.entrance.wizard.page
        page.address.set_text(sys.argv[1])
        page.submit()
        print("asking", flush=True)
    def stop(self):
        super().stop()
        print("stopped", flush=True)
app.Desktop = Asking
desktop = None
def close_when_told():
    sys.stdin.readline()
    closer.pressed.emit()
from PySide6.QtCore import QObject, Signal
class Closer(QObject):
    pressed = Signal()
closer = Closer()
import threading
class Told(Asking):
    def __init__(self, *words):
        super().__init__(*words)
        closer.pressed.connect(self.window.close)
        threading.Thread(target=close_when_told, daemon=True).start()
app.Desktop = Told
sys.exit(app.run())
"""


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """Its home folder is the test's own."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def mute() -> Iterator[str]:
    """Something on this computer that takes a connection and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        kept: list[socket.socket] = []

        def take() -> None:
            try:
                while True:
                    kept.append(server.accept()[0])
            except OSError:
                return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/school"
        server.shutdown(socket.SHUT_RDWR)
        for connection in kept:
            connection.close()


def test_first_picture_needs_neither_database_nor_network_nor_keyring(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    heavy, ours = done.stdout.splitlines()
    assert heavy == "heavy:"
    assert "ssdesk.ui.main_window" in ours
    for floor in ("ssdesk.replica", "ssdesk.sync", "ssdesk.household", "ssdesk.ui.wizard", "ssdesk.ui.inbox"):
        assert floor not in ours


def test_second_start_raises_the_first_window_and_leaves_what_it_has_open(
    environment: dict[str, str], home: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MINIMISED], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline().strip() == "shown"
        letter = home / ".cache/ssdesk/default/opened/brief.pdf"
        letter.write_bytes(b"%PDF")
        second = subprocess.run([sys.executable, "-m", "ssdesk"], env=environment, timeout=LIMIT_S, check=False)
        assert second.returncode == 0
        assert first.stdout.readline().strip() == "raised, minimised: False"
        assert letter.exists()
        first.stdin.close()
        assert first.wait(LIMIT_S) == 0
    assert not letter.exists()


def test_program_ends_while_a_school_that_never_answers_is_asked(environment: dict[str, str], mute: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ASKING, mute],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline().strip() == "asking"
        program.stdin.write("close\n")
        program.stdin.flush()
        assert program.stdout.readline().strip() == "stopped"
        assert program.wait(LIMIT_S) == 0
