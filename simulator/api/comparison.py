"""Two plays beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.api.judged import JudgedRule
from simulator.api.play import Play
from simulator.api.values import Described, Listing, Shown, sheet
from simulator.errors import WrongUse, message
from simulator.practice.outcome import Outcome
from simulator.report.document import Document, Table, Text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Difference(Described):
    """A rule that two plays stand differently to; a verdict is empty where the rule had nothing to say."""

    rule: str
    title: str
    one: str
    other: str

    def _line(self) -> str:
        return f"{self.rule}: {self.one or '–'} → {self.other or '–'}"


@dataclass(frozen=True, slots=True, repr=False)
class PlayComparison(Shown):
    """Two plays of a case beside each other: outcomes, endings, and every rule judged differently.

    Outcomes are compared from left to right (breaches of law, of guide rules, duties missed, rank of
    the ending); less is better and nothing is added up. `better` is "one", "other" or "" (alike).
    """

    one: Play
    other: Play
    outcomes: tuple[Outcome, Outcome]
    endings: tuple[str, str]
    differences: Listing[Difference]

    @property
    def better(self) -> str:
        """Which play came out better."""
        one, other = self.outcomes
        return "" if one == other else "one" if one < other else "other"

    def to_frame(self) -> pd.DataFrame:
        """The rules that are judged differently as a table of pandas: rule, title, one, other."""
        from simulator.api.frames import frame_of

        return frame_of(self.differences, Difference)

    def _line(self) -> str:
        return f"{self.outcomes[0]} / {self.outcomes[1]}; {len(self.differences)} rules differ"

    def document(self) -> Document:
        """The two plays as a table."""
        speech = self.one.case.speech
        text = speech.text
        rows = [(one.title, one.one or "–", one.other or "–") for one in self.differences]
        table = Table("", (text("Rule"), *self.endings), tuple(rows), (2, 1, 1))
        lines = [
            text(
                "{ending}: breaches of law {law}, of guide rules {guide}; duties missed {missed}; "
                "rank of the ending {rank} (1 is the best)",
                ending=ending or "–",
                **outcome._asdict(),
            )
            for ending, outcome in zip(self.endings, self.outcomes, strict=True)
        ]
        return sheet(self.one.case.title, [*(Text(line) for line in lines), table], speech.code)


def compare(one: Play, other: Play) -> PlayComparison:
    """Two plays of a case beside each other, such as an expert's walk and a learner's log.

    Of plays of two people at once, the first one's role. Raises `SimulatorError` for plays of two cases
    or of two roles: their rules differ before anyone has decided.
    """
    if not (isinstance(one, Play) and isinstance(other, Play)):
        raise WrongUse(message("two plays are compared, such as those that Case.replay gives"))
    ours, theirs = ((play.case.id, play.roles[0]) for play in (one, other))
    if ours != theirs:
        said = {"one": " / ".join(ours), "other": " / ".join(theirs)}
        raise WrongUse(message("plays of one case and one role are compared, not {one} with {other}", **said))
    before, after = ({row.rule: row for row in play.verdicts} for play in (one, other))
    every = [
        Difference(rule, row.title, _word_in(before, rule), _word_in(after, rule))
        for rule, row in {**after, **before}.items()
    ]
    differences = [row for row in every if row.one != row.other]
    return PlayComparison(
        one, other, (one.outcome, other.outcome), (one.ending, other.ending), Listing(differences)
    )


def _word_in(rows: dict[str, JudgedRule], rule: str) -> str:
    return rows[rule].word if rule in rows else ""
