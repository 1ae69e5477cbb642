"""The command line. What a command needs is imported by it alone: the window must not wait for the server's parts."""

from __future__ import annotations

import gc
import sys

USAGE = """\
usage: ssdesk                    the program: messages of all your children and schools
       ssdesk --profile NAME     the same, apart from what other profiles keep on this computer
       ssdesk demo …             a demo school, its mails and letters, and the program beside them
       ssdesk server COMMAND …   a school's server: init, add-school, serve, demo, …
       ssdesk bench …            measure it beside the limit of this computer
       ssdesk --version
"""


def _desktop(profile: str = "default") -> int:
    gc.disable()  # what is imported stays; from the first window on the program collects by itself
    from ssdesk import app

    return app.run(profile)


def main(words: list[str] | None = None) -> int:
    """0 when it was done."""
    match sys.argv[1:] if words is None else words:
        case []:
            return _desktop()
        case ["--profile", name]:
            return _desktop(name)
        case ["demo", *rest]:
            from ssdesk.demo import run

            return run.main(rest)
        case ["server", *rest]:
            from ssdesk.server import cli

            return cli.main(rest)
        case ["bench", *rest]:
            from ssdesk.bench import run as bench

            return bench.main(rest)
        case ["--version"]:
            from ssdesk import __version__

            print(f"ssdesk {__version__}")
            return 0
        case ["--help" | "-h"]:
            print(USAGE, end="")
            return 0
        case _:
            print(USAGE, end="", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
