"""The kinds of objects in the feed. The payload of (kind, id) is a function of stored state, never of the viewer.

A new kind or field may appear at any time: a desktop keeps what it does not know and shows unknown codes raw.
"""

from __future__ import annotations

import msgspec

from ssdesk.protocol.agreements import Agreements
from ssdesk.protocol.commands import Addressed, Problem
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.mailboxes import Answering, Mailbox
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, Tick, TimetableWeek
from ssdesk.protocol.record import Absence, Report, Result

FLAGS = ("red", "orange", "green", "blue")
WEEKDAYS = (0, 1, 2, 3, 4)


class Recipient(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person in the sender's own overview; nobody else ever gets this. `opened_at`: as a server before receipts
    noted it."""

    account: str
    name: str
    role: str
    opened_at: int | None = None


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message in one mailbox. Two kinds have this form: `message`, the copy that one recipient got (its id is the
    copy's own), and `sent_message`, the sender's (its id is that of the command that sent it).

    `thread` is the id of the conversation's first message, `in_reply_to` the message or copy *in this mailbox* that it
    answers. `folder`: inbox, later, sent, archive or trash, the id of an own `Folder`, or a code of a newer server; a
    shared mailbox has its id before that (see `mailboxes`). `preview` is the start of the text on one line, at most 160
    characters. `asks`: answer, confirm, or nothing; `answer_by`: the sender asks it before. `group`: the sender wrote
    to a group. `emergency`: the reason why it could not wait. `response`: the holder's, see `commands.Respond`. Only in
    `sent_message`: `recipients` and how many they are (`count`), and in the folder scheduled `send_at` and to which
    `groups` it is written, with as many of the recipients (`named`, the first) besides; `held`: why it could not be
    sent at its moment.
    `withdrawn_at`: when the copies vanished that nobody had read; in a copy that stayed, since when its sender asks
    nothing any more.

    The holder's own marks, of which nobody else learns: `flag`, one of `FLAGS`; `unread`, marked as unread again, while
    the receipt stays (R11); `snoozed_until`, in the folder later the moment at which it comes back, in the inbox the
    one at which it did; `came_from`, in the trash and in the archive the folder in which it lay before.
    """

    id: str
    thread: str
    sent_at: int
    sender: str
    sender_name: str
    sender_role: str
    subject: str
    preview: str
    body: str
    folder: str
    body_type: str = "text"  # or "html"
    pupil: str | None = None
    in_reply_to: str | None = None
    attachments: list[Attachment] = []
    opened_at: int | None = None
    answer_by: int | None = None
    answered_at: int | None = None
    group: bool = False
    can_answer: bool = True
    recipients: list[Recipient] = []
    flag: str = ""
    unread: bool = False
    snoozed_until: int | None = None
    asks: str = ""
    emergency: str = ""
    response: str = ""
    responded_at: int | None = None
    send_at: int | None = None
    withdrawn_at: int | None = None
    count: int = 0
    groups: tuple[Addressed, ...] = ()
    named: int = 0
    held: tuple[Problem, ...] = ()
    came_from: str = ""


class Folder(msgspec.Struct, frozen=True, omit_defaults=True):
    """A folder that the holder made, only in the own mailbox scope. Folders are listed by `position`."""

    id: str
    name: str
    position: int = 0


class OwnText(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that the holder keeps to use again, only in the own mailbox scope. `use`: signature, template, or a code
    of a newer server. `body` is of `body_type`, see `commands.SaveText`."""

    id: str
    use: str
    name: str
    body: str = ""
    body_type: str = "text"


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some people one may write to all at once. `form`: class, own (of the school) or school (everybody). How many
    co-accounts, pupils and staff are in it, and how many of each can be reached."""

    id: str
    name: str
    form: str
    co: int = 0
    co_reached: int = 0
    pupils: int = 0
    pupils_reached: int = 0
    staff: int = 0
    staff_reached: int = 0


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one copy, in the sender's mailbox only. There is none before something happened to it. Its id is
    the copy's. `delivered_at`: since when a device of the recipient has it, where the school tells that."""

    id: str
    message: str
    account: str
    name: str = ""
    role: str = ""
    opened_at: int | None = None
    answered_at: int | None = None
    response: str = ""
    responded_at: int | None = None
    delivered_at: int | None = None


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """The holder's own account, only in its own mailbox scope. `role`: a code such as mother, teacher."""

    id: str
    kind: str  # main, co, staff
    username: str
    name: str
    role: str
    state: str  # active, suspended, excluded, closed
    pupil: str | None = None
    email: str = ""
    email_confirmed: bool = False
    phone: str = ""
    mobile: str = ""
    reason: str = ""
    until: int | None = None
    no_rights: list[str] = []  # rights taken away for a while (A10): "send"
    record: list[str] = []  # the parts of the child's record that this account sees (A2): results, reports, absences


class Pupil(msgspec.Struct, frozen=True):
    """What every account of a child may know of it; names no adult."""

    id: str
    first_name: str
    last_name: str
    class_name: str


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody to whom one may write. `group`: teacher, office, help, parent, pupil. `role` in words of the school.

    `classes`: names of the classes this person teaches; `pupil`: whose co-account this is (only in staff scopes).
    `weekdays`: on which this member of staff works, 0 is Monday; by them its clocks of the agreements run (R6).
    """

    id: str
    name: str
    role: str
    group: str
    classes: list[str] = []
    pupil: str | None = None
    weekdays: tuple[int, ...] = WEEKDAYS


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message being written, kept in the own mailbox scope so that the other computer has it too."""

    id: str
    version: int
    updated_at: int
    to: list[str] = []
    pupil: str | None = None
    subject: str = ""
    body: str = ""
    in_reply_to: str | None = None
    attachments: list[Attachment] = []
    groups: tuple[Addressed, ...] = ()
    asks: str = ""
    answer_by: int | None = None
    body_type: str = "text"  # or "html"
    mailbox: str = ""  # the shared one in whose name it is written
    send_at: int | None = None  # when it is to go


class Notifications(msgspec.Struct, frozen=True, omit_defaults=True):
    """When and how an account is told of something new (M14). Its id is the account's.

    `days`: 0 is Monday. `start`, `end`: minutes after midnight in school time; outside them the desktop is quiet.
    `forward`: the e-mail that `messages_email` asks for holds the message itself.
    """

    id: str
    messages_desktop: bool = True
    messages_email: bool = False
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    start: int = 7 * 60
    end: int = 18 * 60
    hold_email: bool = False
    forward: bool = False


KINDS: dict[str, type[msgspec.Struct]] = {
    "message": Message,
    "sent_message": Message,
    "receipt": Receipt,
    "group": Group,
    "mailbox": Mailbox,
    "answering": Answering,
    "account": Account,
    "pupil": Pupil,
    "contact": Contact,
    "draft": Draft,
    "folder": Folder,
    "own_text": OwnText,
    "notifications": Notifications,
    "timetable_week": TimetableWeek,
    "agenda_item": AgendaItem,
    "event": Event,
    "tick": Tick,
    "result": Result,
    "report": Report,
    "absence": Absence,
    "news": News,
    "agreements": Agreements,
}
