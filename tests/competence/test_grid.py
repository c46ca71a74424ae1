"""The grid: said beside shown. Not observed is not zero, and no words are ever judged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.competence.aggregate import PlayEvidence
from simulator.competence.debrief import debrief
from simulator.competence.estimate import BetaBinomial, Estimate, profile_of
from simulator.competence.evidence import Evidence
from simulator.competence.grid import (
    ALIKE,
    COLUMNS,
    FALLEN,
    HIGHER,
    LEVELS,
    LOWER,
    OPEN,
    RISEN,
    SAME,
    THIN,
    UNRATED,
    UNSEEN,
    Own,
    Rated,
    compared,
    grid_of,
    level_changes,
    said_in,
    share_of,
    showing,
    to_compare,
)
from simulator.graph.loading import load_profession
from tests.support import bundle, random_play, small_bundle, small_profession

PROFESSION = load_profession()
USING = BetaBinomial(PROFESSION.profession.model)
RIGHTS = st.lists(st.floats(0, 1), max_size=12)


def estimate(rights: list[float]) -> Estimate:
    return USING.estimate("x", [Evidence("x", "task:y", i, 1, right) for i, right in enumerate(rights)])


def test_the_grid_has_the_guides_domains_with_their_questions() -> None:
    grid = grid_of(PROFESSION, {}, [])
    assert [line.domain.number for line in grid.lines] == list(range(1, 16))
    assert all(any(q.asker == "guide" for q in line.questions) for line in grid.lines)
    askers = {q.indicator: q.asker for line in grid.lines for q in line.questions}
    assert askers["digital.research"] == "article"
    assert askers["digital.tools"] == "guide"
    assert askers["teamwork.coordination"] == "ours"
    assert Own._fields[:3] == COLUMNS


def test_the_coordinators_questions_are_asked_only_where_coordinators_are_looked_at() -> None:
    asked = {q.indicator for line in grid_of(PROFESSION, {}, [], (0,)).lines for q in line.questions}
    assert "teamwork.coordination" not in asked
    assert "teamwork.roles" in asked


def test_not_observed_is_not_zero() -> None:
    for line in grid_of(PROFESSION, {"law": Own(level=4)}, []).lines:
        assert (line.played.plays, line.played.decisions, line.played.estimate.weight) == (0, 0, 0)
        assert line.played.estimate.level == ""
        assert line.compared == (UNSEEN if line.domain.id == "law" else UNRATED)


@given(RIGHTS, st.sampled_from(LEVELS))
def test_too_little_is_never_compared(rights: list[float], level: int) -> None:
    found = compared(level, estimate(rights))
    if not rights:
        assert found == UNSEEN
    elif len(rights) < 2:
        assert found == THIN
    else:
        assert found in (ALIKE, HIGHER, LOWER)
    assert compared(None, estimate(rights)) == UNRATED


@given(RIGHTS, st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_a_higher_level_never_compares_lower(rights: list[float], one: int, other: int) -> None:
    order = {LOWER: -1, ALIKE: 0, HIGHER: 1, UNSEEN: 0, THIN: 0}
    low, high = sorted((one, other))
    assert order[compared(low, estimate(rights))] <= order[compared(high, estimate(rights))]


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12), st.sampled_from(LEVELS))
def test_a_level_inside_the_interval_does_not_differ(rights: list[float], level: int) -> None:
    found = estimate(rights)
    if found.low <= share_of(level) <= found.high:
        assert compared(level, found) == ALIKE


@pytest.mark.parametrize(("level", "found"), [(0, LOWER), (2, LOWER), (3, ALIKE), (4, ALIKE)])
def test_a_difference_is_told_where_half_a_step_does_not_reach(level: int, found: str) -> None:
    assert compared(level, estimate([1] * 8)) == found


def played(seed: int, roles: tuple[int, ...] = (0, 1), *, counts: bool = True) -> PlayEvidence:
    """A random play of the small case by two people, as far as these roles go."""
    judged = debrief(small_bundle(), random_play(small_bundle().graph, (0, 1), seed))
    return showing(f"play {seed}", str(seed), judged, roles, counts=counts)


def test_what_a_domain_rests_on_is_counted() -> None:
    rests_on = bundle("abuse-discovery", "standard")
    logs = [random_play(rests_on.graph, (0,), seed) for seed in (1, 2)]
    shown = [showing(str(i), str(i), debrief(rests_on, log)) for i, log in enumerate(logs)]
    grid = grid_of(PROFESSION, {}, shown)
    assert grid.plays == 2
    for line in grid.lines:
        pieces = line.played.estimate.evidence
        assert len([e for e in pieces if e.step < 0]) >= line.played.undone
        assert line.played.decisions <= len([e for e in pieces if e.step > 0])
        assert bool(pieces) == bool(line.played.plays) == bool(line.played.decisions + line.played.undone)
    assert max(line.played.plays for line in grid.lines) == 2


def test_a_decision_that_shows_two_indicators_of_a_domain_is_one_decision() -> None:
    two = tuple(Evidence(f"reporting.{name}", "task:x", 1, 1, 1) for name in ("correctness", "terms"))
    reporting = grid_of(small_profession(), {}, [PlayEvidence("a", "1", two)]).lines[1].played
    assert (reporting.decisions, reporting.estimate.weight) == (1, 2)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4))
@settings(max_examples=20)
def test_a_play_counts_once_and_a_what_if_not_at_all(seeds: list[int]) -> None:
    once = [played(seed) for seed in dict.fromkeys(seeds)]
    grid = grid_of(small_profession(), {}, [played(seed) for seed in seeds])
    assert grid == grid_of(small_profession(), {}, once)
    assert grid == grid_of(small_profession(), {}, [*once, played(99, counts=False)])
    assert grid.plays == len([one for one in once if one.evidence])


@given(st.integers(0, 60))
@settings(max_examples=20)
def test_the_grid_of_one_play_says_what_its_debrief_says(seed: int) -> None:
    judged = debrief(small_bundle(), random_play(small_bundle().graph, (0, 1), seed))
    for finding in judged.findings:
        grid = grid_of(small_profession(), {}, [showing("a", "1", judged, (finding.role,))])
        assert tuple(line.played.estimate for line in grid.lines) == finding.profile.domains


def test_only_the_roles_asked_for_are_looked_at() -> None:
    model = small_profession().profession.model
    one, other = played(5, (0,)), played(5, (1,))
    both = profile_of(model, [*one.evidence, *other.evidence])
    assert tuple(line.played.estimate for line in grid_of(small_profession(), {}, [played(5)]).lines) == (
        both.domains
    )
    assert one.evidence != other.evidence
    assert played(5, ()).evidence == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_own_words_are_kept_as_they_are_and_never_judged(strengths: str, support: str) -> None:
    said = Own(strengths, "", support, 2)
    line = grid_of(PROFESSION, {"law": said}, []).lines[1]
    assert line.own == said
    assert line.compared == grid_of(PROFESSION, {"law": Own(level=2)}, []).lines[1].compared


@given(
    st.integers(0, 60),
    st.dictionaries(st.sampled_from(["law", "reporting"]), st.builds(Own, level=st.sampled_from(LEVELS))),
)
@settings(max_examples=20)
def test_what_is_said_changes_nothing_that_was_seen(seed: int, own: dict[str, Own]) -> None:
    seen = grid_of(small_profession(), {"reporting": Own(level=0)}, [played(seed)])
    assert said_in(seen, own) == grid_of(small_profession(), own, [played(seed)])


def test_every_figure_has_its_reference() -> None:
    for name in grid_of(PROFESSION, {}, []).cite:
        assert name in PROFESSION.profession.citations


def rated(occasion: str, made: str, **levels: int) -> Rated:
    return Rated(occasion, made, levels)


def test_the_beginning_is_laid_beside_the_end() -> None:
    first, middle, last = rated("pre", "1"), rated("between", "2"), rated("post", "3")
    assert to_compare([]) is None
    assert to_compare([first]) is None
    assert to_compare([first, middle]) == (first, middle)
    assert to_compare([middle, first, middle, last, middle]) == (first, last)
    assert to_compare([last, first]) == (last, first)
    again = rated("post", "4")
    assert to_compare([first, last, again]) == (first, again)


def test_a_change_is_told_only_between_two_levels() -> None:
    domains = PROFESSION.profession.model.domains
    found = level_changes(
        domains,
        rated("pre", "1", law=1, time=3, crisis=2, culture=0),
        rated("post", "2", law=2, time=1, crisis=2, digital=4),
    )
    kinds = {change.domain: change.kind for change in found}
    assert [kinds[name] for name in ("law", "time", "crisis", "culture", "digital", "empathy")] == [
        RISEN,
        FALLEN,
        SAME,
        OPEN,
        OPEN,
        OPEN,
    ]
    assert len(found) == 15
