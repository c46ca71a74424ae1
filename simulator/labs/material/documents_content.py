"""What stands in a document and should not, and what does not stand there and should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from simulator.labs.material.documents_asked import Asked
from simulator.labs.material.documents_reader import Paper
from simulator.labs.material.documents_remarks import SHOWN, DocumentRemark, quoted, quoted_list, where
from simulator.labs.material.documents_words import (
    cards,
    found_of,
    has_any,
    numeric_codes,
    telephones,
    without_citations,
)
from simulator.language import Language

Finder = Callable[[str], Iterable[str]]


def content_findings(
    paper: Paper, asked: Asked, lists: tuple[tuple[str, ...], tuple[str, ...]], speech: Language
) -> Iterator[DocumentRemark]:
    """Numbers, names and words that do not belong, then what is missing; `lists` are interpretations and
    decisions.
    """
    yield from _numbers(paper, speech)
    yield from _outsiders(paper, asked, speech)
    yield from _own_words(paper, lists, speech)
    yield from _missing(paper, asked, speech)


def _numbers(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    """Identity numbers anywhere; telephones only outside header and footer, where the institution's stand."""
    text = speech.text
    if spot := _spot(paper, numeric_codes, speech, margins=True):
        yield DocumentRemark(
            1,
            text(
                "{spot}: a personal numeric code (CNP). It is a national identification number "
                "(Law 190/2018, art. 2), and this document does without it; delete it.",
                spot=spot,
            ),
        )
    if spot := _spot(paper, cards, speech, margins=True):
        yield DocumentRemark(
            2,
            text(
                "{spot}: series and number of an identity card. They too are a national "
                "identification number (Law 190/2018, art. 2); write only that you saw the card.",
                spot=spot,
            ),
        )
    if spot := _spot(paper, telephones, speech, margins=False):
        yield DocumentRemark(
            3,
            text(
                "{spot}: a telephone number. Whoever reads the document may call; keep it in the "
                "contact list (the institution’s own belongs in the header).",
                spot=spot,
            ),
        )


def _outsiders(paper: Paper, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    if spot := _spot(paper, lambda text: found_of(asked.outsiders, text), speech, margins=True, whole=True):
        yield DocumentRemark(
            4,
            speech.text(
                "{spot}: a person who does not belong to this case. Without the name nothing "
                "is lost; take it out.",
                spot=spot,
            ),
        )


def _own_words(
    paper: Paper, lists: tuple[tuple[str, ...], tuple[str, ...]], speech: Language
) -> Iterator[DocumentRemark]:
    """Interpretations and decisions in the writer's own words, what is cited left out."""
    interpretations, decisions = lists
    if spots := _spots(paper, interpretations, speech):
        yield DocumentRemark(
            5,
            speech.text(
                "{spots}: interpretation (our list). Write what you saw or heard, with the hour or "
                "the source; the social worker interprets.",
                spots=spots,
            ),
        )
    if spots := _spots(paper, decisions, speech):
        yield DocumentRemark(
            6,
            speech.text(
                "{spots}: proposal or conclusion. Diagnosis and decision are the social worker’s (guide, "
                "principle 4); end with the facts.",
                spots=spots,
            ),
        )


def _spots(paper: Paper, words: tuple[str, ...], speech: Language) -> str:
    """Where words of a list stand and which they are; "" if nowhere."""
    matches = [(one, found_of(words, without_citations(one.text))) for one in paper.paragraphs]
    spots = [f"{where(one.place, speech)} ({quoted_list(each, speech)})" for one, each in matches if each]
    return "; ".join(spots[:SHOWN]) + ("; …" if len(spots) > SHOWN else "")


def _missing(paper: Paper, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    everything = f"{paper.text}\n{paper.margins}"
    for name, words in asked.needs.items():
        if not has_any(words, everything):
            yield DocumentRemark(
                10,
                speech.text("Missing: {what}. Without it another person cannot check or go on.", what=name),
            )
    missed = [name for name, words in asked.facts.items() if not has_any(words, everything)]
    if len(asked.facts) - len(missed) < asked.least_facts:
        yield DocumentRemark(
            11,
            speech.text(
                "Of the facts in the notes few are here; I do not find, for example: {what}.",
                what=speech.listed(missed[:3]),
            ),
        )
    if asked.table and not paper.tables:
        yield DocumentRemark(
            12,
            speech.text(
                "There is no table: put what was found, how it was verified and when into "
                "three columns with a header row."
            ),
        )


def _spot(paper: Paper, find: Finder, speech: Language, *, margins: bool, whole: bool = False) -> str:
    """Where something was found, the first place in words and how many more; "" if nowhere."""
    hits = [(where(one.place, speech), match) for one in paper.paragraphs for match in find(one.text)]
    hits += [(speech.text("In notes or comments"), match) for match in find(paper.notes)]
    if margins:
        hits += [(speech.text("In the header or footer"), match) for match in find(paper.margins)]
    if not hits:
        return ""
    place, match = hits[0]
    shown_as = quoted(match if whole else f"{match.strip()[:3]}…", speech)
    more = len(hits) - 1
    if not more:
        return f"{place} ({shown_as})"
    return speech.count(
        "{place} ({found}) and in one more place",
        "{place} ({found}) and in {number} more places",
        more,
        place=place,
        found=shown_as,
    )
