"""Texts that the holder keeps to use again: read, and changed by actions."""

from __future__ import annotations

from typing import ClassVar

from ssdesk.models.own_text import OWN_TEXT
from ssdesk.protocol import commands
from ssdesk.protocol.kinds import OwnText
from ssdesk.replica.action import Action, Body, Object, Queued
from ssdesk.replica.database import Database
from ssdesk.replica.transaction import Transaction
from ssdesk.rules import markup


class OwnTexts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, use: str) -> list[OwnText]:
        """By name."""
        return self._database.select(OWN_TEXT, "WHERE use = ? ORDER BY name COLLATE NOCASE, id", use)


class SaveText(Action, commands.SaveText, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A new one, or what it is from now on."""

    type: ClassVar[str] = "save_text"

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("own_text", self.text)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        words = markup.clean(self.body, ()) if self.body_type == "html" else self.body
        return OwnText(self.text, self.use, " ".join(self.name.split()), words, self.body_type)


class DeleteText(Action, commands.DeleteText, frozen=True, forbid_unknown_fields=True):
    type: ClassVar[str] = "delete_text"

    def begin(self, tx: Transaction) -> bool:
        return tx.row("SELECT 1 FROM own_text WHERE id = ?", self.text) is not None

    def objects(self, tx: Transaction, id_: str) -> list[Object]:
        return [("own_text", self.text)]

    def apply(self, tx: Transaction, row: Queued, kind: str, body: Body) -> Body:
        return None
