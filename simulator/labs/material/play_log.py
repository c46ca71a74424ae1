"""A play read step by step: what was decided, which findings, evidence and estimates moved with it.

All of it comes from folding a prefix of the log anew; what was folded once is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from simulator.api.case import Case, list_cases, open_case
from simulator.api.comparison import compare
from simulator.api.moments import Decision
from simulator.api.play import Play
from simulator.content.folders import case_folders
from simulator.content.library import read_model
from simulator.content.walk import Walk
from simulator.labs.lab import Lab, open_lab
from simulator.labs.text_view import CaptionedTable, TextView
from simulator.language import language
from simulator.report.estimate_words import interval_words

if TYPE_CHECKING:
    import pandas as pd

CASE, WALK = "abuse-discovery", "naive-technician"  # with which the laboratory begins
KEPT = 512  # prefixes, and so some plays with all their steps
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ChangedWalk:
    """A walk of a case, and the decisions that were changed in it, in the order in which that was done."""

    case: str = CASE
    walk: str = WALK
    changes: tuple[tuple[int, str], ...] = ()

    def changed(self, step: int, option: str) -> ChangedWalk:
        """The same way with decision `step` (from 1) answered otherwise; its last change there gives way."""
        last = self.changes[-1][0] if self.changes else 0
        before = ChangedWalk(self.case, self.walk, self.changes[:-1] if last == step else self.changes)
        if play_changed_walk(before).decisions[step - 1].answer == option:
            return before
        return ChangedWalk(self.case, self.walk, (*before.changes, (step, option)))


def case_titles() -> dict[str, str]:
    """The cases that can be read, by id; the one with which the laboratory begins comes first."""
    titles = {one.id: one.title for one in list_cases()}
    return {CASE: titles.pop(CASE), **titles}


@cache
def walk_titles(case: str) -> dict[str, str]:
    """The walks of a case by name, in words: of what kind, in which role, what happens in them."""
    lab, folder = open_lab("play-log"), case_folders()[case] / "walks"
    titles = {}
    for name in sorted(opened(case).walks, key=_first_read):
        walk = read_model(Walk, folder / f"{name}.yaml")[0]
        kind, role = lab.words(f"kind-{walk.kind}"), lab.words(f"role-{walk.role}")
        titles[name] = f"{kind}, {role}: {' '.join(walk.about.split())}"
    return titles


def _first_read(walk: str) -> tuple[bool, bool]:
    """Naive walks before the others, of these the technicians' before the coordinators'."""
    return not walk.startswith("naive"), "technician" not in walk


@cache
def opened(case: str) -> Case:
    """A case, opened once."""
    return open_case(case)


@lru_cache(KEPT)
def play_changed_walk(way: ChangedWalk) -> Play:
    """The play of a way. Raises `SimulatorError` for a step or an option that is not there."""
    if not way.changes:
        return opened(way.case).replay(way.walk)
    *before, (step, option) = way.changes
    earlier = play_changed_walk(ChangedWalk(way.case, way.walk, tuple(before)))
    return earlier.what_if(step, option, then=_expert(way.case, earlier.roles[0], earlier.case.level))


@lru_cache(KEPT)
def prefix(way: ChangedWalk, step: int) -> Play:
    """The play of a way as it stood after so many decisions."""
    return play_changed_walk(way).until(step)


def options_at(way: ChangedWalk, step: int) -> dict[str, str]:
    """What could be chosen at a step (from 1), by id; nothing where the task is no choice."""
    moment = play_changed_walk(way).moments[step - 1]
    return {one.id: one.text for one in moment.options} if moment.task == "choice" else {}


def day_table(case: str = CASE, walk: str = WALK) -> TextView:
    """A whole day: when, where, what was decided."""
    import pandas as pd

    lab, play = open_lab("play-log"), play_changed_walk(ChangedWalk(case, walk))
    rows = [(one.place, _decided(lab, one)) for one in play.decisions]
    frame = pd.DataFrame(rows, columns=[lab.words("place"), lab.words("decided")])
    frame.index = pd.Index([f"{one.step}. {one.time}" for one in play.decisions], name=lab.words("step"))
    return TextView(lab.words("day", ending=play.ending), (CaptionedTable(play.case.title, frame),))


@lru_cache(KEPT)
def step_view(way: ChangedWalk, step: int) -> TextView:
    """What one decision (from 1) moved: findings, evidence, estimates; and what a change led to."""
    lab, play = open_lab("play-log"), play_changed_walk(way)
    now, before = prefix(way, step), prefix(way, step - 1)
    decision = play.decisions[step - 1]
    lines = [
        lab.words("head", step=step, of=len(play.decisions), time=decision.time, place=decision.place),
        lab.words("choice", words=_decided(lab, decision)),
    ]
    tables = [_findings(lab, before, now), _evidence(lab, now, step), _moved(lab, before, now)]
    folded = [_written(lab, decision), _standing(lab, now), _profile(lab, now)]
    if way.changes:
        line, table = _otherwise(lab, way)
        lines.append(line)
        folded.insert(0, table)
    lines += [] if any(tables) else [lab.words("nothing-moves")]
    return TextView("\n".join(lines), tuple(table for table in (*tables, *folded) if table))


# --- parts of the view: each a table, or nothing where there would be no row ----------------------------


def _decided(lab: Lab, decision: Decision) -> str:
    if decision.task == "choice":
        return " ".join(decision.words)
    return lab.words("form" if decision.words else "own-words")


def _written(lab: Lab, decision: Decision) -> CaptionedTable | None:
    rows = {str(place): (line,) for place, line in enumerate(decision.words, 1)}
    rows = rows if decision.task != "choice" else {}
    return _told(lab, "written", "row", ("line",), rows, folded=True)


def _findings(lab: Lab, before: Play, now: Play) -> CaptionedTable | None:
    was = {row.rule: row.word for row in before.verdicts}
    rows = {
        row.title: (was.get(row.rule, NOTHING), row.word)
        for row in now.verdicts
        if was.get(row.rule) != row.word
    }
    return _told(lab, "findings", "rule", ("before", "now"), rows)


def _standing(lab: Lab, now: Play) -> CaptionedTable | None:
    rows = {row.title: (row.word, row.force_word) for row in now.verdicts}
    return _told(lab, "standing", "rule", ("now", "force"), rows, folded=True)


def _evidence(lab: Lab, now: Play, step: int) -> CaptionedTable | None:
    number = language("ro").number
    rows = {
        piece.question: (f"{number(100 * piece.right, 0)} %", number(piece.weight, 2))
        for piece in now.evidence
        if piece.step == step
    }
    return _told(lab, "evidence", "question", ("shown", "weight"), rows)


def _moved(lab: Lab, before: Play, now: Play) -> CaptionedTable | None:
    speech = language("ro")
    rows = {
        new.title: (interval_words(old, speech) if old.weight else NOTHING, interval_words(new, speech))
        for old, new in zip(before.profile, now.profile, strict=True)
        if (old.weight, old.mean) != (new.weight, new.mean) and new.weight
    }
    return _told(lab, "moved", "domain", ("before", "now"), rows)


def _profile(lab: Lab, now: Play) -> CaptionedTable | None:
    rows = {one.title: (interval_words(one, language("ro")),) for one in now.profile if one.weight}
    return _told(lab, "profile", "domain", ("now",), rows, folded=True)


def _otherwise(lab: Lab, way: ChangedWalk) -> tuple[str, CaptionedTable | None]:
    """How the changed play ended beside the log, and the rules that are judged differently at its end."""
    first, other = play_changed_walk(ChangedWalk(way.case, way.walk)), play_changed_walk(way)
    comparison = compare(first, other)
    line = lab.words(
        "otherwise",
        steps=", ".join(str(step) for step in sorted({step for step, _ in way.changes})),
        first=first.ending,
        other=other.ending or lab.words("stops"),
        better=lab.words({"one": "worse", "other": "better", "": "alike"}[comparison.better]),
    )
    rows = {row.title: (row.one or NOTHING, row.other or NOTHING) for row in comparison.differences}
    return line, _told(lab, "differences", "rule", ("log", "now"), rows, folded=True)


def _told(
    lab: Lab,
    caption: str,
    head: str,
    columns: tuple[str, ...],
    rows: Mapping[str, tuple[str, ...]],
    *,
    folded: bool = False,
) -> CaptionedTable | None:
    import pandas as pd

    if not rows:
        return None
    frame: pd.DataFrame = pd.DataFrame(list(rows.values()), columns=[lab.words(name) for name in columns])
    frame.index = pd.Index(list(rows), name=lab.words(head))
    return CaptionedTable(lab.words(caption), frame, folded)


@cache
def _expert(case: str, role: str, level: str) -> Play | None:
    """The first expert's walk in this role at this level, by whom new scenes are answered."""
    for name in opened(case).walks:
        if name.startswith(f"expert-{role}"):
            play = opened(case).replay(name)
            if play.case.level == level:
                return play
    return None
