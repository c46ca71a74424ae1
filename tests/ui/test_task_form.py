from __future__ import annotations

import json
import random
from typing import Any

import pytest

from simulator.engine.codec import answer_to_json
from simulator.engine.events import Answer, Decided, Started
from simulator.engine.session import begin
from simulator.engine.view import View
from simulator.errors import Refused
from simulator.graph.graph import Task
from simulator.language import language
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.play_view import Unsent, play_nodes
from simulator.ui.play_view_model import PlayViewModel, play_view_model
from simulator.ui.task_form import given_in, task_nodes
from tests.support import all_cases, bundle, some_answer, strings_in

NOTHING_UNSENT = Unsent(Drafts(lambda *_: None), {}, parts.status("Salvat"))
NAMED = "a browser must never see how an author named this"


def fields_of(task: Task, seen: View, answer: Answer) -> dict[str, Any]:
    """What a browser would send for an answer."""
    names = answer_to_json(task, answer)
    places = {option.id: str(index) for index, option in enumerate(seen.options)}
    if seen.task == "choice":
        return {"option": places[names]}
    if seen.task == "sequence":
        return {"order": [places[name] for name in sorted(names, key=lambda name: int(names[name]))]}
    if seen.task in ("form", "message"):
        asked = [part for part in seen.options if part.picked]
        ticked = [part for part in seen.options if not part.picked]
        fields: dict[str, Any] = {
            f"field{i}": str(part.values.index(names[part.id])) for i, part in enumerate(asked)
        }
        return {**fields, "statements": [str(i) for i, part in enumerate(ticked) if names[part.id] == "in"]}
    return {f"part{i}": str(part.values.index(names[part.id])) for i, part in enumerate(seen.options)}


def walked(case: str, seed: int, level: str = "guided") -> list[PlayViewModel]:
    """Where a random play stands after each decision; every answer goes the way of a browser."""
    rests_on, dice = bundle(case, level), random.Random(seed)
    roles = [role for role in (0, 1) if rests_on.graph.entry[role] >= 0]
    session = begin(rests_on.graph, dice.choice(roles), seed)
    stands = [play_view_model(rests_on, session.log)]
    while (seat := session.at_turn()) is not None and len(stands) < 40:
        assert session.state is not None
        task = rests_on.graph.scenes[seat.node].task
        answer = some_answer(task, session.state, seat.minute, dice)
        given = given_in(stands[-1].sight, fields_of(task, stands[-1].sight, answer))
        named = answer_to_json(task, answer)
        if task.kind in ("form", "message"):
            named = {name: value for name, value in named.items() if value != "out"}
        offered = {option.id for option in stands[-1].sight.options}
        assert given == (named if task.kind == "choice" else {n: v for n, v in named.items() if n in offered})
        session.answer(answer)
        stands.append(play_view_model(rests_on, session.log))
    return stands


@pytest.mark.parametrize("case", all_cases())
@pytest.mark.parametrize("seed", range(6))
def test_an_answer_survives_the_way_through_a_browser(case: str, seed: int) -> None:
    assert len(walked(case, seed)) > 1


def allowed_texts(stand: PlayViewModel, texts: Texts) -> set[str]:
    """Paths that are open to the role now."""
    seen = stand.sight
    base = f"{'endings' if seen.ended else 'scenes'}.{seen.node}"
    found = {*seen.paths, *seen.signs, *(option.path for option in seen.options)}
    found |= {f"facts.{name}.text" for name, _ in seen.known}
    found |= {f"reactions.{name}.text" for name, _ in seen.messages}
    found |= {"title", f"roles.{seen.role}.brief", f"roles.{seen.role}.name"}
    been = [stand.bundle.graph.scenes[event.node] for event in stand.log if isinstance(event, Decided)]
    found |= {f"scenes.{scene.id}.place" for scene in been}
    found |= {f"{base}.{part}" for part in ("title", "place", "ask", "hint", "own_words")}
    for option in seen.options:
        found |= {f"{base}.bins.{v}" for v in option.values}
        found |= {f"{base}.fields.{option.id}.picks.{v}.text" for v in option.values}
    if stand.followed is not None:
        found.add(f"{stand.followed.path}.then")
        found |= {option.path for option in stand.followed.sight.options}
    return found


@pytest.mark.parametrize("case", all_cases())
@pytest.mark.parametrize("seed", range(3))
def test_nothing_closed_reaches_the_browser(case: str, seed: int) -> None:
    for stand in walked(case, seed):
        texts = Texts(stand.bundle, language("ro"))
        shown = json.dumps(play_nodes(stand, texts, "0" * 32, NOTHING_UNSENT), ensure_ascii=False)
        opened = allowed_texts(stand, texts)
        kept_open = " ".join(texts.words(path) for path in opened)
        for path, words in stand.bundle.case_texts["ro"].items():
            for line in map(str.strip, words.split("\n")):
                if len(line) > 25 and path not in opened and line not in kept_open:
                    assert json.dumps(line, ensure_ascii=False)[1:-1] not in shown, path


@pytest.mark.parametrize("case", all_cases())
def test_the_names_that_an_author_gave_do_not_reach_the_browser(case: str) -> None:
    for stand in walked(case, 11):
        texts = Texts(stand.bundle, language("ro"))
        if stand.ended:
            continue
        values = set(strings_in(task_nodes(texts, stand.sight, stand.step)))
        written = {option.id for option in stand.sight.options if "-" in option.id}
        assert not values & written, NAMED


def test_options_stand_in_the_same_order_after_a_refresh() -> None:
    stand = walked("abuse-discovery", 3)[2]
    assert play_view_model(stand.bundle, stand.log).sight == stand.sight
    assert isinstance(stand.log[0], Started)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"option": "99"},
        {"option": "-1"},
        {"option": 0},
        {"option": "²"},
        {"option": None},
        {"option": "0", "next": "1"},
    ],
    ids=range(7),
)
def test_answers_that_do_not_fit_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        given_in(walked("abuse-discovery", 3)[0].sight, fields)
