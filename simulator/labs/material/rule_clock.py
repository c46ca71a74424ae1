"""An act moved along the clock before the rules of the profession, which are asked anew each time.

The log is small and written by hand, as those that prove the rules are (`scenarios/framework/proofs.yaml`);
the day, the hours and the four ways to act are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from simulator.api.rules import Rule, open_rule
from simulator.content.enums import ROLES
from simulator.graph.loading import load_profession
from simulator.graph.profession import RuleMoment
from simulator.labs.exploring import Dial, Exploration, explore
from simulator.labs.lab import open_lab
from simulator.labs.text_view import CaptionedTable, TextView
from simulator.language import clock, language
from simulator.practice.record import Record
from simulator.practice.rules import BoundRule, Verdict, bind, judge
from simulator.report.wording import verdict_word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RULE = "abuse-inform-coordinator"
RULES = (
    *(RULE, "abuse-report-two-hours"),  # in every way; the others where there is danger
    *("danger-call-112", "danger-112-first", "danger-inform-coordinator"),
)
SEEN, END = 10 * 60, 17 * 60  # minutes since midnight: the signs are seen, the day ends
WHO, INFORMED = "technician", "did:inform-coordinator:suspected-abuse"
# What is known and done in each way, by how many minutes after the signs; None: when the dial says.
WAYS: dict[str, dict[str, int | None]] = {
    "call": {INFORMED: None},
    "attempt": {"did:attempt-coordinator": None},
    "superior": {"did:attempt-coordinator": None, "did:inform-superior:suspected-abuse": None},
    "danger": {
        "knows:danger-to-life": 0,
        "did:call-112": 2,
        INFORMED: None,
        "did:inform-coordinator:danger-to-life": None,
    },
}


def verdicts_at(delay: int, way: str = "call", start: int = SEEN, end: int = END) -> dict[str, Verdict]:
    """What each of `RULES` finds where the act comes so many minutes after the signs (before: negative)."""
    happened = {"knows:suspected-abuse": 0, **WAYS[way]}
    minutes = {atom: start + (delay if after is None else after) for atom, after in happened.items()}
    rules, symbols = _bound()
    first = {
        symbols[name]: (minute, step)
        for step, (minute, name) in enumerate(sorted((m, _symbol(atom)) for atom, m in minutes.items()), 1)
        if minute <= end
    }
    verdicts = judge(rules, Record(first, offered=(1 << len(symbols)) - 1, end=end))
    return {verdict.rule: verdict for verdict in verdicts}


def minutes_late(start: int, at: int) -> int:
    """By how much informing the coordinator at this minute of the day is late (0: it is not)."""
    return verdicts_at(at - start, start=start)[RULE].late


def deadline_of(rule: str) -> int:
    """A rule's term in minutes."""
    term = open_rule(rule).deadline
    assert term is not None
    return term


def clock_view(delay: int, way: str) -> TextView:
    """The day with the act where the dial puts it, and what each rule says of it."""
    import pandas as pd

    lab, speech = open_lab("rule-clock"), language("ro")
    delay = max(delay, 0) if way == "danger" else delay  # nobody tells of a danger before it is there
    rules = [open_rule(name) for name in (RULES if way == "danger" else RULES[:2])]
    verdicts = verdicts_at(delay, way)
    word = {one.id: verdict_word(verdicts[one.id].kind, verdicts[one.id].late, speech) for one in rules}
    rows = [(word[one.id], f"{one.force_word}, {_term(one)}") for one in rules]
    columns = [lab.words(key) for key in ("verdict", "binds")]
    frame = pd.DataFrame(rows, columns=columns, index=[one.title for one in rules])
    frame.index.name = lab.words("rule")
    sentences = lab.words(f"said-{way}", seen=clock(SEEN), at=clock(SEEN + delay), word=word[RULE])
    if delay < 0:
        sentences = f"{sentences}\n{lab.words('before')}"
    figure = _drawn(delay, {rule.id: rule.deadline for rule in rules if rule.deadline is not None})
    return TextView(sentences, (CaptionedTable(lab.words("caption"), frame),), figure, lab.words("drawn"))


def clock_exploration() -> Exploration:
    """Move the act from before the duty to long after it, in one of four ways."""
    lab = open_lab("rule-clock")
    ways = {"": lab.words("way"), **{way: lab.words(f"way-{way}") for way in WAYS}}
    return explore(clock_view, way=ways, delay=Dial(lab.words("delay"), -30, 240, 10, 5))


def _drawn(delay: int, terms: dict[str, int]) -> Figure:
    """The minutes since the signs: each rule's term as a bar, the act as a line across them."""
    from matplotlib.figure import Figure

    lab = open_lab("rule-clock")
    figure = Figure(figsize=(6, 0.9 + 0.35 * len(terms)))
    axes = figure.subplots()
    for row, term in enumerate(reversed(terms.values())):
        axes.barh(row, term, height=0.5, color="#8fb3d9", edgecolor="#2b5c8a")
    axes.axvline(0, color="#444444", linewidth=1)
    axes.axvline(delay, color="#b3261e", linewidth=2)
    axes.set(xlim=(-35, 245), xlabel=lab.words("axis"))
    axes.set_yticks(range(len(terms)), [lab.words(f"bar-{name}") for name in reversed(terms)])
    return figure


def _term(rule: Rule) -> str:
    words = open_lab("rule-clock").words
    if rule.deadline is None:
        return words("no-term")
    return words("ours" if rule.ours else "guide", term=_minutes(rule.deadline))


def _minutes(number: int) -> str:
    return language("ro").count("{number} minute", "{number} minutes", number)


@cache
def _bound() -> tuple[tuple[BoundRule, ...], dict[str, int]]:
    """Our few rules, and a bit for everything that they speak of or a way brings."""
    written = [
        rule for rule in load_profession().profession.rules if rule.id in RULES and ROLES[rule.role] == WHO
    ]
    names = {_symbol(atom) for way in WAYS.values() for atom in way} | {_symbol("knows:suspected-abuse")}
    for rule in written:
        for moment in (rule.when, rule.act, rule.before, rule.unless, *(m for _, m in rule.set_aside_by)):
            names.update(_atoms(moment))
    symbols = {name: bit for bit, name in enumerate(sorted(names))}
    return tuple(bind(rule, symbols) for rule in written), symbols


def _atoms(moment: RuleMoment | None) -> Iterator[str]:
    if moment is not None:
        if moment.atom:
            yield moment.atom
        for part in moment.parts:
            yield from _atoms(part)


def _symbol(atom: str) -> str:
    """`knows:x` and `did:y` of the technician, as the symbol of a case."""
    kind, _, name = atom.partition(":")
    return f"{WHO}/{'act' if kind == 'did' else 'mark'}:{name}"
