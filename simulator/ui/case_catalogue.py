"""The cases that can be begun: read once per page, those with faults named and left out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from simulator.content.folders import case_folders
from simulator.errors import ProblemsFound, SimulatorError
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession

_LOG = logging.getLogger(__name__)


class CaseCatalogue(NamedTuple):
    """The profession, the cases by name, the names of those that cannot be opened."""

    profession: CompiledProfession
    cases: dict[str, CompiledCase]
    faulty: tuple[str, ...]

    def bundles(self, level: str = "standard") -> dict[str, Bundle]:
        """What a play of each case at a level rests on."""
        return {name: bundle_of(case, self.profession, level) for name, case in self.cases.items()}


def case_catalogue(own: tuple[Path, ...]) -> CaseCatalogue:
    """Every case of ours and of a teacher's own folders."""
    profession, cases, faulty = load_profession(), dict[str, CompiledCase](), list[str]()
    for name, folder in case_folders(own).items():
        try:
            cases[name] = load_case(folder, profession)
        except (ProblemsFound, SimulatorError, OSError) as fault:
            _LOG.warning("the case %s cannot be opened: %s", name, fault)
            faulty.append(name)
    return CaseCatalogue(profession, cases, tuple(faulty))
