"""One verdict, and several, as notes: what was found, which rule, how binding it is, why, from where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.language import Language
from simulator.report.document import Badge, Block, Details, Note, Text, gathered
from simulator.report.play_data import VerdictData
from simulator.report.wording import MOODS, sentence

FEW = 2  # verdicts on one decision that are well and still stand open


def verdict_blocks(verdicts: Sequence[VerdictData], language: Language) -> Iterator[Block]:
    """The verdicts on one decision; of many, those that are well are folded beneath those to think about."""
    well = [verdict for verdict in verdicts if mood_of(verdict) == "good"]
    if len(well) <= FEW:
        yield from (verdict_note(verdict, language) for verdict in verdicts)
        return
    yield from (verdict_note(verdict, language) for verdict in verdicts if verdict not in well)
    notes = tuple(verdict_note(verdict, language) for verdict in well)
    yield Details(language.text("Rules that you followed here"), notes, len(notes))


def verdict_note(verdict: VerdictData, language: Language) -> Note:
    """One verdict; where it is well, its reason is folded away."""
    text, mood = language.text, mood_of(verdict)
    reasons: tuple[Block, ...] = tuple(reason_blocks(verdict, language))
    if mood == "good":
        reasons = (Details(text("Why, and on what grounds"), reasons),)
    badges = (Badge(verdict.verdict_title, mood), Badge(verdict.force_title, "quiet"))
    blocks = gathered(reasons, _against(verdict, language))
    return Note(verdict.title, tuple(blocks), badges, mood)


def mood_of(verdict: VerdictData) -> str:
    """How a verdict is to be seen beside its word."""
    return MOODS.get(verdict.verdict, "plain")


def reason_blocks(verdict: VerdictData, language: Language) -> Iterator[Text]:
    """Why the rule stands, what of it is our reading, where it comes from."""
    yield Text(verdict.why)
    if verdict.ours:
        yield Text(verdict.ours, language.text("Our reading"), "quiet")
    yield source_text(verdict.cite, language)


def source_text(cited: Iterable[str], language: Language) -> Text:
    """Where something comes from."""
    return Text(sentence("; ".join(cited)), language.text("Source"), "quiet")


def _against(verdict: VerdictData, language: Language) -> Text | None:
    """The rules that stand on the other side, or before this one."""
    text = language.text
    titles = "; ".join(language.quoted(other.title) for other in verdict.because)
    if verdict.verdict == "contested":
        against = text("The sources do not agree here; on the other side: {titles}.", titles=titles)
        return Text(f"{against} {text('Neither way counts against you.')}")
    return Text(text("Set aside by: {titles}.", titles=titles)) if titles else None
