"""The transcript of every walk, in both languages, to be read as a diff: `python -m tools.goldens CASE …`.

Without a case, those of every case of ours. `--cases` names folders beside ours.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import debrief
from simulator.content.enums import LANGUAGES
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.graph.bundle import CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import language
from simulator.report.describe import Describer
from simulator.report.text_renderer import transcript


def golden(folder: Path, profession: CompiledProfession) -> dict[str, str]:
    """The transcripts of a case's walks by file name. Raises `ProblemsFound` if a walk cannot be walked."""
    case = load_case(folder, profession)
    files = {}
    for name, (walk, document) in read_walks(folder).items():
        bundle = bundle_of(case, profession, walk.level)
        judged = debrief(bundle, play_walk(bundle.graph, walk, document))
        for code in LANGUAGES:
            speech = language(code)
            files[f"{name}.{code}.txt"] = transcript(Describer(bundle, judged, speech).whole(), speech)
    return files


def write_goldens(folder: Path, profession: CompiledProfession) -> list[str]:
    """Write a case's `golden/`, none unless all walks can be walked; the names of strays that lie there."""
    files, target = golden(folder, profession), folder / "golden"
    target.mkdir(exist_ok=True)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(path.name for path in target.glob("*.txt") if path.name not in files)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the goldens of the cases that are named; 1 if some file there belongs to no walk."""
    parser = argparse.ArgumentParser(prog="python -m tools.goldens", description=__doc__)
    parser.add_argument("case", nargs="*")
    parser.add_argument("--cases", action="append", type=Path, default=[], metavar="DIR")
    options = parser.parse_args(arguments)
    folders = case_folders(tuple(options.cases))
    strays = []
    for name in options.case or folders:
        print(folders[name] / "golden")
        for stray in write_goldens(folders[name], load_profession()):
            print(f"  {stray} belongs to no walk; remove it")
            strays.append(stray)
    return 1 if strays else 0


if __name__ == "__main__":
    raise SystemExit(main())
