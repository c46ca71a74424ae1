"""Layers for a drawing: which node stands in which row, in which order, and how arrows pass through rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

ROUNDS = 12


class Edge(NamedTuple):
    """A way from one node to another, with what stands beside it."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Layers:
    """Rows of slots from top to bottom. A slot below `first_passage` is a node, any other a passage."""

    rows: list[list[int]]
    first_passage: int
    routes: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def is_node(self, slot: int) -> bool:
        """Whether a slot is a node."""
        return slot < self.first_passage

    def route(self, edge: Edge) -> list[int]:
        """The slots that an arrow passes through, its two ends included."""
        return self.routes[edge.start, edge.end]


def layered(entry: int, nodes: Sequence[int], edges: Sequence[Edge]) -> Layers:
    """Rows for nodes and passages; ways that lead back up pass no rows."""
    back = _back_edges(entry, nodes, edges)
    rank = _ranks(nodes, [edge for edge in edges if edge not in back])
    rows: list[list[int]] = [[] for _ in range(max(rank.values()) + 1)]
    for node in nodes:
        rows[rank[node]].append(node)
    layers = Layers(rows, max(nodes) + 1)
    links: list[tuple[int, int]] = []
    passage = layers.first_passage
    for edge in edges:
        route = [edge.start]
        if edge not in back:
            for row in range(rank[edge.start] + 1, rank[edge.end]):
                rows[row].append(passage)
                route.append(passage)
                passage += 1
        route.append(edge.end)
        layers.routes[edge.start, edge.end] = route
        if edge not in back:
            links += pairwise(route)
    _uncross(rows, links)
    return layers


def _back_edges(entry: int, nodes: Sequence[int], edges: Sequence[Edge]) -> set[Edge]:
    """Edges that close a loop, found by walking in depth from the entry; without recursion."""
    out: dict[int, list[Edge]] = {node: [] for node in nodes}
    for edge in edges:
        out[edge.start].append(edge)
    back: set[Edge] = set()
    visited: set[int] = set()
    for root in (entry, *nodes):
        if root in visited:
            continue
        open_now, stack = {root}, [(root, iter(out[root]))]
        visited.add(root)
        while stack:
            node, left = stack[-1]
            way = next(left, None)
            if way is None:
                stack.pop()
                open_now.discard(node)
            elif way.end in open_now:
                back.add(way)
            elif way.end not in visited:
                visited.add(way.end)
                open_now.add(way.end)
                stack.append((way.end, iter(out[way.end])))
    return back


def _ranks(nodes: Sequence[int], edges: Sequence[Edge]) -> dict[int, int]:
    """The row of each node: the longest way to it. The edges have no loop."""
    rank = dict.fromkeys(nodes, 0)
    waiting = dict.fromkeys(nodes, 0)
    for edge in edges:
        waiting[edge.end] += 1
    ready = [node for node in nodes if waiting[node] == 0]
    while ready:
        node = ready.pop()
        for edge in edges:
            if edge.start == node:
                rank[edge.end] = max(rank[edge.end], rank[node] + 1)
                waiting[edge.end] -= 1
                if waiting[edge.end] == 0:
                    ready.append(edge.end)
    return rank


def _uncross(rows: list[list[int]], links: Sequence[tuple[int, int]]) -> None:
    """Order each row by the medians of its neighbours, down and up in turn; the best order stays."""
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for start, end in links:
        above.setdefault(end, []).append(start)
        below.setdefault(start, []).append(end)
    best, fewest = [row[:] for row in rows], _crossings(rows, below)
    for turn in range(ROUNDS):
        down = turn % 2 == 0
        for index in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside = {slot: place for place, slot in enumerate(rows[index - 1 if down else index + 1])}
            near = above if down else below
            rows[index] = _by_median(rows[index], near, beside)
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest = [row[:] for row in rows], crossings
    rows[:] = best


def _by_median(row: list[int], near: dict[int, list[int]], beside: dict[int, int]) -> list[int]:
    def place(slot: int) -> float:
        places = [beside[other] for other in near.get(slot, []) if other in beside]
        return median(places) if places else float(row.index(slot))

    return sorted(row, key=place)


def _crossings(rows: Iterable[list[int]], below: dict[int, list[int]]) -> int:
    """How many pairs of links cross between neighbouring rows."""
    listed, count = list(rows), 0
    for upper, lower in pairwise(listed):
        place = {slot: index for index, slot in enumerate(lower)}
        ends = [sorted(place[end] for end in below.get(slot, []) if end in place) for slot in upper]
        flat = [end for group in ends for end in group]
        count += sum(earlier > later for i, earlier in enumerate(flat) for later in flat[i + 1 :])
    return count
