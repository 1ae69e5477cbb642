"""Run by Alembic for every command: on the connection that `migrations.config` was given."""

from __future__ import annotations

from alembic import context

from ssdesk.server.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
