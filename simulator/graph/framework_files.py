"""Reading the framework's files together, and their texts in both languages by path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.content import framework as written
from simulator.content.base import Both
from simulator.content.folders import scenarios_folder
from simulator.content.library import FRAMEWORK_FILES, read_model
from simulator.content.reader import YamlDocument
from simulator.errors import Problem, ProblemsFound
from simulator.graph.bundle import Texts
from simulator.graph.compile_profession import Framework


def read_framework(root: Path | None = None) -> Framework:
    """Read the framework and the forms. Raises `ProblemsFound` with the faults of every file."""
    base = root or scenarios_folder()
    problems: list[Problem] = []
    models: dict[str, Any] = {}
    documents: dict[str, YamlDocument] = {}
    for name, kind in FRAMEWORK_FILES.items():
        try:
            models[name], documents[name] = read_model(kind, base / "framework" / f"{name}.yaml")
        except ProblemsFound as fault:
            problems += fault.problems
    forms: dict[str, written.Form] = {}
    for path in sorted((base / "forms").glob("*.yaml")):
        try:
            forms[path.stem], documents[f"forms/{path.stem}"] = read_model(written.Form, path)
        except ProblemsFound as fault:
            problems += fault.problems
    if problems:
        raise ProblemsFound(problems)
    return Framework(
        models["sources"],
        models["competence"],
        models["vocabulary"],
        models["rules"],
        models["practice"],
        forms,
        documents,
    )


def framework_texts(framework: Framework) -> Texts:
    """The framework's words by path (`rules.call-112.title`, `indicators.crisis.calm.question`)."""
    texts: Texts = {"ro": {}, "en": {}}
    for name, source in framework.sources.sources.items():
        _both(texts, f"sources.{name}.short", source.short)
        _both(texts, f"sources.{name}.reference", source.reference)
        for heading, entry in source.headings.items():
            _both(texts, f"sources.{name}#{heading}", entry.title)
    _competence_texts(texts, framework.competence)
    for name, act in framework.vocabulary.acts.items():
        _both(texts, f"acts.{name}", act.title)
    for name, mark in framework.vocabulary.marks.items():
        _both(texts, f"marks.{name}", mark)
    for name, rule in framework.rulebook.rules.items():
        for key in ("title", "lesson", "why", "ours", "earlier"):
            _both(texts, f"rules.{name}.{key}", getattr(rule, key))
    for table in ("stages", "steps", "difficulties", "checklist"):
        for name, row in getattr(framework.practice, table).items():
            _both(texts, f"{table}.{name}", row.title)
    for name, row in framework.practice.checklist.items():
        _both(texts, f"checklist.{name}.short", row.short)
    for name, form in framework.forms.items():
        _both(texts, f"forms.{name}", form.title)
        _both(texts, f"forms.{name}.when", form.when)
        for section, row in form.sections.items():
            _both(texts, f"forms.{name}.sections.{section}", row.title)
    return texts


def asked_in(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Which questions of the sources each indicator stands for, as citations."""
    return {
        f"{name}.{short}": tuple(indicator.asked_in)
        for name, domain in framework.competence.domains.items()
        for short, indicator in domain.indicators.items()
    }


def _competence_texts(texts: Texts, competence: written.Competence) -> None:
    for name, domain in competence.domains.items():
        _both(texts, f"domains.{name}", domain.title)
        for short, indicator in domain.indicators.items():
            _both(texts, f"indicators.{name}.{short}.question", indicator.question)
            _both(texts, f"indicators.{name}.{short}.observable", indicator.observable)
    for name, kind in competence.digital_types.items():
        _both(texts, f"digital_types.{name}", kind.title)
    for level in competence.estimation.levels:
        _both(texts, f"levels.{level.id}", level.title)


def _both(texts: Texts, path: str, words: Both | str | None) -> None:
    if isinstance(words, str):
        texts["ro"][path] = texts["en"][path] = words
    elif words is not None:
        texts["ro"][path], texts["en"][path] = words.ro, words.en
