"""What a composer holds: who writes, and the letter."""

from __future__ import annotations

import msgspec

from ssdesk.protocol.commands import Addressed, Asks, BodyType
from ssdesk.protocol.files import Attachment
from ssdesk.rules.markup import plain
from ssdesk.rules.seen import is_blank

LONGEST_SUBJECT = 200


class Sender(msgspec.Struct, frozen=True):
    """An own account one can write from; `account` names it on this computer. `child`: first name; staff have none."""

    account: str
    pupil: str | None
    child: str
    school: str
    colour: int


class Letter(msgspec.Struct, frozen=True):
    """What stands in the composer. `account` is empty while undecided, `to` and `groups` while nobody is chosen.
    `people`: how many get it. `body`: of `body_type`. `asks` an answer or a confirmation, before `answer_by`; goes
    at `send_at`. Moments in ms. `emergency`: the reason. `only_signed`: the signature is all its text, which is
    as good as none. `mailbox`: the shared one in whose name it goes out."""

    account: str
    to: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    people: int = 0
    body_type: BodyType = "text"
    groups: tuple[Addressed, ...] = ()
    asks: Asks = ""
    answer_by: int | None = None
    send_at: int | None = None
    emergency: str = ""
    only_signed: bool = False
    mailbox: str = ""

    @property
    def words(self) -> str:
        return "" if self.only_signed else plain(self.body, self.body_type)

    @property
    def blank(self) -> bool:
        empty = is_blank(self.subject) and is_blank(self.words)
        return empty and not (self.to or self.groups or self.attachments)
