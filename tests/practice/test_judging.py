"""A rule on a record, case by case: to the minute, by stance and force, with exceptions and conflicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.graph.graph import NEVER
from simulator.graph.profession import Rule, RuleMoment
from simulator.practice.record import Record
from simulator.practice.rules import (
    BREACHED,
    CONTESTED,
    LATE,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_FOLLOWED,
    Verdict,
    bind,
    bits_of,
    judge,
)

NAMES = ("circumstance", "act", "other-act", "exception", "exception-too")
SYMBOLS = {name: bit for bit, name in enumerate(NAMES)}
OFFERED = 1 << SYMBOLS["act"]


def atom(name: str) -> RuleMoment:
    return RuleMoment("atom", name)


DUTY = Rule(
    id="duty",
    role=1,
    stance="require",
    force="guide",
    when=atom("circumstance"),
    act=atom("act"),
    before=None,
    unless=None,
    set_aside_by=(),
    conflicts_with=(),
    deadline=-1,
    at_once=False,
    cite=(),
    indicators=(),
)
LIMIT = replace(DUTY, id="limit", stance="forbid")
LEAVE = replace(DUTY, id="leave", stance="allow")
TERM = replace(DUTY, deadline=20)
AT_ONCE = replace(TERM, at_once=True)


def times(**minutes: list[int]) -> Record:
    """Acts that were done more than once."""
    all_times = {SYMBOLS[name.replace("_", "-")]: [(m, m // 10) for m in ms] for name, ms in minutes.items()}
    again = {bit: tuple(them) for bit, them in all_times.items() if len(them) > 1}
    return Record({bit: them[0] for bit, them in all_times.items()}, OFFERED, 100, again)


def of(rule: Rule, found: Record) -> Verdict:
    return judge((bind(rule, SYMBOLS),), found)[0]


def record(end: int = 100, offered: int = OFFERED, **minutes: int) -> Record:
    """What happened at which minutes; the step is a tenth of the minute."""
    first = {SYMBOLS[name.replace("_", "-")]: (minute, minute // 10) for name, minute in minutes.items()}
    return Record(first, offered, end)


def verdicts(*rules: Rule, **how: int) -> dict[str, Verdict]:
    bound = tuple(bind(rule, SYMBOLS) for rule in rules)
    return {verdict.rule: verdict for verdict in judge(bound, record(**how))}


def verdict(rule: Rule, **how: int) -> Verdict:
    return verdicts(rule, **how)[rule.id]


@pytest.mark.parametrize("rule", [DUTY, TERM, AT_ONCE, LIMIT, LEAVE])
def test_without_its_circumstance_a_rule_says_nothing(rule: Rule) -> None:
    assert verdict(rule, act=5) == Verdict(rule.id, 1, NOT_APPLICABLE, NEVER, NEVER, 0, -1, ())
    assert verdict(rule, circumstance=101, act=102) == Verdict(rule.id, 1, NOT_APPLICABLE)


def test_a_circumstance_of_the_last_minute_counts() -> None:
    assert verdict(DUTY, circumstance=100).kind == MISSING
    assert verdict(LIMIT, circumstance=100).kind == MET
    assert verdict(LEAVE, circumstance=100, act=100).kind == MET


@pytest.mark.parametrize(("minute", "kind"), [(9, MET), (10, BREACHED), (11, BREACHED), (100, BREACHED)])
def test_a_limit_binds_from_its_circumstance_on(minute: int, kind: str) -> None:
    assert verdict(LIMIT, circumstance=10, act=minute).kind == kind


def test_a_limit_that_held_is_shown_by_no_decision_and_one_that_was_broken_by_its_own() -> None:
    assert verdict(LIMIT, circumstance=10) == Verdict("limit", 1, MET, 10, NEVER, 0, -1)
    assert verdict(LIMIT, circumstance=10, act=9) == Verdict("limit", 1, MET, 10, NEVER, 0, -1)
    assert verdict(LIMIT, circumstance=10, act=47) == Verdict("limit", 1, BREACHED, 10, 47, 0, 4)
    nothing_tempts = verdict(LIMIT, circumstance=10, offered=1 << SYMBOLS["other-act"])
    assert nothing_tempts == Verdict("limit", 1, NOT_APPLICABLE, 10, NEVER, 0, -1)


@pytest.mark.parametrize(
    ("force", "broken", "left_out"),
    [
        ("law", BREACHED, MISSING),
        ("guide", BREACHED, MISSING),
        ("recommendation", NOT_FOLLOWED, NOT_FOLLOWED),
        ("example", NOT_FOLLOWED, NOT_FOLLOWED),
    ],
)
def test_only_law_and_guide_can_be_breached_or_missed(force: str, broken: str, left_out: str) -> None:
    assert verdict(replace(LIMIT, force=force), circumstance=10, act=20).kind == broken
    assert verdict(replace(DUTY, force=force), circumstance=10).kind == left_out
    first = replace(DUTY, force=force, before=atom("other-act"))
    assert verdict(first, circumstance=10, other_act=20, act=30).kind == broken


@pytest.mark.parametrize("rule", [DUTY, TERM, AT_ONCE])
def test_what_was_done_before_the_duty_arose_does_not_meet_it_and_once_more_after_it_does(rule: Rule) -> None:
    assert of(rule, times(circumstance=[10], act=[3])).kind == MISSING
    again = of(rule, times(circumstance=[10], act=[3, 25]))
    assert (again.kind, again.at, again.step) == (MET, 25, 2)
    assert of(rule, times(circumstance=[10], act=[3, 10])).at == 10
    late = of(rule, times(circumstance=[10], act=[3, 41, 77]))
    assert (late.kind, late.at) == (MET if rule is DUTY else LATE, 41)


def test_a_rule_may_take_what_was_done_before() -> None:
    lenient = replace(TERM, earlier=True)
    assert of(lenient, times(circumstance=[10], act=[3])) == Verdict("duty", 1, MET, 10, 3, 0, 0)
    assert of(lenient, times(circumstance=[10], act=[3, 77])).at == 3


def test_a_limit_is_broken_by_the_first_act_at_or_after_its_beginning() -> None:
    hidden = of(LIMIT, times(circumstance=[10], act=[3, 47, 60]))
    assert (hidden.kind, hidden.at, hidden.step) == (BREACHED, 47, 4)
    assert of(LIMIT, times(circumstance=[10], act=[3, 9])).kind == MET
    assert of(LEAVE, times(circumstance=[10], act=[3, 60])).kind == MET


def test_of_several_ways_each_counts_from_when_the_duty_arose() -> None:
    either = replace(DUTY, act=RuleMoment("any", "", (atom("act"), atom("other-act"))))
    both = replace(DUTY, act=RuleMoment("all", "", (atom("act"), atom("other-act"))))
    found = times(circumstance=[10], act=[3, 50], other_act=[30])
    assert (of(either, found).at, of(both, found).at) == (30, 50)
    assert of(both, times(circumstance=[10], act=[3], other_act=[30])).kind == MISSING


@pytest.mark.parametrize(("minute", "kind"), [(9, NOT_APPLICABLE), (10, MET), (55, MET)])
def test_what_is_allowed_is_met_from_its_circumstance_on(minute: int, kind: str) -> None:
    assert verdict(LEAVE, circumstance=10, act=minute).kind == kind
    assert verdict(LEAVE, circumstance=10).kind == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("minute", "kind", "late"), [(10, MET, 0), (30, MET, 0), (31, LATE, 1), (95, LATE, 65)]
)
def test_a_term_is_kept_to_its_last_minute(minute: int, kind: str, late: int) -> None:
    for rule in (TERM, AT_ONCE):
        assert verdict(rule, circumstance=10, act=minute) == Verdict(
            "duty", 1, kind, 10, minute, late, minute // 10
        )
    assert verdict(DUTY, circumstance=10, act=minute).kind == MET, "without a term nothing is late"


def test_a_term_of_no_minutes_is_a_term() -> None:
    now = replace(DUTY, deadline=0)
    assert verdict(now, circumstance=10, act=10).kind == MET
    assert verdict(now, circumstance=10, act=11) == Verdict("duty", 1, LATE, 10, 11, 1, 1)
    assert verdict(now, circumstance=10).kind == MISSING


@pytest.mark.parametrize(
    ("end", "kind"), [(10, NOT_APPLICABLE), (29, NOT_APPLICABLE), (30, MISSING), (31, MISSING)]
)
def test_a_term_that_runs_beyond_the_end_is_not_judged(end: int, kind: str) -> None:
    assert verdict(TERM, circumstance=10, end=end).kind == kind
    assert verdict(AT_ONCE, circumstance=10, end=end).kind == MISSING, "at once does not wait for the end"
    assert verdict(DUTY, circumstance=10, end=end).kind == MISSING


def test_what_should_come_first() -> None:
    first = replace(TERM, before=atom("other-act"))
    assert verdict(first, circumstance=10, other_act=15, act=16) == Verdict("duty", 1, BREACHED, 10, 16, 0, 1)
    assert verdict(first, circumstance=10, other_act=16, act=16).kind == MET
    assert verdict(first, circumstance=10, act=16).kind == MET
    assert verdict(first, circumstance=10, other_act=15).kind == MISSING
    assert verdict(first, circumstance=10, other_act=60, act=50).kind == LATE


# --- Exceptions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "done", "last"),
    [
        (DUTY, {"act": 50}, 50),
        (DUTY, {}, 100),
        (TERM, {"act": 25}, 25),
        (TERM, {"act": 50}, 30),
        (TERM, {}, 30),
        (LIMIT, {"act": 50}, 50),
        (LIMIT, {}, 100),
        (replace(LIMIT, deadline=20), {}, 100),
        (replace(LIMIT, deadline=20), {"act": 50}, 50),
        (LEAVE, {"act": 50}, 50),
    ],
)
def test_an_exception_counts_until_the_act_or_the_term(rule: Rule, done: dict[str, int], last: int) -> None:
    excused = replace(rule, unless=atom("exception"))
    in_time = verdict(excused, circumstance=10, exception=last, **done)
    assert (in_time.kind, in_time.because, in_time.since) == (NOT_APPLICABLE, (), 10)
    assert verdict(excused, circumstance=10, exception=last + 1, **done) == verdict(
        rule, circumstance=10, **done
    )


def test_the_rule_that_sets_another_aside_is_named_and_its_own_exception_goes_first() -> None:
    aside = replace(DUTY, set_aside_by=(("heavier", atom("exception")), ("other", atom("exception-too"))))
    assert verdict(aside, circumstance=10, exception=20).because == ("heavier",)
    assert verdict(aside, circumstance=10, exception_too=20).because == ("other",)
    assert verdict(aside, circumstance=10, exception=30, exception_too=20).because == ("heavier",)
    own = replace(aside, unless=atom("exception"))
    assert verdict(own, circumstance=10, exception=20).because == ()


# --- Conflicts ----------------------------------------------------------------------------------

ONE = replace(DUTY, id="one", conflicts_with=("two",))
TWO = replace(LIMIT, id="two", conflicts_with=("one",))


def test_rules_that_conflict_are_contested_and_name_each_other() -> None:
    for done in ({}, {"act": 50}):
        judged = verdicts(ONE, TWO, circumstance=10, **done)
        assert (judged["one"].kind, judged["one"].because) == (CONTESTED, ("two",))
        assert (judged["two"].kind, judged["two"].because) == (CONTESTED, ("one",))


def test_being_late_is_not_held_against_one_where_the_duty_is_contested() -> None:
    late = replace(ONE, deadline=20)
    assert verdicts(late, circumstance=10, act=50)["one"].late == 20
    contested = verdicts(late, TWO, circumstance=10, act=50)["one"]
    assert (contested.kind, contested.late, contested.at) == (CONTESTED, 0, 50)


def test_only_a_rule_that_is_in_force_contests() -> None:
    elsewhere = replace(TWO, when=atom("exception-too"))
    alone = verdicts(ONE, elsewhere, circumstance=10)["one"]
    assert (alone.kind, alone.because) == (MISSING, ())
    later = verdicts(ONE, elsewhere, circumstance=10, exception_too=101)["one"]
    assert later.kind == MISSING
    at_the_end = verdicts(ONE, elsewhere, circumstance=10, exception_too=100)["one"]
    assert at_the_end.kind == CONTESTED
    assert verdicts(ONE, circumstance=10)["one"].kind == MISSING, "the other rule is not at stake"


def test_a_limit_that_nothing_tempted_one_to_break_contests_until_it_is_set_aside() -> None:
    excused = replace(TWO, unless=atom("exception"))
    nothing = {"circumstance": 10, "offered": 0}
    assert verdicts(ONE, excused, **nothing)["one"].kind == CONTESTED
    assert verdicts(ONE, excused, **nothing)["two"].kind == NOT_APPLICABLE
    assert verdicts(ONE, excused, **nothing, exception=100)["one"].kind == MISSING
    assert verdicts(ONE, excused, **nothing, exception=101)["one"].kind == CONTESTED
    twice = replace(excused, set_aside_by=(("heavier", atom("exception-too")),))
    assert verdicts(ONE, twice, **nothing, exception=50)["one"].kind == MISSING, "one exception is enough"
    assert verdicts(ONE, twice, **nothing, exception_too=50)["one"].kind == MISSING
    assert verdicts(ONE, twice, **nothing)["one"].kind == CONTESTED


def test_a_rule_without_a_say_contests_nothing() -> None:
    """It conflicts with nobody, so that its silence is no word against another."""
    silent = replace(TWO, conflicts_with=())
    assert verdicts(ONE, silent, circumstance=10, offered=0)["one"].kind == MISSING


def test_each_of_several_rules_in_conflict_is_named() -> None:
    many = replace(ONE, conflicts_with=("two", "three", "four"))
    three = replace(TWO, id="three", when=atom("exception"))
    four = replace(TWO, id="four")
    assert verdicts(many, TWO, three, four, circumstance=10)["one"].because == ("two", "four")


# --- Binding ------------------------------------------------------------------------------------


def test_a_rule_on_the_bits_of_a_case() -> None:
    either = RuleMoment("any", "", (atom("act"), RuleMoment("all", "", (atom("other-act"), atom("nowhere")))))
    bound = bind(replace(DUTY, act=either, before=atom("exception")), SYMBOLS)
    assert bits_of(bound.act) == bound.act_bits == 0b110
    assert bound.before_bits == 0b1000
    assert bind(DUTY, SYMBOLS).before_bits == 0
    assert [name for name, _ in bind(DUTY, SYMBOLS).unless] == []


def test_what_a_case_does_not_know_never_comes() -> None:
    for missing in ("circumstance", "act"):
        symbols = {name: bit for name, bit in SYMBOLS.items() if name != missing}
        (one,) = judge((bind(DUTY, symbols),), Record(dict.fromkeys(symbols.values(), (5, 1)), OFFERED, 100))
        assert one.kind == (NOT_APPLICABLE if missing == "circumstance" else MISSING)
