"""A form that was filled in during a play as the document it would be: its sections, its blanks.

It holds what the learner put in, right or wrong, without a word of judgement: that is the debrief's.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language import Language
from simulator.report.document import Blanks, Block, Document, Sheet, Text
from simulator.report.play_data import AnswerPart, DecisionData, PlayData
from simulator.report.wording import Texts, foot_of, page_pattern, role_word

Box = tuple[str, tuple[str, ...]]


def forms_filled_in(play: PlayData) -> list[DecisionData]:
    """The decisions of a play in which a form was filled in."""
    return [decision for decision in play.decisions if decision.form]


def form_document(texts: Texts, decision: DecisionData, own: str = "") -> Document:
    """The form of a decision that `forms_filled_in` names; `own` are the learner's own words in it."""
    language, title = texts.language, texts.words(f"forms.{decision.form}")
    text, about = language.text, texts.words(f"forms.{decision.form}.when")
    guidance = [Text(about, kind="quiet")] if about else []
    boxes = [*_head(texts, decision), *_sections(texts, decision)]
    if own:
        boxes.append((text("In one's own words"), (own,)))
    blocks: list[Block] = [
        *guidance,
        Blanks((text("Institution"), text("Number and date of registration"))),
        Sheet(tuple(boxes), text("Section"), text("Entry")),
        Blanks(_signatures(decision.role, language)),
    ]
    case = texts.words("title")
    return Document(
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


def _head(texts: Texts, decision: DecisionData) -> list[Box]:
    text, role = texts.language.text, decision.role
    name = texts.words(f"roles.{role}.name")
    return [
        (text("Drawn up on"), (texts.time(decision.minute, whole=True),)),
        (text("Drawn up by"), (f"{name}, {role_word(role, texts.language)}",)),
    ]


def _sections(texts: Texts, decision: DecisionData) -> list[Box]:
    """Each section of the form with what was put there; then what stands in no section."""
    prefix = f"forms.{decision.form}.sections."
    names = [path for path in texts.bundle.profession_texts.get("ro", {}) if path.startswith(prefix)]
    parts = decision.parts
    placed = any(part.section for part in parts)
    boxes: list[Box] = []
    for path in names if placed else []:
        here = [part for part in parts if part.section == path.removeprefix(prefix)]
        boxes.append((texts.words(path), tuple(_entries(here))))
    loose = [part for part in parts if not part.section]
    if entries := _entries([part for part in loose if part.kind == "statement"]):
        boxes.append((texts.language.text("Entries"), tuple(entries)))
    return [*boxes, *[(part.text, (part.given,)) for part in loose if part.kind == "field"]]


def _entries(parts: Sequence[AnswerPart]) -> list[str]:
    """What was put in: statements as they stand, picks after the name of their field."""
    entries = []
    for part in parts:
        if part.kind == "field":
            entries.append(f"{part.text}: {part.given}")
        elif part.included:
            entries.append(part.text)
    return entries


def _signatures(role: str, language: Language) -> tuple[str, ...]:
    own = language.text("Signature of the person who drew it up")
    if role == "coordinator":
        return (own,)
    return (own, language.text("Seen by the coordinating social worker"))
