"""A person plays in the terminal: every task, patience, stopping, keeping and going on."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.cli import main as prompt
from simulator.cli.play import TerminalPlay
from simulator.content.enums import LEVELS, ROLES
from simulator.engine.codec import log_from_json, parse_log
from simulator.engine.session import begin
from simulator.engine.view import view
from tests.cli.typing import console
from tests.support import bundle, our_cases, small_bundle


def played(case: str, level: str, role: int, seed: int, log: Path | None = None) -> str:
    rests_on = bundle(case, level)
    asked, out = console(ends=False, seed=seed)
    code = TerminalPlay(rests_on, begin(rests_on.graph, role, seed), role, asked, log).whole()
    assert code == 0
    return out.getvalue()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_a_play_comes_to_its_debrief(case: str, level: str) -> None:
    graph = bundle(case, level).graph
    for role in (index for index in range(len(ROLES)) if graph.entry[index] >= 0):
        for seed in range(3):
            text = played(case, level, role, seed)
            assert "What follows looks back over the whole play." in text
            assert "Profile over the domains" in text


@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_hints_and_rules_stand_at_the_guided_level_only(case: str) -> None:
    assert "Hint:" in played(case, "guided", 0, 1)
    for level in ("standard", "hard"):
        text = played(case, level, 0, 1)
        assert "Hint:" not in text
        assert "The rule at hand:" not in text


@pytest.mark.parametrize("case", ["small", *our_cases()])
def test_only_what_the_role_knows_is_shown_before_the_debrief(case: str) -> None:
    rests_on = bundle(case, "standard")
    for seed in range(4):
        session = begin(rests_on.graph, 0, seed)
        asked, out = console(ends=False, seed=seed)
        TerminalPlay(rests_on, session, 0, asked).whole()
        before = out.getvalue().split("What follows looks back", maxsplit=1)[0]
        assert session.state is not None
        known = {name for name, _ in view(rests_on.graph, session.state, 0).known}
        shown = "".join(before.split())
        for fact in rests_on.graph.facts:
            text = "".join(rests_on.text(f"facts.{fact.id}.text", "en").split())
            assert fact.id in known or f"•{text}" not in shown


@given(typed=some.lists(some.one_of(some.text(max_size=30), some.integers(-1, 9).map(str)), max_size=60))
def test_whatever_is_typed_nothing_breaks(typed: list[str]) -> None:
    for role in (0, 1):
        rests_on = small_bundle("guided")
        asked, out = console(*typed)
        assert TerminalPlay(rests_on, begin(rests_on.graph, role, len(typed)), role, asked).whole() == 0
        assert "The play stops here." in out.getvalue() or "Profile over the domains" in out.getvalue()


def test_a_play_that_stops_says_so() -> None:
    rests_on = small_bundle("guided")
    for typed in [(), ("q",), ("?", "q")]:
        asked, out = console(*typed)
        assert TerminalPlay(rests_on, begin(rests_on.graph, 0, 1), 0, asked).whole() == 0
        assert "The play stops here." in out.getvalue()


def test_the_log_is_whole_after_every_decision_and_goes_on(tmp_path: Path) -> None:
    rests_on, file = bundle(our_cases()[0], "guided"), tmp_path / "log.json"
    asked, _ = console("1", "1", "q")
    session = begin(rests_on.graph, 0, 5)
    TerminalPlay(rests_on, session, 0, asked, file).whole()
    log = log_from_json(rests_on.graph, parse_log(file.read_bytes()))
    assert log == tuple(session.log)
    assert len(log) == 3
    assert list(tmp_path.iterdir()) == [file]


def run(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return prompt.main(["play", *arguments, "--lang", "en"])


def test_resuming_shows_the_same_scene_and_keeps_the_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case, file = our_cases()[0], tmp_path / "log.json"
    options = (case, "--role", "technician", "--log", str(file))
    assert run(monkeypatch, "1\nq\n", *options, "--seed", "7", "--level", "standard") == 0
    first = capsys.readouterr().out
    assert run(monkeypatch, "q\n", *options) == 0
    second = capsys.readouterr().out
    assert "You are going on from where you stopped." in second
    assert (
        first.rsplit("\n? ", 1)[1].split("Your choice")[0]
        == second.rsplit("\n? ", 1)[1].split("Your choice")[0]
    )
    data = json.loads(file.read_text("utf-8"))
    assert data["level"] == "standard"
    assert data["events"][0]["seed"] == 7
    assert len(data["events"]) == 2


@pytest.mark.parametrize(
    "extra",
    [
        ("--role", "coordinator"),
        ("--role", "technician", "--level", "hard"),
        ("--role", "technician", "--seed", "8"),
    ],
)
def test_a_log_of_another_play_is_refused_and_left_alone(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    extra: tuple[str, ...],
) -> None:
    case, file = our_cases()[0], tmp_path / "log.json"
    start = (case, "--role", "technician", "--seed", "7", "--log", str(file))
    assert run(monkeypatch, "1\nq\n", *start) == 0
    before = file.read_bytes()
    assert run(monkeypatch, "q\n", case, "--log", str(file), *extra) == 2
    assert "another role, level or seed" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b"{" * 5000, b"9" * 1_000_001])
def test_a_file_that_is_no_log_is_refused_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "log.json"
    file.write_bytes(content)
    assert run(monkeypatch, "q\n", our_cases()[0], "--role", "technician", "--log", str(file)) == 2
    assert capsys.readouterr().err.startswith("simulator: ")
    assert file.read_bytes() == content


def test_a_folder_that_is_not_there_is_refused_before_play(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "log.json"
    assert run(monkeypatch, "1\n", our_cases()[0], "--role", "technician", "--log", str(file)) == 2
    said = capsys.readouterr()
    assert "cannot be written" in said.err
    assert said.out == ""


def test_own_words_are_kept_apart_from_the_log(tmp_path: Path) -> None:
    rests_on, file, role = small_bundle("guided"), tmp_path / "log.json", 0
    asked, out = console(ends=False)
    play = TerminalPlay(rests_on, begin(rests_on.graph, role, 1), role, asked, file)
    scene = next(s.id for s in rests_on.graph.scenes if s.task.kind in ("form", "reflect", "message"))
    seen = view(rests_on.graph, play.session.state, role)  # type: ignore[arg-type]
    play._keep(
        type(seen)(**{**{k: getattr(seen, k) for k in seen.__slots__}, "node": scene}), "a thought of mine"
    )
    assert "a thought of mine" not in file.read_text("utf-8")
    notes = tmp_path / "log.notes.txt"
    assert "a thought of mine" in notes.read_text("utf-8")
    assert notes.stat().st_mode & 0o777 == 0o600
    assert "Kept for you alone" in out.getvalue()


def test_a_log_that_can_no_longer_be_written_does_not_end_the_play(tmp_path: Path) -> None:
    rests_on, gone = small_bundle("standard"), tmp_path / "gone"
    asked, out = console(ends=False)
    assert TerminalPlay(rests_on, begin(rests_on.graph, 0, 1), 0, asked, gone / "log.json").whole() == 1
    assert "cannot be written" in out.getvalue()
    assert "Profile over the domains" in out.getvalue()
