"""The demo school's server, in a process of its own as in real life."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ssdesk.errors import SsdeskError


class DemoSchool:
    """`folder` takes the server's data. `clock`: an ISO moment to begin at, "" for now. `pupils`: of each school, 0 for
    the usual size. `address` is what people type, before the school's own part; `smtp` the port for mails."""

    def __init__(self, folder: Path, *, clock: str, pupils: int, address: str, smtp: int) -> None:
        self.folder, self._clock = folder, ["--clock", clock] if clock else []
        self._make = ["demo", str(folder), *self._clock, "--address", address, "--smtp", str(smtp)]
        if pupils:
            self._make += ["--pupils", str(pupils)]
        self._process: subprocess.Popen[str] | None = None

    def make(self) -> None:
        """Fill the folder: two schools with everything in them. SsdeskError: it did not work."""
        done = subprocess.run([*_SERVER, *self._make], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        if done.returncode:
            raise _broken(done.stderr)

    def start(self) -> int:
        """Serve; the port once it answers. SsdeskError: it ended before."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*_SERVER, "serve", str(self.folder), "--port", "0", *self._clock],
            stdout=subprocess.PIPE,
            stderr=(self.folder / "server.log").open("w"),
            text=True,
        )
        for line in self._process.stdout or ():
            address, found, port = line.strip().rpartition(":")
            if found and address.endswith("127.0.0.1") and port.isdecimal():
                return int(port)
        raise _broken((self.folder / "server.log").read_text())

    @property
    def letters(self) -> dict[str, Path]:
        """The letters on the family's table, by the school's name, in the order in which they were written."""
        written = sorted((self.folder / "letters").glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        return {path.stem: path for path in written}

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()


_SERVER = [sys.executable, "-m", "ssdesk", "server"]


def _broken(said: str) -> SsdeskError:
    return SsdeskError("The demo school did not start.", "{said}", said=said.strip()[-2000:])
