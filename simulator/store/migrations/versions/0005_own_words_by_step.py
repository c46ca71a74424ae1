"""Own words stand at the step they were written at, no longer at a scene; a one-time link is called one

The words of a scene move to the step at which the play answered it, the last one if it was there more
than once; of a scene that is still open, to the step that comes next.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_texts = sa.table("personal_texts", sa.column("id"), sa.column("play"), sa.column("place"))
_events = sa.table("events", sa.column("play"), sa.column("sequence"), sa.column("body"))
_tokens = sa.table("tokens", sa.column("kind"))


def upgrade() -> None:
    """Apply."""
    for text, play in _places("scene:%"):
        scene = text.place.removeprefix("scene:")
        answered = [step for step, name in play.items() if name == scene]
        step = max(answered, default=max(play, default=0) + 1)
        _move(text.id, f"step:{step}")
    _rename("door", "link")


def downgrade() -> None:
    """Undo. Words of a step that is not answered yet stay where they are."""
    for text, play in _places("step:%"):
        step = int(text.place.removeprefix("step:"))
        if step in play:
            _move(text.id, f"scene:{play[step]}")
    _rename("link", "door")


def _places(like: str) -> Iterator[tuple[Any, dict[int, str]]]:
    """Each text of a play at such a place, with the scenes that its play answered, by step."""
    connection = op.get_bind()
    plays: dict[str, dict[int, str]] = {}
    wanted = sa.select(_texts).where(_texts.c.place.like(like), _texts.c.play.is_not(None))
    for text in connection.execute(wanted).all():
        if text.play not in plays:
            bodies = connection.execute(sa.select(_events.c.body).where(_events.c.play == text.play))
            events = [json.loads(body) for body in bodies.scalars()]
            plays[text.play] = {e["step"]: e["scene"] for e in events if e["event"] == "decided"}
        yield text, plays[text.play]


def _move(text: str, place: str) -> None:
    op.execute(sa.update(_texts).where(_texts.c.id == text).values(place=place))


def _rename(before: str, after: str) -> None:
    """Give a kind of tokens another name, in the rows and in what the table allows."""
    with op.batch_alter_table("tokens") as batch_op:
        batch_op.drop_constraint(op.f("ck_tokens_kind"), type_="check")
    op.execute(sa.update(_tokens).where(_tokens.c.kind == before).values(kind=after))
    with op.batch_alter_table("tokens") as batch_op:
        batch_op.create_check_constraint(op.f("ck_tokens_kind"), f"kind in ('visit', 'return', '{after}')")
