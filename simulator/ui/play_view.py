"""The play page as parts: built only from what the role sees now and the texts that are open to it."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.content.enums import FORCES, ROLES
from simulator.graph.profession import Rule
from simulator.language import clock
from simulator.report.play_terminal import MOST_RULES, MOST_SOURCES
from simulator.report.wording import Texts, force_word, sentence
from simulator.ui import parts
from simulator.ui.conflict_drafts import Drafts, field_nodes
from simulator.ui.parts import Node
from simulator.ui.play_view_model import PlayViewModel
from simulator.ui.task_form import task_nodes

Kept = Mapping[str, str]


def place_of_words(step: int) -> str:
    """Under which name own words written with a decision (from 1) are kept."""
    return f"step:{step}"


def play_nodes(stand: PlayViewModel, texts: Texts, play: str, held: Drafts[str], saved: str) -> list[Node]:
    """The whole page. `held` are the learner's own words by place, `saved` says what is stored."""
    main = [*_followed(stand, texts, held.known), *_messages(stand, texts), *_scene(stand, texts)]
    main += _ending(texts, play) if stand.ended else _task(stand, texts, held)
    return [
        _head(stand, texts),
        parts.status(saved),
        parts.section(
            [
                parts.section(main, kind="stage", key="stage"),
                parts.section(_known(stand, texts), kind="desk", key="desk"),
            ],
            kind="columns",
            key="columns",
        ),
    ]


def _head(stand: PlayViewModel, texts: Texts) -> Node:
    graph, text = stand.bundle.graph, texts.language.text
    opens, closes = graph.hours
    minute = stand.seen.minute
    share = (minute % 1440 - opens) / max(1, closes - opens)
    hours = text("Working hours {opens}–{closes}", opens=clock(opens), closes=clock(closes))
    day = texts.day(minute)
    label = f"{day} · {hours}" if day else hours
    who = text("You are {who}", who=texts.who(stand.seen.role))
    level = text("level: {level}", level=texts.level())
    return parts.section(
        [
            parts.heading(texts.words("title"), 1, about=text("Case")),
            parts.paragraph(f"{who} · {level}", "quiet"),
            parts.clock(clock(minute % 1440) if day else texts.time(minute), label, share),
        ],
        kind="top",
        key="top",
    )


def _followed(stand: PlayViewModel, texts: Texts, kept: Kept) -> list[Node]:
    """What the last decision led to; at the beginning, who one is."""
    text = texts.language.text
    if stand.followed is None:
        if stand.step:
            return []
        role = stand.seen.role
        note = text("Time is simulated: take as long as you need.")
        brief = [*parts.prose(texts.words(f"roles.{role}.brief")), parts.paragraph(note, "quiet")]
        return [parts.section(brief, title=text("Who you are"), kind="after", key="brief", focus=True)]
    node = stand.bundle.graph.scenes[stand.followed.event.node]
    base, children = f"scenes.{node.id}", list[Node]()
    if node.task.kind == "choice":
        option = node.task.options[stand.followed.event.answer[0]].id
        chosen = texts.words(f"{base}.options.{option}.text")
        children.append(parts.paragraph(text("You chose: {option}", option=chosen), "quiet"))
    children += parts.prose(texts.words(f"{stand.followed.path}.then"))
    children += _model(texts, base, kept.get(place_of_words(stand.followed.event.step), ""))
    if not children:
        return []
    return [
        parts.section(
            children, title=text("What followed"), kind="after", key=f"after-{stand.step}", focus=True
        )
    ]


def _model(texts: Texts, base: str, own: str) -> list[Node]:
    """Own words beside a model, once they are written."""
    model, text = texts.words(f"{base}.model"), texts.language.text
    if not own or not model:
        return []
    mine = parts.note(parts.prose(own), title=text("Your own words"))
    possible = parts.note(parts.prose(model), title=text("A possible version"))
    return [parts.section([mine, possible], kind="pair")]


def _messages(stand: PlayViewModel, texts: Texts) -> list[Node]:
    return [_letter(stand, texts, name, minute) for name, minute in stand.news.messages]


def _letter(stand: PlayViewModel, texts: Texts, name: str, minute: int) -> Node:
    """A message as one receives it: the time, from whom, what it says."""
    of = next((r.of for r in stand.bundle.graph.reactions if r.id == name), -1)
    time = texts.time(minute)
    sender = texts.words(f"roles.{ROLES[of]}.name") if of >= 0 else ""
    title = f"{time} · {sender}" if sender else time
    return parts.note(parts.prose(texts.words(f"reactions.{name}.text")), title=title, kind="letter")


def _scene(stand: PlayViewModel, texts: Texts) -> list[Node]:
    seen, text = stand.seen, texts.language.text
    kind = "endings" if seen.ended else "scenes"
    base = f"{kind}.{seen.node}"
    title = texts.words(f"{base}.title" if seen.ended else f"{base}.place")
    about = text("Ending") if seen.ended else texts.time(seen.minute)
    nodes = [parts.heading(title, 2, focus=True, about=about)]
    for path in seen.paths:
        nodes += parts.prose(texts.words(path), "scene")
    if not seen.ended:
        nodes += [parts.paragraph(texts.words(path), "sign") for path in stand.signs]
    facts = [texts.words(f"facts.{name}.text") for name, _ in stand.news.known]
    if facts and not seen.ended:
        nodes.append(parts.note([parts.listing(facts)], title=text("New in your notes")))
    return nodes


def _task(stand: PlayViewModel, texts: Texts, held: Drafts[str]) -> list[Node]:
    seen, text = stand.seen, texts.language.text
    base = f"scenes.{seen.node}"
    nodes = _guidance(stand, texts)
    asked: list[Node] = []
    name = next(scene.task.form for scene in stand.bundle.graph.scenes if scene.id == seen.node)
    paper = seen.task in ("form", "message")
    if paper:
        title = texts.words(f"forms.{name}") if name else text("Message")
        asked.append(parts.heading(title, 3))
    if paper or seen.task == "reflect":
        asked.append(parts.paragraph(texts.words(f"{base}.ask"), "ask"))
    place = place_of_words(stand.step + 1)
    settle = {"do": "settle", "with": {"step": stand.step}}
    for node in task_nodes(texts, seen, stand.step, held.shown(place)):
        own = node["is"] == "textarea"
        asked += field_nodes(node, held, place, settle, texts.language) if own else [node]
    form = parts.form(
        f"task-{stand.step}",
        "answer",
        {"step": stand.step},
        asked,
        submit=_submit(seen.task, texts),
        kind="paper" if paper else "",
        missing=text("Please choose an answer here."),
        empty=text("Nothing is ticked. If that is what you mean, hand it in once more.") if paper else "",
    )
    return [*nodes, form]


def _submit(task: str, texts: Texts) -> str:
    text = texts.language.text
    if task == "form":
        return text("Hand in")
    if task == "message":
        return text("Send")
    return text("Go on") if task == "reflect" else text("Answer")


def _guidance(stand: PlayViewModel, texts: Texts) -> list[Node]:
    """At the guided level the hint and the rules at hand, to be unfolded."""
    if stand.bundle.graph.level != "guided":
        return []
    text, children = texts.language.text, list[Node]()
    hint = texts.words(f"scenes.{stand.seen.node}.hint")
    if hint:
        children.append(parts.note(parts.prose(hint), title=text("Hint"), kind="hint"))
    rules = stand.rules
    first = sorted(rules, key=lambda rule: FORCES.index(rule.force))[:MOST_RULES]
    children += [_rule(rule, rules, texts) for rule in first]
    if not children:
        return []
    summary = text("Hint and rules at hand") if first else text("Hint")
    return [parts.details(summary, children, key=f"guidance-{stand.step}")]


def _rule(rule: Rule, rules: tuple[Rule, ...], texts: Texts) -> Node:
    force = force_word(rule.force, texts.language)
    children = [
        parts.paragraph(texts.words(f"rules.{rule.id}.title")),
        parts.paragraph(f"{sentence(force)} {texts.cited(rule.cite, MOST_SOURCES)}", "quiet"),
    ]
    if any(other.id in rule.conflicts_with for other in rules):
        children.append(parts.paragraph(texts.language.text("here the sources do not agree"), "quiet"))
    return parts.note(children, kind="rule")


def _ending(texts: Texts, play: str) -> list[Node]:
    text = texts.language.text
    return [
        parts.section(
            [
                parts.link(text("To the debrief"), "debrief", play, kind="main"),
                parts.link(text("To the start page"), "start"),
            ],
            kind="row",
        )
    ]


def _known(stand: PlayViewModel, texts: Texts) -> list[Node]:
    """All that the role knows and every message that it has received."""
    text, seen = texts.language.text, stand.seen
    notes = [
        [parts.paragraph(f"{texts.time(minute)} · {texts.words(f'facts.{name}.text')}")]
        for name, minute in seen.known
    ]
    letters = [_letter(stand, texts, name, minute) for name, minute in seen.messages]
    nothing = parts.paragraph(text("nothing yet"), "quiet")
    signs = [texts.words(path) for path in seen.signs] if stand.step else []
    return [
        parts.heading(text("What you know"), 2),
        parts.details(
            text("Your notes ({number})", number=len(notes)),
            [parts.listing(notes, kind="notes") if notes else nothing],
            opened=True,
            key="notes",
        ),
        parts.details(
            text("Messages received ({number})", number=len(letters)),
            letters or [nothing],
            opened=True,
            key="letters",
        ),
        *([parts.details(text("What you notice"), [parts.listing(signs)], key="signs")] if signs else []),
        parts.details(text("Who you are"), parts.prose(texts.words(f"roles.{seen.role}.brief")), key="who"),
    ]
