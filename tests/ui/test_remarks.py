"""When guided the hint is open, and after an answer one line says which rule it touched, if one likes."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.engine.session import begin
from simulator.language import language
from simulator.report.wording import Texts
from simulator.store.plays import begin_play
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from simulator.ui.play_view import Wishes, play_nodes
from tests.support import bundle, our_cases
from tests.ui.test_grid_controller import parts_in
from tests.ui.test_task_form import NOTHING_UNSENT, walked


def told(nodes: Any) -> list[dict[str, Any]]:
    return parts_in(nodes, "remark")


@pytest.mark.parametrize("case", our_cases())
def test_one_line_at_most_and_at_the_guided_level_only(case: str) -> None:
    met = 0
    for level in ("guided", "standard"):
        for stand in (stand for seed in range(3) for stand in walked(case, seed, level)):
            texts = Texts(stand.bundle, language("ro"))
            lines = told(play_nodes(stand, texts, "p", NOTHING_UNSENT))
            assert len(lines) == min(1, len(stand.decided))
            assert not told(play_nodes(stand, texts, "p", NOTHING_UNSENT, Wishes(remarks=False)))
            if lines:
                met += 1
                (link,) = lines[0]["children"]
                assert (link["page"], link["to"]) == ("rule", {"id": stand.decided[0].rule})
                assert level == "guided"
    assert met > 3


def test_the_hint_is_open_and_the_rules_are_to_be_unfolded() -> None:
    stand = walked("abuse-discovery", 3)[0]
    nodes = play_nodes(stand, Texts(stand.bundle, language("ro")), "p", NOTHING_UNSENT)
    stage = nodes[1]["children"][0]["children"]
    assert [node["title"] for node in stage if node.get("kind") == "hint"] == ["Îndrumare"]
    assert [node["opened"] for node in stage if node["is"] == "details"] in ([], [False])


def test_who_minds_switches_it_off_for_all_plays(shell: PageShell, engine: Engine) -> None:
    pinned = bundle("abuse-discovery", "guided")

    def opened() -> PageShell:
        session = begin(pinned.graph, 0, 3)
        play = begin_play(engine, shell.visit.learner, pinned, session.log[0], verified=True)
        other = PageShell(shell.visit, engine, shell.pages)
        other.open("play", Place(play))
        return other

    def switch(page: PageShell) -> dict[str, Any]:
        (found,) = [node for node in parts_in(page.page.view, "button") if node["do"] == "remarks"]
        return found

    first = opened()
    assert switch(first)["text"] == "Nu mai arătați observații după răspuns"
    first.receive({"do": "remarks", "with": switch(first)["with"]})
    assert switch(first)["text"] == "Arătați observații după răspuns"
    second = opened()
    assert switch(second)["with"] == {"on": True}
    second.receive({"do": "remarks", "with": {"on": True}})
    assert switch(opened())["with"] == {"on": False}
