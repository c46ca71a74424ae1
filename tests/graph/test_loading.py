"""What is compiled once is kept by the digest of its content; a bad cache is no one's trouble."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from simulator.graph import loading
from simulator.graph.bundle import CompiledCase
from simulator.graph.graph import Graph
from simulator.graph.loading import bundle_of, load_case
from tests.support import copy_case, problems_of, replaced, small_profession


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("SIMULATOR_CACHE", str(folder))
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    done: list[Path] = []
    compile_case = loading._compile_case

    def counted(folder: Path, *rest: object) -> CompiledCase:
        done.append(folder)
        return compile_case(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "_compile_case", counted)
    return done


def load(folder: Path) -> CompiledCase:
    """As another process would load it: what this one remembers is forgotten."""
    loading._CASES.clear()
    return load_case(folder, small_profession())


def test_compiled_once(tmp_path: Path, cache: Path, compilations: list[Path]) -> None:
    folder = copy_case(tmp_path)
    first, second = load(folder), load(folder)
    assert first == second
    assert len(compilations) == 1
    assert [path.suffix for path in cache.iterdir()] == [".jsonl"]


def test_another_content_is_compiled_anew(tmp_path: Path, cache: Path, compilations: list[Path]) -> None:
    folder = copy_case(tmp_path)
    before = load(folder)
    path = folder / "case.yaml"
    path.write_text(replaced("minutes: 20", "minutes: 25")(path.read_text("utf-8")), "utf-8")
    after = load(folder)
    assert len(compilations) == 2
    assert before.digest != after.digest
    assert before.graphs["standard"] != after.graphs["standard"]


def test_english_added_later_is_seen(tmp_path: Path, cache: Path) -> None:
    folder = copy_case(tmp_path)
    assert load(folder).texts["en"] == {}
    (folder / "text.en.yaml").write_text("format: 1\ntexts:\n  title: {of: new, text: The small case}\n")
    assert load(folder).texts["en"] == {"title": "The small case"}


def test_names_of_people_stand_among_the_texts(tmp_path: Path, cache: Path) -> None:
    texts = load(copy_case(tmp_path)).texts["ro"]
    assert texts["roles.technician.name"] == "Ana"


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"half"])
def test_a_broken_kept_file_is_made_anew(
    tmp_path: Path, cache: Path, compilations: list[Path], broken: bytes
) -> None:
    folder = copy_case(tmp_path)
    whole = load(folder)
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[: len(kept.read_bytes()) // 2] if broken == b"half" else broken)
    assert load(folder) == whole
    assert len(compilations) == 2
    assert load(folder) == whole
    assert len(compilations) == 2


def test_a_kept_file_of_another_shape_is_made_anew(
    tmp_path: Path, cache: Path, compilations: list[Path]
) -> None:
    folder = copy_case(tmp_path)
    whole = load(folder)
    (kept,) = cache.iterdir()
    total, *parts = kept.read_text("utf-8").split("\n")
    graph = json.loads(parts[4])
    del graph["symbols"]
    parts[4] = json.dumps(graph)
    kept.write_text("\n".join([total, *parts]), "utf-8")
    assert load(folder) == whole
    assert len(compilations) == 2


def test_a_level_is_unpacked_when_it_is_asked_for(tmp_path: Path, cache: Path) -> None:
    folder = copy_case(tmp_path)
    whole, kept = load(folder), load(folder)
    assert list(kept.graphs) == ["guided", "standard", "hard"]
    assert kept.graphs["hard"] == whole.graphs["hard"]
    assert kept.graphs["hard"] is kept.graphs["hard"]
    with pytest.raises(KeyError):
        kept.graphs["other"]


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilations: list[Path]
) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("SIMULATOR_CACHE", str(in_the_way))
    folder = copy_case(tmp_path)
    assert load(folder) == load(folder)
    assert len(compilations) == 2
    assert in_the_way.read_text() == "not a folder"


def test_nothing_half_written_stays_behind(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    load(copy_case(tmp_path))
    assert list(cache.iterdir()) == []


def test_a_case_with_faults_is_not_kept(tmp_path: Path, cache: Path) -> None:
    folder = copy_case(tmp_path, replaced("form: visit-report", "form: none"))
    assert problems_of(lambda: load(folder))
    assert not cache.exists() or list(cache.iterdir()) == []


def test_a_case_that_cannot_be_opened_is_a_problem(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "small"
    (folder / "case.yaml").mkdir(parents=True)
    assert problems_of(lambda: load(folder))


def test_an_enormous_case_is_refused_before_it_is_read_whole(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    with (folder / "case.yaml").open("wb") as file:
        os.truncate(file.fileno(), 1 << 40)
    assert problems_of(lambda: load(folder))


def test_a_bundle_names_its_content(tmp_path: Path, cache: Path) -> None:
    case, profession = load(copy_case(tmp_path)), small_profession()
    digests = {bundle_of(case, profession, level).digest for level in ("guided", "standard", "hard")}
    assert len(digests) == 3
    assert bundle_of(case, profession, "hard").digest in digests
    assert isinstance(bundle_of(case, profession, "hard").graph, Graph)


def test_texts_fall_back_to_romanian_and_then_to_the_path(tmp_path: Path, cache: Path) -> None:
    whole = bundle_of(load(copy_case(tmp_path)), small_profession(), "standard")
    assert whole.text("title", "en") == "Cazul mic"
    assert whole.text("rules.minor-notify.title", "en") == "Notify"
    assert whole.text("no.such.path", "ro") == "no.such.path"
