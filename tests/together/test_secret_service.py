"""The system keychain against a real Secret Service: gnome-keyring on a private bus, with a home of its own.

Each step runs in a process of its own, as the program would, and with a time limit: a keychain that waits for a prompt
that nobody can answer fails here.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

pytest.importorskip("jeepney", reason="keyring brings it on Linux only")

from jeepney import MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-daemon and gnome-keyring-daemon, which only Linux has",
)

PASSWORD = b"login password"
SECRET = "00ff10" * 10
PATIENCE = 60.0

WITHOUT_ACTIVATION = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""Or the bus would itself start a second, locked keyring beside the one of the test, when that one has gone."""
PREAMBLE = """
import sys
from ssdesk.keychain import *
keychain = SystemKeychain("ssdesk-test")
def attempt(call):
    try:
        print("answer", call())
    except KeychainError as error:
        print(type(error).__name__, error.code)
"""
LOCK = """
import secretstorage
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
bus.close()
"""
UNLOCK_IN_THE_WINDOW_OF_THE_KEYRING = f"""
import secretstorage
from secretstorage.util import DBusAddressWrapper, format_secret, open_session
bus = secretstorage.dbus_init()
service = DBusAddressWrapper(
    "/org/freedesktop/secrets", "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", bus
)
password = format_secret(open_session(bus), {PASSWORD!r}, "text/plain")
service.call("UnlockWithMasterPassword", "o(oayays)", "/org/freedesktop/secrets/collection/login", password)
bus.close()
"""


class PrivateBus:
    """A session bus on which a person's keyring can be started, locked, unlocked and killed.

    gnome-keyring 42 itself aborts once in some thousands of runs, when a program leaves the bus at a wrong moment. A
    desktop session then starts it again, and so does this: as open or locked as it was, and what was asked is asked
    once more.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        without = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND")
        self.environment = {name: value for name, value in os.environ.items() if name not in without}
        configuration = home / "bus.conf"
        configuration.write_text(WITHOUT_ACTIVATION)
        self.bus = self._start("dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address")
        assert self.bus.stdout is not None
        self.address = self.bus.stdout.readline().decode().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        self.daemon: subprocess.Popen[bytes] | None = None
        self.unlocked = False

    def start_keyring(self, *, unlocked: bool) -> None:
        self.unlocked = unlocked
        how = ("--unlock",) if unlocked else ()
        self.daemon = self._start("gnome-keyring-daemon", "--foreground", "--components=secrets", *how)
        assert self.daemon.stdin is not None
        self.daemon.stdin.write(PASSWORD if unlocked else b"")
        self.daemon.stdin.close()
        self._wait_for_service()

    def lock(self) -> None:
        self.run(LOCK)
        self.unlocked = False

    def unlock(self) -> None:
        self.run(UNLOCK_IN_THE_WINDOW_OF_THE_KEYRING)
        self.unlocked = True

    def run(self, code: str, **more: str) -> str:
        answer = self._attempt(code, more)
        if self.daemon is not None and self._keyring_crashed(self.daemon):
            self._end(self.daemon)
            self.start_keyring(unlocked=self.unlocked)
            answer = self._attempt(code, more)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()

    def _attempt(self, code: str, more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", PREAMBLE + code],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def _keyring_crashed(self, daemon: "subprocess.Popen[bytes]") -> bool:
        if self.bus.poll() is not None or self._keyring_is_there():
            return False
        return daemon.wait(PATIENCE) < 0

    def _keyring_is_there(self) -> bool:
        with closing(open_dbus_connection(self.address)) as connection:
            return bool(Proxy(message_bus, connection).NameHasOwner("org.freedesktop.secrets")[0])

    def stop(self) -> None:
        for process in (self.daemon, self.bus):
            if process is not None:
                self._end(process)

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        process.terminate()
        process.wait(PATIENCE)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _wait_for_service(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._keyring_is_there():
            assert time.monotonic() < deadline, "the keyring did not start"
            time.sleep(0.02)


@pytest.fixture
def bus(home: Path) -> Iterator[PrivateBus]:
    started = PrivateBus(home)
    yield started
    started.stop()


def test_a_secret_outlives_the_program_and_is_not_plain_on_disk(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    bus.run(f'keychain.write("replica", bytes.fromhex("{SECRET}"))')

    assert bus.run('print(keychain.read("replica").hex())') == SECRET
    assert bus.run('print(keychain.read("another"))') == "None"
    assert bus.run('keychain.remove("replica"); keychain.remove("replica"); print(keychain.read("replica"))') == "None"

    bus.run(f'keychain.write("replica", b"plain to see " + bytes.fromhex("{SECRET}"))')
    stored = list((bus.home / ".local" / "share" / "keyrings").rglob("*.keyring"))
    assert stored
    assert all(b"plain to see" not in file.read_bytes() for file in stored)
    assert all(b"cGxhaW4gdG8gc2VlI" not in file.read_bytes() for file in stored)


def test_a_locked_keyring_is_locked_at_once_and_opens_again_with_nothing_lost(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    bus.run(f'keychain.write("replica", bytes.fromhex("{SECRET}"))')
    bus.lock()

    for call in ('read("replica")', 'read("another")', 'write("replica", b"new")', 'remove("replica")'):
        assert bus.run(f"attempt(lambda: keychain.{call})") == "KeychainLocked keychain-locked"

    bus.unlock()
    assert bus.run('print(keychain.read("replica").hex())') == SECRET


def test_only_unlock_asks_the_person_and_gives_up_when_nobody_answers(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    bus.run('keychain.write("replica", b"x")')
    assert bus.run("attempt(keychain.unlock)") == "answer None"
    bus.lock()

    with closing(open_dbus_connection(bus.address)) as prompter:
        Proxy(message_bus, prompter).RequestName("org.gnome.keyring.SystemPrompter")

        def asked() -> int:
            calls = 0
            with suppress(TimeoutError):
                while True:
                    calls += prompter.receive(timeout=0.2).header.message_type is MessageType.method_call
            return calls

        for call in ('read("replica")', 'write("replica", b"new")', 'remove("replica")'):
            assert bus.run(f"attempt(lambda: keychain.{call})") == "KeychainLocked keychain-locked"
        assert asked() == 0

        assert bus.run("attempt(lambda: keychain.unlock(timeout=2))") == "KeychainLocked keychain-locked"
        assert asked() > 0


def test_an_unlock_that_is_dismissed_stays_locked(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    bus.run('keychain.write("replica", b"x")')
    bus.lock()

    assert bus.run("attempt(keychain.unlock)") == "KeychainLocked keychain-locked"


def test_a_computer_whose_keyring_was_never_made_does_not_wait_for_a_prompt(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=False)

    for call in ('read("replica")', 'write("replica", b"new")', "unlock(timeout=5)"):
        assert bus.run(f"attempt(lambda: keychain.{call})") == "KeychainLocked keychain-locked"


def test_a_bus_that_dies_meanwhile_is_told_and_not_taken_for_an_unsafe_computer(bus: PrivateBus) -> None:
    bus.start_keyring(unlocked=True)
    code = f"""
keychain.write("replica", b"x")
import logging, os, signal
logging.getLogger("ssdesk").addHandler(logging.NullHandler())
os.kill({bus.bus.pid}, signal.SIGKILL)
attempt(lambda: keychain.read("replica"))
"""

    assert bus.run(code) == "KeychainError keychain-silent"


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.Keyring"])
def test_an_unsafe_or_absent_backend_someone_configured_is_refused(bus: PrivateBus, backend: str) -> None:
    bus.start_keyring(unlocked=True)

    answer = bus.run('attempt(lambda: keychain.write("replica", b"x"))', PYTHON_KEYRING_BACKEND=backend)

    assert answer == "NoSafeKeychain keychain-unsafe"
