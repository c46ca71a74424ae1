"""An answer under way: looked through when it comes and when it is read, and erased when it is handed in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.engine.session import begin
from simulator.errors import Refused
from simulator.store.plays import begin_play
from simulator.store.privacy import export_of, read_for
from simulator.store.texts_and_annotations import replace_text, text_at, texts_of
from simulator.ui.answer_draft import draft_from, draft_text, fitting_draft
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.support import bundle, our_cases
from tests.ui.test_grid_controller import parts_in
from tests.ui.test_task_form import walked

UNFIT: list[Any] = ["99", "-1", 0, None, "²", "00", {"0": "1"}, ["0", "0"], ["0", 1], ["99"], [["0"]], True]


def opened(shell: PageShell, engine: Engine) -> PageShell:
    pinned = bundle("abuse-discovery", "standard")
    play = begin_play(engine, shell.visit.learner, pinned, begin(pinned.graph, 0, 3).log[0], verified=True)
    shell.open("play", Place(play))
    return shell


def stored(shell: PageShell) -> dict[str, Any]:
    held: dict[str, Any] = dict(parts_in(shell.page.view, "form")[0]["draft"]["stored"])
    return held


def status(shell: PageShell) -> tuple[str, str]:
    (node,) = parts_in(shell.page.view, "status")
    return node["state"], node["text"]


def draft(shell: PageShell, step: int = 0, **fields: Any) -> None:
    shell.receive({"do": "draft", "with": {"step": step, "fields": fields}})


def test_only_what_fits_the_task_is_a_draft() -> None:
    met = set()
    for stand in (s for case in our_cases() for seed in range(3) for s in walked(case, seed) if not s.ended):
        met.add(stand.sight.task)
        for name in ("option", "part0", "order", "field0", "statements", "words", "next"):
            for value in UNFIT:
                with pytest.raises(Refused):
                    fitting_draft(stand.sight, {name: value})
                assert draft_from(stand.sight, json.dumps({name: value})) == {}
    assert {"choice", "sort", "sequence", "form", "message", "rate"} <= met


@pytest.mark.parametrize("body", ["", "[", "[]", "7", "null", '{"option": NaN}', '"option"'])
def test_what_cannot_be_read_is_no_draft(body: str) -> None:
    assert draft_from(walked("abuse-discovery", 3)[0].sight, body) == {}


def test_a_draft_is_what_was_chosen_without_what_is_empty() -> None:
    stands = [stand for seed in range(6) for stand in walked("abuse-discovery", seed) if not stand.ended]
    order = next(stand.sight for stand in stands if stand.sight.task == "sequence")
    turned = [str(place) for place in reversed(range(len(order.options)))]
    assert draft_from(order, draft_text(fitting_draft(order, {"order": turned}))) == {"order": turned}
    with pytest.raises(Refused):
        fitting_draft(order, {"order": turned[1:]})
    form = next(stand.sight for stand in stands if stand.sight.task == "form")
    assert fitting_draft(form, {"field0": "1", "statements": ["2", "0"]}) == {
        "field0": "1",
        "statements": ["2", "0"],
    }
    assert draft_text(fitting_draft(form, {"statements": []})) == ""


def test_what_is_chosen_is_kept_shown_again_and_erased_with_the_answer(
    shell: PageShell, engine: Engine
) -> None:
    first = opened(shell, engine)
    play, learner = first.place.play, first.visit.learner
    assert status(first) == ("saved", "Salvat")
    draft(first, option="1")
    assert (stored(first)["option"], status(first)) == ("1", ("draft", "Ciornă păstrată"))
    again = PageShell(first.visit, engine, first.pages)
    again.open("play", Place(play))
    assert (stored(again)["option"], status(again)) == ("1", ("draft", "Ciornă păstrată"))
    draft(again)
    assert status(again) == ("saved", "Salvat"), "nothing is chosen any more"
    draft(first, option="2")
    assert texts_of(engine, learner, play) == {}, "no own words"
    first.receive({"do": "answer", "with": {"step": 0, "fields": {"option": "2"}}})
    assert text_at(engine, learner, "answer-draft:1", play) == ""
    assert (status(first), stored(first)) == (("saved", "Salvat"), {"words": ""})
    draft(first, step=0, option="0")
    assert first.notice is None, "what comes too late is nobody's fault"
    assert text_at(engine, learner, "answer-draft:1", play) == ""


def test_a_draft_that_does_not_fit_is_refused_and_keeps_nothing(shell: PageShell, engine: Engine) -> None:
    opened(shell, engine)
    draft(shell, option="77")
    assert shell.notice is not None
    assert stored(shell) == {"words": ""}
    replace_text(engine, shell.visit.learner, "answer-draft:1", '{"option": "77"}', shell.place.play)
    again = PageShell(shell.visit, engine, shell.pages)
    again.open("play", shell.place)
    assert (stored(again), status(again)[0]) == ({"words": ""}, "saved")


def test_an_answer_that_could_not_be_taken_is_not_said_to_be_saved(shell: PageShell, engine: Engine) -> None:
    opened(shell, engine)
    shell.receive({"do": "answer", "with": {"step": 0, "fields": {"option": "77"}}})
    assert status(shell) == ("unsaved", "Nesalvat")
    draft(shell, option="1")
    assert status(shell)[0] == "draft"


def test_a_draft_is_the_learners_own_and_labelled_as_one(shell: PageShell, engine: Engine) -> None:
    opened(shell, engine)
    draft(shell, option="1")
    learner = shell.visit.learner
    (mine,) = export_of(engine, learner)["personal_texts"]
    assert (mine["place"], mine["body"]) == ("answer-draft:1", '{"option": "1"}')
    assert read_for(engine, learner, "teacher", "nota", words=True)["personal_texts"] == []
