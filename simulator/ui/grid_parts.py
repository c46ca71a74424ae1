"""What both views of the grid share: how things stand, and what plays showed of a domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.grid import COLUMNS, Own
from simulator.language import Language
from simulator.report.grid_sheet import Said
from simulator.store.grids import LEVEL, FinishedGrid
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.parts import Node

Cell = tuple[str, str]  # a domain and a column of it (`level` among them)


def cells_of(domain: str) -> list[Cell]:
    """All the places of a domain."""
    return [(domain, column) for column in (*COLUMNS, LEVEL)]


@dataclass(frozen=True, slots=True)
class GridViewModel:
    """How a learner's grid stands.

    `sheet` is what is said now beside what was seen; `draft` what is said but not finished,
    `held` the same place by place, with what another tab changed;
    `history` two finished grids side by side; `played` the roles in which plays ended;
    `role` that of the learner, as far as it is known; `forgetting` the finished grid whose words are
    to be erased, once that is confirmed.
    """

    sheet: Said
    draft: Mapping[str, Own]
    held: Drafts[Cell]
    finished: tuple[FinishedGrid, ...]
    history: Said | None
    roles: tuple[int, ...]
    played: tuple[int, ...]
    role: str
    saves: int
    ended: bool
    forgetting: str

    def of(self, domain: str) -> Own:
        """What the draft says of a domain."""
        return self.draft.get(domain, Own())


def shown_nodes(line: Said, language: Language) -> list[Node]:
    """What plays showed of a domain, and how that compares with what is said."""
    text = language.text
    nodes = [seen_node(line), parts.paragraph(line["compared_words"])]
    if line["played"]["seen"]:
        rests = text("Rests on: {what}", what=line["played"]["rests_on"])
        nodes.insert(1, parts.paragraph(rests, "quiet"))
    return nodes


def seen_node(line: Said) -> Node:
    """The estimate in words, and drawn with its interval where there is one."""
    played = line["played"]
    if not played["seen"]:
        return parts.paragraph(played["words"])
    words = f"{played['words']}: {played['figures']}"
    return parts.span(played["low"], played["high"], played["mean"], words)
