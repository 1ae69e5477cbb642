"""What a person does: a change that is seen at once, and a command for the school.

An action is the command's own struct with three more methods. `begin` looks whether there is anything to do and clears
the way; `apply` says how one object looks with the action laid over it (a pure fold over the server's copy, so that
it can be laid again over a newer copy, in order); `back` says what is left as a draft when it does not happen.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from ssdesk.protocol.kinds import Draft
from ssdesk.replica.transaction import Transaction

Object = tuple[str, str]  # kind, id
Body = msgspec.Struct | None


class Action:
    """What every action can be asked."""

    __slots__ = ()
    type: ClassVar[str]
    silent: ClassVar[bool] = False  # a refusal is of no use to the person

    def begin(self, tx: Transaction) -> bool:
        """False: nothing to do, no command goes out."""
        return True

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        """The objects that it changes; `id_` is the command's."""
        raise NotImplementedError

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        """The object of this kind with the action laid over `body`; None where there is none."""
        raise NotImplementedError

    def needs(self) -> list[str]:
        """Contents that the school must have first."""
        return []

    def if_version(self, tx: Transaction) -> int | None:
        """The version of the object on which the action builds."""
        return None

    def back(self, tx: Transaction, row: Queued) -> Draft | None:
        """The draft that it becomes again when it is refused or withdrawn."""
        return None


class Queued(msgspec.Struct, frozen=True):
    """An action in the outbox, with what it was given when it was done."""

    id: str
    action: Action
    objects: list[Object]
    if_version: int | None
    state: str
    tries: int
    made_at: int
