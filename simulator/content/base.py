"""The small types that every written file is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

Role = Literal["technician", "coordinator"]
Level = Literal["guided", "standard", "hard"]
Force = Literal["law", "guide", "recommendation", "example"]
YesNo = Literal["yes", "no"]


class Translatable:
    """Marks a field whose words a learner reads, so that its translation can be asked for."""


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=3000), Translatable()]
Hook = Annotated[str, StringConstraints(min_length=1, max_length=140), Translatable()]
Clock = Annotated[str, StringConstraints(pattern=r"^(?:[1-9] )?(?:[01]\d|2[0-3]):[0-5]\d$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9:=/.-]{0,119}$")]
ActUse = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,47}(?: \+\d{1,4})?$")]
Citation = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9.-]+$")]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


Listed = BeforeValidator(_as_list)  # one value may stand without brackets

Ids = Annotated[list[Id], Listed]
Names = Annotated[list[Name], Listed]
Acts = Annotated[list[ActUse], Listed]
Citations = Annotated[list[Citation], Listed]
Levels = Annotated[list[Level], Listed]
Roles = Annotated[list[Role], Listed]


def _not_empty(value: dict[str, object]) -> dict[str, object]:
    if not value:
        raise ValueError("empty")
    return value


Filled = AfterValidator(_not_empty)


class Written(BaseModel):
    """Base of what authors write: unknown keys are faults, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Written):
    """A text of the framework in both languages, side by side."""

    ro: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def minutes_of(clock: str) -> int:
    """Minutes since midnight of the case's first day; "2 08:00" is eight o'clock on the second."""
    day, _, time = clock.rpartition(" ")
    hours, minutes = time.split(":")
    return (int(day or 1) - 1) * 1440 + int(hours) * 60 + int(minutes)
