"""Devices that have access: made by a sign-in, shown to their owner, removed by it (school.md A5, A7, A9)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from ssdesk.errors import QT_TRANSLATE_NOOP
from ssdesk.protocol.commands import Problem
from ssdesk.protocol.ids import new_id
from ssdesk.protocol.session import Device, Devices, Empty, ReviewDevices, SessionState, SignedIn
from ssdesk.server import accounts, activation, audit, codes
from ssdesk.server import tables as t
from ssdesk.server.http import Call, Endpoint, Failure, Gate, problem, token_hash

_d = t.device.c


def add(connection: Connection, call: Call, account: str, name: str, platform: str) -> SignedIn:
    """A new device of the account, signed in. Only the token's hash is kept."""
    token, id_ = codes.new_token(), new_id()
    connection.execute(
        insert(t.device).values(
            school=call.school.id,
            id=id_,
            account=account,
            token=token_hash(token),
            name=_line(name) or "ssdesk",
            platform=_line(platform),
            created_at=call.now,
            last_seen=call.now,
        )
    )
    accounts.change(connection, call.school.id, account, last_seen=call.now)
    return SignedIn(token, id_, activation.state(connection, call.school, account))


def _line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:80]


# ---- Endpoints -------------------------------------------------------------------------------------------------------
def _list(connection: Connection, call: Call) -> Devices:
    """The one that asks first, then the last used first."""
    where = (_d.school == call.school.id, _d.account == call.account, _d.revoked_at.is_(None))
    rows = connection.execute(select(t.device).where(*where).order_by(_d.last_seen.desc(), _d.id)).all()
    here = call.signed_in.device
    found = [
        Device(row.id, row.kind, row.name, row.platform, row.created_at, row.last_seen, row.id == here) for row in rows
    ]
    return Devices(sorted(found, key=lambda device: not device.current))


def _review(connection: Connection, call: Call) -> SessionState:
    """Removed devices are also told to erase what they hold. Ids that are not of this account's devices do nothing."""
    body: ReviewDevices = call.body
    here, school = call.signed_in.device, call.school.id
    account = accounts.row(connection, school, call.account)
    if account.state not in activation.OUT:
        activation.at_least(connection, call.school, call.account, "devices")
    if here in body.remove:
        raise Failure(
            422,
            problem(
                "this_device",
                QT_TRANSLATE_NOOP("errors", "This is the device that you use now."),
                QT_TRANSLATE_NOOP("errors", "To remove it, sign out. Nothing was changed."),
            ),
        )
    if body.all_others:
        gone = accounts.shut_devices(connection, school, call.account, call.now, but=here, wipe=True)
    else:
        mine = (_d.school == school, _d.account == call.account, _d.id.in_(body.remove), _d.revoked_at.is_(None))
        gone = list(connection.scalars(select(_d.id).where(*mine)))
        connection.execute(update(t.device).where(*mine).values(revoked_at=call.now, wipe=True))
    for device in gone:
        audit.record(connection, school, call.now, call.account, "device_removed", subject=device)
    if account.devices_at is None:
        accounts.change(connection, school, call.account, devices_at=call.now)
    return activation.advance(connection, call.school, call.account, call.now)


def _sign_out(connection: Connection, call: Call) -> Empty:
    mine = (_d.school == call.school.id, _d.id == call.signed_in.device)
    connection.execute(update(t.device).where(*mine).values(revoked_at=call.now))
    return Empty()


ENDPOINTS = [
    Endpoint(
        "GET", "/v1/devices", _list, answers=Devices, gate=Gate.SESSION, snapshot=True,
        summary="The devices and applications that have access",
    ),
    Endpoint(
        "POST", "/v1/devices", _review, takes=ReviewDevices, answers=SessionState, gate=Gate.SESSION,
        fails={403: SessionState, 422: Problem}, summary="Remove devices, or sign out everywhere else",
    ),
    Endpoint("DELETE", "/v1/session", _sign_out, answers=Empty, gate=Gate.SESSION, summary="Sign out"),
]  # fmt: skip
