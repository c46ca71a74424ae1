"""A scene's task as parts of a form, and the answer read back.

What can be chosen goes to the browser by its place in the shuffled row, never by the name that
its author gave it: such names often say what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.engine.kinds.base import BINS, COMPOSE, OPTION, ORDER, SCALE
from simulator.engine.kinds.base import WORDS as WORDS_ONLY
from simulator.engine.view import Choosable, View
from simulator.errors import Refused, message
from simulator.report.grid_words import level_words
from simulator.report.play_places import progress_words, short_names
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.parts import Node, Value

WORDS = "words"  # the field of own words
_UNFIT = message("this answer does not fit the task")


def task_nodes(texts: Texts, sight: View, step: int, before: str = "") -> list[Node]:
    """The parts that a task is answered with. `seen` is arranged; `kept` are own words written before."""
    return [*_ASKED[sight.asks][0](texts, sight), *own_words_nodes(texts, sight, step, before)]


def given_in(sight: View, fields: Mapping[str, Any]) -> Any:
    """The answer by the names of the case, as `engine.codec` reads it. Raises `Refused`."""
    judged = {name: value for name, value in fields.items() if name != WORDS}
    return _ASKED[sight.asks][1](sight, judged)


def words_in(fields: Mapping[str, Any]) -> str:
    """The own words among an answer's fields; they are kept and never judged. Raises `Refused`."""
    words = fields.get(WORDS, "")
    if not isinstance(words, str):
        raise Refused(_UNFIT)
    return words.strip()


def asks_for_words(texts: Texts, sight: View) -> bool:
    """Whether a scene asks for own words."""
    return sight.asks == WORDS_ONLY or bool(texts.words(f"scenes.{sight.node}.own_words"))


def own_words_nodes(texts: Texts, sight: View, step: int, before: str) -> list[Node]:
    """A field for own words where the scene asks for them."""
    if not asks_for_words(texts, sight):
        return []
    label = texts.words(f"scenes.{sight.node}.own_words") or texts.language.text(
        "Your own words (they are kept for you and never judged)"
    )
    keep = {"do": "keep", "with": {"step": step}}
    return [parts.textarea(WORDS, label, before, keep=keep)]


def _choice(texts: Texts, sight: View) -> list[Node]:
    return [parts.choice("option", texts.words(f"scenes.{sight.node}.ask"), _listed(texts, sight.options))]


def _read_choice(sight: View, fields: Mapping[str, Any]) -> Any:
    _only(fields, {"option"})
    return sight.options[_place(fields.get("option"), len(sight.options))].id


def _sort(texts: Texts, sight: View) -> list[Node]:
    meanings = texts.values(sight.options[0])
    named = zip(short_names(meanings), meanings, strict=True)
    return [_each(texts, sight, [Value(str(i), name, about) for i, (name, about) in enumerate(named)])]


def _each(texts: Texts, sight: View, bins: list[Value]) -> Node:
    items = [Value(f"part{i}", texts.words(part.path)) for i, part in enumerate(sight.options)]
    counted = progress_words(texts.language, placed=sight.asks == BINS)
    return parts.sort(texts.words(f"scenes.{sight.node}.ask"), items, bins, counted)


def _read_each(sight: View, fields: Mapping[str, Any]) -> Any:
    _only(fields, {f"part{i}" for i in range(len(sight.options))})
    return {
        part.id: part.values[_place(fields.get(f"part{i}"), len(part.values))]
        for i, part in enumerate(sight.options)
    }


def _sequence(texts: Texts, sight: View) -> list[Node]:
    text = texts.language.text
    words = {
        "up": text("Up: {item}", item="{item}"),
        "down": text("Down: {item}", item="{item}"),
        "moved": text("{item}: now {place} of {count}", item="{item}", place="{place}", count="{count}"),
    }
    ask = texts.words(f"scenes.{sight.node}.ask")
    return [parts.sequence("order", ask, _listed(texts, sight.options), words)]


def _read_sequence(sight: View, fields: Mapping[str, Any]) -> Any:
    _only(fields, {"order"})
    order = fields.get("order")
    if not isinstance(order, list) or len(order) != len(sight.options):
        raise Refused(_UNFIT)
    places = [_place(value, len(order)) for value in order]
    return {sight.options[place].id: str(rank) for rank, place in enumerate(places, 1)}


def _composed(texts: Texts, sight: View) -> list[Node]:
    fields = [part for part in sight.options if part.picked]
    statements = [part for part in sight.options if not part.picked]
    counted = [parts.count(progress_words(texts.language, placed=False))] if len(fields) > 2 else []
    nodes = [
        *counted,
        *(
            parts.picks(f"field{i}", texts.words(part.path), _numbered(texts.values(part)))
            for i, part in enumerate(fields)
        ),
    ]
    if statements:
        text = texts.language.text
        named = any(part.id == "recipient" for part in fields)
        legend = text("What goes into the message") if named else text("What you write in")
        nodes.append(parts.toggles("statements", legend, _listed(texts, tuple(statements))))
    return nodes


def _read_composed(sight: View, fields: Mapping[str, Any]) -> Any:
    asked = [part for part in sight.options if part.picked]
    statements = [part for part in sight.options if not part.picked]
    _only(fields, {"statements", *(f"field{i}" for i in range(len(asked)))})
    answer = {
        part.id: part.values[_place(fields.get(f"field{i}"), len(part.values))]
        for i, part in enumerate(asked)
    }
    ticked = fields.get("statements", [])
    if not isinstance(ticked, list):
        raise Refused(_UNFIT)
    answer.update({statements[_place(value, len(statements))].id: "in" for value in ticked})
    return answer


def _rate(texts: Texts, sight: View) -> list[Node]:
    values = sight.options[0].values if sight.options else ()
    levels = [Value(value, value, level_words(int(value), texts.language)) for value in values]
    ours = parts.paragraph(texts.language.text("The scale is ours."), "quiet")
    return [_each(texts, sight, levels), ours]


def _reflect(_texts: Texts, _seen: View) -> list[Node]:
    return []


def _read_nothing(_seen: View, fields: Mapping[str, Any]) -> Any:
    _only(fields, set())
    return {}


def _numbered(texts: list[str]) -> list[Value]:
    return [Value(str(i), text) for i, text in enumerate(texts)]


def _listed(texts: Texts, options: tuple[Choosable, ...]) -> list[Value]:
    return _numbered([texts.words(option.path) for option in options])


def _only(fields: Mapping[str, Any], names: set[str]) -> None:
    if not set(fields) <= names:
        raise Refused(_UNFIT)


def _place(value: object, count: int) -> int:
    """A place in a row of so many. Raises `Refused` for anything else."""
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 3:
        raise Refused(message("something has not been answered yet"))
    if int(value) >= count:
        raise Refused(_UNFIT)
    return int(value)


Asking = Callable[[Texts, View], list[Node]]
Reading = Callable[[View, Mapping[str, Any]], Any]
_ASKED: dict[str, tuple[Asking, Reading]] = {
    OPTION: (_choice, _read_choice),
    BINS: (_sort, _read_each),
    ORDER: (_sequence, _read_sequence),
    COMPOSE: (_composed, _read_composed),
    SCALE: (_rate, _read_each),
    WORDS_ONLY: (_reflect, _read_nothing),
}
