"""Compiling the framework: rules with their moments, the competence model, the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.content import framework as written
from simulator.content.enums import ROLES
from simulator.content.reader import Place, YamlDocument
from simulator.errors import Message, Problem, ProblemsFound, message, problem_at
from simulator.graph.profession import Domain, Model, Profession, Rule, RuleMoment


@dataclass(frozen=True, slots=True)
class Framework:
    """The framework's written files and where each was read from."""

    sources: written.Sources
    competence: written.Competence
    vocabulary: written.Vocabulary
    rulebook: written.Rulebook
    practice: written.Practice
    forms: dict[str, written.Form]
    documents: dict[str, YamlDocument]


@dataclass(slots=True)
class _Checker:
    framework: Framework
    problems: list[Problem] = field(default_factory=list)

    def fault(self, file: str, place: Place, what: Message, todo: Message) -> None:
        document = self.framework.documents[file]
        part = ".".join(str(step) for step in place)
        self.problems.append(problem_at(document.path, document.line(place), what, todo, part))

    def unknown(self, file: str, place: Place, kind: str, name: str) -> None:
        what = message("no {kind} is called '{name}'", kind=kind, name=name)
        self.fault(file, place, what, message("correct the name, or define it"))


def compile_profession(framework: Framework) -> Profession:
    """Compile the framework. Raises `ProblemsFound` with every name that resolves to nothing."""
    checker = _Checker(framework)
    citations = {
        f"{source}#{heading}"
        for source, entry in framework.sources.sources.items()
        for heading in entry.headings
    }
    model = _model(framework.competence)
    rules = tuple(
        compiled
        for name, rule in framework.rulebook.rules.items()
        for compiled in _rules(checker, name, rule)
    )
    practice = framework.practice
    _check_names(checker, citations, {name for domain in model.domains for name in domain.indicators})
    if checker.problems:
        raise ProblemsFound(checker.problems)
    return Profession(
        rules=rules,
        model=model,
        acts={name: (act.step or "", act.group) for name, act in framework.vocabulary.acts.items()},
        marks=tuple(framework.vocabulary.marks),
        steps=tuple(practice.steps),
        stages=tuple(practice.stages),
        difficulties=tuple(practice.difficulties),
        checklist={n: (tuple(r.rules), tuple(r.must_not_acts)) for n, r in practice.checklist.items()},
        citations=tuple(sorted(citations)),
        forms=tuple(_forms_and_sections(framework.forms)),
    )


def _forms_and_sections(forms: dict[str, written.Form]) -> Iterator[str]:
    """The forms by id, each followed by its sections (`phone-note.subject`)."""
    for name, form in forms.items():
        yield name
        yield from (f"{name}.{section}" for section in form.sections)


def _model(competence: written.Competence) -> Model:
    estimation = competence.estimation
    return Model(
        domains=tuple(
            Domain(name, domain.number, tuple(f"{name}.{short}" for short in domain.indicators))
            for name, domain in competence.domains.items()
        ),
        weights={name: float(value) for name, value in estimation.weights.model_dump().items()},
        prior=(estimation.prior_right, estimation.prior_wrong),
        interval=estimation.interval,
        enough=estimation.enough,
        late_half=estimation.late_half,
        levels=tuple((level.from_mean, level.id) for level in estimation.levels),
    )


def _rules(checker: _Checker, name: str, rule: written.Rule) -> list[Rule]:
    """One compiled rule per role that it binds."""
    return [_rule(checker, name, rule, role) for role in ROLES if rule.who in ("both", role)]


def _rule(checker: _Checker, name: str, rule: written.Rule, role: str) -> Rule:
    def moment(key: str, expression: str | written.Expression | None) -> RuleMoment | None:
        if expression is None:
            return None
        return _moment(checker, ("rules", name, key), expression, role)

    when, act = moment("when", rule.when), moment("act", rule.act)
    assert when is not None and act is not None
    book = checker.framework.rulebook.rules
    setters = [(other, entry) for other, entry in book.items() if name in entry.overrides]
    return Rule(
        id=name,
        role=ROLES.index(role),
        stance=rule.stance,
        force=rule.force,
        when=when,
        act=act,
        before=moment("before", rule.before),
        unless=moment("unless", rule.unless),
        set_aside_by=tuple(
            (other, _moment(checker, ("rules", other, "when"), entry.when, role))
            for other, entry in setters
            if entry.who in ("both", role)
        ),
        conflicts_with=tuple(
            other for other in book if other in rule.conflicts_with or name in book[other].conflicts_with
        ),
        deadline=rule.deadline.minutes if rule.deadline else -1,
        at_once=rule.deadline is not None and rule.deadline.kind == "at-once",
        cite=tuple(rule.cite),
        indicators=tuple(rule.indicators),
        earlier=rule.earlier is not None,
        working=rule.deadline is not None and rule.deadline.days == "working",
        paper=_is_paper(checker, act),
    )


def _is_paper(checker: _Checker, act: RuleMoment) -> bool:
    """Whether every way of doing it is the writing of a document."""
    if act.parts:
        return all(_is_paper(checker, part) for part in act.parts)
    kind, _, name = act.atom.partition("/")[2].partition(":")
    known = checker.framework.vocabulary.acts.get(name.partition(":")[0])
    return kind == "act" and known is not None and known.paper == "yes"


def _moment(checker: _Checker, place: Place, expression: str | written.Expression, role: str) -> RuleMoment:
    if isinstance(expression, str):
        return RuleMoment("atom", _atom(checker, place, expression, role))
    if bool(expression.any) == bool(expression.all):
        what = message("a time is given by 'any' or by 'all', with at least one part")
        checker.fault("rules", place, what, message("keep one of the two and fill it in"))
    kind = "any" if expression.any else "all"
    parts = expression.any or expression.all
    return RuleMoment(
        kind, "", tuple(_moment(checker, (*place, kind, i), part, role) for i, part in enumerate(parts))
    )


def _atom(checker: _Checker, place: Place, text: str, role: str) -> str:
    """`knows:x` and `did:x[:mark]`, with or without a role before them, as the symbol of a bit."""
    who, _, rest = text.rpartition("/")
    who = who or role
    kind, _, name = rest.partition(":")
    act, _, mark = name.partition(":")
    vocabulary = checker.framework.vocabulary
    known = vocabulary.acts if kind == "did" else vocabulary.marks
    if who not in ROLES or kind not in ("did", "knows") or act not in known:
        checker.unknown("rules", place, "act or mark", text)
    if mark and mark not in vocabulary.marks:
        checker.unknown("rules", place, "mark", mark)
    return f"{who}/{'act' if kind == 'did' else 'mark'}:{name}"


def _check_names(checker: _Checker, citations: set[str], indicators: set[str]) -> None:
    framework = checker.framework
    for name, rule in framework.rulebook.rules.items():
        _resolve(checker, ("rules", ("rules", name)), "cite", rule.cite, citations)
        _resolve(checker, ("rules", ("rules", name)), "indicators", rule.indicators, indicators)
        for key in ("overrides", "conflicts_with"):
            _resolve(
                checker, ("rules", ("rules", name)), key, getattr(rule, key), set(framework.rulebook.rules)
            )
    for name, act in framework.vocabulary.acts.items():
        steps = [act.step] if act.step else []
        _resolve(checker, ("vocabulary", ("acts", name)), "step", steps, set(framework.practice.steps))
    _check_competence(checker, citations, indicators)
    _check_practice(checker, citations)


def _check_competence(checker: _Checker, citations: set[str], indicators: set[str]) -> None:
    competence = checker.framework.competence
    for name, domain in competence.domains.items():
        _resolve(checker, ("competence", ("domains", name)), "cite", domain.cite, citations)
        for short, indicator in domain.indicators.items():
            place = ("domains", name, "indicators", short)
            _resolve(checker, ("competence", place), "asked_in", indicator.asked_in, citations)
            kinds = [indicator.digital_type] if indicator.digital_type else []
            _resolve(checker, ("competence", place), "digital_type", kinds, set(competence.digital_types))
    for name, kind in competence.digital_types.items():
        _resolve(checker, ("competence", ("digital_types", name)), "cite", kind.cite, citations)
        _resolve(checker, ("competence", ("digital_types", name)), "indicators", kind.indicators, indicators)
    for code, entry in competence.digcomp.items():
        _resolve(checker, ("competence", ("digcomp", code)), "indicators", entry.indicators, indicators)
    _resolve(checker, ("competence", ("estimation",)), "cite", competence.estimation.cite, citations)


def _check_practice(checker: _Checker, citations: set[str]) -> None:
    framework = checker.framework
    for table in ("stages", "steps", "difficulties", "checklist"):
        for name, entry in getattr(framework.practice, table).items():
            _resolve(checker, ("practice", (table, name)), "cite", entry.cite, citations)
    for name, row in framework.practice.checklist.items():
        place = ("checklist", name)
        _resolve(checker, ("practice", place), "rules", row.rules, set(framework.rulebook.rules))
        for column in ("technician", "coordinator", "never"):
            for index, line in enumerate(getattr(row, column)):
                at = ("practice", (*place, column, index))
                _resolve(checker, at, "rules", line.rules, set(row.rules))
        _resolve(
            checker, ("practice", place), "must_not_acts", row.must_not_acts, set(framework.vocabulary.acts)
        )
    for name, form in framework.forms.items():
        _resolve(checker, (f"forms/{name}", ()), "cite", form.cite, citations)


def _resolve(checker: _Checker, at: tuple[str, Place], key: str, names: list[str], known: set[str]) -> None:
    for index, name in enumerate(names):
        if name not in known:
            checker.unknown(at[0], (*at[1], key, index), key, name)
