"""What a play rests on and in which language it is told: a case at a level, its words, its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.api.values import Listing, Shown, sheet
from simulator.content.enums import ROLES
from simulator.content.folders import case_folders
from simulator.graph.bundle import Bundle
from simulator.language import Language, clock
from simulator.report.document import Block, Document, Heading, Table, Text
from simulator.report.wording import Texts, role_word


@dataclass(frozen=True, slots=True, repr=False)
class Setting(Shown):
    """A case at one level in one language.

    `bundle` is all that a play rests on: graph, texts, profession, by digest. `folders` are one's own.
    """

    bundle: Bundle
    speech: Language
    folders: tuple[Path, ...] = ()

    @property
    def id(self) -> str:
        """The name by which it is opened."""
        return self.bundle.graph.id

    @property
    def level(self) -> str:
        """guided, standard or hard."""
        return self.bundle.graph.level

    @property
    def language(self) -> str:
        """ro or en."""
        return self.speech.code

    @property
    def texts(self) -> Texts:
        """Its words, by the path at which they stand."""
        return Texts(self.bundle, self.speech)

    @property
    def title(self) -> str:
        """Its title."""
        return self.texts.words("title")

    @property
    def summary(self) -> str:
        """What it is about."""
        return self.texts.words("summary")

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in which it can be played."""
        entries = zip(ROLES, self.bundle.graph.entry, strict=True)
        return tuple(role for role, entry in entries if entry >= 0)

    @property
    def chance(self) -> Mapping[str, tuple[str, ...]]:
        """What is left to chance, by name, and the values it can take."""
        return {one.id: one.values for one in self.bundle.graph.chance}

    @property
    def walks(self) -> Listing[str]:
        """The authors' walks by name: experts' ways, then naive ones, then those that break a rule."""
        folder = case_folders(self.folders)[self.id] / "walks"
        names = [path.stem for path in folder.glob("*.yaml")]
        return Listing(sorted(names, key=lambda name: (name.startswith("breaks-"), name)))

    def document(self) -> Document:
        """What the case is: whom one plays, its scenes and its endings."""
        text, words, graph = self.speech.text, self.texts.words, self.bundle.graph
        scenes = [
            (words(f"scenes.{one.id}.place"), role_word(ROLES[one.role], self.speech), one.id, one.task.kind)
            for one in graph.scenes
        ]
        endings = [
            (words(f"endings.{one.id}.title"), role_word(ROLES[one.role], self.speech), one.id, str(one.rank))
            for one in graph.endings
        ]
        name, role, rank = text("Name"), text("Role"), text("Rank (1 is the best)")
        start = f"{self.texts.day()} {clock(graph.start)}".strip()
        blocks: list[Block] = [
            Text(f"{self.id} · {self.texts.level()} · {start}", kind="quiet"),
            Text(self.summary),
            *(Text(words(f"roles.{one}.brief"), label=f"{self.texts.who(one)}:") for one in self.roles),
            Heading(text("Scenes")),
            Table("", (text("Place"), role, name, text("Task")), tuple(scenes), (4, 2, 2, 1)),
            Heading(text("Endings")),
            Table("", (text("Title"), role, name, rank), tuple(endings), (4, 2, 2, 1)),
        ]
        return sheet(self.title, blocks, self.language)

    def _line(self) -> str:
        graph = self.bundle.graph
        return (
            f"{self.id} ({self.level}, {self.language}): {self.title}; as {' or '.join(self.roles)}; "
            f"{len(graph.scenes)} scenes, {len(graph.endings)} endings"
        )
