"""The laboratories as parts: a card each, what is finished in it; a lecturer's own stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.content.enums import WRITTEN_LANGUAGE
from simulator.content.lab import WrittenLab
from simulator.content.lab_shelf import ShelvedLab
from simulator.language import Language
from simulator.ui import parts
from simulator.ui.case_facts import minutes_words
from simulator.ui.overview_parts import tile
from simulator.ui.parts import Node
from simulator.ui.place import Place

LABORATORY = "laboratory"  # the address of one: no page of ours, for its notebook runs on its own
Finished = Mapping[str, Mapping[str, str]]  # by laboratory and exercise, when


@dataclass(frozen=True, slots=True)
class LabShelf:
    """The laboratories by id, what a learner finished in them, the profession's texts by language and path.

    `served` is false where there is no server, so that nobody notes what is finished.
    """

    labs: Mapping[str, ShelvedLab]
    finished: Finished
    texts: Mapping[str, Mapping[str, str]]
    served: bool


def laboratories_nodes(shelf: LabShelf, language: Language) -> list[Node]:
    """The whole page."""
    text = language.text
    lead = text(
        "Each begins with an example worked to its end; then it is your turn, and you are told at once."
    )
    nodes = [parts.heading(text("Laboratories"), 1, focus=True), parts.paragraph(lead, "lead")]
    if language.code != WRITTEN_LANGUAGE:
        nodes.append(parts.paragraph(text("The laboratories are in Romanian.")))
    ours = [(one, one.written) for one in shelf.labs.values() if one.written]
    long = [_card(shelf, one, written, language) for one, written in ours if written.shape == "laboratory"]
    short = [_card(shelf, one, written, language) for one, written in ours if written.shape != "laboratory"]
    if long:
        nodes.append(_tiles(long, text("To work on yourself"), "long"))
    if short:
        nodes.append(_tiles(short, text("Five minutes each"), "short"))
    nodes += _own(shelf, language)
    if shelf.served:
        nodes.append(parts.paragraph(_noted(language), "quiet"))
    return [*nodes, parts.section([parts.link(text("To the start page"), "start")], kind="row", key="next")]


def finished_section(shelf: LabShelf, language: Language) -> list[Node]:
    """What is finished, as a section for a page that tells of something else; none if nothing is."""
    rows = [
        [parts.link(lab.title, LABORATORY, Place(id=lab.id)), parts.paragraph(done, "quiet")]
        for lab in shelf.labs.values()
        for done in [lab_progress_words(shelf, lab, language)]
        if done
    ]
    if not rows:
        return []
    listed = [parts.listing(rows), parts.paragraph(_noted(language), "quiet")]
    return [parts.section(listed, title=language.text("Laboratories"), key="laboratories")]


def lab_progress_words(shelf: LabShelf, lab: ShelvedLab, language: Language) -> str:
    """How much of a laboratory is finished; empty if nothing is."""
    names = shelf.finished.get(lab.id, {})
    if lab.written is None:
        return (
            language.count("{number} exercise finished", "{number} exercises finished", len(names))
            if names
            else ""
        )
    number, all = len(names.keys() & lab.written.exercises.keys()), len(lab.written.exercises)
    if not number:
        return ""
    if number == all:
        return language.text("Laboratory finished")
    return language.count(
        "{number} of {all} exercise finished", "{number} of {all} exercises finished", number, all=all
    )


def _noted(language: Language) -> str:
    return language.text(
        "What you finish is noted as its page says it: verified by nobody, and not part of your profile."
    )


def _tiles(cards: Iterable[Node], title: str, key: str) -> Node:
    return parts.section([parts.listing([[card] for card in cards], kind="cards")], title=title, key=key)


def _card(shelf: LabShelf, lab: ShelvedLab, written: WrittenLab, language: Language) -> Node:
    paths = [f"digital_types.{name}" for name in written.types] or [f"domains.{written.domains[0]}"]
    subjects = language.listed(shelf.texts[language.code][path] for path in paths)
    facts = f"{minutes_words(written.minutes, language)} · {subjects}"
    nodes = [parts.paragraph(written.about), parts.paragraph(facts, "quiet")]
    if done := lab_progress_words(shelf, lab, language):
        nodes.append(parts.paragraph(done, "done"))
    return tile(lab.title, LABORATORY, Place(id=lab.id), nodes)


def _own(shelf: LabShelf, language: Language) -> list[Node]:
    """The lecturer's own, with whom one trusts in opening them."""
    own = [one for one in shelf.labs.values() if one.written is None]
    if not own:
        return []
    text = language.text
    about = text(
        "Written by whoever keeps this server, and run as a program on it: trust them as you trust their "
        "author."
    )
    cards = []
    for lab in own:
        done = lab_progress_words(shelf, lab, language)
        nodes = [parts.paragraph(done, "done")] if done else []
        cards.append(tile(lab.title, LABORATORY, Place(id=lab.id), nodes))
    listed = parts.listing([[card] for card in cards], kind="tiles")
    return [parts.section([parts.paragraph(about, "quiet"), listed], title=text("Of your course"), key="own")]
