"""Exercises of laboratories that a learner has finished."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lab_exercises",
        sa.Column("learner", sa.String(32), nullable=False),
        sa.Column("laboratory", sa.String(80), nullable=False),
        sa.Column("exercise", sa.String(48), nullable=False),
        sa.Column("finished", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner"], ["learners.id"], name=op.f("fk_lab_exercises_learner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner", "laboratory", "exercise", name=op.f("pk_lab_exercises")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("lab_exercises")
