"""All cases as cards, which can be narrowed by subject, role, length and "not yet played"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.wording import Texts, role_word
from simulator.ui import parts
from simulator.ui.case_facts import OfferedCase, hook_words, minutes_words, role_names, subjects_of
from simulator.ui.overview_parts import Facet, shelf, tile
from simulator.ui.parts import Node, Value
from simulator.ui.pictures import Pictures
from simulator.ui.place import Place

LEAST_TO_NARROW = 3
LIMITS = (10, 20, 30)  # minutes
NEW = "new"
APART = "--"  # between what is narrowed by, in the part that an address names


def case_shelf(cases: Sequence[OfferedCase], language: Language, pictures: Pictures) -> Node:
    """The cards with the ways to narrow them; few cards need none."""
    facets = _facets(cases, language) if len(cases) >= LEAST_TO_NARROW else []
    tiles = [(_card(one, language, pictures), _under(one)) for one in cases]
    text = language.text
    words = {
        "any": text("any"),
        "new": text("Only those not played yet"),
        "count": language.count(
            "{shown} of {number} case", "{shown} of {number} cases", len(cases), shown="{shown}"
        ),
        "none": text("No case fits all of this."),
        "reset": text("Show all cases"),
    }
    return shelf(text("Narrow the cases"), facets, tiles, words)


def narrows(part: str, cases: Sequence[OfferedCase], language: Language) -> bool:
    """Whether the part of an address says how the cards are narrowed, in a way that there is."""
    there = {f"{one.name}-{value.value}" for one in _facets(cases, language) for value in one.values}
    return len(cases) >= LEAST_TO_NARROW and {*part.split(APART)} <= there | {NEW}


def _facets(cases: Sequence[OfferedCase], language: Language) -> list[Facet]:
    """The ways to narrow that make a difference."""
    text, under = language.text, [_under(one) for one in cases]
    subjects: dict[str, str] = {}
    for one in cases:
        texts = Texts(one.bundle, language)
        subjects |= {_name(path): texts.words(path) for path in subjects_of(one.about)}
    found = {
        "subject": [
            Value(name, words)
            for name, words in sorted(subjects.items(), key=lambda pair: pair[1].casefold())
        ],
        "role": [Value(role, role_word(role, language)) for role in ROLES],
        "length": [
            Value(str(most), text("at most {length}", length=minutes_words(most, language)))
            for most in LIMITS
        ],
    }
    legends = {"subject": text("Subject"), "role": text("Role"), "length": text("Length")}
    facets = []
    for name, values in found.items():
        many = {value.value: sum(value.value in one[name] for one in under) for value in values}
        # In which role a case has not been played yet is asked too where all have the role.
        useful = [
            one for one in values if 0 < many[one.value] < len(cases) or (name == "role" and many[one.value])
        ]
        if useful:
            facets.append(Facet(name, legends[name], useful))
    return facets


def _under(one: OfferedCase) -> dict[str, list[str]]:
    """The values under which a case is found."""
    left = [role for role in one.roles if not one.finished[role]]
    return {
        "subject": [_name(path) for path in subjects_of(one.about)],
        "role": role_names(one.roles),
        "length": [str(most) for most in LIMITS if one.about.minutes <= most],
        NEW: [*role_names(left), *([] if one.finished.total() else [""])],
    }


def _name(path: str) -> str:
    """The name of a checklist's row or of a kind of difficulty, from the path of its words."""
    return path.split(".")[1]


def _card(one: OfferedCase, language: Language, pictures: Pictures) -> Node:
    """One case as a card that leads to its page."""
    texts = Texts(one.bundle, language)
    subjects = language.listed(texts.words(path) for path in subjects_of(one.about))
    facts = f"{minutes_words(one.about.minutes, language)} · {subjects}"
    said = [
        *pictures.portrait(texts, one.about.face),
        parts.paragraph(hook_words(texts)),
        parts.paragraph(facts, "quiet"),
        parts.paragraph(language.listed(role_word(ROLES[role], language) for role in one.roles), "quiet"),
        *_finished(one, language),
    ]
    return tile(texts.words("title"), "case", Place(id=one.bundle.graph.id), said)


def _finished(one: OfferedCase, language: Language) -> Iterable[Node]:
    """In which roles the case was finished, and how often."""
    if not one.finished.total():
        yield parts.paragraph(language.text("Not played yet"), "quiet")
    for role, number in sorted(one.finished.items()):
        word = role_word(ROLES[role], language)
        yield parts.paragraph(
            language.count("Played once as {role}", "Played {number} times as {role}", number, role=word),
            "done",
        )
