"""Judgements are kept, each with the digest of what it was made by

Nothing is judged here: a play without a judgement is judged when its learner next opens a page.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "judgements",
        sa.Column("play", sa.String(length=32), nullable=False),
        sa.Column("maker", sa.String(length=32), nullable=False),
        sa.Column("corrections", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["play"], ["plays.id"], name=op.f("fk_judgements_play"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("play", name=op.f("pk_judgements")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("judgements")
