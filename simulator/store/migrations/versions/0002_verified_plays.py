"""Plays say whether every step of them came through the server

Until now a play had no other way in, so all that are kept count as verified.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    # Not in a batch: that could make the table anew, and its events would go with the old one.
    op.add_column("plays", sa.Column("verified", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Undo."""
    op.drop_column("plays", "verified")
