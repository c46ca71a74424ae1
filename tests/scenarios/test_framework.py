"""What stands in `scenarios/framework`: citations resolve, and what the sources list is there."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from simulator.competence.recommendation import DAYS_IN_ALL, SPACING_DAYS
from simulator.content.base import Both
from simulator.graph.compile_profession import compile_profession
from simulator.graph.framework_files import framework_texts, read_framework
from simulator.graph.loading import load_profession
from simulator.language import is_day
from tests.support import SMALL_CASE, compiled

FRAMEWORK = read_framework()
PRACTICE, COMPETENCE, VOCABULARY = FRAMEWORK.practice, FRAMEWORK.competence, FRAMEWORK.vocabulary
RULES = FRAMEWORK.rulebook.rules
CEDILLAS = set("\u015f\u0163\u015e\u0162")
GROUPS = [(name, domain) for name, domain in COMPETENCE.domains.items()]


def test_every_name_and_citation_resolves() -> None:
    profession = compile_profession(FRAMEWORK)  # raises `ProblemsFound` with what does not
    assert profession == load_profession().profession


def test_a_case_of_the_tests_fits_the_real_vocabulary() -> None:
    assert compiled(SMALL_CASE, profession=load_profession().profession).id == "small"


def test_each_rule_has_a_lesson_of_a_few_words_in_both_languages() -> None:
    """It stands on the first screen of a debrief; what rules share in it is said there once."""
    for name, rule in RULES.items():
        for words in (rule.lesson.ro, rule.lesson.en):
            assert 3 <= len(words.split()) <= 12, (name, words)
            assert words[-1] in ".?" and words[0].isupper(), (name, words)
            assert words.rstrip(".") not in (rule.title.ro, rule.title.en), "it says what to do"
        assert rule.lesson.ro != rule.lesson.en


def test_fifteen_domains_in_their_order() -> None:
    assert [domain.number for _, domain in GROUPS] == list(range(1, 16))


@pytest.mark.parametrize(("name", "domain"), GROUPS, ids=[name for name, _ in GROUPS])
def test_each_domain_can_be_observed(name: str, domain: object) -> None:
    assert COMPETENCE.domains[name].indicators
    for indicator in COMPETENCE.domains[name].indicators.values():
        assert indicator.roles
        assert indicator.observable.ro != indicator.question.ro


def test_four_digital_types_with_their_disciplines_under_the_fourteenth_domain() -> None:
    types = COMPETENCE.digital_types
    assert [kind.number for kind in types.values()] == [1, 2, 3, 4]
    assert all(kind.disciplines and kind.indicators for kind in types.values())
    fourteenth = next(name for name, domain in GROUPS if domain.number == 14)
    assert fourteenth == "digital"
    of_type = Counter(
        i.digital_type for i in COMPETENCE.domains["digital"].indicators.values() if i.digital_type
    )
    assert set(of_type) == set(types)


def test_digcomp_has_its_five_areas_and_twenty_one_competences() -> None:
    assert Counter(code[0] for code in COMPETENCE.digcomp) == {"1": 3, "2": 6, "3": 4, "4": 4, "5": 4}
    assert all(str(entry.area) == code[0] for code, entry in COMPETENCE.digcomp.items())
    assert any(entry.indicators for entry in COMPETENCE.digcomp.values())


def test_seven_steps_six_kinds_six_rows_five_stages() -> None:
    assert [step.number for step in PRACTICE.steps.values()] == [1, 2, 3, 4, 5, 6, 7]
    assert len(PRACTICE.difficulties) == 6
    assert len(PRACTICE.checklist) == 6
    assert len(PRACTICE.stages) == 5


def test_every_step_has_an_act() -> None:
    assert {act.step for act in VOCABULARY.acts.values()} >= set(PRACTICE.steps)


def test_rows_of_the_checklist_name_rules_and_what_must_not_be_done() -> None:
    for name, row in PRACTICE.checklist.items():
        assert row.rules, name
        assert row.must_not_acts, name
        forbidden = {RULES[rule].stance for rule in row.rules}
        assert "forbid" in forbidden, f"{name}: nothing that must not be done is a rule"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_why_with_which_force_and_on_which_ground(name: str) -> None:
    rule = RULES[name]
    assert rule.cite
    assert rule.indicators, "it speaks to no indicator"
    if rule.force == "law":
        assert any(citation.split("#")[0].startswith("law") for citation in rule.cite)
    if rule.deadline and rule.deadline.ours == "yes":
        assert rule.ours, "a figure of our own is to be explained"


def test_every_stance_and_force_stands_among_the_rules() -> None:
    assert {rule.stance for rule in RULES.values()} == {"require", "forbid", "allow"}
    assert {rule.force for rule in RULES.values()} == {"law", "guide", "recommendation", "example"}


def test_exceptions_run_in_no_circle() -> None:
    for name, rule in RULES.items():
        for other in rule.overrides:
            assert name not in RULES[other].overrides, (name, other)
            assert other != name


def test_both_languages_say_everything() -> None:
    texts = framework_texts(FRAMEWORK)
    assert texts["ro"].keys() == texts["en"].keys()
    assert len(texts["ro"]) > 500
    for path, words in texts["ro"].items():
        assert words.strip(), path
        assert not set(words) & CEDILLAS, f"{path}: cedillas instead of commas"
        assert '"' not in words, f"{path}: straight quotes"


def test_no_text_stands_twice_in_one_language() -> None:
    def both(value: object) -> bool:
        return isinstance(value, Both)

    for name, rule in RULES.items():
        for words in (rule.title, rule.why, rule.ours):
            if both(words) and words is not None:
                assert words.ro != words.en, name


def test_weights_and_levels_are_declared_as_ours() -> None:
    assert all(citation.startswith("ours#") for citation in COMPETENCE.estimation.cite)


def said(heading: str) -> str:
    """What is said of a choice of ours among the sources."""
    return FRAMEWORK.sources.sources["ours"].headings[heading].title


def figures(heading: str) -> set[int]:
    """The whole numbers in what is said of a choice of ours; 112 is called, not counted."""
    return {int(number) for number in re.findall(r"\d+", said(heading))} - {112}


def test_what_is_said_of_at_once_is_what_the_rules_ask() -> None:
    deadlines = [rule.deadline for rule in RULES.values() if rule.deadline]
    asked = {one.minutes for one in deadlines if one.kind == "at-once" and one.ours == "yes"}
    assert figures("at-once") == asked


def test_what_is_said_of_the_interval_is_what_the_estimate_takes() -> None:
    assert figures("estimation") == {round(100 * COMPETENCE.estimation.interval)}


def test_what_is_said_of_the_spacing_is_what_is_proposed() -> None:
    assert figures("spacing") == {SPACING_DAYS}
    assert {2: "două", 3: "trei", 4: "patru", 5: "cinci"}[DAYS_IN_ALL] in said("spacing")


def test_the_checklist_says_on_which_day_it_was_last_reviewed() -> None:
    assert is_day(PRACTICE.checklist_reviewed)
