"""A scene is told once: whatever is said of it stands on the page and in the terminal, in the same words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.content.speech import passages
from simulator.language import language
from simulator.report import play_scene, play_terminal
from simulator.report.play_terminal import Terminal
from simulator.report.wording import Texts
from simulator.ui.play_view import play_nodes
from simulator.ui.play_view_model import PlayViewModel
from tests.support import our_cases, strings_in
from tests.ui.test_task_form import NOTHING_UNSENT, walked


def flat(text: str) -> str:
    """A text without line breaks and the colon that a terminal puts after a title."""
    return " ".join(text.split())


def said_of(stand: PlayViewModel, texts: Texts) -> Iterator[str]:
    """Each sentence that is told of a scene and of what is known in it."""
    here = play_scene.scene(texts, stand.sight, stand.news, stand.rules)
    empty = {here.time} if stand.ended else set[str]()  # the clock of the page has it
    if not here.facts:
        empty.add(here.facts_title)
    if not here.guidance.hint:
        empty |= {here.guidance.hint_title}
    if not here.guidance.rules:
        empty.add(here.guidance.rules_title)
    for words in {*strings_in(here), *strings_in(play_scene.notes(texts, stand.sight))} - empty:
        yield from (flat(passage.words) for passage in passages(words))


@pytest.mark.parametrize("code", ["ro", "en"])
@pytest.mark.parametrize("case", our_cases())
def test_page_and_terminal_say_the_same_of_every_scene(case: str, code: str) -> None:
    page_only, terminal_only = set(), set()
    for stand in walked(case, 3):
        texts = Texts(stand.bundle, language(code))
        page = flat(" ".join(strings_in(play_nodes(stand, texts, "", NOTHING_UNSENT))))
        terminal = Terminal(stand.bundle, language(code))
        text = flat(f"{terminal.scene(stand.sight, stand.news, stand.rules)} {terminal.notes(stand.sight)}")
        for words in said_of(stand, texts):
            if words.casefold() not in page.casefold():
                terminal_only.add(words)
            if words not in text:
                page_only.add(words)
    full = play_scene.notes(texts, stand.sight)
    rules = texts.language.text("The rule at hand")
    assert terminal_only <= {rules, full.nothing}
    assert page_only <= {
        full.title,
        full.nothing,
        texts.language.text("Ending"),
    }


def test_what_is_told_of_a_scene_stands_where_it_belongs() -> None:
    """The words of each part, in the order in which the terminal and the page have them."""
    for stand in walked("abuse-discovery", 5):
        texts = Texts(stand.bundle, language("ro"))
        here = play_scene.scene(texts, stand.sight, stand.news, stand.rules)
        text = flat(Terminal(stand.bundle, language("ro")).scene(stand.sight, stand.news, stand.rules))
        assert text.startswith(f"── {here.time} · {here.place} ")
        for fact in here.facts:
            assert f"{here.facts_title}: • {flat(here.facts[0].words)}" in text
            assert f"• {flat(fact.words)}" in text
        for letter in here.letters:
            assert f"✉ {letter.title} {flat(letter.words)}" in text
        for rule in here.guidance.rules:
            assert f"§ {rule.title} ({rule.force}; {rule.sources})" in text
        if here.guidance.hint:
            assert f"{here.guidance.hint_title}: {flat(here.guidance.hint)}" in text


def test_the_stage_of_the_page_has_each_part_in_its_place() -> None:
    for stand in walked("abuse-discovery", 5):
        texts = Texts(stand.bundle, language("ro"))
        here = play_scene.scene(texts, stand.sight, stand.news, stand.rules)
        columns = play_nodes(stand, texts, "", NOTHING_UNSENT)[1]
        stage = columns["children"][0]["children"]
        place = next(index for index, node in enumerate(stage) if node["is"] == "heading")
        assert (stage[place]["text"], stage[place]["about"]) == (here.place, here.about)
        letters = [node["title"] for node in stage[:place] if node["is"] == "note"]
        assert letters == [letter.title for letter in here.letters]
        told = [
            node["words"] if node["is"] == "speech" else node["text"]
            for node in stage
            if node["is"] == "speech" or node.get("kind") == "scene"
        ]
        assert flat(" ".join(told)) == flat(" ".join(here.paragraphs))
        assert [node["text"] for node in stage if node.get("kind") == "sign"] == list(here.signs)
        notes = [node["title"] for node in stage[place:] if node["is"] == "note"]
        hint = [here.guidance.hint_title] if here.guidance.hint else []
        assert notes == ([here.facts_title] if here.facts else []) + hint


def test_the_terminal_holds_no_sentence_but_how_to_answer() -> None:
    tree = ast.parse(Path(play_terminal.__file__).read_text("utf-8"))
    calls = [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".text", ".count")) and node.args
        if isinstance(node.args[0], ast.Constant)
    ]
    assert calls == ["At any question, ? shows your notes and messages, and q stops."]
