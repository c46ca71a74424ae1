"""How a play turned out, in words; and a "what if" beside the play that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.competence.debrief import Debrief
from simulator.engine.events import Decided
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.practice.outcome import Outcome
from simulator.report.expert_said import answer_lines
from simulator.report.texts import Texts
from simulator.store.plays import Play
from simulator.ui import parts
from simulator.ui.parts import Node


@dataclass(frozen=True, slots=True)
class Original:
    """The play that a "what if" comes from; judged only if it has ended."""

    play: Play
    judged: Debrief | None = None


def outcome_words(outcome: Outcome, language: Language) -> str:
    """What was breached and missed, counted in words."""
    law, guide, missed = outcome[:3]
    said = [
        *([language.count("{number} breach of the law", "{number} breaches of the law", law)] if law else []),
        *(
            [
                language.count(
                    "{number} breach of the guide's rules", "{number} breaches of the guide's rules", guide
                )
            ]
            if guide
            else []
        ),
        *([language.count("{number} duty missed", "{number} duties missed", missed)] if missed else []),
    ]
    return language.listed(said) if said else language.text("nothing breached, no duty missed")


def ending_of(bundle: Bundle, judged: Debrief, language: Language) -> str:
    """The title of the ending that a finished play came to."""
    ending = bundle.graph.ending(judged.states[-1].seats[0].node)
    return bundle.text(f"endings.{ending.id}.title", language.code)


def what_if_nodes(original: Original, language: Language) -> list[Node]:
    """What is said of a "what if" wherever it is shown."""
    day = language.date((original.play.ended or original.play.began)[:10])
    said = language.text(
        "A “what if” of your play of {day}. It is kept beside it and does not count towards your "
        "progress: whoever has read the debrief already knows what it said.",
        day=day,
    )
    link = parts.link(language.text("The debrief of that play"), "debrief", original.play.id)
    return [parts.note([parts.paragraph(said), *([link] if original.play.ended else [])], kind="open")]


def compared_nodes(texts: Texts, judged: Debrief, original: Original) -> list[Node]:
    """A finished "what if" beside its play: where it turned off, and what came of it."""
    text, other = texts.language.text, original.judged
    nodes = what_if_nodes(original, texts.language)
    if other is None:
        return nodes
    turned = next(
        (i for i, pair in enumerate(zip(judged.log, other.log, strict=False)) if pair[0] != pair[1]), 0
    )
    if turned:
        nodes += _turning(texts, judged, other, turned)
    mine, theirs = judged.findings[0].outcome, other.findings[0].outcome
    rows: list[list[str | Node]] = [
        [text("Ending"), *[ending_of(texts.bundle, one, texts.language) for one in (other, judged)]],
        [text("Outcome"), *[outcome_words(one, texts.language) for one in (theirs, mine)]],
    ]
    head = [text("Compared"), text("That play"), text("This “what if”")]
    nodes.append(parts.table(text("How each turned out"), head, rows))
    if mine == theirs:
        said = text(
            "Both come to the same result: as many breaches, as many duties missed, and as good an ending."
        )
    elif mine < theirs:
        said = text("This way turns out better.")
    else:
        said = text("This way turns out worse; that, too, is worth knowing.")
    return [
        parts.section([*nodes, parts.paragraph(said)], title=text("What would have happened"), key="what-if")
    ]


def _turning(texts: Texts, judged: Debrief, other: Debrief, index: int) -> list[Node]:
    """The first decision that is not the same."""
    text, event, was = texts.language.text, judged.log[index], other.log[index]
    if not isinstance(event, Decided) or not isinstance(was, Decided):
        return []
    scene = texts.bundle.graph.scenes[event.node]
    place = texts.words(f"scenes.{scene.id}.place")
    said = text(
        "Until {time}, {place}, both plays are the same; there you decided differently.",
        time=texts.time(event.minute),
        place=place,
    )
    nodes = [parts.paragraph(said)]
    if scene.task.kind == "choice" and event.node == was.node:
        then, now = (" ".join(answer_lines(texts, scene, one)) for one in (was, event))
        nodes.append(parts.listing([text("Then: {answer}", answer=then), text("Now: {answer}", answer=now)]))
    return nodes
