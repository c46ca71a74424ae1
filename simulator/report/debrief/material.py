"""What a debrief is built from: the judged play, its words, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.competence.advice import Advice
from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction
from simulator.competence.expert import Comparison
from simulator.language import Language
from simulator.report.debrief_data import play_data
from simulator.report.play_data import PlayData
from simulator.report.wording import Texts
from simulator.store.plays import PlayRecord


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a learner wrote: by step, and by the name of a question for afterwards. Never judged."""

    steps: Mapping[int, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Original:
    """The play that a "what if" comes from; judged only if it has ended."""

    play: PlayRecord
    judged: Debrief | None = None


@dataclass(frozen=True, slots=True)
class Companions:
    """What stands beside a judged play.

    `paths` are experts', the nearest first; `advice` is what its learner may do next; `original` the play
    of which it is a "what if"; `uncorrected` the play as it was judged before a teacher's `corrections`.
    `verified` is whether every step came through the server. `play` is the play's own name in the store,
    empty for one that is not there.
    """

    paths: tuple[Comparison, ...] = ()
    advice: Advice | None = None
    original: Original | None = None
    uncorrected: Debrief | None = None
    corrections: tuple[Correction, ...] = ()
    verified: bool = True
    play: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A judged play in one language with its companions and its learner's own words."""

    texts: Texts
    judged: Debrief
    play: PlayData
    companions: Companions
    own: OwnWords

    @property
    def language(self) -> Language:
        """The language in which it is told."""
        return self.texts.language

    @property
    def questions(self) -> tuple[str, ...]:
        """The case's questions for afterwards, by name."""
        paths = self.texts.bundle.case_texts.get("ro", {})
        return tuple(path.removeprefix("questions.") for path in paths if path.startswith("questions."))


def material(
    texts: Texts, judged: Debrief, companions: Companions | None = None, own: OwnWords | None = None
) -> Material:
    """Everything that the debrief of a judged play is built from."""
    return Material(texts, judged, play_data(texts, judged), companions or Companions(), own or OwnWords())
