"""`ssdesk server …`: makes, fills and runs a school's server."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import msgspec

from ssdesk.errors import SsdeskError
from ssdesk.server import accounts, admin_cli, group_cli, migrations
from ssdesk.server.app import App, present
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.server.parts import Clock
from ssdesk.server.schools import SchoolSettings


def main(words: list[str]) -> int:
    """0 when it was done."""
    options = _parser().parse_args(words)
    os.umask(0o077)  # everything in the data folder is for the server's user only
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        done: int = options.run(options)
    except SsdeskError as error:
        print(error, file=sys.stderr)
        return 1
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ssdesk server", description="A school's server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    init = commands.add_parser("init", help="make a new data folder with an empty database")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument("--database", default="", metavar="URL", help="postgresql+psycopg://…; without it: SQLite in DIR")
    init.set_defaults(run=_init)

    school = commands.add_parser("add-school", help="add a school, or give one other settings")
    school.add_argument("folder", type=Path, metavar="DIR")
    school.add_argument("slug", help="its part of the address, as in https://example.org/SLUG")
    school.add_argument("settings", type=Path, metavar="FILE", help="TOML: name, short_name, [help], [agreement] …")
    school.add_argument("--host", default="", help="a host name of its own")
    school.set_defaults(run=_add_school)

    serve = commands.add_parser("serve", help="run the server until SIGTERM or Ctrl+C")
    serve.add_argument("folder", type=Path, metavar="DIR")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    serve.add_argument("--port", type=int, default=8000, help="0: any free one (default: %(default)s)")
    serve.add_argument("--certificate", type=Path, metavar="PEM")
    serve.add_argument("--key", type=Path, metavar="PEM")
    serve.add_argument("--clock", type=datetime.fromisoformat, metavar="ISO", help="begin at this moment instead")
    serve.set_defaults(run=_serve)

    demo = commands.add_parser("demo", help="make a new data folder with two demo schools")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--pupils", type=int, metavar="N", help="of each school; without it 320 and 480")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--clock", type=datetime.fromisoformat, metavar="ISO", help="the schools as they are then")
    demo.add_argument("--address", default="http://127.0.0.1:8000", help="base of the schools' addresses")
    demo.add_argument("--smtp", type=int, default=0, metavar="PORT", help="hand mails in at 127.0.0.1:PORT")
    demo.set_defaults(run=_demo)

    admin_cli.add(commands)
    group_cli.add(commands)

    epoch = commands.add_parser("new-epoch", help="after a restore: every desktop reads everything anew")
    epoch.add_argument("folder", type=Path, metavar="DIR")
    epoch.set_defaults(run=_new_epoch)
    return parser


def _init(options: argparse.Namespace) -> int:
    create(options.folder, options.database)
    print(f"Made {options.folder}. Next: ssdesk server add-school {options.folder} SLUG FILE")
    return 0


def create(folder: Path, database: str = "") -> None:
    """A new data folder. SsdeskError: there is a server in it already."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        Identity.create(folder)
    except FileExistsError as error:
        raise SsdeskError("There is a server in {folder} already.", "Choose another folder.", folder=folder) from error
    config = Config(database)
    config.write(folder)
    migrations.upgrade(config.url(folder))


def _add_school(options: argparse.Namespace) -> int:
    try:
        settings = msgspec.convert(tomllib.loads(options.settings.read_text("utf-8")), SchoolSettings)
    except (OSError, ValueError) as error:
        raise SsdeskError("{file} cannot be used: {why}.", file=options.settings, why=error) from error
    db = Database(_config(options.folder).url(options.folder))
    try:
        db.run_now(accounts.add_school, options.slug, settings, options.host)
    finally:
        db.close()
    print(f"Added {settings.name} at /{options.slug}.")
    return 0


def _demo(options: argparse.Namespace) -> int:
    from ssdesk.server import demo_cli

    create(options.folder)
    return demo_cli.run(options)


def _serve(options: argparse.Namespace) -> int:
    from ssdesk.server.serving import Certificate, serve

    migrations.upgrade(_config(options.folder).url(options.folder))
    certificate = Certificate(options.certificate, options.key) if options.certificate else None

    async def run() -> None:
        app = App.open(options.folder, clock=started_at(options.clock))
        try:
            stop = asyncio.Event()
            _on_signals(stop)
            await serve(app, options.host, options.port, stop, _ready, certificate)
        finally:
            app.close()

    asyncio.run(run())
    return 0


def _ready(address: str) -> None:
    print(f"The school's server answers at {address}", flush=True)


def _on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))


def started_at(moment: datetime | None) -> Clock:
    """A clock that stands at this moment now and runs on; the real one without it. A moment without an offset is meant
    in this computer's time zone."""
    if moment is None:
        return present
    ahead = round(moment.timestamp() * 1000) - present()
    return lambda: present() + ahead


def _new_epoch(options: argparse.Namespace) -> int:
    _config(options.folder)
    Identity.load(options.folder).renew(present())
    print("A new epoch begins with the next start.")
    return 0


def _config(folder: Path) -> Config:
    """SsdeskError: no server was made there."""
    try:
        return Config.read(folder)
    except (OSError, msgspec.DecodeError) as error:
        raise SsdeskError(
            "There is no server in {folder}.", "Make one with: ssdesk server init {folder}", folder=folder
        ) from error
