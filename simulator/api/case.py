"""Cases: which there are, one of them opened, and the plays that begin there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from simulator.api.play import Play
from simulator.api.setting import Setting
from simulator.api.simulation import Simulation, simulate
from simulator.api.values import Described, Listing, chosen, fitting, path_given, whole_number
from simulator.content.enums import LANGUAGES, LEVELS, ROLES
from simulator.content.folders import case_folders
from simulator.engine.draws import MASK
from simulator.engine.session import begin
from simulator.graph.loading import open_case as open_bundle
from simulator.language import language as speech_of

Folders: TypeAlias = "str | Path | Sequence[str | Path]"


@dataclass(frozen=True, slots=True, repr=False)
class CaseSummary(Described):
    """A case in a list: the id by which it is opened, its title, what it is about, its roles."""

    id: str
    title: str
    summary: str
    roles: tuple[str, ...]

    def _line(self) -> str:
        return f"{self.id}: {self.title} ({', '.join(self.roles)})"


class Case(Setting):
    """A case at one level in one language, ready to be played; get it from `open_case`.

    `id`, `title`, `summary`, `roles`, `walks`, `chance` say what it is; `bundle` is all that a play rests
    on (graph, texts, profession, by digest). In a notebook it shows its scenes and endings.
    """

    __slots__ = ()

    def begin(self, role: str, seed: int = 0, chance: Mapping[str, str] | None = None) -> Play:
        """A play by one person in a role ("technician" or "coordinator").

        The seed settles what is left to chance, save what `chance` fixes. Raises `SimulatorError`.
        """
        drawn = dict(fitting("values", "chance", {} if chance is None else chance, Mapping))
        for name in drawn:
            chosen("chance", name, self.chance)
        place = ROLES.index(chosen("role", role, self.roles))
        whole_number("seed", seed, 0, MASK)
        return Play(self, tuple(begin(self.bundle.graph, place, seed, chance=drawn).log))

    def replay(self, walk: str) -> Play:
        """An author's walk by name (one of `walks`), played at the level for which it was written."""
        from simulator.cohort.reading import replay_walk

        chosen("walk", walk, self.walks)
        bundle, log = replay_walk(self.id, walk, cases=self.folders)
        return Play(Case(bundle, self.speech, self.folders), log)

    def simulate(
        self,
        policy: str = "random",
        role: str = "technician",
        learners: int = 1000,
        seed: int = 1,
        ability: int = 50,
    ) -> Simulation:
        """The case played by many simulated learners, judged, in shares.

        `policy` says how they decide: random, always-ask, always-alone, rule-follower, or profile (right
        in `ability` percent of what they decide). The same seed gives the same learners.
        """
        return simulate(self, policy, chosen("role", role, self.roles), learners, seed, ability)


def list_cases(language: str = "ro", cases: Folders = ()) -> Listing[CaseSummary]:
    """The cases there are: ours, and those in the folders `cases` of one's own."""
    folders = _folders(cases)
    opened = [open_case(name, language=language, cases=folders) for name in case_folders(folders)]
    return Listing(CaseSummary(case.id, case.title, case.summary, case.roles) for case in opened)


def open_case(name: str, level: str = "standard", language: str = "ro", cases: Folders = ()) -> Case:
    """A case by its id, at a level (guided, standard, hard), in a language (ro, en).

    `cases` are folders of one's own, looked through beside ours. Raises `SimulatorError` with the names
    that are near, or with the problems of its files.
    """
    chosen("level", level, LEVELS)
    speech = speech_of(chosen("language", language, LANGUAGES))
    folders = _folders(cases)
    chosen("case", name, case_folders(folders))
    return Case(open_bundle(name, level, cases=folders), speech, folders)


def read_log(file: str | Path, language: str = "ro", cases: Folders = ()) -> Play:
    """A play from a log that `Play.save` or `simulator play --log` wrote; verified.

    Raises `SimulatorError` for what is no log, or could not have been played.
    """
    from simulator.cohort.reading import load_log

    folders = _folders(cases)
    bundle, log = load_log(path_given("file", file), cases=folders)
    return Play(Case(bundle, speech_of(chosen("language", language, LANGUAGES)), folders), log)


def _folders(cases: Folders) -> tuple[Path, ...]:
    if isinstance(cases, str | bytes) or not isinstance(cases, Iterable):
        return (path_given("cases", cases),)
    return tuple(path_given("cases", folder) for folder in cases)
