"""The profession as it is judged by: rules, the competence model, vocabulary; frozen, without prose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleMoment:
    """When something became so: an atom, the earliest (`any`) or the latest (`all`) of its parts.

    Atoms carry a role (`technician/mark:x`, `coordinator/act:y`).
    """

    kind: str
    atom: str = ""
    parts: tuple[RuleMoment, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one role. `deadline` in minutes, -1 where there is none.

    `set_aside_by` gives, per overriding rule, its name and the moment from which it does. An act counts
    from when the rule's context begins; with `earlier`, one that was done before counts, too. With
    `working`, only working days count for the deadline. `paper`: all that it looks for is that a document
    was written.
    """

    id: str
    role: int
    stance: str
    force: str
    when: RuleMoment
    act: RuleMoment
    before: RuleMoment | None
    unless: RuleMoment | None
    set_aside_by: tuple[tuple[str, RuleMoment], ...]
    conflicts_with: tuple[str, ...]
    deadline: int
    at_once: bool
    cite: tuple[str, ...]
    indicators: tuple[str, ...]
    earlier: bool = False
    working: bool = False
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the grid and its indicators by full name."""

    id: str
    number: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The competence model and how evidence becomes an estimate (all figures declared as ours).

    `levels` are (least mean 0-1, id), rising; weights are relative; `late_half` minutes halve a late act.
    """

    domains: tuple[Domain, ...]
    weights: dict[str, float]
    prior: tuple[float, float]
    interval: float
    enough: float
    late_half: int
    levels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Profession:
    """All that a play is judged by.

    `acts` maps an act to (step of the seven or "", policy group); `steps` are the seven in order;
    `stages` those of the professional act;
    `checklist` maps a row to (rules, acts that must not be done); `forms` names each form and, after
    it, its sections (`phone-note.subject`).
    """

    rules: tuple[Rule, ...]
    model: Model
    acts: dict[str, tuple[str, str]]
    marks: tuple[str, ...]
    steps: tuple[str, ...]
    stages: tuple[str, ...]
    difficulties: tuple[str, ...]
    checklist: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    citations: tuple[str, ...]
    forms: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"<Profession: {len(self.rules)} rules, {len(self.acts)} acts, {len(self.model.domains)} domains>"
        )
