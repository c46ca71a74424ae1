"""What comes next in a domain: what is to be developed, which case trains it, what there is to read."""

from __future__ import annotations

import pytest

from simulator.competence.grid import Own
from simulator.competence.next_steps import cases_training, next_step, to_develop
from simulator.competence.recommendation import Offer, offers_in
from simulator.graph.loading import load_profession
from simulator.ui.case_catalogue import case_catalogue

OFFERS = [offer for bundle in case_catalogue(()).bundles().values() for offer in offers_in(bundle)]
PROFESSION = load_profession()
DOMAINS = {domain.id: domain for domain in PROFESSION.profession.model.domains}


def test_low_levels_and_named_needs_are_to_develop_the_lowest_first() -> None:
    own = {
        "law": Own(level=2),
        "crisis": Own(level=0, strengths="Rămân calm"),
        "digital": Own(develop="Foile de calcul", level=4),
        "culture": Own(level=3, strengths="Ascult"),
        "time": Own(develop="Ordinea zilei"),
    }
    assert to_develop(own) == ("crisis", "law", "time", "digital")


@pytest.mark.parametrize(
    ("domain", "case"),
    [("emergency", "abuse-discovery"), ("resilience", "burnout"), ("informing", "signature-request")],
)
def test_the_case_that_tests_most_of_a_domain_comes_first_then_one_not_yet_played(
    domain: str, case: str
) -> None:
    assert next_step(PROFESSION, DOMAINS[domain], OFFERS, ()).case == case
    assert next_step(PROFESSION, DOMAINS[domain], OFFERS, {case}).case not in {case, ""}


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_has_a_case_rules_and_sources_of_its_own(domain: str) -> None:
    step = next_step(PROFESSION, DOMAINS[domain], OFFERS, ())
    assert step.case
    assert step.rules
    assert len(step.sources) == 2
    assert not {"guide#grid", "guide#annex-2"} & set(step.sources)
    assert [source for source in step.sources if source.startswith("ours#")] == []


def test_without_a_case_there_is_still_something_to_read() -> None:
    step = next_step(PROFESSION, DOMAINS["law"], [], ())
    assert step.case == ""
    assert step.sources


def test_a_case_trains_a_situation_from_half_of_its_rules_on() -> None:
    offers = [
        Offer("half", 0, frozenset({"a"}), frozenset()),
        Offer("half", 1, frozenset({"b"}), frozenset()),
        Offer("less", 0, frozenset({"a", "x"}), frozenset()),
    ]
    assert cases_training(("a", "b", "c", "d"), offers) == ("half",)
    assert cases_training((), offers) == ()
