"""Where in a case one is: which scene of how many there usually are, the places passed, all in few signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from simulator.content.enums import ROLES
from simulator.engine.events import Decided, Event
from simulator.engine.view import View
from simulator.graph.experts import usual_scenes
from simulator.language import Language
from simulator.report.wording import Texts

MOST_SIGNS = 34  # of a place's name
LEAST_SIGNS = 6  # that say where one is; a day of the week alone does not
LONG_NAME = 22  # of a bin; what is longer is cut at the next joint
_JOINTS = (",", " sau ", " și ", " or ", " and ")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The scene's number with the usual number of scenes; the places passed, and the one where one is."""

    scene: str
    passed_title: str
    passed: tuple[str, ...]
    here: str


def whereabouts(texts: Texts, log: Sequence[Event], sight: View) -> Whereabouts:
    """Where a role stands after its decisions in a log."""
    text, role = texts.language.text, ROLES.index(sight.role)
    been = [event.node for event in log if isinstance(event, Decided) and event.role == role]
    scenes = texts.bundle.graph.scenes
    places = [place_name(texts.words(f"scenes.{scenes[node].id}.place")) for node in been]
    here = f"endings.{sight.node}.title" if sight.ended else f"scenes.{sight.node}.place"
    passed = [*places, place_name(texts.words(here))]
    apart = tuple(name for name, _ in groupby(passed))
    scene = text("Ending") if sight.ended else text("Scene {number}", number=len(been) + 1)
    return Whereabouts(
        " · ".join(filter(None, (scene, "" if sight.ended else _usual(texts, role)))),
        text("Places passed"),
        apart[:-1],
        apart[-1],
    )


def _usual(texts: Texts, role: int) -> str:
    """How many scenes there usually are; empty where nobody knows."""
    text, known = texts.language.text, usual_scenes(texts.bundle.experts, role)
    if known is None:
        return ""
    low, high = known
    return text("usually {number}", number=low if low == high else f"{low}–{high}")


def place_name(words: str) -> str:
    """In few signs: what stands before the first comma, or the second if that is next to nothing."""
    first, *others = words.split(",")
    return _cut(f"{first},{others[0]}" if others and len(first) < LEAST_SIGNS else first)


def _cut(words: str) -> str:
    if len(words) <= MOST_SIGNS:
        return words
    kept = words[: MOST_SIGNS + 1].rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,;')}…"


def short_names(names: Iterable[str]) -> list[str]:
    """Names that fit beside one another, each the beginning of its own; where two would agree, the names."""
    given = list(names)
    short = [_short(name) for name in given]
    return short if len({*short}) == len(short) else given


def _short(name: str) -> str:
    """The name up to the first joint, so far as needed."""
    for joint in _JOINTS:
        if joint == "," or len(name) > LONG_NAME:
            name = name.split(joint, maxsplit=1)[0]
    return name


def progress_words(language: Language, *, placed: bool) -> str:
    """How many of how many are answered: a pattern with `{done}` and `{all}`."""
    if placed:
        return language.text("{done} of {all} placed", done="{done}", all="{all}")
    return language.text("{done} of {all} answered", done="{done}", all="{all}")
