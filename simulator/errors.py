"""What can go wrong, said in the reader's language: messages, problems, refusals.

Named tuples, not dataclasses, and no `pathlib`: this is imported before the prompt can answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Message(NamedTuple):
    """A sentence to be translated: its English form and the values that stand in it.

    `inner` is a sentence that follows after a colon.
    """

    form: str
    values: tuple[tuple[str, str], ...] = ()
    inner: Message | None = None

    @property
    def named(self) -> dict[str, str]:
        """The values by name, for filling the form."""
        return dict(self.values)

    @property
    def english(self) -> str:
        """The sentence in English, for logs and tracebacks."""
        text = self.form.format(**self.named)
        return f"{text}: {self.inner.english}" if self.inner else text


def message(form: str, **values: object) -> Message:
    """Build a message; values are shortened so that a hostile file cannot flood a screen."""
    return Message(form, tuple((name, _short(value)) for name, value in values.items()))


def _short(value: object, most: int = 120) -> str:
    text = "".join(c if c.isprintable() else "·" for c in str(value))
    return text if len(text) <= most else text[: most - 1] + "…"


class Problem(NamedTuple):
    """One fault in what an author or a user gave: where, what is wrong, what to do.

    `line` counts from 1; 0 means the file as a whole. `part` is the place inside the file
    (`scenes.visit.options`), empty where the line says enough. A warning does not stop play.
    """

    file: str
    line: int
    what: Message
    todo: Message
    part: str = ""
    warning: bool = False


def problem_at(file: Path | str, line: int, what: Message, todo: Message, part: str = "") -> Problem:
    """Build a problem whose file is shown by its last three parts only."""
    from pathlib import Path

    return Problem("/".join(Path(file).parts[-3:]), line, what, todo, part)


class SimulatorError(Exception):
    """Any fault that a person can understand and mend."""


class ProblemsFound(SimulatorError):
    """Files that cannot be used; carries every problem found in them, in order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.what.english}" for p in problems[:3]))
        self.problems = problems


class Refused(SimulatorError):
    """A command that the rules of play do not allow now; nothing has changed."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.english)
        self.reason = reason


class WrongUse(SimulatorError):
    """An option or a name given at the prompt that does not exist or does not fit."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.english)
        self.reason = reason
