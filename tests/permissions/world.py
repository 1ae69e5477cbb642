"""Two schools in the real server, in use: people write, read, answer, draft and send files along through its own
endpoints, and a `Record` per school notes what was done, for the oracle."""

from __future__ import annotations

import hashlib
import json
import shutil
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ssdesk.protocol.ids import derived, new_id
from ssdesk.server import accounts, migrations
from ssdesk.server import tables as t
from ssdesk.server.app import App
from ssdesk.server.config import Config
from ssdesk.server.database import Database
from ssdesk.server.epoch import Identity
from ssdesk.server.hashing import Cost
from tests.permissions import oracle, payloads, population, tracing
from tests.permissions.population import Canaries
from tests.permissions.record import (
    Account,
    Copy,
    Draft,
    File,
    Folder,
    Mailbox,
    Message,
    OwnText,
    Pupil,
    Record,
    Tick,
    Upload,
)
from tests.permissions.wire import Answer, Wire


class World:
    """`records` by slug. `ask` is a request by an account; `heard` keeps the traces (see tracing.py) in every byte sent
    to it, except those of its own request that come back."""

    ONCE_ACTIVE = ("active", "suspended", "excluded", "closed")

    def __init__(self, folder: Path, records: dict[str, Record], canaries: Canaries) -> None:
        self.folder, self.records, self.canaries = folder, records, canaries
        self.now = self.at = canaries.moment()
        self.app = App.open(folder, clock=lambda: self.now, cost=Cost(memory_kib=8, passes=1))
        self.wire = Wire(self.app)
        self.epoch = self.app.parts.identity.epoch
        self.heard: dict[str, set[bytes]] = {}
        self.was_known: dict[str, set[bytes]] = {}
        self._tokens = {device.account: device.token for one in records.values() for device in reversed(one.devices)}

    @classmethod
    @contextmanager
    def open(cls, folder: Path, cases: Iterable[str] | None = None) -> Iterator[World]:
        """Both schools with their people, nothing done yet; all families, or those of these cases."""
        canaries = Canaries()
        folder.mkdir(parents=True, exist_ok=True)
        Identity.create(folder)
        Config().write(folder)
        url = Config().url(folder)
        migrations.upgrade(url)
        db = Database(url)
        records = {}
        for school in population.generated():
            kept = None if cases is None else population.pupils_of(school, cases)
            record = population.record(school, canaries, kept)
            for account in record.accounts.values():
                population.device(record, account, canaries)
            db.run_now(population.write, record, population.settings(school))
            records[school.slug] = record
        db.close()
        world = cls(folder, records, canaries)
        try:
            yield world
        finally:
            world.close()

    @contextmanager
    def twin(self, folder: Path) -> Iterator[World]:
        """Another server with a copy of everything; this one is not running meanwhile."""
        shutil.copytree(self.folder, folder)
        world = World(folder, deepcopy(self.records), deepcopy(self.canaries))
        world.now = world.at = self.now
        try:
            yield world
        finally:
            world.close()

    def close(self) -> None:
        self.wire.close()
        self.app.close()

    @property
    def db(self) -> Database:
        return self.app.parts.db

    def remember(self, record: Record, concerned: Iterable[Account]) -> None:
        """Before these lose the sight of something: what they knew they may have heard."""
        said = payloads.of_school(record)
        for account in concerned:
            self.was_known.setdefault(account.id, set()).update(tracing.known(record, account, said))

    # ---- Asking ------------------------------------------------------------------------------------------------------
    def token(self, account: Account) -> str:
        """Of the account's first device."""
        return self._tokens[account.id]

    def ask(
        self,
        record: Record,
        account: Account,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        answer = self.wire.ask(method, f"/{record.slug}{path}", self.token(account), body=body, headers=headers)
        asked = body if isinstance(body, bytes) else json.dumps([path, body, headers]).encode()
        self.hear(account, answer.sent, asked)
        return answer

    def hear(self, account: Account, sent: bytes, asked: bytes = b"") -> None:
        """Notes the traces of what was sent to an account."""
        self.heard.setdefault(account.id, set()).update(tracing.traces(sent) - tracing.traces(asked))

    def tick(self) -> int:
        """Lets time pass to a moment at which nothing happened yet."""
        self.now = self.canaries.moment()
        return self.now

    def command(
        self, record: Record, account: Account, type_: str, args: dict[str, Any], id_: str = "", **more: Any
    ) -> dict[str, Any]:
        """The result of one command, given at a moment (`at`) that nothing else happens at."""
        self.at = self.tick()
        (result,) = self.commands(record, account, [{"id": id_ or new_id(), "type": type_, "args": args, **more}])
        self.tick()
        return result

    def commands(self, record: Record, account: Account, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer = self.ask(record, account, "POST", "/v1/commands", {"commands": batch})
        assert answer.status == 200, answer.body
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def pull(self, record: Record, account: Account, pulled: Pulled | None = None) -> Pulled:
        """Everything, page by page, or what has changed for a desktop that has pulled before."""
        self.tick()
        pulled = pulled or Pulled()
        pulled.complete = False
        while not pulled.complete:
            answer = self.ask(record, account, "POST", "/v1/pull", {"epoch": self.epoch, "have": pulled.cursors})
            assert answer.status == 200, answer.body
            pulled.take(answer.json())
        return pulled

    def payload(self, record: Record, kind: str, oid: str) -> bytes | None:
        """What the server would send of an object to whoever sees it."""
        o = t.object_.c
        query = select(o.payload).where(o.school == record.slug, o.kind == kind, o.oid == oid)
        return self.db.read_now(lambda connection: connection.scalar(query))

    # ---- Doing -------------------------------------------------------------------------------------------------------
    def send(
        self,
        record: Record,
        sender: Account,
        to: Sequence[Account | Mailbox],
        *,
        pupil: str | None = None,
        answers: Copy | None = None,
        files: list[File] | None = None,
        draft: str | None = None,
        group: tuple[str, str] | None = None,
        asks: str = "",
        name: Mailbox | None = None,
    ) -> Message:
        """A message that must be let through, and its place in the record. `group`: it goes there, who are `to`.
        `name`: in that of a shared mailbox."""
        word = self.canaries.word
        subject, body = f"{word()} vraag", f"Beste,\n\n{word()} dit is de vraag.\n\nMet vriendelijke groeten {word()}"
        args: dict[str, Any] = {"to": [one.id for one in to], "subject": subject, "body": body}
        if group:
            args |= {"to": [], "groups": [{"group": group[0], "audience": group[1]}]}
        if asks:
            args["asks"] = asks
        if pupil:
            args["pupil"] = pupil
        if answers:
            args["in_reply_to"] = answers.id
        if draft:
            args["draft"] = draft
        if name:
            args["mailbox"] = name.id
        shas = [file.sha256 for file in files or []]
        args["attachments"] = [file.travels() for file in files or []]
        id_ = new_id()
        result = self.command(record, sender, "send_message", args, id_, needs=shas)
        assert result["status"] == "ok", result
        if not pupil and len(to) == 1:
            pupil = to[0].pupil  # what is written to one parent is about that child
        said_by = name or sender
        message = Message(
            id_, said_by.id, said_by.name, payloads.role_words(record, said_by), self.at, subject, body,
            answers.thread if answers else id_, pupil or sender.pupil, answers.id if answers else None, files or [],
        )  # fmt: skip
        message.group, message.asks = group is not None, asks
        message.folder = f"{name.id}/sent" if name else "sent"
        if answers:
            answers.answered_at = self.at
        copies = self._copy_ids(record, id_)
        for one in to:
            theirs = Copy(copies[one.id], one.id, one.name, payloads.role_words(record, one), message.thread)
            theirs.pupil = one.pupil or message.pupil  # in the mailbox of a family account it is about that child
            theirs.in_reply_to = self._answered_by(record, message, one.id)
            theirs.folder = f"{one.id}/inbox" if isinstance(one, Mailbox) else "inbox"
            message.copies.append(theirs)
        record.messages.append(message)
        return message

    def _copy_ids(self, record: Record, message: str) -> dict[str, str]:
        c = t.copy.c
        query = select(c.recipient, c.id).where(c.school == record.slug, c.message == message)
        rows = self.db.read_now(lambda connection: connection.execute(query).all())
        return {row.recipient: row.id for row in rows}

    @staticmethod
    def _answered_by(record: Record, message: Message, recipient: str) -> str | None:
        """What the message answers, as it is called in the recipient's mailbox."""
        for earlier in record.messages:
            if message.in_reply_to in [copy.id for copy in earlier.copies]:
                if earlier.sender == recipient:
                    return earlier.id
                return next((copy.id for copy in earlier.copies if copy.recipient == recipient), None)
        return None

    def open_copy(self, record: Record, copy: Copy, holder: Account | None = None) -> None:
        """`holder`: who does, of those who hold the mailbox where it is a shared one."""
        holder = holder or record.accounts[copy.recipient]
        result = self.command(record, holder, "open_message", {"message": copy.id})
        assert result["status"] == "ok", result
        copy.opened_at, copy.unread = copy.opened_at or self.at, False

    def respond(self, record: Record, copy: Copy, response: str) -> None:
        """Its recipient says so with one click."""
        holder = record.accounts[copy.recipient]
        result = self.command(record, holder, "respond", {"message": copy.id, "response": response})
        assert result["status"] == "ok", result
        copy.response, copy.responded_at = response, self.at

    def move(self, record: Record, holder: Account, item: Copy | Message, folder: str) -> None:
        result = self.command(record, holder, "move_message", {"message": item.id, "folder": folder})
        assert result["status"] == "ok", result
        put_away = folder == "trash" or (folder == "archive" and item.folder != "trash")
        item.came_from, item.folder = item.folder if put_away else "", folder

    def flag(self, record: Record, holder: Account, item: Copy | Message, flag: str) -> None:
        result = self.command(record, holder, "set_flag", {"message": item.id, "flag": flag})
        assert result["status"] == "ok", result
        item.flag = flag

    def mark_unread(self, record: Record, holder: Account, copy: Copy) -> None:
        result = self.command(record, holder, "mark_unread", {"message": copy.id, "unread": True})
        assert result["status"] == "ok", result
        copy.unread = True

    def put_off(self, record: Record, holder: Account, copy: Copy, until: int) -> None:
        result = self.command(record, holder, "snooze", {"message": copy.id, "until": until})
        assert result["status"] == "ok", result
        copy.folder, copy.snoozed_until = "later", until

    def make_folder(self, record: Record, account: Account) -> Folder:
        position = sum(folder.account == account.id for folder in record.folders)
        folder = Folder(new_id(), account.id, self.canaries.word(), position)
        result = self.command(record, account, "save_folder", {"folder": folder.id, "name": folder.name})
        assert result["status"] == "ok", result
        record.folders.append(folder)
        return folder

    def keep_text(self, record: Record, account: Account, use: str) -> OwnText:
        word = self.canaries.word
        said = {"use": use, "name": word(), "body": f"Met vriendelijke groeten, {word()}"}
        text = OwnText(new_id(), account.id, said)
        result = self.command(record, account, "save_text", {"text": text.id, **said})
        assert result["status"] == "ok", result
        record.texts.append(text)
        return text

    def draft(self, record: Record, account: Account, to: list[Account], files: list[File] | None = None) -> Draft:
        word = self.canaries.word
        content: dict[str, Any] = {"to": [one.id for one in to], "subject": f"{word()}?", "body": f"Nog niet {word()}"}
        if account.pupil:
            content["pupil"] = account.pupil
        if files:
            content["attachments"] = [file.travels() for file in files]
        id_ = new_id()
        needs = [file.sha256 for file in files or []]
        result = self.command(record, account, "save_draft", {"draft": id_, **content}, needs=needs, if_version=0)
        assert result["status"] == "ok", result
        draft = Draft(id_, account.id, 1, self.at, content)
        record.drafts.append(draft)
        return draft

    def bring(self, record: Record, account: Account, *, whole: bool = True) -> File:
        """Uploads a text file, or only the first half of it."""
        self.tick()
        content = f"Bijlage {self.canaries.word()}\n{'Alles wat u moet weten. ' * 8}\n{self.canaries.word()}\n".encode()
        name = f"{self.canaries.word()}.txt"
        metadata = f"filename {b64encode(name.encode()).decode()},filetype {b64encode(b'text/plain').decode()}"
        tus = {"Tus-Resumable": "1.0.0"}
        begun = self.ask(record, account, "POST", "/v1/uploads", b"",
                         {**tus, "Upload-Length": str(len(content)), "Upload-Metadata": metadata})  # fmt: skip
        assert begun.status == 201, begun.body
        url = "/v1/uploads/" + begun.header("location").rstrip("/").rsplit("/", 1)[-1]
        part = content if whole else content[:50]
        typed = {**tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        sent = self.ask(record, account, "PATCH", url, part, typed)
        assert sent.status == 204, sent.body
        sha256 = hashlib.sha256(content).hexdigest()
        file = File(sha256, name, "text/plain", len(content), account.id, content)
        record.uploads.append(Upload(account.id, url, sha256 if whole else ""))
        if whole:
            record.files[sha256] = file
        return file

    def tick_item(self, record: Record, account: Account, item: str, *, done: bool = True) -> None:
        """An item of the school agenda, which the account must see."""
        result = self.command(record, account, "tick_item", {"item": item, "done": done})
        assert result["status"] == "ok", result
        record.ticks = [tick for tick in record.ticks if (tick.account, tick.item) != (account.id, item)]
        record.ticks.append(Tick(derived(item, account.id), account.id, item, done))

    def notify_by_mail(self, record: Record, account: Account, *, whole: bool = False) -> None:
        """The holder wants a mail for every message, or the message itself."""
        account.notifications = {"messages_email": True, "days": list(range(7)), "start": 60, "end": 1380}
        if whole:
            account.notifications["forward"] = True
        args = {"messages_desktop": True, "hold_email": False, **account.notifications}
        result = self.command(record, account, "set_notifications", args)
        assert result["status"] == "ok", result

    def suspend(self, record: Record, office: Account, account: Account) -> None:
        """The office does (A10)."""
        account.reason, account.until = f"Onbeleefd {self.canaries.word()}", self.canaries.moment() + 10**9
        self._act(record, office, account, "suspend", {"reason": account.reason, "until": account.until})
        account.state = "suspended"

    def exclude(self, record: Record, office: Account, account: Account) -> None:
        """For good (A10)."""
        account.reason = f"Bedreiging {self.canaries.word()}"
        self._act(record, office, account, "exclude", {"reason": account.reason})
        account.state = "excluded"

    def replace(self, record: Record, office: Account, account: Account) -> Account:
        """The office gives a co-account to another person (A8), who comes in use."""
        name = f"Nieuwe Ouder {self.canaries.word()}"
        answer = self._act(record, office, account, "replace", {"name": name, "role": "other"})
        account.state, account.until, account.reason = "closed", None, self._reason(record, account)
        fresh = Account(answer["account"], "co", account.username, name, "other", "active", account.pupil, account.slot)
        fresh.times = {step: self.canaries.moment() for step in population.STEPS}
        fresh.email, fresh.email_confirmed = f"{self.canaries.word()}@voorbeeld.be", True
        record.accounts[fresh.id] = fresh
        device = population.device(record, fresh, self.canaries)
        self._tokens[fresh.id] = device.token
        self.db.run_now(population.put_in_use, record, fresh, device)
        return fresh

    def _reason(self, record: Record, account: Account) -> str:
        a = t.account.c
        query = select(a.reason).where(a.school == record.slug, a.id == account.id)
        return str(self.db.read_now(lambda connection: connection.scalar(query)))

    def _act(self, record: Record, office: Account, account: Account, act: str, body: dict[str, Any]) -> Any:
        self.tick()
        answer = self.ask(record, office, "POST", f"/v1/office/accounts/{account.id}/{act}", body)
        assert answer.status == 200, answer.body
        return answer.json()

    def _change(self, record: Record, account: Account, **values: Any) -> None:
        """What has no endpoint yet; grants and objects follow in the same transaction."""
        self.db.run_now(population.change, record, account, **values)

    def forbid_sending(self, record: Record, account: Account) -> None:
        """A10: takes the right to send away."""
        self._change(record, account, no_rights='["send"]')
        account.no_rights = ["send"]

    def teach(self, record: Record, staff: Account, classes: list[str]) -> None:
        """A member of staff has these classes from now on."""
        self.db.run_now(accounts.set_classes, record.slug, staff.id, classes)
        for class_ in record.classes:
            class_.staff = [id_ for id_ in class_.staff if id_ != staff.id]
            if class_.id in classes:
                class_.staff.append(staff.id)

    def change_class(self, record: Record, pupil: Pupil, class_: str) -> None:
        """The pupil sits in another class from now on."""
        self.db.run_now(population.change_class, record, pupil, class_)
        pupil.class_ = class_

    def leave(self, record: Record, pupil: Pupil) -> None:
        """The pupil leaves the school, and all accounts close (A11)."""
        for account in record.accounts.values():
            if account.pupil == pupil.id:
                account.state, account.reason = "closed", f"Uitgeschreven {self.canaries.word()}"
                self._change(record, account, state="closed", reason=account.reason)
        self.db.run_now(population.leave, record, pupil, self.now)
        pupil.left = True


class Pulled:
    """What a desktop knows after a complete pull: the objects by key, and how far it has read each scope."""

    def __init__(self) -> None:
        self.complete = False
        self.objects: dict[oracle.Key, dict[str, Any]] = {}
        self.cursors: dict[str, list[int]] = {}
        self.miscounted: set[str] = set()  # scopes of which the server says that they hold more, or less
        self._holdings: dict[str, set[oracle.Key]] = {}

    def take(self, page: dict[str, Any]) -> None:
        self.complete = page["complete"]
        for key in page["drop"]:
            self.cursors.pop(key, None)
            self._holdings.pop(key, None)
        for scope in page["scopes"]:
            self.cursors[scope["key"]] = scope["cursor"]
            if scope.get("reset"):
                self._holdings.pop(scope["key"], None)
            self._apply(self._holdings.setdefault(scope["key"], set()), scope.get("rows", []))
            if not scope.get("more") and scope.get("n") not in (None, len(self._holdings[scope["key"]])):
                self.miscounted.add(scope["key"])
        held = set().union(*self._holdings.values())
        self.objects = {key: payload for key, payload in self.objects.items() if key in held}

    def _apply(self, holding: set[oracle.Key], rows: list[list[Any]]) -> None:
        for kind, oid, _seq, op, *payload in rows:
            if op == "put":
                holding.add((kind, oid))
                self.objects[kind, oid] = payload[0]
            else:
                holding.discard((kind, oid))
