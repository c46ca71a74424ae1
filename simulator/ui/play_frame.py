"""What stands around a scene: above it where one is, at the foot of a small screen what is at hand."""

from __future__ import annotations

from simulator.engine.kinds.base import COMPOSE, WORDS
from simulator.language import clock
from simulator.report import play_scene
from simulator.report.play_places import whereabouts
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.parts import Node
from simulator.ui.play_view_model import PlayViewModel

KNOWN = "desk"  # the part of the page with all that the role knows


def play_head(stand: PlayViewModel, texts: Texts, saved: Node) -> Node:
    """One line: the way back, the case, which scene of how many, the places passed, the clock."""
    text, minute = texts.language.text, stand.sight.minute
    where, day = whereabouts(texts, stand.log, stand.sight), texts.day(minute, year=False)
    return parts.section(
        [
            parts.link(text("Cases"), "start", kind="back"),
            parts.heading(texts.words("title"), 1),
            parts.section([parts.paragraph(where.scene, "quiet"), saved], kind="line", key="line"),
            parts.trail(where.passed_title, where.passed, where.here),
            parts.clock_face(clock(minute % 1440) if day else texts.time(minute), day),
        ],
        kind="top",
        key="top",
    )


def play_dock(stand: PlayViewModel, texts: Texts, way: Node) -> Node:
    """Notes, messages and what one does next, within reach of a thumb."""
    text, notes = texts.language.text, play_scene.notes(texts, stand.sight)
    sheets = [
        ("notes", text("Notes ({number})", number=len(notes.facts))),
        ("letters", text("Messages ({number})", number=len(notes.letters))),
    ]
    writing = stand.sight.asks == COMPOSE and bool(form_name(stand))
    back = text("Back to the form") if writing else text("Back to the scene")
    words = {"label": text("At hand"), "back": back}
    return parts.dock(KNOWN, sheets, words, [way])


def form_key(stand: PlayViewModel) -> str:
    """What the form of the open scene is called."""
    return f"task-{stand.step}"


def form_name(stand: PlayViewModel) -> str:
    """Which real form the open scene asks for; empty if none."""
    node = stand.sight.node
    return next((scene.task.form for scene in stand.bundle.graph.scenes if scene.id == node), "")


def submit_words(asks: str, form: str, texts: Texts) -> str:
    """What the button says that hands in an answer."""
    text = texts.language.text
    if asks == COMPOSE:
        return text("Hand in") if form else text("Send")
    return text("Go on") if asks == WORDS else text("Answer")
