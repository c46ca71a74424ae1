"""Asking a person: prompts, the two commands, and polite patience with what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO, TypeVar

from simulator.language import Language

MOST_SIGNS = 4000
MOST_TRIES = 20
T = TypeVar("T")


class Stopped(Exception):
    """The person left, or the input ended."""


@dataclass(slots=True)
class Console:
    """Where a person reads and writes. `notes` gives the text that the command `?` shows."""

    source: TextIO
    out: TextIO
    language: Language
    notes: Callable[[], str] = str

    def say(self, text: str = "") -> None:
        """Write lines."""
        print(text, file=self.out, flush=True)

    def line(self, prompt: str) -> str:
        """One line without its end. Raises `Stopped` on `q` or at the end of input."""
        while True:
            print(prompt, end="", file=self.out, flush=True)
            given = self.source.readline(MOST_SIGNS)
            if not given:
                self.say()
                raise Stopped
            given = given.strip()
            if given.lower() == "q":
                raise Stopped
            if given != "?":
                return given
            self.say(self.notes())

    def until(self, prompt: str, read: Callable[[str], T | None], sorry: str) -> T:
        """Ask until `read` makes something of the line. Raises `Stopped`, also after too many tries."""
        for _ in range(MOST_TRIES):
            value = read(self.line(prompt))
            if value is not None:
                return value
            self.say("  " + sorry)
        self.say("  " + self.language.text("Let us stop here; you can come back at any time."))
        raise Stopped

    def number(self, least: int, most: int, prompt: str = "") -> int:
        """A whole number within bounds."""
        text = self.language.text
        asked = prompt or text("Your choice ({least}-{most}): ", least=least, most=most)
        sorry = text("Please write a number from {least} to {most}.", least=least, most=most)
        return self.until(asked, lambda line: number_in(line, least, most), sorry)


def number_in(line: str, least: int, most: int) -> int | None:
    """The number that a line holds, None if it holds none within bounds."""
    digits = line.strip().rstrip(".)").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        return None
    return int(digits) if least <= int(digits) <= most else None


def numbers_in(line: str, most: int) -> list[int] | None:
    """The numbers from 1 to `most` that a line lists, each once; None if anything else stands in it."""
    numbers = [number_in(part, 1, most) for part in line.replace(",", " ").replace(";", " ").split()]
    whole = [number for number in numbers if number is not None]
    return whole if len(whole) == len(numbers) == len(set(whole)) else None
