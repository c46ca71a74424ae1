"""A case drawn as Mermaid, for pages that draw it themselves: a part for each role, an arrow for each way."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.graph.diagram import Words, nodes_of, ways
from simulator.graph.graph import Graph

_ESCAPED = str.maketrans({'"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "\n": " "})


def mermaid(graph: Graph, words: Words) -> str:
    """The flow chart of a case; its lines end in a line break."""
    lines = ["---", f"title: {_quoted(words.title)}", "---", "flowchart TD"]
    for role in (0, 1):
        if graph.entry[role] >= 0:
            lines += _part(graph, words, role)
    return "\n".join(lines) + "\n"


def _part(graph: Graph, words: Words, role: int) -> Iterator[str]:
    yield f"  subgraph role{role} [{_quoted(words.roles[role])}]"
    for node in nodes_of(graph, role):
        name = graph.node_id(node)
        opens, closes = ("([", "])") if graph.ended(node) else ("[", "]")
        yield f"    n{node}{opens}{_quoted(words.node(name) + ' (' + name + ')')}{closes}"
    for edge in ways(graph, role):
        label = f"|{_quoted(edge.label)}|" if edge.label else ""
        yield f"    n{edge.start} -->{label} n{edge.end}"
    yield "  end"


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'
