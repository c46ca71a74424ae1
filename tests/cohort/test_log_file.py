"""A kept log replays wherever it is taken; where its case has changed, the bundle it has brought answers."""

from __future__ import annotations

import base64
import json
import shutil
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest

from simulator.cohort.log_file import OWN_BUNDLE, LogFile, load_log_file, with_bundle
from simulator.engine.codec import log_to_json
from simulator.engine.session import begin
from simulator.errors import Refused
from simulator.graph import bundle_format, loading
from simulator.graph.bundle_format import pinned
from simulator.graph.loading import open_case
from simulator.graph.packing import meaning_of
from tests.old_records import OLD
from tests.support import CHECKOUT

CASE = "own-burnout"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case of one's own."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "cases" / CASE
    shutil.copytree(CHECKOUT / "scenarios" / "cases" / "burnout", folder)
    change(tmp_path / "cases", "id: burnout", f"id: {CASE}")
    return tmp_path / "cases"


def change(cases: Path, old: str, new: str) -> None:
    path = cases / CASE / "case.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def kept(cases: Path, *, alone: bool = False) -> Path:
    bundle = open_case(CASE, cases=[cases])
    session = begin(bundle.graph, 0, 11)
    options = bundle.graph.scenes[session.at_turn().node].task.options  # type: ignore[union-attr]
    if options:
        session.answer((0,))
    data = (
        log_to_json(bundle.graph, bundle.digest, session.log) if alone else with_bundle(bundle, session.log)
    )
    path = cases / "log.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def read(cases: Path) -> LogFile:
    return load_log_file(cases / "log.json", case=CASE, cases=[cases])


def test_what_does_not_change_the_meaning_changes_nothing(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cases, alone=True)
    before = open_case(CASE, cases=[cases]).digest
    for path in (cases / CASE).glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text("# a remark\n" + unicodedata.normalize("NFD", text).replace("\n", "\r\n"), "utf-8")
    shutil.move(cases, tmp_path / "elsewhere")
    monkeypatch.setattr(loading, "_compilers", lambda: "another copy of the program")
    loading._CASES.clear()
    loading._PROFESSIONS.clear()
    whole = read(tmp_path / "elsewhere")
    assert (whole.bundle.digest, whole.notice) == (before, None)
    loading._PROFESSIONS.clear()


def test_where_the_case_has_changed_the_logs_own_bundle_answers(cases: Path) -> None:
    kept(cases)
    before = open_case(CASE, cases=[cases])
    title = before.text("title", "ro")
    change(cases, title, "Un alt titlu")
    assert open_case(CASE, cases=[cases]).digest != before.digest
    whole = read(cases)
    assert whole.bundle == before
    assert whole.notice is not None and "have changed since" in whole.notice.english


def test_where_the_case_is_gone_or_broken_the_logs_own_bundle_answers(cases: Path) -> None:
    kept(cases)
    (cases / CASE / "case.yaml").write_text("format: [", "utf-8")
    assert read(cases).bundle.graph.id == CASE
    shutil.rmtree(cases / CASE)
    assert read(cases).bundle.graph.id == CASE


def test_without_a_bundle_of_its_own_it_says_how_to_go_on(cases: Path) -> None:
    kept(cases, alone=True)
    change(cases, open_case(CASE, cases=[cases]).text("title", "ro"), "Un alt titlu")
    with pytest.raises(Refused, match="--cases"):
        read(cases)


@pytest.mark.parametrize("name", sorted(path.name for path in (OLD / "logs").glob("*.json")))
def test_logs_of_an_earlier_program_replay(name: str) -> None:
    whole = load_log_file(OLD / "logs" / name)
    assert len(whole.log) > 3
    assert whole.notice is not None and "earlier version" in whole.notice.english


def with_own(cases: Path, own: Any) -> None:
    """A log whose case has changed, with something in the place of its bundle."""
    path = kept(cases)
    data = json.loads(path.read_text("utf-8")) | {"bundle": "another", OWN_BUNDLE: own}
    path.write_text(json.dumps(data), "utf-8")


def encoded(document: Any) -> str:
    return base64.b64encode(zlib.compress(json.dumps(document).encode())).decode()


@pytest.mark.parametrize(
    "own",
    [
        None,
        7,
        "",
        "no base64",
        base64.b64encode(b"no zlib").decode(),
        base64.b64encode(zlib.compress(b"[" * 100_000)).decode(),
        encoded({"format": 4, "bundle": {}}),
        encoded(["format 1", 2, 3, 4, 5]),
        {"format": 4},
    ],
)
def test_what_is_no_bundle_is_refused_with_a_plain_message(cases: Path, own: Any) -> None:
    with_own(cases, own)
    with pytest.raises(Refused, match="cannot be read"):
        read(cases)


def test_a_bundle_that_grows_without_end_is_refused(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_format, "MOST_UNPACKED", 1000)
    with_own(cases, base64.b64encode(zlib.compress(b" " * 2000 + b"{}")).decode())
    with pytest.raises(Refused, match="cannot be read"):
        read(cases)
    monkeypatch.setattr(bundle_format, "MOST_PACKED", 10)
    kept(cases)
    change(cases, open_case(CASE, cases=[cases]).text("title", "ro"), "Un alt titlu")
    with pytest.raises(Refused, match="cannot be read"):
        read(cases)


def test_a_bundle_of_another_case_is_refused(cases: Path) -> None:
    with_own(cases, encoded(pinned(open_case("burnout"))))
    with pytest.raises(Refused, match="another one"):
        read(cases)


def test_a_bundle_with_roads_to_nowhere_is_refused(cases: Path) -> None:
    document = pinned(open_case(CASE, cases=[cases]))
    for scene in document["bundle"]["graph"]["scenes"]:
        for branch in [b for o in scene["task"].get("options", []) for b in o["branches"]]:
            for road in branch["effects"]["to"]:
                road["to"] = 10_000
    with_own(cases, encoded(document))
    with pytest.raises(Refused, match="cannot be played"):
        read(cases)


def test_meaning_does_not_depend_on_the_order_of_tables_or_on_composition() -> None:
    assert meaning_of({"a": "ș", "b": 1}) == meaning_of({"b": 1, "a": unicodedata.normalize("NFD", "ș")})
    assert meaning_of({"a": "ș"}) != meaning_of({"a": "s"})
    assert meaning_of((1, 2)) != meaning_of((2, 1))
