"""What the commands of `ssdesk server` share that change a school beside its running server."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import msgspec
from sqlalchemy import Connection

from ssdesk.errors import SsdeskError
from ssdesk.protocol.commands import Problem
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.server.http import Failure
from ssdesk.server.schools import School, read_school

P = ParamSpec("P")
T = TypeVar("T")
ACTOR: Final = "server"
"""Who did it, in the audit."""


def command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("school", metavar="SLUG")
    parser.set_defaults(run=run)
    return parser


def write(
    options: argparse.Namespace,
    work: Callable[Concatenate[Connection, bytes, School, P], T],
    *args: P.args,
    **kw: P.kwargs,
) -> T:
    """`work(connection, key, school, …)` in one transaction. SsdeskError: no server, no such school, or refused."""
    try:
        key, config = Identity.load(options.folder).key, Config.read(options.folder)
    except (OSError, msgspec.DecodeError) as error:
        raise SsdeskError("There is no server in {folder}.", folder=options.folder) from error
    database = Database(config.url(options.folder))

    def act(connection: Connection) -> T:
        return work(connection, key, read_school(connection, options.school), *args, **kw)

    try:
        return database.run_now(act)
    except LookupError as error:
        raise SsdeskError("There is no school or account {name}.", name=str(error).strip("'")) from error
    except Failure as failure:
        body = failure.body
        if not isinstance(body, Problem):
            raise
        refused = SsdeskError(body.title, body.advice, code=body.code)
        refused.values = dict(body.values)
        raise refused from failure
    finally:
        database.close()
