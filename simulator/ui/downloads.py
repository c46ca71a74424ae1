"""Documents handed to the browser: the buttons that ask for them, and the bytes that answer."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.language import Language
from simulator.report.debrief.material import OwnWords
from simulator.report.document import Document
from simulator.report.export_subprocess import written_apart
from simulator.report.file_formats import KINDS
from simulator.ui import parts
from simulator.ui.page import Page
from simulator.ui.parts import Node


def paper_buttons(language: Language, do: str, fields: Mapping[str, object], title: str) -> list[Node]:
    """A button for each kind of document; `do` is asked with the fields and the `kind`."""
    words = {
        "docx": language.text("{title}: save as DOCX", title=title),
        "pdf": language.text("{title}: save as PDF", title=title),
    }
    return [
        parts.button(words[kind], do, {**fields, "kind": kind}, kind="quiet", slow=True) for kind in KINDS
    ]


def hand_over(page: Page, paper: Document, kind: str) -> None:
    """Write a document and give it to the browser. Raises `Refused` for a kind that nobody writes."""
    page.give(f"{paper.name}.{kind}", written_apart(paper, kind), KINDS[kind])


def own_words(texts: Mapping[str, str]) -> OwnWords:
    """A learner's own words in a play, from the places under which they are kept."""
    steps: dict[int, str] = {}
    questions: dict[str, str] = {}
    for place, words in texts.items():
        about, _, name = place.partition(":")
        if about == "step":
            steps[int(name)] = words
        elif about == "question":
            questions[name] = words
    return OwnWords(steps, questions)
