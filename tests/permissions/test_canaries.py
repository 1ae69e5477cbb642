"""Words, ids, hashes and moments that stand in one place only are searched in every byte sent to each account: heads,
bodies, errors, event streams, mails and the page behind a mail's link."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ssdesk.server.delivery import BATCH, Delivery
from ssdesk.server.mail import MailServer
from tests.permissions import doors, oracle, payloads, reading, tracing, writing
from tests.permissions.record import Account, Record
from tests.permissions.test_no_leaks import CHANCE, _same_chance_every_time, chosen, near
from tests.permissions.world import World
from tests.sizes import LONG

pytestmark = [pytest.mark.xdist_group("permissions"), pytest.mark.usefixtures(_same_chance_every_time.__name__)]

OWN_PAGES = ("/v1/session", "/v1/agreement", "/v1/password", "/v1/devices", "/v1/details")


def couples(record: Record) -> Iterator[tuple[Account, Account]]:
    """Every two accounts of one child, each way round."""
    accounts = list(record.accounts.values())
    for one in accounts:
        for other in accounts:
            if one.pupil and one.pupil == other.pupil and one.id != other.id:
                yield one, other


def of_the_other_alone(record: Record) -> Iterator[tuple[Account, Account, set[bytes]]]:
    """For every two accounts of one child the traces of all that is the second one's and did not come to the first
    too."""
    said, owners = payloads.of_school(record), oracle.owners(record)
    known = {account.id: tracing.known(record, account, said) for account in record.accounts.values()}
    theirs: dict[str, list[object]] = {a.id: [a.number_plate, a.times] for a in record.accounts.values()}
    for key, owner in owners.items():
        theirs.setdefault(owner, []).extend([said[key], said["contact", owner]])
    private = {owner: tracing.traces(json.dumps(all_).encode()) for owner, all_ in theirs.items()}
    for one, other in couples(record):
        yield one, other, private[other.id] - known[one.id]


def go_everywhere(world: World, record: Record, account: Account) -> None:
    """Asks at every endpoint for what is its own and what is not, so that every kind of answer is heard."""
    for path in OWN_PAGES:
        world.ask(record, account, "GET", path)
    for endpoint in oracle.ENDPOINTS:
        if endpoint not in doors.CHANGES:
            other = CHANCE.choice(list(record.accounts))
            if endpoint != ("GET", "/v1/events") or not oracle.enters(account):
                doors.knock(world, record, account, endpoint, writing.UNKNOWN_ID if account.office else other)
    if oracle.enters(account):
        objects = CHANCE.sample(near(record, account, 3), 6)
        world.pull(record, account)
        writing.commands(world, record, account, objects)
        writing.letters(world, record, account, CHANCE.sample(list(record.accounts.values()), 3))
        reading.files(world, record, account, CHANCE.sample(list(record.files), 2))
        writing.uploads(world, record, account, [CHANCE.choice(record.uploads).url])
        writing.devices(world, record, account, [CHANCE.choice(record.devices).id])


def test_the_words_that_are_searched_are_found_where_they_belong(world: World) -> None:
    """Otherwise the other tests here would find nothing whatever happens."""
    for record in world.records.values():
        said = payloads.of_school(record)
        for account in chosen(record):
            world.pull(record, account)
            own = tracing.traces(json.dumps([said[key] for key in oracle.must_see(record, account)]).encode())
            assert own
            assert own <= world.heard[account.id]


def test_nothing_of_the_other_parent_or_of_anybody_else_stands_in_any_byte_sent(world: World) -> None:
    for record in world.records.values():
        others = [account for account in record.accounts.values() if not oracle.enters(account)]
        for account in [*chosen(record), *others] if LONG else [*chosen(record), *CHANCE.sample(others, 6)]:
            go_everywhere(world, record, account)
        for one, other, private in of_the_other_alone(record):
            assert private
            assert not private & world.heard.get(one.id, set()), (one, other)
    assert reading.traces(world) == []


# ---- Event streams ---------------------------------------------------------------------------------------------------
def test_only_those_are_woken_who_see_something_new(world: World) -> None:
    """A poke on the other parent's letters would tell when they write and read."""
    for record in world.records.values():
        assert doors.pokes(world, record) == []
    assert reading.traces(world) == []


# ---- Mails -----------------------------------------------------------------------------------------------------------
class OnAnyPort(Controller):
    """Takes a free port and says which."""

    def _trigger_server(self) -> None:
        (socket,) = self.server.sockets  # type: ignore[union-attr]
        self.port = socket.getsockname()[1]
        super()._trigger_server()


class Box:
    """Takes in what the mail server gets: bytes by address."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.mails += [(address, envelope.original_content or b"") for address in envelope.rcpt_tos]
        return "250 OK"


@contextmanager
def catcher() -> Iterator[tuple[Box, MailServer]]:
    """A real mail server on this computer that keeps everything."""
    box = Box()
    controller = OnAnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield box, MailServer("127.0.0.1", controller.port, "none")
    finally:
        controller.stop()


def text_of(content: bytes) -> bytes:
    """A mail as it travels, and all its parts decoded."""
    mail = email.message_from_bytes(content, _class=EmailMessage, policy=email.policy.default)
    heads = [f"{name}: {value}" for name, value in mail.items()]
    parts = [str(part.get_content()) for part in mail.walk() if not part.is_multipart()]
    return content + "\n".join([*heads, *parts]).encode()


def test_mails_hold_nothing_of_others_and_go_to_nobody_else(world: World) -> None:
    """Notices of new messages, messages themselves, confirmations of addresses, forgotten passwords of a username that
    the parents share."""
    with catcher() as (box, server):
        for record in world.records.values():
            for account in record.accounts.values():
                if account.state == "invited" and account.email:
                    world.ask(record, account, "POST", "/v1/email-confirmation", {})
            one, _other = next(couples(record))
            path = f"/{record.slug}/v1/reset"
            world.wire.ask("POST", path, body={"username": one.username})
            world.wire.ask("POST", path, body={"username": one.username, "email": one.email})
        world.now += 3_600_000
        parts = world.app.parts
        delivery = Delivery(parts.db, parts.identity.key, parts.journal, lambda: world.now, server)
        while world.wire.run(delivery.once()) == BATCH:
            pass
    by_address = {
        a.email: (record, a) for record in world.records.values() for a in record.accounts.values() if a.email
    }
    links = forwarded = 0
    for address, content in box.mails:
        record, account = by_address[address]
        world.hear(account, text_of(content))
        forwarded += b"\nVerstuurd: " in text_of(content)
        for link in re.findall(rb"/confirm/[A-Za-z0-9_-]+", text_of(content)):
            links += 1
            world.hear(account, world.wire.ask("GET", f"/{record.slug}{link.decode()}").sent)
    assert len({address for address, _ in box.mails}) > 10
    assert links
    assert forwarded
    assert reading.traces(world) == []
