"""A judged play as data in one language: what a transcript prints and what `--json` gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.competence.debrief import Debrief, RoleFinding, debrief
from simulator.competence.estimate import Estimate
from simulator.competence.evidence import Evidence
from simulator.content.enums import ROLES
from simulator.engine.codec import answer_to_json
from simulator.engine.events import Decided, Event, Started
from simulator.engine.state import State
from simulator.engine.tasks import chosen_branch, is_offered, rightness, share
from simulator.engine.view import view
from simulator.graph.bundle import Bundle
from simulator.graph.graph import NEVER, Chance, Element, Task
from simulator.language import Language, clock, language
from simulator.practice.rules import NOT_APPLICABLE, BoundRule, Verdict
from simulator.report.wording import citation, force_word, verdict_word


def explain(bundle: Bundle, log: Sequence[Event], code: str = "ro") -> dict[str, Any]:
    """A log judged and told in a language: decisions, verdicts with their sources, steps, profile.

    Of a play that has not ended, what can be said so far. Raises `KeyError` for a language not spoken here.
    """
    return Describer(bundle, debrief(bundle, log), language(code)).whole()


def unverified_words(language: Language) -> str:
    """What is said of a play that did not come through the server."""
    return language.text("Unverified: played outside the server, so it joins no class.")


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes one debrief in one language."""

    bundle: Bundle
    debrief: Debrief
    language: Language

    def words(self, path: str) -> str:
        """The text at a path."""
        return self.bundle.text(path, self.language.code)

    def has(self, path: str) -> bool:
        """Whether a text stands at a path."""
        return self.words(path) != path

    def whole(self) -> dict[str, Any]:
        """The whole play: circumstances, scenes with their findings, endings, profile."""
        started = self.debrief.log[0]
        assert isinstance(started, Started)
        graph = self.bundle.graph
        return {
            "case": graph.id,
            "title": self.words("title"),
            "level": started.level,
            "roles": [self._part(role) for role in started.roles],
            "seed": started.seed,
            "learner": started.learner,
            "chance": {c.id: c.values[v] for c, v in zip(graph.chance, started.values, strict=True)},
            "circumstances": [
                told
                for chance, value in zip(graph.chance, started.values, strict=True)
                if (told := self._circumstance(chance, value))
            ],
            "bundle": self.bundle.digest,
            "decisions": [self._decision(index) for index in range(1, len(self.debrief.log))],
            "endings": [self._ending(seat.role) for seat in self.debrief.states[-1].seats],
            "findings": [self._finding(finding) for finding in self.debrief.findings],
            "steps": [
                {
                    "step": step.step,
                    "title": self.words(f"steps.{step.step}"),
                    "state": step.state,
                    "time": clock(step.minute) if step.minute < NEVER else "",
                    "by": step.by,
                }
                for step in self.debrief.steps
            ],
        }

    def _part(self, role: int) -> dict[str, str]:
        name = ROLES[role]
        return {
            "role": name,
            "name": self.words(f"roles.{name}.name"),
            "brief": self.words(f"roles.{name}.brief"),
        }

    def _circumstance(self, chance: Chance, value: int) -> str:
        """What chance brought, in the words of what somebody came to know of this variant; else nothing."""
        bit, came = 1 << chance.bits[value], self.debrief.states[-1].bits
        told = [
            self.words(f"facts.{fact.id}.text")
            for fact in self.bundle.graph.facts
            if fact.when is not None
            and fact.when.need & bit
            and any(came >> known & 1 for known in fact.known)
        ]
        return " ".join(told)

    def _decision(self, index: int) -> dict[str, Any]:
        event, before = self.debrief.log[index], self.debrief.states[index - 1]
        assert isinstance(event, Decided)
        graph = self.bundle.graph
        scene = graph.scenes[event.node]
        seen = view(graph, before, event.role)
        branch = chosen_branch(scene.task, event.answer, before.bits, before.values, event.minute)
        base = f"scenes.{scene.id}"
        after = f"{branch.path}.then"
        return {
            "step": event.step,
            "time": clock(event.minute),
            "role": ROLES[event.role],
            "scene": scene.id,
            "place": self.words(f"{base}.place"),
            "text": [self.words(path) for path in seen.paths],
            "messages": self._new_messages(index),
            "ask": self.words(f"{base}.ask"),
            "task": scene.task.kind,
            "form": scene.task.form,
            "answer": answer_to_json(scene.task, event.answer),
            "answered": self._answered(base, scene.task, event, before),
            "parts": self._parts(base, scene.task, event, before),
            "model": self.words(f"{base}.model") if self.has(f"{base}.model") else "",
            "score": self._score(scene.task, event, before),
            "why": self._why(base, scene.task, event),
            "cite": [self.citation(name) for name in self._cited(scene.task, event)],
            "then": self.words(after) if self.has(after) else "",
            "verdicts": [
                self.verdict(f, v)
                for f in self.debrief.findings
                for v in f.verdicts
                if v.step == event.step and v.kind != NOT_APPLICABLE
            ],
        }

    def _new_messages(self, index: int) -> list[dict[str, str]]:
        """Messages that arrived with the decision before this one."""
        graph, event = self.bundle.graph, self.debrief.log[index]
        assert isinstance(event, Decided)
        earlier = view(graph, self.debrief.states[index - 2], event.role).messages if index > 1 else ()
        now = view(graph, self.debrief.states[index - 1], event.role).messages
        return [
            {"id": name, "time": clock(minute), "text": self.words(f"reactions.{name}.text")}
            for name, minute in now
            if (name, minute) not in earlier
        ]

    def _answered(self, base: str, task: Task, event: Decided, before: State) -> list[str]:
        if task.kind == "choice":
            return [self.words(f"{base}.options.{task.options[event.answer[0]].id}.text")]
        if task.kind == "sequence":
            order = sorted(zip(event.answer, task.elements, strict=True), key=lambda pair: pair[0])
            return [f"{rank + 1}. {self.words(f'{base}.steps.{e.id}')}" for rank, e in order]
        if task.kind == "rate":
            given = zip(task.elements, event.answer, strict=True)
            return [f"{self.words(f'indicators.{e.id}.question')}: {value}" for e, value in given]
        return [_line(part) for part in self._parts(base, task, event, before)]

    def _parts(self, base: str, task: Task, event: Decided, before: State) -> list[dict[str, Any]]:
        """A judged answer part by part: what was asked, what was given, whether it fits, why."""
        if task.kind not in ("sort", "form", "message"):
            return []
        marks = rightness(task, event.answer, before.bits)
        sections = task.sections or ("",) * len(marks)
        return [
            self._answered_part(base, task, element, value) | {"mark": mark, "section": section}
            for element, value, mark, section in zip(
                task.elements, event.answer, marks, sections, strict=True
            )
            if is_offered(element, before.bits)
        ]

    def _answered_part(self, base: str, task: Task, element: Element, value: int) -> dict[str, Any]:
        name = element.values[value]
        if task.kind == "sort":
            kind, inner = "item", f"{base}.items.{element.id}"
            text, given, why = f"{inner}.text", self.words(f"{base}.bins.{name}"), f"{inner}.why"
        elif element.aspect == "addressing":
            kind, inner = "field", f"{base}.fields.{element.id}"
            pick = f"{inner}.picks.{name}"
            text, given, why = f"{inner}.label", self.words(f"{pick}.text"), f"{pick}.why"
        else:
            kind, inner = "statement", f"{base}.statements.{element.id}"
            put = self.language.text("put in") if value else self.language.text("left out")
            text, given, why = f"{inner}.text", put, f"{inner}.why"
        return {
            "kind": kind,
            "id": element.id,
            "text": self.words(text),
            "given": given,
            "in": bool(value),
            "why": self.words(why),
        }

    def _score(self, task: Task, event: Decided, before: State) -> int | None:
        if task.kind in ("sort", "sequence", "form", "message"):
            return share(rightness(task, event.answer, before.bits))
        return None

    def _why(self, base: str, task: Task, event: Decided) -> str:
        path = f"{base}.why"
        if task.kind == "choice":
            path = f"{base}.options.{task.options[event.answer[0]].id}.why"
        return self.words(path) if self.has(path) else ""

    def _cited(self, task: Task, event: Decided) -> tuple[str, ...]:
        return task.options[event.answer[0]].cite if task.kind == "choice" else task.cite

    def _ending(self, role: int) -> dict[str, Any]:
        graph, state = self.bundle.graph, self.debrief.states[-1]
        seat = state.seat(role)
        if not graph.ended(seat.node):
            return {
                "role": ROLES[role],
                "ending": "",
                "title": "",
                "text": [],
                "rank": 0,
                "time": clock(seat.minute),
            }
        ending = graph.ending(seat.node)
        return {
            "role": ROLES[role],
            "ending": ending.id,
            "title": self.words(f"endings.{ending.id}.title"),
            "text": [self.words(path) for path in view(graph, state, role).paths],
            "rank": ending.rank,
            "time": clock(seat.minute),
        }

    def _finding(self, finding: RoleFinding) -> dict[str, Any]:
        return {
            "role": ROLES[finding.role],
            "verdicts": [
                self.verdict(finding, verdict)
                for verdict in finding.verdicts
                if verdict.kind != NOT_APPLICABLE or verdict.because
            ],
            "outcome": finding.outcome._asdict(),
            "domains": [self._estimate(domain) for domain in finding.profile.domains],
            "evidence": [piece._asdict() for piece in finding.evidence],
        }

    def verdict(self, finding: RoleFinding, verdict: Verdict) -> dict[str, Any]:
        """One verdict with its rule's title, force, reason and sources."""
        bound = next(b for b in finding.rules if b.rule.id == verdict.rule)
        found = {"verdict": verdict.kind, "late": verdict.late}
        return {
            "rule": verdict.rule,
            "title": self.words(f"rules.{verdict.rule}.title"),
            **found,
            "verdict_title": verdict_word(found, self.language),
            "force": bound.rule.force,
            "force_title": force_word(bound.rule.force, self.language),
            "since": clock(verdict.since) if verdict.since < NEVER else "",
            "at": clock(verdict.at) if verdict.at < NEVER else "",
            "why": self.words(f"rules.{verdict.rule}.why"),
            "ours": self._ours(bound),
            "cite": [self.citation(name) for name in bound.rule.cite],
            "because": [{"rule": n, "title": self.words(f"rules.{n}.title")} for n in verdict.because],
        }

    def rule(self, role: str, rule: str) -> dict[str, Any]:
        """What is said of one rule for a role, also where it was at stake and did not apply."""
        finding = next(f for f in self.debrief.findings if ROLES[f.role] == role)
        return self.verdict(finding, next(v for v in finding.verdicts if v.rule == rule))

    def questions(self) -> list[str]:
        """The case's questions for afterwards, by name."""
        found = self.bundle.case_texts.get("ro", {})
        return [path.removeprefix("questions.") for path in found if path.startswith("questions.")]

    def _ours(self, bound: BoundRule) -> str:
        path = f"rules.{bound.rule.id}.ours"
        return self.words(path) if self.has(path) else ""

    def citation(self, name: str) -> str:
        """A citation in words: the source's short name and the heading."""
        return citation(self.words, name, self.language)

    def _estimate(self, estimate: Estimate) -> dict[str, Any]:
        words = dict.fromkeys(self._source(piece) for piece in estimate.evidence)
        return {
            "domain": estimate.name,
            "title": self.words(f"domains.{estimate.name}"),
            "level": estimate.level,
            "level_title": self.words(f"levels.{estimate.level}") if estimate.level else "",
            "mean": round(estimate.mean, 3),
            "low": round(estimate.low, 3),
            "high": round(estimate.high, 3),
            "weight": round(estimate.weight, 3),
            "rests_on": list(dict.fromkeys(piece.source for piece in estimate.evidence)),
            "rests_on_words": list(words),
        }

    def _source(self, piece: Evidence) -> str:
        """What a piece of evidence comes from: a rule by its title, a decision by its time and place."""
        kind, _, name = piece.source.partition(":")
        if kind == "rule":
            return self.words(f"rules.{name}.title")
        event = self.debrief.log[piece.step]
        assert isinstance(event, Decided)
        return f"{clock(event.minute)} {self.words(f'scenes.{name}.place')}"


def _line(part: dict[str, Any]) -> str:
    """A judged part in one line: its mark, what was given, why."""
    sign = {1: "+", 0: "−", -1: "·"}[part["mark"]]
    if part["kind"] == "item":
        return f"{sign} [{part['given']}] {part['text']} — {part['why']}"
    if part["kind"] == "field":
        return f"{sign} {part['text']}: {part['given']} — {part['why']}"
    return f"{sign} {'☒' if part['in'] else '☐'} {part['text']} — {part['why']}"
