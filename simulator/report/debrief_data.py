"""A judged play put into words of one language, as typed data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence.debrief import Debrief, RoleFinding, debrief
from simulator.competence.estimate import Estimate
from simulator.competence.evidence import Evidence
from simulator.content.enums import ROLES
from simulator.engine.codec import answer_to_json
from simulator.engine.events import Decided, Event, Started
from simulator.engine.tasks import chosen_branch
from simulator.engine.view import view
from simulator.graph.bundle import Bundle
from simulator.graph.graph import NEVER, Chance
from simulator.language import language
from simulator.practice.placing import Placed, decisive, placed, weights
from simulator.practice.rules import NOT_APPLICABLE
from simulator.practice.sealing import sealing_step
from simulator.report.answers import answer_of
from simulator.report.play_data import (
    DecisionData,
    EndingData,
    EstimateData,
    EvidenceData,
    FindingData,
    MessageData,
    OtherRule,
    OutcomeData,
    PartData,
    PlayData,
    StepData,
    VerdictData,
)
from simulator.report.wording import Texts, citation, force_word, verdict_word


def explain(bundle: Bundle, log: Sequence[Event], code: str = "ro") -> PlayData:
    """A log judged and told in a language: decisions, verdicts with their sources, steps, profile.

    Of a play that has not ended, what can be said so far. Raises `KeyError` for a language not spoken here.
    """
    return play_data(Texts(bundle, language(code)), debrief(bundle, log))


def play_data(texts: Texts, judged: Debrief) -> PlayData:
    """The whole play: circumstances, scenes with their findings, endings, profile."""
    return _Builder(
        texts, judged, {one.role: placings_of(texts, judged, one) for one in judged.findings}
    ).play()


def placings_of(texts: Texts, judged: Debrief, finding: RoleFinding) -> tuple[Placed, ...]:
    """Each verdict of a role with its place in the day."""
    return placed(texts.bundle.graph, judged.log, finding.rules, finding.verdicts)


def verdict_data(texts: Texts, finding: RoleFinding, one: Placed) -> VerdictData:
    """One verdict with its place, its rule's title, force, reason and sources, in words."""
    verdict = one.verdict
    rule = next(bound for bound in finding.rules if bound.rule.id == verdict.rule).rule
    return VerdictData(
        rule.id,
        texts.words(f"rules.{rule.id}.title"),
        verdict.kind,
        verdict.late,
        verdict_word(verdict.kind, verdict.late, texts.language),
        rule.force,
        force_word(rule.force, texts.language),
        verdict.step,
        one.step,
        rule.stance,
        _time(texts, verdict.since),
        _time(texts, verdict.at),
        _time(texts, one.due),
        texts.words(f"rules.{rule.id}.lesson"),
        texts.words(f"rules.{rule.id}.why"),
        texts.words(f"rules.{rule.id}.ours"),
        tuple(citation(texts.words, name, texts.language) for name in rule.cite),
        tuple(OtherRule(name, texts.words(f"rules.{name}.title")) for name in verdict.because),
    )


def source_words(texts: Texts, log: Sequence[Event], piece: Evidence) -> str:
    """What a piece of evidence comes from: a rule by its title, a decision by its time and place."""
    kind, _, name = piece.source.partition(":")
    if kind == "rule":
        return texts.words(f"rules.{name}.title")
    event = log[piece.step]
    assert isinstance(event, Decided)
    return f"{texts.time(event.minute)}, {texts.words(f'scenes.{name}.place')}"


def _time(texts: Texts, minute: int) -> str:
    return texts.time(minute) if minute < NEVER else ""


@dataclass(frozen=True, slots=True)
class _Builder:
    texts: Texts
    judged: Debrief
    placings: dict[int, tuple[Placed, ...]]

    def play(self) -> PlayData:
        started, graph, words = self.judged.log[0], self.texts.bundle.graph, self.texts.words
        assert isinstance(started, Started)
        findings = tuple(self._finding(finding) for finding in self.judged.findings)
        drawn = list(zip(graph.chance, started.values, strict=True))
        endings = tuple(self._ending(seat.role) for seat in self.judged.states[-1].seats)
        standing = ((v.stands, v.verdict, v.force) for one in findings for v in one.verdicts)
        return PlayData(
            graph.id,
            words("title"),
            self.texts.language.code,
            started.level,
            tuple(self._part(role) for role in started.roles),
            started.seed,
            started.learner,
            {chance.id: chance.values[value] for chance, value in drawn},
            tuple(filter(None, (words(f"variants.{c.id}.{c.values[value]}") for c, value in drawn))),
            tuple(filter(None, (self._circumstance(chance, value) for chance, value in drawn))),
            self.texts.bundle.digest,
            tuple(self._decision(index) for index in range(1, len(self.judged.log))),
            endings,
            decisive(weights(standing), (one.sealed for one in endings)),
            findings,
            tuple(
                StepData(
                    step.step,
                    words(f"steps.{step.step}"),
                    step.state,
                    _time(self.texts, step.minute),
                    step.by,
                )
                for step in self.judged.steps
            ),
        )

    def _part(self, role: int) -> PartData:
        name, words = ROLES[role], self.texts.words
        return PartData(name, words(f"roles.{name}.name"), words(f"roles.{name}.brief"))

    def _circumstance(self, chance: Chance, value: int) -> str:
        """What chance brought, in the words of what somebody came to know of this variant; else nothing."""
        bit, came = 1 << chance.bits[value], self.judged.states[-1].bits
        facts = [
            self.texts.words(f"facts.{fact.id}.text")
            for fact in self.texts.bundle.graph.facts
            if fact.when is not None
            and fact.when.need & bit
            and any(came >> known & 1 for known in fact.known)
        ]
        return " ".join(facts)

    def _decision(self, index: int) -> DecisionData:
        event, before = self.judged.log[index], self.judged.states[index - 1]
        assert isinstance(event, Decided)
        texts, words, graph = self.texts, self.texts.words, self.texts.bundle.graph
        scene = graph.scenes[event.node]
        branch = chosen_branch(scene.task, event.answer, before.bits, before.values, event.minute)
        base, answer = f"scenes.{scene.id}", answer_of(texts, scene, event, before)
        return DecisionData(
            event.step,
            event.minute,
            texts.time(event.minute),
            ROLES[event.role],
            scene.id,
            words(f"{base}.place"),
            tuple(words(path) for path in view(graph, before, event.role).paths),
            self._new_messages(index),
            words(f"{base}.ask"),
            scene.task.kind,
            scene.task.form,
            answer_to_json(scene.task, event.answer),
            answer.lines,
            bool(scene.task.options),
            answer.ordered,
            answer.parts,
            words(f"{base}.model"),
            answer.right,
            answer.judged,
            answer.share,
            answer.why,
            tuple(citation(words, name, texts.language) for name in answer.cite),
            words(f"{branch.path}.then"),
            tuple(
                verdict_data(texts, finding, one)
                for finding in self.judged.findings
                for one in self.placings[finding.role]
                if one.step == event.step and one.verdict.kind != NOT_APPLICABLE
            ),
        )

    def _new_messages(self, index: int) -> tuple[MessageData, ...]:
        """Messages that arrived with the decision before this one."""
        graph, event = self.texts.bundle.graph, self.judged.log[index]
        assert isinstance(event, Decided)
        earlier = view(graph, self.judged.states[index - 2], event.role).messages if index > 1 else ()
        return tuple(
            MessageData(name, minute, self.texts.time(minute), self.texts.words(f"reactions.{name}.text"))
            for name, minute in view(graph, self.judged.states[index - 1], event.role).messages
            if (name, minute) not in earlier
        )

    def _ending(self, role: int) -> EndingData:
        graph, state, words = self.texts.bundle.graph, self.judged.states[-1], self.texts.words
        seat, ranks = state.seat(role), [one.rank for one in graph.endings if one.role == role]
        time = self.texts.time(seat.minute)
        if not graph.ended(seat.node):
            return EndingData(ROLES[role], "", "", "", (), 0, max(ranks), time, -1)
        ending = graph.ending(seat.node)
        return EndingData(
            ROLES[role],
            ending.id,
            words(f"endings.{ending.id}.title"),
            words(f"endings.{ending.id}.gist"),
            tuple(words(path) for path in view(graph, state, role).paths),
            ending.rank,
            max(ranks),
            time,
            sealing_step(graph, self.judged.log, self.judged.states, role),
        )

    def _finding(self, finding: RoleFinding) -> FindingData:
        return FindingData(
            ROLES[finding.role],
            tuple(
                verdict_data(self.texts, finding, one)
                for one in self.placings[finding.role]
                if one.verdict.kind != NOT_APPLICABLE or one.verdict.because
            ),
            OutcomeData(*finding.outcome),
            tuple(self._estimate(domain) for domain in finding.profile.domains),
            tuple(EvidenceData(*piece) for piece in finding.evidence),
        )

    def _estimate(self, estimate: Estimate) -> EstimateData:
        words, log = self.texts.words, self.judged.log
        sources = [source_words(self.texts, log, piece) for piece in estimate.evidence]
        return EstimateData(
            estimate.name,
            words(f"domains.{estimate.name}"),
            estimate.level,
            words(f"levels.{estimate.level}") if estimate.level else "",
            round(estimate.mean, 3),
            round(estimate.low, 3),
            round(estimate.high, 3),
            round(estimate.weight, 3),
            tuple(dict.fromkeys(piece.source for piece in estimate.evidence)),
            tuple(dict.fromkeys(sources)),
        )
