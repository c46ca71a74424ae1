"""A play under way in the words of one language, typed: what the page and the terminal render.

It is built from a role's view alone, so that nothing leaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.content.enums import FORCES, ROLES
from simulator.engine.view import View
from simulator.graph.profession import Rule
from simulator.practice.rules import Verdict
from simulator.report.wording import Texts, force_word, sentence, verdict_word

MOST_RULES = 5
MOST_SOURCES = 2
Timed = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class News:
    """What reached a role since it last looked: messages and facts with their minutes, signs it notices."""

    messages: Timed
    known: Timed
    signs: tuple[str, ...]


def news_of(before: View | None, now: View) -> News:
    """What is in a view and was not in the one before (None: at the start)."""
    messages = set(before.messages) if before else set()
    known = set(before.known) if before else set()
    noticed = before.signs if before else ()
    return News(
        tuple([pair for pair in now.messages if pair not in messages]),
        tuple([pair for pair in now.known if pair not in known]),
        tuple([path for path in now.signs if path not in noticed]),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as one receives it; the sender may be nobody who plays."""

    time: str
    sender: str
    words: str

    @property
    def title(self) -> str:
        """When it came, and from whom."""
        return f"{self.time} · {self.sender}" if self.sender else self.time


@dataclass(frozen=True, slots=True)
class FactWords:
    """Something that the role knows, and since when."""

    time: str
    words: str

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.time} · {self.words}"


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule at hand; `contested` says that another at hand speaks against it, or nothing."""

    title: str
    force: str
    sources: str
    contested: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The case and who one is in it."""

    title: str
    who: str
    level: str
    brief_title: str
    brief: str
    about_time: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """The hint and the rules at hand; both may be missing."""

    hint_title: str
    hint: str
    rules_title: str
    rules: tuple[RuleWords, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What the last decision meant for one rule: the kind of verdict, its word, the rule, its force."""

    kind: str
    word: str
    rule: str
    title: str
    force: str


@dataclass(frozen=True, slots=True)
class SceneWords:
    """Where the role stands: when and where, what it sees and notices, what is new, what helps."""

    about: str
    time: str
    place: str
    paragraphs: tuple[str, ...]
    signs: tuple[str, ...]
    letters: tuple[Letter, ...]
    facts_title: str
    facts: tuple[FactWords, ...]
    guidance: Guidance


@dataclass(frozen=True, slots=True)
class Notes:
    """All that the role knows and every message it has received; `nothing` stands where there is none."""

    title: str
    facts_title: str
    facts: tuple[FactWords, ...]
    letters_title: str
    letters: tuple[Letter, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What followed from a decision, and a model beside which own words can be laid."""

    title: str
    words: str
    own_title: str
    model_title: str
    model: str


def opening(texts: Texts, role: str) -> Opening:
    """The case at its beginning, to who plays a role."""
    text = texts.language.text
    return Opening(
        texts.words("title"),
        text("You are {who}", who=texts.who(role)),
        text("level: {level}", level=texts.level()),
        text("Who you are"),
        texts.words(f"roles.{role}.brief"),
        text("Time is simulated: take as long as you need."),
    )


def scene(texts: Texts, sight: View, news: News, rules: Sequence[Rule] = ()) -> SceneWords:
    """A scene or an ending as a role sees it; hint and rules at the guided level only."""
    text, base = texts.language.text, f"{'endings' if sight.ended else 'scenes'}.{sight.node}"
    time = texts.time(sight.minute)
    ended = sight.ended
    return SceneWords(
        text("Ending") if ended else time,
        time,
        texts.words(f"{base}.title" if ended else f"{base}.place"),
        tuple(texts.words(path) for path in sight.paths),
        () if ended else tuple(texts.words(path) for path in news.signs),
        _letters(texts, news.messages),
        text("New in your notes"),
        () if ended else _facts(texts, news.known),
        _guidance(texts, "" if ended else f"{base}.hint", rules),
    )


def notes(texts: Texts, sight: View) -> Notes:
    """What the role knows by now."""
    text = texts.language.text
    return Notes(
        text("What you know"),
        text("Your notes ({number})", number=len(sight.known)),
        _facts(texts, sight.known),
        text("Messages received ({number})", number=len(sight.messages)),
        _letters(texts, sight.messages),
        text("nothing yet"),
    )


def consequence(texts: Texts, node: str, path: str) -> Consequence:
    """What followed from the decision in a scene, told at a path."""
    text = texts.language.text
    return Consequence(
        text("What followed"),
        texts.words(f"{path}.then"),
        text("Your own words"),
        text("A possible version"),
        texts.words(f"scenes.{node}.model"),
    )


def remark(texts: Texts, verdict: Verdict) -> Remark:
    """A verdict in one line, told while the play goes on."""
    rule = next(rule for rule in texts.bundle.profession.rules if rule.id == verdict.rule)
    word = verdict_word(verdict.kind, verdict.late, texts.language)
    return Remark(
        verdict.kind,
        word[:1].upper() + word[1:],
        rule.id,
        sentence(texts.words(f"rules.{rule.id}.title")),
        force_word(rule.force, texts.language),
    )


def _letters(texts: Texts, messages: Timed) -> tuple[Letter, ...]:
    senders = {reaction.id: reaction.of for reaction in texts.bundle.graph.reactions}
    return tuple(_letter(texts, name, minute, senders.get(name, -1)) for name, minute in messages)


def _letter(texts: Texts, name: str, minute: int, of: int) -> Letter:
    sender = texts.words(f"roles.{ROLES[of]}.name") if of >= 0 else ""
    return Letter(texts.time(minute), sender, texts.words(f"reactions.{name}.text"))


def _facts(texts: Texts, known: Timed) -> tuple[FactWords, ...]:
    return tuple(FactWords(texts.time(minute), texts.words(f"facts.{name}.text")) for name, minute in known)


def _guidance(texts: Texts, path: str, rules: Sequence[Rule]) -> Guidance:
    text, guided = texts.language.text, texts.bundle.graph.level == "guided"
    first = sorted(rules, key=lambda rule: FORCES.index(rule.force))[:MOST_RULES] if guided else []
    return Guidance(
        text("Hint"),
        texts.words(path) if path and guided else "",
        text("The rule at hand"),
        tuple(_rule(texts, rule, rules) for rule in first),
    )


def _rule(texts: Texts, rule: Rule, rules: Iterable[Rule]) -> RuleWords:
    contested = any(other.id in rule.conflicts_with for other in rules)
    return RuleWords(
        texts.words(f"rules.{rule.id}.title"),
        force_word(rule.force, texts.language),
        texts.cited(rule.cite, MOST_SOURCES),
        texts.language.text("here the sources do not agree") if contested else "",
    )
