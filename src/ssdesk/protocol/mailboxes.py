"""Shared mailboxes (A16). Messages of one are ordinary messages in its scope `m:<id>`, in folders `<id>/inbox`,
`<id>/sent` and so on: all who hold it share their state, and a desktop that knows nothing of shared mailboxes shows a
folder with a strange name instead of mixing them with the person's own."""

from __future__ import annotations

import msgspec


class Mailbox(msgspec.Struct, frozen=True, omit_defaults=True):
    """A shared mailbox, for those who hold it; to others it is a `Contact` with the same id. Says nothing of who they
    are. `label`: its task, in words of the school."""

    id: str
    name: str
    label: str = ""


class Answering(msgspec.Struct, frozen=True, omit_defaults=True):
    """A holder is writing an answer to a copy (`message`) of a shared mailbox; only in its scope. It ends when they
    send or stop, and at `until` unless they went on writing: also where their computer was switched off."""

    id: str
    message: str
    account: str
    name: str
    until: int


def inside(mailbox: str, folder: str) -> str:
    """How the folder of a shared mailbox travels; that of a person's own ("") as it is."""
    return f"{mailbox}/{folder}" if mailbox else folder


def apart(folder: str) -> tuple[str, str]:
    """The shared mailbox ("" for the person's own) and the folder in it."""
    mailbox, found, rest = folder.partition("/")
    return (mailbox, rest) if found else ("", folder)


def moved_from(before: str, folder: str) -> str:
    """What a message that goes from one folder to another keeps as `Message.came_from`, to be put back there."""
    return before if folder == "trash" or (folder == "archive" and before != "trash") else ""
