"""What has become other since a play was judged, and what of that is still news."""

from __future__ import annotations

from simulator.competence.judged import (
    PlaySummary,
    RoleSummary,
    VerdictChange,
    changes_between,
    changes_from,
    joined,
    summary_from,
    summary_of,
    to_text,
)
from simulator.engine.events import Start
from simulator.engine.session import Session
from simulator.practice.outcome import Outcome
from simulator.practice.rules import BREACHED, LATE, MET, NOT_APPLICABLE, Verdict
from tests.support import bundle, random_play


def summary(*roles: dict[str, str]) -> PlaySummary:
    """A play in which the rules of each role were found so."""
    findings = [
        RoleSummary(
            role, tuple(Verdict(rule, role, kind) for rule, kind in found.items()), (), Outcome(0, 0, 0, 1)
        )
        for role, found in enumerate(roles)
    ]
    return PlaySummary(tuple(findings), "end")


def test_what_became_other_is_told_by_role_and_rule() -> None:
    before = summary({"a": MET, "b": BREACHED, "gone": LATE}, {"a": MET})
    after = summary({"a": MET, "b": MET, "came": LATE}, {"a": BREACHED})
    assert changes_between(before, after) == (
        VerdictChange(0, "b", BREACHED, MET),
        VerdictChange(0, "came", "", LATE),
        VerdictChange(0, "gone", LATE, ""),
        VerdictChange(1, "a", MET, BREACHED),
    )
    assert changes_between(after, after) == ()


def test_news_nobody_has_read_are_joined_with_later_ones() -> None:
    earlier = [VerdictChange(0, "a", MET, BREACHED), VerdictChange(0, "b", MET, LATE)]
    later = [
        VerdictChange(0, "a", BREACHED, LATE),
        VerdictChange(0, "b", LATE, MET),
        VerdictChange(1, "a", MET, ""),
    ]
    assert joined(earlier, later) == (VerdictChange(0, "a", MET, LATE), VerdictChange(1, "a", MET, ""))


def test_a_play_under_way_has_no_summary_and_an_ended_one_leaves_out_what_did_not_apply() -> None:
    rests_on = bundle("abuse-discovery", "standard")
    session = Session(rests_on.graph)
    assert summary_of(rests_on, session.do(Start((0,), 5))) is None
    whole = summary_of(rests_on, random_play(rests_on.graph, (0,), 5))
    assert whole is not None
    assert NOT_APPLICABLE not in {verdict.kind for one in whole.findings for verdict in one.verdicts}


def test_what_is_kept_is_read_back() -> None:
    whole = summary({"a": MET}, {"b": LATE})
    changes = changes_between(whole, summary({"a": LATE}, {"b": LATE}))
    assert summary_from(to_text(whole)) == whole
    assert changes_from(to_text(changes)) == changes
    assert changes_from("") == ()
