"""The play page as parts: built only from what the role sees now and the texts that are open to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.engine.kinds.base import COMPOSE, WORDS
from simulator.language import clock
from simulator.report import play_scene
from simulator.report.cast import cast, place_drawn, speeches
from simulator.report.play_scene import Consequence, Guidance, Letter, RuleWords, SceneWords
from simulator.report.wording import Texts, sentence
from simulator.ui import parts
from simulator.ui.answer_draft import Given
from simulator.ui.conflict_drafts import Drafts, field_nodes
from simulator.ui.parts import Node
from simulator.ui.pictures import Pictures
from simulator.ui.place import Place
from simulator.ui.play_frame import form_key, form_name, play_dock, play_head, submit_words
from simulator.ui.play_view_model import PlayViewModel
from simulator.ui.task_form import WORDS as WORDS_FIELD
from simulator.ui.task_form import task_nodes


def place_of_words(step: int) -> str:
    """Under which name own words written with a decision (from 1) are kept."""
    return f"step:{step}"


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is not handed in: own words by place, what is chosen, and how both are kept, as a part."""

    drafts: Drafts[str]
    chosen: Given
    saved: Node


class Wishes(NamedTuple):
    """What a learner wants to see; `remarks`: when guided, one line on the rule that an answer touched."""

    remarks: bool = True
    pictures: Pictures = Pictures()


WANTED = Wishes()


def play_nodes(
    stand: PlayViewModel, texts: Texts, play: str, unsent: Unsent, wishes: Wishes = WANTED
) -> list[Node]:
    """The whole page."""
    here = play_scene.scene(texts, stand.sight, stand.news, stand.rules)
    said = _remark(stand, texts) if wishes.remarks else []
    main = [
        *_followed(stand, texts, unsent.drafts.known),
        *said,
        *_scene(here, stand, texts, wishes.pictures),
    ]
    main += _ending(texts, play) if stand.ended else _task(stand, here, texts, play, unsent)
    main += _remarks_switch(stand, texts, on=wishes.remarks)
    return [
        play_head(stand, texts, unsent.saved),
        parts.section(
            [
                parts.section(main, kind="stage", key="stage"),
                parts.section(_known(stand, texts, wishes.pictures), kind="desk", key="desk"),
            ],
            kind="columns",
            key="columns",
        ),
        play_dock(stand, texts, _next(stand, texts, play)),
    ]


def _followed(stand: PlayViewModel, texts: Texts, own: Mapping[str, str]) -> list[Node]:
    """What the last decision led to; at the beginning, who one is."""
    if stand.followed is None:
        return [] if stand.step else [_brief(stand, texts)]
    node = stand.bundle.graph.scenes[stand.followed.event.node]
    after, children = play_scene.consequence(texts, node.id, stand.followed.path), list[Node]()
    if node.task.options:
        option = node.task.options[stand.followed.event.answer[0]].id
        chosen = texts.words(f"scenes.{node.id}.options.{option}.text")
        words = texts.language.text("You chose: {option}", option=chosen)
        children.append(parts.paragraph(words, "quiet"))
    children += parts.prose(after.words)
    children += _model(after, own.get(place_of_words(stand.followed.event.step), ""))
    if not children:
        return []
    key = f"after-{stand.step}"
    return [parts.section(children, title=after.title, kind="after", key=key, focus=True)]


def _remark(stand: PlayViewModel, texts: Texts) -> list[Node]:
    """The gravest of what the last decision decided."""
    if not stand.decided:
        return []
    line = play_scene.remark(texts, stand.decided[0])
    return [
        parts.remark_line(
            line.kind, line.word, line.title, parts.link(line.force, "rule", Place(id=line.rule))
        )
    ]


def _remarks_switch(stand: PlayViewModel, texts: Texts, *, on: bool) -> list[Node]:
    if stand.bundle.graph.level != "guided" or stand.ended:
        return []
    text = texts.language.text
    words = (
        text("Show no more observations after an answer") if on else text("Show observations after an answer")
    )
    return [
        parts.section(
            [parts.button(words, "remarks", {"on": not on}, kind="quiet")], kind="row", key="remarks"
        )
    ]


def _brief(stand: PlayViewModel, texts: Texts) -> Node:
    begun, (opens, closes) = play_scene.opening(texts, stand.sight.role), stand.bundle.graph.hours
    hours = texts.language.text("Working hours {opens}–{closes}", opens=clock(opens), closes=clock(closes))
    about = f"{begun.who} · {begun.level} · {hours}"
    brief = [
        parts.paragraph(about, "quiet"),
        *parts.prose(begun.brief),
        parts.paragraph(begun.about_time, "quiet"),
    ]
    return parts.section(brief, title=begun.brief_title, kind="after", key="brief", focus=True)


def _model(after: Consequence, own: str) -> list[Node]:
    """Own words beside a model, once they are written."""
    if not own or not after.model:
        return []
    mine = parts.note(parts.prose(own), title=after.own_title)
    possible = parts.note(parts.prose(after.model), title=after.model_title)
    return [parts.section([mine, possible], kind="pair")]


def _letter(letter: Letter) -> Node:
    """A message as one receives it: the time, from whom, what it says."""
    return parts.note(parts.prose(letter.words), title=letter.title, kind="letter")


def _scene(here: SceneWords, stand: PlayViewModel, texts: Texts, pictures: Pictures) -> list[Node]:
    nodes = [*map(_letter, here.letters), parts.heading(here.place, 2, focus=True, about=here.about)]
    nodes += pictures.place(place_drawn(stand.bundle.graph, stand.sight))
    for index, paragraph in enumerate(here.paragraphs):
        for speech in speeches(texts, stand.sight, stand.state, paragraph, index):
            nodes += pictures.speech(speech)
    nodes += [parts.paragraph(words, "sign") for words in here.signs]
    if here.facts:
        facts = parts.listing([fact.words for fact in here.facts])
        nodes.append(parts.note([facts], title=here.facts_title))
    return nodes


def _task(stand: PlayViewModel, here: SceneWords, texts: Texts, play: str, unsent: Unsent) -> list[Node]:
    drafts, sight, text = unsent.drafts, stand.sight, texts.language.text
    base = f"scenes.{sight.node}"
    hint, rules = _hint(here.guidance), _rules_at_hand(here.guidance, stand.step)
    asked: list[Node] = []
    name = form_name(stand)
    paper = sight.asks == COMPOSE
    if paper:
        title = texts.words(f"forms.{name}") if name else text("Message")
        asked.append(parts.heading(title, 3))
    if paper or sight.asks == WORDS:
        asked.append(parts.paragraph(texts.words(f"{base}.ask"), "ask"))
    place = place_of_words(stand.step + 1)
    settle = {"do": "settle", "with": {"step": stand.step}}
    for node in task_nodes(texts, sight, stand.step, drafts.typed(place)):
        own = node["is"] == "textarea"
        asked += field_nodes(node, drafts, place, settle, texts.language) if own else [node]
    form = parts.form(
        form_key(stand),
        "answer",
        {"step": stand.step},
        asked,
        submit=submit_words(sight.asks, name, texts),
        kind="paper" if paper else "",
        missing=text("Please choose an answer here."),
        empty=text("Nothing is ticked. If that is what you mean, hand it in once more.") if paper else "",
        draft={
            "do": "draft",
            "with": {"step": stand.step},
            "stored": {**unsent.chosen, WORDS_FIELD: drafts.known.get(place, "")},
            "play": play,
        },
    )
    return [*hint, form, *rules]


def _hint(guidance: Guidance) -> list[Node]:
    """At the guided level the hint."""
    if not guidance.hint:
        return []
    return [parts.note(parts.prose(guidance.hint), title=guidance.hint_title, kind="hint")]


def _rules_at_hand(guidance: Guidance, step: int) -> list[Node]:
    """At the guided level the rules at hand, to be unfolded; below the answers, which stay near."""
    rules = [*map(_rule, guidance.rules)]
    return [parts.details(guidance.rules_title, rules, key=f"guidance-{step}")] if rules else []


def _rule(rule: RuleWords) -> Node:
    children = [
        parts.paragraph(rule.title),
        parts.paragraph(f"{sentence(rule.force)} {rule.sources}", "quiet"),
        *([parts.paragraph(rule.contested, "quiet")] if rule.contested else []),
    ]
    return parts.note(children, kind="rule")


def _ending(texts: Texts, play: str) -> list[Node]:
    start = parts.link(texts.language.text("To the start page"), "start")
    return [parts.section([_to_debrief(texts, play), start], kind="row")]


def _to_debrief(texts: Texts, play: str) -> Node:
    return parts.link(texts.language.text("To the debrief"), "debrief", Place(play), kind="main")


def _next(stand: PlayViewModel, texts: Texts, play: str) -> Node:
    """What one does next, also from the foot of a small screen."""
    if stand.ended:
        return _to_debrief(texts, play)
    return parts.submit(form_key(stand), submit_words(stand.sight.asks, form_name(stand), texts))


def _known(stand: PlayViewModel, texts: Texts, pictures: Pictures) -> list[Node]:
    """All that the role knows and every message that it has received."""
    text, notes = texts.language.text, play_scene.notes(texts, stand.sight)
    begun = play_scene.opening(texts, stand.sight.role)
    facts = [fact.line for fact in notes.facts]
    letters = [_letter(letter) for letter in notes.letters]
    nothing = parts.paragraph(notes.nothing, "quiet")
    signs = [texts.words(path) for path in stand.sight.signs] if stand.step else []
    return [
        parts.heading(notes.title, 2),
        pictures.cast(text("Who is who"), cast(texts, stand.log, stand.role)),
        parts.details(
            notes.facts_title,
            [parts.listing(facts, kind="notes") if facts else nothing],
            opened=True,
            key="notes",
        ),
        parts.details(notes.letters_title, letters or [nothing], opened=True, key="letters"),
        *([parts.details(text("What you notice"), [parts.listing(signs)], key="signs")] if signs else []),
        parts.details(begun.brief_title, parts.prose(begun.brief), key="who"),
        parts.section([parts.link(text("Checklist"), "checklist")], kind="row", key="checklist"),
        pictures.switch(texts.language),
    ]
