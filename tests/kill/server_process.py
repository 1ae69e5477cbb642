"""The school's server as the command line runs it, which also ends with the standard input of who started it, so that
it never outlives the test.

    python -m tests.kill.server_process DIR --port PORT …
"""

from __future__ import annotations

import os
import sys
import threading

from ssdesk.__main__ import main


def _watch() -> None:
    while sys.stdin.readline():
        pass
    os._exit(3)


if __name__ == "__main__":
    threading.Thread(target=_watch, daemon=True).start()
    sys.exit(main(["server", "serve", *sys.argv[1:]]))
