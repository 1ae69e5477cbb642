"""A clock that only the test moves, a small school that answers pulls, and what must hold of a replica."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ssdesk.protocol.commands import Command, CommandResult, Problem, Status
from ssdesk.protocol.kinds import KINDS, Draft, Message, Recipient
from ssdesk.protocol.pull import Cursor, FeedRow, OtherEpoch, PullAnswer, PullRequest, ScopePage, checksum
from ssdesk.replica import Replica
from ssdesk.replica.changes import Changes, Touched

KEY = bytes(range(32))
ME = "a" * 32
MAILBOX = f"a:{ME}"


@dataclass
class Clock:
    now: int = 1_795_440_720_000  # Monday 23 November 2026, 14:32 in Brussels

    def __call__(self) -> int:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += int(days * 24 * 3600 * 1000)


@dataclass
class FeedSchool:
    """The server's side of the feed in plain dictionaries, written from sync.md for these tests alone."""

    epoch: str = "e1"
    seq: int = 0
    held: set[str] = field(default_factory=lambda: {MAILBOX})
    objects: dict[tuple[str, str], tuple[bytes, frozenset[str]]] = field(default_factory=dict)
    feed: dict[str, dict[tuple[str, str], tuple[int, str]]] = field(default_factory=dict)
    floor: dict[str, int] = field(default_factory=dict)
    commands: dict[str, CommandResult] = field(default_factory=dict)
    effects: Counter[str] = field(default_factory=Counter)

    def put(self, kind: str, body: Any, *scopes: str, oid: str = "") -> int:
        payload = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.write(kind, oid or body.id, payload, frozenset(scopes or {MAILBOX}))

    def remove(self, kind: str, oid: str) -> int:
        return self.write(kind, oid, b"null", frozenset())

    def write(self, kind: str, oid: str, payload: bytes, scopes: frozenset[str]) -> int:
        self.seq += 1
        _, before = self.objects.get((kind, oid), (b"", frozenset()))
        self.objects[kind, oid] = (payload, scopes)
        for scope in before | scopes:
            self.feed.setdefault(scope, {})[kind, oid] = (self.seq, "put" if scope in scopes else "del")
        return self.seq

    def grant(self, *scopes: str) -> None:
        self.seq += 1
        self.held |= set(scopes)

    def revoke(self, *scopes: str) -> None:
        self.seq += 1
        self.held -= set(scopes)

    def command(self, command: Command, at: int) -> CommandResult:
        """Takes effect once, whatever the history of this school; sent again it gets the first result again."""
        if command.id not in self.commands:
            seq = self._effect(command, msgspec.json.decode(command.args), at)
            status: Status = "ok" if seq else "rejected"
            self.commands[command.id] = CommandResult(
                command.id, status, seq, None if seq else Problem("gone", "Gone.")
            )
        return self.commands[command.id]

    def _effect(self, command: Command, args: dict[str, Any], at: int) -> int:
        """The seq; 0 when it is refused."""
        match command.type:
            case "send_message":
                if "refuse" in args["subject"]:
                    return 0
                self.effects[command.id] += 1
                people = [Recipient(to, "", "") for to in args["to"]]
                fields = {"sent_at": at, "subject": args["subject"], "body": args["body"], "recipients": people}
                sent = {"sender": ME, "sender_name": "Els", "sender_role": "", "preview": "", "folder": "sent"}
                return self.put("sent_message", Message(id=command.id, thread=command.id, **sent, **fields))
            case "open_message" | "move_message":
                for kind in ("message", "sent_message"):
                    payload, scopes = self.objects.get((kind, args["message"]), (b"", frozenset()))
                    if scopes & self.held:
                        message = msgspec.json.decode(payload, type=Message)
                        change = (
                            {"folder": args["folder"]} if "folder" in args else {"opened_at": message.opened_at or at}
                        )
                        return self.put(kind, msgspec.structs.replace(message, **change), *scopes)
                return 0
            case "save_draft":
                payload, scopes = self.objects.get(("draft", args["draft"]), (b"", frozenset()))
                version = msgspec.json.decode(payload, type=Draft).version if scopes else 0
                if version != command.if_version:
                    return 0
                return self.put("draft", Draft(args["draft"], version + 1, at, body=args["body"]))
            case "delete_draft":
                return self.remove("draft", args["draft"])
        raise AssertionError(command.type)

    def restored_from(self, backup: FeedSchool) -> FeedSchool:
        """What was written since is lost, and the epoch is one that never was."""
        school = copy.deepcopy(backup)
        school.epoch = f"e{int(self.epoch[1:]) + 1}"
        return school

    def purge(self, up_to: int) -> None:
        for scope, rows in self.feed.items():
            for key, (seq, op) in list(rows.items()):
                if op == "del" and seq <= up_to:
                    del rows[key]
                    self.floor[scope] = max(self.floor.get(scope, 0), seq)

    def view(self) -> dict[tuple[str, str], bytes]:
        """All that the account may see."""
        return {key: payload for key, (payload, scopes) in self.objects.items() if scopes & self.held}

    def pull(self, request: PullRequest) -> PullAnswer | OtherEpoch:
        if request.epoch != self.epoch:
            return OtherEpoch(self.epoch, request.epoch)
        pages, room, complete = [], request.limit, True
        for scope in sorted(self.held, key=lambda key: (key.startswith("a:"), key)):
            page, full = self._page(scope, request.have.get(scope), room)
            room -= len(page.rows)
            complete = complete and full
            if page.rows or page.reset or page.cursor != request.have.get(scope):
                pages.append(page)
        drop = [scope for scope in request.have if scope not in self.held]
        return PullAnswer(self.epoch, dict(request.have), self.seq, drop, pages, complete)

    def _page(self, scope: str, cursor: Cursor | None, room: int) -> tuple[ScopePage, bool]:
        feed = self.feed.get(scope, {})
        reset = cursor is not None and cursor.high < self.floor.get(scope, 0)
        if cursor is None or reset:
            cursor = Cursor(self.seq, self.seq + 1)
        changes = sorted((seq, key, op) for key, (seq, op) in feed.items() if seq > cursor.high)
        filling = sorted(
            ((seq, key) for key, (seq, op) in feed.items() if op == "put" and seq < cursor.low), reverse=True
        )
        rows = [self._row(key, seq, op) for seq, key, op in changes[:room]]
        if len(changes) > room:
            high = rows[-1].seq if rows else cursor.high
            return ScopePage(scope, Cursor(high, cursor.low), rows, reset, more=True), False
        room -= len(rows)
        filled = [self._row(key, seq, "put") for seq, key in filling[:room]]
        if len(filling) > room:
            low = filled[-1].seq if filled else cursor.low
            return ScopePage(scope, Cursor(self.seq, low), rows + filled, reset, more=True), False
        puts = [(*key, seq) for key, (seq, op) in feed.items() if op == "put"]
        return ScopePage(scope, Cursor(self.seq, 0), rows + filled, reset, False, len(puts), checksum(puts)), True

    def _row(self, key: tuple[str, str], seq: int, op: str) -> FeedRow:
        return FeedRow(*key, seq, op, msgspec.Raw(self.objects[key][0] if op == "put" else b"null"))

    def sync(self, replica: Replica, limit: int = 2000) -> None:
        """Pulls until nothing is left."""
        for _ in range(1000):
            answer = self.pull(replica.pull_request(limit))
            if isinstance(answer, OtherEpoch):
                replica.take_other_epoch(answer)
            elif replica.take_pull(answer).complete:
                return
        raise AssertionError("the replica does not come to rest")


@dataclass
class Told:
    """What the replica said it changed."""

    all: list[Changes] = field(default_factory=list)

    def __call__(self, changes: Changes) -> None:
        self.all.append(changes)

    def since(self) -> Touched:
        """Joined, since it was asked before."""
        joined = Touched()
        for changes in self.all:
            for touched in changes.by_account.values():
                joined |= touched
        self.all.clear()
        return joined


def visible(replica: Replica) -> dict[tuple[str, str], Any]:
    """All objects that the replica shows, per kind and id."""
    from ssdesk.replica.transaction import Transaction
    from ssdesk.replica.visible import VISIBLE

    found: dict[tuple[str, str], Any] = {}
    with replica._database.reading() as connection:
        tx = Transaction(connection, 0)
        for kind, rows in VISIBLE.items():
            table = {"sent_message": "message", "group": "group_"}.get(kind, kind)
            where = f" WHERE kind = '{kind}'" if table == "message" else ""
            for (oid,) in tx.rows(f"SELECT id FROM {table}{where}"):
                found[kind, oid] = rows.get(tx, oid)
        for kind, oid, payload in tx.rows("SELECT kind, oid, payload FROM other"):
            found.setdefault((kind, oid), msgspec.json.decode(payload))
    return found


def expected(school: FeedSchool) -> dict[tuple[str, str], Any]:
    """The school's view in the same form."""
    seen: dict[tuple[str, str], Any] = {}
    for (kind, oid), payload in school.view().items():
        struct = KINDS.get(kind)
        body = msgspec.json.decode(payload, type=struct) if struct else msgspec.json.decode(payload)
        seen[kind, oid] = body
    return seen


def check_sums(replica: Replica) -> None:
    """Counts, checksums and index queue as a fresh count has them; no object without a holding or a base."""
    with replica._database.reading() as connection:
        run = connection.execute
        counted = run(
            "SELECT folder, coalesce(pupil, ''), count(*), sum(kind = 'message' AND (opened_at IS NULL OR unread)) "
            "FROM message GROUP BY 1, 2"
        ).fetchall()
        kept = run("SELECT folder, pupil, total, unread FROM counter WHERE total OR unread").fetchall()
        assert sorted(kept) == sorted(counted)
        for scope, n, total in run("SELECT id, n, sum FROM scope").fetchall():
            puts = run("SELECT kind, oid, seq FROM holding WHERE scope = ? AND seq > 0", (scope,)).fetchall()
            assert (n, total) == (len(puts), checksum(puts))
        keys = {key for (key,) in run("SELECT key FROM message")}
        queued = {key for (key,) in run("SELECT key FROM unindexed")}
        indexed = {key for (key,) in run("SELECT rowid FROM message_fts")}
        assert queued <= keys
        assert indexed <= keys
        assert keys <= queued | indexed
        shown = ["SELECT kind, id AS oid FROM message", "SELECT kind, oid FROM other"]
        shown += [
            f"SELECT '{kind}', id FROM {kind}" for kind in ("account", "pupil", "contact", "draft", "notifications")
        ]
        kept = "SELECT kind, oid FROM holding UNION SELECT kind, oid FROM base"
        assert run(f"{' UNION ALL '.join(shown)} EXCEPT SELECT * FROM ({kept})").fetchall() == []
