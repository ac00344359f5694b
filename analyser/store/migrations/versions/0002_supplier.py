"""The supplier of a dossier, and whether its name was found in the contract or given by a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the suppliers of dossiers that are there are not known."""
    op.add_column("dossiers", sa.Column("supplier", sa.String(length=300), nullable=False, server_default=""))
    op.add_column(
        "dossiers", sa.Column("supplier_found", sa.Boolean(), nullable=False, server_default=sa.false())
    )
