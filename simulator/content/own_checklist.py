"""The file in which an institution keeps its own examples beside the checklist of sensitive situations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.content.base import Id, Written

_Words = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
_Examples = Annotated[list[_Words], Field(min_length=1, max_length=12)]


class OwnChecklist(Written):
    """`checklist.yaml` of an institution: its name, the day of its last review, examples by situation."""

    format: Literal["1"]
    institution: Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
    reviewed: str
    examples: Annotated[dict[Id, _Examples], Field(min_length=1)]
