"""What the profession says of a play, as parts: each verdict explained, contested ones side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from simulator.report.wording import MOODS, Texts, force_word, sentence, verdict_word
from simulator.ui import parts
from simulator.ui.parts import Node

Said = dict[str, Any]
FEW = 2


def verdict_nodes(texts: Texts, verdicts: Sequence[Said]) -> list[Node]:
    """The verdicts on one decision; of many, those that are well are folded beneath those to think about."""
    well = [verdict for verdict in verdicts if _mood(verdict) == "good"]
    if len(well) <= FEW:
        return [verdict_node(texts, verdict) for verdict in verdicts]
    summary = f"{texts.language.text('Rules that you followed here')} ({len(well)})"
    others = [verdict_node(texts, verdict) for verdict in verdicts if verdict not in well]
    return [*others, parts.details(summary, [verdict_node(texts, verdict) for verdict in well])]


def verdict_node(texts: Texts, verdict: Said) -> Node:
    """One verdict: the rule, how binding it is, what was found, why it stands, where it comes from."""
    found, text = verdict_word(verdict, texts.language), texts.language.text
    mood = _mood(verdict)
    children = [
        parts.badge(found, mood),
        parts.badge(force_word(verdict["force"], texts.language), "quiet"),
        *(_folded(texts, verdict) if mood == "good" else _explained(texts, verdict)),
    ]
    titles = "; ".join(texts.language.quoted(other["title"]) for other in verdict["because"])
    if verdict["verdict"] == "contested":
        said = text("The sources do not agree here; on the other side: {titles}.", titles=titles)
        children.append(parts.paragraph(f"{said} {text('Neither way counts against you.')}"))
    elif titles:
        children.append(parts.paragraph(text("Set aside by: {titles}.", titles=titles)))
    return parts.note(children, title=verdict["title"], kind=mood)


def _mood(verdict: Said) -> str:
    return MOODS.get(verdict["verdict"], "plain")


def _folded(texts: Texts, verdict: Said) -> list[Node]:
    return [parts.details(texts.language.text("Why, and on what grounds"), _explained(texts, verdict))]


def _explained(texts: Texts, verdict: Said) -> list[Node]:
    text = texts.language.text
    nodes = parts.prose(verdict["why"])
    if verdict["ours"]:
        nodes.append(parts.paragraph(text("Our reading: {words}", words=verdict["ours"]), "quiet"))
    source = text("Source: {cited}", cited=sentence("; ".join(verdict["cite"])))
    return [*nodes, parts.paragraph(source, "quiet")]


def contested_nodes(texts: Texts, verdicts: Sequence[Said], rule: Any) -> list[Node]:
    """Rules that pull two ways, each pair side by side; `rule` gives a rule's side by its name."""
    shown: set[frozenset[str]] = set()
    nodes: list[Node] = []
    for verdict in verdicts:
        if verdict["verdict"] != "contested":
            continue
        for other in verdict["because"]:
            pair = frozenset((verdict["rule"], other["rule"]))
            if pair in shown:
                continue
            shown.add(pair)
            sides = [_side(texts, verdict), _side(texts, rule(other["rule"]))]
            nodes.append(parts.section(sides, kind="pair"))
    if nodes:
        said = texts.language.text("Neither way counts against you.")
        nodes.insert(0, parts.paragraph(said))
    return nodes


def _side(texts: Texts, verdict: Said) -> Node:
    force = parts.badge(force_word(verdict["force"], texts.language), "quiet")
    return parts.note([force, *_explained(texts, verdict)], title=verdict["title"], kind="open")


def missed(verdicts: Iterable[Said]) -> list[Said]:
    """Duties that were not done."""
    return [verdict for verdict in verdicts if verdict["verdict"] == "missing"]


def by_no_decision(verdicts: Iterable[Said], placed: set[str], *kinds: str) -> list[Said]:
    """Verdicts of these kinds that stand at no decision of the timeline."""
    return [v for v in verdicts if v["verdict"] in kinds and v["rule"] not in placed]
