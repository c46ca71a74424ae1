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
            (
                *(
                    "tests/report/test_renderers.py",
                    "tests/ui/test_pages.py",
                    "tests/scenarios/test_cases.py",
                ),
                *("-k", "renderers or golden or as_it_was"),
            ),
            ("tests/report",),
            ("tests/ui", "--deselect=tests/ui/test_conflict_drafts.py"),
        ),
        # Left out: what authors are told of a case, what acts instead of telling, how things are laid out.
        (
            *("*/checking.py", "*/cohorts.py", "*/coverage.py", "*/conditions.py", "*/script.py"),
            *("*_controller.py", "*/actions.py", "*/routes.py", "*/page.py", "*/session_context.py"),
            *("*/conflict_drafts.py", "*/judged_plays.py", "*/case_catalogue.py", "*/downloads.py"),
            *("*/docx_styles.py", "*/export_subprocess.py", "*/audit_text.py", "*/play_terminal.py"),
        ),
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
