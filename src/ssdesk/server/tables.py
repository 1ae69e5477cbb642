"""The server's tables. Every primary key starts with the school, so that a school group can be spread by school.

Times are milliseconds since 1970 in UTC, ids 32 hexadecimal digits. What travels is kept ready made in `object_`; the
domain's own tables beside it are what the rules are computed from.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()
_GONE = text("op = 'del'")
_LATER = text("folder = 'later'")
_SHARED = text("part IS NOT NULL")


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, Column("school", String, primary_key=True), *parts)


def _id(name: str) -> Column[str]:
    return Column(name, String, primary_key=True)


# ---- The feed (sync.md) ----------------------------------------------------------------------------------------------
school = Table(
    "school",
    metadata,
    Column("id", String, primary_key=True),  # the slug in its address
    Column("seq", BigInteger, nullable=False, server_default="0"),  # locked to commit: seq order = commit order
    Column("host", String, nullable=False, server_default=""),
    Column("info", Text, nullable=False),  # JSON of settings.SchoolSettings: name, help, agreement, policies
)
scope = _table(
    "scope",
    _id("key"),
    Column("last_seq", BigInteger, nullable=False, server_default="0"),
    Column("floor_seq", BigInteger, nullable=False, server_default="0"),
    Column("rows", BigInteger, nullable=False, server_default="0"),
    Column("checksum", BigInteger, nullable=False, server_default="0"),
    Index("scope_by_seq", "school", "last_seq"),
)
grant_ = _table("grant_", _id("account"), _id("scope"), Index("grant_by_scope", "school", "scope"))
feed = _table(
    "feed",
    _id("scope"),
    _id("kind"),
    _id("oid"),
    Column("seq", BigInteger, nullable=False),
    Column("op", String, nullable=False),
    Index("feed_by_seq", "school", "scope", "seq"),
    Index("feed_by_object", "school", "kind", "oid"),
    Index("feed_tombstones", "school", "seq", sqlite_where=_GONE, postgresql_where=_GONE),
)
object_ = _table(
    "object_",
    _id("kind"),
    _id("oid"),
    Column("payload", LargeBinary, nullable=False),
    Column("part", String),  # what it says besides, in the words of `part`
    Index("object_by_part", "school", "part", sqlite_where=_SHARED, postgresql_where=_SHARED),
)
part = _table("part", _id("id"), Column("payload", LargeBinary, nullable=False))  # what several objects say alike
seq_mark = _table("seq_mark", Column("at", BigInteger, primary_key=True), Column("seq", BigInteger, nullable=False))
publication = _table(  # see publish
    "publication",
    _id("kind"),
    _id("oid"),
    Column("at", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("scopes", Text, nullable=False),  # JSON
    Column("blobs", Text, nullable=False),  # JSON
    Index("publication_by_moment", "at"),
)
command = _table(
    "command",
    _id("account"),
    _id("id"),
    Column("body_hash", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),  # JSON of commands.CommandResult
    Column("at", BigInteger, nullable=False),
)

# ---- People ----------------------------------------------------------------------------------------------------------
class_ = _table("class_", _id("id"), Column("name", String, nullable=False))
pupil = _table(
    "pupil",
    _id("id"),
    Column("first_name", String, nullable=False),
    Column("last_name", String, nullable=False),
    Column("class_", String),
    Column("birth_date", String),  # ISO date
    Column("left_at", BigInteger),
)
group_ = _table("group_", _id("id"), Column("name", String, nullable=False))  # of pupils of any class
group_pupil = _table("group_pupil", _id("group_"), _id("pupil"))
class_staff = _table("class_staff", _id("class_"), _id("account"))
account = _table(
    "account",
    _id("id"),
    Column("kind", String, nullable=False),  # main, co, staff
    Column("username", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False, server_default=""),
    Column("title", String, nullable=False, server_default=""),  # staff: "juf van klas 4B"
    Column("office", Boolean, nullable=False, server_default="0"),
    Column("contact_group", String, nullable=False, server_default=""),  # teacher, office, help: see kinds.Contact
    Column("everyone", Boolean, nullable=False, server_default="0"),  # all of the school may write to this account
    Column("weekdays", String, nullable=False, server_default="[0,1,2,3,4]"),  # on which staff works, see kinds.Contact
    Column("pupil", String),
    Column("slot", Integer, nullable=False, server_default="0"),
    Column("state", String, nullable=False, server_default="invited"),  # invited, active, suspended, excluded, closed
    Column("reason", String, nullable=False, server_default=""),
    Column("until", BigInteger),
    Column("no_rights", String, nullable=False, server_default="[]"),
    Column("email", String, nullable=False, server_default=""),
    Column("email_confirmed_at", BigInteger),
    Column("phone", String, nullable=False, server_default=""),
    Column("mobile", String, nullable=False, server_default=""),
    Column("number_plate", String, nullable=False, server_default=""),
    Column("password", LargeBinary),
    Column("password_at", BigInteger),
    Column("code", LargeBinary),  # HMAC-SHA-256 of the letter's code
    Column("code_until", BigInteger),
    Column("agreement", String),  # the version accepted
    Column("agreement_at", BigInteger),
    Column("devices_at", BigInteger),
    Column("details_at", BigInteger),
    Column("checked_at", BigInteger),
    Column("active_at", BigInteger),
    Column("last_seen", BigInteger),
    Index("account_by_username", "school", "username"),
    Index("account_by_email", "school", "email"),
    Index("account_by_pupil", "school", "pupil"),
)
device = _table(
    "device",
    _id("id"),
    Column("account", String, nullable=False),
    Column("token", LargeBinary, nullable=False),  # SHA-256
    Column("kind", String, nullable=False, server_default="device"),
    Column("name", String, nullable=False),
    Column("platform", String, nullable=False, server_default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("wipe", Boolean, nullable=False, server_default="0"),  # its next request is told to erase the local copy
    Index("device_by_token", "school", "token", unique=True),
    Index("device_by_account", "school", "account"),
)
email_code = _table(
    "email_code",
    _id("account"),
    Column("address", String, nullable=False),
    Column("code", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("pause_until", BigInteger, nullable=False, server_default="0"),  # no other mail before
    Index("email_code_by_link", "school", "link"),
)
reset_code = _table(
    "reset_code",
    _id("account"),
    Column("code", LargeBinary, nullable=False),
    Column("by", String, nullable=False),  # mail or office
    Column("until", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
)
throttle = _table(
    "throttle", _id("key"), Column("failures", Integer, nullable=False), Column("until", BigInteger, nullable=False)
)

# ---- Messages --------------------------------------------------------------------------------------------------------
message = _table(
    "message",
    _id("id"),
    Column("thread", String, nullable=False),  # in the sender's mailbox
    Column("sender", String, nullable=False),
    Column("sender_name", String, nullable=False),  # when it was sent
    Column("sender_role", String, nullable=False),
    Column("pupil", String),
    Column("subject", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_type", String, nullable=False, server_default="text"),
    Column("preview", String, nullable=False, server_default=""),
    Column("attachments", Text, nullable=False, server_default="[]"),  # JSON list of Attachment
    Column("sent_at", BigInteger, nullable=False),
    Column("in_reply_to", String),  # of the sender's own mailbox
    Column("answer_by", BigInteger),
    Column("asks", String, nullable=False, server_default=""),  # answer, confirm
    Column("emergency", String, nullable=False, server_default=""),  # the reason
    Column("withdrawn_at", BigInteger),
    Column("can_answer", Boolean, nullable=False, server_default="1"),
    Column("group_", Boolean, nullable=False, server_default="0"),
    Column("folder", String, nullable=False, server_default="sent"),
    Column("flag", String, nullable=False, server_default=""),
    Index("message_by_sender", "school", "sender", "sent_at"),
)
copy = _table(
    "copy",
    _id("id"),
    Column("message", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("name", String, nullable=False, server_default=""),  # of the recipient, when it was sent
    Column("role", String, nullable=False, server_default=""),
    Column("pupil", String),
    Column("thread", String, nullable=False),  # in the recipient's mailbox
    Column("in_reply_to", String),  # what it answers in the recipient's mailbox: their own message, or a copy
    Column("folder", String, nullable=False, server_default="inbox"),
    Column("flag", String, nullable=False, server_default=""),
    Column("unread", Boolean, nullable=False, server_default="0"),  # marked so again
    Column("snoozed_until", BigInteger),  # see kinds.Message
    Column("opened_at", BigInteger),
    Column("answered_at", BigInteger),
    Column("response", String, nullable=False, server_default=""),  # see commands.Respond
    Column("responded_at", BigInteger),
    Column("withdrawn_at", BigInteger),  # it is in no mailbox any more
    Index("copy_by_message", "school", "message"),
    Index("copy_by_recipient", "school", "recipient"),
    Index("copy_snoozed", "snoozed_until", sqlite_where=_LATER, postgresql_where=_LATER),
)
mailbox = _table(  # a shared one (A16): sender and recipient of messages as an account is
    "mailbox",
    _id("id"),
    Column("name", String, nullable=False),
    Column("label", String, nullable=False, server_default=""),
)
mailbox_holder = _table(
    "mailbox_holder", _id("mailbox"), _id("account"), Index("mailbox_holder_by_account", "school", "account")
)
answering = _table(  # who is writing an answer to a copy of a shared mailbox
    "answering",
    _id("id"),
    Column("copy", String, nullable=False),
    Column("mailbox", String, nullable=False),
    Column("account", String, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("answering_until", "until"),
)
folder = _table(  # that a holder made
    "folder",
    _id("id"),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default="0"),  # what lies in it is still on its way out
    Index("folder_by_account", "school", "account"),
    Index("folder_deleted", "deleted"),
)
own_text = _table(  # that a holder keeps to use again
    "own_text",
    _id("id"),
    Column("account", String, nullable=False),
    Column("use", String, nullable=False),
    Index("own_text_by_account", "school", "account", "use"),
)
scheduled = _table(
    "scheduled",
    _id("id"),
    Column("account", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("content", Text, nullable=False),  # JSON of commands.SendMessage
    Column("state", String, nullable=False, server_default="waiting"),  # or held: shown to its sender
    Index("scheduled_by_moment", "state", "at"),
)
draft = _table(
    "draft",
    _id("id"),
    Column("account", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),  # JSON of commands.SaveDraft
    Column("updated_at", BigInteger, nullable=False),
    Index("draft_by_account", "school", "account"),
)
notifications = _table("notifications", _id("account"), Column("content", Text, nullable=False))

agreements = _table(
    "agreements",
    Column("version", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("document", Text, nullable=False),  # JSON of agreements.Agreements
)

# ---- Files, effects, audit -------------------------------------------------------------------------------------------
blob = _table(
    "blob",
    _id("sha256"),
    Column("size", BigInteger, nullable=False),
    Column("type", String, nullable=False),
    Column("at", BigInteger, nullable=False),
)
blob_ref = _table(
    "blob_ref", _id("sha256"), _id("kind"), _id("oid"), Index("blob_ref_by_object", "school", "kind", "oid")
)
upload = _table(
    "upload",
    _id("id"),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False, server_default=""),
    Column("length", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False, server_default="0"),
    Column("sha256", String, nullable=False, server_default=""),  # once whole
    Column("at", BigInteger, nullable=False),
    Index("upload_by_account", "school", "account"),
)
effect = _table(
    "effect",
    _id("id"),  # hash(command, recipient, kind)
    Column("kind", String, nullable=False),  # confirm_email, reset, notice, forward…
    Column("account", String, nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
    Column("due", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("state", String, nullable=False, server_default="waiting"),  # waiting, unclear, done, failed
    Index("effect_by_due", "state", "due"),
)
audit = _table(
    "audit",
    _id("id"),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False, server_default=""),
    Index("audit_by_time", "school", "at"),
)
# Outside the digested row, so that erasure stays possible.
audit_person = _table("audit_person", _id("audit"), Column("detail", Text, nullable=False))
