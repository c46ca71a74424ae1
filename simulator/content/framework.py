"""What the framework files hold: sources, competence model, vocabulary, rules, practice, forms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Both, Citation, Force, Id, Listed, Name, Role, Written

Share = Annotated[float, Field(ge=0, le=5)]


class SourceHeading(Written):
    """A place in a source that citations point to; `lines` are those of the source's text."""

    title: str
    lines: Annotated[str, Field(pattern=r"^\d+(-\d+)?$")] | None = None


class Source(Written):
    """A document that rules and figures rest on."""

    title: str
    short: Both
    kind: Literal["guide", "article", "law", "research", "ours"]
    reference: str
    headings: dict[Id, SourceHeading]


class Sources(Written):
    """`sources.yaml`."""

    format: Literal["1"]
    sources: dict[Id, Source]


class Indicator(Written):
    """Something that can be observed, for one question of the grid or of Annex 2."""

    question: Both
    observable: Both
    asked_in: Annotated[list[Citation], Listed]
    roles: list[Role] = ["technician", "coordinator"]
    digital_type: Id | None = None


class Domain(Written):
    """One of the 15 domains of the grid; its indicators by short id (`reporting.accuracy`)."""

    number: int
    title: Both
    cite: Annotated[list[Citation], Listed]
    indicators: dict[Id, Indicator]


class DigitalType(Written):
    """A type of digital competence for social-work students, with its disciplines."""

    number: int
    title: Both
    disciplines: list[Both]
    cite: Annotated[list[Citation], Listed]
    indicators: list[Name]


class DigComp(Written):
    """A competence of DigComp 3.0 by code and short name, and the indicators we map to it."""

    area: int
    title: Both
    indicators: list[Name] = []


class Weights(Written):
    """How much one piece of evidence weighs; declared as ours."""

    law: Share
    guide: Share
    recommendation: Share
    example: Share
    author: Share
    task: Share
    guided: Share
    standard: Share
    hard: Share


class LevelWord(Written):
    """A level in plain words from this mean (0-1) on; ours."""

    id: Id
    from_mean: Annotated[float, Field(ge=0, le=1)]
    title: Both


class Estimation(Written):
    """How evidence becomes an estimate: prior, interval (0-1), least evidence, levels; ours."""

    prior_right: Annotated[float, Field(gt=0, le=10)]
    prior_wrong: Annotated[float, Field(gt=0, le=10)]
    interval: Annotated[float, Field(gt=0.5, lt=1)]
    enough: Annotated[float, Field(ge=0, le=20)]
    late_half: Annotated[int, Field(ge=1, le=1440)]
    weights: Weights
    levels: list[LevelWord]
    cite: Annotated[list[Citation], Listed]


class Competence(Written):
    """`competence.yaml`."""

    format: Literal["1"]
    domains: dict[Id, Domain]
    digital_types: dict[Id, DigitalType]
    digcomp: dict[Annotated[str, Field(pattern=r"^\d\.\d$")], DigComp]
    estimation: Estimation


class Act(Written):
    """A professional act; `step` is the one of the seven steps it belongs to, `group` serves policies.

    With `paper` a document was written: what it says is judged apart, where its form is a task.
    """

    title: Both
    roles: list[Role] = ["technician", "coordinator"]
    step: Id | None = None
    group: Literal["ask", "alone", "other"] = "other"
    paper: Literal["yes", "no"] = "no"


class Vocabulary(Written):
    """`vocabulary.yaml`: acts, and the marks (circumstances) that facts can bear."""

    format: Literal["1"]
    acts: dict[Id, Act]
    marks: dict[Id, Both]


class Expression(Written):
    """A time at which something became so: `any` the earliest, `all` the latest of its parts."""

    any: list[str | Expression] = []
    all: list[str | Expression] = []


class Deadline(Written):
    """Minutes from the moment the duty starts. `at-once` is due by the end of play in any case;
    a `term` that still runs when play ends is not judged. `ours`: the figure is our own reading.
    `days`: whether every day counts, or working days alone.
    """

    minutes: Annotated[int, Field(ge=0, le=60 * 24 * 40)]
    kind: Literal["at-once", "term"]
    ours: Literal["yes", "no"]
    days: Literal["all", "working"] = "all"


class Rule(Written):
    """A rule of the profession as data.

    Atoms of expressions: `knows:mark`, `did:act`, `did:act:mark`; a role may stand before
    (`coordinator/did:x`), else `who` is meant. `lesson` is what to take along from it, in one sentence.
    An act counts from when the rule's `when` has come; `earlier` says why one done before it counts, too.
    """

    who: Role | Literal["both"]
    stance: Literal["require", "forbid", "allow"]
    force: Force
    title: Both
    lesson: Both
    why: Both
    when: str | Expression
    act: str | Expression
    before: str | Expression | None = None
    unless: str | Expression | None = None
    deadline: Deadline | None = None
    overrides: list[Id] = []
    conflicts_with: list[Id] = []
    cite: Annotated[list[Citation], Field(min_length=1)]
    indicators: list[Name] = []
    ours: Both | None = None
    earlier: Both | None = None


class Rulebook(Written):
    """`rules.yaml`."""

    format: Literal["1"]
    rules: dict[Id, Rule]


class Stage(Written):
    """A stage of the professional act, with what either role does in it."""

    title: Both
    technician: list[Both]
    coordinator: list[Both]
    cite: Annotated[list[Citation], Listed]


class Step(Written):
    """One of the seven steps for a difficulty."""

    number: int
    title: Both
    about: Both
    cite: Annotated[list[Citation], Listed]


class Difficulty(Written):
    """One of the six kinds of difficulty."""

    title: Both
    examples: list[Both]
    cite: Annotated[list[Citation], Listed]


class ChecklistLine(Both):
    """What somebody does or must not do, with the rules that say so, the one that binds most first."""

    rules: Annotated[list[Id], Field(min_length=1)]


class ChecklistRow(Written):
    """A sensitive situation, also in a word or two: what each role does, what must not be done, by name."""

    title: Both
    short: Both
    technician: list[ChecklistLine]
    coordinator: list[ChecklistLine]
    never: list[ChecklistLine]
    rules: list[Id]
    must_not_acts: list[Id]
    cite: Annotated[list[Citation], Listed]


class Practice(Written):
    """`practice.yaml`; `checklist_reviewed` is the day (ISO 8601) of the checklist's last review."""

    format: Literal["1"]
    checklist_reviewed: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    stages: dict[Id, Stage]
    steps: dict[Id, Step]
    difficulties: dict[Id, Difficulty]
    checklist: dict[Id, ChecklistRow]


class FormSection(Written):
    """A part of a form: statements go under it, or picks, or own words."""

    title: Both


class Form(Written):
    """A real document of the field: who completes it, when, its sections."""

    format: Literal["1"]
    id: Id
    title: Both
    instrument: Annotated[str, Field(pattern=r"^[A-G]$")] | None = None
    completed_by: Annotated[list[Role], Listed]
    when: Both
    sections: dict[Id, FormSection]
    cite: Annotated[list[Citation], Listed]


Minutes = Annotated[list[int], Listed]


class RuleProof(Written):
    """A small hand-written log and the verdict expected of one rule on it.

    `technician` and `coordinator` map atoms (`knows:x`, `did:y`, `did:y:x`) to the minutes, rising, at which
    they became so; what is known becomes so once.
    """

    rule: Id
    shows: Literal["met", "breached", "not-followed", "missing", "late", "exception", "contested"]
    about: str
    technician: dict[Name, Minutes] = {}
    coordinator: dict[Name, Minutes] = {}
    end: int
    role: Role | None = None
    expect: str


class RuleProofs(Written):
    """`proofs.yaml`: every rule on small logs."""

    format: Literal["1"]
    proofs: Annotated[list[RuleProof], Field(min_length=1)]
