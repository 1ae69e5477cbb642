"""The command line. What a command needs is imported by it alone: the window must not wait for the server's parts."""

from __future__ import annotations

import sys

USAGE = """\
usage: ssdesk server COMMAND …   a school's server: init, add-school, serve, …
"""


def main(words: list[str] | None = None) -> int:
    """0 when it was done."""
    match sys.argv[1:] if words is None else words:
        case ["server", *rest]:
            from ssdesk.server import cli

            return cli.main(rest)
        case _:
            print(USAGE, end="", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
