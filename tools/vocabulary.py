"""The names that authors use, as a page in Romanian: acts, circumstances, indicators, rules, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.content.folders import scenarios_folder
from simulator.content.framework import (
    Act,
    Competence,
    Expression,
    Form,
    Practice,
    Rule,
    Rulebook,
    Sources,
    Vocabulary,
)
from simulator.content.library import read_model
from tools.markdown import table

_ROLES = {"technician": "tehnician", "coordinator": "coordonator", "both": "amândoi"}
_STANCES = {"require": "cere", "forbid": "interzice", "allow": "permite"}
_FORCES = {"law": "lege", "guide": "ghid", "recommendation": "recomandare", "example": "exemplu"}
_GROUPS = {"ask": "întreabă", "alone": "de unul singur", "other": ""}

_INTRO = """\
# Vocabularul autorilor

Numele din paginile acestea se scriu în `case.yaml` întocmai. Pagina este generată din
`scenarios/framework` și `scenarios/forms`; se rescrie cu comanda de mai jos și nu se modifică de mână.

```console
$ python -m tools.reference
```"""

_ABOUT_RULES = """\
Regulile judecă singure: autorul nu le numește în scene, ci pune pe opțiuni actele care se fac, iar pe
fapte împrejurările. O regulă se aplică din clipa în care i se împlinește coloana „Începe când”.
`coordinator/did:x` înseamnă actul celuilalt; `did:x:y`, actul despre împrejurarea `y`. Termenele scrise
cu * sunt interpretarea noastră, nu o cifră a sursei. O regulă stă la domeniul primului ei indicator."""


@dataclass(frozen=True, slots=True)
class Names:
    """The framework files that the page is made from."""

    sources: Sources
    competence: Competence
    vocabulary: Vocabulary
    rulebook: Rulebook
    practice: Practice
    forms: dict[str, Form]


def read_names(root: Path | None = None) -> Names:
    """Read the framework. Raises `ProblemsFound`."""
    base = root or scenarios_folder()
    files = base / "framework"
    return Names(
        read_model(Sources, files / "sources.yaml")[0],
        read_model(Competence, files / "competence.yaml")[0],
        read_model(Vocabulary, files / "vocabulary.yaml")[0],
        read_model(Rulebook, files / "rules.yaml")[0],
        read_model(Practice, files / "practice.yaml")[0],
        {path.stem: read_model(Form, path)[0] for path in sorted((base / "forms").glob("*.yaml"))},
    )


def vocabulary_page(names: Names) -> str:
    """The whole page, as Markdown."""
    parts = [
        _INTRO,
        "## Acte profesionale",
        *_acts(names),
        "## Împrejurări (`marks`)",
        _marks(names),
        "## Indicatori",
        *_indicators(names),
        "## Reguli",
        _ABOUT_RULES,
        *_rules(names),
        "## Unde se așază cazul (`about`)",
        *_places(names),
        "## Formulare (`form`)",
        _forms(names),
        "## Citări (`cite`)",
        *_citations(names),
    ]
    return "\n\n".join(parts) + "\n"


def _acts(names: Names) -> Iterator[str]:
    steps = sorted(names.practice.steps.items(), key=lambda pair: pair[1].number)
    for step, meaning in steps:
        yield f"### Pasul {meaning.number}: {meaning.title.ro}"
        yield _act_table((n, a) for n, a in names.vocabulary.acts.items() if a.step == step)
    yield "### În afara celor șapte pași"
    yield _act_table((n, a) for n, a in names.vocabulary.acts.items() if a.step is None)


def _act_table(acts: Iterable[tuple[str, Act]]) -> str:
    rows = [(f"`{name}`", act.title.ro, _roles(act.roles), _GROUPS[act.group]) for name, act in acts]
    return table(("Nume", "Ce este", "Cine îl poate face", "Pentru cursanții simulați"), rows)


def _roles(roles: Iterable[str]) -> str:
    found = [_ROLES[role] for role in roles]
    return _ROLES["both"] if len(found) > 1 else "".join(found)


def _marks(names: Names) -> str:
    rows = []
    for name, meaning in names.vocabulary.marks.items():
        rules = [rule_id for rule_id, rule in names.rulebook.rules.items() if f"knows:{name}" in _atoms(rule)]
        rows.append((f"`{name}`", meaning.ro, _codes(rules)))
    return table(("Nume", "Ce înseamnă", "Regulile care pornesc de aici"), rows)


def _atoms(rule: Rule) -> set[str]:
    return {atom.split("/")[-1] for atom in _atoms_of(rule.when)}


def _atoms_of(expression: str | Expression) -> Iterator[str]:
    if isinstance(expression, str):
        yield expression
    else:
        for part in (*expression.any, *expression.all):
            yield from _atoms_of(part)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _indicators(names: Names) -> Iterator[str]:
    for domain_id, domain in names.competence.domains.items():
        yield f"### {domain.number}. {domain.title.ro}"
        rows = [
            (
                f"`{domain_id}.{short}`",
                indicator.question.ro,
                indicator.observable.ro,
                _roles(indicator.roles),
            )
            for short, indicator in domain.indicators.items()
        ]
        yield table(("Nume", "Întrebarea", "Ce s-ar vedea", "Cui i se pune"), rows)


def _rules(names: Names) -> Iterator[str]:
    left = dict(names.rulebook.rules)
    for domain_id, domain in names.competence.domains.items():
        here = {name: rule for name, rule in left.items() if _domain_of(rule) == domain_id}
        if here:
            yield f"### Reguli: {domain.title.ro.lower()}"
            yield _rule_table(here)
    others = {name: rule for name, rule in left.items() if not rule.indicators}
    if others:
        yield "### Reguli fără indicator"
        yield _rule_table(others)


def _domain_of(rule: Rule) -> str:
    return rule.indicators[0].split(".")[0] if rule.indicators else ""


def _rule_table(rules: dict[str, Rule]) -> str:
    heads = ("Regula", "Cui", "Tărie", "Începe când", "Act", "Termen", "Sursa")
    return table(heads, [_rule_row(name, rule) for name, rule in rules.items()])


def _rule_row(name: str, rule: Rule) -> tuple[str, ...]:
    act = f"{_STANCES[rule.stance]}: {_words(rule.act)}"
    if rule.before is not None:
        act += f"; înainte de: {_words(rule.before)}"
    if rule.unless is not None:
        act += f"; nu se judecă dacă: {_words(rule.unless)}"
    if rule.earlier is not None:
        act += "; și dacă s-a făcut înainte"
    return (
        f"{rule.title.ro} (`{name}`)",
        _ROLES[rule.who],
        _FORCES[rule.force],
        _words(rule.when),
        act,
        _deadline(rule),
        _codes(rule.cite),
    )


def _words(expression: str | Expression, inside: bool = False) -> str:
    if isinstance(expression, str):
        return f"`{expression}`"
    both = bool(expression.any) and bool(expression.all)
    parts = [_words(part, True) for part in expression.any or expression.all]
    words = (" sau " if expression.any else " și ").join(parts)
    if both:
        words += " și " + " și ".join(_words(part, True) for part in expression.all)
    return f"({words})" if inside and len(parts) > 1 else words


def _deadline(rule: Rule) -> str:
    if rule.deadline is None:
        return "–"
    minutes, ours = rule.deadline.minutes, "*" if rule.deadline.ours == "yes" else ""
    for unit, one, few in ((1440, "o zi", "zile"), (60, "o oră", "ore"), (1, "un minut", "minute")):
        if minutes >= unit and minutes % unit == 0:
            return _counted(minutes // unit, one, few) + ours
    return "pe loc" + ours


def _counted(number: int, one: str, few: str) -> str:
    """A number of things, with `de` from twenty on, as Romanian asks."""
    if number == 1:
        return one
    return f"{number} {few}" if 0 < number % 100 < 20 else f"{number} de {few}"


def _places(names: Names) -> Iterator[str]:
    practice = names.practice
    yield "### Feluri de dificultăți (`difficulties`)"
    rows = [
        (f"`{name}`", d.title.ro, "; ".join(e.ro for e in d.examples))
        for name, d in practice.difficulties.items()
    ]
    yield table(("Nume", "Dificultatea", "Exemple"), rows)
    yield "### Rândurile listei de verificare (`checklist`)"
    rows = [
        (f"`{name}`", row.title.ro, _codes(row.must_not_acts)) for name, row in practice.checklist.items()
    ]
    yield table(("Nume", "Situația", "Actele „așa nu”, care trebuie să poată fi alese"), rows)
    yield "### Etape (`stages`)"
    yield table(("Nume", "Etapa"), [(f"`{name}`", stage.title.ro) for name, stage in practice.stages.items()])


def _forms(names: Names) -> str:
    rows = [
        (f"`{name}`", form.title.ro, _roles(form.completed_by), form.when.ro, _codes(form.sections))
        for name, form in names.forms.items()
    ]
    return table(("Nume", "Formularul", "Cine îl completează", "Când", "Părți"), rows)


def _citations(names: Names) -> Iterator[str]:
    for name, source in names.sources.sources.items():
        yield f"### {source.short.ro}"
        yield f"{source.title}. {source.reference}"
        rows = [(f"`{name}#{heading}`", place.title) for heading, place in source.headings.items()]
        yield table(("Nume", "Locul"), rows)
