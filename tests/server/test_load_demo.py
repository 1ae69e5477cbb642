"""The generated demo schools in a database: everything that holds of a school made by hand holds of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pypdfium2
import pytest
from sqlalchemy import Connection, select

from ssdesk.protocol.ids import new_id
from ssdesk.protocol.kinds import KINDS, Message
from ssdesk.protocol.pull import checksum
from ssdesk.server import activation, cli, feed, groups, load_demo, people
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.commands import scheduled
from ssdesk.server.demo import data
from ssdesk.server.demo.generate import generate
from tests.school import CHEAP, Clock
from tests.server.conftest import Client, Described
from tests.server.people import Someone

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=ZoneInfo("Europe/Brussels"))
SLUGS = ("dewilg", "atheneum-zuid")
WHOLE = select(t.object_.c.kind, t.object_.c.oid, t.object_.c.payload, t.part.c.payload.label("part")).join_from(
    t.object_, t.part, (t.part.c.school == t.object_.c.school) & (t.part.c.id == t.object_.c.part), isouter=True
)


@pytest.fixture(scope="module")
def schools() -> list[data.School]:
    return generate(NOW, pupils=40)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, schools: list[data.School]) -> Iterator[App]:
    """A served folder with both small demo schools."""
    folder = tmp_path_factory.mktemp("demo") / "server"
    cli.create(folder)
    opened = App.open(folder, clock=Clock(), cost=CHEAP)
    for school in schools:
        address = f"https://demo.example/{school.slug}"
        opened.parts.db.run_now(load_demo.load, school, address, opened.parts.blobs, opened.parts.hashing)
    opened.close()
    opened = App.open(folder, clock=Clock(), cost=CHEAP)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def client(app: App, described: Described) -> Client:
    return Client(app, described)


def read(app: App, statement: Any) -> list[Any]:
    return app.parts.db.read_now(lambda connection: list(connection.execute(statement).all()))


def account(schools: list[data.School], slug: str, **wanted: Any) -> data.Account:
    """The first account of the school with these values."""
    school = next(school for school in schools if school.slug == slug)
    return next(a for a in school.accounts if all(getattr(a, name) == value for name, value in wanted.items()))


def signed_in(client: Client, slug: str, who: data.Account) -> Someone:
    someone = Someone(client, slug)
    response = someone.sign_in(who.username, load_demo.PASSWORD, who.email)
    assert response.status_code == 200, response.text
    return someone


# ---- The feed --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", SLUGS)
def test_sums_and_counts_of_every_scope_are_those_of_its_rows(app: App, slug: str) -> None:
    f, s = t.feed.c, t.scope.c
    puts: dict[str, list[tuple[str, str, int]]] = {}
    rows = read(app, select(f.scope, f.kind, f.oid, f.seq, f.op).where(f.school == slug))
    assert {row.op for row in rows} == {"put"}
    for row in rows:
        puts.setdefault(row.scope, []).append((row.kind, row.oid, row.seq))
    scopes = read(app, select(t.scope).where(s.school == slug, s.rows > 0))
    assert {scope.key: (scope.rows, scope.checksum) for scope in scopes} == {
        key: (len(each), checksum(each)) for key, each in puts.items()
    }
    (top,) = read(app, select(t.school.c.seq).where(t.school.c.id == slug))
    assert max(row.seq for row in rows) <= top.seq
    for each in puts.values():
        assert len({seq for _, _, seq in each}) == len(each)  # no two of a scope came at once


@pytest.mark.parametrize("slug", SLUGS)
def test_what_travels_is_what_the_kinds_say_and_lies_where_it_may(app: App, slug: str) -> None:
    f, o = t.feed.c, t.object_.c
    scopes: dict[tuple[str, str], set[str]] = {}
    for row in read(app, select(f.scope, f.kind, f.oid).where(f.school == slug)):
        scopes.setdefault((row.kind, row.oid), set()).add(row.scope)
    found = read(app, WHOLE.where(o.school == slug))
    assert {(row.kind, row.oid) for row in found} == set(scopes)
    holders = _holders(app, slug)
    for row in found:
        payload: Any = msgspec.json.decode(feed.joined(row.payload, row.part), type=KINDS[row.kind], strict=True)
        assert payload.id == row.oid
        if row.kind in ("message", "sent_message"):
            assert scopes[row.kind, row.oid] == {holders[row.oid]}
            assert bool(payload.recipients) == (row.kind == "sent_message")


def _holders(app: App, slug: str) -> dict[str, str]:
    """The scope of the mailbox that a message or copy lies in, or what waits to be sent."""
    m, c, s = t.message.c, t.copy.c, t.scheduled.c
    rows = read(app, select(m.id, m.sender).where(m.school == slug))
    rows += read(app, select(c.id, c.recipient).where(c.school == slug))
    rows += read(app, select(s.id, s.account).where(s.school == slug))
    shared = set(read(app, select(t.mailbox.c.id).where(t.mailbox.c.school == slug)))
    return {id_: f"m:{owner}" if (owner,) in shared else f"a:{owner}" for id_, owner in rows}


@pytest.mark.parametrize("slug", SLUGS)
def test_bringing_everybody_up_to_date_changes_nothing(app: App, slug: str) -> None:
    def again(connection: Connection) -> None:
        accounts = list(connection.scalars(select(t.account.c.id).where(t.account.c.school == slug)))
        pupils = list(connection.scalars(select(t.pupil.c.id).where(t.pupil.c.school == slug)))
        people.refresh(connection, slug, accounts, pupils=pupils)

    def state() -> tuple[set[Any], set[Any]]:
        feed = read(app, select(t.feed).where(t.feed.c.school == slug))
        return set(feed), set(read(app, select(t.grant_).where(t.grant_.c.school == slug)))

    before = state()
    app.parts.db.run_now(again)
    assert state() == before


# ---- People ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", SLUGS)
def test_everybody_stands_at_the_step_that_the_demo_says(app: App, schools: list[data.School], slug: str) -> None:
    school = app.parts.schools.by_id[slug]
    expected = {
        "inactive": "closed", "invited": "agreement", "email_open": "email", "active": "active",
        "suspended": "suspended", "excluded": "excluded", "closed": "closed",
    }  # fmt: skip
    version = school.settings.agreement.version
    rows = {row.id: row for row in read(app, select(t.account).where(t.account.c.school == slug))}
    (generated,) = [each for each in schools if each.slug == slug]
    assert {a.id: activation.step(rows[a.id], version) for a in generated.accounts} == {
        a.id: expected[a.state] for a in generated.accounts
    }


def test_staff_and_parents_sign_in_with_the_demo_password_and_read(
    client: Client, app: App, schools: list[data.School]
) -> None:
    teacher = next(a for a in schools[0].accounts if a.kind == "staff" and a.contact_group == "teacher")
    cast = {account for case in schools[0].cases for account in case.accounts}
    parent = next(a for a in schools[0].accounts if a.kind == "co" and a.state == "active" and a.id in cast)
    for who in (teacher, parent):
        someone = signed_in(client, "dewilg", who)
        answer = someone.post("/v1/pull", {"epoch": app.parts.identity.epoch})
        kinds = {row[0] for page in answer["scopes"] for row in page.get("rows", [])}
        assert {"account", "message", "contact", "notifications"} <= kinds


def test_nobody_else_has_a_password_that_anybody_knows(client: Client, schools: list[data.School]) -> None:
    cast = {account for case in schools[0].cases for account in case.accounts}
    named = {a.username for a in schools[0].accounts if a.id in cast}
    stranger = next(
        a for a in schools[0].accounts if a.kind == "co" and a.state == "active" and a.username not in named
    )
    assert Someone(client, "dewilg").sign_in(stranger.username, load_demo.PASSWORD, stranger.email).status_code == 401


def test_parents_are_known_to_others_by_their_role_in_words(app: App) -> None:
    o = t.object_.c
    bodies = read(app, WHOLE.where(o.kind == "message", o.school == "dewilg"))
    roles = {msgspec.json.decode(feed.joined(row.payload, row.part), type=Message).sender_role for row in bodies}
    assert any(role.startswith("moeder van ") for role in roles)
    assert not roles & {"mother", "father", "plus_parent", "step_parent", "pupil", "staff", ""}


def test_the_agreement_has_sections_with_text(app: App) -> None:
    for slug in SLUGS:
        agreement = app.parts.schools.by_id[slug].settings.agreement
        assert len(agreement.sections) >= 4
        assert all(section.title and section.text and "#" not in section.text for section in agreement.sections)


# ---- Messages --------------------------------------------------------------------------------------------------------
def test_an_attachment_can_be_fetched_by_who_got_it_and_by_nobody_else(
    client: Client, app: App, schools: list[data.School]
) -> None:
    o = t.object_.c
    bodies = read(app, WHOLE.where(o.kind == "sent_message", o.school == "dewilg"))
    sent = [msgspec.json.decode(feed.joined(row.payload, row.part), type=Message) for row in bodies]
    staff = {a.id: a for a in schools[0].accounts if a.kind == "staff"}
    one = next(m for m in sent if m.attachments and m.sender in staff)
    path = f"/v1/blobs/{one.attachments[0].sha256}"
    sender = signed_in(client, "dewilg", staff[one.sender])
    response = sender.ask("GET", path)
    assert (response.status_code, len(response.content)) == (200, one.attachments[0].size)
    assert Someone(client, "dewilg").ask("GET", path).status_code == 401


def test_a_demo_message_is_answered_like_any_other(client: Client, app: App, schools: list[data.School]) -> None:
    """The newest answered-to thread of a parent: its answer lands in the teacher's mailbox, in the same thread."""
    cast = {account for case in schools[0].cases for account in case.accounts}
    c, m = t.copy.c, t.message.c
    rows = read(
        app,
        select(c.id, c.recipient, c.thread, m.sender)
        .join_from(t.copy, t.message, (m.school == c.school) & (m.id == c.message))
        .where(c.school == "dewilg", c.recipient.in_(cast), m.can_answer)
        .order_by(m.sent_at.desc()),
    )
    active = {a.id: a for a in schools[0].accounts if a.state == "active"}
    copy = next(row for row in rows if row.recipient in active and row.sender in active)
    someone, id_ = signed_in(client, "dewilg", active[copy.recipient]), new_id()
    args = {"to": [copy.sender], "subject": "Re", "body": "Dank u", "in_reply_to": copy.id}
    command = {"id": id_, "type": "send_message", "args": args}
    answer = someone.post("/v1/commands", {"commands": [command]})
    assert answer["results"][0]["status"] == "ok", answer
    (arrived,) = read(app, select(c.thread).where(c.message == id_))
    original = select(m.thread).join_from(t.message, t.copy, (c.school == m.school) & (c.message == m.id))
    (expected,) = read(app, original.where(c.school == "dewilg", c.id == copy.id))
    assert arrived.thread == expected.thread


@pytest.mark.parametrize("slug", SLUGS)
def test_what_was_written_to_many_reached_who_is_in_the_group(app: App, schools: list[data.School], slug: str) -> None:
    """Everybody of it is there since before, and one text is stored for all; no copy tells of the others."""
    (school,) = [each for each in schools if each.slug == slug]
    own = {group.name: group.id for group in school.groups}
    to = {
        "klusdag": (groups.ALL, "co"), "geen-water": (groups.ALL, "co"), "schoolkoor": (own.get("Schoolkoor"), "co"),
        "leerlingenraad": (own.get("Leerlingenraad"), "pupils"),
    }  # fmt: skip
    named = [message for message in school.messages if message.template.removeprefix("to_many/") in to]
    assert named
    for message in named:
        group, audience = to[message.template.removeprefix("to_many/")]
        assert group is not None
        members = app.parts.db.read_now(groups.members, slug, group, audience)
        assert {one.account for one in message.recipients} == set(members) - {message.sender}
        o = t.object_.c
        stored = read(app, WHOLE.where(o.school == slug, o.part == message.id))
        assert len(stored) == len(message.recipients) + 1
        copies = [msgspec.json.decode(feed.joined(row.payload, row.part), type=Message) for row in stored
                  if row.kind == "message"]  # fmt: skip
        assert {(copy.body, copy.group, copy.count, len(copy.recipients)) for copy in copies} == {
            (message.body, True, 0, 0)
        }
        assert {(copy.asks, copy.emergency) for copy in copies} == {(message.asks, message.emergency)}


def test_what_is_planned_waits_at_the_server_until_its_moment(app: App, schools: list[data.School]) -> None:
    (planned,) = schools[0].planned
    at = round(planned.send_at.timestamp() * 1000)
    assert app.parts.db.read_now(scheduled.due, at - 1) == []
    (due,) = app.parts.db.read_now(scheduled.due, at)
    assert (due.id, due.account) == (planned.id, planned.sender)
    o = t.object_.c
    (row,) = read(app, WHOLE.where(o.oid == planned.id))
    shown = msgspec.json.decode(feed.joined(row.payload, row.part), type=Message)
    assert (shown.folder, shown.send_at) == ("scheduled", at)
    members = {one for group in planned.groups for one in app.parts.db.read_now(groups.members, "dewilg", group, "co")}
    assert {one.account for one in shown.recipients} == members


def test_the_emergency_is_audited(app: App) -> None:
    (row,) = read(app, select(t.audit.c.subject).where(t.audit.c.action == "emergency_message"))
    assert read(app, select(t.message.c.emergency).where(t.message.c.id == row.subject))[0].emergency


# ---- The command -----------------------------------------------------------------------------------------------------
def test_the_command_makes_a_folder_with_the_familys_letters_that_work(
    tmp_path: Path, described: Described, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    words = ["demo", str(folder), "--pupils", "40", "--clock", "2026-11-23T14:32", "--address", "http://127.0.0.1:8123"]
    assert cli.main(words) == 0
    printed = capsys.readouterr().out
    assert "http://127.0.0.1:8123/dewilg" in printed
    codes = re.findall(r"username (\S+), code ((?:\w{4} ?){4})$", printed, re.MULTILINE)
    assert len(codes) == 2
    pages = {}
    for file in (folder / "letters").glob("*.pdf"):
        with pypdfium2.PdfDocument(file) as document:
            pages[file.stem] = document[0].get_textpage().get_text_range()
    assert len(pages) == 2
    served = App.open(folder, clock=Clock())
    try:
        for slug, (username, code) in zip(SLUGS, codes, strict=True):
            assert any(code in page and username in page for page in pages.values())
            someone = Someone(Client(served, described), slug)
            assert someone.sign_in(username, code).status_code == 200
            state = someone.get("/v1/session")
            assert (state["name"], state["step"]) == ("Els Vermeulen", "agreement")
    finally:
        served.close()
    assert cli.main(words) == 1  # not twice into one folder
