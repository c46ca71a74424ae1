"""Asking for the answer to each kind of task; answers come back by the names of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.cli.console import Console, numbers_in
from simulator.engine.kinds.base import BINS, COMPOSE, OPTION, ORDER, SCALE, WORDS
from simulator.engine.view import Choosable, View
from simulator.report.play_terminal import Terminal

MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What a person answered (as `engine.codec` reads it), and words that are kept but never judged."""

    answer: Any
    own_words: str = ""


def ask_answer(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    """Put a scene's task and wait for an answer that fits. Raises `Stopped`."""
    console.say(terminal.ask(sight))
    return _ASKED[sight.asks](console, terminal, sight)


def _choice(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    console.say(terminal.listed(sight.options))
    chosen = console.number(1, len(sight.options))
    return TypedAnswer(sight.options[chosen - 1].id)


def _sort(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    answer = {}
    for number, item in enumerate(sight.options, 1):
        console.say(f"\n  ({number}/{len(sight.options)}) {terminal.words(item.path)}")
        answer[item.id] = _pick(console, terminal, item)
    return TypedAnswer(answer)


def _pick(console: Console, terminal: Terminal, part: Choosable) -> str:
    """One of a part's values; short words stand in a row, longer ones below one another."""
    words = terminal.values(part)
    row = "   ".join(f"[{number}] {word}" for number, word in enumerate(words, 1))
    if len(row) <= 90:
        console.say("      " + row)
    else:
        for number, word in enumerate(words, 1):
            console.say(f"      [{number}] {word}")
    return part.values[console.number(1, len(words)) - 1]


def _sequence(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    text, most = console.language.text, len(sight.options)
    console.say(terminal.listed(sight.options))

    def whole(line: str) -> list[int] | None:
        numbers = numbers_in(line, most)
        return numbers if numbers and len(numbers) == most else None

    prompt = text("The order, first to last (as in: {example}): ", example=_example(most))
    sorry = text("Please write every number from 1 to {most} once, with spaces between them.", most=most)
    order = console.until(prompt, whole, sorry)
    return TypedAnswer({sight.options[number - 1].id: str(rank) for rank, number in enumerate(order, 1)})


def _example(most: int) -> str:
    return " ".join(str(number) for number in (*range(2, most + 1), 1))


def _composed(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    answer: dict[str, str] = {}
    for part in [option for option in sight.options if option.picked]:
        console.say(f"\n  {terminal.words(part.path)}:")
        answer[part.id] = _pick(console, terminal, part)
    statements = [option for option in sight.options if not option.picked]
    answer.update(dict.fromkeys(_toggled(console, terminal, statements), "in"))
    question = terminal.words(f"scenes.{sight.node}.own_words")
    return TypedAnswer(answer, _own_words(console, question) if question else "")


def _toggled(console: Console, terminal: Terminal, statements: Sequence[Choosable]) -> list[str]:
    """The statements that a person ticks; Enter hands them in, a second Enter if none is ticked."""
    text, chosen, warned = console.language.text, set[str](), False
    prompt = text("Numbers to tick or untick, Enter to hand in: ")
    sorry = text("Please write numbers from 1 to {most}, or only Enter.", most=len(statements))
    for _ in range(MOST_ROUNDS if statements else 0):
        console.say("\n" + terminal.ticked(statements, chosen))
        numbers = console.until(prompt, lambda line: numbers_in(line, len(statements)), sorry)
        if not numbers:
            if chosen or warned:
                break
            warned = True
            console.say("  " + text("Nothing is ticked. Press Enter once more to hand it in as it is."))
        chosen ^= {statements[number - 1].id for number in numbers}
    return [statement.id for statement in statements if statement.id in chosen]


def _own_words(console: Console, question: str) -> str:
    console.say(f"\n  {question}")
    return console.line(console.language.text("Your own words (Enter to go on without): "))


def _rate(console: Console, terminal: Terminal, sight: View) -> TypedAnswer:
    text = console.language.text
    console.say("  " + text("0 = not at all … 4 = fully and every time (the scale is ours)"))
    answer = {}
    for indicator in sight.options:
        console.say(f"\n  {terminal.words(indicator.path)}")
        answer[indicator.id] = str(console.number(0, 4))
    return TypedAnswer(answer)


def _reflect(console: Console, _terminal: Terminal, _seen: View) -> TypedAnswer:
    return TypedAnswer({}, console.line(console.language.text("Your own words (Enter to go on without): ")))


_ASKED: dict[str, Callable[[Console, Terminal, View], TypedAnswer]] = {
    OPTION: _choice,
    BINS: _sort,
    ORDER: _sequence,
    COMPOSE: _composed,
    SCALE: _rate,
    WORDS: _reflect,
}
