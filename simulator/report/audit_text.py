"""The audit trail in words: who did what with a learner's records."""

from __future__ import annotations

from simulator.language import Language

_WHO = {"system": "The simulator", "operator": "Whoever runs this server"}
_DONE = {
    "list": "looked through the list of learners (pseudonyms, dates, how many plays)",
    "export": "read plays and ratings",
    "export-words": "read plays, ratings and what was written freely",
    "erase": "erased everything",
    "retention": "erased everything, as the time for keeping it was over",
    "audit": "read who has read what",
}


def done_words(who: str, what: str, why: str, language: Language) -> str:
    """One line of the trail as a sentence, with the reason that was given."""
    text = language.text
    someone = text(_WHO[who]) if who in _WHO else who
    done = text(_DONE[what]) if what in _DONE else text("worked with the records")
    line = f"{someone}: {done}"
    return f"{line}. {text('Reason given: {why}', why=why)}" if why else f"{line}."
