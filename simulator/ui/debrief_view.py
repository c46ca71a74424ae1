"""The debrief page as parts: what was done, what each rule says of it, what it showed, what to think on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.competence.advice import Advice
from simulator.competence.debrief import Debrief
from simulator.competence.evidence import Correction
from simulator.competence.expert import Comparison
from simulator.engine.events import Decided
from simulator.language import Language, clock
from simulator.report.beside import Beside, beside
from simulator.report.describe import Describer
from simulator.report.outcomes import Original, outcome_line
from simulator.report.paper_form import form_title
from simulator.report.wording import Texts, decimal, role_word, sentence
from simulator.ui import parts
from simulator.ui.advice import advice_section
from simulator.ui.answer_view import answered_nodes
from simulator.ui.conflict_drafts import Drafts, field_nodes
from simulator.ui.corrections_view import corrections_section
from simulator.ui.downloads import paper_buttons
from simulator.ui.expert_view import expert_here, expert_section
from simulator.ui.facts_view import facts_section
from simulator.ui.outcomes import compared_section, what_if_nodes
from simulator.ui.parts import Node
from simulator.ui.play_view import place_of_words
from simulator.ui.verdicts import by_no_decision, contested_nodes, missed, verdict_node, verdict_nodes

_STATES = {"done": "done", "skipped": "skipped", "out-of-order": "out of order"}
_MOODS = {"done": "good", "skipped": "quiet", "out-of-order": "open"}
Said = dict[str, Any]


def place_of_answer(question: str) -> str:
    """Under which name the answer to a question is kept."""
    return f"question:{question}"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a judged play: experts' paths, what comes next, of which play it is a "what if",
    the play as it was found before a teacher's corrections, and these.
    """

    paths: tuple[Comparison, ...] = ()
    advice: Advice | None = None
    original: Original | None = None
    found: Debrief | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookback:
    """A finished play looked back on in one language: the judged play, and the same in words."""

    debrief: Debrief
    texts: Texts
    said: Said
    describer: Describer
    around: Around
    beside: Beside

    @property
    def language(self) -> Language:
        """The language it is told in."""
        return self.texts.language

    @property
    def questions(self) -> list[str]:
        """The case's questions for afterwards, by name."""
        found = self.texts.bundle.case_texts.get("ro", {})
        return [path.removeprefix("questions.") for path in found if path.startswith("questions.")]


def lookback(judged: Debrief, texts: Texts, around: Around) -> Lookback:
    """A judged play told in a language, with what stands beside it."""
    describer = Describer(texts.bundle, judged, texts.language)
    told = beside(
        describer,
        around.paths,
        found=around.found,
        corrections=around.corrections,
        original=around.original,
        advice=around.advice,
    )
    return Lookback(judged, texts, describer.whole(), describer, around, told)


def debrief_nodes(back: Lookback, held: Drafts[str], saved: str) -> list[Node]:
    """The whole page. `held` are own words by place; `saved` says what is stored."""
    around, told, nodes = back.around, back.beside, list[Node]()
    if around.original is not None:
        nodes += (
            [compared_section(told.what_if, around.original, back.language)]
            if told.what_if
            else what_if_nodes(around.original, back.language)
        )
    nodes += [_moments(back, held.known), expert_section(told.expert, back.language)]
    nodes += [facts_section(said) for said in told.facts]
    if told.corrections:
        nodes.append(corrections_section(told.corrections))
    for index, finding in enumerate(back.said["findings"]):
        nodes += _findings(back, finding, index)
    nodes += [_steps(back), *[_profile(back, finding) for finding in back.said["findings"]]]
    nodes += [_questions(back, held, saved), *advice_section(told.advice, back.language)]
    nodes = [node | {"key": node.get("key") or f"part-{place}"} for place, node in enumerate(nodes)]
    return [_head(back), parts.contents(back.language.text("On this page"), nodes), *nodes, _next(back)]


def _head(back: Lookback) -> Node:
    text, said = back.language.text, back.said
    who = "; ".join(back.texts.who(part["role"]) for part in said["roles"])
    nodes = [
        parts.heading(said["title"], 1, focus=True, about=text("Debrief")),
        parts.paragraph(f"{who} · {text('level: {level}', level=back.texts.level())}", "quiet"),
        *_day(back),
        parts.section(
            [parts.print_button(text("Print")), *paper_buttons(back.language, "paper", {}, text("Debrief"))],
            kind="row",
        ),
    ]
    for ending in said["endings"]:
        inner = [node for words in ending["text"] for node in parts.prose(words)]
        title = text("Ending: {title}", title=ending["title"])
        nodes.append(parts.section(inner, title=title, kind="after"))
    return parts.section(nodes, key="head")


def _day(back: Lookback) -> list[Node]:
    """The day on which the case began, and its working hours."""
    day, (opens, closes) = back.texts.day(), back.texts.bundle.graph.hours
    hours = back.language.text("Working hours {opens}–{closes}", opens=clock(opens), closes=clock(closes))
    return [parts.paragraph(f"{day} · {hours}" if day else hours, "quiet")]


def _moments(back: Lookback, kept: Mapping[str, str]) -> Node:
    text = back.language.text
    moments = [
        (_time_of(back, index), _moment(back, decision, index, kept))
        for index, decision in enumerate(back.said["decisions"], 1)
    ]
    about = text(
        "Each decision with what the rules say about it. From any of them you can go on in another way; "
        "this play stays as it is."
    )
    return parts.section(
        [parts.paragraph(about), parts.timeline(moments)], title=text("What you did"), key="moments"
    )


def _time_of(back: Lookback, index: int) -> str:
    event = back.debrief.log[index]
    assert isinstance(event, Decided)
    return back.texts.time(event.minute)


def _moment(back: Lookback, decision: Said, index: int, kept: Mapping[str, str]) -> list[Node]:
    text, judged = back.language.text, back.debrief
    event = judged.log[index]
    assert isinstance(event, Decided)
    scene = judged_scene(back, event)
    nodes = [parts.heading(decision["place"], 3)]
    letters = [f"{arrived['time']} · {arrived['text']}" for arrived in decision["messages"]]
    situation = [node for words in [*decision["text"], *letters] for node in parts.prose(words)]
    nodes.append(parts.details(text("The situation"), situation))
    nodes.append(parts.paragraph(decision["ask"], "ask"))
    nodes += answered_nodes(back.texts, scene, event, judged.states[index - 1])
    nodes += _own_words(back, scene.id, kept)
    if decision["form"]:
        title = form_title(back.describer, decision)
        ways = paper_buttons(back.language, "paper-form", {"step": decision["step"]}, title)
        nodes.append(parts.section(ways, kind="row"))
    if decision["why"]:
        why = parts.prose(decision["why"])
        if decision["cite"]:
            source = text("Source: {cited}", cited=sentence("; ".join(decision["cite"])))
            why.append(parts.paragraph(source, "quiet"))
        nodes.append(parts.note(why, title=text("To think about")))
    if decision["then"]:
        nodes.append(parts.details(text("What followed"), parts.prose(decision["then"])))
    nodes += verdict_nodes(back.texts, decision["verdicts"])
    for path in back.beside.expert.paths[:1]:
        nodes += expert_here(path.here[index - 1], back.language)
    other = text("What if I had… (go on from {time})", time=_time_of(back, index))
    return [*nodes, parts.button(other, "fork", {"step": index}, kind="quiet")]


def judged_scene(back: Lookback, event: Decided) -> Any:
    """The scene in which a decision was taken."""
    return back.texts.bundle.graph.scenes[event.node]


def _own_words(back: Lookback, scene: str, kept: Mapping[str, str]) -> list[Node]:
    own, model = kept.get(place_of_words(scene), ""), back.texts.words(f"scenes.{scene}.model")
    text, nodes = back.language.text, list[Node]()
    if own:
        nodes.append(parts.note(parts.prose(own), title=text("Your own words")))
    if model:
        nodes.append(parts.note(parts.prose(model), title=text("A possible version")))
    return [parts.section(nodes, kind="pair")] if nodes else []


def _findings(back: Lookback, finding: Said, index: int) -> list[Node]:
    """What stands at no decision: duties missed, sources that disagree, limits honoured, rules set aside."""
    text, verdicts = back.language.text, finding["verdicts"]
    role = role_word(finding["role"], back.language)
    placed = {v["rule"] for decision in back.said["decisions"] for v in decision["verdicts"]}
    bound = back.debrief.findings[index]

    def side(rule: str) -> Said:
        there = next((v for v in verdicts if v["rule"] == rule), None)
        if there is not None:
            return dict(there)
        verdict = next(v for v in bound.verdicts if v.rule == rule)
        return back.describer.verdict(bound, verdict)

    nodes = [
        parts.section(inner, title=title)
        for title, inner in (
            (text("Duties missed"), [verdict_node(back.texts, v) for v in missed(verdicts)]),
            (text("Where the sources do not agree"), contested_nodes(back.texts, verdicts, side)),
        )
        if inner
    ]
    nodes += _others(back, verdicts, placed)
    outcome = outcome_line(back.texts.bundle, finding, back.language)
    title = text("What the profession says: {role}", role=role)
    return [parts.section([parts.paragraph(outcome), *_deeper(nodes)], title=title)]


def _deeper(nodes: list[Node]) -> list[Node]:
    return [node | {"level": 3} if node["is"] == "section" else node for node in nodes]


def _others(back: Lookback, verdicts: list[Said], placed: set[str]) -> list[Node]:
    text = back.language.text
    rows = (
        (text("Other recommendations not followed"), ("not-followed",)),
        (text("Limits that you kept"), ("met", "late")),
        (text("Rules set aside by others here"), ("not-applicable",)),
    )
    nodes = []
    for title, kinds in rows:
        found = by_no_decision(verdicts, placed, *kinds)
        if found:
            summary = f"{title} ({len(found)})"
            nodes.append(parts.details(summary, [verdict_node(back.texts, v) for v in found]))
    return nodes


def _steps(back: Lookback) -> Node:
    text = back.language.text
    rows: list[list[str | Node]] = []
    for number, step in enumerate(back.said["steps"], 1):
        state = parts.badge(text(_STATES[step["state"]]), _MOODS[step["state"]])
        by = role_word(step["by"], back.language) if step["by"] else "–"
        rows.append([f"{number}. {step['title']}", state, step["time"] or "–", by])
    head = [text("Step"), text("State"), text("When"), text("Who")]
    table = parts.table(text("The seven steps of an intervention"), head, rows)
    return parts.section([table], title=text("The seven steps"), key="steps")


def _profile(back: Lookback, finding: Said) -> Node:
    text = back.language.text
    role = role_word(finding["role"], back.language)
    seen = [domain for domain in finding["domains"] if domain["weight"]]
    quiet = [domain["title"] for domain in finding["domains"] if not domain["weight"]]
    about = text(
        "Levels, weights and intervals are ours; the grid of the guide has no scale. "
        "The interval holds 80 % of what the evidence allows. "
        "One play shows little; not observed is not zero."
    )
    head = [text("Domain"), text("Level"), text("Estimate (0–1), with its interval"), text("Rests on")]
    nodes = [
        parts.paragraph(about, "quiet"),
        parts.table(text("What this play showed"), head, [_domain(back, domain) for domain in seen]),
    ]
    if quiet:
        nodes.append(parts.details(text("Not observed in this play"), [parts.listing(quiet)]))
    return parts.section(nodes, title=text("Profile over the domains: {role}", role=role))


def _domain(back: Lookback, domain: Said) -> list[str | Node]:
    text, language = back.language.text, back.language
    mean, low, high = (decimal(domain[name], language) for name in ("mean", "low", "high"))
    level = domain["level_title"] or text("not enough evidence")
    drawn = parts.span(domain["low"], domain["high"], domain["mean"], f"{mean} ({low}–{high})")
    rests = [_source(back, source) for source in domain["rests_on"]]
    count = language.count("{number} source", "{number} sources", len(rests))
    return [domain["title"], level, drawn, parts.details(count, [parts.listing(rests)])]


def _source(back: Lookback, source: str) -> str:
    kind, name = source.split(":", 1)
    if kind == "rule":
        return back.texts.words(f"rules.{name}.title")
    place = back.texts.words(f"scenes.{name}.place")
    return back.language.text("your answer: {place}", place=place)


def _questions(back: Lookback, held: Drafts[str], saved: str) -> Node:
    text, fields = back.language.text, list[Node]()
    for index, name in enumerate(back.questions):
        place, asked = place_of_answer(name), {"question": index}
        field = parts.textarea(
            f"q{index}",
            back.texts.words(f"questions.{name}"),
            held.shown(place),
            keep={"do": "keep", "with": asked},
        )
        fields += field_nodes(field, held, place, {"do": "settle", "with": asked}, back.language)
    form = parts.form("questions", "keep-answers", {}, fields, submit=text("Save my answers"))
    about = parts.paragraph(text("Your answers are kept for you; nobody judges them."), "quiet")
    children = (
        [about, form, parts.status(saved)] if fields else [parts.paragraph(text("nothing yet"), "quiet")]
    )
    return parts.section(children, title=text("Questions to think about"), key="questions")


def _next(back: Lookback) -> Node:
    home = parts.link(back.language.text("To the start page"), "start", kind="main")
    grid = parts.link(back.language.text("To the competence grid"), "grid")
    return parts.section([home, grid], kind="row", key="ways")
