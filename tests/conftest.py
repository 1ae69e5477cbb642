"""What holds for every test: no picture on a real screen, no touch of the real home, no unexpected word in the log."""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy.dialects import registry

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
registry.register("sqlite", "tests.alike", "Alike")
hypothesis.settings.register_profile("ssdesk", deadline=None)  # no test says how fast a machine must be
hypothesis.settings.load_profile("ssdesk")

HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}


LONG_ONES = (  # half a minute and more each
    *("tests/tour/", "tests/machines/", "tests/kill/"),
    "tests/permissions/test_no_leaks.py::test_every_account_tries_every_object",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with one at the end; the others as they were shuffled."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG_ONES))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What failed is said at once: a long run goes on for an hour."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\nFAILED {report.nodeid}", flush=True)


def pytest_collection_finish() -> None:
    """What is there now stays: no collection of garbage looks at it again, which were a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where there are windows, garbage is collected on the main thread only: see ssdesk.ui.collector."""
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.disable()
        if gc.get_count()[0] > 50_000:
            gc.collect()
    elif not gc.isenabled():
        gc.collect()
        gc.enable()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder of this test alone, with no session bus and so no keyring of the person who runs it.

    Its path is short, because a Unix socket (single start, private bus) has room for 107 characters only.
    """
    with tempfile.TemporaryDirectory(prefix="sd-", ignore_cleanup_errors=True) as folder:
        for name, below in HOME_FOLDERS.items():
            place = Path(folder, below)
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            monkeypatch.setenv(name, str(place))
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        if sys.platform != "linux":
            monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield Path(folder)


class _Warnings(logging.Handler):
    """Keeps what the program logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def _log_guard() -> Iterator[dict[str, bool]]:
    expected = {"A request still hangs": False}  # one that runs in this process cannot be hung up on
    seen = _Warnings()
    logger = logging.getLogger("ssdesk")
    logger.addHandler(seen)
    yield expected
    logger.removeHandler(seen)
    surprises = [line for line in seen.lines if not any(re.search(pattern, line) for pattern in expected)]
    missing = [
        pattern
        for pattern, required in expected.items()
        if required and not any(re.search(pattern, line) for line in seen.lines)
    ]
    if surprises:
        pytest.fail("Logged and not expected (use expect_log):\n" + "\n".join(surprises), pytrace=False)
    if missing:
        pytest.fail(f"Expected in the log and not seen: {missing}", pytrace=False)


@pytest.fixture
def expect_log(_log_guard: dict[str, bool]) -> Callable[..., None]:
    """`expect_log(pattern)`: the test will see this warning or error of the program in the log, and fails without it.

    The pattern is searched in "LEVEL logger: message" and the traceback. `required=False` merely allows it,
    for faults that come at random.
    """

    def expect(pattern: str, *, required: bool = True) -> None:
        _log_guard[pattern] = required

    return expect
