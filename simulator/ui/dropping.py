"""How a play under way is dropped from any page, and how that is told."""

from __future__ import annotations

from simulator.errors import Refused, message
from simulator.language import Language
from simulator.store.plays import bundle_at, drop_play, play_of
from simulator.ui import parts
from simulator.ui.page_shell import PageShell
from simulator.ui.parts import Node


def drop(shell: PageShell, play: str) -> str:
    """Erase a play under way; the title of its case. Raises `Refused` for one that has ended, `NotThere`."""
    engine, learner = shell.engine, shell.visit.learner
    record = play_of(engine, learner, play)
    if record.ended is not None:
        raise Refused(message("this play has ended and stays; only one under way can be dropped"))
    drop_play(engine, learner, play)
    return bundle_at(engine, record.bundle).text("title", shell.speaking.code)


def dropped_nodes(title: str, language: Language) -> list[Node]:
    """What is said once a play is gone; nothing without a title."""
    if not title:
        return []
    return [
        parts.alert(
            language.text("You have dropped “{case}”. Nothing of that play is kept.", case=title), "good"
        )
    ]
