"""When accounts and devices were last here, written in batches: a request that only reads stays a reading one."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam

from ssdesk.server import tables as t

_DEVICE = t.device.update().where(t.device.c.school == bindparam("b_school"), t.device.c.id == bindparam("b_id"))
_ACCOUNT = t.account.update().where(t.account.c.school == bindparam("b_school"), t.account.c.id == bindparam("b_id"))


class Seen:
    """Notes wait here until the scheduler writes them; a crash loses a minute of them."""

    def __init__(self) -> None:
        self._devices: dict[tuple[str, str], int] = {}
        self._accounts: dict[tuple[str, str], int] = {}

    def note(self, school: str, account: str, device: str, now: int) -> None:
        self._devices[school, device] = now
        self._accounts[school, account] = now

    def take(self) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """What waited: rows for devices and for accounts."""
        devices, self._devices = self._devices, {}
        accounts, self._accounts = self._accounts, {}
        return _rows(devices), _rows(accounts)


def write(connection: Connection, devices: list[dict[str, object]], accounts: list[dict[str, object]]) -> None:
    if devices:
        connection.execute(_DEVICE.values(last_seen=bindparam("at")), devices)
    if accounts:
        connection.execute(_ACCOUNT.values(last_seen=bindparam("at")), accounts)


def _rows(notes: dict[tuple[str, str], int]) -> list[dict[str, object]]:
    return [{"b_school": school, "b_id": id_, "at": at} for (school, id_), at in sorted(notes.items())]
