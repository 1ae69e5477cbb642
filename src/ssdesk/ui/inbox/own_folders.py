"""The folders that people made themselves, over one account or all, each under a name of its own."""

from __future__ import annotations

from collections import Counter

import msgspec
from PySide6.QtCore import QCoreApplication

from ssdesk.household import Household
from ssdesk.ui.shown import shown


class OwnFolder(msgspec.Struct, frozen=True):
    """`text`: the name, told apart from another of the same name; `name` as it was given."""

    account: str
    id: str
    name: str
    text: str


def own_folders(household: Household, account: str = "") -> list[OwnFolder]:
    """In the order of the accounts, then as the holder has them. Two of one name are told apart by child or school,
    two of one account by a number."""
    found = [
        (home, folder)
        for home, folders in household.gather(lambda replica: replica.inbox.folders(), account)
        for folder in folders
    ]
    names = [shown(folder.name) or QCoreApplication.translate("Folders", "(no name)") for _, folder in found]
    holders: dict[str, set[str]] = {}
    for (home, _), name in zip(found, names, strict=True):
        holders.setdefault(name, set()).add(home.name)
    used = Counter[str]()
    listed = []
    for (home, folder), name in zip(found, names, strict=True):
        whose = shown(home.child) or shown(home.school_short)
        text = f"{name} ({whose})" if len(holders[name]) > 1 and whose else name
        used[text] += 1
        listed.append(OwnFolder(home.name, folder.id, name, text if used[text] == 1 else f"{text} ({used[text]})"))
    return listed
