"""What a learner's grid says of each domain, from its places, and what could come next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from simulator.competence.grid import Own
from simulator.competence.next_steps import next_step, to_develop
from simulator.competence.recommendation import offers_in
from simulator.content.lab_shelf import labs_by_domain
from simulator.language import Language
from simulator.report.grid_sheet import GridSheet
from simulator.report.next_steps import StepLine, step_lines
from simulator.store.grids import LEVEL, Cells, FinishedGrid
from simulator.ui.case_catalogue import CaseCatalogue


def own_in(words: Cells, levels: Mapping[str, int]) -> dict[str, Own]:
    """Words by domain and column, and levels, as what is said of each domain; a draft holds both."""
    cells_by: dict[str, dict[str, Any]] = {domain: {LEVEL: level} for domain, level in levels.items()}
    for (domain, column), body in words.items():
        if body:
            cells_by.setdefault(domain, {})[column] = int(body) if column == LEVEL else body
    return {domain: Own(**cells) for domain, cells in cells_by.items()}


def latest_own(draft: Cells, finished: Sequence[FinishedGrid]) -> dict[str, Own]:
    """What is said now: the draft; without one, what was last finished."""
    if draft or not finished:
        return own_in(draft, {})
    return own_in(finished[-1].words, finished[-1].levels)


def own_next_steps(
    catalogue: CaseCatalogue,
    played: Collection[str],
    own: Mapping[str, Own],
    sheet: GridSheet,
    language: Language,
) -> tuple[StepLine, ...]:
    """What comes next in each domain that is said to be developed, the lowest first.

    `played` are the cases that were finished.
    """
    wanted = to_develop(own)
    if not wanted:
        return ()
    bundles = catalogue.bundles()
    offers = [offer for bundle in bundles.values() for offer in offers_in(bundle)]
    domains = {domain.id: domain for domain in catalogue.profession.profession.model.domains}
    steps = [next_step(catalogue.profession, domains[name], offers, played) for name in wanted]
    titles = {name: bundle.text("title", language.code) for name, bundle in bundles.items()}
    texts = catalogue.profession.texts[language.code]
    return step_lines(steps, sheet, texts, titles, labs_by_domain(), language)
