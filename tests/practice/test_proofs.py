"""Every rule of the profession on small hand-written logs (`scenarios/framework/proofs.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.content.folders import scenarios_folder
from simulator.content.framework import Rule, RuleProof, RuleProofs
from simulator.content.library import read_model
from simulator.graph.framework_files import read_framework
from simulator.graph.loading import load_profession
from simulator.practice.rules import CONTESTED, MET, NOT_APPLICABLE
from tests.practice.records import verdicts

PATH = scenarios_folder() / "framework" / "proofs.yaml"
PROOFS: list[RuleProof] = read_model(RuleProofs, PATH)[0].proofs
RULES: dict[str, Rule] = read_framework().rulebook.rules
BY_RULE: dict[str, list[RuleProof]] = {name: [p for p in PROOFS if p.rule == name] for name in RULES}


def roles_of(proof: RuleProof) -> Iterator[str]:
    who = RULES[proof.rule].who
    if proof.role:
        yield proof.role
    elif who != "both":
        yield who
    else:
        yield "technician"


@pytest.mark.parametrize("proof", PROOFS, ids=[f"{p.rule}-{p.shows}-{i}" for i, p in enumerate(PROOFS)])
def test_a_proof_holds(proof: RuleProof) -> None:
    profession = load_profession().profession
    times = {"technician": proof.technician, "coordinator": proof.coordinator}
    for role in roles_of(proof):
        found = verdicts(profession, role, times, proof.end)
        assert proof.rule in found, f"{proof.rule} does not bind the {role}"
        assert found[proof.rule].kind == proof.expect, proof.about


def test_proofs_are_about_rules_that_exist() -> None:
    assert {proof.rule for proof in PROOFS} <= set(RULES)


def test_proofs_name_only_what_the_vocabulary_has() -> None:
    vocabulary = read_framework().vocabulary
    for proof in PROOFS:
        for atom in (*proof.technician, *proof.coordinator):
            kind, _, rest = atom.partition(":")
            name, _, mark = rest.partition(":")
            assert kind in ("knows", "did"), (proof.rule, atom)
            assert name in (vocabulary.acts if kind == "did" else vocabulary.marks), (proof.rule, atom)
            assert not mark or mark in vocabulary.marks, (proof.rule, atom)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_seen_met_and_seen_not_met(name: str) -> None:
    """Rules that conflict are only ever contested; what is allowed is met or silent."""
    rule, expected = RULES[name], {proof.expect for proof in BY_RULE[name]}
    if CONTESTED in expected and expected <= {CONTESTED, NOT_APPLICABLE}:
        assert rule.conflicts_with or any(name in other.conflicts_with for other in RULES.values())
        return
    assert MET in expected, "no proof shows it met"
    if rule.stance == "allow":
        assert expected <= {MET, NOT_APPLICABLE}
        return
    assert expected - {MET, NOT_APPLICABLE}, "no proof shows it not met"


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.deadline])
def test_every_deadline_is_seen_late(name: str) -> None:
    assert any(proof.expect == "late" for proof in BY_RULE[name])


def overridden() -> list[str]:
    return sorted({other for rule in RULES.values() for other in rule.overrides})


@pytest.mark.parametrize("name", sorted({*overridden(), *(n for n, r in RULES.items() if r.unless)}))
def test_every_exception_is_seen(name: str) -> None:
    shown = [proof for proof in BY_RULE[name] if proof.shows == "exception"]
    assert shown
    assert any(proof.expect == NOT_APPLICABLE for proof in shown)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.conflicts_with])
def test_every_conflict_is_seen_both_ways(name: str) -> None:
    for each in (name, *RULES[name].conflicts_with):
        assert any(proof.expect == CONTESTED for proof in BY_RULE[each]), each


@pytest.mark.parametrize("proof", [p for p in PROOFS if p.expect == CONTESTED], ids=lambda p: p.rule)
def test_what_is_contested_shows_nothing(proof: RuleProof) -> None:
    from simulator.competence.evidence import credit

    profession = load_profession().profession
    times = {"technician": proof.technician, "coordinator": proof.coordinator}
    for role in roles_of(proof):
        assert credit(profession.model, verdicts(profession, role, times, proof.end)[proof.rule]) is None


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.who == "both"])
def test_a_rule_for_both_binds_both(name: str) -> None:
    roles = {rule.role for rule in load_profession().profession.rules if rule.id == name}
    assert roles == {0, 1}
