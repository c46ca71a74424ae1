"""The cases that the product brings: checked, walked, and as large as they should be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import product

import pytest

from simulator.cohort.walk_checks import check_case
from simulator.cohort.walks import play_walk
from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.content.enums import LEVELS, ROLES
from simulator.content.folders import case_folders
from simulator.content.library import read_case, read_walks
from simulator.content.reader import YamlDocument
from simulator.content.texts import english, romanian
from simulator.content.walk import Walk
from simulator.engine.events import Decided
from simulator.engine.session import begin
from simulator.graph.bundle import CaseAbout
from simulator.graph.graph import Effects, Element, Gain
from simulator.graph.loading import load_case, load_profession
from tests.support import bundle, our_cases
from tools.goldens import golden

FOLDERS = case_folders()
CEDILLAS = set("\u015f\u0163\u015e\u0162")
each_case = pytest.mark.parametrize("case", our_cases())


@cache
def walks(case: str) -> dict[str, tuple[Walk, YamlDocument]]:
    return read_walks(FOLDERS[case])


@each_case
def test_a_case_has_no_problems(case: str) -> None:
    problems, _ = check_case(FOLDERS[case], load_profession(), fast=True)
    wrong = [f"{p.file}:{p.line}: {p.part}: {p.what}" for p in problems if not p.warning]
    assert not wrong, "\n".join(wrong)


@each_case
def test_a_case_compiles_at_every_level_and_for_both_roles(case: str) -> None:
    for level in LEVELS:
        assert min(bundle(case, level).graph.entry) >= 0


@each_case
def test_a_case_says_which_kind_of_difficulty_it_puts(case: str) -> None:
    about = read_case(FOLDERS[case]).case.about
    assert about.checklist
    assert 15 <= about.play_minutes <= 25


@each_case
def test_a_case_has_a_hook_in_both_languages(case: str) -> None:
    texts = bundle(case, "standard").case_texts
    for code in ("ro", "en"):
        assert texts[code]["hook"] != texts[code]["summary"]
        assert len(texts[code]["hook"]) <= 140


@each_case
def test_what_helps_to_choose_a_case_is_compiled_as_it_is_written(case: str) -> None:
    about, profession = read_case(FOLDERS[case]).case.about, load_profession()
    compiled = load_case(FOLDERS[case], profession).about
    assert about.face, "somebody looks at whoever chooses"
    assert compiled == CaseAbout(
        tuple(about.difficulties), tuple(about.checklist), about.play_minutes, about.face
    )
    for row in compiled.checklist:
        assert profession.texts["ro"][f"checklist.{row}.short"] != profession.texts["ro"][f"checklist.{row}"]


@each_case
def test_it_can_end_in_at_least_four_ways_for_each_role(case: str) -> None:
    graph = bundle(case, "standard").graph
    for role in range(len(ROLES)):
        ends = [ending for ending in graph.endings if ending.role == role]
        assert len(ends) >= 4
        assert min(ending.rank for ending in ends) == 1
        assert len({ending.rank for ending in ends}) >= 3


@each_case
def test_it_asks_for_more_than_choosing(case: str) -> None:
    graph = bundle(case, "standard").graph
    kinds = {scene.task.kind for scene in graph.scenes}
    assert len(kinds & {"sort", "sequence", "form", "message"}) >= 3
    assert "choice" in kinds


@each_case
def test_chance_turns_it_and_its_state_moves(case: str) -> None:
    graph = bundle(case, "standard").graph
    assert graph.chance
    assert graph.variables
    assert graph.reactions
    hard, guided = bundle(case, "hard").graph, bundle(case, "guided").graph
    assert hard.start > guided.start, "less simulated time at the hard level"
    assert any(scene.hint for scene in read_case(FOLDERS[case]).case.scenes.values())


@each_case
@pytest.mark.parametrize("role", ROLES)
def test_the_expert_takes_six_to_ten_weighty_decisions(case: str, role: str) -> None:
    """Rating oneself and reflecting come on top; a variant may ask for one decision more."""
    counts = {}
    for name, (walk, document) in walks(case).items():
        if walk.kind != "expert" or walk.role != role:
            continue
        graph = bundle(case, walk.level).graph
        kinds = [
            graph.scenes[event.node].task.kind
            for event in play_walk(graph, walk, document)
            if isinstance(event, Decided)
        ]
        counts[name] = sum(kind not in ("rate", "reflect") for kind in kinds)
    assert counts, "no expert walk"
    assert all(6 <= count <= 11 for count in counts.values()), counts
    assert min(counts.values()) <= 10


@each_case
@pytest.mark.parametrize("kind", ["expert", "naive", "breaks"])
def test_each_kind_of_walk_is_there_for_each_role(case: str, kind: str) -> None:
    assert {walk.role for walk, _ in walks(case).values() if walk.kind == kind} == set(ROLES)


@each_case
def test_the_expert_ends_best_in_every_variant(case: str) -> None:
    for name, (walk, _) in walks(case).items():
        if walk.kind == "expert":
            ending = next(e for e in bundle(case, walk.level).graph.endings if e.id == walk.expect.ending)
            assert ending.rank == 1, name


@each_case
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", range(len(ROLES)), ids=ROLES)
def test_an_expert_shows_the_way_in_every_variant(case: str, level: str, role: int) -> None:
    """Whatever chance draws, the debrief has an expert's path to put beside the learner's."""
    rests_on = bundle(case, level)
    drawn = [[(chance.id, value) for value in chance.values] for chance in rests_on.graph.chance]
    without = []
    for variant in map(dict, product(*drawn)):
        started = begin(rests_on.graph, role, seed=0, chance=variant)
        if not comparisons(rests_on, debrief(rests_on, started.log)):
            without.append(variant)
    assert not without, f"write an expert's walk for {without}"


@each_case
def test_golden_files_are_those_of_now(case: str) -> None:
    folder = FOLDERS[case] / "golden"
    if not folder.is_dir():
        pytest.skip(f"{case} has no golden files yet: python -m tools.goldens {case}")
    stored = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    made = golden(FOLDERS[case], load_profession())
    remedy = f"read the difference; if it is right: python -m tools.goldens {case}"
    assert sorted(stored) == sorted(made), remedy
    for name, text in made.items():
        lines = list(difflib.unified_diff(stored[name].splitlines(), text.splitlines(), "stored", "now", n=1))
        assert not lines, "\n".join([f"{case}/golden/{name}: {remedy}", *lines[:40]])


@each_case
def test_texts_are_written_in_good_romanian_letters(case: str) -> None:
    for path, words in romanian(read_case(FOLDERS[case]).case).items():
        assert not set(words) & CEDILLAS, f"{path}: cedillas instead of commas"
        assert '"' not in words, f"{path}: straight quotes"
        assert not re.search(r"\s[,.;:!?]", words), f"{path}: a space before a sign"


def gained(part: object) -> Iterator[int]:
    """The bits that anything within a part of a graph can bring."""
    if isinstance(part, Gain):
        yield part.bits
    elif isinstance(part, Element):
        yield from part.gains
        yield from (bits for told in part.tells for _, bits in told)
    elif isinstance(part, tuple):
        for inner in part:
            yield from gained(inner)
    elif is_dataclass(part):
        if isinstance(part, Effects):
            yield from (bits for _, bits in part.later)
        for field in fields(part):
            yield from gained(getattr(part, field.name))


@each_case
def test_what_a_role_can_note_does_not_name_its_own_person(case: str) -> None:
    """Notes are the player's own: a sentence about oneself by name is somebody else's."""
    rests_on = bundle(case, "standard")
    graph = rests_on.graph
    can = set(gained(graph))
    players = {person.plays: rests_on.text(f"people.{person.id}.name", "ro") for person in graph.people}
    noted = [0, 0]
    for index, role in enumerate(ROLES):
        for fact in graph.facts:
            bit = 1 << graph.bit(f"{role}/fact:{fact.id}")
            if not any(bits & bit for bits in can):
                continue
            noted[index] += 1
            for code in ("ro", "en"):
                words = set(re.findall(r"\w+", rests_on.text(f"facts.{fact.id}.text", code)))
                assert not words & set(players[index].split()), (role, fact.id, code)
    assert min(noted) >= 6, "what the roles can know was found"


@each_case
def test_every_text_stands_in_english(case: str) -> None:
    texts = bundle(case, "standard").case_texts
    words = set(romanian(read_case(FOLDERS[case]).case))
    missing = sorted(words - texts["en"].keys())
    assert not missing, f"{len(missing)} texts, first {missing[:3]}"


@each_case
def test_every_ending_says_in_a_short_plain_sentence_how_it_ended(case: str) -> None:
    read = read_case(FOLDERS[case])
    told = {"ro": romanian(read.case), "en": english(read.overlay)}
    for code, texts in told.items():
        for name in read.case.endings:
            gist = texts.get(f"endings.{name}.gist", "")
            assert 4 <= len(gist.split()) <= 22, (code, name)
            assert gist.endswith("."), (code, name)
            assert texts[f"endings.{name}.title"] not in gist
