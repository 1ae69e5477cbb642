"""A school and a person's computer in real processes, killed at moments drawn from a seed and started again."""

from __future__ import annotations

import random
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Self

import msgspec

from ssdesk.errors import NoConnection
from ssdesk.household import registry
from ssdesk.keychain import PassphraseKeychain
from ssdesk.paths import Paths
from ssdesk.protocol import commands as wire
from ssdesk.protocol.ids import new_id
from ssdesk.replica import Replica
from ssdesk.server import accounts
from ssdesk.server.commands.apply import apply
from ssdesk.server.config import Config, MailConfig
from ssdesk.server.schools import Mail
from ssdesk.sync.engine import Engine
from ssdesk.sync.remote import Remote
from tests.kill.mailman import Mailman
from tests.kill.processes import AT_MOST_S, Desktop, Hangs, SchoolTime, Server, wait_for
from tests.kill.told import LARGE_BYTES, PASSPHRASE, SMALL_BYTES, Account, Line, Plan
from tests.school import MONDAY, SETTINGS, WILG, School, id_of

NAMES = ("teacher", "mother")  # the accounts of the person, who teaches and is a parent
TOLD_BY_MAIL = ("office", "father")  # they never open anything
AGAIN = 10
OLD = 900  # messages that the teacher got long ago, so that a first sync takes a while
KINDS = {  # of strikes, and how often each comes
    "desktop": 3, "server": 3, "both": 2, "starting_desktop": 1, "starting_server": 1, "uploading_desktop": 1,
    "uploading_server": 1, "mailing_server": 1, "first_sync": 1,
}  # fmt: skip


def make_school(folder: Path) -> None:
    """The data folder that every run begins with a copy of."""
    with School.open(folder) as school:
        settings = msgspec.structs.replace(SETTINGS[WILG], mail=Mail("school@wilg.example"))
        school.db.run_now(accounts.set_settings, WILG, settings)
        served = school.app.parts.schools.by_id[WILG]
        wish = wire.SetNotifications(True, True, list(range(7)), 0, 1440, False)
        for name in TOLD_BY_MAIL:
            command = wire.Command(new_id(), "set_notifications", msgspec.Raw(msgspec.json.encode(wish)))
            school.db.run_now(apply, served, id_of(name), command, MONDAY)

        def fill(connection: object) -> None:
            for number in range(OLD):
                letter = wire.SendMessage([id_of("teacher")], f"Oud {number}", f"Brief {number} van vroeger. " * 20)
                command = wire.Command(new_id(), "send_message", msgspec.Raw(msgspec.json.encode(letter)))
                apply(connection, served, id_of("father"), command, MONDAY - 1000 * number)  # type: ignore[arg-type]

        school.db.run_now(fill)


class Run:
    """Everything in one folder. `source`: where the programs' code is taken from, if not from here. `kills`: how many
    processes were killed."""

    def __init__(self, template: Path, folder: Path, seed: int, source: Path | None = None) -> None:
        self.folder, self.chance, self.source = folder, random.Random(seed), source
        self.time, self.lives, self.kills, self.server_kills = SchoolTime(), 0, 0, 0
        self.lines: list[Line] = []  # of all desktops that act, in order
        self.partial_uploads = self.partial_syncs = 0
        self.data = folder / "server"
        shutil.copytree(template, self.data)
        self.port = free_port()
        mail_port = free_port()
        Config(mail=MailConfig("127.0.0.1", mail_port, "none")).write(self.data)
        self.mailman = Mailman(mail_port, self.data / "journal")
        self.server: Server | None = None
        self.desktop: Desktop | None = None
        self.other: Desktop | None = None

    def __enter__(self) -> Self:
        self.mailman.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self.other, self.desktop, self.server):
            if process is not None:
                process.kill()
        self.mailman.__exit__()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{WILG}"

    # ---- Starting and killing ----------------------------------------------------------------------------------------
    def start_server(self, *, wait: bool = True) -> Server:
        self.server = Server(self.data, self.port, self.time.at_start(), self.source)
        if wait:
            self.server.wait_until_ready()
        return self.server

    def start_desktop(self, *, wait: bool = True) -> Desktop:
        self.desktop = self._desktop(self.home, NAMES, acts=True)
        if wait:
            self.desktop.wait_until(lambda: self.desktop and self.desktop.started, "the desktop did not start")
        return self.desktop

    def _desktop(self, folder: Path, names: tuple[str, ...], *, acts: bool) -> Desktop:
        self.lives += 1
        who = [Account(id_of(name), id_of(f"device of {name}"), self.address(), School.token(name)) for name in names]
        plan = Plan(str(folder), who, self.lives, self.time.at_start(), acts)
        return Desktop(plan, self.folder / "desktop.log", self.source)

    def kill_server(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.kills, self.server_kills = self.kills + 1, self.server_kills + 1
            self.server = None

    def kill_desktop(self) -> None:
        if self.desktop is not None:
            self.desktop.kill()
            self.kills += 1
            self.lines += self.desktop.heard
            self.desktop = None

    def go_on(self) -> None:
        """Both run."""
        server = self.server or self.start_server(wait=False)
        desktop = self.desktop or self.start_desktop(wait=False)
        server.wait_until_ready()
        desktop.wait_until(lambda: desktop.started, "the desktop did not start")

    # ---- Strikes -----------------------------------------------------------------------------------------------------
    def strikes(self, kills: int) -> None:
        """So many processes at least are killed, in turn by every kind of strike; some amid uploads and first syncs."""
        goal = self.kills + kills
        while self.kills < goal:
            kinds = [kind for kind, often in KINDS.items() for _ in range(often)]
            self.chance.shuffle(kinds)
            for kind in kinds:
                if self.kills < goal:
                    self.strike(kind)

        self._strike_until("uploading_desktop", lambda: self.partial_uploads)
        self._strike_until("first_sync", lambda: self.partial_syncs)

    def _strike_until(self, kind: str, struck: Callable[[], int]) -> None:
        """A kill can come too late to fall into the midst of something."""
        for _ in range(AGAIN):
            if not struck():
                self.strike(kind)

    def strike(self, kind: str) -> None:
        """Lets things go for a while, then pulls a plug, as the kind says."""
        if kind != "mailing_server" or self.desktop is None:
            self.go_on()
        getattr(self, f"strike_{kind}")()

    def strike_desktop(self) -> None:
        self._let_live(self.chance.randint(1, 40))
        self.kill_desktop()

    def strike_server(self) -> None:
        self._let_live(self.chance.randint(1, 40))
        self.kill_server()
        time.sleep(self.chance.random() * 0.3)  # people go on writing meanwhile

    def strike_both(self) -> None:
        self._let_live(self.chance.randint(1, 30))
        for kill in self.chance.sample((self.kill_server, self.kill_desktop), 2):
            kill()
            time.sleep(self.chance.random() * 0.01)

    def strike_starting_desktop(self) -> None:
        self.kill_desktop()
        self.start_desktop(wait=False)
        time.sleep(self.chance.random() * 1.5)
        self.kill_desktop()

    def strike_starting_server(self) -> None:
        self.kill_server()
        server = self.start_server(wait=False)
        if self.chance.random() < 0.5:
            time.sleep(self.chance.random() * 1.5)
        else:
            wait_for(lambda: server.ready or not server.alive, "the server did not start")
            time.sleep(self.chance.random() * 0.05)
        self.kill_server()

    def strike_uploading_server(self) -> None:
        self._kill_at_upload(self.kill_server)

    def strike_uploading_desktop(self) -> None:
        self._kill_at_upload(self.kill_desktop)

    def strike_first_sync(self) -> None:
        """On another computer: killed as soon as the first rows are there; then it goes on and ends."""
        other = self.other = self._desktop(self.folder / f"other-{self.lives}", NAMES[:1], acts=False)
        other.dies_at = "rows"
        wait_for(lambda: not other.alive, "no rows came")
        other.kill()
        self.kills += 1
        other = self.other = Desktop(self._anew(other.plan), self.folder / "desktop.log", self.source)
        other.wait_until(lambda: other.started, "the other desktop did not start")
        (here,) = [line for line in other.heard if line.event == "here"]
        self.partial_syncs += here.filling and here.count > 0
        if self.chance.random() < 0.3:
            self.kill_server()
            self.start_server()
        other.rest()
        self.other = None
        shutil.rmtree(other.plan.folder)

    def _anew(self, plan: Plan) -> Plan:
        """The same program begins again."""
        return msgspec.structs.replace(plan, now=self.time.at_start())

    def strike_mailing_server(self) -> None:
        """While notices go out. A server that has none to send is killed all the same; so is one whose journal has them
        as sent already."""
        self.kill_server()
        if not self._notices_waiting():
            return
        server = self.start_server(wait=False)
        self.mailman.arm(self.chance.choice(("recipient", "mail", "journal")), server._popen.kill)
        wait_for(lambda: self.mailman.struck.is_set() or not self._notices_waiting(), "no mail came")
        self.kill_server()
        self.mailman.disarm()

    def _let_live(self, deeds: int) -> None:
        """Until the desktop did so many things more, and a moment longer."""
        desktop = self.desktop
        assert desktop is not None
        goal = desktop.done + deeds
        desktop.wait_until(lambda: desktop.done >= goal, "the desktop did nothing")
        time.sleep(self.chance.random() * 0.02)

    def _kill_at_upload(self, kill: Callable[[], None]) -> None:
        """As soon as the school has a part of a large file."""
        desktop, before = self.desktop, self._uploads()
        assert desktop is not None

        def is_half() -> bool:
            grown = self._uploads().items() - before.items()
            return any(SMALL_BYTES < size < LARGE_BYTES // 2 for _, size in grown)

        desktop.wait_until(is_half, "no upload grew")
        kill()
        time.sleep(0.05)  # what is on its way to the server still arrives
        lengths = dict(self.ask("SELECT id, length FROM upload WHERE sha256 = ''"))
        self.partial_uploads += any(0 < size < lengths.get(id_, 0) for id_, size in self._uploads().items())

    def _uploads(self) -> dict[str, int]:
        """How many bytes of each unfinished file the server has, if any."""
        sizes = {}
        for path in (self.data / "uploads").rglob("*"):
            with suppress(FileNotFoundError):
                if path.is_file() and path.stat().st_size:
                    sizes[path.name] = path.stat().st_size
        return sizes

    def _notices_waiting(self) -> bool:
        return bool(self.ask("SELECT 1 FROM effect WHERE kind = 'notice' AND state = 'waiting' LIMIT 1"))

    def ask(self, sql: str) -> list[Any]:
        """Straight from the server's file."""
        with closing(sqlite3.connect(self.data / "school.db", timeout=30)) as connection:
            return connection.execute(sql).fetchall()

    # ---- Rest --------------------------------------------------------------------------------------------------------
    def rest(self) -> None:
        """Everything is sent, fetched and mailed; desktop and server have ended. Hangs: it never came so far."""
        self.go_on()
        desktop, self.desktop = self.desktop, None
        assert desktop is not None
        try:
            desktop.rest()
        finally:
            desktop.kill()
            self.lines += desktop.heard
        self.kill_server()  # the next one finds the time come for every notice
        server = self.start_server()
        wait_for(lambda: not self._notices_waiting(), "notices stay", every_s=0.1)
        for _ in range(2):
            for place, secret in self.secrets():
                replica = Replica.open(place.folder, secret.key, self.time.at_start, lambda _: None)
                with Remote(secret.address, secret.token) as remote:
                    self._round(Engine(replica, remote, self.time.at_start, lambda _: None, erase=lambda: None))
                while replica.index_pending():
                    pass
                replica.close()
        server.kill()
        self.server = None

    def _round(self, engine: Engine) -> None:
        until = time.monotonic() + AT_MOST_S
        while time.monotonic() < until:
            with suppress(NoConnection):
                engine.round()
                return
        raise Hangs("the desktop's last round")

    def resent(self) -> int:
        """How many actions went on the wire more than once, as their first answer never came."""
        total = 0
        for place, secret in self.secrets():
            replica = Replica.open(place.folder, secret.key, self.time.at_start, lambda _: None)
            with replica.write(durable=False) as tx:
                total += tx.row("SELECT count(*) FROM outbox WHERE tries > 1")[0]
            replica.close()
        return total

    def secrets(self) -> list[tuple[registry.Place, registry.Secret]]:
        """Of the person's accounts, as the keychain has them."""
        paths = Paths.under(self.home, "kill")
        keychain = PassphraseKeychain(paths.keychain_file)
        keychain.unlock(PASSPHRASE)
        found = []
        for place in registry.places(paths.accounts):
            secret = registry.read(keychain, place)
            assert secret is not None
            found.append((place, secret))
        return found


def free_port() -> int:
    """One that no system hands out by itself, so that nobody takes it while the server is down; nor does another run
    with the same seed beside this one."""
    chance = random.SystemRandom()
    while True:
        port = chance.randint(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
