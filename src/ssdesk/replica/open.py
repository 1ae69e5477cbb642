"""A replica: the encrypted copy of what one account may see, with all that reads and writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import msgspec

from ssdesk.errors import ReplicaDamaged
from ssdesk.paths import private_folder
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.pull import MAX_ROWS, Cursor, OtherEpoch, PullAnswer, PullRequest
from ssdesk.replica import outbox, recover, schema
from ssdesk.replica.action import Action
from ssdesk.replica.apply import SLICE, Applied, Apply, cursors
from ssdesk.replica.changes import Changes, Tell
from ssdesk.replica.database import Database
from ssdesk.replica.drafts import DraftBox
from ssdesk.replica.file_texts import FileTexts
from ssdesk.replica.files import Files
from ssdesk.replica.inbox import Inbox
from ssdesk.replica.mailboxes import Mailboxes
from ssdesk.replica.outbox import Outbox
from ssdesk.replica.own_texts import OwnTexts
from ssdesk.replica.people import People
from ssdesk.replica.planner import Planner
from ssdesk.replica.receipts import Receipts
from ssdesk.replica.record import Record
from ssdesk.replica.search import Index
from ssdesk.replica.transaction import Transaction

Clock = Callable[[], int]  # milliseconds since 1970


class Replica:
    """`folder` holds the files of one account, `account` names it in `Changes`. `tell` hears of every commit.

    Screens read `inbox`, `receipts`, `people`, `planner`, `record`, `drafts`, `own_texts`, `outbox`, `files`; they
    change something by `do`. The sync uses `pull_request`, `take_pull`, `take_other_epoch`, `outbox` and
    `index_pending`. Everything may be called from any thread; a read sees one commit, and never waits for a writer.
    """

    def __init__(self, folder: Path, key: bytes, clock: Clock, tell: Tell, account: str = "") -> None:
        """Use `open`."""
        self.folder, self.account = folder, account or folder.name
        self._clock, self._tell = clock, tell
        self._database = Database(folder / recover.REPLICA, key)
        try:
            with self.write(durable=True) as tx:
                tx.everything = schema.prepare(tx.connection)
            self.files = Files(Database(folder / recover.FILES, key), clock)
        except BaseException:
            self._database.close()
            raise
        recover.keep_fingerprint(folder, key)
        self._apply = Apply(self.write)
        self.outbox = Outbox(self._database, self.write)
        self.inbox = Inbox(self._database, clock)
        self.people = People(self._database)
        self.receipts = Receipts(self._database)
        self.planner = Planner(self._database)
        self.record = Record(self._database, self.write, clock)
        self.drafts = DraftBox(self._database, self.write)
        self.own_texts = OwnTexts(self._database)
        self.mailboxes = Mailboxes(self._database, clock)
        self.index = Index(self._database, self.write)
        self.texts = FileTexts(self._database, self.files, self.write)

    @classmethod
    def open(cls, folder: Path, key: bytes, clock: Clock, tell: Tell, account: str = "") -> Replica:
        """Opens the replica, or makes a new one. Found damaged, it is recovered: see `recovered`.

        SsdeskError `wrong-key`, `newer-replica`: nothing was changed. DiskFull. ValueError: not a key of 32 bytes.
        ReplicaDamaged, from any method later on: close it and open it again.
        """
        private_folder(folder)
        recover.check_key(folder, key)
        recover.finish_swap(folder)
        report = recover.recover_damaged(folder, key, clock())
        try:
            replica = cls(folder, key, clock, tell, account)
        except ReplicaDamaged:
            recover.check_key(folder, key, opened=False)
            report = recover.recover_damaged(folder, key, clock())
            replica = cls(folder, key, clock, tell, account)
        if report is not None:
            with replica.write(durable=True) as tx:
                tx.note("recovered", report.note())
        return replica

    @property
    def recovered(self) -> recover.Recovered | None:
        """What became of the copy when it was found damaged; until `dismiss_recovered`."""
        kept = self.fact("recovered")
        return msgspec.json.decode(kept, type=recover.Recovered) if kept else None

    def dismiss_recovered(self) -> None:
        with self.write(durable=True) as tx:
            tx.run("DELETE FROM meta WHERE name = 'recovered'")
            tx.status = True

    def close(self) -> None:
        """Waits for the transaction at work. Reads after it raise Cancelled, writes an SsdeskError."""
        self._database.close()
        self.files.close()

    # ---- Writing -----------------------------------------------------------------------------------------------------
    @contextmanager
    def write(self, *, durable: bool) -> Iterator[Transaction]:
        """One transaction, told about after its commit. `durable`: see `Database.writing`."""
        with self._database.writing(durable=durable) as connection:
            tx = Transaction(connection, self._clock())
            yield tx
            touched = tx.finish()
        if touched:
            self._tell(Changes(MappingProxyType({self.account: touched})))
        if not durable:
            self._database.checkpoint()

    def do(self, action: Action, wait_ms: int = 0) -> str | None:
        """What the action changes is seen, and its command is on the disk, when this returns. The command leaves after
        `wait_ms`, and can be withdrawn until then. The id of the command; None when there was nothing to do. DiskFull:
        nothing has changed."""
        with self.write(durable=True) as tx:
            return outbox.do(tx, action, new_id(), tx.now + wait_ms if wait_ms else 0)

    # ---- Syncing -----------------------------------------------------------------------------------------------------
    @property
    def epoch(self) -> str:
        """The school's history that the replica follows; empty before the first pull."""
        return self.fact("epoch")

    def pull_request(self, limit: int = MAX_ROWS) -> PullRequest:
        with self._database.reading() as connection:
            tx = Transaction(connection, 0)
            return PullRequest(tx.fact("epoch"), cursors(tx), limit)

    def cursors(self) -> dict[str, Cursor]:
        return self.pull_request().have

    def take_pull(self, answer: PullAnswer, pause: Callable[[], None] | None = None, rows: int = SLICE) -> Applied:
        """See `Apply.take_pull`."""
        return self._apply.take_pull(answer, pause, rows)

    def take_other_epoch(self, answer: OtherEpoch) -> bool:
        """See `Apply.take_other_epoch`."""
        return self._apply.take_other_epoch(answer)

    def index_pending(self, limit: int = 500) -> int:
        """Makes up to `limit` messages searchable, newest first; when all are, reads a file that came, or takes a step
        of removing what forgotten objects left behind, files and words. How many messages or steps, at least, are still
        to do."""
        left = self.index.step(limit)
        if left:
            return left
        if self.texts.step():
            return 1
        if self.index.begin_rewrite():
            self.files.sweep(self._named_files())
            self.texts.sweep()
            return 1
        return int(self.index.rewrite())

    def _named_files(self) -> set[str]:
        """Contents that a message, a draft or a command names."""
        named = "SELECT json_extract(value, '$.sha256') FROM {0}, json_each({0}.attachments) WHERE attachments <> '[]'"
        needed = "SELECT value FROM outbox, json_each(needs) WHERE state IN ('waiting', 'answered')"
        with self._database.reading() as connection:
            report = "SELECT json_extract(file, '$.sha256') FROM report"
            sql = " UNION ".join((*(named.format(table) for table in ("message", "draft", "news")), report, needed))
            return {sha for (sha,) in connection.execute(sql)}

    # ---- Facts and settings ------------------------------------------------------------------------------------------
    def fact(self, name: str) -> str:
        """`last_success` (ms), `mismatches` …; empty when unknown."""
        with self._database.reading() as connection:
            return Transaction(connection, 0).fact(name)

    def setting(self, name: str) -> str:
        """A local setting of this account; empty when unset."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def set_setting(self, name: str, value: str) -> None:
        with self.write(durable=True) as tx:
            tx.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)
            tx.status = True
