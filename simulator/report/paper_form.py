"""A form that was filled in during a play as the document it would be: its sections, its blanks.

It holds what the learner put in, right or wrong, without a word of judgement: that is the debrief's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.language import Language
from simulator.report.describe import Describer
from simulator.report.document import Blanks, Block, Paper, Sheet, Text
from simulator.report.paper_debrief import foot_of, page_pattern, when
from simulator.report.wording import role_word

Said = dict[str, Any]


def filled_in(said: Said) -> list[Said]:
    """The decisions of a described play in which a form was filled in."""
    return [decision for decision in said["decisions"] if decision["form"]]


def form_title(describer: Describer, decision: Said) -> str:
    """What the form of a decision is called."""
    return describer.words(f"forms.{decision['form']}")


def form_paper(describer: Describer, decision: Said, own: str = "") -> Paper:
    """The form of one of the decisions that `filled_in` names; `own` are the learner's own words in it."""
    language, title = describer.language, form_title(describer, decision)
    text = language.text
    about = f"forms.{decision['form']}.when"
    guidance = [Text(describer.words(about), kind="quiet")] if describer.has(about) else []
    boxes = [*_head(describer, decision), *_sections(describer, decision)]
    if own:
        boxes.append((text("In one's own words"), (own,)))
    blocks: list[Block] = [
        *guidance,
        Blanks((text("Institution"), text("Number and date of registration"))),
        Sheet(tuple(boxes), text("Section"), text("Entry")),
        Blanks(_signatures(decision["role"], language)),
    ]
    case = describer.words("title")
    return Paper(
        name=f"{title} – {case}",
        title=title,
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        above=text(
            "Exercise from the case {case}; persons and facts are invented.", case=language.quoted(case)
        ),
        blocks=tuple(blocks),
        form=True,
    )


def _head(describer: Describer, decision: Said) -> list[tuple[str, tuple[str, ...]]]:
    text, role = describer.language.text, decision["role"]
    name = describer.words(f"roles.{role}.name")
    return [
        (text("Drawn up on"), (when(describer, decision["time"], whole=True),)),
        (text("Drawn up by"), (f"{name}, {role_word(role, describer.language)}",)),
    ]


def _sections(describer: Describer, decision: Said) -> list[tuple[str, tuple[str, ...]]]:
    """Each section of the form with what was put there; then what stands in no section."""
    prefix = f"forms.{decision['form']}.sections."
    names = [path for path in describer.bundle.profession_texts.get("ro", {}) if path.startswith(prefix)]
    parts = decision["parts"]
    placed = any(part["section"] for part in parts)
    boxes = []
    for path in names if placed else []:
        here = [part for part in parts if part["section"] == path.removeprefix(prefix)]
        boxes.append((describer.words(path), tuple(_entries(here))))
    loose = [part for part in parts if not part["section"]]
    statements = [part for part in loose if part["kind"] == "statement"]
    if entries := _entries(statements):
        boxes.append((describer.language.text("Entries"), tuple(entries)))
    fields = [part for part in loose if part["kind"] == "field"]
    return [*boxes, *[(part["text"], (part["given"],)) for part in fields]]


def _entries(parts: Sequence[Said]) -> list[str]:
    """What was put in: statements as they stand, picks after the name of their field."""
    found = []
    for part in parts:
        if part["kind"] == "field":
            found.append(f"{part['text']}: {part['given']}")
        elif part["in"]:
            found.append(part["text"])
    return found


def _signatures(role: str, language: Language) -> tuple[str, ...]:
    own = language.text("Signature of the person who drew it up")
    if role == "coordinator":
        return (own,)
    return (own, language.text("Seen by the coordinating social worker"))
