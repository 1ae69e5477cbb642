"""Leaks to be planted in the server's code, each a small change of its source such as somebody might make by mistake.

A change is put into the running program by compiling the changed source of one function and giving its code to the
function that is there, so that all who hold the function get it; a text (SQL) is exchanged as the module's constant.
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any

from sqlalchemy import TextClause, text

from ssdesk.server.hot import Hot


@dataclass(frozen=True)
class Leak:
    """`name` says what leaks; `caught_by` is the check (of `every_check`) that must catch it, others may too. `at`:
    module and function or constant, `old` the piece of its source that becomes `new`. `from_the_start`: it spoils what
    is written, so a world must live with it."""

    name: str
    caught_by: str
    at: str
    old: str
    new: str
    from_the_start: bool = False


LEAKS = (
    Leak(
        "who is answering in a mailbox is told to everybody",
        "pulls",
        "commands.answering:tell",
        '[f"m:{mailbox}"]',
        '[f"m:{mailbox}", "g:all"]',
        from_the_start=True,
    ),
    Leak(
        "the name of who answers stands below the mailbox's",
        "traces",
        "commands.messages:_send",
        "sender_role=sender.role,",
        'sender_role=sender.role + (f" {acting.account}" if shared else ""),',
        from_the_start=True,
    ),
    Leak(
        "anybody writes in the name of a mailbox",
        "commands",
        "commands.recipients:writer",
        "if name in acting.own and",
        "if name and",
    ),
    Leak(
        "staff open what lies in the mailbox of others",
        "commands",
        "shared_mailboxes:held",
        "_h.account == account",
        "_h.account != account",
    ),
    Leak(
        "parents see the group of their class, with how many they are",
        "pulls",
        "groups:refresh",
        '[f"cs:{id_}", "office"]',
        '[f"cs:{id_}", "office", f"c:{id_}:parents"]',
        from_the_start=True,
    ),
    Leak(
        "anybody may write to any group",
        "commands",
        "commands.audience:in_groups",
        'objects.visible(connection, school, acting.account, "group", one.group)',
        'objects.payload(connection, school, "group", one.group, kinds.Group)',
    ),
    Leak(
        "anybody asks who of any group reads nothing",
        "questions",
        "ask:_audience",
        'call.signed_in.kind != "staff"',
        "not call.account",
    ),
    Leak(
        "one confirms in the name of another",
        "commands",
        "commands.requests:respond",
        "& _c.recipient.in_(acting.own)",
        "",
    ),
    Leak(
        "anybody takes back the message of another",
        "commands",
        "commands.requests:withdraw",
        "& _m.sender.in_(acting.own)",
        "",
    ),
    Leak(
        "a recipient is told how many there are",
        "pulls",
        "commands.messages:_deliver",
        "recipients=[], count=0",
        "recipients=[], count=sent.count",
        from_the_start=True,
    ),
    Leak(
        "what became of a copy is told to its recipient's family",
        "pulls",
        "commands.receipts:_put",
        "[shared_mailboxes.scope_of(connection, school, row.sender)]",
        '[f"a:{row.sender}", f"a:{row.recipient}"]',
        from_the_start=True,
    ),
    Leak(
        "the accounts of a child share a scope with their messages in it",
        "pulls",
        "message_parts:put_copies",
        'feed.put_alike(connection, school, "message", part, objects, blobs=blobs)',
        "for _, oid, own in objects:\n"
        '        beside = [f"p:{own.pupil}:name"]\n'
        '        feed.put(connection, school, "message", oid, own, beside, new=True, blobs=blobs, part=part)',
        from_the_start=True,
    ),
    Leak(
        "parents of a class find each other in the address book",
        "pulls",
        "people:contact_scopes",
        'scopes.add(f"cs:{holder.class_}")',
        'scopes |= {f"cs:{holder.class_}", f"c:{holder.class_}:parents"}',
        from_the_start=True,
    ),
    Leak(
        "a recipient gets the list of the others",
        "pulls",
        "commands.messages:_deliver",
        "recipients=[],",
        "recipients=sent.recipients,",
        from_the_start=True,
    ),
    Leak(
        "the sender's address comes with the message",
        "traces",
        "commands.messages:_send",
        "sender_role=sender.role,",
        "sender_role=sender.role + connection.scalar("
        'select(t.account.c.email + "").where(t.account.c.id == acting.account)),',
        from_the_start=True,
    ),
    Leak(
        "whoever knows the hash of a file gets the file",
        "files",
        "blobs:fetch",
        "connection.execute(_REFERRED, bound).first() is None",
        "False",
    ),
    Leak(
        "whoever knows the hash of a file may send it to himself",
        "commands",
        "commands.files:require",
        "if sha256 not in known:",
        "if sha256 not in known and not connection.scalar(select(t.blob.c.size).where(t.blob.c.sha256 == sha256)):",
    ),
    Leak(
        "the office's acts are open to everybody who is signed in",
        "not_office",
        "gate:let_in",
        "gate is Gate.OFFICE and not session.office",
        "gate is Gate.OFFICE and session.kind == 'main'",
    ),
    Leak(
        "a token opens every school of the server",
        "tokens",
        "gate:_WHO",
        "WHERE d.school = :school AND d.token = :token",
        "WHERE :school = :school AND d.token = :token",
    ),
    Leak(
        "the other parent sees drafts",
        "pulls",
        "commands.drafts:_write",
        '[f"a:{acting.account}"]',
        '[f"a:{acting.account}", *([f"p:{acting.pupil}:name"] if acting.pupil else [])]',
        from_the_start=True,
    ),
    Leak(
        "a child's results are put before its class",
        "pulls",
        "record:put_result",
        '[scope(result.pupil, "results")]',
        '[scope(result.pupil, "results"), "c:" + connection.exec_driver_sql('
        '"SELECT class_ FROM pupil WHERE id = ?", (result.pupil,)).scalar_one() + ":parents"]',
        from_the_start=True,
    ),
    Leak(
        "what the school hides from a role is shown to it",
        "hides",
        "grants:holders",
        "settings.record(row.kind, row.role)",
        'settings.record("main", row.role)',
    ),
    Leak(
        "hidden reports come with the child's name",
        "files",
        "record:put_report",
        'scope(report.pupil, "reports")',
        'scope(report.pupil, "name")',
        from_the_start=True,
    ),
    Leak(
        "a prepared report is there at once",
        "releases",
        "publish:publish",
        "if at <= now:",
        'if at <= now or kind == "report":',
    ),
    Leak(
        "a report that is put off stays where it was",
        "releases",
        "publish:withdraw",
        "feed.remove(connection, school, kind, oid)",
        "pass",
    ),
    Leak(
        "the other parent sees what one ticked as done",
        "pulls",
        "commands.agenda:tick",
        '[f"a:{acting.account}"]',
        '[f"a:{acting.account}", *([f"p:{acting.pupil}:name"] if acting.pupil else [])]',
        from_the_start=True,
    ),
    Leak(
        "an item of another class's agenda can be ticked",
        "commands",
        "commands.agenda:tick",
        'objects.visible(connection, acting.school.id, acting.account, "agenda_item", args.item)',
        "connection.exec_driver_sql(\"SELECT 1 FROM object_ WHERE kind = 'agenda_item' AND oid = ?\", "
        "(args.item,)).first()",
    ),
    Leak(
        "news of a class is told to all",
        "traces",
        "news:put",
        'or {"g:all"}',
        '| {"g:all"}',
        from_the_start=True,
    ),
    Leak(
        "an absence names the parent who reported it",
        "adults",
        "record:put_absence",
        "absence.id, absence, [scope",
        'absence.id, __import__("msgspec").structs.replace(absence, note=connection.exec_driver_sql('
        "\"SELECT name FROM account WHERE kind = 'co' AND pupil = ?\", (absence.pupil,)).scalar()), [scope",
        from_the_start=True,
    ),
    Leak(
        "the accounts of a child who left still see its class",
        "leaves",
        "grants:holders",
        "None if row.left_at else row.class_,",
        "row.class_,",
    ),
    Leak(
        "a part that is hidden from now on is kept by who had it",
        "hides",
        "accounts:set_settings",
        "if settings.hidden != before.hidden:",
        "if not before:",
    ),
    Leak(
        "a closed account keeps its grants",
        "grants",
        "grants:scopes_of",
        "if holder.state in OUT:",
        "if not holder.id:",
        from_the_start=True,
    ),
    Leak(
        "a suspended account gets in",
        "not_active",
        "gate:_must_be_active",
        'if state.step != "active":',
        'if state.step not in ("active", "suspended"):',
    ),
    Leak(
        "one recipient sees when another has read",
        "pulls",
        "commands.messages:open_",
        "receipts.note(connection, school, args.message)",
        "receipts.note(connection, school, args.message)\n"
        "    of = select(_c.message).where(_c.id == args.message).scalar_subquery()\n"
        "    for other in connection.scalars(select(_c.id).where(_c.message == of, _c.id != args.message)).all():\n"
        '        _change(connection, school, "message", other, answered_at=acting.now)',
        from_the_start=True,
    ),
    Leak(
        "the refusal tells whether the other parent exists",
        "letters",
        "commands.recipients:addressees",
        "if account not in known or account == writer:",
        "if account not in known and connection.scalar(select(_a.id).where(_a.id == account)):\n"
        '            raise _left("")\n'
        "        if account not in known or account == writer:",
    ),
    Leak(
        "somebody else's copy can be opened",
        "commands",
        "commands.messages:_own_copy",
        ", _c.recipient.in_(acting.own)",
        "",
    ),
    Leak(
        "somebody else's sent message can be flagged and moved",
        "commands",
        "commands.messages:_own_kind",
        ", _m.sender.in_(acting.own))",
        ")",
    ),
    Leak(
        "messages can be put into somebody else's folder",
        "commands",
        "commands.messages:_require_folder",
        "& (t.folder.c.account == acting.account)",
        "",
    ),
    Leak(
        "somebody else's folder can be deleted",
        "state",
        "commands.folders:delete_",
        " & (_f.account == acting.account)",
        "",
    ),
    Leak(
        "the other parent sees one's folders",
        "pulls",
        "commands.folders:save",
        '[f"a:{acting.account}"]',
        '[f"a:{acting.account}", *([f"p:{acting.pupil}:name"] if acting.pupil else [])]',
        from_the_start=True,
    ),
    Leak(
        "somebody else's kept text can be deleted",
        "state",
        "commands.own_texts:delete_",
        " & (_o.account == acting.account)",
        "",
    ),
    Leak(
        "the other parent sees one's signature",
        "pulls",
        "commands.own_texts:save",
        '[f"a:{acting.account}"]',
        '[f"a:{acting.account}", *([f"p:{acting.pupil}:name"] if acting.pupil else [])]',
        from_the_start=True,
    ),
    Leak(
        "the sender sees that a message was marked unread",
        "pulls",
        "commands.messages:mark_unread",
        '_mark(connection, acting.school.id, "message", args.message, unread=args.unread)',
        '_mark(connection, acting.school.id, "message", args.message, unread=args.unread)\n'
        "    sent = connection.scalar(select(_c.message).where(_c.id == args.message))\n"
        '    _change(connection, acting.school.id, "sent_message", sent, flag="!")',
        from_the_start=True,
    ),
    Leak(
        "somebody else's draft can be deleted",
        "state",
        "commands.drafts:discard",
        " & (_d.account == acting.account)",
        "",
    ),
    Leak(
        "somebody else's upload can be continued",
        "uploads",
        "uploads:_own",
        " & (_u.account == call.account)",
        "",
    ),
    Leak(
        "the other parent's computer can be signed out",
        "devices",
        "devices:_review",
        "_d.account == call.account, _d.id.in_(body.remove)",
        "_d.id.in_(body.remove)",
    ),
    Leak(
        "whoever names a scope is given it",
        "scopes",
        "pull:pull",
        "drop = sorted(",
        "scopes += [_Scope(key, top, 0, 0, 0) for key in request.have if key not in {s.key for s in scopes}]\n"
        "    drop = sorted(",
    ),
    Leak(
        "everybody is woken by everything",
        "pokes",
        "hub:Hub._round",
        "if listener.account in news:",
        "if news.setdefault(listener.account, seq):",
    ),
    Leak(
        "the list of devices is that of all the child's accounts",
        "traces",
        "devices:_list",
        "_d.account == call.account,",
        "_d.account.in_(select(t.account.c.id).where(t.account.c.pupil == call.signed_in.pupil)),",
    ),
)


@contextmanager
def planted(leak: Leak) -> Iterator[None]:
    """The server with this leak, until the end. LookupError: the piece of source is no longer there just once."""
    module_name, _, name = leak.at.partition(":")
    module = importlib.import_module(f"ssdesk.server.{module_name}")
    there = attrgetter(name)(module)
    if isinstance(there, FunctionType):
        sound = there.__code__
        there.__code__ = _code(there, leak)
        try:
            yield
        finally:
            there.__code__ = sound
        return
    setattr(module, name, _exchanged(there, leak))
    try:
        yield
    finally:
        setattr(module, name, there)


def _code(function: FunctionType, leak: Leak) -> CodeType:
    source = _changed(textwrap.dedent(inspect.getsource(function)), leak)
    unit = compile("from __future__ import annotations\n" + source, f"<{leak.name}>", "exec")
    return next(part for part in unit.co_consts if isinstance(part, CodeType) and part.co_name == function.__name__)


def _exchanged(constant: Any, leak: Leak) -> Any:
    if isinstance(constant, Hot):
        return Hot(_changed(constant._sqlite, leak))
    if isinstance(constant, TextClause):
        return text(_changed(constant.text, leak))
    raise TypeError(leak.at)


def _changed(source: str, leak: Leak) -> str:
    if source.count(leak.old) != 1:
        raise LookupError(
            f"{leak.at} has {leak.old!r} {source.count(leak.old)} times: the leak {leak.name!r} needs care"
        )
    return source.replace(leak.old, leak.new)
