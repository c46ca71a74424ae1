"""Which rooms are looked at, and which tests guard each of them."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Group:
    """Folders (or files) whose faults are drawn, without what the patterns of `left_out` name.

    `stages` are arguments for pytest, the quickest first: what survives one is shown to the next.
    """

    name: str
    paths: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...] = ()

    def files(self, root: Path) -> list[str]:
        """The modules of this group that are there, relative to the root."""
        paths = [root / path for path in self.paths]
        modules = [m for path in paths for m in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
        names = [module.relative_to(root).as_posix() for module in modules]
        return [name for name in names if not any(fnmatch(name, pattern) for pattern in self.left_out)]


GROUPS = (
    Group(
        "told",
        ("simulator/report", "simulator/ui"),
        (
            ("tests/report/test_renderers.py", "tests/scenarios/test_cases.py", "-k", "renderers or golden"),
            ("tests/report",),
            ("tests/ui", "--deselect=tests/ui/test_conflict_drafts.py"),
        ),
        # What authors and developers are told of a case is no part of a debrief, a grid, a form or a page.
        ("*/checking.py", "*/cohorts.py", "*/coverage.py", "*/docx_styles.py", "*/export_subprocess.py"),
    ),
    Group(
        "engine",
        ("simulator/engine",),
        (("tests/engine",), ("tests/properties/test_plays.py", "-k", "small")),
    ),
    Group(
        "practice",
        ("simulator/practice",),
        (("tests/practice",), ("tests/properties/test_plays.py", "-k", "small")),
    ),
    Group("competence", ("simulator/competence",), (("tests/competence",),)),
    Group(
        "store",
        ("simulator/store",),
        (("tests/store", "-k", "not postgresql"), ("tests/store", "-k", "postgresql")),
        # A migration is history; the tests hold the tables to it.
        ("*/migrations/*",),
    ),
)
