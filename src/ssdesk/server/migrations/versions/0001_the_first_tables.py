"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table or index
    op.create_table(
        "account",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), server_default="", nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("office", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("contact_group", sa.String(), server_default="", nullable=False),
        sa.Column("everyone", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("pupil", sa.String(), nullable=True),
        sa.Column("slot", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(), server_default="invited", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("no_rights", sa.String(), server_default="[]", nullable=False),
        sa.Column("email", sa.String(), server_default="", nullable=False),
        sa.Column("email_confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column("mobile", sa.String(), server_default="", nullable=False),
        sa.Column("number_plate", sa.String(), server_default="", nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("password_at", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.BigInteger(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("agreement_at", sa.BigInteger(), nullable=True),
        sa.Column("devices_at", sa.BigInteger(), nullable=True),
        sa.Column("details_at", sa.BigInteger(), nullable=True),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("active_at", sa.BigInteger(), nullable=True),
        sa.Column("last_seen", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("account_by_email", ["school", "email"], unique=False)
        batch_op.create_index("account_by_pupil", ["school", "pupil"], unique=False)
        batch_op.create_index("account_by_username", ["school", "username"], unique=False)

    op.create_table(
        "audit",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("audit_by_time", ["school", "at"], unique=False)

    op.create_table(
        "audit_person",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("audit", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "audit"),
    )
    op.create_table(
        "blob",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "sha256"),
    )
    op.create_table(
        "blob_ref",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("oid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "sha256", "kind", "oid"),
    )
    with op.batch_alter_table("blob_ref", schema=None) as batch_op:
        batch_op.create_index("blob_ref_by_object", ["school", "kind", "oid"], unique=False)

    op.create_table(
        "class_",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.create_table(
        "class_staff",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("class_", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "class_", "account"),
    )
    op.create_table(
        "command",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "account", "id"),
    )
    op.create_table(
        "copy",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("in_reply_to", sa.String(), nullable=True),
        sa.Column("folder", sa.String(), server_default="inbox", nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.create_index("copy_by_message", ["school", "message"], unique=False)
        batch_op.create_index("copy_by_recipient", ["school", "recipient"], unique=False)

    op.create_table(
        "device",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), server_default="device", nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("wipe", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index("device_by_account", ["school", "account"], unique=False)
        batch_op.create_index("device_by_token", ["school", "token"], unique=True)

    op.create_table(
        "draft",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index("draft_by_account", ["school", "account"], unique=False)

    op.create_table(
        "effect",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="{}", nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.create_index("effect_by_due", ["state", "due"], unique=False)

    op.create_table(
        "email_code",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pause_until", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("school", "account"),
    )
    with op.batch_alter_table("email_code", schema=None) as batch_op:
        batch_op.create_index("email_code_by_link", ["school", "link"], unique=False)

    op.create_table(
        "feed",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("oid", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "scope", "kind", "oid"),
    )
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.create_index("feed_by_object", ["school", "kind", "oid"], unique=False)
        batch_op.create_index("feed_by_seq", ["school", "scope", "seq"], unique=False)
        batch_op.create_index(
            "feed_tombstones",
            ["school", "seq"],
            unique=False,
            sqlite_where=sa.text("op = 'del'"),
            postgresql_where=sa.text("op = 'del'"),
        )

    op.create_table(
        "grant_",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school", "account", "scope"),
    )
    with op.batch_alter_table("grant_", schema=None) as batch_op:
        batch_op.create_index("grant_by_scope", ["school", "scope"], unique=False)

    op.create_table(
        "message",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("sender_role", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_type", sa.String(), server_default="text", nullable=False),
        sa.Column("preview", sa.String(), server_default="", nullable=False),
        sa.Column("attachments", sa.Text(), server_default="[]", nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("in_reply_to", sa.String(), nullable=True),
        sa.Column("answer_by", sa.BigInteger(), nullable=True),
        sa.Column("can_answer", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("group_", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("folder", sa.String(), server_default="sent", nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("message_by_sender", ["school", "sender", "sent_at"], unique=False)

    op.create_table(
        "notifications",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "account"),
    )
    op.create_table(
        "object_",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("oid", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("school", "kind", "oid"),
    )
    op.create_table(
        "pupil",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("class_", sa.String(), nullable=True),
        sa.Column("birth_date", sa.String(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    op.create_table(
        "reset_code",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("school", "account"),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("host", sa.String(), server_default="", nullable=False),
        sa.Column("info", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "scope",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("floor_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rows", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("checksum", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("school", "key"),
    )
    with op.batch_alter_table("scope", schema=None) as batch_op:
        batch_op.create_index("scope_by_seq", ["school", "last_seq"], unique=False)

    op.create_table(
        "seq_mark",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "at"),
    )
    op.create_table(
        "throttle",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "key"),
    )
    op.create_table(
        "upload",
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), server_default="", nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sha256", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "id"),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index("upload_by_account", ["school", "account"], unique=False)
