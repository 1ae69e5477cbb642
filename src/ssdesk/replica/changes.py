"""What a committed transaction changed: told once, by the one who committed, after the commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec


class Touched(msgspec.Struct, frozen=True):
    """In one account. `kinds`: the ids per kind whose visible rows were put or removed. `keys`: list keys of messages
    and drafts inserted, changed or removed. `outbox`: what waits or was refused changed. `status`: facts about the sync
    changed. `everything`: read all again, the rest is not worth telling apart."""

    kinds: Mapping[str, frozenset[str]] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    keys: frozenset[int] = frozenset()
    outbox: bool = False
    status: bool = False
    everything: bool = False

    def __or__(self, other: Touched) -> Touched:
        kinds = dict(self.kinds)
        for kind, ids in other.kinds.items():
            kinds[kind] = kinds.get(kind, frozenset()) | ids
        return Touched(
            MappingProxyType(kinds),
            self.keys | other.keys,
            self.outbox or other.outbox,
            self.status or other.status,
            self.everything or other.everything,
        )

    def __bool__(self) -> bool:
        return bool(self.kinds or self.keys or self.outbox or self.status or self.everything)


class Changes(msgspec.Struct, frozen=True):
    """Per account; two of them join with `|`."""

    by_account: Mapping[str, Touched] = msgspec.field(default_factory=lambda: MappingProxyType({}))

    def __or__(self, other: Changes) -> Changes:
        joined = dict(self.by_account)
        for account, touched in other.by_account.items():
            joined[account] = joined[account] | touched if account in joined else touched
        return Changes(MappingProxyType(joined))


Tell = Callable[[Changes], None]
"""Called on the thread that committed, after the commit, when others may write again; must not raise and not wait."""
