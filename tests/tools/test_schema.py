"""The schema of a judged play is current, and what the prompt really prints keeps to it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from simulator.cli import main as prompt
from simulator.competence.debrief import debrief
from simulator.language import language
from simulator.report.debrief_data import play_data
from simulator.report.wording import Texts
from tests.support import all_cases, bundle, random_play, seats
from tools.schema import SCHEMA, schema, text


def test_the_schema_is_current() -> None:
    """If this fails, run `python -m tools.schema`."""
    assert SCHEMA.read_text("utf-8") == text()


@pytest.mark.parametrize("case", all_cases())
def test_any_play_keeps_to_the_schema(case: str) -> None:
    check = Draft202012Validator(schema())
    rests_on = bundle(case, "standard")
    for seed, code in enumerate(("ro", "en")):
        log = random_play(rests_on.graph, seats(rests_on.graph)[-1], seed)
        for events in (log, log[:3]):
            made = play_data(Texts(rests_on, language(code)), debrief(rests_on, events)).as_json()
            check.validate(json.loads(json.dumps(made)))


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert prompt.main(["replay", "burnout", "--walk", "naive-technician", "--json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_what_the_prompt_prints_keeps_to_the_schema_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    data, check = printed(capsys), Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    check.validate(data)
    check.check_schema(check.schema)
    first = data["decisions"][0]
    for wrong in (
        data | {"other": 1},
        data | {"decisions": [first | {"minute": "nine"}]},
        data | {"decisions": [{name: value for name, value in first.items() if name != "verdicts"}]},
    ):
        with pytest.raises(ValidationError):
            check.validate(wrong)
