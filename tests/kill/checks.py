"""Holds the school's own file, the mails that arrived and the desktop's copy against what the desktop said it did.

The server's side is read with plain SQL: no part of the server or of the sync is asked.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import KINDS
from ssdesk.replica import Replica
from ssdesk.replica.inbox import FOLDERS, Filter
from ssdesk.replica.visible import VISIBLE
from ssdesk.server.effects import effect_id
from tests.kill.ledger import UNMOVED, Ledger
from tests.kill.run import TOLD_BY_MAIL, Run
from tests.school import PEOPLE, WILG, id_of

Objects = dict[tuple[str, str], Any]
_VISIBLE = (
    "SELECT DISTINCT f.kind, f.oid, o.payload, p.payload "
    "FROM feed f JOIN grant_ g ON g.school = f.school AND g.scope = f.scope "
    "JOIN object_ o ON o.school = f.school AND o.kind = f.kind AND o.oid = f.oid "
    "LEFT JOIN part p ON p.school = o.school AND p.id = o.part "
    f"WHERE f.school = '{WILG}' AND f.op = 'put' AND g.account = '{{}}'"
)


class Finding(NamedTuple):
    """Something that must not be. `what`: lost, doubled, … ; `about`: enough to look for it."""

    what: str
    about: object


def findings(run: Run) -> list[Finding]:
    """Of a run that came to rest; empty when all is well."""
    ledger = Ledger.of(run.lines)
    found: list[Finding] = []
    for check in (_messages, _commands, _files, _drafts, _folders, _receipts, _notices):
        found += check(run, ledger)
    return [*found, *_replicas(run, ledger), *_logs(run)]


# ---- At the school ---------------------------------------------------------------------------------------------------
def _messages(run: Run, ledger: Ledger) -> Iterator[Finding]:
    """Sent once and to each recipient once: in the school's tables and in the mailboxes."""
    rows = run.ask("SELECT subject FROM message WHERE subject NOT LIKE 'Oud %'")
    kept = Counter(subject for (subject,) in rows)
    copies = Counter(run.ask("SELECT m.subject, c.recipient FROM copy c JOIN message m ON m.id = c.message"))
    travels: Counter[tuple[str, str]] = Counter()
    sql = "SELECT o.kind, p.payload FROM object_ o JOIN part p ON p.school = o.school AND p.id = o.part"
    for kind, payload in run.ask(sql):
        travels[kind, msgspec.json.decode(payload)["subject"]] += 1
    yield from (Finding("out of nothing", subject) for subject in kept.keys() - ledger.messages.keys())
    for subject, states in ledger.messages.items():
        to = ledger.sent[subject].to
        if kept[subject] > 1:
            yield Finding("doubled", subject)
        elif bool(kept[subject]) not in states:
            yield Finding("taken back, yet delivered" if kept[subject] else "lost", subject)
        elif kept[subject]:
            if any(copies[subject, account] != 1 for account in to):
                yield Finding("not once in each mailbox", subject)
            if (travels["sent_message", subject], travels["message", subject]) != (1, len(to)):
                yield Finding("not once in the feed", subject)


def _commands(run: Run, ledger: Ledger) -> Iterator[Finding]:
    """What was queued was taken, under its own id."""
    results = {id_: msgspec.json.decode(result)["status"] for id_, result in run.ask("SELECT id, result FROM command")}
    for id_, tried in ledger.commands.items():
        if results.get(id_) != "ok":
            yield Finding("refused" if id_ in results else "lost", tried)


def _files(run: Run, ledger: Ledger) -> Iterator[Finding]:
    for subject, attachments in run.ask("SELECT subject, attachments FROM message WHERE subject LIKE 'k%x%'"):
        hashes = [file.sha256 for file in msgspec.json.decode(attachments, type=list[Attachment])]
        if subject in ledger.sent and hashes != ledger.sent[subject].files:
            yield Finding("other attachments", subject)
        for sha256 in hashes:
            place = run.data / "blobs" / WILG / sha256[:2] / sha256
            if not place.exists() or hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
                yield Finding("an attachment is not whole", subject)


def _drafts(run: Run, ledger: Ledger) -> Iterator[Finding]:
    here = {id_: msgspec.json.decode(content)["body"] for id_, content in run.ask("SELECT id, content FROM draft")}
    for draft, states in ledger.drafts.items():
        if here.get(draft, "") not in states:
            yield Finding("draft lost or old", (draft, here.get(draft), states))
    rest = Counter(here[draft] for draft in here.keys() - ledger.drafts.keys())
    for words, count in rest.items():
        if count > 1 or words not in ledger.returned:
            yield Finding("draft doubled", words)


def _folders(run: Run, ledger: Ledger) -> Iterator[Finding]:
    rows = run.ask("SELECT recipient, id, folder FROM copy UNION ALL SELECT sender, id, folder FROM message")
    places = {(account, id_): folder for account, id_, folder in rows}
    for key, states in ledger.folders.items():
        at_first = places.get(key) in ("inbox", "sent") and UNMOVED in states
        if places.get(key) not in states and not at_first:
            yield Finding("in another folder", (key, places.get(key), states))


def _receipts(run: Run, ledger: Ledger) -> Iterator[Finding]:
    """Made by opening and by nothing else, and told to the sender as they are."""
    told = {
        oid: msgspec.json.decode(payload).get("opened_at")
        for oid, payload in run.ask("SELECT oid, payload FROM object_ WHERE kind = 'receipt'")
    }
    for account, id_, at in run.ask("SELECT recipient, id, opened_at FROM copy"):
        if (at is not None) not in ledger.opened.get((account, id_), {False}):
            yield Finding("a receipt without opening, or none", (account, id_))
        if told.pop(id_, None) != at:
            yield Finding("the sender is told another receipt", id_)
    yield from (Finding("a receipt of nothing", id_) for id_ in told)


# ---- Mails -----------------------------------------------------------------------------------------------------------
def _notices(run: Run, ledger: Ledger) -> Iterator[Finding]:
    """Each recipient who wants it was told at least once of each message, with no word of it; and not again once the
    server had noted that it was."""
    effects = {id_: (account, due) for id_, account, due in run.ask("SELECT id, account, due FROM effect")}
    asked = {
        effect_id(message, account, "notice"): at
        for message, account, at in run.ask("SELECT c.message, c.recipient, m.sent_at FROM copy c JOIN message m "
                                            "ON m.id = c.message WHERE m.subject LIKE 'k%x%'")
        if account in {id_of(name) for name in TOLD_BY_MAIL}
    }  # fmt: skip
    if effects.keys() != asked.keys():
        yield Finding("notices missing or out of nothing", effects.keys() ^ asked.keys())
        return
    yield from (Finding("notice not settled", id_) for (id_,) in run.ask("SELECT id FROM effect WHERE state <> 'done'"))
    arrived = Counter(mail.id for mail in run.mailman.arrived)
    yield from (Finding("notice lost", id_) for id_ in effects.keys() - _told(effects, asked, set(arrived)))
    addresses = {id_of(name): f"{name}@example.org" for name in PEOPLE}
    for mail in run.mailman.arrived:
        if mail.told_before:
            yield Finding("notice sent after it was noted as sent", mail.id)
        if mail.id not in effects or mail.to != addresses[effects[mail.id][0]]:
            yield Finding("a mail to somebody else", mail.id)
        if any(subject.encode() in mail.raw for subject in ledger.messages):
            yield Finding("a mail with content", mail.id)
    again = sum(arrived.values()) - len(arrived)
    if again > run.server_kills:
        yield Finding("notices doubled without a kill", again)


def _told(effects: dict[str, tuple[str, int]], asked: dict[str, int], arrived: set[str]) -> set[str]:
    """The notices that went out, and those that were settled because another one, which waited then, told of them."""
    told = arrived & effects.keys()
    while True:
        spans = [(effects[id_][0], asked[id_], effects[id_][1]) for id_ in told]
        with_others = {
            id_
            for id_, (account, at) in effects.items()
            if any(to == account and since <= at <= until for to, since, until in spans)
        }
        if with_others <= told:
            return told
        told |= with_others


# ---- The desktop -----------------------------------------------------------------------------------------------------
def _replicas(run: Run, ledger: Ledger) -> Iterator[Finding]:
    refused: Counter[str] = Counter()
    for place, secret in run.secrets():
        replica = Replica.open(place.folder, secret.key, run.time.at_start, lambda _: None)
        try:
            yield from (Finding(what, place.account) for what in _differences(run, place.account, replica))
            refused.update(draft.body for draft in replica.drafts.all() if draft.problem is not None)
        finally:
            replica.close()
    for words, states in ledger.refused.items():
        if refused.pop(words, 0) not in {int(state) for state in states}:
            yield Finding("words of a refused message lost or doubled", words)
    if refused:
        yield Finding("refused out of nothing", refused)


def _differences(run: Run, account: str, replica: Replica) -> Iterator[str]:
    wanted: Objects = {
        (kind, oid): msgspec.json.decode(_whole(own, shared), type=KINDS[kind])
        for kind, oid, own, shared in run.ask(_VISIBLE.format(account))
    }
    refused = {("draft", draft.id) for draft in replica.drafts.all() if draft.problem is not None}
    have = _objects(replica)
    for key in (wanted.keys() | have.keys()) - refused:
        if wanted.get(key) != have.get(key):
            yield f"desktop differs: {key} {_difference(have.get(key), wanted.get(key))}"
    scopes = {key for (key,) in run.ask(f"SELECT scope FROM grant_ WHERE account = '{account}'")}
    if replica.cursors().keys() != scopes:
        yield "desktop has other scopes"
    if replica.fact("mismatches") or replica.recovered:
        yield "desktop was damaged"
    yield from _unsettled(replica, refused)
    yield from _lists(replica, have)


def _whole(own: bytes, shared: bytes | None) -> bytes:
    """An object of its two pieces."""
    if shared is None:
        return own
    return msgspec.json.encode({**msgspec.json.decode(shared), **msgspec.json.decode(own)})


def _unsettled(replica: Replica, refused: set[tuple[str, str]]) -> Iterator[str]:
    with replica.write(durable=False) as tx:
        open_ = tx.rows("SELECT type, state, problem FROM outbox WHERE state NOT IN ('done', 'refused')")
        laid = set(tx.rows("SELECT kind, oid FROM base")) - refused
    if open_:
        yield f"desktop's outbox is not done: {open_[:3]}"
    if laid:
        yield f"desktop still lays something over the server's copy: {laid}"
    if sum(item.state == "refused" for item in replica.outbox.items()) != len(refused):
        yield "desktop does not show each refusal"


def _lists(replica: Replica, have: Objects) -> Iterator[str]:
    """Counts are those of the lists, and every message is found by its subject."""
    counts = replica.inbox.counts()
    for folder in FOLDERS:
        told = counts.get(folder)
        if (told.total if told else 0) != len(replica.inbox.keys(Filter(folder))):
            yield f"desktop counts another number in {folder}"
    subjects = Counter(body.subject for (kind, _), body in have.items() if kind in ("message", "sent_message"))
    for subject, count in subjects.items():
        if subject.startswith("k") and len(replica.inbox.keys(Filter("", words=f'"{subject}"'))) != count:
            yield f"desktop does not find {subject}"


def _difference(have: Any, wanted: Any) -> str:
    if have is None or wanted is None:
        return "is not at the school" if wanted is None else "is not here"
    names = [field for field in wanted.__struct_fields__ if getattr(have, field) != getattr(wanted, field)]
    return ", ".join(f"{name}: {getattr(have, name)!r}, not {getattr(wanted, name)!r}" for name in names)[:300]


def _objects(replica: Replica) -> Objects:
    found: Objects = {}
    with replica.write(durable=False) as tx:
        for kind, rows in VISIBLE.items():
            table = {"sent_message": "message", "group": "group_"}.get(kind, kind)
            where = f" WHERE kind = '{kind}'" if table == "message" else ""
            for (oid,) in tx.rows(f"SELECT id FROM {table}{where}"):
                found[kind, oid] = rows.get(tx, oid)
    return found


# ---- What they logged ------------------------------------------------------------------------------------------------
def _logs(run: Run) -> Iterator[Finding]:
    for name, marks in (("server.log", ("WARNING", "ERROR", "Traceback")), ("desktop.log", ("",))):
        path = run.folder / name
        lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
        surprises = [line for line in lines if any(mark in line for mark in marks)]
        if surprises:
            yield Finding(f"said in {name}", surprises[:30])
    yield from (Finding("an account cannot be opened", line.text) for line in run.lines if line.event == "broken")
