"""Set-up, run and test on Linux, macOS and Windows: `python tools/make.py run`, where there is make `make run`.

Needs nothing but Python and the network: makes `.venv`, installs the pinned requirements and the Debian packages that
are missing, compiles the translations. A second run finds all of it done.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
TRANSLATIONS = ROOT / "resources" / "translations"
ROOM = 4 << 30  # bytes of memory that the tests may fill with temporary files
WORKERS = "3"  # of the tests: one more than two cores have, since tests also wait
MINUTES = {"test": 10, "test-long": 60}  # on two free cores
HANGS = {"test": 60, "test-long": 180}  # minutes after which it is stopped and fails; a test that hangs ends it sooner


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    targets = parser.add_subparsers(dest="target", metavar="target", required=True)
    for name, (_, what) in TARGETS.items():
        targets.add_parser(name, help=what)
    target = parser.parse_args().target
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python can start this file too
        sys.exit(f"ssdesk needs Python 3.11 or newer; this is {platform.python_version()} ({sys.executable}).")
    os.chdir(ROOT)
    return TARGETS[target][0]()


def run() -> int:
    """The demo; where there is no screen, its tour with pictures in build/tour."""
    set_up(["run"])
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("No screen here: the tour shows the program in pictures.", flush=True)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return program("ssdesk", "demo", "--tour", "build/tour")
    return program("ssdesk", "demo")


def test() -> int:
    return _test("test")


def test_long() -> int:
    os.environ["SSDESK_LONG"] = "1"
    return _test("test-long", "-o", "faulthandler_timeout=3000")


def _test(target: str, *options: str) -> int:
    """All checks, then all tests, so that the last line is the count of tests. 0 only if everything is well."""
    set_up(["run", "test"])
    began = time.monotonic()
    failed = check()
    if failed:
        print("The tests follow; the result stays: failed.", flush=True)
    with _room_for_tests():
        tests = _within(began + HANGS[target] * 60, "pytest", "-n", WORKERS, "--dist", "loadgroup", *options)
    took = (time.monotonic() - began) / 60
    if took > MINUTES[target]:
        print(f"This took {took:.0f} minutes; at most {MINUTES[target]} are promised.", file=sys.stderr, flush=True)
    return tests or failed


@contextmanager
def _room_for_tests() -> Iterator[None]:
    """Temporary files of the tests lie in memory where there is plenty: they ask thousands of times that something be
    safe on the disk, and a slow one would take longer for that than for all the rest."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of a name nobody can guess is made in it
    if not memory.is_dir() or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="sd-", dir=memory, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # the database of the tests runs as a user of its own
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = folder
        try:
            yield
        finally:
            del os.environ["TMPDIR"]
            if before is not None:
                os.environ["TMPDIR"] = before


def check() -> int:
    """Style, types and import contracts. The number of those that failed."""
    set_up(["run"])
    checks = (["ruff", "check"], ["ruff", "format", "--check", "--quiet"], ["mypy"], ["lint-imports", "--no-logo"])
    failed = []
    for words in checks:
        print("$", *words, flush=True)
        if program(*words):
            failed.append(" ".join(words[:2]))
    if failed:
        print("Failed:", ", ".join(failed), flush=True)
    return len(failed)


def bench() -> int:
    """ssdesk beside the limit of this computer: the table of `ssdesk bench`."""
    set_up(["run"])
    return program("ssdesk", "bench")


def pictures() -> int:
    """Every screen in every look in build/pictures, beside the design's pictures where $SSDESK_TARGETS names them."""
    set_up(["run", "test"])
    return program("python", "-m", "tests.pictures.make", "build/pictures")


def translations() -> int:
    """Bring the .ts files up to date with the texts in the code."""
    set_up(["run"])
    for file in sorted(TRANSLATIONS.glob("*.ts")):
        words = ["pyside6-lupdate", "-silent", "-extensions", "py", "src/ssdesk", "-no-obsolete", "-locations", "none"]
        if program(*words, "-sort-messages", "-ts", str(file)):
            return 1
    return 0


def requirements() -> int:
    """Pin again what pyproject.toml asks for, with hashes, for every system."""
    set_up([])
    words = ["pip", "compile", "pyproject.toml", "--extra", "server", "--group", "dev", "--universal", "--quiet"]
    words += ["--python-version", "3.11", "--generate-hashes", "--no-emit-find-links", "--no-header"]
    return program("uv", *words, "-o", str(REQUIREMENTS.relative_to(ROOT)))


def set_up(groups: list[str]) -> int:
    """Everything in place for these groups of tools/debian-packages.txt, or exit with what to do."""
    if sys.platform == "linux":
        _install_packages(groups)
    _install_requirements()
    _compile_translations()
    return 0


def _install_packages(groups: list[str]) -> None:
    """The Debian packages that are missing. As root by apt-get, otherwise exit with the command to type."""
    wanted = _packages(groups)
    if not shutil.which("dpkg-query"):
        if not VENV.exists():
            print("Not a Debian system. If the window does not start, install what these packages hold:", *wanted)
        return
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    have = _installed()
    missing = [name for name in wanted if name not in have]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        command = f"sudo apt-get update && sudo {shlex.join(install)}"
        sys.exit(f"Packages of the system are missing. Type this, then try again:\n\n  {command}\n")
    print("Installing packages of the system:", *missing, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["apt-get", "update", "--quiet=2"], [*install, "--quiet=2"]):
        if subprocess.run(words, env=quiet, check=False).returncode:
            sys.exit(f"This failed, see above: {shlex.join(words)}")


def _packages(groups: list[str]) -> list[str]:
    names: list[str] = []
    group = ""
    for line in (ROOT / "tools" / "debian-packages.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#") and group in groups:
            names.append(line)
    return names


def _installed() -> set[str]:
    """Names of the installed packages and of what they provide (on newer Debians libglib2.0-0 is one of those)."""
    fields = "${db:Status-Status}\t${Package}, ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", "-f", fields], capture_output=True, text=True, check=True).stdout
    found: set[str] = set()
    for line in listing.splitlines():
        status, _, names = line.partition("\t")
        if status == "installed":
            found.update(name.split()[0] for name in names.split(",") if name.strip())
    return found


def _install_requirements() -> None:
    """The virtual environment with the pinned requirements; pip is called only if these or its Python changed."""
    stamp = VENV / "ssdesk-set-up"
    key = hashlib.sha256(f"{platform.python_version()} {ROOT}".encode())
    for file in (REQUIREMENTS, ROOT / "pyproject.toml"):
        key.update(file.read_bytes())
    if stamp.exists() and stamp.read_text("ascii") == key.hexdigest():
        return
    print("Setting up .venv", flush=True)
    made_by = VENV / "pyvenv.cfg"
    if not made_by.exists() or f"version = {platform.python_version()}\n" not in made_by.read_text("utf-8"):
        venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")
    install = ["python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    for words in (["--require-hashes", "-r", str(REQUIREMENTS)], ["--no-deps", "--no-build-isolation", "-e", "."]):
        if program(*install, *words):
            sys.exit("The requirements could not be installed, see above. What was here is unchanged; try again.")
    stamp.write_text(key.hexdigest(), "ascii")


def _compile_translations() -> None:
    """A .qm file beside each .ts file that is newer than it."""
    for source in TRANSLATIONS.glob("*.ts"):
        compiled = source.with_suffix(".qm")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        if program("pyside6-lrelease", "-silent", str(source), "-qm", str(compiled)):
            sys.exit(f"{source.name} could not be compiled, see above.")


def program(name: str, *words: str) -> int:
    """Run a program of the virtual environment to its end; its exit code."""
    return subprocess.run([PROGRAMS / name, *words], check=False).returncode


def _within(end: float, name: str, *words: str) -> int:
    """Like `program`, but stopped at `end` (of time.monotonic)."""
    with subprocess.Popen([PROGRAMS / name, *words]) as process:
        try:
            return process.wait(max(1.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"\n{name} takes too long and is stopped.", flush=True)
        except KeyboardInterrupt:
            pass
        if os.name != "nt":
            process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        return 1


TARGETS = {
    "run": (run, "set up and start the demo"),
    "test": (test, "set up, check and test, at most 10 minutes"),
    "test-long": (test_long, "the same with the larger sizes, at most 60 minutes"),
    "setup": (lambda: set_up(["run", "test"]), "only set up"),
    "check": (check, "style, types and import contracts"),
    "bench": (
        bench,
        "measure ssdesk beside the limit of this computer; some minutes, on a computer with nothing else to do",
    ),
    "pictures": (pictures, "pictures of every screen in every look, in build/pictures"),
    "translations": (translations, "bring the .ts files up to date"),
    "requirements": (requirements, "pin the requirements again"),
}

if __name__ == "__main__":
    sys.exit(main())
