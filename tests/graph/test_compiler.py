"""From written to played: names become bits, levels filter, and what could stop play is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.enums import LEVELS
from simulator.errors import Problem
from simulator.graph.graph import Graph
from tests.support import SMALL_CASE, compiled, copy_case, problems_of, replaced, small_graph, whole

TEXT = (SMALL_CASE / "case.yaml").read_text("utf-8")


def faults(folder: Path, old: str, new: str, level: str = "standard") -> list[Problem]:
    case = copy_case(folder, replaced(old, new))
    found = problems_of(lambda: compiled(case, level))
    assert found, "the case compiled"
    assert all(whole(problem) for problem in found)
    return found


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("acts: [collect-information]", "acts: [collect-mushrooms]", "scenes.t-door.options.look.acts.0"),
        ("marks: [danger-to-life]", "marks: [no-mark]", "facts.dizzy.marks.0"),
        ("ethics]", "none]", "about.difficulties.0"),
        ("checklist: [abuse-signs]", "checklist: [none]", "about.checklist.0"),
        ("plays: ana", "plays: nobody", "roles.technician.plays"),
        ("start: t-door", "start: nowhere", "roles.technician.start"),
        ("learn: [bruises, dizzy]", "learn: [bruises, none]", "scenes.t-door.options.look.learn.1"),
        ("learn: [gossip]", "learn: [none]", "scenes.t-door.learn.0"),
        ("to: t-act\n", "to: nowhere\n", "scenes.t-door.options.look.to"),
        ("section: found", "section: none", "scenes.t-form.statements.saw.section"),
        ("cite: [guide#case-1]", "cite: [guide#none]", "scenes.t-door.options.look.cite.0"),
        ("cite: [guide#case-1]", "cite: []", "scenes.t-door.options.look"),
        ("{reporting.correctness: 100}", "{reporting.none: 100}", "scenes.t-door.options.look.evidence"),
        ("change: {trust: -9}", "change: {none: -9}", "scenes.t-door.options.leave.change"),
        (
            "when: {has: [fact:bruises]}",
            "when: {has: [fact:none]}",
            "scenes.t-act.options.call-112.when.has.0",
        ),
        (
            "when: {has: [fact:bruises]}",
            "when: {has: [flag-none]}",
            "scenes.t-act.options.call-112.when.has.0",
        ),
        ("when: {has: [fact:bruises]}", "when: {has: [act:make-plan]}", "scenes.t-act.options.call-112.when"),
        ("when: {has: [fact:bruises]}", "when: {has: [message:none]}", "scenes.t-act.options.call-112.when"),
        (
            "when: {at_least: {strain: 7}}",
            "when: {at_least: {none: 7}}",
            "scenes.t-act.options.call-coordinator",
        ),
        ("chance:line=free", "chance:line=cut", "scenes.t-act.options.call-coordinator.branches.0.when.has"),
        (
            "facts: [bruises, dizzy, address]",
            "facts: [none]",
            "scenes.t-act.options.call-coordinator.branches.0",
        ),
        ("tell: {act: inform-coordinator,", "tell: {act: none,", "scenes.t-act.options.call-coordinator"),
        ("to: coordinator, facts: [bruises, dizzy", "to: technician, facts: [bruises, dizzy", "scenes.t-act"),
        ("bin: fact", "bin: none", "scenes.t-sort.items.marks-seen.bin.0"),
        ("see < say", "see < none", "scenes.t-sequence.order.0"),
        ("form: visit-report", "form: none", "scenes.t-form.form"),
        ("fact: bruises, why", "fact: none, why", "scenes.t-message.statements.saw.fact"),
        ("acts: [diagnose]", "acts: [none]", "scenes.t-message.statements.beaten.acts.0"),
        (
            "act: inform-coordinator, to: coordinator}",
            "act: none, to: coordinator}",
            "scenes.t-message.fields",
        ),
        ("correctness: completeness", "correctness: confidentiality", "scenes.t-form.evidence"),
        ("indicators: [emergency.limits, rep", "indicators: [none.limits, rep", "scenes.t-rate.indicators.0"),
        ("learn: [hidden]", "learn: [none]", "reactions.ion-calls.learn.0"),
        (
            'of: world\n    to: technician\n    at: "12:00"',
            "of: technician\n    to: technician",
            "reactions.noon",
        ),
        ("play_minutes: 10\n", "play_minutes: 10\n  face: nobody\n", "about.face"),
        ("play_minutes: 10\n", "play_minutes: 10\n  face: ana\n", "about.face"),
        ("    text: Ați ajuns.\n", "    text: Ați ajuns.\n    speaks: [noone]\n", "scenes.t-door.speaks.0"),
        (
            "ion: {name: Ion, who: coordonator}",
            "ion: {name: Ion, who: coordonator, feels: {variable: none, signs: "
            "[{at_least: 0, expression: calm, text: calm}]}}",
            "people.ion.feels.variable",
        ),
        ("min: 1, max: 6}", "min: 6, max: 9}", "variables.trust.start"),
    ],
)
def test_a_name_that_means_nothing_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, part: str
) -> None:
    found = problems_of(lambda: compiled(copy_case(tmp_path, replaced(old, new))))
    assert any(problem.part.startswith(part) for problem in found), [p.part for p in found]
    near = TEXT[: TEXT.index(old)].count("\n") + 1
    assert any(abs(problem.line - near) <= 3 for problem in found), [(p.part, p.line, near) for p in found]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return replaced("form: visit-report", "form: none")(replaced("bin: fact", "bin: none")(text))

    found = problems_of(lambda: compiled(copy_case(tmp_path, change)))
    assert len(found) == 2


def test_the_last_route_must_be_open(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "- {to: t-late}", "- {when: {has: told}, to: t-late}")
    assert fault.part == "scenes.t-reflect.to"


def test_the_last_branch_must_be_open(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "- minutes: 3\n", "- minutes: 3\n            when: {lacks: told}\n")
    assert fault.part == "scenes.t-act.options.call-coordinator.branches"


@pytest.mark.parametrize(
    "band", ["{at_least: 1, minutes: 15,", "{at_least: 0, when: {has: told}, minutes: 15,"]
)
def test_a_band_must_be_left_for_everybody(tmp_path: Path, band: str) -> None:
    (fault,) = faults(tmp_path, "{at_least: 0, minutes: 15,", band)
    assert fault.part == "scenes.t-sequence.bands"


def test_something_must_follow(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "\n        to: t-reflect", "")
    assert fault.part == "scenes.t-door.options.leave"


def test_one_option_must_be_open(tmp_path: Path) -> None:
    def change(text: str) -> str:
        start, end = text.index("  c-think:"), text.index("  c-answer:")
        inner = text[start:end].replace("why:", "when: {lacks: told}\n        why:")
        return text[:start] + inner + text[end:]

    (fault,) = problems_of(lambda: compiled(copy_case(tmp_path, change)))
    assert fault.part == "scenes.c-think.options"


def test_an_option_must_be_left_at_every_level(tmp_path: Path) -> None:
    def change(text: str) -> str:
        start, end = text.index("  c-think:"), text.index("  c-answer:")
        inner = text[start:end].replace("why:", "levels: [hard]\n        why:")
        return text[:start] + inner + text[end:]

    folder = copy_case(tmp_path, change)
    compiled(folder, "hard")
    assert problems_of(lambda: compiled(folder, "guided"))


def test_nobody_walks_into_the_other_roles_scenes(tmp_path: Path) -> None:
    found = faults(tmp_path, "to: c-think", "to: t-act")
    assert found[0].part == "scenes.c-desk.options.wait.to"
    assert (
        problems_of(lambda: compiled(copy_case(tmp_path, replaced("start: c-desk", "start: t-act"), "b")))
        != []
    )


def test_a_scene_and_an_ending_may_not_share_a_name(tmp_path: Path) -> None:
    found = faults(tmp_path, "  t-good: {role: technician", "  t-act: {role: technician")
    assert any(problem.part == "endings.t-act" for problem in found)


def test_a_message_has_recipient_and_channel(tmp_path: Path) -> None:
    found = faults(tmp_path, "      channel:", "      way:")
    assert found[0].part == "scenes.t-message.fields"


def options(graph: Graph, scene: str) -> list[str]:
    (found,) = [s for s in graph.scenes if s.id == scene]
    return [option.id for option in found.task.options]


def test_levels_keep_and_drop() -> None:
    easy, hard = small_graph("guided"), small_graph("hard")
    assert options(easy, "t-door") == ["look", "leave"]
    assert options(hard, "t-door") == ["look", "leave", "rush"]
    assert [index for index, _ in easy.scenes[0].paragraphs] == [0]
    assert [index for index, _ in hard.scenes[0].paragraphs] == [0, 1]
    assert "hard-only" not in {reaction.id for reaction in easy.reactions}
    assert "hard-only" in {reaction.id for reaction in hard.reactions}
    forms = [{e.id for e in g.scenes[5].task.elements} for g in (easy, hard)]
    assert forms[1] - forms[0] == {"rumour"}


def test_levels_set_start_and_variables() -> None:
    easy, hard = small_graph("standard"), small_graph("hard")
    assert (easy.start, hard.start) == (540, 570)
    assert [v.start for v in easy.variables] == [3, 5]
    assert [v.start for v in hard.variables] == [5, 5]


def test_a_start_moved_out_of_its_range_stays_within(tmp_path: Path) -> None:
    graph = compiled(copy_case(tmp_path, replaced("change: {strain: 2}}", "change: {strain: 99}}")), "hard")
    assert graph.variables[0].start == graph.variables[0].high == 10


def test_symbols_are_the_same_at_every_level() -> None:
    symbols = [small_graph(level).symbols for level in LEVELS]
    assert symbols[0] == symbols[1] == symbols[2]
    assert sorted(symbols[0].values()) == list(range(len(symbols[0])))


def test_names_mean_the_acting_role_unless_another_is_named() -> None:
    graph = small_graph()
    scene = next(s for s in graph.scenes if s.id == "t-reflect")
    when = scene.task.bands[0].effects.to[0].when
    assert when is not None
    assert when.need == 1 << graph.symbols["looked"]
    assert when.none[0].need == 1 << graph.symbols["coordinator/fact:bruises"]


def test_bands_stand_highest_first_and_in_written_order_among_equals() -> None:
    scene = next(s for s in small_graph().scenes if s.id == "t-sort")
    assert [band.path[-1] for band in scene.task.bands] == ["1", "2", "0"]


def test_what_a_message_passes_on_about_each_mark() -> None:
    graph = small_graph()
    scene = next(s for s in graph.scenes if s.id == "t-message")
    recipient = scene.task.elements[0]
    told = dict(recipient.tells[1])[2]
    for name in ("technician/act:inform-coordinator:suspected-abuse", "coordinator/fact:bruises"):
        assert told >> graph.symbols[name] & 1, name
    assert recipient.tells[0] == ()
    assert recipient.gains[1] == 1 << graph.symbols["technician/act:inform-coordinator"]


def test_the_aspects_of_statements() -> None:
    scene = next(s for s in small_graph().scenes if s.id == "t-message")
    found = {e.id: (e.aspect, e.judged, e.right) for e in scene.task.elements}
    assert found["saw"] == ("completeness", True, 0b10)
    assert found["beaten"] == ("objectivity", True, 0b01)
    assert found["divorce"] == ("confidentiality", True, 0b01)
    assert found["please"][1] is False
    assert found["recipient"] == ("addressing", True, 0b10)


def test_names_in_compiled_conditions_exist(tmp_path: Path) -> None:
    """A case without a coordinator has no way in for that role."""
    text = TEXT.replace("  coordinator: {plays: ion, brief: Sunteți Ion., start: c-desk}\n", "")
    folder = copy_case(tmp_path, lambda _: text)
    assert compiled(folder).entry == (0, -1)
