"""The debrief of a finished play as a document: what was done, what the profession says, what it showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.language import Language, clock
from simulator.report.beside import Beside
from simulator.report.describe import Describer
from simulator.report.document import Block, Heading, Items, Note, Paper, Table, Text
from simulator.report.outcomes import outcome_line
from simulator.report.paper_beside import (
    advice_blocks,
    corrections_blocks,
    expert_blocks,
    expert_here,
    facts_blocks,
    what_if_blocks,
)
from simulator.report.wording import MOODS, force_word, level_word, role_word, verdict_word

Said = dict[str, Any]
_STATES = {"done": "done", "skipped": "skipped", "out-of-order": "out of order"}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a learner wrote: by scene, and by the name of a question for afterwards. Never judged."""

    scenes: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


def foot_of(language: Language) -> str:
    """What stands at the foot of each page beside its number."""
    return language.text("Case simulator, for training")


def page_pattern(language: Language) -> str:
    """How a page counts itself; a writer fills in `{page}` and `{pages}`."""
    return language.text("page {page} of {pages}", page="{page}", pages="{pages}")


def when(describer: Describer, time: str, *, whole: bool = False) -> str:
    """A time as `describe` gives it (`09:10`, `+1 12:00`), with its date (or day) from the second on.

    `whole` says the date, with its year, in any case.
    """
    language = describer.language
    later, _, hour = time.rpartition(" ")
    if not (later or whole):
        return time
    date = language.date(describer.bundle.graph.day, int(later or 0), year=whole)
    if date:
        return f"{date}, {hour}"
    return language.text("day {day}, {time}", day=int(later) + 1, time=hour) if later else hour


def debrief_paper(describer: Describer, own: OwnWords, beside: Beside, marks: Sequence[str] = ()) -> Paper:
    """The debrief in the describer's language, with what stands beside the play in the same.

    `marks` are said first: where the play comes from, if that matters to who reads it.
    """
    language, said = describer.language, describer.whole()
    text = language.text
    blocks = [*_head(describer, said), *what_if_blocks(beside), Heading(text("What you did"))]
    blocks[1:1] = [Text(words, kind="quiet") for words in marks]
    for index, decision in enumerate(said["decisions"]):
        blocks += _decision(describer, decision, own)
        for path in beside.expert.paths[:1]:
            blocks += expert_here(path.here[index], language)
    blocks += [*expert_blocks(beside.expert, language), *facts_blocks(beside.facts)]
    blocks += corrections_blocks(beside)
    for finding in said["findings"]:
        blocks += _findings(describer, said, finding)
    blocks += _steps(describer, said)
    for finding in said["findings"]:
        blocks += _profile(finding, language)
    blocks += [*_questions(describer, own), *advice_blocks(beside)]
    title = text("Debrief: {case}", case=said["title"])
    return Paper(
        name=f"{text('Debrief')} – {said['title']}",
        title=title,
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
    )


def _head(describer: Describer, said: Said) -> list[Block]:
    language = describer.language
    text = language.text
    day = language.date(describer.bundle.graph.day)
    who = "; ".join(f"{part['name']}, {role_word(part['role'], language)}" for part in said["roles"])
    level = text("level: {level}", level=level_word(said["level"], language))
    opens, closes = (clock(minute) for minute in describer.bundle.graph.hours)
    hours = text("Working hours {opens}–{closes}", opens=opens, closes=closes)
    blocks: list[Block] = [Text(" · ".join(filter(None, (who, level, day, hours))), kind="quiet")]
    for part in said["roles"]:
        blocks.append(Text(part["brief"]))
    for ending in said["endings"]:
        if not ending["ending"]:
            blocks.append(Text(text("The play stops here, before an ending.")))
            continue
        blocks.append(Heading(text("Ending: {title}", title=ending["title"])))
        blocks += [Text(words) for words in ending["text"]]
    return blocks


def _decision(describer: Describer, decision: Said, own: OwnWords) -> list[Block]:
    language = describer.language
    text = language.text
    blocks: list[Block] = [Heading(f"{when(describer, decision['time'])} · {decision['place']}", 3)]
    blocks += [
        Text(f"{when(describer, m['time'])} · {m['text']}", kind="quiet") for m in decision["messages"]
    ]
    blocks += [Text(words, kind="quiet") for words in decision["text"]]
    blocks.append(Text(decision["ask"], kind="ask"))
    blocks += _answer(decision, language)
    words = own.scenes.get(decision["scene"], "")
    if words:
        blocks.append(Note(text("Your own words"), (Text(words),)))
    if decision["model"]:
        blocks.append(Note(text("A possible version"), (Text(decision["model"]),)))
    if decision["then"]:
        blocks.append(Text(decision["then"], text("What followed")))
    if decision["why"]:
        blocks.append(Text(decision["why"], text("To think about")))
    if decision["cite"]:
        blocks.append(_source(decision["cite"], language))
    return [*blocks, *[verdict_note(verdict, language) for verdict in decision["verdicts"]]]


def _answer(decision: Said, language: Language) -> list[Block]:
    text = language.text
    if decision["task"] == "choice":
        return [Text(decision["answered"][0], text("You chose"))]
    blocks: list[Block] = []
    if decision["parts"]:
        blocks.append(_parts(decision["parts"], language))
    elif decision["task"] == "sequence":
        blocks.append(Items(tuple(line.partition(". ")[2] for line in decision["answered"]), ordered=True))
    elif decision["answered"]:
        blocks.append(Items(tuple(decision["answered"])))
    if decision["score"] is not None:
        blocks.append(Text(text("Right: {percent} %", percent=decision["score"]), kind="quiet"))
    return blocks


def _parts(parts: Sequence[Said], language: Language) -> Table:
    text = language.text
    marks = {1: text("fits"), 0: text("look again"), -1: text("either is fine")}
    return Table(
        text("Your answer, part by part"),
        (text("Part"), text("Your answer"), text("How it fits"), text("Why")),
        tuple((part["text"], part["given"], marks[part["mark"]], part["why"]) for part in parts),
        (8, 5, 3, 7),
    )


def _source(cited: Iterable[str], language: Language) -> Text:
    return Text("; ".join(cited), language.text("Source"), "quiet")


def verdict_note(verdict: Said, language: Language) -> Note:
    """One verdict: what was found, which rule, how binding it is, why, where it stands."""
    text = language.text
    texts = [Text(force_word(verdict["force"], language), text("Force")), Text(verdict["why"])]
    titles = "; ".join(language.quoted(other["title"]) for other in verdict["because"])
    if verdict["verdict"] == "contested":
        against = text("The sources do not agree here; on the other side: {titles}.", titles=titles)
        texts.append(Text(f"{against} {text('Neither way counts against you.')}"))
    elif titles:
        texts.append(Text(text("Set aside by: {titles}.", titles=titles)))
    if verdict["ours"]:
        texts.append(Text(verdict["ours"], text("Our reading")))
    texts.append(_source(verdict["cite"], language))
    mood = MOODS.get(verdict["verdict"], "plain")
    return Note(verdict["title"], tuple(texts), verdict_word(verdict, language), mood)


def _findings(describer: Describer, said: Said, finding: Said) -> list[Block]:
    """What stands at no decision: duties missed, sources that disagree, limits kept, rules set aside."""
    language, verdicts = describer.language, finding["verdicts"]
    text = language.text
    placed = {v["rule"] for decision in said["decisions"] for v in decision["verdicts"]}
    outcome = outcome_line(describer.bundle, finding, language)
    role = role_word(finding["role"], language)
    blocks: list[Block] = [Heading(text("What the profession says: {role}", role=role)), Text(outcome)]
    missed = [v for v in verdicts if v["verdict"] == "missing"]
    others = [v for v in verdicts if v["verdict"] == "not-followed" and v["rule"] not in placed]
    for title, found in (
        (text("Duties missed"), missed),
        (text("Other recommendations not followed"), others),
    ):
        if found:
            blocks += [Heading(title, 3), *[verdict_note(verdict, language) for verdict in found]]
    blocks += _contested(describer, finding)
    for title, kinds in (
        (text("Limits that you kept"), ("met", "late")),
        (text("Rules set aside by others here"), ("not-applicable",)),
    ):
        quiet = [v for v in verdicts if v["verdict"] in kinds and v["rule"] not in placed]
        if quiet:
            blocks += [Heading(title, 3), _rules(quiet, language)]
    return blocks


def _rules(verdicts: Sequence[Said], language: Language) -> Table:
    text = language.text
    rows = [
        (v["title"], force_word(v["force"], language), verdict_word(v, language), "; ".join(v["cite"]))
        for v in verdicts
    ]
    return Table("", (text("Rule"), text("Force"), text("Found"), text("Source")), tuple(rows), (7, 3, 3, 7))


def _contested(describer: Describer, finding: Said) -> list[Block]:
    """Rules that pull two ways, each pair side by side."""
    text, seen = describer.language.text, set[frozenset[str]]()
    blocks: list[Block] = []
    for verdict in finding["verdicts"]:
        if verdict["verdict"] != "contested":
            continue
        for other in verdict["because"]:
            pair = frozenset((verdict["rule"], other["rule"]))
            if pair not in seen:
                seen.add(pair)
                blocks.append(
                    _pair(verdict, describer.rule(finding["role"], other["rule"]), describer.language)
                )
    if not blocks:
        return []
    title = text("Where the sources do not agree")
    return [Heading(title, 3), Text(text("Neither way counts against you.")), *blocks]


def _pair(one: Said, other: Said, language: Language) -> Table:
    text, sides = language.text, (one, other)
    rows = [
        (text("Force"), *(force_word(side["force"], language) for side in sides)),
        (text("Why"), *(side["why"] for side in sides)),
        (text("Source"), *("; ".join(side["cite"]) for side in sides)),
    ]
    if any(side["ours"] for side in sides):
        rows.append((text("Our reading"), *(side["ours"] or "–" for side in sides)))
    return Table("", (text("Rule"), one["title"], other["title"]), tuple(rows), (2, 6, 6))


def _steps(describer: Describer, said: Said) -> list[Block]:
    language = describer.language
    text = language.text
    rows = [
        (
            f"{number}. {step['title']}",
            text(_STATES[step["state"]]),
            when(describer, step["time"]) or "–",
            role_word(step["by"], language) or "–",
        )
        for number, step in enumerate(said["steps"], 1)
    ]
    head = (text("Step"), text("State"), text("When"), text("Who"))
    table = Table(text("The seven steps of an intervention"), head, tuple(rows), (8, 4, 2, 4))
    return [Heading(text("The seven steps")), table]


def _profile(finding: Said, language: Language) -> list[Block]:
    text = language.text
    role = role_word(finding["role"], language)
    about = text(
        "Levels, weights and intervals are ours; the grid of the guide has no scale. "
        "The interval holds 80 % of what the evidence allows. "
        "One play shows little; not observed is not zero."
    )
    seen = [domain for domain in finding["domains"] if domain["weight"]]
    quiet = [domain["title"] for domain in finding["domains"] if not domain["weight"]]
    rows = [
        (
            domain["title"],
            domain["level_title"] or text("not enough evidence"),
            _span(domain, language),
            "; ".join(domain["rests_on_words"]),
        )
        for domain in seen
    ]
    head = (text("Domain"), text("Level"), text("Estimate (0–1), with its interval"), text("Rests on"))
    blocks: list[Block] = [
        Heading(text("Profile over the domains: {role}", role=role)),
        Text(about, kind="quiet"),
        Table(text("What this play showed"), head, tuple(rows), (5, 4, 4, 7)),
    ]
    if quiet:
        blocks += [Heading(text("Not observed in this play"), 3), Items(tuple(quiet))]
    return blocks


def _span(domain: Said, language: Language) -> str:
    mean, low, high = (language.number(domain[key], 2) for key in ("mean", "low", "high"))
    return f"{mean} ({low}–{high})"


def _questions(describer: Describer, own: OwnWords) -> list[Block]:
    text, names = describer.language.text, describer.questions()
    if not names:
        return []
    blocks: list[Block] = [Heading(text("Questions to think about"))]
    for name in names:
        blocks.append(Text(describer.words(f"questions.{name}"), kind="ask"))
        blocks.append(Text(own.questions.get(name, "") or text("(no answer kept)")))
    return blocks
