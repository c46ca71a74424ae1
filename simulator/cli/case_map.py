"""`simulator case map`: the case drawn as SVG, or as Mermaid."""

from __future__ import annotations

import argparse

from simulator.cli.case_script import put
from simulator.cli.lookup import bundle_for
from simulator.content.enums import ROLES
from simulator.graph.bundle import Bundle
from simulator.graph.diagram import Words, diagram
from simulator.graph.mermaid import mermaid
from simulator.language import Language
from simulator.report.wording import role_word

MERMAID = (".mmd", ".mermaid")


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the drawing, or write it into the file that `--output` names."""
    bundle = bundle_for(options, options.level)
    ending = options.output.suffix.lower() if options.output else ""
    draw = mermaid if options.format == "mermaid" or ending in MERMAID else diagram
    put(options.output, draw(bundle.graph, words_of(bundle, language)), language)
    return 0


def words_of(bundle: Bundle, language: Language) -> Words:
    """What the drawing of a case says: places of scenes, titles of endings."""
    endings = {ending.id for ending in bundle.graph.endings}

    def node(name: str) -> str:
        path = f"endings.{name}.title" if name in endings else f"scenes.{name}.place"
        return bundle.text(path, language.code)

    about = language.text(
        "Scenes in the order in which they can be reached; each arrow is labelled with the answer that "
        "leads along it."
    )
    names = [f"{role_word(role, language)}: {bundle.text(f'roles.{role}.name', 'ro')}" for role in ROLES]
    return Words(bundle.text("title", language.code), about, (names[0], names[1]), node)
