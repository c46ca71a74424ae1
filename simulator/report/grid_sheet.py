"""A learner's grid in the words of one language, typed: what the page and the paper are built from.

`grid_sheet` is the whole sheet; `grid_history` lays two of the finished grids of a learner side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.competence import grid as g
from simulator.competence.estimate import Estimate
from simulator.content.enums import CODE_LANGUAGE, ROLES, WRITTEN_LANGUAGE, role_entry
from simulator.graph.bundle import CompiledProfession
from simulator.language import Language
from simulator.report import grid_words as w
from simulator.report.estimate_words import interval_share, interval_words
from simulator.report.wording import citation, role_word


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """A question of a domain; `asker` is who asks it in words, empty for the guide.

    `observable` is what one would see of a good practitioner.
    """

    indicator: str
    question: str
    asker: str
    observable: str

    @property
    def words(self) -> str:
        """The question, and who asks it where that is not the guide."""
        return f"{self.question} ({self.asker})" if self.asker else self.question


@dataclass(frozen=True, slots=True)
class PlayedLine:
    """What plays showed of a domain; `figures` are empty where there is no evidence."""

    estimate: Estimate
    words: str
    figures: str
    rests_on: str

    @property
    def observed(self) -> bool:
        """Whether there is any evidence."""
        return bool(self.estimate.weight)

    @property
    def whole(self) -> str:
        """The level in words with its figures, where there are some."""
        return f"{self.words}: {self.figures}" if self.observed else self.words


@dataclass(frozen=True, slots=True)
class GridLine:
    """A domain: its questions, what somebody wrote and which level they gave, what plays showed."""

    domain: str
    number: int
    title: str
    questions: tuple[GridQuestion, ...]
    own: g.Own
    level: str
    played: PlayedLine
    compared: str

    @property
    def name(self) -> str:
        """The title with its number."""
        return f"{self.number}. {self.title}"

    def column(self, name: str) -> str:
        """What was written in a column."""
        return str(getattr(self.own, name))


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a level beside an estimate: a sentence and what it rests on."""

    words: str
    cite: str


@dataclass(frozen=True, slots=True)
class GridSheet:
    """The whole sheet; `role` is that of who fills it in, empty where it is not known."""

    role: str
    title: str
    cite: str
    columns: tuple[str, ...]
    scale: tuple[str, ...]
    rests_on: str
    reading: tuple[Reading, ...]
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """When and with whom a grid was filled in, in words; the moment (ISO 8601)."""

    occasion: str
    with_whom: str
    made: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A domain in two grids; `kind` is how the level changed, `change` the same in a word."""

    title: str
    before: str
    after: str
    kind: str
    change: str


@dataclass(frozen=True, slots=True)
class GridHistory:
    """Two grids side by side, domain by domain; `company` says what to keep in mind, or nothing."""

    before: FilledIn
    after: FilledIn
    lines: tuple[ChangeLine, ...]
    summary: str
    company: str


def grid_sheet(profession: CompiledProfession, grid: g.Grid, language: Language, role: str = "") -> GridSheet:
    """The sheet of a grid: how to read it and its domains, in one language."""
    writer = _Writer(profession, language, role)
    return GridSheet(
        role,
        language.text("The competence grid"),
        writer.cited("guide#grid"),
        tuple(w.column_word(name, language) for name in g.COLUMNS),
        tuple(w.scale_words(language)),
        writer.all_plays(grid),
        tuple(writer.reading()),
        tuple(writer.line(line) for line in grid.lines),
    )


def grid_history(
    profession: CompiledProfession, history: Sequence[g.Rated], language: Language, role: str = ""
) -> GridHistory | None:
    """Two of the finished grids (oldest first) side by side; None below two. `role` as in `grid_sheet`."""
    pair = g.to_compare(history)
    if pair is None:
        return None
    changes = g.level_changes(profession.profession.model.domains, *pair)
    writer = _Writer(profession, language, role)
    return GridHistory(
        grid_filled_in(pair[0], role, language),
        grid_filled_in(pair[1], role, language),
        tuple(writer.change(one) for one in changes if (one.before, one.after) != (None, None)),
        writer.summary(changes),
        writer.company(*pair),
    )


def grid_filled_in(grid: g.Rated, role: str, language: Language) -> FilledIn:
    """When and with whom somebody who works in a role filled in a grid."""
    return FilledIn(
        w.occasion_word(grid.occasion, language),
        w.company_word(grid.with_whom, role, language),
        grid.made,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    profession: CompiledProfession
    language: Language
    role: str

    def words(self, path: str) -> str:
        texts = self.profession.texts
        return texts.get(self.language.code, {}).get(path) or texts[WRITTEN_LANGUAGE].get(path, path)

    def cited(self, name: str) -> str:
        """A citation; research by author, year and identifier."""
        source = name.partition("#")[0]
        if (
            source == "ours" and self.language.code == CODE_LANGUAGE
        ):  # the headings of our own choices are Romanian
            return self.words(f"sources.{source}.short").capitalize()
        if source in ("guide", "article", "ours"):
            return citation(self.words, name, self.language)
        return f"{self.words(f'sources.{source}.short')}, {self.words(f'sources.{source}.reference')}"

    def reading(self) -> list[Reading]:
        """How to read a level beside an estimate, each sentence with what it rests on."""
        text, number = self.language.text, self.language.number
        sentences = [
            (
                text(
                    "What people say about their own work is a weak measure by itself: across studies it "
                    "agrees only loosely with what their supervisors say (r = {r}), and people rate "
                    "themselves somewhat more generously (d = {d}).",
                    r=number(0.22, 2),
                    d=number(0.32, 2),
                ),
                "self-supervisor#effect",
            ),
            (
                text(
                    "What was seen in play is not the whole truth either: it rests on few decisions, in "
                    "invented cases. The interval holds {share} % of what the evidence allows; where there "
                    "is too little, no level is named. Not observed is not zero.",
                    share=interval_share(self.profession.profession.model),
                ),
                "ours#estimation",
            ),
            (
                text(
                    "Your levels 0–4 are laid on the same scale, each with half a step to either side; a "
                    "difference is pointed out only where that does not touch the interval."
                )
                + " "
                + self.language.say(role_entry(self.role).no_verdict),
                "ours#gap",
            ),
        ]
        return [Reading(words, self.cited(name)) for words, name in sentences]

    def line(self, line: g.Line) -> GridLine:
        """A domain: its questions, what somebody wrote there, what plays showed."""
        return GridLine(
            line.domain.id,
            line.domain.number,
            self.words(f"domains.{line.domain.id}"),
            tuple(self.question(question) for question in line.questions),
            line.own,
            w.level_words(line.own.level, self.language),
            self.played(line.played),
            w.compared_words(line.compared, self.language),
        )

    def question(self, question: g.Question) -> GridQuestion:
        words = self.words(f"indicators.{question.indicator}.question")
        asker = w.asker_word(question.asker, self.language)
        observable = self.words(f"indicators.{question.indicator}.observable")
        return GridQuestion(question.indicator, words, asker, observable)

    def played(self, played: g.Played) -> PlayedLine:
        estimate, text = played.estimate, self.language.text
        level = self.words(f"levels.{estimate.level}") if estimate.level else text("not enough evidence")
        words = level if estimate.weight else text("not observed yet")
        figures = interval_words(estimate, self.language) if estimate.weight else ""
        return PlayedLine(estimate, words, figures, self.rests_on(played))

    def rests_on(self, played: g.Played) -> str:
        count = self.language.count
        sources = []
        if played.decisions:
            sources.append(count("{number} decision", "{number} decisions", played.decisions))
        if played.undone:
            sources.append(
                count(
                    "{number} rule judged by what was not done",
                    "{number} rules judged by what was not done",
                    played.undone,
                )
            )
        if not sources:
            return w.NO_LEVEL
        plays = count("{number} play", "{number} plays", played.plays)
        return f"{self.language.listed(sources)} ({plays})"

    def all_plays(self, grid: g.Grid) -> str:
        """Which plays were looked at."""
        text, roles = self.language.text, grid.roles
        if not grid.plays:
            return text("None of your finished plays shows anything here yet.")
        words = self.language.count(
            "Rests on {number} finished play; a “what if” does not count.",
            "Rests on {number} finished plays; a “what if” does not count.",
            grid.plays,
        )
        if len(roles) == 1:
            role = role_word(ROLES[roles[0]], self.language)
            words += " " + text("Only what you did as {role} is counted.", role=role)
        return words

    def change(self, change: g.LevelChange) -> ChangeLine:
        before, after = (w.level_words(level, self.language) for level in (change.before, change.after))
        word = w.change_word(change.kind, self.language)
        return ChangeLine(self.words(f"domains.{change.domain}"), before, after, change.kind, word)

    def company(self, before: g.Rated, after: g.Rated) -> str:
        """What to keep in mind where only one of two grids was filled in together; else nothing."""
        if before.with_whom == after.with_whom:
            return ""
        return self.language.text(
            "One of the two was filled in {together}, the other one was not: "
            "a difference may come from that as well.",
            together=self.language.say(role_entry(self.role).together),
        )

    def summary(self, changes: Sequence[g.LevelChange]) -> str:
        count, kinds = self.language.count, [change.kind for change in changes]
        risen, same, fallen = (kinds.count(kind) for kind in (g.RISEN, g.SAME, g.FALLEN))
        words = [
            *([count("higher in {number} domain", "higher in {number} domains", risen)] if risen else []),
            *([count("the same in {number} domain", "the same in {number} domains", same)] if same else []),
            *([count("lower in {number} domain", "lower in {number} domains", fallen)] if fallen else []),
        ]
        if not words:
            return self.language.text("No domain has a level both times.")
        about = self.language.text(
            "A level that falls may also mean that you see more clearly what the work asks of you."
        )
        joined = self.language.listed(words)
        return f"{joined[:1].upper()}{joined[1:]}." + (f" {about}" if fallen else "")
