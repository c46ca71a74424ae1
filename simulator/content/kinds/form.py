"""A scene in which the learner builds a real form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.content.base import Id
from simulator.content.kinds.base import ReviewLine
from simulator.content.kinds.composed import Composed


class FormScene(Composed):
    """The learner builds a real form (`form` names a file of `scenarios/forms`)."""

    task: Literal["form"]
    form: Id

    def review(self) -> Iterator[ReviewLine]:
        """Which form, then its parts."""
        yield ReviewLine(f"/forms.{self.form}", label="Form")
        yield from super().review()


MODEL = FormScene
