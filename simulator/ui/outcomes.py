"""A "what if" beside the play that it comes from, as parts."""

from __future__ import annotations

from simulator.language import Language
from simulator.report.outcomes import Original, WhatIfSaid, what_if_words
from simulator.ui import parts
from simulator.ui.parts import Node


def what_if_nodes(original: Original, language: Language) -> list[Node]:
    """What is said of a "what if" wherever it is shown, with the way to its play."""
    link = parts.link(language.text("The debrief of that play"), "debrief", original.play.id)
    said = parts.paragraph(what_if_words(original, language))
    return [parts.note([said, *([link] if original.play.ended else [])], kind="open")]


def compared_section(said: WhatIfSaid, original: Original, language: Language) -> Node:
    """A finished "what if" beside its play: where it turned off, and what came of it."""
    nodes = what_if_nodes(original, language)
    if said.turned:
        nodes.append(parts.paragraph(said.turned))
    if said.answers:
        nodes.append(parts.listing(said.answers))
    nodes += [parts.table(said.caption, said.head, said.rows), parts.paragraph(said.verdict)]
    return parts.section(nodes, title=said.title, key="what-if")
