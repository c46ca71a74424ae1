"""From a read document to a checked model: every fault of form as a problem in plain words."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.content.reader import Place, YamlDocument
from simulator.errors import Message, Problem, ProblemsFound, message, problem_at

Model = TypeVar("Model", bound=BaseModel)

_NAMES = re.compile("'([^']*)'")  # pydantic joins them in English: 'a', 'b' or 'c'
_REMEDY = message("see the description of the format in docs/authors")


def validated(kind: type[Model], document: YamlDocument) -> Model:
    """Check a document against a written model. Raises `ProblemsFound` with all faults at once."""
    try:
        return kind.model_validate(document.value)
    except ValidationError as fault:
        problems = [_problem(document, dict(error)) for error in fault.errors(include_url=False)]
        raise ProblemsFound(_distinct(problems)) from None


def _distinct(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda p: p.line)


def _problem(document: YamlDocument, error: dict[str, Any]) -> Problem:
    inner = ("task",) if error["type"] == "union_tag_invalid" else ()
    place = _place(document, (*error["loc"], *inner))
    what, todo = _words(error)
    part = ".".join(str(step) for step in place)[:160]
    return problem_at(document.path, document.line(place), what, todo, part)


def _place(document: YamlDocument, loc: tuple[str | int, ...]) -> Place:
    """The part of `loc` that exists in the file: pydantic adds names of variants to it."""
    place: Place = ()
    value: Any = document.value
    for step in loc:
        if isinstance(value, dict) and isinstance(step, str):
            if step in value:
                place, value = (*place, step), value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            place, value = (*place, step), value[step]
    last = loc[-1] if loc else None
    if isinstance(last, str) and isinstance(value, dict) and last not in value and last.isidentifier():
        return (*place, last)
    return place


def _words(error: dict[str, Any]) -> tuple[Message, Message]:
    kind, context = error["type"], error.get("ctx", {})
    given = error.get("input")
    typed = given if isinstance(given, str | int | float) else type(given).__name__
    match kind:
        case "missing":
            return message("this part is missing"), message("add it")
        case "extra_forbidden":
            return message("this part is not known here"), message("correct its name or remove it")
        case "literal_error" | "union_tag_invalid":
            names = _NAMES.findall(context.get("expected") or context.get("expected_tags") or "")
            return (
                message("'{given}' is not one of these: {expected}", given=typed, expected=", ".join(names)),
                message("choose one of them"),
            )
        case "union_tag_not_found":
            return message("the key 'task' is missing"), message("say which task the scene asks")
        case "string_pattern_mismatch":
            what = message("'{given}' does not have the right form", given=typed)
            return what, message("names: small letters, digits and hyphens; times: 08:30 or 2 08:30")
        case "string_too_long" | "too_long":
            what = message("this is longer than {most}", most=context.get("max_length"))
            return what, message("shorten it")
        case "string_too_short" | "too_short" | "value_error":
            return message("this is empty or too short"), message("fill it in")
        case "int_parsing" | "float_parsing" | "int_type" | "int_from_float":
            return message("'{given}' is not a number", given=typed), message("write a number in digits")
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            return message("{given} is outside the allowed range", given=typed), message(
                "choose another number"
            )
        case _:
            what = message("'{given}' is not the kind of value that belongs here", given=typed)
            return what, _REMEDY
