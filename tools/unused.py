"""Functions and classes of the product that nothing in it calls: `python -m tools.unused`.

Names are matched as names, so that one that is used anywhere, a notebook too, counts as used. What
libraries call by name (handlers, migrations) is told from its base class or its decorator. What stays
although nothing calls it stands in `docs/developers/waiting.md` with the reason.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from tools.names import ROOT, modules

WAITING = ROOT / "docs" / "developers" / "waiting.md"


def unused() -> dict[str, Path]:
    """Public functions and classes at the top of a module that no module of the product names."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in modules()}
    named: Counter[str] = Counter()
    for tree in (*trees.values(), *_notebooks()):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                named[node.id] += 1
            elif isinstance(node, ast.Attribute):
                named[node.attr] += 1
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.update(re.findall(r"\w+", node.value) if len(node.value) < 200 else ())
    named.update(_exercises())
    return {
        node.name: path
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not (named[node.name] or node.name.startswith("_"))
        and not (isinstance(node, ast.FunctionDef) and node.decorator_list)
    }


def _notebooks() -> Iterator[ast.Module]:
    """The code of the notebooks that the product serves."""
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        yield ast.parse("\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code"))


def _exercises() -> Iterator[str]:
    """The exercises of the laboratories: each open one is judged by `check_` and its name."""
    for path in sorted((ROOT / "scenarios" / "labs").glob("*.yaml")):
        for name in yaml.safe_load(path.read_text("utf-8"))["exercises"]:
            yield f"check_{name.replace('-', '_')}"


def waiting() -> set[str]:
    """The names that the page lists."""
    return set(re.findall(r"^\| `(\w+)`", WAITING.read_text("utf-8"), re.MULTILINE))


def main() -> int:
    """Print them; 1 if one is neither used nor on the page."""
    spare = unused()
    for name, path in sorted(spare.items()):
        print(f"{name}  {path.relative_to(ROOT)}{'' if name in waiting() else '  (not on the page)'}")
    return 1 if set(spare) - waiting() else 0


if __name__ == "__main__":
    raise SystemExit(main())
