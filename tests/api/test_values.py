"""The values of `from simulator import …`: short in a line, whole in a notebook, refused in plain words."""

from __future__ import annotations

import dataclasses
import re
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import simulator
from simulator import (
    Case,
    Play,
    SimulatorError,
    compare,
    list_cases,
    list_rules,
    open_case,
    open_grid,
    open_rule,
    read_log,
)
from simulator.api.values import MOST_SIGNS, Described, Listing, Shown, clipped
from simulator.cohort.policies import policy
from simulator.cohort.replay import play_cohort
from simulator.competence.debrief import debrief
from simulator.engine.session import Session, states
from simulator.graph.loading import load_case, load_profession
from simulator.report.document import (
    Badge,
    Details,
    Document,
    Items,
    Note,
    Section,
    Table,
    Text,
)
from simulator.report.html_renderer import html_of
from simulator.report.reading_order import linear
from tests.support import case_folders

CASE = "abuse-discovery"


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(CASE, language="en")


@pytest.fixture(scope="module")
def naive(case: Case) -> Play:
    return case.replay("naive-technician")


@pytest.fixture(scope="module")
def expert(case: Case) -> Play:
    return case.replay("expert-technician")


def parts(value: Any, deep: int = 4) -> Iterator[Any]:
    """A value and what can be reached from it by a public name."""
    yield value
    if isinstance(value, Listing | tuple | list):
        for one in value[:50]:
            yield from parts(one, deep - 1)
    elif isinstance(value, Described) and deep:
        names = [name for name in dir(value) if not name.startswith("_") and name not in ("text", "case")]
        for name in names:
            part = getattr(value, name)
            if not callable(part):
                yield from parts(part, deep - 1)


def short(value: Any) -> None:
    assert isinstance(value, str | int | float) or len(repr(value)) <= MOST_SIGNS, repr(value)[:400]


def test_no_repr_is_longer_than_300_signs(case: Case, naive: Play, expert: Play) -> None:
    values = (case, naive, case.simulate(learners=50), compare(naive, expert), list_cases(), list_rules())
    reached = 0
    for value in (*values, open_grid(), open_rule("minor-notify"), naive.draw_profile(), naive.document()):
        for part in parts(value):
            short(part)
            reached += 1
    assert reached > 1000


def test_what_lies_beneath_says_what_it_is_in_a_line_too(case: Case, naive: Play) -> None:
    """A bundle was once 648,072 signs."""
    graph, log = case.bundle.graph, tuple(naive.log)
    judged = debrief(case.bundle, log)
    cohort = play_cohort(case.bundle, policy("random"), 0, 1, 5)
    compiled = load_case(case_folders()[CASE], load_profession())
    for value in (case.bundle, graph, case.bundle.profession, load_profession(), compiled, judged, cohort):
        short(value)
        assert type(value).__name__ in repr(value)
    for state in states(graph, log):
        short(state)
    short(Session(graph))


def test_a_play_explained_is_typed_data_that_says_what_it_is(naive: Play) -> None:
    data = naive.explain()
    assert data.as_json()["case"] == CASE
    rows = (*data.decisions, *data.findings, *data.findings[0].verdicts, *data.endings, *data.steps)
    for row in (data, *rows):
        assert dataclasses.is_dataclass(row)
        short(row)
    assert [row.rule for row in data.findings[0].verdicts] == [row.rule for row in naive.verdicts]
    assert [row.verdict_title for row in data.findings[0].verdicts] == [row.word for row in naive.verdicts]


def test_public_values_are_values_and_no_dictionaries(case: Case, naive: Play, expert: Play) -> None:
    names = ("Case", "Simulation", "PlayComparison", "Rule", "CompetenceGrid")
    assert all(dataclasses.is_dataclass(getattr(simulator, name)) for name in names)
    for row in (*naive.verdicts, *naive.moments, *naive.decisions, *compare(naive, expert).differences):
        assert dataclasses.is_dataclass(row)


def test_a_play_step_by_step_is_the_walk_again(case: Case, expert: Play) -> None:
    play = case.begin("technician", chance=expert.chance)
    for decision in expert.decisions:
        assert not play.ended
        assert play.moment.step == decision.step - 1
        play.answer(decision.answer)
    assert play.ended
    assert play.moment.ended
    assert (play.outcome, play.ending) == (expert.outcome, expert.ending)
    assert [repr(row) for row in play.verdicts] == [repr(row) for row in expert.verdicts]
    with pytest.raises(SimulatorError, match="this play has ended"):
        play.answer("anything")


def test_a_refused_answer_changes_nothing(case: Case) -> None:
    play = case.begin("technician")
    with pytest.raises(SimulatorError, match="no option 'fly' here; did you mean"):
        play.answer("fly")
    assert (len(play.log), len(play.moments), play.moment.step) == (1, 1, 0)


def test_a_play_is_judged_anew_after_each_answer(case: Case, naive: Play) -> None:
    play = case.begin("technician", chance=naive.chance)
    before = [play.outcome]
    for decision in naive.decisions:
        play.answer(decision.answer)
        before.append(play.outcome)
    assert before == [naive.until(step).outcome for step in range(len(naive.log))]
    assert len(set(before)) > 2


def test_only_what_the_role_knows_stands_in_its_moment(naive: Play) -> None:
    known = [len(moment.known) for moment in naive.moments]
    assert known == sorted(known)
    assert known[0] < known[-1]
    assert [moment.time for moment in naive.moments[:3]] == ["09:40", "09:54", "09:59"]
    assert naive.moments[4].figures[0].value == 8


def test_what_was_answered_is_told_in_words_whatever_the_task(naive: Play) -> None:
    for decision in naive.decisions:
        whole = isinstance(decision.answer, str)
        assert len(decision.words) == (1 if whole else len(decision.words))
        assert all(words and not words.endswith(": ") for words in decision.words)
        assert whole == (decision.task == "choice")
    assert {decision.task for decision in naive.decisions} > {"choice", "form"}


def test_two_plays_are_compared_in_the_order_of_outcomes(naive: Play, expert: Play) -> None:
    assert [compare(naive, expert).better, compare(expert, naive).better] == ["other", "one"]
    same = compare(expert, expert)
    assert (same.better, len(same.differences)) == ("", 0)
    row = next(one for one in compare(naive, expert).differences if one.rule == "abuse-no-concealment")
    assert (row.one, row.other) == ("breached", "met")


def test_a_simulation_gives_shares_that_add_up(case: Case) -> None:
    crowd = case.simulate("always-ask", learners=300)
    assert sum(ending.share for ending in crowd.endings) == pytest.approx(1)
    for rule in crowd.rules:
        kinds = (rule.met, rule.late, rule.not_followed, rule.missing, rule.breached, rule.contested)
        assert 0 < sum(kinds) <= 1 + 1e-9
    assert crowd.outcome != case.simulate("random", learners=300).outcome
    assert repr(crowd) == repr(case.simulate("always-ask", learners=300))


def test_rules_of_a_role_and_a_rule_by_name() -> None:
    every = list_rules()
    assert len(list_rules("technician")) < len(every)
    assert all("coordinator" in rule.roles for rule in list_rules("coordinator"))
    rule = open_rule("abuse-inform-coordinator", language="en")
    assert (rule.deadline, rule.when) == (15, "technician/mark:suspected-abuse")
    assert "15 minutes is our tolerance" in rule.ours
    assert open_rule("minor-notify").conflicts_with == Listing(["minor-no-direct-notice"])
    assert open_rule("minor-no-direct-notice").deadline is None


def test_the_grid_has_its_domains_and_questions() -> None:
    grid = open_grid("en")
    assert [domain.number for domain in grid.domains] == list(range(1, 16))
    assert all(domain.questions and domain.title for domain in grid.domains)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_debrief_is_written_as_a_document(naive: Play, tmp_path: Path, ending: str) -> None:
    path = naive.save(tmp_path / f"a.{ending}")
    assert path.read_bytes()[:2] in (b"PK", b"%P")


def test_a_log_is_written_and_read_again(naive: Play, tmp_path: Path) -> None:
    again = read_log(naive.save(tmp_path / "log.json"), language="en")
    assert again.log == naive.log
    assert repr(again) == repr(naive)
    with pytest.raises(SimulatorError, match=r"as \.docx or \.pdf"):
        naive.save(tmp_path / "log.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["log.json"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda case: open_case("abuse"), "no case 'abuse'; did you mean 'abuse-discovery'"),
        (lambda case: open_case(CASE, "easy"), "no level 'easy'; did you mean"),
        (lambda case: open_case(CASE, language="de"), "no language 'de'; did you mean"),
        (lambda case: case.begin("tehnician"), "no role 'tehnician'; did you mean 'technician'"),
        (lambda case: case.begin("technician", chance={"dangr": "x"}), "'dangr'; did you mean 'danger'"),
        (lambda case: case.replay("expert"), "no walk 'expert'; did you mean 'expert-technician'"),
        (lambda case: case.simulate("randm"), "no policy 'randm'; did you mean 'random'"),
        (lambda case: case.simulate(role="boss"), "no role 'boss'; did you mean"),
        (lambda case: open_rule("minor-notfy"), "no rule 'minor-notfy'; did you mean 'minor-notify'"),
        (lambda case: list_rules("boss"), "no role 'boss'"),
        (lambda case: case.replay("naive-technician").what_if(5, "fly"), "no option 'fly' here; did you"),
        (lambda case: case.replay("naive-technician").what_if(99, "fly"), "no such decision"),
        (lambda case: case.replay("naive-technician").until(99), "no such decision"),
        (lambda case: case.replay("naive-technician").verdict("minor"), "no rule 'minor'; did you mean"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(case: Case, wrong: Any, sentence: str) -> None:
    with pytest.raises(SimulatorError) as fault:
        wrong(case)
    assert sentence in str(fault.value)


class Words(HTMLParser):
    """The words that a piece of HTML shows, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.open, self.tags = "", [], set[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_notebook_shows_a_case_a_play_a_grid_whole(case: Case, naive: Play, expert: Play) -> None:
    crowd, both = case.simulate(learners=50), compare(naive, expert)
    shown: tuple[tuple[Shown, str], ...] = (
        (case, "One alone, with the whole lane"),
        (naive, naive.verdicts[-1].title),
        (open_grid("en"), open_grid("en").domains[14].questions[0]),
        (crowd, crowd.rules[0].title),
        (both, both.differences[-1].title),
        (open_rule("minor-notify", "en"), open_rule("minor-notify", "en").sources[0]),
    )
    for value, words in shown:
        page = Words(value._repr_html_())
        assert not page.open
        assert words in page.words
        assert "script" not in page.tags
        for text in _texts(value.document()):
            assert " ".join(text.split()) in " ".join(page.words.split())


def _texts(document: Document) -> Iterator[str]:
    for block in linear(document.blocks):
        if isinstance(block, Text):
            yield from (block.label, *block.text.split("\n"))
        elif isinstance(block, Table):
            yield from block.head
            cells = [cell for row in block.rows for cell in row if isinstance(cell, str)]
            yield from (cell for cell in cells if "\n" not in cell)
        elif isinstance(block, Note):
            yield from (block.title, *(badge.text for badge in block.badges))


def test_words_with_signs_of_markup_stay_words() -> None:
    evil = "<img src=x onerror=alert(1)>&\"'"
    blocks = (
        Text(evil, label=evil),
        Items((evil,)),
        Table(evil, (evil, evil), ((evil, Items((evil,))),), (1, 1)),
        Note(evil, (Text(evil), Items((evil,), ordered=True)), (Badge(evil, "bad"),)),
        Section(evil, (Details(evil, (Text(evil),)),)),
    )
    page = Words(html_of(Document("a", evil, "ro", "", "", blocks)))
    assert "img" not in page.tags
    assert page.words.count(evil) == 16
    assert Words(Listing([evil])._repr_html_()).words.count(evil) == 1


def test_the_renderer_holds_no_sentence() -> None:
    from simulator.report.templates import FOLDER

    bare = re.sub(
        r"\{[%{].*?[%}]\}|<style>.*?</style>|<[^>]*>",
        "",
        (FOLDER / "document.html.j2").read_text("utf-8"),
        flags=re.DOTALL,
    )
    assert not re.search(r"[A-Za-zÀ-ž]", bare), bare


def test_a_line_is_cut_where_it_would_flood() -> None:
    assert clipped("a  b\nc") == "a b c"
    assert len(clipped("x" * 1000)) == MOST_SIGNS
    assert repr(Listing(["x" * 1000]))[-1] == "…"
    assert isinstance(Listing([1, 2, 3])[1:], Listing)


def test_a_moment_gives_an_answer_of_its_own_form_so_that_every_play_comes_to_an_end() -> None:
    kinds = set()
    for name in case_folders():
        for role in open_case(name).roles:
            play = open_case(name).begin(role)
            while not play.ended:
                kinds.add(play.moment.task)
                play.answer(play.moment.example)
            assert play.ending and not play.moment.example
    assert {"choice", "form", "message", "rate", "sequence", "sort"} <= kinds


def at_task(kind: str) -> Play:
    """A play that stands before the first task of a kind."""
    for name in case_folders():
        for role in open_case(name, language="en").roles:
            play = open_case(name, language="en").begin(role)
            while not play.ended:
                if play.moment.task == kind:
                    return play
                play.answer(play.moment.example)
    raise AssertionError(kind)


@pytest.mark.parametrize("kind", ["choice", "form", "message", "rate", "sequence", "sort"])
@pytest.mark.parametrize("given", ["", 1, None, {}, ["seat"], {"nobody": "1"}])
def test_an_answer_of_another_form_is_told_what_the_form_is(kind: str, given: Any) -> None:
    play = at_task(kind)
    before = len(play.log)
    with pytest.raises(SimulatorError) as refused:
        play.answer(given)
    assert len(play.log) == before
    if not (isinstance(given, str) or given == {"nobody": "1"}):
        first = play.moment.options[0].id
        assert f"'{kind}' is answered in this form" in str(refused.value) and first in str(refused.value)


def test_an_option_answers_for_its_id_and_a_number_for_a_rank(case: Case) -> None:
    play, same = case.begin("technician"), case.begin("technician")
    play.answer(play.moment.options[1])
    same.answer(same.moment.options[1].id)
    assert play.log == same.log
    ordered, again = at_task("sequence"), at_task("sequence")
    ranks = {one.id: place for place, one in enumerate(ordered.moment.options, 1)}
    ordered.answer(ranks)
    again.answer({name: str(rank) for name, rank in ranks.items()})
    assert ordered.log == again.log


def test_what_is_given_wrongly_is_refused_in_a_sentence(case: Case, naive: Play, tmp_path: Path) -> None:
    any_case: Any = case
    wrong = {
        "'seed' must be a whole number": lambda: any_case.begin("technician", seed="x"),
        "'learners' must be a whole number": lambda: any_case.simulate(learners="1000"),
        "'learners' must be a whole number from 1": lambda: any_case.simulate(learners=0),
        "from 0 to 100, not 150": lambda: case.simulate("profile", ability=150),
        "no such decision": lambda: any_case and naive.what_if(any_case.id, "unload"),
        "no such decision in": lambda: naive.until(any_case and 1.0),
        "two plays are compared": lambda: compare(any_case, any_case),
        "one case and one role": lambda: compare(naive, case.replay("naive-coordinator")),
        "one case and one role are": lambda: compare(naive, open_case("burnout").replay("naive-technician")),
        "as .json": lambda: naive.save(tmp_path / "log.csv"),
        "there/missing.json' cannot be opened": lambda: read_log("there/missing.json"),
        "there/log.json' cannot be written": lambda: naive.save("there/log.json"),
        "has nothing to say of this play": lambda: case.replay("expert-coordinator").verdict(
            "signature-explain"
        ),
        "there is no rule": lambda: naive.verdict("no-such-rule"),
        "'expert-technician-decision-cold'": lambda: open_case("coordination-conflict").replay(
            "expert-technician"
        ),
        "there is no folder": lambda: list_cases(cases=str(tmp_path / "none")),
    }
    for sentence, act in wrong.items():
        with pytest.raises(SimulatorError) as refused:
            act()
        assert sentence in str(refused.value), (sentence, str(refused.value))


@pytest.mark.parametrize("given", [5, None, b"log.json", "a\0.json", 1.5])
def test_what_is_no_path_is_told_by_the_name_under_which_it_was_given(naive: Play, given: Any) -> None:
    refused = {
        "file": [lambda: naive.save(given), lambda: read_log(given)],
        "cases": [
            lambda: list_cases(cases=given),
            lambda: open_case(CASE, cases=given),
            lambda: open_case(CASE, cases=["here", given]),
            lambda: read_log("log.json", cases=given),
        ],
    }
    for name, acts in refused.items():
        for act in acts:
            with pytest.raises(SimulatorError) as fault:
                act()
            told = f"'{name}' must be the path of a file or a folder, not {given!r}"
            assert str(fault.value) == told


@pytest.mark.parametrize("given", [["a"], 5, 0, "danger", [("danger", "yes")]])
def test_what_chance_brings_is_given_by_name(case: Case, given: Any) -> None:
    with pytest.raises(SimulatorError) as refused:
        case.begin("technician", chance=given)
    assert f"'chance' must be a dictionary of values by name, not {given!r}" in str(refused.value)


@pytest.mark.parametrize("given", ["y", 5, "", [], True])
def test_what_would_come_then_is_a_play(naive: Play, given: Any) -> None:
    with pytest.raises(SimulatorError) as refused:
        naive.what_if(1, naive.moments[0].example, then=given)
    assert f"'then' must be a play, not {given!r}" in str(refused.value)


def test_a_fault_in_a_case_of_ones_own_is_told_with_its_values(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "case.yaml").write_text("id: mine\nid: mine\n", "utf-8")
    with pytest.raises(SimulatorError) as refused:
        open_case("mine", cases=tmp_path)
    assert "{" not in str(refused.value)


def test_a_share_says_all_that_became_of_a_rule(case: Case) -> None:
    crowd = case.simulate(learners=300)
    for row in crowd.rules:
        parts = [row.met, row.late, row.not_followed, row.missing, row.breached, row.contested]
        assert repr(row).count("%") == sum(part > 0 for part in parts)
    assert crowd.clean <= crowd.unbreached
    assert case.simulate("rule-follower", learners=50).unbreached > crowd.unbreached


def test_learners_who_do_not_vary_say_nothing_of_an_item_and_warn_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in case_folders():
            for kind in ("always-alone", "always-ask", "rule-follower"):
                open_case(name).simulate(kind, learners=200)
