"""Many simulated learners on one case, in shares."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from simulator.api.setting import Setting
from simulator.api.values import Described, Listing, Shown, Tables, chosen, sheet, table_named, whole_number
from simulator.cohort.policies import MOST_LEARNERS
from simulator.content.enums import ROLES
from simulator.engine.draws import MASK
from simulator.report.document import Block, Document, Heading, Table, Text
from simulator.report.wording import role_word

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("met", "late", "not_followed", "missing", "breached", "contested")


@dataclass(frozen=True, slots=True, repr=False)
class EndingShare(Described):
    """How many came to an ending: its id, its title, the share of all (0-1)."""

    ending: str
    title: str
    share: float

    def _line(self) -> str:
        return f"{self.ending} {self.share:.1%}"


@dataclass(frozen=True, slots=True, repr=False)
class RuleShares(Described):
    """How a rule was kept: shares of all learners (0-1); what is left over had nothing to be judged."""

    rule: str
    title: str
    met: float
    late: float
    not_followed: float
    missing: float
    breached: float
    contested: float

    def _line(self) -> str:
        shares = ((kind, getattr(self, kind)) for kind in VERDICTS)
        return f"{self.rule}: " + ", ".join(f"{kind} {share:.1%}" for kind, share in shares if share)


@dataclass(frozen=True, slots=True, repr=False)
class DecisionShares(Described):
    """How a decision works as an item: mean of what it showed (0-1), how well it separates (-1 to 1)."""

    scene: str
    answers: int
    facility: float
    discrimination: float

    def _line(self) -> str:
        return f"{self.scene}: {self.facility:.2f}, {self.discrimination:+.2f}"


@dataclass(frozen=True, slots=True, repr=False)
class Simulation(Shown):
    """What many simulated learners of one kind did with a case; get it from `Case.simulate`.

    `unbreached` is the share that breached no law and no rule of the guide, `clean` of those the share
    that missed no duty either, both of all learners (0-1); `minutes` the median of simulated minutes;
    `outcome` the means of breaches of law, of guide rules, of duties missed and of the ending's rank.
    """

    case: Setting
    policy: str
    role: str
    learners: int
    unbreached: float
    clean: float
    minutes: float
    outcome: tuple[float, ...]
    endings: Listing[EndingShare]
    rules: Listing[RuleShares]
    decisions: Listing[DecisionShares]

    def document(self) -> Document:
        """The shares as tables."""
        speech = self.case.speech
        text = speech.text

        def share(value: float) -> str:
            return f"{speech.number(100 * value, 1)} %"

        head = speech.count("{number} learner", "{number} learners", self.learners)
        clean = text("without breach or missed duty: {clean} %", clean=speech.number(100 * self.clean, 1))
        names = [text("met"), text("late"), text("not followed")]
        names += [text("missing"), text("breached"), text("contested")]
        rows = [(one.title, *(share(getattr(one, kind)) for kind in VERDICTS)) for one in self.rules]
        endings = tuple((one.title, share(one.share)) for one in self.endings)
        blocks: list[Block] = [
            Text(f"{self.policy} · {role_word(self.role, speech)} · {head}", kind="quiet"),
            Text(clean),
            Heading(text("Endings")),
            Table("", (text("Title"), text("Share")), endings, (4, 1)),
            Heading(text("Rules")),
            Table("", (text("Rule"), *names), tuple(rows), (4, 1, 1, 1, 1, 1, 1)),
        ]
        return sheet(self.case.title, blocks, speech.code)

    def to_frame(self, table: str = "rules") -> pd.DataFrame:
        """The shares as a table of pandas: "rules", "endings" or "decisions". Raises `SimulatorError`."""
        tables: Tables = {
            "rules": (self.rules, RuleShares),
            "endings": (self.endings, EndingShare),
            "decisions": (self.decisions, DecisionShares),
        }
        return table_named(table, tables)

    def _line(self) -> str:
        return (
            f"of {self.case.id} ({self.case.level}): {self.learners} × {self.policy} as {self.role}; "
            f"clean {self.clean:.1%}"
        )


def simulate(case: Setting, policy: str, role: str, learners: int, seed: int, ability: int) -> Simulation:
    """Play and judge a case with simulated learners. Raises `WrongUse` for an unknown policy."""
    from simulator.cohort.analysis import clean, endings, items, unbreached, verdict_counts
    from simulator.cohort.policies import POLICIES
    from simulator.cohort.policies import policy as policy_named
    from simulator.cohort.replay import play_cohort

    bundle, words = case.bundle, case.texts.words
    whole_number("learners", learners, 1, MOST_LEARNERS)
    whole_number("seed", seed, 0, MASK)
    whole_number("ability", ability, 0, 100)
    kind = policy_named(chosen("policy", policy, POLICIES), ability)
    cohort = play_cohort(bundle, kind, ROLES.index(role), seed, learners)
    counts = verdict_counts(cohort)
    return Simulation(
        case=case,
        policy=policy,
        role=role,
        learners=learners,
        unbreached=unbreached(cohort),
        clean=clean(cohort),
        minutes=float(median(cohort.minutes.tolist()) - bundle.graph.start),
        outcome=tuple(round(float(part), 3) for part in cohort.outcome.mean(axis=1)),
        endings=Listing(
            EndingShare(name, words(f"endings.{name}.title"), number / learners)
            for name, number in endings(bundle.graph, cohort).items()
        ),
        rules=Listing(
            _rule_shares(rule, words(f"rules.{rule}.title"), row, learners)
            for rule, row in counts.items()
            if row
        ),
        decisions=Listing(
            DecisionShares(one.scene, one.answers, one.facility, one.discrimination)
            for one in items(bundle.graph, cohort)
        ),
    )


def _rule_shares(rule: str, title: str, row: dict[str, int], learners: int) -> RuleShares:
    counts = (row.get(kind.replace("_", "-"), 0) for kind in VERDICTS)
    return RuleShares(rule, title, *(count / learners for count in counts))
