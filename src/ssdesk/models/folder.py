"""Folders that the holder of the mailbox made."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.kinds import Folder

FOLDER = WireTable("folder", Folder)
