"""Finished plays are judged when they end, and again only when what judges them has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text

from simulator.competence import judged
from simulator.competence.debrief import debrief, judgements
from simulator.competence.judged import VerdictChange, changes_from, joined, summary_from, summary_of
from simulator.practice.rules import BREACHED, MET, NOT_APPLICABLE
from simulator.store.judgements import StoredJudgement, keep_judgement, standings_of
from simulator.store.learners import Learner
from simulator.store.plays import bundle_at, log_of, play_of
from simulator.store.privacy import erase, export_of
from simulator.store.texts_and_annotations import annotate
from simulator.ui.judged_plays import judged_plays
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.support import bundle
from tests.ui.test_debrief import parts_of, walked, words


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plays that are judged from now on, by case."""
    done: list[str] = []

    def count(rests_on: Any, log: Any) -> Any:
        done.append(rests_on.graph.id)
        return judgements(rests_on, log)

    monkeypatch.setattr(judged, "judgements", count)
    return done


@pytest.fixture
def another_judge(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr(judged, "_judge", lambda: "another version")


def only(engine: Engine, learner: Learner) -> StoredJudgement:
    (one,) = standings_of(engine, learner.id).values()
    assert one.judgement is not None
    return one.judgement


def test_what_is_kept_is_what_a_debrief_finds(engine: Engine, learner: Learner) -> None:
    play = walked(engine, learner, "naive-technician")
    for _ in range(2):  # judged, then read
        (one,) = judged_plays(engine, learner.id)
        rests_on = bundle_at(engine, one.play.bundle)
        whole = debrief(rests_on, log_of(engine, rests_on, play))
        for short, full in zip(one.debrief.findings, whole.findings, strict=True):
            assert (short.role, short.evidence, short.outcome) == (full.role, full.evidence, full.outcome)
            assert short.verdicts == tuple(v for v in full.verdicts if v.kind != NOT_APPLICABLE)
        assert one.debrief.ending == rests_on.graph.node_id(whole.states[-1].seats[0].node)
    assert summary_from(only(engine, learner).body) == one.debrief


@pytest.mark.parametrize("page", ["start", "progress", "grid", "debrief"])
def test_pages_judge_nothing_that_has_been_judged(
    shell: PageShell, engine: Engine, learner: Learner, counted: list[str], page: str
) -> None:
    walked(engine, learner, "naive-technician")
    shell.open("progress")
    assert len(counted) == 1
    shell.open(page)
    assert len(counted) == 1


def test_a_correction_has_its_play_judged_anew_and_brings_no_news(
    engine: Engine, learner: Learner, counted: list[str]
) -> None:
    play = walked(engine, learner, "naive-technician")
    walked(engine, learner, "expert-technician")
    before = {one.play.id: one.debrief for one in judged_plays(engine, learner.id)}
    piece = next(e for e in before[play].findings[0].evidence if e.right < 1)
    body = {"indicator": piece.indicator, "source": piece.source, "step": piece.step, "right": 1}
    annotate(engine, play, "evidence", body, "teacher-1", "am fost de față")
    after = {one.play.id: one for one in judged_plays(engine, learner.id)}
    assert len(counted) == 3
    assert piece._replace(right=1.0) in after[play].debrief.findings[0].evidence
    assert not any(one.changes for one in after.values())


def test_another_judge_that_finds_the_same_is_no_news(
    engine: Engine, learner: Learner, counted: list[str], another_judge: Callable[[], None]
) -> None:
    walked(engine, learner, "naive-technician")
    judged_plays(engine, learner.id)
    maker = only(engine, learner).maker
    another_judge()
    (one,) = judged_plays(engine, learner.id)
    assert (len(counted), one.changes) == (2, ())
    assert only(engine, learner).maker != maker


def with_another_verdict(engine: Engine, learner: Learner) -> str:
    """A kept judgement in which a rule that was breached was met; the rule's id."""
    (one,) = judged_plays(engine, learner.id)
    verdict = next(v for v in one.debrief.findings[0].verdicts if v.kind == BREACHED)
    row = only(engine, learner)
    kept_as = f'["{verdict.rule}",0,"{{}}"'
    body = row.body.replace(kept_as.format(BREACHED), kept_as.format(MET))
    assert body != row.body
    keep_judgement(engine, StoredJudgement(row.play, "an earlier version", row.corrections, body))
    return verdict.rule


def test_who_was_judged_anew_with_another_result_is_told_until_it_has_been_read(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = walked(engine, learner, "naive-technician")
    rule = with_another_verdict(engine, learner)
    title = bundle("abuse-discovery", "standard").text(f"rules.{rule}.title", "ro")
    sentence = f"„{title}”: înainte respectată, acum încălcată"
    for page in ("start", "debrief", "start"):
        shell.open(page, Place(play if page == "debrief" else ""))
        assert sentence in words(shell)
    (read,) = [b for b in parts_of(shell.page.view, "button") if b["do"] == "changes-read"]
    assert read["text"] == "Am citit"
    shell.receive({"do": "changes-read", "with": {}})
    assert sentence not in words(shell)
    shell.open("start")
    assert sentence not in words(shell)


def test_changes_that_nobody_has_read_are_joined() -> None:
    first = (VerdictChange(0, "a", MET, BREACHED), VerdictChange(0, "b", "", MET))
    second = (
        VerdictChange(0, "a", BREACHED, MET),
        VerdictChange(0, "b", MET, BREACHED),
        VerdictChange(1, "a", MET, "late"),
    )
    assert joined(first, second) == (VerdictChange(0, "b", "", BREACHED), VerdictChange(1, "a", MET, "late"))


def test_a_judgement_that_cannot_be_read_is_made_anew(engine: Engine, learner: Learner) -> None:
    walked(engine, learner, "naive-technician")
    (whole,) = judged_plays(engine, learner.id)
    row = only(engine, learner)
    for body in ("", "{", "[]", '{"findings": [7], "ending": "x"}'):
        keep_judgement(engine, StoredJudgement(row.play, row.maker, row.corrections, body))
        assert judged_plays(engine, learner.id) == [whole]


def test_a_play_under_way_is_not_judged(engine: Engine, learner: Learner) -> None:
    play = walked(engine, learner, "naive-technician")
    rests_on = bundle_at(engine, play_of(engine, learner.id, play).bundle)
    assert summary_of(rests_on, log_of(engine, rests_on, play)[:4]) is None


def test_judgements_are_taken_along_and_erased(engine: Engine, learner: Learner) -> None:
    walked(engine, learner, "naive-technician")
    judged_plays(engine, learner.id)
    (row,) = export_of(engine, learner.id)["judgements"]
    assert row["body"]["ending"]
    assert changes_from(row["changes"]) == ()
    erase(engine, learner.id)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from judgements")).scalar() == 0
