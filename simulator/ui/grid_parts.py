"""What both views of the grid share: how things stand, and what plays showed of a domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.competence.grid import COLUMNS, Own
from simulator.language import Language
from simulator.report.grid_document import played_cell
from simulator.report.grid_sheet import GridHistory, GridLine, GridSheet
from simulator.report.next_steps import StepLine
from simulator.store.grids import LEVEL, FinishedGrid
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts
from simulator.ui.parts import Node
from simulator.ui.render_document import cell_node

Cell = tuple[str, str]  # a domain and a column of it (`level` among them)


def cells_of(domain: str) -> list[Cell]:
    """All the places of a domain."""
    return [(domain, column) for column in (*COLUMNS, LEVEL)]


@dataclass(frozen=True, slots=True)
class GridViewModel:
    """How a learner's grid stands.

    `sheet` is the grid now beside what plays showed; `draft` what is written but not finished,
    `drafts` the same place by place, with what another tab changed;
    `history` two finished grids side by side; `roles` whose plays are looked at, `played` those in which
    plays ended; `forgetting` the finished grid whose words are to be erased, once that is confirmed;
    `steps` what comes next in the domains that are to be developed.
    """

    sheet: GridSheet
    draft: Mapping[str, Own]
    drafts: Drafts[Cell]
    finished: tuple[FinishedGrid, ...]
    history: GridHistory | None
    roles: tuple[int, ...]
    played: tuple[int, ...]
    saves: int
    ended: bool
    forgetting: str
    steps: tuple[StepLine, ...]

    def of(self, domain: str) -> Own:
        """What the draft says of a domain."""
        return self.draft.get(domain, Own())


def played_nodes(line: GridLine, language: Language) -> list[Node]:
    """What plays showed of a domain, and how that compares with the level given."""
    text = language.text
    nodes = [cell_node(played_cell(line)), parts.paragraph(line.compared)]
    if line.played.observed:
        rests = text("Rests on: {what}", what=line.played.rests_on)
        nodes.insert(1, parts.paragraph(rests, "quiet"))
    return nodes
