"""What plays amount to: how domains moved, which rules slipped, whose grid it is, what comes next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.competence.advice import Studied, advice_on
from simulator.competence.aggregate import PlayEvidence, aggregate, profile_history
from simulator.competence.debrief import debrief, judgements
from simulator.competence.estimate import BetaBinomial, Estimate
from simulator.competence.evidence import Evidence
from simulator.competence.fact_trace import traces
from simulator.competence.grid import (
    ALIKE,
    HIGHER,
    LOWER,
    THIN,
    UNRATED,
    UNSEEN,
    Own,
    compared,
    grid_of,
    own_role,
    said_in,
    showing,
)
from simulator.competence.progress import Habit, habits, moved
from simulator.competence.recommendation import (
    DOMAINS,
    LEVEL_UP,
    RULES,
    Offer,
    Past,
    next_case,
    offers_in,
    past_of,
)
from simulator.engine.session import Session, begin, states
from simulator.graph.graph import Graph
from simulator.practice.outcome import Outcome
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    KINDS,
    LATE,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_FOLLOWED,
    Verdict,
)
from tests.support import (
    compiled,
    copy_case,
    random_play,
    replaced,
    small_bundle,
    small_graph,
    small_profession,
)

PROFESSION = small_profession()
MODEL = PROFESSION.profession.model
CALM = {"danger": "none", "line": "free"}


def play(name: str, ended: str, *pieces: tuple[str, float], counts: bool = True) -> PlayEvidence:
    evidence = [
        Evidence(domain, "author:x", step, 1.0, right) for step, (domain, right) in enumerate(pieces, 1)
    ]
    return PlayEvidence(name, ended, tuple(evidence), counts)


LIMITS, TERMS, TALK = "emergency.limits", "reporting.terms", "teamwork.communication"

# --- Domains that moved ---------------------------------------------------------------------------


def test_without_a_play_that_counts_nothing_moved() -> None:
    assert moved(MODEL, []) == ()
    assert moved(MODEL, [play("a", "1", (LIMITS, 1.0), counts=False)]) == ()


def test_a_domain_is_told_as_it_is_now_and_as_it_first_was() -> None:
    plays = [
        play("third", "3", (TERMS, 1.0), (LIMITS, 1.0)),
        play("first", "1", (LIMITS, 0.0)),
        play("second", "2", (TALK, 1.0)),
    ]
    steps = {one.play: profile for one, profile in profile_history(MODEL, plays)}
    limits, terms, talk = moved(MODEL, plays)
    assert [one.now.name for one in (limits, terms, talk)] == ["emergency", "reporting", "teamwork"]
    assert (limits.first, limits.plays) == (steps["first"].domains[0], 2)
    assert (
        limits.now
        == steps["third"].domains[0]
        == aggregate(MODEL, sorted(plays, key=lambda one: one.ended)).domains[0]
    )
    assert (terms.first, terms.plays) == (None, 1), "it has been shown once"
    assert (talk.first, talk.plays) == (None, 1)


def test_how_often_a_domain_was_shown_is_counted_by_plays_and_not_by_pieces() -> None:
    plays = [play("a", "1", (LIMITS, 0.0), ("emergency.promptness", 1.0)), play("b", "2", (TERMS, 1.0))]
    (emergency, reporting) = moved(MODEL, plays)
    assert (emergency.plays, reporting.plays) == (1, 1)
    (emergency, _) = moved(MODEL, [*plays, play("c", "3", (LIMITS, 1.0)), play("d", "4", (LIMITS, 1.0))])
    assert emergency.plays == 3
    assert emergency.first == profile_history(MODEL, plays)[0][1].domains[0]


# --- Rules and how they fared ----------------------------------------------------------------------


def verdict(rule: str, kind: str, late: int = 0) -> Verdict:
    return Verdict(rule, 0, kind, late=late)


def test_a_rule_is_counted_by_how_it_fared_and_where_it_slipped_last() -> None:
    plays = [
        ("one", [verdict("r", MET), verdict("s", LATE, 7)]),
        ("two", [verdict("r", MISSING), verdict("s", LATE, 4)]),
        ("three", [verdict("r", BREACHED), verdict("s", MET)]),
        ("four", [verdict("r", NOT_FOLLOWED), verdict("t", CONTESTED), verdict("u", NOT_APPLICABLE)]),
        ("five", [verdict("r", MET)]),
    ]
    assert habits(plays) == (
        Habit("r", met=2, late=[], slipped=3, last="four"),
        Habit("s", met=1, late=[7, 4], slipped=0, last="two"),
    )
    assert [habit.bad for habit in habits(plays)] == [3, 2]


def test_the_least_honoured_stands_first_then_the_most_often_met_then_by_name() -> None:
    plays = [
        ("one", [verdict(name, MET) for name in ("c", "b", "b", "a", "d")]),
        ("two", [verdict("d", MISSING), verdict("e", MISSING), verdict("e", LATE, 2)]),
    ]
    assert [habit.rule for habit in habits(plays)] == ["e", "d", "b", "a", "c"]


# --- The grid ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("looked_at", "played", "role"),
    [
        ((0,), (0, 1), "technician"),
        ((1,), (0,), "coordinator"),
        ((0, 1), (1,), "coordinator"),
        ((0, 1), (0,), "technician"),
        ((0, 1), (0, 1), ""),
        ((0, 1), (), ""),
        ((), (0,), "technician"),
    ],
)
def test_in_which_role_a_grid_is_filled_in(
    looked_at: tuple[int, ...], played: tuple[int, ...], role: str
) -> None:
    assert own_role(looked_at, played) == role


@pytest.mark.parametrize(
    ("level", "low", "high", "expected"),
    [
        (4, 0.5, 0.87, HIGHER),
        (4, 0.5, 0.875, ALIKE),
        (4, 0.9, 0.95, ALIKE),
        (2, 0.1, 0.37, HIGHER),
        (2, 0.1, 0.38, ALIKE),
        (2, 0.62, 0.9, ALIKE),
        (2, 0.63, 0.9, LOWER),
        (0, 0.12, 0.9, ALIKE),
        (0, 0.125, 0.9, ALIKE),
        (0, 0.13, 0.9, LOWER),
        (None, 0.1, 0.2, UNRATED),
    ],
)
def test_a_level_stands_for_half_a_step_to_either_side(
    level: int | None, low: float, high: float, expected: str
) -> None:
    known = Estimate("x", "secure", (low + high) / 2, low, high, 5.0, ())
    assert compared(level, known) == expected
    if level is not None:
        assert compared(level, replace(known, level="")) == THIN
        assert compared(level, replace(known, weight=0.0)) == UNSEEN


def test_an_own_word_or_a_level_is_something() -> None:
    assert Own().empty
    for own in (Own(level=0), Own(level=3), Own(strengths="x"), Own(develop="x"), Own(support="x")):
        assert not own.empty


def test_what_a_domain_rests_on_is_counted_by_play_decision_and_what_was_left_undone() -> None:
    one = PlayEvidence(
        "one",
        "1",
        (
            Evidence(LIMITS, "rule:a", -1, 1, 0),
            Evidence("emergency.promptness", "rule:a", -1, 1, 0),
            Evidence(LIMITS, "rule:b", -1, 1, 0),
            Evidence(LIMITS, "author:x", 1, 1, 1),
            Evidence("emergency.promptness", "author:x", 1, 1, 1),
        ),
    )
    other = PlayEvidence(
        "other", "2", (Evidence(LIMITS, "author:x", 1, 1, 1), Evidence(TERMS, "author:x", 2, 1, 1))
    )
    grid = grid_of(PROFESSION, {}, [one, other])
    emergency, reporting, team = (line.played for line in grid.lines)
    assert (emergency.plays, emergency.decisions, emergency.undone) == (2, 2, 2)
    assert (reporting.plays, reporting.decisions, reporting.undone) == (1, 1, 0)
    assert (team.plays, team.decisions, team.undone) == (0, 0, 0)
    assert (grid.plays, grid.roles) == (2, (0, 1))


def test_words_are_laid_beside_the_domain_that_they_are_about() -> None:
    grid = grid_of(PROFESSION, {}, [play("a", "1", *[(LIMITS, 1.0)] * 8)], (1, 0))
    assert grid.roles == (0, 1)
    with_words = said_in(grid, {"emergency": Own("sun la timp", level=0), "teamwork": Own(level=4)})
    assert [line.own.level for line in with_words.lines] == [0, None, 4]
    assert [line.compared for line in with_words.lines] == [LOWER, UNRATED, UNSEEN]
    assert [line.played for line in with_words.lines] == [line.played for line in grid.lines]


def test_a_role_that_is_not_looked_at_shows_nothing() -> None:
    bundle = small_bundle()
    judged = debrief(bundle, random_play(bundle.graph, (0, 1), 5))
    parts = [showing("a", "1", judged, (role,)).evidence for role in (0, 1)]
    assert showing("a", "1", judged).evidence == (*parts[0], *parts[1])
    assert (showing("a", "1", judged).play, showing("a", "2", judged).ended) == ("a", "2")


def test_before_anything_is_shown_an_estimate_is_what_the_framework_assumes() -> None:
    doubtful = BetaBinomial(replace(MODEL, prior=(1.0, 3.0)))
    assert doubtful.estimate("x", []).mean == 0.25
    right, wrong = (
        doubtful.estimate("x", [Evidence("x", "author:y", 1, 4.0, share)]) for share in (1.0, 0.0)
    )
    assert (right.mean, wrong.mean) == (5 / 8, 1 / 8)


# --- Evidence and facts -----------------------------------------------------------------------------


def played(graph: Graph, *answers: tuple[int, ...]) -> Session:
    session = begin(graph, 0, 1, chance=CALM)
    for answer in answers:
        session.answer(answer)
    return session


@pytest.mark.parametrize(("level", "weight"), [("guided", 0.5), ("standard", 1.0), ("hard", 1.25)])
def test_a_judged_task_weighs_what_the_framework_gives_it_at_this_level(level: str, weight: float) -> None:
    halved = replace(MODEL, weights=MODEL.weights | {"task": 0.5})
    rests_on = small_bundle(level)
    session = played(rests_on.graph, (0,), (0,), (0, 1, 1))
    for model, share in ((MODEL, 1.0), (halved, 0.5)):
        judged_by = replace(rests_on, profession=replace(rests_on.profession, model=model))
        (piece,) = [
            e for e in debrief(judged_by, session.log).findings[0].evidence if e.source == "task:t-sort"
        ]
        assert (piece.weight, piece.right, piece.step) == (weight * share, 1.0, 3)


def test_facts_stand_in_the_order_in_which_they_were_learned() -> None:
    graph = small_graph("hard")
    session = played(graph, (2,), (1,), (1, 0, 0), (0,) * 7, (0, 0, 0, 0))
    traced = traces(graph, session.log, states(graph, session.log), 0)
    assert [trace.fact for trace in traced] == ["address", "gossip", "bruises", "hidden"]
    assert [trace.minute for trace in traced] == sorted(trace.minute for trace in traced)


def test_a_fact_that_a_scene_shows_on_entering_is_met_in_that_scene(tmp_path: Path) -> None:
    scene = "    place: În bucătărie\n"
    graph = compiled(copy_case(tmp_path, replaced(scene, f"{scene}    learn: [hidden]\n")))
    names = [one.id for one in graph.scenes]
    session = played(graph, (0,))
    traced = {trace.fact: trace for trace in traces(graph, session.log, states(graph, session.log), 0)}
    assert traced["hidden"].node == names.index("t-act"), "it stands in the kitchen"
    assert traced["bruises"].node == names.index("t-door"), "it was learned by looking"
    assert (traced["hidden"].step, traced["bruises"].step) == (1, 1)
    hard = small_graph("hard")
    first = played(hard)
    (_, gossip) = traces(hard, first.log, states(hard, first.log), 0)
    assert (gossip.fact, gossip.step, gossip.node) == ("gossip", 0, names.index("t-door"))


def test_a_fact_is_passed_on_by_the_act_that_speaks_of_it_and_not_by_one_done_beside_it(
    tmp_path: Path,
) -> None:
    line = "        tell: {act: notify-authority, facts: [bruises]}\n"
    graph = compiled(copy_case(tmp_path, replaced(line, f"        acts: [collect-information]\n{line}")))
    session = played(graph, (0,), (2,))
    traced = {trace.fact: trace for trace in traces(graph, session.log, states(graph, session.log), 0)}
    assert [(passed.act, passed.to) for passed in traced["bruises"].passed] == [("notify-authority", -1)]


# --- What comes next --------------------------------------------------------------------------------

WELL = Outcome(0, 0, 0, 1)


def past(case: str, level: str, *, slipped: tuple[str, ...] = (), role: int = 0) -> Past:
    return Past(case, role, level, "2026-11-20", WELL, slipped, ())


def test_many_cases_done_well_at_the_guided_level_are_no_reason_for_the_hard_one() -> None:
    offer = Offer("new", 0, frozenset(), frozenset())
    guided = [past(name, "guided") for name in "xyz"]
    for pasts, level in (
        (guided, "standard"),
        ([*guided, past("x", "standard")], "standard"),
        ([*guided, past("x", "standard"), past("x", "standard", role=1)], "hard"),
        ([*guided, past("x", "standard"), past("y", "hard")], "hard"),
    ):
        coming = next_case([offer], pasts, (), "2026-11-21")
        assert coming is not None
        assert coming.level == level


def test_a_level_that_was_played_already_is_no_step_up() -> None:
    offer = Offer("x", 0, frozenset(), frozenset())
    badly = Past("x", 0, "standard", "2026-11-20", Outcome(1, 0, 0, 3), (), ())
    for pasts, is_up in (([past("x", "guided")], True), ([past("x", "guided"), badly], False)):
        coming = next_case([offer], pasts, (), "2026-12-24")
        assert coming is not None
        assert coming.level == "standard"
        assert (LEVEL_UP in {reason.kind for reason in coming.reasons}) is is_up


class Judged:
    """What was judged of a role, as far as it is remembered."""

    role, outcome = 1, WELL
    verdicts = tuple(verdict(kind, kind) for kind in KINDS)


def test_what_slipped_and_what_was_honoured_is_remembered_of_a_play() -> None:
    remembered = past_of("x", "hard", "2026-11-20", Judged())
    assert remembered[:5] == ("x", 1, "hard", "2026-11-20", WELL)
    assert set(remembered.slipped) == {BREACHED, MISSING, NOT_FOLLOWED, LATE}
    assert remembered.honoured == (MET,)


def test_reasons_name_rules_and_domains_in_one_order() -> None:
    names = tuple(f"r{number}" for number in range(12))
    offer = Offer("new", 0, frozenset(names), frozenset(names))
    coming = next_case([offer], [past("x", "guided", slipped=names)], names, "2026-11-21")
    assert coming is not None
    by_kind = {reason.kind: reason.names for reason in coming.reasons}
    assert by_kind[RULES] == by_kind[DOMAINS] == tuple(sorted(names))


def test_a_role_that_a_case_does_not_have_is_not_offered(tmp_path: Path) -> None:
    line = "  coordinator: {plays: ion, brief: Sunteți Ion., start: c-desk}\n"
    alone = replace(small_bundle(), graph=compiled(copy_case(tmp_path, replaced(line, ""))))
    assert [offer.role for offer in offers_in(alone)] == [0]
    technician, coordinator = offers_in(small_bundle())
    assert (technician.case, technician.role, coordinator.role) == ("small", 0, 1)
    assert technician.domains == {"emergency", "reporting", "teamwork"}
    assert coordinator.domains == {"emergency"}, "all that it puts to the test is about emergencies"
    assert "danger-call-112" in technician.rules - coordinator.rules
    assert "assess-first" in coordinator.rules - technician.rules


class Finished:
    """A play as the store lists it."""

    case, level = "small", "standard"

    def __init__(self, ended: str | None, forked_from: str | None = None) -> None:
        self.ended, self.forked_from = ended, forked_from


def test_only_finished_plays_that_are_no_what_if_are_studied() -> None:
    bundle = small_bundle()
    log = random_play(bundle.graph, (0,), 5)
    (judged,) = judgements(bundle, log)
    studied = Studied()
    for unfinished in (Finished(None), Finished("2026-11-20T10:00", "other"), Finished(None, "other")):
        studied.add(unfinished, judged, judged.evidence)
        assert (studied.pasts, studied.evidence) == ([], [])
    studied.add(Finished("2026-11-20T10:00"), judged, judged.evidence)
    (one,) = studied.pasts
    assert (one.case, one.role, one.level, one.day) == ("small", 0, "standard", "2026-11-20")
    assert studied.evidence == list(judged.evidence)


def test_advice_rests_on_what_has_not_been_shown_enough_and_on_what_is_there() -> None:
    bundles = {"small": small_bundle()}
    advice = advice_on(bundles, Studied(), "2026-11-21")
    assert advice.coming is not None
    assert {reason.kind: reason.names for reason in advice.coming.reasons}[DOMAINS] == (
        "emergency",
        "reporting",
        "teamwork",
    )
    enough = [Evidence(domain.indicators[0], "author:x", 1, MODEL.enough, 1.0) for domain in MODEL.domains]
    studied = Studied(pasts=[past("small", "standard"), past("gone", "standard")], evidence=enough)
    advice = advice_on(bundles, studied, "2026-11-21")
    assert advice.coming is not None
    assert DOMAINS not in {reason.kind for reason in advice.coming.reasons}
    assert [(one.case, one.day) for one in advice.again] == [("small", "2026-11-27")]
    nothing = advice_on({}, studied, "2026-11-21")
    assert (nothing.coming, nothing.again, nothing.day) == (None, (), "2026-11-21")
