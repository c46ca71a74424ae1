"""A "what if" beside the play that it comes from: where it turned off, and what came of both."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.competence.debrief import Debrief
from simulator.engine.events import Decided
from simulator.language import Language
from simulator.practice.outcome import Outcome
from simulator.report.answers import answer_lines, is_whole
from simulator.report.debrief.material import Material, Original
from simulator.report.document import Block, Items, Link, Note, Table, Text, section_of
from simulator.report.outcomes import ending_of, outcome_words
from simulator.report.wording import Texts


def what_if_words(language: Language, original: Original) -> str:
    """What is said of a "what if" wherever it is shown."""
    day = language.date_of(original.play.ended or original.play.began)
    return language.text(
        "A “what if” of your play of {day}. It is kept beside it and does not count towards your "
        "progress: whoever has read the debrief already knows what it said.",
        day=day,
    )


def what_if_note(language: Language, original: Original) -> Note:
    """That a play is a "what if", with the way to the play that it comes from."""
    text = language.text
    words = Text(what_if_words(language, original))
    if original.play.ended is None:
        return Note("", (words,), mood="open")
    return Note("", (words, Link(text("The debrief of that play"), "debrief", original.play.id)), mood="open")


def what_if_blocks(material: Material) -> Iterator[Block]:
    """What is said of a "what if"; beside its play, once that has ended."""
    original = material.companions.original
    if original is None:
        return
    language, note = material.language, what_if_note(material.language, original)
    if original.judged is None:
        yield note
        return
    text, texts, judged, other = language.text, material.texts, material.judged, original.judged
    mine, theirs = judged.findings[0].outcome, other.findings[0].outcome
    endings = [ending_of(texts.bundle, one, language) for one in (other, judged)]
    outcomes = [outcome_words(one, language) for one in (theirs, mine)]
    head = (text("Compared"), text("That play"), text("This “what if”"))
    rows = ((text("Ending"), *endings), (text("Outcome"), *outcomes))
    yield section_of(
        text("What would have happened"),
        note,
        _turning(texts, judged, other),
        Table(text("How each turned out"), head, rows, (3, 6, 6)),
        Text(_better(mine, theirs, language)),
        key="what-if",
    )


def _better(mine: Outcome, theirs: Outcome, language: Language) -> str:
    if mine == theirs:
        return language.text(
            "Both come to the same result: as many breaches, as many duties missed, and as good an ending."
        )
    if mine < theirs:
        return language.text("This way turns out better.")
    return language.text("This way turns out worse; that, too, is worth knowing.")


def _turning(texts: Texts, judged: Debrief, other: Debrief) -> Iterator[Block]:
    """The first decision that is not the same; what was answered there, if that can be laid side by side."""
    text, pairs = texts.language.text, zip(judged.log, other.log, strict=False)
    event, was = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
    if not isinstance(event, Decided) or not isinstance(was, Decided):
        return
    scene = texts.bundle.graph.scenes[event.node]
    yield Text(
        text(
            "Until {time}, {place}, both plays are the same; there you decided differently.",
            time=texts.time(event.minute),
            place=texts.words(f"scenes.{scene.id}.place"),
        )
    )
    if is_whole(scene) and len(answer_lines(texts, scene, event)) == 1 and event.node == was.node:
        then, now = (" ".join(answer_lines(texts, scene, one)) for one in (was, event))
        yield Items((text("Then: {answer}", answer=then), text("Now: {answer}", answer=now)))
