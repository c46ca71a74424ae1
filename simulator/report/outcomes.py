"""How a play turned out, in words."""

from __future__ import annotations

from simulator.competence.debrief import Debrief
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.practice.outcome import Outcome


def outcome_words(outcome: Outcome, language: Language) -> str:
    """What was breached and missed, counted in words."""
    law, guide, missed = outcome[:3]
    counts = [
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
    return language.listed(counts) if counts else language.text("nothing breached, no duty missed")


def rank_words(rank: int, ranks: int, language: Language) -> str:
    """How good an ending was among those of its role, as a sentence; a bare number reads like a mark."""
    if rank > ranks:
        return language.text("No ending was reached.")
    if rank == 1:
        return language.text("It was the best ending.")
    if rank == ranks:
        return language.text("It was the weakest ending.")
    better = rank - 1
    return language.count("There was {number} better ending.", "There were {number} better endings.", better)


def ending_of(bundle: Bundle, judged: Debrief, language: Language) -> str:
    """The title of the ending that a finished play came to."""
    ending = bundle.graph.ending(judged.states[-1].seats[0].node)
    return bundle.text(f"endings.{ending.id}.title", language.code)
