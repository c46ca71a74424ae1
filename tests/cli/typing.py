"""A person at the terminal, for tests: answers whatever is asked, by what the last prompt says."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator

from simulator.cli.console import Console
from simulator.language import language


class Person:
    """Reads the prompts of an output and types what fits; `first` are lines typed before that."""

    def __init__(self, out: io.StringIO, first: tuple[str, ...] = (), seed: int = 0) -> None:
        self.out, self.dice, self.first = out, random.Random(seed), iter(first)

    def readline(self, _size: int = -1) -> str:
        typed = next(self.first, None)
        return (self._answer() if typed is None else typed) + "\n"

    def _answer(self) -> str:
        prompt = self.out.getvalue().rsplit("\n", 1)[-1]
        if span := re.search(r"\((\d+)-(\d+)\)", prompt):
            return str(self.dice.randint(int(span[1]), int(span[2])))
        if example := re.search(r"as in: ([\d ]+)\)", prompt):
            return example[1]
        return "" if self.dice.random() < 0.7 or "untick" not in prompt else "1"


def console(*typed: str, ends: bool = True, seed: int = 0) -> tuple[Console, io.StringIO]:
    """A console at which these lines are typed; then the input ends, or a person goes on answering."""
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed)) if ends else Person(out, typed, seed)
    return Console(source, out, language("en")), out  # type: ignore[arg-type]


def endless(line: str) -> Iterator[str]:
    """The same line for ever."""
    while True:
        yield line
