"""Writes: commands with ids made by the desktop, each applied exactly once and in a transaction of its own."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ssdesk.protocol.files import Attachment

MAX_BATCH = 50
MOST_RECIPIENTS = 5_000  # of one message, those of groups among them
MOST_GROUPS = 50
MOST_OF_BODY = 256 * 1024  # characters of a message
MOST_FILES = 20  # of one message
LONGEST_NAME = 60  # characters of the name of a folder, or of a text that is kept
MOST_OF_TEXT = 16 * 1024  # characters of one that is kept to use again
NAME = Annotated[str, Meta(max_length=LONGEST_NAME)]
SUBJECT = Annotated[str, Meta(max_length=200)]
BODY = Annotated[str, Meta(max_length=MOST_OF_BODY)]
MOMENT = Annotated[int, Meta(ge=0, le=(1 << 43) - 1)]  # ms, up to the year 2248
BodyType = Literal["text", "html"]
ID = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Asks = Literal["", "answer", "confirm"]
TextUse = Literal["signature", "template"]
Status = Literal["ok", "rejected", "conflict", "retry"]
FINAL: frozenset[str] = frozenset({"ok", "rejected", "conflict"})


class Addressed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some of a group: its co-accounts, its pupils or its staff."""

    group: ID
    audience: Literal["co", "pupils", "staff"]


class SendMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The message gets the command's id. `in_reply_to`: a message of the own mailbox. `draft` is deleted with it.

    It goes to those in `to`, of `groups` and, with `remind`, to those who did not do yet what that own message asks:
    who that is, is found out when it is applied. `asks` an answer or a confirmation, `answer_by` a moment. `send_at`:
    the server sends it then. `emergency`: the reason why it pierces quiet hours (R8).

    `body_type` "html": what `rules.markup` knows; anything else is cleaned away. It shows an image as `cid:` and the
    SHA-256 of one of the attachments.

    `mailbox`: in the name of a shared one that the writer holds. An answer to a message of a shared mailbox is always
    in its name.
    """

    to: Annotated[list[ID], Meta(max_length=MOST_RECIPIENTS)]
    subject: SUBJECT
    body: BODY
    pupil: ID | None = None
    attachments: Annotated[list[Attachment], Meta(max_length=MOST_FILES)] = []
    in_reply_to: ID | None = None
    draft: ID | None = None
    groups: Annotated[tuple[Addressed, ...], Meta(max_length=MOST_GROUPS)] = ()
    asks: Asks = ""
    answer_by: MOMENT | None = None
    send_at: MOMENT | None = None
    emergency: Annotated[str, Meta(max_length=500)] = ""
    remind: ID | None = None
    body_type: BodyType = "text"
    mailbox: ID | None = None


class OpenMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holder really opened this copy: the only thing that makes a receipt (R11)."""

    message: ID


class TellAnswering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holder of a shared mailbox is writing an answer to this copy of it, or (`on` false) stopped. Told again while
    they go on. A desktop says it at once or not at all: it never waits in an outbox."""

    message: ID
    on: bool = True


class Respond(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the holder says of a copy with one click: confirmed (R5), a full answer follows (R6), not meant for me
    (R12), let us talk (R13). The last word counts."""

    message: ID
    response: Literal["confirmed", "follows", "not_for_me", "talk"]


class Withdraw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of an own message the copies that nobody read vanish, and the others ask nothing any more. One that is not sent
    yet becomes a draft with its id."""

    message: ID


class MoveMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To inbox, archive, trash or an own folder; a `sent_message` to sent, archive, trash or an own folder."""

    message: ID
    folder: Annotated[str, Meta(pattern="^(inbox|sent|archive|trash|[0-9a-f]{32})$")]


class SetFlag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holder's own mark; "" takes it away."""

    message: ID
    flag: Literal["", "red", "orange", "green", "blue"]


class MarkUnread(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As if it was not read yet, or no more so. The receipt, or that there is none, stays as it is (R11)."""

    message: ID
    unread: bool


class Snooze(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Out of sight until a moment (ms); one that is past by now has it back in the inbox, unread, at once.

    `due`: that moment has come. It does nothing to a message that does not wait for this very moment (any more), so
    that the server and any number of desktops may do it.
    """

    message: ID
    until: MOMENT
    due: bool = False


class SaveFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new folder of this id, or another name for it."""

    folder: ID
    name: NAME


class DeleteFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in it goes to the archive."""

    folder: ID


class SaveText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text to use again, under a name: a new one of this id, or what it is from now on. Its `use` never changes;
    only staff keep templates. Fields in a template are words between braces, see `rules.fields`.

    `body_type` "html": what `rules.markup` knows, without images; anything else is cleaned away.
    """

    text: ID
    use: TextUse
    name: NAME
    body: Annotated[str, Meta(max_length=MOST_OF_TEXT)] = ""
    body_type: BodyType = "text"


class DeleteText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: ID


class SaveDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Keeps the draft with version `if_version + 1` of the command; answers `conflict` when another was kept since."""

    draft: ID
    to: Annotated[list[ID], Meta(max_length=MOST_RECIPIENTS)] = []
    pupil: ID | None = None
    subject: SUBJECT = ""
    body: BODY = ""
    in_reply_to: ID | None = None
    attachments: Annotated[list[Attachment], Meta(max_length=MOST_FILES)] = []
    groups: Annotated[tuple[Addressed, ...], Meta(max_length=MOST_GROUPS)] = ()
    asks: Asks = ""
    answer_by: MOMENT | None = None
    body_type: BodyType = "text"
    mailbox: ID | None = None
    send_at: MOMENT | None = None


class DeleteDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    draft: ID


class SetNotifications(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`forward` None: as it was, for desktops and servers that do not know it."""

    messages_desktop: bool
    messages_email: bool
    days: Annotated[list[Annotated[int, Meta(ge=0, le=6)]], Meta(max_length=7)]
    start: Annotated[int, Meta(ge=0, le=1440)]
    end: Annotated[int, Meta(ge=0, le=1440)]
    hold_email: bool
    forward: bool | None = None


class ChangeDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Own phone numbers and role; the e-mail address has its own confirmation and does not travel this way."""

    phone: Annotated[str, Meta(max_length=40)]
    mobile: Annotated[str, Meta(max_length=40)]
    role: Annotated[str, Meta(max_length=40)]


class TickItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of the school agenda is done, or is not after all."""

    item: ID
    done: bool


Args = (
    SendMessage
    | OpenMessage
    | TellAnswering
    | Respond
    | Withdraw
    | MoveMessage
    | SetFlag
    | MarkUnread
    | Snooze
    | SaveFolder
    | DeleteFolder
    | SaveText
    | DeleteText
    | SaveDraft
    | DeleteDraft
    | SetNotifications
    | ChangeDetails
    | TickItem
)


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One write. `type` names the struct of `args`. `needs`: blobs that must have been uploaded. `if_version`: for
    objects that carry one."""

    id: ID
    type: str
    args: msgspec.Raw
    needs: Annotated[list[str], Meta(max_length=MOST_FILES)] = []
    if_version: int | None = None


class CommandBatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`epoch`: the history in which the desktop believes to be. In another one nothing is done (409 `OtherEpoch`), for
    the journal must come first: a newer command may not overtake an older one that is sent again. Empty: whatever."""

    commands: Annotated[list[Command], Meta(min_length=1, max_length=MAX_BATCH)]
    epoch: Annotated[str, Meta(max_length=100)] = ""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why something was not done, fit to be shown: templates for `values`, see `errors.SsdeskError`. The body of every
    4xx and 5xx answer too."""

    code: str
    title: str
    advice: str = ""
    retry: bool = False
    values: dict[str, str | int] = {}
    retry_after_s: int | None = None


class CommandResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """`ok` and `rejected` are final and stored with the id; `conflict` is a rejection because somebody was earlier;
    `retry`, and any code of a newer server, tells to send it again later. `seq`: the effect is in every pull whose
    check ≥ seq."""

    id: str
    status: Status | str
    seq: int = 0
    problem: Problem | None = None


class CommandAnswer(msgspec.Struct, frozen=True):
    """The results in the order of the batch, and the history in which their seqs count."""

    epoch: str
    results: list[CommandResult]


COMMANDS: dict[str, type[Args]] = {
    "send_message": SendMessage,
    "open_message": OpenMessage,
    "tell_answering": TellAnswering,
    "respond": Respond,
    "withdraw": Withdraw,
    "move_message": MoveMessage,
    "set_flag": SetFlag,
    "mark_unread": MarkUnread,
    "snooze": Snooze,
    "save_folder": SaveFolder,
    "delete_folder": DeleteFolder,
    "save_text": SaveText,
    "delete_text": DeleteText,
    "save_draft": SaveDraft,
    "delete_draft": DeleteDraft,
    "set_notifications": SetNotifications,
    "change_details": ChangeDetails,
    "tick_item": TickItem,
}
