"""The Mermaid of a case: every scene, every ending, every way, and no word that ends a label early."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.cli import main as prompt
from simulator.graph.diagram import Words, ways
from simulator.graph.mermaid import mermaid
from tests.support import all_cases, bundle, small_graph

HOSTILE = 'a "quote" <script> # end\n--> n0'


def words(node: str = "place") -> Words:
    return Words("Title", "About", ("technician", "coordinator"), lambda _: node)


@pytest.mark.parametrize("case", all_cases())
def test_every_node_and_every_way_is_there_once(case: str) -> None:
    graph = bundle(case, "standard").graph
    lines = [line.strip() for line in mermaid(graph, words()).splitlines()]
    nodes = [line for line in lines if re.match(r"n\d+[\[(]", line)]
    assert len(nodes) == len(set(nodes)) == len(graph.scenes) + len(graph.endings)
    assert len([line for line in nodes if "([" in line]) == len(graph.endings)
    drawn = {tuple(map(int, re.findall(r"\bn(\d+)\b", line))) for line in lines if "-->" in line}
    assert drawn == {(edge.start, edge.end) for role in (0, 1) for edge in ways(graph, role)}


def test_words_stay_words() -> None:
    text = mermaid(small_graph(), words(HOSTILE))
    for line in text.splitlines():
        assert line.count('"') in (0, 2, 4), line
    assert "<script>" not in text
    assert "#quot;quote#quot; #lt;script#gt; #35; end --#gt; n0" in text


@pytest.mark.parametrize("words_of_command", [("--format", "mermaid"), ("--output", "harta.mmd")])
def test_the_prompt_draws_it(
    words_of_command: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert prompt.main(["case", "map", "abuse-discovery", *words_of_command]) == 0
    out = capsys.readouterr().out
    text = (tmp_path / "harta.mmd").read_text("utf-8") if "harta.mmd" in words_of_command else out
    assert text.startswith('---\ntitle: "Mâneca trasă peste palmă"\n---\nflowchart TD\n')
