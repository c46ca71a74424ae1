"""The script for reviewers: all that an author wrote stands in it, and conditions read as words."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli import main as prompt
from simulator.content.case import Condition
from simulator.content.library import read_case
from simulator.content.texts import romanian
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import language
from simulator.report.conditions import Wording
from simulator.report.script import script
from tests.cli.test_authoring import TEMPLATE
from tests.support import SMALL_CASE, small_bundle


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("code", ["ro", "en"])
def test_every_text_of_a_case_stands_in_its_script(code: str) -> None:
    profession = load_profession()
    case = load_case(TEMPLATE, profession)
    rests_on = bundle_of(case, profession, "standard")
    shown = squeezed(script(read_case(TEMPLATE).case, rests_on, language(code)))
    for path in case.texts["ro"]:
        if ".signs." not in path:
            assert squeezed(rests_on.text(path, code)) in shown, path


def test_scenes_are_numbered_and_parts_of_other_levels_left_out() -> None:
    case = read_case(SMALL_CASE).case
    text = script(case, small_bundle("standard"), language("en"))
    for number, name in enumerate(case.scenes, 1):
        assert f"── {number} · {name} · " in text
    hard = romanian(case)["scenes.t-door.also.1.text"]
    assert hard not in text
    assert hard in script(case, small_bundle("hard"), language("en"))


def test_no_line_is_longer_than_a_page_unless_a_word_is() -> None:
    for level in ("standard", "hard"):
        text = script(read_case(SMALL_CASE).case, small_bundle(level), language("ro"))
        assert max(map(len, text.splitlines())) <= 96


WORDING = Wording(language("en"), lambda path: path.split(".", 1)[1], lambda name: name)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"has": ["flag"]}, "«flag»"),
        ({"has": ["fact:a"], "lacks": ["act:call-112"]}, "knows the fact a and not: call-112"),
        ({"has": "coordinator/mark:minor"}, "coordinator: knows of: minor"),
        ({"has": "act:inform-coordinator:minor"}, "inform-coordinator (minor)"),
        ({"has": "chance:bus=runs"}, "bus = runs"),
        ({"has": "message:m"}, "the message m has arrived"),
        (
            {"at_least": {"trust": "4"}, "after": "16:00", "before": "17:00"},
            "trust ≥ 4 and from 16:00 on and before 17:00",
        ),
        ({"any": [{"has": "a"}, {"has": "b"}], "none": [{"has": "c"}]}, "((«a») or («b»)) and not: («c»)"),
        ({"all": [{"has": "a"}, {"lacks": "b"}]}, "(«a») and (not: «b»)"),
    ],
)
def test_conditions_in_words(written: dict[str, object], said: str) -> None:
    assert WORDING.condition(Condition.model_validate(written)) == said


def test_an_act_done_later_says_when() -> None:
    assert WORDING.act("call-112 +20") == "call-112 (after 20 minutes)"


def test_the_commands_write_whole_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for tool, start in (("script", "MÂNECA"), ("map", "<svg ")):
        assert prompt.main(["case", tool, "abuse-discovery"]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith(start)
        file = tmp_path / tool
        assert prompt.main(["case", tool, "abuse-discovery", "--output", str(file)]) == 0
        assert file.read_text("utf-8") == printed
        capsys.readouterr()
        assert prompt.main(["case", tool, "abuse-discovery", "--output", str(tmp_path / "no" / "x")]) == 2
        assert "simulator: " in capsys.readouterr().err
