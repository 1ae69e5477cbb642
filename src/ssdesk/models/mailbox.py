"""The shared mailboxes that the account holds, and who is answering in them."""

from __future__ import annotations

from ssdesk.models.table import WireTable
from ssdesk.protocol.mailboxes import Answering, Mailbox

MAILBOX = WireTable("mailbox", Mailbox)
ANSWERING = WireTable("answering", Answering, indices=(("message", "message", ""),))
