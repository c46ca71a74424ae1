"""How much tells a debrief, and how many keys no type holds: the counter and its ceilings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import count_debrief
from tools.count_debrief import MOST_KEYS, MOST_LINES, debrief_modules, keys_by_module, lines_of

CODE = """
from simulator.report import wording
import simulator.ui.parts
row["name"]
row[0], row[name], row.get("name"), {"name": 1}
row["a"]["b"] = 1
"""


def test_a_debrief_is_told_in_few_lines() -> None:
    assert sum(map(lines_of, debrief_modules())) < MOST_LINES


def test_few_keys_are_without_a_type() -> None:
    assert sum(keys_by_module().values()) < MOST_KEYS


def test_what_only_a_debrief_needs_is_counted_and_what_others_need_is_not() -> None:
    counted = set(debrief_modules())
    folder = Path(count_debrief.__file__).parents[1] / "simulator" / "report" / "debrief"
    own = {f"simulator.report.debrief.{path.stem}" for path in folder.glob("[a-z]*.py")}
    assert own | {"simulator.report.play_data", "simulator.report.debrief_data"} <= counted
    assert {"simulator.report.answers", "simulator.ui.debrief_view"} <= counted
    assert not counted & {
        "simulator.report.wording",
        "simulator.report.document",
        "simulator.report.write_docx",
        "simulator.ui.parts",
        "simulator.ui.render_document",
    }


def test_keys_and_imports_are_counted_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("simulator.report.wording", "simulator.ui.parts", "simulator.report.new")
    paths = {name: tmp_path / f"{name}.py" for name in names}
    for path in paths.values():
        path.write_text("", encoding="utf-8")
    paths["simulator.report.new"].write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(count_debrief, "modules", lambda: paths)
    for cached in (count_debrief.tree, count_debrief.imports):
        cached.cache_clear()
    try:
        assert keys_by_module() == {"simulator.report.new": 3}
        assert count_debrief.imports("simulator.report.new") == {names[0], names[1]}
        assert count_debrief.reach([names[2]], ("simulator.ui.",)) == {names[0], names[2]}
    finally:
        for cached in (count_debrief.tree, count_debrief.imports):
            cached.cache_clear()
