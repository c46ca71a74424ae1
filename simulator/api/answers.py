"""An answer as it is given in Python, checked for its form before the engine sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from simulator.api.moments import Option, PlayMoment
from simulator.api.values import chosen
from simulator.engine.kinds import KINDS
from simulator.engine.kinds.base import OPTION
from simulator.errors import WrongUse, message

Given: TypeAlias = "str | Option | Mapping[str, str | int]"


def answer_by_names(moment: PlayMoment, given: Given) -> str | dict[str, str]:
    """The answer by the names of the case: an option's id, or a value for each part.

    Raises `WrongUse` with an answer of the right form for what has another.
    """
    if KINDS[moment.task].asks == OPTION:
        named = given.id if isinstance(given, Option) else given
        if isinstance(named, str):
            return chosen("option", named, [option.id for option in moment.options])
    elif isinstance(given, Mapping) and (given or not moment.options):
        return {str(part): str(value) for part, value in given.items()}
    raise WrongUse(
        message(
            "a task of the kind '{task}' is answered in this form: {example}",
            task=moment.task,
            example=repr(moment.example),
        )
    )
