"""The tables: columns come from the wire, and an older file is carried over."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from ssdesk.errors import SsdeskError
from ssdesk.models.message import COUNTER, INDEX_DDL, MESSAGE, UNINDEXED
from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import KINDS, Message
from ssdesk.replica import Replica, schema
from ssdesk.replica.actions import SaveDraft, SendMessage
from ssdesk.replica.database import connect
from ssdesk.replica.inbox import Filter
from tests.replica.feed_school import KEY, FeedSchool, check_sums, expected, visible

Letter = Callable[..., Message]
LOCAL = {"message": {"key", "kind", "state", "overview"}, "draft": {"key", "changed", "problem", "refused"}}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_columns_are_the_wire_fields_and_the_listed_local_ones(kind: str) -> None:
    name = {"sent_message": "message", "group": "group_"}.get(kind, kind)
    (table,) = [table for table in schema.SYNCED if table.name == name]
    assert isinstance(table, WireTable)
    assert table.struct is KINDS[kind]
    wire = {field.name for field in msgspec.structs.fields(KINDS[kind])}
    assert set(table.names) == wire | LOCAL.get(name, set())
    assert {column.name for column in table.wire} == wire


def test_every_kind_has_a_table() -> None:
    structs = {table.struct for table in schema.SYNCED if isinstance(table, WireTable)}
    assert structs == set(KINDS.values())


def test_a_change_of_the_kept_tables_asks_for_a_numbered_step() -> None:
    """Whoever changes a kept table adds a step to `schema.STEPS`, a test of it, and the new sum here."""
    sums = {0: "da74ee06cf333586"}
    ddl = "\n".join(sql for table in schema.KEPT for sql in table.ddl)
    assert sha256(ddl.encode()).hexdigest()[:16] == sums[len(schema.STEPS)]


def test_an_older_file_is_carried_over_stays_readable_and_is_read_anew(
    open_replica: Callable[[], Replica], school: FeedSchool, letter: Letter, tmp_path: Path
) -> None:
    replica = open_replica()
    for number in range(30):
        school.put("message", letter(number, answer_by=5))
    school.sync(replica)
    replica.index_pending()
    replica.do(SendMessage(to=["c" * 32], subject="Ziek", body="Noor is ziek."))
    replica.drafts.keep(SaveDraft(draft="e" * 32, body="Half"))
    replica.set_setting("colour", "3")
    replica.close()
    make_older(tmp_path / "replica" / "replica.db")
    replica = open_replica()
    assert len(replica.inbox.keys(Filter())) == 30
    assert [row.answer_by for row in replica.inbox.first_page(Filter(), 1)] == [None]
    assert replica.cursors() == {}
    assert [item.subject for item in replica.outbox.items()] == ["Ziek"]
    assert [draft.body for draft in replica.drafts.all()] == ["Half"]
    assert replica.setting("colour") == "3"
    school.sync(replica)
    own = {("draft", "e" * 32), ("sent_message", replica.outbox.items()[0].id)}
    assert {key: body for key, body in visible(replica).items() if key not in own} == expected(school)
    assert replica.inbox.to_answer() == 30
    assert [row.state for row in replica.inbox.first_page(Filter("sent"))] == ["waiting"]
    check_sums(replica)
    replica = open_replica()
    assert replica.cursors() != {}


def make_older(file: Path) -> None:
    """As a version would have left it whose messages had no answer-by and no overview, whose index was another one, and
    whose pupils had a field that is gone."""
    connection = connect(file, KEY)
    connection.execute("BEGIN")
    old = [name for name in MESSAGE.names if name not in ("answer_by", "overview")]
    listed = ", ".join(f'"{name}"' for name in old)
    for index in ("message_to_answer", "message_folder"):
        connection.execute(f"DROP INDEX {index}")
    connection.execute("ALTER TABLE message DROP COLUMN answer_by")
    connection.execute("ALTER TABLE message DROP COLUMN overview")
    connection.execute("CREATE INDEX message_folder ON message(folder, sent_at)")
    assert connection.execute(f"SELECT {listed} FROM message").fetchone() is not None
    connection.execute("ALTER TABLE pupil ADD COLUMN nickname TEXT NOT NULL DEFAULT 'x'")
    connection.execute("DROP TABLE message_fts")
    connection.execute(INDEX_DDL.replace("subject, sender, recipients, files, texts, body", "subject, body"))
    connection.execute(f"DROP TABLE {COUNTER.name}")
    connection.execute(f"DROP TABLE {UNINDEXED.name}")
    connection.execute("UPDATE meta SET value = 'an older form' WHERE name = 'form'")
    connection.execute("COMMIT")
    connection.close()


def test_kept_tables_change_by_numbered_steps(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db", KEY)
    first = ("ALTER TABLE setting ADD COLUMN at INTEGER NOT NULL DEFAULT 0", "UPDATE setting SET at = 7")
    second = ("UPDATE setting SET at = at + 1",)
    schema.prepare(connection, steps=())
    connection.execute("INSERT INTO setting VALUES ('colour', '3')")
    assert not schema.prepare(connection, steps=(first,))
    assert not schema.prepare(connection, steps=(first, second))
    assert not schema.prepare(connection, steps=(first, second))
    assert connection.execute("SELECT * FROM setting").fetchall() == [("colour", "3", 8)]
    with pytest.raises(SsdeskError, match="newer version") as caught:
        schema.prepare(connection, steps=(first,))
    assert caught.value.code == "newer-replica"
    connection.close()
