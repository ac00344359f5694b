"""Alembic runs this: migrate on the connection that ``engine.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from analyser.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
