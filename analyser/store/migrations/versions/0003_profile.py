"""The profile of conditions that a dossier is judged by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the dossiers that are there were judged by the library as it is."""
    op.add_column(
        "dossiers", sa.Column("profile", sa.String(length=100), nullable=False, server_default="rijk")
    )
    op.add_column("analyses", sa.Column("profile", sa.String(length=100), nullable=True))
