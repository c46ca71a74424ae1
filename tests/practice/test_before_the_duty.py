"""For every rule: what was done before its duty arose, and the same once more after it."""

from __future__ import annotations

import pytest

from simulator.content.framework import RuleProof
from simulator.graph.loading import load_profession
from simulator.graph.profession import Rule
from simulator.practice.rules import BREACHED, LATE, MET, NOT_FOLLOWED, Verdict
from tests.practice.records import atoms, symbol, verdicts
from tests.practice.test_proofs import PROOFS, roles_of

PROFESSION = load_profession().profession
RULES = {(rule.id, ("technician", "coordinator")[rule.role]): rule for rule in PROFESSION.rules}
LATER = 1000  # minutes by which a proof is moved, so that there is a time before it
Times = dict[str, dict[str, list[int]]]
Moved = tuple[Rule, str, Times, int]


def moved(proof: RuleProof, role: str) -> Moved | None:
    """A proof moved, with the acts that its rule looks at; None where they are circumstances, too."""
    rule = RULES[proof.rule, role]
    acts = atoms(rule.act)
    others = atoms(rule.when) | atoms(rule.unless) | atoms(rule.before)
    others = others.union(*(atoms(moment) for _, moment in rule.set_aside_by))
    if acts & others or any("/mark:" in atom for atom in acts):
        return None
    times = {
        who: {atom: [minute + LATER for minute in minutes] for atom, minutes in given.items()}
        for who, given in (("technician", proof.technician), ("coordinator", proof.coordinator))
    }
    return rule, role, times, proof.end + LATER


def early(case: Moved, *, again: bool) -> Verdict:
    """The verdict where every act that the rule looks at was done at the very beginning (and `again`)."""
    rule, role, times, end = case
    acts = atoms(rule.act)
    changed = {
        who: {
            atom: ([1, *minutes] if again else [1]) if symbol(who, atom) in acts else minutes
            for atom, minutes in given.items()
        }
        for who, given in times.items()
    }
    return verdicts(PROFESSION, role, changed, end)[rule.id]


def looked_at(*shows: str) -> list[Moved]:
    cases = [moved(proof, role) for proof in PROOFS if proof.expect in shows for role in roles_of(proof)]
    return [case for case in cases if case is not None]


def names(cases: list[Moved]) -> list[str]:
    return [f"{rule.id}-{number}" for number, (rule, *_) in enumerate(cases)]


DONE = [case for case in looked_at(MET, LATE) if case[0].stance == "require"]
BROKEN = [case for case in looked_at(BREACHED, NOT_FOLLOWED) if case[0].stance == "forbid"]


def test_most_rules_are_looked_at() -> None:
    assert len({case[0].id for case in DONE}) > 60
    assert len({case[0].id for case in BROKEN}) > 10


@pytest.mark.parametrize("case", DONE, ids=names(DONE))
def test_a_duty_is_not_met_by_what_came_before_it_unless_its_rule_says_so(case: Moved) -> None:
    rule = case[0]
    before = early(case, again=False)
    if rule.earlier:
        assert (before.kind, before.at) == (MET, 1)
    else:
        assert before.kind not in (MET, LATE)
        assert early(case, again=True) == verdicts(PROFESSION, case[1], case[2], case[3])[rule.id]._replace(
            step=early(case, again=True).step
        )


@pytest.mark.parametrize("case", BROKEN, ids=names(BROKEN))
def test_a_limit_is_not_broken_by_what_came_before_and_is_by_doing_it_again(case: Moved) -> None:
    assert early(case, again=False).kind not in (BREACHED, NOT_FOLLOWED)
    again = early(case, again=True)
    assert again.kind in (BREACHED, NOT_FOLLOWED)
    assert again.at > LATER
