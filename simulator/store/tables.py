"""The tables. Identity stands in a row of its own; a play log holds no name and no prose.

Times are UTC, in ISO 8601 text, so that both databases and an export say the same.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _owner() -> Column[str]:
    return Column("learner", String(32), ForeignKey("learners.id", ondelete="CASCADE"), nullable=False)


learners = Table(
    "learners",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("language", String(2), nullable=False),
    Column("began", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column(
        "learner", String(32), ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    Column("name", String(200), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    _owner(),
    Column("kind", String(16), nullable=False),
    Column("made", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    CheckConstraint("kind in ('visit', 'return', 'link')", name="kind"),
    Index("ix_tokens_learner", "learner"),
)

bundles = Table(
    "bundles",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

plays = Table(
    "plays",
    metadata,
    Column("id", String(32), primary_key=True),
    _owner(),
    Column("case_id", String(64), nullable=False),
    Column("level", String(16), nullable=False),
    Column("bundle", String(64), ForeignKey("bundles.digest"), nullable=False),
    Column("began", String(32), nullable=False),
    Column("ended", String(32)),
    Column("forked_from", String(32), ForeignKey("plays.id", ondelete="SET NULL")),
    Column("verified", Boolean, nullable=False),
    Index("ix_plays_learner", "learner"),
)

events = Table(
    "events",
    metadata,
    Column("play", String(32), ForeignKey("plays.id", ondelete="CASCADE"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("kept", String(32), nullable=False),
    PrimaryKeyConstraint("play", "sequence"),
)

play_annotations = Table(
    "annotations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("play", String(32), ForeignKey("plays.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("by", String(32), nullable=False),
    Column("why", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Index("ix_annotations_play", "play"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("play", String(32), ForeignKey("plays.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("maker", String(32), nullable=False),
    Column("corrections", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("made", String(32), nullable=False),
)

personal_texts = Table(
    "personal_texts",
    metadata,
    Column("id", String(32), primary_key=True),
    _owner(),
    Column("play", String(32), ForeignKey("plays.id", ondelete="CASCADE")),
    Column("place", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Index("ix_personal_texts_learner", "learner"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("id", String(32), primary_key=True),
    _owner(),
    Column("by", String(32), nullable=False),
    Column("occasion", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Index("ix_ratings_learner", "learner"),
)

lab_exercises = Table(
    "lab_exercises",
    metadata,
    _owner(),
    Column("laboratory", String(80), nullable=False),
    Column("exercise", String(48), nullable=False),
    Column("finished", String(32), nullable=False),
    PrimaryKeyConstraint("learner", "laboratory", "exercise"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", String(32), nullable=False),
    Column("what", String(32), nullable=False),
    Column("whose", String(32), nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Index("ix_audit_whose", "whose"),
)
